"""A draft: a file, and the posts in it."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from coach.drafts.header import Header, Place
from coach.drafts.runs import Written
from coach.errors import DraftError
from coach.files import SourceFile
from coach.model import Post, Thread

Kind = Literal["text", "markdown", "tweet", "toot", "galaxy"]

MOST_POSTS = 10_000
"""The most posts that one draft may hold. No thread comes near; a list of a year's posts does not either."""

LONGEST_POST = 2_000_000
"""The longest post that is linted, in characters: many times what any network takes."""


class Draft(NamedTuple):
    """What one file holds."""

    source: SourceFile
    posts: tuple[Post, ...]
    kind: Kind
    problems: tuple[DraftError, ...] = ()
    """What is odd in the front matter, but does not keep the posts from being linted."""


def post(written: Written, header: Header, place: Place, number: int, **more: Any) -> Post:
    """The post of that text, number (from 1) and header. Raises DraftError where there are too many, or too long."""
    at = written.segments[0].origin if written.segments else 0
    if number > MOST_POSTS:
        raise place.error("draft-too-many-posts", at, most=MOST_POSTS)
    if len(written.text) > LONGEST_POST:
        raise place.error("draft-post-too-long", at, most=LONGEST_POST)
    values: dict[str, Any] = {
        "networks": header.networks,
        "language": header.language,
        "content_warning": header.content_warning or "",
        "media": header.media,
        "scheduled_at": header.scheduled_at,
        "fixed": bool(header.fixed),
        "reply": header.reply,
        "status": header.status or "ready",
        "allow": header.allow,
        **more,
    }
    return Post(text=written.text, path=place.path, number=number, segments=written.segments, **values)


def thread(index: int, total: int) -> Thread | None:
    """The place in a thread; None for a post that stands alone."""
    return Thread(index, total) if total > 1 else None
