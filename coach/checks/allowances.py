"""Allowances in the front matter of a draft."""

from __future__ import annotations

from collections.abc import Iterator

from coach.model import Allowance, Edit, Finding


def unused_allowance(allowance: Allowance) -> Iterator[Finding]:
    """Report an allowance that suppressed nothing, and take its line out.

    Only the engine knows which one that is, once every other rule has run, and calls this for it.

    Fills `{rule}`, the rule that is allowed.
    """
    yield Finding(allowance.span, {"rule": allowance.rule}, (Edit(allowance.span, ""),), in_file=True)
