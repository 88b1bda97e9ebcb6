"""The one way to print a text that someone else wrote.

Draft texts, file names, keys of settings and host names may hold characters that move the cursor,
turn the text round, hide a part of it or give orders to a build server. `show` makes them visible.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from coach.text.emoji import find_emoji
from coach.text.features import FILLERS

NEWLINE = "⏎"

# Safe only beside others: joiners, the selectors of an emoji, the last tag of a flag.
_COMPANIONS = "\u200c\u200d\ufe0e\ufe0f\U000e007f"

# Format characters that are drawn: Arabic and other signs that stand before a number.
_DRAWN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")


def show(text: str, *, keep_newlines: bool = False, whole_line: bool = False) -> str:
    """The text, safe to print: what would act or hide stands there as an escape that can be read.

    Controls become `\\x1b`, bytes of a file name that is not UTF-8 `\\xff`, other invisible characters
    `U+202E`. Letters of every script stay, with their marks and the joiners they need, and so do emoji.

    Args:
        keep_newlines: leave line feeds as they are; otherwise each becomes `⏎`.
        whole_line: the text is a line of output (or several, with `keep_newlines`). Then none holds
            what a build server takes for an order: `::` where it begins, `##[` anywhere.
    """
    if keep_newlines and "\n" in text:
        return "\n".join(show(line, whole_line=whole_line) for line in text.split("\n"))
    if not (text.isascii() and text.isprintable()):
        text = _visible(text)
    return _order().sub(_defused, text) if whole_line else text


def _visible(text: str) -> str:
    if not any(sign in text for sign in _COMPANIONS):
        return text.translate(_ESCAPES)
    parts = []
    end = 0
    for start, stop in find_emoji(text):
        parts.append(_between_emoji(text[end:start]))
        parts.append(text[start:stop])
        end = stop
    parts.append(_between_emoji(text[end:]))
    return "".join(parts)


def _between_emoji(text: str) -> str:
    parts = _in_company().split(text)
    return "".join(part if index % 2 else part.translate(_ESCAPES) for index, part in enumerate(parts))


class _Escapes(dict[int, str]):
    """From a code point to what is shown for it, found once a character."""

    def __missing__(self, code: int) -> str:
        self[code] = shown = _escape(code) if _is_hidden(chr(code)) else chr(code)
        return shown


_ESCAPES = _Escapes()


def _is_hidden(character: str) -> bool:
    category = unicodedata.category(character)
    if category in ("Cc", "Cs", "Zl", "Zp"):
        return True
    if category == "Cf":
        return character not in _DRAWN
    code = ord(character)
    # Variation selectors, the code points that Unicode keeps for no character, tags of the future.
    return (
        character in FILLERS
        or 0xFE00 <= code <= 0xFE0F
        or 0xFDD0 <= code <= 0xFDEF
        or code & 0xFFFE == 0xFFFE
        or 0xE0000 <= code <= 0xE0FFF
    )


def _escape(code: int) -> str:
    if code == 0x0A:
        return NEWLINE
    if code < 0x20 or 0x7F <= code < 0xA0:
        return f"\\x{code:02x}"
    if 0xDC80 <= code <= 0xDCFF:  # how Python carries a byte that is not UTF-8 (PEP 383)
        return f"\\x{code - 0xDC00:02x}"
    if 0xD800 <= code <= 0xDFFF:
        return f"\\u{code:04x}"
    return f"U+{code:04X}"


def _defused(match: re.Match[str]) -> str:
    """The same, its last sign but one written as an escape."""
    found = match.group()
    sign = match.end("before") - match.start()
    return f"{found[:sign]}\\x{ord(found[sign]):02x}{found[sign + 1 :]}"


@cache
def _order() -> re.Pattern[str]:
    # github.com/actions/runner, ActionCommand.cs: `::` after blanks, `##[` wherever it stands.
    return re.compile(r"(?P<before>(?:\A\s*+:(?=:)|#(?=#(?:vso|teamcity)?+\[)))[:#]")


@cache
def _in_company() -> re.Pattern[str]:
    """A joiner between letters of a script that spells with it, or the selector of a plain picture."""
    # Arabic, Syriac, N'Ko, the scripts of India, Sinhala, Tibetan, Burmese, Khmer, Mongolian; none that hides.
    letters = "\u0620-\u10ff\u1780-\u17b3\u17b6-\u180a\u1810-\u18af\ua840-\uabff"
    pictures = "\u203c-\u205f\u2070-\u27ff\u2801-\u3163\u3165-\u3299\U0001f000-\U0001fbff"
    return re.compile(f"((?<=[{letters}])[\u200c\u200d](?=[{letters}])|(?<=[{pictures}])\ufe0e)")
