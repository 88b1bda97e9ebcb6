"""Whether a post fits, and whether there is anything to publish."""

from __future__ import annotations

from typing import Any

import pytest

from coach.checks import needs
from coach.checks.length import byte_length, emptiness, length
from coach.model import Finding, Media, Post, Span
from coach.text.features import features
from coach.text.networks import network
from coach.text.view import View

FAMILY = "👨‍👩‍👧‍👦"
"""One grapheme cluster, seven code points, 25 bytes."""


def seen(text: str, on: str = "x", **more: Any) -> View:
    return View(Post(text, **more), network(on))


def only(findings: list[Finding]) -> Finding:
    assert len(findings) == 1
    return findings[0]


@pytest.mark.parametrize(
    ("post", "on", "over", "tail"),
    [
        pytest.param("a" * 280, "x", 0, None, id="exactly full"),
        pytest.param("a" * 281, "x", 1, "a", id="one letter too many"),
        pytest.param("a" * 141, "x-classic", 1, "a", id="the guide's own 140"),
        pytest.param("é" * 281, "x", 1, "é", id="an accented letter weighs one on X"),
        pytest.param("a" * 279 + "🎉", "x", 1, "🎉", id="an emoji weighs two, and is not cut"),
        pytest.param("a" * 498 + FAMILY * 3, "mastodon", 1, FAMILY, id="a family is one character on Mastodon"),
        pytest.param("a" * 301, "bluesky", 1, "a", id="300 on Bluesky"),
        pytest.param("a" * 501, "threads", 1, "a", id="500 on Threads"),
        pytest.param("a" * 3001, "linkedin", 1, "a", id="3000 on LinkedIn"),
        pytest.param("a" * 2201, "instagram", 1, "a", id="2200 on Instagram"),
    ],
)
def test_what_does_not_fit(post: str, on: str, over: int, tail: str | None) -> None:
    view = seen(post, on)
    findings = list(length(view))
    if tail is None:
        assert findings == []
        return
    found = only(findings)
    assert found.values["over"] == over
    assert found.values["length"] == found.values["limit"] + over  # type: ignore[operator]
    assert view.text[found.span.start :] == tail
    assert found.span.end == len(view.text)


def test_a_link_costs_23_on_x_however_long() -> None:
    link = "https://atelier-lilas.fr/" + "a" * 300
    assert not list(length(seen("a" * 256 + " " + link)))
    assert only(list(length(seen("a" * 257 + " " + link)))).values["links"] == 23


def test_the_parts_add_up() -> None:
    values = only(list(length(seen("a" * 280 + " 🎉 https://atelier-lilas.fr")))).values
    assert values["text"] + values["links"] + values["emoji"] == values["length"]  # type: ignore[operator]
    assert (values["links"], values["emoji"]) == (23, 2)


def test_a_tool_that_splits_by_itself_is_left_to_do_so() -> None:
    assert list(length(seen("a" * 400)))
    assert not list(length(seen("a" * 400, splits=True)))


def test_a_limit_of_the_teams_own() -> None:
    own = network("mastodon")._replace(limit=1000)
    assert not list(length(View(Post("a" * 900), own)))
    assert only(list(length(View(Post("a" * 1001), own)))).values["limit"] == 1000


@pytest.mark.parametrize(
    ("post", "start"),
    [
        pytest.param("a" * 3000, None, id="exactly full"),
        pytest.param("a" * 3001, 3000, id="one byte too many"),
        pytest.param("é" * 1501, 1500, id="an accented letter takes two"),
        pytest.param("€" * 1001, 1000, id="a euro sign takes three"),
        pytest.param(FAMILY * 121, 120 * 7, id="a family is not cut in two"),
        pytest.param("a" * 10 + FAMILY * 121, 10 + 119 * 7, id="nor when the border falls inside it"),
        pytest.param("e" + "\u0301" * 1600, 0, id="nor a letter with its accents"),
    ],
)
def test_bytes_on_bluesky(post: str, start: int | None) -> None:
    findings = list(byte_length(seen(post, "bluesky")))
    if start is None:
        assert findings == []
        return
    found = only(findings)
    assert found.span == Span(start, len(post))
    assert found.values["bytes"] == len(post.encode())
    assert found.values["over"] == len(post.encode()) - 3000


def test_bytes_where_nobody_counts_them() -> None:
    assert not list(byte_length(seen("é" * 3000, "mastodon")))


@pytest.mark.parametrize("post", ["", " ", "\n\n", "\u00a0"])
def test_nothing_to_publish(post: str) -> None:
    assert only(list(emptiness(seen(post)))).span == Span(0, 0)
    assert needs("emptiness", {}) & features(post)


@pytest.mark.parametrize(
    "post",
    [
        pytest.param(Post("Samedi"), id="text"),
        pytest.param(Post(".", media=()), id="one sign is something"),
        pytest.param(Post("", media=(Media("a.png", None, Span(0, 5), Span(0, 0)),)), id="a picture alone"),
        pytest.param(Post("", content_warning="Guerre"), id="a warning alone, which Mastodon publishes as the text"),
    ],
)
def test_something_to_publish(post: Post) -> None:
    assert not list(emptiness(View(post, network("mastodon"))))
