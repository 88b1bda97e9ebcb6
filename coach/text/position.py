"""Places in a text as people count them, and how wide a text is in a terminal."""

import re
import unicodedata
from bisect import bisect_right
from functools import cache
from typing import NamedTuple

from coach.text.clusters import clusters


class Place(NamedTuple):
    """A line and a column, both counted from 1; the column in code points."""

    line: int
    column: int


class Lines:
    """The lines of a decoded file. They end at ``\\n``, ``\\r\\n`` or ``\\r``, and nowhere else."""

    __slots__ = ("_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(match.end() for match in _line_end().finditer(text))]

    def __len__(self) -> int:
        return len(self._starts)

    def place(self, offset: int) -> Place:
        """The line and column of an offset; the end of a line belongs to that line."""
        line = bisect_right(self._starts, offset)
        return Place(line, offset - self._starts[line - 1] + 1)

    def bounds(self, line: int) -> tuple[int, int]:
        """Where a line (from 1) starts and where it stops, its line end left out."""
        start = self._starts[line - 1]
        stop = self._starts[line] if line < len(self._starts) else len(self.text)
        while stop > start and self.text[stop - 1] in "\r\n":
            stop -= 1
        return start, stop

    def line(self, line: int) -> str:
        """The text of a line (from 1), its line end left out."""
        start, stop = self.bounds(line)
        return self.text[start:stop]

    def offset(self, place: Place) -> int:
        """The offset of a place: the other way round than `place`."""
        return self._starts[place.line - 1] + place.column - 1


def width(text: str) -> int:
    """How many columns a text takes in a terminal; made for what `show` gives, without controls.

    East Asian wide and full-width characters take two, combining marks none, and an emoji two however
    many characters it is made of (Unicode UAX #11, UTS #51).
    """
    if text.isascii():
        return len(text)
    return sum(_cluster_width(cluster) for cluster in clusters(text))


@cache
def _line_end() -> re.Pattern[str]:
    return re.compile(r"\r\n?|\n")


def _cluster_width(cluster: str) -> int:
    if len(cluster) == 1:
        return _width(cluster)
    if "\ufe0f" in cluster or "\u20e3" in cluster or "\U0001f1e6" <= cluster[0] <= "\U0001f1ff":
        return 2
    if "\u200d" in cluster and cluster[0] >= "\u203c":
        return _width(cluster[0])
    # A letter with its marks; in the scripts of India several letters stand side by side.
    return min(2, sum(map(_width, cluster)))


def _width(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf") or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
