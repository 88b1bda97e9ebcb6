"""Texts made to make a program slow or fall over: each family at two sizes, on every way of counting.

No time is asserted: a grammar that takes time with the square of its text would simply never be done.
"""

from __future__ import annotations

import pytest
from posts import see

from coach.text.position import width
from coach.text.show import show

FAMILIES = {
    "hashes": "#",
    "at signs": "@",
    "dollars": "$",
    "full stops": ".",
    "www": "www.",
    "hosts in one": "a.fr.",
    "labels": "a.",
    "hyphens and underscores": "a-_.",
    "flags": "🇫🇷",
    "halves of flags": "🇫",
    "marks": "\u0301",
    "marks out of order": "\u0301\u0327\u0345",
    "joiners": "👩\u200d",
    "keycaps": "1\u20e3",
    "tags": "🏴\U000e0067",
    "selectors": "❤\ufe0f",
    "skin tones": "👍🏽",
    "mail addresses": "a@b.fr",
    "mentions": "@a@b",
    "opening brackets": "https://a.fr/(",
    "brackets": "(a)",
    "brackets in a link": "(a(b)",
    "protocols": "https://",
    "short links": "https://t.co/a",
    "colons": ":",
    "encoded hosts": "xn--a.",
    "another script": "é.",
    "hashtags": "#a·",
    "queries": "a.fr/?a=",
    "conjuncts": "क्",
    "Hangul letters": "\u1112\u1161\u11ab",
    "controls of direction": "\u202e",
    "carriage returns": "\r",
    "surrogates": "\ud800",
    "blanks": " \u00a0",
}


@pytest.mark.parametrize(("size", "beginning"), [(20_000, "https://a.fr/"), (40_000, "")], ids=["20 kB", "40 kB"])
@pytest.mark.parametrize("family", FAMILIES)
def test_a_hostile_text_is_read_to_its_end(family: str, size: int, beginning: str) -> None:
    piece = FAMILIES[family]
    text = beginning + piece * (size // len(piece.encode("utf-8", "surrogatepass")))
    for on in ("x", "mastodon", "bluesky", "threads", "instagram"):
        view = see(text, on)
        measure = view.measure
        assert measure.length == sum(measure.breakdown.values())
        assert 0 <= measure.valid_end <= len(text)
        assert all(text[entity.start : entity.end] == entity.text for entity in (*view.entities, *view.emoji))
        assert len(view.prose) == len(text)
    shown = show(text)
    assert 0 <= width(shown) <= 2 * len(shown)
    assert show(shown) == shown
