"""What all tests of the tutorial need: the same surroundings, and none that an earlier test has left."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer in Paris. coach itself sets LANGUAGE, for the command line library; that ends with the test."""
    monkeypatch.setenv("TZ", "Europe/Paris")
    monkeypatch.setenv("LANGUAGE", "")
    for name in ("ACCESSIBLE", "NO_COLOR", "COACH_LANG", "COACH_LEARNER", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
