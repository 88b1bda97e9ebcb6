"""The networks coach knows, read from `networks.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from coach import content
from coach.errors import UsageError
from coach.model import Network, Source

NETWORKS: tuple[str, ...] = (
    "x",
    "x-classic",
    "x-premium",
    "mastodon",
    "bluesky",
    "threads",
    "linkedin",
    "facebook",
    "instagram",
)


def network(id: str) -> Network:
    """The network of that id, one of `NETWORKS`.

    Raises UsageError (`unknown-network`) for any other.
    """
    found = _networks().get(id)
    if found is None:
        raise UsageError("unknown-network", name=id, known=", ".join(_networks()))
    return found


@cache
def _networks() -> dict[str, Network]:
    path = content.PACKAGE / "networks.toml"
    tables = content.compiled("networks") or content.parse_toml(path.read_text(encoding="utf-8"), str(path))
    return {id: _network(id, table) for id, table in tables.items()}


def _network(id: str, table: Mapping[str, Any]) -> Network:
    sources = tuple(
        Source(url=source["url"], read=str(source["read"]), kind=source["kind"]) for source in table["sources"]
    )
    return Network(id=id, **{**table, "sources": sources})
