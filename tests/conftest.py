"""Data of other projects, which the tests read where it lies; and what they have to say at the end of a run.

Published test cases, drafts of real teams and hostile texts belong to others and are no part of this repository.
An option names the folder of each; without it, the one of that name in `shared`, beside the checkout.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

BESIDE = Path(__file__).parents[2] / "shared"

FOLDERS = {
    "conformance": "the published cases of X, Mastodon, Bluesky and Unicode",
    "corpus": "the drafts of real teams",
    "hostile": "the hostile texts",
}

ABSENT = pytest.StashKey[dict[str, list[str]]]()
SAID = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("coach", "data of other projects")
    for name, what in FOLDERS.items():
        group.addoption(f"--{name}", metavar="DIR", type=Path, default=BESIDE / name, help=f"where to find {what}")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[ABSENT] = {}
    config.stash[SAID] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Once for each folder that is not there, the tests that did not run; then what tests wanted said."""
    for name, tests in config.stash[ABSENT].items():
        terminalreporter.section(f"not run: {FOLDERS[name]}")
        terminalreporter.line(f"There is no folder {config.getoption(name)} (option --{name} DIR). Not run:")
        for test in tests:
            terminalreporter.line(f"  {test}")
    if config.stash[SAID]:
        terminalreporter.section("reported")
        for line in config.stash[SAID]:
            terminalreporter.line(line)


def _folder(name: str, request: pytest.FixtureRequest) -> Path:
    folder: Path = request.config.getoption(name)
    if not folder.is_dir():
        request.config.stash[ABSENT].setdefault(name, []).append(request.node.nodeid)
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
def say(pytestconfig: pytest.Config) -> Callable[[str], None]:
    """Adds a line to the summary at the end of the run."""
    return pytestconfig.stash[SAID].append
