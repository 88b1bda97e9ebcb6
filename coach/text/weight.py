"""What the characters of a text weigh on X, and the form in which X counts them.

Most weigh 1 or 2 (twitter/twitter-text, config/v3.json at 30e2430, read 2026-11-22): up to U+10FF, and
the spaces, dashes, quotation marks and primes of U+2000 to 200D, 2010 to 201F, 2032 to 2037, they weigh
1; all others 2. An emoji weighs 2 however many characters it has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby

EMOJI_WEIGHT = 2

INVALID = ("\ufffe", "\ufeff", "\uffff")
"""Characters that no post may hold: twitter/twitter-text, js/src/regexp/invalidCharsGroup.js."""

LONG = 2000
"""A text longer than this has its marks put in order before it is composed."""

# In UTF-8 the first byte of a character tells nearly all: from 0xE1 on it is at least U+1000.
_HEAVY_LEADS = bytes(range(0xE1, 0xF5))


def weight(text: str) -> int:
    """The sum of the weights of the characters; emoji are not seen as wholes here."""
    return len(text) if text.isascii() else len(text) + _heavy(text.encode("utf-8", "surrogatepass"))


def longest_start(text: str, room: int) -> int:
    """How many characters from the beginning of a text weigh no more than `room`."""
    end = 0
    # No character weighs more than 2: half of the room can always be filled.
    while room > 1 and end < len(text):
        step = room // 2
        room -= weight(text[end : end + step])
        end += step
    if end < len(text) and weight(text[end]) <= room:
        end += 1
    return min(end, len(text))


def weight_and_pictures(text: str) -> tuple[int, bool]:
    """The weight of a text, and whether it may hold emoji, or other signs that make one."""
    if text.isascii():
        return len(text), False
    encoded = text.encode("utf-8", "surrogatepass")
    heavy = _heavy(encoded)
    return len(text) + heavy, heavy > 0 and _may_hold_emoji(encoded)


def _heavy(encoded: bytes) -> int:
    """How many characters weigh 2."""
    heavy = len(encoded) - len(encoded.translate(None, _HEAVY_LEADS))
    if heavy:
        if b"\xe2\x80" in encoded:
            heavy -= len(_light_punctuation().findall(encoded))
        if b"\xe1" in encoded:
            heavy -= len(_light_letters().findall(encoded))
    return heavy


def _may_hold_emoji(encoded: bytes) -> bool:
    """Whether there is a picture of the higher planes, one of U+2000 to U+2FFF, or one of five others."""
    # U+2000 to U+203B are punctuation.
    return (
        b"\xf0\x9f" in encoded
        or encoded.count(b"\xe2") > encoded.count(b"\xe2\x80")
        or b"\xe2\x80\xbc" in encoded
        or b"\xef\xb8\x8f" in encoded
        or b"\xe3\x80\xb0" in encoded
        or b"\xe3\x80\xbd" in encoded
        or b"\xe3\x8a\x97" in encoded
        or b"\xe3\x8a\x99" in encoded
    )


def composed(text: str) -> str:
    """The text in Unicode's normal form C, which is what X counts.

    The library's time grows with the square of a run of marks. In a long text they are put in order
    first; the result is the same.
    """
    if len(text) > LONG and not text.isascii():
        text = "".join(_in_order(run) if are_marks else "".join(run) for are_marks, run in groupby(text, _is_mark))
    return unicodedata.normalize("NFC", text)


def _is_mark(character: str) -> bool:
    return unicodedata.combining(character) != 0


def _in_order(marks: Iterator[str]) -> str:
    """The marks that follow a letter, taken apart and sorted by class as normalisation would."""
    apart = "".join(unicodedata.normalize("NFD", mark) for mark in marks)
    return "".join(sorted(apart, key=unicodedata.combining))


@cache
def _light_punctuation() -> re.Pattern[bytes]:
    return re.compile(rb"\xe2\x80[\x80-\x8d\x90-\x9f\xb2-\xb7]")


@cache
def _light_letters() -> re.Pattern[bytes]:
    return re.compile(rb"\xe1[\x80-\x83]")
