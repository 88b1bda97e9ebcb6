"""What front matter says, as a tree of values that know where they stand in the decoded file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from coach.model import Span

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value, always as text: dates, numbers and `no` stay what was written."""

    text: str
    span: Span
    """Its characters, without quotes."""
    whole: Span
    """The same with quotes."""
    null: bool = False


@dataclass(frozen=True, slots=True)
class List:
    """Values in a row."""

    items: tuple[Node, ...]
    whole: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """A key and its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Table:
    """Values by name, in the order of the file."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    whole: Span = NOWHERE
    flow: bool = False
    """Written on one line between braces."""

    def get(self, name: str) -> Node | None:
        """The value of that name; None where it is missing or null."""
        entry = self.entries.get(name)
        return None if entry is None or (isinstance(entry.value, Scalar) and entry.value.null) else entry.value


Node: TypeAlias = Scalar | List | Table
