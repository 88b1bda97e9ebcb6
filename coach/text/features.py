"""What occurs in a text, as a bit mask: the cheap test before the dear ones.

It is read from the text's bytes in UTF-8. Letters, digits, blanks and whole alphabets in which nothing is of
interest fall out at once; few bytes are left to look at, and seldom must the characters themselves be.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

HASH = 1 << 0
"""`#` or `＃`."""
AT = 1 << 1
"""`@` or `＠`."""
DOLLAR = 1 << 2
DOT = 1 << 3
SLASH = 1 << 4
EQUALS = 1 << 5
SQUARE = 1 << 6
"""`[`, `{` or `<`."""
STAR = 1 << 7
"""A sign that Markdown uses: ``* _ ` ~ [ # >``."""
BANG = 1 << 8
"""A mark that people repeat or space: `! ? : ; …` and their kin; the full stop is under DOT."""
QUOTE = 1 << 9
"""A double quotation mark of any form."""
NEWLINE = 1 << 10
UPPER = 1 << 11
"""A capital, perhaps."""
CAPITALS = 1 << 12
"""Four capitals in a row, perhaps."""
CONTROL = 1 << 13
"""A C0 or C1 control other than tab and line breaks, or a lone surrogate."""
EMOJI = 1 << 14
"""May be, or be a part of, an emoji. Digits, `#` and `*` only are when a keycap mark follows."""
PICTURES = 1 << 15
"""Three characters that may each be an emoji by itself."""
INVISIBLE = 1 << 16
"""Zero width, soft hyphen, tags, bidirectional controls, variation selectors."""
BIDI = 1 << 17
"""A bidirectional control."""
FANCY = 1 << 18
"""Letters in disguise: mathematical, enclosed, full width, superscript, small capitals, underlined, struck out."""
LOOKALIKE = 1 << 19
"""A letter of the Greek, Cyrillic or Armenian alphabet, perhaps; or a host in its wire form (`xn--`)."""
BLANKS = 1 << 20
"""Two blanks in a row, or a tab."""
SPACED = 1 << 21
"""A blank before `: ; ! ?`; a no-break, narrow or thin one anywhere."""
MARKS = 1 << 22
"""Three exclamation and question marks, wherever they stand."""
DOTS = 1 << 23
"""Three full stops in a row."""
MARKUP = 1 << 24
"""Two signs together as Markdown has them, `# `, or a backtick."""
ADDRESS = 1 << 25
"""What every link has, and every slip of one: `//`, or a full stop with no blank behind it."""
EMPTY = 1 << 26
"""Nothing but blanks."""
LOOSE_PROTOCOL = 1 << 27
"""`://`; in `View.features`, outside of the links that its network sees."""
LOOSE_WORD = 1 << 28
"""`http` or `www`, or what fingers make of them; in `View.features`, outside of the links that its network sees."""
CROSSES = 1 << 29
"""Two `X` in a row, capital or small, or `URL` or `TBD` behind a colon: what stands for something to come."""

# Of the post and its network, not of the text: `View.features` adds them.
MEDIA = 1 << 30
"""It has a picture or a film."""
THREAD = 1 << 31
"""It is a part of a thread."""
LONG = 1 << 32
"""It may be too long for its network: its bytes alone do not show that it fits."""
LINK = 1 << 33
"""Its network sees a link."""
HASHTAG = 1 << 34
"""Its network sees a hashtag."""
MENTION = 1 << 35
"""Its network sees a mention."""

_MINGLED, _TAB, _UNBROKEN, _JOINING, _BEYOND = 1 << 58, 1 << 59, 1 << 60, 1 << 61, 1 << 62
"""Of no use outside this module: a letter of a block in which capitals and small letters take turns, a tab, a no-break
space, what is never an emoji by itself, a character to look at."""
_INNER = _MINGLED | _TAB | _UNBROKEN | _JOINING | _BEYOND


def features(text: str, coded: bytes = b"") -> int:
    """The mask of a text; `coded` is the text in UTF-8, where it is at hand."""
    coded = coded or text.encode("utf-8", "surrogatepass")
    mask = 0
    for byte in set(coded.translate(None, _ORDINARY)):
        mask |= _BYTES[byte]
    # Most often it is only the apostrophe of French.
    if mask & _BEYOND and coded.count(b"\xe2\x80\x99") < len(coded.translate(None, _ALL_BUT_LEADS)):
        kinds = list(map(_KINDS.__getitem__, _to_look_at().findall(coded)))
        pictures = 0
        # Many characters are of few kinds.
        for kind in set(kinds):
            mask |= kind
            if kind & EMOJI and not kind & _JOINING:
                pictures += kinds.count(kind)
        if pictures > 2:
            mask |= PICTURES
    return (mask | _together(text, coded, mask)) & ~_INNER


def _together(text: str, coded: bytes, mask: int) -> int:
    """The kinds that take more than one character. A look here spares most posts the call of a check."""
    found = 0
    # Python looks for signs of ASCII in a text of one byte a character the quickest.
    flat = coded.decode("latin-1")
    capitals = coded.translate(_WIDE_OUTLINE if mask & _MINGLED else _OUTLINE, _LEADERS)
    first = capitals.find(b"X")
    if first >= 0:
        found |= UPPER
        if capitals.find(b"XXXX", first) >= 0:
            found |= CAPITALS
        if ": TBD" in flat or ": URL" in flat:
            found |= CROSSES
    if "XX" in flat or "xx" in flat:
        found |= CROSSES
    if "  " in flat or mask & _TAB:
        found |= BLANKS
    if mask & _UNBROKEN:
        found |= SPACED
        if "\u00a0 " in text or " \u00a0" in text or "\u00a0\u00a0" in text:
            found |= BLANKS
    if mask & BANG:
        spaced = flat.replace("\t", " ") if mask & _TAB else flat
        if " !" in spaced or " ?" in spaced or " :" in spaced or " ;" in spaced:
            found |= SPACED
        if flat.count("!") + flat.count("?") > 2 or "！" in text or "？" in text:
            found |= MARKS
    if mask & DOT:
        if "..." in flat:
            found |= DOTS
        if _has_dot_inside(flat):
            found |= ADDRESS
    if mask & STAR and ("**" in flat or "](" in flat or "# " in flat or "__" in flat or "~~" in flat or "`" in flat):
        found |= MARKUP
    if mask & SLASH and "//" in flat:
        found |= ADDRESS
    if found & ADDRESS:
        small = lowered(coded)
        found |= loose(small)
        if "xn--" in small:
            found |= LOOKALIKE
    if "\xcc" in flat and any(line in text for line in LINES):
        found |= FANCY
    if not text or text.isspace():
        found |= EMPTY
    return found


LINES = "\u0332\u0333\u0335\u0336\u0337\u0338"
"""Marks that underline a letter or strike it out."""


def lowered(coded: bytes) -> str:
    """A text in UTF-8 with its ASCII in small letters, a character for each byte: Python looks through it fastest."""
    return coded.lower().decode("latin-1")


def loose(small: str) -> int:
    """Which parts of an address occur, right or misspelt, in a text in small letters."""
    found = LOOSE_PROTOCOL if "://" in small else 0
    # One of these three-letter parts is in `http` however fingers slip: `htp`, `htts`, `hptt`.
    if "ttp" in small or "www" in small or "htt" in small or "htp" in small or "hpt" in small:
        found |= LOOSE_WORD
    return found


def _has_dot_inside(text: str) -> bool:
    """Whether there is a full stop with something other than a space, a line's end or the text's end behind it."""
    if text.find(".") == len(text) - 1:
        return False
    ends = text.count(". ") + text.count(".\n") + (text[-1] == ".")
    return text.count(".") > ends


# The bytes with which characters begin that must be looked at. All the bytes that continue one are ordinary.
_LEADS = (
    b"\xc2\xc9\xca\xcb\xcd\xd8"  # U+0080 to 00BF, 0240 to 02FF, 0340 to 037F, 0600 to 063F
    b"\xe1\xe2\xe3\xea\xed\xef\xf0\xf3"  # U+1000 to 3FFF, A000 to AFFF, D000 to DFFF, F000 to 3FFFF, E0000 on
)
_ALL_BUT_LEADS = bytes(set(range(256)).difference(_LEADS))
_TO_LOOKALIKES = b"\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6"  # U+0380 to 05BF
_TO_MINGLED = b"\xc4\xc5"  # U+0100 to 017F

_SIGNS: dict[str, int] = {
    "#": HASH | STAR,
    "@": AT,
    "$": DOLLAR,
    ".": DOT,
    "/": SLASH,
    "=": EQUALS,
    "[": SQUARE | STAR,
    "{": SQUARE,
    "<": SQUARE,
    **dict.fromkeys("*_`~>", STAR),
    **dict.fromkeys("!?:;", BANG),
    '"': QUOTE,
    **dict.fromkeys("\n\r\v\f", NEWLINE),
    "\t": _TAB,
}
_FIRST: dict[int, int] = {
    **dict.fromkeys(_LEADS, _BEYOND),
    **dict.fromkeys(_TO_LOOKALIKES, LOOKALIKE),
    **dict.fromkeys(_TO_MINGLED, _MINGLED),
}
"""From the first of a character's bytes to the kinds of all that begin so."""
_BYTES = [
    *(_SIGNS.get(chr(code), CONTROL if code < 0x20 or code == 0x7F else 0) for code in range(0x80)),
    *(_FIRST.get(code, 0) for code in range(0x80, 0x100)),
]
"""From a byte to its kinds."""
_ORDINARY = bytes(byte for byte, kind in enumerate(_BYTES) if not kind)

# In UTF-8, X for what may be a capital. The first byte of an accent, or of an accented, Greek or Cyrillic letter
# goes; the second, of a capital, is one of 0x80 to 0xaf. Three times as fast as a regular expression.
_LEADERS = b"\xc3\xc4\xc5\xc8\xcc\xcd\xce\xd0"
_OUTLINE = bytes(ord("X") if 0x41 <= code <= 0x5A or 0x80 <= code <= 0xAF else 0x2E for code in range(256))
# Where capitals and small letters take turns, both go up to 0xbf: Ÿ, Ż, İ.
_WIDE_OUTLINE = bytes(ord("X") if 0xB0 <= code <= 0xBF else outlined for code, outlined in enumerate(_OUTLINE))


@cache
def _to_look_at() -> re.Pattern[bytes]:
    return re.compile(rb"[%b][\x80-\xbf]+" % _LEADS)


class _Kinds(dict[bytes, int]):
    """From a character in UTF-8 to its kinds, found once a character."""

    def __missing__(self, coded: bytes) -> int:
        kind = self[coded] = _kind(coded.decode("utf-8", "surrogatepass"))
        return kind


_KINDS = _Kinds()


def _kind(character: str) -> int:
    code = ord(character)
    category = unicodedata.category(character)
    kind = _NAMED.get(character, 0)
    if category in ("Cc", "Cs") and not kind & NEWLINE:
        kind |= CONTROL
    if category == "Cf" or 0xFE00 <= code <= 0xFE0F or 0xE0000 <= code <= 0xE0FFF or character in FILLERS:
        kind |= INVISIBLE
    if _is_fancy(character, category):
        kind |= FANCY
    if _may_be_emoji(code):
        kind |= EMOJI
    if character in "\u200d\ufe0f" or 0xE0020 <= code <= 0xE007F:
        kind |= _JOINING
    return kind


_NAMED: dict[str, int] = {
    "＃": HASH,
    "＠": AT,
    "\u00a0": _UNBROKEN,
    **dict.fromkeys("\u202f\u2009", SPACED),
    **dict.fromkeys("…‼⁉⁇⁈！？：；¡¿", BANG),
    **dict.fromkeys("“”„‟«»＂", QUOTE),
    **dict.fromkeys("\x85\u2028\u2029", NEWLINE),
    **dict.fromkeys("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", BIDI),
}

FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800\u180b\u180c\u180d\u180f")
"""Blank or invisible though Unicode calls them letters, marks or symbols."""

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
        code in (0xA9, 0xAE, 0x200D, 0x20E3, 0x3030, 0x303D, 0x3297, 0x3299, 0xFE0F)
        or 0x203C <= code <= 0x2BFF
        or 0x1F000 <= code <= 0x1FAFF
        or 0xE0020 <= code <= 0xE007F
    )
