"""Turns of phrase that a rule lists."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from coach.model import Finding, Span
from coach.text.view import View


class _Phrase(NamedTuple):
    listed: str
    """With plain apostrophes."""
    opens: bool
    """Whether it counts at the beginning of a sentence only."""


_Seconds = dict[str, list[_Phrase]]
"""By a part of another of its words, the phrases that cannot occur without it."""

_Clues = tuple[tuple[str, tuple[tuple[str, list[_Phrase]], ...]], ...]
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
    candidates = [phrase for phrase in candidates if all(map(low.__contains__, _pieces(phrase.listed)))]
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
    # Every run needs it, most of them for one post: each phrase is looked at once.
    clues: dict[str, _Seconds] = {}
    capital_clues: dict[str, _Seconds] = {}
    for one, opens in [(one, False) for one in anywhere] + [(one, True) for one in openings]:
        plain = _plain(one).strip()
        if not plain:
            continue
        small = plain.lower()
        parts = _parts(small)
        joined = " ".join(parts)
        longest = max(parts, key=len, default="")
        loud = small != plain and [part for word in plain.split() if _must_shout(word) for part in _parts(word)]
        if loud:
            kind, clue = capital_clues, max(loud, key=len)
        else:
            # One of the known clues where it will do, so that they stay few.
            kind, clue = clues, next((known for known in clues if known and known in joined), longest)
        low = clue.lower()
        second = (
            longest if low not in longest else max([part for part in parts if low not in part], key=len, default="")
        )
        kind.setdefault(clue, {}).setdefault(second, []).append(_Phrase(plain, opens))
    for clue in list(clues):
        shorter = next((other for other in clues if other and other != clue and other in clue), None)
        if shorter is not None:
            for second, some in clues.pop(clue).items():
                clues[shorter].setdefault(second, []).extend(some)
    return _Index(_listed(clues), _listed(capital_clues))


def _listed(clues: Mapping[str, _Seconds]) -> _Clues:
    return tuple((clue, tuple(seconds.items())) for clue, seconds in clues.items())


def _parts(listed: str) -> list[str]:
    """The parts of its words in ASCII."""
    return _ascii().findall(listed)


@cache
def _ascii() -> re.Pattern[str]:
    return re.compile("[A-Za-z0-9]+")


def _plain(text: str) -> str:
    return text.replace("’", "'")


def _must_shout(word: str) -> bool:
    return len(word) > 1 and word.isascii() and word.isupper()


@cache
def _pieces(listed: str) -> tuple[str, ...]:
    """Its words between the stars, in small letters: what a text must hold, its blanks taken for one space each."""
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
