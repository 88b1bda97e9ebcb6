"""The data files of this folder, which `coach.text.refresh` writes."""

from __future__ import annotations

from pathlib import Path


def lines(name: str) -> list[str]:
    """The lines of a data file, its header (`# …`, down to the last such line) left out."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    body = text.index("\n", text.rfind("\n# ") + 1) + 1
    return text[body:].rstrip("\n").split("\n")
