"""Links, mentions, hashtags and cashtags as Bluesky's own app finds them, and how it shortens links.

Restated from bluesky-social/atproto (packages/api/src/rich-text at d6296a1) and bluesky-social/social-app
(src/lib/strings at 018aad9), both read 2026-11-22; written afresh.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from coach.model import Entity
from coach.text.tlds import ascii_tlds
from coach.text.weburl import parse_web_url
from coach.text.x import without_overlaps

MOST_TAG = 64
"""A longer hashtag is none, in UTF-16 units."""
MOST_SHOWN = 15
"""Of a longer path the app shows 13 characters and three dots, in UTF-16 units."""

# The blanks of JavaScript's \\s, and characters without width that end a hashtag.
_BLANKS = "\\t-\\r \\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff"
_HOLLOW = "\xad\u2060\u200a\u200b\u200c\u200d\u20e2"


def entities(text: str) -> list[Entity]:
    """The links, mentions, hashtags and cashtags of a text, sorted; where two overlap the first stays."""
    found: list[Entity] = []
    if "@" in text:
        found += mentions(text)
    if "." in text or "http" in text:
        found += links(text)
    if "#" in text or "＃" in text:
        found += hashtags(text)
    if "$" in text:
        found += cashtags(text)
    return without_overlaps(found)


def mentions(text: str) -> Iterator[Entity]:
    """The mentions of a text: `@name.example`."""
    for match in _mention().finditer(text):
        handle = match["handle"]
        if _is_domain(handle) or handle.endswith(".test"):
            yield Entity("mention", match.start("handle") - 1, match.end("handle"), "@" + handle)


def links(text: str) -> Iterator[Entity]:
    """The links of a text, with protocol or without."""
    for match in _link().finditer(text):
        link = match["link"]
        if not link.startswith("http") and not (match["host"] and _is_domain(match["host"])):
            continue
        if link[-1] in ".,;:!?":
            link = link[:-1]
        if link[-1:] == ")" and "(" not in link:
            link = link[:-1]
        start = match.start("link")
        yield Entity("url", start, start + len(link), link)


def hashtags(text: str) -> Iterator[Entity]:
    """The hashtags of a text: after a blank, to the next blank, without the punctuation at the end."""
    for match in _tag().finditer(text):
        tag = match["tag"]
        if tag.startswith("\ufe0f") or all(_is_digit_or_punctuation(character) for character in tag):
            continue
        end = len(tag)
        while _is_punctuation(tag[end - 1]):
            end -= 1
        tag = tag[:end]
        if len(tag) <= MOST_TAG and len(tag.encode("utf-16-le", "surrogatepass")) <= 2 * MOST_TAG:
            start = match.start("tag") - 1
            yield Entity("hashtag", start, match.start("tag") + len(tag), text[start] + tag)


def cashtags(text: str) -> Iterator[Entity]:
    """The cashtags of a text: `$` and up to five letters and digits."""
    for match in _cashtag().finditer(text):
        yield Entity("cashtag", match.start("tag"), match.end("tag"), match["tag"])


def shown_link(link: str) -> str:
    """How the app shows a link in the post, which is what counts: the host and the start of the rest.

    A link without a protocol stays as it is.
    """
    found = parse_web_url(link)
    if found is None:
        return link
    rest = ("" if found.path == "/" else found.path) + found.query + found.fragment
    return found.host + (rest if len(rest) <= MOST_SHOWN else rest[: MOST_SHOWN - 2] + "...")


def shown_text(text: str, found: list[Entity]) -> str:
    """The text as the app counts and posts it, its links shortened.

    A byte order mark right after a link is lost on the way, as the app joins pieces that it decoded.
    """
    parts = []
    end = 0
    for link in found:
        parts += [text[end : link.start], shown_link(link.text)]
        end = link.end + (text[link.end : link.end + 1] == "\ufeff")
    return "".join([*parts, text[end:]])


def clean_newlines(text: str) -> str:
    """The text as the app posts it: three line breaks or more become two, blank lines in between included."""
    return _blanks().sub(_two_newlines, text)


def _two_newlines(match: re.Match[str]) -> str:
    run = match.group()
    if run.count("\n") + run.count("\r") < 3:
        return run
    start = min(place for place in (run.find("\n"), run.find("\r")) if place >= 0)
    return run[:start] + "\n\n" + run[max(run.rfind("\n"), run.rfind("\r")) + 1 :]


def is_handle(text: str) -> bool:
    """Whether the whole text is the handle of an account (atproto.com/specs/handle), without its sign."""
    return len(text) <= 253 and _handle().fullmatch(text) is not None


def _is_domain(host: str) -> bool:
    tld = host.rpartition(".")[2]
    return "." in host and tld != "onion" and tld in ascii_tlds()


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] == "P"


def _is_digit_or_punctuation(character: str) -> bool:
    return "0" <= character <= "9" or _is_punctuation(character)


@cache
def _mention() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<=[{_BLANKS}(])|\A)@(?P<handle>[A-Za-z0-9.-]+)"
        r"(?:(?<=[A-Za-z0-9])(?![A-Za-z0-9_])|(?<![A-Za-z0-9])(?=[A-Za-z0-9_]))"
    )


@cache
def _link() -> re.Pattern[str]:
    protocol = r"[Hh][Tt][Tt][Pp][Ss]?://"
    host = r"[A-Za-z][A-Za-z0-9]*+(?:\.[A-Za-z0-9]++)++"
    return re.compile(rf"(?:(?<=[{_BLANKS}(])|\A)(?P<link>{protocol}[^{_BLANKS}]++|(?P<host>{host})[^{_BLANKS}]*+)")


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<=[{_BLANKS}])|\A)[#＃](?P<tag>[^{_BLANKS}{_HOLLOW}]++)")


@cache
def _cashtag() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<=[{_BLANKS}(])|\A)(?P<tag>\$[A-Za-z][A-Za-z0-9]{{0,4}})(?=[{_BLANKS}.,;:!?)\"'\u2019]|\Z)"
    )


@cache
def _blanks() -> re.Pattern[str]:
    return re.compile(rf"[\xad\u2060\u200b-\u200d{_BLANKS}]{{3,}}")


@cache
def _handle() -> re.Pattern[str]:
    label = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    return re.compile(rf"(?:{label}\.)+[A-Za-z](?:[A-Za-z0-9-]{{0,61}}[A-Za-z0-9])?")
