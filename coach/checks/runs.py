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
    It is safe but for a row of question marks alone, which may hold the place of something to come.

    Args:
        at_most: how many in a row are welcome.

    Fills `{count}`, the number of marks, and `{mark}`, what is kept.
    """
    for match in _marks(max(at_most, 1)).finditer(view.prose):
        marks = re.sub(r"\s", "", match[0])
        asks = "?" in marks or "？" in marks
        calls = "!" in marks or "！" in marks
        kept = "?!" if asks and calls else marks[0]
        if match[0] == kept:
            continue
        span = Span(*match.span())
        yield Finding(span, {"count": len(marks), "mark": kept}, (Edit(span, kept),), safe=calls)


@cache
def _marks(at_most: int) -> re.Pattern[str]:
    return re.compile(rf"[!?！？](?:[ \u00a0\u202f]?[!?！？]){{{at_most},}}+")


def emoji_run(view: View, *, at_most: int = 3, alike: int = 2) -> Iterator[Finding]:
    """Report each row of more than `at_most` emoji, and each of more than `alike` of the same.

    Blanks between emoji do not end a row, a line break does. Flags that all differ are a list of
    countries, and up to five stars an opinion: they pass. The repair, never safe, keeps one of each kind;
    where these are too many there is none, since which of them matter is not for coach to say.

    Args:
        at_most: how many emoji in a row are welcome.
        alike: how many of the same in a row are welcome.

    Fills `{count}`, how many emoji the row has.
    """
    emoji = view.emoji
    if len(emoji) <= min(at_most, alike):
        return
    for row in _rows(emoji, view.prose):
        for part in [row] if len(row) > at_most else _same(row):
            if len(part) > (at_most if part is row else alike) and not _tells(part):
                span = Span(part[0].start, part[-1].end)
                thinned = _thinned(part, view.text)
                edits = (Edit(span, thinned),) if len({one.text for one in part}) <= at_most else ()
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


def _tells(row: list[Entity]) -> bool:
    """Whether a row says something by itself: a list of countries, or so many stars of five."""
    kinds = {one.text for one in row}
    if len(kinds) == len(row):
        return all(one.text[0] in _FLAGS for one in row)
    return len(row) <= 5 and len(kinds) == 1 and row[0].text[0] in "⭐🌟"


_FLAGS = frozenset(map(chr, [*range(0x1F1E6, 0x1F200), 0x1F3F4]))


def _thinned(row: list[Entity], text: str) -> str:
    """One of each kind, in their order, with the blanks before them."""
    kept: list[str] = []
    seen: set[str] = set()
    end = row[0].start
    for one in row:
        if one.text not in seen:
            seen.add(one.text)
            kept.append(text[end : one.start] + one.text if kept else one.text)
        end = one.end
    return "".join(kept)
