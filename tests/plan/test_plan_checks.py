"""What the checks over plans report equals what a checker that looks at all pairs reports, on any plan."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import plans
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from coach.checks import bunching, clock, repeats
from coach.plan.calendar import Rhythm

HOMES = some.sampled_from(plans.ZONES)
HOUR, DAY = 3600, 86_400


@some.composite
def plans_of(draw: some.DrawFn) -> plans.Plan:
    home = draw(HOMES)
    rhythm = Rhythm(
        hours=draw(some.sampled_from([(), ((540, 1140),), ((0, 60), (600, 1439))])),
        days=frozenset(draw(some.sets(some.integers(0, 6), max_size=6))),
        min_gap=draw(some.sampled_from([None, 0, 600, 7200])),
        per_day=draw(some.sampled_from([None, 1, 3])),
    )
    now = datetime(2026, 3, 23, tzinfo=ZoneInfo(home)) + timedelta(minutes=draw(plans.MINUTES) // 3)
    return plans.plan(draw(plans.posts(home)), rhythm, home=home, now=now)


@settings(max_examples=100, deadline=None)
@given(plans_of(), some.sampled_from([0, 1, 2, 3]), some.sampled_from(["10m", "1h", "1d"]))
def test_bursts_are_those_that_a_look_at_all_pairs_finds(plan: plans.Plan, at_most: int, within: str) -> None:
    seconds = {"10m": 600, "1h": HOUR, "1d": DAY}[within]
    gap = 900 if plan.rhythm.min_gap is None else plan.rhythm.min_gap
    found = plans.flagged(bunching.burst(plan, at_most=at_most, within=within, min_gap="15m"))
    assert found == sorted(plans.burst(plan, at_most, seconds, gap))


@settings(max_examples=100, deadline=None)
@given(plans_of(), some.integers(1, 4), some.sampled_from([(HOUR, "1h"), (DAY, "24h")]))
def test_caps_are_those_that_a_look_at_all_pairs_finds(plan: plans.Plan, most: int, within: tuple[int, str]) -> None:
    found = plans.flagged(bunching.daily_cap(plan, at_most=most, within=within[1]))
    assert found == sorted(plans.daily_cap(plan, most, within[0]))
    assert plans.flagged(bunching.busy_day(plan, at_most=most)) == sorted(plans.busy_day(plan, most))


@settings(max_examples=100, deadline=None)
@given(
    plans_of(),
    some.sampled_from([(DAY, "1d"), (HOUR, "1h"), (30 * DAY, "30d")]),
    some.sampled_from([0.3, 0.5, 0.7, 1.0]),
)
def test_repeats_are_those_that_a_look_at_all_pairs_finds(
    plan: plans.Plan, within: tuple[int, str], least: float
) -> None:
    seconds, written = within

    def same(one: plans.Entry, other: plans.Entry) -> bool:
        return plans.plain(one) == plans.plain(other)

    def mine(one: plans.Entry, other: plans.Entry) -> bool:
        return one.account == other.account

    expected = plans.repeated(plan, seconds, lambda a, b: mine(a, b) and same(a, b) and plans.whole(a))
    assert plans.flagged(repeats.duplicate(plan, within=written)) == sorted(expected)

    expected = plans.repeated(plan, seconds, lambda a, b: mine(a, b) and not same(a, b) and plans.share(a, b) >= least)
    assert plans.flagged(repeats.near_duplicate(plan, within=written, similarity=least)) == sorted(expected)

    expected = plans.repeated(
        plan, seconds, lambda a, b: not mine(a, b) and plans.whole(a) and (same(a, b) or plans.share(a, b) >= least)
    )
    assert plans.flagged(repeats.copied_account(plan, within=written, similarity=least)) == sorted(expected)


@settings(max_examples=100, deadline=None)
@given(plans_of())
def test_links_are_those_that_a_look_at_all_pairs_finds(plan: plans.Plan) -> None:
    def again(one: plans.Entry, other: plans.Entry) -> bool:
        shared = plans.targets(one) & plans.targets(other)
        return bool(shared) and one.account == other.account and plans.plain(one) != plans.plain(other)

    reported = {seen for seen, _ in plans.repeated(plan, DAY, again)}
    parts = {plans.key(part): plans.key(entry) for entry in plan.entries for part in entry.parts}
    found = list(repeats.same_link(plan, within="1d"))
    assert {parts[plans.key(one.post)] for one in found if one.post} == reported
    for one in found:
        assert one.post is not None
        assert one.post.text[slice(*one.span)] == one.values["link"]


@settings(max_examples=100, deadline=None)
@given(plans_of())
def test_single_times_are_judged_on_the_teams_clocks(plan: plans.Plan) -> None:
    def local(entry: plans.Entry) -> datetime:
        assert entry.post.scheduled_at is not None
        return entry.post.scheduled_at.astimezone(plan.zone)

    dated = [one for one in plan.entries if one.post.scheduled_at is not None]
    can = [one for one in dated if plans.can_change(plan, one)]
    quiet = [
        one
        for one in can
        if plan.rhythm.hours
        and not any(a <= local(one).hour * 60 + local(one).minute <= b for a, b in plan.rhythm.hours)
    ]
    assert plans.flagged(clock.quiet_hours(plan)) == sorted((plans.key(one), ()) for one in quiet)
    off = [one for one in can if plan.rhythm.days and local(one).weekday() not in plan.rhythm.days]
    assert plans.flagged(clock.off_day(plan)) == sorted((plans.key(one), ()) for one in off)
    past = [one for one in dated if local(one).timestamp() <= plan.now and one.post.status != "published"]
    assert plans.flagged(clock.past_time(plan)) == sorted((plans.key(one), ()) for one in past)
    late = [one for one in can if one.post.event is not None and local(one).timestamp() >= one.post.event.timestamp()]
    assert plans.flagged(clock.after_event(plan)) == sorted((plans.key(one), ()) for one in late)


@settings(max_examples=100, deadline=None)
@given(plans_of())
def test_times_that_clocks_skip_or_show_twice_are_found_by_turning_them_round(plan: plans.Plan) -> None:
    skipped, twice = [], []
    for one in plan.entries:
        written = one.post.scheduled_at
        if written is None or not plans.can_change(plan, one):
            continue
        again = written.astimezone(ZoneInfo("UTC")).astimezone(written.tzinfo)
        if again.replace(fold=0) != written.replace(fold=0):
            skipped.append((plans.key(one), ()))
        elif written.replace(fold=1).timestamp() != written.timestamp():
            twice.append((plans.key(one), ()))
    assert plans.flagged(clock.nonexistent_time(plan)) == sorted(skipped)
    assert plans.flagged(clock.ambiguous_time(plan)) == sorted(twice)


@pytest.mark.parametrize(
    ("home", "written", "right"),
    [
        ("Europe/Paris", "2027-03-28 02:30", "03:30"),
        ("Europe/Paris", "2027-03-28 02:00", "03:00"),
        ("America/New_York", "2027-03-14 02:15", "03:15"),
        ("Australia/Lord_Howe", "2026-10-04 02:10", "02:40"),
    ],
)
def test_a_time_that_the_clocks_skip_is_called_by_what_they_show_then(home: str, written: str, right: str) -> None:
    at = datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(home))
    (found,) = clock.nonexistent_time(plans.plan([plans.post(at=at)], home=home))
    assert found.values == {"time": written, "right": right}
    assert [edit.text for edit in found.edits] == [f"{written[:10]}T{right}"]
