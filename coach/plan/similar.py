"""Which texts say the same: exactly, nearly, or with the same link; found without comparing all pairs.

Nearly the same means: of all the pairs of neighbouring words in the two texts, a given share is in both
(Jaccard). Texts that share so much must share one of their rarest pairs, so that only those are looked at
(prefix filter: Bayardo, Ma, Srikant, "Scaling up all pairs similarity search", WWW 2007). The answer is
exact and the same at every run, unlike that of random hashes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import ceil
from typing import NamedTuple

LONGEST = 10_000
"""How many characters of a text are compared."""

FEWEST = 5
"""How many words a text needs before it can be nearly the same as another: "Thank you!" says nothing."""

MOST = 10
"""How many others are named for one text."""


def same(text: str) -> str:
    """What two texts share that differ only in capitals and blanks."""
    return " ".join(text.casefold().split())


def shingles(text: str) -> frozenset[str]:
    """Its pairs of neighbouring words, without links, capitals and signs; empty where it has too few words."""
    found = _word().findall(_link().sub(" ", text[:LONGEST]).casefold())
    if len(found) < FEWEST:
        return frozenset()
    return frozenset(f"{first} {second}" for first, second in pairwise(found))


def alike(first: frozenset[str], second: frozenset[str]) -> float:
    """The share of pairs of words that two texts have in common, from 0 to 1."""
    common = len(first & second)
    return common / (len(first) + len(second) - common) if common else 0.0


class Link(NamedTuple):
    """A link as it stands in a text, and what it leads to."""

    start: int
    end: int
    target: str


def links(text: str) -> Iterator[Link]:
    """The links that begin with their protocol. Host, tracking and the last slash make no difference."""
    for match in _link().finditer(text):
        written = match[0].rstrip(".,;:!?…»”’)\"'")
        yield Link(match.start(), match.start() + len(written), _target(written))


def _target(written: str) -> str:
    address = written.partition("#")[0].partition("://")[2]
    way, _, query = address.partition("?")
    host, slash, rest = way.partition("/")
    kept = "&".join(part for part in query.split("&") if part and not part.startswith(_TRACKING))
    return host.casefold().removeprefix("www.") + (slash + rest).rstrip("/") + ("?" + kept if kept else "")


# What is added to tell clicks apart leads nowhere else.
_TRACKING = ("utm_", "fbclid=", "gclid=", "igsh=", "mc_cid=", "mc_eid=", "mtm_", "pk_", "at_campaign=", "at_medium=")


@cache
def _link() -> re.Pattern[str]:
    return re.compile(r"https?://[^\s<>\"]++", re.IGNORECASE)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w++")


class Near(NamedTuple):
    """A text that is nearly the same as another."""

    at: int
    """Its place in the sequence."""
    share: float


class Neighbours:
    """Finds, for each text of a sequence, the nearly same ones before it that are near in time."""

    def __init__(self, sets: Sequence[frozenset[str]], times: Sequence[int], settled: int, least: float) -> None:
        """`sets` are the shingles, `times` go with them.

        The first `settled` texts and the rest are each sorted by time. `least` is the share that makes two
        texts nearly the same, above 0.
        """
        self._sets = sets
        self._times = times
        self._settled = settled
        self._least = least = min(max(least, 0.05), 1.0)
        frequency = Counter(shingle for one in sets for shingle in one)
        order = {shingle: rank for rank, shingle in enumerate(sorted(frequency, key=lambda one: (frequency[one], one)))}
        self._bits: list[int] = []
        self._prefixes: list[list[int]] = []
        self._places: dict[int, list[int]] = {}
        for at, one in enumerate(sets):
            ranks = sorted(order[shingle] for shingle in one)
            bits = 0
            for rank in ranks:
                bits |= 1 << (rank % _WIDTH)
            prefix = ranks[: len(ranks) - ceil(least * len(ranks) - _SLACK) + 1] if ranks else []
            self._bits.append(bits)
            self._prefixes.append(prefix)
            for rank in prefix:
                self._places.setdefault(rank, []).append(at)

    def before(self, at: int, within: int, wanted: Callable[[int], bool] = lambda other: True) -> list[Near]:
        """At most `MOST` wanted texts before that one, nearly the same and at most `within` seconds away.

        The nearest in time come first; of two at the same distance, the later in the sequence.
        """
        time = self._times[at]
        # Settled texts may lie on both sides; the others before this one are all earlier, the nearest last.
        settled = min(self._settled, at)
        low = bisect_left(self._times, time - within, 0, settled)
        high = bisect_left(self._times, time + within + 1, low, settled)
        candidates = sorted(
            filter(wanted, self._candidates(at, low, high)), key=lambda other: (abs(time - self._times[other]), -other)
        )
        found = self._verified(at, candidates, MOST)
        if at > settled:
            found += self._recent(at, bisect_left(self._times, time - within, settled, at), wanted)
        return sorted(found, key=lambda near: (abs(time - self._times[near.at]), -near.at))[:MOST]

    def _recent(self, at: int, low: int, wanted: Callable[[int], bool]) -> list[Near]:
        """The nearest among the texts from `low` on, looked for further and further back until there are enough."""
        recent: list[Near] = []
        high, room = at, 64
        while high > low and len(recent) < MOST:
            start = max(low, high - room)
            candidates = sorted(filter(wanted, self._candidates(at, start, high)), reverse=True)
            recent += self._verified(at, candidates, MOST - len(recent))
            high, room = start, room * 4
        return recent

    def _candidates(self, at: int, low: int, high: int) -> list[int]:
        """The texts of that range that share a rare pair of words and could be alike by size and bits."""
        if low >= high:
            return []
        together: set[int] = set()
        for rank in self._prefixes[at]:
            places = self._places[rank]
            together.update(places[bisect_left(places, low) : bisect_left(places, high)])
        bits, size = self._bits[at], len(self._sets[at])
        share = (1 - self._least) / (1 + self._least)
        # Bits that differ are pairs of words that are not in both texts.
        return [
            other
            for other in together
            if (bits ^ self._bits[other]).bit_count() <= (size + len(self._sets[other])) * share + _SLACK
        ]

    def _verified(self, at: int, candidates: Sequence[int], most: int) -> list[Near]:
        found: list[Near] = []
        for other in candidates:
            share = alike(self._sets[at], self._sets[other])
            if share >= self._least:
                found.append(Near(other, share))
                if len(found) == most:
                    break
        return found


_WIDTH = 256
_SLACK = 1e-9
