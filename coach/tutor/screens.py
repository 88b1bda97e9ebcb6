"""What stands on a screen, as values, and the two ways to print it: rich, and plain lines of words.

Everything that is printed goes through `show`, so that no text of a draft, a file name or a lesson can
act on the terminal.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Literal, Protocol, TextIO, TypeAlias

from coach import words
from coach.model import Language
from coach.text.show import show

if TYPE_CHECKING:
    from markdown_it.token import Token

Tone = Literal["", "strong", "dim", "good", "bad", "ask"]

WIDEST = 88
"""Columns; longer lines are hard to read."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What begins a screen."""

    text: str
    note: str = ""
    """What stands beside it: how long, how far."""


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph."""

    text: str
    tone: Tone = ""
    indent: int = 0
    """Columns it is set in by."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A thing that is right, wrong or neither, in words and in colour."""

    passed: bool | None
    text: str
    note: str = ""
    about: Literal["work", "answer"] = "work"
    """Whether it is something to be mended, or only one of several answers."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A text as it stands in a file."""

    text: str


Block: TypeAlias = Heading | Prose | Line | Mark | Excerpt


class Out(Protocol):
    """A way to print blocks, in the language it is set to."""

    language: Language

    def put(self, *blocks: Block) -> None:
        """Print the blocks."""


def columns() -> int:
    """The width to write in now: a terminal may have been resized since the last screen."""
    return max(20, min(shutil.get_terminal_size((80, 24)).columns, WIDEST))


class PlainOut:
    """Words only: wrapped lines, no colour, no signs that a screen reader would stumble over."""

    def __init__(self, language: Language, stream: TextIO | None = None, *, width: int | None = None) -> None:
        self.language = language
        self._stream = stream
        self._width = width
        self._blank = False
        """Whether the last line was blank: one is enough."""

    def put(self, *blocks: Block) -> None:
        """Print the blocks, each on lines of its own."""
        stream = self._stream or sys.stdout
        width = self._width or columns()
        for block in blocks:
            for paragraph, indent in plain(block, self.language):
                if paragraph or not self._blank:
                    lines = wrapped(show(paragraph), width, indent) if paragraph else [""]
                    stream.writelines(f"{line}\n" for line in lines)
                self._blank = not paragraph
        stream.flush()


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """The text in lines of that width at most; a longer word stays whole."""
    return wrap(
        text, width, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    ) or [indent]


def plain(block: Block, language: Language) -> Iterator[tuple[str, str]]:
    """The paragraphs of a block, each with the blanks it is set in by; an empty one is a blank line."""
    match block:
        case Heading(text, note):
            yield "", ""
            yield f"{text}. {note}" if note else text, ""
            yield "", ""
        case Prose(text):
            yield from markdown_lines(text, language)
        case Line(text, _, indent):
            for part in text.split("\n"):
                yield part, " " * indent
        case Mark(passed, text, note, about):
            word = "neutral" if passed is None else _WORDS[about][0 if passed else 1]
            yield f"{words.say(f'screen-{word}', language)} {text}", ""
            if note:
                yield note, "  "
        case Excerpt(text):
            for part in text.split("\n"):
                yield part, "    " if part else ""


_WORDS = {"work": ("good", "bad"), "answer": ("right", "wrong")}


def markdown_lines(text: str, language: Language) -> Iterator[tuple[str, str]]:
    """Markdown as plain paragraphs: its signs gone, lists with a number or a dash."""
    from markdown_it import MarkdownIt

    lists: list[int | None] = []
    label = ""
    for token in MarkdownIt("commonmark").parse(text):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(int(token.attrs.get("start", 1)) if token.type.startswith("ordered") else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
            if not lists:
                yield "", ""
        elif token.type == "list_item_open":
            number = lists[-1]
            label = "- " if number is None else f"{number}. "
            lists[-1] = None if number is None else number + 1
        elif token.type in ("fence", "code_block"):
            for line in token.content.rstrip("\n").split("\n"):
                yield line, "    "
            yield "", ""
        elif token.type == "inline":
            for line in _inline(token, language).split("\n"):
                yield label + line, "  " * max(0, len(lists) - 1)
                label = ""
            if not lists:
                yield "", ""


def _inline(token: Token, language: Language) -> str:
    """The words of a paragraph; code stands between quotes if one could not tell where it ends."""
    parts = []
    for child in token.children or ():
        if child.type == "code_inline":
            quoted = words.say("screen-code", language, code=child.content)
            parts.append(quoted if " " in child.content else child.content)
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak":
            parts.append("\n")
        elif child.type == "link_close":
            continue
        else:
            parts.append(child.content)
    return "".join(parts)


# rich and prompt_toolkit would break a line at a no-break space; these stand for it until the line is made.
_KEPT = {0xA0: "\ue0a0", 0x202F: "\ue0a1"}
_GIVEN_BACK = {0xE0A0: "\u00a0", 0xE0A1: "\u202f"}


class RichOut:
    """Colour and weight, drawn by rich."""

    def __init__(self, language: Language, *, colour: bool) -> None:
        from rich.console import Console
        from rich.theme import Theme

        self.language = language
        self._blank = False
        theme = Theme({"markdown.code": "bold", "markdown.item.number": "cyan", "markdown.item.bullet": "cyan"})
        self._console = Console(
            file=sys.stdout, highlight=False, markup=False, emoji=False, no_color=not colour, theme=theme
        )

    def put(self, *blocks: Block) -> None:
        """Print the blocks, each on lines of its own."""
        width = columns()
        with self._console.capture() as captured:
            for block in blocks:
                self._put(block, width)
        for line in captured.get().translate(_GIVEN_BACK).removesuffix("\n").split("\n"):
            if line.strip() or not self._blank:
                sys.stdout.write(f"{line.rstrip()}\n")
            self._blank = not line.strip()
        sys.stdout.flush()

    def _put(self, block: Block, width: int) -> None:
        from rich.markdown import Markdown
        from rich.padding import Padding
        from rich.rule import Rule
        from rich.table import Table
        from rich.text import Text

        def text(words: str, style: str = "") -> Text:
            return Text(show(words, keep_newlines=True).translate(_KEPT), style)

        put = self._console.print
        match block:
            case Heading(words, note):
                put()
                put(Rule(style="cyan"), width=width)
                put(Text.assemble(text(words, "bold cyan"), "  ", text(note, "dim")), width=width)
                put()
            case Prose(words):
                put(Markdown(show(words, keep_newlines=True).translate(_KEPT), hyperlinks=False), width=width)
                put()
            case Line(words, tone, indent):
                put(Padding(text(words, _STYLES[tone]), (0, 0, 0, indent)), width=width)
            case Mark(passed, words, note, _):
                sign, style = ("·", "") if passed is None else ("✓", "green") if passed else ("✗", "red")
                marked = Table.grid(padding=(0, 1, 0, 0))
                marked.add_row(Text(sign, f"bold {style}"), text(words))
                put(marked, width=width)
                if note:
                    put(Padding(text(note, "dim"), (0, 0, 0, 2)), width=width)
            case Excerpt(words):
                put(Padding(text(words, "cyan"), (0, 0, 0, 2)), width=width)


_STYLES = {"": "", "strong": "bold", "dim": "dim", "good": "green", "bad": "red", "ask": "bold"}


def spoken(text: str, language: Language) -> str:
    """A short piece of Markdown as plain words, for a line or a choice."""
    from markdown_it import MarkdownIt

    if not any(sign in text for sign in "`*_[\\<&!"):
        return text
    parts = [_inline(token, language) for token in MarkdownIt("commonmark").parseInline(text)]
    return "".join(parts)
