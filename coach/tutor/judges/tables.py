"""Judges of lists that one keeps in a file: who to follow, what to search for."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from coach import content, files
from coach.errors import ContentError, FileError
from coach.text.networks import network as known_network
from coach.tutor.judges.work import Remark, Work

MOST_ROWS = 5000


class Row(NamedTuple):
    """One line of a table: its number in the file, from 1, and its cells by the names of the columns."""

    line: int
    cells: dict[str, str]


def rows(text: str) -> tuple[tuple[str, ...], list[Row]]:
    """The columns and the rows of a table in CSV; separators as spreadsheets write them: `,`, `;` or a tabulator.

    Names of columns in small letters; empty rows are left out. Raises ContentError where it is no table.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    head = next((line for line in lines if line.strip()), "")
    separator = max(",;\t", key=head.count)
    found: list[Row] = []
    names: tuple[str, ...] = ()
    reader = csv.reader(lines, delimiter=separator)
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if not any(stripped):
                continue
            if not names:
                names = tuple(cell.casefold() for cell in stripped)
            elif len(found) < MOST_ROWS:
                found.append(Row(reader.line_num, dict(zip(names, stripped, strict=False))))
    except csv.Error:
        raise ContentError("judge-table-broken", line=reader.line_num) from None
    return names, found


def column(path: Path, name: str) -> list[str]:
    """The cells of one column of a table; none where there is no such file."""
    try:
        text = files.read(path).text
    except FileError:
        return []
    return [row.cells[name] for row in rows(text)[1] if row.cells.get(name)]


def table(
    work: Work,
    *,
    columns: tuple[str, ...],
    at_least: int = 1,
    at_most: int = MOST_ROWS,
    unique: str = "",
    handle: str = "",
    letters: dict[str, int] | None = None,
) -> Iterator[Remark]:
    """A table with those columns and enough rows.

    Args:
        unique: a column that never says the same twice.
        handle: a column of names of accounts, as the network writes them.
        letters: by column, how many letters each cell needs.
    """
    if work.text is None:
        yield Remark("judge-no-file", {"file": work.exercise.file})
        return
    names, found = rows(work.text)
    for name in columns:
        if name not in names:
            yield Remark("judge-no-column", {"column": name, "columns": ", ".join(names)}, line=1)
    if len(found) < at_least:
        yield Remark("judge-few-rows", {"count": len(found), "at_least": at_least})
    if len(found) > at_most:
        yield Remark("judge-many-rows", {"count": len(found), "at_most": at_most})
    yield from _repeated(found, unique)
    shape = _HANDLES.get(known_network(work.network).syntax)
    for row in found:
        for name, least in {**dict.fromkeys(columns, 1), **(letters or {})}.items():
            if name in names and len(row.cells.get(name, "")) < least:
                yield Remark("judge-short-cell", {"column": name, "at_least": least}, line=row.line)
        if handle and shape and not shape.fullmatch(row.cells.get(handle, "")):
            yield Remark("judge-bad-handle", {"handle": row.cells.get(handle, "")}, line=row.line)


# As each network takes them. A longer name on X is cut in silence by the library that finds mentions.
_HANDLES = {
    "x": re.compile(r"@?[A-Za-z0-9_]{1,15}"),
    "mastodon": re.compile(r"@?[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"),
    "bluesky": re.compile(r"@?[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"),
}


def _repeated(found: list[Row], name: str) -> Iterator[Remark]:
    seen: dict[str, int] = {}
    for row in found if name else ():
        value = row.cells.get(name, "").lstrip("@").casefold()
        if value and value in seen:
            yield Remark("judge-repeated-cell", {"value": value, "first": seen[value]}, line=row.line)
        seen.setdefault(value, row.line)


# Words that are everywhere: alone, they find everything and nothing.
_COMMON = {
    *("association", "associations", "asso", "social", "solidaire", "actualité", "aide", "bénévole", "don"),
    *("charity", "charities", "news", "help", "event", "volunteer", "donation"),
}

_TERM = re.compile(r'"[^"]*"|\S+')


def search_query(work: Work, *, at_least: int = 3) -> Iterator[Remark]:
    """Searches (`[[search]]` tables with `query`) that a network can run, narrow enough to read the results."""
    if work.text is None:
        yield Remark("judge-no-file", {"file": work.exercise.file})
        return
    data = content.parse_toml(work.text, work.exercise.file)
    listed = data.get("search", [])
    queries = [one.get("query", "") for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    queries = [query for query in queries if isinstance(query, str) and query.strip()]
    if len(set(queries)) < at_least:
        yield Remark("judge-few-searches", {"count": len(set(queries)), "at_least": at_least})
    for query in queries:
        if query.count('"') % 2:
            yield Remark("judge-open-quote", {"query": query})
            continue
        terms = _TERM.findall(query)
        if any(term in ("or", "Or", "ou", "OU", "oR") for term in terms):
            yield Remark("judge-small-or", {"query": query})
        plain = [term for term in terms if term != "OR" and ":" not in term and not term.startswith("-")]
        if len(terms) < 2 and (not plain or " " not in plain[0]):
            yield Remark("judge-wide-search", {"query": query})
        elif all(term.casefold().strip('#()"') in _COMMON for term in plain):
            yield Remark("judge-common-words", {"query": query})
