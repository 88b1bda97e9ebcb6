"""Links, hashtags, mentions and cashtags, by each network's own syntax."""

from __future__ import annotations

from coach.model import Entity, Network
from coach.text import bluesky, mastodon, others, x


def entities(text: str, network: Network) -> tuple[Entity, ...]:
    """Every entity of a text but its emoji, sorted by place, never overlapping."""
    if network.syntax == "x":
        return tuple(x.entities(text))
    if network.syntax == "mastodon":
        return tuple(mastodon.entities(text))
    if network.syntax == "bluesky":
        return tuple(bluesky.entities(text))
    return tuple(others.entities(text, network))
