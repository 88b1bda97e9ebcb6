"""The judge of a plan on paper: posts with their times, in `[[post]]` tables of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, tzinfo
from itertools import combinations, groupby, pairwise
from typing import Any, NamedTuple

from coach import content
from coach.plan import calendar, similar
from coach.tutor.judges.work import Remark, Work

FRIDAY = 4


class Slot(NamedTuple):
    """One post of the plan. `when` and `event` are local times of the team's zone."""

    name: str
    text: str
    when: datetime
    event: datetime | None
    instant: int
    """Seconds since 1970 UTC."""


def schedule(
    work: Work,
    *,
    min_gap: str = "2h",
    per_day: int = 3,
    hours: str = "09:00-19:00",
    alike: float = 0.8,
) -> Iterator[Remark]:
    """Every post of the starter has a time, and the times leave readers room to breathe.

    Args:
        min_gap: what lies between two posts, as `"2h"` or `"90m"`.
        per_day: how many posts a day bears.
        hours: when one posts, as `"09:00-12:00, 14:00-19:00"`.
        alike: from which share of common pairs of words two texts are the same.
    """
    if work.text is None:
        yield Remark("judge-no-file", {"file": work.exercise.file})
        return
    home = calendar.zone(work.settings.timezone)
    posts = _posts(work.text, work)
    yield from _lost(posts, _posts(work.starter, work))
    slots: list[Slot] = []
    for post in posts.values():
        slot = _slot(post, home)
        if isinstance(slot, Remark):
            yield slot
        else:
            slots.append(slot)
    slots.sort(key=lambda slot: (slot.instant, slot.name))
    crowded = [*_gaps(slots, calendar.seconds(min_gap)), *_full_days(slots, per_day)]
    yield from crowded
    yield from (Remark("judge-day-bar", {"day": day, "bar": bar}) for day, bar in bars(slots) if crowded)
    open_hours = calendar.Rhythm(hours=calendar.hours(hours))
    for slot in slots:
        if not open_hours.has_minute(slot.when.hour * 60 + slot.when.minute):
            yield Remark("judge-quiet-hours", {"name": slot.name, "time": _clock(slot.when), "hours": hours})
        if slot.event and slot.when >= slot.event:
            yield Remark("judge-after-event", {"name": slot.name})
        if "#ff" in slot.text.casefold().split() and slot.when.weekday() != FRIDAY:
            yield Remark("judge-not-friday", {"name": slot.name})
    yield from _repeated(slots, alike)


def bars(slots: list[Slot]) -> Iterator[tuple[str, str]]:
    """Each day of the plan, and its 24 hours as characters: `·` for none, `#` for one post, its number for more."""
    for day, group in groupby(slots, key=lambda slot: slot.when.date()):
        counts = [0] * 24
        for slot in group:
            counts[slot.when.hour] += 1
        yield day.isoformat(), "".join("·#"[count] if count < 2 else str(min(count, 9)) for count in counts)


def _posts(text: str, work: Work) -> Mapping[str, Mapping[str, Any]]:
    """The tables of a plan, by name, in order. Those without a name count for nothing."""
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


def _slot(post: Mapping[str, Any], home: tzinfo) -> Slot | Remark:
    name, written = str(post["name"]), post.get("when", "")
    if written == "":
        return Remark("judge-no-time", {"name": name})
    when, event = _moment(written, home), _moment(post.get("event", ""), home)
    if when is None:
        return Remark("judge-bad-time", {"name": name, "time": str(written)})
    if calendar.standing(when) == "never":
        return Remark("judge-skipped-time", {"name": name, "time": str(written)})
    return Slot(name, str(post["text"]), when, event, calendar.instant(when, home))


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


def _gaps(slots: list[Slot], least: int) -> Iterator[Remark]:
    for first, second in pairwise(slots):
        gap = second.instant - first.instant
        if gap < least:
            values = {"first": first.name, "second": second.name, "gap": calendar.spoken(gap)}
            yield Remark("judge-close", {**values, "least": calendar.spoken(least)})


def _full_days(slots: list[Slot], most: int) -> Iterator[Remark]:
    by_day: dict[date, int] = {}
    for slot in slots:
        by_day[slot.when.date()] = by_day.get(slot.when.date(), 0) + 1
    for day, count in by_day.items():
        if count > most:
            yield Remark("judge-full-day", {"day": day.isoformat(), "count": count, "at_most": most})


def _repeated(slots: list[Slot], alike: float) -> Iterator[Remark]:
    pairs = [(slot, similar.same(slot.text), similar.shingles(slot.text)) for slot in slots[:MOST_COMPARED]]
    for (first, text, shingles), (second, other, others) in combinations(pairs, 2):
        if text == other or similar.alike(shingles, others) >= alike:
            yield Remark("judge-repeated-post", {"first": first.name, "second": second.name})


MOST_COMPARED = 200
"""Of how many posts each is compared with each; the exercise has ten."""


def _clock(moment: datetime) -> str:
    return f"{moment.hour:02}:{moment.minute:02}"
