"""Markdown that no network turns into bold, links or titles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from coach.checks.repairs import each_harmless
from coach.model import Edit, Finding, Span
from coach.text.tlds import ascii_tlds
from coach.text.view import View

_Look = Callable[[View], Iterator[Finding]]


def markdown(view: View, *, code: bool = True) -> Iterator[Finding]:
    """Report each piece of Markdown that readers would see as it was typed.

    They are `**bold**`, `__bold__` over several words, `~~struck~~`, `[words](https://…)`, a
    picture, `# a title`, and between backticks a word or a block. Left alone are hashtags, bullets,
    `*one star*`, `_underlines_`, `:shortcodes:`, `__init__`, `f**k`, and stars that call a footnote
    (`10 €**`). The repair drops the signs and puts an address after its words. It is safe where the
    meaning cannot change: not for what was struck out, nor for code, nor for `# word`, which may be
    a hashtag gone wrong.

    Args:
        code: whether backticks are reported too.

    Fills `{sign}`, the Markdown sign.
    """
    text = view.text
    found = [finding for look in _looks(text, code) for finding in look(view)]
    if not found:
        return
    found.sort(key=lambda finding: finding.span)
    safe_ones = each_harmless(view, [finding.edits for finding in found])
    for finding, safe in zip(found, safe_ones, strict=True):
        yield finding._replace(safe=safe and finding.safe)


def _looks(text: str, code: bool) -> Iterator[_Look]:
    """The ways to look at a text, those left out whose signs it does not have."""
    if "**" in text or "__" in text:
        yield _bold
    if "~~" in text:
        yield _struck
    if "](" in text:
        yield _links
    if "# " in text:
        yield _titles
    if code and "`" in text:
        yield _code


@cache
def _bold_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w*\\%€$£)»”])(?P<stars>\*{2,3})(?=[^\s*,.;:!?)])(?:[^*\n]|\*(?!\*)){1,300}?(?<=[^\s*\\])(?P=stars)(?![\w*])"
        r"|(?<![\w\\])(?P<lines>__)(?=[^\s_])(?P<words>(?:[^_\n]|_(?!_)){1,300}?)(?<=[^\s_\\])__(?!\w)"
    )


def _bold(view: View) -> Iterator[Finding]:
    for match in _bold_pattern().finditer(view.prose):
        words = match["words"]
        if words and not (" " in words or words[0].isupper()):
            continue  # __init__
        sign = match["stars"] or match["lines"]
        yield _bare(Span(*match.span()), len(sign), sign, safe=True)


@cache
def _struck_pattern() -> re.Pattern[str]:
    return re.compile(r"(?<![\w~])~~(?=[^\s~])[^~\n]{1,300}+(?<=\S)~~(?!~)")


def _struck(view: View) -> Iterator[Finding]:
    for match in _struck_pattern().finditer(view.prose):
        yield Finding(Span(*match.span()), {"sign": "~~"}, safe=False)


@cache
def _link_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?P<picture>!?)\[(?P<label>[^\[\]\n]{0,300}+)\]\("
        r"(?P<url>(?P<whole>https?://|www\.|mailto:)(?:[^\s()<>]|\([^\s()<>]{0,100}\)){1,1000}+"
        # A page of the same site, a name without protocol, a picture beside the text.
        r"|/[\w./-]{1,200}|[\w-]{1,63}(?:[./][\w-]{1,63}){0,6}\.[a-z]{2,24}(?:/[\w./?=&%-]{0,200})?)"
        r'(?:[ ]"[^"\n]{0,200}")?\)',
        re.IGNORECASE,
    )


def _links(view: View) -> Iterator[Finding]:
    for match in _link_pattern().finditer(view.text):
        span = Span(*match.span())
        if match["picture"]:
            yield Finding(span, {"sign": "![…](…)"}, safe=False)
            continue
        label, url = match["label"].strip(), match["url"]
        if not match["whole"]:
            if url[0] != "/" or any(map(str.isalpha, url)):
                yield Finding(span, {"sign": "[…](…)"}, _put_after(match) if _is_site(url) else (), safe=False)
            continue
        same = not label or _bare_address(label) == _bare_address(url)
        yield Finding(span, {"sign": "[…](…)"}, _put_alone(match) if same else _put_after(match))


def _put_after(link: re.Match[str]) -> tuple[Edit, ...]:
    """The address behind the words, without the signs."""
    opening = Edit(Span(link.start(), link.start("label")), "")
    middle = Edit(Span(link.end("label"), link.start("url")), " ")
    return opening, middle, Edit(Span(link.end("url"), link.end()), "")


def _put_alone(link: re.Match[str]) -> tuple[Edit, ...]:
    """The address alone."""
    return Edit(Span(link.start(), link.start("url")), ""), Edit(Span(link.end("url"), link.end()), "")


def _is_site(url: str) -> bool:
    """Whether it is the name of a site, rather than of a file or a page."""
    name = url.partition("/")[0]
    return name.islower() and name.rpartition(".")[2] in ascii_tlds()


def _bare_address(url: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", url.lower()).rstrip("/")


@cache
def _title_pattern() -> re.Pattern[str]:
    return re.compile(r"^[ ]{0,3}(?P<signs>#{1,6})[ \t]++(?:#{1,6}[ \t]++)*+(?P<title>\S[^\n]*)", re.MULTILINE)


def _titles(view: View) -> Iterator[Finding]:
    for match in _title_pattern().finditer(view.prose):
        signs, title = match["signs"], match["title"]
        if signs == "#" and title[0].isdigit():
            continue  # "# 1", a number
        edit = Edit(Span(match.start("signs"), match.start("title")), "")
        sure = len(signs) > 1 or len(title.split(maxsplit=1)) > 1
        yield Finding(Span(*match.span("signs")), {"sign": signs}, (edit,), sure)


@cache
def _code_pattern() -> re.Pattern[str]:
    return re.compile(
        r"^(?P<fence>```)[^`\n]{0,30}$(?:\n(?!```)[^\n]*){0,200}+(?:\n```[ \t]*$)?"
        r"|(?<![\w`\\])(?P<tick>`)(?=[^\s`])[^`\n]{1,200}+(?<=\S)`(?![\w`])",
        re.MULTILINE,
    )


def _code(view: View) -> Iterator[Finding]:
    for match in _code_pattern().finditer(view.prose):
        if match["fence"]:
            yield Finding(Span(*match.span("fence")), {"sign": "```"}, safe=False)
        else:
            yield _bare(Span(*match.span()), 1, "`", safe=False)


def _bare(span: Span, width: int, sign: str, *, safe: bool) -> Finding:
    edits = Edit(Span(span.start, span.start + width), ""), Edit(Span(span.end - width, span.end), "")
    return Finding(span, {"sign": sign}, edits, safe)
