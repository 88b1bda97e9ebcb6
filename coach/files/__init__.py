"""The one way to read a file, the one way to replace it, and the one way to look for drafts in folders."""

from __future__ import annotations

from coach.files.reading import MOST_BYTES, SourceFile, line_at, open_stream, read, read_line, read_stdin
from coach.files.reasons import reason
from coach.files.replacing import encoded, replace, write_new
from coach.files.walking import SUFFIXES, Walk, fits, unique, walk

__all__ = [
    "MOST_BYTES",
    "SUFFIXES",
    "SourceFile",
    "Walk",
    "encoded",
    "fits",
    "line_at",
    "open_stream",
    "read",
    "read_line",
    "read_stdin",
    "reason",
    "replace",
    "unique",
    "walk",
    "write_new",
]
