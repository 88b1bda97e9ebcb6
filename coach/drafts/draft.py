"""A draft: a file, what it says about its posts, and the posts."""

from datetime import datetime
from typing import Any, Literal, NamedTuple

from coach.drafts.runs import Written
from coach.errors import DraftError
from coach.files import SourceFile, line_at
from coach.model import Allowance, Media, Post, Stamp, Thread

Kind = Literal["text", "markdown", "tweet", "toot", "galaxy", "csv", "json", "jsonl"]

Status = Literal["draft", "ready", "published"]

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


class Place(NamedTuple):
    """The draft being read, for the errors that name it."""

    text: str
    path: str
    timezone: str | None = None
    room: tuple[Stamp, ...] = ()
    """Where a time may be written, where the draft names none."""

    def error(self, key: str, at: int, **values: object) -> DraftError:
        """An error on the line of a place in the decoded file."""
        return DraftError(key, path=self.path, line=line_at(self.text, at), **values)


class Header(NamedTuple):
    """What front matter says about the posts below it. What it does not say is None or empty."""

    networks: tuple[str, ...] = ()
    language: str | None = None
    content_warning: str | None = None
    media: tuple[Media, ...] = ()
    scheduled_at: datetime | None = None
    fixed: bool | None = None
    reply: bool = False
    status: Status | None = None
    allow: tuple[Allowance, ...] = ()
    account: str = ""
    event_at: datetime | None = None
    stamps: tuple[Stamp, ...] = ()
    """Where `scheduled_at` stands."""
    problems: tuple[DraftError, ...] = ()
    """What is odd, but does not keep the draft from being read."""

    def below(self, first: "Header") -> "Header":
        """This header, of a later part of a thread, with what the head of the draft says where it is silent.

        Media and `reply` belong to the part that names them.
        """
        own = {allowance.rule for allowance in self.allow}
        return self._replace(
            networks=self.networks or first.networks,
            language=self.language or first.language,
            content_warning=first.content_warning if self.content_warning is None else self.content_warning,
            scheduled_at=self.scheduled_at or first.scheduled_at,
            fixed=first.fixed if self.fixed is None else self.fixed,
            status=self.status or first.status,
            allow=(*self.allow, *(one for one in first.allow if one.rule not in own)),
            account=self.account or first.account,
            event_at=self.event_at or first.event_at,
            stamps=self.stamps or first.stamps,
        )


EMPTY = Header()


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
        "account": header.account,
        "event": header.event_at,
        "stamps": header.stamps or place.room,
        **more,
    }
    return Post(text=written.text, path=place.path, number=number, segments=written.segments, **values)


def thread(index: int, total: int) -> Thread | None:
    """The place in a thread; None for a post that stands alone."""
    return Thread(index, total) if total > 1 else None
