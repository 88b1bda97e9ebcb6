"""Which kinds of characters occur in a text, as a bit mask: the cheap test before the dear ones."""

from __future__ import annotations

import unicodedata

HASH = 1 << 0
"""`#` or `＃`."""
AT = 1 << 1
"""`@` or `＠`."""
DOLLAR = 1 << 2
DOT = 1 << 3
"""`.` or an ideographic full stop."""
COLON = 1 << 4
SLASH = 1 << 5
UPPER = 1 << 6
LOWER = 1 << 7
DIGIT = 1 << 8
SPACE = 1 << 9
"""Any blank but a line break."""
NEWLINE = 1 << 10
BANG = 1 << 11
"""A mark that people repeat or space: `! ? : ; …` and their kin; the full stop is under DOT."""
QUOTE = 1 << 12
"""A double quotation mark of any form."""
APOSTROPHE = 1 << 13
"""`'`, `’` and their kin."""
BRACKET = 1 << 14
"""Round, square, curly or angle brackets."""
STAR = 1 << 15
"""A sign that Markdown uses: ``* _ ` ~ [ # >``."""
NON_ASCII = 1 << 16
EMOJI = 1 << 17
"""May be, or be a part of, an emoji. Digits, `#` and `*` only are when a keycap mark follows: see KEYCAP."""
INVISIBLE = 1 << 18
"""Zero width, soft hyphen, tags, bidirectional controls, variation selectors."""
FANCY = 1 << 19
"""Letters in disguise: mathematical, enclosed, full width, superscript, small capitals."""
MARK = 1 << 20
"""A combining mark."""
CONTROL = 1 << 21
"""A C0 or C1 control other than tab and line breaks, or a lone surrogate."""
BIDI = 1 << 22
"""A bidirectional control."""
WIDE = 1 << 23
"""Two columns wide in a terminal: East Asian letters, most emoji."""
ZWJ = 1 << 24
KEYCAP = 1 << 25
"""U+20E3, which turns a digit, `#` or `*` into an emoji."""
CURRENCY = 1 << 26
PERCENT = 1 << 27
ELLIPSIS = 1 << 28
"""`…`."""
CAPITALS = 1 << 29
"""Four capitals in a row, perhaps."""
BLANKS = 1 << 30
"""Two blanks in a row, or a tab."""
SPACED = 1 << 31
"""A blank before `: ; ! ?`, or a no-break space."""
MARKS = 1 << 32
"""Three exclamation and question marks, wherever they stand."""
DOTS = 1 << 33
"""Three full stops in a row."""
MARKUP = 1 << 34
"""Two signs together as Markdown has them, `# `, or a backtick."""
ADDRESS = 1 << 35
"""What every link has, and every slip of one: `//`, or a full stop with no blank behind it."""
SQUARE = 1 << 36
"""`[`, `{` or `<`."""
EQUALS = 1 << 37
LOOKALIKE = 1 << 38
"""A letter of the Greek, Cyrillic or Armenian alphabet, or a host in its wire form (`xn--`)."""
EMPTY = 1 << 39
"""Nothing but blanks."""
MEDIA = 1 << 40
"""Not of the text but of its post, which has a picture or a film: `View.features` adds it."""
PICTURES = 1 << 41
"""Three characters that may be emoji."""
THREAD = 1 << 42
"""Of the post, as are all that follow: it is a part of a thread. `View.features` adds them."""
LONG = 1 << 43
"""It may be too long for its network: its bytes alone do not show that it fits."""
LINK = 1 << 44
"""Its network sees a link."""
HASHTAG = 1 << 45
"""Its network sees a hashtag."""
MENTION = 1 << 46
"""Its network sees a mention."""
LOOSE_PROTOCOL = 1 << 47
"""`://` outside of the links that its network sees."""
LOOSE_WORD = 1 << 48
"""`http` or `www`, or a part of them, outside of the links that its network sees."""

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def features(text: str, coded: bytes = b"") -> int:
    """The mask of a text: the union of its characters' kinds, and some signs that stand together.

    `coded` is the text in UTF-8, where it is at hand.
    """
    coded = coded or text.encode("utf-8", "surrogatepass")
    # Most of a text is small letters and blanks: without them, few characters are left to look at.
    rest = coded.translate(None, _COMMON)
    mask = _COMMON_KINDS if len(rest) < len(coded) else 0
    characters = set(rest.decode("utf-8", "surrogatepass"))
    # Many characters are of few kinds.
    for kind in set(map(_KINDS.__getitem__, characters)):
        mask |= kind
    if mask & EMOJI and _has_three_pictures(text, characters):
        mask |= PICTURES
    return mask | _together(text, coded, mask, characters)


def _has_three_pictures(text: str, characters: set[str]) -> bool:
    pictures = 0
    for character in characters:
        if _KINDS[character] & EMOJI:
            pictures += text.count(character)
            if pictures > 2:
                return True
    return False


def _together(text: str, coded: bytes, mask: int, characters: set[str]) -> int:
    """The kinds that take more than one character. A look here spares most posts the call of a check.

    To ask the set for a sign is a good deal quicker than to look for it in the text.
    """
    found = 0
    if mask & UPPER and coded.translate(_OUTLINE, _LEADERS).find(b"XXXX") >= 0:
        found |= CAPITALS
    unbroken = "\u00a0" in characters
    doubled = unbroken and ("\u00a0 " in text or " \u00a0" in text or "\u00a0\u00a0" in text)
    if doubled or "  " in text or "\t" in characters:
        found |= BLANKS
    if mask & BANG:
        if unbroken or "\u202f" in characters:
            found |= SPACED
        calls, asks = "!" in characters, "?" in characters
        if (calls and " !" in text) or (asks and " ?" in text) or " :" in text or " ;" in text:
            found |= SPACED
        if (calls or asks) and text.count("!") + text.count("?") > 2:
            found |= MARKS
        if "！" in characters or "？" in characters:
            found |= MARKS
    if mask & DOT and "." in characters:
        if "..." in text:
            found |= DOTS
        if _has_dot_inside(text):
            found |= ADDRESS
    if mask & STAR and ("**" in text or "](" in text or "# " in text or "__" in text or "~~" in text or "`" in text):
        found |= MARKUP
    if mask & SLASH and "//" in text:
        found |= ADDRESS
    if found & ADDRESS and "xn--" in text:
        found |= LOOKALIKE
    if not mask & UPPER and not text.strip():
        found |= EMPTY
    return found


def _has_dot_inside(text: str) -> bool:
    """Whether there is a full stop with something other than a space, a line's end or the text's end behind it."""
    ends = text.count(". ") + text.count(".\n") + (text[-1] == ".")
    return text.count(".") > ends


_COMMON = b"abcdefghijklmnopqrstuvwxyz "
_COMMON_KINDS = LOWER | SPACE
"""What a text of common characters is taken to hold: either is in nearly every post."""


# In UTF-8, X for what may be a capital. The first byte of an accent, or of an accented, Greek or Cyrillic letter
# goes; the second, of a capital, is one of 0x80 to 0xaf. Three times as fast as a regular expression.
_OUTLINE = bytes(ord("X") if 0x41 <= code <= 0x5A or 0x80 <= code <= 0xAF else 0x2E for code in range(256))
_LEADERS = b"\xc3\xc4\xc5\xcc\xcd\xce\xd0"


class _Kinds(dict[str, int]):
    def __missing__(self, character: str) -> int:
        kind = _kind(character)
        self[character] = kind
        return kind


_KINDS = _Kinds()


def _kind(character: str) -> int:
    code = ord(character)
    kind = NON_ASCII if code > 127 else 0
    category = unicodedata.category(character)
    if character in "#＃":
        kind |= HASH
    elif character in "@＠":
        kind |= AT
    elif character in "$＄":
        kind |= DOLLAR
    elif character in ".。．｡":
        kind |= DOT
    elif character == "/":
        kind |= SLASH
    elif character == "%":
        kind |= PERCENT
    elif character == "=":
        kind |= EQUALS
    elif character in "[{<":
        kind |= SQUARE
    elif 0x370 <= code <= 0x58F and category[0] == "L":
        kind |= LOOKALIKE
    if character == ":":
        kind |= COLON
    if character in "!?:;…‼⁉⁇⁈！？：；¡¿":
        kind |= BANG
    if character == "…":
        kind |= ELLIPSIS
    if character in '"“”„‟«»＂':
        kind |= QUOTE
    if character in "'’‘‛ʼ`´′＇":
        kind |= APOSTROPHE
    if category in ("Ps", "Pe") or character in "<>":
        kind |= BRACKET
    if character in "*_`~[#>":
        kind |= STAR
    if category in ("Lu", "Lt"):
        kind |= UPPER
    elif category == "Ll":
        kind |= LOWER
    elif category == "Nd":
        kind |= DIGIT
    elif category == "Sc":
        kind |= CURRENCY
    if character in "\n\r\u2028\u2029\x85\v\f":
        kind |= NEWLINE
    elif character == "\t" or category == "Zs":
        kind |= SPACE
    elif category in ("Cc", "Cs"):
        kind |= CONTROL
    if category in ("Mn", "Mc", "Me"):
        kind |= MARK
    if category == "Cf" or 0xFE00 <= code <= 0xFE0F or 0xE0000 <= code <= 0xE0FFF or character in _FILLERS:
        kind |= INVISIBLE
    if character in _BIDI:
        kind |= BIDI
    if character == "\u200d":
        kind |= ZWJ | EMOJI
    if character == "\u20e3":
        kind |= KEYCAP | EMOJI
    if code > 127:
        if unicodedata.east_asian_width(character) in "WF":
            kind |= WIDE
        if _is_fancy(character, category):
            kind |= FANCY
        if _may_be_emoji(code):
            kind |= EMOJI
    return kind


_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800\u180b\u180c\u180d\u180f")


# Letters of the phonetic alphabet that pass for plain ones; Unicode gives them no decomposition.
_SMALL_CAPITALS = frozenset("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ")


# Letters in brackets, of mathematics, in frames: many have no decomposition to one plain letter.
_DISGUISES = (("⒜", "⒵"), ("\U0001d400", "\U0001d7ff"), ("\U0001f110", "\U0001f129"))


def _is_fancy(character: str, category: str) -> bool:
    if character in _SMALL_CAPITALS or any(first <= character <= last for first, last in _DISGUISES):
        return True
    if category[0] not in "LN" and category != "So":
        return False
    decomposition = unicodedata.decomposition(character)
    if not decomposition.startswith("<"):
        return 0x1F110 <= ord(character) <= 0x1F189
    if not decomposition.startswith(("<font>", "<circle>", "<square>", "<wide>", "<super>", "<sub>")):
        return False
    plain = unicodedata.normalize("NFKC", character)
    return plain.isascii() and any(letter.isalnum() for letter in plain) and character not in "ªº²³¹"


def _may_be_emoji(code: int) -> bool:
    return (
        code in (0xA9, 0xAE)
        or 0x203C <= code <= 0x3299
        or code == 0xFE0F
        or 0x1F000 <= code <= 0x1FAFF
        or 0xE0020 <= code <= 0xE007F
    )
