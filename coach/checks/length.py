"""Whether a post fits, and whether there is anything to publish."""

from __future__ import annotations

from collections.abc import Iterator

from coach.model import Finding, Span
from coach.text.view import View


def length(view: View) -> Iterator[Finding]:
    """Report the part of a post that does not fit; silent where the draft's own tool cuts it into a thread.

    Fills `{length}`, `{limit}` and `{over}`, in the network's own unit, and what makes up the length:
    `{links}`, `{emoji}` and `{text}`, all the rest.
    """
    if view.post.splits:
        return
    measure = view.measure
    over = measure.length - measure.limit
    if over <= 0:
        return
    links = measure.breakdown.get("links", 0)
    emoji = measure.breakdown.get("emoji", 0)
    values = {
        "length": measure.length,
        "limit": measure.limit,
        "over": over,
        "links": links,
        "emoji": emoji,
        "text": measure.length - links - emoji,
    }
    yield Finding(Span(measure.valid_end, len(view.text)), values)


def byte_length(view: View) -> Iterator[Finding]:
    """Report the part of a post past the bytes that the network keeps for it; silent where it counts none.

    Fills `{bytes}`, `{limit}` and `{over}`.
    """
    limit = view.network.byte_limit
    # A character has at most four bytes.
    if limit is None or len(view.text) * 4 <= limit or view.post.splits:
        return
    data = view.coded
    if len(data) > limit:
        fits = len(data[:limit].decode("utf-8", "ignore"))
        start = view.borders(Span(fits, fits + 1)).start
        yield Finding(Span(start, len(view.text)), {"bytes": len(data), "limit": limit, "over": len(data) - limit})


def emptiness(view: View) -> Iterator[Finding]:
    """Report a post with no text, no media and no content warning, which Mastodon would publish as the text."""
    post = view.post
    if not view.text.strip() and not post.media and not post.content_warning:
        yield Finding(Span(0, 0))
