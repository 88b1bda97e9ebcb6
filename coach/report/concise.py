"""One line a diagnostic: `path:line:column: severity rule: message`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from coach.engine import Diagnostic
from coach.model import Language
from coach.report import COLOURS, Look, Tally, lines_of, shown
from coach.report.summary import summary
from coach.text.show import show
from coach.words import say
from coach.workspace import Checked

MOST_ALIKE = 50
"""How many diagnostics of one rule are shown for one draft; the rest are counted."""


def report(drafts: Iterable[Checked], tally: Tally, look: Look) -> Iterator[str]:
    """A line a diagnostic, and one that sums up."""
    for checked in drafts:
        tally.add(checked)
        lines = lines_of(checked)
        path = shown_path(checked.draft.source.path)
        alike: Counter[str] = Counter()
        diagnostics = list(shown(checked, look))
        same = Counter((one.rule.id, one.span) for one in diagnostics)
        for diagnostic in diagnostics:
            alike[diagnostic.rule.id] += 1
            if alike[diagnostic.rule.id] > MOST_ALIKE:
                continue
            place = lines.place(diagnostic.span.start)
            # Said of some networks only, or twice of one place, where the networks count differently.
            some = checked.holds_on_some(diagnostic) or same[diagnostic.rule.id, diagnostic.span] > 1
            on = f" ({', '.join(diagnostic.networks)})" if some else ""
            severity = look.style(say(f"severity-{diagnostic.severity}", look.language), *COLOURS[diagnostic.severity])
            yield (
                f"{path}:{place.line}:{place.column}: {severity} {show(diagnostic.rule.id)}: "
                f"{message(diagnostic, look.language)}{on}"
            )
        yield from and_more(path, alike, MOST_ALIKE, look.language)
    if tally.files and not look.quiet:
        yield summary(tally, look.language)


def and_more(path: str, alike: Counter[str], most: int, language: Language) -> Iterator[str]:
    """A line for each rule that found more than `most` in one draft: how many were not shown."""
    for rule, count in alike.items():
        if count > most:
            yield say("and-more", language, path=path, rule=show(rule), count=count - most)


def shown_path(path: str) -> str:
    """A path as it may stand at the head of a line: neutral, and never read as a command to a CI runner."""
    text = show(path)
    return f"./{text}" if text.startswith(("::", "##")) else text


def message(diagnostic: Diagnostic, language: Language) -> str:
    """The message in one line, what it quotes from the draft neutralised."""
    return show(diagnostic.message(language))
