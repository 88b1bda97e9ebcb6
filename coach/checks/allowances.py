"""Allowances in the front matter of a draft."""

from __future__ import annotations

from collections.abc import Iterator

from coach.model import Allowance, Edit, Finding


def unused_allowance(allowance: Allowance, meant: str | None = None) -> Iterator[Finding]:
    """Report an allowance that suppressed nothing, and take its line out.

    Only the engine knows which one that is, once every other rule has run, and calls this for it. `meant` is
    given where there is no rule of that name: the one that was probably meant, or an empty string. The line
    is left alone then, since its reason would be lost with it.

    Fills `{rule}`, the rule that is allowed.
    """
    if meant is not None:
        yield Finding(allowance.span, {"rule": allowance.rule, "meant": meant}, in_file=True)
        return
    yield Finding(allowance.span, {"rule": allowance.rule}, (Edit(allowance.span, ""),), in_file=True)
