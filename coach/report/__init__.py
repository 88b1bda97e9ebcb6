"""Diagnostics → characters: one module per output format, and what they all share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import NamedTuple, Protocol

from coach.engine import MOST, Diagnostic
from coach.model import Language
from coach.settings import Override
from coach.text.position import Lines
from coach.text.show import show
from coach.workspace import Checked

# The names that `--output-format` takes, each with its module.
FORMATS = {"text": "text", "concise": "concise", "json": "json", "jsonl": "jsonl"}


# By severity, in SGR codes.
COLOURS = {"error": (1, 31), "warning": (1, 33), "suggestion": (1, 36)}


class Tally:
    """What a run comes to, counted while it goes on."""

    def __init__(self, *, mended: bool = False) -> None:
        self.mended = mended
        """Whether the drafts come mended: what could be left to mend did harm."""
        self.files = self.posts = self.fixable = self.fixed = 0
        self.capped = False
        """Whether a rule found more in one post than is kept, so that the numbers are too small."""
        self.failed = False
        """Whether something could not be read or used, and was told."""
        self.severities: Counter[str] = Counter()
        self.rules: Counter[str] = Counter()

    def add(self, checked: Checked) -> None:
        """Count one draft and its diagnostics."""
        self.files += 1
        self.posts += len(checked.draft.posts)
        for diagnostic in checked.diagnostics:
            self.severities[diagnostic.severity] += 1
            self.rules[diagnostic.rule.id] += 1
        if len(checked.diagnostics) >= MOST:
            of_one_post = Counter((id(one.post), one.rule.id) for one in checked.diagnostics)
            self.capped = self.capped or max(of_one_post.values()) >= MOST
        if self.mended:
            return
        # What a rule says on two networks in two ways is mended once.
        safe = {(one.rule.id, one.edits) for one in checked.diagnostics if one.finding.safe}
        self.fixable += sum(bool(edits) for _, edits in safe)


class Style:
    """Colour, or none: the only escape sequences that coach prints are made here."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, text: str, *codes: int) -> str:
        """`text` in these SGR codes (1 bold, 2 dim, 31 red, 33 yellow, 36 cyan …)."""
        return f"\x1b[{';'.join(map(str, codes))}m{text}\x1b[0m" if self._colour and codes else text


class Look(NamedTuple):
    """How the reader wants to see it."""

    language: Language
    style: Style
    width: int = 80
    """Columns."""
    quiet: bool = False
    """Only what is an error, and no closing line."""
    strict: bool = False
    """A warning fails the run as an error does."""


class Format(Protocol):
    """What a module of this package offers: the lines of a report, without their line ends."""

    def report(self, drafts: Iterable[Checked], tally: Tally, look: Look) -> Iterator[str]:
        """Each draft as it comes, counted into `tally`, and what closes the report."""


def formatter(name: str) -> Format:
    """The format of that name, one of FORMATS, imported when asked for."""
    found: Format = import_module(f"coach.report.{FORMATS[name]}")
    return found


def shown(checked: Checked, look: Look) -> Iterator[Diagnostic]:
    """The diagnostics of a draft that this reader wants to see."""
    wanted = ("error", "warning") if look.strict else ("error",)
    return (one for one in checked.diagnostics if not look.quiet or one.severity in wanted)


def lines_of(checked: Checked) -> Lines:
    """Line and column of any place in that draft."""
    return Lines(checked.draft.source.text)


def toml(value: object) -> str:
    """A value as a settings file would write it, neutralised; a dash for none."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Override):
        parts = {name.replace("_", "-"): part for name, part in value._asdict().items() if part}
        return toml(parts | {"severity": dict(value.severity)} if value.severity else parts)
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {toml(part)}" for name, part in value.items()) + " }"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return f'"{show(str(value))}"'
