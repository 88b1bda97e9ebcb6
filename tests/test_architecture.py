"""Imports point down, and a plain run loads nothing heavy."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "coach"

# From the top down. A module imports only from rows below its own, and within its own room.
ROWS = [
    ["__main__"],
    ["cli"],
    ["tutor"],
    ["report", "export"],
    ["workspace", "proof"],
    ["repository", "plan_proof"],
    ["fixes", "linting", "planner"],
    ["engine"],
    ["rules", "lessons", "settings", "drafts"],
    ["checks"],
    ["plan"],
    ["text"],
    ["content", "words"],
    ["files"],
    ["model"],
    ["errors"],
]
LEVEL = {room: level for level, row in enumerate(ROWS) for room in row}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room(module: str) -> str:
    """`text` for `coach.text.view`; nothing for the package itself, which anyone may ask its version."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def imported(path: Path) -> set[str]:
    """The rooms of coach that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {room(alias.name) for alias in node.names if alias.name.startswith("coach.")}
        elif isinstance(node, ast.ImportFrom) and node.module == "coach":
            found |= {alias.name for alias in node.names if alias.name in LEVEL}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("coach."):
            found.add(room(node.module or ""))
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if own == "__init__":
        return
    assert own in LEVEL, f"{own} has no row"
    for other in imported(path) - {own, ""}:
        assert LEVEL[other] > LEVEL[own], f"{own} imports {other}, which is not below it"


HEAVY = ("rich", "questionary", "prompt_toolkit", "pydantic", "yaml", "emoji", "regex", "asyncio", "markdown_it")

RUN = """
import sys
sys.argv = ["coach", "lint", sys.argv[1]]
from coach.__main__ import main
main()
print("LOADED", *sorted({name.split(".")[0] for name in sys.modules}))
"""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("La réunion de rentrée a lieu jeudi. #ESS https://exemple.org/reunion", id="plain"),
        pytest.param("Merci à tous les bénévoles ! 🎉", id="with an emoji"),
    ],
)
def test_a_piped_run_loads_nothing_heavy(text: str, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(text, encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", RUN, str(draft)], capture_output=True, text=True, cwd=tmp_path)
    loaded = done.stdout.partition("LOADED")[2].split()
    assert "coach" in loaded, done.stderr
    assert not set(loaded) & set(HEAVY)
