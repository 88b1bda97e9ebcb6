"""Times as drafts write them: each in its own place, form and zone."""

from __future__ import annotations

from datetime import UTC, tzinfo

from coach.model import Edit, Post, Stamp
from coach.plan.calendar import wall


def stamped(post: Post, moment: int, home: tzinfo) -> tuple[Edit, ...]:
    """The edits that write that moment into the draft of the post; none where its format holds no time."""
    return tuple(Edit(stamp.span, _written(stamp, post, moment, home)) for stamp in post.stamps)


def _written(stamp: Stamp, post: Post, moment: int, home: tzinfo) -> str:
    own = post.scheduled_at.tzinfo if post.scheduled_at else None
    clock = {"team": home, "utc": UTC, "own": own or home}[stamp.zone]
    local = wall(moment, clock)
    offset = f"{local:%z}"
    return local.strftime(stamp.shape.replace("%:z", f"{offset[:3]}:{offset[3:5]}"))
