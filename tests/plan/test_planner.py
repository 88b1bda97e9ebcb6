"""A year of ten thousand drafts, a long history, and the spreading of both: whole plans against a plain look."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import plans
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from coach.checks import bunching
from coach.engine import Choice, Linter
from coach.model import Post, Thread
from coach.plan.calendar import instant
from coach.plan.plan import Plan
from coach.planner import Found, Planner
from coach.rules import shipped
from coach.settings import Settings

PARIS = ZoneInfo("Europe/Paris")
START = datetime(2026, 1, 1, tzinfo=PARIS)
NOW = instant(START, PARIS) + 3600
HOUR, DAY = 3600, 86_400

WORDS = (  # what an association speaks of
    *("le", "jardin", "ouvre", "samedi", "matin", "aux", "voisins", "du", "quartier", "avec", "un", "atelier", "vélo"),
    *("pour", "petits", "et", "grands", "la", "chorale", "chante", "dimanche", "à", "mairie", "entrée", "libre"),
    *("repas", "partagé", "compte", "rendu", "assemblée", "bénévoles", "merci", "collecte", "livres", "salle", "fête"),
)


def year(count: int, seed: int = 1) -> Iterator[Post]:
    """A year of drafts as a busy federation might have them: bunches, nights, threads, replies, repeats."""
    chance = random.Random(seed)
    texts = [" ".join(chance.choices(WORDS, k=chance.randint(3, 16))) for _ in range(count // 2)]
    for number in range(count):
        at = START + timedelta(minutes=chance.randint(0, 365 * 24 * 60))
        if chance.random() < 0.3:
            at = at.replace(minute=0)
        text = chance.choice(texts) if chance.random() < 0.2 else " ".join(chance.choices(WORDS, k=14))
        if chance.random() < 0.2:
            text += f" https://asso.example/{chance.randint(0, count // 5)}"
        shared = {
            "path": f"drafts/{number:05}.md",
            "reply": chance.random() < 0.05,
            "status": chance.choice(["ready", "ready", "ready", "published"]),
            "fixed": chance.random() < 0.1,
            "networks": tuple(chance.sample(["x", "mastodon"], chance.randint(1, 2))),
            "account": chance.choice(["", "", "", "chorale"]),
        }
        total = 2 if chance.random() < 0.05 else 1
        for part in range(1, total + 1):
            thread = Thread(part, total) if total > 1 else None
            yield plans.post(text, at, number=part, thread=thread, **shared)


def by_draft(posts: Iterator[Post]) -> list[tuple[list[Post], tuple[()]]]:
    drafts: dict[str, list[Post]] = {}
    for post in posts:
        drafts.setdefault(post.path, []).append(post)
    return [(drafts[path], ()) for path in sorted(drafts)]


TEAM = {"hours": "09:00-19:00", "min_gap": "10m", "per_day": 40}


def planner(posts: Iterator[Post], **plan: object) -> Planner:
    team = Settings(timezone="Europe/Paris", plan={**TEAM, **plan})
    return Planner(Linter(shipped(), team, Choice(only="plan")), by_draft(posts), NOW)


@pytest.fixture(scope="module")
def busy() -> Planner:
    return planner(year(10_000))


@cache
def findings(planner: Planner) -> Found:
    """What all rules say, asked for once: a year takes its seconds."""
    return planner.findings()


def told(planner: Planner, check: str, network: str) -> list[tuple[plans.Seen, tuple[plans.Seen, ...]]]:
    """What a rule reports on a network, each with the others it names."""
    found = []
    for key, networks in findings(planner).items():
        for active, finding in networks.get(network, ()):
            if active.rule.check == check:
                found.append((key, tuple((post.path, post.number) for post in finding.related)))
    return sorted(found)


@pytest.mark.parametrize("network", ["x", "mastodon"])
def test_on_a_year_of_ten_thousand_drafts_bursts_and_caps_are_those_of_a_plain_look(
    busy: Planner, network: str
) -> None:
    plan = busy.plans[network]
    expected = sorted(burst_near(plan, 3, HOUR, 600))
    assert len(expected) > 1000
    assert told(busy, "burst", network) == expected
    assert told(busy, "busy_day", network) == sorted(plans.busy_day(plan, 40))


def burst_near(plan: Plan, at_most: int, within: int, gap: int) -> Iterator[tuple[plans.Seen, tuple[plans.Seen, ...]]]:
    """The plain look of `plans.burst`, a few days at a time: what is further away cannot be linked."""
    for account in plans.accounts(plan):
        row = plans.counted(plan, account)
        edges = [0] + [i for i in range(1, len(row)) if (row[i].instant or 0) - (row[i - 1].instant or 0) >= within]
        for start, end in zip(edges, [*edges[1:], len(row)], strict=True):
            part = Plan(plan.network, row[start:end], now=plan.now, zone=plan.zone, rhythm=plan.rhythm)
            yield from plans.burst(part, at_most, within, gap)


def mine(one: plans.Entry, other: plans.Entry) -> bool:
    return one.account == other.account


def test_repeats_of_that_year_are_those_of_a_plain_look(busy: Planner) -> None:
    plan = busy.plans["x"]
    expected = plans.repeated(plan, 7 * DAY, lambda a, b: mine(a, b) and plans.plain(a) == plans.plain(b))
    found = told(busy, "duplicate", "x")
    assert found == sorted(expected)
    assert found
    expected = plans.repeated(
        plan, 3 * DAY, lambda a, b: mine(a, b) and plans.plain(a) != plans.plain(b) and plans.share(a, b) >= 0.7
    )
    assert told(busy, "near_duplicate", "x") == sorted(expected)


def test_links_of_that_year_are_those_of_a_plain_look(busy: Planner) -> None:
    plan = busy.plans["x"]

    def again(one: plans.Entry, other: plans.Entry) -> bool:
        shared = set(links(one)) & set(links(other))
        return bool(shared) and mine(one, other) and plans.plain(one) != plans.plain(other)

    entries = {plans.key(part): plans.key(entry) for entry in plan.entries for part in entry.parts}
    expected = {seen for seen, _ in plans.repeated(plan, DAY, again)}
    assert {entries[seen] for seen, _ in told(busy, "same_link", "x")} == expected
    assert expected


def links(entry: plans.Entry) -> list[str]:
    return [word for word in plans.whole(entry).split() if word.startswith("https://")]


def test_caps_of_that_year_are_those_of_a_plain_look(busy: Planner) -> None:
    plan = busy.plans["mastodon"]
    # The network's own cap is beyond any year of ten thousand.
    expected = sorted(plans.daily_cap(plan, 20, DAY))
    assert plans.flagged(bunching.daily_cap(plan, at_most=20, within="1d")) == expected
    assert expected
    assert told(busy, "daily_cap", "mastodon") == []


def test_single_times_of_that_year_are_judged_as_a_clock_on_the_wall_shows_them(busy: Planner) -> None:
    plan = busy.plans["x"]
    dated = [entry for entry in plan.entries if entry.post.scheduled_at and entry.post.status != "published"]
    local = {plans.key(entry): entry.post.scheduled_at.astimezone(PARIS) for entry in dated if entry.post.scheduled_at}
    past = {key for key, at in local.items() if at.timestamp() <= NOW}
    quiet = {key for key, at in local.items() if not "09:00" <= f"{at:%H:%M}" <= "19:00"} - past
    assert [key for key, _ in told(busy, "quiet_hours", "x")] == sorted(quiet)
    assert [key for key, _ in told(busy, "past_time", "x")] == sorted(past)


def test_copies_on_another_account_are_those_of_a_plain_look() -> None:
    """A smaller year, since the plain look compares all pairs of the texts of two months."""
    small = planner(year(1_200, seed=2))
    plan = small.plans["x"]
    expected = plans.repeated(
        plan, 30 * DAY, lambda a, b: not mine(a, b) and (plans.plain(a) == plans.plain(b) or plans.share(a, b) >= 0.9)
    )
    assert told(small, "copied_account", "x") == sorted(expected)


def moved(planner: Planner, *, undated: bool = True) -> list[Post]:
    """All posts as they stand after the moves."""
    new = {move.post.path: planner.local(move.new) for move in planner.outcome(undated=undated).moves}
    return [
        part._replace(scheduled_at=new.get(part.path, part.scheduled_at))
        for one in planner.placed
        for part in one.entry.parts
    ]


DISTURBING = {"burst", "busy_day", "daily_cap", "quiet_hours", "off_day", "after_event"}


def disturbing(planner: Planner) -> Counter[str]:
    """How often each rule about times finds something in posts that could be moved."""
    posts = {(one.entry.post.path, one.entry.post.number): one.entry.post for one in planner.placed}
    return Counter(
        active.rule.check
        for key, networks in planner.findings().items()
        for pairs in networks.values()
        for active, _ in pairs
        if active.rule.check in DISTURBING and not posts[key].fixed and not posts[key].reply
    )


def test_after_the_moves_of_a_year_only_what_may_not_move_disturbs(busy: Planner) -> None:
    before = disturbing(busy)
    assert before["burst"] > 1000
    assert before["quiet_hours"] > 1000
    settled = {one.key for one in busy.placed if one.entry.post.fixed or one.entry.post.status == "published"}
    after = planner(iter(moved(busy)))
    assert set(disturbing(after)) <= {"busy_day"}, "a day that fixed posts fill stays full"
    for key, networks in after.findings().items():
        for pairs in networks.values():
            for active, finding in pairs:
                if active.rule.check == "burst":
                    assert key in settled
                    assert (finding.related[0].path, finding.related[0].number) in settled


@settings(max_examples=60, deadline=None)
@given(plans.posts("Europe/Paris"), some.sampled_from(["", "09:00-19:00"]), some.sampled_from([None, 2]))
def test_after_the_moves_of_any_plan_nothing_movable_disturbs(
    posts: list[Post], hours: str, per_day: int | None
) -> None:
    free = [post._replace(fixed=False, event=None, status="ready") for post in posts]
    more = ({"hours": hours} if hours else {}) | ({"per_day": per_day} if per_day else {})
    team = Settings(timezone="Europe/Paris", plan=more)
    linter = Linter(shipped(), team, Choice(only="plan"))
    now = instant(plans.NOW, PARIS)
    first = Planner(linter, by_draft(iter(free)), now)
    second = Planner(linter, by_draft(iter(moved(first))), now)
    assert disturbing(second) == {}
    assert second.outcome(undated=True).moves == ()


def history(count: int, until: datetime) -> Iterator[Post]:
    """What an account has sent over years, a post every few hours, the last one just now."""
    chance = random.Random(3)
    for number in range(count):
        at = until - timedelta(hours=5) * (count - number)
        text = " ".join(chance.choices(WORDS, k=10))
        yield Post(text, path="tweets.js", number=number, networks=("x",), scheduled_at=at, status="published")


def test_a_history_sieved_finds_what_the_whole_history_finds() -> None:
    now = datetime.fromtimestamp(NOW, PARIS)
    past = list(history(3_000, now))
    drafts = [
        plans.post(past[-1].text, now + timedelta(hours=1), "a.md", networks=("x",)),
        plans.post(past[-30].text + " encore", now + timedelta(hours=30), "b.md", networks=("x",)),
        plans.post(past[-40].text.upper(), None, "c.md", networks=("x",)),
        plans.post("tout autre chose", now + timedelta(minutes=5), "d.md", networks=("x",)),
    ]
    sieved = planner(iter(drafts), min_gap="8h")
    assert sieved.remember(iter(past)) == len(past)
    assert len(sieved.remembered) < 40
    whole = planner(iter(drafts), min_gap="8h")
    whole.placed += list(planner(iter(past)).placed)
    for check in ("burst", "duplicate", "near_duplicate", "same_link"):
        assert [key for key, _ in told(sieved, check, "x")] == [key for key, _ in told(whole, check, "x")]
    assert {key[0] for key, _ in told(sieved, "duplicate", "x")} == {"a.md"}


def test_what_stands_in_two_archives_or_in_a_draft_too_counts_once() -> None:
    now = datetime.fromtimestamp(NOW, PARIS)
    gone = plans.post("Le jardin ouvre", now - timedelta(hours=3), "gone.md", networks=("x",), status="published")
    coming = plans.post("Autre chose", now + timedelta(minutes=30), "a.md", networks=("x",))
    archived = [
        Post(text, path=path, networks=("x",), scheduled_at=now - back, status="published")
        for path in ("tweets.js", "tweets.zip")
        for text, back in (
            ("le jardin  ouvre", timedelta(hours=3, minutes=-4)),
            ("Bonjour", timedelta(hours=2)),
            ("Bonjour", timedelta(hours=1)),
        )
    ]
    there = planner(iter([gone, coming]))
    assert there.remember(iter(archived)) == 6
    assert [one.entry.text for one in there.remembered] == ["Bonjour", "Bonjour"]


def test_an_archive_of_x_is_history_for_x_premium_too() -> None:
    now = datetime.fromtimestamp(NOW, PARIS)
    one = plans.post("Bonjour à tous", now + timedelta(minutes=3), "a.md", networks=("x-premium", "mastodon"))
    there = planner(iter([one]))
    there.remember(iter([Post("Autre", path="t.js", networks=("x",), scheduled_at=now, status="published")]))
    assert [key for key, _ in told(there, "burst", "x-premium")] == [("a.md", 1)]
    assert told(there, "burst", "mastodon") == []
