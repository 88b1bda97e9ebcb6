"""Links that will not work: misspelt, stuck to their neighbours, or without a beginning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import islice

from coach.checks.address import host, short
from coach.checks.placeholders import STAND_INS
from coach.model import Edit, Entity, Finding, Network, Span
from coach.text.entities import entities
from coach.text.features import LOOSE_PROTOCOL, LOOSE_WORD
from coach.text.view import View

_MOST = 1000
"""How many suspicious places of one post are looked at."""

_SLIPS = {
    slip: scheme
    for scheme, slips in {
        "http": "htp htt ttp hhttp htttp httpp hptt thtp htpp hhtp http",
        "https": "htps htts ttps hhttps htttps httpps httpss hptts thtps htpps httsp htpts hhtps httos https",
    }.items()
    for slip in slips.split()
}
"""How fingers write the beginning of a link, and what they meant."""

_ENDINGS = ".,;:!?…)]}>»”’\"'"


def link_spelling(view: View) -> Iterator[Finding]:
    """Report each address that is written so that it cannot work as a link, and mend it where that is certain.

    `htp://asso.fr`, `http:/asso.fr`, `https//asso.fr`, `https:// asso.fr`, `https://https://asso.fr`,
    `www. asso.fr`, `www.asso,fr`, `wwww.asso.fr`, `https://asso .fr`, and `https://asso`, which has no ending or one
    that does not exist. Addresses of one's own machine are left alone.

    Fills `{link}`, the address as it stands, cut where it is long; so do the other two.
    """
    if view.features & (LOOSE_PROTOCOL | LOOSE_WORD):
        for match in islice(_beginning().finditer(view.prose), _MOST):
            yield from _misspelt(view, match)
        for match in islice(_comma().finditer(view.prose), _MOST):
            mended = _linked(f"https://{view.text[match.start() : match.start(1)]}.{match[2]}", view.network)
            if mended:
                span = Span(*match.span())
                yield Finding(span, {"link": short(match[0])}, (Edit(Span(*match.span(1)), "."),))
    if "ww." in view.text:
        for link in view.urls:
            if doubt := _many_w().match(link.text):
                edit = Edit(Span(link.start + doubt.start(1), link.start + doubt.end(1)), "www")
                yield Finding(link.span, {"link": short(link.text)}, (edit,))
    if view.network.syntax == "bluesky":  # the others see no link in `https://asso`
        for link in view.urls:
            if "." not in host(link.text):
                yield from _dotless(view, link)


def link_edges(view: View) -> Iterator[Finding]:
    """Report each link that runs into what stands before or behind it, and set it free where that is certain.

    `ici:https://asso.fr` where the network then sees no link, a closing quotation mark or an emoji that it takes
    for a part of the link, `https://a.fr,https://b.fr` which it takes for one link, `https://asso.fr/mon affiche.pdf`
    and `https://asso.fr /nos-dons`, which it cuts.

    Fills `{link}`, the link as it stands.
    """
    text = view.text
    if view.features & LOOSE_PROTOCOL:
        for match in islice(_protocol().finditer(view.prose), _MOST):
            before = text[match.start() - 1 : match.start()]
            if before and not before.isspace() and before not in "/=@#&`+":
                link = _alone(text, match.start(), view.network)
                if link:
                    room = () if before in "\"'«“‘([{<*_~|" else (_insert(match.start(), " "),)
                    yield Finding(link.span, {"link": short(link.text)}, room)
    for link in view.urls:
        if again := _second().search(link.text):
            edit = _insert(link.start + again.start() + 1, " ")
            yield Finding(link.span, {"link": short(link.text)}, (edit,), safe=False)
            continue
        last = link.text[-1]
        if not (last == "/" or last.isalnum()):
            yield from _swallowed(link)
        if text.startswith(" ", link.end):
            # A slash next, or a dot inside a word further on: a path, or the name of a file.
            dot = text.find(".", link.end, link.end + 200)
            if text.startswith("/", link.end + 1) or (dot > 0 and text[dot + 1 : dot + 2].isalpha()):
                yield from _cut(text, link)


def bare_link(view: View, *, endings: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Report each address without `https://` on a network that makes no link of it; silent on the others.

    Only what is certainly meant as a link: it begins with `www.`, or a path follows the host.

    Args:
        endings: what may follow the full stop of an inclusive word and is a domain too: in `adhérent.es/bénévoles`.

    Fills `{link}`, the address.
    """
    if view.network.bare_links:
        return
    prose = view.prose
    if "/" in prose or "www." in view.small:
        for match in islice(_bare().finditer(prose), _MOST):
            if _is_inclusive(match[0].partition("/")[0], endings) or _is_no_address(match[0]):
                continue
            link = _linked(f"https://{match[0]}", view.network)
            if link and link.end - 8 >= match.end() - match.start() - 1:
                span = Span(match.start(), match.start() + link.end - 8)
                edit = _insert(match.start(), "https://")
                yield Finding(span, {"link": short(link.text[8:])}, (edit,), safe=False)


def _is_no_address(written: str) -> bool:
    """Whether it names two files with a slash between: `README.md/LICENSE.md`."""
    name, _, rest = written.rstrip(_ENDINGS).partition("/")
    return name.lower().endswith((".md", ".py", ".rs", ".sh")) and _file_ending().search(rest) is not None


@cache
def _file_ending() -> re.Pattern[str]:
    return re.compile(r"\w\.[a-z]{1,4}$")


def accidental_link(
    view: View,
    *,
    endings: tuple[str, ...] = (),
    sentence_words: tuple[str, ...] = (),
    lead: tuple[str, ...] = (),
) -> Iterator[Finding]:
    """Report each link that nobody meant: two words that only a full stop parts, whose second is a domain.

    `chercheur.es` is taken for an address in Spain, `samedi.La` for one in Laos. Silent on a network that makes
    links only of what begins with `https://`.

    Args:
        endings: what may follow the full stop of an inclusive word: `es` for `chercheur.es`.
        sentence_words: words that begin a sentence and are domains too, with their capital.
        lead: words behind which an address is meant: `the programme is on irun.es`.

    Fills `{link}` and `{mended}`, how it might be written. The edit puts the raised dot
    of inclusive writing, or a space behind the full stop.
    """
    for link in view.urls:
        first, dot, last = link.text.partition(".")
        if not dot or not last.isalpha():
            continue
        if last in sentence_words:
            edit, mended = _insert(link.start + len(first) + 1, " "), f"{first}. {last}"
        elif _word_before(view.text, link.start) in lead:
            continue
        elif _is_inclusive(link.text, endings) and view.language != "en":
            place = link.start + len(first)
            edit, mended = Edit(Span(place, place + 1), "·"), f"{first}·{last}"
        else:
            continue
        yield Finding(link.span, {"link": short(link.text), "mended": mended}, (edit,), safe=False)


def _word_before(text: str, start: int) -> str:
    words = re.findall(r"\w+", text[max(0, start - 24) : start])
    return words[-1].casefold() if words else ""


def _is_inclusive(name: str, endings: tuple[str, ...]) -> bool:
    """Whether it is a word with a second ending behind a full stop: `adhérent.es`."""
    first, _, last = name.partition(".")
    # A French word that takes such an ending is masculine: it has none in a, e or o, as Spanish names have.
    return last in endings and len(first) > 2 and first.isalpha() and first[1:].islower() and first[-1] not in "aeo"


def _misspelt(view: View, match: re.Match[str]) -> Iterator[Finding]:
    text = view.text
    start, end = match.span()
    if text[start - 1 : start] == "`":
        return
    if match["www"]:
        yield from _mended(view, start, end, "www.", "https://")
        return
    typed = text[start] + match["scheme"]
    scheme = _SLIPS.get(typed.lower())
    if scheme is None:
        return
    right = typed.lower() == scheme and match["mark"] == "://"
    if not right:
        yield from _mended(view, start, end, f"{scheme}://")
    elif again := _protocol_again().match(text, end):
        edit = Edit(Span(start, again.end()), f"{again['scheme'].lower()}://")
        yield Finding(Span(start, _run_end(text, end)), {"link": short(_run(text, start))}, (edit,))
    elif text[end : end + 1] in (" ", "/"):
        spaces = len(text[end : end + 20]) - len(text[end : end + 20].lstrip(" /"))
        yield from _mended(view, start, end + spaces, f"{scheme}://")
    elif text[end : end + 1].isalnum() and not _alone(text, start, view.network):
        if not typed.islower():
            # Bluesky wants the protocol in small letters.
            yield from _mended(view, start, end, f"{scheme}://")
            return
        name = host(_run(text, start))
        if name not in STAND_INS and not _is_own_machine(name):
            yield _without_ending(view, start, _run_end(text, end))


def _without_ending(view: View, start: int, end: int) -> Finding:
    """The finding that a host has no ending that exists; it is mended where a blank alone cut the ending off."""
    text = view.text
    cut = _ending_apart().match(text, end)
    if cut and text.count("/", start, end) == 2 and _linked(text[start:end] + cut[0].lstrip(), view.network):
        edit = Edit(Span(end, cut.start("ending")), "")
        return Finding(Span(start, cut.end()), {"link": short(text[start : cut.end()])}, (edit,))
    return Finding(Span(start, end), {"link": short(text[start:end])})


def _mended(view: View, start: int, end: int, mended: str, before: str = "") -> Iterator[Finding]:
    """The finding that text[start:end] should read `mended`, if what follows then becomes a link."""
    if not _host_at().match(view.text, end):
        return
    rest = view.text[end : end + 300]
    link = _linked(before + mended + rest, view.network)
    if link:
        span = Span(start, end + link.end - len(before) - len(mended))
        yield Finding(span, {"link": short(view.text[span.start : span.end])}, (Edit(Span(start, end), mended),))


def _dotless(view: View, link: Entity) -> Iterator[Finding]:
    """What is wrong with a link that a network accepts although its host has no dot."""
    text = view.text
    mark = link.text.find("//", 0, 9)
    name = host(link.text)
    if mark < 0:
        return
    start = link.start + mark + 2
    if again := _protocol_again().match(text, start):
        edit = Edit(Span(link.start, again.end()), f"{again['scheme'].lower()}://")
        yield Finding(link.span, {"link": short(link.text)}, (edit,))
    elif name[:1].isalnum() and name not in STAND_INS and not _is_own_machine(name):
        yield _without_ending(view, *link.span)
    elif link.text[mark + 2 : mark + 3] == "/":
        slashes = len(link.text) - len(link.text[mark:].lstrip("/")) - mark - 2
        if _host_at().match(text, start + slashes):
            yield Finding(link.span, {"link": short(link.text)}, (Edit(Span(start, start + slashes), ""),))


def _swallowed(link: Entity) -> Iterator[Finding]:
    kept = len(link.text)
    while kept and (link.text[kept - 1] in "«»“”„‹›…'\"|>" or _is_pictorial(link.text[kept - 1])):
        kept -= 1
    last = link.text[-1]
    if kept == len(link.text):
        unbalanced = last in ")]}" and link.text.count(last) > link.text.count("([{"[")]}".index(last)])
        if unbalanced:
            yield Finding(link.span, {"link": short(link.text)})
        return
    if link.text[kept] in "…'\"|>”":
        edits: tuple[Edit, ...] = ()  # a space here would be another fault
    else:
        edits = (_insert(link.start + kept, "\u00a0" if link.text[kept] in "»›" else " "),)
    yield Finding(link.span, {"link": short(link.text)}, edits)


def _cut(text: str, link: Entity) -> Iterator[Finding]:
    tail = _tail().match(text, link.end, link.end + 200)
    if not tail:
        return
    name = tail["file"]
    if name:
        segment = link.text.rpartition("/")[2]
        if "//" not in link.text or link.text.count("/") < 3 or not segment or "." in segment:
            return
        words = name.split(" ")
        if not _PROSE.isdisjoint(map(str.lower, words)) or (words[0].istitle() and segment.islower()):
            return
    span = Span(link.start, tail.end())
    blanks = [index for index in range(*tail.span()) if text[index] == " "]
    edits = tuple(Edit(Span(index, index + 1), "%20" if name else "") for index in blanks)
    yield Finding(span, {"link": short(text[span.start : span.end])}, edits, safe=False)


_PROSE = frozenset(
    {
        *("et", "ou", "dans", "voir", "à", "est", "sont", "avec", "pour", "puis"),
        *("and", "or", "in", "see", "is", "are", "with", "for", "then"),
    }
)
"""Words of a sentence rather than of a file's name."""


def _insert(place: int, text: str) -> Edit:
    return Edit(Span(place, place), text)


def _linked(text: str, network: Network) -> Entity | None:
    """The link that `text` begins with, as the network sees it."""
    found = entities(text, network)
    return found[0] if found and found[0].kind == "url" and found[0].start == 0 else None


def _alone(text: str, start: int, network: Network) -> Entity | None:
    """The link that would begin at `start` if nothing stood before it, in its place in `text`."""
    link = _linked(text[start : start + 300], network)
    return link and link._replace(start=start, end=start + link.end)


def _run_end(text: str, start: int) -> int:
    """Where the run of characters from `start` on ends, without the punctuation at its end."""
    run = re.split(r"\s", text[start : start + 300], maxsplit=1)[0]
    return start + len(run.rstrip(_ENDINGS))


def _run(text: str, start: int) -> str:
    return text[start : _run_end(text, start)]


def _is_own_machine(name: str) -> bool:
    return name in _MACHINES or name.endswith((".localhost", ".local", ".test")) or name.replace(".", "").isdigit()


_MACHINES = frozenset({"localhost", "livebox", "freebox", "bbox", "sfrbox", "router", "raspberrypi", "nas", "fritz"})
"""What people type at home to reach a box of theirs."""


def _is_pictorial(character: str) -> bool:
    return character > "\x7f" and (
        unicodedata.category(character) in ("So", "Sk", "Co") or character in "\u200d\ufe0f\u20e3"
    )


@cache
def _protocol_again() -> re.Pattern[str]:
    return re.compile(r"(?P<scheme>https?)(?::/{1,2}|//)", re.IGNORECASE)


@cache
def _beginning() -> re.Pattern[str]:
    # Without the first letter, which is looked for by itself: nothing else in the pattern is as quick to rule out.
    slips = "|".join(sorted({slip[1:] for slip in _SLIPS}, key=len, reverse=True))
    # What fingers write for "://"; a lone ":" only right before a letter or digit.
    marks = r"//:|:[ ]?/{1,2}|[ ]:[ ]?//|[;,.]:?//|::/{0,2}|:;//|:\\{1,2}|//|:(?=[^\W_]|\ufffc)"
    return re.compile(
        rf"[HhTtWw](?<![\w.@/=-].)(?i:(?<![Ww])(?P<scheme>{slips})(?P<mark>{marks})"
        rf"|(?P<www>(?<=[Ww])ww(?:[ ]?\.[ ]|[ ]\.|,[ ]?|\.{{2,3}})))"
    )


@cache
def _comma() -> re.Pattern[str]:
    return re.compile(r"(?<![\w@./-])www\.[\w-]{1,63}(,)([a-z]{2,3})(?![\w-])", re.IGNORECASE)


@cache
def _many_w() -> re.Pattern[str]:
    return re.compile(r"(?:https?://)?(w{4,5}|ww)\.[^.]+\.", re.IGNORECASE)


@cache
def _ending_apart() -> re.Pattern[str]:
    return re.compile(r" (?P<ending>\.[a-z]{2,24})(?![\w-])", re.IGNORECASE)


@cache
def _protocol() -> re.Pattern[str]:
    return re.compile(r"https?://(?=[^\W_])", re.IGNORECASE)


@cache
def _second() -> re.Pattern[str]:
    """A second link that only a comma parts from the first, so that the two are one."""
    return re.compile(r"(?<=[\w/])[,;]https?://(?=\w)", re.IGNORECASE)


@cache
def _host_at() -> re.Pattern[str]:
    return re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[a-z]{2,24}(?![\w-])", re.IGNORECASE)


@cache
def _bare() -> re.Pattern[str]:
    host = r"[^\W_][\w-]{0,62}(?:\.[\w-]{1,63}){1,6}"
    return re.compile(
        rf"(?<![\w@./:=-])(?:(?=www\.){host}(?:/[^\s\ufffc]{{0,300}})?|{host}/[^\s\ufffc]{{1,300}})", re.IGNORECASE
    )


@cache
def _tail() -> re.Pattern[str]:
    """What may follow a link whose author left a blank in it: the rest of a path, or of a file's name."""
    path = r"/(?!https?:)(?=[0-9/._-]*[a-z])[a-z0-9]+(?:[/._-][a-z0-9]+)+/?"
    word = r"[\w()'’/-]{1,30}"
    extension = r"\.(?:pdf|docx?|odt|xlsx?|ods|pptx?|odp|jpe?g|png)(?![\w.-])"
    return re.compile(rf" (?:{path}|(?P<file>{word}(?: {word}){{0,3}}{extension}))", re.IGNORECASE)
