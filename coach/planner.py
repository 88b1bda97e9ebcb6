"""Rules on plans: what the rules that look at all posts together say about each, and where posts could go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from functools import cached_property
from typing import Any, NamedTuple

from coach import checks
from coach.engine import Active, Linter
from coach.model import Edit, Finding, Post, Span, Stamp
from coach.plan.board import Channel, Limits, Rules, Unit
from coach.plan.calendar import Rhythm, instant, or_usual, rhythm, seconds, too_late, wall, zone
from coach.plan.history import Known, Reach, Sieve
from coach.plan.placement import Move, Outcome, place
from coach.plan.plan import Entry, Plan, entries
from coach.plan.stamps import stamped
from coach.settings import Override

Key = tuple[str, int]
"""A post: its path and number."""


Found = dict[Key, dict[str, list[tuple[Active, Finding]]]]
"""What the rules over plans say, by post and network."""


class Placed(NamedTuple):
    """An entry, with the networks it goes to and the overrides that fit its path."""

    entry: Entry
    networks: tuple[str, ...]
    overrides: tuple[Override, ...]

    @property
    def key(self) -> Key:
        """Which post it is."""
        return self.entry.post.path, self.entry.post.number


class Planner:
    """All posts of a team with their times. Made once for each settings file and state of the drafts."""

    def __init__(self, linter: Linter, drafts: Iterable[tuple[Sequence[Post], tuple[Override, ...]]], now: int) -> None:
        """`drafts` are the posts of each draft with the overrides that fit its path; `now` parts past from future."""
        self.linter = linter
        self.now = now
        self.home: tzinfo = zone(linter.settings.timezone)
        self.rhythm: Rhythm = rhythm(linter.settings.plan)
        self.placed: list[Placed] = [
            Placed(entry, linter.networks(entry.post, overrides), overrides)
            for posts, overrides in drafts
            for entry in entries(posts, self.home)
        ]
        self.remembered: list[Placed] = []
        """What is kept of the history."""

    def remember(self, history: Iterable[Post]) -> int:
        """Take in posts that have been published, one by one; how many there were.

        Only those are kept that matter to posts still to come, so that a long history costs no memory; and each
        once, though it may stand in two archives, or in a draft too.
        """
        coming = [one.entry for one in self.placed if one.entry.is_open(self.now)]
        sieve = Sieve(coming, self.now, self.reach)
        known = Known((one.entry, one.networks) for one in self.placed if not one.entry.is_open(self.now))
        families: dict[str, tuple[str, ...]] = {}
        count = 0
        for post in history:
            count += 1
            if post.scheduled_at is None or not sieve.keeps(post, moment := instant(post.scheduled_at, self.home)):
                continue
            network = post.networks[0]
            if network not in families:
                families[network] = self._family(network)
            if families[network] and not known.has(post, families[network], moment):
                for entry in entries((post,), self.home):
                    self.remembered.append(Placed(entry, families[network], ()))
        return count

    def _family(self, network: str) -> tuple[str, ...]:
        """The networks of this plan that speak as that one does: an archive of X is also one of X Premium."""
        syntax = self.linter.network(network).syntax
        return tuple(name for name in self.networks if self.linter.network(name).syntax == syntax)

    @cached_property
    def networks(self) -> tuple[str, ...]:
        """Where the drafts go, sorted."""
        return tuple(sorted({name for one in self.placed for name in one.networks}))

    def _account(self, entry: Entry, network: str, *, history: bool = False) -> str:
        """The account on that network: the post's own, or the team's usual one there.

        An archive names its account as the network does; without a name of the team's own to compare it
        with, it is taken for the usual one.
        """
        usual = str(self.linter.settings.limits.get(network, {}).get("account", "")).lstrip("@").casefold()
        own = _of_network(entry.account, network).lstrip("@").casefold()
        return (own or usual) if usual or not history else ""

    @cached_property
    def plans(self) -> Mapping[str, Plan]:
        """The plan of each network."""
        return {
            network: Plan(
                self.linter.network(network),
                [
                    one.entry._replace(account=self._account(one.entry, network, history=history))
                    for rows, history in ((self.placed, False), (self.remembered, True))
                    for one in rows
                    if network in one.networks
                ],
                now=self.now,
                zone=self.home,
                rhythm=self.rhythm,
                ours=self.linter.settings.ours,
                repair=self._repair,
            )
            for network in self.networks
        }

    def rules(self, network: str) -> Mapping[str, Active]:
        """The rules over plans that hold on that network for any draft, by id."""
        found: dict[str, Active] = {}
        for overrides in dict.fromkeys([(), *(one.overrides for one in self.placed)]):
            for active in self.linter.active(network, overrides):
                if active.plan:
                    found.setdefault(active.rule.id, active)
        return found

    def findings(self, wanted: Callable[[str], bool] = lambda path: True) -> Found:
        """By post and network, what those rules say about the posts of the paths that are `wanted`."""
        found: Found = {}
        rows = {one.key: one for one in self.placed}
        for network, plan in self.plans.items():
            for active in self.rules(network).values():
                for finding in active.run(plan):
                    told = self._owner(finding, active.rule.id, network, rows, wanted)
                    if told is not None and told.post is not None:
                        key = (told.post.path, told.post.number)
                        own = self._held(active.rule.id, network, rows, told.post)
                        if own is not None:
                            found.setdefault(key, {}).setdefault(network, []).append((own, told))
        return found

    def _owner(
        self,
        finding: Finding,
        rule: str,
        network: str,
        rows: Mapping[Key, Placed],
        wanted: Callable[[str], bool],
    ) -> Finding | None:
        """The finding, said of a post that is wanted; None where there is none, or its author allows it."""
        post = finding.post
        if post is None or self._held(rule, network, rows, post) is None:
            return None
        if wanted(post.path):
            return finding
        if not finding.anywhere or any(allowance.rule == rule for allowance in post.allow):
            return None
        for other in finding.related:
            if other.status == "published" or not wanted(other.path):
                continue
            if self._held(rule, network, rows, other) is None:
                continue
            values = dict(finding.values)
            if "other" in values:
                at = post.scheduled_at
                values |= {"other": post.path, "date": f"{at:%Y-%m-%d}" if at else "–"}
            rest = tuple(one for one in finding.related if one is not other)
            span = Span(0, len(other.text)) if finding.span.end else finding.span
            return finding._replace(
                span=span, values=values, edits=(), in_file=False, post=other, related=(post, *rest)
            )
        return None

    def _held(self, rule: str, network: str, rows: Mapping[Key, Placed], post: Post) -> Active | None:
        """The rule as it holds for that post; None where it does not, or where the post is history."""
        row = rows.get((post.path, post.number))
        overrides: tuple[Override, ...] | None = row.overrides if row else None
        if overrides is None:
            # A later part of a thread stands in the row of the first.
            overrides = self._overrides.get(post.path)
        if overrides is None:
            return None
        return next((one for one in self.linter.active(network, overrides) if one.rule.id == rule), None)

    @cached_property
    def _overrides(self) -> Mapping[str, tuple[Override, ...]]:
        return {one.entry.post.path: one.overrides for one in self.placed}

    def outcome(self, *, undated: bool, movable: Callable[[str], bool] = lambda path: True) -> Outcome:
        """Where posts go so that none disturbs another: the bunched ones, and if wished those without a time.

        Only posts of the paths that are `movable` are moved; none that is fixed, published, past, a reply, or
        in a draft that has no place for a time of its own.
        """
        slots = or_usual(self.rhythm)
        limits = {network: self._limits(network) for network in self.networks}
        roomy = {
            network: one._replace(gap=max(one.gap, slots.min_gap or 0), per_day=one.per_day or slots.per_day or 0)
            for network, one in limits.items()
        }
        return place(self._units(undated, movable), Rules(limits, roomy, self.rhythm, slots, self.home, self.now))

    def _limits(self, network: str) -> Limits:
        found = Limits(gap=self.rhythm.min_gap or 0, per_day=self.rhythm.per_day or 0)
        for active in self.rules(network).values():
            options = _options(active)
            if active.rule.check == "burst":
                gap = seconds(options["min_gap"]) if self.rhythm.min_gap is None else self.rhythm.min_gap
                found = found._replace(at_most=options["at_most"], within=seconds(options["within"]), gap=gap)
            elif active.rule.check == "daily_cap":
                found = found._replace(cap=options["at_most"], cap_within=seconds(options["within"]))
            elif active.rule.check == "busy_day" and options["at_most"]:
                found = found._replace(per_day=options["at_most"])
        return found

    def _units(self, undated: bool, movable: Callable[[str], bool]) -> Iterator[Unit]:
        for one in self.remembered:
            if not one.entry.post.reply:
                yield self._unit((one,), history=True, can_move=False)
        together: dict[object, list[Placed]] = {}
        for number, one in enumerate(self.placed):
            if not one.entry.post.reply:
                # What one time is written for moves together.
                stamps = one.entry.post.stamps
                together.setdefault((one.entry.post.path, stamps) if stamps else number, []).append(one)
        for rows in together.values():
            post = rows[0].entry.post
            channels = [channel for one in rows for channel in self._channels(one)]
            can_move = (
                all(one.entry.is_open(self.now) and not one.entry.post.fixed for one in rows)
                and bool(post.stamps)
                and len(channels) == len(set(channels))
                and movable(post.path)
            )
            if rows[0].entry.instant is None:
                if undated and can_move and post.status == "ready":
                    yield self._unit(rows, can_move=True)
            elif can_move:
                yield self._unit(rows, can_move=True)
            else:
                for one in rows:
                    yield self._unit((one,), can_move=False)

    def _channels(self, one: Placed, *, history: bool = False) -> tuple[Channel, ...]:
        return tuple((name, self._account(one.entry, name, history=history)) for name in one.networks)

    def _unit(self, rows: Sequence[Placed], *, can_move: bool, history: bool = False) -> Unit:
        post = rows[0].entry.post
        channels = tuple(channel for one in rows for channel in self._channels(one, history=history))
        deadline = instant(post.event, self.home) if post.event else None
        late = instant(too_late(post.event), self.home) if post.event else None
        return Unit(post, channels, rows[0].entry.instant, can_move, deadline, late)

    @cached_property
    def _moves(self) -> Mapping[tuple[str, tuple[Stamp, ...]], Move]:
        return {(move.post.path, move.post.stamps): move for move in self.outcome(undated=False).moves}

    def _repair(self, post: Post) -> tuple[Edit, ...]:
        move = self._moves.get((post.path, post.stamps))
        return self.edits(move) if move else ()

    def edits(self, move: Move) -> tuple[Edit, ...]:
        """What must be written into its draft for a post to move."""
        return stamped(move.post, move.new, self.home)

    def local(self, moment: int) -> datetime:
        """That instant on the team's clocks."""
        return wall(moment, self.home)

    @cached_property
    def reach(self) -> Reach:
        """How far back any rule looks, from the lengths of time in its options."""
        time = text = 0
        similarity = 1.0
        for network in self.networks:
            for active in self.rules(network).values():
                options = _options(active)
                lengths = [seconds(options[name]) for name in ("within", "min_gap") if name in options]
                longest = max(lengths, default=0)
                if checks.CHECKS[active.rule.check].module == "repeats":
                    text = max(text, longest)
                    similarity = min(similarity, options.get("similarity", 1.0))
                else:
                    time = max(time, longest)
        usual_gap = or_usual(self.rhythm).min_gap or 0
        return Reach(max(time, usual_gap), text, similarity)


def _of_network(account: str, network: str) -> str:
    """Of several accounts (`mastodon-eu, bluesky-eu`), the one whose name tells that network; else the first."""
    names = [name.strip() for name in account.split(",")]
    return next((name for name in names if name.lower().startswith(network)), names[0])


def _options(active: Active) -> dict[str, Any]:
    """The options of a rule with the defaults of its check."""
    defaults = {name: option.default for name, option in checks.options(active.rule.check).items()}
    return {**defaults, **active.options}
