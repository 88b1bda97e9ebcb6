"""What a repair leaves as it was."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from coach.model import Edit, Span
from coach.text.edits import apply
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
    text, found = view.text, view.entities
    for start, end, some in _pieces(text, edits):
        before = found[bisect_left(found, start, key=_start) : bisect_left(found, end, key=_start)]
        mended = apply(text[start:end], [Edit(Span(span.start - start, span.end - start), new) for span, new in some])
        after = () if _SIGNS.isdisjoint(mended) and "://" not in mended else entities(mended, view.network)
        if [entity.text for entity in before] != [entity.text for entity in after]:
            return False
    return True


def _pieces(text: str, edits: Iterable[Edit]) -> Iterator[tuple[int, int, list[Edit]]]:
    """The parts of a text that edits may change, from a space to a space, each with its edits.

    No entity of any network holds a space, and none looks further than to the one beside it.
    """
    start, end = 0, -1
    some: list[Edit] = []
    for edit in sorted(edits):
        span = edit.span
        if span.start > end:
            if some:
                yield start, end, some
            start, some = max(text.rfind(" ", 0, span.start), 0), []
        some.append(edit)
        if span.end >= end:
            end = text.find(" ", span.end) + 1 or len(text)
    if some:
        yield start, end, some


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
