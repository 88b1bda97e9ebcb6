"""The safety net: what checks drafts when nobody thinks of it. A git hook, a build server, a double click.

Works for a volunteer who has nothing but coach: the hook is a plain script of git's own, not a
configuration of the pre-commit program, which would have to be installed too.
"""

from __future__ import annotations

import os
import shlex
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coach import __version__, files, words
from coach.errors import CoachError, FileError
from coach.files import SUFFIXES
from coach.model import Language
from coach.settings import FILE_NAME

Host = Literal["github", "gitlab", "none"]
HOSTS: tuple[Host, ...] = ("github", "gitlab")

SIGN = "coach start"
"""Stands in every file written here: that is how coach knows its own again."""

PACKAGE = "tweet-coach"


@dataclass(frozen=True, slots=True)
class Repository:
    """The git repository that a workspace lies in."""

    top: Path
    hooks: Path
    host: Host
    """Where its build server probably is."""

    @property
    def hook(self) -> Path:
        """The script that git runs before each commit."""
        return self.hooks / "pre-commit"


def repository(folder: Path) -> Repository | None:
    """The repository around `folder`; None where there is none, or no git."""
    top = _git(folder, "rev-parse", "--show-toplevel")
    hooks = _git(folder, "rev-parse", "--git-path", "hooks")
    if not top or not hooks:
        return None
    return Repository(Path(top), (folder / hooks).absolute(), _host(Path(top)))


def _host(top: Path) -> Host:
    if (top / ".gitlab-ci.yml").exists():
        return "gitlab"
    if (top / ".github").is_dir():
        return "github"
    remotes = _git(top, "config", "--get-regexp", r"^remote\..*\.url$")
    return "github" if "github" in remotes else "gitlab" if "gitlab" in remotes else "none"


def _git(folder: Path, *arguments: str) -> str:
    # A hook that started us may have set GIT_DIR and the like: the repository is the folder's, not theirs.
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, env=clean, capture_output=True, text=True, timeout=10, check=False
        )
    except (OSError, subprocess.SubprocessError, UnicodeError):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def is_ours(path: Path) -> bool:
    """Whether coach wrote that file."""
    try:
        return SIGN in files.read(path).text
    except CoachError:
        return False


def is_in(repo: Repository) -> bool:
    """Whether the hooks lie inside the repository: a folder that several share is not ours to write to."""
    hooks = repo.hooks.resolve()
    git = (repo.top / _git(repo.top, "rev-parse", "--git-common-dir")).resolve()
    return any(hooks.is_relative_to(folder) for folder in (repo.top.resolve(), git))


def hook_text(folder: str, language: Language) -> str:
    """The script that git runs before each commit. It checks what is staged, and changes nothing.

    What is staged is laid out in a folder of its own, so that exactly what would be committed is checked, with
    the settings that would be committed; `git stash` and its accidents are not needed. `folder` is the
    workspace, relative to the repository: its settings hold even while git does not know them yet.
    """
    patterns = " ".join(f"':(icase)*{ending}'" for ending in SUFFIXES)
    fallback = f"{shlex.quote(sys.executable)} -m coach"
    settings = shlex.quote(f"{folder}/{FILE_NAME}")
    return f"""#!/bin/sh
# {words.say("net-hook-comment", language)}
# {SIGN} - {words.say("net-hook-remove", language)}
if command -v coach >/dev/null 2>&1; then
  set -- coach
elif {fallback} --version >/dev/null 2>&1; then
  set -- {fallback}
else
  echo {shlex.quote(words.say("net-hook-no-coach", language))} >&2
  exit 1
fi
copy=$(mktemp -d) || exit 1
trap 'rm -rf "$copy"' EXIT
trap 'exit 130' INT TERM HUP
git diff --cached --name-only --diff-filter=ACMR -z -- {patterns} >"$copy/staged" || exit 1
[ -s "$copy/staged" ] || exit 0
git ls-files -z -- {patterns} '*.toml' | git checkout-index -z --stdin --prefix="$copy/tree/" || exit 1
mkdir -p "$copy/tree/"{shlex.quote(folder)}
if [ -f {settings} ] && [ ! -f "$copy/tree/"{settings} ]; then
  cp {settings} "$copy/tree/"{settings}
fi
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE GIT_PREFIX
cd "$copy/tree" || exit 1
xargs -0 "$@" lint --force-exclude -- <"$copy/staged"
"""


def ci_path(repo: Repository, host: Host) -> Path:
    """Where a build server looks for its orders."""
    return repo.top / (".gitlab-ci.yml" if host == "gitlab" else ".github/workflows/coach.yml")


def ci_text(host: Host, folder: str, language: Language) -> str:
    """The orders for a build server. `folder` is the workspace, relative to the repository, `.` for itself."""
    comment = f"# {words.say('net-ci-comment', language)}\n# {SIGN}\n"
    if host == "gitlab":
        return f"""{comment}coach:
  image: python:3.13-slim
  script:
    - pip install --quiet '{PACKAGE}>={__version__}'
    - cd {shlex.quote(folder)}
    - coach lint
"""
    return f"""{comment}name: coach
on: [push, pull_request]
permissions:
  contents: read
jobs:
  coach:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-python@v6
        with:
          python-version: "3.13"
      - run: pip install --quiet '{PACKAGE}>={__version__}'
      - run: coach lint
        working-directory: {folder}
"""


def script_path(workspace: Path, language: Language, system: str = sys.platform) -> Path:
    """What a double click runs on this system."""
    ending = "bat" if system == "win32" else "command" if system == "darwin" else "sh"
    return workspace / f"{words.say('net-script-name', language)}.{ending}"


def script_text(language: Language, system: str = sys.platform) -> str:
    """The script that a double click runs: it checks the drafts and waits, so that one can read."""
    comment = words.say("net-script-comment", language)
    done = words.say("net-script-close", language)
    if system == "win32":
        lines = [
            "@echo off",
            "chcp 65001 >nul",
            f"rem {comment}",
            f"rem {SIGN}",
            'cd /d "%~dp0"',
            "where coach >nul 2>nul",
            "if errorlevel 1 goto python",
            "coach lint drafts",
            "set code=%errorlevel%",
            "goto end",
            ":python",
            f'"{sys.executable}" -m coach lint drafts',
            "set code=%errorlevel%",
            ":end",
            f"echo {done}",
            "pause >nul",
            "exit /b %code%",
            "",
        ]
        return "\r\n".join(lines)
    return f"""#!/bin/sh
# {comment}
# {SIGN}
cd "$(dirname "$0")" || exit 1
if command -v coach >/dev/null 2>&1; then
  coach lint drafts
else
  {shlex.quote(sys.executable)} -m coach lint drafts
fi
code=$?
echo
printf '%s' {shlex.quote(done)}
read -r _
exit "$code"
"""


def write(path: Path, text: str, *, runs: bool) -> None:
    """Write a file of the safety net, executable where it `runs`; one of coach's own is replaced.

    Raises FileError (`write-exists`) where somebody else's file stands there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError("write-failed", path=str(path), reason=files.reason(error)) from None
    files.write_new(path, text, overwrite=is_ours(path))
    if runs:
        path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
