"""Mentions that reach the wrong people, or nobody; recommendations."""

from __future__ import annotations

from typing import Any

import pytest

from coach.checks.mentions import follow_friday, leading_mention, local_mention
from coach.model import Finding, Post, Thread
from coach.rules import shipped
from coach.text.networks import network
from coach.text.view import View

LOCAL = shipped()["local-mention"].options


def seen(text: str, on: str = "x", **more: Any) -> View:
    return View(Post(text, **more), network(on))


def words(view: View, findings: list[Finding]) -> list[str]:
    return [view.text[finding.span.start : finding.span.end] for finding in findings]


@pytest.mark.parametrize(
    ("text", "more", "found"),
    [
        pytest.param("@asso ouvre samedi", {}, ["@asso"], id="a post that opens with a mention"),
        pytest.param("@asso @mairie merci", {}, ["@asso"], id="the first of several"),
        pytest.param("＠asso merci", {}, ["＠asso"], id="the wide sign"),
        pytest.param(".@asso merci", {}, [], id="the old full stop"),
        pytest.param("Merci @asso", {}, [], id="a mention later on"),
        pytest.param("@asso merci", {"reply": True}, [], id="a reply"),
        pytest.param("@asso merci", {"thread": Thread(2, 3)}, [], id="the second post of a thread"),
        pytest.param("@asso merci", {"thread": Thread(1, 3)}, ["@asso"], id="the first post of a thread"),
        pytest.param("@ asso", {}, [], id="a sign that mentions nobody"),
        pytest.param("", {}, [], id="nothing"),
    ],
)
def test_leading(text: str, more: dict[str, Any], found: list[str]) -> None:
    view = seen(text, **more)
    assert words(view, list(leading_mention(view))) == found


@pytest.mark.parametrize(
    ("text", "on", "found"),
    [
        pytest.param("Merci @asso !", "mastodon", ["@asso"], id="no server on Mastodon"),
        pytest.param("Merci @asso@ville.example !", "mastodon", [], id="a whole address"),
        pytest.param("contact@ville.example", "mastodon", [], id="an e-mail address"),
        pytest.param("@a et @b@ville.example, @c", "mastodon", ["@a", "@c"], id="each of them"),
        pytest.param("Merci @asso !", "bluesky", ["@asso"], id="no domain on Bluesky"),
        pytest.param("Merci @asso.bsky.social !", "bluesky", [], id="a whole handle"),
        pytest.param("Merci @asso.", "bluesky", ["@asso"], id="a full stop is no domain"),
        pytest.param("Aussi sur Mastodon : @asso@ville.example", "bluesky", [], id="a Fediverse address is told"),
        pytest.param("contact@ville.example", "bluesky", [], id="an e-mail address on Bluesky"),
        pytest.param("Rendez-vous @18h", "bluesky", [], id="an hour"),
        pytest.param("https://example.org/@asso", "bluesky", [], id="an address of a page"),
        pytest.param("Merci @asso !", "x", [], id="X needs no domain"),
        *(
            pytest.param(text, on, found, id=f"{text} on {on}")
            for on in ("mastodon", "bluesky")
            for text, found in (
                ("Aussi sur Instagram : @judo_club", []),
                ("Insta @judo_club", []),
                ("Instagram (@judo_club)", []),
                ("@judo_club sur X", []),
                ("Instagram\n@judo_club", ["@judo_club"]),
                ("@judo_club sur la place", ["@judo_club"]),
                ("@judo_club sur", ["@judo_club"]),
                ("Sur X : @judo_club, sur Threads @judo_club", []),
                ("@judo_club (Instagram)", []),
                ("Bisous x @judo_club", ["@judo_club"]),
                ("Two threads by @judo_club", ["@judo_club"]),
                ("Merci à FB et @judo_club", ["@judo_club"]),
                ("la page Facebook de @judo_club", ["@judo_club"]),
                ("@judo_club, Instagram", ["@judo_club"]),
            )
        ),
        pytest.param("Rendez-vous @midi, lunch @Noon", "bluesky", [], id="a word for an hour"),
    ],
)
def test_local(text: str, on: str, found: list[str]) -> None:
    view = seen(text, on)
    assert words(view, list(local_mention(view, **LOCAL))) == found


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("#FF @a @b", {"names": 2, "words": 0, "at_most": 3}, id="names alone"),
        pytest.param("#ff @a merci", {"names": 1, "words": 1, "at_most": 3}, id="one word is no reason"),
        pytest.param(
            "#FollowFriday aux bénévoles de notre ville @a @b @c @d",
            {"names": 4, "words": 5, "at_most": 3},
            id="too many names",
        ),
        pytest.param("#FF @a explique le droit au logement", None, id="a name and a reason"),
        pytest.param("#FF à toutes et tous, bon week-end", None, id="nobody is named"),
        pytest.param("@a @b @c @d @e", None, id="no recommendation"),
        pytest.param("#FFF @a", None, id="another hashtag"),
        pytest.param("#FF @a https://example.org/un-long-chemin", {"names": 1, "words": 0, "at_most": 3}, id="a link"),
        pytest.param("#FF #FollowFriday @a", {"names": 1, "words": 0, "at_most": 3}, id="said once"),
    ],
)
def test_follow_friday(text: str, values: dict[str, int] | None) -> None:
    found = [dict(finding.values) for finding in follow_friday(seen(text))]
    assert found == ([values] if values else [])


def test_follow_friday_knows_a_teams_own_words() -> None:
    view = seen("#VendrediConseil @a")
    assert words(view, list(follow_friday(view, tags=("VendrediConseil",)))) == ["#VendrediConseil"]
