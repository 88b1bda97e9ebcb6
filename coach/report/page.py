"""A rule's page: what it says, why, what to do, examples, options, sources, and how to switch it off."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from coach import checks, lessons
from coach.engine import Linter
from coach.proof import marked
from coach.report import Look, toml
from coach.report.text import quoted
from coach.rules import Example, Rule
from coach.text.show import show
from coach.words import say

LONGEST_EXAMPLE = 8
"""How many lines of one example are shown."""


def page(rule: Rule, linter: Linter, look: Look) -> Iterator[str]:
    """The page's lines, in the reader's language; examples in that language first."""
    language, words = look.language, rule.words
    yield look.style(say("page-title", language, rule=show(rule.id), title=show(words.title[language])), 1)
    yield ""
    yield from _facts(rule, linter, look)
    for key, text in (("page-why", words.why[language]), ("page-do", words.advice[language])):
        yield ""
        yield look.style(say(key, language), 1)
        yield from _indented(show(_plain(text, rule)), look)
    yield from _examples(rule, look)
    yield from _lesson(rule, look)
    yield from _options(rule, linter, look)
    yield ""
    yield look.style(say("page-off", language), 1)
    yield from _indented(say("page-off-how", language, rule=rule.id), look)
    if rule.sources:
        yield ""
        yield look.style(say("page-sources", language), 1)
        for source in rule.sources:
            kind = say(f"source-{source.kind}", language)
            yield "  " + say("page-source", language, url=show(source.url), date=source.read, kind=kind)


def _facts(rule: Rule, linter: Linter, look: Look) -> Iterator[str]:
    language = look.language
    yield "  " + say("page-severity", language, severity=say(f"severity-{rule.severity}", language), since=rule.since)
    yield from _here(rule, linter, look)
    if not rule.enabled:
        yield from _indented(say("page-default-off", language), look)
    if rule.networks:
        yield "  " + say("page-networks", language, networks=", ".join(rule.networks))
    if len(rule.languages) == 1:
        yield "  " + say(f"page-only-{rule.languages[0]}", language)
    for network, other in rule.on_network.items():
        if other.severity:
            severity = say(f"severity-{other.severity}", language)
            yield "  " + say("page-on-network", language, network=network, severity=severity)


def _here(rule: Rule, linter: Linter, look: Look) -> Iterator[str]:
    """What the settings of this folder make of it, where that is something else."""
    if rule.networks and not set(rule.networks) & set(linter.settings.networks):
        return
    here = linter.severities().get(rule.id)
    if here != (rule.severity if rule.enabled else None):
        severity = say(f"severity-{here}" if here else "page-none", look.language)
        yield "  " + say("page-here", look.language, severity=severity)


def _plain(text: str, rule: Rule) -> str:
    """The advice with its options filled in; what only a check can fill reads as an ellipsis."""
    from coach.words import fill

    class Values(dict[str, object]):
        def __contains__(self, key: object) -> bool:
            return True

        def __missing__(self, key: str) -> str:
            return "…"

    return fill(text, Values({**_defaults(rule), **rule.options}))


def _defaults(rule: Rule) -> dict[str, Any]:
    return {name: option.default for name, option in checks.options(rule.check).items() if not option.required}


def _examples(rule: Rule, look: Look) -> Iterator[str]:
    language = look.language
    examples = sorted(rule.examples, key=lambda one: one.language != language)
    if language in {one.language for one in examples}:
        examples = [one for one in examples if one.language == language]
    for good, key in ((False, "page-bad"), (True, "page-good")):
        yield ""
        yield look.style(say(key, language), 1)
        for example in examples:
            if example.good is good:
                yield from _example(example, look)


def _example(example: Example, look: Look) -> Iterator[str]:
    text = marked(example.text, list(example.spans)).strip("\n")
    yield from _cut(quoted(text, look, 32 if example.good else 31), look)
    if example.network:
        yield look.style("  " + say("page-example-on", look.language, network=example.network), 2)
    if example.fixed is not None and not example.file:
        yield look.style("  ↓", 2)
        yield from _cut(quoted(example.fixed, look, 32), look)
    yield ""


def _cut(lines: Iterator[str], look: Look) -> Iterator[str]:
    """A long example by its beginning and its end, where its mark often is."""
    found = list(lines)
    if len(found) > LONGEST_EXAMPLE:
        found[4:-2] = [look.style("  │ […]", 2)]
    return iter(found)


def _lesson(rule: Rule, look: Look) -> Iterator[str]:
    """Where one learns what the rule is about; nothing for a team's own rule, which no lesson knows."""
    lesson, planned = lessons.teaching(rule.id), lessons.promised(rule.id)
    if lesson:
        title = lessons.title(lesson, look.language)
        text = say("page-lesson", look.language, title=title, minutes=lesson.minutes, lesson=lesson.id)
    elif planned:
        text = say("page-lesson-planned", look.language, title=planned.title[look.language])
    else:
        return
    yield look.style(say("page-learn", look.language), 1)
    yield from _indented(text, look)
    yield ""


def _options(rule: Rule, linter: Linter, look: Look) -> Iterator[str]:
    own = linter.settings.options.get(rule.id, {})
    known = checks.options(rule.check)
    if not known:
        return
    yield look.style(say("page-options", look.language), 1)
    yield from _indented(say("page-options-how", look.language, rule=rule.id), look)
    for name, option in known.items():
        default = None if option.required else option.default
        value = own.get(name, rule.options.get(name, default))
        yield from _indented(f"{name} = {toml(value)}", look, indent=4)


def _indented(text: str, look: Look, indent: int = 2) -> Iterator[str]:
    for line in wrap(text, look.width - indent, break_long_words=False, break_on_hyphens=False):
        yield " " * indent + line
