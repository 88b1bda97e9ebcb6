"""coach's own drafts: what is a post, what is a thread, and what a later part takes over from the first."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from coach.drafts import Draft
from coach.drafts.draft import LONGEST_POST, MOST_POSTS
from coach.errors import DraftError
from coach.model import Thread

Read = Callable[..., Draft]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        pytest.param("", [""], id="an empty file is an empty post"),
        pytest.param(" \n\t\r\n ", [""], id="white space is an empty post"),
        pytest.param("  Bonjour à tous.  \n\n", ["Bonjour à tous."], id="outer white space goes"),
        pytest.param("a\r\n\r\nb\rc\nd", ["a\n\nb\nc\nd"], id="line ends are folded"),
        pytest.param("a\u2028b\x0bc\x85d", ["a\u2028b\x0bc\x85d"], id="other breaks are signs like any other"),
        pytest.param("un\n---\ndeux\n---  \ntrois", ["un", "deux", "trois"], id="a line of dashes parts a thread"),
        pytest.param("un\n---\n\n---\n---\ndeux\n---\n", ["un", "deux"], id="empty parts count for nothing"),
        pytest.param("un\n ---\n----\n- --\n--- deux", ["un\n ---\n----\n- --\n--- deux"], id="other dashes"),
        pytest.param("un\n***\ndeux", ["un\n***\ndeux"], id="stars part nothing"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "a", "a.md", "-"])
def test_posts(read: Read, text: str, posts: list[str], name: str) -> None:
    draft = read(text, name)
    assert [post.text for post in draft.posts] == posts
    assert [post.number for post in draft.posts] == list(range(1, len(posts) + 1))
    if len(posts) > 1:
        assert [post.thread for post in draft.posts] == [
            Thread(index, len(posts)) for index in range(1, len(posts) + 1)
        ]
    else:
        assert draft.posts[0].thread is None


@pytest.mark.parametrize(
    ("text", "split", "posts"),
    [
        pytest.param("a\nb\n\nc\n \t\nd\n---\ne\n\n", "blank-line", ["a\nb", "c", "d", "e"], id="paragraphs"),
        pytest.param("a\r\nb\r\n\r\nc", "blank-line", ["a\nb", "c"], id="paragraphs, CRLF"),
        pytest.param("a\rb\r\rc", "blank-line", ["a\nb", "c"], id="paragraphs, CR"),
        pytest.param("\n\n  a\n", "blank-line", ["a"], id="one paragraph"),
        pytest.param("\n \n", "blank-line", [""], id="no paragraph"),
        pytest.param(" a \n\nb\n---\nc", "line", ["a", "b", "c"], id="lines"),
        pytest.param("a\r\nb\rc", "line", ["a", "b", "c"], id="lines, however they end"),
        pytest.param("", "line", [""], id="no line"),
        pytest.param("---\nlang: fr\n---\na\nb", "line", ["a", "b"], id="lines below front matter"),
    ],
)
def test_splits(read: Read, text: str, split: str, posts: list[str]) -> None:
    draft = read(text, split=split)
    assert [post.text for post in draft.posts] == posts
    assert [post.thread for post in draft.posts] == [None] * len(posts)
    assert [post.number for post in draft.posts] == list(range(1, len(posts) + 1))
    assert {post.language for post in draft.posts} == {"fr" if "lang" in text else None}


THREAD = """---
networks: [mastodon]
lang: fr
cw: sport
status: draft
fixed: true
reply: https://example.org/1
scheduled_at: 2026-11-22T10:00
media: [a.jpg]
allow: {shouting: oui, burst: aussi}
---
un
---
deux
---
---
cw: ""
media: [{file: c.jpg, alt: Une carte}]
allow: {shouting: encore}
---
trois
---
---
media: [d.jpg]
---
"""


def test_a_later_part_takes_over_what_it_does_not_say(read: Read) -> None:
    posts = read(THREAD).posts
    assert [post.text for post in posts] == ["un", "deux", "trois", ""]
    assert {(post.networks, post.language, post.status, post.fixed) for post in posts} == {
        (("mastodon",), "fr", "draft", True)
    }
    assert len({post.scheduled_at for post in posts}) == 1
    assert [post.content_warning for post in posts] == ["sport", "sport", "", "sport"]
    assert [post.reply for post in posts] == [True, False, False, False]
    assert [[medium.file for medium in post.media] for post in posts] == [["a.jpg"], [], ["c.jpg"], ["d.jpg"]]
    assert [[(one.rule, one.reason) for one in post.allow] for post in posts] == [
        [("shouting", "oui"), ("burst", "aussi")],
        [("shouting", "oui"), ("burst", "aussi")],
        [("shouting", "encore"), ("burst", "aussi")],
        [("shouting", "oui"), ("burst", "aussi")],
    ]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        pytest.param("un\n---\n---\nDeux choses :\n---\ntrois", ["un", "Deux choses :", "trois"], id="a text"),
        pytest.param("un\n---\n---\nlang: fr", ["un", "lang: fr"], id="never closed"),
    ],
)
def test_what_is_no_front_matter_of_a_later_part(read: Read, text: str, posts: list[str]) -> None:
    assert [post.text for post in read(text).posts] == posts


def test_problems_of_every_part_are_told(read: Read) -> None:
    draft = read("---\nmedias: a\n---\nun\n---\n---\nstatut: b\n---\ndeux")
    assert [(problem.line, problem.values["name"]) for problem in draft.problems] == [(2, "medias"), (7, "statut")]


@pytest.mark.parametrize(
    ("name", "key"), [("a.csv", "csv-columns-unknown"), ("a.JSON", "json-broken"), ("drafts/a.jsonl", "json-broken")]
)
def test_tables_and_objects_are_not_read_as_text(read: Read, name: str, key: str) -> None:
    with pytest.raises(DraftError) as caught:
        read("a,b\n", name)
    assert (caught.value.key, caught.value.path) == (key, name)


@pytest.mark.parametrize(
    ("text", "options", "key", "line"),
    [
        pytest.param("a\n---\n" * 200_000, {}, "draft-too-many-posts", 2 * MOST_POSTS + 1, id="parts"),
        pytest.param("a\n" * 200_000, {"split": "line"}, "draft-too-many-posts", MOST_POSTS + 1, id="lines"),
        pytest.param("a\n\n" * 200_000, {"split": "blank-line"}, "draft-too-many-posts", 2 * MOST_POSTS + 1, id="gaps"),
        pytest.param("a" * (LONGEST_POST + 1), {}, "draft-post-too-long", 1, id="one huge post"),
    ],
)  # fmt: skip
def test_caps(read: Read, text: str, options: dict[str, str], key: str, line: int) -> None:
    began = time.monotonic()
    with pytest.raises(DraftError) as caught:
        read(text, **options)
    assert (caught.value.key, caught.value.line) == (key, line)
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\n" * 50_000, id="nothing but lines of dashes"),
        pytest.param("a\n" + "---\n" * 50_000, id="below a text"),
        pytest.param("a" * 2_000_000 + "\n---" * 50_000, id="below a long text"),
        pytest.param("a\n---\n" + "---\n# c\n" * 50_000, id="with comments between"),
        pytest.param("a\n---\n" + "\n" * 50_000 + "---\n" * 50_000, id="below blank lines"),
    ],
)
def test_many_separators_take_linear_time(read: Read, text: str) -> None:
    start = time.perf_counter()
    with suppress(DraftError):
        read(text, "a.txt")
    assert time.perf_counter() - start < 2
