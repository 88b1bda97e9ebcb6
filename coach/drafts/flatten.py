"""Markdown as galaxy-social makes plain text of it for the networks that show none.

The tool turns Markdown into HTML with Python-Markdown and keeps the text: a link becomes `text: address`, list
signs stay, emphasis and headings lose their signs, and each paragraph begins after an empty line. Restated
from usegalaxy-eu/galaxy-social `lib/plugins/base.py` and from what Python-Markdown 3 does, read 2026-11-22.
Not restated: reference links, numbers that a list in a list would disturb, and HTML, whose tags are dropped.
"""

from __future__ import annotations

import re
from functools import cache

from coach.drafts.inline import plain
from coach.drafts.runs import Builder, Written

BREAK = "\n\n\n"
"""What parts the pieces of a thread: two empty lines."""

LONGEST = 20_000
"""A longer text is left as it is: no network would take it anyway."""

_DEEPEST = 6


class _Block:
    """One element of the page, as Python-Markdown would make it: with text, or with blocks inside."""

    def __init__(self, tag: str, text: Written | None = None, inside: list[_Block] | None = None) -> None:
        self.tag = tag
        self.text = text
        self.inside = inside or []


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    rule = r" {0,3}(?:(?:- {0,2}){3,}+|(?:_ {0,2}){3,}+|(?:\* {0,2}){3,}+)"
    return {
        "gap": re.compile(r"\n(?: *+\n)++"),
        # No space is needed behind the signs: a line that begins with a hashtag is a heading, and loses its sign.
        "heading": re.compile(r"(?:\A|(?<=\n))#{1,6}(?P<text>[^\n]*+)(?:\n|\Z)"),
        "underlined": re.compile(r"(?P<text>[^\n]*+)\n(?:=|-)++ *+(?:\n|\Z)"),
        "rule": re.compile(rf"(?:\A|(?<=\n)){rule}(?:\n|\Z)"),
        "item": re.compile(r" {0,3}(?:(?P<number>\d++\.)|[*+-]) ++(?P<text>[^\n]*+)"),
        "inner": re.compile(r" {4,7}(?:\d++\.|[*+-]) ++"),
        "quote": re.compile(r"(?:\A|(?<=\n)) {0,3}>"),
        "quoted": re.compile(r" {0,3}> ?"),
    }


def flatten(content: Written) -> Written:
    """`content` as plain text. Its pieces, parted by two empty lines, stay parted by at least as much."""
    if len(content.text) > LONGEST:
        return content
    builder = Builder("")
    start = 0
    for index, piece in enumerate(content.text.split(BREAK)):
        if index:
            builder.add(BREAK)
        page: list[_Block] = []
        _read(content.cut(start, start + len(piece)), page, 0)
        builder.put(_Printer().printed(page))
        start += len(piece) + len(BREAK)
    flat = builder.written().trimmed()
    # Most texts hold no Markdown; then the first reading has the better places.
    return content if flat.text == content.text else flat


def _read(text: Written, page: list[_Block], depth: int) -> None:
    """Add the blocks of `text`, which empty lines part."""
    start = 0
    for gap in _patterns()["gap"].finditer(text.text):
        _block(text.cut(start, gap.start()), page, depth)
        start = gap.end()
    _block(text.cut(start, len(text.text)), page, depth)


def _block(block: Written, page: list[_Block], depth: int) -> None:
    """Add one block, or the several that it turns out to be."""
    patterns = _patterns()
    while block.text.strip():
        text = block.text
        if text.startswith("    "):
            page.append(_Block("pre", _without(block, re.compile(" {0,4}"))))
            return
        heading, underlined = patterns["heading"].search(text), patterns["underlined"].match(text)
        if found := heading or underlined or patterns["rule"].search(text):
            if found.start():
                # What stands before is looked at alone; it holds no heading.
                _block(block.cut(0, found.start() - 1), page, depth)
            page.append(_headline(block, found))
            block = block.cut(found.end(), len(text))
            continue
        _last(block, page, depth)
        return


def _headline(block: Written, found: re.Match[str]) -> _Block:
    if "text" not in found.re.groupindex:
        return _Block("hr")
    start = found.start("text")
    return _Block("h", block.cut(start, start + len(found["text"].rstrip("#"))).trimmed())


def _last(block: Written, page: list[_Block], depth: int) -> None:
    """Add a block that holds no heading and no rule: a list, a quote or a paragraph."""
    text, patterns = block.text, _patterns()
    if item := patterns["item"].match(text):
        _list(block, "ol" if item["number"] else "ul", page, depth)
    elif depth < _DEEPEST and (quote := patterns["quote"].search(text)):
        _block(block.cut(0, max(0, quote.start() - 1)), page, depth)
        inside: list[_Block] = []
        _read(_without(block.cut(quote.start(), len(text)), patterns["quoted"]), inside, depth + 1)
        page.append(_Block("blockquote", inside=inside))
    else:
        page.append(_Block("p", block.cut(len(text) - len(text.lstrip()), len(text))))


def _without(block: Written, sign: re.Pattern[str]) -> Written:
    """The block without what `sign` finds at the head of each line."""
    builder = Builder("")
    start = 0
    for line in block.text.split("\n"):
        if start:
            builder.put(block.cut(start - 1, start))
        found = sign.match(line)
        builder.put(block.cut(start + (found.end() if found else 0), start + len(line)))
        start += len(line) + 1
    return builder.written()


def _list(block: Written, tag: str, page: list[_Block], depth: int) -> None:
    items = _items(block)
    if page and page[-1].tag in ("ol", "ul"):
        # An empty line between two items makes paragraphs of both.
        known = page[-1]
        _loosen(known.inside[-1])
        first = _Block("li", items[0])
        _loosen(first)
        known.inside.append(first)
        items = items[1:]
    else:
        known = _Block(tag)
        page.append(known)
    for item in items:
        if item.text.startswith("    ") and known.inside and depth < _DEEPEST:
            _read(_without(item, re.compile(" {0,4}")), known.inside[-1].inside, depth + 1)
        else:
            known.inside.append(_Block("li", item))


def _loosen(item: _Block) -> None:
    if item.text is not None:
        item.inside.insert(0, _Block("p", item.text))
        item.text = None


def _items(block: Written) -> list[Written]:
    """The items of a list, their signs off; an inner list keeps its indentation."""
    patterns = _patterns()
    spans: list[tuple[int, int]] = []
    inner = False
    start = 0
    for line in block.text.split("\n"):
        end = start + len(line)
        item = patterns["item"].match(line)
        if item:
            spans.append((start + item.start("text"), end))
            inner = False
        elif patterns["inner"].match(line) and not inner:
            spans.append((start, end))
            inner = True
        else:
            spans[-1] = (spans[-1][0], end)
        start = end + 1
    return [block.cut(*span) for span in spans]


class _Printer:
    """What the tool keeps of the page: it reads HTML, where a line end stands behind each block."""

    def __init__(self) -> None:
        self.parts: list[Written] = []
        self.count = 0

    def printed(self, page: list[_Block]) -> Written:
        for index, block in enumerate(page):
            if index:
                self.say("\n")
            self.block(block)
        builder = Builder("")
        for part in self.parts:
            builder.put(part)
        return builder.written()

    def block(self, block: _Block) -> None:
        if block.tag == "ol":
            self.count = 1
        elif block.tag == "ul":
            self.count = 0
        elif block.tag == "li":
            self.say(f"{self.count}. " if self.count else "- ")
            self.count += bool(self.count)
        elif block.tag == "p":
            self.close_up()
            self.say("\n\n")
        if block.text is not None:
            self.parts.append(block.text if block.tag == "pre" else plain(block.text))
        elif block.inside:
            self.say("\n")
        for inside in block.inside:
            self.block(inside)
            self.say("\n")

    def say(self, text: str) -> None:
        self.parts.append(Written(text, ()))

    def close_up(self) -> None:
        """Drop the line ends at the end."""
        while self.parts and not self.parts[-1].text.rstrip("\n"):
            self.parts.pop()
        if self.parts:
            last = self.parts[-1]
            self.parts[-1] = last.cut(0, len(last.text.rstrip("\n")))
