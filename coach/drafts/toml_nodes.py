"""TOML front matter with the places of its values.

The standard library reads TOML well but keeps no places. So it judges the text, and this module, which need
not doubt what has been judged, finds where each key and value stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, TypeAlias

from coach.drafts.nodes import Entry, List, Node, Scalar, Table
from coach.errors import DraftError
from coach.files import line_at
from coach.model import Span

DEEPEST = 20


class _Token(NamedTuple):
    kind: str
    """`string`, `word`, `line` (a line end), or the sign itself."""
    start: int
    end: int


@cache
def _signs() -> re.Pattern[str]:
    return re.compile(
        r'''(?P<space>[ \t]++|\#[^\r\n]*+)
        |(?P<line>\r\n|[\r\n])
        |(?P<string>"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}|\'\'\'(?:[^\']|\'(?!\'\'))*+\'{3,5}
            |"(?:[^"\\\r\n]|\\.)*+"|'[^'\r\n]*+')
        |(?P<word>[^\s"'\#=,.\[\]{}]++)
        |(?P<sign>.)''',
        re.VERBOSE | re.DOTALL,
    )


def read(text: str, start: int, end: int, *, path: str) -> Table:
    """The TOML between two places of the file. Raises DraftError with the line where it is broken or too deep."""
    import tomllib

    # A lone `\r` ends a line for coach; TOML knows it only before a `\n`.
    written = re.sub(r"\r(?!\n)", "\n", text[start:end])
    tokens = list(_tokens(written))
    _refuse_depth(tokens, text, start, path)
    try:
        tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        raise DraftError("front-matter-toml", path=path, line=_line(error, text, start)) from None
    except (ValueError, RecursionError, OverflowError):
        raise DraftError("front-matter-toml", path=path, line=line_at(text, start)) from None
    return _Reader(written, tokens, start).document()


def _line(error: ValueError, text: str, start: int) -> int:
    found = re.search(r"\(at line (\d+),", str(error))
    first = line_at(text, start)
    # "at end of document" is the line above the closing fence.
    return first + int(found[1]) - 1 if found else first


def _tokens(written: str) -> Iterator[_Token]:
    for match in _signs().finditer(written):
        kind = match.lastgroup or ""
        if kind == "sign":
            kind = match[0]
        if kind != "space":
            yield _Token(kind, match.start(), match.end())


def _refuse_depth(tokens: list[_Token], text: str, start: int, path: str) -> None:
    depth = dots = 0
    for token in tokens:
        depth += (token.kind in ("[", "{")) - (token.kind in ("]", "}"))
        dots = dots + 1 if token.kind == "." else dots if token.kind in ("word", "string") else 0
        if max(depth, dots) > DEEPEST:
            line = line_at(text, start + token.start)
            raise DraftError("front-matter-too-deep", path=path, line=line, most=DEEPEST)


class _Growing:
    """A table while it grows: TOML may come back to it further down."""

    def __init__(self, at: int, end: int, *, flow: bool = False) -> None:
        self.at = at
        self.end = end
        self.flow = flow
        self.entries: dict[str, tuple[Scalar, _Value]] = {}


_Value: TypeAlias = "Scalar | List | _Growing | list[_Growing]"


class _Reader:
    """Reads tokens that are known to be good TOML."""

    def __init__(self, written: str, tokens: list[_Token], start: int) -> None:
        self.written = written
        self.tokens = tokens
        self.start = start
        self.at = 0

    def document(self) -> Table:
        root = _Growing(self.start, self.start + len(self.written.rstrip()))
        here = root
        while self.at < len(self.tokens):
            kind = self.tokens[self.at].kind
            if kind == "line":
                self.at += 1
            elif kind == "[":
                here = self.heading(root)
            else:
                self.entry(here)
        return _table(root)

    def heading(self, root: _Growing) -> _Growing:
        many = self.tokens[self.at + 1].kind == "["
        opening = self.tokens[self.at].start
        self.at += 2 if many else 1
        *way, last = self.key()
        self.at += 2 if many else 1
        parent = self.follow(root, way)
        table = _Growing(self.start + opening, self.start + self.tokens[self.at - 1].end)
        known = parent.entries.get(last.text)
        if many:
            tables = known[1] if known and isinstance(known[1], list) else []
            parent.entries.setdefault(last.text, (last, tables))
            tables.append(table)
            return table
        if known and isinstance(known[1], _Growing):
            return known[1]
        parent.entries[last.text] = (last, table)
        return table

    def follow(self, table: _Growing, way: list[Scalar]) -> _Growing:
        for key in way:
            known = table.entries.get(key.text)
            value = known[1] if known else None
            if isinstance(value, list):
                value = value[-1]
            if not isinstance(value, _Growing):
                value = _Growing(key.whole.start, key.whole.end)
                table.entries[key.text] = (key, value)
            table = value
        return table

    def entry(self, table: _Growing) -> None:
        *way, last = self.key()
        self.at += 1  # the sign =
        self.follow(table, way).entries[last.text] = (last, self.value())

    def key(self) -> list[Scalar]:
        keys = [self.scalar()]
        while self.tokens[self.at].kind == ".":
            self.at += 1
            keys.append(self.scalar())
        return keys

    def value(self) -> _Value:
        kind = self.tokens[self.at].kind
        if kind == "[":
            return self.list()
        return self.inline() if kind == "{" else self.scalar(dotted=True)

    def list(self) -> List:
        start = self.tokens[self.at].start
        self.at += 1
        items: list[Node] = []
        while self.tokens[self.at].kind != "]":
            if self.tokens[self.at].kind in (",", "line"):
                self.at += 1
            else:
                items.append(_node(self.value()))
        self.at += 1
        return List(tuple(items), Span(self.start + start, self.start + self.tokens[self.at - 1].end))

    def inline(self) -> _Growing:
        table = _Growing(self.start + self.tokens[self.at].start, 0, flow=True)
        self.at += 1
        while self.tokens[self.at].kind != "}":
            if self.tokens[self.at].kind in (",", "line"):
                self.at += 1
            else:
                self.entry(table)
        self.at += 1
        table.end = self.start + self.tokens[self.at - 1].end
        return table

    def scalar(self, *, dotted: bool = False) -> Scalar:
        """A key or a single value; a number, a date or a time may hold dots and one space."""
        token = self.tokens[self.at]
        self.at += 1
        whole = Span(self.start + token.start, self.start + token.end)
        if token.kind == "string":
            return self.string(token, whole)
        end = token.end
        while dotted and self.at < len(self.tokens) and self.tokens[self.at].kind in ("word", "."):
            end = self.tokens[self.at].end
            self.at += 1
        span = Span(whole.start, self.start + end)
        return Scalar(self.written[token.start : end], span, span)

    def string(self, token: _Token, whole: Span) -> Scalar:
        import tomllib

        written = self.written[token.start : token.end]
        wide = 3 if written.startswith(('"""', "'''")) else 1
        start = whole.start + wide
        if wide == 3:  # a line end right behind the opening is no part of the text
            start += 2 if written.startswith("\r\n", 3) else written.startswith("\n", 3)
        span = Span(start, max(start, whole.end - wide))
        return Scalar(str(tomllib.loads(f"it = {written}")["it"]), span, whole)


def _node(value: _Value) -> Node:
    if isinstance(value, _Growing):
        return _table(value)
    if isinstance(value, list):
        return List(tuple(map(_table, value)), Span(value[0].at, value[-1].end))
    return value


def _table(draft: _Growing) -> Table:
    entries = {name: Entry(key, _node(value)) for name, (key, value) in draft.entries.items()}
    return Table(entries, Span(draft.at, draft.end), draft.flow)
