"""The words that a hashtag runs together: how the team spells them, and whether they can be read aloud."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from coach.model import Edit, Finding, Span
from coach.text.view import View

LONGEST = 100
"""No hashtag that people type is longer; it bounds what the slower steps look at."""


def hashtag_casing(
    view: View,
    *,
    compounds: str = "",
    words: tuple[str, ...] = (),
    links: str = "",
    shortest: int = 10,
    surely: int = 22,
) -> Iterator[Finding]:
    """Report each hashtag that runs several words together without capitals: `#economiesociale`.

    A tag counts as several words when the team or `compounds` spell it with capitals, when it falls
    apart into `words` without a rest, or when it has `surely` letters or more. A tag that none of these
    know is left alone, since a single long word must never be flagged.

    Args:
        compounds: well-known tags with their capitals, without `#`, with spaces between them.
        words: words that tags are often made of, without capitals or accents, one list a language.
        links: little words that may stand between two of `words`.
        shortest: the least number of letters that is split into `words`.
        surely: the number of letters from which no single word is expected.

    Fills `{tag}`. The edit writes the team's spelling, or the author's letters with capitals; where the
    words are not known there is none.
    """
    for tag in view.entities:
        if tag.kind != "hashtag" or not tag.text[2:].islower():
            continue
        body = tag.text[1:]
        if len(body) < _SHORTEST and not (view.ours and fold(body) in spellings(view.ours)):
            continue
        if len(body) > LONGEST or not body.isalnum():  # underscores and hyphens part words too
            continue
        better = _spelling(body, view.ours, compounds, words, links, shortest)
        if better == body or (not better and sum(map(str.isalpha, body)) < surely):
            continue
        edits = (Edit(Span(tag.start + 1, tag.end), better),) if better else ()
        yield Finding(tag.span, {"tag": tag.text}, edits, safe=False)


# Shorter tags are not worth a look unless they are the team's own.
_SHORTEST = 8


@lru_cache(maxsize=1024)
def _spelling(
    body: str, ours: tuple[str, ...], compounds: str, words: tuple[str, ...], links: str, shortest: int
) -> str:
    """`body` with a capital at each word: as the team writes it, as everyone does, or by its words.

    `body` itself where the team writes it in one case; empty where the words are not known.
    """
    folded = fold(body)
    if folded in (own := spellings(ours)):
        return own[folded] if _has_humps(own[folded]) else body
    if folded in (common := spellings(tuple(compounds.split()))):
        return common[folded]
    composed = unicodedata.normalize("NFC", body)
    letters = composed.rstrip("0123456789")
    plain = fold(letters)
    if len(letters) < shortest or len(plain) != len(letters):
        return ""
    for language in words:
        if starts := _split(plain, _words(language), _words(links)):
            return "".join(letter.upper() if index in starts else letter for index, letter in enumerate(composed))
    return ""


def _has_humps(spelling: str) -> bool:
    """Whether a spelling shows where its words begin."""
    return not spelling.isupper() and any(map(str.isupper, spelling[1:]))


def _split(text: str, words: frozenset[str], links: frozenset[str]) -> frozenset[int]:
    """Where each piece begins, when `text` is two or more `words`, with any number of `links` between them.

    Empty otherwise. Longer pieces win, so that a long word of the list is not split into shorter ones.
    """
    longest = max(map(len, words), default=0)
    # came_from[end of a piece, is it a word] = [its start, was the piece before it a word]
    came_from: dict[tuple[int, bool], tuple[int, bool]] = {}
    for start in range(len(text)):
        for after_word in (True, False):
            if start and (start, after_word) not in came_from:
                continue
            for end in range(min(len(text), start + longest), start, -1):
                piece = text[start:end]
                if piece in words:
                    came_from.setdefault((end, True), (start, after_word))
                if start and piece in links:
                    came_from.setdefault((end, False), (start, after_word))
    place = (len(text), True)
    if place not in came_from:
        return frozenset()
    starts = set()
    while place[0]:
        place = came_from[place]
        starts.add(place[0])
    return frozenset(starts) if len(starts) > 1 else frozenset()


@lru_cache(maxsize=64)
def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


@lru_cache(maxsize=64)
def spellings(tags: tuple[str, ...]) -> dict[str, str]:
    """Each tag as it is written, without sign, by its folded letters."""
    return {fold(tag): tag.lstrip("#＃") for tag in tags}


@lru_cache(maxsize=64)
def beginnings(tags: tuple[str, ...]) -> frozenset[str]:
    """What the folded tags begin with, the whole tags left out: a shorter tag may be one of these cut short."""
    return frozenset(tag[:end] for tag in spellings(tags) for end in range(1, len(tag)))


def fold(text: str) -> str:
    """The letters and digits alone, without accents or capitals; of the first hundred characters."""
    return _folded(text[:LONGEST])


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text))).casefold()
