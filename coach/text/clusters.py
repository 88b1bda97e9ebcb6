"""Grapheme clusters: what a reader takes for one character.

Extended grapheme clusters of Unicode (UAX #29), with Indic conjuncts (GB9c). The classes of the
characters are data (`clusters.txt`); the rules are one regular expression over the classes, one
letter a character, so that every text takes time in line with its length.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import islice

from coach.text.data import lines

_LETTERS = {
    "control": "c",
    "linker": "n",
    "joiner": "j",
    "extend": "e",
    "mark": "m",
    "spacing": "s",
    "prepend": "p",
    "regional": "r",
    "hangul-l": "L",
    "hangul-v": "V",
    "hangul-t": "T",
    "pictograph": "x",
    "consonant": "k",
}
_OTHER = "o"


def count_clusters(text: str) -> int:
    """How many grapheme clusters a text has."""
    if text.isascii() or not _beyond_latin().search(text):
        return len(text) - text.count("\r\n")
    classes = text.translate(_CLASSES)
    if not _joining().search(classes):
        return len(text)
    return len(_clusters().findall(classes))


def cluster_ends(text: str) -> list[int]:
    """Where each grapheme cluster of a text ends, in order."""
    if text.isascii() and "\r" not in text:
        return list(range(1, len(text) + 1))
    return [match.end() for match in _clusters().finditer(text.translate(_CLASSES))]


def is_border(text: str, place: int) -> bool | None:
    """Whether a cluster ends at a place, where its two neighbours tell; None where only the whole text does."""
    if place <= 0 or place >= len(text):
        return True
    before, after = text[place - 1], text[place]
    # Neither of these joins what stands beside it, but for the two halves of a line end.
    if "\r" < after < "\u0300" and before < "\u0300":
        return True
    return _BORDERS[_CLASSES[ord(before)] + _CLASSES[ord(after)]]


def longest_start(text: str, count: int) -> int:
    """How many code points the first `count` clusters have together."""
    if count >= len(text):
        return len(text)
    end = 0
    for match in islice(_clusters().finditer(text.translate(_CLASSES)), count):
        end = match.end()
    return end


def clusters(text: str) -> list[str]:
    """The grapheme clusters of a text, in order; joined they are the text."""
    starts = 0
    found = []
    for end in cluster_ends(text):
        found.append(text[starts:end])
        starts = end
    return found


class _Classes(dict[int, str]):
    """From a code point to the letter of its class, found once a character."""

    def __missing__(self, code: int) -> str:
        if 0xAC00 <= code <= 0xD7A3:  # Syllables of Hangul: every 28th has no final consonant.
            letter = "Y" if (code - 0xAC00) % 28 else "S"
        elif code in (0x0A, 0x0D):
            letter = "N" if code == 0x0A else "R"
        else:
            starts, ends, letters = _ranges()
            index = bisect_right(starts, code) - 1
            letter = letters[index] if index >= 0 and code <= ends[index] else _OTHER
        self[code] = letter
        return letter


_CLASSES = _Classes()


class _Borders(dict[str, bool | None]):
    """From the classes of two neighbours to whether a cluster ends between them, by the rules below."""

    def __missing__(self, pair: str) -> bool | None:
        # The second flag of a pair, what a joiner ties, the end of a conjunct: what stands before decides.
        undecided = pair in ("rr", "jx", "nk", "ek", "jk")
        border = self[pair] = None if undecided else len(_clusters().findall(pair)) == 2
        return border


_BORDERS = _Borders()


@cache
def _ranges() -> tuple[list[int], list[int], list[str]]:
    found = []
    for line in lines("clusters.txt"):
        name, *ranges = line.split()
        for written in ranges:
            first, _, last = written.partition("-")
            found.append((int(first, 16), int(last or first, 16), _LETTERS[name]))
    found.sort()
    return [first for first, _, _ in found], [last for _, last, _ in found], [letter for _, _, letter in found]


@cache
def _clusters() -> re.Pattern[str]:
    """The rules of UAX #29 (table 1c) over the letters above; possessive, so no step is ever taken back."""
    core = (
        r"L*+(?:V++|SV*+|Y)T*+|L++|T++"  # a syllable of Hangul
        r"|rr"  # a flag
        r"|x(?:[enm]*+jx)*+"  # pictographs that a joiner ties together
        r"|k(?:[ej]*+n[ejn]*+k)*+"  # an Indic conjunct
        r"|[^cRN]"
    )
    after = r"[enmjs]*+"
    return re.compile(rf"RN|[cRN]|p*+(?:{core}){after}|p++{after}")


@cache
def _joining() -> re.Pattern[str]:
    """The letters without which every character is a cluster of its own."""
    return re.compile(r"[enmjsprLVT]|RN")


@cache
def _beyond_latin() -> re.Pattern[str]:
    return re.compile(r"[^\0-\u02ff]")
