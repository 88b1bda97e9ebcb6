"""Signs that come in a row: exclamation and question marks, emoji."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from coach.model import Edit, Entity, Finding, Span
from coach.text.view import View


def repeated_punctuation(view: View, *, at_most: int = 2) -> Iterator[Finding]:
    """Report each row of more than `at_most` exclamation or question marks; `?!` is welcome.

    A blank may stand between two marks. The repair keeps one of a kind: `!`, `?`, or `?!` for a mixture.
    It is safe but for a row of question marks alone, which may hold the place of something to come, and at the end
    of a quotation, which is somebody else's. There is none beside the Spanish marks that open a sentence, nor for a
    row that is a quotation by itself.

    Args:
        at_most: how many in a row are welcome.

    Fills `{count}`, the number of marks, and `{mark}`, what is kept.
    """
    inverted = "¡" in view.text or "¿" in view.text
    for match in _marks(max(at_most, 1)).finditer(view.prose):
        marks = re.sub(r"\s", "", match[0])
        asks = "?" in marks or "？" in marks
        calls = "!" in marks or "！" in marks
        kept = "?!" if asks and calls else marks[0]
        if match[0] == kept:
            continue
        span = Span(*match.span())
        quoted = _closes_quotation(view.prose, span.end)
        if quoted and _opens_quotation(view.prose, span.start):
            continue
        edits = () if inverted else (Edit(span, kept),)
        yield Finding(span, {"count": len(marks), "mark": kept}, edits, safe=calls and not quoted)


def _closes_quotation(prose: str, end: int) -> bool:
    return prose[end : end + 2].lstrip(" \u00a0\u202f")[:1] in tuple('»”"')


def _opens_quotation(prose: str, start: int) -> bool:
    return prose[max(start - 2, 0) : start].rstrip(" \u00a0\u202f")[-1:] in tuple('«“"')


@cache
def _marks(at_most: int) -> re.Pattern[str]:
    return re.compile(rf"[!?！？](?:[ \u00a0\u202f]?[!?！？]){{{at_most},}}+")


def emoji_run(view: View, *, at_most: int = 3, alike: int = 2, scales: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Report each row of more than `at_most` emoji, and each of more than `alike` of the same.

    Blanks between emoji do not end a row, a line break does. Some rows say something, and pass: flags that all
    differ, up to five stars, five of a kind behind a colon or a word of `scales`, or "out of" some number, keycaps,
    the suits of cards. The repair, never safe, keeps one of each kind. There is none where the number or the order
    may matter: many kinds, kinds in turn, squares, circles and ticks.

    Args:
        at_most: how many emoji in a row are welcome.
        alike: how many of the same in a row are welcome.
        scales: words behind which emoji of a kind say how much: `Level 🥾🥾🥾`.

    Fills `{count}`, how many emoji the row has.
    """
    emoji = view.emoji
    if len(emoji) <= min(at_most, alike):
        return
    for row in _rows(emoji, view.prose):
        for part in [row] if len(row) > at_most else _same(row):
            if len(part) > (at_most if part is row else alike) and not _tells(part, view.text, scales):
                span = Span(part[0].start, part[-1].end)
                kept = [same[0] for same in _same(part)]
                edits = (Edit(span, _thinned(kept, view.text)),) if _may_be_thinned(kept, at_most) else ()
                yield Finding(span, {"count": len(part)}, edits, safe=False)


def _rows(emoji: Sequence[Entity], prose: str) -> Iterator[list[Entity]]:
    row: list[Entity] = []
    for one in emoji:
        if prose[one.start] == "\ufffc":  # inside a link or a hashtag
            continue
        if row and prose[row[-1].end : one.start].strip(" \u00a0\u202f"):
            yield row
            row = []
        row.append(one)
    if row:
        yield row


def _same(row: list[Entity]) -> Iterator[list[Entity]]:
    same: list[Entity] = []
    for one in row:
        if same and one.text != same[-1].text:
            yield same
            same = []
        same.append(one)
    yield same


def _tells(row: list[Entity], text: str, scales: tuple[str, ...]) -> bool:
    """Whether a row says something by itself: a list of countries, a number, so many stars of five."""
    kinds = {one.text for one in row}
    firsts = {one.text[0] for one in row}
    if firsts <= _KEYS or firsts <= _SUITS or (len(kinds) == len(row) and firsts <= _FLAGS):
        return True
    if len(kinds) > 1 or len(row) > 5:
        return False
    before = text[max(row[0].start - 20, 0) : row[0].start].rstrip(" \u00a0\u202f")
    after = text[row[-1].end : row[-1].end + 16]
    if firsts <= _STARS or before.endswith(":") or _of_so_many().match(after):
        return True
    words = before.rpartition("\n")[2].split()
    return bool(words) and words[-1].casefold() in scales


@cache
def _of_so_many() -> re.Pattern[str]:
    return re.compile(r"[ \u00a0\u202f]?(?:=|\(?(?:/|sur |out of )(?:\d|cinq|dix|five|ten))")


_FLAGS = frozenset(map(chr, [*range(0x1F1E6, 0x1F200), 0x1F3F4]))
_STARS = frozenset("⭐🌟")
_KEYS = frozenset("0123456789#*🔟")
_SUITS = frozenset("♠♣♥♦")
_TOKENS = frozenset("⬛⬜🟥🟧🟨🟩🟦🟪🟫🔴🟠🟡🟢🔵🟣🟤⚫⚪⭕✅❌❎✔✖")
"""They stand for a result, a vote or a share: each of them counts."""


def _may_be_thinned(kept: list[Entity], at_most: int) -> bool:
    """Whether one of each kind says the same, given the first of each stretch of alike ones."""
    kinds = {one.text for one in kept}
    return len(kept) == len(kinds) <= at_most and _TOKENS.isdisjoint(kind[0] for kind in kinds)


def _thinned(kept: list[Entity], text: str) -> str:
    """Those that are kept, each with the blanks before it."""
    parts = [kept[0].text]
    for one in kept[1:]:
        near = text[max(one.start - 9, 0) : one.start]
        blanks = len(near) - len(near.rstrip(" \u00a0\u202f"))
        parts.append(text[one.start - blanks : one.end])
    return "".join(parts)
