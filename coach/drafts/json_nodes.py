"""JSON with the places of its values, as the same tree that front matter gives."""

from __future__ import annotations

import json
import re
from functools import cache

from coach.drafts.draft import Place
from coach.drafts.nodes import Entry, List, Node, Scalar, Table
from coach.drafts.runs import Builder, Written
from coach.model import Span

DEEPEST = 20

MOST_KEYS = 1000
"""How many keys one object may have; a draft has a dozen."""


@cache
def _blank() -> re.Pattern[str]:
    return re.compile(r"[ \t\r\n]*+")


@cache
def _string() -> re.Pattern[str]:
    return re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*+"')


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"true|false|null|-?\d++(?:\.\d++)?+(?:[eE][+-]?\d++)?+", re.ASCII)


@cache
def _letters() -> re.Pattern[str]:
    # Plain letters, a pair of escapes that make one letter, one escape, a line end of Windows.
    return re.compile(
        r"(?P<plain>[^\\]++)"
        r"|(?P<pair>\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
        r"|(?P<line>\\r\\n)"
        r"|(?P<code>\\u[0-9a-fA-F]{4})"
        r"|(?P<sign>\\.)"
    )


def skip(text: str, at: int) -> int:
    """Where the next sign stands that is no blank."""
    match = _blank().match(text, at)
    return match.end() if match else at


class Reader:
    """Reads one value after the other from the text of a draft."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.text = place.text
        self.at = 0

    def value(self, depth: int = 0) -> Node:
        """The value that begins at `at`, blanks skipped; `at` then stands behind it. Raises DraftError."""
        self.at = skip(self.text, self.at)
        if depth > DEEPEST:
            raise self.place.error("json-too-deep", self.at, most=DEEPEST)
        sign = self.text[self.at : self.at + 1]
        if sign == "{":
            return self._table(depth)
        if sign == "[":
            return self._list(depth)
        return self._scalar(_string() if sign == '"' else _word())

    def _scalar(self, shape: re.Pattern[str]) -> Scalar:
        match = shape.match(self.text, self.at)
        if match is None:
            raise self._broken()
        whole = Span(*match.span())
        self.at = whole.end
        if match[0][0] != '"':
            return Scalar(match[0], whole, whole, null=match[0] == "null")
        span = Span(whole.start + 1, whole.end - 1)
        if "\\" not in match[0]:
            return Scalar(match[0][1:-1], span, whole)
        try:
            written = str(json.loads(match[0]))
        except ValueError:
            self.at = whole.start
            raise self._broken() from None
        return Scalar(written, span, whole)

    def _list(self, depth: int) -> List:
        start = self.at
        items: list[Node] = []
        while self._goes_on("]", first=not items):
            items.append(self.value(depth + 1))
        return List(tuple(items), Span(start, self.at))

    def _table(self, depth: int) -> Table:
        start = self.at
        entries: dict[str, Entry] = {}
        while self._goes_on("}", first=not entries):
            self.at = skip(self.text, self.at)
            if len(entries) >= MOST_KEYS:
                raise self.place.error("json-too-many-keys", self.at, most=MOST_KEYS)
            key = self._scalar(_string())
            if key.text in entries:
                raise self.place.error("draft-key-twice", key.whole.start, name=key.text, other=key.text)
            self.at = skip(self.text, self.at)
            if self.text[self.at : self.at + 1] != ":":
                raise self._broken()
            self.at += 1
            entries[key.text] = Entry(key, self.value(depth + 1))
        return Table(entries, Span(start, self.at), flow=True)

    def _goes_on(self, end: str, *, first: bool) -> bool:
        """Whether another member follows; steps over the sign before it, or over the one that closes."""
        if first:
            self.at += 1
        self.at = skip(self.text, self.at)
        sign = self.text[self.at : self.at + 1]
        if sign == end:
            self.at += 1
            return False
        if first:
            return True
        if sign != ",":
            raise self._broken()
        self.at += 1
        return True

    def _broken(self) -> Exception:
        return self.place.error("json-broken", min(self.at, len(self.text)))


def letters(scalar: Scalar, place: Place) -> Written:
    """The text of a JSON string with its way back into the file, letter by letter; line ends folded, ends trimmed.

    Raises DraftError where it holds half a character, which no network can take.
    """
    raw = place.text[scalar.span.start : scalar.span.end]
    if any("\ud800" <= sign <= "\udfff" for sign in scalar.text):
        raise place.error("json-half-character", scalar.span.start)
    builder = Builder(place.text)
    for match in _letters().finditer(raw):
        origin = scalar.span.start + match.start()
        if match.lastgroup == "plain":
            builder.letters(match[0], origin, 1)
            continue
        letter = "\n" if match.lastgroup == "line" else str(json.loads(f'"{match[0]}"'))
        builder.letters("\n" if letter == "\r" else letter, origin, len(match[0]))
    return builder.written().trimmed()
