"""Proof that content does what it says: every example of every rule is run, and must come out as marked."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from coach import rules
from coach.drafts import read_draft
from coach.engine import UNKNOWN, UNUSED, Choice, Diagnostic, Linter
from coach.errors import CoachError
from coach.files import SourceFile
from coach.fixes import Repair, repair
from coach.model import LANGUAGES, SEVERITIES, Post, Segment, Span
from coach.rules import Example, Rule
from coach.settings import Settings

FEWEST, FEWEST_OWN = 2, 1
"""Good and bad examples that each language needs, in a shipped rule and in one of a team's own."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Failure(NamedTuple):
    """One thing that a rule's file promises and that does not hold."""

    path: str
    line: int
    key: str
    values: Mapping[str, object]


def prove(path: Path, everything: Mapping[str, Rule]) -> Iterator[Failure | CoachError]:
    """All that is wrong with the rule in that file; nothing where it is proven.

    `everything` are the rules that a fixed example must not offend either.
    """
    try:
        rule = rules.read(path)
        theirs = everything.get(rule.id)
        shipped = theirs is not None and os.path.realpath(theirs.path) == os.path.realpath(path)
        rules.check_name(rule, {} if shipped else everything)
    except CoachError as error:
        yield error
        return
    yield from _words_fail(rule)
    examples = rule.examples
    yield from _too_few(rule, examples, FEWEST if shipped else FEWEST_OWN)
    values: set[str] = set(rule.options)
    for example in examples:
        try:
            yield from _example_fails(rule, example, everything, values)
        except CoachError as error:
            # A draft that exists in the example only is nowhere to be found.
            error.path, error.line = str(path), example.line
            yield error
    if any(not example.good for example in examples):
        yield from _placeholders_fail(rule, values)


def _words_fail(rule: Rule) -> Iterator[Failure]:
    words = rule.words
    for part in ("title", "message", "advice", "why"):
        table: Mapping[str, str] = getattr(words, part)
        names = {language: set(_PLACEHOLDER.findall(table[language])) for language in LANGUAGES}
        if names["fr"] != names["en"]:
            yield Failure(str(rule.path), 1, "proof-placeholders-differ", {"part": part})
        for language in LANGUAGES:
            if not table[language].strip():
                yield Failure(str(rule.path), 1, "proof-empty-words", {"part": part, "language": language})


def _placeholders_fail(rule: Rule, values: set[str]) -> Iterator[Failure]:
    words = rule.words
    for part in ("message", "advice"):
        for name in sorted(set(_PLACEHOLDER.findall(getattr(words, part)["en"])) - values - {"network"}):
            yield Failure(str(rule.path), 1, "proof-unfilled-placeholder", {"part": part, "name": name})


def _too_few(rule: Rule, examples: tuple[Example, ...], least: int) -> Iterator[Failure]:
    """Too few examples of a kind in a language; one that names none counts for each."""
    for language in rule.languages or LANGUAGES:
        for good in (True, False):
            count = sum(one.good is good and one.language in (language, None) for one in examples)
            if count < least:
                kind = "good" if good else "bad"
                values = {"kind": kind, "language": language, "count": count, "least": least}
                yield Failure(str(rule.path), 1, "proof-too-few-examples", values)


def _example_fails(rule: Rule, example: Example, everything: Mapping[str, Rule], values: set[str]) -> Iterator[Failure]:
    def failure(key: str, **more: object) -> Failure:
        return Failure(str(rule.path), example.line, key, more)

    if example.plan:
        from coach import plan_proof

        for diagnostic in plan_proof.run(rule, example).diagnostics:
            values.update(diagnostic.values)
        yield from plan_proof.fails(rule, example, failure, marked)
        return
    found = run(rule, example)
    for diagnostic in found:
        values.update(diagnostic.values)
    expected = list(example.spans)
    actual = [diagnostic.span if example.file else diagnostic.finding.span for diagnostic in found]
    if example.good and actual:
        yield failure("proof-noisy", found=marked(example.text, actual))
    elif not example.good and not expected:
        yield failure("proof-no-mark")
    elif not example.good and sorted(actual) != sorted(expected):
        key = "proof-missing" if not actual else "proof-other-place"
        yield failure(key, found=marked(example.text, actual), expected=marked(example.text, expected))
    elif any(diagnostic.edits for diagnostic in found) and example.fixed is None:
        yield failure("proof-fix-not-shown", found=_repair(rule, example).text)
    elif example.fixed is not None:
        repaired = _repair(rule, example)
        if repaired.text != example.fixed:
            yield failure("proof-other-fix", found=repaired.text, expected=example.fixed)
        elif repaired.left:
            yield failure("proof-fixed-not-clean", rule=rule.id)
        else:
            yield from (failure("proof-fixed-offends", rule=other) for other in _offended(rule, example, everything))


def _offended(rule: Rule, example: Example, everything: Mapping[str, Rule]) -> list[str]:
    """The default rules, at least as serious, that the fixed example offends and the bad one did not."""
    others = {id: other for id, other in everything.items() if other.enabled}
    before, after = (
        {
            one.rule.id
            for one in run(rule, example._replace(text=text), others)
            if SEVERITIES.index(one.severity) <= SEVERITIES.index(rule.severity)
        }
        for text in (example.text, example.fixed or "")
    )
    return sorted(after - before - {rule.id})


def run(rule: Rule, example: Example, others: Mapping[str, Rule] | None = None) -> list[Diagnostic]:
    """What the rule, or `others`, says about the text of an example, as the example's network sees it."""
    linter = _linter(rule, example, others)
    found = [one for post in _posts(rule, example) for one in linter.lint(post)]
    return found if others is not None else [one for one in found if one.rule.id == rule.id]


def _linter(rule: Rule, example: Example, others: Mapping[str, Rule] | None = None) -> Linter:
    networks = (example.network or (rule.networks or ("x",))[0],)
    # With a draft of its own, the networks that it names count.
    choice = Choice(networks=() if example.file and not example.network else networks)
    active = {rule.id: rule._replace(enabled=True)} if others is None else others
    if rule.id in (UNUSED, UNKNOWN):
        # It speaks of the other rules, so they all run.
        active = {**rules.shipped(), **active}
    return Linter(active, Settings(ours=example.ours, networks=networks), choice)


def _posts(rule: Rule, example: Example) -> tuple[Post, ...]:
    if example.file:
        return read_draft(SourceFile(example.file, example.text)).posts
    segments = (Segment(0, 0, len(example.text)),)
    return (Post(example.text, path=str(rule.path), segments=segments, language=example.language),)


def _repair(rule: Rule, example: Example) -> Repair:
    return repair(example.text, lambda text: run(rule, example._replace(text=text)), unsafe=True)


def marked(text: str, spans: list[Span]) -> str:
    """`text` with its spans between marks, as a rule's file would show them."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}<<{text[start:end]}>>{text[end:]}"
    return text
