"""Guillemets and the sign for three dots."""

from __future__ import annotations

import pytest
from looking import find, holds, mended


@pytest.mark.parametrize(
    ("shown", "fixed"),
    [
        pytest.param('le <<"grand">> soir', "le «\u00a0grand\u00a0» soir", id="a word"),
        pytest.param('l\'<<"oral">>, oui', "l'«\u00a0oral\u00a0», oui", id="after an apostrophe"),
        pytest.param('(<<"oui">>)', "(«\u00a0oui\u00a0»)", id="in brackets"),
        pytest.param('<<"un">> et <<"deux">>', "«\u00a0un\u00a0» et «\u00a0deux\u00a0»", id="two pairs"),
        pytest.param(
            'voir <<"un https://example.org ici">>', "voir «\u00a0un https://example.org ici\u00a0»", id="around a link"
        ),
        pytest.param('un écran de 24" et de 27"', None, id="inches"),
        pytest.param('<a lang="fr">', None, id="attributes"),
        pytest.param('seul " ici', None, id="one alone"),
        pytest.param('"un\ndeux"', None, id="over two lines"),
        pytest.param('« il a dit "oui" »', None, id="inside guillemets"),
        pytest.param("“oui” «\u00a0non\u00a0»", None, id="other marks"),
    ],
)
def test_french_quotes(shown: str, fixed: str | None) -> None:
    holds("french_quotes", shown, fixed)


def test_guillemets_are_not_put_where_they_do_not_fit() -> None:
    text = '"oui" ' + "a" * 274
    assert len(text) == 280
    assert mended("french_quotes", text) == text
    assert len(find("french_quotes", text)) == 1


@pytest.mark.parametrize(
    ("shown", "fixed"),
    [
        pytest.param("Bientôt<<...>>", "Bientôt…", id="at the end"),
        pytest.param("<<...>>et voilà", "…et voilà", id="at the beginning"),
        pytest.param("Ah<<.....>> oui", "Ah… oui", id="more than three"),
        pytest.param("Nom : ...... Prénom : ... Fait à ........, le 3", None, id="blanks to fill in"),
        pytest.param("SOS : ... --- ... et - ...", None, id="Morse"),
        pytest.param("Un mot de six lettres : B..... ou C....", None, id="a word to guess"),
        pytest.param("Infos : www....", None, id="an address to come"),
        pytest.param("Il y a<<...>> et A<<...>> non", "Il y a… et A… non", id="short words"),
        pytest.param("[<<...>>] (<<...>>)", "[…] (…)", id="a cut"),
        pytest.param("Quoi<<...>>?", "Quoi…?", id="before a mark"),
        pytest.param("un.. deux.", None, id="two are none"),
        pytest.param("1...10", None, id="a range"),
        pytest.param("../... et /...", None, id="a path"),
        pytest.param("f(...args) [...list] `...x`", None, id="code"),
        pytest.param("https://example.org/... #ESS... @asso...", None, id="beside a link, a tag, a name"),
        pytest.param("Bientôt… déjà", None, id="right already"),
        pytest.param("Café .... 1 €, thé ..... €2, gâteau ... 3 €", None, id="the way to a price"),
        pytest.param("Et <<...>> 3 jours plus tard", "Et … 3 jours plus tard", id="a number that is no price"),
        pytest.param("Attendez <<...>> et venez", "Attendez … et venez", id="with blanks, before a word"),
    ],
)
def test_ellipsis(shown: str, fixed: str | None) -> None:
    holds("ellipsis", shown, fixed)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        pytest.param("Bientôt...", True, id="at the end"),
        pytest.param("Bientôt... ou pas", True, id="before a blank"),
        pytest.param("git diff main...dev", False, id="in a command"),
        pytest.param("Oui...non", False, id="in front of a word"),
    ],
)
def test_when_an_ellipsis_is_safe(text: str, safe: bool) -> None:
    assert [finding.safe for finding in find("ellipsis", text)] == [safe]


@pytest.mark.parametrize(
    ("on", "saved"),
    [
        pytest.param("x", 1, id="it weighs two on X"),
        pytest.param("x-classic", 2, id="it weighed one in the days of 140"),
        pytest.param("mastodon", 2, id="one on Mastodon"),
        pytest.param("bluesky", 2, id="one on Bluesky"),
        pytest.param("threads", 2, id="one on Threads, where it is no emoji"),
    ],
)
def test_what_an_ellipsis_saves(on: str, saved: int) -> None:
    (finding,) = find("ellipsis", "Bientôt...", on)
    assert finding.values == {"saved": saved}
