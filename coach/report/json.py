"""One JSON document, schema version 1: see the table of keys in the README."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from coach.engine import Diagnostic
from coach.model import Language
from coach.report import Look, Tally, lines_of, shown
from coach.text.position import Lines
from coach.text.show import show
from coach.workspace import Checked

VERSION = 1


def report(drafts: Iterable[Checked], tally: Tally, look: Look) -> Iterator[str]:
    """The document, a diagnostic a line, so that a big run need not be held in memory."""
    yield f'{{"version": {VERSION}, "diagnostics": ['
    before = ""
    for checked in drafts:
        tally.add(checked)
        lines = lines_of(checked)
        for diagnostic in shown(checked, look):
            if before:
                yield before + ","
            before = dump(row(diagnostic, lines, look.language))
    if before:
        yield before
    yield f'], "summary": {dump(summary(tally))}}}'


def row(diagnostic: Diagnostic, lines: Lines, language: Language) -> dict[str, Any]:
    """One diagnostic as the contract says: lines and columns from 1, offsets in code points, `end` exclusive."""
    span = diagnostic.span
    found: dict[str, Any] = {
        "rule": diagnostic.rule.id,
        "severity": diagnostic.severity,
        "network": diagnostic.networks[0],
        "networks": list(diagnostic.networks),
        "message": diagnostic.message(language),
        "advice": diagnostic.advice(language),
        "path": show(diagnostic.post.path),
        "post": diagnostic.post.number,
        "start": lines.place(span.start)._asdict() | {"offset": span.start},
        "end": lines.place(span.end)._asdict() | {"offset": span.end},
    }
    if diagnostic.related:
        found["related"] = [
            {
                "path": show(post.path),
                "post": post.number,
                "scheduled_at": post.scheduled_at.isoformat() if post.scheduled_at else None,
            }
            for post in diagnostic.related
        ]
    if diagnostic.edits:
        found["fix"] = {
            "safe": diagnostic.finding.safe,
            "edits": [{"start": edit.span.start, "end": edit.span.end, "text": edit.text} for edit in diagnostic.edits],
        }
    return found


def summary(tally: Tally) -> dict[str, int]:
    """The counts of a run."""
    return {
        "files": tally.files,
        "posts": tally.posts,
        "errors": tally.severities["error"],
        "warnings": tally.severities["warning"],
        "suggestions": tally.severities["suggestion"],
        "fixable": tally.fixable,
    }


def dump(value: Any) -> str:
    """`value` as JSON in one line of ASCII: no encoding of a terminal or a pipe can spoil it, no sign harm a reader.

    Raises ValueError for a number that JSON does not have.
    """
    return json.dumps(value, allow_nan=False).replace("\x7f", "\\u007f")
