"""Mentions, lists, hashtags and cashtags as X finds them.

The grammar is that of twitter/twitter-text (js/src/regexp and js/src/extract*.js at 30e2430, read
2026-11-22), written afresh. Letters and marks are those of the running Python's Unicode; the reference
has Unicode 7, so letters added since make hashtags here, as they do in X's own Java library.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from operator import itemgetter

from coach.model import Entity, new
from coach.text.link_grammar import LATIN, PUNCTUATION, SPACES, x_grammar
from coach.text.links import Link, find_links, first_dot

_HASHES = "#＃"
_ATS = "@＠"

_ASCII_WORD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"
_NO_MENTION_AFTER = frozenset(_ASCII_WORD + "!#$%&*" + _ATS)
_NO_RETWEET_AFTER = frozenset(_ASCII_WORD + "+~.-")

_LETTER, _DIGIT, _NEITHER = 2, 1, 0

_start = itemgetter(1)

# Signs that may stand inside a hashtag though they are no letters: joiners, and points and dashes of
# Hebrew, Japanese, Tibetan and Catalan.
_INNER = frozenset("_\u200c\u200d\ua67e\u05be\u05f3\u05f4\uff5e\u301c\u309b\u309c\u30a0\u30fb\u3003\u0f0b\u0f0c\xb7")


def entities(text: str) -> list[Entity]:
    """The links, mentions, hashtags and cashtags of a text, sorted; where two overlap the first stays."""
    return merged(text, links(text))


def links(text: str) -> list[Link]:
    """The links of a text, with protocol or without."""
    dot = first_dot(text)
    return find_links(text, x_grammar(), dot) if dot else []


def merged(text: str, found: list[Link]) -> list[Entity]:
    """The same as `entities`, for a text whose links are known."""
    all_found = [new(Entity, ("url", start, end, text[start:end], None)) for start, end, _ in found]
    kinds = 1 if all_found else 0
    if "@" in text or "＠" in text:
        all_found += mentions(text)
        kinds += 1
    if "#" in text or "＃" in text:
        all_found += hashtags(text)
        kinds += 1
    if "$" in text:
        all_found += cashtags(text)
        kinds += 1
    return without_overlaps(all_found) if kinds > 1 else all_found


def without_overlaps(found: list[Entity]) -> list[Entity]:
    """The entities sorted by place, without those that begin inside an earlier one."""
    found.sort(key=_start)
    kept: list[Entity] = []
    end = 0
    for entity in found:
        if entity[1] >= end:
            kept.append(entity)
            end = entity[2]
    return kept


def mentions(text: str) -> list[Entity]:
    """The mentions of a text; `list` names the list of `@name/list`, which is written `list`."""
    found = []
    if text.isascii() and not ("-@" in text or "T@" in text or "t@" in text):
        for match in _ascii_mention().finditer(text):
            slug = match[1]
            start, end = match.span()
            found.append(new(Entity, ("mention", start, end, match[0], slug[1:] if slug else None)))
        return found
    done = 0
    for match in _mention().finditer(text):
        start, end = match.span()
        before = text[start - 1] if start else " "
        if (before in _NO_MENTION_AFTER or start == done > 0) and not _follows_retweet(text, start, done):
            continue
        done = end
        after = text[end : end + 1]
        if after in ("@", "＠") or (after == ":" and text.startswith("://", end)):
            continue
        if not after.isascii() and _latin_letter().match(after):
            continue
        slug = match[2]
        found.append(new(Entity, ("mention", start, end, match[0], slug[1:] if slug else None)))
    return found


def _follows_retweet(text: str, start: int, done: int) -> bool:
    """Whether `RT` stands before a mention, which may then follow it without a blank."""
    if start < 2 or text[start - 2 : start] not in ("RT", "rt", "Rt", "rT"):
        return False
    return start == 2 or (start - 3 >= done and text[start - 3] not in _NO_RETWEET_AFTER)


def hashtags(text: str) -> list[Entity]:
    """The hashtags of a text."""
    if text.isascii():
        return [new(Entity, ("hashtag", *match.span(), match[0], None)) for match in _ascii_hashtag().finditer(text)]
    found = []
    done = 0
    kinds = _KINDS
    length = len(text)
    for match in _hash().finditer(text):
        start, end = match.span()
        if start:
            before = text[start - 1]
            if start <= done or before == "&" or (kinds[before] and before not in "\ufe0e\ufe0f"):
                continue
        word = match[1]
        if word.isascii():
            has_letter = end > start + 1 and not word.replace("_", "0").isdigit()
        else:
            has_letter = word.isalpha()
            if not has_letter:
                end = start + 1  # a figure of some kind that makes no hashtag may be in it
        while end < length and (kind := kinds[text[end]]):
            has_letter = has_letter or kind == _LETTER
            end += 1
        if not has_letter:
            continue
        done = end
        if end == length or (text[end] not in _HASHES and not text.startswith("://", end)):
            found.append(new(Entity, ("hashtag", start, end, text[start:end], None)))
    return found


def cashtags(text: str) -> list[Entity]:
    """The cashtags of a text."""
    found = []
    for match in _cashtag().finditer(text):
        start, end = match.span()
        if not start or _space().match(text, start - 1):
            found.append(new(Entity, ("cashtag", start, end, match[0], None)))
    return found


def reply(text: str) -> str | None:
    """The name, without sign, of the account that a post beginning with a mention answers; else None."""
    match = _reply().match(text)
    return match[1] if match else None


class _Kinds(dict[str, int]):
    """From a character to its part in a hashtag, found once a character."""

    def __missing__(self, character: str) -> int:
        category = unicodedata.category(character)
        kind = _NEITHER
        if category[0] in "LM":
            kind = _LETTER
        elif category == "Nd" or character in _INNER:
            kind = _DIGIT
        self[character] = kind
        return kind


_KINDS = _Kinds()


@cache
def _hash() -> re.Pattern[str]:
    return re.compile(rf"[{_HASHES}](?![\ufe0f\u20e3])(\w*+)")


@cache
def _ascii_hashtag() -> re.Pattern[str]:
    """The same as `hashtags` in a text of ASCII; the sign comes first since the search is for it."""
    return re.compile(r"#(?<![A-Za-z0-9_&]#)(?=[0-9_]*+[A-Za-z])[A-Za-z0-9_]++(?!#|://)")


@cache
def _ascii_mention() -> re.Pattern[str]:
    """The same as `mentions` in a text of ASCII where none follows a hyphen or an RT."""
    return re.compile(r"@(?<![A-Za-z0-9_!#$%&*@]@)[A-Za-z0-9_]{1,20}+(/[A-Za-z][A-Za-z0-9_-]{0,24}+)?+(?!@|://)")


@cache
def _mention() -> re.Pattern[str]:
    return re.compile(rf"[{_ATS}]([A-Za-z0-9_]{{1,20}})(/[A-Za-z][A-Za-z0-9_-]{{0,24}})?")


@cache
def _latin_letter() -> re.Pattern[str]:
    return re.compile(f"[{LATIN}]")


@cache
def _cashtag() -> re.Pattern[str]:
    # The blanks of JavaScript's \s: those of `SPACES`, but for two, and the byte order mark.
    blank = SPACES.replace("\x85", "").replace("\u180e", "") + "\ufeff"
    return re.compile(rf"\$[A-Za-z]{{1,6}}(?:[._][A-Za-z]{{1,2}})?(?=\Z|[{blank}{PUNCTUATION}])")


@cache
def _space() -> re.Pattern[str]:
    return re.compile(f"[{SPACES}]")


@cache
def _reply() -> re.Pattern[str]:
    return re.compile(rf"[{SPACES}]*+[{_ATS}]([A-Za-z0-9_]{{1,20}}+)(?![{_ATS}{LATIN}]|://)")
