"""`coach test`: prove that rules do what their examples say."""

from __future__ import annotations

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
    paths: Annotated[list[Path] | None, typer.Argument(help="argument-test-paths", metavar="[PATH…]")] = None,
    config: flags.Config = None,
    lang: flags.Lang = None,
) -> int:
    """Exit code 0 where everything is proven, 1 where an example fails, 2 where a file cannot be read."""
    chosen = settings.read(config) if config else settings.nearest(Path())
    wanted = list(_rule_files(paths)) if paths else [*_rule_files([content.folder("rules"), *chosen.rule_paths])]
    if not wanted:
        raise UsageError("no-rules-to-test", paths=", ".join(map(str, paths or [])))
    everything = rules.shipped()
    proven, code = 0, 0
    for path in wanted:
        failures = list(prove(path, everything))
        proven += not failures
        for failure in failures:
            code = max(code, _tell(failure))
    print(flags.say("test-summary", proven=proven, total=len(wanted)))
    return code


def _rule_files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.exists():
            raise UsageError("rule-path-missing", name=str(path))
        yield from sorted(path.glob("*.toml")) if path.is_dir() else [path]


def _tell(failure: Failure | CoachError) -> int:
    print(f"{shown_path(failure.path)}:{failure.line}: {sentence(failure.key, failure.values, flags.language())}")
    return COULD_NOT_RUN if isinstance(failure, CoachError) else 1
