"""`fr.md` and `en.md` → headings with their ids, and the lists below them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from coach.lessons.values import Entry

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

DASH = " — "
"""Stands between what a line of a list says and its explanation."""


class Heading(NamedTuple):
    """A heading of the second level, and what stands below it."""

    id: str
    """Empty where it has none."""
    title: str
    text: str
    """The Markdown down to the next heading, trimmed."""
    line: int
    """Where the heading stands, from 1."""
    first: int
    """Where its text begins, from 1."""


class Page(NamedTuple):
    """One language's words as they stand in their file."""

    title: str
    """The heading of the first level; empty where there is none."""
    headings: tuple[Heading, ...]


@lru_cache(maxsize=32)
def page(text: str) -> Page:
    """The headings of a Markdown text. A heading's id stands at its end, in braces: `## Lire {#read}`."""
    lines = _lines(text)
    title, starts = "", []
    for heading, inline in _headings(_tokens("\n".join(lines))):
        words, id = _named(inline.content)
        if heading.tag == "h1":
            title = title or words
        elif heading.tag == "h2" and heading.map:
            starts.append((heading.map[0], heading.map[1], id, words))
    ends = [*(start for start, *_ in starts[1:]), len(lines)]
    return Page(
        title,
        tuple(
            _heading(id, words, lines, start, below, end)
            for (start, below, id, words), end in zip(starts, ends, strict=False)
        ),
    )


def _heading(id: str, words: str, lines: list[str], start: int, below: int, end: int) -> Heading:
    while below < end - 1 and not lines[below].strip():
        below += 1
    return Heading(id, words, "\n".join(lines[below:end]).rstrip(), start + 1, below + 1)


def title(text: str) -> str:
    """The heading of the first level, found without parsing the rest."""
    first = next((line for line in _lines(text) if line.startswith("# ")), "# ")
    return _named(first[2:].strip())[0] if "{" in first else first[2:].strip()


def paragraphs(text: str) -> Iterator[tuple[str, int]]:
    """The paragraphs of a Markdown text, those in lists too, each with its line (from 0)."""
    for token in _tokens(text):
        if token.type == "inline" and token.map:
            yield token.content, token.map[0]


def prose(text: str) -> str:
    """The words of a Markdown text as they are read: no signs, no code."""
    parts = []
    for token in _tokens(text):
        for child in token.children or ():
            parts.append(child.content if child.type == "text" else " " if child.type.endswith("break") else "")
        parts.append("\n")
    return "".join(parts)


def links(text: str) -> Iterator[tuple[str, int]]:
    """The addresses that a Markdown text links to or shows as plain words (not as code), with their line (from 0)."""
    for token in _tokens(text):
        for child in token.children or ():
            line = token.map[0] if token.map else 0
            if child.type == "link_open":
                yield str(child.attrs.get("href", "")), line
            elif child.type == "image":
                yield str(child.attrs.get("src", "")), line
            elif child.type == "text" and "://" in child.content:
                yield child.content, line


def numbered(text: str) -> tuple[str, ...]:
    """The items of the numbered list in a Markdown text."""
    return tuple(content for content, _, ordered in _items(text) if ordered)


def entries(text: str, first: int) -> Iterator[Entry]:
    """The items `- id: text — explanation` of a Markdown text that begins on the line `first`.

    An item without an id has an empty one, an item without an explanation an empty one.
    """
    for content, offset, ordered in _items(text):
        if ordered:
            continue
        id, colon, rest = content.partition(":")
        if not colon or not _is_id(id.rstrip()):
            yield Entry("", content, "", first + offset)
            continue
        words, _, explanation = rest.strip().partition(DASH)
        yield Entry(id.rstrip(), words.strip(), explanation.strip(), first + offset)


def before_list(text: str) -> str:
    """The Markdown above the first list."""
    for token in _tokens(text):
        if token.type in ("bullet_list_open", "ordered_list_open") and token.level == 0 and token.map:
            return "\n".join(text.split("\n")[: token.map[0]]).strip("\n")
    return text


def _items(text: str) -> Iterator[tuple[str, int, bool]]:
    """The text, line (from 0) and kind of each item of the lists that do not stand in another list."""
    ordered, wanted = False, False
    for token in _tokens(text):
        if token.type in ("bullet_list_open", "ordered_list_open") and token.level == 0:
            ordered = token.type == "ordered_list_open"
        elif token.type == "list_item_open" and token.level == 1:
            wanted = True
        elif token.type == "inline" and wanted and token.map:
            wanted = False
            yield " ".join(token.content.split("\n")), token.map[0], ordered


def _headings(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, Token]]:
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0:
            yield token, tokens[index + 1]


def _named(words: str) -> tuple[str, str]:
    """The words of a heading and its id."""
    from mdit_py_plugins.attrs.parse import ParseError, parse

    start = words.rfind("{")
    if start < 0 or not words.endswith("}"):
        return words, ""
    try:
        _, attributes = parse(words[start:])
    except ParseError:
        return words, ""
    return words[:start].rstrip(), str(attributes.get("id", ""))


@lru_cache(maxsize=256)
def _tokens(text: str) -> tuple[Token, ...]:
    # Kept for a while: the same text is looked at for its lists, its prose and its links.
    return tuple(_parser().parse(text))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark")


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _is_id(text: str) -> bool:
    return (
        text[:1].isascii()
        and text[:1].islower()
        and all((sign.isascii() and sign.isalnum()) or sign == "-" for sign in text)
    )
