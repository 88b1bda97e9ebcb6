"""Where a learner stands and what they can do, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from coach.lessons import Lesson

Goal = Literal["monitor", "community", "both"]
GOALS: tuple[Goal, ...] = ("monitor", "community", "both")

PlaceKind = Literal[
    "read", "exercise", "result", "then-and-now", "quiz", "explained", "end", "path-end", "placement", "placed"
]
Status = Literal["new", "started", "done", "again", "skipped"]
Proof = Literal["verified", "declared"]
"""verified: a judge saw it. declared: the learner says so. The two are never added up."""


class Place(NamedTuple):
    """One screen. `id` is an exercise's or a quiz's; `part` is one question of an exercise."""

    lesson: str
    """Empty at the end of a path."""
    kind: PlaceKind
    id: str = ""
    part: str = ""


class Tried(NamedTuple):
    """How a quiz was answered last."""

    answers: tuple[str, ...]
    right: bool
    times: int = 1
    first: bool = False
    """Whether the first answer was right."""


Given: TypeAlias = str | tuple[str, ...] | bool


@dataclass(frozen=True, slots=True)
class Record:
    """What one learner did in one lesson."""

    opened: bool = False
    skipped: bool = False
    tested: bool = False
    """Whether the lesson was taken as a test, without its reading."""
    checks: Mapping[str, Proof] = field(default_factory=dict)
    """By `exercise/check`: what has passed, once and for all."""
    again: tuple[str, ...] = ()
    """Those of `checks` that no longer pass today."""
    attempts: Mapping[str, int] = field(default_factory=dict)
    """By exercise: how often it was handed in and something was missing."""
    hints: Mapping[str, int] = field(default_factory=dict)
    """By exercise: how many hints were read; one more than there are is the solution."""
    work: Mapping[str, Mapping[str, Given]] = field(default_factory=dict)
    """By exercise and part: what was answered on the screen."""
    quiz: Mapping[str, Tried] = field(default_factory=dict)


NEW = Record()


@dataclass(frozen=True, slots=True)
class State:
    """Where a learner stands. `visited` are the screens before `at`, oldest first."""

    at: Place | None = None
    visited: tuple[Place, ...] = ()
    testing: str = ""
    """The id of the lesson that is being taken as a test."""
    records: Mapping[str, Record] = field(default_factory=dict)
    placement: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By `lesson/quiz`: the answers of the placement test."""

    def record(self, lesson: str) -> Record:
        """What was done in that lesson; nothing yet where it is new."""
        return self.records.get(lesson, NEW)


@dataclass(frozen=True, slots=True)
class Course:
    """The lessons there are, for whom they are to be ordered, and the network they are about."""

    lessons: Mapping[str, Lesson]
    network: str = "x"
    goal: Goal | None = None

    def path(self) -> tuple[Lesson, ...]:
        """The lessons of the learner's goal, in order; all of them while there is no goal."""
        wanted = {"monitor", "community"} if self.goal in (None, "both") else {self.goal}
        return tuple(lesson for lesson in self.lessons.values() if wanted & set(lesson.paths))


class Go(NamedTuple):
    """On to the next screen."""


class Give(NamedTuple):
    """An answer to a quiz, or to one question of an exercise."""

    answer: Given


class Outcome(NamedTuple):
    """What one check of an exercise says of the learner's work."""

    check: str
    passed: bool
    proof: Proof = "verified"


class Judged(NamedTuple):
    """The judges have looked at an exercise; the learner stays where they are."""

    lesson: str
    exercise: str
    outcomes: tuple[Outcome, ...]
    tried: bool = True
    """Whether the learner handed it in, rather than coach looking again by itself."""


class Hint(NamedTuple):
    """One more hint."""


class Again(NamedTuple):
    """From the result of an exercise back to its first question; the answers stay."""


class Skip(NamedTuple):
    """Past this step; on the first screen of a lesson, past the lesson."""


class Back(NamedTuple):
    """To the screen before."""


class Jump(NamedTuple):
    """To the beginning of a lesson, whichever it is."""

    lesson: str


class TryOut(NamedTuple):
    """To the lesson's quiz and exercises, without its reading."""

    lesson: str


class Placement(NamedTuple):
    """To the questions that find out what the learner knows already."""


class Known(NamedTuple):
    """Skip the lessons whose placement questions were all right."""


class Reset(NamedTuple):
    """Forget what was done in a lesson, or in all of them where it is empty."""

    lesson: str


Action: TypeAlias = Go | Give | Judged | Hint | Again | Skip | Back | Jump | TryOut | Placement | Known | Reset
