"""The plan as a table that a scheduler takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo
from typing import NamedTuple

from coach.drafts.csv_cells import guard
from coach.drafts.csv_layouts import LAYOUTS, Layout, Role
from coach.export import Going
from coach.model import Post, Span, Stamp
from coach.plan.placement import stamped

_NAMES: Mapping[str, Mapping[str, str]] = {"ayrshare": {"x": "twitter", "x-classic": "twitter", "x-premium": "twitter"}}
"""What a scheduler calls a network, where it is not what coach does."""


class Table(NamedTuple):
    """A table ready to be written."""

    layout: Layout
    lines: tuple[str, ...]
    """The header, if it has one, and a row a post; each with its end."""
    threads: int
    """How many threads are left out: a row cannot hold one."""
    guarded: int
    """How many cells begin with the sign that keeps a spreadsheet from reading a formula."""

    @property
    def rows(self) -> int:
        """How many posts it holds."""
        return len(self.lines) - self.layout.header


def table(posts: Iterable[Going], layout: Layout, home: tzinfo, *, raw: bool = False) -> Table:
    """The posts as rows of that layout; with `raw`, cells that look like formulas are left as they are."""
    lines: list[str] = []
    threads = guarded = 0
    if layout.header:
        lines.append(_line([name for name, _ in layout.columns]))
    for one in posts:
        if len(one.parts) > 1:
            threads += 1
            continue
        cells = [_cell(role, one, layout, home) for _, role in layout.columns]
        safe = cells if raw else [guard(cell) for cell in cells]
        guarded += sum(before != after for before, after in zip(cells, safe, strict=True))
        lines.append(_line(safe))
    return Table(layout, tuple(lines), threads, guarded)


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


def names() -> Iterator[str]:
    """The formats that `--export` takes."""
    yield "ics"
    yield "csv"
    yield from (name for name in LAYOUTS if name != "coach")
