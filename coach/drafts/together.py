"""The drafts of twitter-together (`.tweet`) and of toot-together (`.toot`), read as those tools read them.

Restated from twitter-together/action `lib/common/parse-tweet-file-content.js` and joschi/toot-together
`lib/common/parse-toot-file-content.js`, read 2026-11-22; but any line end is a line end here, on every system.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from coach.drafts import front
from coach.drafts.draft import EMPTY, MOST_POSTS, Header, Place, post, thread
from coach.drafts.header import header
from coach.drafts.nodes import List, Scalar, Table
from coach.drafts.plain import Reading
from coach.drafts.runs import Written, taken

_NOTHING = Table()


@cache
def _option(sign: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(sign[0])}\s?{re.escape(sign[1])}\s")


def read_toot(place: Place) -> Reading:
    """The one post of a `.toot` file: all of it, but for the options of a poll at its end. It has no front matter."""
    written = _without_poll(taken(place.text, 0, len(place.text)), "[]")
    return Reading((post(written, Header(networks=("mastodon",)), place, 1),), ())


def read_tweet(place: Place) -> Reading:
    """The thread of a `.tweet` file.

    Each part may begin with front matter; `thread-delimiter` holds for the part that says it. A part that only
    retweets has no text to lint and gives no post. Raises DraftError for broken front matter.
    """
    block = front.find(place.text, _skip_blank(place.text, 0), path=place.path, dots=False)
    place = place._replace(room=front.room(block, key="schedule"))
    parts = list(islice(_parts(place), MOST_POSTS + 1))
    posts = tuple(
        post(written, own, place, number, thread=thread(number, len(parts)))
        for number, (own, written) in enumerate(parts, 1)
    )
    return Reading(posts, tuple(problem for own, _ in parts for problem in own.problems))


def _parts(place: Place) -> Iterator[tuple[Header, Written]]:
    text = place.text
    start = _skip_blank(text, 0)
    # The tool takes off outer white space first, so that nothing at the end can part anything.
    end = start + len(text[start:].rstrip())
    first = Header(networks=("x",))
    is_first = True
    while True:
        block = front.find(text, start, path=place.path, dots=False)
        table = front.parse(text, block, path=place.path) if block else _NOTHING
        own = header(table, place).below(first) if block else EMPTY.below(first)
        start = block.after if block else start
        if is_first:
            first = own
        delimiter = _delimiter(table, place)
        separator = _separator(delimiter).search(text, start, end) if delimiter else None
        written = taken(text, start, separator.start() if separator else max(start, end))
        if not isinstance(table.get("poll"), List):
            written = _without_poll(written, "()")
        if written.text or not _text(table, "retweet"):
            yield own, written
        if separator is None:
            return
        start, is_first = separator.end(), False


@cache
def _separator(delimiter: str) -> re.Pattern[str]:
    # Its line must come behind another, and another behind it. The tool takes the sign for a pattern, which
    # hardly anyone knows; here it is what it looks like.
    return re.compile(rf"(?:\r\n|\r|\n){re.escape(delimiter)}[ \t]*+(?:\r\n|\r|\n)++")


def _delimiter(table: Table, place: Place) -> str:
    # The tool's documentation says one, its code reads the other.
    name = next((name for name in ("thread-delimiter", "threadDelimiter") if table.get(name)), "")
    if not name:
        return "---"
    node = table.get(name)
    if not isinstance(node, Scalar) or len(node.text) > 100 or "\n" in node.text:
        entry = table.entries[name]
        raise place.error("draft-not-text", entry.value.whole.start, name=name)
    return node.text


def _text(table: Table, name: str) -> str:
    node = table.get(name)
    return node.text if isinstance(node, Scalar) else ""


def _without_poll(written: Written, sign: str) -> Written:
    """The text without the lines at its end that give the answers of a poll."""
    text, option = written.text, _option(sign)
    end = len(text)
    while end and option.match(text, start := text.rfind("\n", 0, end) + 1, end):
        end = start
        while end and text[end - 1].isspace():
            end -= 1
    if end == len(text):
        return written
    return written.cut(0, end).trimmed() if end else written.emptied()


def _skip_blank(text: str, start: int) -> int:
    return start + len(text[start:]) - len(text[start:].lstrip())
