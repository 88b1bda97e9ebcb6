"""Pictures and tables drawn with signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from coach.model import Finding, Span
from coach.text.view import View


def drawing(view: View, *, lines: int = 3) -> Iterator[Finding]:
    """Report each picture or table that is drawn with signs over several lines.

    A line is drawn when three signs or more make up half of it, or when it stands between two bars
    as the rows of a table do. A rule of dashes between two paragraphs is none, nor is `Name: ______`.

    Args:
        lines: how many drawn lines in a row make a drawing.

    Fills `{count}`, how many lines the drawing has.
    """
    for span, count in drawings(view.prose, max(lines, 1)):
        yield Finding(span, {"count": count})


def drawings(prose: str, lines: int = 3) -> Iterator[tuple[Span, int]]:
    """The drawings in a text, each with its number of lines."""
    if prose.count("\n") < lines - 1 or _three_signs().search(prose) is None:
        return
    start = end = count = 0
    for line in _line().finditer(prose):
        if _drawn(line[0].strip()):
            start = line.start() if not count else start
            end = line.end()
            count += 1
            continue
        if count >= lines:
            yield Span(start, end), count
        count = 0
    if count >= lines:
        yield Span(start, end), count


_SIGN = "|/\\\\_=+*~^<>¯￣＿｜╱╲\\-\u2500-\u25ff"


@cache
def _three_signs() -> re.Pattern[str]:
    # Written out three times: a set at the beginning is what re looks for fast.
    return re.compile(f"[{_SIGN}]" * 3)


@cache
def _sign() -> re.Pattern[str]:
    return re.compile(f"[{_SIGN}]")


@cache
def _to_fill_in() -> re.Pattern[str]:
    return re.compile(r"\w[ \u00a0\u202f]?:[ \u00a0\u202f]?_+$")


@cache
def _line() -> re.Pattern[str]:
    # A line, even an empty one, which ends a drawing.
    return re.compile("^[^\n]*", re.MULTILINE)


def _drawn(line: str) -> bool:
    if len(line) > 1 and line[0] in "|│║┃｜" and line[-1] in "|│║┃｜":
        return True
    if _to_fill_in().search(line):
        return False
    signs = len(_sign().findall(line))
    return signs >= 3 and signs * 2 >= sum(not character.isspace() for character in line)
