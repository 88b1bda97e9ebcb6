"""A check that is not asked, or leaves early because of a post's features, would have had nothing to say."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach import checks
from coach.checks import CHECKS, NEVER
from coach.model import Finding, Media, Post, Span, Thread
from coach.rules import shipped
from coach.text.features import MEDIA, THREAD
from coach.text.networks import NETWORKS, network
from coach.text.view import View

OF_THE_POST = MEDIA | THREAD

# Options at their edges, besides those of the shipped rules.
EDGES: dict[str, list[dict[str, Any]]] = {
    "capitals": [{"letters": letters, "in_a_row": 1} for letters in (0, 1, 3, 4, 9)],
    "count": [
        {"of": of, **number}
        for of in ("url", "hashtag", "mention", "cashtag", "emoji")
        for number in ({"at_most": 0}, {"at_least": 1})
    ],
    "drawing": [{"lines": 0}, {"lines": 1}, {"lines": 2}],
    "emoji_run": [{"at_most": 0}, {"alike": 1}, {"at_most": 9, "alike": 9}],
    "follow_friday": [{"at_most": 0, "words_at_least": 99}],
    "hashtag_casing": [{"shortest": 0, "surely": 0}],
    "link_length": [{"at_most": 0}],
    "markdown": [{"code": True}, {"code": False}],
    "repeated_punctuation": [{"at_most": 0}, {"at_most": 1}, {"at_most": 9}],
}

PIECES = [
    *(f"wait{blank}{mark} " for blank in " \t\u00a0\u202f\u2009" for mark in "!:"),
    *" \n\t\r.:;!?,/\\@#$%=*_`~[](){}<>«»“”\"'’…-|&0",
    *"\u00a0\u202f\u2009\u2028\u0085\u0000\u200b\u200d\u202e\u00ad\ufe0f\u20e3\u0301＃＠！：ℹ①",
    "http", "HTTPS", "htp:/", "HTPS//", "hptt", "www", "Www. ", "WWW .", "://", "//", ". ", "..", "!!", " !", " :",
    "asso.fr", "https://asso.fr", "HTTPS://ASSO.FR", "asso.fr/a?utm_source=b", "bit.ly/a", "xxx", "XX", "XX/XX",
    ": TBD", ": URL",
    "https://xn--80ak6aa92e.com", "XN--80AK6AA92E.com", "аsso.fr", "@аsso", "xn--", "https://lien", "<lien>",
    "#ESS", "#l'ESS", "#FF", "#2026", "# ", "@asso", "@asso@a.fr", "@a.bsky.social", "$ESS", "TODO:", "%NOM%",
    "mot", "un", "the", "été", "VENEZ", "ÉTÉ", "AŸŹŻ", "ŽŰİĴ", "PREȚ", "ΑΒΓΔ", "ПРИВЕТ", "A", "É",
    "привет", "🎉", "👩‍👩‍👧", "🇫🇷", "1️⃣", "𝐠𝐫𝐚𝐬", "ｆｕｌｌ", "¯\\_(ツ)_/¯", "|a|", "┌──┐", "---", "1/3", "(2/2)",
    "l'eau", '"mot"',
    "RT si", "Like if", "partagez", "**gras**", "[a](https://a.fr)", "é" * 60, "\U0001d15e" * 70,
]  # fmt: skip

TEXTS = st.lists(st.sampled_from(PIECES), max_size=10).flatmap(
    lambda parts: st.sampled_from(["", "", " "]).map(lambda glue: glue.join(parts))
)
MEDIA_FILES = (Media("IMG_1.jpg", None, Span(0, 0), Span(0, 0)), Media("b.jpg", "b.jpg", Span(0, 0), Span(0, 0)))
POSTS = st.tuples(
    TEXTS,
    st.sampled_from([{}, {"media": MEDIA_FILES}, {"thread": Thread(2, 3)}, {"content_warning": "é" * 250}]),
    st.sampled_from([None, "fr", "en"]),
).map(lambda parts: Post(parts[0], language=parts[2], **parts[1]))


class Everything(View):
    """A view in which anything may occur; what its draft says of media and thread is so."""

    @property
    def features(self) -> int:
        return super().features & OF_THE_POST | ~OF_THE_POST


@cache
def asked(name: str) -> list[dict[str, Any]]:
    """The options to call a check with: those of the shipped rules, and others at their edges."""
    given = [dict(rule.options) for rule in shipped().values() if rule.check == name]
    return [{**options, **edge} for options in given for edge in ({}, *EDGES.get(name, ()))]


def said(name: str, view: View, options: dict[str, Any]) -> list[Finding]:
    return list(checks.function(name)(view, **options))


LOOKED_AT = sorted(
    # `missing_hashtag` is silent because of a `#`, so it must not be told of one that is not there.
    name
    for name, check in CHECKS.items()
    if check.needs != NEVER and name not in ("missing_hashtag", "pattern")
)


@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(POSTS, st.sampled_from(NETWORKS))
def test_no_gate_hides_a_finding(post: Post, on: str) -> None:
    view, everything = (kind(post, network(on), ("ESS", "MoisDeLESS")) for kind in (View, Everything))
    for name in LOOKED_AT:
        for options in asked(name):
            need = checks.needs(name, options)
            found = said(name, view, options) if not need or need & view.features else []
            assert found == said(name, everything, options), (name, options)
