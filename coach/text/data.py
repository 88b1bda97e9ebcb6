"""The data files of this folder, which `coach.text.refresh` writes."""

from __future__ import annotations

from pathlib import Path


def lines(name: str) -> list[str]:
    """The lines of a data file, its header (`# …`) left out."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("# ")]
