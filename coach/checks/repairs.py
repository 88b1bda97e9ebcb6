"""What a repair leaves as it was."""

from __future__ import annotations

from collections.abc import Iterable

from coach.model import Edit
from coach.text.entities import entities
from coach.text.view import View


def harmless(view: View, edits: Iterable[Edit]) -> bool:
    """Whether the same links, hashtags, mentions and cashtags, in the same order, are left after `edits`.

    Taking away one character can glue a hashtag to the next word, or make a link of what the author
    had kept from being one: such a repair is the author's to accept. `edits` must not overlap.
    """
    changed = entities(apply(view.text, edits), view.network)
    return [entity.text for entity in changed] == [entity.text for entity in view.entities]


def apply(text: str, edits: Iterable[Edit]) -> str:
    """`text` after all of `edits`, which must not overlap."""
    parts: list[str] = []
    end = 0
    for edit in sorted(edits):
        parts += (text[end : edit.span.start], edit.text)
        end = edit.span.end
    return "".join((*parts, text[end:]))
