"""The kinds of characters, the language, the borders of letters: what a View says besides counting."""

from __future__ import annotations

import pytest
from posts import see, table

from coach.model import Media, Post, Span, Thread
from coach.text import features as kinds
from coach.text.clusters import clusters, count_clusters
from coach.text.features import features
from coach.text.language import detect
from coach.text.networks import network
from coach.text.view import View, view


@table(
    {
        "a hash": ("#", kinds.HASH),
        "a full-width hash": ("＃", kinds.HASH),
        "an at sign": ("@", kinds.AT),
        "a dollar": ("$", kinds.DOLLAR),
        "a full stop": (".", kinds.DOT),
        "a slash": ("/", kinds.SLASH),
        "an accented capital": ("É", kinds.UPPER),
        "a line break": ("\n", kinds.NEWLINE),
        "an exclamation mark": ("!", kinds.BANG),
        "a guillemet": ("«", kinds.QUOTE),
        "a sign of Markdown": ("*", kinds.STAR),
        "an emoji": ("🎉", kinds.EMOJI),
        "no width": ("\u200b", kinds.INVISIBLE),
        "a soft hyphen": ("\u00ad", kinds.INVISIBLE),
        "a letter in disguise": ("𝐠", kinds.FANCY),
        "a full-width letter": ("ａ", kinds.FANCY),
        "a control": ("\x1b", kinds.CONTROL),
        "a control of direction": ("\u202e", kinds.BIDI),
        "capitals in a row": ("VENEZ", kinds.CAPITALS),
        "crosses": ("le XX/XX", kinds.CROSSES),
        "a word for a link to come": ("Lien : URL", kinds.CROSSES),
        "accented capitals in a row": ("ÉTÉÀ", kinds.CAPITALS),
        "capitals late in their alphabet": ("AŸŹŻ", kinds.CAPITALS),
        "capitals of Romanian": ("PREȚ", kinds.CAPITALS),
        "a slip of a link": ("hptt:asso.fr", kinds.LOOSE_WORD),
        "www in capitals": ("WWW. asso.fr", kinds.LOOSE_WORD),
        "two blanks": ("a  b", kinds.BLANKS),
        "a tab": ("a\tb", kinds.BLANKS),
        "a blank before a mark": ("a !", kinds.SPACED),
        "a thin space": ("a\u2009!", kinds.SPACED),
        "a tab before a mark": ("a\t!", kinds.SPACED),
        "three marks": ("a!!!", kinds.MARKS),
        "three full stops": ("a...", kinds.DOTS),
        "Markdown": ("**a**", kinds.MARKUP),
        "an address": ("https://a", kinds.ADDRESS),
        "a square bracket": ("[", kinds.SQUARE),
        "an equals sign": ("=", kinds.EQUALS),
        "a letter that looks like another": ("а", kinds.LOOKALIKE),
        "a wire form in capitals": ("XN--P1AI.fr", kinds.LOOKALIKE),
        "nothing": ("", kinds.EMPTY),
        "nothing but blanks": (" \n\u00a0", kinds.EMPTY),
    }
)
def test_a_kind_is_seen_and_a_plain_word_has_it_not(text: str, expected: int) -> None:
    assert features(text) & expected == expected
    assert see(text).features & features(text) == features(text)
    assert not features("mot") & expected


@pytest.mark.parametrize(
    ("post", "on", "expected"),
    [
        pytest.param(Post("mot"), "x", 0, id="a word"),
        pytest.param(
            Post("mot", media=(Media("a.jpg", None, Span(0, 0), Span(0, 0)),)), "x", kinds.MEDIA, id="a picture"
        ),
        pytest.param(Post("mot", thread=Thread(1, 2)), "x", kinds.THREAD, id="a part of a thread"),
        pytest.param(Post("mot" * 100), "x", kinds.LONG, id="long"),
        pytest.param(Post("mot" * 100), "mastodon", 0, id="not long there"),
        pytest.param(Post("é" * 141), "x", kinds.LONG, id="long in bytes"),
        pytest.param(Post("\U0001d160" * 46), "x", 0, id="notes of music, of three weighted parts each"),
        pytest.param(Post("\U0001d160" * 47), "x", kinds.LONG, id="one more than X takes"),
        pytest.param(Post("mot", content_warning="long ?"), "mastodon", kinds.LONG, id="a warning that counts"),
        pytest.param(Post("https://exemple.org"), "x", kinds.LINK, id="a link"),
        pytest.param(Post("a.fr " * 12), "x", kinds.LINK | kinds.LONG, id="links may count for more"),
        pytest.param(Post("https://exemple.org"), "bluesky", kinds.LINK | kinds.LONG, id="a link of its own length"),
        pytest.param(Post("#ESS"), "x", kinds.HASHTAG, id="a hashtag"),
        pytest.param(Post("#2026"), "x", 0, id="no hashtag"),
        pytest.param(Post("@asso"), "x", kinds.MENTION, id="a mention"),
        pytest.param(Post("@asso"), "bluesky", 0, id="no mention there"),
        pytest.param(Post("a://b.c"), "x", kinds.LOOSE_PROTOCOL, id="a protocol alone"),
        pytest.param(Post("ttps:/a.b"), "x", kinds.LOOSE_WORD, id="a part of a link"),
    ],
)
def test_what_a_network_and_a_draft_add(post: Post, on: str, expected: int) -> None:
    added = (1 << 63) - kinds.THREAD | kinds.MEDIA | kinds.LOOSE_PROTOCOL | kinds.LOOSE_WORD
    assert View(post, network(on)).features & added == expected


@table(
    {
        "French by its small words": ("Merci à tous les bénévoles de la journée", "fr"),
        "French without accents": ("Merci pour votre don et pour le local", "fr"),
        "English by its small words": ("Thank you to all the volunteers of the day", "en"),
        "three times as many of the one": ("le la les the", "fr"),
        "only twice": ("le la the", None),
        "three times as many of the other": ("the of to le", "en"),
        "only twice of the other": ("the of le", None),
        "both": ("Merci à tous les bénévoles - thanks to all of the volunteers", None),
        "too few words": ("Bonjour", None),
        "none": ("", None),
        "names and numbers": ("Lyon 2026", None),
        "another language": ("Vielen Dank an alle Helferinnen und Helfer", None),
    }
)
def test_language(text: str, expected: str | None) -> None:
    assert detect(text) == expected
    assert see(text).language == expected


def test_what_a_draft_declares_goes_first() -> None:
    assert View(Post("Merci à tous les bénévoles", language="en"), network("x")).language == "en"


def test_links_and_tags_say_nothing_of_the_language() -> None:
    assert see("#the #and #for https://exemple.org/the/and/for").language is None


@table(
    {
        "letters": ("abc", ["a", "b", "c"]),
        "an accent of its own": ("e\u0301a", ["e\u0301", "a"]),
        "a line break of two": ("a\r\nb", ["a", "\r\n", "b"]),
        "a family": ("👩\u200d👩\u200d👧a", ["👩\u200d👩\u200d👧", "a"]),
        "flags in a row": ("🇫🇷🇧🇪", ["🇫🇷", "🇧🇪"]),
        "half a flag": ("🇫🇷🇧", ["🇫🇷", "🇧"]),
        "a skin tone": ("👍🏽👍", ["👍🏽", "👍"]),
        "Hangul letters": ("\u1112\u1161\u11ab", ["\u1112\u1161\u11ab"]),
        "an Indic conjunct": ("क्षा", ["क्षा"]),
        "a mark at the beginning": ("\u0301a", ["\u0301", "a"]),
        "a control keeps no mark": ("\n\u0301", ["\n", "\u0301"]),
        "nothing": ("", []),
    }
)
def test_grapheme_clusters(text: str, expected: list[str]) -> None:
    assert clusters(text) == expected
    assert count_clusters(text) == len(expected)


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("ae\u0301b", (1, 2), (1, 3)),
        ("ae\u0301b", (2, 3), (1, 3)),
        ("ae\u0301b", (0, 1), (0, 1)),
        ("👩\u200d👩\u200d👧a", (2, 3), (0, 5)),
        ("👩\u200d👩\u200d👧a", (4, 6), (0, 6)),
        ("abc", (1, 1), (1, 1)),
        ("ae\u0301b", (2, 2), (1, 1)),
        ("abc", (3, 3), (3, 3)),
        ("", (0, 0), (0, 0)),
    ],
)
def test_borders(text: str, span: tuple[int, int], expected: tuple[int, int]) -> None:
    assert see(text).borders(Span(*span)) == Span(*expected)


def test_view_keeps_the_teams_own_tags() -> None:
    assert view(Post("a"), network("x"), ("ESS",)).ours == ("ESS",)
