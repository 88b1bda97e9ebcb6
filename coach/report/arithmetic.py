"""How each network measures a text: a line a network with the sum written out, or JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coach.report import Look
from coach.report.summary import counted
from coach.text.emoji import find_emoji
from coach.text.position import width
from coach.text.view import Measure, View
from coach.words import known, say


def arithmetic(views: list[View], look: Look) -> Iterator[str]:
    """A line a network: its name, the length, the limit, what is left, and what the length is made of."""
    rows = [(view.network.id, view.measure) for view in views]
    names = max(width(name) for name, _ in rows)
    lengths = max(len(str(measure.length)) for _, measure in rows)
    limits = max(len(str(measure.limit)) for _, measure in rows)
    for (name, measure), view in zip(rows, views, strict=True):
        language = look.language
        if measure.valid:
            left = look.style(say("count-left", language, count=measure.remaining), 32)
        elif measure.remaining < 0:
            left = look.style(say("count-over", language, count=-measure.remaining), 1, 31)
        else:
            left = look.style(say("count-invalid", language), 1, 31)
        yield f"{name:<{names}}  {measure.length:>{lengths}} / {measure.limit:<{limits}}  {left}"
        yield f"{'':<{names}}  {look.style(_sum(view, measure, look), 2)}"


def _sum(view: View, measure: Measure, look: Look) -> str:
    """`text 214 + 1 link 23 + 2 emoji 4 = 241 (weighted characters)`."""
    # On Threads, an emoji counts by its bytes wherever it stands, in a hashtag too.
    emoji = find_emoji(view.text) if measure.unit == "threads" else view.emoji
    counts = {"links": len(view.urls), "emoji": len(emoji), "mentions": len(view.mentions)}
    parts = [
        say(_plural(part, counts.get(part, 0)), look.language, count=counts.get(part, ""), length=length)
        for part, length in measure.breakdown.items()
        if length or part == "text"
    ]
    line = say(
        "count-sum", look.language, parts=" + ".join(parts), length=measure.length,
        unit=say(f"unit-{measure.unit}", look.language),
    )  # fmt: skip
    if measure.bytes is not None:
        line += ", " + counted("count-bytes", measure.bytes, look.language, limit=measure.byte_limit)
    return line


def _plural(part: str, count: int) -> str:
    many = f"count-part-{part}-many"
    return many if count > 1 and known(many) else f"count-part-{part}"


def counts(views: list[View]) -> dict[str, Any]:
    """The same as values, by network: the contract of `coach count --json`."""
    return {view.network.id: _count(view) for view in views}


def _count(view: View) -> dict[str, Any]:
    measure = view.measure
    found: dict[str, Any] = {
        "length": measure.length,
        "limit": measure.limit,
        "unit": measure.unit,
        "valid": measure.valid,
        "remaining": measure.remaining,
        "breakdown": dict(measure.breakdown),
        "entities": [_entity(entity) for entity in sorted((*view.entities, *view.emoji), key=lambda one: one.start)],
    }
    if measure.byte_limit is not None:
        found |= {"bytes": measure.bytes, "byte_limit": measure.byte_limit}
    return found


def _entity(entity: Any) -> dict[str, Any]:
    found = {"kind": entity.kind, "start": entity.start, "end": entity.end, "text": entity.text}
    return found if entity.list is None else {**found, "list": entity.list}
