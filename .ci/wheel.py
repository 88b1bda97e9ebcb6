"""What the wheel carries beside the sources: all rules and networks, already parsed.

Reading fifty TOML files takes longer than all the rest of `coach lint` on one draft. An installed coach
never changes them, so the wheel holds them as JSON in `coach/_content/`; a checkout reads the files themselves.
"""

from __future__ import annotations

import json
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compiled(root: Path) -> dict[str, dict[str, Any]]:
    """What each file of `coach/_content` holds: the logic of rules and networks, and apart the rules' words."""
    rules = {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((root / "rules").glob("*.toml"))
    }
    parts = ("title", "message", "advice", "why")
    return {
        "rules": {
            id: {key: value for key, value in rule.items() if key not in (*parts, "good", "bad", "plan")}
            for id, rule in rules.items()
        },
        "words": {id: {part: rule[part] for part in parts} for id, rule in rules.items()},
        "networks": tomllib.loads((root / "coach" / "networks.toml").read_text(encoding="utf-8")),
    }


class Index(BuildHookInterface):  # type: ignore[misc]
    """Hatchling calls this for each build; an editable installation reads the checkout and needs none of it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the files and have them put into the wheel."""
        if version == "editable":
            return
        folder = Path(tempfile.mkdtemp())
        for name, content in compiled(Path(self.root)).items():
            path = folder / f"{name}.json"
            path.write_text(json.dumps(content, default=str, ensure_ascii=False), encoding="utf-8")
            build_data["force_include"][str(path)] = f"coach/_content/{path.name}"
