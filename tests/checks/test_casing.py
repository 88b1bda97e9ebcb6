"""Words in capitals: what is shouting, and what is an acronym, a numeral or a name."""

from __future__ import annotations

import pytest
from looking import find, holds


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param("<<VENEZ NOMBREUX DEMAIN>> au jardin", id="three words in a row"),
        pytest.param("Samedi, <<GRANDE FÊTE À L’ÉCOLE>> !", id="short words and an article inside a row"),
        pytest.param(
            "<<ON VOUS ATTEND SAMEDI>> 12 mars", id="a row begins with its first capital, and no number ends it"
        ),
        pytest.param("<<GRAND LOTO 2026 DIMANCHE>>", id="a number inside a row"),
        pytest.param("<<MERCI !!! VRAIMENT ! BRAVO>> à tous", id="exclamation marks do not part a row"),
        pytest.param("<<PORTES OUVERTES\nDIMANCHE MATIN>>", id="a line break does not part it"),
        pytest.param("<<DON’T MISS THIS EVENING>> folks", id="an apostrophe inside a word"),
        pytest.param("<<ПРИХОДИТЕ ЗАВТРА ВЕЧЕРОМ>> на концерт", id="Cyrillic capitals"),
        pytest.param("<<FE\u0302TE D’E\u0301TE\u0301 DEMAIN SOIR>>", id="accents written apart"),
        pytest.param("VENEZ danser, CHANTEZ aussi, PARTAGEZ le pain, RIEZ ou <<PLANTEZ>> un peu", id="five strewn"),
    ],
)
def test_shouting(shown: str) -> None:
    holds("capitals", shown)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("SAVE THE DATE", id="two long words"),
        pytest.param("US CONCARNEAU 2 - 1 STADE BRIOCHIN", id="a score"),
        pytest.param("Foot : FC NANTES – AS SAINT-ÉTIENNE U17, 2-1", id="two teams"),
        pytest.param("AXOLI, BEMOR, CADUR, DOLUM, EVARO : que veulent-ils dire ?", id="a list, as of acronyms"),
        pytest.param("Ni l’ADEME, ni le CNRS, ni l’INSEE, ni la CRESS, ni le GIEC", id="listed acronyms"),
        pytest.param("NPRS TSLX BRRG PLVT WKRD", id="words without a vowel are acronyms"),
        pytest.param("XVIII XXIV XXXIII MMXXVI LXXXVIII", id="Roman numerals"),
        pytest.param("Zoé MARTIN et Karim BENALI, Lise PETIT, Hugo LEROY, Inès DURAND", id="family names"),
        pytest.param("DUPONT Zoé, BENALI Karim, PETIT Lise, LEROY Hugo, DURAND Inès", id="family names first"),
        pytest.param("Nos partenaires : UDEMA, ARTIS, ÉCOUTE", id="a list parts the words"),
        pytest.param("Les villes : PARIS / LYON / LILLE", id="slashes part them too"),
        pytest.param(
            "#GRANDE #FÊTE #DEMAIN #SOIR #ICI @LISTE_DES_AMIS https://example.org/VENEZ/TOUS/DEMAIN",
            id="tags, names, links",
        ),
        pytest.param("H2O2 MP3S4 COVID19 B2B4 X2000 AB12CD", id="words with digits"),
        pytest.param("Rendez-vous 12 rue du Port, 35400 SAINT-MALO CEDEX 2", id="a postal address"),
        pytest.param(
            "Dimanche à SAINT-GERMAIN-EN-LAYE et à VILLENEUVE-LA-GARENNE", id="names with hyphens are one word"
        ),
        pytest.param("1. AS BREST 2. GOUESNOU 3. PLABENNEC 4. LANDERNEAU 5. GUIPAVAS", id="ranks part them"),
        pytest.param("LUNDI : yoga\nMARDI : judo\n👉 MERCREDI : chant\nJEUDI : vélo\nVENDREDI : bal", id="labels"),
        pytest.param("- SOLIHA\n- HABITAT\n- AFOCAL\n* ADAPEI\n* RESTOS", id="bullets part them"),
        pytest.param("A B C D E F G", id="single letters"),
        pytest.param("Tout en minuscules, rien à dire.", id="small letters"),
        pytest.param("東京東京東京東京 مرحبا بكم جميعا", id="scripts without capitals"),
    ],
)
def test_not_shouting(text: str) -> None:
    assert find("capitals", text) == []


@pytest.mark.parametrize(
    ("options", "count"),
    [
        pytest.param({"in_a_row": 2}, 1, id="fewer in a row"),
        pytest.param({"in_a_row": 0, "in_post": 3}, 1, id="only strewn"),
        pytest.param({"in_a_row": 0, "in_post": 0}, 0, id="nothing at all"),
        pytest.param({"in_a_row": 3, "letters": 3}, 1, id="shorter words count"),
        pytest.param({"letters": 1_000_000}, 0, id="longer words than there are"),
        pytest.param({"in_a_row": 2, "acronyms": ("grand",)}, 0, id="acronyms may be listed in small letters"),
    ],
)
def test_options(options: dict[str, int], count: int) -> None:
    assert len(find("capitals", "Le GRAND LOTO DES amis, demain, TOMBOLA comprise", **options)) == count


def test_what_is_counted() -> None:
    (row,) = find("capitals", "VENEZ À LA FÊTE DEMAIN")
    assert row.values == {"count": 5}
    (strewn,) = find("capitals", "VENEZ a FÊTE a DEMAIN a SOIR a ICI a JARDIN a LILAS")
    assert strewn.values == {"count": 6}
