"""Nothing that coach prints moves the cursor, turns the text round, hides a part of it or orders a server about."""

from __future__ import annotations

import pytest
from posts import table

from coach.text.show import show


@table(
    {
        "plain text": ("Bonjour à tous", "Bonjour à tous"),
        "French spaces and quotation marks": ("«\u00a0Oui\u202f!\u00a0»", "«\u00a0Oui\u202f!\u00a0»"),
        "an escape sequence": ("\x1b[31mrouge", "\\x1b[31mrouge"),
        "a bell": ("\x07", "\\x07"),
        "a zero": ("\x00", "\\x00"),
        "a backspace": ("a\x08b", "a\\x08b"),
        "a carriage return": ("a\rb", "a\\x0db"),
        "a tab": ("a\tb", "a\\x09b"),
        "a line feed": ("a\nb", "a⏎b"),
        "delete": ("\x7f", "\\x7f"),
        "a control of eight bits": ("\x9b31m", "\\x9b31m"),
        "next line": ("\x85", "\\x85"),
        "a line separator": ("\u2028", "U+2028"),
        "a paragraph separator": ("\u2029", "U+2029"),
        "text turned round": ("\u202eabc", "U+202Eabc"),
        "an isolate": ("\u2066a\u2069", "U+2066aU+2069"),
        "a mark of direction": ("\u200f", "U+200F"),
        "an Arabic one": ("\u061c", "U+061C"),
        "a zero-width space": ("a\u200bb", "aU+200Bb"),
        "a joiner between plain letters": ("a\u200db", "aU+200Db"),
        "a byte order mark": ("\ufeff", "U+FEFF"),
        "a soft hyphen": ("\u00ad", "U+00AD"),
        "a word joiner": ("\u2060", "U+2060"),
        "a tag": ("\U000e0041", "U+E0041"),
        "a variation selector": ("a\ufe0f", "aU+FE0F"),
        "another": ("\U000e0100", "U+E0100"),
        "a filler of Korean": ("\u3164", "U+3164"),
        "an empty braille cell": ("\u2800", "U+2800"),
        "no character": ("\uffff", "U+FFFF"),
        "a byte of a file name that is not UTF-8": ("caf\udce9", "caf\\xe9"),
        "half a surrogate": ("\ud800", "\\ud800"),
        "an emoji": ("🎉", "🎉"),
        "a family": ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        "a heart": ("❤\ufe0f", "❤\ufe0f"),
        "a picture in plain form": ("⌚\ufe0e", "⌚\ufe0e"),
        "a flag of a region": (
            "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
            "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        ),
        "tags behind a flag that is none": ("🏴\U000e0041", "🏴U+E0041"),
        "a joiner too many": ("🎉\u200d", "🎉U+200D"),
        "an accent of its own": ("e\u0301", "e\u0301"),
        "a joiner where a script needs it": ("می\u200cخواهم", "می\u200cخواهم"),
        "Hebrew": ("שלום", "שלום"),
        "Chinese": ("漢字", "漢字"),
    }
)
def test_show(text: str, expected: str) -> None:
    assert show(text) == expected


@table(
    {
        "an order at the beginning": ("::set-output name=a::b", ":\\x3aset-output name=a::b"),
        "blanks in front": ("  ::error::", "  :\\x3aerror::"),
        "colons in the middle": ("a ::b", "a ::b"),
        "one colon": (":a", ":a"),
        "an order of the other kind": ("##[error]a", "#\\x23[error]a"),
        "in the middle": ("a ##[group]", "a #\\x23[group]"),
        "with a name": ("##vso[task]", "#\\x23vso[task]"),
        "two hashtags": ("##ESS", "##ESS"),
    }
)
def test_a_whole_line_gives_no_orders(text: str, expected: str) -> None:
    assert show(text, whole_line=True) == expected
    assert show(text) == text


def test_line_feeds_stay_where_they_are_wanted() -> None:
    assert show("a\n\x1bb\n", keep_newlines=True) == "a\n\\x1bb\n"
    assert show("a\n::b", keep_newlines=True, whole_line=True) == "a\n:\\x3ab"


@pytest.mark.parametrize("code", [*range(0x20), *range(0x7F, 0xA0)])
def test_no_control_is_printed(code: int) -> None:
    assert chr(code) not in show(f"a{chr(code)}b")
