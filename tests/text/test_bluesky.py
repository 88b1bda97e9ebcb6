"""What Bluesky counts, shortens, links and tags."""

from __future__ import annotations

import pytest
from posts import found, see, table

from coach.text import bluesky


@table(
    {
        "a letter": ("a", (1, 1)),
        "a letter with an accent": ("é", (1, 2)),
        "a letter with an accent of its own": ("e\u0301", (1, 3)),
        "an ellipsis": ("…", (1, 3)),
        "an emoji": ("🎉", (1, 4)),
        "a family": ("👩\u200d👩\u200d👧\u200d👦", (1, 25)),
        "a flag": ("🇫🇷", (1, 8)),
        "a Chinese character": ("漢", (1, 3)),
        "a line break of two": ("a\r\nb", (3, 4)),
        "a short link counts without its protocol": ("https://exemple.org", (11, 19)),
        "a long link counts as the app shows it": ("https://exemple.org/une/longue/adresse", (11 + 13 + 3, 38)),
        "a path of fifteen stays": ("https://exemple.org/" + "a" * 14, (11 + 15, 34)),
        "a slash alone goes": ("https://exemple.org/", (11, 20)),
        "a host without protocol counts as it stands": ("exemple.org/une/longue/adresse", (30, 30)),
        "a mention counts its letters": ("@asso.bsky.social", (17, 17)),
    }
)
def test_length_and_bytes(text: str, expected: tuple[int, int]) -> None:
    measure = see(text, "bluesky").measure
    assert (measure.length, measure.bytes) == expected


def test_300_fit_and_3000_bytes() -> None:
    assert see("é" * 300, "bluesky").measure.valid
    assert not see("é" * 301, "bluesky").measure.valid
    assert not see("", "bluesky").measure.valid
    heavy = "👩\u200d👩\u200d👧\u200d👦" * 121
    measure = see(heavy, "bluesky").measure
    assert (measure.length, measure.bytes, measure.byte_limit, measure.valid) == (121, 3025, 3000, False)
    assert measure.valid_end == 840
    assert see(heavy[:840], "bluesky").measure.valid


def test_a_link_goes_whole() -> None:
    assert see("a" * 295 + " https://exemple.org", "bluesky").measure.valid_end == 296


@table(
    {
        "with a protocol": ("https://exemple.org/a", ["https://exemple.org/a"]),
        "without": ("voir exemple.org ici", ["exemple.org"]),
        "a domain nobody has, with a protocol": ("https://exemple.invalide", ["https://exemple.invalide"]),
        "and without": ("exemple.invalide", []),
        "a full stop at the end": ("https://exemple.org/a.", ["https://exemple.org/a"]),
        "brackets around": ("(https://exemple.org/a)", ["https://exemple.org/a"]),
        "brackets inside": ("https://exemple.org/A_(b)", ["https://exemple.org/A_(b)"]),
        "after a letter": ("voirhttps://exemple.org", []),
        "a mail address": ("contact@exemple.org", []),
        "an accent begins no host": ("été.fr", []),
        "a hidden service is none": ("exemple.onion", []),
    }
)
def test_links(text: str, expected: list[str]) -> None:
    assert found(text, "bluesky", "url") == expected


@table(
    {
        "a whole handle": ("@asso.bsky.social", ["@asso.bsky.social"]),
        "a domain of their own": ("Merci @exemple.org !", ["@exemple.org"]),
        "a name alone is none": ("@asso", []),
        "in brackets": ("(@exemple.org)", ["@exemple.org"]),
        "a full stop at the end": ("@exemple.org.", ["@exemple.org"]),
        "not in a mail address": ("contact@exemple.org", []),
        "a domain nobody has": ("@asso.invalide", []),
    }
)
def test_mentions(text: str, expected: list[str]) -> None:
    assert found(text, "bluesky", "mention") == expected


@table(
    {
        "a word": ("Voici #ESS ici", ["#ESS"]),
        "an apostrophe is part of it": ("#l’ESS", ["#l’ESS"]),
        "a hyphen too": ("#porte-à-porte", ["#porte-à-porte"]),
        "punctuation at the end is not": ("#ESS.", ["#ESS"]),
        "digits alone are none": ("#2026", []),
        "in brackets it is none": ("(#ESS)", []),
        "an emoji may be part of it": ("#fête🎉", ["#fête🎉"]),
        "at most 64": ("#" + "a" * 64, ["#" + "a" * 64]),
        "no more than 64": ("#" + "a" * 65, []),
        "the full-width sign": ("＃ESS", ["＃ESS"]),
        "not right after a letter": ("mot#ESS", []),
        "no keycap": ("#\ufe0f\u20e3", []),
    }
)
def test_hashtags(text: str, expected: list[str]) -> None:
    assert found(text, "bluesky", "hashtag") == expected


@table(
    {
        "letters": ("$TEST", ["$TEST"]),
        "at most five": ("$TESTER", []),
        "a digit may follow": ("$A1", ["$A1"]),
        "not in front": ("$1A", []),
        "in brackets": ("($TEST)", ["$TEST"]),
    }
)
def test_cashtags(text: str, expected: list[str]) -> None:
    assert found(text, "bluesky", "cashtag") == expected


@table(
    {
        "two line breaks stay": ("a\n\nb", "a\n\nb"),
        "three become two": ("a\n\n\nb", "a\n\nb"),
        "blanks between them go": ("a\n \n \nb", "a\n\nb"),
        "blanks alone stay": ("a    b", "a    b"),
    }
)
def test_line_breaks(text: str, expected: str) -> None:
    assert bluesky.clean_newlines(text) == expected


@pytest.mark.parametrize("handle", ["asso.bsky.social", "exemple.org", "a-b.exemple.fr"])
def test_a_handle(handle: str) -> None:
    assert bluesky.is_handle(handle)


@pytest.mark.parametrize("handle", ["asso", "@asso.fr", "été.fr", "-a.fr", "a..fr", "a_b.fr", "a.b." + "c" * 260])
def test_no_handle(handle: str) -> None:
    assert not bluesky.is_handle(handle)


@table(
    {
        "an international host is encoded": ("https://été.fr/", "xn--t-9fab.fr"),
        "a query counts with the path": ("https://exemple.org/a?b=12345678901234", "exemple.org/a?b=12345678..."),
        "not an address": ("exemple", "exemple"),
    }
)
def test_shown_links(text: str, expected: str) -> None:
    assert bluesky.shown_link(text) == expected
