"""The drafts of galaxy-social: one Markdown file, several accounts, each with mentions and hashtags of its own.

Restated from usegalaxy-eu/galaxy-social `lib/galaxy_social.py` and `lib/plugins/`, read 2026-11-22. The tool
takes the pictures out of the text, makes plain text of Markdown for Bluesky and LinkedIn, adds the mentions
and the hashtags of the account on lines of their own, and cuts what is longer than the account takes: first
where the author left two empty lines, then anywhere, numbering the pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from coach.drafts.draft import Place, post, thread
from coach.drafts.flatten import BREAK, flatten
from coach.drafts.header import header, medium, network_id
from coach.drafts.nodes import List, Node, Scalar, Table
from coach.drafts.plain import Reading
from coach.drafts.runs import Builder, Written
from coach.model import Media, Post, Segment, Span

LIMITS: Mapping[str, int] = {"mastodon": 500, "bluesky": 300, "linkedin": 3000}
"""How long a text may be before the tool cuts it, in code points: `max_content_length` of its plugins."""

_PLAIN_TEXT = ("bluesky", "linkedin")

_NETWORKS = ("mastodon", "bluesky", "linkedin", "x", "threads", "facebook", "instagram")


class _Account(NamedTuple):
    name: str
    network: str | None
    tags: tuple[Scalar, ...]
    mentions: tuple[Scalar, ...]


def names_accounts(table: Table) -> bool:
    """Whether `media` holds names of accounts: words without a folder or the ending of a file."""
    media = table.get("media")
    if not isinstance(media, List) or not media.items:
        return False
    if not all(isinstance(item, Scalar) and not item.null for item in media.items):
        return False
    if isinstance(table.get("mentions"), Table) or isinstance(table.get("hashtags"), Table):
        return True
    return not any("/" in item.text or "." in item.text for item in media.items if isinstance(item, Scalar))


def read(place: Place, table: Table, start: int) -> Reading:
    """A post for each different text that the tool would send, for the networks of the accounts that get it.

    Accounts on networks that coach does not know are left out, unless there are no others. Raises DraftError
    for values of the wrong kind.
    """
    head = header(table, place, accounts=True)
    body, pictures = _body(place.text, start)
    pictures = (*_listed(table, place), *pictures)
    flat = None
    texts: dict[tuple[str, int], tuple[Written, list[str], list[str]]] = {}
    for account in _accounts(table, place):
        written = body
        if account.network in _PLAIN_TEXT:
            flat = flat or flatten(body)
            # A body of nothing but Markdown's own signs leaves no text, but keeps its place.
            written = flat if flat.segments else body.emptied()
        written = _assembled(written, account, place.text)
        limit = LIMITS.get(account.network or "", 0)
        is_cut = limit if len(written.text) > limit else 0
        _, networks, names = texts.setdefault((written.text, is_cut), (written, [], []))
        names.append(account.name)
        if account.network and account.network not in networks:
            networks.append(account.network)
    posts: list[Post] = []
    for (_, is_cut), (written, networks, names) in texts.items():
        pieces = list(_pieces(written)) if is_cut else [written]
        for index, piece in enumerate(pieces, 1):
            more = {
                "networks": head.networks or tuple(networks),
                "media": pictures if index == 1 else (),
                "thread": thread(index, len(pieces)),
                "account": head.account or ", ".join(names),
                "splits": all(network in LIMITS for network in networks),
            }
            posts.append(post(piece, head, place, len(posts) + 1, **more))
    return Reading(tuple(posts), head.problems)


def _accounts(table: Table, place: Place) -> list[_Account]:
    """The accounts that the draft names, without those elsewhere unless all are."""
    media = table.get("media")
    items = media.items if isinstance(media, List) else ()
    tags, mentions = _by_account(table, "hashtags", place), _by_account(table, "mentions", place)
    accounts = []
    for item in items:
        name = item.text.strip().lower() if isinstance(item, Scalar) else ""
        network = network_id(re.split(r"[-_]", name)[0])
        known = network if network in _NETWORKS else None
        accounts.append(_Account(name, known, tags.get(name, ()), mentions.get(name, ())))
    return [account for account in accounts if account.network] or accounts


def _by_account(table: Table, name: str, place: Place) -> dict[str, tuple[Scalar, ...]]:
    node = table.get(name)
    if node is None:
        return {}
    if not isinstance(node, Table):
        raise place.error("draft-not-table", node.whole.start, name=name)
    return {account.lower(): _words(entry.value, account, place) for account, entry in node.entries.items()}


def _words(node: Node, name: str, place: Place) -> tuple[Scalar, ...]:
    if isinstance(node, Scalar) and node.null:
        return ()
    if not isinstance(node, List):
        raise place.error("draft-not-list", node.whole.start, name=name)
    for item in node.items:
        if not isinstance(item, Scalar) or item.null:
            raise place.error("draft-not-text", item.whole.start, name=name)
    return tuple(item for item in node.items if isinstance(item, Scalar))


def _body(text: str, start: int) -> tuple[Written, tuple[Media, ...]]:
    """The text without its pictures, and the pictures."""
    builder = Builder(text)
    pictures = []
    for alt, url in _pictures(text, start):
        builder.take(start, alt.start - 2)
        pictures.append(Media(text[url.start : url.end], text[alt.start : alt.end], url, alt))
        start = url.end + 1
    builder.take(start, len(text))
    return builder.written().trimmed(), tuple(pictures)


def _pictures(text: str, start: int) -> Iterator[tuple[Span, Span]]:
    """Where the alternative text and the address of each `![text](address)` stand; each is on one line."""
    while (opening := text.find("![", start)) >= 0:
        ends = [at for at in (text.find("\n", opening), text.find("\r", opening)) if at >= 0]
        line_end = min(ends, default=len(text))
        middle = text.find("](", opening + 2, line_end)
        closing = text.find(")", middle + 2, line_end) if middle >= 0 else -1
        if closing < 0:
            start = line_end
            continue
        yield Span(opening + 2, middle), Span(middle + 2, closing)
        start = closing + 1


def _listed(table: Table, place: Place) -> Iterator[Media]:
    """Pictures that the front matter lists, as earlier versions of the tool had it."""
    node = table.get("images")
    if isinstance(node, List):
        for item in node.items:
            yield from medium(item, place)


def _assembled(body: Written, account: _Account, text: str) -> Written:
    """The text as the tool puts it together: an empty line, the mentions, and on the next line the hashtags."""
    builder = Builder("")
    builder.put(body)
    before = "\n\n" if body.text else ""
    for sign, words in (("@", account.mentions), ("#", account.tags)):
        for index, word in enumerate(words):
            builder.add(" " if index else before)
            builder.add(sign, word.span.start)
            builder.put(_aligned(word, text))
        before = "\n" if words else before
    return builder.written().trimmed()


def _aligned(word: Scalar, text: str) -> Written:
    """The word, with its place where the file holds it letter for letter, and else with where it begins."""
    same = text[word.span.start : word.span.end] == word.text
    return Written(word.text, (Segment(0, word.span.start, len(word.text) if same else 0),))


def _pieces(written: Written) -> Iterator[Written]:
    """The pieces between double empty lines."""
    start = 0
    for piece in written.text.split(BREAK):
        if piece.strip():
            yield written.cut(start, start + len(piece)).trimmed()
        start += len(piece) + len(BREAK)
