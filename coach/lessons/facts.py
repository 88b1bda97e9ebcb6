"""`facts.toml` → claims that age, and `course.toml` → the guide's paragraphs and the lessons still to come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from coach import content, files
from coach.content import Fault
from coach.errors import ContentError
from coach.lessons.values import Course, Fact, Planned
from coach.model import LANGUAGES


def facts(folder: Path) -> Mapping[str, Fact]:
    """The claims in that folder's `facts.toml`, by id; none where there is no such file.

    Raises ContentError with file, line and cause.
    """
    path = folder / "facts.toml"
    if not path.exists():
        return {}
    return _facts(files.read(path).text, str(path))


@lru_cache(maxsize=4)
def _facts(text: str, path: str) -> Mapping[str, Fact]:
    # Kept for a while: every lesson asks for them, once for each language and network.
    data = content.parse_toml(text, path)
    content.check(data, "facts", path=path, text=text)
    for fault in _faults(data):
        raise content.error(fault, path=path, text=text)
    return {id: _fact(id, table) for id, table in data.items()}


def line_of_fact(folder: Path, id: str) -> int:
    """The line (from 1) where the fact of that id begins."""
    return content.line_of(files.read(folder / "facts.toml").text, (id,))


def course(folder: Path) -> Course:
    """What that folder's `course.toml` says. Raises ContentError with file, line and cause."""
    path = folder / "course.toml"
    if not path.exists():
        return Course({}, ())
    text = files.read(path).text
    data = content.parse_toml(text, str(path))
    content.check(data, "course", path=str(path), text=text)
    for index, table in enumerate(data.get("planned", ())):
        for paragraph in table["guide"]:
            if paragraph not in data["guide"]:
                line = content.line_of(text, ("planned", index, "guide"))
                raise ContentError("lesson-unknown-paragraph", path=str(path), line=line, name=paragraph)
    return Course(data["guide"], tuple(map(_planned, data.get("planned", ()))))


def _planned(table: Mapping[str, Any]) -> Planned:
    rules = tuple(table.get("rules", ()))
    return Planned(table["id"], table["number"], table["title"], tuple(table["paths"]), tuple(table["guide"]), rules)


def _faults(data: Mapping[str, Any]) -> Iterator[Fault]:
    for id, table in data.items():
        if not table["sources"]:
            yield Fault("fact-without-source", (id, "sources"), {"name": id})
        if table["review_by"] <= table["checked"]:
            yield Fault("fact-dates", (id, "review_by"), {"name": id})


def _fact(id: str, table: Mapping[str, Any], dates: tuple[date, date] | None = None) -> Fact:
    checked, review_by = dates or (table["checked"], table["review_by"])
    return Fact(
        id=id,
        text={language: table[language] for language in LANGUAGES},
        sources=tuple(table["sources"]),
        checked=checked,
        review_by=review_by,
        networks=tuple(table.get("networks", ())),
        value=content.frozen(table.get("value")),
        on=tuple(_fact(id, other, (checked, review_by)) for other in table.get("on", ())),
    )
