"""The plan as a picture: a week at a glance, a line a day, or as a plain list. Readable without colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from textwrap import wrap
from typing import NamedTuple

from coach.model import Finding, Language, Post
from coach.plan.calendar import DAYS, Rhythm, spoken_hours
from coach.planner import Found, Placed, Planner
from coach.report import Look
from coach.report.concise import shown_path
from coach.text.position import width
from coach.text.show import show
from coach.words import say

TOO_MUCH = ("burst", "busy_day", "daily_cap")
"""Checks whose findings say that there is too much at once."""

ODD = ("after_event", "nonexistent_time", "ambiguous_time", "off_day", "quiet_hours")
"""Checks whose findings say that a time does not suit, the gravest first."""

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
PLAIN = Signs(".", "o", "#", ">")
"""For terminals that can show nothing but ASCII."""


class Bunch(NamedTuple):
    """Posts of one account that come too close: the day, and the hours of the first and the last of them."""

    day: str
    first: str
    last: str
    account: str


class Row(NamedTuple):
    """One post of the picture, or one thread: when, which, and what is wrong with its time."""

    local: datetime
    post: Post
    networks: tuple[str, ...]
    is_gone: bool
    checks: frozenset[str]
    bunch: Bunch | None = None
    """The largest that it is part of."""

    @property
    def is_crowded(self) -> bool:
        """Whether it is one of too many."""
        return not self.checks.isdisjoint(TOO_MUCH)

    @property
    def oddity(self) -> str:
        """The gravest check that its time fails; empty where it fails none."""
        return next((check for check in ODD if check in self.checks), "")

    @property
    def can_move(self) -> bool:
        """Whether coach may write it another time."""
        return bool(self.post.stamps) and not (self.is_gone or self.post.fixed or self.post.reply)


def rows(planner: Planner, found: Found) -> list[Row]:
    """All that has a time, archives included, sorted by it. `found` is what the rules over plans say."""
    listed = []
    for one in (*planner.placed, *planner.remembered):
        if one.entry.local is None:
            continue
        pairs = [(active.rule.check, finding) for named in found.get(one.key, {}).values() for active, finding in named]
        checks = frozenset(check for check, _ in pairs)
        bunch = _bunch(one, [finding for check, finding in pairs if check == "burst"])
        listed.append(
            Row(one.entry.local, one.entry.post, one.networks, not one.entry.is_open(planner.now), checks, bunch)
        )
    return sorted(listed, key=lambda row: (row.local, row.post.path, row.post.number))


def _bunch(one: Placed, findings: Sequence[Finding]) -> Bunch | None:
    if not findings:
        return None
    values: Mapping[str, object] = max(findings, key=lambda finding: int(str(finding.values["count"]))).values
    return Bunch(str(values["day"]), str(values["first"]), str(values["last"]), one.entry.post.account)


Weeks = Mapping[date, Sequence[Row]]
"""The rows of each week, by its Monday."""


def weeks(listed: Iterable[Row], today: date) -> Weeks:
    """The weeks from that of `today` on in which something is planned, in their order."""
    found: dict[date, list[Row]] = {}
    for row in listed:
        found.setdefault(_monday(row.local.date()), []).append(row)
    return {
        week: found[week]
        for week in sorted(found)
        if week >= _monday(today) and any(not row.is_gone for row in found[week])
    }


def picture(drawn: Weeks, rhythm: Rhythm, today: date, look: Look, signs: Signs = DRAWN) -> Iterator[str]:
    """Those weeks, a line a day, and what their signs mean."""
    for week, own in drawn.items():
        yield from _week(week, own, rhythm, today, look, signs)
        yield ""
    if drawn:
        yield from _legend([row for own in drawn.values() for row in own], rhythm, look, signs)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _week(week: date, listed: Sequence[Row], rhythm: Rhythm, today: date, look: Look, signs: Signs) -> Iterator[str]:
    language = look.language
    last = week + timedelta(6)
    title = say("schedule-week", language, first=day_name(week, language), last=day_name(last, language))
    yield look.style(title if last.year == today.year else f"{title} {last.year}", 1)
    per_hour = _per_hour(look)
    label = max(width(_padded(week + timedelta(days), language)) for days in range(7)) + 2
    step = 3 if per_hour > 1 else 6
    yield " " * label + "".join(f"{hour:<{step * per_hour}}" for hour in range(0, 24, step)).rstrip()
    for days in range(7):
        day = week + timedelta(days)
        own = [row for row in listed if row.local.date() == day]
        yield _day(day, own, rhythm, look, signs, label, per_hour, is_today=day == today)
    yield from _remarks(listed, look)


def _per_hour(look: Look) -> int:
    """How many signs stand for an hour."""
    return 3 if look.width >= 100 else 2 if look.width >= 70 else 1


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
    name = _padded(day, look.language)
    head = look.style(name, 1) if is_today else name
    coming = sum(not row.is_gone for row in own)
    marks = ("!" if any(row.is_crowded for row in own) else "") + ("~" if any(row.oddity for row in own) else "")
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
        colour = (1, 32)
        if any(row.oddity for row in coming):
            colour = (1, 33)
        if any(row.is_crowded for row in coming):
            colour = (1, 31)
        return look.style(digit, *colour)
    if inside:
        return look.style(signs.gone, 2)
    is_open = _is_told(rhythm) and rhythm.has_day(day) and rhythm.has_minute(first)
    return look.style(signs.free, 2) if is_open else " "


def _is_told(rhythm: Rhythm) -> bool:
    """Whether the team has said when it posts."""
    return bool(rhythm.hours or rhythm.days)


def _remarks(listed: Sequence[Row], look: Look) -> Iterator[str]:
    """Under the picture, what its marks mean there: each bunch, each day that is too full, each kind of odd time."""
    coming = [row for row in listed if not row.is_gone]
    bunches: dict[Bunch, list[Row]] = {}
    full: dict[date, list[Row]] = {}
    odd: dict[str, list[Row]] = {check: [] for check in ODD}
    for row in coming:
        if row.bunch:
            bunches.setdefault(row.bunch, []).append(row)
        elif row.is_crowded:
            full.setdefault(row.local.date(), []).append(row)
        if row.oddity:
            odd[row.oddity].append(row)
    for bunch, own in bunches.items():
        day = day_name(date.fromisoformat(bunch.day), look.language)
        yield from _remark("schedule-bunch", own, look, "! ", 1, 31, day=day, first=bunch.first, last=bunch.last)
    for when, own in full.items():
        yield from _remark("schedule-full", own, look, "! ", 1, 31, day=day_name(when, look.language))
    for check, own in odd.items():
        if own:
            yield from _remark("schedule-odd", own, look, "~ ", 1, 33, what=capital(fault(check, look.language)))


def _remark(key: str, own: Sequence[Row], look: Look, mark: str, *codes: int, **values: object) -> Iterator[str]:
    line = say(key, look.language, count=len(own), drafts=drafts((row.post for row in own), MOST_NAMED), **values)
    yield from wrapped(line, look, mark, *codes)


def rhythm_words(rhythm: Rhythm, language: Language) -> str:
    """When a team posts: `09:00–12:30, 14:00–19:00 · Mon–Fri`."""
    days = ", ".join(_days(rhythm.days, language))
    times = spoken_hours(rhythm.hours) or say("schedule-any-hour", language)
    return f"{times} · {days or say('schedule-any-day', language)}"


def _days(chosen: Iterable[int], language: Language) -> Iterator[str]:
    """Those days of the week, three and more in a row as one stretch."""
    for _, group in groupby(enumerate(sorted(chosen)), key=lambda pair: pair[1] - pair[0]):
        names = [say(f"day-{DAYS[day]}", language) for _, day in group]
        yield from [f"{names[0]}–{names[-1]}"] if len(names) > 2 else names


def fault(check: str, language: Language) -> str:
    """What is wrong with a time, in a few words: `outside your hours`."""
    return say(f"fault-{check.replace('_', '-')}", language)


def capital(words: str) -> str:
    """Those words as a sentence begins."""
    return words[:1].upper() + words[1:]


def drafts(posts: Iterable[Post], most: int) -> str:
    """The files of those posts, at most so many, and how many more there are."""
    paths = list(dict.fromkeys(shown_path(post.path) for post in posts))
    rest = len(paths) - most
    return ", ".join(paths[:most]) + (f" … +{rest}" if rest > 0 else "")


def wrapped(text: str, look: Look, mark: str = "", *codes: int) -> Iterator[str]:
    """`text` in lines that fit, behind a mark in these SGR codes. What stands on a line of its own stays whole."""
    room = max(20, min(look.width, 100) - len(mark))
    first, *others = text.split("\n")
    for index, line in enumerate(wrap(first, room, break_long_words=False, break_on_hyphens=False)):
        yield (look.style(mark, *codes) if not index else " " * len(mark)) + line
    yield from others


def _legend(listed: Sequence[Row], rhythm: Rhythm, look: Look, signs: Signs) -> Iterator[str]:
    """What the signs mean, those that occur."""
    minutes = 60 // _per_hour(look)
    cells = Counter(
        (row.local.date(), (row.local.hour * 60 + row.local.minute) // minutes) for row in listed if not row.is_gone
    )
    meanings = (
        (signs.free, "free", _is_told(rhythm)),
        ("+", "many", max(cells.values(), default=0) > 9),
        ("!", "much", any(row.is_crowded for row in listed)),
        ("~", "odd", any(row.oddity for row in listed)),
        (signs.gone, "gone", any(row.is_gone for row in listed)),
    )
    text = say("schedule-legend", look.language, minutes=minutes)
    for sign, meaning, occurs in meanings:
        if occurs:
            text += f" {sign}\u00a0=\u00a0{say(f'schedule-legend-{meaning}', look.language)}."
    for line in wrapped(text, look):
        yield look.style(line, 2)


def plain(listed: Sequence[Row], look: Look) -> Iterator[str]:
    """A line a post that is still to go out, for screen readers and for `grep`."""
    language = look.language
    for row in listed:
        if row.is_gone:
            continue
        said = [fault(check, language) for check in (*TOO_MUCH, *ODD) if check in row.checks]
        remarks = f" [{', '.join(said)}]" if said else ""
        when = f"{row.local:%Y-%m-%d} {say(f'day-{DAYS[row.local.weekday()]}', language)} {row.local:%H:%M}"
        text = " ".join(row.post.text.split())
        excerpt = show(text[:60]) + ("…" if len(text) > 60 else "")
        yield f"{when}  {', '.join(row.networks)}  {shown_path(row.post.path)}{remarks}  {excerpt}"


def day_name(day: date, language: Language) -> str:
    """`Tue 24 Nov`, `mar. 24 nov.`"""
    return _day_name(day, f"{day.day}", language)


def _padded(day: date, language: Language) -> str:
    """The same, all as wide, for a column."""
    return _day_name(day, f"{day.day:>2}", language)


def _day_name(day: date, number: str, language: Language) -> str:
    return say(
        "schedule-day", language, day=say(f"day-{DAYS[day.weekday()]}", language), number=number,
        month=say(f"month-{MONTHS[day.month - 1]}", language),
    )  # fmt: skip


def waiting(planner: Planner) -> list[Post]:
    """The drafts that are ready and have no time, in the order of their paths."""
    posts = [
        one.entry.post
        for one in planner.placed
        if one.entry.instant is None and one.entry.post.status == "ready" and not one.entry.post.reply
    ]
    return sorted(posts, key=lambda post: (post.path, post.number))
