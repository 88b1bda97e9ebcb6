"""Judges of drafts: what was written, as the learner's network sees it."""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Iterator
from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlsplit

from coach import rules
from coach.drafts import Draft, read_draft
from coach.engine import Choice, Linter, network_for
from coach.errors import CoachError
from coach.files import SourceFile
from coach.model import Post
from coach.settings import Settings
from coach.text.view import View, view
from coach.tutor.judges.tables import column
from coach.tutor.judges.work import Remark, Work

MOST_WORDS = 600
"""How many words of a text are compared. Comparing is quadratic, and a post has a few dozen."""

_GAP = re.compile(r"\[[^\[\]\n]{0,80}\]?|\]")

_WORD = re.compile(r"[^\W\d_]{2,}")

_BLOCKING = ("error", "warning")


def changed_from_starter(work: Work, *, at_least: int = 30) -> Iterator[Remark]:
    """Own words: new ones whose letters add up to `at_least`, and no bracket left where the starter has `[gaps]`.

    A word said twice counts once.
    """
    old = _words(work.starter, work)
    if work.text is None:
        yield _no_file(work)
        return
    if _gaps(work.starter, work):
        for gap in _gaps(work.text, work):
            yield Remark("judge-gap-left", {"gap": gap})
    new = _words(work.text, work) - old
    letters = sum(map(len, new))
    if letters < at_least:
        yield Remark("judge-own-words", {"letters": letters, "at_least": at_least})


def hashtags(work: Work, *, at_least: int = 1, at_most: int = 99, one_of: tuple[str, ...] = ()) -> Iterator[Remark]:
    """Hashtags that the network will make links of: from `at_least` to `at_most`, one of them among `one_of`."""
    views = yield from _views(work)
    tags = [tag for seen in views for tag in seen.hashtags]
    if views and len(tags) < at_least:
        yield Remark("judge-few-hashtags", {"count": len(tags), "at_least": at_least})
    if len(tags) > at_most:
        yield Remark("judge-many-hashtags", {"count": len(tags), "at_most": at_most})
    wanted = {tag.casefold() for tag in one_of}
    if tags and wanted and not wanted & {tag.text[1:].casefold() for tag in tags}:
        yield Remark("judge-other-hashtags", {"wanted": ", ".join(f"#{tag}" for tag in one_of)})


def length(work: Work, *, at_least: int = 1, at_most: int = 0) -> Iterator[Remark]:
    """Each post fits: what the network takes, or `at_most` if that is less; and is not shorter than `at_least`."""
    for seen in (yield from _views(work)):
        measure = seen.measure
        limit = min(at_most, measure.limit) if at_most else measure.limit
        if measure.length > limit:
            values = {"length": measure.length, "limit": limit, "over": measure.length - limit}
            yield Remark("judge-too-long", values)
        elif measure.length < at_least:
            yield Remark("judge-too-short", {"length": measure.length, "at_least": at_least})


def links(
    work: Work, *, at_least: int = 1, at_most: int = 1, as_in_starter: bool = False, query: bool = True
) -> Iterator[Remark]:
    """Links that are secure and whole: https, from `at_least` to `at_most` of them.

    Args:
        as_in_starter: one of them leads to the page that the starter's first link leads to.
        query: whether anything may follow a question mark.
    """
    views = yield from _views(work)
    found = [link.text for seen in views for link in seen.urls]
    if views and len(found) < at_least:
        yield Remark("judge-few-links", {"count": len(found), "at_least": at_least})
    if len(found) > at_most:
        yield Remark("judge-many-links", {"count": len(found), "at_most": at_most})
    for link in found:
        if link.lower().startswith("http://"):
            yield Remark("judge-not-https", {"link": link})
        if not query and urlsplit(link).query:
            yield Remark("judge-link-query", {"link": link})
    if found and as_in_starter:
        starter = [link.text for seen in _seen(work, work.starter) for link in seen.urls]
        if starter and _destination(starter[0]) not in map(_destination, found):
            yield Remark("judge-other-page", {"page": "".join(_destination(starter[0]))})


def lint(work: Work, *, rules: tuple[str, ...] = ()) -> Iterator[Remark]:
    """The linter finds nothing: of `rules` nothing at all, or of all rules no error and no warning.

    What a draft allows itself does not count here.
    """
    if work.text is None:
        yield _no_file(work)
        return
    linter = _linter(work, rules)
    posts = _posts(work, work.text)
    if not posts:
        yield Remark("judge-empty")
    for post in posts:
        spoken = post._replace(allow=(), language=post.language or work.language)
        for diagnostic in linter.lint(spoken):
            if rules or diagnostic.severity in _BLOCKING:
                values = {"rule": diagnostic.rule.id, "message": diagnostic.message(work.language)}
                yield Remark("judge-lint", values, diagnostic=diagnostic)


def mentions_from(
    work: Work, *, table: str, column_name: str = "handle", at_least: int = 1, at_most: int = 3
) -> Iterator[Remark]:
    """Mentions of people who stand in a table of the workspace, from `at_least` to `at_most` of them."""
    views = yield from _views(work)
    mentions = [mention.text.lstrip("@＠").casefold() for seen in views for mention in seen.mentions]
    if views and len(mentions) < at_least:
        yield Remark("judge-few-mentions", {"count": len(mentions), "at_least": at_least})
    if len(mentions) > at_most:
        yield Remark("judge-many-mentions", {"count": len(mentions), "at_most": at_most})
    known = {handle.lstrip("@").casefold() for handle in column(work.folder / table, column_name)}
    for mention in mentions:
        if mention not in known:
            yield Remark("judge-unknown-mention", {"mention": f"@{mention}", "table": table})


def similar(work: Work, *, to: str = "", below: float = 0.8) -> Iterator[Remark]:
    """Less alike than `below` (1 is the same) to another file of the workspace, or to the starter."""
    from difflib import SequenceMatcher

    if work.text is None:
        yield _no_file(work)
        return
    other = replace(work, exercise=work.exercise._replace(file=to), written=None).text if to else work.starter
    if other is None:
        yield Remark("judge-no-file", {"file": to})
        return
    mine, theirs = (_word_list(text, work)[:MOST_WORDS] for text in (work.text, other))
    if not mine:
        yield Remark("judge-empty")
        return
    ratio = SequenceMatcher(None, mine, theirs, autojunk=False).ratio()
    if ratio >= below:
        yield Remark("judge-too-similar", {"percent": round(ratio * 100), "below": round(below * 100)})


def _views(work: Work) -> Generator[Remark, None, list[View]]:
    """Remarks where there is nothing to look at; returns the posts as the network sees them."""
    if work.text is None:
        yield _no_file(work)
        return []
    found = _seen(work, work.text)
    if not found:
        yield Remark("judge-empty")
    return found


def _seen(work: Work, text: str) -> list[View]:
    network = network_for(work.settings, work.network)
    return [view(post, network, work.settings.ours) for post in _posts(work, text)]


def _posts(work: Work, text: str) -> list[Post]:
    """The posts of a draft that have any text."""
    return [post for post in _draft(os.fspath(work.path), text, work.settings.timezone).posts if post.text.strip()]


@lru_cache(maxsize=16)
def _draft(name: str, text: str, timezone: str | None) -> Draft:
    # Kept for a while: each judge looks at the same draft, and at the starter.
    return read_draft(SourceFile(name, text), timezone=timezone)


def _gaps(text: str, work: Work) -> tuple[str, ...]:
    """What stands between brackets in a draft's posts, each once, and brackets without their other half."""
    try:
        texts = [post.text for post in _posts(work, text)]
    except CoachError:
        texts = [text]
    return tuple(dict.fromkeys(gap for part in texts for gap in _GAP.findall(part)))


def _words(text: str, work: Work) -> set[str]:
    return set(_word_list(text, work))


def _word_list(text: str, work: Work) -> list[str]:
    """The words of a draft's posts, links and tags left out; of a broken draft, those of the whole file."""
    try:
        prose = [seen.prose for seen in _seen(work, text)]
    except CoachError:
        prose = [text]
    return [word.casefold() for part in prose for word in _WORD.findall(part)]


def _linter(work: Work, chosen: tuple[str, ...]) -> Linter:
    settings = work.settings
    known = dict(rules.shipped())
    choice = Choice(networks=(work.network,))
    if chosen:
        # What a lesson teaches is looked at even where the team has switched it off.
        neutral = Settings(networks=(work.network,), limits=settings.limits, ours=settings.ours)
        return Linter(known, neutral, choice._replace(select=chosen))
    # What is wrong with a rule of the team's own, `coach lint` tells; the exercise goes on without it.
    return Linter({**known, **rules.team(settings.rule_paths, [])}, settings, choice, lambda problem: None)


def _destination(link: str) -> tuple[str, str]:
    """Host and path, as far as they tell one page from another."""
    parts = urlsplit(link if "://" in link else f"https://{link}")
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/")


def _no_file(work: Work) -> Remark:
    return Remark("judge-no-file", {"file": work.exercise.file})
