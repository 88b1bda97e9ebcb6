"""One post as one network sees it: what every check receives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from coach.model import Entity, EntityKind, Network, Post, Span
from coach.text.entities import entities
from coach.text.features import EMOJI, features


@dataclass(frozen=True, slots=True)
class Measure:
    """How long a network takes a post to be."""

    length: int
    limit: int
    unit: str
    """weighted, graphemes, codepoints or threads: see `Network.unit`."""
    valid: bool
    """Whether the network would accept it: not empty, not too long, no forbidden character."""
    breakdown: Mapping[str, int]
    """What the length is made of; the parts add up to it."""
    valid_end: int
    """How many code points of the text fit."""
    bytes: int | None = None
    byte_limit: int | None = None

    @property
    def remaining(self) -> int:
        """What is left; negative when the post is too long."""
        return self.limit - self.length


class View:
    """One post as one network sees it; everything is computed when asked for, once."""

    __slots__ = ("_entities", "_features", "_measure", "_prose", "network", "ours", "post", "text")

    def __init__(self, post: Post, network: Network, ours: tuple[str, ...] = ()) -> None:
        self.post = post
        self.text = post.text
        self.network = network
        self.ours = ours
        self._features = -1
        self._entities: tuple[Entity, ...] | None = None
        self._measure: Measure | None = None
        self._prose: str | None = None

    @property
    def features(self) -> int:
        """Which kinds of characters occur: the bits of `coach.text.features`."""
        if self._features < 0:
            self._features = features(self.text)
        return self._features

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Links, hashtags, mentions and cashtags, sorted by place, never overlapping."""
        if self._entities is None:
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
        """The emoji, a whole sequence each."""
        if not self.features & EMOJI:
            return ()
        return tuple(
            Entity("emoji", match.start(), match.end(), match.group())
            for match in re.finditer("[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?", self.text)
        )

    def of(self, kind: EntityKind) -> tuple[Entity, ...]:
        """The entities of one kind."""
        if kind == "emoji":
            return self.emoji
        return tuple(entity for entity in self.entities if entity.kind == kind)

    @property
    def measure(self) -> Measure:
        """The length, as this network counts it."""
        if self._measure is None:
            links = self.urls
            cost = self.network.link_cost
            link_length = sum((cost if cost is not None else link.end - link.start) for link in links)
            rest = len(self.text) - sum(link.end - link.start for link in links)
            breakdown = {"text": rest}
            if links:
                breakdown["links"] = link_length
            length = rest + link_length
            self._measure = Measure(
                length,
                self.network.limit,
                self.network.unit,
                0 < length <= self.network.limit,
                breakdown,
                min(len(self.text), self.network.limit),
                len(self.text.encode("utf-8", "surrogatepass")) if self.network.byte_limit else None,
                self.network.byte_limit,
            )
        return self._measure

    @property
    def prose(self) -> str:
        """The text with each entity blanked by U+FFFC, so that places stay the same."""
        if self._prose is None:
            parts = []
            end = 0
            for entity in self.entities:
                parts.append(self.text[end : entity.start])
                parts.append("\ufffc" * (entity.end - entity.start))
                end = entity.end
            parts.append(self.text[end:])
            self._prose = "".join(parts)
        return self._prose

    @property
    def language(self) -> str | None:
        """`fr` or `en`: declared, else detected; None when unsure."""
        return self.post.language

    def borders(self, span: Span) -> Span:
        """The span, widened to the borders of grapheme clusters."""
        return span


def view(post: Post, network: Network, ours: tuple[str, ...] = ()) -> View:
    """That post as that network sees it; `ours` are the team's own hashtags, without sign."""
    return View(post, network, ours)
