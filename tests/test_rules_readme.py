"""The first rule that rules/README.md tells people to copy is a rule that works."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from coach import rules
from coach.proof import prove

README = Path(__file__).parent.parent / "rules" / "README.md"


def blocks() -> list[str]:
    found = re.findall(r"^ *```toml\n(.*?)^ *```", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return [textwrap.dedent(block) for block in found]


def test_the_first_rule_is_proven_as_it_stands(tmp_path: Path) -> None:
    (rule,) = (block for block in blocks() if "[[bad]]" in block)
    (tmp_path / "short-words.toml").write_text(rule, encoding="utf-8")
    assert not list(prove(tmp_path / "short-words.toml", rules.shipped()))


@pytest.mark.parametrize("heading", ["## En français", "## In English"])
def test_both_halves_explain_the_same_keys(heading: str) -> None:
    half = README.read_text(encoding="utf-8").split(heading)[1].split("\n## ")[0]
    keys = re.findall(r"^\| (`[^|]+`) \|", half, re.MULTILINE)
    assert keys == [
        "`# …`",
        "`check`",
        "`[options]`",
        "`severity`",
        "`since`",
        "`sources`",
        "`enabled = false`",
        "`networks`, `languages`",
        "`[network.mastodon]`",
        "`[title]`",
        "`[message]`",
        "`[advice]`",
        "`[why]`",
        "`[[good]]`",
        "`[[bad]]`",
    ]
