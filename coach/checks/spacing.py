"""Blanks: doubled, missing, or of the other language's custom."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from coach.checks.drawing import drawings
from coach.checks.repairs import each_harmless
from coach.model import Edit, Finding, Span
from coach.text.language import sounds_french
from coach.text.view import View

_NO_BREAK = "\u00a0"
_BLANKS = " \t\u00a0\u202f\u2009"


def double_space(view: View) -> Iterator[Finding]:
    """Report each row of blanks between two words of a line.

    Left alone are blanks at the beginning or end of a line, right inside of brackets, and in a drawing. The repair
    keeps one; a no-break space where French typography wants one.

    Fills `{count}`, how many blanks the row has.
    """
    text = view.text
    drawn: list[int] | None = None
    for row in _row().finditer(text):
        if drawn is None:
            drawn = [edge for span, _ in drawings(view.prose) for edge in span]
        if bisect_right(drawn, row.start()) % 2:
            continue
        span = Span(*row.span())
        bound = _NO_BREAK in row[0] and (text[row.end()] in ":;!?»%€" or text[row.start() - 1] == "«")
        yield Finding(span, {"count": len(row[0])}, (Edit(span, _NO_BREAK if bound else " "),))


@cache
def _row() -> re.Pattern[str]:
    return re.compile(r"(?<=[^\s(])[ \t\u00a0]{2,}+(?=[^\s)])")


def french_spacing(view: View) -> Iterator[Finding]:
    """Report each `: ; ! ?` and each guillemet without a no-break space on its inner side.

    Meant for French posts. Left alone are times (`12:30`), emoticons, `:shortcodes:`, marks in
    brackets, marks glued to what follows, and Spanish sentences (`¡Hola!`). A narrow no-break space
    is right too; the repair writes the wide one, since X counts the narrow one twice. Where a
    missing space does not fit any more, no repair is offered.

    Fills `{mark}`, the sign in question.
    """
    found = [*_french(view.prose)]
    if not found:
        return
    room = view.measure.remaining
    safe_ones = each_harmless(view, [(Edit(gap, _NO_BREAK),) for _, gap in found])
    for (mark, gap), safe in zip(found, safe_ones, strict=True):
        room -= gap.start == gap.end
        edits = (Edit(gap, _NO_BREAK),) if gap.start < gap.end or room >= 0 else ()
        span = Span(min(gap.start, mark.start()), max(gap.end, mark.end()))
        yield Finding(span, {"mark": mark[0]}, edits, safe)


def _french(prose: str) -> Iterator[tuple[re.Match[str], Span]]:
    """The signs with a wrong blank, or none, and the place of that blank."""
    spanish = "¡" in prose or "¿" in prose
    for mark in _mark().finditer(prose):
        if spanish and mark[0][0] in "!?":
            continue
        if mark[0] == "«":
            gap = Span(mark.end(), _forward(prose, mark.end()))
            wanted = prose[gap.end : gap.end + 1] not in ("", "\n", "»")
        else:
            gap = Span(_back(prose, mark.start()), mark.start())
            wanted = _wants_space(prose, mark, prose[max(gap.start - 1, 0) : gap.start])
        if wanted and prose[gap.start : gap.end] not in (_NO_BREAK, "\u202f"):
            yield mark, gap


@cache
def _mark() -> re.Pattern[str]:
    # The second colon of a :shortcode: goes with the first.
    return re.compile(r"(?<!\w):[a-z0-9_+\-]{2,40}:|[!?]++|[:;«»]")


def _wants_space(prose: str, mark: re.Match[str], before: str) -> bool:
    after = prose[mark.end() : mark.end() + 1]
    if len(mark[0]) > 1 and mark[0][0] == ":":
        return False
    if mark[0] == "»":
        return before not in ("", "\n", "«")
    if not (before.isalnum() or before in tuple(")]»”\"%€’'\ufffc")):
        return False
    if mark[0] in ":;":
        return (not after or after.isspace() or after in '»”"') and not _character_reference(prose, mark)
    return not (after.isalnum() or after in tuple("=&/[(\\<{#@_:;"))


def _character_reference(prose: str, mark: re.Match[str]) -> bool:
    """Whether a semicolon ends an HTML `&amp;`."""
    return mark[0] == ";" and re.search(r"&#?\w{2,8}$", prose[max(mark.start() - 10, 0) : mark.start()]) is not None


def _back(prose: str, end: int) -> int:
    start = end
    while start and prose[start - 1] in _BLANKS:
        start -= 1
    return start


def _forward(prose: str, start: int) -> int:
    end = start
    while end < len(prose) and prose[end] in _BLANKS:
        end += 1
    return end


def english_spacing(view: View) -> Iterator[Finding]:
    """Report each `: ; ! ?` after a blank, as French has it.

    Meant for English posts. Left alone are emoticons, scores and ratios (`3 : 1`), marks after a link, a hashtag
    or a mention, and French sentences, which may stand in an English post. The repair takes the blank away.

    Fills `{mark}`, the sign in question.
    """
    prose = view.prose
    for mark in _spaced().finditer(prose):
        start = _back(prose, mark.start())
        if start == mark.start() or not start:
            continue
        before = prose[start - 1]
        if not before.isalnum() and before not in _MAY_END_A_CLAUSE:
            continue
        if before.isdigit() and prose[mark.end() : mark.end() + 2].strip().isdigit():
            continue
        if sounds_french(_sentence(prose, start)):
            continue
        gap = Span(start, mark.start())
        yield Finding(Span(start, mark.end()), {"mark": mark[0]}, (Edit(gap, ""),))


def _sentence(prose: str, end: int) -> str:
    """What stands before a place, back to the end of a sentence, a line's beginning or an opening quotation mark."""
    return _sentence_end().split(prose[max(0, end - 300) : end])[-1]


@cache
def _sentence_end() -> re.Pattern[str]:
    return re.compile(r"[.!?…]\s|[\n«“„\"(]")


_MAY_END_A_CLAUSE = frozenset(")]”\"’'%")


@cache
def _spaced() -> re.Pattern[str]:
    return re.compile(r"[!?:;](?:(?<=[!?])[!?]*+(?=[\s)\]”\"’]|$)|(?<=[:;])(?=\s|$)(?! [()](?:\s|$)))")
