"""Links, hashtags and mentions on Threads, LinkedIn, Facebook and Instagram.

None of the four publishes a grammar. What is documented and what is assumed stands, network by network,
in `coach/networks.toml`; where nothing is written, the rules are X's, which these networks took over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from coach.model import Entity, Network
from coach.text import x
from coach.text.emoji import find_emoji
from coach.text.x import without_overlaps

MOST_TOPIC = 50
"""Characters of a topic on Threads: developers.facebook.com, read 2026-11-22."""

_LETTER, _DIGIT, _OTHER = 2, 1, 0
_ENDS_TOPIC = frozenset(".&@!?,;:#＃")


def entities(text: str, network: Network) -> list[Entity]:
    """The links, hashtags and mentions of a text, sorted; where two overlap the first stays."""
    found = []
    for start, end, _ in x.links(text):
        link = text[start:end]
        if network.bare_links or (link[:4].lower() == "http" and "://" in link[:8]):
            found.append(Entity("url", start, end, link))
    if "#" in text or "＃" in text:
        found += _topics(text) if network.syntax == "threads" else _hashtags(text, network)
    if "@" in text:
        found += _mentions(text)
    return without_overlaps(found)


def _hashtags(text: str, network: Network) -> Iterator[Entity]:
    """Letters, marks, digits and underscores; on Instagram digits alone will do, and emoji may be part."""
    instagram = network.syntax == "instagram"
    pictures = dict(find_emoji(text)) if instagram else {}
    for start in _signs(text):
        end = start + 1
        seen = 0
        while end < len(text):
            kind = _KINDS[text[end]]
            if kind == _OTHER and end not in pictures:
                break
            seen |= kind or _LETTER
            end = end + 1 if kind else pictures[end]
        if seen & _LETTER or (instagram and seen):
            yield Entity("hashtag", start, end, text[start:end])


def _topics(text: str) -> Iterator[Entity]:
    """Anything up to a blank or one of `. & @ ! ? , ; :` that is not a whole number."""
    for start in _signs(text):
        end = start + 1
        while end < len(text) and end - start <= MOST_TOPIC and not _ends_topic(text[end]):
            end += 1
        while unicodedata.category(text[end - 1])[0] == "P" and end > start + 1 and text[end - 1] != "_":
            end -= 1
        name = text[start + 1 : end]
        if any(_KINDS[character] != _DIGIT for character in name):
            yield Entity("hashtag", start, end, text[start:end])


def _ends_topic(character: str) -> bool:
    return character in _ENDS_TOPIC or character.isspace()


def _signs(text: str) -> Iterator[int]:
    """Where a hashtag may begin: not in the middle of a word."""
    for match in _hash().finditer(text):
        start = match.start()
        if not start or (text[start - 1] not in "&#＃/" and not _KINDS[text[start - 1]]):
            yield start


def _mentions(text: str) -> Iterator[Entity]:
    for match in _mention().finditer(text):
        start = match.start()
        if not start or (text[start - 1] not in "@/" and not _KINDS[text[start - 1]]):
            yield Entity("mention", start, match.end(), match.group())


class _Kinds(dict[str, int]):
    """From a character to its part in a word, found once a character."""

    def __missing__(self, character: str) -> int:
        category = unicodedata.category(character)
        kind = _LETTER if category[0] in "LM" else _DIGIT if category == "Nd" or character == "_" else _OTHER
        self[character] = kind
        return kind


_KINDS = _Kinds()


@cache
def _hash() -> re.Pattern[str]:
    return re.compile("[#＃]")


@cache
def _mention() -> re.Pattern[str]:
    return re.compile(r"@[A-Za-z0-9_]++(?:[.-]++[A-Za-z0-9_]++)*+")
