"""Hidden characters: those that came along by accident, and those that do their work."""

from __future__ import annotations

import pytest
from looking import find, holds


@pytest.mark.parametrize(
    ("shown", "fixed"),
    [
        pytest.param("mot<<\u200b>>mot", "motmot", id="a zero width space"),
        pytest.param("pro<<\u00ad>>gramme", "programme", id="a soft hyphen"),
        pytest.param("pro<<\u00ad>>gramme\nde<<\u00ad>>main", "programme\ndemain", id="one finding a line"),
        pytest.param("pro<<\u00adgramme de\u00ad>>main", "programme demain", id="the same again on a line"),
        pytest.param("<<\ufeff>>Bonjour", "Bonjour", id="a byte order mark"),
        pytest.param("Bonjour<<\u2060>> tous", "Bonjour tous", id="a word joiner"),
        pytest.param("a<<\u200b\u2060\ufeff>>b", "ab", id="a row is told once"),
        pytest.param("Bonjou<<r\U000e0068\U000e0069>> tous", "Bonjour tous", id="tags, in the cluster of a letter"),
        pytest.param("<<\ufe0f>>Bonjour", "Bonjour", id="a selector whose emoji is gone"),
        pytest.param("Bonjour<<\x07>> tous", "Bonjour tous", id="a control"),
        pytest.param("Bonjour <<\u2800>> tous", "Bonjour  tous", id="a blank letter"),
        pytest.param("❤️<<\u200b>> tous", "❤️ tous", id="after an emoji"),
        pytest.param("👨‍👩‍👧 ❤️‍🔥 👩🏽‍🚒 🏳️‍🌈 ✔︎ ©️ 3️⃣", None, id="what holds emoji together"),
        pytest.param("🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏴󠁧󠁢󠁳󠁣󠁴󠁿", None, id="flags made of tags"),
        pytest.param("می\u200cخواهم क्\u200dष বাংলা\u200c", None, id="joiners in Persian, Hindi, Bengali"),
        pytest.param("ภาษา\u200bไทย", None, id="word borders in Thai"),
        pytest.param("葛\U000e0100飾区", None, id="a variant of a Chinese character"),
        pytest.param("⠃⠕⠝⠚⠕⠥⠗⠀⠞⠕⠥⠎", None, id="a blank in braille"),
        pytest.param(
            "@\u200basso #\u200bESS example\u200b.org example.\u200borg https:\u200b//a",
            None,
            id="kept from being a link",
        ),
        pytest.param("Prix : 10\u00a0€\u202f!", None, id="no-break spaces can be seen"),
    ],
)
def test_invisible_characters(shown: str, fixed: str | None) -> None:
    holds("invisible_characters", shown, fixed)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        pytest.param("mot\u200bmot", True, id="inside a word"),
        pytest.param("#ESS\u200bmoi", False, id="the hashtag would grow"),
        pytest.param("exa\u200bmple.org", False, id="a link would appear"),
        pytest.param("#ESS\u200b, demain", True, id="beside a hashtag"),
        pytest.param("mot\u2800mot", False, id="two words would run together"),
    ],
)
def test_when_the_repair_is_safe(text: str, safe: bool) -> None:
    assert [finding.safe for finding in find("invisible_characters", text)] == [safe]


def test_what_is_told() -> None:
    (finding,) = find("invisible_characters", "a\u200b\u200bb")
    assert finding.values == {"count": 2, "code": "U+200B"}
