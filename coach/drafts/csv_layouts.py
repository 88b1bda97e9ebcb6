"""The tables that schedulers take: which column holds what, and how they write a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

Role = Literal[
    "text", "scheduled_at", "date", "time", "networks", "account", "lang", "media", "alt", "link", "status", "reply",
    "cw", "fixed", "event_at", "other",
]  # fmt: skip


class Layout(NamedTuple):
    """The columns of one kind of table."""

    name: str
    columns: tuple[tuple[str, Role], ...]
    """The header's names in their order, each with what its column holds."""
    needs: tuple[str, ...]
    """The names by which a header is recognised."""
    time: str = ""
    """How a time is written, with the codes of `strftime`; empty for ISO 8601 in any form."""
    zone: Literal["team", "utc"] = "team"
    checked: bool = True
    """Whether the scheduler's own pages name these columns; if not, a look into the app is advised."""
    most: int = 0
    """How many rows it takes at once; 0 where it names no number."""
    header: bool = True


_KNOWN = (
    # https://www.ayrshare.com/docs/apis/post/bulk-post, read 2026-11-22
    Layout(
        "ayrshare",
        (("post", "text"), ("platforms", "networks"), ("mediaUrls", "other"), ("scheduleDate", "scheduled_at")),
        needs=("post", "scheduleDate"),
        time="%Y-%m-%dT%H:%M:%SZ",
        zone="utc",
    ),
    # https://help.postfa.st/publishing-scheduling/csv-format-for-bulk-import, read 2026-11-22
    Layout(
        "postfast",
        (
            ("scheduled_at", "scheduled_at"),
            ("account_id", "account"),
            ("content", "text"),
            ("media_urls", "other"),
            ("first_comment", "other"),
        ),
        needs=("scheduled_at", "account_id", "content"),
        time="%Y-%m-%dT%H:%M:%S%:z",
        most=200,
    ),
    # https://support.sproutsocial.com/hc/en-us/articles/115005864203, read 2026-11-22
    Layout(
        "sprout",
        (("date", "date"), ("time_24hr", "time"), ("message_text", "text")),
        needs=("date", "time_24hr", "message_text"),
        most=350,
    ),
    # https://help.kyriossystems.com/en/articles/13662132, read 2026-11-22; the GoHighLevel family shares it
    Layout(
        "ghl",
        (
            ("postAtSpecificTime", "scheduled_at"),
            ("content", "text"),
            ("link", "link"),
            ("imageUrls", "other"),
            ("gifUrl", "other"),
            ("videoUrls", "other"),
        ),
        needs=("postAtSpecificTime", "content"),
        time="%Y-%m-%d %H:%M:%S",
        most=90,
    ),
    # No page of its own that we could read names its columns: these are what its users describe.
    Layout(
        "buffer",
        (("Text", "text"), ("Image URL", "other"), ("Tags", "other"), ("Posting Time", "scheduled_at")),
        needs=("Text", "Posting Time"),
        time="%Y-%m-%d %H:%M",
        checked=False,
    ),
    # Guides of 2015 and 2016: three columns and no header, a file for each network, minutes that end in 0 or 5.
    Layout(
        "hootsuite",
        (("date", "scheduled_at"), ("message", "text"), ("link", "link")),
        needs=(),
        time="%m/%d/%Y %H:%M",
        checked=False,
        most=350,
        header=False,
    ),
    # coach's own: the names of front matter.
    Layout(
        "coach",
        (
            ("text", "text"),
            ("scheduled_at", "scheduled_at"),
            ("networks", "networks"),
            ("account", "account"),
            ("lang", "lang"),
            ("status", "status"),
            ("media", "media"),
            ("alt", "alt"),
            ("cw", "cw"),
            ("reply", "reply"),
            ("fixed", "fixed"),
            ("event_at", "event_at"),
        ),
        needs=("text",),
    ),
)

LAYOUTS: Mapping[str, Layout] = {layout.name: layout for layout in _KNOWN}

OWN: Mapping[str, Role] = {
    "text": "text", "scheduled_at": "scheduled_at", "networks": "networks", "network": "networks",
    "platforms": "networks", "account": "account", "lang": "lang", "media": "media", "alt": "alt", "status": "status",
    "reply": "reply", "cw": "cw", "fixed": "fixed", "event_at": "event_at", "link": "link",
}  # fmt: skip


class Match(NamedTuple):
    """A table that coach can read: what each of its columns holds."""

    layout: Layout
    roles: tuple[Role, ...]


def recognise(header: tuple[str, ...], columns: Mapping[str, Any]) -> Match | None:
    """The layout of a table with that header, as the settings (`columns`) say, or else as coach knows it."""
    names = [name.strip() for name in header]
    if columns.get("text") in names:
        wanted: dict[str, Role] = {columns[role]: role for role in _MAPPED if role in columns}
        layout = Layout("settings", tuple(wanted.items()), (), columns.get("time_format", ""))
        return Match(layout, tuple(wanted.get(name, "other") for name in names))
    # Some write what they expect behind the name: "postAtSpecificTime (YYYY-MM-DD HH:mm:ss)".
    bare = [name.partition(" (")[0] for name in names]
    for layout in LAYOUTS.values():
        if layout.header and layout.name != "coach" and all(need in bare for need in layout.needs):
            known = dict(layout.columns)
            return Match(layout, tuple(known.get(name, "other") for name in bare))
    lower = [name.lower() for name in bare]
    if "text" in lower:
        return Match(LAYOUTS["coach"], tuple(OWN.get(name, "other") for name in lower))
    return None


_MAPPED: tuple[Role, ...] = ("text", "scheduled_at", "networks", "account", "lang", "media", "alt", "link", "status")


def names() -> Iterator[str]:
    """The headers that coach knows, as one would write them."""
    for layout in LAYOUTS.values():
        if layout.header:
            yield ", ".join(layout.needs)
