"""What a fix would change, as a unified diff that is safe to print."""

from __future__ import annotations

from collections.abc import Iterator

from coach.files import SourceFile
from coach.report import Style
from coach.report.concise import shown_path
from coach.text.show import show

_COLOURS = {"+": 32, "-": 31, "@": 36}


def diff(source: SourceFile, new: str, style: Style) -> Iterator[str]:
    """The lines of the diff from the file's text to `new`; none where they are the same.

    Foreign text is shown with its controls made visible, so the diff is for reading, not for `patch`.
    """
    from difflib import unified_diff

    path = shown_path(source.path)
    old, new = (text.replace("\r\n", "\n").replace("\r", "\n") for text in (source.text, new))
    if old.endswith("\n") and new.endswith("\n"):
        # Behind the last line end there is no line; it is shown only where one of them has none.
        old, new = old[:-1], new[:-1]
    for line in unified_diff(old.split("\n"), new.split("\n"), path, path, lineterm=""):
        yield style(show(line), *([_COLOURS[line[0]]] if line[0] in _COLOURS else []))
