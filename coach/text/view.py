"""One post as one network sees it: what every check receives."""

from __future__ import annotations

from bisect import bisect_left

from coach.model import Entity, EntityKind, Network, Post, Span, new
from coach.text import x
from coach.text.clusters import cluster_ends, is_border
from coach.text.emoji import find_emoji
from coach.text.entities import entities
from coach.text.features import (
    ADDRESS,
    AT,
    EMOJI,
    HASH,
    HASHTAG,
    LINK,
    LONG,
    LOOSE_PROTOCOL,
    LOOSE_WORD,
    MEDIA,
    MENTION,
    THREAD,
    features,
    loose,
    lowered,
)
from coach.text.links import Link
from coach.text.measure import Measure, measure, measure_x

__all__ = ["Measure", "View", "view"]

BLANK = "\ufffc"
"""What stands in `View.prose` for each character of a link, a mention, a hashtag or a cashtag."""

_FEATURE: dict[EntityKind, int] = {"url": LINK, "hashtag": HASHTAG, "mention": MENTION, "cashtag": 0}

_LOOSE = LOOSE_PROTOCOL | LOOSE_WORD

NEAR = 32
"""How far to look for a place that parts two clusters, before the whole text is split."""


class View:
    """One post as one network sees it; everything is computed when asked for, once."""

    __slots__ = (
        "_coded",
        "_emoji",
        "_ends",
        "_entities",
        "_features",
        "_kinds",
        "_language",
        "_links",
        "_measure",
        "_prose",
        "_small",
        "network",
        "ours",
        "post",
        "text",
    )

    def __init__(self, post: Post, network: Network, ours: tuple[str, ...] = ()) -> None:
        self.post = post
        self.text = post.text
        self.network = network
        self.ours = ours
        self._coded: bytes | None = None
        self._features = -1
        self._links: list[Link] | None = None
        self._entities: tuple[Entity, ...] | None = None
        self._kinds: dict[EntityKind, tuple[Entity, ...]] = {}
        self._emoji: tuple[Entity, ...] | None = None
        self._measure: Measure | None = None
        self._prose: str | None = None
        self._small: str | None = None
        self._language: str | None = ""
        self._ends: list[int] | None = None

    @property
    def coded(self) -> bytes:
        """The text in UTF-8, lone surrogates included."""
        if self._coded is None:
            self._coded = self.text.encode("utf-8", "surrogatepass")
        return self._coded

    @property
    def small(self) -> str:
        """The text as `features.lowered` gives it, to look for words in."""
        if self._small is None:
            self._small = lowered(self.coded)
        return self._small

    @property
    def features(self) -> int:
        """Which kinds of characters occur, and what goes with them: the bits of `coach.text.features`."""
        if self._features < 0:
            coded = self.coded
            mask = features(self.text, coded)
            post = self.post
            if post.media:
                mask |= MEDIA
            if post.thread:
                mask |= THREAD
            if post.content_warning or not _surely_fits(coded, self.network, mask):
                mask |= LONG
            if mask & (ADDRESS | HASH | AT):
                mask = self._seen(mask)
            self._features = mask
        return self._features

    def _seen(self, mask: int) -> int:
        """The mask with what the network makes of addresses and signs, and only what it leaves of addresses."""
        for entity in self.entities:
            mask |= _FEATURE[entity.kind]
        if mask & LINK and mask & _LOOSE:
            mask = mask & ~_LOOSE | loose(lowered(self.prose.encode("utf-8", "surrogatepass")))
        return mask

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Links, hashtags, mentions and cashtags, sorted by place, never overlapping."""
        if self._entities is None:
            if self.network.syntax == "x":
                self._entities = tuple(x.merged(self.text, self._x_links()))
            else:
                self._entities = entities(self.text, self.network)
        return self._entities

    @property
    def urls(self) -> tuple[Entity, ...]:
        """The links."""
        return self.of("url")

    @property
    def hashtags(self) -> tuple[Entity, ...]:
        """The hashtags."""
        return self.of("hashtag")

    @property
    def mentions(self) -> tuple[Entity, ...]:
        """The mentions, those of a list included."""
        return self.of("mention")

    @property
    def cashtags(self) -> tuple[Entity, ...]:
        """The cashtags."""
        return self.of("cashtag")

    @property
    def emoji(self) -> tuple[Entity, ...]:
        """The emoji, a whole sequence each, but for those inside another entity."""
        if self._emoji is None:
            text, others = self.text, self.entities
            found = find_emoji(text) if self.features & EMOJI else []
            if others and found:
                found = _outside(found, others)
            self._emoji = tuple([new(Entity, ("emoji", start, end, text[start:end], None)) for start, end in found])
        return self._emoji

    def of(self, kind: EntityKind) -> tuple[Entity, ...]:
        """The entities of one kind."""
        if kind == "emoji":
            return self.emoji
        found = self._kinds.get(kind)
        if found is None:
            found = self._kinds[kind] = tuple([entity for entity in self.entities if entity.kind == kind])
        return found

    @property
    def measure(self) -> Measure:
        """The length, as this network counts it."""
        if self._measure is None:
            if self.network.syntax == "x":
                self._measure = measure_x(self.text, self.network, self._x_links())
            else:
                self._measure = measure(self.text, self.network, warning=self.post.content_warning)
        return self._measure

    @property
    def prose(self) -> str:
        """The text with each entity blanked by U+FFFC, so that places stay the same."""
        if self._prose is None:
            parts = []
            end = 0
            for entity in self.entities:
                parts.append(self.text[end : entity.start])
                parts.append(BLANK * (entity.end - entity.start))
                end = entity.end
            parts.append(self.text[end:])
            self._prose = "".join(parts)
        return self._prose

    @property
    def language(self) -> str | None:
        """`fr` or `en`: what the draft declares, else what its small words show; None when unsure."""
        if self._language == "":
            self._language = self.post.language
            if self._language is None:
                from coach.text.language import detect

                self._language = detect(self.prose)
        return self._language

    def borders(self, span: Span) -> Span:
        """The smallest run of whole grapheme clusters around a span; an empty one stays between two."""
        start, end = span
        text = self.text
        if start >= len(text) or (start < end and is_border(text, start) and is_border(text, end)):
            return span
        first = self._border(start, -1)
        if end <= start:
            return span if end == start == first else Span(first, first)
        last = self._border(end, 1)
        return span if first == start and last == end else Span(first, last)

    def _border(self, place: int, step: int) -> int:
        """The nearest place where a cluster ends, from `place` on forwards or backwards."""
        if self._ends is None:
            text, near = self.text, place
            for _ in range(NEAR):
                border = is_border(text, near)
                if border:
                    return near
                if border is None:
                    break
                near += step
            self._ends = cluster_ends(text)
        index = bisect_left(self._ends, place)
        if step > 0 or self._ends[index] == place:
            return self._ends[index]
        return self._ends[index - 1] if index else 0

    def _x_links(self) -> list[Link]:
        if self._links is None:
            self._links = x.links(self.text)
        return self._links


def _surely_fits(coded: bytes, network: Network, mask: int) -> bool:
    """Whether a look at its bytes shows that a text is short enough; many need no more.

    No network counts more for a character than the bytes it has in UTF-8, but X for some notes of music. A link
    may count for more than its letters, by what links cost there at most; and each link has a full stop.
    """
    length = len(coded)
    room = network.limit - length
    if mask & ADDRESS:
        if network.link_cost is None:
            return False
        room -= network.link_cost * coded.count(b".")
    # A note has four bytes.
    return room >= length // 2 or (room >= 0 and room >= 2 * coded.count(b"\xf0"))


def _outside(spans: list[tuple[int, int]], entities: tuple[Entity, ...]) -> list[tuple[int, int]]:
    """The spans that touch none of the entities; both are in order."""
    kept = []
    index = 0
    for start, end in spans:
        while index < len(entities) and entities[index].end <= start:
            index += 1
        if index == len(entities) or entities[index].start >= end:
            kept.append((start, end))
    return kept


def view(post: Post, network: Network, ours: tuple[str, ...] = ()) -> View:
    """That post as that network sees it; `ours` are the team's own hashtags, without sign."""
    return View(post, network, ours)
