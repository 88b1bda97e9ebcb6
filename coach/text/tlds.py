"""Top-level domains: what may end a host name in a link."""

from __future__ import annotations

import re
from functools import cache

from coach.text.data import lines


@cache
def ascii_tlds() -> frozenset[str]:
    """The top-level domains of plain letters, in lower case."""
    return frozenset(tld for tld in lines("tlds.txt") if tld.isascii())


@cache
def other_tlds() -> dict[str, tuple[str, ...]]:
    """The top-level domains in other scripts, by their first letter, the longest first."""
    found: dict[str, list[str]] = {}
    for tld in lines("tlds.txt"):
        if not tld.isascii():
            found.setdefault(tld[0], []).append(tld)
    return {first: tuple(sorted(some, key=len, reverse=True)) for first, some in found.items()}


def tld_end(text: str, start: int, stop: int) -> int:
    """Where the top-level domain that begins at `start` ends; 0 where none does.

    As X has it: a known one must not run on into a letter, a digit or one of `@ + -`, and any `xn--…`
    will do. `stop` is where the text to look at ends.
    """
    if start >= stop:
        return 0
    match = _plain().match(text, start, stop)
    if match:
        if match.group().lower() in ascii_tlds():
            return match.end()
        match = _encoded().match(text, start, stop)
        if match:
            return match.end()
    # One may begin with plain letters and go on with others: vermögensberatung.
    for tld in other_tlds().get(text[start].lower(), ()):
        end = start + len(tld)
        if end <= stop and text[start:end].lower() == tld and not _more().match(text, end, stop):
            return end
    return 0


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z]{2,}+(?![0-9@+-])|[Xx][Nn](?=--)")


@cache
def _encoded() -> re.Pattern[str]:
    return re.compile(r"[Xx][Nn]--[-0-9A-Za-z]++")


@cache
def _more() -> re.Pattern[str]:
    return re.compile(r"[0-9A-Za-z@+-]")
