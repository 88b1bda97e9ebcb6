"""Making edits."""

from __future__ import annotations

import pytest

from coach.model import Edit, Span
from coach.text.edits import apply


@pytest.mark.parametrize(
    ("edits", "after"),
    [
        pytest.param([], "un deux trois", id="none"),
        pytest.param([Edit(Span(8, 13), "3"), Edit(Span(0, 2), "1")], "1 deux 3", id="in any order"),
        pytest.param([Edit(Span(2, 2), ","), Edit(Span(13, 13), ".")], "un, deux trois.", id="where nothing stands"),
        pytest.param([Edit(Span(0, 7), "x"), Edit(Span(3, 9), "y")], "x trois", id="the first of two that overlap"),
    ],
)
def test_apply(edits: list[Edit], after: str) -> None:
    assert apply("un deux trois", edits) == after


def test_line_ends_are_written_as_the_file_has_them() -> None:
    assert apply("un\r\ndeux", [Edit(Span(2, 2), "\n!")], "\r\n") == "un\r\n!\r\ndeux"
