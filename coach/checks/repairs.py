"""What a repair leaves as it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coach.model import Edit
from coach.text.edits import apply
from coach.text.entities import entities
from coach.text.features import AT, DOLLAR, DOT, HASH, SLASH, features
from coach.text.view import View

_SIGNS = HASH | AT | DOLLAR | DOT | SLASH
"""One of these is in every link, hashtag, mention and cashtag."""


def harmless(view: View, edits: Iterable[Edit]) -> bool:
    """Whether the same links, hashtags, mentions and cashtags, in the same order, are left after `edits`.

    Taking away one character can glue a hashtag to the next word, or make a link of what the author
    had kept from being one: such a repair is the author's to accept. `edits` must not overlap.
    """
    edits = tuple(edits)
    if not view.features & _SIGNS and not any(features(edit.text) & _SIGNS for edit in edits):
        return True
    changed = entities(apply(view.text, edits), view.network)
    return [entity.text for entity in changed] == [entity.text for entity in view.entities]


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
