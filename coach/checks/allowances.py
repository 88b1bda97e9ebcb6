"""Allowances in the front matter of a draft.

Only the engine knows which rules there are, and which of them had something to say: it calls these checks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from coach.model import Allowance, Edit, Finding


def unused_allowance(allowance: Allowance) -> Iterator[Finding]:
    """Report an allowance that suppressed nothing once every other rule has run, and take its line out.

    Fills `{rule}`, the rule that is allowed.
    """
    yield Finding(allowance.span, {"rule": allowance.rule}, (Edit(allowance.span, ""),), in_file=True)


def unknown_allowance(allowance: Allowance, known: Collection[str]) -> Iterator[Finding]:
    """Report an allowance for none of the `known` rules. There is no repair: its reason would be lost.

    Fills `{rule}`, the name that stands there, and `{nearest}`, up to three that resemble it, the likeliest first.
    """
    import difflib

    nearest = difflib.get_close_matches(allowance.rule.lower(), known, n=3, cutoff=0)
    best = difflib.get_close_matches(allowance.rule.lower(), known, n=1, cutoff=0.6)
    yield Finding(allowance.span, {"rule": allowance.rule, "nearest": ", ".join(best or nearest)}, in_file=True)
