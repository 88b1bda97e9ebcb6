"""Every exercise tried: what it starts from must fail, as must nothing at all; what it shows in the end must pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from coach import rules
from coach.drafts import read_draft
from coach.engine import Linter
from coach.errors import CoachError
from coach.files import SourceFile
from coach.lessons import TAUGHT, Exercise, Lesson
from coach.model import LANGUAGES, Language
from coach.settings import Settings
from coach.tutor.judges import Work, done, judge_all
from coach.tutor.judges.work import template

ZONE = "Europe/Paris"


class Trial(NamedTuple):
    """One thing that could be handed in, and whether it must pass."""

    name: str
    """solution, right, starter, empty, commented, nothing or wrong."""
    work: Work
    passes: bool


class Upset(NamedTuple):
    """A trial that came out the other way."""

    trial: Trial
    missing: tuple[str, ...]
    """The checks that found something missing."""
    error: CoachError | None = None


def upsets(lesson: Lesson, workspace: Path) -> Iterator[Upset]:
    """The trials of a lesson that come out otherwise than they must, per language and network.

    `workspace` is a folder where the solutions of all lessons lie (`furnish`). Raises FileError where a
    starter or a solution cannot be read.
    """
    for exercise, language, network in product(lesson.exercises, LANGUAGES, TAUGHT):
        for trial in trials(lesson, exercise, language, network, workspace / language):
            try:
                outcomes = judge_all(trial.work)
            except CoachError as error:
                yield Upset(trial, (), error)
                continue
            if done(outcomes) is not trial.passes:
                missing = tuple(outcome.check.id for outcome in outcomes if not outcome.passed)
                yield Upset(trial, missing)


def furnish(lessons: Mapping[str, Lesson], workspace: Path) -> None:
    """Lay out the solutions of all lessons, by language: later exercises may lean on what was made before."""
    for language, lesson in product(LANGUAGES, lessons.values()):
        for exercise in lesson.exercises:
            if exercise.file and exercise.solution:
                path = workspace / language / exercise.file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(template(lesson, exercise.solution, language), encoding="utf-8")


def trials(lesson: Lesson, exercise: Exercise, language: Language, network: str, folder: Path) -> Iterator[Trial]:
    """Everything that is tried for one exercise."""
    settings = Settings(folder=folder, language=language, networks=(network,), timezone=ZONE)
    blank = Work(lesson, exercise, folder, language, network, settings)
    if exercise.way in ("write", "net"):
        yield from _written(blank)
    else:
        yield Trial("nothing", blank, False)
        for answers, passes in _answers(exercise):
            yield Trial("right" if passes else "wrong", replace(blank, answers=answers), passes)
        if exercise.way == "fill":
            yield Trial("right", _filled(blank), True)


def _written(blank: Work) -> Iterator[Trial]:
    starter = blank.starter
    blank = replace(blank, net=_net(blank))
    yield Trial("solution", replace(blank, written=blank.solution), True)
    yield Trial("starter", replace(blank, written=starter), False)
    for name, text in (
        ("empty", ""),
        ("empty", " \n\n"),
        ("empty", _head(starter)),
        ("commented", "".join(f"# {line}" for line in starter.splitlines(keepends=True))),
        ("commented", f"<!--\n{starter}\n-->\n"),
        ("commented", f"{_head(starter)}<!--\n{starter.removeprefix(_head(starter))}\n-->\n"),
    ):
        yield Trial(name, replace(blank, written=text), False)


def _net(work: Work) -> Callable[[str], int]:
    """A net without a workspace: what `coach lint` says of a draft. That real nets hold is proven by the tests."""
    linter = Linter(rules.shipped(), work.settings)

    def net(text: str) -> int:
        draft = read_draft(SourceFile(str(work.path), text))
        found = [diagnostic for post in draft.posts for diagnostic in linter.lint(post)]
        return int(any(diagnostic.severity == "error" for diagnostic in found))

    return net


def _head(text: str) -> str:
    """The front matter of a draft, both fences included; empty where it has none."""
    lines = text.split("\n")
    if lines[0] != "---" or "---" not in lines[1:]:
        return ""
    return "\n".join(lines[: lines.index("---", 1) + 1]) + "\n"


def _answers(exercise: Exercise) -> Iterator[tuple[Mapping[str, Any], bool]]:
    """What could be said on the screen, and whether it is right."""
    if exercise.way == "sort":
        yield exercise.items, True
        for bin in exercise.bins:
            yield dict.fromkeys(exercise.items, bin), False
        yield dict(list(exercise.items.items())[:-1]), False
    elif exercise.way == "promise":
        yield {check.id: True for check in exercise.checks}, True
        yield {check.id: False for check in exercise.checks}, False
    elif exercise.way == "choose":
        needs = {need for check in exercise.checks for need in check.options.get("needs", ())}
        open_ones = {id: choice for id, choice in exercise.choices.items() if not choice.closed and id != "none"}
        fitting = {id for id, choice in open_ones.items() if needs <= set(choice.covers)} or {"none"}
        for id in exercise.choices:
            yield {"choice": id}, id in fitting
    elif exercise.way == "play":
        good = {ending for check in exercise.checks for ending in check.options.get("endings", ())}
        yield from _walks(exercise, next(iter(exercise.scenes)), {}, good)


def _walks(
    exercise: Exercise, here: str, taken: Mapping[str, str], good: set[str]
) -> Iterator[tuple[Mapping[str, str], bool]]:
    """Every way through the scenes that passes none of them twice."""
    for choice, there in exercise.scenes[here].items():
        path = {**taken, here: choice}
        if there not in exercise.scenes:
            yield path, there in good
        elif there not in path:
            yield from _walks(exercise, there, path, good)
        else:
            yield path, False


def _filled(blank: Work) -> Work:
    """A form with every answer given."""
    fields = blank.exercise.fields
    answers = {
        field.id: field.options[0] if field.type == "one" else [f"{field.id} {n}" for n in range(field.least or 1)]
        for field in fields
        if not field.setting
    }
    origins = {field.setting: "coach.toml:1" for field in fields if field.setting}
    return replace(blank, answers=answers, settings=blank.settings._replace(origins=origins))
