"""`coach explain`: a rule's page, offline."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from coach.cli import flags
from coach.cli.codes import COULD_NOT_RUN
from coach.cli.complain import complain
from coach.content import closest
from coach.errors import CoachError, UsageError
from coach.report.page import page
from coach.workspace import Workspace


def explain(
    rule: Annotated[str, typer.Argument(metavar="metavar-rule")],
    config: flags.Config = None,
    isolated: flags.Isolated = False,
    color: flags.Colour = None,
    lang: flags.Lang = None,
) -> int:
    """The page of one rule: what, why, what to do, examples, options and sources."""
    broken: set[str] = set()

    def tell(problem: CoachError) -> None:
        broken.add(Path(problem.path).stem)
        complain(problem, flags.language())

    workspace = Workspace(tell, config=config, isolated=isolated)
    linter = workspace.linter(workspace.settings_at(Path()))
    if rule not in linter.rules and rule in broken:
        return COULD_NOT_RUN
    if rule not in linter.rules:
        raise UsageError("unknown-rule", name=rule, place="coach explain", suggestion=closest(rule, list(linter.rules)))
    flags.write(page(linter.rules[rule], linter, flags.look(color)), sys.stdout)
    return COULD_NOT_RUN if workspace.failed else 0
