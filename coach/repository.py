"""A team's whole repository: every draft below a settings file, what has been published, and the plan they make."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from coach import files
from coach.drafts import ARCHIVE_SUFFIXES, Draft, suffixes
from coach.engine import Linter
from coach.errors import CoachError, ContentError, UsageError
from coach.files import SourceFile
from coach.model import Post
from coach.planner import Found, Planner
from coach.settings import Override, Settings


class Whole(NamedTuple):
    """A repository as it was read."""

    settings: Settings
    drafts: tuple[Draft, ...]
    """Those that were asked for, and those that lie beside them."""
    given: frozenset[str]
    """The paths that were asked for."""
    planner: Planner
    remembered: int
    """How many published posts there were in the archives."""

    def findings(self) -> Found:
        """What the rules over plans say about the drafts that were asked for."""
        return self.planner.findings(self.given.__contains__)


def now() -> int:
    """The present, in seconds since 1970 UTC. `COACH_NOW`, an ISO time, stands in for it: for tests and examples."""
    wanted = os.environ.get("COACH_NOW")
    if not wanted:
        return int(time.time())
    try:
        moment = datetime.fromisoformat(wanted)
    except ValueError:
        raise UsageError("bad-now", value=wanted) from None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def gather(
    linter: Linter,
    given: Iterable[SourceFile],
    archives: Sequence[str],
    *,
    read: Callable[[SourceFile], Draft],
    overrides: Callable[[str], tuple[Override, ...]],
    mine: Callable[[str], bool],
) -> Whole:
    """The drafts that were asked for, with all others below the settings file, as one plan.

    `read` makes a draft of a file; a file that was asked for and cannot be read so is left out, since whoever
    asked for it will be told. So are others, quietly. `mine` says whether a draft below the settings file
    follows it, and not another one nearer by.
    """
    settings = linter.settings
    drafts: list[Draft] = []
    known: set[str] = set()
    names: set[str] = set()
    for source in given:
        known.add(_place(source.path))
        try:
            drafts.append(read(source))
            names.add(source.path)
        except CoachError:
            continue
    history = list(archives)
    for name in _below(settings):
        place = _place(name)
        if place in known or not mine(name):
            continue
        known.add(place)
        if name.lower().endswith(ARCHIVE_SUFFIXES) and _is_archive(name):
            history.append(name)
            continue
        try:
            drafts.append(read(files.read(name)))
        except CoachError:
            continue
    planner = Planner(linter, [(draft.posts, overrides(draft.source.path)) for draft in drafts], now())
    furthest = planner.reach.furthest(planner.now)
    # Nothing in an archive is later than the archive itself: an old one need not be read at every commit.
    listed = (path for path in _listed(settings) if not _is_older(path, furthest))
    remembered = planner.remember(posts_of([*history, *listed]))
    return Whole(settings, tuple(drafts), frozenset(names), planner, remembered)


def _place(path: str) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return path


def _below(settings: Settings) -> Iterator[str]:
    """The drafts below the settings file, as one would name them from here."""
    if settings.path is None:
        return
    folder = os.path.relpath(settings.folder)
    walked = files.walk(
        [folder],
        root=settings.folder,
        include=settings.include,
        exclude=settings.exclude,
        suffixes=suffixes(tables=bool(settings.include)),
    )
    yield from walked.files


def _listed(settings: Settings) -> Iterator[str]:
    """The archives that `[plan] history` names, as one would name them from here.

    A name must lead to a file; a pattern may find none, since archives are seldom kept with the drafts.
    """
    history = settings.plan.get("history", ())
    if not history:
        return
    import glob

    for pattern in history:
        if glob.has_magic(pattern):
            found = glob.glob(os.path.join(glob.escape(str(settings.folder)), pattern), recursive=True)
        else:
            found = [os.path.join(settings.folder, pattern)]
            if not os.path.lexists(found[0]):
                path, line = settings.place("plan.history")
                raise ContentError("history-missing", path=path, line=line, name=pattern)
        yield from map(os.path.relpath, sorted(found))


def _is_archive(path: str) -> bool:
    from coach.drafts.archives import is_archive

    try:
        return is_archive(path)
    except CoachError:
        return False


def _is_older(path: str, moment: int) -> bool:
    """Whether that file was last written before that moment."""
    try:
        return os.path.isfile(path) and os.stat(path).st_mtime < moment
    except (OSError, ValueError):
        return False


def posts_of(archives: Iterable[str]) -> Iterator[Post]:
    """The posts of those archives, as a stream. Raises CoachError where one cannot be read."""
    places: set[str] = set()
    for path in archives:
        if _place(path) in places:
            continue
        places.add(_place(path))
        from coach.drafts.archives import read

        yield from read(path)
