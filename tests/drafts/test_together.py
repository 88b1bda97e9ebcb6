"""`.tweet` and `.toot` files, as twitter-together and toot-together read them."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from coach.drafts import Draft
from coach.errors import DraftError

Read = Callable[..., Draft]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(
    ("text", "posts"),
    [
        pytest.param("Bonjour\n", ["Bonjour"], id="one post"),
        pytest.param("---\nreply: https://x.com/a/status/1\n---\n\nBonjour", ["Bonjour"], id="front matter"),
        pytest.param("un\n---\ndeux\n\n---\n\ntrois", ["un", "deux", "trois"], id="a thread, empty lines or not"),
        pytest.param("un\n---\ndeux\n---\n", ["un", "deux\n---"], id="dashes at the end part nothing"),
        pytest.param("---\nun", ["---\nun"], id="dashes at the head part nothing"),
        pytest.param("un\n ---\ndeux", ["un\n ---\ndeux"], id="indented dashes part nothing"),
        pytest.param("---\nthread-delimiter: '***'\n---\nun\n***\ndeux", ["un", "deux"], id="a delimiter of its own"),
        pytest.param("---\nthreadDelimiter: 'oo'\n---\nun\noo\ndeux", ["un", "deux"], id="as its README spells it"),
        pytest.param(
            "---\nthread-delimiter: oo\n---\nun\noo\ndeux\noo\n---\ntrois",
            ["un", "deux\noo", "trois"],
            id="a delimiter holds for its own part",
        ),
        pytest.param(
            "---\nlang: fr\n---\nun\n---\n---\nmedia: [{file: a.jpg, alt: Une affiche}]\n---\ndeux",
            ["un", "deux"],
            id="front matter of a part",
        ),
        pytest.param("Quand ?\n\n( ) samedi\n( ) dimanche\n", ["Quand ?"], id="a poll"),
        pytest.param("Quand ?\n()  samedi\n( )\tdimanche", ["Quand ?"], id="a poll, with or without the blank"),
        pytest.param("( ) un\nQuand ?", ["( ) un\nQuand ?"], id="only options at the end are a poll"),
        pytest.param("Quand ?\n[ ] samedi", ["Quand ?\n[ ] samedi"], id="a poll of the other tool is text"),
        pytest.param("un\n( ) a\n( ) b\n---\ndeux\n( ) c", ["un", "deux"], id="a poll in each part"),
        pytest.param("---\npoll: [a, b]\n---\nQuand ?\n( ) c", ["Quand ?\n( ) c"], id="a poll in the front matter"),
        pytest.param("---\nretweet: https://x.com/a/status/1\n---\n", [], id="a retweet has no text"),
        pytest.param("---\nretweet: https://x.com/a/status/1\n---\nBravo", ["Bravo"], id="a retweet with a comment"),
        pytest.param("", [""], id="an empty file"),
    ],
)  # fmt: skip
def test_tweet(read: Read, text: str, posts: list[str], ends: str) -> None:
    draft = read(text.replace("\n", ends), "tweets/a.tweet")
    assert draft.kind == "tweet"
    assert [post.text for post in draft.posts] == posts
    assert {post.networks for post in draft.posts} <= {("x",)}
    assert [post.thread is not None for post in draft.posts] == [len(posts) > 1] * len(posts)


def test_what_the_parts_of_a_tweet_say(read: Read) -> None:
    text = """---
reply: https://x.com/a/status/1
schedule: 2026-11-22T10:00
networks: [x, bluesky]
media:
  - file: a.jpg
    alt: Une affiche
---
un
---
---
media: [{file: b.jpg}]
---
deux"""
    first, second = read(text, "a.tweet").posts
    assert (first.reply, second.reply) == (True, False)
    assert first.networks == second.networks == ("x", "bluesky")
    assert first.scheduled_at == second.scheduled_at
    assert [[(one.file, one.alt) for one in post.media] for post in (first, second)] == [
        [("a.jpg", "Une affiche")],
        [("b.jpg", None)],
    ]


@pytest.mark.parametrize("delimiter", ["[a]", "{b: c}", "x" * 101, '"a\\nb"'])
def test_no_delimiter(read: Read, delimiter: str) -> None:
    with pytest.raises(DraftError) as caught:
        read(f"---\nthread-delimiter: {delimiter}\n---\nun", "a.tweet")
    assert (caught.value.key, caught.value.line) == ("draft-not-text", 2)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(
    ("text", "post"),
    [
        pytest.param("Bonjour\n", "Bonjour", id="one post"),
        pytest.param("---\nlang: fr\n---\nun\n---\ndeux", "---\nlang: fr\n---\nun\n---\ndeux", id="nothing but text"),
        pytest.param("Quand ?\n\n[ ] samedi\n[]  dimanche\n", "Quand ?", id="a poll"),
        pytest.param("Quand ?\n( ) samedi", "Quand ?\n( ) samedi", id="a poll of the other tool is text"),
        pytest.param("[ ] samedi\n[ ] dimanche", "", id="nothing but a poll"),
    ],
)
def test_toot(read: Read, text: str, post: str, ends: str) -> None:
    draft = read(text.replace("\n", ends), "toots/a.toot")
    assert draft.kind == "toot"
    assert [(one.text, one.networks, one.thread) for one in draft.posts] == [(post, ("mastodon",), None)]


@pytest.mark.parametrize(("name", "sign"), [("a.tweet", "( )"), ("a.toot", "[ ]")])
def test_a_hundred_thousand_options(read: Read, name: str, sign: str) -> None:
    began = time.monotonic()
    assert [post.text for post in read("Quand ?\n" + f"{sign} a\n" * 100_000, name).posts] == ["Quand ?"]
    assert time.monotonic() - began < 2


def test_dots_close_no_front_matter_of_a_tweet(read: Read) -> None:
    with pytest.raises(DraftError) as caught:
        read("---\nlang: fr\n...\nBonjour", "a.tweet")
    assert (caught.value.key, caught.value.line) == ("front-matter-unclosed", 1)
