"""A team's folder, and coach called in it."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from plans import SETTINGS, Call

from coach.cli import run


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with settings, on Monday, 23 November 2026, at eight in Paris."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COACH_NOW", "2026-11-23T07:00")
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("COACH_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "coach.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "drafts").mkdir()
    return tmp_path


@pytest.fixture
def draft(team: Path) -> Callable[..., Path]:
    """Writes a draft: its name, its time, its text, and what else stands in its front matter."""

    def writing(name: str, at: str = "", text: str = "", **front: str) -> Path:
        lines = {"scheduled_at": at, **front} if at else front
        head = "".join(f"{key}: {value}\n" for key, value in lines.items())
        path = team / "drafts" / name
        path.write_text((f"---\n{head}---\n" if head else "") + (text or f"News of {name}.\n"), encoding="utf-8")
        return path

    return writing


@pytest.fixture
def call(team: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    def calling(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        capsys.readouterr()
        code = run(arguments)
        out, err = capsys.readouterr()
        return code, out, err

    return calling
