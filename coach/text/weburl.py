"""Web addresses as a browser reads them: the WHATWG URL standard, for `http` and `https`.

Only what the Bluesky app shows of a link is wanted here: the host in its ASCII form and the rest,
percent-encoded. Source: https://url.spec.whatwg.org/ and https://www.unicode.org/reports/tr46/, read
2026-11-22. The mapping of UTS #46 is approximated by Python's own compatibility forms; a host that only
its full table refuses is taken here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

MOST_HOST = 2000
"""A longer host is refused, long before anything decodes it."""

_DEFAULT_PORTS = {"http": "80", "https": "443"}
# Letters that UTS #46 keeps though folding of case would change them.
_KEPT = "ßς\u200c\u200d"


class WebUrl(NamedTuple):
    """The parts of a web address, as a browser writes them."""

    host: str
    """With the port where it is not the usual one."""
    path: str
    query: str
    """With its `?`; empty where there is none."""
    fragment: str
    """With its `#`; empty where there is none."""


def parse_web_url(text: str) -> WebUrl | None:
    """The parts of an `http` or `https` address; None where a browser would refuse it."""
    match = _address().fullmatch(text.strip(_CONTROLS))
    if not match:
        return None
    scheme, authority, path, query, fragment = match.groups(default="")
    host = _host_and_port(authority.rpartition("@")[2], scheme.lower())
    if host is None:
        return None
    return WebUrl(
        host,
        _path(path),
        "?" + _encoded(query, _QUERY) if query else "",
        "#" + _encoded(fragment, _FRAGMENT) if fragment else "",
    )


_CONTROLS = "".join(map(chr, range(0x21)))
_FRAGMENT = frozenset(' "<>`')
_QUERY = frozenset(" \"#<>'")
_PATH = frozenset(' "#<>?`{}^')
_REFUSED = frozenset("\0\t\n\r #/:<>?@[\\]^|%\x7f\ufffc\ufffd")
_FORBIDDEN = frozenset("\0\t\n\r #/:<>?@[\\]^|%\x7f").union(map(chr, range(0x20)))


def _encoded(text: str, unsafe: frozenset[str]) -> str:
    return "".join(
        character
        if " " <= character <= "~" and character not in unsafe
        else "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
        for character in text
    )


def _path(text: str) -> str:
    """The path with its dots resolved: `/a/../b` is `/b`."""
    found: list[str] = []
    segments = _slash().split(text)[1:] or [""]
    for index, segment in enumerate(segments):
        last = index == len(segments) - 1
        dots = _encoded_dot().sub(".", segment)
        if dots == "..":
            del found[-1:]
        elif dots != ".":
            found.append(_encoded(segment, _PATH))
            continue
        if last:
            found.append("")
    return "/" + "/".join(found)


def _host_and_port(text: str, scheme: str) -> str | None:
    match = _port().search(text)
    if not match:
        return None
    host, port = match.groups()
    if port:
        if not (port.isascii() and port.isdigit()) or len(port.lstrip("0")) > 5 or int(port) > 65535:
            return None
        port = str(int(port))
    parsed = _host(host)
    if not parsed:
        return None
    return parsed if not port or port == _DEFAULT_PORTS[scheme] else f"{parsed}:{port}"


def _host(text: str) -> str | None:
    if text.startswith("["):
        return _sixth_version(text)
    if len(text) > MOST_HOST:
        return None
    if "%" in text:
        from urllib.parse import unquote_to_bytes

        text = unquote_to_bytes(text.encode("utf-8", "replace")).decode("utf-8", "replace")
    host = _to_ascii(text)
    if not host or not _FORBIDDEN.isdisjoint(host):
        return None
    last = host.removesuffix(".").rpartition(".")[2]
    return _fourth_version(host) if _number().fullmatch(last) or last.isdigit() else host


def _to_ascii(host: str) -> str | None:
    """The host in the ASCII form of the domain name system; None where a label of it may not be."""
    if host.isascii() and "xn--" not in host.lower():
        return host.lower()
    mapped = unicodedata.normalize("NFC", "".join(map(_mapped, host)))
    labels = []
    for label in mapped.split("."):
        if label.startswith("xn--"):
            try:
                decoded = label[4:].encode("ascii").decode("punycode")
            except UnicodeError:
                return None
            if decoded.isascii() or not _is_label(decoded) or decoded != "".join(map(_mapped, decoded)):
                return None
            labels.append(label)
        elif label.isascii():
            labels.append(label)
        elif _is_label(label):
            labels.append("xn--" + label.encode("punycode").decode("ascii"))
        else:
            return None
    return ".".join(labels) if all(map(_keeps_direction, mapped.split("."))) else None


def _mapped(character: str) -> str:
    """A character as UTS #46 maps it: lower case, in its compatibility form, without what is invisible."""
    if character in _KEPT:
        return character
    if character in _IGNORED or 0xFE00 <= ord(character) <= 0xFE0F:
        return ""
    if character in "。．｡":
        return "."
    if unicodedata.decomposition(character).count(" 002E"):
        return "\ufffd"  # A sign that holds a full stop, such as … or ⒈, is refused.
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", character).casefold())


_IGNORED = frozenset("\xad\u034f\u180b\u180c\u180d\u180f\u200b\u2060\u2064\ufeff")


def _is_label(label: str) -> bool:
    """Whether a label that is not ASCII may be in a host: no mark first, no control, no blank, joiners in place."""
    if not label or unicodedata.category(label[0])[0] == "M":
        return False
    for index, character in enumerate(label):
        category = unicodedata.category(character)
        if category in ("Cc", "Cs", "Co", "Zs", "Zl", "Zp") or character in _REFUSED:
            return False
        if category == "Cn" and not "\U0001f000" <= character <= "\U0001fbff":  # new pictures may come
            return False
        if character in "\u200c\u200d":
            if not _joins(label, index):
                return False
        elif category == "Cf":
            return False
    return True


def _joins(label: str, index: int) -> bool:
    """Whether a joiner stands where RFC 5892 lets it: after a virama, or (U+200C) between Arabic letters."""
    if index == 0:
        return False
    if unicodedata.combining(label[index - 1]) == 9:
        return True
    around = label[index - 1] + label[index + 1 : index + 2]
    return label[index] == "\u200c" and [unicodedata.bidirectional(letter) for letter in around] == ["AL", "AL"]


def _keeps_direction(label: str) -> bool:
    """The rule of RFC 5893, section 2, as browsers apply it: to labels that hold a letter written leftwards."""
    kinds = [unicodedata.bidirectional(character) for character in label]
    if {"R", "AL", "AN"}.isdisjoint(kinds):
        return True
    if kinds[0] == "L" or not _LEFTWARDS.issuperset(kinds) or {"EN", "AN"}.issubset(kinds):
        return False
    last = next(kind for kind in reversed(kinds) if kind != "NSM")
    return last in ("R", "AL", "EN", "AN")


_LEFTWARDS = frozenset(("R", "AL", "AN", "EN", "ES", "CS", "ET", "ON", "BN", "NSM"))


def _fourth_version(host: str) -> str | None:
    """An IPv4 address in its usual form; None where its numbers are too large or too many."""
    parts = host.removesuffix(".").split(".")
    numbers = [_value(part) for part in parts]
    if len(parts) > 4 or None in numbers:
        return None
    *first, last = [number for number in numbers if number is not None]
    if any(number > 255 for number in first) or last >= 256 ** (4 - len(first)):
        return None
    address = last + sum(number << (8 * (3 - index)) for index, number in enumerate(first))
    return ".".join(str(address >> shift & 255) for shift in (24, 16, 8, 0))


def _value(part: str) -> int | None:
    if not part or len(part) > 40:
        return None
    try:
        if part[:2].lower() == "0x":
            return int(part[2:] or "0", 16)
        return int(part, 8) if len(part) > 1 and part[0] == "0" else int(part, 10)
    except ValueError:
        return None


def _sixth_version(text: str) -> str | None:
    from ipaddress import AddressValueError, IPv6Address

    if not text.endswith("]") or "%" in text:
        return None
    try:
        address = IPv6Address(text[1:-1])
    except (AddressValueError, ValueError):
        return None
    plain = address.exploded
    found = ":".join(f"{int(part, 16):x}" for part in plain.split(":"))
    runs = sorted(_zeros().finditer(found), key=lambda match: -len(match.group()))
    if runs:
        start, end = runs[0].span()
        found = found[:start].rstrip(":") + "::" + found[end:].lstrip(":")
    return f"[{found}]"


@cache
def _address() -> re.Pattern[str]:
    return re.compile(r"([Hh][Tt][Tt][Pp][Ss]?):[/\\]*+([^/\\?#]*+)([^?#]*+)(?:\?([^#]*+))?+(?:#(.*+))?+", re.DOTALL)


@cache
def _slash() -> re.Pattern[str]:
    return re.compile(r"[/\\]")


@cache
def _encoded_dot() -> re.Pattern[str]:
    return re.compile(r"%2[eE]")


@cache
def _port() -> re.Pattern[str]:
    return re.compile(r"\A(\[[^\]]*\]|[^:\[\]]*)(?::(.*))?\Z", re.DOTALL)


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"0[xX][0-9A-Fa-f]*")


@cache
def _zeros() -> re.Pattern[str]:
    return re.compile(r"(?<![0-9a-f])0(?::0)+(?![0-9a-f])")
