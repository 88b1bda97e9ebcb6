"""Blanks: doubled, missing in French, too many in English."""

from __future__ import annotations

import pytest
from looking import find, holds, mended


@pytest.mark.parametrize(
    ("shown", "fixed"),
    [
        pytest.param("un<<  >>deux", "un deux", id="two spaces"),
        pytest.param("un.<<   >>Deux", "un. Deux", id="three"),
        pytest.param("un<< \t >>deux", "un deux", id="with a tab"),
        pytest.param("oui<<\u00a0 >>!", "oui\u00a0!", id="a no-break space stays before a French mark"),
        pytest.param("(  ˘ ³˘)♥ et (mot  )", None, id="inside brackets"),
        pytest.param("«<< \u00a0>>oui", "«\u00a0oui", id="and after a guillemet"),
        pytest.param("un<<\u00a0 >>deux", "un deux", id="elsewhere an ordinary one"),
        pytest.param(
            "voir<<  >>https://example.org<<  >>#ESS", "voir https://example.org #ESS", id="beside a link and a tag"
        ),
        pytest.param("  retrait\n    plus loin", None, id="at the beginning of a line"),
        pytest.param("fin de ligne  \nsuite", None, id="at its end"),
        pytest.param("| a   | b |\n|-----|---|\n| 1   | 2 |", None, id="inside a table"),
        pytest.param("un\u00a0deux\tтри\u3000四", None, id="single blanks"),
    ],
)
def test_double_space(shown: str, fixed: str | None) -> None:
    holds("double_space", shown, fixed)


@pytest.mark.parametrize(
    ("shown", "fixed"),
    [
        pytest.param("Venez<< !>>", "Venez\u00a0!", id="an ordinary space"),
        pytest.param("Venez<<!>>", "Venez\u00a0!", id="none"),
        pytest.param("Venez<<  !>>", "Venez\u00a0!", id="two"),
        pytest.param("Venez<<?!>> Oui.", "Venez\u00a0?! Oui.", id="marks in a row are one"),
        pytest.param("Lieu<< :>> ici<<;>> là", "Lieu\u00a0: ici\u00a0; là", id="colon and semicolon"),
        pytest.param("<<«>>oui<<»>>", "«\u00a0oui\u00a0»", id="guillemets"),
        pytest.param("<<« >>oui<< »>><<!>>", "«\u00a0oui\u00a0»\u00a0!", id="guillemets, then a mark"),
        pytest.param("(vrai<<!>>)", "(vrai\u00a0!)", id="before a bracket"),
        pytest.param("Merci @asso<< !>>", "Merci @asso\u00a0!", id="after a mention"),
        pytest.param("Venez\u00a0! Oui\u202f? «\u202fNon\u00a0»", None, id="right already, wide or narrow"),
        pytest.param("À 12:30, score 3:1, ratio 16:9", None, id="times, scores, ratios"),
        pytest.param("Merci :) :-) ;) :D :/ (: =) :'(", None, id="emoticons"),
        pytest.param("Bravo :tada: :mega: :+1:", None, id="shortcodes"),
        pytest.param("https://example.org/a!b/?a=1;b:c http://example.org:80/", None, id="links"),
        pytest.param("Tom &amp; Léa &#39; &nbsp;", None, id="HTML references"),
        pytest.param("(!) [?] ¿?", None, id="a mark alone in brackets"),
        pytest.param("! au début\n: aussi", None, id="a mark that opens a line"),
        pytest.param("¡Bienvenidos! ¿Qué tal?", None, id="Spanish"),
        pytest.param("a!b c?d e:f g;h", None, id="glued to what follows"),
        pytest.param("<<« >>#ESS<< »>>", "«\u00a0#ESS\u00a0»", id="guillemets around a hashtag"),
        pytest.param("<<«>>https://a.fr<< »>>", "«\u00a0https://a.fr\u00a0»", id="guillemets around a link"),
    ],
)
def test_french_spacing(shown: str, fixed: str | None) -> None:
    holds("french_spacing", shown, fixed)


def test_a_missing_space_is_not_put_where_it_does_not_fit() -> None:
    full = "Oui! " + "a" * 275
    assert len(find("french_spacing", full)) == 1
    assert mended("french_spacing", full) == full
    assert mended("french_spacing", full[:-1]) == "Oui\u00a0! " + "a" * 274
    spaced = "Oui ! " + "a" * 274
    assert mended("french_spacing", spaced) == "Oui\u00a0! " + "a" * 274


@pytest.mark.parametrize(
    ("shown", "fixed"),
    [
        pytest.param("Hello<< !>> World", "Hello! World", id="before an exclamation mark"),
        pytest.param("Really<<\u00a0?!>> Yes", "Really?! Yes", id="a no-break space, marks in a row"),
        pytest.param("Place<< :>> here<< ;>> there", "Place: here; there", id="colon and semicolon"),
        pytest.param("(yes<< !>>)", "(yes!)", id="before a bracket"),
        pytest.param("“Yes”<< !>>", "“Yes”!", id="after a quotation"),
        pytest.param("Hello :) ;-) :D", None, id="emoticons"),
        pytest.param("We won 3 : 1", None, id="scores"),
        pytest.param("@team ! #tag ? https://example.org !", None, id="after names, tags and links"),
        pytest.param("🎉 ! - ?", None, id="after a sign"),
        pytest.param("Hello! Place: here; who? Me.", None, id="right already"),
        pytest.param("if a ?b :c", None, id="glued to what follows"),
        pytest.param("At 2 pm!\nRejoignez-nous à 14 h ! Entrée libre pour tous !", None, id="French sentences"),
        pytest.param("See you at the hall : ) bring a mug ; )", None, id="a face with a blank"),
        pytest.param("The class begins with “Ça va ?” and « Bonjour ! »", None, id="French quotations"),
        pytest.param("Ça va. See you at the café<< !>>", "Ça va. See you at the café!", id="English with an accent"),
    ],
)
def test_english_spacing(shown: str, fixed: str | None) -> None:
    holds("english_spacing", shown, fixed)
