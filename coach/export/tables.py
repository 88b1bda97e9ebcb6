"""The plan as a table that a scheduler takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import tzinfo
from typing import Literal, NamedTuple

from coach.drafts.csv_cells import guard
from coach.drafts.csv_layouts import LAYOUTS, Layout, Role
from coach.export import Going
from coach.model import Post, Span, Stamp
from coach.plan.stamps import stamped

_NAMES: Mapping[str, Mapping[str, str]] = {"ayrshare": {"x": "twitter", "x-classic": "twitter", "x-premium": "twitter"}}
"""What a scheduler calls a network, where it is not what coach does."""


Remark = Literal["threads", "guarded", "media", "warnings", "places", "too-many", "unchecked"]


class Table(NamedTuple):
    """A table ready to be written."""

    layout: Layout
    lines: tuple[str, ...]
    """The header, if it has one, and a row a post; each with its end."""
    remarks: Mapping[Remark, int]
    """What whoever takes the table further should know, each with how many posts (or places) it is about."""

    @property
    def rows(self) -> int:
        """How many posts it holds."""
        return len(self.lines) - self.layout.header


def table(posts: Iterable[Going], layout: Layout, home: tzinfo, *, raw: bool = False) -> Table:
    """The posts as rows of that layout; with `raw`, cells that look like formulas are left as they are."""
    lines: list[str] = []
    remarks: Counter[Remark] = Counter()
    places: set[tuple[tuple[str, ...], str]] = set()
    roles = {role for _, role in layout.columns}
    if layout.header:
        lines.append(_line([name for name, _ in layout.columns]))
    for one in posts:
        if len(one.parts) > 1:
            remarks["threads"] += 1
            continue
        cells = [_cell(role, one, layout, home) for _, role in layout.columns]
        safe = cells if raw else [guard(cell) for cell in cells]
        lines.append(_line(safe))
        remarks["guarded"] += sum(before != after for before, after in zip(cells, safe, strict=True))
        remarks["media"] += bool(one.post.media) and "media" not in roles
        remarks["warnings"] += bool(one.post.content_warning) and "cw" not in roles
        # What the table does not say, its posts must share.
        places.add((() if "networks" in roles else one.networks, "" if "account" in roles else one.post.account))
    remarks["places"] = len(places) if len(places) > 1 else 0
    made = Table(layout, tuple(lines), remarks)
    remarks["too-many"] = made.rows if layout.most and made.rows > layout.most else 0
    remarks["unchecked"] = not layout.checked
    return made


def layout(name: str) -> Layout:
    """The layout of that name; `csv` is coach's own."""
    return LAYOUTS["coach" if name == "csv" else name]


def _cell(role: Role, one: Going, layout: Layout, home: tzinfo) -> str:
    post = one.post
    if role in ("scheduled_at", "date", "time"):
        shape = {"scheduled_at": layout.time or "%Y-%m-%dT%H:%M%:z", "date": "%d/%m/%Y", "time": "%H:%M"}[role]
        return _moment(post, one.instant, Stamp(Span(0, 0), shape, layout.zone), home)
    if role == "networks":
        names = _NAMES.get(layout.name, {})
        return ", ".join(dict.fromkeys(names.get(name, name) for name in one.networks))
    texts: Mapping[Role, str] = {
        "text": post.text,
        "account": post.account,
        "lang": post.language or "",
        "status": post.status,
        "reply": "true" if post.reply else "",
        "cw": post.content_warning,
        "fixed": "true" if post.fixed else "",
        "event_at": post.event.isoformat(timespec="minutes") if post.event else "",
        "media": "|".join(medium.file for medium in post.media),
        "alt": "|".join(medium.alt or "" for medium in post.media),
    }
    return texts.get(role, "")


def _moment(post: Post, instant: int, stamp: Stamp, home: tzinfo) -> str:
    return stamped(post._replace(stamps=(stamp,)), instant, home)[0].text


def _line(cells: Iterable[str]) -> str:
    return ",".join(map(_quoted, cells)) + "\r\n"


def _quoted(cell: str) -> str:
    needs = any(sign in cell for sign in ',;"\t\r\n') or cell != cell.strip()
    return '"' + cell.replace('"', '""') + '"' if needs else cell
