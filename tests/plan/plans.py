"""Plans made for the tests, and a checker that looks at every pair of posts: slow, plain and surely right."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import strategies as some

from coach.model import Finding, Post, Span, Stamp, Thread
from coach.plan.calendar import Rhythm, instant, zone
from coach.plan.plan import Entry, Plan, entries
from coach.text.networks import network

Call = Callable[..., tuple[int, str, str]]

SETTINGS = """
language = "en"
networks = ["x"]
timezone = "Europe/Paris"
[lint]
include = ["drafts/**"]
[plan]
hours = "09:00-19:00"
days = ["mon", "tue", "wed", "thu", "fri"]
min_gap = "2h"
per_day = 3
"""

PARIS = "Europe/Paris"
DAY = 86_400
NOW = datetime(2026, 3, 27, 12, 0, tzinfo=ZoneInfo(PARIS))
STAMP = (Stamp(Span(18, 34), "%Y-%m-%dT%H:%M"),)


def post(text: str = "Bonjour", at: str | datetime | None = None, path: str = "a.md", **more: object) -> Post:
    """A post, its time in Paris unless it has an offset."""
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    if moment is not None and moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(PARIS))
    return Post(text, path=path, scheduled_at=moment, stamps=STAMP)._replace(**more)  # type: ignore[arg-type]


def plan(
    posts: Iterable[Post], rhythm: Rhythm | None = None, *, on: str = "x", home: str = PARIS, now: datetime = NOW
) -> Plan:
    """All these posts on one network."""
    return Plan(
        network(on),
        entries(posts, zone(home)),
        now=instant(now, zone(home)),
        zone=zone(home),
        rhythm=rhythm,
    )


# A few words, so that texts repeat and resemble each other.
WORDS = some.sampled_from(
    ["le", "jardin", "ouvre", "samedi", "matin", "aux", "voisins", "du", "quartier", "avec", "un", "atelier", "vélo"]
)
LINKS = some.sampled_from(
    [
        "https://asso.example/a",
        "https://www.asso.example/a/?utm_source=x",
        "http://asso.example/b",
        "https://ASSO.example/a#x",
    ]
)
TEXTS = some.one_of(
    some.lists(WORDS, min_size=1, max_size=9).map(" ".join),
    some.tuples(some.lists(WORDS, min_size=4, max_size=7).map(" ".join), LINKS).map(" ".join),
    some.sampled_from(["Le  jardin ouvre", "le jardin OUVRE", "", "Merci à tous nos voisins qui sont venus samedi"]),
)
ZONES = ("Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "UTC")
# The spring of 2026, when clocks change on several sides of the world within these weeks.
MINUTES = some.integers(0, 12 * 24 * 60)


@some.composite
def times(draw: some.DrawFn, home: str) -> datetime | None:
    """None, a wall time in the team's zone (existing or not), or a time with an offset of its own."""
    kind = draw(some.integers(0, 9))
    if kind == 0:
        return None
    start = datetime(2026, 3, 23) + timedelta(minutes=draw(MINUTES) // draw(some.sampled_from([1, 1, 20])))
    if kind == 1:
        return start.replace(tzinfo=ZoneInfo(draw(some.sampled_from(ZONES))))
    return start.replace(tzinfo=ZoneInfo(home))


@some.composite
def posts(draw: some.DrawFn, home: str, most: int = 24) -> list[Post]:
    """Drafts with one post or a thread, some of them replies, published, fixed, or of another account."""
    found: list[Post] = []
    for index in range(draw(some.integers(0, most))):
        path = f"{draw(some.integers(0, 99)):02}-{index:02}.md"
        at = draw(times(home))
        event = draw(some.one_of(some.none(), some.none(), times(home)))
        shared = {
            "reply": draw(some.integers(0, 6)) == 0,
            "status": draw(some.sampled_from(["ready", "ready", "ready", "draft", "published"])),
            "fixed": draw(some.integers(0, 4)) == 0,
            "account": draw(some.sampled_from(["", "", "other"])),
            "event": event,
        }
        total = draw(some.sampled_from([1, 1, 1, 2, 3]))
        for number in range(1, total + 1):
            thread = Thread(number, total) if total > 1 else None
            found.append(post(draw(TEXTS), at, path, number=number, thread=thread, **shared))
    return found


# What follows looks at all pairs and knows nothing of the code that it judges but the values it hands over.

Seen = tuple[str, int]


def key(of: Entry | Post) -> Seen:
    """Which post it is."""
    one = of.post if isinstance(of, Entry) else of
    return (one.path, one.number)


def flagged(findings: Iterable[Finding]) -> list[tuple[Seen, tuple[Seen, ...]]]:
    """Which posts a check reports, each with the others it names, in its order."""
    return sorted((key(one.post), tuple(map(key, one.related))) for one in findings if one.post)


def can_change(plan: Plan, entry: Entry) -> bool:
    return entry.post.status != "published" and not (entry.instant is not None and entry.instant <= plan.now)


def counted(plan: Plan, account: str) -> list[Entry]:
    """What fills a screen, by time."""
    found = [e for e in plan.entries if e.instant is not None and not e.post.reply and e.account == account]
    return sorted(found, key=lambda e: (e.instant, e.post.path, e.post.number))


def accounts(plan: Plan) -> list[str]:
    return sorted({e.account for e in plan.entries})


def burst(plan: Plan, at_most: int, within: int, gap: int) -> Iterator[tuple[Seen, tuple[Seen, ...]]]:
    """Two posts are linked by a small gap, or by any window of too many that holds both; links chain."""
    for account in accounts(plan):
        row = counted(plan, account)
        times = [e.instant or 0 for e in row]
        linked = {(i, i + 1) for i in range(len(row) - 1) if times[i + 1] - times[i] < gap}
        for first in range(len(row)):
            for last in range(first + 1, len(row)):
                if at_most and last - first + 1 > at_most and times[last] - times[first] < within:
                    linked |= {(i, i + 1) for i in range(first, last)}
        for i, entry in enumerate(row):
            chain = [
                j for j in range(len(row)) if j != i and all((k, k + 1) in linked for k in range(min(i, j), max(i, j)))
            ]
            if chain and can_change(plan, entry):
                chain.sort(key=lambda j: (abs(times[j] - times[i]), j > i, abs(j - i)))
                yield key(entry), tuple(key(row[j]) for j in chain[:10])


def daily_cap(plan: Plan, at_most: int, within: int) -> Iterator[tuple[Seen, tuple[Seen, ...]]]:
    for account in accounts(plan):
        row = counted(plan, account)
        for i, entry in enumerate(row):
            before = [e for e in row[:i] if (e.instant or 0) > (entry.instant or 0) - within]
            if len(before) + 1 > at_most and can_change(plan, entry):
                yield key(entry), tuple(key(e) for e in before[::-1][:10])


def busy_day(plan: Plan, at_most: int) -> Iterator[tuple[Seen, tuple[Seen, ...]]]:
    for account in accounts(plan):
        row = counted(plan, account)
        for i, entry in enumerate(row):
            before = [e for e in row[:i] if e.local and entry.local and e.local.date() == entry.local.date()]
            if len(before) + 1 > at_most and can_change(plan, entry):
                yield key(entry), tuple(key(e) for e in before[::-1][:10])


def repeated(plan: Plan, within: int, related: object) -> Iterator[tuple[Seen, tuple[Seen, ...]]]:
    """Each post that can be changed, with those before it that `related` finds in it."""
    row = [e for e in plan.entries if not e.post.reply and (e.instant is not None or e.post.status != "published")]
    plans_times = plan.rhythm != Rhythm() or any(e.instant and e.post.status != "published" for e in plan.entries)
    when = lambda e: plan.now if e.instant is None else e.instant  # noqa: E731
    row.sort(key=lambda e: (can_change(plan, e), when(e), e.post.path, e.post.number))
    # All pairs of the days around: what is further away in time is not asked for.
    days: dict[int, list[int]] = {}
    for i, entry in enumerate(row):
        days.setdefault(when(entry) // DAY, []).append(i)
    for i, entry in enumerate(row):
        if not can_change(plan, entry):
            continue
        around = range((when(entry) - within) // DAY, (when(entry) + within) // DAY + 1)
        others = [
            j
            for j in itertools.chain.from_iterable(days.get(day, ()) for day in around)
            if j < i
            and abs(when(row[j]) - when(entry)) <= within
            and (plans_times or entry.instant or row[j].instant)
            and related(entry, row[j])  # type: ignore[operator]
        ]
        others.sort(key=lambda j: (abs(when(row[j]) - when(entry)), -j))
        if others:
            yield key(entry), tuple(key(row[j]) for j in others[:10])


def whole(entry: Entry) -> str:
    return "\n".join(part.text for part in entry.parts)


def plain(entry: Entry) -> str:
    return _plain(whole(entry))


@cache
def _plain(text: str) -> str:
    return " ".join(text.lower().split())


@cache
def _pairs(text: str) -> set[tuple[str, str]]:
    words = re.findall(r"\w+", re.sub(r"https?://\S+", " ", text).lower())
    return set(itertools.pairwise(words)) if len(words) >= 5 else set()


def share(one: Entry, other: Entry) -> float:
    first, second = _pairs(whole(one)), _pairs(whole(other))
    return len(first & second) / len(first | second) if first | second else 0.0


def targets(entry: Entry) -> set[str]:
    """The links of the generated texts, by where they lead."""
    found = set()
    for link in re.findall(r"https?://\S+", whole(entry)):
        found.add("b" if link.endswith("/b") else "a")
    return found


def sorted_pairs(found: Iterable[tuple[Seen, tuple[Seen, ...]]]) -> Sequence[tuple[Seen, tuple[Seen, ...]]]:
    return sorted(found)
