"""What a learner hands in, and what a judge answers: values that the session and the proof share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from coach import files
from coach.errors import FileError
from coach.lessons import Check, Exercise, Lesson
from coach.model import NOTHING, Language
from coach.settings import Settings

if TYPE_CHECKING:
    from coach.engine import Diagnostic


class Remark(NamedTuple):
    """One thing that is still missing: the key of a sentence in `locale/`, and its values."""

    key: str
    values: Mapping[str, object] = NOTHING
    diagnostic: Diagnostic | None = None
    """What the linter says, where it is the linter that speaks."""
    line: int = 0
    """The line of the learner's file, from 1; 0 where it is about the whole."""


@dataclass(frozen=True)
class Work:
    """What was done for one exercise, in a file or on the screen.

    `answers`, by way: `sort` {item: bin}; `choose` {"choice": id}; `play` {scene: choice};
    `fill` {field: text, or a list of texts}; `promise` {check: True}.
    """

    lesson: Lesson
    exercise: Exercise
    folder: Path
    """The learner's workspace."""
    language: Language
    network: str
    settings: Settings
    answers: Mapping[str, Any] = field(default_factory=dict)
    net: Callable[[str], int] | None = None
    """A safety net to try instead of the workspace's own: takes the text of a draft and gives an exit code."""
    written: str | None = None
    """The text of the exercise's file where it is not to be read from the workspace."""

    @property
    def path(self) -> Path:
        """Where the exercise's file stands."""
        return self.folder / self.exercise.file

    @cached_property
    def text(self) -> str | None:
        """What the learner wrote; None where there is no such file. Raises FileError where it cannot be read."""
        if self.written is not None:
            return self.written
        try:
            return files.read(self.path).text
        except FileError as error:
            if error.key == "file-missing":
                return None
            raise

    @cached_property
    def starter(self) -> str:
        """What the file held at the beginning."""
        return template(self.lesson, self.exercise.starter, self.language)

    @cached_property
    def solution(self) -> str:
        """What the lesson shows in the end."""
        return template(self.lesson, self.exercise.solution, self.language)


def template(lesson: Lesson, name: str, language: Language) -> str:
    """The text of a starter or a solution in that language. Raises FileError."""
    return files.read(lesson.folder / name.replace("{lang}", language)).text if name else ""


class Outcome(NamedTuple):
    """What the judge of one check found."""

    check: Check
    remarks: tuple[Remark, ...]
    declared: bool = False
    """The learner says so and nobody has seen it: never *verified*."""

    @property
    def passed(self) -> bool:
        """Whether nothing is missing."""
        return not self.remarks


def done(outcomes: tuple[Outcome, ...]) -> bool:
    """Whether all that is asked for is there; what is a bonus may be missing."""
    return all(outcome.passed for outcome in outcomes if not outcome.check.bonus)
