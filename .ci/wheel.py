"""What the wheel carries beside the sources: the logic of all rules and networks, already parsed.

Reading fifty TOML files takes longer than all the rest of `coach lint` on one draft. An installed coach
never changes them, so the wheel holds `coach/_content/index.json`; a checkout reads the files themselves.
"""

from __future__ import annotations

import json
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def index(root: Path) -> dict[str, Any]:
    """The head of every rule, which ends where its words begin, and all networks."""
    return {
        "rules": {
            path.stem: tomllib.loads(path.read_text(encoding="utf-8").partition("\n[title]")[0])
            for path in sorted((root / "rules").glob("*.toml"))
        },
        "networks": tomllib.loads((root / "coach" / "networks.toml").read_text(encoding="utf-8")),
    }


class Index(BuildHookInterface):  # type: ignore[misc]
    """Hatchling calls this for each build; an editable installation reads the checkout and needs no index."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the index and have it put into the wheel."""
        if version == "editable":
            return
        folder = tempfile.mkdtemp()
        path = Path(folder) / "index.json"
        path.write_text(json.dumps(index(Path(self.root)), default=str, ensure_ascii=False), encoding="utf-8")
        build_data["force_include"][str(path)] = "coach/_content/index.json"
