"""Where each post goes so that none disturbs another: who may stay, who moves, and to which free slot.

The same input always gives the same plan. A post that disturbs nobody keeps its time; one that does moves to
the next slot that fits; one without a time gets the first free slot; one that comes after the event it announces
gets the last slot on a day before. Only where a post would otherwise miss its event are others asked to make room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from coach.model import Post
from coach.plan.board import Board, Reason, Rules, Unit
from coach.plan.calendar import MINUTE, NEVER, Clock, wall

LEAD = 10 * MINUTE
"""How long before its time a post must be known: schedulers ask for five to ten minutes."""

FURTHEST = 3660
"""How many days ahead a slot is looked for, beyond the days that the posts themselves need."""

GRID = 5
"""Minutes: slots begin at round ones, as schedulers want them."""


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
        board = Board(self.rules, self.last, settled)
        return self._finish(board, movable, [], [])

    def firm(self, settled: Sequence[Unit], movable: Sequence[Unit], before: Outcome, *, keep: bool) -> Outcome:
        """Whoever announces an event comes first, the earliest event foremost; then as in `gentle`.

        With `keep`, those of them that disturb nobody stay. Without, they are packed as early as can be: that
        finds room for all of them wherever there is any, as long as they go to the same networks.
        """
        board = Board(self.rules, self.last, settled)
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

    def _finish(self, board: Board, movable: Sequence[Unit], moves: list[Move], misfits: list[Misfit]) -> Outcome:
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
        waiting.sort(key=lambda item: (item[0].instant is None, item[0].deadline or NEVER, item[0].order))
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

    def _trouble(self, board: Board, unit: Unit, moment: int) -> tuple[Reason, Post | None] | None:
        """Why a unit cannot stay at that moment, and which post it is too near to; None where it can."""
        local = wall(moment, self.rules.home)
        late = unit.deadline if unit.late is None else unit.late
        if late is not None and moment >= late:
            return "after-event", None
        if not self.rules.rhythm.has_day(local.date()):
            return "off-day", None
        if not self.rules.rhythm.has_minute(local.hour * 60 + local.minute):
            return "quiet-hours", None
        conflict = board.conflict(unit, moment, local.date(), exact=True)
        return None if conflict is None else (conflict.reason, conflict.other)

    def _slot(self, board: Board, unit: Unit, soonest: int, *, exact: bool = False) -> int | None:
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

    def _latest(self, board: Board, unit: Unit) -> int | None:
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

    def _first(self, board: Board, unit: Unit, day: date, first: int, exact: bool) -> int | None:
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
