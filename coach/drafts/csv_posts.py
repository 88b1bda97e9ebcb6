"""Posts in a table: the bulk upload of a scheduler, one post a row.

The columns are known by the header, or named in the settings. Cells stay as they are: a fix changes what it
names and nothing else, not even a cell that looks like a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import zip_longest
from typing import Any

from coach.drafts.csv_cells import DELIMITERS, Cell, Row, rows, unguarded, written
from coach.drafts.csv_layouts import LAYOUTS, Match, Role, names, recognise
from coach.drafts.draft import Place, post
from coach.drafts.header import header
from coach.drafts.nodes import Entry, Scalar, Table
from coach.drafts.plain import Reading
from coach.drafts.times import parse, shape
from coach.errors import DraftError
from coach.model import Media, Post, Span, Stamp

_IN_HEADER: tuple[Role, ...] = ("networks", "lang", "status", "reply", "cw", "fixed", "account", "event_at")

Cells = Mapping[Role, Cell]


def read(place: Place, columns: Mapping[str, Any]) -> Reading:
    """The posts of the table. `columns` is the table `[csv]` of the settings.

    Raises DraftError, with the line, for a header that says nothing to coach and for cells that are not closed.
    """
    match, body = _recognised(place, columns)
    reader = _Reader(place, match, columns.get("date_order") or _order(body, match))
    posts: list[Post] = []
    for row in body:
        if len(row) > len(match.roles):
            extra = row[len(match.roles)].span.start
            reader.problems.append(place.error("csv-too-many-cells", extra, most=len(match.roles)))
        cells: dict[Role, Cell] = {role: cell for role, cell in zip(match.roles, row, strict=False) if role != "other"}
        if "text" in cells:
            posts.append(reader.post(cells, len(posts) + 1))
    return Reading(tuple(posts), tuple(reader.problems))


def _recognised(place: Place, columns: Mapping[str, Any]) -> tuple[Match, list[Row]]:
    """The layout of the table, and its rows without the header."""
    for delimiter in DELIMITERS:
        try:
            first = next(rows(place, delimiter), ())
        except DraftError:
            continue  # quotes stand where they cannot stand: this is not what parts the cells
        match = recognise(tuple(cell.text for cell in first), columns)
        if match:
            return match, list(rows(place, delimiter))[1:]
        if 2 <= len(first) <= 3 and _slashed().fullmatch(first[0].text.strip()):
            bare = LAYOUTS["hootsuite"]
            return Match(bare, tuple(role for _, role in bare.columns)), list(rows(place, delimiter))
    raise place.error("csv-columns-unknown", 0, known=" | ".join(names()))


@cache
def _slashed() -> re.Pattern[str]:
    return re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: ++(\d{1,2}):(\d{2}))?+", re.ASCII)


def _order(body: Sequence[Row], match: Match) -> str:
    """Whether the dates of the table begin with the day or with the month: as the first that can only be one says."""
    for row in body:
        for role, cell in zip(match.roles, row, strict=False):
            found = _slashed().fullmatch(cell.text.strip()) if role in ("date", "scheduled_at") else None
            if found and (int(found[1]) > 12) != (int(found[2]) > 12):
                return "dmy" if int(found[1]) > 12 else "mdy"
    return "mdy" if match.layout.name == "hootsuite" else "dmy"


class _Reader:
    def __init__(self, place: Place, match: Match, order: str) -> None:
        self.place = place
        self.layout = match.layout
        self.slashed = "%d/%m/%Y" if order == "dmy" else "%m/%d/%Y"
        self.problems: list[DraftError] = []

    def post(self, cells: Cells, number: int) -> Post:
        head = header(_table(cells), self.place)
        self.problems += head.problems
        moment, stamps = self.time(cells)
        text = cells["text"]
        more: dict[str, Any] = {
            "scheduled_at": moment,
            "stamps": stamps,
            "media": tuple(_media(cells)),
            "quoting": "csv" if text.quoted else "csv-bare",
        }
        return post(written(text, self.place), head, self.place, number, **more)

    def time(self, cells: Cells) -> tuple[datetime | None, tuple[Stamp, ...]]:
        """The time of a row, and where it stands, or may be written; nowhere beside one that cannot be understood."""
        text, cell, stamps = self.when(cells)
        moment = self.moment(text, cell) if cell else None
        return moment, stamps if moment or not text else ()

    def when(self, cells: Cells) -> tuple[str, Cell | None, tuple[Stamp, ...]]:
        """The time as it is written, the cell it begins in, and the places it takes."""
        if "date" in cells and "time" in cells:
            day, hour = cells["date"], cells["time"]
            stamps = (Stamp(day.span, self.slashed), Stamp(hour.span, "%H:%M"))
            return f"{day.text.strip()} {hour.text.strip()}".strip(), day, stamps
        cell = cells.get("scheduled_at")
        if cell is None:
            return "", None, ()
        text = cell.text.strip()
        usual = self.layout.time or "%Y-%m-%dT%H:%M"
        form = shape(text) or (self.slashed + " %H:%M" if _slashed().fullmatch(text) else usual, self.layout.zone)
        return text, cell, (Stamp(cell.span, *form),)

    def moment(self, text: str, cell: Cell) -> datetime | None:
        """The time written so; None where none is, or none that can be understood, which is told."""
        if not text:
            return None
        moment = parse(text, self.place.timezone) or self.foreign(text)
        if moment is None:
            self.problems.append(
                self.place.error("draft-bad-time", cell.span.start, name=self.column("scheduled_at"), value=text)
            )
        return moment

    def foreign(self, text: str) -> datetime | None:
        form = self.layout.time if self.layout.name == "settings" and self.layout.time else self.slashed + " %H:%M"
        try:
            found = datetime.strptime(text, form)
        except ValueError:
            return None
        return found if found.tzinfo else parse(f"{found:%Y-%m-%dT%H:%M:%S}", self.place.timezone)

    def column(self, role: Role) -> str:
        return next((name for name, own in self.layout.columns if own in (role, "date")), role)


def _table(cells: Cells) -> Table:
    """What a row says about its post, as front matter would."""
    entries: dict[str, Entry] = {}
    for role in _IN_HEADER:
        cell = cells.get(role)
        if cell is not None and cell.text.strip():
            plain = unguarded(cell)
            value = Scalar(plain.text, plain.span, plain.span)
            entries[role] = Entry(Scalar(role, cell.span, cell.span), value)
    return Table(entries)


def _media(cells: Cells) -> Iterator[Media]:
    """The pictures of a table that has a column for their alternative texts, which `|` parts like the pictures."""
    files, alts = cells.get("media"), cells.get("alt")
    if files is None or alts is None:
        return
    files, alts = unguarded(files), unguarded(alts)
    texts = [text.strip() for text in alts.text.split("|")] if alts.text.strip() else []
    names = [name.strip() for name in files.text.replace("|", ",").split(",") if name.strip()]
    at = Span(alts.span.end, alts.span.end)
    for name, text in zip_longest(names, texts[: len(names)]):
        yield Media(name, text or None, files.span, alts.span if len(names) == 1 and text else at)
