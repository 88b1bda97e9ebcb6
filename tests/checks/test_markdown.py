"""Markdown that would show, and the signs that are none."""

from __future__ import annotations

import pytest
from looking import find, holds, mended


@pytest.mark.parametrize(
    ("shown", "fixed"),
    [
        pytest.param("Un <<**mot**>> gras", "Un mot gras", id="bold"),
        pytest.param(
            "Entrée : 10 €**, enfants 5 €**\n** sur place, 20 %** (ou plus)", None, id="stars that call a footnote"
        ),
        pytest.param("l’<<**accueil**>>, ici", "l’accueil, ici", id="bold after an apostrophe"),
        pytest.param("<<***très***>> gras", "très gras", id="bold and italic"),
        pytest.param("<<**un *deux* trois**>>", "un *deux* trois", id="italic inside bold"),
        pytest.param("<<**#ESS**>> ici", "#ESS ici", id="bold around a hashtag"),
        pytest.param("<<__Entrée libre__>> ici", "Entrée libre ici", id="underscores around words"),
        pytest.param("Prix <<~~10 €~~>> 5 €", None, id="struck out: only the author knows"),
        pytest.param("Voir <<[le site](https://example.org/a)>>.", "Voir le site https://example.org/a.", id="a link"),
        pytest.param(
            "<<[le wiki](https://example.org/a_(b))>>", "le wiki https://example.org/a_(b)", id="brackets in an address"
        ),
        pytest.param(
            "<<[example.org](https://example.org)>>", "https://example.org", id="a link that shows its address"
        ),
        pytest.param("<<[](https://example.org/a)>>", "https://example.org/a", id="a link without words"),
        pytest.param("<<![photo](https://example.org/a.png)>>", None, id="a picture has to be attached"),
        pytest.param("<<![affiche](img/affiche.png)>> <<![a](a.jpg)>>", None, id="a picture beside the text"),
        pytest.param('<<[site](https://a.fr "Le titre")>> ici', "site https://a.fr ici", id="a link with a title"),
        pytest.param("<<[notre site](asso-lilas.fr/dons)>>", "notre site asso-lilas.fr/dons", id="no protocol"),
        pytest.param("<<[ici](/adherer)>>", None, id="a page of the same site"),
        pytest.param("<<[photo](affiche.jpg)>>, <<[Marie](M.Dupont)>>", None, id="a file, and who knows what"),
        pytest.param("[3](/5) [rdv](/12) [1](note)", None, id="a fraction"),
        pytest.param("<<#>> Grande nouvelle\nsuite", "Grande nouvelle\nsuite", id="a title"),
        pytest.param("a\n<<###>>   Horaires", "a\nHoraires", id="a lower title"),
        pytest.param("Tapez <<`aide`>> ici", "Tapez aide ici", id="code"),
        pytest.param("<<```>>\nmake\n```\nfin", None, id="a block of code"),
        pytest.param("* un\n- deux\n+ trois\n1. quatre\n> cinq", None, id="bullets and quotations"),
        pytest.param("un *mot* et _un autre_", None, id="single signs"),
        pytest.param("#ESS #MoisDeLESS @une_asso_ @_x_ :tada: :+1:", None, id="tags, names, shortcodes"),
        pytest.param("f**k, b**d, 2**8, a ** b, **", None, id="other stars"),
        pytest.param("__init__ et a__b et __", None, id="other underscores"),
        pytest.param("l`eau d`ici, `", None, id="backticks as apostrophes"),
        pytest.param("[photo : Ana] (voir plus bas) [1](note)", None, id="brackets"),
        pytest.param("# 1 dans la ville, C# et #", None, id="other hashes"),
        pytest.param("https://example.org/__a__/**b**/~~c~~", None, id="inside a link"),
    ],
)
def test_markdown(shown: str, fixed: str | None) -> None:
    holds("markdown", shown, fixed)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        pytest.param("**oui**", True, id="bold"),
        pytest.param("## Titre", True, id="a title"),
        pytest.param("# Portes ouvertes", True, id="a title of two words"),
        pytest.param("# ESS", False, id="perhaps a hashtag gone wrong"),
        pytest.param("`oui`", False, id="code may mean its signs"),
        pytest.param("[le site](https://example.org)", True, id="a link"),
        pytest.param("[le site](example.org)", False, id="a link without protocol"),
        pytest.param("[example.org](https://example.org)", False, id="one of two links would go"),
    ],
)
def test_when_the_repair_is_safe(text: str, safe: bool) -> None:
    assert [finding.safe for finding in find("markdown", text)] == [safe]


def test_a_team_may_keep_its_backticks() -> None:
    holds("markdown", "Tapez `aide`, <<**vite**>>", "Tapez `aide`, vite", code=False)


def test_kinds_inside_each_other_are_mended_together() -> None:
    text = "# Titre de **[la page](https://example.org/a)**"
    assert len(find("markdown", text)) == 3
    assert mended("markdown", text) == "Titre de la page https://example.org/a"
