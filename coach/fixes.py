"""Diagnostics → new text. Fixes that overlap wait for the next round; what does not settle is not applied."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from coach.engine import Diagnostic
from coach.model import SEVERITIES
from coach.text.edits import apply

ROUNDS = 10
"""Enough for any chain of fixes seen; a text that has not settled by then never will."""

Lint = Callable[[str], Sequence[Diagnostic] | None]
"""All that the rules say about a whole decoded file; None where it would not hold the same posts any more."""


class Repair(NamedTuple):
    """What fixing a file comes to."""

    text: str
    """The whole decoded file after it; the old one where nothing could be fixed."""
    fixed: Counter[str]
    """How many fixes were applied, by rule."""
    left: tuple[Diagnostic, ...]
    """What the rules still say about the new text."""


_Of = tuple[str, int]
"""A rule, and the number of the post it speaks about: what harms one post may help another."""


class _Step(NamedTuple):
    """A round of fixes that brought something as serious as what it mends."""

    text: str
    """Before it."""
    told: Sequence[Diagnostic]
    """What was said of that."""
    chosen: list[Diagnostic]
    least: int
    """How serious the least serious of what was mended is, a place in SEVERITIES."""


def repair(text: str, lint: Lint, *, judge: Lint | None = None, newline: str = "\n", unsafe: bool = False) -> Repair:
    """`text` with its safe fixes applied, and the unsafe ones too if wished, until nothing is left to fix.

    A rule whose fix keeps coming back in a post, leaves something as serious as what it mends, or makes other posts of
    the file, is left out there and the rest tried again. What is serious `judge` says, which may ask more rules than
    those whose fixes are wanted.
    """
    attempt = _Attempt(lint, judge or lint, newline, unsafe)
    now, left, fixed = text, tuple(lint(text) or ()), Counter[str]()
    for _ in range(ROUNDS):
        banned: set[_Of] = set()
        while True:
            result, culprits = attempt.settle(now, left, banned)
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


class _Attempt(NamedTuple):
    """What every attempt at a repair has in common."""

    lint: Lint
    judge: Lint
    newline: str
    unsafe: bool

    def settle(self, text: str, first: tuple[Diagnostic, ...], banned: set[_Of]) -> tuple[Repair, set[_Of]]:
        """One attempt without what is banned: what it gives, and what must be banned after it."""
        now, left = text, first
        told = judged = self.judged(text, first)
        fixed: Counter[str] = Counter()
        doubtful: list[_Step] = []
        for _ in range(ROUNDS):
            chosen = choose((one for one in left if _of(one) not in banned), unsafe=self.unsafe)
            if not chosen:
                # A later round may have mended what an earlier one brought: only what is there at the end counts.
                for step in doubtful:
                    if harmed := _worse(told, judged, step.least):
                        return Repair(text, Counter(), first), self.culprits(step, harmed)
                return Repair(now, fixed, left), set()
            step = _Step(now, judged, chosen, max(SEVERITIES.index(one.severity) for one in chosen))
            now = self.applied(now, chosen)
            linted = self.lint(now)
            if linted is None:
                return Repair(text, Counter(), first), self.breaking(step)
            left = tuple(linted)
            judged = self.judged(now, left)
            fixed.update(one.rule.id for one in chosen)
            if _worse(step.told, judged, step.least):
                doubtful.append(step)
        return Repair(text, Counter(), first), {_of(one) for one in left if one.edits}

    def culprits(self, step: _Step, harmed: set[int]) -> set[_Of]:
        """What must wait in these posts: the rules that do harm alone there; where none does, the last."""
        suspects = [one for one in step.chosen if one.post.number in harmed] or step.chosen
        found: set[_Of] = set()
        for mine in _by_rule(suspects):
            after = self.judge(self.applied(step.text, mine)) or ()
            worse = _worse(step.told, after, max(SEVERITIES.index(one.severity) for one in mine))
            found |= {_of(one) for one in mine if one.post.number in worse}
        solved = {number for _, number in found}
        last = {one.post.number: _of(one) for one in sorted(suspects, key=_of) if one.post.number not in solved}
        return found | {of for number, of in last.items() if number in harmed or not found}

    def breaking(self, step: _Step) -> set[_Of]:
        """What must wait since it makes other posts of the file; where no rule does so alone, the last."""
        found = {
            _of(one)
            for mine in _by_rule(step.chosen)
            if self.lint(self.applied(step.text, mine)) is None
            for one in mine
        }
        return found or {max(map(_of, step.chosen))}

    def applied(self, text: str, chosen: list[Diagnostic]) -> str:
        return apply(text, [edit for diagnostic in chosen for edit in diagnostic.edits], self.newline)

    def judged(self, text: str, linted: tuple[Diagnostic, ...]) -> Sequence[Diagnostic]:
        """What the judge says about a text whose linting gave that."""
        return linted if self.judge is self.lint else self.judge(text) or ()


def _by_rule(diagnostics: Iterable[Diagnostic]) -> list[list[Diagnostic]]:
    found: dict[str, list[Diagnostic]] = {}
    for one in diagnostics:
        found.setdefault(one.rule.id, []).append(one)
    return list(found.values())


def _of(diagnostic: Diagnostic) -> _Of:
    return diagnostic.rule.id, diagnostic.post.number


def _worse(before: Iterable[Diagnostic], after: Iterable[Diagnostic], least: int) -> set[int]:
    """The numbers of the posts where there is more of something at least as serious as `least`."""
    counts = [
        Counter(
            (one.post.number, one.rule.id, network)
            for one in diagnostics
            if SEVERITIES.index(one.severity) <= least
            for network in one.networks
        )
        for diagnostics in (before, after)
    ]
    return {number for number, _, _ in counts[1] - counts[0]}


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
