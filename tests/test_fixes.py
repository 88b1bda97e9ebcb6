"""Which fixes go together, and when a text has settled."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.engine import Diagnostic
from coach.fixes import ROUNDS, Lint, choose, repair
from coach.model import Edit, Finding, Post, Span
from coach.rules import Rule

RULE = Rule(id="rule", check="count", severity="warning", since="2026-11", folder=Path())


def diagnostic(
    *spans: tuple[int, int], text: str = "", safe: bool = True, rule: str = "rule", post: int = 1
) -> Diagnostic:
    """One whose fix replaces each of these spans."""
    edits = tuple(Edit(Span(*span), text) for span in spans)
    finding = Finding(Span(spans[0][0], spans[-1][1]), {}, edits, safe)
    return Diagnostic(Post("a" * 20, number=post), RULE._replace(id=rule), finding, "warning", ("x",), {})


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


def replacing(*pairs: tuple[str, str], posts: bool = False) -> Lint:
    """A linter whose rules, one a letter, say that it should be another; with `posts` each line is a post."""

    def lint(text: str) -> list[Diagnostic]:
        return [
            diagnostic((at, at + 1), text=to, rule=letter, post=text.count("\n", 0, at) + 1 if posts else 1)
            for letter, to in pairs
            for at in range(len(text))
            if text[at] == letter
        ]

    return lint


@pytest.mark.parametrize(
    ("text", "pairs", "mended"),
    [
        pytest.param("a.", [("a", "b"), ("b", "c")], "c.", id="what a fix brings, a later one mends"),
        pytest.param("a.", [("a", "b"), ("b", "a")], "a.", id="round and round"),
        pytest.param("a.z", [("a", "b"), ("b", "b"), ("z", "y")], "a.y", id="what a fix brings, none mends"),
        pytest.param("b.a", [("a", "b"), ("b", "c")], "c.c", id="one that was there before"),
    ],
)
def test_a_fix_may_bring_only_what_is_mended_in_the_end(text: str, pairs: list[tuple[str, str]], mended: str) -> None:
    assert repair(text, replacing(*pairs)).text == mended


def test_harm_is_judged_by_more_rules_than_those_that_mend() -> None:
    mends, judges = replacing(("a", "b")), replacing(("a", "b"), ("b", "b"))
    assert repair("a.", mends).text == "b."
    assert repair("a.", mends, judge=judges).text == "a."


def test_a_fix_that_harms_one_post_mends_another() -> None:
    lint = replacing(("a", "bb"), ("z", ""), posts=True)

    def judge(text: str) -> list[Diagnostic]:
        # Only the first post has no room.
        return [*lint(text), *([diagnostic((0, 1), rule="long")] if text.index("\n") > 2 else [])]

    assert repair("a.\na.z\n", lint, judge=judge).text == "a.\nbb.\n"


def test_fixes_that_harm_only_together_wait_in_each_post_they_harm() -> None:
    lint = replacing(("a", "aa"), ("b", "bb"), posts=True)

    def growing(text: str) -> list[Diagnostic]:
        return [one for one in lint(text) if len(text.split("\n")[one.post.number - 1]) == 3]

    def judge(text: str) -> list[Diagnostic]:
        lines = text.split("\n")
        return [
            *growing(text),
            *(diagnostic((0, 1), rule="long", post=number) for number, line in enumerate(lines, 1) if len(line) > 4),
        ]

    assert repair("a.b\na.c\na.b", growing, judge=judge).text == "aa.b\naa.c\naa.b"


def test_a_fix_that_makes_other_posts_waits() -> None:
    def lint(text: str) -> list[Diagnostic] | None:
        return None if "bb" in text else list(replacing(("a", "b"), ("z", "y"))(text))

    assert repair("a.z", lint).text == "b.y"
    assert repair("ab.z", lint).text == "ab.y"
    assert repair("aa", lint).text == "aa"
