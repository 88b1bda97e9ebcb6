"""How many of something a post holds."""

from __future__ import annotations

from collections.abc import Iterator

from coach.model import Entity, EntityKind, Finding, Span
from coach.text.view import View


def count(
    view: View, *, of: EntityKind, at_most: int | None = None, at_least: int = 0, distinct: bool = False
) -> Iterator[Finding]:
    """Report the first `of` past `at_most`, or the end of a post that holds fewer than `at_least`.

    Args:
        of: which part of the post to count.
        at_most: how many are welcome; 0 allows none.
        at_least: how many a post needs.
        distinct: count a repeated one once. Hashtags and mentions are the same in any case, links are not.

    Fills `{count}`, the number found, `{at_most}` and `{at_least}`.
    """
    found = view.of(of)
    if at_most is not None and len(found) > at_most:
        extra = _first_times(found) if distinct else found
        if len(extra) > at_most:
            yield Finding(extra[at_most].span, {"count": len(extra), "at_most": at_most, "at_least": at_least})
    if at_least:
        number = len(_first_times(found) if distinct else found)
        if number < at_least:
            end = len(view.text)
            yield Finding(Span(end, end), {"count": number, "at_most": at_most, "at_least": at_least})


def _first_times(found: tuple[Entity, ...]) -> list[Entity]:
    seen: dict[str, Entity] = {}
    for entity in found:
        seen.setdefault(entity.text if entity.kind == "url" else entity.text.casefold(), entity)
    return list(seen.values())
