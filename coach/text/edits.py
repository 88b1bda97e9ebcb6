"""Edits → the text after them."""

from collections.abc import Iterable

from coach.model import Edit


def apply(text: str, edits: Iterable[Edit], newline: str = "\n") -> str:
    """`text` with the edits made, their line ends written as `newline`; of two that overlap the first is made."""
    parts: list[str] = []
    end = 0
    for span, new in sorted(edits):
        if span.start >= end:
            parts += text[end : span.start], new.replace("\n", newline)
            end = span.end
    return "".join((*parts, text[end:]))
