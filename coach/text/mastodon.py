"""Links, mentions and hashtags as a Mastodon server finds them.

Facts restated from mastodon/mastodon (app/models/concerns/tag/naming.rb, app/lib/extractor.rb,
app/validators/status_length_validator.rb, read 2026-11-22); the code is AGPL and none of it is here.
Servers before 4.5 also took a hashtag after other signs, such as an opening parenthesis; the strict
rule of today is the safe one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from coach.model import Entity
from coach.text.link_grammar import LATIN, SPACES, mastodon_grammar
from coach.text.links import Link, find_protocol_links
from coach.text.x import without_overlaps

MOST_HOST = 253
"""A mention of a longer host is none."""

# What a word may hold besides letters, marks and digits: these do not begin or end a hashtag.
_SEPARATORS = "\xb7\u30fb\u200c"

_LETTER, _WORD, _SEPARATOR, _OTHER = 3, 2, 1, 0


def entities(text: str) -> list[Entity]:
    """The links, mentions and hashtags of a text, sorted; where two overlap the first stays."""
    found = counted(text)
    if "#" in text or "＃" in text:
        found = without_overlaps([*found, *hashtags(text)])
    return found


def links(text: str) -> list[Link]:
    """The links of a text that count 23: those with `http://` or `https://`."""
    return find_protocol_links(text, mastodon_grammar()) if "://" in text else []


def mentions(text: str) -> Iterator[Entity]:
    """The mentions of a text: `@name`, someone on the same server, and `@name@host`."""
    for match in _mention().finditer(text):
        start, end = match.start(), match.end("name")
        if start and (text[start - 1] in "=/" or _KINDS[text[start - 1]] >= _WORD):
            continue
        host_end = _host_end(text, end + 1) if text[end : end + 1] == "@" else 0
        if host_end:
            if host_end - end - 1 > MOST_HOST:
                continue
            end = host_end
        if not _no_mention_before().match(text, end):
            yield Entity("mention", start, end, text[start:end])


def counted(text: str) -> list[Entity]:
    """The links and mentions of a text: what a server counts otherwise than as it stands."""
    found = [Entity("url", start, end, text[start:end]) for start, end, _ in links(text)]
    if "@" in text:
        found += mentions(text)
    return without_overlaps(found)


def name_length(mention: Entity) -> int:
    """How much of a mention is counted: the sign and the name, without the host."""
    at = mention.text.find("@", 1)
    return at if at > 0 else len(mention.text)


def hashtags(text: str) -> Iterator[Entity]:
    """The hashtags of a text: after a blank, letters and digits of any script with a letter among them."""
    for match in _hash().finditer(text):
        start = match.start()
        end = _tag_end(text, start + 1)
        if end and text[end : end + 3] == "://":
            protocol = _protocol().search(text, start + 2, end)
            end = protocol.start() if protocol else end
        if end:
            yield Entity("hashtag", start, end, text[start:end])


def _tag_end(text: str, start: int) -> int:
    """Where the name of a hashtag that begins at `start` ends; 0 where there is none."""
    kinds = [0]
    for index in range(start, len(text)):
        kind = _KINDS[text[index]]
        if kind == _OTHER or (kind == _SEPARATOR and len(kinds) == 1):
            break
        kinds.append(kind)
    while kinds[-1] == _SEPARATOR:
        kinds.pop()
    # A letter or a separator between the first and the last: separators may then join words.
    inner = kinds[2:-1]
    if _LETTER in inner or _SEPARATOR in inner or "_" in text[start + 1 : start + len(kinds) - 2]:
        return start + len(kinds) - 1
    # Otherwise one word, which needs a letter.
    word = kinds.index(_SEPARATOR) if _SEPARATOR in kinds else len(kinds)
    return start + word - 1 if _LETTER in kinds[:word] else 0


def _host_end(text: str, start: int) -> int:
    """Where the host of a mention that begins at `start` ends; 0 where there is none."""
    end = start
    last = 0
    while end < len(text) and (text[end] in ".-" or _KINDS[text[end]] >= _WORD):
        end += 1
        if text[end - 1] not in ".-":
            last = end
    return last


class _Kinds(dict[str, int]):
    """From a character to its part in a word (`[[:alpha:]]` and `[[:word:]]` of Ruby), found once a character."""

    def __missing__(self, character: str) -> int:
        category = unicodedata.category(character)
        kind = _OTHER
        if category[0] == "L" or category in ("Nl", "Mc") or _encircled().match(character):
            kind = _LETTER
        elif category[0] == "M" or category in ("Nd", "Pc"):
            kind = _WORD
        elif character in _SEPARATORS:
            kind = _SEPARATOR
        self[character] = kind
        return kind


_KINDS = _Kinds()


@cache
def _hash() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<=[{SPACES}])|\A)[#＃]")


@cache
def _mention() -> re.Pattern[str]:
    return re.compile(r"@(?P<name>[A-Za-z0-9_]++(?:[.-]++[A-Za-z0-9_]++)*+)")


@cache
def _no_mention_before() -> re.Pattern[str]:
    return re.compile(rf"[@＠{LATIN}]|://")


@cache
def _encircled() -> re.Pattern[str]:
    # Symbols that Unicode counts as alphabetic.
    return re.compile("[\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]")


@cache
def _protocol() -> re.Pattern[str]:
    return re.compile(r"https?\Z")
