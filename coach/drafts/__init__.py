"""One reader per draft format; all of them give posts that lead back into their file."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from coach.drafts import front, plain
from coach.drafts.draft import EMPTY, Draft, Kind, Place
from coach.drafts.plain import Split
from coach.files import SUFFIXES, SourceFile

if TYPE_CHECKING:
    from coach.drafts.nodes import Table

__all__ = ["ARCHIVE_SUFFIXES", "TABLE_SUFFIXES", "Draft", "Kind", "Split", "read_draft", "suffixes"]

_MARKDOWN = (".md", ".markdown")

_TABLES: Mapping[str, Literal["csv", "json", "jsonl"]] = {".csv": "csv", ".json": "json", ".jsonl": "jsonl"}

TABLE_SUFFIXES = tuple(_TABLES)
"""Endings that are drafts only where a team says which files are: most such files in a repository are not."""


ARCHIVE_SUFFIXES = (".zip", ".tgz", ".tar.gz", ".tar", ".car", ".js", ".json", ".csv")
"""Endings that an archive of published posts may have; `coach.drafts.archives` looks closer."""

_NONE: Mapping[str, Any] = {}


def suffixes(*, tables: bool) -> tuple[str, ...]:
    """The endings of drafts in folders; those of `tables` too, where the settings say which files are drafts."""
    return (*SUFFIXES, *TABLE_SUFFIXES) if tables else SUFFIXES


def read_draft(
    source: SourceFile, *, split: Split = "draft", timezone: str | None = None, columns: Mapping[str, Any] = _NONE
) -> Draft:
    """The draft that `source` holds, read as the ending of its name says, or else as `.txt`.

    `split` says what one post is in a `.txt` or `.md` file. `timezone` is the name of the zone in which
    times without an offset are meant. `columns` is the table `[csv]` of the settings. Raises DraftError, with
    the line in the file, where front matter or shape cannot be understood.
    """
    suffix = os.path.splitext(source.path)[1].lower()
    place = Place(source.text, source.path, timezone)
    if suffix in _TABLES:
        if suffix == ".csv":
            from coach.drafts.csv_posts import read as read_table

            reading = read_table(place, columns)
        else:
            from coach.drafts.json_posts import read as read_objects

            reading = read_objects(place, lines=suffix == ".jsonl")
        return Draft(source, reading.posts, _TABLES[suffix], reading.problems)
    if suffix in (".tweet", ".toot"):
        from coach.drafts.together import read_toot, read_tweet

        reading = (read_tweet if suffix == ".tweet" else read_toot)(place)
        return Draft(source, reading.posts, "tweet" if suffix == ".tweet" else "toot", reading.problems)
    markdown = suffix in _MARKDOWN
    block = front.find(source.text, 0, path=source.path, toml=markdown)
    head, start = EMPTY, 0
    place = place._replace(room=front.room(block))
    if block:
        table, start = front.parse(source.text, block, path=source.path), block.after
        if markdown and _names_accounts(table):
            from coach.drafts.galaxy import read

            reading = read(place, table, start)
            return Draft(source, reading.posts, "galaxy", reading.problems)
        from coach.drafts.header import header

        head = header(table, place)
    reading = plain.read(place, head, start, split)
    return Draft(source, reading.posts, "markdown" if markdown else "text", reading.problems)


def _names_accounts(table: "Table") -> bool:
    """Whether the front matter is of galaxy-social: `media` names accounts there, files everywhere else."""
    if "media" not in table.entries:
        return False
    from coach.drafts.galaxy import names_accounts

    return names_accounts(table)
