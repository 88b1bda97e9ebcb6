"""Posts as objects: `.json` holds one or a list of them, `.jsonl` one a line.

`{"text": …}`, and beside it the keys that front matter knows. The list of scheduled posts that Mastodon's
own interface gives (`ScheduledStatus`, docs.joinmastodon.org, read 2026-11-22) is read as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coach.drafts.draft import Header, Place, post
from coach.drafts.header import header
from coach.drafts.json_nodes import Reader, letters, skip
from coach.drafts.nodes import List, Node, Scalar, Table
from coach.drafts.plain import Reading
from coach.errors import DraftError
from coach.model import Post, Span, Stamp


def read(place: Place, *, lines: bool) -> Reading:
    """The posts of the file, which with `lines` holds one object a line.

    Raises DraftError, with the line, for what is no JSON, for objects without a text and for archives.
    """
    posts: list[Post] = []
    problems: list[DraftError] = []
    for node in _lines(place) if lines else _objects(place):
        if not isinstance(node, Table):
            raise place.error("json-not-object", node.whole.start)
        own, text, networks = _parts(node)
        if not isinstance(text, Scalar) or text.null:
            raise place.error("json-no-text", node.whole.start)
        head = header(own, place)
        problems += head.problems
        more: dict[str, Any] = {"quoting": "json", "stamps": _stamps(own, text, head)}
        if networks and not head.networks:
            more["networks"] = networks
        posts.append(post(letters(text, place), head, place, len(posts) + 1, **more))
    return Reading(tuple(posts), tuple(problems))


def _objects(place: Place) -> Iterator[Node]:
    reader = Reader(place)
    node = reader.value()
    end = skip(place.text, reader.at)
    if end < len(place.text):
        raise place.error("json-broken", end)
    if isinstance(node, Table) and "text" not in node.entries:
        inner = node.get("posts")
        if not isinstance(inner, List):
            raise place.error("json-no-text", node.whole.start)
        node = inner
    yield from node.items if isinstance(node, List) else (node,)


def _lines(place: Place) -> Iterator[Node]:
    reader = Reader(place)
    while (at := skip(place.text, reader.at)) < len(place.text):
        between = place.text[reader.at : at]
        if reader.at and "\n" not in between and "\r" not in between:
            raise place.error("json-broken", at)
        reader.at = at
        yield reader.value()


def _parts(node: Table) -> tuple[Table, Node | None, tuple[str, ...]]:
    """What an object says about its post, the text, and the network where the object's form tells it."""
    params = node.get("params")
    if "text" not in node.entries and isinstance(params, Table):
        kept = {name: entry for name, entry in node.entries.items() if name == "scheduled_at"}
        return Table(kept, node.whole, flow=True), params.get("text"), ("mastodon",)
    rest = {name: entry for name, entry in node.entries.items() if name != "text"}
    return Table(rest, node.whole, flow=True), node.get("text"), ()


def _stamps(own: Table, text: Scalar, head: Header) -> tuple[Stamp, ...]:
    """Where the time stands, or may be written: in place of `null`, or behind the text."""
    entry = own.entries.get("scheduled_at")
    if entry is None and not head.stamps:
        end = text.whole.end
        return (Stamp(Span(end, end), ', "scheduled_at": "%Y-%m-%dT%H:%M"'),)
    if entry is not None and isinstance(entry.value, Scalar) and entry.value.null:
        return (Stamp(entry.value.whole, '"%Y-%m-%dT%H:%M"'),)
    return head.stamps
