"""galaxy-social Markdown: what each account would send, and where each part of it stands in the file."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from coach.drafts import Draft
from coach.errors import DraftError
from coach.model import Span, Thread

Read = Callable[..., Draft]

HEAD = """---
media:
 - mastodon-asso
 - bluesky-asso
 - matrix-asso
mentions:
 Mastodon-Asso:
  - ville@example.social
hashtags:
 mastodon-asso:
  - Velo
  - "Atelier"
 bluesky-asso: [Velo]
---
"""

BODY = "Atelier vélo 🚲 samedi.\n\nVenez !\n![Une affiche](https://example.org/a.jpg)\n"


def test_each_account_gets_its_own_mentions_and_hashtags(read: Read) -> None:
    draft = read(HEAD + BODY, "posts/a.md")
    assert draft.kind == "galaxy"
    assert [(post.text, post.networks, post.number) for post in draft.posts] == [
        ("Atelier vélo 🚲 samedi.\n\nVenez !\n\n@ville@example.social\n#Velo #Atelier", ("mastodon",), 1),
        ("Atelier vélo 🚲 samedi.\n\nVenez !\n\n#Velo", ("bluesky",), 2),
    ]
    assert all(post.splits and post.thread is None for post in draft.posts)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_added_tags_lead_to_the_front_matter(read: Read, ends: str) -> None:
    text = (HEAD + BODY).replace("\n", ends)
    post = read(text, "posts/a.md").posts[0]
    for tag in ("@ville@example.social", "#Velo", "#Atelier"):
        start = post.text.index(tag)
        place = post.span_in_file(Span(start, start + len(tag)))
        assert text[slice(*place)] == tag[1:]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_pictures_leave_the_text_and_keep_their_places(read: Read, ends: str) -> None:
    body = (
        "![](https://example.org/1.png)\nVoir ![a [b] c](x y.jpg) et ![d](e.png)ici.\n![non]\n(f.jpg) ![jamais](close\n"
    )
    text = ("---\nmedia: [mastodon-asso]\nimages:\n  - url: z.jpg\n    alt_text: Zed\n---\n" + body).replace("\n", ends)
    (post,) = read(text, "a.md").posts
    assert post.text == "Voir  et ici.\n![non]\n(f.jpg) ![jamais](close"
    assert [(one.file, one.alt) for one in post.media] == [
        ("z.jpg", "Zed"),
        ("https://example.org/1.png", ""),
        ("x y.jpg", "a [b] c"),
        ("e.png", "d"),
    ]
    for one in post.media:
        assert (text[slice(*one.span)], text[slice(*one.alt_span)]) == (one.file, one.alt)


@pytest.mark.parametrize(
    ("accounts", "networks"),
    [
        (["mastodon-a", "mastodon-b"], [("mastodon",)]),
        (["linkedin-a", "bluesky-a", "mastodon-a"], [("linkedin", "bluesky", "mastodon")]),
        (["twitter-a", "X_b", "threads", "facebook-a", "instagram-a"], [("x", "threads", "facebook", "instagram")]),
        (["matrix-a", "mastodon-a", "slack"], [("mastodon",)]),
        (["matrix-a", "slack"], [()]),
    ],
)
def test_networks(read: Read, accounts: list[str], networks: list[tuple[str, ...]]) -> None:
    draft = read(f"---\nmedia: [{', '.join(accounts)}]\n---\nBonjour", "a.md")
    assert draft.kind == "galaxy"
    assert [post.networks for post in draft.posts] == networks


@pytest.mark.parametrize(
    ("accounts", "splits"), [("mastodon-a", True), ("matrix-a", True), ("x-a", False), ("mastodon-a, x-a", False)]
)
def test_the_tool_cuts_for_the_networks_it_knows(read: Read, accounts: str, splits: bool) -> None:
    assert read(f"---\nmedia: [{accounts}]\n---\nBonjour", "a.md").posts[0].splits is splits


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        ("media: [affiche.jpg]", "a.md", "markdown"),
        ("media: [photos/affiche]", "a.md", "markdown"),
        ("media: [{file: a.jpg}]", "a.md", "markdown"),
        ("media: mastodon-asso", "a.md", "markdown"),
        ("media: []", "a.md", "markdown"),
        ("lang: fr", "a.md", "markdown"),
        ("media: [mastodon-asso]", "a.txt", "text"),
        ("media: [mastodon-asso]", "a.markdown", "galaxy"),
        ("media: [asso.example]\nhashtags: {asso.example: [Velo]}", "a.md", "galaxy"),
    ],
)
def test_what_is_galaxy_social(read: Read, head: str, name: str, kind: str) -> None:
    assert read(f"---\n{head}\n---\nBonjour", name).kind == kind


def test_coachs_own_keys_hold_as_well(read: Read) -> None:
    head = "media: [mastodon-a, bluesky-a]\nlang: fr\nstatus: draft\nnetworks: [x]\nallow: {shouting: oui}"
    (post,) = read(f"---\n{head}\n---\nBonjour", "a.md").posts
    assert (post.language, post.status, post.networks) == ("fr", "draft", ("x",))
    assert [one.rule for one in post.allow] == ["shouting"]


THREE = "Premier.\n\n\nDeuxième.\n\n\n\n\nTroisième."


def test_two_empty_lines_part_only_what_is_too_long(read: Read) -> None:
    head = "---\nmedia: [mastodon-a, bluesky-a]\nhashtags: {bluesky-a: [Velo]}\n---\n"
    posts = read(f"{head}{THREE}", "a.md").posts
    assert [(post.text.count("\n\n\n"), post.thread) for post in posts] == [(2, None), (2, None)]
    filler = "mot " * 70
    posts = read(f"{head}{filler}{THREE}\n![a](b.jpg)", "a.md").posts
    assert [(post.networks, post.thread, len(post.media)) for post in posts] == [
        (("mastodon",), None, 1),
        (("bluesky",), Thread(1, 3), 1),
        (("bluesky",), Thread(2, 3), 0),
        (("bluesky",), Thread(3, 3), 0),
    ]
    assert [post.text for post in posts[1:]] == [f"{filler}Premier.", "Deuxième.", "Troisième.\n\n#Velo"]


def test_a_word_that_the_file_spells_otherwise_leads_to_its_beginning(read: Read) -> None:
    text = (
        '---\nmedia: [mastodon-a]\nhashtags:\n  mastodon-a:\n    - "V\\u00e9lo"\n    - Deux\n      lignes\n---\nBonjour'
    )
    (post,) = read(text, "a.md").posts
    assert post.text == "Bonjour\n\n#Vélo #Deux lignes"
    assert post.in_file(post.text.index("Vélo")) == text.index("V\\u00e9lo")
    assert post.in_file(post.text.index("lignes")) == text.index("Deux")


@pytest.mark.parametrize(
    ("head", "key", "line", "name"),
    [
        ("hashtags: [Velo]", "draft-not-table", 3, "hashtags"),
        ("hashtags: {mastodon-a: Velo}", "draft-not-list", 3, "mastodon-a"),
        ("mentions: {mastodon-a: [~]}", "draft-not-text", 3, "mastodon-a"),
        ("mentions: {mastodon-a: [[a]]}", "draft-not-text", 3, "mastodon-a"),
    ],
)
def test_mistakes(read: Read, head: str, key: str, line: int, name: str) -> None:
    with pytest.raises(DraftError) as caught:
        read(f"---\nmedia: [mastodon-a]\n{head}\n---\nBonjour", "a.md")
    assert (caught.value.key, caught.value.line, caught.value.values["name"]) == (key, line, name)


@pytest.mark.parametrize(
    "null", ["hashtags:", "hashtags: {mastodon-a: }", "hashtags: {}", "mentions: {mastodon-a: []}"]
)
def test_nothing_to_add(read: Read, null: str) -> None:
    (post,) = read(f"---\nmedia: [mastodon-a]\n{null}\n---\nBonjour", "a.md").posts
    assert post.text == "Bonjour"


def test_a_text_of_nothing_but_tags(read: Read) -> None:
    (post,) = read("---\nmedia: [mastodon-a]\nhashtags: {mastodon-a: [Velo]}\n---\n![a](b.jpg)\n", "a.md").posts
    assert post.text == "#Velo"


@pytest.mark.parametrize(
    "body",
    ["![" * 300_000, "![a](" * 200_000, "[" * 15_000 + "](a)" * 1_000, "*a_" * 6_000, "`a" * 9_000, "<!--" * 4_000],
    ids=["pictures never begun", "pictures never ended", "brackets", "stress", "ticks", "comments"],
)
def test_hostile_bodies(read: Read, body: str) -> None:
    began = time.monotonic()
    draft = read(f"---\nmedia: [bluesky-a]\n---\n{body}", "a.md")
    assert draft.posts
    assert time.monotonic() - began < 2
