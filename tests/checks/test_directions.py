"""Direction controls: useless, unpaired, or in their place."""

from __future__ import annotations

import pytest
from looking import find, holds


@pytest.mark.parametrize(
    ("shown", "fixed"),
    [
        pytest.param("Tél. <<\u202a>>+33 1\u202c, merci", "Tél. +33 1, merci", id="a copied phone number"),
        pytest.param("Lisa<<\u200e>>, merci", "Lisa, merci", id="a mark in a Latin text"),
        pytest.param("a <<\u202e>>b\u202c c\nd <<\u2066>>e\u2069", "a b c\nd e", id="told once a line"),
        pytest.param("nom<<\u202c>>\n#ESS", "nom\n#ESS", id="an end of nothing"),
        pytest.param("שלום <<\u2067>>abc", "שלום \u2067abc\u2069", id="what is open is closed"),
        pytest.param(
            "שלום <<\u2067>>a\u202bb\nfin",
            "שלום \u2067a\u202bb\u202c\u2069\nfin",
            id="in order, at the end of the line",
        ),
        pytest.param("שלום <<\u2069>>abc", "שלום abc", id="what closes nothing goes"),
        pytest.param("שלום \u2067a\u202bb\u2069 c", None, id="the end of an isolate ends what is inside"),
        pytest.param("שלום \u202babc\u202c \u2067d\u2069 \u200e!\u200f", None, id="pairs and marks in Hebrew"),
        pytest.param("مرحبا \u202eabc\u202c", None, id="an override that ends, in Arabic"),
        pytest.param("مرحبا بكم جميعا, bienvenue !", None, id="ordinary Arabic"),
        pytest.param("Rien de caché.", None, id="nothing"),
    ],
)
def test_bidirectional_control(shown: str, fixed: str | None) -> None:
    holds("bidirectional_control", shown, fixed)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        pytest.param("a \u202ab\u202c", True, id="an embedding changes nothing"),
        pytest.param("a \u202eb\u202c", False, id="an override turns the letters around"),
        pytest.param("a #ESS\u200eb", False, id="a hashtag would grow"),
        pytest.param("שלום \u2067a", True, id="closing changes nothing"),
    ],
)
def test_when_the_repair_is_safe(text: str, safe: bool) -> None:
    assert [finding.safe for finding in find("bidirectional_control", text)] == [safe]


def test_what_is_told() -> None:
    (finding,) = find("bidirectional_control", "a \u202ab\u202c")
    assert finding.values == {"count": 2, "code": "U+202A"}
    (finding,) = find("bidirectional_control", "שלום \u2067\u202ba\u2069\u2069\u202b")
    assert finding.values == {"count": 2, "code": "U+2069"}
