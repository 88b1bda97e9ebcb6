"""Characters that turn the direction of writing around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from coach.checks.repairs import each_harmless
from coach.model import Edit, Finding, Span
from coach.text.view import View

_OVERRIDES = frozenset("\u202d\u202e")
_CLOSERS = {**dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"), **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}
"""What ends each opening control; the end of the line ends all. Source: Unicode UAX #9, §2 and BD9 to BD11."""


class _Fault(NamedTuple):
    span: Span
    edits: tuple[Edit, ...]
    safe: bool


def bidirectional_control(view: View) -> Iterator[Finding]:
    """Report, once a line, direction controls that are of no use there or that do not pair.

    A text without Arabic, Hebrew or another script from right to left needs none: the repair takes all
    of a line away, safely unless one of them turns the letters around. In a text with such a script
    only what does not pair is reported: the repair closes what was opened, and drops what closes nothing.

    Fills `{count}`, how many controls are to blame, and `{code}`, the first as `U+202E`.
    """
    text = view.text
    fault_in = _unpaired if _leftward().search(text) else _useless
    faults = [fault for line in _line().finditer(text) for fault in fault_in(line)]
    if not faults:
        return
    for fault, safe in zip(faults, each_harmless(view, [fault.edits for fault in faults]), strict=True):
        count = sum(max(len(edit.text), edit.span.end - edit.span.start) for edit in fault.edits)
        values = {"count": count, "code": f"U+{ord(text[fault.span.start]):04X}"}
        yield Finding(fault.span, values, fault.edits, safe and fault.safe)


@cache
def _line() -> re.Pattern[str]:
    return re.compile("[^\n]+")


@cache
def _control() -> re.Pattern[str]:
    return re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@cache
def _leftward() -> re.Pattern[str]:
    return re.compile(
        "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
    )


def _useless(line: re.Match[str]) -> Iterator[_Fault]:
    controls = [*_control().finditer(line.string, *line.span())]
    if controls:
        edits = tuple(Edit(Span(*control.span()), "") for control in controls)
        turned = any(control[0] in _OVERRIDES for control in controls)
        yield _Fault(edits[0].span, edits, safe=not turned)


def _unpaired(line: re.Match[str]) -> Iterator[_Fault]:
    opened: list[re.Match[str]] = []
    isolates = 0
    blamed: list[re.Match[str]] = []
    for control in _control().finditer(line.string, *line.span()):
        if control[0] in _CLOSERS:
            opened.append(control)
            isolates += _CLOSERS[control[0]] == "\u2069"
        elif control[0] == "\u2069" and isolates:
            # The end of an isolate ends what was opened inside it.
            isolates -= 1
            while _CLOSERS[opened.pop()[0]] != "\u2069":
                pass
        elif control[0] == "\u202c" and opened and _CLOSERS[opened[-1][0]] == "\u202c":
            opened.pop()
        elif control[0] in "\u2069\u202c":
            blamed.append(control)
    edits = [Edit(Span(*control.span()), "") for control in blamed]
    if opened:
        closers = "".join(_CLOSERS[control[0]] for control in reversed(opened))
        edits.append(Edit(Span(line.end(), line.end()), closers))
    if edits:
        first = min((control.start() for control in (*blamed, *opened)), default=line.start())
        yield _Fault(Span(first, first + 1), tuple(edits), safe=True)
