"""What holds for every language check on any text: spans, repairs, and the time it takes."""

from __future__ import annotations

import itertools
import time
from collections import Counter
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from looking import RULES, find, mended, options

from coach import checks, rules
from coach.engine import Diagnostic, Linter
from coach.fixes import choose, repair
from coach.model import LANGUAGES, Post
from coach.settings import Settings
from coach.text.edits import apply
from coach.text.networks import network
from coach.text.view import View

# The pieces that these checks care about, in any order, between ordinary words.
PIECES = (
    *("a", "un mot", "VENEZ", "TOUS", "DEMAIN", "ESS", "12", "Zoé", "é", "e\u0301", "東京", "שלום"),
    *(" ", "  ", "\n", "\t", "\u00a0", "\u202f", ".", "...", "…", ",", "'", "’", "-"),
    *("!", "!!", "?", ":", ";", " !", " ?", " :", '"', "«", "»", "« ", " »", "(", ")"),
    *("🎉", "🎉🎉", "❤️", "👩‍👩‍👧", "👏🏽", "🇫🇷", "1️⃣", "©", "‼️"),
    *("𝗔", "𝗯𝗼𝗻", "Ⓐ", "🅱", "ʙᴏɴ", "ᵇᵒⁿ", "Ｂｏｎ", "𝗲́"),
    *("\u200b", "\u00ad", "\u200d", "\u200c", "\ufe0f", "\ufeff", "\U000e0061", "\u2800", "\x07"),
    *("\u202a", "\u202c", "\u202e", "\u2067", "\u2069", "\u200e"),
    *("**", "__", "~~", "`", "```", "[", "](", "](https://example.org)", "# ", "## ", "*", "_", "|", "---", "|---|"),
    *("#ESS", "@asso", "https://example.org/a", "example.org", "#", "@", ":tada:", "&amp;"),
    *("RT si", "tague un ami", "like et partage", "RT si possible"),
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=14).map("".join)
NETWORKS = st.sampled_from(("x", "mastodon", "bluesky", "threads"))


def is_writable(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


@settings(max_examples=1000, deadline=None)
@given(text=TEXTS.filter(is_writable), on=NETWORKS)
def test_spans_are_inside_the_text_and_safe_repairs_leave_none_to_make(text: str, on: str) -> None:
    view = View(Post(text), network(on))
    for check in RULES:
        if not find(check, text, on):
            # The features that spare the call must not hide a finding.
            assert list(checks.function(check)(view, **options(check))) == [], check
        for finding in find(check, text, on):
            assert 0 <= finding.span.start <= finding.span.end <= len(text), check
            assert all(0 <= edit.span.start <= edit.span.end <= len(text) for edit in finding.edits), check
        once = mended(check, text, on, only_safe=True)
        assert mended(check, once, on, only_safe=True) == once, check


@settings(max_examples=1000, deadline=None)
@given(text=TEXTS.filter(is_writable), on=NETWORKS, language=st.sampled_from(LANGUAGES), unsafe=st.booleans())
def test_all_repairs_together_come_to_an_end(text: str, on: str, language: str, unsafe: bool) -> None:
    shipped = rules.shipped()
    linter = Linter({id: shipped[id]._replace(enabled=True) for id in RULES.values()}, Settings(networks=(on,)))

    def lint(now: str) -> list[Diagnostic]:
        return linter.lint(Post(now, language=language))

    end = repair(text, lint, unsafe=unsafe)
    assert repair(end.text, lint, unsafe=unsafe).text == end.text
    said = Counter(one.rule.id for one in end.left)
    waiting = choose(end.left, unsafe=unsafe)
    for rule in {one.rule.id for one in waiting}:
        # Left alone only because its fixes would bring something else to say.
        edits = [edit for one in waiting if one.rule.id == rule for edit in one.edits]
        assert Counter(one.rule.id for one in lint(apply(end.text, edits))) - said, rule


ODD = (range(0xA0), range(0x2B0, 0x3250), range(0xA700, 0xA800), range(0xFB00, 0x10000), range(0x1D400, 0x1FB00))


@pytest.mark.parametrize(
    ("check", "around"),
    [
        ("fancy_letters", "{}{}{}"),
        ("invisible_characters", "{}{}{}"),
        ("bidirectional_control", "{}{}{}"),
        ("emoji_run", "{}{}{}"),
        ("repeated_punctuation", "{}{}{}"),
        ("french_spacing", "mot{}"),
        ("french_quotes", "mot {}mot{}"),
    ],
)
def test_no_character_that_a_check_knows_lacks_the_feature(check: str, around: str) -> None:
    need = checks.needs(check, options(check))
    for code in (*itertools.chain(*ODD), *range(0xE0000, 0xE0200)):
        text = around.format(*[chr(code)] * 3)
        view = View(Post(text), network("x"))
        if "\ud800" <= chr(code) <= "\udfff" or need & view.features:
            continue
        assert list(checks.function(check)(view, **options(check))) == [], hex(code)


HOSTILE = (
    *("A", "ABCD ", "A'", "A\u0301", "!", "! ", "?!", ".", "... ", ":aa", " :", "&amp;", "a?"),
    *("🎉", "🎉 ", "👩\u200d", "1️⃣", "𝗔", "𝗔 ", "𝗔  ", "ʙ", "ᵃ", "Ａ"),
    *("\u200b", "a\u200b", "\u200d", "\ufe0f", "🏴\U000e0061", "\u202a", "א\u2067", "א\u2069"),
    *("|\n", "|a|\n", "---\n", " ", "  ", "a  ", "\u00a0 ", "« ", "»", '"', '"a', '" a', '«"a" '),
    *("**", "**a", "*a", "__a", "~~a", "[", "[a](", "[a](http://", "[a](http://(", "`a", "# ", "\n# ", "```\na\n"),
    *("RT si", "like ", "tague ", "tague a a", "partage "),
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_no_more_than_its_length(piece: str) -> None:
    view = View(Post("x" + piece * (100_000 // len(piece))), network("mastodon"))
    assert view.features >= 0
    assert len(view.prose) == len(view.text)
    assert len(view.emoji) <= len(view.text)
    for check in RULES:
        start = time.process_time()
        found = list(islice(checks.function(check)(view, **options(check)), 100))
        assert time.process_time() - start < 2, check
        assert len(found) <= 100
