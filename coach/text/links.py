"""Links as X finds them, and Mastodon, which took over its rules: with a protocol or (on X) without.

The grammar is that of twitter/twitter-text (js/src/regexp at 30e2430, read 2026-11-22), written afresh
so that it takes time in line with the text, whatever the text. Its rules in short:

- a host is a run of labels, of letters of any script, that ends in a known top-level domain; the last
  label before it holds no underscore, and none begins or ends with one or with a hyphen;
- the longest such host wins, and of several places to begin the leftmost;
- before it stands nothing, or a character other than a letter or digit of ASCII, `@ # $`;
- a port, a path with balanced parentheses (one level deep) and a query may follow; punctuation at
  the end stays outside;
- without a protocol only the parts of the host that are ASCII or accented Latin become links, and
  none at all after one of `- _ . /`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from coach.text.link_grammar import DIRECTIONS, FOLDED_LATIN, INVALID, LATIN, PUNCTUATION, SPACES, Grammar, compiled
from coach.text.tlds import ascii_tlds, tld_end

MOST_LINK = 4096
"""A longer link is none, in UTF-16 units, the protocol counted twice as in the reference."""
MOST_LABEL = 63
"""A longer label of a host is none, once encoded (RFC 1035)."""
SAFE_LABEL = 9
"""A label of so few characters is never too long: encoded, each takes six digits at most."""
MOST_SHORT_NAME = 40
"""A t.co link with a longer name is none."""

_UNHOSTED = PUNCTUATION.replace(r"\-.", "").replace("_", "")


Link = tuple[int, int, int]
"""A link in a text, in code points: where it starts, where it ends, and where the part ends that its fixed
cost replaces. That is its end, but where a host without protocol ends in another script and a path
follows: X then counts the rest of the host once more. A plain tuple, since there are many."""


NO_LINK_AFTER = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@＠$#＃" + INVALID)
"""What must not stand right before a link."""


def first_dot(text: str) -> re.Match[str] | None:
    """The first dot that a top-level domain may follow: a text without one has no links, and most have none."""
    dot = text.find(".")
    return _dot_before_tld().search(text, dot) if 0 <= dot < len(text) - 1 else None


def find_links(text: str, grammar: Grammar, dot: re.Match[str] | None) -> list[Link]:
    """The links of a text, with protocol or without, in order; `dot` is its `first_dot`.

    A host without protocol uses up its place in the text even where it makes no link.
    """
    found: list[Link] = []
    search, plain_host, known = _tools()
    done = 0  # Where the last match ended: nothing before it counts again.
    seen = 0  # Where the last run ended: without this, mail addresses in a row were read again for each of them.
    while dot:
        at = dot.start()
        tld = dot[1]
        end = dot.end() if tld and tld.lower() in known else tld_end(text, at + 1, len(text))
        if end:
            least = max(done, seen)
            start = max(least, text.rfind(" ", least, at) + 1, text.rfind("/", least, at) + 1)
            plain = plain_host(text, start)
            if plain and plain.end() > at and plain[1].lower() in known and _may_begin(text, start, done):
                # Nearly all hosts: letters and digits of ASCII, between a blank or a slash and no letter.
                done = stop = _add(found, text, start, plain.end(), done, grammar, plain=True)
            else:
                start, stop = _run_around(text, at, start)
                done = _add_all(found, text, start, stop, done, grammar, at, end)
            at = max(stop, done) - 1
            seen = stop
        dot = search(text, at + 1)
    return found


def _may_begin(text: str, start: int, done: int) -> bool:
    """Whether a link may begin at a place, where `done` is used up already."""
    return text[start - 1] not in NO_LINK_AFTER and start > done if start else done == 0


def _add_all(
    found: list[Link], text: str, start: int, stop: int, done: int, grammar: Grammar, dot: int, end: int
) -> int:
    """Add what the hosts in a run of characters of host names make. Gives where the last match ends.

    Args:
        dot: the first dot of the run that a top-level domain follows.
        end: where that one ends.
    """
    last = text.rfind(".", dot, stop)
    if last > dot:
        end = tld_end(text, last + 1, len(text))
    if start and _may_begin(text, start, done):
        # Most often the run is one host from end to end.
        if end == stop and _labels().fullmatch(text, start, last + 1):
            return _add(found, text, start, stop, done, grammar)
    elif start and not _inner_edge().search(text, start, last):
        return done  # The rest of a mail address, say: there is no other place to begin.
    for begin, host_end in _hosts(text, start, stop, last, end):
        if begin <= done and (begin or done):
            continue
        done = _add(found, text, begin, host_end, done, grammar)
        if done >= stop:
            break
    return done


@cache
def _tools() -> tuple[Callable[..., re.Match[str] | None], Callable[..., re.Match[str] | None], frozenset[str]]:
    """What `find_links` needs at every text: asked for once instead of three times."""
    return _dot_before_tld().search, _plain_host().match, ascii_tlds()


def find_protocol_links(text: str, grammar: Grammar) -> list[Link]:
    """The links of a text that begin with `http://` or `https://`, in order."""
    found: list[Link] = []
    done = 0
    for protocol in _protocol().finditer(text):
        start, begin = protocol.span()
        if start and (start <= done or text[start - 1] in NO_LINK_AFTER):
            continue
        run = _host_run().match(text, begin)
        last = text.rfind(".", begin, run.end()) if run else -1
        if not run or last < 0:
            continue
        host = next(_hosts(text, begin, run.end(), last, tld_end(text, last + 1, len(text))), None)
        if host and host[0] == begin:
            end = host[1]
            done = _rest(text, end, grammar)[0] if end < len(text) else end
            if _is_short_enough(text[begin:end], text[start:done], begin - start):
                found += _short_links(text, start, done) if text[begin:end].lower() == "t.co" else [(start, done, done)]
    return found


def _run_around(text: str, dot: int, start: int) -> tuple[int, int]:
    """The run of characters of host names around a dot, from `start` on."""
    search = _host_run().search
    match = search(text, start)
    while match and match.end() <= dot:
        match = search(text, match.end())
    return match.span() if match else (dot, dot + 1)


def _hosts(text: str, start: int, stop: int, last: int, end: int) -> Iterator[tuple[int, int]]:
    """The hosts in a run of characters of host names: for each place to begin the longest, if any.

    Args:
        last: the last dot of the run.
        end: where the top-level domain after it ends; 0 if there is none.
    """
    if text.find(".", start, last) < 0:
        if end and last > start and text[last - 1] not in "-_.":
            bar = text.rfind("_", start, last)
            for begin in _beginnings(text, start, last):
                if begin > bar and text[begin] not in "-_.":
                    yield begin, end
        return
    dots = [match.start() for match in _dot().finditer(text, start, stop)]
    heads = [start, *(dot + 1 for dot in dots)]  # where each label begins
    ends = [*(tld_end(text, dot + 1, len(text)) for dot in dots[:-1]), end]  # where the host of each last dot ends
    bars = [text.rfind("_", head, dot) for head, dot in zip(heads, dots, strict=False)]
    best = [*ends, 0]  # the same for a host that begins with this label
    for index in range(len(dots) - 1, -1, -1):
        if text[heads[index]] in "-_." or text[dots[index] - 1] in "-_.":
            best[index] = 0
        elif best[index + 1]:
            best[index] = best[index + 1]
        elif bars[index] >= 0:
            best[index] = 0
    index = 0
    for begin in _beginnings(text, start, stop):
        if begin < 2:
            index = 0
        while index < len(dots) and dots[index] < begin:
            index += 1
        if index == len(dots):
            return
        dot = dots[index]
        if text[begin] in "-_." or text[dot - 1] in "-_.":
            continue
        end = best[index + 1] or (ends[index] if bars[index] < begin else 0)
        if end:
            yield begin, end


def _beginnings(text: str, start: int, stop: int) -> Iterator[int]:
    """Where a host may begin: at the start of the run, or after a character that may stand before one."""
    if start == 0:
        # At the very beginning of a text the reference first takes a character to stand before the host:
        # of `école.example` it links `cole.example`.
        if text[0] not in NO_LINK_AFTER:
            yield 1
        yield 0
    elif text[start - 1] not in NO_LINK_AFTER:
        yield start
    for match in _inner_edge().finditer(text, start, stop - 1):
        yield match.end()


def _add(
    found: list[Link], text: str, begin: int, host_end: int, done: int, grammar: Grammar, *, plain: bool = False
) -> int:
    """Add what the host from `begin` to `host_end` makes: one link, several, or none. Gives where it ends."""
    end = path = host_end
    if text[host_end : host_end + 1] in ("/", ":", "?"):
        end, path = _rest(text, host_end, grammar)
    before = text[begin - 1] if begin else ""
    start = _protocol_start(text, begin, done) if before == "/" else begin
    host = text[begin:host_end]
    # An encoded host must not hold characters that are to be encoded.
    if not plain and host.startswith("xn--") and not any(_latin_hosts(host)):
        return end
    is_short = plain and end - start <= MOST_LABEL
    if not is_short and not _is_short_enough(host, text[start:end], begin - start):
        return end
    if start < begin:
        if host_end - begin == len("t.co") and host.lower() == "t.co":
            found += _short_links(text, start, end)
        else:
            found.append((start, end, end))
    elif before in ("-", "_", ".", "/"):
        pass
    elif plain:
        stop = end if path > host_end else host_end
        found.append((begin, stop, stop))
    else:
        parts = [(begin + at, begin + stop) for at, stop in _latin_hosts(host)]
        found += [(at, stop, stop) for at, stop in parts]
        if parts and path > host_end:
            at, stop = parts[-1]
            found[-1] = (at, end, stop + end - host_end)
    return end


def _rest(text: str, start: int, grammar: Grammar) -> tuple[int, int]:
    """Where a link ends whose host ends at `start`; and where its path does, `start` if there is none."""
    end = path = start
    if text[end] == ":":
        port = _port().match(text, end)
        if not port:
            return start, start
        end = port.end()
    if text[end : end + 1] == "/":
        end += 1
        path_match = grammar.plain_path.match(text, end) or compiled(grammar.path).match(text, end)
        if path_match:
            end += len(path_match[0].rstrip(grammar.path_tail))
        path = end
    if text[end : end + 1] == "?":
        query = compiled(grammar.query).match(text, end + 1)
        length = len(query[0].rstrip(grammar.query_tail)) if query else 0
        end += 1 + length if length else 0
    return end, path


def _protocol_start(text: str, begin: int, done: int) -> int:
    """Where the protocol before a host begins; `begin` where there is none, or where it may not stand."""
    if not text.startswith("://", max(0, begin - 3)):
        return begin
    start = begin - (8 if text[begin - 4 : begin - 3] in ("s", "S") else 7)
    if start < 0 or text[start:begin].lower() not in ("http://", "https://"):
        return begin
    if start and (start <= done or text[start - 1] in NO_LINK_AFTER):
        return begin
    return start


def _short_links(text: str, start: int, end: int) -> list[Link]:
    """The link of X's own shortener from `start`: it ends with its name and query, and a long name is none."""
    short = _short_link().match(text, start, end)
    if not short:
        return [(start, end, end)]
    return [(start, short.end(), short.end())] if len(short["name"]) <= MOST_SHORT_NAME else []


def _is_short_enough(host: str, link: str, protocol: int) -> bool:
    """Whether a link is one by its length, and by that of every label of its host."""
    if len(link) > MOST_LINK // 2 - 8 and utf16_length(link) + (protocol or len("https://")) > MOST_LINK:
        return False
    if len(host) <= MOST_LABEL and host.isascii():
        return True
    for label in host.split("."):
        if len(label) > SAFE_LABEL and not 0 < _encoded_length(label) <= MOST_LABEL:
            return False
    return True


def _encoded_length(label: str) -> int:
    """The length of a label in the ASCII form that the domain name system uses."""
    parts = _label_separator().split(label)
    return len(parts) - 1 + sum(map(_part_length, parts))


def _part_length(part: str) -> int:
    if _printable().fullmatch(part):
        return len(part)
    # Every character takes a digit at least: no need to encode what is too long anyway.
    return len(part) + 4 if len(part) > MOST_LABEL else len(part.encode("punycode")) + len("xn--")


def utf16_length(text: str) -> int:
    """The length of a text in UTF-16 units, lone surrogates included."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _latin_hosts(host: str) -> Iterator[tuple[int, int]]:
    """The parts of a host that are hosts in ASCII or accented Latin letters by themselves."""
    end = 0
    labels = _latin_labels().search(host)
    while labels:
        stop = 0
        dot = labels.end() - 1
        while dot > labels.start() and not stop:
            stop = tld_end(host, dot + 1, len(host))
            if not stop:
                dot = host.rfind(".", labels.start(), dot)
        if stop:
            # The reference looks the part up again by its text; that may be an earlier place.
            part = host[labels.start() : stop]
            start = host.index(part, end)
            end = start + len(part)
            yield start, end
        labels = _latin_labels().search(host, stop or labels.end())


@cache
def _dot() -> re.Pattern[str]:
    return re.compile(r"\.")


@cache
def _dot_before_tld() -> re.Pattern[str]:
    # Beyond ASCII any character will do here: to list the few that begin a domain is dear to compile.
    return re.compile(r"\.(?:([A-Za-z]{2,}+)(?![0-9@+-])|[Xx][Nn]--|[^\0-\x7f])")


@cache
def _host_run() -> re.Pattern[str]:
    return re.compile(rf"[^{_UNHOSTED}{SPACES}{INVALID}{DIRECTIONS}]+")


@cache
def _plain_host() -> re.Pattern[str]:
    # Up to a character that neither continues it nor bars it.
    return re.compile(
        r"(?:[A-Za-z0-9]++(?:-++[A-Za-z0-9]++)*+\.)++([A-Za-z]{2,}+)"
        rf"(?=[{_UNHOSTED.replace('@', '').replace('+', '')}{SPACES}{INVALID}{DIRECTIONS}]|\Z)"
    )


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(r"(?:[^-_.]++(?:-++[^-_.]++)*+\.)++")


@cache
def _inner_edge() -> re.Pattern[str]:
    return re.compile("[^A-Za-z0-9＠＃]")


@cache
def _protocol() -> re.Pattern[str]:
    return re.compile(r"[Hh][Tt][Tt][Pp][Ss]?://")


@cache
def _port() -> re.Pattern[str]:
    return re.compile(r":[0-9]++")


@cache
def _short_link() -> re.Pattern[str]:
    query = r"[A-Za-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[A-Za-z0-9\-_&=#/]"
    return re.compile(rf"[Hh][Tt][Tt][Pp][Ss]?://[Tt]\.[Cc][Oo]/(?P<name>[A-Za-z0-9]++)(?:\?{query})?")


@cache
def _latin_labels() -> re.Pattern[str]:
    return re.compile(rf"(?:[-A-Za-z0-9{LATIN}{FOLDED_LATIN}]++\.)++")


@cache
def _printable() -> re.Pattern[str]:
    return re.compile(r"[ -~]*")


@cache
def _label_separator() -> re.Pattern[str]:
    return re.compile("[\u3002\uff0e\uff61]")
