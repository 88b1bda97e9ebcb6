"""Which fixes go together, and when a text has settled."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.engine import Diagnostic
from coach.fixes import ROUNDS, choose, repair
from coach.model import Edit, Finding, Post, Span
from coach.rules import Rule

RULE = Rule(id="rule", check="count", severity="warning", since="2026-11", folder=Path())


def diagnostic(*spans: tuple[int, int], text: str = "", safe: bool = True) -> Diagnostic:
    """One whose fix replaces each of these spans."""
    edits = tuple(Edit(Span(*span), text) for span in spans)
    finding = Finding(Span(spans[0][0], spans[-1][1]), {}, edits, safe)
    return Diagnostic(Post("a" * 20), RULE, finding, "warning", ("x",), {})


@pytest.mark.parametrize(
    ("fixes", "chosen"),
    [
        pytest.param([[(0, 2)], [(3, 5)]], [0, 1], id="a character between"),
        pytest.param([[(0, 2)], [(2, 5)]], [0], id="none touches another"),
        pytest.param([[(0, 2)], [(1, 5)]], [0], id="nor overlaps it"),
        pytest.param([[(2, 2)], [(2, 2)]], [0], id="two at one place"),
        pytest.param([[(4, 5)], [(0, 2)]], [1, 0], id="in reading order"),
        pytest.param([[(0, 1), (8, 9)], [(4, 5)]], [0], id="all edits of one go together"),
    ],
)
def test_what_goes_together(fixes: list[list[tuple[int, int]]], chosen: list[int]) -> None:
    found = [diagnostic(*spans) for spans in fixes]
    assert choose(found) == [found[index] for index in chosen]


def test_what_is_not_safe_waits_until_it_is_asked_for() -> None:
    found = [diagnostic((0, 1), safe=False)]
    assert choose(found) == []
    assert choose(found, unsafe=True) == found


def test_a_text_that_does_not_settle_is_left_as_it_is() -> None:
    def one_less(text: str) -> list[Diagnostic]:
        return [diagnostic((0, 1))] if text else []

    # The last round is the one that finds nothing more.
    settled = repair("a" * (ROUNDS - 1), one_less)
    assert (settled.text, settled.fixed["rule"], settled.left) == ("", ROUNDS - 1, ())
    assert repair("a" * ROUNDS, one_less).text == "a" * ROUNDS
