"""Where each post goes so that none disturbs another: who may stay, who moves, and to which free slot.

The same input always gives the same plan. A post that disturbs nobody keeps its time; one that does moves to
the next slot that fits; one without a time gets the first free slot; one that comes after the event it announces
gets the last slot on a day before. Only where a post would otherwise miss its event are others asked to make room.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta, tzinfo
from typing import Literal, NamedTuple

from coach.model import Edit, Post, Stamp
from coach.plan.calendar import DAY, EPOCH, MINUTE, Clock, Rhythm, wall

LEAD = 10 * MINUTE
"""How long before its time a post must be known: schedulers ask for five to ten minutes."""

FURTHEST = 3660
"""How many days ahead a slot is looked for, beyond the days that the posts themselves need."""

GRID = 5
"""Minutes: slots begin at round ones, as schedulers want them."""

Channel = tuple[str, str]
"""A network and an account on it."""

Reason = Literal["no-time", "burst", "busy-day", "daily-cap", "quiet-hours", "off-day", "after-event", "makes-room"]


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
    """It must be out before."""

    @property
    def order(self) -> tuple[int, str, int]:
        """What units are looked at by: time, path, number."""
        return (_NEVER if self.instant is None else self.instant, self.post.path, self.post.number)


class Move(NamedTuple):
    """A post that gets a time, or another one, and why."""

    post: Post
    old: int | None
    new: int
    reason: Reason
    other: Post | None = None
    """The post that it was too near to."""


class Misfit(NamedTuple):
    """A post for which there is no room."""

    post: Post
    reason: Reason
    deadline: int | None


class Outcome(NamedTuple):
    """What placing comes to, by time of the new slots."""

    moves: tuple[Move, ...]
    misfits: tuple[Misfit, ...]


_NEVER = 1 << 60


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


def place(units: Iterable[Unit], rules: Rules) -> Outcome:
    """A time for every movable unit for which there is room.

    `units` are all that a reader gets to see, replies left out; what cannot move is worked around.
    """
    ordered = sorted(units, key=lambda unit: unit.order)
    settled = [unit for unit in ordered if not unit.movable and unit.instant is not None]
    movable = [unit for unit in ordered if unit.movable]
    # Days for all of them, should each need one of its own.
    table = _Table(rules, FURTHEST + 7 * len(movable))
    outcome = table.gentle(settled, movable)
    for keep in (True, False):
        if all(misfit.deadline is None for misfit in outcome.misfits):
            break
        firmer = table.firm(settled, movable, outcome, keep=keep)
        if len(firmer.misfits) < len(outcome.misfits):
            outcome = firmer
    return outcome


class _Table:
    """The rules of one placement; each attempt begins with an empty board."""

    def __init__(self, rules: Rules, days: int) -> None:
        self.rules = rules
        self.soonest = rules.now + LEAD
        self.clock = Clock(rules.home)
        self.last = wall(rules.now, rules.home).date() + timedelta(days=days)
        gap = max((one.gap for one in rules.roomy.values()), default=0) // MINUTE
        per_day = min((one.per_day for one in rules.roomy.values() if one.per_day), default=0)
        open_minutes = sum(last - first for first, last in rules.slots.hours)
        self.grid = max(GRID, gap, open_minutes // per_day // GRID * GRID if per_day else 0)

    def gentle(self, settled: Sequence[Unit], movable: Sequence[Unit]) -> Outcome:
        """Whoever disturbs nobody stays; the others take the next slots, those with a date to meet first."""
        board = _Board(self, settled)
        return self._finish(board, movable, [], [])

    def firm(self, settled: Sequence[Unit], movable: Sequence[Unit], before: Outcome, *, keep: bool) -> Outcome:
        """Whoever announces an event comes first, the earliest event foremost; then as in `gentle`.

        With `keep`, those of them that disturb nobody stay. Without, they are packed as early as can be: that
        finds room for all of them wherever there is any, as long as they go to the same networks.
        """
        board = _Board(self, settled)
        known = {(move.post.path, move.post.number): move for move in before.moves}
        known_misfits = {(misfit.post.path, misfit.post.number): misfit.reason for misfit in before.misfits}
        urgent = sorted(
            (unit for unit in movable if unit.deadline is not None), key=lambda unit: (unit.deadline, unit.order)
        )
        moves: list[Move] = []
        misfits: list[Misfit] = []
        for unit in urgent:
            key = (unit.post.path, unit.post.number)
            if keep and unit.instant is not None and self._trouble(board, unit, unit.instant) is None:
                board.put(unit, unit.instant)
                continue
            slot = self._slot(board, unit, self.soonest, exact=not keep)
            move = known.get(key)
            reason = move.reason if move else known_misfits.get(key, "makes-room")
            if slot is None:
                misfits.append(Misfit(unit.post, reason, unit.deadline))
                if unit.instant is not None:
                    board.put(unit, unit.instant)
                continue
            board.put(unit, slot)
            if slot != unit.instant:
                moves.append(Move(unit.post, unit.instant, slot, reason, move.other if move else None))
        rest = [unit for unit in movable if unit.deadline is None]
        return self._finish(board, rest, moves, misfits)

    def _finish(self, board: _Board, movable: Sequence[Unit], moves: list[Move], misfits: list[Misfit]) -> Outcome:
        waiting: list[tuple[Unit, Reason, Post | None]] = []
        for unit in movable:
            if unit.instant is None:
                waiting.append((unit, "no-time", None))
                continue
            trouble = self._trouble(board, unit, unit.instant)
            if trouble is None:
                board.put(unit, unit.instant)
            else:
                waiting.append((unit, *trouble))
        # Dates to meet, then the order of the plan; what had no time comes last.
        waiting.sort(key=lambda item: (item[0].instant is None, item[0].deadline or _NEVER, item[0].order))
        for unit, reason, other in waiting:
            slot = None
            if reason == "after-event":
                slot = self._latest(board, unit)
            elif unit.instant is not None:
                slot = self._slot(board, unit, max(self.soonest, unit.instant))
            if slot is None and (unit.instant is None or unit.deadline is not None):
                slot = self._slot(board, unit, self.soonest) or self._slot(board, unit, self.soonest, exact=True)
            if slot is None:
                misfits.append(Misfit(unit.post, reason, unit.deadline))
                if unit.instant is not None:
                    board.put(unit, unit.instant)
                continue
            board.put(unit, slot)
            moves.append(Move(unit.post, unit.instant, slot, reason, other))
        moves.sort(key=lambda move: (move.new, move.post.path, move.post.number))
        return Outcome(tuple(moves), tuple(misfits))

    def _trouble(self, board: _Board, unit: Unit, moment: int) -> tuple[Reason, Post | None] | None:
        """Why a unit cannot stay at that moment, and which post it is too near to; None where it can."""
        local = wall(moment, self.rules.home)
        if unit.deadline is not None and moment >= unit.deadline:
            return "after-event", None
        if not self.rules.rhythm.has_day(local.date()):
            return "off-day", None
        if not self.rules.rhythm.has_minute(local.hour * 60 + local.minute):
            return "quiet-hours", None
        conflict = board.conflict(unit, moment, local.date(), exact=True)
        return None if conflict is None else (conflict.reason, conflict.other)

    def _slot(self, board: _Board, unit: Unit, soonest: int, *, exact: bool = False) -> int | None:
        """The first moment from `soonest` on at which the unit fits, before its deadline; None where there is none.

        On each day the slots that spread the day's posts evenly are tried first. `exact` looks at every
        minute instead, and leaves no more room than must be.
        """
        start = wall(soonest, self.rules.home)
        day = board.room(unit.channels, start.date(), exact)
        while day is not None:
            first = start.hour * 60 + start.minute + (start.second > 0) if day == start.date() else 0
            if unit.deadline is not None and self.clock.begin(day) >= unit.deadline:
                return None
            for minute in self._even(first) if not exact else ():
                moment = self.clock.instant(day, minute)
                if moment is None or moment < soonest or (unit.deadline is not None and moment >= unit.deadline):
                    continue
                if board.conflict(unit, moment, day, exact) is None:
                    return moment
            found = self._first(board, unit, day, first, exact)
            if found is not None and found >= soonest:
                return found if unit.deadline is None or found < unit.deadline else None
            if first == 0:
                board.fill(unit.channels, day, exact)
            day = board.room(unit.channels, day + timedelta(days=1), exact)
        return None

    def _latest(self, board: _Board, unit: Unit) -> int | None:
        """The last slot on a day before that of the unit's deadline, so that it moves no further than it must.

        None where there is none; on the day itself one that announces an event would come too late for most.
        """
        assert unit.deadline is not None
        first = wall(self.soonest, self.rules.home).date()
        day = min(wall(unit.deadline, self.rules.home).date() - timedelta(days=1), self.last)
        while day >= first:
            if board.room(unit.channels, day, exact=False) == day:
                for minute in reversed(list(self._even(0))):
                    moment = self.clock.instant(day, minute)
                    if moment is not None and moment >= self.soonest and not board.conflict(unit, moment, day, False):
                        return moment
            day -= timedelta(days=1)
        return None

    def _even(self, first: int) -> Iterator[int]:
        for start, end in self.rules.slots.hours or ((0, 24 * 60 - 1),):
            for minute in range(-(-start // GRID) * GRID, end + 1, self.grid):
                if minute >= first:
                    yield minute

    def _first(self, board: _Board, unit: Unit, day: date, first: int, exact: bool) -> int | None:
        """The first moment of that day, from the minute `first` on, at which the unit fits."""
        step = 1 if exact else GRID
        for start, end in self.rules.slots.hours or ((0, 24 * 60 - 1),):
            minute = -(-max(start, first) // step) * step
            while minute <= end:
                moment = self.clock.instant(day, minute)
                if moment is None:
                    minute += step
                    continue
                conflict = board.conflict(unit, moment, day, exact)
                if conflict is None:
                    return moment
                if conflict.until is None:
                    return None
                ahead = max(1, -(-(conflict.until - moment) // MINUTE))
                if minute + ahead > 26 * 60:
                    return None
                # Where clocks change, minutes on the wall are not minutes gone by: step by step there.
                jumped = self.clock.instant(day, min(minute + ahead, 24 * 60 - 1))
                even = jumped is not None and jumped - moment == ahead * MINUTE
                minute += -(-(minute + ahead) // step) * step - minute if even else step
        return None


class _Conflict(NamedTuple):
    reason: Reason
    other: Post | None
    until: int | None
    """No earlier moment can do; None where none of that day can."""


class _Board:
    """What stands in each channel so far."""

    def __init__(self, table: _Table, settled: Iterable[Unit]) -> None:
        self.table = table
        self.times: dict[Channel, list[int]] = {}
        self.posts: dict[Channel, dict[int, Post]] = {}
        self.days: dict[Channel, Counter[date]] = {}
        self.full: dict[tuple[tuple[Channel, ...], date, bool], date] = {}
        for unit in settled:
            assert unit.instant is not None
            self.put(unit, unit.instant)

    def put(self, unit: Unit, moment: int) -> None:
        """Let the unit stand there."""
        day = wall(moment, self.table.rules.home).date()
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
        while day <= self.table.last:
            known = self.full.get((channels, day, exact))
            if known is None:
                if self.table.rules.slots.has_day(day) and not any(
                    self._is_full(channel, day, exact) for channel in channels
                ):
                    break
                known = day + timedelta(days=1)
            passed.append(day)
            day = known
        for one in passed:
            self.full[channels, one, exact] = day
        return day if day <= self.table.last else None

    def _is_full(self, channel: Channel, day: date, exact: bool) -> bool:
        per_day = self._limits(channel, exact).per_day
        return bool(per_day) and channel in self.days and self.days[channel][day] >= per_day

    def _limits(self, channel: Channel, exact: bool) -> Limits:
        rules = self.table.rules
        return (rules.limits if exact else rules.roomy).get(channel[0], _FREE)

    def conflict(self, unit: Unit, moment: int, day: date, exact: bool) -> _Conflict | None:
        """Why the unit cannot stand at that moment of that local day; None where it can."""
        worst: _Conflict | None = None
        for channel in unit.channels:
            found = self._conflict(channel, moment, day, exact)
            if found is None:
                continue
            if found.until is None:
                return found
            if worst is None or worst.until is None or found.until > worst.until:
                worst = found
        return worst

    def _conflict(self, channel: Channel, moment: int, day: date, exact: bool) -> _Conflict | None:
        times = self.times.get(channel)
        if not times:
            return None
        limits = self._limits(channel, exact)
        if self._is_full(channel, day, exact):
            return _Conflict("busy-day", None, None)
        at = bisect_right(times, moment)
        if at and moment - times[at - 1] < limits.gap:
            return _Conflict("burst", self.posts[channel][times[at - 1]], times[at - 1] + limits.gap)
        if at < len(times) and times[at] - moment < limits.gap:
            return _Conflict("burst", self.posts[channel][times[at]], times[at] + limits.gap)
        until = _crowd(times, moment, at, limits.at_most, limits.within)
        if until is not None:
            nearest = min(times[max(0, at - 1) : at + 1], key=lambda time: abs(time - moment))
            return _Conflict("burst", self.posts[channel][nearest], until)
        until = _crowd(times, moment, at, limits.cap, limits.cap_within)
        return None if until is None else _Conflict("daily-cap", None, until)


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


def stamped(post: Post, moment: int, home: tzinfo) -> tuple[Edit, ...]:
    """The edits that write that moment into the draft of the post; none where its format holds no time."""
    return tuple(Edit(stamp.span, _written(stamp, post, moment, home)) for stamp in post.stamps)


def _written(stamp: Stamp, post: Post, moment: int, home: tzinfo) -> str:
    own = post.scheduled_at.tzinfo if post.scheduled_at else None
    utc = EPOCH.tzinfo
    clock = {"team": home, "utc": utc, "own": own or home}[stamp.zone] or home
    local = wall(moment, clock)
    offset = f"{local:%z}"
    return local.strftime(stamp.shape.replace("%:z", f"{offset[:3]}:{offset[3:5]}"))
