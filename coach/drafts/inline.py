"""The signs inside a paragraph of Markdown: which go, and what a link becomes."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import Literal, NamedTuple

from coach.drafts.runs import Builder, Written

DEEPEST = 4
"""How many links inside one another are opened."""

_ESCAPABLE = frozenset("\\`*_{}[]()>#+-.!")


class _Step(NamedTuple):
    """What to do with a stretch of the text: keep it, drop it, say something else, or see whether it is a pair."""

    do: Literal["keep", "say", "sign"]
    start: int
    end: int
    text: str = ""


@cache
def _special() -> re.Pattern[str]:
    return re.compile(r"[\\`*_\[<&]|  \n")


@cache
def _address() -> re.Pattern[str]:
    return re.compile(r"<((?:https?|ftps?)://[^<>]*+|[^<> !/@]++@[^@<> ]++)>", re.IGNORECASE)


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(r"</?[A-Za-z][^<>@ ]*+(?: [^<>]*+)?>")


@cache
def _entity() -> re.Pattern[str]:
    return re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[0-9a-z]{1,31});", re.IGNORECASE)


def plain(written: Written) -> Written:
    """The paragraph without the signs of Markdown; a link becomes its text, `: ` and its address."""
    if not _special().search(written.text):
        return written
    builder = Builder("")
    for step in _paired(_Scanner(written.text).steps, written.text):
        kept = written.cut(step.start, step.end)
        if step.do == "say":
            builder.add(step.text, kept.segments[0].origin if kept.segments else None)
        else:
            builder.put(kept)
    return builder.written()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.steps: list[_Step] = []
        self.partners = _partners(text)
        self.ticks: dict[int, list[int]] = {}
        for match in re.finditer("`++", text):
            self.ticks.setdefault(len(match[0]), []).append(match.start())
        self.comments = True
        self.scan(0, len(text), 0)

    def scan(self, start: int, end: int, depth: int) -> None:
        at = start
        while match := _special().search(self.text, at, end):
            self.keep(at, match.start())
            at = self.special(match.start(), end, depth)
        self.keep(at, end)

    def keep(self, start: int, end: int) -> None:
        last = self.steps[-1] if self.steps else None
        if last and last.do == "keep" and last.end == start:
            self.steps[-1] = last._replace(end=end)
        elif start < end:
            self.steps.append(_Step("keep", start, end))

    def special(self, at: int, end: int, depth: int) -> int:
        """Deal with the sign at `at`, and tell where to go on."""
        sign = self.text[at]
        if sign == " ":
            return at + 2  # two spaces before a line end force it, and go
        if sign == "\\":
            if at + 1 < end and self.text[at + 1] in _ESCAPABLE:
                self.keep(at + 1, at + 2)
                return at + 2
        elif sign in "*_":
            stop = at
            while stop < end and self.text[stop] == sign:
                stop += 1
            self.steps.append(_Step("sign", at, stop))
            return stop
        else:
            found = {"`": self.code, "[": self.link, "<": self.angle, "&": self.entity}[sign](at, end, depth)
            if found > at:
                return found
        self.keep(at, at + 1)
        return at + 1

    def code(self, at: int, end: int, depth: int) -> int:
        stop = at
        while stop < end and self.text[stop] == "`":
            stop += 1
        length = stop - at
        same = self.ticks.get(length, [])
        after = bisect_right(same, at)
        close = same[after] if after < len(same) else end
        if close >= end:
            self.keep(at, stop)
            return stop
        inner = self.text[at + length : close]
        start = at + length + len(inner) - len(inner.lstrip())
        self.keep(start, start + len(inner.strip()))
        return close + length

    def link(self, at: int, end: int, depth: int) -> int:
        close = self.partners.get(at, end)
        stop = self.partners.get(close + 1, end) if self.text.startswith("(", close + 1) else end
        if stop >= end or depth >= DEEPEST:
            return at
        self.scan(at + 1, close, depth + 1)
        start, finish = _target(self.text, close + 2, stop)
        self.steps.append(_Step("say", close, close + 1, ": "))
        self.keep(start, finish)
        return stop + 1

    def angle(self, at: int, end: int, depth: int) -> int:
        if match := _address().match(self.text, at, end):
            before = ": " if "://" in match[1] else ": mailto:"
            self.keep(*match.span(1))
            self.steps.append(_Step("say", match.end() - 1, match.end(), before))
            self.keep(*match.span(1))
            return match.end()
        if self.text.startswith("<!--", at) and self.comments:
            close = self.text.find("-->", at, end)
            self.comments = close >= 0
            if self.comments:
                return close + 3
        match = _tag().match(self.text, at, end)
        return match.end() if match else at

    def entity(self, at: int, end: int, depth: int) -> int:
        match = _entity().match(self.text, at, end)
        if not match:
            return at
        from html import unescape

        self.steps.append(_Step("say", at, match.end(), unescape(match[0])))
        return match.end()


def _partners(text: str) -> dict[int, int]:
    """The closing bracket of each opening one."""
    partners: dict[int, int] = {}
    waiting: dict[str, list[int]] = {"]": [], ")": []}
    for match in re.finditer(r"[\[\]()]", text):
        sign = match[0]
        if sign in "[(":
            waiting["]" if sign == "[" else ")"].append(match.start())
        elif waiting[sign]:
            partners[waiting[sign].pop()] = match.start()
    return partners


def _target(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the address stands between the brackets of a link, without a title."""
    inner = text[start:end]
    body = inner.strip()
    place = start + len(inner) - len(inner.lstrip())
    if body.startswith("<") and ">" in body:
        return place + 1, place + body.index(">")
    if body[-1:] in ("'", '"') and (title := body.find(f" {body[-1]}")) >= 0:
        body = body[:title].rstrip()
    return place, place + len(body)


def _paired(steps: list[_Step], text: str) -> list[_Step]:
    """The steps without the signs of emphasis that have a partner; the others stay as they are written."""
    gone: set[int] = set()
    open_at: dict[tuple[str, int], list[int]] = {}
    for index, step in enumerate(steps):
        if step.do != "sign":
            continue
        sign, length = text[step.start], step.end - step.start
        before, after = text[step.start - 1 : step.start], text[step.end : step.end + 1]
        alone = (not before or before.isspace()) and (not after or after.isspace())
        if length > 3 or alone:
            continue
        waiting = open_at.setdefault((sign, length), [])
        # `snake_case` is no emphasis, `2*3*4` is.
        if waiting and not (sign == "_" and _is_word(after)):
            opening = waiting.pop()
            gone |= {opening, index}
            for others in open_at.values():
                while others and others[-1] > opening:
                    others.pop()
        elif not (sign == "_" and _is_word(before)):
            waiting.append(index)
    return [step for index, step in enumerate(steps) if index not in gone]


def _is_word(sign: str) -> bool:
    return sign == "_" or sign.isalnum()
