"""The line that closes a report: how many, of what, in how many drafts, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator

from coach.engine import MOST
from coach.model import SEVERITIES, Language
from coach.report import Tally
from coach.text.show import show
from coach.words import say


def summary(tally: Tally, language: Language) -> str:
    """One line. Every number is followed by a noun that fits it, since both languages count differently."""
    counts = [
        counted(f"severity-{severity}", tally.severities[severity], language)
        for severity in SEVERITIES
        if tally.severities[severity]
    ]
    where = counted("draft", tally.files, language)
    if tally.files != tally.posts:
        where += f" ({counted('post', tally.posts, language)})"
    if counts:
        line = say("summary-found", language, counts=", ".join(counts), where=where)
    else:
        line = say("summary-rest" if tally.failed else "summary-clean", language, where=where)
    if tally.fixed:
        line += " " + say("summary-fixed", language, count=counted("fix", tally.fixed, language))
    if tally.fixable:
        line += " " + say("summary-fixable", language, count=tally.fixable)
    if tally.capped:
        line += " " + say("summary-capped", language, most=MOST)
    return line


def counted(noun: str, number: int, language: Language, **more: object) -> str:
    """`number` with its noun, singular or plural: French counts 0 as singular, English as plural."""
    one = number < 2 if language == "fr" else number == 1
    return say(f"{noun}-one" if one else f"{noun}-many", language, count=number, **more)


def statistics(tally: Tally) -> Iterator[str]:
    """A line a rule that found something: how often, and its id; the most frequent first."""
    numbers = sorted(tally.rules.items(), key=lambda item: (-item[1], item[0]))
    room = len(str(max(tally.rules.values(), default=0)))
    return (f"{count:>{room}}  {show(rule)}" for rule, count in numbers)
