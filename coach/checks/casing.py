"""Words in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from coach.model import Finding, Span
from coach.text.view import View

_Kind = Literal["loud", "short", "number", "plain"]


class _Word(NamedTuple):
    text: str
    span: Span
    kind: _Kind
    """loud: a whole word in capitals. short: capitals that may be an acronym. number: holds a digit."""
    apart: bool
    """Whether a comma, a bracket, a link … stands between it and the word before."""


def capitals(
    view: View, *, in_a_row: int = 3, in_post: int = 5, letters: int = 4, acronyms: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """Report each run of words in capitals, or else the post where too many are strewn.

    Not taken for shouting: words of fewer than `letters` letters, those in `acronyms`, those without a
    vowel (`RGPD`), Roman numerals, and beside a name a family name (`Zoé MARTIN`). They may stand inside
    a run without ending it. Commas, brackets, links, hashtags and mentions end one, since acronyms come
    in lists; so does a rank (`2. GOUESNOU`). What hyphens join is one word
    (`SAINT-GERMAIN-EN-LAYE`), and a label (`LUNDI : …`) is not strewn.

    Args:
        in_a_row: how many words in capitals make a run; 0 never looks for one.
        in_post: how many in the whole post are too many; 0 never counts them.
        letters: how long a word must be to count.
        acronyms: longer words that are written in capitals.

    Fills `{count}`, how many words of the run, or of the post, are in capitals.
    """
    least = min(filter(None, (in_a_row, in_post)), default=0)
    if not least or len(_long(letters).findall(view.text)) < least:
        return
    words = tuple(_words(view.prose, letters, _known(acronyms)))
    ran = False
    for run in _runs(words):
        if in_a_row and sum(word.kind == "loud" for word in run) >= in_a_row:
            ran = True
            count = sum(word.kind != "number" for word in run)
            yield Finding(Span(run[0].span.start, run[-1].span.end), {"count": count})
    if in_post and not ran:
        strewn = tuple(_strewn(words, view.prose))
        if len(strewn) >= in_post:
            yield Finding(strewn[in_post - 1].span, {"count": len(strewn)})


@cache
def _long(letters: int) -> re.Pattern[str]:
    # A superset of what may be loud: capitals in a row in Latin, Greek and Cyrillic, with accents written apart.
    # Written out, since a set at the beginning is what re looks for fast; but not so often as to be dear itself.
    return re.compile("[A-ZÀ-ÖØ-ÞĀ-ſȘ-țΆ-ΫЀ-Я\u0300-\u036f]" * min(max(letters, 1), MOST_LETTERS))


MOST_LETTERS = 8
"""For longer words the first look is content with so many."""


@lru_cache(maxsize=16)
def _known(acronyms: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(str.upper, acronyms))


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"(?:[^\W_]|[\u0300-\u036f])++(?:['’-](?:[^\W_]|[\u0300-\u036f])++)*+")


@cache
def _apart() -> re.Pattern[str]:
    return re.compile('[,;/|+&•–—()\\[\\]{}<>"«»“”\ufffc]')


@cache
def _roman() -> re.Pattern[str]:
    return re.compile("M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


@cache
def _consonants() -> re.Pattern[str]:
    return re.compile("[BCDFGHJKLMNPQRSTVWXZÇÑ]+")


def _words(prose: str, letters: int, acronyms: frozenset[str]) -> Iterator[_Word]:
    end = 0
    for match in _word().finditer(prose):
        apart = _apart().search(prose, end, match.start()) is not None or _is_listed(prose, end, match.start())
        yield _Word(match[0], Span(*match.span()), _kind(match[0], letters, acronyms), apart)
        end = match.end()


def _is_listed(prose: str, end: int, start: int) -> bool:
    """Whether a score (`US CONCARNEAU 2 - 1 STADE BRIOCHIN`), a rank (`2. GOUESNOU`) or a bullet parts two words."""
    if prose[end:start].rstrip(" ").endswith(("\n-", "\n*")):
        return True
    if not prose[end - 1 : end].isdigit():
        return False
    gap = prose[end:start].strip()
    return gap == "." or (gap == "-" and prose[start].isdigit())


def _kind(word: str, letters: int, acronyms: frozenset[str]) -> _Kind:
    if any(map(str.isdigit, word)):
        return "number"
    if not word.isupper():
        return "plain"
    # The article of "L'ESS" is not a part of the word.
    stem = max(re.split("['’-]", word), key=len)
    if len(stem) < letters or stem in acronyms or _roman().fullmatch(stem) or _consonants().fullmatch(stem):
        return "short"
    return "loud"


def _runs(words: tuple[_Word, ...]) -> Iterator[list[_Word]]:
    run: list[_Word] = []
    for word in words:
        if word.apart or word.kind == "plain":
            yield _trimmed(run)
            run = []
        if word.kind != "plain":
            run.append(word)
    yield _trimmed(run)


def _trimmed(run: list[_Word]) -> list[_Word]:
    places = [place for place, word in enumerate(run) if word.kind != "number"]
    return run[places[0] : places[-1] + 1] if places else []


def _strewn(words: tuple[_Word, ...], prose: str) -> Iterator[_Word]:
    """The loud words that are not half of a person's name, nor in a list of words in capitals, as acronyms are."""
    named: set[Span] = set()
    for before, after in pairwise(words):
        if after.apart and before.kind in ("loud", "short") and after.kind in ("loud", "short"):
            named.update((before.span, after.span))
        if after.apart and before.kind == "number":
            named.add(after.span)
        if prose[before.span.end : after.span.start] in (" ", "-", "\u00a0"):
            if _may_be_name(before.text):
                named.add(after.span)
            if _may_be_name(after.text):
                named.add(before.span)
    loud = (word for word in words if word.kind == "loud" and word.span not in named)
    return (word for word in loud if not _is_label(prose, word.span))


def _is_label(prose: str, span: Span) -> bool:
    """Whether a word stands alone before a colon at the beginning of a line."""
    after = prose[span.end : span.end + 2].lstrip(" \u00a0\u202f")
    before = prose[max(span.start - 40, 0) : span.start].rpartition("\n")[2]
    return after.startswith(":") and not any(map(str.isalnum, before))


def _may_be_name(word: str) -> bool:
    # Le, La, My … are shorter than first names are.
    return len(word) > 2 and word.istitle()
