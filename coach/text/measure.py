"""How long a network takes a text to be.

Four ways of counting: weighted characters (X), code points, code points with emoji by their bytes
(Threads), grapheme clusters (Mastodon, Bluesky). Each gives the parts that add up to the length, so
that the arithmetic can be shown.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from coach.model import Network, new
from coach.text import clusters, x
from coach.text import weight as weights
from coach.text.clusters import count_clusters
from coach.text.emoji import LONGEST_KEPT, MOST_KEPT, emoji_runs, find_emoji
from coach.text.links import Link, utf16_length
from coach.text.weight import EMOJI_WEIGHT, INVALID, composed, weight, weight_and_pictures


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
    end: "int | _Fitting"
    """How much of the text fits, or how to find that out: few ask."""
    bytes: int | None = None
    byte_limit: int | None = None

    @property
    def valid_end(self) -> int:
        """How many code points of the text, from its beginning, the network would take."""
        return self.end if isinstance(self.end, int) else self.end()

    @property
    def remaining(self) -> int:
        """What is left; negative when the post is too long."""
        return self.limit - self.length


Piece = tuple[int, int, int]
"""A part of a text that is counted as a whole: where it starts, where it ends, what it costs."""


def measure(text: str, network: Network, *, warning: str = "") -> Measure:
    """The length of a text on a network; `warning` is the content warning, which counts on Mastodon."""
    if network.syntax == "x":
        return measure_x(text, network, x.links(text))
    if network.syntax == "mastodon":
        return _on_mastodon(text, network, warning)
    if network.syntax == "bluesky":
        return _on_bluesky(text, network)
    return _plain(text, network)


def measure_x(text: str, network: Network, links: list[Link]) -> Measure:
    """The length on X of a text whose links are known."""
    cost = network.link_cost or 0
    plain = text.isascii()
    if plain:
        inside = 0
        for start, _, end in links:
            inside += end - start
        total = len(text) - inside + cost * len(links)
        if 0 < total <= network.limit:
            parts = {"text": len(text) - inside, "links": cost * len(links)} if links else {"text": total}
            return new(Measure, (total, network.limit, network.unit, True, parts, len(text), None, None))
    normal = text if plain else composed(text)
    if normal != text:
        links = x.links(normal)
    weighted = network.unit == "weighted"
    # A character that is no part of anything stands for each link.
    outside = _without(normal, links) if links else normal
    rest, pictures = weight_and_pictures(outside) if weighted else (len(outside), False)
    rest -= len(links)
    length = rest + cost * len(links)
    breakdown = {"text": rest}
    if links:
        breakdown["links"] = cost * len(links)
    if pictures:
        emoji = heavy = 0
        for run in emoji_runs(outside):
            found = _IN_RUN[run]
            emoji += found[0]
            heavy += found[1]
        if emoji:
            breakdown["text"] = rest - heavy
            breakdown["emoji"] = EMOJI_WEIGHT * emoji
            length += EMOJI_WEIGHT * emoji - heavy
    valid = 0 < length <= network.limit
    if not plain and ("\ufeff" in text or "\ufffe" in text or "\uffff" in text):
        valid = False
    fitting: int | _Fitting = len(text)
    if text and not valid:
        fitting = _Fitting(text, normal, links, network, length - network.limit)
    return new(Measure, (length, network.limit, network.unit, valid, breakdown, fitting, None, None))


def _without(text: str, links: list[Link]) -> str:
    parts = []
    done = 0
    for start, _, end in links:
        parts.append(text[done:start])
        done = end
    parts.append(text[done:])
    return "\0".join(parts)


class _InRun(dict[str, tuple[int, int]]):
    """From a run to how many emoji are in it, and what their characters would weigh, found once a run."""

    def __missing__(self, run: str) -> tuple[int, int]:
        emoji = find_emoji(run)
        found = (len(emoji), weight("".join([run[start:end] for start, end in emoji])))
        if len(run) <= LONGEST_KEPT and len(self) < MOST_KEPT:
            self[run] = found
        return found


_IN_RUN = _InRun()


class _Fitting(NamedTuple):
    """Finds, when called, how much of a text that X refuses it would take."""

    text: str
    normal: str
    links: list[Link]
    network: Network
    excess: int

    def __call__(self) -> int:
        normal = self.normal
        pieces = [(start, end, self.network.link_cost or 0) for start, _, end in self.links]
        ruler = _CODE_POINTS
        if self.network.unit == "weighted":
            ruler = _WEIGHTS
            pieces = _apart(sorted(pieces + [(start, end, EMOJI_WEIGHT) for start, end in find_emoji(normal)]))
        end = _fitting_end(normal, pieces, ruler, self.excess) if self.excess > 0 else len(normal)
        spoilt = min([place for sign in INVALID if (place := normal.find(sign)) >= 0], default=end)
        if spoilt < end:
            # The reference counts the first character as fitting, whatever it is.
            end = max(1, spoilt)
        return _end_before_composing(self.text, normal, end) if normal != self.text else end


def _apart(pieces: list[Piece]) -> list[Piece]:
    """The pieces without those that begin inside an earlier one, as an emoji in a link does."""
    kept = []
    done = 0
    for piece in pieces:
        if piece[0] >= done:
            kept.append(piece)
            done = piece[1]
    return kept


def _end_before_composing(text: str, normal: str, end: int) -> int:
    """A place in the composed text as a place in the text, as the reference has it.

    It shifts every place by the whole difference in length, in UTF-16 units, as if all of it came before.
    """
    units = utf16_length(normal[:end]) + utf16_length(text) - utf16_length(normal)
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * max(0, units)].decode("utf-16-le", "ignore"))


def _on_mastodon(text: str, network: Network, warning: str) -> Measure:
    cost = network.link_cost or 0
    pieces = []
    breakdown = {"text": 0}
    from coach.text import mastodon

    for entity in mastodon.counted(text):
        if entity.kind == "url":
            pieces.append((entity.start, entity.end, cost))
            breakdown["links"] = breakdown.get("links", 0) + cost
        else:
            name = mastodon.name_length(entity)
            pieces.append((entity.start, entity.end, name))
            breakdown["mentions"] = breakdown.get("mentions", 0) + name
    before = count_clusters(warning)
    if before:
        breakdown["warning"] = before
    length = count_clusters(warning + _rewritten(text, pieces))
    breakdown["text"] = length - sum(breakdown.values())
    end = len(text) if length <= network.limit else _fitting_end(text, pieces, _CLUSTERS, length - network.limit)
    return Measure(length, network.limit, network.unit, 0 < length <= network.limit, breakdown, end)


def _on_bluesky(text: str, network: Network) -> Measure:
    from coach.text import bluesky

    links = [(link, bluesky.shown_link(link.text)) for link in bluesky.links(text)]
    pieces = [(link.start, link.end, count_clusters(shown)) for link, shown in links]
    length = count_clusters(bluesky.shown_text(text, [link for link, _ in links]) if links else text)
    breakdown = {"text": length}
    if links:
        breakdown["links"] = sum(cost for _, _, cost in pieces)
        breakdown["text"] = length - breakdown["links"]
    encoded = text.encode("utf-8", "surrogatepass")
    most = network.byte_limit or len(encoded)
    end = len(text) if length <= network.limit else _fitting_end(text, pieces, _CLUSTERS, length - network.limit)
    if len(encoded) > most:
        end = min(end, len(encoded[:most].decode("utf-8", "ignore")))
    valid = 0 < length <= network.limit and len(encoded) <= most
    return Measure(length, network.limit, network.unit, valid, breakdown, end, len(encoded), network.byte_limit)


def _plain(text: str, network: Network) -> Measure:
    """Code points; on Threads an emoji counts as many as it has bytes in UTF-8."""
    pieces = []
    breakdown = {"text": 0}
    if network.unit == "threads":
        pieces = [(start, end, len(text[start:end].encode())) for start, end in find_emoji(text)]
    if pieces:
        breakdown["emoji"] = sum(cost for _, _, cost in pieces)
    breakdown["text"] = len(text) - sum(end - start for start, end, _ in pieces)
    length = sum(breakdown.values())
    end = len(text) if length <= network.limit else _fitting_end(text, pieces, _CODE_POINTS, length - network.limit)
    return Measure(length, network.limit, network.unit, 0 < length <= network.limit, breakdown, end)


def _rewritten(text: str, pieces: Sequence[Piece]) -> str:
    """The text with each piece replaced by as many letters as it counts."""
    if not pieces:
        return text
    parts: list[str] = []
    done = 0
    for start, end, cost in pieces:
        parts += [text[done:start], "x" * cost]
        done = end
    return "".join([*parts, text[done:]])


class _Ruler(NamedTuple):
    """A way of counting: how long a text is, and how much of its beginning takes no more than some room."""

    size: Callable[[str], int]
    longest: Callable[[str, int], int]


_CODE_POINTS = _Ruler(len, lambda text, room: min(len(text), room))
_WEIGHTS = _Ruler(weight, weights.longest_start)
_CLUSTERS = _Ruler(count_clusters, clusters.longest_start)


def _fitting_end(text: str, pieces: Sequence[Piece], ruler: "_Ruler", excess: int) -> int:
    """Where a text ends once so much is cut off its end that it is shorter by `excess`; a piece goes whole."""
    done = len(text)
    for start, end, cost in reversed(pieces):
        part = text[end:done]
        length = ruler.size(part)
        if length >= excess:
            return end + ruler.longest(part, length - excess)
        excess -= length + cost
        done = start
        if excess <= 0:
            return start
    part = text[:done]
    return ruler.longest(part, max(0, ruler.size(part) - excess))
