"""What Mastodon counts, links and tags."""

from __future__ import annotations

from posts import found, see, table


@table(
    {
        "a letter counts 1": ("a", 1),
        "a letter with an accent of its own counts 1": ("e\u0301", 1),
        "an emoji counts 1": ("🎉", 1),
        "a family counts 1": ("👩\u200d👩\u200d👧\u200d👦", 1),
        "a flag counts 1": ("🇫🇷", 1),
        "an ellipsis counts 1": ("…", 1),
        "a Chinese character counts 1": ("漢", 1),
        "an Indic conjunct counts 1": ("क्ष", 1),
        "a line break counts 1": ("a\nb", 3),
        "the short name of an emoji counts as it stands": (":tada:", 6),
        "a link counts 23": ("https://exemple.org/une/longue/adresse/pour/voir", 23),
        "a short link counts 23 too": ("http://a.fr", 23),
        "a host without protocol counts as it stands": ("exemple.org", 11),
        "a mention counts its letters": ("@asso", 5),
        "the server of a mention counts nothing": ("@asso@mastodon.social", 5),
        "a hashtag counts its letters": ("#été", 4),
        "text and the rest add up": ("Merci @asso@mastodon.social https://exemple.org !", 6 + 5 + 1 + 23 + 2),
    }
)
def test_length(text: str, expected: int) -> None:
    assert see(text, "mastodon").measure.length == expected


def test_a_content_warning_shares_the_limit() -> None:
    measure = see("a" * 495, "mastodon", warning="Élection").measure
    assert measure.breakdown == {"text": 495, "warning": 8}
    assert (measure.length, measure.valid, measure.remaining) == (503, False, -3)
    assert measure.valid_end == 492
    assert see("a" * 492, "mastodon", warning="Élection").measure.valid


def test_the_breakdown_names_links_and_mentions() -> None:
    measure = see("Ok @asso@mastodon.social https://exemple.org", "mastodon").measure
    assert measure.breakdown == {"text": 4, "links": 23, "mentions": 5}


def test_500_fit_and_a_link_goes_whole() -> None:
    assert see("a" * 500, "mastodon").measure.valid
    assert not see("a" * 501, "mastodon").measure.valid
    assert not see("", "mastodon").measure.valid
    assert see("a" * 490 + " https://exemple.org", "mastodon").measure.valid_end == 491
    assert see("👩\u200d👩\u200d👧" * 501, "mastodon").measure.valid_end == 2500


@table(
    {
        "with http": ("http://exemple.org", ["http://exemple.org"]),
        "with https": ("https://exemple.org/a", ["https://exemple.org/a"]),
        "without": ("exemple.org", []),
        "any script in a path": ("https://exemple.org/漢字", ["https://exemple.org/漢字"]),
        "an emoji in a path": ("https://exemple.org/🎉", ["https://exemple.org/🎉"]),
        "brackets in a path": ("https://exemple.org/A_(b)", ["https://exemple.org/A_(b)"]),
        "brackets around": ("(https://exemple.org/a)", ["https://exemple.org/a"]),
        "a full stop at the end": ("https://exemple.org/a.", ["https://exemple.org/a"]),
        "no known domain": ("https://exemple.invalide", []),
    }
)
def test_links(text: str, expected: list[str]) -> None:
    assert found(text, "mastodon", "url") == expected


@table(
    {
        "someone on the same server": ("@asso", ["@asso"]),
        "someone elsewhere": ("@asso@mastodon.social", ["@asso@mastodon.social"]),
        "a full stop at the end": ("@asso@mastodon.social.", ["@asso@mastodon.social"]),
        "a full stop in a name": ("@asso.du.coin", ["@asso.du.coin"]),
        "a hyphen in a name": ("@asso-75", ["@asso-75"]),
        "in brackets": ("(@asso)", ["@asso"]),
        "not in a mail address": ("contact@asso.fr", []),
        "not after an accented letter": ("é@asso", []),
        "not in an address": ("https://exemple.org/@asso", []),
        "a server in letters of any script": ("@asso@été.fr", ["@asso@été.fr"]),
        "a server with too long a name": ("@asso@" + "a" * 254, []),
    }
)
def test_mentions(text: str, expected: list[str]) -> None:
    assert found(text, "mastodon", "mention") == expected


@table(
    {
        "a word": ("Voici #ESS", ["#ESS"]),
        "with accents": ("#économie", ["#économie"]),
        "digits alone are none": ("#2026", []),
        "digits and letters are one": ("#8mars", ["#8mars"]),
        "an apostrophe ends it": ("#l’ESS", ["#l"]),
        "a hyphen ends it": ("#porte-à-porte", ["#porte"]),
        "a middle dot joins": ("#tou·te·s", ["#tou·te·s"]),
        "a middle dot at the end is none of it": ("#tous·", ["#tous"]),
        "a middle dot in front bars it": ("#·tous", []),
        "in brackets it is none": ("(#ESS)", []),
        "the full-width sign": ("＃ESS", ["＃ESS"]),
        "not right after a letter": ("mot#ESS", []),
        "in an address it is none": ("https://exemple.org/#ESS", []),
        "an underscore is part of it": ("#appel_aux_dons", ["#appel_aux_dons"]),
    }
)
def test_hashtags(text: str, expected: list[str]) -> None:
    assert found(text, "mastodon", "hashtag") == expected


def test_there_are_no_cashtags() -> None:
    assert found("$TEST", "mastodon") == []
