"""What has been published, read as a stream: only what can matter to a plan is kept, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from coach.model import Post
from coach.plan.calendar import DAY, HOUR
from coach.plan.plan import Entry
from coach.plan.similar import links, same, shingles


class Reach(NamedTuple):
    """How far back the rules look, in seconds."""

    time: int = 0
    """For posts that follow too close on each other."""
    text: int = 0
    """For texts and links that come again."""
    similarity: float = 1.0
    """The smallest share of pairs of words that counts as nearly the same."""

    def near(self, now: int) -> int:
        """Since when any post counts, whatever it says."""
        # A day more: what counts by the day of the calendar reaches back to its midnight.
        return now - self.time - DAY - 2 * HOUR

    def furthest(self, now: int) -> int:
        """Before when no post counts at all."""
        return min(self.near(now), now - self.text)


class Sieve:
    """Tells which published posts any rule could ever compare with the posts still to come."""

    def __init__(self, coming: Iterable[Entry], now: int, reach: Reach) -> None:
        """`coming` are the entries that can still be changed; none of them is earlier than `now`."""
        self._reach = reach
        self._near = reach.near(now)
        self._far = now - reach.text
        self._texts: set[str] = set()
        self._shingles: set[str] = set()
        self._links: set[str] = set()
        for entry in coming:
            self._texts.add(same(entry.text))
            self._shingles |= shingles(entry.text)
            for part in entry.parts:
                self._links.update(link.target for link in links(part.text))

    def keeps(self, post: Post, instant: int) -> bool:
        """Whether that published post matters."""
        if instant >= self._near:
            return True
        return instant >= self._far and self._is_known(post.text)

    def _is_known(self, text: str) -> bool:
        if any(link.target in self._links for link in links(text)) or same(text) in self._texts:
            return True
        own = shingles(text)
        # Nearly the same texts share at least so many pairs of words; that many must occur somewhere at all.
        return bool(own) and len(own & self._shingles) >= self._reach.similarity * len(own) - 1e-9


class Known:
    """Tells which published posts have been met before: in a draft that has gone out, or in another archive."""

    def __init__(self, gone: Iterable[tuple[Entry, tuple[str, ...]]]) -> None:
        """`gone` are the drafts whose time has come, or that are marked as published, each with its networks."""
        self._drafts: dict[tuple[str, str], list[int]] = {}
        self._posts: set[tuple[str, str, int]] = set()
        for entry, networks in gone:
            if entry.instant is not None:
                for network in networks:
                    self._drafts.setdefault((network, same(entry.post.text)), []).append(entry.instant)

    def has(self, post: Post, networks: tuple[str, ...], instant: int) -> bool:
        """Whether that post, of any of those networks, has been met; it is from now on."""
        text = same(post.text)
        key = (post.networks[0], text, instant)
        planned = (time for network in networks for time in self._drafts.get((network, text), ()))
        # What was planned for ten o'clock may have gone out some minutes later.
        met = key in self._posts or any(abs(time - instant) <= HOUR for time in planned)
        self._posts.add(key)
        return met
