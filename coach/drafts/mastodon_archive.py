"""What Mastodon lets its users take away: `outbox.json`, by itself or in the archive, as ActivityStreams.

Layout as docs.joinmastodon.org/user/moving and the specification of ActivityPub describe it, read 2026-11-22.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from coach.drafts.streaming import Buffer
from coach.drafts.times import parse
from coach.model import Post

PUBLIC = ("https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public")


def read(stream: BinaryIO, path: str) -> Iterator[Post]:
    """The public posts of an outbox without boosts, in the order of the file. Raises DraftError where it is broken."""
    buffer = Buffer(stream, path)
    account = ""
    for name in buffer.members():
        if name != "orderedItems":
            value = buffer.value()
            account = _account(value) if name == "id" and isinstance(value, str) else account
            continue
        for number, item in enumerate(buffer.items(), 1):
            found = (
                _post(item, path, number, account or _account(str(item.get("actor"))))
                if isinstance(item, dict)
                else None
            )
            if found:
                yield found


def _account(address: str) -> str:
    """`name@host`, from the address of an outbox; empty where the address is of another kind."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    found = re.search(r"/(?:users/|@)([\w.-]{1,100})(?:/|$)", address)
    return f"{found[1]}@{host}" if found and host else ""


def _post(item: Mapping[str, Any], path: str, number: int, account: str) -> Post | None:
    note = item.get("object")
    if item.get("type") != "Create" or not isinstance(note, dict) or not _is_public(note):
        return None
    content, published = note.get("content"), note.get("published") or item.get("published")
    moment = parse(str(published), None)
    if not isinstance(content, str) or moment is None:
        return None
    languages = note.get("contentMap")
    return Post(
        plain(content),
        path=path,
        number=number,
        networks=("mastodon",),
        language=next(iter(languages), None) if isinstance(languages, dict) else None,
        content_warning=str(note.get("summary") or ""),
        scheduled_at=moment,
        reply=bool(note.get("inReplyTo")),
        status="published",
        account=account,
    )


def _is_public(note: Mapping[str, Any]) -> bool:
    """Whether all may read it: what went to one person is nobody's business, and fills nobody's screen."""
    to = [note.get("to"), note.get("cc")]
    return any(one in PUBLIC for part in to for one in (part if isinstance(part, list) else [part]))


@cache
def _tags() -> re.Pattern[str]:
    return re.compile(r"(?P<paragraph></p>\s*+<p[^<>]*+>)|(?P<line><br[^<>]*+>)|<[^<>]*+>")


def plain(content: str) -> str:
    """The text of a post in HTML: paragraphs and line ends as such, links as they lead."""

    def text(match: re.Match[str]) -> str:
        return "\n\n" if match["paragraph"] else "\n" if match["line"] else ""

    return html.unescape(_tags().sub(text, content)).strip()
