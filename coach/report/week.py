"""The plan as a picture: a week at a glance, a line a day, or as a plain list. Readable without colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from textwrap import wrap
from typing import NamedTuple

from coach.model import Language, Post
from coach.plan.calendar import DAYS, Rhythm
from coach.planner import Found, Placed, Planner
from coach.report import Look
from coach.report.concise import shown_path
from coach.text.position import width
from coach.text.show import show
from coach.words import say

TOO_MUCH = ("burst", "busy_day", "daily_cap")
"""Checks whose findings say that there is too much at once."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

MOST_NAMED = 3
"""How many drafts a line under the picture names."""


class Signs(NamedTuple):
    """What the picture is drawn with."""

    free: str = "·"
    gone: str = "○"
    bar: str = "█"
    more: str = "…"


DRAWN = Signs()
PLAIN = Signs(".", "o", "#", "~")
"""For terminals that can show nothing but ASCII."""


class Row(NamedTuple):
    """One post of the picture, or one thread: when, which, and what is wrong with its time."""

    local: datetime
    post: Post
    networks: tuple[str, ...]
    is_gone: bool
    checks: frozenset[str]


def rows(planner: Planner, found: Found) -> list[Row]:
    """All that has a time, archives included, sorted by it. `found` is what the rules over plans say."""
    named = {
        key: frozenset(active.rule.check for pairs in by_network.values() for active, _ in pairs)
        for key, by_network in found.items()
    }
    listed = [
        Row(one.entry.local, one.entry.post, one.networks, is_gone(planner, one), named.get(one.key, frozenset()))
        for one in (*planner.placed, *planner.remembered)
        if one.entry.local is not None
    ]
    return sorted(listed, key=lambda row: (row.local, row.post.path, row.post.number))


def is_gone(planner: Planner, one: Placed) -> bool:
    """Whether nothing can be changed about it any more."""
    return one.entry.post.status == "published" or (one.entry.instant or planner.now + 1) <= planner.now


def picture(
    listed: Sequence[Row], rhythm: Rhythm, today: date, look: Look, *, weeks: int, signs: Signs = DRAWN
) -> Iterator[str]:
    """The weeks from that of `today` on in which something is planned, at most `weeks` of them."""
    by_week: dict[date, list[Row]] = {}
    for row in listed:
        by_week.setdefault(_monday(row.local.date()), []).append(row)
    coming = [
        week for week in sorted(by_week) if week >= _monday(today) and any(not row.is_gone for row in by_week[week])
    ]
    for week in coming[:weeks]:
        yield from _week(week, by_week[week], rhythm, today, look, signs)
        yield ""
    if len(coming) > weeks:
        yield say("schedule-more-weeks", look.language, count=len(coming) - weeks, weeks=len(coming))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _week(week: date, listed: Sequence[Row], rhythm: Rhythm, today: date, look: Look, signs: Signs) -> Iterator[str]:
    language = look.language
    title = say("schedule-week", language, first=day_name(week, language), last=day_name(week + timedelta(6), language))
    yield look.style(title, 1)
    per_hour = 3 if look.width >= 100 else 2 if look.width >= 70 else 1
    label = max(width(day_name(week + timedelta(days), language)) for days in range(7)) + 2
    step = 3 if per_hour > 1 else 6
    yield " " * label + "".join(f"{hour:<{step * per_hour}}" for hour in range(0, 24, step)).rstrip()
    for days in range(7):
        day = week + timedelta(days)
        own = [row for row in listed if row.local.date() == day]
        yield _day(day, own, rhythm, look, signs, label, per_hour, is_today=day == today)
    yield from _remarks(listed, look)


def _day(
    day: date,
    own: Sequence[Row],
    rhythm: Rhythm,
    look: Look,
    signs: Signs,
    label: int,
    per_hour: int,
    *,
    is_today: bool,
) -> str:
    cells = [_cell(cell, own, day, rhythm, look, signs, per_hour) for cell in range(24 * per_hour)]
    name = day_name(day, look.language)
    head = look.style(name, 1) if is_today else name
    coming = sum(not row.is_gone for row in own)
    marks = ("!" if any(_is_crowded(row) for row in own) else "") + ("~" if any(_is_off(row) for row in own) else "")
    room = look.width - label - 24 * per_hour - 7
    bar = signs.bar * min(coming, max(0, room)) + (signs.more if coming > room else "")
    tail = f"{coming:>3} {bar}" if coming else ""
    if marks:
        tail += " " + look.style(marks, 1, 31 if "!" in marks else 33)
    return (head + " " * (label - width(name)) + "".join(cells) + tail).rstrip()


def _cell(cell: int, own: Sequence[Row], day: date, rhythm: Rhythm, look: Look, signs: Signs, per_hour: int) -> str:
    first = cell * 60 // per_hour
    inside = [row for row in own if first <= row.local.hour * 60 + row.local.minute < first + 60 // per_hour]
    coming = [row for row in inside if not row.is_gone]
    if coming:
        digit = str(len(coming)) if len(coming) < 10 else "+"
        colour = (1, 31) if any(map(_is_crowded, coming)) else (1, 33) if any(map(_is_off, coming)) else (1, 32)
        return look.style(digit, *colour)
    if inside:
        return look.style(signs.gone, 2)
    is_open = rhythm.has_day(day) and rhythm.has_minute(first) and bool(rhythm.hours or rhythm.days)
    return look.style(signs.free, 2) if is_open else " "


def _is_crowded(row: Row) -> bool:
    return any(check in row.checks for check in TOO_MUCH)


def _is_off(row: Row) -> bool:
    return bool(row.checks & {"quiet_hours", "off_day", "after_event", "nonexistent_time", "ambiguous_time"})


def _remarks(listed: Sequence[Row], look: Look) -> Iterator[str]:
    """Under the picture: what its marks mean there, a line for each bunch and each kind of odd time."""
    for day in sorted({row.local.date() for row in listed if not row.is_gone and _is_crowded(row)}):
        bunch = [row for row in listed if row.local.date() == day and not row.is_gone and _is_crowded(row)]
        line = say(
            "schedule-bunch",
            look.language,
            day=day_name(day, look.language),
            first=f"{bunch[0].local:%H:%M}",
            last=f"{bunch[-1].local:%H:%M}",
            count=len(bunch),
            drafts=_drafts(bunch),
        )
        yield from wrapped(line, look, "! ", 1, 31)
    odd = [row for row in listed if not row.is_gone and _is_off(row)]
    if odd:
        line = say("schedule-off", look.language, count=len(odd), drafts=_drafts(odd))
        yield from wrapped(line, look, "~ ", 1, 33)


def _drafts(listed: Iterable[Row]) -> str:
    paths = list(dict.fromkeys(shown_path(row.post.path) for row in listed))
    rest = len(paths) - MOST_NAMED
    return ", ".join(paths[:MOST_NAMED]) + (f" … +{rest}" if rest > 0 else "")


def wrapped(text: str, look: Look, mark: str = "", *codes: int) -> Iterator[str]:
    """`text` in lines that fit, behind a mark in these SGR codes."""
    room = max(20, min(look.width, 100) - len(mark))
    for index, line in enumerate(wrap(text, room, break_long_words=False, break_on_hyphens=False)):
        yield (look.style(mark, *codes) if not index else " " * len(mark)) + line


def legend(listed: Sequence[Row], look: Look, signs: Signs) -> Iterator[str]:
    """What the signs of the picture mean."""
    text = say("schedule-legend", look.language, free=signs.free)
    if any(row.is_gone for row in listed):
        text += f" {signs.gone} = {say('schedule-legend-gone', look.language)}."
    for line in wrapped(text, look):
        yield look.style(line, 2)


def plain(listed: Sequence[Row], today: date, look: Look) -> Iterator[str]:
    """A line a post that is still to go out, for screen readers and for `grep`."""
    language = look.language
    for row in listed:
        if row.is_gone:
            continue
        remarks = ""
        if row.checks:
            said = [say("schedule-mark-much", language)] * _is_crowded(row) + [
                say("schedule-mark-off", language)
            ] * _is_off(row)
            remarks = f" [{', '.join(said)}]" if said else ""
        when = f"{row.local:%Y-%m-%d} {say(f'day-{DAYS[row.local.weekday()]}', language)} {row.local:%H:%M}"
        text = " ".join(row.post.text.split())
        excerpt = show(text[:60]) + ("…" if len(text) > 60 else "")
        yield f"{when}  {', '.join(row.networks)}  {shown_path(row.post.path)}{remarks}  {excerpt}"


def day_name(day: date, language: Language) -> str:
    """`Tue 24 Nov`, `mar. 24 nov.`."""
    return say(
        "schedule-day", language, day=say(f"day-{DAYS[day.weekday()]}", language), number=f"{day.day:>2}",
        month=say(f"month-{MONTHS[day.month - 1]}", language),
    )  # fmt: skip


def waiting(planner: Planner, look: Look) -> Iterator[str]:
    """The drafts that are ready and have no time, in one line."""
    posts = [
        one.entry.post
        for one in planner.placed
        if one.entry.instant is None and one.entry.post.status == "ready" and not one.entry.post.reply
    ]
    if posts:
        paths = list(dict.fromkeys(shown_path(post.path) for post in posts))
        rest = len(paths) - MOST_NAMED
        named = ", ".join(paths[:MOST_NAMED]) + (f" … +{rest}" if rest > 0 else "")
        yield from wrapped(say("schedule-waiting", look.language, count=len(posts), drafts=named), look)
