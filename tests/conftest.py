"""Data of other projects, which the tests read where it lies; what they have to say at the end; coach, called.

Published test cases, drafts of real teams and hostile texts belong to others and are no part of this repository.
An option names the folder of each; without it, the one of that name in `shared`, beside the checkout.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

from coach.cli import run

# The same examples at every run, so that what fails has changed. `--hypothesis-profile=roaming` looks for new ones.
settings.register_profile("steady", derandomize=True, database=None)
settings.register_profile("roaming", derandomize=False)
settings.load_profile("steady")

BESIDE = Path(__file__).parents[2] / "shared"

FOLDERS = {
    "conformance": "the published cases of X, Mastodon, Bluesky and Unicode",
    "corpus": "the drafts of real teams",
    "hostile": "the hostile texts",
}

ABSENT = "coach: absent"
SAID = "coach: said"


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("coach", "data of other projects")
    for name, what in FOLDERS.items():
        group.addoption(f"--{name}", metavar="DIR", type=Path, default=BESIDE / name, help=f"where to find {what}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Once for each folder that is not there, the tests that did not run; then what tests wanted said.

    Reports bring both, since the tests may run in several processes.
    """
    reports = [
        report for group in terminalreporter.stats.values() for report in group if isinstance(report, pytest.TestReport)
    ]
    absent: dict[str, list[str]] = {}
    for report in reports:
        for key, value in report.user_properties:
            if key == ABSENT and report.when == "teardown":
                absent.setdefault(value, []).append(report.nodeid)
    for name, tests in absent.items():
        terminalreporter.section(f"not run: {FOLDERS[name]}")
        terminalreporter.line(f"There is no folder {config.getoption(name)} (option --{name} DIR). Not run:")
        for test in tests:
            terminalreporter.line(f"  {test}")
    said = sorted(
        value for report in reports if report.when == "teardown" for key, value in report.user_properties if key == SAID
    )
    if said:
        terminalreporter.section("reported")
        for line in said:
            terminalreporter.line(line)


def _folder(name: str, request: pytest.FixtureRequest) -> Path:
    folder: Path = request.config.getoption(name)
    if not folder.is_dir():
        request.node.user_properties.append((ABSENT, name))
        pytest.skip(f"not run: {FOLDERS[name]}; no folder {folder} (--{name} DIR)")
    return folder


@pytest.fixture
def conformance(request: pytest.FixtureRequest) -> Path:
    """The folder of published cases."""
    return _folder("conformance", request)


@pytest.fixture
def corpus(request: pytest.FixtureRequest) -> Path:
    """The folder of real drafts."""
    return _folder("corpus", request)


@pytest.fixture
def hostile(request: pytest.FixtureRequest) -> Path:
    """The folder of hostile texts."""
    return _folder("hostile", request)


@pytest.fixture
def say(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Adds a line to the summary at the end of the run."""
    return partial(record_property, SAID)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in; nothing around it speaks a language or wants colours."""
    monkeypatch.chdir(tmp_path)
    for name in ("COACH_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


@pytest.fixture
def call(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Runs one command line there: the exit code, and what went to either stream."""

    def calling(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        capsys.readouterr()
        code = run(arguments)
        out, err = capsys.readouterr()
        return code, out, err

    return calling
