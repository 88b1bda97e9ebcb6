"""A plan: all posts of one network in the order in which readers will see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, tzinfo
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from coach.model import Edit, Network, Post
from coach.plan.calendar import NEVER, Rhythm, instant, wall


class Entry(NamedTuple):
    """One thing that a reader will see arrive: a post, or the parts of a thread at once."""

    post: Post
    """The post, or the first of a thread."""
    parts: tuple[Post, ...]
    account: str
    instant: int | None
    """Seconds since 1970 UTC; None where the draft names no time."""
    local: datetime | None
    """The same on the team's clocks."""

    def is_open(self, now: int) -> bool:
        """Whether something can still be changed about it: it is not published and its time has not come."""
        return self.post.status != "published" and (self.instant is None or self.instant > now)

    @property
    def text(self) -> str:
        """All that a reader gets to read."""
        return self.post.text if len(self.parts) == 1 else "\n".join(part.text for part in self.parts)

    @property
    def order(self) -> tuple[int, str, int]:
        """What the entries of a plan are sorted by; those without a time come last, by path."""
        return (NEVER if self.instant is None else self.instant, self.post.path, self.post.number)


class Plan:
    """All posts of one network with their times; what every check over several posts receives."""

    def __init__(
        self,
        network: Network,
        entries: Iterable[Entry],
        *,
        now: int,
        zone: tzinfo,
        rhythm: Rhythm | None = None,
        ours: tuple[str, ...] = (),
        repair: Callable[[Post], tuple[Edit, ...]] = lambda post: (),
    ) -> None:
        self.network = network
        self.entries = tuple(sorted(entries, key=lambda entry: entry.order))
        """Every post, replies and what has been published included; those without a time come last."""
        self.now = now
        """The instant that parts past from future."""
        self.zone = zone
        self.rhythm = rhythm or Rhythm()
        self.ours = ours
        self.repair = repair
        """The edits, in the draft's file, that move a post to where it disturbs nobody; none where it can stay."""

    def is_open(self, entry: Entry) -> bool:
        """Whether something can still be changed about it."""
        return entry.is_open(self.now)

    def when(self, entry: Entry) -> int:
        """Its time; where it has none, now, since then it may go out at any moment."""
        return self.now if entry.instant is None else entry.instant

    @cached_property
    def keeps_times(self) -> bool:
        """Whether the team plans its posts at all; if not, those without a time may be long out."""
        return self.rhythm != Rhythm() or any(
            entry.instant is not None and entry.post.status != "published" for entry in self.entries
        )

    @cached_property
    def accounts(self) -> Mapping[str, tuple[Entry, ...]]:
        """By account, what fills its followers' screens: posts and threads with a time, no replies."""
        return _by_account(entry for entry in self.entries if entry.instant is not None and not entry.post.reply)

    @cached_property
    def waiting(self) -> Mapping[str, tuple[Entry, ...]]:
        """By account, what is ready and has no time."""
        return _by_account(
            entry
            for entry in self.entries
            if entry.instant is None and not entry.post.reply and entry.post.status == "ready"
        )


def _by_account(entries: Iterable[Entry]) -> Mapping[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.account, []).append(entry)
    return {account: tuple(found[account]) for account in sorted(found)}


def entries(posts: Iterable[Post], home: tzinfo, usual_account: str = "") -> Iterator[Entry]:
    """The posts of a draft, or of many in a row, as entries; the parts of a thread become one.

    `home` is the zone of times without an offset, `usual_account` the account of posts that name none.
    """
    for _, group in groupby(_numbered(posts), key=lambda item: item[0]):
        parts = tuple(post for _, post in group)
        first = parts[0]
        account = first.account or usual_account
        if first.scheduled_at is None:
            yield Entry(first, parts, account, None, None)
        else:
            moment = instant(first.scheduled_at, home)
            yield Entry(first, parts, account, moment, wall(moment, home))


def _numbered(posts: Iterable[Post]) -> Iterator[tuple[int, Post]]:
    """Each post with a number that the parts of one thread share."""
    number = 0
    for post in posts:
        number += post.thread is None or post.thread.number == 1
        yield number, post
