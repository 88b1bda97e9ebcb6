"""The table of judges: what each looks at, in what a learner did.

A judge is a generator function `name(work, *, options…) -> Iterator[Remark]`. It yields what is still
missing, and nothing where all is well. Its keyword arguments, with their types and defaults, are the options
that a lesson may give to a check of that kind. The module is imported when a lesson first needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from coach import content
from coach.content import Fault
from coach.errors import CoachError
from coach.lessons import Check
from coach.tutor.judges.work import Outcome, Remark, Work, done

if TYPE_CHECKING:
    from coach.checks.schema import Option

__all__ = ["JUDGES", "Outcome", "Remark", "Work", "done", "judge", "judge_all", "misfits"]

JudgeFunction = Callable[..., Iterator[Remark]]

# kind: module in coach/tutor/judges; the function has the kind's name, with _ for -. Sorted by module, then kind.
JUDGES: Mapping[str, str] = {
    "hook": "net",
    "changed-from-starter": "posts",
    "hashtags": "posts",
    "length": "posts",
    "links": "posts",
    "lint": "posts",
    "mentions-from": "posts",
    "similar": "posts",
    "choose": "screens",
    "classify": "screens",
    "config": "screens",
    "scenario": "screens",
    "self": "screens",
    "schedule": "schedules",
    "search-query": "tables",
    "table": "tables",
}

DECLARED = frozenset({"self"})
"""The judges that take the learner's word."""


def judge(check: Check, work: Work) -> Outcome:
    """What the check's judge finds in that work. A file that cannot be read is a remark like any other."""
    try:
        remarks = tuple(_function(check.kind)(work, **_options(check)))
    except CoachError as error:
        remarks = (Remark(error.key, error.values, line=error.line),)
    return Outcome(check, remarks, check.kind in DECLARED)


def judge_all(work: Work) -> tuple[Outcome, ...]:
    """What the judges of all the exercise's checks find."""
    return tuple(judge(check, work) for check in work.exercise.checks)


def misfits(check: Check) -> Iterator[Fault]:
    """What in the check's options its judge does not accept, or misses."""
    known = options(check.kind)
    for name, value in check.options.items():
        if name not in known:
            suggestion = content.closest(name, list(known))
            values = {"name": name, "suggestion": suggestion, "known": ", ".join(known)}
            yield Fault("unknown-option", (name,), values)
        elif not known[name].accepts(value):
            yield Fault("wrong-option", (name,), known[name].misfit(name, value))
    for name, option in known.items():
        if option.required and name not in check.options:
            yield Fault("missing-option", (), {"name": name, "check": check.kind})


def options(kind: str) -> dict[str, Option]:
    """The options that the judge of that kind takes, in the order of its signature."""
    from coach.checks.schema import read

    function: Any = _function(kind)
    return read(function)


def _options(check: Check) -> Mapping[str, Any]:
    # The judge of promises needs to know which one was made.
    return {"id": check.id} if check.kind in DECLARED else check.options


def _function(kind: str) -> JudgeFunction:
    module = import_module(f"coach.tutor.judges.{JUDGES[kind]}")
    found: JudgeFunction = getattr(module, kind.replace("-", "_") if kind != "self" else "promise")
    return found
