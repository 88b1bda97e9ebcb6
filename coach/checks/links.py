"""Links that are there: how long they are, what they carry, where they lead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from coach.checks.address import LONGEST, host, tail
from coach.model import Edit, Entity, Finding, Network, Span
from coach.text.view import View


def link_length(view: View, *, at_most: int = 120) -> Iterator[Finding]:
    """Report each link of more than `at_most` characters.

    Fills `{length}`, the characters of the link, and `{cost}`, what it takes of the room on this network.
    """
    for link in view.urls:
        length = link.end - link.start
        if length > at_most:
            yield Finding(link.span, {"length": length, "cost": _cost(link, view.network)})


def _cost(link: Entity, network: Network) -> int:
    if network.link_cost is not None:
        return network.link_cost
    if network.syntax == "bluesky":
        from coach.text.bluesky import shown_link

        return len(shown_link(link.text[:LONGEST]))
    return link.end - link.start


def link_host(
    view: View, *, hosts: tuple[str, ...], own: tuple[str, ...] = (), allowed: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """Report each link that leads to one of `hosts`.

    Args:
        hosts: names such as `bit.ly`; a leading `www.` makes no difference, other names in front of it do.
            `.example` stands for every host that ends so.
        own: what a network shortens by itself and so accepts, as the id of its syntax, a blank and the host:
            `x t.co`.
        allowed: hosts, or the beginnings of addresses such as `bit.ly/our-`, that are welcome.

    Fills `{host}`.
    """
    names, endings = _names(hosts)
    for link in view.urls:
        name = host(link.text)
        if name in names or (endings and name.endswith(endings)):
            address = tail(link.text)
            if f"{view.network.syntax} {name}" not in own and not any(_begins(address, start) for start in allowed):
                yield Finding(link.span, {"host": name})


def tracking(view: View, *, names: tuple[str, ...], campaign: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Report the parameters of a link that only follow the reader, and take them out.

    Args:
        names: parameters that name one click or one reader. `si@youtu.be` is one only on that host and its
            subdomains; `x_*` is all that begin so. Taking them out is safe.
        campaign: parameters by which a team measures its own campaigns, written likewise. Taking them out is not.

    The rest of the link stays as it is, to the letter. Fills `{names}`, as they stand in the link.
    """
    for link in view.urls:
        if "?" in link.text and len(link.text) <= LONGEST:
            query = _query(link)
            name = host(link.text)
            for wanted, safe in ((names, True), (campaign, False)):
                fits = _wanted(wanted)
                codes = [part for part in query if part[0] and fits(part[0], name)]
                if codes:
                    values = {"names": ", ".join(dict.fromkeys(code for code, _ in codes))}
                    span = Span(codes[0][1].start, codes[-1][1].end)
                    yield Finding(span, values, tuple(_removals(query, codes)), safe)


def _begins(address: str, beginning: str) -> bool:
    """Whether an address begins so; a `beginning` that is only a host must be the whole host."""
    beginning = beginning.lower().removeprefix("www.")
    if not address.startswith(beginning):
        return False
    return "/" in beginning or address[len(beginning) : len(beginning) + 1] in ("", "/", "?", "#", ":")


@lru_cache(maxsize=64)
def _names(hosts: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    names = [name.lower().removeprefix("www.") for name in hosts]
    return frozenset(names), tuple(name for name in names if name.startswith("."))


_Part = tuple[str, Span]
"""The name of one `name=value` of a query, and its place in the text."""


def _query(link: Entity) -> list[_Part]:
    """The parts of a link's query, split at `&`; one without `=` has no name."""
    whole = link.text.partition("#")[0]
    start = whole.find("?") + 1
    if not start:
        return []
    parts = []
    place = link.start + start
    for part in whole[start:].split("&"):
        # `&amp;` comes from text copied out of a web page's source.
        name = part.partition("=")[0].removeprefix("amp;") if "=" in part else ""
        parts.append((name, Span(place, place + len(part))))
        place += len(part) + 1
    return parts


def _removals(query: list[_Part], codes: list[_Part]) -> Iterator[Edit]:
    """Edits that take `codes` out of `query`, each run with one of the signs around it."""
    if len(codes) == len(query):
        yield Edit(Span(query[0][1].start - 1, query[-1][1].end), "")
        return
    kept_before = False
    run: list[Span] = []
    for part in query:
        if part in codes:
            run.append(part[1])
            continue
        if run:
            # Behind a part that stays, the sign before the run goes; at the start of the query, the one behind it.
            yield Edit(Span(run[0].start - 1, run[-1].end) if kept_before else Span(run[0].start, part[1].start), "")
            run = []
        kept_before = True
    if run:
        yield Edit(Span(run[0].start - 1, run[-1].end), "")


@lru_cache(maxsize=64)
def _wanted(names: tuple[str, ...]) -> Callable[[str, str], bool]:
    """A test whether a parameter of that name, on that host, is one of `names`."""
    anywhere = frozenset(name for name in names if "@" not in name)
    beginnings = tuple(name[:-1] for name in anywhere if name.endswith("*"))
    on_host: dict[str, list[str]] = {}
    for entry in names:
        name, _, place = entry.partition("@")
        on_host.setdefault(name, []).extend([place] if place else [])

    def fits(name: str, host: str) -> bool:
        if name in anywhere or (beginnings and name.startswith(beginnings)):
            return True
        return any(host == place or host.endswith("." + place) for place in on_host.get(name, ()))

    return fits
