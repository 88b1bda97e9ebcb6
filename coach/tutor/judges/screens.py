"""Judges of what is answered on the screen: sorting, choosing, playing, filling in, promising."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coach.lessons import Field
from coach.tutor.judges.work import Remark, Work

NONE = "none"
"""What is chosen where nothing fits."""


def choose(work: Work, *, needs: tuple[str, ...]) -> Iterator[Remark]:
    """The choice covers all the `needs`, and still exists; `none` is right where no such choice is offered."""
    choices, chosen = work.exercise.choices, str(work.answers.get("choice", ""))
    fitting = [id for id, choice in choices.items() if not choice.closed and set(needs) <= set(choice.covers)]
    if chosen not in choices:
        yield Remark("judge-nothing-chosen")
    elif chosen == NONE:
        if fitting:
            yield Remark("judge-some-fit", {"count": len(fitting)})
    elif choices[chosen].closed:
        yield Remark("judge-closed")
    elif chosen not in fitting:
        yield Remark("judge-not-covered", {"count": len(set(needs) - set(choices[chosen].covers))})


def classify(work: Work, *, at_least: int) -> Iterator[Remark]:
    """At least so many items lie in the right bin, and none is left over."""
    items = work.exercise.items
    left = [item for item in items if not work.answers.get(item)]
    right = sum(work.answers.get(item) == bin for item, bin in items.items())
    if left:
        yield Remark("judge-left-over", {"count": len(left)})
    elif right < at_least:
        yield Remark("judge-misplaced", {"right": right, "total": len(items), "at_least": at_least})


def config(work: Work) -> Iterator[Remark]:
    """Every question of the form is answered: in the settings file, or with the progress."""
    for field in work.exercise.fields:
        if field.setting:
            if field.setting not in work.settings.origins:
                yield Remark("judge-unset", {"name": field.setting})
        else:
            yield from _field_fails(field, work.answers.get(field.id))


def _field_fails(field: Field, answer: Any) -> Iterator[Remark]:
    values = [answer] if isinstance(answer, str) else list(answer or ())
    given = [value.strip() for value in values if isinstance(value, str) and value.strip()]
    if field.type == "one":
        if given not in [[option] for option in field.options]:
            yield Remark("judge-unanswered", {"name": field.id})
    elif len(given) < field.least:
        yield Remark("judge-unanswered", {"name": field.id})
    elif len(given) > field.most:
        yield Remark("judge-many-answers", {"name": field.id, "count": len(given), "at_most": field.most})
    elif len({value.casefold() for value in given}) < len(given):
        yield Remark("judge-same-answer", {"name": field.id})


def scenario(work: Work, *, endings: tuple[str, ...]) -> Iterator[Remark]:
    """The choices, by scene, lead from the first scene to one of the good `endings`."""
    scenes = work.exercise.scenes
    here, seen = next(iter(scenes), ""), set()
    while here in scenes and here not in seen:
        seen.add(here)
        here = scenes[here].get(str(work.answers.get(here)), here)
    if here in scenes:
        yield Remark("judge-not-ended")
    elif here not in endings:
        yield Remark("judge-poor-ending")


def promise(work: Work, id: str) -> Iterator[Remark]:
    """The learner says that it is done."""
    if work.answers.get(id) is not True:
        yield Remark("judge-not-promised")
