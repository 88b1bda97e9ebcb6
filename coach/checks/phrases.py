"""Turns of phrase that a rule lists."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from coach.model import Finding, Span
from coach.text.view import View


class _Phrase(NamedTuple):
    listed: str
    """With plain apostrophes."""
    opens: bool
    """Whether it counts at the beginning of a sentence only."""
    pieces: tuple[str, ...]
    """Its words between the stars, in small letters: what a text must hold, its blanks taken for one space each."""


_Clues = tuple[tuple[str, tuple[tuple[str, tuple[_Phrase, ...]], ...]], ...]
"""Parts of words, with each the parts of others, and the phrases that cannot occur without both."""


class _Index(NamedTuple):
    clues: _Clues
    """In small letters of ASCII."""
    capital_clues: _Clues
    """For phrases with a word that must be in capitals: that one first."""


def phrases(
    view: View, *, anywhere: tuple[str, ...] = (), openings: tuple[str, ...] = (), unless: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """Report each of some turns of phrase.

    In a phrase, a word in capitals (`RT`) must be in capitals in the post; for the others it makes no
    difference, nor does the form of an apostrophe or a blank. `*` stands for any one word, and at the
    end of a word for any ending: `tag * friend*`.

    Args:
        anywhere: phrases reported wherever they stand.
        openings: phrases reported at the beginning of a sentence only.
        unless: longer phrases that make one of those harmless: `RT si possible`.

    Fills `{found}`, the words found.
    """
    index = _index(anywhere, openings)
    small = view.small
    hinted = [seconds for clue, seconds in index.clues if clue in small]
    if index.capital_clues:
        flat = view.coded.decode("latin-1")
        hinted += [seconds for clue, seconds in index.capital_clues if clue in flat]
    candidates = [phrase for seconds in hinted for second, some in seconds if second in small for phrase in some]
    if not candidates:
        return
    text = view.text
    low = " ".join(_plain(text.lower()).split())
    candidates = [phrase for phrase in candidates if all(map(low.__contains__, phrase.pieces))]
    if not candidates:
        return
    prose = _plain(view.prose)
    spans = {span for phrase in candidates for span in _places(phrase, unless, prose)}
    end = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start >= end:
            end = span.end
            yield Finding(span, {"found": text[span.start : span.end]})


def _places(phrase: _Phrase, unless: tuple[str, ...], prose: str) -> Iterator[Span]:
    for match in _pattern(phrase.listed).finditer(prose):
        if phrase.opens and not _opens(prose, match.start()):
            continue
        if not any(_pattern(longer).match(prose, match.start()) for longer in unless):
            yield Span(*match.span())


def _opens(prose: str, start: int) -> bool:
    """Whether a sentence, a line or a clause after a dash or an emoji begins there."""
    while start and prose[start - 1] in " \t\u00a0\u202f":
        start -= 1
    before = prose[start - 1 : start]
    return not before.isalnum() and before not in tuple(",;'\"”»)\ufffc%€$")


@lru_cache(maxsize=64)
def _index(anywhere: tuple[str, ...], openings: tuple[str, ...]) -> _Index:
    clues: dict[str, list[_Phrase]] = {}
    capital_clues: dict[str, list[_Phrase]] = {}
    listed = [(one, False) for one in anywhere] + [(one, True) for one in openings]
    for one, opens in listed:
        if plain := _plain(one).strip():
            phrase = _Phrase(plain, opens, _pieces(plain))
            loud = [part for word in plain.split() if _must_shout(word) for part in _parts(word)]
            kind, clue = (capital_clues, max(loud, key=len)) if loud else (clues, _clue(plain, clues))
            kind.setdefault(clue, []).append(phrase)
    for clue in list(clues):
        shorter = next((other for other in clues if other and other != clue and other in clue), None)
        if shorter is not None:
            clues[shorter] += clues.pop(clue)
    return _Index(_with_seconds(clues), _with_seconds(capital_clues))


def _with_seconds(clues: dict[str, list[_Phrase]]) -> _Clues:
    found = []
    for clue, some in clues.items():
        seconds: dict[str, list[_Phrase]] = {}
        for phrase in some:
            others = [part for part in _small_parts(phrase.listed) if clue.lower() not in part]
            seconds.setdefault(max(others, key=len, default=""), []).append(phrase)
        found.append((clue, tuple((second, tuple(phrases)) for second, phrases in seconds.items())))
    return tuple(found)


def _clue(listed: str, known: Iterable[str]) -> str:
    """One of the known clues where it will do, so that they stay few; else the longest part of a word in ASCII."""
    parts = _small_parts(listed)
    return next(
        (clue for clue in known if clue and any(clue in part for part in parts)), max(parts, key=len, default="")
    )


def _parts(listed: str) -> list[str]:
    """The parts of its words in ASCII."""
    return re.findall("[A-Za-z0-9]+", listed)


def _small_parts(listed: str) -> list[str]:
    return [part.lower() for part in _parts(listed)]


def _plain(text: str) -> str:
    return text.replace("’", "'")


def _must_shout(word: str) -> bool:
    return len(word) > 1 and word.isascii() and word.isupper()


def _pieces(listed: str) -> tuple[str, ...]:
    # The longest first: it is the rarest.
    low = " ".join(listed.lower().split())
    return tuple(sorted(filter(None, map(str.strip, low.split("*"))), key=len, reverse=True))


@cache
def _pattern(listed: str) -> re.Pattern[str]:
    words = map(_word, _plain(listed).split())
    return re.compile(r"(?<!\w)" + r"[\s\u00a0]{1,3}".join(words) + r"(?!\w)")


def _word(word: str) -> str:
    if word == "*":
        return r"\w[\w'-]{0,40}"
    pattern = re.escape(word.removesuffix("*")) + (r"[\w·]{0,20}" if word.endswith("*") else "")
    return pattern if _must_shout(word) else f"(?i:{pattern})"
