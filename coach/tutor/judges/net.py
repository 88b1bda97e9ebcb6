"""The judge of the safety net: it is tried for real, with a bad draft and with a mended one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from coach.model import LANGUAGES
from coach.settings import FILE_NAME
from coach.tutor import safety
from coach.tutor.judges.work import Remark, Work

PATIENCE = 60
"""Seconds that a net may take. It lints one draft."""

Net = Callable[[str], int]
"""Takes the text of a draft and gives the exit code: 0 lets it pass."""

SETTINGS_FILES = (FILE_NAME, "pyproject.toml")


def hook(work: Work) -> Iterator[Remark]:
    """There is a net, it stops the draft that the exercise starts with, and lets pass what the learner made of it."""
    if work.text is None:
        yield Remark("judge-no-file", {"file": work.exercise.file})
        return
    with tempfile.TemporaryDirectory() as place:
        net = work.net or _net(work, Path(place))
        if net is None:
            yield Remark("judge-no-net")
        elif net(work.starter) == 0:
            yield Remark("judge-net-open")
        elif net(work.text) != 0:
            yield Remark("judge-net-stops", {"file": work.exercise.file})


def _net(work: Work, place: Path) -> Net | None:
    """The first net that is found around the workspace, in a folder of its own; None where there is none."""
    repository = safety.repository(work.folder)
    if repository and safety.is_ours(repository.hook):
        return _commits(work, repository, place)
    scripts = (safety.script_path(work.folder, language) for language in LANGUAGES)
    script = next((path for path in scripts if safety.is_ours(path)), None)
    return _double_clicks(work, script, place) if script else None


def _commits(work: Work, repository: safety.Repository, place: Path) -> Net | None:
    """A commit in a new repository that has the learner's hook, and the settings where they lie in theirs."""
    if _run(["git", "init", "--quiet", "."], place) != 0:
        return None
    hooks = place / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    shutil.copy(repository.hook, hooks / "pre-commit")
    workspace = place / work.folder.resolve().relative_to(repository.top.resolve())
    own = {
        "user.name": "coach",
        "user.email": "coach@localhost",
        "commit.gpgsign": "false",
        "core.hooksPath": str(hooks),
    }
    git = ["git", *(part for name, value in own.items() for part in ("-c", f"{name}={value}"))]

    def net(text: str) -> int:
        _lay_out(work, text, workspace)
        _run([*git, "add", "--all", "--force"], place)
        return _run([*git, "commit", "--quiet", "--allow-empty", "--message", "coach"], place)

    return net


def _double_clicks(work: Work, script: Path, place: Path) -> Net:
    """A copy of the script that one clicks on, beside a copy of the settings."""
    copy = place / script.name
    shutil.copy(script, copy)
    command = ["cmd", "/c", str(copy)] if os.name == "nt" else ["/bin/sh", str(copy)]

    def net(text: str) -> int:
        _lay_out(work, text, place)
        return _run(command, place)

    return net


def _lay_out(work: Work, text: str, workspace: Path) -> None:
    """The settings and the draft, as they would stand in the learner's folder."""
    path = workspace / work.exercise.file
    path.parent.mkdir(parents=True, exist_ok=True)
    for name in SETTINGS_FILES:
        if (work.folder / name).is_file():
            shutil.copy(work.folder / name, workspace / name)
    path.write_text(text, encoding="utf-8")


def _run(command: list[str], place: Path) -> int:
    """The exit code of a command; -1 where it cannot be run."""
    # What runs us may be a hook of another repository, whose variables would lead git there.
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    clean["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), clean.get("PATH", os.defpath)])
    try:
        return subprocess.run(
            command, cwd=place, env=clean, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False
        ).returncode
    except (OSError, subprocess.SubprocessError):
        return -1
