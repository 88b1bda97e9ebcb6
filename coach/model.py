"""The nouns: frozen values that every module may import. No input, no output, no sentences.

They are named tuples: making one such class costs a fifteenth of a frozen dataclass, and a hook pays
for every class at every start.
"""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import datetime
from operator import attrgetter
from types import MappingProxyType
from typing import Literal, NamedTuple

EntityKind = Literal["url", "hashtag", "mention", "cashtag", "emoji"]
Severity = Literal["error", "warning", "suggestion"]
Language = Literal["fr", "en"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "suggestion")
LANGUAGES: tuple[Language, ...] = ("fr", "en")

NOTHING: Mapping[str, object] = MappingProxyType({})

new = tuple.__new__
"""Makes a named tuple from its class and all its values, at a third of the cost of a call; for the busiest places."""


class Span(NamedTuple):
    """A half-open slice, in code points."""

    start: int
    end: int


class Edit(NamedTuple):
    """One replacement: what stands in `span` becomes `text`."""

    span: Span
    text: str


class Entity(NamedTuple):
    """A part of a post that a network treats as a unit, with the sign (`#`, `@`, `$`) included."""

    kind: EntityKind
    start: int
    end: int
    text: str
    list: str | None = None

    @property
    def span(self) -> Span:
        """Where it stands in the post's text."""
        return Span(self.start, self.end)


class Segment(NamedTuple):
    """A run of a post's text that stands, character for character, in the decoded file."""

    start: int
    """Where the run begins in the post's text."""
    origin: int
    """Where it begins in the decoded file."""
    length: int
    width: int = 1
    """How many characters of the file stand for each one of the text: 6 for the `\\u00e9` of JSON."""


_start = attrgetter("start")


class Stamp(NamedTuple):
    """A place in a draft's file where the post's time stands, or where it may be written."""

    span: Span
    """What a new time replaces, in the decoded file; empty where none stands there yet."""
    shape: str
    """How it is written, with the codes of `strftime`; `%:z` is an offset with its colon."""
    zone: Literal["team", "utc", "own"] = "team"
    """Whose clock it is written in; own: the offset that stands there now."""


class Media(NamedTuple):
    """A picture or a film that goes with a post."""

    file: str
    alt: str | None
    """The alternative text; None where the draft gives none."""
    span: Span
    """Where the draft names it, in the decoded file."""
    alt_span: Span
    """Where the alternative text stands in the decoded file; empty where there is none."""


class Allowance(NamedTuple):
    """One rule that the draft's author switched off for this post, and why."""

    rule: str
    reason: str
    span: Span
    """The line of the front matter, in the decoded file."""


class Thread(NamedTuple):
    """Where a post stands in its thread."""

    number: int
    """Counted from 1."""
    total: int


class Post(NamedTuple):
    """One text to publish, and what its draft says about it.

    `text` is what a network would receive: front matter taken off, outer white space trimmed,
    line ends folded to `\\n`. `segments` lead from there back into the decoded file.
    """

    text: str
    path: str = "-"
    number: int = 1
    """Which post of its draft, counted from 1."""
    segments: tuple[Segment, ...] = ()
    networks: tuple[str, ...] = ()
    """Ids of the networks the draft names; empty where it names none."""
    language: str | None = None
    """What the draft declares (`lang`); None where it says nothing."""
    content_warning: str = ""
    media: tuple[Media, ...] = ()
    thread: Thread | None = None
    scheduled_at: datetime | None = None
    fixed: bool = False
    """The author does not want this time moved."""
    reply: bool = False
    status: Literal["draft", "ready", "published"] = "ready"
    splits: bool = False
    """The tool that publishes this draft cuts a long text into a thread by itself."""
    allow: tuple[Allowance, ...] = ()
    account: str = ""
    """Which account it goes out from; empty for the team's usual one."""
    event: datetime | None = None
    """When that begins which the post announces: it must be out before."""
    stamps: tuple[Stamp, ...] = ()
    """Where its time is written, or may be; empty where its draft has no place for one."""
    quoting: Literal["", "csv", "csv-bare", "json"] = ""
    """How its draft writes a text down, where that is not letter by letter."""

    def in_file(self, offset: int) -> int:
        """The place in the decoded file of a place in the text.

        Text that the draft's tool adds, and that stands nowhere in the file, is placed at the
        nearest run before it.
        """
        index = bisect_right(self.segments, offset, key=_start) - 1
        if index < 0:
            return self.segments[0].origin if self.segments else offset
        segment = self.segments[index]
        return segment.origin + min(offset - segment.start, segment.length) * segment.width

    def _behind(self, offset: int) -> int:
        """The place in the decoded file right behind one character of the text."""
        index = bisect_right(self.segments, offset, key=_start) - 1
        if index >= 0 and offset - self.segments[index].start < self.segments[index].length:
            return self.in_file(offset) + self.segments[index].width
        return self.in_file(offset) + (2 if index >= 0 and self._is_fold(index, index + 1) else 1)

    def _is_fold(self, index: int, following: int) -> bool:
        """Whether a `\\r\\n` of the file, one `\\n` in the text, stands between these two segments."""
        if following >= len(self.segments):
            return False
        before, behind = self.segments[index], self.segments[following]
        stop = before.start + before.length
        return (
            behind.start == stop + 1
            and behind.origin == before.origin + before.length * before.width + 2
            and self.text[stop] == "\n"
        )

    def span_in_file(self, span: Span) -> Span:
        """The same span, in the decoded file. An empty span stays empty."""
        if span.end <= span.start:
            place = self.in_file(span.start)
            return Span(place, place)
        index = bisect_right(self.segments, span.start, key=_start) - 1
        if index >= 0:
            first, origin, length, width = self.segments[index]
            if span.end <= first + length:
                return Span(origin + (span.start - first) * width, origin + (span.end - first) * width)
        start = self.in_file(span.start)
        return Span(start, max(start, self._behind(span.end - 1)))

    def edit_in_file(self, edit: Edit) -> Edit | None:
        """The same edit, in the decoded file; None where the file does not hold all it touches, in one piece.

        An edit may reach over a folded line end, since `\\r\\n` stands between two segments. It may not touch
        what the draft's tool adds, such as the sign of a hashtag that the front matter names without it.
        """
        if not self._is_written(edit.span):
            return None
        text = self.quoted(edit.text)
        return None if text is None else Edit(self.span_in_file(edit.span), text)

    def quoted(self, text: str) -> str | None:
        """`text` as this post's file would write it; None where it cannot stand there."""
        if self.quoting == "csv":
            return text.replace('"', '""')
        if self.quoting == "csv-bare":
            return None if any(sign in text for sign in '",;\t\r\n') else text
        if self.quoting == "json":
            import json

            return json.dumps(text, ensure_ascii=False)[1:-1]
        return text

    def _is_written(self, span: Span) -> bool:
        """Whether the file holds the span in one piece."""
        if not self.segments:
            return True
        at, end = span
        index = bisect_right(self.segments, at, key=_start) - 1
        while 0 <= index < len(self.segments):
            segment = self.segments[index]
            stop = segment.start + segment.length
            # A run of no length is an empty line, or the place of something that is not written so.
            if at > stop or (not segment.length and self.text[at : at + 1] not in ("", "\n")):
                return False
            if end <= stop:
                return True
            index += 1
            joined = index < len(self.segments) and self.segments[index].start == stop
            if joined and self.segments[index].origin != segment.origin + segment.length * segment.width:
                return False
            if not joined and not self._is_fold(index - 1, index):
                return False
            at = self.segments[index].start
        return False


class Source(NamedTuple):
    """Where a fact comes from."""

    url: str
    read: str
    """The day it was read, ISO 8601."""
    kind: str = "documented"
    """limit (the network enforces it), documented, study or advice."""


class Network(NamedTuple):
    """What one network counts and accepts. Every number is in `networks.toml`, dated and sourced."""

    id: str
    name: str
    limit: int
    unit: Literal["weighted", "graphemes", "codepoints", "threads"]
    """weighted: X's characters. threads: code points, an emoji as many as it has UTF-8 bytes."""
    syntax: Literal["x", "mastodon", "bluesky", "threads", "linkedin", "facebook", "instagram"]
    """Whose rules find links, hashtags and mentions."""
    byte_limit: int | None = None
    link_cost: int | None = None
    """What any link costs; None where it costs its own length."""
    bare_links: bool = True
    """Whether `example.org` without a protocol becomes a link."""
    alt_limit: int | None = None
    sources: tuple[Source, ...] = ()


class Finding(NamedTuple):
    """What a check saw, before a rule signed it.

    `span` is in the post's text, or in the decoded file when `in_file` (an alternative text, a key
    of the front matter). `values` fill the placeholders of the rule's message. `edits` repair it;
    they are *safe* where the meaning cannot change.

    A check over a plan also says which `post` it means, and the other posts that make it a fault.
    """

    span: Span
    values: Mapping[str, object] = NOTHING
    edits: tuple[Edit, ...] = ()
    safe: bool = True
    in_file: bool = False
    post: Post | None = None
    related: tuple[Post, ...] = ()
    """The nearest first."""
    anywhere: bool = False
    """It may as well be said of a related post, where that one is looked at and `post` is not."""
