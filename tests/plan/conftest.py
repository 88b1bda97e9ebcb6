"""A team's folder, and coach called in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from plans import SETTINGS, Call


@pytest.fixture
def team(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with settings, on Monday, 23 November 2026, at eight in Paris."""
    monkeypatch.setenv("COACH_NOW", "2026-11-23T07:00")
    (here / "coach.toml").write_text(SETTINGS, encoding="utf-8")
    (here / "drafts").mkdir()
    return here


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
def call(team: Path, call: Call) -> Call:
    """The same as everywhere, in the team's folder."""
    return call
