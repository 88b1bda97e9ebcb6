"""Diagnostics → new text. Fixes that overlap wait for the next round; what does not settle is not applied."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from coach.engine import Diagnostic
from coach.model import SEVERITIES
from coach.text.edits import apply

ROUNDS = 10
"""Enough for any chain of fixes seen; a text that has not settled by then never will."""

Lint = Callable[[str], Sequence[Diagnostic]]
"""All that the rules say about a whole decoded file."""


class Repair(NamedTuple):
    """What fixing a file comes to."""

    text: str
    """The whole decoded file after it; the old one where nothing could be fixed."""
    fixed: Counter[str]
    """How many fixes were applied, by rule."""
    left: tuple[Diagnostic, ...]
    """What the rules still say about the new text."""


def repair(text: str, lint: Lint, *, newline: str = "\n", unsafe: bool = False) -> Repair:
    """`text` with its safe fixes applied, and the unsafe ones too if wished, until nothing is left to fix.

    A rule whose fix keeps coming back, or brings something as serious as what it mends, is left out and the
    rest tried again.
    """
    first = tuple(lint(text))
    now, left, fixed = text, first, Counter[str]()
    for _ in range(ROUNDS):
        banned: set[str] = set()
        while True:
            result, culprits = _settle(now, left, lint, newline, unsafe, banned)
            if not culprits:
                break
            banned |= culprits
        settled = result.text == now or not banned
        now, left = result.text, result.left
        fixed += result.fixed
        if settled:
            break
        # What was left out may do no harm any more, now that the rest is mended.
    return Repair(now, fixed, left)


def _settle(
    text: str, first: tuple[Diagnostic, ...], lint: Lint, newline: str, unsafe: bool, banned: set[str]
) -> tuple[Repair, set[str]]:
    """One attempt without the banned rules: what it gives, and the rules that must be banned after it."""
    now, left = text, first
    fixed: Counter[str] = Counter()
    for _ in range(ROUNDS):
        chosen = choose((one for one in left if one.rule.id not in banned), unsafe=unsafe)
        if not chosen:
            return Repair(now, fixed, left), set()
        text_before = now
        now = apply(now, [edit for diagnostic in chosen for edit in diagnostic.edits], newline)
        before, left = left, tuple(lint(now))
        fixed.update(diagnostic.rule.id for diagnostic in chosen)
        worst = max(SEVERITIES.index(one.severity) for one in chosen)
        if _worse(before, left, worst):
            culprits = {
                rule
                for rule in {one.rule.id for one in chosen}
                if _harms(rule, chosen, before, text_before, lint, newline)
            }
            # Where none does it alone, one of them has to wait: the last, so that it is always the same.
            return Repair(text, Counter(), first), culprits or {max(one.rule.id for one in chosen)}
    return Repair(text, Counter(), first), {diagnostic.rule.id for diagnostic in left if diagnostic.edits}


def _harms(
    rule: str, chosen: list[Diagnostic], before: Sequence[Diagnostic], text: str, lint: Lint, newline: str
) -> bool:
    """Whether the fixes of one rule, alone, bring something as serious as what they mend."""
    mine = [one for one in chosen if one.rule.id == rule]
    after = lint(apply(text, [edit for one in mine for edit in one.edits], newline))
    return _worse(before, after, max(SEVERITIES.index(one.severity) for one in mine))


def _worse(before: Iterable[Diagnostic], after: Iterable[Diagnostic], least: int) -> bool:
    """Whether there is now more of something at least as serious as `least`, a place in SEVERITIES."""
    counts = [
        Counter(
            (one.rule.id, network)
            for one in diagnostics
            if SEVERITIES.index(one.severity) <= least
            for network in one.networks
        )
        for diagnostics in (before, after)
    ]
    return bool(counts[1] - counts[0])


def choose(diagnostics: Iterable[Diagnostic], *, unsafe: bool = False) -> list[Diagnostic]:
    """The diagnostics whose fixes can be applied together: in reading order, none touching another.

    All edits of a diagnostic go together, so the room they take reaches from the first to the last.
    """
    candidates = [
        (min(edit.span.start for edit in edits), max(edit.span.end for edit in edits), one)
        for one in diagnostics
        if one.finding.edits and (one.finding.safe or unsafe) and (edits := one.edits)
    ]
    candidates.sort(key=lambda candidate: candidate[:2])
    chosen: list[Diagnostic] = []
    reached = -1
    for start, end, diagnostic in candidates:
        if start > reached:
            chosen.append(diagnostic)
            reached = end
    return chosen
