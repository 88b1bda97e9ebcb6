"""Too much at once: posts that arrive in a row, or more than a day may hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from coach.model import Finding, Post, Span
from coach.plan.calendar import Duration, seconds, spoken
from coach.plan.plan import Entry, Plan

MOST_RELATED = 10
"""How many other posts a finding names."""

NOWHERE = Span(0, 0)


def burst(plan: Plan, *, at_most: int = 3, within: Duration = "1h", min_gap: Duration = "10m") -> Iterator[Finding]:
    """Report each post of a bunch: more than `at_most` within a time, or two closer than the smallest gap.

    A thread counts once, a reply not at all. Bunches that touch are one.

    Args:
        at_most: how many posts may arrive within the time `within`.
        min_gap: the smallest gap between two posts; the team's own, from `[plan]`, comes first.

    Fills `{count}`, `{day}`, `{first}` and `{last}` (of the bunch), `{gap}` and `{span}`. The edits move the post to a
    free slot; they are not safe, since the author chose the time.
    """
    gap = seconds(min_gap) if plan.rhythm.min_gap is None else plan.rhythm.min_gap
    for entries in plan.accounts.values():
        times = [plan.when(entry) for entry in entries]
        for start, end in _bunches(times, at_most, seconds(within), gap):
            values = {
                "count": end - start,
                "day": f"{entries[start].local:%Y-%m-%d}",
                "first": f"{entries[start].local:%H:%M}",
                "last": f"{entries[end - 1].local:%H:%M}",
                "gap": spoken(gap),
                "span": spoken(seconds(within)),
            }
            for index in range(start, end):
                if plan.is_open(entries[index]):
                    related = _nearest(entries, times, index, start, end)
                    yield on_time(plan, entries[index], values, related, repair=True)


def _bunches(times: Sequence[int], at_most: int, within: int, gap: int) -> Iterator[tuple[int, int]]:
    """Where bunches begin and end in sorted times."""
    # How many crowded windows begin, less those that end, at each place: what lies in one is linked.
    edges = [0] * (len(times) + 1)
    for first in range(len(times) - at_most):
        last = first + at_most
        if last > first and times[last] - times[first] < within:
            edges[first] += 1
            edges[last] -= 1
    inside = list(accumulate(edges))
    start = 0
    for index in range(1, len(times) + 1):
        if index < len(times) and (inside[index - 1] or times[index] - times[index - 1] < gap):
            continue
        if index - start > 1:
            yield start, index
        start = index


def _nearest(entries: Sequence[Entry], times: Sequence[int], index: int, start: int, end: int) -> tuple[Post, ...]:
    """The other posts between `start` and `end`, the nearest in time first; of two as near, the earlier."""
    low, high = index - 1, index + 1
    found: list[Post] = []
    while len(found) < MOST_RELATED and (low >= start or high < end):
        earlier = low >= start and (high >= end or times[index] - times[low] <= times[high] - times[index])
        found.append(entries[low if earlier else high].post)
        low, high = (low - 1, high) if earlier else (low, high + 1)
    return tuple(found)


def daily_cap(plan: Plan, *, at_most: int = 0, within: Duration = "24h") -> Iterator[Finding]:
    """Report each post past what the network takes from one account within a time; 0 sets no limit.

    A post counts, a thread once, a reply not.

    Fills `{count}`, how many there are by then, and `{span}`, the time.
    """
    length = seconds(within)
    if not at_most or not length:
        return
    for entries in plan.accounts.values():
        start = 0
        for index, entry in enumerate(entries):
            while plan.when(entries[start]) <= plan.when(entry) - length:
                start += 1
            count = index - start + 1
            if count > at_most and plan.is_open(entry):
                values = {"count": count, "span": spoken(length)}
                yield on_time(plan, entry, values, _previous(entries, start, index), repair=True)


def busy_day(plan: Plan, *, at_most: int = 0) -> Iterator[Finding]:
    """Report each post past what the team wants in one day: `at_most`, or else `per_day` of `[plan]`.

    Fills `{count}`, how many there are by then on that day, `{most}` and `{day}`.
    """
    most = at_most or plan.rhythm.per_day
    if not most:
        return
    for entries in plan.accounts.values():
        start = 0
        for index, entry in enumerate(entries):
            assert entry.local is not None
            first = entries[start].local
            if first is None or first.date() != entry.local.date():
                start = index
            count = index - start + 1
            if count > most and plan.is_open(entry):
                values = {"count": count, "most": most, "day": f"{entry.local:%Y-%m-%d}"}
                yield on_time(plan, entry, values, _previous(entries, start, index), repair=True)


def unscheduled_burst(plan: Plan, *, at_most: int = 5) -> Iterator[Finding]:
    """Report, once an account, that many drafts are ready and none has a time.

    Fills `{count}`, how many there are.
    """
    for entries in plan.waiting.values():
        if len(entries) > at_most:
            first, *others = (entry.post for entry in entries)
            yield Finding(NOWHERE, {"count": len(entries)}, post=first, related=tuple(others), anywhere=True)


def _previous(entries: Sequence[Entry], start: int, index: int) -> tuple[Post, ...]:
    return tuple(entries[at].post for at in range(index - 1, max(start, index - MOST_RELATED) - 1, -1))


def on_time(
    plan: Plan,
    entry: Entry,
    values: Mapping[str, object],
    related: tuple[Post, ...] = (),
    *,
    repair: bool = False,
    anywhere: bool = False,
) -> Finding:
    """A finding about when a post goes out: at its time, where its draft writes one."""
    post = entry.post
    stamp = next((stamp.span for stamp in post.stamps if stamp.span.end > stamp.span.start), None)
    return Finding(
        NOWHERE if stamp is None else stamp,
        values,
        plan.repair(post) if repair else (),
        safe=False,
        in_file=stamp is not None,
        post=post,
        related=related,
        anywhere=anywhere,
    )
