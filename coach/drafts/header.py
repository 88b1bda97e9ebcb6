"""What a draft's front matter means: the keys coach knows, with their types, and a word about near misses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NoReturn

from coach.drafts.draft import Header, Place, Status
from coach.drafts.nodes import Entry, List, Node, Scalar, Table
from coach.drafts.times import lacks_hour, parse, shape
from coach.errors import DraftError
from coach.model import Allowance, Media, Span, Stamp

KEYS = (
    "networks", "scheduled_at", "lang", "media", "cw", "reply", "status", "fixed", "allow", "account", "event_at",
)  # fmt: skip

ALIASES: Mapping[str, str] = {
    "network": "networks",
    "platforms": "networks",
    "schedule": "scheduled_at",  # twitter-together's name
}

# Front matter that other tools put at the head of the same file is none of coach's business.
# fmt: off
_FOREIGN = frozenset({
    "title", "date", "tags", "author", "authors", "categories", "category", "description", "image", "images",
    "draft", "layout", "slug", "permalink", "summary", "keywords", "url", "link", "type", "weight", "aliases",
    "subtitle", "excerpt", "published", "updated", "id", "name", "version", "license", "series", "topics",
    "mentions", "hashtags", "thread-delimiter", "threadDelimiter", "retweet", "poll", "timezone",
})
# fmt: on

_YES = frozenset({"true", "yes", "on", "oui", "y", "o"})
_NO = frozenset({"false", "no", "off", "non", "n"})

_LANGUAGES: Mapping[str, str] = {
    "english": "en",
    "anglais": "en",
    "french": "fr",
    "français": "fr",
    "francais": "fr",
    "eng": "en",
    "fra": "fr",
    "fre": "fr",
}
"""What people write for the code of a language (ISO 639, as BCP 47 wants it first)."""

_STATUSES: Mapping[str, Status] = {"draft": "draft", "ready": "ready", "published": "published"}


def header(table: Table, place: Place, *, accounts: bool = False) -> Header:
    """The header that `table` means. Raises DraftError, with the line, where a value is of the wrong kind.

    With `accounts`, `media` names accounts to post from, and no files.
    """
    return _Reader(table, place).header(accounts=accounts)


class _Reader:
    def __init__(self, table: Table, place: Place) -> None:
        self.place = place
        self.problems: list[DraftError] = []
        self.values: dict[str, Entry] = {}
        for name, entry in table.entries.items():
            key = ALIASES.get(name, name)
            if key in KEYS:
                if key in self.values:
                    first = self.values[key].key.text
                    raise place.error("draft-key-twice", entry.key.whole.start, name=name, other=first)
                self.values[key] = entry
            elif name not in _FOREIGN:
                self.problems += self.near_miss(name, entry)

    def header(self, *, accounts: bool) -> Header:
        return Header(
            networks=self.networks(),
            language=self.language(),
            content_warning=self.text("cw"),
            media=() if accounts else tuple(self.media()),
            scheduled_at=self.time("scheduled_at"),
            fixed=self.boolean("fixed"),
            reply=self.reply(),
            status=self.status(),
            allow=tuple(self.allow()),
            account=self.text("account") or "",
            event_at=self.time("event_at", day_will_do=True),
            stamps=self.stamps(),
            problems=tuple(self.problems),
        )

    def near_miss(self, name: str, entry: Entry) -> Iterator[DraftError]:
        plain = name.lower().replace("-", "_")
        # The first letter is hardly ever the mistake, and loading difflib for each foreign key is dear.
        known = [key for key in (*KEYS, *ALIASES) if key[0] == plain[:1]]
        if not known:
            return
        from difflib import get_close_matches

        found = get_close_matches(plain, known, n=1, cutoff=0.8)
        if found:
            suggestion = ALIASES.get(found[0], found[0])
            yield self.place.error("draft-unknown-key", entry.key.whole.start, name=name, suggestion=suggestion)

    def node(self, name: str) -> Node | None:
        entry = self.values.get(name)
        return None if entry is None or _is_null(entry.value) else entry.value

    def wrong(self, key: str, node: Node, name: str, **values: object) -> NoReturn:
        raise self.place.error(key, node.whole.start, name=name, **values)

    def scalar(self, node: Node, name: str) -> Scalar:
        if not isinstance(node, Scalar):
            self.wrong("draft-not-text", node, name)
        return node

    def scalars(self, name: str) -> list[Scalar]:
        node = self.node(name)
        if node is None:
            return []
        if isinstance(node, Table):
            self.wrong("draft-not-list", node, name)
        items = node.items if isinstance(node, List) else (node,)
        return [self.scalar(item, name) for item in items if not _is_null(item)]

    def text(self, name: str) -> str | None:
        node = self.node(name)
        return None if node is None else self.scalar(node, name).text.strip()

    def boolean(self, name: str) -> bool | None:
        node = self.node(name)
        if node is None:
            return None
        word = self.scalar(node, name).text.strip().lower()
        if word not in _YES | _NO:
            self.wrong("draft-not-boolean", node, name, value=word)
        return word in _YES

    def networks(self) -> tuple[str, ...]:
        from coach.text.networks import NETWORKS

        found: list[str] = []
        for scalar in self.scalars("networks"):
            at = scalar.span.start
            for word in scalar.text.replace(",", " ").split():
                name = network_id(word)
                if name in NETWORKS:
                    found.append(name)
                    continue
                from difflib import get_close_matches

                near = get_close_matches(name, NETWORKS, n=1)
                values = {"name": word, "suggestion": near[0] if near else "", "known": ", ".join(NETWORKS)}
                self.problems.append(self.place.error("draft-unknown-network", at, **values))
        return tuple(dict.fromkeys(found))

    def language(self) -> str | None:
        """Its code, without the country or the script: `fr` for `fr-CA`."""
        node = self.node("lang")
        if node is None or not (written := self.scalar(node, "lang").text.strip()):
            return None
        word = written.replace("_", "-").partition("-")[0].lower()
        code = _LANGUAGES.get(word, word)
        if len(code) in (2, 3) and code.isascii() and code.isalpha():
            return code
        self.problems.append(self.place.error("draft-unknown-language", node.whole.start, name="lang", value=written))
        return None

    def reply(self) -> bool:
        word = self.text("reply") or "no"
        return word.lower() not in _NO

    def status(self) -> Status | None:
        node = self.node("status")
        if node is None:
            return None
        word = self.scalar(node, "status").text.strip()
        if word.lower() not in _STATUSES:
            self.wrong("draft-unknown-status", node, "status", value=word, known=", ".join(_STATUSES))
        return _STATUSES[word.lower()]

    def time(self, key: str, *, day_will_do: bool = False) -> datetime | None:
        node = self.node(key)
        if node is None:
            return None
        name = self.values[key].key.text
        written = self.scalar(node, name).text.strip()
        day_only = lacks_hour(written)
        time = parse(f"{written}T00:00" if day_only and day_will_do else written, self.place.timezone)
        if time is None:
            self.wrong("draft-time-without-hour" if day_only else "draft-bad-time", node, name, value=written)
        return time

    def stamps(self) -> tuple[Stamp, ...]:
        """Where the time stands, and how it is written there."""
        entry = self.values.get("scheduled_at")
        if entry is None or not isinstance(entry.value, Scalar):
            return ()
        if _is_null(entry.value):
            # A key without a value: what follows it is written anew, colon included.
            start = entry.key.whole.end
            colon = self.place.text.find(":", start) + 1
            end = entry.value.whole.end
            return (Stamp(Span(start, max(colon, end)), ": %Y-%m-%dT%H:%M"),) if colon else ()
        span = entry.value.span
        written = self.place.text[span.start : span.end]
        form = shape(written.strip())
        if form is None:
            return ()
        start = span.start + len(written) - len(written.lstrip())
        return (Stamp(Span(start, start + len(written.strip())), *form),)

    def media(self) -> Iterator[Media]:
        node = self.node("media")
        if node is None:
            return
        for item in node.items if isinstance(node, List) else (node,):
            yield from medium(item, self.place)

    def allow(self) -> Iterator[Allowance]:
        node = self.node("allow")
        if node is None:
            return
        if not isinstance(node, Table):
            self.wrong("draft-allow-no-reasons", node, "allow")
        for rule, entry in node.entries.items():
            reason = "" if _is_null(entry.value) else self.scalar(entry.value, rule).text.strip()
            if not reason:
                self.problems.append(self.place.error("draft-allow-no-reason", entry.key.whole.start, name=rule))
            yield Allowance(rule, reason, _removal(self.place.text, entry, flow=node.flow))


def network_id(word: str) -> str:
    """How coach calls the network that a draft calls `word`."""
    name = word.strip().lower()
    return "x" if name == "twitter" else name


def medium(item: Node, place: Place) -> Iterator[Media]:
    """The picture or film that one item of `media` names: a file name, or `file` (or `url`) and `alt`."""
    if _is_null(item):
        return
    if isinstance(item, Scalar):
        yield Media(item.text, None, item.span, Span(item.whole.end, item.whole.end))
        return
    if isinstance(item, List):
        raise place.error("draft-media-no-file", item.whole.start)
    file = item.get("file") or item.get("url") or item.get("path")
    if file is None:
        raise place.error("draft-media-no-file", item.whole.start)
    alt = item.get("alt") or item.get("alt_text")
    for name, node in (("file", file), ("alt", alt)):
        if node is not None and not isinstance(node, Scalar):
            raise place.error("draft-not-text", node.whole.start, name=name)
    assert isinstance(file, Scalar)
    if isinstance(alt, Scalar):
        yield Media(file.text, alt.text, file.span, alt.span)
    else:
        yield Media(file.text, None, file.span, Span(file.whole.end, file.whole.end))


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.null


def _removal(text: str, entry: Entry, *, flow: bool) -> Span:
    """What must go for an entry to go: its lines with their ends, or, between braces, one comma with it."""
    start, end = entry.key.whole.start, max(entry.key.whole.end, entry.value.whole.end)
    if flow:
        after = end + len(text[end:]) - len(text[end:].lstrip(" \t"))
        if text.startswith(",", after):
            return Span(start, after + 1 + len(text[after + 1 :]) - len(text[after + 1 :].lstrip(" \t")))
        before = len(text[:start].rstrip(" \t"))
        return Span(before - 1 if text.startswith(",", before - 1) else start, end)
    start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    ends = [at for at in (text.find("\n", end), text.find("\r", end)) if at >= 0]
    if not ends:
        return Span(start, len(text))
    stop = min(ends)
    return Span(start, stop + (2 if text.startswith("\r\n", stop) else 1))
