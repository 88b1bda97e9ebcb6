"""Where posts are placed: nobody is disturbed, nobody moves without need, and room is found wherever there is some."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise, product
from zoneinfo import ZoneInfo

import plans
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from coach.model import Edit, Span, Stamp
from coach.plan.board import Limits, Rules, Unit
from coach.plan.calendar import USUAL, Rhythm, instant, or_usual, wall, zone
from coach.plan.placement import LEAD, Move, Outcome, place
from coach.plan.stamps import stamped

HOUR, DAY = 3600, 86_400
PARIS = ZoneInfo("Europe/Paris")


def unit(
    at: str | int | None, path: str = "a.md", *, on: str = "x", movable: bool = True, by: str | None = None
) -> Unit:
    """A unit on some networks (`x+mastodon`), its time and deadline in Paris."""
    moment = at if at is None or isinstance(at, int) else instant(datetime.fromisoformat(at), PARIS)
    deadline = instant(datetime.fromisoformat(by), PARIS) if by else None
    return Unit(plans.post(path=path), tuple((name, "") for name in on.split("+")), moment, movable, deadline)


def rules(now: str = "2026-03-27 06:50", **changes: object) -> Rules:
    limits = Limits(at_most=3, within=HOUR, gap=2 * HOUR, per_day=3)
    given = {
        "limits": {"x": limits, "mastodon": limits},
        "rhythm": Rhythm(((540, 1140),), frozenset(range(5)), 2 * HOUR, 3),
        "slots": Rhythm(((540, 1140),), frozenset(range(5)), 2 * HOUR, 3),
        "home": PARIS,
        "now": instant(datetime.fromisoformat(now), PARIS),
        **changes,
    }
    given.setdefault("roomy", given["limits"])
    return Rules(**given)  # type: ignore[arg-type]


def told(outcome: Outcome) -> list[str]:
    """`path time reason` of each move, and `path –` of what found no room."""
    moves = [f"{one.post.path} {wall(one.new, PARIS):%a %H:%M} {one.reason}" for one in outcome.moves]
    return moves + [f"{one.post.path} – {one.reason}" for one in outcome.misfits]


@pytest.mark.parametrize(
    ("units", "moves"),
    [
        pytest.param([unit("2026-03-30 10:00")], [], id="who disturbs nobody stays"),
        pytest.param(
            [unit("2026-03-30 10:00", "a"), unit("2026-03-30 10:05", "b")],
            ["b Mon 12:20 burst"],
            id="the later of two moves to the next even slot",
        ),
        pytest.param(
            [unit("2026-03-30 10:00", f"{n}") for n in range(6)],
            [
                "1 Mon 12:20 burst",
                "2 Mon 15:40 burst",
                "3 Tue 09:00 burst",
                "4 Tue 12:20 burst",
                "5 Tue 15:40 burst",
            ],
            id="six in a row are spread over two days",
        ),
        pytest.param(
            [unit("2026-03-30 10:00", "a"), unit("2026-03-30 10:05", "b", movable=False)],
            ["a Mon 12:20 burst"],
            id="beside a fixed time the other moves",
        ),
        pytest.param([unit("2026-03-30 22:00")], ["a.md Tue 09:00 quiet-hours"], id="out of the night"),
        pytest.param([unit("2026-03-28 10:00")], ["a.md Mon 09:00 off-day"], id="out of the weekend"),
        pytest.param([unit(None)], ["a.md Fri 09:00 no-time"], id="what has no time gets the first slot"),
        pytest.param(
            [unit("2026-03-30 10:00", "a"), unit("2026-03-30 10:00", "b", on="mastodon")], [], id="networks apart"
        ),
        pytest.param(
            [
                unit("2026-03-30 10:00", "a"),
                unit("2026-03-30 12:20", "b", on="mastodon"),
                unit("2026-03-30 10:01", "c", on="x+mastodon"),
            ],
            ["c Mon 15:40 burst"],
            id="one draft for two networks fits both",
        ),
        pytest.param(
            [unit(f"2026-03-30 {hour}:00", str(hour)) for hour in (10, 12, 14, 16)],
            ["16 Tue 09:00 busy-day"],
            id="the fourth of a day moves to the next",
        ),
        pytest.param(
            [unit("2026-03-31 15:00", "a", by="2026-03-31 14:00")],
            ["a Mon 19:00 after-event"],
            id="what announces an event goes out before it",
        ),
        pytest.param(
            [unit("2026-03-30 18:00", "a", by="2026-03-30 14:00")],
            ["a Fri 19:00 after-event"],
            id="the last slot on a day before, a working day",
        ),
        pytest.param(
            [unit("2026-03-27 18:00", "a", by="2026-03-27 14:00")],
            ["a Fri 09:00 after-event"],
            id="on the day itself where there is no day before",
        ),
        pytest.param(
            [unit("2026-03-30 09:00", f"{n}", movable=False) for n in range(3)]
            + [unit("2026-03-27 09:00", f"{n}", movable=False) for n in range(3, 6)]
            + [unit(None, "late", by="2026-03-31 00:00")],
            ["late – no-time"],
            id="without room before the event it is said so",
        ),
        pytest.param(
            [unit(f"2026-03-27 {hour:02}:00", str(hour)) for hour in (9, 12, 15)]
            + [unit(None, "soon", by="2026-03-28 00:00")],
            ["soon Fri 09:00 no-time", "9 Mon 09:00 burst"],
            id="others make room for what would miss its event",
        ),
    ],
)
def test_where_posts_go(units: list[Unit], moves: list[str]) -> None:
    assert told(place(units, rules())) == moves
    assert told(place(list(reversed(units)), rules())) == moves, "the order of reading makes no difference"


def test_no_slot_where_the_clocks_are_changed() -> None:
    night = Rhythm(((2 * 60, 3 * 60),), min_gap=0)
    found = place([unit(None)], rules("2026-03-29 01:00", rhythm=night, slots=night))
    assert told(found) == ["a.md Sun 03:00 no-time"], "two o'clock does not exist on that Sunday"
    found = place([unit(None)], rules("2026-10-25 01:00", rhythm=night, slots=night))
    assert told(found) == ["a.md Sun 03:00 no-time"], "two o'clock comes twice on that Sunday"


@some.composite
def cases(draw: some.DrawFn) -> tuple[list[Unit], Rules]:
    home = zone(draw(some.sampled_from(plans.ZONES)))
    start = instant(datetime(2026, 3, 26), home)
    rhythm = Rhythm(
        hours=draw(some.sampled_from([(), ((540, 1140),), ((480, 600), (1080, 1200))])),
        days=frozenset(draw(some.sets(some.integers(0, 6), max_size=6))),
        min_gap=draw(some.sampled_from([None, 600, 7200])),
        per_day=draw(some.sampled_from([None, 1, 3])),
    )
    limits = {
        name: Limits(
            at_most=draw(some.sampled_from([0, 1, 2])),
            within=draw(some.sampled_from([HOUR, 5 * HOUR])),
            gap=600 if rhythm.min_gap is None else rhythm.min_gap,
            cap=draw(some.sampled_from([0, 0, 4])),
            per_day=rhythm.per_day or 0,
        )
        for name in ("x", "mastodon")
    }
    slots = or_usual(rhythm)
    roomy = {name: one._replace(gap=slots.min_gap, per_day=slots.per_day) for name, one in limits.items()}
    moments = some.one_of(some.none(), some.integers(0, 5 * 24 * 12).map(lambda n: start + n * 300))
    units = [
        unit(
            draw(moments),
            f"{index:02}",
            on=draw(some.sampled_from(["x", "mastodon", "x+mastodon"])),
            movable=draw(some.integers(0, 4)) > 0,
        )
        for index in range(draw(some.integers(0, 20)))
    ]
    return units, Rules(limits, roomy, rhythm, slots, home, start - DAY)


def disturbed(units: list[Unit], given: Rules) -> list[str]:
    """Whom a plain look finds where it must not be."""
    found = []
    for one in units:
        if one.instant is None:
            continue
        local = wall(one.instant, given.home)
        if not given.rhythm.has_day(local.date()) or not given.rhythm.has_minute(local.hour * 60 + local.minute):
            found.append(one.post.path)
    for name in given.limits:
        limit = given.limits[name]
        times = sorted(
            (one.instant, one.post.path) for one in units if one.instant is not None and (name, "") in one.channels
        )
        for i, (time, path) in enumerate(times):
            if i and time - times[i - 1][0] < limit.gap:
                found.append(path)
            for most, within in ((limit.at_most, limit.within), (limit.cap, limit.cap_within)):
                if most and i >= most and time - times[i - most][0] < within:
                    found.append(path)
            same_day = [
                one for one in times[: i + 1] if wall(one[0], given.home).date() == wall(time, given.home).date()
            ]
            if limit.per_day and len(same_day) > limit.per_day:
                found.append(path)
    return found


def after(units: list[Unit], outcome: Outcome) -> list[Unit]:
    new = {move.post.path: move.new for move in outcome.moves}
    return [one._replace(instant=new.get(one.post.path, one.instant)) for one in units]


@settings(max_examples=120, deadline=None)
@given(cases())
def test_nobody_is_disturbed_afterwards_and_a_second_time_changes_nothing(case: tuple[list[Unit], Rules]) -> None:
    units, given = case
    outcome = place(units, given)
    assert not outcome.misfits
    placed = after(units, outcome)
    assert {move.post.path for move in outcome.moves} <= {one.post.path for one in units if one.movable}
    assert all(one.instant is not None for one in placed if one.movable)
    movable = {one.post.path for one in units if one.movable}
    settled = [one for one in units if not one.movable]
    if not disturbed(settled, given):
        assert disturbed(placed, given) == []
    again = place(placed, given._replace(now=given.now))
    assert again == Outcome((), ()), "what has been placed stays"
    assert all(move.new >= given.now + LEAD for move in outcome.moves)
    assert movable >= {move.post.path for move in outcome.moves}


@settings(max_examples=120, deadline=None)
@given(cases())
def test_what_disturbs_nobody_stays(case: tuple[list[Unit], Rules]) -> None:
    units, given = case
    dated = [one for one in units if one.instant is not None]
    if not disturbed(dated, given):
        assert place(dated, given).moves == ()


@settings(max_examples=120, deadline=None)
@given(
    some.lists(some.integers(0, 12), max_size=3),
    some.lists(
        some.tuples(some.one_of(some.none(), some.integers(0, 12)), some.integers(1, 14)), min_size=1, max_size=4
    ),
    some.sampled_from([10, 15, 25]),
    some.sampled_from([0, 2]),
)
def test_events_are_met_wherever_that_is_possible(
    blocked: list[int], wanted: list[tuple[int | None, int]], gap: int, at_most: int
) -> None:
    """One hour of one day, in steps of five minutes, and all ways of filling it tried one by one."""
    start = instant(datetime(2026, 3, 30, 9), PARIS)
    hour = Rhythm(((540, 600),), min_gap=gap * 60)
    limits = {"x": Limits(gap=gap * 60, at_most=at_most, within=40 * 60)}
    given = rules(rhythm=hour, slots=hour, limits=limits, now="2026-03-30 08:00")
    settled = [unit(start + 300 * n, f"s{i}", movable=False) for i, n in enumerate(blocked)]
    free = [
        unit(None if at is None else start + 300 * at, f"m{i}")._replace(deadline=start + 300 * by)
        for i, (at, by) in enumerate(wanted)
    ]

    def fits(slots: tuple[int, ...]) -> bool:
        times = sorted(slots)
        gaps = all(5 * (b - a) >= gap for a, b in pairwise(times))
        return gaps and all(5 * (b - a) >= 40 for a, b in zip(times, times[at_most:], strict=False) if at_most)

    possible = any(fits((*blocked, *slots)) for slots in product(*[range(min(13, by)) for _, by in wanted]))
    outcome = place(settled + free, given)
    if possible:
        assert not outcome.misfits
        placed = after(settled + free, outcome)
        assert disturbed(placed, given) == []
        assert all(one.instant is not None and one.instant < (one.deadline or 0) for one in placed if one.movable)
    elif not disturbed(settled, given):
        assert outcome.misfits


@pytest.mark.parametrize(
    ("stamp", "written"),
    [
        (Stamp(Span(0, 16), "%Y-%m-%dT%H:%M"), "2026-07-01T10:30"),
        (Stamp(Span(0, 0), "---\nscheduled_at: %Y-%m-%dT%H:%M\n---\n"), "---\nscheduled_at: 2026-07-01T10:30\n---\n"),
        (Stamp(Span(0, 9), "%Y-%m-%dT%H:%M:%SZ", "utc"), "2026-07-01T08:30:00Z"),
        (Stamp(Span(0, 9), "%Y-%m-%dT%H:%M%:z"), "2026-07-01T10:30+02:00"),
        (Stamp(Span(0, 9), "%Y-%m-%dT%H:%M%:z", "own"), "2026-07-01T04:30-04:00"),
    ],
)
def test_how_a_time_is_written(stamp: Stamp, written: str) -> None:
    own = datetime(2026, 1, 1, tzinfo=ZoneInfo("America/New_York"))
    one = plans.post(at=own)._replace(stamps=(stamp,))
    moment = instant(datetime(2026, 7, 1, 10, 30), PARIS)
    assert stamped(one, moment, PARIS) == (Edit(stamp.span, written),)


def test_ten_thousand_drafts_find_their_places_in_seconds() -> None:
    units = [unit(None, f"{index:05}") for index in range(10_000)]
    outcome = place(units, rules())
    assert len(outcome.moves) == 10_000
    assert wall(outcome.moves[-1].new, PARIS).date() > wall(outcome.moves[0].new, PARIS).date() + timedelta(days=4600)
    assert isinstance(outcome.moves[0], Move)
    assert or_usual(Rhythm()) == USUAL
