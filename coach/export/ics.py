"""The plan as a calendar, to subscribe to or to import: iCalendar, RFC 5545. One event a post."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import UTC
from hashlib import sha256

from coach.export import Going
from coach.plan.calendar import MINUTE, wall
from coach.text.clusters import clusters

LENGTH = 10 * MINUTE
"""How long an event is drawn: a post takes no time, but an event without length can hardly be seen."""

_SUMMARY = 60
_LINE = 75


def calendar(posts: Iterable[Going], *, root: str, now: int, name: str) -> Iterator[str]:
    """The lines of the calendar, each with its end.

    A post keeps its identity (UID) when its time or its text changes: it is made from the path of its draft,
    relative to `root`, and its number. Times are in UTC, which every calendar shows on its reader's clock.
    """
    yield from _lines(
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//coach//coach schedule//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(name)}",
        # What calendars show as its name: most know only this one, older than RFC 7986.
        f"X-WR-CALNAME:{_text(name)}",
    )
    for one in posts:
        post = one.post
        whole = "\n\n".join(part.text for part in one.parts)
        place = os.path.relpath(post.path, root).replace(os.sep, "/")
        identity = sha256(f"{place}#{post.number}".encode("utf-8", "surrogateescape")).hexdigest()[:32]
        yield from _lines(
            "BEGIN:VEVENT",
            f"UID:{identity}@coach",
            f"DTSTAMP:{_utc(now)}",
            f"DTSTART:{_utc(one.instant)}",
            f"DTEND:{_utc(one.instant + LENGTH)}",
            f"SUMMARY:{_text(_short(whole))}",
            f"DESCRIPTION:{_text(whole)}",
            f"CATEGORIES:{','.join(map(_text, one.networks))}",
            f"STATUS:{'TENTATIVE' if post.status == 'draft' else 'CONFIRMED'}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        )
    yield from _lines("END:VCALENDAR")


def _utc(moment: int) -> str:
    return f"{wall(moment, UTC):%Y%m%dT%H%M%SZ}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    parts = list(clusters(line[: _SUMMARY * 4]))
    return line if len(parts) <= _SUMMARY else "".join(parts[: _SUMMARY - 1]) + "…"


def _text(text: str) -> str:
    """`text` as a value: what has a meaning escaped, controls and half characters left out (section 3.3.11)."""
    plain = "".join(sign for sign in text if sign == "\n" or not _is_forbidden(sign))
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, "\\" + sign)
    return plain.replace("\n", "\\n")


def _is_forbidden(sign: str) -> bool:
    return sign < " " or "\x7f" <= sign <= "\x9f" or "\ud800" <= sign <= "\udfff"


def _lines(*contents: str) -> Iterator[str]:
    """Each line, folded so that none is longer than 75 bytes and no character is cut (section 3.1)."""
    for content in contents:
        folded, room = "", _LINE
        for sign in content:
            size = len(sign.encode())
            if size > room:
                folded += "\r\n "
                room = _LINE - 1
            folded += sign
            room -= size
        yield folded + "\r\n"
