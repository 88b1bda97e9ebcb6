"""Turns of phrase that a rule lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from coach.model import Finding, Span
from coach.text.view import View


class _Phrase(NamedTuple):
    pattern: str
    """A regular expression over the text in small letters."""
    words: tuple[str, ...]
    """Its plain words: a text that lacks one of them cannot hold the phrase."""
    clues: tuple[str, ...]
    """What to look for first: its longer words; its beginning where all are short."""
    opens: bool
    """Whether it counts at the beginning of a sentence only."""


class _Index(NamedTuple):
    clues: tuple[tuple[str, tuple[_Phrase, ...]], ...]
    """Pieces of text, and the phrases that cannot occur without them."""
    unless: tuple[str, ...]


def phrases(
    view: View, *, anywhere: tuple[str, ...] = (), openings: tuple[str, ...] = (), unless: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """Report each of some turns of phrase.

    Capitals make no difference, nor do the forms of an apostrophe or of a blank. In a phrase `*` stands
    for any one word, and at the end of a word for any ending: `tag * friend*`.

    Args:
        anywhere: phrases reported wherever they stand.
        openings: phrases reported at the beginning of a sentence only.
        unless: longer phrases that make one of those harmless: `RT si possible`.

    Fills `{found}`, the words found.
    """
    index = _index(anywhere, openings, unless)
    text = view.text
    low = text.lower()
    if len(low) != len(text):
        # Few letters grow when they are made small (İ); they stay, so that places are the same.
        low = "".join(small if len(small := character.lower()) == 1 else character for character in text)
    candidates = [phrase for clue, ones in index.clues if clue in low for phrase in ones]
    if not candidates:
        return
    if view.prose != text:
        low = "".join("\ufffc" if blank == "\ufffc" else small for blank, small in zip(view.prose, low, strict=True))
    low = low.replace("’", "'")
    end = 0
    for span in sorted(_matches(candidates, index.unless, low), key=lambda span: (span.start, -span.end)):
        if span.start >= end:
            end = span.end
            yield Finding(view.borders(span), {"found": text[span.start : span.end]})


def _matches(candidates: list[_Phrase], unless: tuple[str, ...], low: str) -> Iterator[Span]:
    for phrase in candidates:
        if not all(word in low for word in phrase.words):
            continue
        for match in re.finditer(phrase.pattern, low):
            if phrase.opens and not _opens(low, match.start()):
                continue
            if not any(re.compile(pattern).match(low, match.start()) for pattern in unless):
                yield Span(*match.span())


def _opens(low: str, start: int) -> bool:
    """Whether a sentence, a line or a clause after a dash or an emoji begins there."""
    while start and low[start - 1] in " \t\u00a0\u202f":
        start -= 1
    before = low[start - 1 : start]
    return not before.isalnum() and before not in tuple(",;'\"”»)\ufffc%€$")


@lru_cache(maxsize=32)
def _index(anywhere: tuple[str, ...], openings: tuple[str, ...], unless: tuple[str, ...]) -> _Index:
    listed = [*(_phrase(one, False) for one in anywhere), *(_phrase(one, True) for one in openings)]
    clues: list[tuple[str, tuple[_Phrase, ...]]] = []
    left = [phrase for phrase in listed if phrase.words]
    while left:
        # The clue that most phrases share goes first, so that few have to be looked for.
        all_clues = [clue for phrase in left for clue in phrase.clues]
        best = max(sorted(set(all_clues)), key=lambda clue: (all_clues.count(clue), len(clue)))
        clues.append((best, tuple(phrase for phrase in left if best in phrase.clues)))
        left = [phrase for phrase in left if best not in phrase.clues]
    return _Index(tuple(clues), tuple(_phrase(one, False).pattern for one in unless))


def _phrase(listed: str, opens: bool) -> _Phrase:
    words = listed.lower().replace("’", "'").split()
    pattern = r"[\s\u00a0]{1,3}".join(map(_word_pattern, words))
    pieces = tuple(piece for word in words for piece in word.strip("*").split("'") if piece)
    beginning = re.split("[*']", " ".join(words))[0].strip()
    clues = tuple(piece for piece in pieces if len(piece) >= 4) or (beginning or max(pieces, key=len, default=""),)
    return _Phrase(rf"(?<!\w){pattern}(?!\w)", pieces, clues, opens)


def _word_pattern(word: str) -> str:
    if word == "*":
        return r"\w[\w'-]{0,40}"
    return re.escape(word.removesuffix("*")) + (r"\w{0,20}" if word.endswith("*") else "")
