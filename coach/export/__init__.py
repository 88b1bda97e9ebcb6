"""The plan for other tools: a calendar, and the tables that schedulers take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from coach.model import Post
from coach.planner import Placed, Planner


class Going(NamedTuple):
    """A post that will go out: the parts of its thread, when, and where to."""

    parts: tuple[Post, ...]
    instant: int
    networks: tuple[str, ...]

    @property
    def post(self) -> Post:
        """The post, or the first of its thread."""
        return self.parts[0]


def going(planner: Planner, wanted: Iterable[str] = (), networks: tuple[str, ...] = ()) -> Iterator[Going]:
    """What is still to go out and has a time, in the order of time; only to `networks` where there are any.

    `wanted` are paths; without any, all of them.
    """
    paths = frozenset(wanted)
    rows = [
        one for one in planner.placed if one.entry.instant is not None and (not paths or one.entry.post.path in paths)
    ]
    for one in sorted(rows, key=lambda one: one.entry.order):
        kept = _kept(one, networks)
        entry = one.entry
        if kept and entry.instant is not None and entry.is_open(planner.now):
            yield Going(entry.parts, entry.instant, kept)


def _kept(one: Placed, networks: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in one.networks if not networks or name in networks)
