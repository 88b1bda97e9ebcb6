"""The schema of a rule's options, read from the keyword arguments of its check."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from coach.model import Finding
from coach.plan.calendar import Duration, is_duration

MOST = 1_000_000
"""No option counts further."""


class Option(NamedTuple):
    """One option that a check takes: its type, and its default where it has one."""

    annotation: Any
    default: Any = inspect.Parameter.empty

    @property
    def required(self) -> bool:
        """Whether a rule must give it."""
        return self.default is inspect.Parameter.empty

    def accepts(self, value: Any) -> bool:
        """Whether a value from TOML, lists as tuples, is of the option's type."""
        return _accepts(self.annotation, value)

    def misfit(self, name: str, value: Any) -> dict[str, object]:
        """What a sentence needs that says so of a value which is not accepted."""
        return {"name": name, "expected": self.describe(), "found": f'"{value}"' if isinstance(value, str) else value}

    def describe(self) -> str:
        """The type as a reader of TOML would write it: `true`, `3`, `"…"`, `["…"]`, or the words it may be."""
        return _describe(self.annotation)


def read(function: Callable[..., Iterator[Finding]]) -> dict[str, Option]:
    """The options of one check, in the order of its signature."""
    hints = typing.get_type_hints(function, include_extras=True)
    return {
        name: Option(hints[name], parameter.default)
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    }


def _accepts(annotation: Any, value: Any) -> bool:
    if annotation == Duration:
        return isinstance(value, str) and is_duration(value)
    origin = typing.get_origin(annotation)
    arguments = typing.get_args(annotation)
    if origin is typing.Literal:
        return value in arguments
    if origin is tuple:
        return isinstance(value, tuple) and all(_accepts(arguments[0], item) for item in value)
    if origin is dict:
        return isinstance(value, dict) and all(_accepts(arguments[1], item) for item in value.values())
    if arguments:
        return any(_accepts(argument, value) for argument in arguments)
    if annotation is type(None):
        return value is None
    if annotation in (int, float):
        kinds = int if annotation is int else int | float
        # Not a number is in no range.
        return isinstance(value, kinds) and not isinstance(value, bool) and 0 <= value <= MOST
    return isinstance(value, annotation)


def _describe(annotation: Any) -> str:
    if annotation == Duration:
        return '"2h"'
    origin = typing.get_origin(annotation)
    arguments = typing.get_args(annotation)
    if origin is typing.Literal:
        return " | ".join(f'"{word}"' for word in arguments)
    if origin is tuple:
        return f"[{_describe(arguments[0])}]"
    if origin is dict:
        return "{ … }"
    if arguments:
        return " | ".join(_describe(argument) for argument in arguments if argument is not type(None))
    return {bool: "true | false", int: "3", float: "0.5", str: '"…"'}.get(annotation, str(annotation))
