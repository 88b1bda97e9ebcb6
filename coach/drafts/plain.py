"""coach's own drafts, `.txt` and `.md`: front matter if any, then a post, a thread, or one post a paragraph or line."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Literal, NamedTuple

from coach.drafts import front
from coach.drafts.draft import EMPTY, MOST_POSTS, Header, Place, post, thread
from coach.drafts.runs import Written, taken
from coach.errors import DraftError
from coach.model import Post

Split = Literal["draft", "blank-line", "line"]

LINE_ENDS = ("\n", "\r\n", "\r")


class Reading(NamedTuple):
    """The posts of a draft, and what is odd about them."""

    posts: tuple[Post, ...]
    problems: tuple[DraftError, ...]


class _Part(NamedTuple):
    head: Header
    written: Written


@cache
def _separator() -> re.Pattern[str]:
    return re.compile(r"(?<![^\r\n])---[ \t]*+(?:\r\n|\r|\n|\Z)")


@cache
def _line() -> re.Pattern[str]:
    return re.compile(r"[^\r\n]++")


def read(place: Place, head: Header, start: int, split: Split = "draft") -> Reading:
    """The posts from `start` on, where the front matter ends whose meaning is `head`.

    By `draft`, a line `---` parts a thread, whose later parts may begin with front matter of their own; empty
    parts count for nothing. By `blank-line` and `line` each paragraph or line is a post, and a line `---` only
    parts them. There is always a post, if an empty one. Raises DraftError for broken front matter.
    """
    text = place.text
    if split == "draft":
        parts = list(islice(_parts(place, head, start), MOST_POSTS + 1))
    else:
        spans = _paragraphs(text, start) if split == "blank-line" else _lines(text, start)
        parts = [_Part(head, taken(text, *span)) for span in islice(spans, MOST_POSTS + 1)]
    parts = parts or [_Part(head, taken(text, start, start))]
    total = len(parts) if split == "draft" else 1
    posts = tuple(
        post(written, own, place, number, thread=thread(number, total))
        for number, (own, written) in enumerate(parts, 1)
    )
    return Reading(posts, tuple(problem for part in parts for problem in part.head.problems))


def _parts(place: Place, head: Header, start: int) -> Iterator[_Part]:
    text, later = place.text, EMPTY.below(head)
    own, own_front = head, False
    parted = "---" in text
    while True:
        separator = _separator().search(text, start) if parted else None
        written = taken(text, start, separator.start() if separator else len(text))
        if written.text or own_front:
            yield _Part(own, written)
        if separator is None:
            return
        start = separator.end()
        block = front.find(text, start, path=place.path, later=True)
        own, own_front = later, block is not None
        if block:
            from coach.drafts.header import header

            own = header(front.parse(text, block, path=place.path), place).below(head)
            start = block.after


def _paragraphs(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Lines that follow each other without a blank one."""
    first = last = start
    for begin, end in _lines(text, start):
        if last > start and text[last:begin] not in LINE_ENDS:
            yield first, last
            first = begin
        elif last == start:
            first = begin
        last = end
    if last > start:
        yield first, last


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Lines with something on them, but for separators."""
    for match in _line().finditer(text, start):
        line = match[0].rstrip(" \t")
        if line != "---" and not line.isspace() and line:
            yield match.span()
