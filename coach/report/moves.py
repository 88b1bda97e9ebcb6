"""What spreading a plan comes to, in sentences: what moves and why, what finds no room, what stays and disturbs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from coach.model import Language, Post
from coach.plan.placement import Misfit, Move
from coach.planner import Planner
from coach.report.concise import shown_path
from coach.report.week import ODD, TOO_MUCH, Row, day_name, fault
from coach.words import say

MOVING = frozenset({*TOO_MUCH, "after_event", "off_day", "quiet_hours"})
"""The checks for which posts are moved."""


class Names:
    """What the posts of a plan are called: their files, and which post of the file where there are several."""

    def __init__(self, planner: Planner, language: Language) -> None:
        self._language = language
        self._posts = Counter(one.entry.post.path for one in planner.placed)

    def __call__(self, post: Post) -> str:
        """`drafts/a.md`, or `drafts/week.csv, post 3`."""
        path = shown_path(post.path)
        if self._posts[post.path] < 2:
            return path
        return say("schedule-post", self._language, path=path, number=post.number)


def moved(moves: Iterable[Move], planner: Planner, language: Language) -> Iterator[str]:
    """A line a move: from when, to when, and why."""
    name = Names(planner, language)
    for move in moves:
        other = name(move.other) if move.other else ""
        yield say(
            "schedule-move",
            language,
            path=name(move.post),
            old="–" if move.old is None else moment(planner.local(move.old), planner, language),
            new=moment(planner.local(move.new), planner, language),
            reason=say(f"move-{move.reason}", language, other=other),
        )


def misfits(found: Iterable[Misfit], planner: Planner, language: Language) -> Iterator[str]:
    """A line for each post for which there is no room."""
    name = Names(planner, language)
    for misfit in found:
        if misfit.deadline is None:
            yield say("stuck-no-room", language, path=name(misfit.post))
        else:
            event = moment(planner.local(misfit.deadline), planner, language)
            yield say("stuck-before-event", language, path=name(misfit.post), time=event)


def untimed(posts: Iterable[Post], language: Language) -> Iterator[str]:
    """A line for each of those posts, which have no time, if its kind of file has no place for one."""
    for post in posts:
        if not post.stamps:
            yield say("stuck-untimed", language, path=shown_path(post.path))


def stuck(
    after: Iterable[Row], told: Collection[tuple[str, int]], planner: Planner, language: Language
) -> Iterator[str]:
    """A line for each post that stays where it disturbs, and why; those that were `told` before left out.

    `after` are the posts asked for, as they stand once all has been moved.
    """
    name = Names(planner, language)
    for row in after:
        faults = [check for check in (*TOO_MUCH, *ODD) if check in row.checks & MOVING]
        if faults and not row.is_gone and (row.post.path, row.post.number) not in told:
            yield say(
                f"stuck-{_reason(row.post)}",
                language,
                path=name(row.post),
                time=moment(row.local, planner, language),
                faults=", ".join(fault(check, language) for check in faults),
            )


def _reason(post: Post) -> str:
    if post.fixed:
        return "fixed"
    if post.reply:
        return "reply"
    return "shared" if post.stamps else "no-place"


def moment(local: datetime, planner: Planner, language: Language) -> str:
    """`Tue 24 Nov 10:00`, with the year where it is not the present one."""
    year = "" if local.year == planner.local(planner.now).year else f" {local.year}"
    return f"{day_name(local.date(), language)}{year} {local:%H:%M}"
