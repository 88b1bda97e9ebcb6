"""What a repair leaves as it was."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from coach.model import Edit
from coach.text.entities import entities
from coach.text.view import View

_start = attrgetter("start")

_SIGNS = frozenset("#＃@＠$.")
"""One of these, or `://`, is in every link, hashtag, mention and cashtag."""


def harmless(view: View, edits: Iterable[Edit]) -> bool:
    """Whether the same links, hashtags, mentions and cashtags, in the same order, are left after `edits`.

    Taking away one character can glue a hashtag to the next word, or make a link of what the author
    had kept from being one: such a repair is the author's to accept. `edits` must not overlap.
    """
    found = view.entities
    for start, end, mended in _mended(view.text, edits):
        before = found and found[bisect_left(found, start, key=_start) : bisect_left(found, end, key=_start)]
        after = () if _SIGNS.isdisjoint(mended) and "://" not in mended else entities(mended, view.network)
        if len(before) != len(after) or (before and [one.text for one in before] != [one.text for one in after]):
            return False
    return True


def _mended(text: str, edits: Iterable[Edit]) -> Iterator[tuple[int, int, str]]:
    """The parts of a text that edits may change, from a space to a space: where each stands, how it reads then.

    No entity of any network holds a space, and none looks further than to the one beside it.
    """
    parts: list[str] = []
    start = done = 0
    end = -1
    for (first, last), new in sorted(edits):
        if first > end:
            if parts:
                yield start, end, "".join([*parts, text[done:end]])
            start = done = max(text.rfind(" ", 0, first), 0)
            parts = []
        parts += text[done:first], new
        done = last
        if last >= end:
            end = text.find(" ", last) + 1 or len(text)
    if parts:
        yield start, end, "".join([*parts, text[done:end]])


def each_harmless(view: View, groups: Sequence[Sequence[Edit]]) -> list[bool]:
    """For each of some repairs, none of which overlap, whether it is harmless.

    All are tried together first. Where that does harm they are tried one by one, unless that would be
    long work: then none is taken for harmless.
    """
    if harmless(view, [edit for group in groups for edit in group]):
        return [True] * len(groups)
    if len(groups) * len(view.text) > _MOST_WORK:
        return [False] * len(groups)
    return [harmless(view, group) for group in groups]


_MOST_WORK = 100_000
"""Characters to look through when repairs are tried one by one."""
