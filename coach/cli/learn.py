"""`coach learn`: the next lesson, or what one wants to know about it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coach.cli import flags
from coach.cli.complain import complain
from coach.cli.start import AnswersFile, Learner, Plain
from coach.errors import UsageError


def learn(
    lesson: Annotated[str | None, typer.Argument(metavar="metavar-lesson")] = None,
    list_: Annotated[bool, typer.Option("--list", help="option-list")] = False,
    search: Annotated[str | None, typer.Option("--search", help="option-search", metavar="metavar-text")] = None,
    check: Annotated[bool, typer.Option("--check", help="option-check")] = False,
    hint: Annotated[bool, typer.Option("--hint", help="option-hint")] = False,
    solution: Annotated[bool, typer.Option("--solution", help="option-solution")] = False,
    skip: Annotated[bool, typer.Option("--skip", help="option-skip")] = False,
    test: Annotated[bool, typer.Option("--test", help="option-test")] = False,
    reset: Annotated[bool, typer.Option("--reset", help="option-reset")] = False,
    all_: Annotated[bool, typer.Option("--all", help="option-all")] = False,
    new: Annotated[str | None, typer.Option("--new", help="option-new", metavar="metavar-id")] = None,
    handout: Annotated[Path | None, typer.Option("--handout", help="option-handout")] = None,
    export: Annotated[Path | None, typer.Option("--export", help="option-export")] = None,
    import_: Annotated[Path | None, typer.Option("--import", help="option-import")] = None,
    report: Annotated[Path | None, typer.Option("--report", help="option-report")] = None,
    plain: Plain = False,
    answers: AnswersFile = None,
    learner: Learner = None,
    lang: flags.Lang = None,
) -> int:
    """Exit code 0; 1 where `--check` or the answers find something missing; 130 where interrupted."""
    from coach.tutor.ask import has_terminal
    from coach.tutor.errands import Errands
    from coach.tutor.opening import Opening
    from coach.tutor.replay import read

    wanted = [name for name, value in _errands(locals()) if value]
    if len(wanted) > 1:
        raise UsageError("learn-one-at-a-time", names=", ".join(f"--{name}" for name in wanted))
    replies = read(answers) if answers else None
    opening = Opening(flags.language(), plain=plain, answers=replies, learner=learner)
    opening.tell = lambda problem: complain(problem, flags.language())
    errands = Errands(opening)
    if list_ or search is not None:
        return errands.overview(search or "")
    if check:
        return errands.check(lesson, every=all_)
    if hint:
        return errands.hint(lesson)
    if solution:
        return errands.solution(lesson)
    if skip:
        return errands.skip(lesson)
    if reset:
        return errands.reset(lesson, every=all_)
    if new:
        return errands.new(new)
    if handout:
        return errands.handout(handout)
    if export:
        return errands.export(export)
    if import_:
        return errands.take_in(import_)
    if report:
        return errands.report(report)
    if lesson is not None:
        opening.known(lesson)
    if replies is None and not has_terminal():
        raise UsageError("learn-no-terminal")
    return opening.learn(lesson, test=test)


def _errands(values: dict[str, object]) -> list[tuple[str, object]]:
    names = (
        "list_",
        "check",
        "hint",
        "solution",
        "skip",
        "reset",
        "new",
        "handout",
        "export",
        "import_",
        "report",
        "test",
    )
    return [(name.rstrip("_"), values[name]) for name in names]
