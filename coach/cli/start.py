"""`coach start`: the first thing a volunteer meets."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from coach import settings, words
from coach.cli import flags
from coach.cli.complain import complain
from coach.errors import UsageError

Plain = Annotated[bool, typer.Option("--plain", help="option-plain")]
AnswersFile = Annotated[Path | None, typer.Option("--answers", help="option-answers")]
Learner = Annotated[str | None, typer.Option("--learner", help="option-learner", metavar="metavar-name")]


def start(plain: Plain = False, answers: AnswersFile = None, learner: Learner = None, lang: flags.Lang = None) -> int:
    """Exit code 0 where the learner leaves, 1 where answers leave a lesson unfinished, 130 where interrupted."""
    from coach.tutor.ask import has_terminal
    from coach.tutor.opening import Opening
    from coach.tutor.replay import read

    replies = read(answers) if answers else None
    opening = Opening(flags.language(), plain=plain, answers=replies, learner=learner)
    opening.tell = lambda problem: complain(problem, flags.language())
    if replies is None and not has_terminal():
        raise UsageError("start-no-terminal", names=", ".join(opening.missing()))
    return opening.start()


def offered() -> int | None:
    """Exit code of `coach start` where it was offered and taken; None where there is nothing to offer.

    Offered where there is a person at a terminal and no settings yet.
    """
    from coach.tutor.ask import has_terminal

    if not has_terminal() or not sys.stdout.isatty() or settings.nearest(Path()).path:
        return None
    from coach.tutor.opening import Opening

    language = words.choose(flags.language())
    return Opening(language, plain=False).offer()
