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

_TAGS = frozenset({"<link>", "<url>", "<a>", "<time>", "<address>"})
"""Signs of HTML and of command lines, which a post may well talk about."""

_STANDING = ("LINK", "LIEN", "URL", "TODO", "TBD", "XXX")
"""What stands behind a colon, alone to the end of its line, for something to come."""

# fmt: off
_VARIABLES = frozenset({
    "%APPDATA%", "%LOCALAPPDATA%", "%USERPROFILE%", "%USERNAME%", "%PROGRAMFILES%", "%PROGRAMDATA%", "%SYSTEMROOT%",
    "%WINDIR%", "%HOMEPATH%", "%HOMEDRIVE%", "%TEMP%", "%PATH%",
})
# fmt: on
"""What Windows calls its own folders: no fields of a mailing."""


def placeholder(
    view: View,
    *,
    words: tuple[str, ...],
    after: tuple[str, ...] = (),
    about: tuple[str, ...] = (),
    labels: tuple[str, ...] = (),
    names: tuple[str, ...] = (),
    readers: tuple[str, ...] = (),
) -> Iterator[Finding]:
    """Report what stands where a link, a date or a name should be.

    Args:
        words: what people put between square, curly or angle brackets for something to come, in any case; a `*` at
            the beginning or the end stands for anything.
        after: words that announce a link, so that a bare `https://` behind one is certainly unfinished.
        about: words behind which a bare `https://` is talked about: `begins with https://`.
        labels: those of `words` that may say what follows: `[PLACE] Town hall`, at the beginning of a line or behind
            a pictogram.
        names: those of `words` that the readers may be asked to fill in.
        readers: words that ask them, with a colon, a quotation mark or a word in capitals in front of the brackets:
            `with the subject "AGM [your name]"`.

    Also reported: `TODO:`, and `LINK`, `TODO` or `XXX` in capitals behind a colon; `XX` for the figures of a date, an
    hour or a price; `%NAME%` as mailing programs have it; `https://` or `https://…` with nothing behind it, and a link
    with `xxx` for a part. Left alone is what stands behind a quotation mark, a backtick or a tick, which speaks about
    addresses. Fills `{found}`.
    """
    text = view.text
    spans: list[Span] = []
    if view.features & LOOSE_PROTOCOL:
        spans += _bare_protocols(text, view.prose, after, about)
    if view.network.syntax == "bluesky":  # which sees a link in `https://…`
        for link in view.urls:
            if "." not in host(link.text).strip("."):
                spans += _bare_protocols(text, text, after, about, link.start, link.end + 1)
    if "xx" in text or "XX" in text:
        spans += [link.span for link in view.urls if _crosses().search(link.text[:300])]
        spans += [Span(*match.span()) for look in (_figures, _phone) for match in look().finditer(view.prose)]
    if "[" in text or "<" in text or "{" in text:
        spans += _brackets(text, words, labels, names, readers)
    if "TODO" in text or (": " in text and any(map(text.__contains__, _STANDING))):
        spans += [Span(*match.span("found")) for match in _todo().finditer(view.prose)]
    if text.count("%") > 1:
        spans += [Span(*match.span()) for match in _field().finditer(view.prose) if match[0] not in _VARIABLES]
    if not spans:
        return
    end = -1
    for span in sorted(spans):
        if span.start >= end:
            yield Finding(span, {"found": text[span.start : span.end][:60]})
            end = span.end


def _bare_protocols(
    text: str, where: str, after: tuple[str, ...], about: tuple[str, ...], start: int = 0, end: int | None = None
) -> Iterator[Span]:
    """The protocols in a part of `where` (the text, or its prose) that no address follows."""
    for match in _protocol().finditer(where, start, len(where) if end is None else end):
        rest = match["rest"]
        if rest.rstrip("/.,;!)").casefold() in STAND_INS:
            yield Span(match.start(), match.start("rest") + len(rest.rstrip("/.,;!)")))
        elif rest:
            filler = _filler().match(rest)
            if filler and not _ipv6().match(rest) and _announced(text, match.start(), after, about, _QUOTES):
                yield Span(match.start(), match.start("rest") + filler.end())
        elif _at_line_end(text, match.end()) and _announced(text, match.start(), after, about, _QUOTES + "("):
            yield Span(*match.span())


_QUOTES = "\"'`«“”‘’✅✔✓☑❌✖✗✘🔒🔓"
"""Behind one of these a protocol is talked about: quotation marks, and what says right or wrong."""


def _announced(text: str, start: int, after: tuple[str, ...], about: tuple[str, ...], unless: str) -> bool:
    """Whether what stands before `start` on its line leads to a link: nothing, a sign, or a word of `after`."""
    before = text[max(0, start - 40) : start].rpartition("\n")[2].rstrip(" \t\u00a0\u202f\ufe0f")
    if not before:
        return True
    low = before.casefold().rstrip(" :\u00a0\u202f")
    if about and low.endswith(about):
        return False
    return re.split(r"\W", low)[-1] in after if before[-1].isalnum() else before[-1] not in unless


def _at_line_end(text: str, place: int) -> bool:
    return not text[place : place + 200].partition("\n")[0].strip()


def _brackets(
    text: str, words: tuple[str, ...], labels: tuple[str, ...], names: tuple[str, ...], readers: tuple[str, ...]
) -> Iterator[Span]:
    known = _known(words)
    for match in _bracket().finditer(text):
        inner = " ".join(match["inner"].replace("_", " ").split()).strip(" .…:!→").casefold()
        if not known.fullmatch(inner) or match[0].casefold() in _TAGS:
            continue
        start, end = match.span()
        behind = text[end : end + 1]
        before = text[start - 1 : start]
        near = text[max(0, start - 60) : start].rpartition("\n")[2]
        # `[lien](https://…)`, `[ici][lien]` and `[lien]: https://…` are links as Markdown writes them.
        if match[0][0] == "[" and (behind in ("(", "[") or before == "]" or (behind == ":" and before in ("", "\n"))):
            continue
        if before == "`" or (before == "/" and _route().search(near)):
            continue
        if text[start] == "{" and _code().search(near):
            continue
        if inner in _folded(labels) and _is_label(text, start, end):
            continue
        if inner in _folded(names) and _is_asked(near, readers):
            continue
        yield Span(start, end)


def _is_label(text: str, start: int, end: int) -> bool:
    """Whether `[LIEU] Salle des fêtes` says what follows: it opens a line, or stands behind a pictogram."""
    before = text[max(0, start - 3) : start].rstrip(" ")
    after = text[end : end + 4].partition("\n")[0]
    opens = not before or before[-1] == "\n" or before[-1] >= "\u2300"
    return opens and text[start] == "[" and after[:1].isspace() and after.lstrip()[:1].isalnum()


def _is_asked(near: str, readers: tuple[str, ...]) -> bool:
    """Whether what stands before on its line tells the readers to fill it in."""
    marked = _asking().search(near)
    return marked is not None and not _folded(readers).isdisjoint(re.findall(r"[^\W\d_]+", near.casefold()))


@cache
def _asking() -> re.Pattern[str]:
    return re.compile(r"[:«“\"„]|[A-Z]{3,} $")


@cache
def _route() -> re.Pattern[str]:
    """The beginning of `/members/[name]`, a way through a site."""
    return re.compile(r"(?:^|[\s`])/(?:[\w.-]+/)*$")


@cache
def _code() -> re.Pattern[str]:
    return re.compile("\\b[fF][\"']")


@lru_cache(maxsize=64)
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(str.casefold, words))


@lru_cache(maxsize=64)
def _known(words: tuple[str, ...]) -> re.Pattern[str]:
    parts = (re.escape(word).replace(r"\*", ".+") for word in _folded(words))
    return re.compile("|".join(parts))


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
    # One dot before a name is a slip, and no filler.
    return re.compile(r"(?!\.\w)[.…_*-]+|\[[^\[\]]*\]?|<[^<>]*>?|\{[^{}]*\}{0,2}")


@cache
def _protocol() -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])https?://(?P<rest>[^\s\ufffc]{0,60})", re.IGNORECASE)


@cache
def _crosses() -> re.Pattern[str]:
    return re.compile(r"(?:(?<=[/=])|(?<=www\.))x{3,}+(?=[/.?&#]|$)", re.IGNORECASE)


@cache
def _todo() -> re.Pattern[str]:
    end = r"(?=[ .!]*(?:\n|$))"
    return re.compile(
        # `Notre TODO : peindre` is a list.
        r"(?<!\w)(?<![Nn]otre )(?<![NnMm]os )(?<![Mm]a )(?<![Ll]a )(?<![Oo]ur )(?<![Mm]y )(?<![Tt]he )"
        r"(?P<found>TODO(?= ?[:\u00a0\u202f])"
        rf"|(?<=: )(?:{'|'.join(_STANDING)}){end})"
    )


_MONTHS = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    "|January|February|March|April|May|June|July|August|September|October|November|December"
)
_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"


@cache
def _figures() -> re.Pattern[str]:
    # XX alone may be a century, a chromosome, a size or two kisses.
    blank = "[ \u00a0\u202f]"
    return re.compile(
        r"(?<![\w/])(?:XX ?/ ?XX(?: ?/ ?(?:XX(?:XX)?|\d{2,4}))?"
        r"|XX(?P<part>[.-])(?:XX|\d\d)(?P=part)(?:XX(?:XX)?|\d{4})"
        rf"|XX(?:{blank}?h{blank}?|:)(?:XX|\d\d)(?: ?[ap]m)?|XX{blank}?h(?:eures?)?|XX ?[ap]m"
        rf"|XX(?: XX)+|XX+{blank}?€|XX+ (?:euros|pounds)|[£$]XX+"
        rf"|(?-i:XX)(?:th)? (?:{_MONTHS})|(?:{_MONTHS}|{_DAYS}) (?-i:XX)(?! ?/))(?!\w)",
        re.IGNORECASE,
    )


@cache
def _phone() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.])0\d(?P<part>[. -])XX(?:(?P=part)XX){3}(?!\w)", re.IGNORECASE)


@cache
def _field() -> re.Pattern[str]:
    return re.compile(r"(?<![\w%])%[A-Z]{4}[A-Z_]{0,30}%(?![\w%])")
