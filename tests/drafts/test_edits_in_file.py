"""Where a post's text stands in its file: spans, and edits that the file can take."""

from __future__ import annotations

import pytest

from coach.drafts import read_draft
from coach.files import SourceFile
from coach.model import Edit, Span

GALAXY = "---\nmedia: [mastodon-a]\nhashtags: {mastodon-a: [velo, ville]}\n---\nBonjour *à* tous\n"


def edited(text: str, name: str, start: int, end: int, new: str) -> str | None:
    """The file after the edit of its first post, or None where it cannot take it."""
    post = read_draft(SourceFile(name, text)).posts[0]
    edit = post.edit_in_file(Edit(Span(start, end), new))
    return None if edit is None else text[: edit.span.start] + edit.text + text[edit.span.end :]


@pytest.mark.parametrize(
    ("text", "name", "start", "end", "new", "after"),
    [
        pytest.param("un\r\n\r\n\r\ndeux", "a.txt", 2, 5, "-", "un-deux", id="folded line ends go whole"),
        pytest.param("un\r\ndeux", "a.txt", 2, 3, "-", "un-deux", id="one folded line end"),
        pytest.param("un\r\ndeux", "a.txt", 1, 4, "-", "u-eux", id="over a folded line end"),
        pytest.param("un\rdeux", "a.txt", 2, 3, "-", "un-deux", id="a carriage return alone"),
        pytest.param("un\r\n\r\ndeux", "a.txt", 3, 3, "-", "un\r\n-\r\ndeux", id="put in on an empty line"),
        pytest.param("un\r\ndeux", "a.txt", 2, 2, "-", "un-\r\ndeux", id="put in at the end of a line"),
        pytest.param("un\r\ndeux\r\n", "a.txt", 7, 7, "-", "un\r\ndeux-\r\n", id="put in at the end"),
        pytest.param(GALAXY, "a.md", 0, 7, "Salut", GALAXY.replace("Bonjour", "Salut"), id="the body"),
        pytest.param(GALAXY, "a.md", 19, 23, "Velo", GALAXY.replace("velo", "Velo"), id="a tag without its sign"),
        pytest.param(GALAXY, "a.md", 18, 23, "#Velo", None, id="a tag with the sign that is not in the file"),
        pytest.param(GALAXY, "a.md", 18, 18, " ", None, id="before a sign that is not in the file"),
        pytest.param(GALAXY, "a.md", 16, 17, "", None, id="a line end that is not in the file"),
        pytest.param(GALAXY, "a.md", 23, 24, "", None, id="the space between two tags"),
        pytest.param(GALAXY, "a.md", 10, 21, "x", None, id="from the body into a tag"),
        pytest.param(GALAXY.replace("mastodon", "bluesky"), "a.md", 7, 9, "x", None, id="over a sign that was dropped"),
    ],
)  # fmt: skip
def test_edits(text: str, name: str, start: int, end: int, new: str, after: str | None) -> None:
    assert edited(text, name, start, end, new) == after
