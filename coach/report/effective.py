"""The effective settings, each with the file and line that it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from coach.report import Look, toml
from coach.settings import Settings
from coach.text.position import width
from coach.text.show import show
from coach.words import say

# The name in the file, where it is not that of the field.
_NAMES = {
    "rule_set": "rules",
    "rule_paths": "rule-paths",
    "include": "lint.include",
    "exclude": "lint.exclude",
    "select": "lint.select",
    "extend_select": "lint.extend-select",
    "ignore": "lint.ignore",
    "split": "lint.split",
    "severity": "lint.severity",
    "overrides": "lint.overrides",
    "limits": "network",
    "ours": "hashtags.ours",
}
_NOT_SHOWN = {"folder", "path", "origins"}


def effective(settings: Settings, look: Look) -> Iterator[str]:
    """`name = value` and its origin, a line each; tables a line for each of their values."""
    place = say("settings-file", look.language, path=show(str(settings.path))) if settings.path else ""
    yield place or say("settings-none", look.language)
    rows = [
        row
        for field, value in settings._asdict().items()
        if field not in _NOT_SHOWN
        for row in _rows(_NAMES.get(field, field), value)
    ]
    texts = [f"{show(name)} = {value}" for name, value in rows]
    longest = min(max(map(width, texts), default=0), 48)
    for (name, _), text in zip(rows, texts, strict=True):
        path, line = settings.place(name)
        origin = f"{show(path)}:{line}" if line else say("settings-default", look.language)
        yield f"{text}{' ' * (longest - width(text))}  {look.style('# ' + origin, 2)}"


def _rows(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if name == "lint.overrides" and value:
        for number, override in enumerate(value, 1):
            yield f"{name}.{number}", toml(override)
    elif isinstance(value, Mapping):
        for key in value:
            yield from _rows(f"{name}.{key}", value[key])
    else:
        yield name, toml(value)
