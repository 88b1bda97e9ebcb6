"""Links, dates and names that somebody meant to fill in later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from coach.checks.address import host
from coach.model import Finding, Span
from coach.text.features import LOOSE_PROTOCOL
from coach.text.view import View

STAND_INS = frozenset({"lien", "link", "url", "site", "xxx"})
"""What people write after `https://` when they have no address yet."""

_TAGS = frozenset({"<link>", "<url>", "<a>"})
"""Signs of HTML and of command lines, which a post may well talk about."""


def placeholder(view: View, *, words: tuple[str, ...], after: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Report what stands where a link, a date or a name should be.

    Args:
        words: what people put between square, curly or angle brackets for something to come, in any case.
        after: words that announce a link, so that a bare `https://` behind one is certainly unfinished.

    Also reported: `TODO:`, and `LINK` in capitals behind a colon; `XX` for the figures of a date, an hour or a price;
    `%NAME%` as mailing programs have it; `https://` or `https://…` with nothing behind it, and a link with `xxx` for a
    part. What stands behind a quotation mark or a backtick is left alone: it speaks about addresses. Fills `{found}`.
    """
    text = view.text
    spans: list[Span] = []
    if view.features & LOOSE_PROTOCOL:
        spans += _bare_protocols(text, view.prose, after)
    if view.network.syntax == "bluesky":  # which sees a link in `https://…`
        for link in view.urls:
            if "." not in host(link.text).strip("."):
                spans += _bare_protocols(text, text, after, link.start, link.end + 1)
    if "xx" in text or "XX" in text:
        spans += [link.span for link in view.urls if _crosses().search(link.text[:300])]
        spans += [Span(*match.span()) for match in _figures().finditer(view.prose)]
    if "[" in text or "<" in text or "{" in text:
        spans += _brackets(text, words)
    if "TODO" in text or ": L" in text or ": URL" in text:
        spans += [Span(*match.span()) for match in _todo().finditer(view.prose)]
    if text.count("%") > 1:
        spans += [Span(*match.span()) for match in _field().finditer(view.prose)]
    if not spans:
        return
    end = -1
    for span in sorted(spans):
        if span.start >= end:
            yield Finding(span, {"found": text[span.start : span.end][:60]})
            end = span.end


def _bare_protocols(
    text: str, where: str, after: tuple[str, ...], start: int = 0, end: int | None = None
) -> Iterator[Span]:
    """The protocols in a part of `where` (the text, or its prose) that no address follows."""
    for match in _protocol().finditer(where, start, len(where) if end is None else end):
        rest = match["rest"]
        if rest.rstrip("/.,;!)").casefold() in STAND_INS:
            yield Span(match.start(), match.start("rest") + len(rest.rstrip("/.,;!)")))
        elif rest:
            filler = _filler().match(rest)
            if filler and not _ipv6().match(rest) and _announced(text, match.start(), after, "\"'`«“”‘’"):
                yield Span(match.start(), match.start("rest") + filler.end())
        elif _at_line_end(text, match.end()) and _announced(text, match.start(), after, "\"'`«“”‘’("):
            yield Span(*match.span())


def _announced(text: str, start: int, after: tuple[str, ...], unless: str) -> bool:
    """Whether what stands before `start` on its line leads to a link: nothing, a sign, or a word of `after`."""
    before = text[max(0, start - 40) : start].rpartition("\n")[2].rstrip(" \t\u00a0\u202f")
    if before and before[-1].isalnum():
        return re.split(r"\W", before)[-1].casefold() in after
    return not before or before[-1] not in unless


def _at_line_end(text: str, place: int) -> bool:
    return not text[place : place + 200].partition("\n")[0].strip()


def _brackets(text: str, words: tuple[str, ...]) -> Iterator[Span]:
    known = _known(words)
    for match in _bracket().finditer(text):
        inner = " ".join(match["inner"].replace("_", " ").split()).strip(" .…:!→").casefold()
        if inner not in known or match[0].casefold() in _TAGS:
            continue
        behind = text[match.end() : match.end() + 1]
        before = text[match.start() - 1 : match.start()]
        # `[lien](https://…)`, `[ici][lien]` and `[lien]: https://…` are links as Markdown writes them.
        if match[0][0] == "[" and (behind in ("(", "[") or before == "]" or (behind == ":" and before in ("", "\n"))):
            continue
        if before != "`":
            yield Span(*match.span())


@lru_cache(maxsize=64)
def _known(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(str.casefold, words))


@cache
def _bracket() -> re.Pattern[str]:
    # The inner class excludes the brackets, and a place is tried once only, so this is linear.
    return re.compile(r"(?:\[|<|\{\{?)(?P<inner>[^\[\]<>{}\n]{1,60})(?:\]|>|\}\}?)")


@cache
def _ipv6() -> re.Pattern[str]:
    return re.compile(r"\[[0-9a-fA-F:.]+\]")


@cache
def _filler() -> re.Pattern[str]:
    """What people put behind `https://` for an address to come: dots, dashes, or something between brackets."""
    return re.compile(r"[.…_*-]+|\[[^\[\]]*\]?|<[^<>]*>?|\{[^{}]*\}{0,2}")


@cache
def _protocol() -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])https?://(?P<rest>[^\s\ufffc]{0,60})", re.IGNORECASE)


@cache
def _crosses() -> re.Pattern[str]:
    return re.compile(r"(?:(?<=[/=])|(?<=www\.))x{3,}+(?=[/.?&#]|$)", re.IGNORECASE)


@cache
def _todo() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)TODO(?= ?[:\u00a0\u202f])|(?<=: )(?:LINK|LIEN|URL)(?=[ .!]*(?:\n|$))")


_MONTHS = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    "|January|February|March|April|May|June|July|August|September|October|November|December"
)


@cache
def _figures() -> re.Pattern[str]:
    # XX alone may be a century, a chromosome or a size.
    return re.compile(
        r"(?<![\w/])(?:XX ?/ ?XX(?: ?/ ?(?:XX(?:XX)?|\d{2,4}))?|XX[ \u00a0\u202f]?[hH:][ \u00a0\u202f]?(?:XX|\d\d)"
        r"|XX[ \u00a0\u202f]?h(?:eures?)?|XX(?: XX)+|XX+[ \u00a0\u202f]?€|[£$]XX+"
        rf"|XX (?:{_MONTHS}))(?!\w)",
        re.IGNORECASE,
    )


@cache
def _field() -> re.Pattern[str]:
    return re.compile(r"(?<![\w%])%[A-Z]{4}[A-Z_]{0,30}%(?![\w%])")
