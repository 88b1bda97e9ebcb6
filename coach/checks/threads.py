"""The numbers that people write on the posts of a thread: `2/5`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from coach.model import Edit, Finding, Span, Thread
from coach.text.view import View


def thread_numbering(view: View) -> Iterator[Finding]:
    """Report the number of a post that does not fit its place in the thread, or the thread's length.

    A number counts that opens the post, or that ends it in brackets, on its own line, or after a full
    stop or an emoji: `le 2/5` is a date, `1/2 heure` a half. `2/` and `2/n` say nothing of the length. Where both
    halves disagree with the draft it is rather a date (`3/12 : collecte`, `24/12`) or `24/7`, and left alone
    unless brackets or a line of its own show that it is a number, or it ends the thread a part or two away, `4/4`.

    Fills `{written}` and `{right}`. The edit corrects the number; there is none where a colon follows what may be a
    date, `1/6 : fête du jeu`. It is safe where the thread is as long as the number says, and brackets or a line of its
    own show that it is one: where it is shorter, a part may be missing.
    """
    thread = view.post.thread
    if thread is None or thread.total < 2 or "/" not in view.text:
        return
    text = view.prose  # an address may end in `/1/`
    found = _opening().match(text) or _ending().search(text, max(0, len(text) - 24))
    if found is None:
        return
    index, total = found["index"], found["total"]
    right = f"{thread.number}/{thread.total if total.isdecimal() else total}"
    if right != f"{index}/{total}":
        span = Span(found.start("index"), found.end("total"))
        fits = total == str(thread.total)
        agrees = fits or index == str(thread.number)
        alone = bool(found["open"]) or _is_alone(text, span)
        if (
            total.isdecimal()
            and not agrees
            and not (_is_last(thread, index, total) or (alone and int(index) < int(total)))
        ):
            return
        values = {"written": view.text[span.start : span.end], "right": right}
        edits = () if not (fits or alone) and _is_date(text, span, index, total) else (Edit(span, right),)
        yield Finding(span, values, edits, safe=fits and alone)


def _is_last(thread: Thread, index: str, total: str) -> bool:
    """Whether `4/4` ends a thread that is a part or two longer or shorter; `11/11` is a day, `10/10` a mark."""
    return index == total and thread.number == thread.total and abs(int(total) - thread.total) <= 2


def _is_date(text: str, span: Span, index: str, total: str) -> bool:
    """Whether it may be the day and month of an agenda: `1/6 : fête du jeu`."""
    day_and_month = total.isdecimal() and int(index) <= 31 and int(total) <= 12
    return day_and_month and text[span.end : span.end + 3].lstrip(" \u00a0\u202f").startswith(":")


def _is_alone(text: str, span: Span) -> bool:
    """Whether the number has a line of its own."""
    return text[span.start - 1 : span.start] in ("", "\n") and text[span.end : span.end + 1] in ("", "\n")


_NUMBER = r"(?P<open>[(\[])?(?P<index>[1-9]\d{0,2})\s?/\s?(?P<total>[1-9]\d{0,2}|[nx](?!\w)|)(?(open)[)\]])"


@cache
def _opening() -> re.Pattern[str]:
    # An emoji or two may stand before it; a small letter after it makes it a part: `1/2 finale`.
    return re.compile(rf"(?:[^\w\s(\[#@]{{1,3}}\s?)?{_NUMBER}(?!\w|\s?/|\s?%|[  ][a-zà-ÿ])")


@cache
def _ending() -> re.Pattern[str]:
    before = r"(?<=\n)|(?<=[.!?…»”)][  ])|(?<=[^\w\s,;:'’/(-])|(?<=[^\w\s,;:'’/(-] )|(?=[(\[])"
    return re.compile(rf"(?:{before}){_NUMBER}\W{{0,4}}\Z")
