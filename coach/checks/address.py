"""The parts of a web address, without trust in its form."""

from __future__ import annotations

from functools import lru_cache

LONGEST_HOST = 253
"""How many characters a host may have: RFC 1035 §2.3.4, less the two that its wire form adds."""
LONGEST = 2083
"""How many characters of a link coach looks into: what Internet Explorer took; no real link is longer."""


@lru_cache(1024)
def host(link: str) -> str:
    """The host of a link, in lower case, without user and port, and without `www.`; empty where it is too long.

    Nothing here can fail, whatever `link` holds. Asked for by several checks, so remembered for the last links.
    """
    mark = link.find("//", 0, 9)
    start = mark + 2 if mark >= 0 else 0
    end = link.find("/", start)
    name = link[start : end if end >= 0 else len(link)]
    if "?" in name or "#" in name or ":" in name or "@" in name:
        name = name.partition("?")[0].partition("#")[0].rpartition("@")[2].partition(":")[0]
    return name.lower().removeprefix("www.") if len(name) <= LONGEST_HOST else ""


def tail(link: str) -> str:
    """A link from its host on, in lower case, without `www.`: what people take for its beginning."""
    mark = link.find("//", 0, 9)
    return link[mark + 2 if mark >= 0 else 0 :][:LONGEST].lower().removeprefix("www.")


def short(link: str) -> str:
    """A link as a sentence can hold it: at most 80 characters."""
    return link if len(link) <= 80 else link[:79] + "…"
