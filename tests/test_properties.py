"""What must hold for any post at all, on any network, with every rule on."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.drafts import read_draft
from coach.engine import Choice, Diagnostic, Linter
from coach.files import SourceFile
from coach.fixes import repair
from coach.model import SEVERITIES
from coach.rules import shipped
from coach.settings import Settings
from coach.text.clusters import cluster_ends
from coach.text.networks import NETWORKS

# What posts are made of, and what goes wrong in them; hypothesis puts the pieces together.
PIECES = [
    "Merci", "à tous", "les bénévoles", "réunion", "Thank you", "the volunteers", "meeting", "and",
    "le", "de", "RDV", "VENEZ TOUS", "CE SOIR", "AU LOCAL", "#ESS", "#porte-à-porte", "#l’ESS",
    "#économie sociale", "#2026", "(#ESS)", "#benevolat", "#FF @a @b", "@asso",
    "@asso@mastodon.social", "@asso.bsky.social", "https://exemple.org/a?fbclid=1&b=2",
    "https://bit.ly/x", "exemple.org/page", "http:/cassé", "[LIEN]", "www.exemple.org",
    "https://аpple.com", "!!!", "???", "...", "…", " ;", " !", "!", "?", ":", "«", "»", "« bon »",
    '"mot"', "“word”", "l'eau", "  ", "\n", "\n\n", "\t", "\u00a0", "\u202f", "\u200b", "\u202e",
    "\u2066", "\u00ad", "\ufeff", "🎉", "👩‍👩‍👧", "🇫🇷", "👍🏽", "❤️", "1️⃣", "🎉🎉🎉🎉", "𝐠𝐫𝐚𝐬",
    "ｆｕｌｌ", "ℹ", "**gras**", "[texte](https://a.org)", "# Titre", "`code`", "* point", "1/3",
    "2/2", "┌──┐", "RT si tu aimes", "日本語", "مرحبا", "e\u0301", "a" * 60, "€", "12:30", ":-)",
    "100 %", "x" * 300,
]  # fmt: skip

TEXTS = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(st.characters(exclude_categories=["Cs"]), max_size=6)), max_size=14
).flatmap(lambda parts: st.sampled_from([" ", "", "\n"]).map(lambda glue: glue.join(parts)))

EVERYTHING = tuple(id for id in shipped() if id not in ("unused-allow", "unknown-allow"))

MANY = settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def linter(network: str) -> Linter:
    chosen = Settings(networks=(network,), ours=("ESS", "ÉconomieSociale", "MoisDeLESS"))
    return Linter(shipped(), chosen, Choice(extend_select=EVERYTHING))


def lint(text: str, network: str, most: int | None = None) -> list[Diagnostic]:
    draft = read_draft(SourceFile("draft.txt", text))
    return [one for post in draft.posts for one in linter(network).lint(post, most=most)]


@MANY
@given(TEXTS, st.sampled_from(NETWORKS))
def test_spans_lie_in_the_text_and_on_the_borders_of_letters(text: str, network: str) -> None:
    for diagnostic in lint(text, network):
        post, span = diagnostic.post, diagnostic.finding.span
        if diagnostic.finding.in_file:
            assert 0 <= span.start <= span.end <= len(text)
            continue
        assert 0 <= span.start <= span.end <= len(post.text)
        place = diagnostic.span
        assert (
            text[place.start : place.end].replace("\r\n", "\n").replace("\r", "\n") == post.text[span.start : span.end]
        )
        borders = {0, *cluster_ends(post.text)}
        assert {span.start, span.end} <= borders, diagnostic.rule.id


@MANY
@given(TEXTS, st.sampled_from(NETWORKS), st.booleans())
def test_a_fixed_draft_stays_fixed(text: str, network: str, unsafe: bool) -> None:
    first = repair(text, lambda now: lint(now, network), unsafe=unsafe)
    second = repair(first.text, lambda now: lint(now, network), unsafe=unsafe)
    assert second.text == first.text


@MANY
@given(TEXTS, st.sampled_from(NETWORKS))
def test_a_safe_fix_brings_nothing_that_is_as_serious_as_what_it_mends(text: str, network: str) -> None:
    found = lint(text, network)
    repaired = repair(text, lambda now: lint(now, network))
    if not repaired.fixed:
        return
    rules = shipped()
    gravest = min(SEVERITIES.index(rules[id].severity) for id in repaired.fixed)
    before = {one.rule.id for one in found}
    for diagnostic in repaired.left:
        if SEVERITIES.index(diagnostic.severity) <= gravest:
            assert diagnostic.rule.id in before, f"{sorted(repaired.fixed)} brought {diagnostic.rule.id}"


@MANY
@given(TEXTS, st.sampled_from(NETWORKS))
def test_a_safe_fix_leaves_links_and_names_as_they_are(text: str, network: str) -> None:
    from coach.text.view import View

    def names(given: str) -> list[str]:
        return [
            entity.text
            for post in read_draft(SourceFile("draft.txt", given)).posts
            for entity in View(post, linter(network).network(network)).entities
            if entity.kind in ("mention", "cashtag")
        ]

    repaired = repair(text, lambda now: lint(now, network))
    # A hashtag or a link is changed only by the rules that are about it, which name it; a mention never is.
    touched = set(repaired.fixed) & {"lookalike-letters", "invisible-characters", "fancy-letters", "local-mention"}
    if not touched:
        assert names(repaired.text) == names(text)


@MANY
@given(TEXTS, st.sampled_from(NETWORKS))
def test_a_length_is_the_sum_of_its_parts(text: str, network: str) -> None:
    from coach.model import Post
    from coach.text.view import View

    measure = View(Post(text), linter(network).network(network)).measure
    assert sum(measure.breakdown.values()) == measure.length
    assert 0 <= measure.valid_end <= len(text)
    assert measure.remaining == measure.limit - measure.length


@MANY
@given(TEXTS)
def test_what_is_found_does_not_depend_on_line_ends_or_a_byte_order_mark(text: str) -> None:
    text = text.replace("\r", "")
    plain = [(one.rule.id, one.finding.span) for one in lint(text, "x")]
    windows = text.replace("\n", "\r\n")
    draft = read_draft(SourceFile("draft.txt", windows, bom=True, newline="\r\n"))
    assert [
        (one.rule.id, one.finding.span) for post in draft.posts for one in linter("x").lint(post, most=None)
    ] == plain


@pytest.mark.parametrize("id", sorted(shipped()))
def test_every_rule_is_proven_by_its_examples(id: str) -> None:
    from coach.proof import prove

    assert list(prove(shipped()[id].path, shipped())) == []
