"""Links, hashtags, mentions and cashtags, by each network's own syntax."""

from __future__ import annotations

from coach.model import Entity, Network
from coach.text import x


def entities(text: str, network: Network) -> tuple[Entity, ...]:
    """Every entity of a text but its emoji, sorted by place, never overlapping."""
    if network.syntax == "x":
        return tuple(x.entities(text))
    # Most runs are about one network: the grammars of the others are not even loaded.
    if network.syntax == "mastodon":
        from coach.text import mastodon

        return tuple(mastodon.entities(text))
    if network.syntax == "bluesky":
        from coach.text import bluesky

        return tuple(bluesky.entities(text))
    from coach.text import others

    return tuple(others.entities(text, network))
