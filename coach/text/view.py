"""One post as one network sees it: what every check receives."""

from __future__ import annotations

from bisect import bisect_left

from coach.model import Entity, EntityKind, Network, Post, Span
from coach.text import x
from coach.text.clusters import cluster_ends
from coach.text.emoji import find_emoji
from coach.text.entities import entities
from coach.text.features import features
from coach.text.links import Link
from coach.text.measure import Measure, measure, measure_x

__all__ = ["Measure", "View", "view"]

BLANK = "\ufffc"
"""What stands in `View.prose` for each character of a link, a mention, a hashtag or a cashtag."""


class View:
    """One post as one network sees it; everything is computed when asked for, once."""

    __slots__ = (
        "_emoji",
        "_ends",
        "_entities",
        "_features",
        "_language",
        "_links",
        "_measure",
        "_prose",
        "_urls",
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
        self._features = -1
        self._links: list[Link] | None = None
        self._entities: tuple[Entity, ...] | None = None
        self._urls: tuple[Entity, ...] | None = None
        self._emoji: tuple[Entity, ...] | None = None
        self._measure: Measure | None = None
        self._prose: str | None = None
        self._language: str | None = ""
        self._ends: list[int] | None = None

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
            if self.network.syntax == "x":
                self._entities = tuple(x.merged(self.text, self._x_links()))
            else:
                self._entities = entities(self.text, self.network)
        return self._entities

    @property
    def urls(self) -> tuple[Entity, ...]:
        """The links."""
        if self._urls is None:  # eight checks ask
            self._urls = tuple([entity for entity in self.entities if entity.kind == "url"])
        return self._urls

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
            found = [Entity("emoji", start, end, self.text[start:end]) for start, end in find_emoji(self.text)]
            # A tie goes to the entity that is not an emoji: `kind` is not compared beyond that.
            both = sorted([*self.entities, *found], key=lambda one: (one.start, one.kind == "emoji"))
            kept = []
            end = 0
            for entity in both:
                if entity.start >= end and entity.kind == "emoji":
                    kept.append(entity)
                end = max(end, entity.end)
            self._emoji = tuple(kept)
        return self._emoji

    def of(self, kind: EntityKind) -> tuple[Entity, ...]:
        """The entities of one kind."""
        if kind == "emoji":
            return self.emoji
        if kind == "url":
            return self.urls
        return tuple([entity for entity in self.entities if entity.kind == kind])

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
        if self._ends is None:
            self._ends = cluster_ends(self.text)
        start, end = span
        if not self._ends or start >= len(self.text):
            return span
        # The cluster that holds `start` begins where the one before it ends.
        index = bisect_left(self._ends, start + 1)
        start = self._ends[index - 1] if index else 0
        if span.end <= span.start:
            return Span(start, start)
        return Span(start, self._ends[bisect_left(self._ends, end)])

    def _x_links(self) -> list[Link]:
        if self._links is None:
            self._links = x.links(self.text)
        return self._links


def view(post: Post, network: Network, ours: tuple[str, ...] = ()) -> View:
    """That post as that network sees it; `ours` are the team's own hashtags, without sign."""
    return View(post, network, ours)
