"""The time a draft asks for: ISO 8601, with an offset of its own or in the team's time zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Literal

_DATE = r"(\d{4})-(\d{2})-(\d{2})"
_TIME = r"(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?"
_OFFSET = r"(Z|z|[+-]\d{2}(?::?\d{2})?)?"


@cache
def _shape() -> re.Pattern[str]:
    return re.compile(rf"{_DATE}(?:[Tt]| ){_TIME} ?{_OFFSET}", re.ASCII)


@cache
def _bare_date() -> re.Pattern[str]:
    return re.compile(_DATE, re.ASCII)


def lacks_hour(written: str) -> bool:
    """Whether it is a date and nothing more."""
    return _bare_date().fullmatch(written) is not None


def parse(written: str, zone: str | None) -> datetime | None:
    """The time written as `2026-11-22T18:30`, seconds and an offset (`Z`, `+01:00`) welcome; None if it is none.

    Without an offset it is a wall time in the zone of that name, kept as it is: whether it exists there, or
    twice, is not judged here. Without a zone it has none. Fractions of a second are dropped.
    """
    match = _shape().fullmatch(written)
    if not match:
        return None
    year, month, day, hour, minute, second = (int(number or 0) for number in match.groups()[:6])
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=_zone(match[7], zone))
    except ValueError:
        return None


def shape(written: str) -> tuple[str, Literal["team", "utc", "own"]] | None:
    """How that time is written, with the codes of `strftime`, and in whose zone; None if it is none."""
    match = _shape().fullmatch(written)
    if not match:
        return None
    clock = "%Y-%m-%d" + written[10] + "%H:%M" + (":%S" if match[6] else "")
    if match[7] is None:
        return clock, "team"
    if match[7] in "Zz":
        return clock + match[7], "utc"
    blank = " " if written[match.start(7) - 1] == " " else ""
    return clock + blank + "%:z", "own"


def _zone(offset: str | None, name: str | None) -> tzinfo | None:
    if offset is None:
        return _named(name) if name else None
    if offset in "Zz":
        return UTC
    hours, minutes = int(offset[1:3]), int(offset[-2:] if len(offset) > 3 else 0)
    if minutes > 59:
        raise ValueError(offset)
    span = timedelta(hours=hours, minutes=minutes)
    return timezone(-span if offset[0] == "-" else span)


@cache
def _named(name: str) -> tzinfo:
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)
