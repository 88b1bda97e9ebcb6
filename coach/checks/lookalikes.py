"""Letters of another alphabet that look like ours, in links and handles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import filterfalse, islice

from coach.checks.address import LONGEST_HOST, host
from coach.model import Edit, Entity, Finding, Span
from coach.text.view import View

# Cyrillic, Greek and Armenian letters that most fonts draw like a plain Latin letter: those of the pairs in
# confusables.txt of Unicode Technical Standard 39 that differ to no eye, in the alphabets in which people write
# addresses. Latin letters such as the Turkish ı are at home among ours.
_LATIN = {
    odd: plain
    for plain, odds in {
        "a": "аα",
        "c": "сϲ",
        "d": "ԁ",
        "e": "еҽ",
        "g": "ց",
        "h": "һհ",
        "i": "іι",
        "j": "јϳ",
        "l": "ӏ",
        "n": "ո",
        "o": "оοօσ",
        "p": "рρ",
        "q": "ԛզ",
        "r": "г",
        "s": "ѕ",
        "u": "υս",
        "v": "νѵ",
        "w": "ԝѡա",
        "x": "х",
        "y": "уүγ",
        "A": "АΑ",
        "B": "ВΒ",
        "C": "СϹ",
        "E": "ЕΕ",
        "F": "Ϝ",
        "G": "Ԍ",
        "H": "НΗ",
        "I": "ІΙӀ",
        "J": "Ј",
        "K": "КΚ",
        "M": "МΜ",
        "N": "Ν",
        "O": "ОΟՕ",
        "P": "РΡ",
        "Q": "Ԛ",
        "S": "ЅՏ",
        "T": "ТΤ",
        "U": "Ս",
        "V": "Ѵ",
        "W": "Ԝ",
        "X": "ХΧ",
        "Y": "ΥҮ",
        "Z": "Ζ",
    }.items()
    for odd in odds
}

_ODD = frozenset(_LATIN)
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")

_MOST = 1000
"""How many names of one post are looked at."""


def lookalikes(view: View) -> Iterator[Finding]:
    """Report each host and each handle that mixes plain letters with lookalikes from another alphabet.

    A host that is written with lookalikes only is reported too when its ending is plain (`.com`), since then it
    passes for another one. So is a host in its wire form (`xn--…`) that reads so. Names wholly in another
    alphabet, and accents, are left alone. The repair writes plain letters; it is not safe, since only the author
    knows which name was meant.

    Fills `{name}`, the name as it looks, `{letters}`, the odd letters with their numbers, and `{real}`, what
    machines read: the wire form of a host, or a handle with the numbers of its odd letters.
    """
    for match in islice(_names(view.text), _MOST):
        yield from _handle(match) if match["at"] else _host(match)
    if "xn--" in view.small:
        for link in view.urls:
            yield from _wire_form(link)


def _names(text: str) -> Iterator[re.Match[str]]:
    """What may be a handle or a host, in the words that hold an odd letter."""
    end = 0
    named = [word for word in text.split() if "." in word or "@" in word or "＠" in word]
    for word in filterfalse(_ODD.isdisjoint, named):
        # Not inside an earlier word: that would have been found odd itself.
        start = text.index(word, end)
        end = start + len(word)
        yield from _name().finditer(text, start, end)


def _handle(match: re.Match[str]) -> Iterator[Finding]:
    name = match["name"]
    odd = [letter for run in _runs(name) if _is_mixed(run) for letter in run if letter in _LATIN]
    if odd:
        real = "".join(f"[{_number(letter)}]" if letter in odd else letter for letter in name)
        yield _finding(match.start("at"), "@" + name, odd, "@" + real)


def _host(match: re.Match[str]) -> Iterator[Finding]:
    name = match["name"]
    labels = name.split(".")
    if len(labels) < 2 or len(name) > LONGEST_HOST:
        return
    odd = _odd_letters(labels)
    if odd:
        yield _finding(match.start("name"), name, odd, ".".join(map(_wire, labels)))


def _wire_form(link: Entity) -> Iterator[Finding]:
    name = host(link.text)
    if "xn--" in name:
        labels = [_unwired(label) for label in name.split(".")]
        odd = _odd_letters(labels)
        if odd:
            start = link.start + link.text.lower().index(name)
            values = {"name": ".".join(labels), "letters": _list(odd), "real": name}
            yield Finding(Span(start, start + len(name)), values)


def _finding(start: int, name: str, odd: list[str], real: str) -> Finding:
    edits = (
        Edit(Span(start + index, start + index + 1), _LATIN[letter])
        for index, letter in enumerate(name)
        if letter in odd
    )
    values = {"name": name, "letters": _list(odd), "real": real}
    return Finding(Span(start, start + len(name)), values, tuple(edits), safe=False)


def _odd_letters(labels: list[str]) -> list[str]:
    """The lookalikes in a host that make it pass for another one."""
    plain_ending = labels[-1].isascii() and not labels[-1].startswith("xn--")
    runs = [run for label in labels for run in _runs(label)]
    return [
        letter
        for run in runs
        if _is_mixed(run) or (plain_ending and len(run) > 2 and _ODD.issuperset(run))
        for letter in run
        if letter in _LATIN
    ]


def _runs(name: str) -> list[str]:
    """The unbroken runs of letters: `команда-dev` is two words in two alphabets, and fair."""
    return _letters().findall(name)


def _is_mixed(run: str) -> bool:
    return not (_ODD.isdisjoint(run) or _PLAIN.isdisjoint(run))


def _wire(label: str) -> str:
    """A label as the name system reads it: Punycode, RFC 3492, of its lower-case letters."""
    return label if label.isascii() else "xn--" + label.lower()[:63].encode("punycode").decode("ascii")


def _unwired(label: str) -> str:
    if not label.startswith("xn--") or len(label) > 63:
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return label


def _number(letter: str) -> str:
    return f"U+{ord(letter):04X}"


def _list(odd: list[str]) -> str:
    return ", ".join(f"{letter} ({_number(letter)})" for letter in dict.fromkeys(odd))


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


@cache
def _name() -> re.Pattern[str]:
    """A handle, or the host of an address: behind `//`, or with a dot and a plain ending."""
    label = r"[\w-]{1,63}+"
    return re.compile(
        rf"(?:(?P<at>[@＠])|(?<=//)|(?<![\w.@-]))(?P<name>{label}(?:\.{label}){{1,8}}|(?(at){label}|(?!)))"
    )
