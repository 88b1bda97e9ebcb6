"""One JSON object a line and diagnostic, for tools that read as they go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coach.report import Look, Tally, lines_of, shown
from coach.report.json import dump, row
from coach.workspace import Checked


def report(drafts: Iterable[Checked], tally: Tally, look: Look) -> Iterator[str]:
    """The same objects as in `json`, without a document around them."""
    for checked in drafts:
        tally.add(checked)
        lines = lines_of(checked)
        for diagnostic in shown(checked, look):
            yield dump(row(diagnostic, lines, look.language))
