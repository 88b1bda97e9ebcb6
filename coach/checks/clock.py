"""The time of a single post: the team's hours and days, the past, clocks that change, an event that is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from coach.checks.bunching import on_time
from coach.model import Edit, Finding, Post, Span
from coach.plan.calendar import instant, names_a_day, spoken_hours, standing, too_late
from coach.plan.plan import Entry, Plan
from coach.plan.stamps import stamped
from coach.text.view import View

FRIDAY = 4


class _Dated(NamedTuple):
    entry: Entry
    local: datetime


def _open(plan: Plan) -> Iterator[_Dated]:
    """What has a time and can still be changed, replies included."""
    for entry in plan.entries:
        if entry.local is not None and plan.is_open(entry):
            yield _Dated(entry, entry.local)


def quiet_hours(plan: Plan) -> Iterator[Finding]:
    """Report a post outside the team's hours, from `[plan]`; nothing where the team has named none.

    Fills `{time}` and `{hours}`.
    """
    hours = spoken_hours(plan.rhythm.hours)
    for entry, local in _open(plan):
        if not plan.rhythm.has_minute(local.hour * 60 + local.minute):
            yield on_time(plan, entry, {"time": f"{local:%H:%M}", "hours": hours}, repair=True)


def off_day(plan: Plan) -> Iterator[Finding]:
    """Report a post on a day of the week on which the team does not post, from `[plan]`.

    Fills `{day}`, the date.
    """
    for entry, local in _open(plan):
        if not plan.rhythm.has_day(local.date()):
            yield on_time(plan, entry, {"day": f"{local:%Y-%m-%d}"}, repair=True)


def past_time(plan: Plan) -> Iterator[Finding]:
    """Report a post that is not marked as published though its time has come.

    Fills `{time}`.
    """
    for entry in plan.entries:
        if entry.instant is not None and entry.instant <= plan.now and entry.post.status != "published":
            yield on_time(plan, entry, {"time": f"{entry.local:%Y-%m-%d %H:%M}"})


def nonexistent_time(plan: Plan) -> Iterator[Finding]:
    """Report a wall time that the clocks skip when they are put forward.

    Fills `{time}` and `{right}`, what the clocks show then. The edit writes that; it is not safe.
    """
    for entry, local in _open(plan):
        written = entry.post.scheduled_at
        if written is not None and standing(written) == "never":
            # Python reads a skipped time by the clock before the change; what it is called then is `local`.
            values = {"time": f"{written:%Y-%m-%d %H:%M}", "right": f"{local:%H:%M}"}
            yield on_time(plan, entry, values)._replace(edits=stamped(entry.post, instant(local, plan.zone), plan.zone))


def ambiguous_time(plan: Plan) -> Iterator[Finding]:
    """Report a wall time that the clocks show twice when they are put back.

    Fills `{time}`, `{first}` and `{second}`, the two offsets it may be meant in. The edit writes the first,
    where the draft writes an ISO time; it is not safe.
    """
    for entry, _ in _open(plan):
        written = entry.post.scheduled_at
        if written is not None and standing(written) == "twice":
            first, second = (_offset(written.replace(fold=fold)) for fold in (0, 1))
            values = {"time": f"{written:%Y-%m-%d %H:%M}", "first": first, "second": second}
            yield on_time(plan, entry, values)._replace(edits=_with_offset(entry.post, first))


def _offset(moment: datetime) -> str:
    offset = moment.utcoffset() or timedelta()
    minutes = abs(offset) // timedelta(minutes=1)
    return f"{'-' if offset < timedelta() else '+'}{minutes // 60:02}:{minutes % 60:02}"


def _with_offset(post: Post, offset: str) -> tuple[Edit, ...]:
    """The offset, written behind a time that stands alone in its place."""
    if len(post.stamps) != 1:
        return ()
    stamp = post.stamps[0]
    end = stamp.span.end
    is_iso = "T%H:%M" in stamp.shape and "Z" not in stamp.shape and end > stamp.span.start
    return (Edit(Span(end, end), offset),) if is_iso else ()


def after_event(plan: Plan) -> Iterator[Finding]:
    """Report a post that announces an event, named by `event_at` in its draft, and goes out when it has begun.

    Where the draft names only a day, that day is not too late. Fills `{time}` and `{event}`.
    """
    for entry, local in _open(plan):
        event = entry.post.event
        if event is not None and entry.instant is not None and entry.instant >= instant(too_late(event), plan.zone):
            values = {
                "time": f"{local:%Y-%m-%d %H:%M}",
                "event": f"{event:%Y-%m-%d}" if names_a_day(event) else f"{event:%Y-%m-%d %H:%M}",
            }
            yield on_time(plan, entry, values, repair=True)


def follow_friday_day(plan: Plan, *, tags: tuple[str, ...] = ("FF", "FollowFriday")) -> Iterator[Finding]:
    """Report a post with a hashtag of the Friday custom that goes out on another day.

    Args:
        tags: the hashtags, without sign.

    Fills `{tag}` and `{day}`, the date. The span is the hashtag's.
    """
    wanted = {tag.casefold() for tag in tags}
    for entry, local in _open(plan):
        if local.weekday() == FRIDAY:
            continue
        for part in entry.parts:
            for tag in View(part, plan.network, plan.ours).hashtags if "#" in part.text or "＃" in part.text else ():
                if tag.text[1:].casefold() in wanted:
                    yield Finding(tag.span, {"tag": tag.text, "day": f"{local:%Y-%m-%d}"}, post=part)
