"""What characters, emoji and links weigh on X, and where a post stops being valid there."""

from __future__ import annotations

from posts import see, table

LINK = "https://exemple.org/a"


@table(
    {
        "a plain letter weighs 1": ("a", 1),
        "a letter with an accent weighs 1": ("é", 1),
        "an accent of its own is composed with its letter first": ("e\u0301", 1),
        "a capital with a cedilla weighs 1": ("Ç", 1),
        "an o and e in one weigh 1": ("œ", 1),
        "an accent on a capital weighs 1": ("É", 1),
        "an opening guillemet weighs 1": ("«", 1),
        "a closing guillemet weighs 1": ("»", 1),
        "a typographic apostrophe weighs 1": ("’", 1),
        "curly quotation marks weigh 1 each": ("“”", 2),
        "a dash weighs 1": ("–", 1),
        "a long dash weighs 1": ("—", 1),
        "a no-break space weighs 1": ("a\u00a0b", 3),
        "a thin space weighs 1": ("a\u2009b", 3),
        "a narrow no-break space weighs 2": ("a\u202fb", 4),
        "an ellipsis weighs 2": ("…", 2),
        "a euro sign weighs 2": ("€", 2),
        "a bullet weighs 2": ("•", 2),
        "an arrow weighs 2": ("→", 2),
        "three full stops weigh 3": ("...", 3),
        "a Greek letter weighs 1": ("λ", 1),
        "a Cyrillic letter weighs 1": ("ж", 1),
        "a Hebrew letter weighs 1": ("א", 1),
        "a Georgian letter weighs 1": ("ა", 1),
        "a syllable of Korean weighs 2": ("한", 2),
        "a Chinese character weighs 2": ("漢", 2),
        "a Japanese letter weighs 2": ("あ", 2),
        "a character beyond the basic plane weighs 2": ("\U00020021", 2),
        "a letter of mathematics weighs 2": ("𝐚", 2),
        "a full-width letter weighs 2": ("ａ", 2),
        "a character of compatibility is not composed": ("ﬁ", 2),
        "a line break weighs 1": ("a\nb", 3),
        "a zero-width space weighs 1": ("a\u200bb", 3),
        "nothing weighs nothing": ("", 0),
    }
)
def test_characters(text: str, expected: int) -> None:
    assert see(text).measure.length == expected


@table(
    {
        "a face weighs 2": ("😀", 2),
        "a family weighs 2": ("👩\u200d👩\u200d👧\u200d👦", 2),
        "a flag weighs 2": ("🇫🇷", 2),
        "a flag of a region weighs 2": ("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", 2),
        "a keycap weighs 2": ("1\ufe0f\u20e3", 2),
        "a keycap without its selector weighs 2": ("1\u20e3", 2),
        "a skin tone weighs nothing more": ("👍🏽", 2),
        "a heart with its selector weighs 2": ("❤\ufe0f", 2),
        "a heart on fire weighs 2": ("❤\ufe0f\u200d🔥", 2),
        "a job with a skin tone weighs 2": ("👩🏾\u200d🚒", 2),
        "two flags weigh 4": ("🇫🇷🇧🇪", 4),
        "half a flag is a character": ("🇫", 2),
        "emoji side by side weigh 2 each": ("🎉🎉🎉", 6),
        "emoji newer than the reference's table weigh 2": ("🫱🏻\u200d🫲🏿", 2),
        "a picture in plain form is a character and its selector": ("⌚\ufe0e", 4),
        "a copyright sign is no picture without its selector": ("©", 1),
        "a copyright sign with its selector is one": ("©\ufe0f", 2),
        "people who are no sequence of Unicode weigh 2 each, and their joiner 1": ("👩\u200d😀", 5),
        "a digit is no emoji": ("1", 1),
    }
)
def test_emoji(text: str, expected: int) -> None:
    assert see(text).measure.length == expected


@table(
    {
        "a link weighs 23": (LINK, 23),
        "a short link weighs 23 too": ("http://t.co/a", 23),
        "a long one as well": ("https://exemple.org/" + "a" * 300, 23),
        "a host without protocol weighs 23": ("exemple.org", 23),
        "text and link add up": (f"Bonjour {LINK}", 31),
        "two links weigh 46 and the blank between them 1": (f"{LINK} {LINK}", 47),
        "a full stop after a link is text": (f"{LINK}.", 24),
        "an address in brackets leaves the brackets": (f"({LINK})", 25),
        "an international domain weighs 23": ("https://école.fr/é", 23),
        "a mail address is text": ("contact@exemple.org", 19),
        "an address without a known domain is text": ("https://exemple.invalide", 24),
        "emoji in a path are text behind the link": ("https://exemple.org/🎉", 25),
        "a mention weighs its letters": ("@asso_75", 8),
        "a hashtag weighs its letters": ("#été", 4),
    }
)
def test_links(text: str, expected: int) -> None:
    assert see(text).measure.length == expected


@table(
    {
        "a short post is valid": ("Bonjour à tous", True),
        "an empty post is not": ("", False),
        "280 letters are": ("a" * 280, True),
        "281 are not": ("a" * 281, False),
        "140 heavy characters are": ("漢" * 140, True),
        "141 are not": ("漢" * 141, False),
        "140 emoji are": ("🎉" * 140, True),
        "140 families are, though they have many more characters": ("👩\u200d👩\u200d👧\u200d👦" * 140, True),
        "257 letters leave room for a link": ("a" * 256 + " " + LINK, True),
        "258 do not": ("a" * 257 + " " + LINK, False),
        "a byte order mark is forbidden": ("a\ufeffb", False),
        "so is U+FFFE": ("a\ufffeb", False),
        "and U+FFFF": ("a\uffffb", False),
        "a control of direction is not": ("a\u202eb", True),
    }
)
def test_validity(text: str, expected: bool) -> None:
    assert see(text).measure.valid is expected


@table(
    {
        "all of a post that fits": ("a" * 280, 280),
        "as many letters as fit": ("a" * 300, 280),
        "half as many heavy ones": ("漢" * 200, 140),
        "a heavy one does not fit into the last place": ("a" * 279 + "漢", 279),
        "an emoji goes whole": ("a" * 279 + "👩\u200d👩\u200d👧", 279),
        "a link goes whole": ("a" * 270 + " " + LINK, 271),
        "a link of any length fits where 23 are left": (LINK + "b" * 200 + " " + "a" * 300, 221 + 1 + 256),
        "it ends before a forbidden character": ("abc\ufeffdef", 3),
        "a forbidden character at the beginning counts as fitting": ("\ufeffabc", 1),
        "nothing fits in nothing": ("", 0),
    }
)
def test_where_the_valid_part_ends(text: str, expected: int) -> None:
    assert see(text).measure.valid_end == expected


def test_the_breakdown_names_text_links_and_emoji() -> None:
    measure = see(f"Bonjour 🎉 {LINK}").measure
    assert measure.breakdown == {"text": 9, "links": 23, "emoji": 2}
    assert (measure.length, measure.limit, measure.remaining, measure.unit) == (34, 280, 246, "weighted")
    assert measure.bytes is None


@table(
    {
        "every code point is one": ("é漢🎉", 3),
        "an emoji is as many as it has code points": ("👩\u200d👩\u200d👧", 5),
        "a letter and its accent are composed": ("e\u0301", 1),
        "a link is 23": (f"{LINK}", 23),
    }
)
def test_x_classic(text: str, expected: int) -> None:
    measure = see(text, "x-classic").measure
    assert (measure.length, measure.limit) == (expected, 140)


def test_x_classic_takes_140_and_no_more() -> None:
    assert see("a" * 140, "x-classic").measure.valid
    assert not see("a" * 141, "x-classic").measure.valid
    assert see("漢" * 140, "x-classic").measure.valid
    assert see("漢" * 150, "x-classic").measure.valid_end == 140


def test_x_premium_weighs_as_x_does_and_takes_more() -> None:
    assert see("漢🎉", "x-premium").measure.length == 4
    assert see("a" * 25000, "x-premium").measure.valid
    assert see("a" * 25001, "x-premium").measure.valid_end == 25000
