"""The plain YAML that most front matter is written in, read without the YAML library.

Loading the library costs more than all the rest of reading a draft. This reader knows keys, lists, plain and
quoted words, and steps aside for anything else: then `full_yaml` reads it. The two agree wherever this one
answers, which a test holds it to.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from coach.drafts.nodes import Entry, List, Node, Scalar, Table
from coach.model import Span

DEEPEST = 6

_NULLS = frozenset({"~", "null", "Null", "NULL"})


class _AsideError(Exception):
    """Something that only the YAML library should judge."""


class _Line(NamedTuple):
    start: int
    """Where its first sign stands in the file, after the indentation."""
    indent: int
    text: str


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    # A plain word begins with a letter, a digit or a sign that means nothing in YAML, and holds no `: ` and no ` #`.
    plain = r"""(?:[^\s\x00-\x20\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\-?:,\[\]{}#&*!|>'"%@`=<~]|[~](?=$))"""
    return (
        re.compile(r"([A-Za-z_][\w-]*+):(?:[ ]++(.*))?", re.ASCII),
        re.compile(r"-[ ]++(.*)"),
        re.compile(plain),
        re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"),
    )


def read(text: str, start: int, end: int) -> Table | None:
    """The front matter between two places of the file; None where it is not plain enough for this reader."""
    try:
        lines = list(_lines(text, start, end))
        if not lines:
            return Table(whole=Span(start, start))
        reader = _Reader(lines)
        node = reader.block(lines[0].indent, 0)
        if reader.at < len(lines) or not isinstance(node, Table) or lines[0].indent:
            return None
        return node
    except _AsideError:
        return None


def _lines(text: str, start: int, end: int) -> list[_Line]:
    odd = _patterns()[3]
    found = []
    for match in re.finditer(r"[^\r\n]++", text[start:end]):
        line = match[0].rstrip(" ")
        body = line.lstrip(" ")
        if not body or body.startswith("#"):
            continue
        if odd.search(body) or body.startswith(("---", "...", "%")):
            raise _AsideError
        found.append(_Line(start + match.start() + len(line) - len(body), len(line) - len(body), body))
    return found


class _Reader:
    def __init__(self, lines: list[_Line]) -> None:
        self.lines = lines
        self.at = 0

    def block(self, indent: int, depth: int) -> Node:
        """The table or list whose entries begin in this column."""
        if depth > DEEPEST:
            raise _AsideError
        if self.lines[self.at].text.startswith("-"):
            return self._list(indent, depth)
        return self._table(indent, depth)

    def _table(self, indent: int, depth: int) -> Table:
        entries: dict[str, Entry] = {}
        first = self.lines[self.at]
        while self.at < len(self.lines) and self.lines[self.at].indent == indent:
            line = self.lines[self.at]
            match = _patterns()[0].fullmatch(line.text)
            if not match or match[1] in entries:
                raise _AsideError
            key = _scalar(match[1], line.start)
            if match[2]:
                value: Node = _value(match[2], line.start + match.start(2))
                self.at += 1
            else:
                self.at += 1
                value = self._nested(indent, key.span.end + 1, depth)
            entries[key.text] = Entry(key, value)
        if self.at < len(self.lines) and self.lines[self.at].indent > indent:
            raise _AsideError
        return Table(entries, Span(first.start, self._end()))

    def _nested(self, indent: int, place: int, depth: int) -> Node:
        """What stands below a key that has nothing after it: a list may begin in the key's own column."""
        if self.at < len(self.lines):
            line = self.lines[self.at]
            if line.indent > indent or (line.indent == indent and line.text.startswith("- ")):
                return self.block(line.indent, depth + 1)
        return Scalar("", Span(place, place), Span(place, place), null=True)

    def _list(self, indent: int, depth: int) -> List:
        items: list[Node] = []
        first = self.lines[self.at]
        while self.at < len(self.lines) and self.lines[self.at].indent == indent:
            line = self.lines[self.at]
            match = _patterns()[1].fullmatch(line.text)
            if not match:
                if line.text.startswith("-"):
                    raise _AsideError
                break
            body, place = match[1], line.start + match.start(1)
            if _patterns()[0].fullmatch(body):
                # `- file: a.jpg` opens a table in the column of its first key.
                column = indent + match.start(1)
                self.lines[self.at] = _Line(place, column, body)
                items.append(self._table(column, depth + 1))
            else:
                items.append(_value(body, place))
                self.at += 1
        if self.at < len(self.lines) and self.lines[self.at].indent > indent:
            raise _AsideError
        return List(tuple(items), Span(first.start, self._end()))

    def _end(self) -> int:
        last = self.lines[self.at - 1]
        return last.start + len(last.text)


def _value(body: str, place: int) -> Node:
    if body.startswith("["):
        return _flow(body, place)
    return _quoted_or_plain(body, place)


def _flow(body: str, place: int) -> List:
    if not body.endswith("]") or any(sign in body[1:-1] for sign in "[]{}'\"#:"):
        raise _AsideError
    items: list[Node] = []
    at = place + 1
    pieces = body[1:-1].split(",")
    for index, piece in enumerate(pieces):
        word = piece.strip(" ")
        if word:
            items.append(_quoted_or_plain(word, at + len(piece) - len(piece.lstrip(" "))))
        elif index < len(pieces) - 1:
            raise _AsideError
        at += len(piece) + 1
    return List(tuple(items), Span(place, place + len(body)))


def _quoted_or_plain(body: str, place: int) -> Scalar:
    quote = body[0]
    if quote in "\"'":
        inner = body[1:-1]
        if len(body) < 2 or body[-1] != quote or quote in inner or "\\" in inner:
            raise _AsideError
        return Scalar(inner, Span(place + 1, place + 1 + len(inner)), Span(place, place + len(body)))
    if not _patterns()[2].match(body) or ": " in body or " #" in body or body.endswith(":"):
        raise _AsideError
    return _scalar(body, place)


def _scalar(text: str, place: int) -> Scalar:
    span = Span(place, place + len(text))
    return Scalar(text, span, span, null=text in _NULLS)
