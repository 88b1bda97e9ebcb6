"""The networks coach knows, read from `networks.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

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
        raise UsageError("unknown-network", name=id)
    return found


@cache
def _networks() -> dict[str, Network]:
    tables = tomllib.loads(files("coach").joinpath("networks.toml").read_text(encoding="utf-8"))
    return {id: _network(id, table) for id, table in tables.items()}


def _network(id: str, table: dict[str, Any]) -> Network:
    sources = tuple(
        Source(url=source["url"], read=str(source["read"]), kind=source["kind"]) for source in table.pop("sources")
    )
    return Network(id=id, sources=sources, **table)
