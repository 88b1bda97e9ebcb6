"""The line of a draft that a diagnostic is about, with a caret under the place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coach.model import Span
from coach.report import Look
from coach.text.clusters import clusters
from coach.text.position import Lines, width
from coach.text.show import show

MARGIN = 24
"""How many columns of the line are kept before the place, where the whole line does not fit."""


def frame(lines: Lines, span: Span, look: Look) -> Iterator[str]:
    """Two lines: the draft's own, cut to the width, and the carets. An empty span has one caret.

    Carets stand right under what they mean, wide letters, emoji and combining marks included.
    """
    place = lines.place(span.start)
    start, end = lines.bounds(place.line)
    stop = min(max(span.end, span.start), end)
    gutter = f"{place.line} │ "
    room = look.width - 4 - len(gutter)
    before, marked = show(lines.text[start : span.start]), show(lines.text[span.start : stop])
    after = show(lines.text[stop:end])
    if width(before) + width(marked) + width(after) > room:
        before = _tail(before, max(MARGIN, room - width(marked) - width(after) - 1))
        marked = _head(marked, room - width(before))
        after = _head(after, room - width(before) - width(marked))
    yield look.style(gutter, 2) + before + marked + after
    carets = "^" * max(1, width(marked))
    yield look.style(" " * (len(gutter) - 2) + "│ ", 2) + " " * width(before) + look.style(carets, 1, 31)


# Marks take no column: more code points than columns may fit, but not without end.
_POINTS_A_COLUMN = 4


def _tail(text: str, room: int) -> str:
    """The end of `text` that fits, after an ellipsis where it was cut between two letters."""
    cut = text[-room * _POINTS_A_COLUMN :]
    if len(cut) == len(text) and width(cut) <= room:
        return text
    return "…" + "".join(reversed(_fitting(reversed(clusters(cut)), room - 1)))


def _head(text: str, room: int) -> str:
    """The beginning of `text` that fits, before an ellipsis where it was cut between two letters."""
    if room <= 0:
        return ""
    cut = text[: room * _POINTS_A_COLUMN]
    if len(cut) == len(text) and width(cut) <= room:
        return text
    return "".join(_fitting(clusters(cut), room - 1)) + "…"


def _fitting(letters: Iterable[str], room: int) -> list[str]:
    """The first of these letters that fit together."""
    found = []
    for letter in letters:
        room -= width(letter)
        if room < 0:
            break
        found.append(letter)
    return found
