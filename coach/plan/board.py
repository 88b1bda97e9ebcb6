"""What stands where so far, channel by channel, and whether one more can stand beside it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta, tzinfo
from typing import Literal, NamedTuple

from coach.model import Post
from coach.plan.calendar import DAY, NEVER, Rhythm, wall

Channel = tuple[str, str]
"""A network and an account on it."""

Reason = Literal["no-time", "burst", "busy-day", "daily-cap", "quiet-hours", "off-day", "after-event", "makes-room"]
"""Why a post gets another time; each has its sentence, `move-…`."""


class Limits(NamedTuple):
    """What one network, or the team on it, can bear."""

    at_most: int = 0
    """How many posts within the time `within`; 0 for any number."""
    within: int = 0
    gap: int = 0
    """The smallest time between two posts."""
    cap: int = 0
    """How many posts within the time `cap_within`; 0 for any number."""
    cap_within: int = DAY
    per_day: int = 0
    """How many on one day of the calendar; 0 for any number."""


class Unit(NamedTuple):
    """What is placed as one: the post, or the thread, that one draft gives to all its networks."""

    post: Post
    channels: tuple[Channel, ...]
    instant: int | None
    movable: bool
    deadline: int | None = None
    """A new time for it must be before."""
    late: int | None = None
    """From then on the time that it has is too late; None for the deadline."""

    @property
    def order(self) -> tuple[int, str, int]:
        """What units are looked at by: time, path, number."""
        return (NEVER if self.instant is None else self.instant, self.post.path, self.post.number)


class Rules(NamedTuple):
    """What times are judged by, and where new ones are looked for."""

    limits: Mapping[str, Limits]
    """What each network bears, by its id."""
    roomy: Mapping[str, Limits]
    """The same with the room that new slots keep to their neighbours as long as there is some."""
    rhythm: Rhythm
    """The team's own hours and days: a post outside them moves."""
    slots: Rhythm
    """The hours and days in which new slots are looked for."""
    home: tzinfo
    """The team's time zone."""
    now: int
    """Nothing is placed before it."""


class Conflict(NamedTuple):
    """Why a unit cannot stand at a moment."""

    reason: Reason
    other: Post | None
    until: int | None
    """No earlier moment can do; None where none of that day can."""


class Board:
    """What stands in each channel so far."""

    def __init__(self, rules: Rules, last: date, settled: Iterable[Unit]) -> None:
        """`last` is the day on which the search for room ends; `settled` stand where they stand."""
        self.rules = rules
        self.last = last
        self.times: dict[Channel, list[int]] = {}
        self.posts: dict[Channel, dict[int, Post]] = {}
        self.days: dict[Channel, Counter[date]] = {}
        self.full: dict[tuple[tuple[Channel, ...], date, bool], date] = {}
        for unit in settled:
            assert unit.instant is not None
            self.put(unit, unit.instant)

    def put(self, unit: Unit, moment: int) -> None:
        """Let the unit stand there."""
        day = wall(moment, self.rules.home).date()
        for channel in unit.channels:
            insort(self.times.setdefault(channel, []), moment)
            self.posts.setdefault(channel, {})[moment] = unit.post
            self.days.setdefault(channel, Counter())[day] += 1

    def fill(self, channels: tuple[Channel, ...], day: date, exact: bool) -> None:
        """Remember that nothing more fits on that day: boards only fill."""
        self.full[channels, day, exact] = day + timedelta(days=1)

    def room(self, channels: tuple[Channel, ...], day: date, exact: bool) -> date | None:
        """The first day from that one on which there may be room; None where the search ends."""
        passed = []
        while day <= self.last:
            known = self.full.get((channels, day, exact))
            if known is None:
                if self.rules.slots.has_day(day) and not any(
                    self._is_full(channel, day, exact) for channel in channels
                ):
                    break
                known = day + timedelta(days=1)
            passed.append(day)
            day = known
        for one in passed:
            self.full[channels, one, exact] = day
        return day if day <= self.last else None

    def _is_full(self, channel: Channel, day: date, exact: bool) -> bool:
        per_day = self._limits(channel, exact).per_day
        return bool(per_day) and channel in self.days and self.days[channel][day] >= per_day

    def _limits(self, channel: Channel, exact: bool) -> Limits:
        return (self.rules.limits if exact else self.rules.roomy).get(channel[0], _FREE)

    def conflict(self, unit: Unit, moment: int, day: date, exact: bool) -> Conflict | None:
        """Why the unit cannot stand at that moment of that local day; None where it can."""
        worst: Conflict | None = None
        for channel in unit.channels:
            found = self._conflict(channel, moment, day, exact)
            if found is None:
                continue
            if found.until is None:
                return found
            if worst is None or worst.until is None or found.until > worst.until:
                worst = found
        return worst

    def _conflict(self, channel: Channel, moment: int, day: date, exact: bool) -> Conflict | None:
        times = self.times.get(channel)
        if not times:
            return None
        limits = self._limits(channel, exact)
        if self._is_full(channel, day, exact):
            return Conflict("busy-day", None, None)
        at = bisect_right(times, moment)
        if at and moment - times[at - 1] < limits.gap:
            return Conflict("burst", self.posts[channel][times[at - 1]], times[at - 1] + limits.gap)
        if at < len(times) and times[at] - moment < limits.gap:
            return Conflict("burst", self.posts[channel][times[at]], times[at] + limits.gap)
        until = _crowd(times, moment, at, limits.at_most, limits.within)
        if until is not None:
            nearest = min(times[max(0, at - 1) : at + 1], key=lambda time: abs(time - moment))
            return Conflict("burst", self.posts[channel][nearest], until)
        until = _crowd(times, moment, at, limits.cap, limits.cap_within)
        return None if until is None else Conflict("daily-cap", None, until)


_FREE = Limits()


def _crowd(times: Sequence[int], moment: int, at: int, most: int, within: int) -> int | None:
    """Until when one more at `moment`, to be inserted at the place `at`, makes more than `most` within a time.

    None where it does not. Every moment before the one returned would be as crowded.
    """
    if not most:
        return None
    low = bisect_right(times, moment - within, 0, at)
    high = bisect_left(times, moment + within, at)
    if high - low < most:
        return None
    for first in range(max(low, at - most), at + 1):
        # With the new one in it, the window from `first` ends `most` places on.
        last = first + most
        if last > high:
            break
        begin = times[first] if first < at else moment
        end = times[last - 1] if last > at else moment
        if end - begin < within:
            return begin + within if first < at else times[at]
    return None
