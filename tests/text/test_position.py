"""Lines, columns and widths."""

from __future__ import annotations

import pytest
from posts import table

from coach.text.position import Lines, Place, width


@table(
    {
        "one line": ("abc", ["abc"]),
        "a line feed": ("a\nb", ["a", "b"]),
        "a carriage return and a line feed": ("a\r\nb", ["a", "b"]),
        "a carriage return": ("a\rb", ["a", "b"]),
        "all three": ("a\r\nb\rc\nd", ["a", "b", "c", "d"]),
        "an empty line": ("a\n\nb", ["a", "", "b"]),
        "a line feed and a carriage return are two": ("a\n\rb", ["a", "", "b"]),
        "a line end at the end": ("a\n", ["a", ""]),
        "nothing": ("", [""]),
        "a line separator of Unicode ends none": ("a\u2028b\x85c\x0bd\x0ce", ["a\u2028b\x85c\x0bd\x0ce"]),
    }
)
def test_lines(text: str, expected: list[str]) -> None:
    lines = Lines(text)
    assert [lines.line(number) for number in range(1, len(lines) + 1)] == expected
    for offset in range(len(text) + 1):
        assert lines.offset(lines.place(offset)) == offset


@pytest.mark.parametrize(
    ("offset", "place"),
    [(0, Place(1, 1)), (1, Place(1, 2)), (2, Place(1, 3)), (3, Place(2, 1)), (4, Place(2, 2)), (5, Place(3, 1))],
)
def test_places(offset: int, place: Place) -> None:
    assert Lines("é\r\n🎉\nb").place(offset) == place


def test_bounds_leave_the_line_end_out() -> None:
    assert Lines("ab\r\ncd").bounds(1) == (0, 2)
    assert Lines("ab\r\ncd").bounds(2) == (4, 6)


@table(
    {
        "plain letters": ("abc", 3),
        "accented ones": ("été", 3),
        "an accent of its own": ("e\u0301", 1),
        "Chinese": ("漢字", 4),
        "full width": ("ａ", 2),
        "half width": ("ｱ", 1),
        "a syllable of Korean": ("한", 2),
        "the same in its letters": ("\u1112\u1161\u11ab", 2),
        "an emoji": ("🎉", 2),
        "a family": ("👩\u200d👩\u200d👧", 2),
        "a flag": ("🇫🇷", 2),
        "a keycap": ("1\ufe0f\u20e3", 2),
        "a heart with its selector": ("❤\ufe0f", 2),
        "a skin tone": ("👍🏽", 2),
        "several together": ("é漢🎉", 5),
        "nothing": ("", 0),
    }
)
def test_width(text: str, expected: int) -> None:
    assert width(text) == expected
