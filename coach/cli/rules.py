"""`coach rules`: the catalogue, a line a rule."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from coach.cli import flags
from coach.cli.codes import COULD_NOT_RUN
from coach.cli.complain import complain
from coach.engine import Linter
from coach.report.catalogue import catalogue, list_checks
from coach.workspace import Workspace


def rules(
    config: flags.Config = None,
    isolated: flags.Isolated = False,
    checks: Annotated[bool, typer.Option("--checks", help="option-checks")] = False,
    color: flags.Colour = None,
    lang: flags.Lang = None,
) -> int:
    """Every rule that holds in this folder, the team's own included, and whether it is on."""
    if checks:
        flags.write(list_checks(), sys.stdout)
        return 0
    workspace = Workspace(lambda problem: complain(problem, flags.language()), config=config, isolated=isolated)
    linter: Linter = workspace.linter(workspace.settings_at(Path()))
    flags.write(catalogue(linter, flags.look(color)), sys.stdout)
    return COULD_NOT_RUN if workspace.failed else 0
