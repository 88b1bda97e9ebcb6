"""What front matter says, as a tree of values that know where they stand in the decoded file."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from coach.model import Span

NOWHERE = Span(0, 0)


class Scalar(NamedTuple):
    """A single value, always as text: dates, numbers and `no` stay what was written."""

    text: str
    span: Span
    """Its characters, without quotes."""
    whole: Span
    """The same with quotes."""
    null: bool = False


class List(NamedTuple):
    """Values in a row."""

    items: tuple[Node, ...]
    whole: Span


class Entry(NamedTuple):
    """A key and its value."""

    key: Scalar
    value: Node


class Table(NamedTuple):
    """Values by name, in the order of the file."""

    entries: Mapping[str, Entry] = MappingProxyType({})
    whole: Span = NOWHERE
    flow: bool = False
    """Written on one line between braces."""

    def get(self, name: str) -> Node | None:
        """The value of that name; None where it is missing or null."""
        entry = self.entries.get(name)
        return None if entry is None or (isinstance(entry.value, Scalar) and entry.value.null) else entry.value


Node: TypeAlias = Scalar | List | Table
