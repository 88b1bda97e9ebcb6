"""The same again: texts and links that an account, or another one, has sent shortly before.

Of two posts the later is reported, or the one that can still be changed. What has no time counts as sent now. Two
posts without a time are compared only where the team plans its posts: elsewhere they may have gone out years apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from coach.model import Finding, Span
from coach.plan.calendar import Duration, seconds
from coach.plan.plan import Entry, Plan
from coach.plan.similar import MOST, Near, Neighbours, links, same, shingles


class _Row(NamedTuple):
    """Posts in the order in which they are compared: what cannot be changed first, then the rest, each by time."""

    entries: tuple[Entry, ...]
    times: tuple[int, ...]
    settled: int
    """How many cannot be changed."""
    keeps_times: bool

    def may_meet(self, first: int, second: int) -> bool:
        """Whether they can be near in time: of two without any nobody knows, unless the team keeps times."""
        entries = self.entries
        return self.keeps_times or entries[first].instant is not None or entries[second].instant is not None

    def away(self, first: int, second: int) -> int:
        """Seconds between two of them."""
        return abs(self.times[first] - self.times[second])


def _row(plan: Plan) -> _Row:
    """All posts but replies, and but those published at a time nobody knows."""
    entries = [
        entry
        for entry in plan.entries
        if not entry.post.reply and (entry.instant is not None or entry.post.status != "published")
    ]
    entries.sort(key=lambda entry: (plan.is_open(entry), plan.when(entry), entry.post.path, entry.post.number))
    return _Row(
        tuple(entries),
        tuple(plan.when(entry) for entry in entries),
        sum(not plan.is_open(entry) for entry in entries),
        plan.keeps_times,
    )


def _finding(row: _Row, at: int, others: Sequence[int], values: Mapping[str, object]) -> Finding:
    entry = row.entries[at]
    nearest = row.entries[others[0]]
    when = nearest.local
    return Finding(
        Span(0, len(entry.post.text)),
        {"other": nearest.post.path, "date": f"{when:%Y-%m-%d}" if when else "–", **values},
        post=entry.post,
        related=tuple(row.entries[other].post for other in others),
        anywhere=True,
    )


class _Groups:
    """Posts by what they share, asked for the nearest that came before."""

    def __init__(self, row: _Row, keys: Callable[[Entry], Iterator[object]]) -> None:
        self._row = row
        self._members: dict[object, list[int]] = {}
        for at, entry in enumerate(row.entries):
            for key in dict.fromkeys(keys(entry)):
                self._members.setdefault(key, []).append(at)

    def before(self, at: int, key: object, within: int, wanted: Callable[[int], bool]) -> list[int]:
        """At most `MOST` wanted ones before that one; the nearest in time first, of two as near the later."""
        members, times, settled = self._members[key], self._row.times, self._row.settled
        first_open = bisect_left(members, settled)
        low = bisect_left(members, times[at] - within, 0, first_open, key=times.__getitem__)
        high = bisect_left(members, times[at] + within + 1, low, first_open, key=times.__getitem__)
        found = sorted(members[low:high], key=lambda other: (self._row.away(at, other), -other))
        found = [other for _, other in zip(range(MOST), filter(wanted, found), strict=False)]
        recent = 0
        for place in range(bisect_left(members, at) - 1, first_open - 1, -1):
            other = members[place]
            if times[other] < times[at] - within or recent == MOST:
                break
            if wanted(other):
                found.append(other)
                recent += 1
        return sorted(found, key=lambda other: (self._row.away(at, other), -other))[:MOST]


def duplicate(plan: Plan, *, within: Duration = "7d") -> Iterator[Finding]:
    """Report a post whose text the same account has sent, or will have sent, shortly before.

    Capitals and blanks make no difference.

    Fills `{other}` and `{date}`, the nearest such post.
    """
    row = _row(plan)
    groups = _Groups(row, lambda entry: iter([(entry.account, same(entry.text))]))
    for at in range(row.settled, len(row.entries)):
        entry = row.entries[at]
        key = (entry.account, same(entry.text))
        others = groups.before(at, key, seconds(within), partial(row.may_meet, at))
        if others and entry.text:
            yield _finding(row, at, others, {})


def near_duplicate(plan: Plan, *, within: Duration = "3d", similarity: float = 0.7) -> Iterator[Finding]:
    """Report a post that says nearly the same as one that the same account has sent shortly before.

    Args:
        similarity: the share of neighbouring words that both must have in common, above 0 and at most 1.

    Fills `{other}` and `{date}`, the nearest such post, and `{percent}`, what it shares with this one.
    """
    row = _row(plan)
    texts = [same(entry.text) for entry in row.entries]

    def wanted(at: int, other: int) -> bool:
        # What is the same to the letter is another rule's matter.
        mine = row.entries[at].account == row.entries[other].account
        return mine and texts[at] != texts[other] and row.may_meet(at, other)

    for at, others in _near(row, seconds(within), similarity, wanted):
        yield _finding(row, at, [near.at for near in others], {"percent": round(others[0].share * 100)})


def copied_account(plan: Plan, *, within: Duration = "30d", similarity: float = 0.9) -> Iterator[Finding]:
    """Report a post that another account of the team sends too, to the letter or nearly so.

    Args:
        similarity: the share of neighbouring words that both must have in common, above 0 and at most 1.

    Fills `{other}`, `{date}` and `{account}` of the nearest such post.
    """
    row = _row(plan)
    if len({entry.account for entry in row.entries}) < 2:
        return
    groups = _Groups(row, lambda entry: iter([same(entry.text)]))

    def wanted(at: int, other: int) -> bool:
        return row.entries[at].account != row.entries[other].account and row.may_meet(at, other)

    similar = dict(_near(row, seconds(within), similarity, wanted))
    for at in range(row.settled, len(row.entries)):
        text = row.entries[at].text
        exact = groups.before(at, same(text), seconds(within), partial(wanted, at)) if text else []
        others = {*exact, *(near.at for near in similar.get(at, ()))}
        if others:
            nearest = sorted(others, key=lambda other: (row.away(at, other), -other))[:MOST]
            yield _finding(row, at, nearest, {"account": row.entries[nearest[0]].account or "–"})


def _near(
    row: _Row, within: int, similarity: float, wanted: Callable[[int, int], bool]
) -> Iterator[tuple[int, list[Near]]]:
    """Each post that can be changed with the nearly same ones before it that are wanted, the nearest first."""
    sets = [shingles(entry.text) for entry in row.entries]
    neighbours = Neighbours(sets, row.times, row.settled, similarity)
    for at in range(row.settled, len(row.entries)):
        found = neighbours.before(at, within, partial(wanted, at))
        if found:
            yield at, found


def same_link(plan: Plan, *, within: Duration = "24h") -> Iterator[Finding]:
    """Report a link that the same account has sent shortly before, in another text.

    Host, tracking and the last slash make no difference. The span is the link's.

    Fills `{link}`, `{other}` and `{date}`, the nearest post with it.
    """
    row = _row(plan)
    texts = [same(entry.text) for entry in row.entries]

    def wanted(at: int, other: int) -> bool:
        return texts[at] != texts[other] and row.may_meet(at, other)

    groups = _Groups(
        row, lambda entry: ((entry.account, link.target) for part in entry.parts for link in links(part.text))
    )
    for at in range(row.settled, len(row.entries)):
        entry = row.entries[at]
        told: set[str] = set()
        for part in entry.parts:
            for link in links(part.text):
                if link.target in told:
                    continue
                told.add(link.target)
                key = (entry.account, link.target)
                others = groups.before(at, key, seconds(within), partial(wanted, at))
                if others:
                    found = _finding(row, at, others, {"link": part.text[link.start : link.end]})
                    yield found._replace(span=Span(link.start, link.end), post=part)
