"""Links, hashtags, mentions and cashtags, by each network's own syntax."""

from __future__ import annotations

import re
from functools import cache

from coach.model import Entity, EntityKind, Network


def entities(text: str, network: Network) -> tuple[Entity, ...]:
    """Every entity of a text but its emoji, sorted, never overlapping."""
    found = []
    end = 0
    for match in _pattern().finditer(text):
        kind: EntityKind = match.lastgroup  # type: ignore[assignment]
        if kind == "mention" and network.syntax == "mastodon":
            pass
        found.append(Entity(kind, match.start(), match.end(), match.group()))
        end = match.end()
    return tuple(found)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?P<url>https?://[^\s<>()]*[^\s<>().,;:!?'\"»…]|(?<![\w@.-])(?:[a-z0-9-]++\.)++(?:com|org|net|fr|io|eu|be|ch)\b(?:/[^\s<>()]*[^\s<>().,;:!?])?)"
        r"|(?<![\w&#])(?P<hashtag>[#＃](?=\w*[^\W\d_])[\w·]++)"
        r"|(?<![\w@!#$%&*/])(?P<mention>[@＠][\w.-]*\w(?:@[\w.-]*\w)?)"
        r"|(?<!\S)(?P<cashtag>\$[a-zA-Z]{1,6}(?:[._][a-zA-Z]{1,2})?(?!\w))"
    )
