"""Tables: cells with their places in the file, as RFC 4180 writes them, whatever sign parts them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from coach.drafts.draft import Place
from coach.drafts.runs import Builder, Written
from coach.model import Span

DELIMITERS = (",", ";", "\t")
"""In the order in which they are tried; French spreadsheets write semicolons."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection); coach writes `'` before it."""


class Cell(NamedTuple):
    """One cell: its content, where that stands, and whether it stands between quotes."""

    text: str
    span: Span
    quoted: bool = False


Row = tuple[Cell, ...]


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    return re.compile(rf'"(?P<quoted>(?:[^"]|"")*+)(?P<end>"?)|(?P<bare>[^{re.escape(delimiter)}\r\n]*+)')


@cache
def _doubled() -> re.Pattern[str]:
    return re.compile(r'(?P<plain>[^"\r\n]++)|(?P<pair>""|\r\n)|(?P<one>[\r\n"])')


def rows(place: Place, delimiter: str) -> Iterator[Row]:
    """The rows of the file that hold anything. Raises DraftError, with the line, for a quote that is not closed."""
    text, at = place.text, 0
    cells: list[Cell] = []
    while at < len(text):
        match = _cell(delimiter).match(text, at)
        assert match is not None  # the pattern also fits nothing
        if match["quoted"] is None:
            cells.append(Cell(match["bare"], Span(*match.span("bare"))))
        else:
            if not match["end"]:
                raise place.error("csv-quote-open", at)
            cells.append(Cell(match["quoted"].replace('""', '"'), Span(*match.span("quoted")), quoted=True))
        at = match.end()
        sign = text[at : at + 1]
        if sign == delimiter:
            at += 1
            if at < len(text):
                continue
            cells.append(Cell("", Span(at, at)))
        elif sign and sign not in "\r\n":
            raise place.error("csv-quote-inside", at)
        else:
            at += 2 if text.startswith("\r\n", at) else 1
        if any(cell.text for cell in cells):
            yield tuple(cells)
        cells = []


def written(cell: Cell, place: Place) -> Written:
    """The text of a cell with its way back into the file; line ends folded, ends trimmed.

    The sign `'` that guards a cell against being read as a formula is no part of the text.
    """
    builder = Builder(place.text)
    start = cell.span.start + is_guarded(cell.text)
    raw = place.text[start : cell.span.end]
    if not cell.quoted:
        builder.letters(raw, start, 1)
        return builder.written().trimmed()
    for match in _doubled().finditer(raw):
        letter = match[0]
        if match.lastgroup == "pair":
            builder.letters("\n" if letter == "\r\n" else '"', start + match.start(), 2)
        else:
            builder.letters("\n" if letter == "\r" else letter, start + match.start(), 1)
    return builder.written().trimmed()


def unguarded(cell: Cell) -> Cell:
    """The cell without the sign `'` that guards it against being read as a formula."""
    return (
        cell._replace(text=cell.text[1:], span=Span(cell.span.start + 1, cell.span.end))
        if is_guarded(cell.text)
        else cell
    )


def is_guarded(text: str) -> bool:
    """Whether a `'` stands at its head, before another or before what may begin a formula."""
    return text.startswith("'") and text.lstrip("'").startswith(FORMULA)


def guard(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula; reading it takes the guard off again."""
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text
