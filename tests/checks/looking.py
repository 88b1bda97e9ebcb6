"""How the tests of the language checks look at a text: what is marked in it, and what it becomes."""

from __future__ import annotations

from functools import cache
from typing import Any

from coach import checks, rules
from coach.model import Finding, Post
from coach.proof import marked
from coach.rules import unmark
from coach.text.edits import apply
from coach.text.networks import network
from coach.text.view import View

RULES = {
    "capitals": "shouting",
    "repeated_punctuation": "repeated-punctuation",
    "emoji_run": "emoji-run",
    "fancy_letters": "fancy-letters",
    "drawing": "ascii-art",
    "invisible_characters": "invisible-characters",
    "bidirectional_control": "bidirectional-control",
    "double_space": "double-space",
    "markdown": "markdown-leak",
    "phrases": "engagement-bait",
    "french_spacing": "french-punctuation-space",
    "french_quotes": "french-quotes",
    "ellipsis": "ellipsis",
    "english_spacing": "english-space-before-punctuation",
}
"""Each check, and the shipped rule that uses it."""


@cache
def options(check: str) -> dict[str, Any]:
    """The options that the shipped rule gives the check."""
    return dict(rules.shipped()[RULES[check]].options)


def find(check: str, text: str, on: str = "x", **more: Any) -> list[Finding]:
    """What the check says about a text, with the shipped rule's options and `more` of them.

    As in a run, it is only asked where the text has a feature that it needs, and what it marks is whole letters.
    """
    view = View(Post(text), network(on))
    chosen = {**options(check), **more}
    need = checks.needs(check, chosen)
    if need and not need & view.features:
        return []
    return [one._replace(span=view.borders(one.span)) for one in checks.function(check)(view, **chosen)]


def mended(check: str, text: str, on: str = "x", *, only_safe: bool = False, **more: Any) -> str:
    """The text after the repairs that the check offers, or only after the safe ones."""
    findings = [finding for finding in find(check, text, on, **more) if finding.safe or not only_safe]
    return apply(text, [edit for finding in findings for edit in finding.edits])


def holds(check: str, shown: str, fixed: str | None = None, on: str = "x", **more: Any) -> None:
    """Assert that the check marks what `shown` marks, no more, and that its repairs give `fixed`."""
    text, _ = unmark(shown)
    spans = [finding.span for finding in find(check, text, on, **more)]
    assert marked(text, spans) == shown
    assert mended(check, text, on, **more) == (text if fixed is None else fixed)
