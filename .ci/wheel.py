"""What the wheel carries beside the sources: all rules and networks, already parsed.

Reading fifty TOML files takes longer than all the rest of `coach lint` on one draft. An installed coach
never changes them, so the wheel holds them as modules in `coach/_content/`; a checkout reads the files themselves.
"""

from __future__ import annotations

import tempfile
import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compiled(root: Path) -> dict[str, dict[str, Any]]:
    """What each module holds: the logic of the rules, what they say, and the networks."""
    rules = {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((root / "rules").glob("*.toml"))
    }
    words = ("title", "message", "advice", "why", "sources")
    examples = ("good", "bad")
    return {
        "rules": {
            id: {key: value for key, value in rule.items() if key not in (*words, *examples)}
            for id, rule in rules.items()
        },
        "words": {id: {part: rule[part] for part in words} for id, rule in rules.items()},
        "networks": tomllib.loads((root / "coach" / "networks.toml").read_text(encoding="utf-8")),
    }


def module(content: dict[str, Any]) -> str:
    """The source of a module that holds `content`: an installation compiles it, and loads it in no time."""
    return f"# Made from rules/*.toml and networks.toml when the wheel was built.\nCONTENT = {frozen(content)!r}\n"


def frozen(value: Any) -> Any:
    """Lists as tuples, which are constants of a module, and dates as text."""
    if isinstance(value, list):
        return tuple(map(frozen, value))
    if isinstance(value, dict):
        return {key: frozen(item) for key, item in value.items()}
    return value if isinstance(value, str | int | float | bool) else str(value)


class Compiled(BuildHookInterface):  # type: ignore[misc]
    """Hatchling calls this for each build; an editable installation reads the checkout and needs none of it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the modules and have them put into the wheel."""
        if version == "editable":
            return
        folder = Path(tempfile.mkdtemp())
        for name, content in compiled(Path(self.root)).items():
            path = folder / f"compiled_{name}.py"
            path.write_text(module(content), encoding="utf-8")
            build_data["force_include"][str(path)] = f"coach/_content/{path.name}"
