"""The characters of links, and what may follow a host: it differs between X and Mastodon.

X: twitter/twitter-text, js/src/regexp at 30e2430, read 2026-11-22. Both are written afresh.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

SPACES = "\t-\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
INVALID = "\ufffe\ufeff\uffff"
DIRECTIONS = "\u202a-\u202e\u061c\u200e\u200f\u2066-\u2069"
PUNCTUATION = r"!'#%&()*+,\\\-./:;<=>?@\[\]\^_{|}~$"
# A, À … with their marks. The last line is what JavaScript's folding of case brings in besides.
LATIN = (
    "\xc0-\xd6\xd8-\xf6\xf8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289\u028b\u02bb"
    "\u0300-\u036f\u1e00-\u1eff"
)
FOLDED_LATIN = "\u0260\u0269\u0275\u0280\u0283\u0288\u028a\u028c\u0292\u0399\u03b9\u1fbe\u2c65\u2c66\u2c7e\u2c7f"
_CYRILLIC = "\u0400-\u04ff\u1c80-\u1c87"


class Grammar(NamedTuple):
    """What may follow the host: it differs between X and Mastodon."""

    plain_path: re.Pattern[str]
    """A path of ASCII without parentheses, up to a character that surely ends it; nearly all are such."""
    path: str
    """Any path: characters, and balanced parentheses, as many as there are. Compiled when a text needs it: it is
    the dearest of all patterns to compile."""
    path_tail: str
    """Characters that do not end a path."""
    query: str
    query_tail: str


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A part of a grammar, ready to match."""
    return re.compile(pattern)


@cache
def x_grammar() -> Grammar:
    """The path and query of X."""
    plain = r"A-Za-z0-9!*';:=+,.$/%#\[\]\-_~@|&"
    path = rf"{plain}\u2013{_CYRILLIC}{LATIN}{FOLDED_LATIN}"
    return Grammar(
        plain_path=_plain_path(f"[{plain}]"),
        path=_path(f"[{path}]"),
        path_tail="!*';:,.$%[]\u2013~@|&",
        query=r"[A-Za-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*+",
        query_tail="!?*'@();:+$%[].,~|",
    )


@cache
def mastodon_grammar() -> Grammar:
    """The path and query of a Mastodon server: any character but blanks, `<>()?`; RFC 3987 in a query."""
    beyond = "\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef" + "".join(
        f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 14)
    )
    beyond += "\U000e1000-\U000efffd"
    character = rf"[^{SPACES.replace(chr(0x180E), '')}<>()?]"
    return Grammar(
        plain_path=_plain_path(r"[!-'*-;=@-~]"),
        path=_path(character),
        path_tail="!*\"'「」;:=,.$%[]~&|@",
        query=rf"[A-Za-z0-9!?*'();:&=+$/%#\[\]\-_.,~|@\^{beyond}]*+",
        query_tail="!?*'();:+$%[].,~|@^",
    )


def _plain_path(character: str) -> re.Pattern[str]:
    return re.compile(rf"{character}*+(?=[\t-\r <>?)]|\Z)")


def _path(character: str) -> str:
    # One pair within another at most; the look behind refuses an empty pair.
    balanced = rf"\({character}*+(?:\({character}++\){character}*+\)|(?<!\()\))"
    return rf"(?:{character}++|{balanced})*+"
