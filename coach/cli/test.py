"""`coach test`: prove that rules do what their examples say, and that lessons teach what they promise."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from coach import content, rules, settings
from coach.cli import flags
from coach.cli.codes import COULD_NOT_RUN
from coach.cli.complain import sentence
from coach.errors import CoachError, UsageError
from coach.proof import Failure, prove
from coach.report.concise import shown_path


def test(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="metavar-paths")] = None,
    config: flags.Config = None,
    lang: flags.Lang = None,
) -> int:
    """Exit code 0 where everything is proven, 1 where an example fails, 2 where a file or a pattern cannot be used."""
    chosen = settings.read(config) if config else settings.nearest(Path())
    given = paths or [content.folder("rules"), *chosen.rule_paths, content.folder("lessons")]
    taught = [path for path in given if _is_lessons(path)]
    wanted = list(_rule_files([path for path in given if path not in taught]))
    if not wanted and not taught:
        raise UsageError("no-rules-to-test", paths=", ".join(map(str, paths or [])))
    everything = rules.shipped()
    proven, code = 0, 0
    for path in wanted:
        failures = list(prove(path, everything))
        proven += not failures
        for failure in failures:
            code = max(code, _tell(failure))
    if wanted:
        print(flags.say("test-summary", proven=proven, total=len(wanted)))
    # What is still to be done to coach's own lessons is no matter of a team that uses them.
    at_home = Path.cwd().is_relative_to(content.folder("lessons").parent)
    return max([code, *(_lessons(path, noted=bool(paths) or at_home) for path in taught)])


def _is_lessons(path: Path) -> bool:
    """Whether a path is a folder of lessons, or one lesson's own."""
    return os.path.isfile(path / "lesson.toml") or any(path.glob("*/lesson.toml"))


def _lessons(path: Path, *, noted: bool) -> int:
    from coach.tutor.lesson_proof import concerns, prove_lessons

    alone = os.path.isfile(path / "lesson.toml")
    folder = path.absolute().parent if alone else path
    lessons = [path.absolute()] if alone else sorted(found.parent for found in folder.glob("*/lesson.toml"))
    # One lesson is proven among its neighbours: it leans on their ids and on the facts.
    failures = [one for one in prove_lessons(folder) if not alone or Path(one.path).is_relative_to(lessons[0])]
    code = max(map(_tell, failures), default=0)
    if noted and code < COULD_NOT_RUN and not alone:
        for concern in concerns(folder):
            _tell(concern)
    failed = sum(any(Path(one.path).is_relative_to(lesson) for one in failures) for lesson in lessons)
    print(flags.say("test-lessons-summary", proven=len(lessons) - failed, total=len(lessons)))
    return code


def _rule_files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if not os.path.exists(path):
            raise UsageError("rule-path-missing", name=str(path))
        yield from sorted(path.glob("*.toml")) if os.path.isdir(path) else [path]


def _tell(failure: Failure | CoachError) -> int:
    print(f"{shown_path(failure.path)}:{failure.line}: {sentence(failure.key, failure.values, flags.language())}")
    return COULD_NOT_RUN if isinstance(failure, CoachError) else 1
