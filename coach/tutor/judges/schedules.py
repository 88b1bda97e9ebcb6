"""The judge of a plan on paper: posts with their times, in `[[post]]` tables of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from coach import content
from coach.model import Post
from coach.plan import calendar
from coach.settings import Settings
from coach.tutor.judges.work import Remark, Work

if TYPE_CHECKING:
    from coach.engine import Diagnostic

RULES = (
    "burst",
    "busy-day",
    "quiet-hours",
    "nonexistent-time",
    "after-event",
    "follow-friday-day",
    "duplicate",
    "near-duplicate",
)
"""The rules over plans that the judge asks: those that `coach lint` will ask of real drafts."""

_CROWDED = ("burst", "busy-day")


class Slot(NamedTuple):
    """One post of the plan, under the name that the file gives it."""

    post: Post
    when: datetime
    """Local time of the team's zone."""


def schedule(work: Work, *, min_gap: str = "2h", per_day: int = 3, hours: str = "09:00-19:00") -> Iterator[Remark]:
    """Every post of the starter has a time, and the rules over plans find nothing.

    Args:
        min_gap: what lies between two posts, as `"2h"` or `"90m"`.
        per_day: how many posts a day bears.
        hours: when one posts, as `"09:00-12:00, 14:00-19:00"`.
    """
    if work.text is None:
        yield Remark("judge-no-file", {"file": work.exercise.file})
        return
    home = calendar.zone(work.settings.timezone)
    posts = _posts(work.text, work)
    yield from _lost(posts, _posts(work.starter, work))
    slots: list[Slot] = []
    for post in posts.values():
        slot = _slot(post, home, work.language)
        if isinstance(slot, Remark):
            yield slot
        else:
            slots.append(slot)
    slots.sort(key=lambda slot: (calendar.instant(slot.when, home), slot.post.path))
    rhythm = {"min_gap": min_gap, "per_day": per_day, "hours": hours}
    found = list(_diagnostics(work, [slot.post for slot in slots], rhythm))
    # A bunch is told once, with the names of its posts.
    told: dict[tuple[str, str], list[Diagnostic]] = {}
    for diagnostic in found:
        told.setdefault((diagnostic.rule.id, diagnostic.message(work.language)), []).append(diagnostic)
    for (_, message), diagnostics in told.items():
        names = ", ".join(diagnostic.post.path for diagnostic in diagnostics)
        yield Remark("judge-plan", {"names": names, "message": message}, diagnostics[0])
    if any(diagnostic.rule.id in _CROWDED for diagnostic in found):
        yield from (Remark("judge-day-bar", {"day": day, "bar": bar}) for day, bar in bars(slots))


def bars(slots: list[Slot]) -> Iterator[tuple[str, str]]:
    """Each day of the plan, and its 24 hours as characters: `·` for none, `#` for one post, its number for more."""
    for day, group in groupby(slots, key=lambda slot: slot.when.date()):
        counts = [0] * 24
        for slot in group:
            counts[slot.when.hour] += 1
        yield day.isoformat(), "".join("·#"[count] if count < 2 else str(min(count, 9)) for count in counts)


def _diagnostics(work: Work, posts: list[Post], rhythm: Mapping[str, Any]) -> Iterator[Diagnostic]:
    from coach import rules
    from coach.engine import Choice, Linter
    from coach.planner import Planner

    settings = Settings(
        networks=(work.network,),
        timezone=work.settings.timezone,
        limits=work.settings.limits,
        ours=work.settings.ours,
        plan=rhythm,
    )
    linter = Linter(rules.shipped(), settings, Choice(select=RULES, networks=(work.network,)))
    # Long ago, so that no time of the exercise is ever past.
    found = Planner(linter, [((post,), ()) for post in posts], now=0).findings()
    for post in posts:
        yield from linter.lint(post, planned=found.get((post.path, post.number), {}))


def _posts(text: str, work: Work) -> Mapping[str, Mapping[str, Any]]:
    """The tables of a plan, by name, in order. Those without a name or a text count for nothing."""
    listed = content.parse_toml(text, work.exercise.file).get("post", [])
    tables = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return {str(one["name"]): one for one in tables if one.get("name") and str(one.get("text", "")).strip()}


def _lost(posts: Mapping[str, Mapping[str, Any]], wanted: Mapping[str, Mapping[str, Any]]) -> Iterator[Remark]:
    lost = [name for name in wanted if name not in posts]
    if lost:
        yield Remark("judge-lost-posts", {"names": ", ".join(lost)})
    for name, post in wanted.items():
        if name in posts and str(posts[name].get("event", "")) != str(post.get("event", "")):
            yield Remark("judge-event-moved", {"name": name})


def _slot(post: Mapping[str, Any], home: tzinfo, language: str) -> Slot | Remark:
    name, written = str(post["name"]), post.get("when", "")
    if written == "":
        return Remark("judge-no-time", {"name": name})
    when, event = _moment(written, home), _moment(post.get("event", ""), home)
    if when is None:
        return Remark("judge-bad-time", {"name": name, "time": str(written)})
    return Slot(Post(str(post["text"]), path=name, language=language, scheduled_at=when, event=event), when)


def _moment(written: object, home: tzinfo) -> datetime | None:
    """A time as it is typed (`2027-03-15 9:00`, `9h30`) or as TOML reads it; None where it is none."""
    moment = written if isinstance(written, datetime) else _typed(str(written))
    try:
        return moment and (moment.astimezone(home) if moment.tzinfo else moment.replace(tzinfo=home))
    except OverflowError:
        return None


_TYPED = re.compile(r"\s*+(\d{4})-(\d\d?)-(\d\d?)[ T]\s*+(\d\d?)\s?[:hH]\s?(\d\d)?(?::\d\d)?\s*+", re.ASCII)


def _typed(written: str) -> datetime | None:
    found = _TYPED.fullmatch(written)
    try:
        return datetime(*(int(part or 0) for part in found.groups())) if found else None  # type: ignore[arg-type]
    except ValueError:
        return None
