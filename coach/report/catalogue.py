"""The rules as a list: id, severity, whether it is on, title."""

from __future__ import annotations

from collections.abc import Iterator

from coach import checks
from coach.engine import Linter
from coach.report import COLOURS, Look, toml
from coach.text.position import width
from coach.text.show import show
from coach.words import say


def catalogue(linter: Linter, look: Look) -> Iterator[str]:
    """A line a rule, sorted by id; the severity is the one that holds here, `-` where the rule is off."""
    language = look.language
    on = linter.severities()
    ids = {id: show(id) for id in sorted(linter.rules)}
    severities = {id: say(f"severity-{on[id]}" if id in on else "severity-off", language) for id in ids}
    first = max(map(width, ids.values()), default=0)
    second = max(map(width, severities.values()), default=0)
    for id, name in ids.items():
        colour = COLOURS[on[id]] if id in on else (2,)
        severity = look.style(severities[id], *colour) + " " * (second - width(severities[id]))
        title = show(linter.rules[id].words.title[language])
        yield f"{name}{' ' * (first - width(name))}  {severity}  {title}"
    yield ""
    yield say("rules-footer", language, on=len(on), total=len(ids))


def list_checks() -> Iterator[str]:
    """A line a check, and one for each of its options: its default, or what it may be where a rule must say."""
    for name in sorted(checks.CHECKS):
        yield name
        for option, schema in checks.options(name).items():
            fallback = None if schema.required else schema.default
            yield f"    {option} = {schema.describe() if fallback is None else toml(fallback)}"
