"""What must hold for any text at all, on any network."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import accumulate

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from posts import see

from coach.model import Span
from coach.text.clusters import clusters, count_clusters, is_border, longest_start
from coach.text.emoji import find_emoji
from coach.text.features import LONG
from coach.text.link_grammar import Grammar, compiled, mastodon_grammar, x_grammar
from coach.text.networks import NETWORKS
from coach.text.position import Lines
from coach.text.show import show
from coach.text.view import View

# What counting and finding stumble over; hypothesis puts the pieces together.
PIECES = [
    "Merci", "à tous", "le", "the", "and", " ", "  ", "\n", "\r\n", "\t", "\u00a0", "\u202f", ".", ",", "!", "(", ")",
    "«", "»", "’", "'", "…", "€", "-", "_", "/", ":", "://", "&", "=", "?", "·", "・",
    "#", "＃", "#ESS", "#l’ESS", "#2026", "#été", "##", "#\ufe0f\u20e3", "#日本語", "@", "＠", "@asso", "@asso/liste",
    "@asso@mastodon.social", "@asso.bsky.social", "RT", "$", "$TEST", "$TEST.PA", "http://", "https://", "HTTPS://",
    "exemple.org", "https://exemple.org", "https://exemple.org/a_(b)?c=d#e", "https://t.co/Abc123", "http://t.co/",
    ".co", ".fr", ".com", "www.", "école.fr", "日本.jp", "例え.中国", "xn--", "xn--tt-bja.fr", "a.vermögensberatung",
    ":8080", "contact@exemple.org", "affiche.pdf", "e\u0301", "\u0301", "\u0327", "\u200d", "\u200b", "\u200c",
    "\ufe0f", "\ufe0e", "\ufeff", "\uffff", "\u202e", "\u2066", "\u2069", "\u00ad", "🎉", "👩\u200d👩\u200d👧\u200d👦",
    "👩", "🇫🇷", "🇫", "👍🏽", "🏽", "❤\ufe0f", "❤\ufe0f\u200d🔥", "1\ufe0f\u20e3", "1", "\u20e3", "⌚", "©",
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "\U000e0067", "\U000e007f", "漢字", "한국",
    "\u1112\u1161", "क्ष", "می\u200cخواهم", "ﬁ", "Å", "𝐠", "\x1b[31m", "\x00", "\x85", "\u2028", "::", "##[", "::error",
    "a" * 60, "漢" * 130, "🎉" * 70,
]  # fmt: skip

ANY = st.integers(0, 0x10FFFF).map(chr)
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(PIECES), ANY), max_size=8).map("".join)

MANY = settings(
    max_examples=1000, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)


@MANY
@given(TEXTS, st.sampled_from(NETWORKS))
def test_the_length_is_the_sum_of_its_parts(text: str, on: str) -> None:
    measure = see(text, on).measure
    assert measure.length == sum(measure.breakdown.values())
    assert all(part > 0 for name, part in measure.breakdown.items() if name != "text")
    assert measure.breakdown["text"] >= 0
    assert measure.remaining == measure.limit - measure.length
    assert 0 <= measure.valid_end <= len(text)
    if measure.valid:
        assert measure.valid_end == len(text)
        assert 0 < measure.length <= measure.limit
    elif not text.isascii() and ("\ufeff" in text or "\ufffe" in text or "\uffff" in text):
        assert on in ("x", "x-classic", "x-premium") or measure.length > measure.limit
    else:
        assert not text or measure.valid_end < len(text)


@MANY
@given(TEXTS, st.sampled_from(NETWORKS))
def test_entities_lie_in_the_text_in_order_and_apart(text: str, on: str) -> None:
    view = see(text, on)
    for entities in (view.entities, tuple(sorted([*view.entities, *view.emoji], key=lambda one: one.start))):
        end = 0
        for entity in entities:
            assert end <= entity.start < entity.end <= len(text)
            assert text[entity.start : entity.end] == entity.text
            end = entity.end
    assert not [entity for entity in view.entities if entity.kind == "emoji"]
    ends = [0, *(place for span in find_emoji(text) for place in span), len(text)]
    assert ends == sorted(ends)
    parts = [*view.urls, *view.hashtags, *view.mentions, *view.cashtags]
    assert tuple(sorted(parts, key=lambda one: one.start)) == view.entities
    assert len(view.prose) == len(text)
    blanked = {place for entity in view.entities for place in range(entity.start, entity.end)}
    assert all(view.prose[place] == ("\ufffc" if place in blanked else text[place]) for place in range(len(text)))


@MANY
@given(TEXTS, TEXTS, st.sampled_from(NETWORKS))
def test_no_entity_looks_beyond_a_space(left: str, right: str, on: str) -> None:
    whole = see(f"{left} {right}", on).entities
    parts = [*see(f"{left} ", on).entities, *see(f" {right}", on).entities]
    assert [one.text for one in whole] == [one.text for one in parts]


@MANY
@given(
    st.text(st.sampled_from("az09/.()?!*~&@ \t\x01\n<é–Жア\u00a0\u2028"), max_size=12),
    st.sampled_from([x_grammar, mastodon_grammar]),
)
def test_a_plain_path_is_the_path(text: str, of: Callable[[], Grammar]) -> None:
    grammar = of()
    plain = grammar.plain_path.match(text)
    if plain:
        path = compiled(grammar.path).match(text)
        assert path is not None
        assert path[0] == plain[0]


ASKED: dict[str, Callable[[View], object]] = {
    "features": lambda view: view.features,
    "entities": lambda view: view.entities,
    "urls": lambda view: view.urls,
    "hashtags": lambda view: view.hashtags,
    "mentions": lambda view: view.mentions,
    "cashtags": lambda view: view.cashtags,
    "emoji": lambda view: view.emoji,
    "measure": lambda view: view.measure,
    "prose": lambda view: view.prose,
    "language": lambda view: view.language,
    "borders": lambda view: view.borders(Span(0, len(view.text) // 2)),
}


@MANY
@given(TEXTS, st.sampled_from(NETWORKS), st.permutations(list(ASKED)))
def test_the_order_of_asking_changes_no_answer(text: str, on: str, order: list[str]) -> None:
    view = see(text, on)
    together = {name: ASKED[name](view) for name in order}
    again = {name: ASKED[name](view) for name in ASKED}
    alone = {name: ask(see(text, on)) for name, ask in ASKED.items()}
    assert together == again == alone


@MANY
@given(TEXTS)
def test_clusters_join_back_to_the_text(text: str) -> None:
    parts = clusters(text)
    assert "".join(parts) == text
    assert all(parts)
    assert count_clusters(text) == len(parts)
    for count in range(len(parts) + 1):
        assert longest_start(text, count) == len("".join(parts[:count]))


@MANY
@given(TEXTS, st.data())
def test_borders_hold_the_span_and_split_no_letter(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    wide = see(text).borders(Span(start, end))
    edges = {0, *accumulate(map(len, clusters(text)))}
    assert {wide.start, wide.end} <= edges
    assert wide.start <= start
    assert wide.end >= end or start == end
    assert see(text).borders(wide) == wide
    # The least that does: no edge between its own and the span.
    assert wide.start == max(edge for edge in edges if edge <= start)
    assert wide.end == (wide.start if start == end else min(edge for edge in edges if edge >= end)) or start == end


@MANY
@given(TEXTS)
def test_a_border_that_two_neighbours_tell_is_one(text: str) -> None:
    edges = {0, *accumulate(map(len, clusters(text)))}
    for place in range(len(text) + 1):
        assert is_border(text, place) in (None, place in edges)


@MANY
@given(TEXTS, st.sampled_from(NETWORKS))
def test_what_surely_fits_does(text: str, on: str) -> None:
    seen = see(text, on)
    assert seen.features & LONG or seen.measure.length <= seen.measure.limit


DANGEROUS = frozenset("\u200b\u200e\u200f\u061c\ufeff\u00ad\u2060\u180e\u3164\u2800\uffa0\u115f\u1160\u034f")


def is_dangerous(character: str) -> bool:
    """Whether a character acts on a terminal or turns or cuts the text; what belongs to emoji is looked at apart."""
    return (
        unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
        or "\u202a" <= character <= "\u202e"
        or "\u2066" <= character <= "\u2069"
        or character in DANGEROUS
    )


@MANY
@given(TEXTS, st.booleans())
def test_shown_text_is_harmless_and_stays_as_it_is(text: str, whole_line: bool) -> None:
    shown = show(text, whole_line=whole_line)
    assert not [character for character in shown if is_dangerous(character)]
    assert show(shown, whole_line=whole_line) == shown
    # Joiners, selectors and tags are left where they hide nothing: in an emoji, or between letters that need them.
    pictured = {place for start, stop in find_emoji(shown) for place in range(start, stop)}
    for place, character in enumerate(shown):
        if character == "\ufe0f" or "\U000e0000" <= character <= "\U000e0fff":
            assert place in pictured
    assert show(text, keep_newlines=True).count("\n") == text.count("\n")
    if whole_line:
        assert not shown.lstrip().startswith("::")
        assert "##[" not in shown


@settings(MANY, max_examples=300)
@given(TEXTS)
def test_places_lead_back(text: str) -> None:
    lines = Lines(text)
    for offset in range(len(text) + 1):
        place = lines.place(offset)
        assert lines.offset(place) == offset
        start, stop = lines.bounds(place.line)
        assert start <= offset
        assert "\n" not in text[start:stop]
        assert "\r" not in text[start:stop]
