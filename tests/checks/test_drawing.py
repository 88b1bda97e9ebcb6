"""Pictures and tables drawn with signs, and lists that are none."""

from __future__ import annotations

import pytest
from looking import holds


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param("<<| a | b |\n|---|---|\n| 1 | 2 |>>", id="a table"),
        pytest.param("Avant\n<<┌────┐\n│ oui │\n└────┘>>\nAprès", id="a frame"),
        pytest.param("<<|￣￣￣|\n|  Oui |\n|＿＿＿|\n(\\__/) ||>>\n(•ㅅ•) ||", id="a rabbit with a sign"),
        pytest.param("<<  /\\_/\\\n =>-<=\n  \\___/>>", id="a cat"),
        pytest.param("<<=====\n-----\n=====>>", id="rules only"),
        pytest.param("<<///abc\n///abc\n///abc>>", id="signs make up half of each line"),
        pytest.param("///abcd\n///abcd\n///abcd", id="less than half"),
        pytest.param("-----\nListe\n-----\n- un\n- deux", id="rules around a list"),
        pytest.param("-> un\n-> deux\n-> trois", id="arrows as bullets"),
        pytest.param("* * *\n\n* * *\n\n* * *", id="stars between paragraphs"),
        pytest.param("- un\n- deux\n- trois\n- quatre", id="a list"),
        pytest.param("Nom : ______\nPrénom : ______\nTél. : ______", id="a form to fill in"),
        pytest.param("12/03/2026 - a\n13/03/2026 - b\n14/03/2026 - c", id="dates"),
        pytest.param("▓▓▓▓░░░ 60 %\nmerci ¯\\_(ツ)_/¯", id="one line is no drawing"),
        pytest.param("https://example.org/a_b-c-d\nhttps://example.org/---\nhttps://example.org/___", id="links"),
    ],
)
def test_drawing(shown: str) -> None:
    holds("drawing", shown)


@pytest.mark.parametrize(
    ("shown", "lines"),
    [
        ("<<┌────┐\n└────┘>>", 2),
        ("<<└────┘>>", 1),
        ("└────┘", 2),
        ("Un mot\n<<└────┘>>\nUn mot", 0),
    ],
)
def test_how_many_lines(shown: str, lines: int) -> None:
    holds("drawing", shown, lines=lines)
