"""Emoji: which runs of characters a network draws as one picture.

The emoji themselves are data (`emoji.txt`, every fully-qualified sequence of Unicode). The forms that
are accepted besides follow the table X uses (twitter/twemoji-parser, src/lib/regex.js at v11.0.2, read
2026-11-22): a keycap without its selector, a hand whose skin tone follows a selector, a selector after
the pictures that have had a plain text form since Unicode 6.1.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from coach.model import Span
from coach.text.data import lines

_PICTURE = "\ufe0f"
_PLAIN = "\ufe0e"
_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_KEYCAP = "\u20e3"

# Signs of ordinary text: an emoji only with the selector that asks for a picture.
_SIGNS = "©®™♟"

# Emoji by themselves that also have a plain form: StandardizedVariants.txt of Unicode 6.1.
_BOTH = "🀄🈚🈯⌚⌛◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛔⛪⛲⛳⛵⛺⛽❗⬛⬜⭐⭕"

_EYE_IN_BUBBLE = "👁\u200d🗨"


def find_emoji(text: str) -> list[Span]:
    """Where the emoji of a text stand, in order, a whole sequence each."""
    if text.isascii():
        return []
    known = _known()
    pattern = known.with_keycaps if _KEYCAP in text else known.pattern
    found = []
    match = pattern.search(text)
    while match:
        start, end = match.span()
        while end > start and not (text[start:end] in known.whole and _wanted(text, start, end, known.both)):
            end -= 1
        if end > start:
            found.append(Span(start, end))
        match = pattern.search(text, max(end, start + 1))
    return found


def _wanted(text: str, start: int, end: int, both: frozenset[str]) -> bool:
    """Whether a single character that has a plain form is not asked to show it."""
    return end - start > 1 or text[end : end + 1] != _PLAIN or text[start] not in both


class _Known(NamedTuple):
    whole: frozenset[str]
    """Every sequence that is one emoji."""
    both: frozenset[str]
    """The characters that have a plain form and a picture."""
    pattern: re.Pattern[str]
    """Finds what may be an emoji: as much as one could hold."""
    with_keycaps: re.Pattern[str]


@cache
def _known() -> _Known:
    whole = set(lines("emoji.txt"))
    plain = {text[0] for text in whole if len(text) == 2 and text[1] == _PICTURE and text[0] not in whole}
    toned = {text[0] for text in whole if len(text) == 2 and text[1] in _TONES}
    whole |= plain - set(_SIGNS)
    whole |= {sign + _PICTURE for sign in _BOTH}
    whole |= {hand + _PICTURE + tone for hand in plain & toned for tone in _TONES}
    whole |= {text.replace(_PICTURE, "") for text in whole if text[-1] == _KEYCAP}
    whole.add(_EYE_IN_BUBBLE)
    first = "".join(sorted(text[0] for text in whole if len(text) == 1 or text[0] in _SIGNS))
    return _Known(frozenset(whole), frozenset(plain.union(_BOTH)), *_patterns(first))


def _patterns(first: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    # Beyond the basic plane a wide range is quicker to test than many narrow ones.
    near = re.sub(r"[^\0-\uffff]", "", first)
    one = rf"[{re.escape(near)}\U0001f000-\U0001fbff]"
    unit = rf"{one}(?:\ufe0f?[{_TONES}]|\ufe0f)?"
    # No known sequence joins more than five parts.
    found = rf"[🇦-🇿]{{2}}|🏴[\U000e0020-\U000e007f]{{1,7}}|{unit}(?:\u200d{unit}){{0,4}}"
    return re.compile(found), re.compile(rf"[#*0-9]\ufe0f?\u20e3|{found}")
