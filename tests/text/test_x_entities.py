"""Links, hashtags, mentions, lists and cashtags as X finds them."""

from __future__ import annotations

from posts import found, see, spelled, table


@table(
    {
        "a link with a protocol": ("Voir https://exemple.org/page ici", ["https://exemple.org/page"]),
        "the protocol may be in capitals": ("HTTPS://Exemple.ORG/", ["HTTPS://Exemple.ORG/"]),
        "a host without protocol": ("Voir exemple.org ici", ["exemple.org"]),
        "a host without protocol and a path": ("exemple.org/page?a=1", ["exemple.org/page?a=1"]),
        "the domain of a country": ("www.exemple.fr", ["www.exemple.fr"]),
        "a domain of a country without path": ("asso.fr et asso.be", ["asso.fr", "asso.be"]),
        "a domain of two labels": ("exemple.co.uk", ["exemple.co.uk"]),
        "a new domain": ("https://exemple.paris/", ["https://exemple.paris/"]),
        "no domain of the root zone": ("https://exemple.asso", []),
        "no domain: a file": ("affiche.pdf", []),
        "no domain: a missing blank": ("Merci.Bonne soirée", []),
        "a domain by chance: a missing blank": ("Venez.Me voici", ["Venez.Me"]),
        "the short link of X": ("https://t.co/Abc123", ["https://t.co/Abc123"]),
        "what follows the name of a short link is no part of it": ("https://t.co/Abc123/xyz", ["https://t.co/Abc123"]),
        "a short link keeps its query": ("https://t.co/Abc123?amp=1", ["https://t.co/Abc123?amp=1"]),
        "a short link with too long a name": ("https://t.co/" + "a" * 41, []),
        "letters of any script with a protocol": ("https://été.fr/é", ["https://été.fr/é"]),
        "accents without a protocol": ("voir été.fr", ["été.fr"]),
        "a host without protocol loses what is not Latin": ("voir 日本.example.com", ["example.com"]),
        "a domain in another script": ("https://例え.中国/", ["https://例え.中国/"]),
        "a domain that begins with plain letters": ("https://a.vermögensberatung", ["https://a.vermögensberatung"]),
        "an encoded host": ("https://xn--tt-bja.fr/", ["https://xn--tt-bja.fr/"]),
        "an encoded domain": ("https://exemple.xn--fiqs8s/", ["https://exemple.xn--fiqs8s/"]),
        "a port": ("https://exemple.org:8080/a", ["https://exemple.org:8080/a"]),
        "brackets in a path": ("https://exemple.org/A_(b)", ["https://exemple.org/A_(b)"]),
        "brackets around a link": ("(https://exemple.org/a)", ["https://exemple.org/a"]),
        "both": ("(https://exemple.org/A_(b))", ["https://exemple.org/A_(b)"]),
        "one bracket within another": ("https://exemple.org/a(b(c)d)", ["https://exemple.org/a(b(c)d)"]),
        "a full stop at the end": ("https://exemple.org/a.", ["https://exemple.org/a"]),
        "a comma at the end": ("https://exemple.org/a, puis", ["https://exemple.org/a"]),
        "an exclamation mark at the end": ("https://exemple.org!", ["https://exemple.org"]),
        "a slash at the end stays": ("https://exemple.org/a/", ["https://exemple.org/a/"]),
        "a fragment": ("https://exemple.org/a#b", ["https://exemple.org/a#b"]),
        "a query without path": ("https://exemple.org?a=1&b=2", ["https://exemple.org?a=1&b=2"]),
        "a guillemet after a link": ("« https://exemple.org »", ["https://exemple.org"]),
        "a mail address": ("contact@exemple.org", []),
        "a mail address with a full stop in its name": ("jean.dupont@exemple.org", []),
        "another protocol": ("ftp://exemple.org", []),
        "right after a letter the protocol is left out": ("ahttps://exemple.org", []),
        "after a letter of another script": ("見てhttps://exemple.org", ["https://exemple.org"]),
        "after a sign of a hashtag": ("#exemple.org", []),
        "an underscore before the domain": ("https://a_b.org", []),
        "an underscore in front": ("https://a_b.exemple.org", ["https://a_b.exemple.org"]),
        "a hyphen at the end of a label": ("https://exemple-.org", []),
        "a number for a host": ("http://192.168.0.1/a", []),
        "a line break ends it": ("https://exemple.org/a\nsuite", ["https://exemple.org/a"]),
        "Cyrillic in a path": ("https://exemple.org/Русский", ["https://exemple.org/Русский"]),
        "Chinese not in a path": ("https://exemple.org/漢字", ["https://exemple.org/"]),
        "as long as one may be": ("https://exemple.org/" + "a" * 4068, ["https://exemple.org/" + "a" * 4068]),
        "one more": ("https://exemple.org/" + "a" * 4069, []),
        "too long to be one": ("https://exemple.org/" + "a" * 4096, []),
        "a label too long to be one": ("https://" + "a" * 64 + ".org", []),
    }
)
def test_links(text: str, expected: list[str]) -> None:
    assert found(text, kind="url") == expected


@table(
    {
        "a word": ("Voici #ESS ici", ["#ESS"]),
        "with accents": ("#économie", ["#économie"]),
        "with an accent of its own": ("#e\u0301te\u0301", ["#e\u0301te\u0301"]),
        "an apostrophe ends it": ("#l'ESS", ["#l"]),
        "a typographic one too": ("#l’ESS", ["#l"]),
        "a hyphen ends it": ("#porte-à-porte", ["#porte"]),
        "a blank ends it": ("#économie sociale", ["#économie"]),
        "digits alone are none": ("#2026", []),
        "digits and letters are one": ("#8mars", ["#8mars"]),
        "letters and digits too": ("#mars2026", ["#mars2026"]),
        "an underscore is part of it": ("#appel_aux_dons", ["#appel_aux_dons"]),
        "an underscore is no letter": ("#_1", []),
        "a middle dot is part of it": ("#tou·te·s", ["#tou·te·s"]),
        "not right after a letter": ("mot#ESS", []),
        "not right after a digit": ("1#ESS", []),
        "not in an entity of HTML": ("&#ESS", []),
        "in brackets": ("(#ESS)", ["#ESS"]),
        "after a guillemet": ("«#ESS»", ["#ESS"]),
        "after a punctuation mark": (".#ESS", ["#ESS"]),
        "after an emoji": ("🎉#ESS", ["#ESS"]),
        "the full-width sign": ("＃ESS", ["＃ESS"]),
        "two signs": ("##ESS", ["#ESS"]),
        "two in a row": ("#ESS#dons", []),
        "two with a blank": ("#ESS #dons", ["#ESS", "#dons"]),
        "no keycap": ("#\ufe0f\u20e3", []),
        "an emoji ends it": ("#fête🎉", ["#fête"]),
        "in another script": ("#日本語", ["#日本語"]),
        "in a link it is a fragment": ("https://exemple.org/#ESS", []),
        "an address follows: none": ("#https://exemple.org", []),
        "a sign alone": ("# ESS", []),
        "in front of a line break": ("#ESS\n#dons", ["#ESS", "#dons"]),
    }
)
def test_hashtags(text: str, expected: list[str]) -> None:
    assert found(text, kind="hashtag") == expected


@table(
    {
        "a name": ("Merci @asso_75 !", ["@asso_75"]),
        "a list": ("@asso/benevoles", ["@asso/benevoles"]),
        "at most twenty characters": ("@" + "a" * 20, ["@" + "a" * 20]),
        "what follows the twentieth is text": ("@" + "a" * 21, ["@" + "a" * 20]),
        "not in a mail address": ("contact@asso.fr", []),
        "not after an exclamation mark": ("!@asso", []),
        "after a full stop": (".@asso", [".@asso"[1:]]),
        "in brackets": ("(@asso)", ["@asso"]),
        "the full-width sign": ("＠asso", ["＠asso"]),
        "an accent right behind": ("@assoé", []),
        "another sign right behind": ("@asso@mastodon.social", []),
        "after RT": ("RT@asso", ["@asso"]),
        "after RT and a colon": ("RT:@asso", ["@asso"]),
        "a hyphen ends it": ("@asso-75", ["@asso"]),
        "an apostrophe ends it": ("@asso's", ["@asso"]),
        "a sign alone": ("@ asso", []),
        "two": ("@a @b", ["@a", "@b"]),
    }
)
def test_mentions(text: str, expected: list[str]) -> None:
    assert found(text, kind="mention") == expected


def test_the_list_of_a_mention_is_named() -> None:
    assert see("@asso/benevoles").mentions[0].list == "benevoles"
    assert see("@asso").mentions[0].list is None


@table(
    {
        "letters": ("$TEST", ["$TEST"]),
        "small letters": ("$test", ["$test"]),
        "at most six": ("$ABCDEFG", []),
        "two more after a full stop": ("$TEST.PA", ["$TEST.PA"]),
        "digits are none": ("$100", []),
        "not right after a letter": ("US$TEST", []),
        "not in brackets": ("($TEST)", []),
        "punctuation may follow": ("$TEST, $A.", ["$TEST", "$A"]),
        "a price behind the number": ("100$", []),
    }
)
def test_cashtags(text: str, expected: list[str]) -> None:
    assert found(text, kind="cashtag") == expected


def test_all_kinds_come_in_order_and_never_overlap() -> None:
    text = "🎉 @asso #ESS https://exemple.org/@a#b $TEST #été"
    view = see(text)
    assert spelled(view.entities) == [
        "mention @asso",
        "hashtag #ESS",
        "url https://exemple.org/@a#b",
        "cashtag $TEST",
        "hashtag #été",
    ]
    assert spelled(view.emoji) == ["emoji 🎉"]


def test_an_emoji_inside_a_link_is_not_told_apart() -> None:
    assert [entity.text for entity in see("🎉 https://exemple.org/ 👩\u200d👩\u200d👧").emoji] == [
        "🎉",
        "👩\u200d👩\u200d👧",
    ]


def test_prose_blanks_entities_and_keeps_places() -> None:
    text = "Merci @asso pour #ESS"
    prose = see(text).prose
    assert prose == "Merci \ufffc\ufffc\ufffc\ufffc\ufffc pour \ufffc\ufffc\ufffc\ufffc"
    assert len(prose) == len(text)
