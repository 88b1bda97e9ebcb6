"""How long a network takes a text to be.

Four ways of counting: weighted characters (X), code points, code points with emoji by their bytes
(Threads), grapheme clusters (Mastodon, Bluesky). Each gives the parts that add up to the length, so
that the arithmetic can be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from coach.model import Network
from coach.text import bluesky, mastodon, x
from coach.text.clusters import count_clusters
from coach.text.emoji import find_emoji
from coach.text.links import Link
from coach.text.weight import EMOJI_WEIGHT, INVALID, composed, weight


class Measure(NamedTuple):
    """How long a network takes a post to be."""

    length: int
    limit: int
    unit: str
    """weighted, graphemes, codepoints or threads: see `Network.unit`."""
    valid: bool
    """Whether the network takes the text: neither empty nor too long, no forbidden character."""
    breakdown: Mapping[str, int]
    """What the length is made of: `text`, and where there are any `links`, `emoji`, `mentions` and
    the content `warning`; it adds up to the length."""
    valid_end: int
    """How many code points of the text, from its beginning, the network would take."""
    bytes: int | None = None
    byte_limit: int | None = None

    @property
    def remaining(self) -> int:
        """What is left; negative when the post is too long."""
        return self.limit - self.length


class Piece(NamedTuple):
    """A part of a text that is counted as a whole."""

    start: int
    end: int
    cost: int


def measure(text: str, network: Network, *, warning: str = "", links: list[Link] | None = None) -> Measure:
    """The length of a text on a network.

    Args:
        warning: the content warning, which shares the room of the text on Mastodon.
        links: the links of the text on X, where they are known already.
    """
    if network.syntax == "x":
        return _on_x(text, network, x.links(text) if links is None else links)
    if network.syntax == "mastodon":
        return _on_mastodon(text, network, warning)
    if network.syntax == "bluesky":
        return _on_bluesky(text, network)
    return _plain(text, network)


def _on_x(text: str, network: Network, links: list[Link]) -> Measure:
    normal = composed(text)
    if normal != text:
        links = x.links(normal)
    cost = network.link_cost or 0
    pieces = [Piece(start, end, cost) for start, _, end in links]
    breakdown = {"text": 0}
    if pieces:
        breakdown["links"] = cost * len(pieces)
    size: Callable[[str], int] = len
    if network.unit == "weighted":
        size = weight
        pieces = _with_emoji(normal, pieces, breakdown)
    breakdown["text"] = size(_without(normal, pieces))
    length = sum(breakdown.values())
    fits = length <= network.limit
    spoilt = not text.isascii() and any(sign in text for sign in INVALID)
    end = len(text)
    if not fits or spoilt:
        end = _fitting_end(normal, pieces, size, network.limit)
        if spoilt:
            # The reference counts the first character as fitting, whatever it is.
            end = min(end, max(1, min(normal.find(sign) % (len(normal) + 1) for sign in INVALID)))
        if normal != text:
            end = _end_before_composing(text, normal, end)
    return Measure(length, network.limit, network.unit, bool(text) and fits and not spoilt, breakdown, end)


def _with_emoji(text: str, links: list[Piece], breakdown: dict[str, int]) -> list[Piece]:
    """The links and the emoji between them; every emoji has a character that weighs 2."""
    if text.isascii() or weight(text) == len(text):
        return links
    emoji = [Piece(start, end, EMOJI_WEIGHT) for start, end in find_emoji(text)]
    if links:
        emoji = [piece for piece in emoji if not any(link.start <= piece.start < link.end for link in links)]
    if not emoji:
        return links
    breakdown["emoji"] = EMOJI_WEIGHT * len(emoji)
    return sorted(links + emoji)


def _end_before_composing(text: str, normal: str, end: int) -> int:
    """A place in the composed text as a place in the text, as the reference has it.

    It shifts every place by the whole difference in length, in UTF-16 units, as if all of it came before.
    """
    units = _utf16(normal[:end]) + _utf16(text) - _utf16(normal)
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * max(0, units)].decode("utf-16-le", "ignore"))


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _on_mastodon(text: str, network: Network, warning: str) -> Measure:
    cost = network.link_cost or 0
    pieces = []
    breakdown = {"text": 0}
    for entity in mastodon.counted(text):
        if entity.kind == "url":
            pieces.append(Piece(entity.start, entity.end, cost))
            breakdown["links"] = breakdown.get("links", 0) + cost
        else:
            name = mastodon.name_length(entity)
            pieces.append(Piece(entity.start, entity.end, name))
            breakdown["mentions"] = breakdown.get("mentions", 0) + name
    before = count_clusters(warning)
    if before:
        breakdown["warning"] = before
    length = count_clusters(warning + _rewritten(text, pieces))
    breakdown["text"] = length - sum(breakdown.values())
    end = len(text) if length <= network.limit else _fitting_end(text, pieces, count_clusters, network.limit - before)
    return Measure(length, network.limit, network.unit, 0 < length <= network.limit, breakdown, end)


def _on_bluesky(text: str, network: Network) -> Measure:
    links = [(link, bluesky.shown_link(link.text)) for link in bluesky.links(text)]
    pieces = [Piece(link.start, link.end, count_clusters(shown)) for link, shown in links]
    length = count_clusters(bluesky.shown_text(text, [link for link, _ in links]) if links else text)
    breakdown = {"text": length}
    if links:
        breakdown["links"] = sum(piece.cost for piece in pieces)
        breakdown["text"] = length - breakdown["links"]
    encoded = text.encode("utf-8", "surrogatepass")
    most = network.byte_limit or len(encoded)
    end = len(text) if length <= network.limit else _fitting_end(text, pieces, count_clusters, network.limit)
    if len(encoded) > most:
        end = min(end, len(encoded[:most].decode("utf-8", "ignore")))
    valid = 0 < length <= network.limit and len(encoded) <= most
    return Measure(length, network.limit, network.unit, valid, breakdown, end, len(encoded), network.byte_limit)


def _plain(text: str, network: Network) -> Measure:
    """Code points; on Threads an emoji counts as many as it has bytes in UTF-8."""
    pieces = []
    breakdown = {"text": 0}
    if network.unit == "threads":
        pieces = [Piece(start, end, len(text[start:end].encode())) for start, end in find_emoji(text)]
    if pieces:
        breakdown["emoji"] = sum(piece.cost for piece in pieces)
    breakdown["text"] = len(_without(text, pieces))
    length = sum(breakdown.values())
    end = len(text) if length <= network.limit else _fitting_end(text, pieces, len, network.limit)
    return Measure(length, network.limit, network.unit, 0 < length <= network.limit, breakdown, end)


def _without(text: str, pieces: Sequence[Piece]) -> str:
    if not pieces:
        return text
    ends = [0, *(piece.end for piece in pieces)]
    starts = [*(piece.start for piece in pieces), len(text)]
    return "".join([text[end:start] for end, start in zip(ends, starts, strict=True)])


def _rewritten(text: str, pieces: Sequence[Piece]) -> str:
    """The text with each piece replaced by as many letters as it counts."""
    if not pieces:
        return text
    parts: list[str] = []
    end = 0
    for piece in pieces:
        parts += [text[end : piece.start], "x" * piece.cost]
        end = piece.end
    return "".join([*parts, text[end:]])


def _fitting_end(text: str, pieces: Iterable[Piece], size: Callable[[str], int], room: int) -> int:
    """Where the longest beginning of a text ends that takes no more than `room`; a piece fits whole or not."""
    end = 0
    for piece in pieces:
        part = text[end : piece.start]
        length = size(part)
        if length > room:
            return end + _longest(part, size, room)
        room -= length + piece.cost
        if room < 0:
            return piece.start
        end = piece.end
    return end + _longest(text[end:], size, room)


def _longest(text: str, size: Callable[[str], int], room: int) -> int:
    """How many code points of a text take no more than `room`; a longer beginning never takes less."""
    fits = 0
    over = max(1, room)
    while over <= len(text) and size(text[:over]) <= room:
        fits, over = over, 2 * over
    over = min(over, len(text) + 1)
    while over - fits > 1:
        middle = (fits + over) // 2
        if size(text[:middle]) <= room:
            fits = middle
        else:
            over = middle
    return fits
