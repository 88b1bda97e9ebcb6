"""What the tests of the draft readers share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from coach.drafts import Draft, read_draft
from coach.files import SourceFile
from coach.model import Post

Read = Callable[..., Draft]


def _read(text: str, name: str = "draft.txt", **options: Any) -> Draft:
    draft = read_draft(SourceFile(name, text), **options)
    for post in draft.posts:
        assert post.path == name
        assert_leads_back(post, text)
    return draft


def assert_leads_back(post: Post, text: str) -> None:
    """Every run of the post stands in the file, letter for letter, and every offset leads into the file."""
    assert post.segments
    assert post.text == post.text.strip()
    last = 0
    for segment in post.segments:
        assert last <= segment.start <= segment.start + segment.length <= len(post.text)
        assert 0 <= segment.origin <= segment.origin + segment.length <= len(text)
        last = segment.start + segment.length
        written = text[segment.origin : segment.origin + segment.length]
        read = post.text[segment.start : last]
        if written != read:
            assert all(
                one == other or (one == "\r" and other == "\n") for one, other in zip(written, read, strict=True)
            )
        for step in (0, segment.length // 2, segment.length - 1):
            if 0 <= step < segment.length:
                assert post.in_file(segment.start + step) == segment.origin + step
    for offset in range(0, len(post.text) + 1, len(post.text) // 1000 + 1):
        assert 0 <= post.in_file(offset) <= len(text)


@pytest.fixture
def read() -> Read:
    """Reads a text as the draft of that name, and holds each post to its segments."""
    return _read
