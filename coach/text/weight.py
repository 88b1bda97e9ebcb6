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

LONG = 500
"""A text longer than this has its marks put in order before it is composed."""

# In UTF-8 the first byte of a character tells nearly all: from 0xE1 on it is at least U+1000.
_HEAVY_LEADS = bytes(range(0xE1, 0xF5))


def weight(text: str) -> int:
    """The sum of the weights of the characters; emoji are not seen as wholes here."""
    if text.isascii():
        return len(text)
    encoded = text.encode("utf-8", "surrogatepass")
    heavy = len(encoded) - len(encoded.translate(None, _HEAVY_LEADS))
    if heavy:
        if b"\xe2\x80" in encoded:
            heavy -= len(_light_punctuation().findall(encoded))
        if b"\xe1" in encoded:
            heavy -= len(_light_letters().findall(encoded))
    return len(text) + heavy


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
