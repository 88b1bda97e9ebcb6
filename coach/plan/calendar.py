"""A team's hours and days, lengths of time as people write them, and wall clocks that jump twice a year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple

Duration = Annotated[str, "a length of time"]
"""A length of time in a rule's options: `"30m"`, `"2h"`, `"1h30"`, `"7d"`."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days as settings name them, in the order of `date.weekday`."""

MINUTE, HOUR, DAY = 60, 3600, 86_400

_UNITS: Mapping[str, int] = {"s": 1, "m": MINUTE, "min": MINUTE, "h": HOUR, "d": DAY, "j": DAY, "w": 7 * DAY}

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

NEVER = 1 << 60
"""Later than any instant: where what has no time stands in an order."""


class Rhythm(NamedTuple):
    """When a team posts. What it has not said is empty or None, and restrains nothing."""

    hours: tuple[tuple[int, int], ...] = ()
    """From one minute of the day to another, both included; sorted, none touching another."""
    days: frozenset[int] = frozenset()
    """Days of the week, Monday is 0."""
    min_gap: int | None = None
    """Seconds between two posts of one account."""
    per_day: int | None = None
    """Posts of one account in one day of the calendar."""

    def has_day(self, day: date) -> bool:
        """Whether the team posts on that day."""
        return not self.days or day.weekday() in self.days

    def has_minute(self, minute: int) -> bool:
        """Whether the team posts at that minute of a day."""
        return not self.hours or any(first <= minute <= last for first, last in self.hours)


USUAL = Rhythm(hours=((9 * 60, 19 * 60),), min_gap=2 * HOUR, per_day=3)
"""Where free slots are looked for when a team has said nothing: by day, spaced, and few."""


def rhythm(plan: Mapping[str, Any]) -> Rhythm:
    """The rhythm that the table `[plan]` of the settings asks for. Raises ValueError where it makes no sense."""
    return Rhythm(
        hours=hours(plan["hours"]) if "hours" in plan else (),
        days=frozenset(map(DAYS.index, plan.get("days", ()))),
        min_gap=seconds(plan["min_gap"]) if "min_gap" in plan else None,
        per_day=plan.get("per_day"),
    )


def or_usual(own: Rhythm) -> Rhythm:
    """That rhythm, with the usual one where it says nothing: for finding slots, never for judging."""
    return Rhythm(
        own.hours or USUAL.hours,
        own.days,
        USUAL.min_gap if own.min_gap is None else own.min_gap,
        USUAL.per_day if own.per_day is None else own.per_day,
    )


@cache
def _length() -> re.Pattern[str]:
    return re.compile(r"(\d{1,5})\s?(min|[smhdjw])?\s?", re.ASCII)


@cache
def seconds(written: str) -> int:
    """How long `"2h"`, `"90 min"`, `"1h30"` or `"7d"` is. Raises ValueError for anything else."""
    total = at = 0
    smallest = "w"
    while at < len(written):
        match = _length().match(written, at)
        if match is None:
            raise ValueError(written)
        # "1h30": a number without a unit is minutes, behind hours only.
        unit = match[2] or ("m" if smallest == "h" and match.end() == len(written) else "")
        if unit not in _UNITS or (at and _UNITS[unit] >= _UNITS[smallest]):
            raise ValueError(written)
        total += int(match[1]) * _UNITS[unit]
        smallest, at = unit, match.end()
    if not at:
        raise ValueError(written)
    return total


def is_duration(written: str) -> bool:
    """Whether `seconds` understands it."""
    try:
        seconds(written)
    except ValueError:
        return False
    return True


def spoken(length: int) -> str:
    """A length of time, in seconds, as both languages write it: `10 min`, `2 h`, `1 h 30`."""
    hour, minute = divmod(length // MINUTE, 60)
    if not hour:
        return f"{minute}\u00a0min"
    return f"{hour}\u00a0h\u00a0{minute:02}" if minute else f"{hour}\u00a0h"


def spoken_hours(stretches: Iterable[tuple[int, int]]) -> str:
    """Stretches of the day, in minutes, as both languages write them: `09:00–12:30, 14:00–19:00`."""
    return ", ".join(f"{_spoken_hour(first)}–{_spoken_hour(last)}" for first, last in stretches)


def _spoken_hour(minute: int) -> str:
    # The last minute of a day stands for its end, see `_minute`.
    return "24:00" if minute == 24 * 60 - 1 else f"{minute // 60:02}:{minute % 60:02}"


def hours(written: str) -> tuple[tuple[int, int], ...]:
    """The stretches of `"09:00-12:30, 14:00-19:00"`, in minutes of the day, sorted and joined.

    Raises ValueError, with the part that is wrong, where a time is none, or an end comes before its beginning.
    """
    joined: list[tuple[int, int]] = []
    for start, end in sorted(map(_stretch, written.split(","))):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _stretch(written: str) -> tuple[int, int]:
    first, _, last = written.partition("-")
    try:
        start, end = _minute(first), _minute(last)
    except ValueError:
        raise ValueError(written.strip()) from None
    if start > end:
        raise ValueError(written.strip())
    return start, end


def _minute(written: str) -> int:
    match = re.fullmatch(r"\s*+([01]?\d|2[0-4])(?:[:hH]([0-5]\d)?)?+\s*+", written, re.ASCII)
    minute = int(match[1]) * 60 + int(match[2] or 0) if match else -1
    if not 0 <= minute <= 24 * 60:
        raise ValueError(written)
    # Midnight at the end of a day belongs to the next one.
    return min(minute, 24 * 60 - 1)


def zone(name: str | None) -> tzinfo:
    """The time zone of that name; UTC where a team has named none."""
    if not name:
        return UTC
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def is_zone(name: str) -> bool:
    """Whether there is a time zone of that name."""
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (ValueError, KeyError, OSError):
        return False
    # The database also holds files that are no zone ("posixrules").
    return "/" in name or name == "UTC"


def instant(moment: datetime, home: tzinfo) -> int:
    """`moment` as seconds since 1970 UTC; one without an offset is of the zone `home`."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=home)
    return (moment - EPOCH) // timedelta(seconds=1)


def names_a_day(event: datetime) -> bool:
    """Whether a draft names only the day of what it announces; nothing that people are invited to begins at 0:00."""
    return event.time() == time.min


def too_late(event: datetime) -> datetime:
    """From when on nobody need announce an event: when it begins, or when its day ends where only that is named."""
    return event + timedelta(days=1) if names_a_day(event) and event.date() < date.max else event


def wall(moment: int, home: tzinfo) -> datetime:
    """What the clocks of `home` show at that instant; the nearest they can show where a calendar ends."""
    bounded = min(max(moment, _FIRST), _LAST)
    return (EPOCH + timedelta(seconds=bounded)).astimezone(home)


# A day within the first and the last year that `datetime` knows, so that no zone leads out of them.
_FIRST = (datetime(1, 1, 3, tzinfo=UTC) - EPOCH) // timedelta(seconds=1)
_LAST = (datetime(9999, 12, 29, tzinfo=UTC) - EPOCH) // timedelta(seconds=1)


def standing(moment: datetime) -> Literal["once", "twice", "never"]:
    """How often its zone's clocks show the wall time `moment`: once, or at a change of clocks twice or never.

    Source: PEP 495, which defines `fold`.
    """
    first, second = moment.replace(fold=0).utcoffset(), moment.replace(fold=1).utcoffset()
    if first is None or second is None or first == second:
        return "once"
    return "twice" if first > second else "never"


class Clock:
    """From minutes of a local day to instants, quick for the many days on which no clock changes."""

    def __init__(self, home: tzinfo) -> None:
        self._home = home
        self._starts: dict[int, int | None] = {}

    def instant(self, day: date, minute: int) -> int | None:
        """When that minute is on that day; None where the clocks skip it or show it twice."""
        ordinal = day.toordinal()
        if ordinal not in self._starts:
            self._starts[ordinal] = self._even_start(day)
        start = self._starts[ordinal]
        if start is not None:
            return start + minute * MINUTE
        moment = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=self._home)
        return instant(moment, self._home) if standing(moment) == "once" else None

    def begin(self, day: date) -> int:
        """The first instant of that day; where midnight is skipped, that at which the clocks jump."""
        return instant(datetime(day.year, day.month, day.day, tzinfo=self._home), self._home)

    def _even_start(self, day: date) -> int | None:
        """Midnight of a day on which no clock changes; None of any other."""
        start = datetime(day.year, day.month, day.day, tzinfo=self._home)
        offsets = {
            (start + timedelta(hours=hour)).replace(fold=fold).utcoffset() for hour in (-2, 0, 26) for fold in (0, 1)
        }
        return instant(start, self._home) if len(offsets) == 1 else None
