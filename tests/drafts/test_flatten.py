"""Markdown as galaxy-social makes plain text of it."""

from __future__ import annotations

import pytest

from coach.drafts.flatten import LONGEST, flatten
from coach.drafts.runs import taken


def flat(text: str) -> str:
    written = taken(text, 0, len(text))
    found = flatten(written)
    last = 0
    for segment in found.segments:
        assert segment.start >= last
        last = segment.start + segment.length
        assert (
            text[segment.origin : segment.origin + segment.length].replace("\r", "\n")
            == found.text[segment.start : last]
        )
    return found.text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        pytest.param("Bonjour à tous.\nDemain !", "Bonjour à tous.\nDemain !", id="no Markdown"),
        pytest.param("Voir [le site](https://example.org).", "Voir le site: https://example.org.", id="a link"),
        pytest.param('[a](https://e.org "Un titre")', "a: https://e.org", id="a link with a title"),
        pytest.param("[a](<https://e.org/x y>)", "a: https://e.org/x y", id="a link in angle brackets"),
        pytest.param("[a](https://e.org/b_(c))", "a: https://e.org/b_(c)", id="brackets in an address"),
        pytest.param("[**a** [b]](https://e.org)", "a [b]: https://e.org", id="signs in the text of a link"),
        pytest.param("[a] (b) [c](d", "[a] (b) [c](d", id="no link"),
        pytest.param("<https://e.org/a_b_c>", "https://e.org/a_b_c: https://e.org/a_b_c", id="an address alone"),
        pytest.param("<moi@example.org>", "moi@example.org: mailto:moi@example.org", id="a mail address"),
        pytest.param("**gras** et *italique*, __gras__ et _it_", "gras et italique, gras et it", id="stress"),
        pytest.param("***tout***", "tout", id="both"),
        pytest.param("un_mot, @a_b_c, https://e.org/x_y_z", "un_mot, @a_b_c, https://e.org/x_y_z", id="words"),
        pytest.param("2 * 3 * 4", "2 * 3 * 4", id="a sign alone"),
        pytest.param("**jamais fermé", "**jamais fermé", id="never closed"),
        pytest.param("***** étoiles *****", "***** étoiles *****", id="five stars"),
        pytest.param("`code *a*` et ``b ` c``", "code *a* et b ` c", id="code"),
        pytest.param("un ` seul", "un ` seul", id="one tick"),
        pytest.param("\\*a\\* \\# \\q", "*a* # \\q", id="a stroke before a sign"),
        pytest.param("a &amp; b &eacute; &rien c & d", "a & b é &rien c & d", id="entities"),
        pytest.param("<b>gras</b><!-- rien -->, 3 < 4 <!-- ici", "gras, 3 < 4 <!-- ici", id="HTML"),
        pytest.param("un  \ndeux", "un\ndeux", id="a line end that is forced"),
        pytest.param("# Titre #\ntexte", "Titre\n\ntexte", id="a heading"),
        pytest.param("texte\n## Titre", "texte\nTitre", id="a heading below a line"),
        pytest.param("Titre\n===\ntexte", "Titre\n\ntexte", id="an underlined heading"),
        pytest.param("#Velo rocks #Lyon\n\n#Ici", "Velo rocks #Lyon\nIci", id="a hashtag that begins a line"),
        pytest.param("un\n\n* * *\n\ndeux", "un\n\ndeux", id="a rule"),
        pytest.param("- un\n* deux\n  suite", "- un\n- deux\n  suite", id="a list"),
        pytest.param("3. un\n7. deux", "1. un\n2. deux", id="a list of numbers"),
        pytest.param("Liste :\n- un\n- deux", "Liste :\n- un\n- deux", id="a list right below a text"),
        pytest.param("- un\n\n- deux", "- \n\nun\n\n- \n\ndeux", id="a list with air"),
        pytest.param("- un\n    - sous\n- deux", "- un\n- sous\n\n\n- deux", id="a list in a list"),
        pytest.param("> cité\n> encore", "cité\nencore", id="a quote"),
        pytest.param("un\n\n    brut *a*", "un\nbrut *a*", id="code of its own"),
        pytest.param("un\n\n\n**deux**", "un\n\n\n\n\ndeux", id="pieces of a thread"),
        pytest.param("", "", id="nothing"),
    ],
)  # fmt: skip
def test_flatten(markdown: str, text: str) -> None:
    assert flat(markdown) == text


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends(ends: str) -> None:
    text = "# Titre\n\n- un [a](b)\n- **deux**\n\n> cité\n> encore".replace("\n", ends)
    assert flat(text) == flat(text.replace(ends, "\n"))


def test_what_no_network_takes_is_left_alone() -> None:
    text = "**a**" + " a" * LONGEST
    assert flat(text) == text


def test_a_thousand_headings_in_a_row() -> None:
    assert flat("#a\n" * 3_000).count("a") == 3_000
