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
_ALL_BUT_HEAVY_LEADS = bytes([byte for byte in range(256) if not 0xE1 <= byte <= 0xF4])
_BELOW_U2000, _FROM_U2000 = 0xE1, 0xE2
_APOSTROPHE = "’".encode()


def weight(text: str) -> int:
    """The sum of the weights of the characters; emoji are not seen as wholes here."""
    return weight_and_pictures(text)[0]


def weight_and_pictures(text: str) -> tuple[int, bool]:
    """The same, and whether the text may hold emoji."""
    if text.isascii():
        return len(text), False
    encoded = text.encode("utf-8", "surrogatepass")
    leads = encoded.translate(None, _ALL_BUT_HEAVY_LEADS)
    # Most often there is nothing but the apostrophes of French, which are light.
    if encoded.count(_APOSTROPHE) == len(leads):
        return len(text), False
    return len(text) + len(leads) - _light(encoded, leads), _may_hold_emoji(text, encoded, leads)


def _light(encoded: bytes, leads: bytes) -> int:
    """How many characters from U+1000 on weigh 1."""
    light = 0
    if _FROM_U2000 in leads:
        light += len(_light_punctuation().findall(encoded))
    if _BELOW_U2000 in leads:
        light += len(_light_letters().findall(encoded))
    return light


def _may_hold_emoji(text: str, encoded: bytes, leads: bytes) -> bool:
    """Whether there is a character from U+10000 on, one of U+2040 to U+2FFF, or one of the few emoji besides."""
    if 0xF0 in leads or (_FROM_U2000 in leads and leads.count(b"\xe2") > encoded.count(b"\xe2\x80")):
        return True
    if "\ufe0f" in text or "\u203c" in text:
        return True
    return "\u3030" in text or "\u303d" in text or "\u3297" in text or "\u3299" in text


def longest_start(text: str, room: int) -> int:
    """How many characters from the beginning of a text weigh no more than `room`."""
    # A guess, as if all weighed the same; then back and forth by steps that cannot go too far, since no
    # character weighs more than 2.
    end = min(len(text), room * len(text) // max(1, weight(text)))
    room -= weight(text[:end])
    while room < 0:
        step = (1 - room) // 2
        room += weight(text[end - step : end])
        end -= step
    while room > 1 and end < len(text):
        step = room // 2
        room -= weight(text[end : end + step])
        end = min(len(text), end + step)
    return end + 1 if room and end < len(text) and weight(text[end]) <= room else end


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
