"""Signs that typography has and a keyboard has not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from coach.checks.repairs import each_harmless
from coach.model import Edit, Finding, Network, Post, Span
from coach.text.view import View


def french_quotes(view: View) -> Iterator[Finding]:
    """Report each pair of straight quotation marks on one line, where French writes « guillemets ».

    Meant for French posts. Left alone are inches, attributes (`lang="fr"`) and quotations inside a
    quotation. The repair writes guillemets with no-break spaces, while they fit.

    Fills `{said}`, the beginning of what is quoted.
    """
    if view.text.count('"') < 2:
        return
    pairs = [pair for pair in _quoted().finditer(view.prose) if not _inside_guillemets(view.prose, pair.start())]
    if not pairs:
        return
    edits = [_guillemets(pair) for pair in pairs]
    room = view.measure.remaining
    for pair, two, safe in zip(pairs, edits, each_harmless(view, edits), strict=True):
        room -= 2
        said = view.text[pair.start("said") : pair.end("said")]
        values = {"said": said if len(said) <= 40 else said[:39] + "…"}
        yield Finding(Span(*pair.span()), values, two if room >= 0 else (), safe)


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(r'(?<![\w"=])"(?=[^\s"])(?P<said>[^"\n]{1,300}+)(?<=\S)"(?![\w"])')


def _guillemets(pair: re.Match[str]) -> tuple[Edit, Edit]:
    start, end = pair.span()
    return Edit(Span(start, start + 1), "«\u00a0"), Edit(Span(end - 1, end), "\u00a0»")


def _inside_guillemets(prose: str, place: int) -> bool:
    # Only what stands shortly before is looked at, so that the work stays linear.
    near = prose[max(place - 500, 0) : place]
    return near.rfind("«") > near.rfind("»")


def ellipsis(view: View) -> Iterator[Finding]:
    """Report each row of three full stops or more that one `…` could replace.

    Left alone are dots in paths, ranges (`1...10`), code, and beside a link, a hashtag or a mention; and those that
    hold a place: blanks to fill in, a word to guess, Morse, the way to a price.

    Fills `{saved}`, how many characters that saves on this network. The edit is safe unless a word follows at once:
    `main...dev` is a command.
    """
    for dots in _dots().finditer(view.prose):
        start, end = dots.span()
        before, after = view.prose[max(start - 1, 0) : start], view.prose[end : end + 1]
        if (before.isdigit() and after.isdigit()) or (before in tuple("([{`=") and after.isalnum()):
            continue
        if end - start >= _A_BLANK or _holds_a_place(view.prose, start, end):
            continue
        span = Span(start, end)
        values = {"saved": end - start - _weight(view.network)}
        yield Finding(span, values, (Edit(span, "…"),), safe=not after.isalnum())


_A_BLANK = 6
"""So many dots in a row leave room for an answer, or lead to a price."""


def _holds_a_place(prose: str, start: int, end: int) -> bool:
    """Whether dots stand for what is to come: after a colon or `www`, for letters of a word, in Morse."""
    near = prose[max(start - 20, 0) : start]
    if near.rstrip(" \u00a0\u202f").endswith((":", "-")) or near.endswith("www") or prose[end : end + 2] == " -":
        return True
    if near[-1:] == " " and _price().match(prose, end, end + 16):
        return True
    return end - start > 3 and near[-1:].isupper() and not near[-2:-1].isalnum()


@cache
def _price() -> re.Pattern[str]:
    return re.compile(r" (?:[€£$] ?\d|\d+(?:[.,]\d+)?[ \u00a0\u202f]?[€£$])")


@cache
def _dots() -> re.Pattern[str]:
    return re.compile(r"(?<![.…/\\\ufffc])\.{3,}+(?![…/\\\ufffc])")


@cache
def _weight(network: Network) -> int:
    """What a network counts for `…`: 2 on X, 1 elsewhere."""
    return View(Post("…"), network).measure.length
