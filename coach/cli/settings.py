"""`coach settings`: what holds here, and where each value comes from."""

from __future__ import annotations

import sys
from pathlib import Path

from coach.cli import flags
from coach.cli.codes import COULD_NOT_RUN
from coach.cli.complain import complain
from coach.report.effective import effective
from coach.workspace import Workspace


def settings(
    config: flags.Config = None,
    isolated: flags.Isolated = False,
    color: flags.Colour = None,
    lang: flags.Lang = None,
) -> int:
    """The effective settings of this folder, a line each, with file and line."""
    workspace = Workspace(lambda problem: complain(problem, flags.language()), config=config, isolated=isolated)
    chosen = workspace.settings_at(Path())
    workspace.linter(chosen)
    flags.write(effective(chosen, flags.look(color)), sys.stdout)
    return COULD_NOT_RUN if workspace.failed else 0
