"""Emoji: which runs of characters a network draws as one picture.

The emoji themselves are data (`emoji.txt`, every fully-qualified sequence of Unicode). The forms that
are accepted besides follow the table X uses (twitter/twemoji-parser, src/lib/regex.js at v11.0.2, read
2026-11-22): a keycap without its selector, a hand whose skin tone follows a selector, a selector after
the pictures that have had a plain text form since Unicode 6.1.
"""

import re
from functools import cache
from typing import NamedTuple

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


def find_emoji(text: str) -> list[tuple[int, int]]:
    """Where the emoji of a text start and end, in order, a whole sequence each."""
    found: list[tuple[int, int]] = []
    if text.isascii():
        return found
    sure, whole, pattern, with_keycaps = _known()
    finditer = (with_keycaps if _KEYCAP in text else pattern).finditer
    start = 0
    while start >= 0:
        matches = finditer(text, start)
        start = -1
        for match in matches:
            run = match[0]
            if run in sure:
                found.append(match.span())
                continue
            start, end = match.span()
            while end > start and run not in whole:
                # Too much was taken: some is given back, and looked at again.
                end -= 1
                run = text[start:end]
            if run in sure or (run and not text.startswith(_PLAIN, end)):
                found.append((start, end))
            if end < match.end():
                start = max(end, start + 1)
                break
            start = -1
    return found


class _Known(NamedTuple):
    sure: frozenset[str]
    """Every sequence that is one emoji whatever follows."""
    whole: frozenset[str]
    """Every sequence that is one emoji, those included that U+FE0E turns into plain text."""
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
    both = plain.union(_BOTH)
    return _Known(frozenset(whole - both), frozenset(whole), *_patterns(first))


def _patterns(first: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    # Beyond the basic plane a wide range is quicker to test than many narrow ones. All that may follow is
    # taken, and what is too much given back: the search is quick as long as it begins with one set.
    near = re.escape(re.sub(r"[^\0-\uffff]", "", first))
    one = rf"{near}\U0001f000-\U0001fbff"
    after = rf"(?:\ufe0f?\u20e3|\ufe0f?[{_TONES}]|\ufe0f|[🇦-🇿]|[\U000e0020-\U000e007f]{{1,7}})?"
    # No known sequence joins more than five parts.
    rest = rf"{after}(?:\u200d[{one}]{after}){{0,4}}"
    return re.compile(f"[{one}]{rest}"), re.compile(f"[#*0-9{one}]{rest}")
