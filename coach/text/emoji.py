"""Emoji: which runs of characters a network draws as one picture.

The emoji themselves are data (`emoji.txt`, every fully-qualified sequence of Unicode). The forms that
are accepted besides follow the table X uses (twitter/twemoji-parser, src/lib/regex.js at v11.0.2, read
2026-11-22): a keycap without its selector, a hand whose skin tone follows a selector, a selector after
the pictures that have had a plain text form since Unicode 6.1.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from coach.text.data import lines

_PICTURE = "\ufe0f"
_PLAIN = "\ufe0e"
_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_KEYCAP = "\u20e3"
_KEYS = "#*0123456789"

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
    for match in _runs(text).finditer(text):
        start = match.start()
        found += [(start + first, start + last) for first, last in _SPLIT[match[0]]]
    return found


def emoji_runs(text: str) -> list[str]:
    """The parts of a text that may hold emoji, each with all that could belong to them."""
    return _runs(text).findall(text)


def _runs(text: str) -> re.Pattern[str]:
    return _pattern(_KEYCAP in text)


class _Split(dict[str, tuple[tuple[int, int], ...]]):
    """From a run to the places of the emoji in it, found once a run; most are one emoji."""

    def __missing__(self, run: str) -> tuple[tuple[int, int], ...]:
        found = tuple(_split(run))
        if len(run) <= LONGEST_KEPT and len(self) < MOST_KEPT:
            self[run] = found
        return found


_SPLIT = _Split()

LONGEST_KEPT, MOST_KEPT = 40, 10_000
"""How long a run is kept at most, and how many are."""


def _split(run: str) -> Iterator[tuple[int, int]]:
    """The emoji of a run: the longest that is known at each place; what is no emoji is passed over."""
    known = _known()
    start = 0
    while start < len(run):
        end = min(len(run), start + known.longest)
        while end > start and run[start:end] not in known.whole:
            end -= 1
        # A single character that has a plain form may be asked to show it.
        if end > start + 1 or (end > start and not (run[start] in known.plain and run.startswith(_PLAIN, end))):
            yield start, end
        start = max(end, start + 1)


class _Known(NamedTuple):
    whole: frozenset[str]
    """Every sequence that is one emoji."""
    longest: int
    """How many characters the longest of them has."""
    plain: frozenset[str]
    """Those of one character that have a plain form too."""
    first: str
    """The characters of the basic plane that may begin one."""


@cache
def _known() -> _Known:
    whole = set(lines("emoji.txt"))
    pairs = [text for text in whole if len(text) == 2]
    plain = {text[0] for text in pairs if text[1] == _PICTURE and text[0] not in whole}
    toned = {text[0] for text in pairs if text[1] in _TONES}
    whole |= plain.difference(_SIGNS)
    whole.update([sign + _PICTURE for sign in _BOTH])
    whole.update([hand + _PICTURE + tone for hand in plain & toned for tone in _TONES])
    whole.update([sign + _KEYCAP for sign in _KEYS])
    whole.add(_EYE_IN_BUBBLE)
    first = {text for text in whole if len(text) == 1 and text <= "\uffff"}.union(_SIGNS)
    return _Known(frozenset(whole), max(map(len, whole)), frozenset(plain.union(_BOTH)), "".join(sorted(first)))


@cache
def _pattern(keycaps: bool) -> re.Pattern[str]:
    """Finds what may be emoji, as much as could belong together; a digit may begin one only where keycaps are."""
    # Beyond the basic plane a wide range is quicker to test than many narrow ones.
    one = rf"{re.escape(_known().first)}\U0001f000-\U0001fbff"
    after = rf"[{_PLAIN}{_PICTURE}{_KEYCAP}{_TONES}🇦-🇿\U000e0020-\U000e007f]*+"
    start = f"#*0-9{one}" if keycaps else one
    return re.compile(rf"[{start}]{after}(?:\u200d[{one}]{after})*+")
