"""Mentions that reach the wrong people, or nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from coach.model import Finding, Span
from coach.text.features import AT
from coach.text.view import View


def leading_mention(view: View) -> Iterator[Finding]:
    """Report the mention that a post opens with, unless the post is a reply or continues a thread.

    Fills `{mention}`.
    """
    if view.text[:1] not in ("@", "＠"):
        return
    post = view.post
    if post.reply or (post.thread is not None and post.thread.number > 1):
        return
    first = view.entities[:1]
    if first and first[0].kind == "mention" and first[0].start == 0:
        yield Finding(first[0].span, {"mention": first[0].text})


def local_mention(
    view: View, *, elsewhere: tuple[str, ...] = (), only_on: tuple[str, ...] = (), unless: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """Report each name without its server on Mastodon, and without its domain on Bluesky.

    On Mastodon `@name` is whoever has that name on the team's own server; on Bluesky it is plain text.
    A Fediverse address on Bluesky (`@name@server`) is left alone: people write it to be read.

    Args:
        elsewhere: places where one may have a name too, in small letters: `on Instagram: @name` is whole.
        only_on: such places whose name means other things too, unless `on` stands before: `on X: @name`.
        unless: words that an `@` stands before for `at`, in small letters: `@noon`.

    Fills `{mention}`.
    """
    if view.network.syntax == "mastodon":
        for mention in view.mentions:
            if not any(sign in mention.text[1:] for sign in "@＠") and not _is_elsewhere(
                view.text, mention.span, elsewhere, only_on
            ):
                yield _nameless(view, mention.span)
    elif view.network.syntax == "bluesky":
        entities = view.entities
        count, index = len(entities), 0
        for match in _bare_handle().finditer(view.text):
            while index < count and entities[index].end <= match.start():
                index += 1
            if index < count and entities[index].start <= match.start():
                continue
            span = Span(*match.span())
            if match[0][1:].casefold() not in unless and not _is_elsewhere(view.text, span, elsewhere, only_on):
                yield _nameless(view, span)


def _is_elsewhere(text: str, name: Span, places: tuple[str, ...], only_on: tuple[str, ...]) -> bool:
    """Whether the words around a name say that it is one of another network: `Insta @name`, `@name on X`."""
    before = re.findall(r"\w+", text[max(0, name.start - 32) : name.start].rpartition("\n")[2].casefold())[-2:]
    behind = re.findall(r"\w+", text[name.end : name.end + 24].partition("\n")[0].casefold())[:2]
    if before and (before[-1] in places or (before[-1] in only_on and before[0] in _ON)):
        return True
    if behind and behind[0] in places:
        return text[name.end : name.end + 2].endswith("(")
    return len(behind) == 2 and behind[0] in _ON and behind[1] in (*places, *only_on)


_ON = frozenset({"sur", "on", "compte"})


def _nameless(view: View, span: Span) -> Finding:
    return Finding(span, {"mention": view.text[span.start : span.end]})


@cache
def _bare_handle() -> re.Pattern[str]:
    # Not an e-mail address, not an hour (`@18h`), not `@name@server`, not `@name.example`.
    return re.compile(r"(?<![\w@.＠/-])[@＠][A-Za-z_][\w-]*+(?![\w@＠]|\.\w)")


def follow_friday(
    view: View,
    *,
    tags: tuple[str, ...] = ("FF", "FollowFriday"),
    at_most: int = 3,
    words_at_least: int = 4,
) -> Iterator[Finding]:
    """Report a recommendation (`#FF`) of too many names, or of names without a reason.

    Args:
        tags: the hashtags that make a post a recommendation, without sign.
        at_most: how many names are welcome.
        words_at_least: how many words, besides names, tags and links, count as a reason.

    Fills `{names}` and `{words}`, what was found, and `{at_most}`.
    """
    if not view.features & AT:
        return
    wanted = _signs(tags)
    for tag in view.entities:
        if tag.kind == "hashtag" and tag.text[1:].casefold() in wanted:
            names = len(view.mentions)
            words = sum(1 for _ in _word().finditer(view.prose))
            if names > at_most or (names and words < words_at_least):
                yield Finding(tag.span, {"names": names, "words": words, "at_most": at_most})
            return


@cache
def _signs(tags: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(str.casefold, tags))


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]{2,}+")
