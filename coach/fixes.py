"""Diagnostics → new text. Fixes that overlap wait for the next round; what does not settle is not applied."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from coach.engine import Diagnostic
from coach.model import Edit

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

    A rule whose fix keeps coming back, or brings an error that was not there, is left out and the rest
    tried again: the result never has an error more than `text`.
    """
    first = tuple(lint(text))
    banned: set[str] = set()
    while True:
        result, culprits = _settle(text, first, lint, newline, unsafe, banned)
        if not culprits:
            return result
        banned |= culprits


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
        now = apply(now, [edit for diagnostic in chosen for edit in diagnostic.edits], newline)
        before, left = left, tuple(lint(now))
        fixed.update(diagnostic.rule.id for diagnostic in chosen)
        if _errors(left) - _errors(before):
            return Repair(text, Counter(), first), {diagnostic.rule.id for diagnostic in chosen}
    return Repair(text, Counter(), first), {diagnostic.rule.id for diagnostic in left if diagnostic.edits}


def _errors(diagnostics: Iterable[Diagnostic]) -> Counter[tuple[str, tuple[str, ...]]]:
    return Counter((one.rule.id, one.networks) for one in diagnostics if one.severity == "error")


def choose(diagnostics: Iterable[Diagnostic], *, unsafe: bool = False) -> list[Diagnostic]:
    """The diagnostics whose fixes can be applied together: in reading order, none touching another.

    All edits of a diagnostic go together, so the room they take reaches from the first to the last.
    """
    candidates = [(*_reach(one.edits), one) for one in diagnostics if one.edits and (one.finding.safe or unsafe)]
    candidates.sort(key=lambda candidate: candidate[:2])
    chosen: list[Diagnostic] = []
    reached = -1
    for start, end, diagnostic in candidates:
        if start > reached:
            chosen.append(diagnostic)
            reached = end
    return chosen


def _reach(edits: tuple[Edit, ...]) -> tuple[int, int]:
    return min(edit.span.start for edit in edits), max(edit.span.end for edit in edits)


def apply(text: str, edits: Iterable[Edit], newline: str = "\n") -> str:
    """`text` with the edits made, none of which overlap; their line ends become those of the text."""
    parts: list[str] = []
    last = 0
    for span, new in sorted(edits):
        parts += text[last : span.start], new.replace("\n", newline)
        last = span.end
    return "".join((*parts, text[last:]))
