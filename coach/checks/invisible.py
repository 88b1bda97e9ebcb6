"""Characters that nobody sees: zero width, tags, controls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from coach.checks.repairs import each_harmless
from coach.model import Edit, Finding, Span
from coach.text.view import View

_ZWNJ, _ZWJ = "\u200c", "\u200d"
_STYLES = "\ufe0e\ufe0f"
"""They ask for a sign's plain, or its emoji, picture."""
_SPACES = "\u200b\u2060\u200c\ufeff"
"""What people put into an address so that it does not become one."""
_BLANKS = frozenset("\u2800\u3164\uffa0\u115f\u1160")
"""Nothing to see, yet as wide as a letter."""


def invisible_characters(view: View) -> Iterator[Finding]:
    """Report each row of characters that show nothing and do nothing for the reader.

    They are zero width spaces and joiners, soft hyphens, byte order marks, tags, stray variation
    selectors, blank letters and controls. Left alone are those that hold an emoji together, those that
    shape Arabic, Persian, Indic or South-East Asian words, and a zero width character that keeps an
    address or a tag from becoming one. The repair takes the row away; it is safe unless words would
    then run together or a link, a hashtag or a mention would change.

    Fills `{count}`, how many they are, and `{code}`, the first as `U+200B`.
    """
    prose = view.prose
    rows: list[Span] = []
    for match in _hidden().finditer(prose):
        start, end = match.span()
        if end - start > 1:
            rows += _strays(prose, start, end)
        elif not _at_home(prose, start, before := prose[start - 1 : start], before, prose[end : end + 1]):
            rows.append(Span(start, end))
    if not rows:
        return
    edits = [(Edit(row, ""),) for row in rows]
    for row, edit, safe in zip(rows, edits, each_harmless(view, edits), strict=True):
        values = {"count": row.end - row.start, "code": f"U+{ord(view.text[row.start]):04X}"}
        yield Finding(row, values, edit, safe and not _parts_words(view.text, row))


@cache
def _hidden() -> re.Pattern[str]:
    return re.compile(
        "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f"
        "\u200b-\u200d\u2060-\u2064\u206a-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
        "\U000e0000-\U000e0fff]++"
    )


@cache
def _nation() -> re.Pattern[str]:
    return re.compile("[\U000e0020-\U000e007f]{3,7}")


def _strays(prose: str, start: int, end: int) -> Iterator[Span]:
    """The parts of a row of hidden characters that have no business there."""
    before = prose[start - 1] if start else ""
    after = prose[end] if end < len(prose) else ""
    if before == "\U0001f3f4" and (nation := _nation().match(prose, start, end)):
        start = nation.end()  # the flags of England, Scotland, Wales: read over
        before = prose[start - 1]
    begin = -1
    for place in range(start, end):
        if _at_home(prose, place, before if place == start else prose[place - 1], before, after):
            if begin >= 0:
                yield Span(begin, place)
            begin = -1
        elif begin < 0:
            begin = place
    if begin >= 0:
        yield Span(begin, end)


def _at_home(prose: str, place: int, previous: str, before: str, after: str) -> bool:
    """Whether the hidden character at `place` does its work there.

    `before` and `after` are what can be seen around its row; `previous` is right before it.
    """
    character = prose[place]
    if character in _STYLES:
        return previous == before and (before in "0123456789#*©®" or before >= "\u2010") and before != ""
    if character == _ZWJ and _pictures(before) and _pictures(after):
        return True
    if character in (_ZWJ, _ZWNJ) and (_joins(before) or _joins(after)):
        return True
    if character == "\u200b" and _unspaced(before) and _unspaced(after):
        return True
    if "\ufe00" <= character <= "\ufe0d" or "\u180b" <= character <= "\u180f":
        return previous == before and before >= "\u1800"
    if character >= "\U000e0100":
        return previous == before and before >= "\u2e80"
    if character in _BLANKS or character in "\u034f\u17b4\u17b5":
        return _kin(character, before) or _kin(character, after)
    return character in _SPACES and _disarms(prose, place)


def _pictures(character: str) -> bool:
    return "\u2190" <= character <= "\u2bff" or character >= "\U0001f000"


def _joins(character: str) -> bool:
    """Whether it is of a script whose letters join: Arabic and its neighbours, Indic, Mongolian …"""
    return (
        "\u0590" <= character <= "\u109f"
        or "\u1780" <= character <= "\u1cff"
        or "\ua800" <= character <= "\uabff"
        or "\ufb1d" <= character <= "\ufefc"
        or "\U00010a00" <= character <= "\U0001efff"
    )


def _unspaced(character: str) -> bool:
    """Whether it is of a script without spaces between words: Thai, Lao, Khmer, Burmese, Chinese …"""
    return "\u0e00" <= character <= "\u109f" or "\u1780" <= character <= "\u1aaf" or "\u2e80" <= character <= "\ud7af"


def _kin(blank: str, character: str) -> bool:
    """Whether a blank letter stands beside others of its own script."""
    if blank == "\u2800":
        return "\u2801" <= character <= "\u28ff"
    if blank in _BLANKS:
        return (
            "\u1100" <= character <= "\u11ff" or "\u3130" <= character <= "\u318f" or "\uac00" <= character <= "\ud7ff"
        )
    return "\u0590" <= character <= "\u1cff"


def _disarms(prose: str, place: int) -> bool:
    """Whether it keeps `@name`, `#tag`, `example.org` or `https://` from becoming what they look like."""
    left, right = prose[max(place - 2, 0) : place], prose[place + 1 : place + 3]
    if left[-1:] in tuple("@#$＠＃"):
        return right[:1].isalnum()
    if left[-1:] in tuple(":/"):
        return right[:1] == "/"
    dotted = left[:1].isalnum() and left[1:] == "." and right[:1].isalnum()
    return dotted or (left[-1:].isalnum() and right[:1] == "." and right[1:].isalnum())


def _parts_words(text: str, row: Span) -> bool:
    """Whether a row is all that stands between two words."""
    outer = text[max(row.start - 1, 0) : row.start], text[row.end : row.end + 1]
    return not _BLANKS.isdisjoint(text[row.start : row.end]) and all(side.strip() for side in outer)
