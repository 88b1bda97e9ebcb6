"""What goes wrong, as values: a key, a place and the facts. The sentences live in `locale/`."""

from __future__ import annotations


class CoachError(Exception):
    """Something coach cannot do, told so that a reader can act on it.

    `key` names the sentence in `coach/locale/`, `values` fill it, `path` and `line` (counted from 1)
    say where. Printed in one place, `coach/cli/complain.py`; the exit code is 2.
    """

    def __init__(self, key: str, *, path: str = "", line: int = 0, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.path = path
        self.line = line
        self.values = values

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}: " if self.line else f"{self.path}: " if self.path else ""
        return f"{place}{self.key} {self.values}"


class FileError(CoachError):
    """A file that cannot be read or written."""


class DraftError(CoachError):
    """A draft whose front matter or shape cannot be understood."""


class ContentError(CoachError):
    """A settings, rule, network or lesson file that says something coach does not know."""


class UsageError(CoachError):
    """A command line that asks for something that does not exist."""
