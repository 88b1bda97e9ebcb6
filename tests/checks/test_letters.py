"""Letters in disguise, and the symbols that only look like one."""

from __future__ import annotations

import unicodedata

import pytest
from looking import find, holds

from coach.checks.letters import plain


@pytest.mark.parametrize(
    ("shown", "fixed"),
    [
        pytest.param("<<𝗔𝘁𝗲𝗹𝗶𝗲𝗿>> samedi", "Atelier samedi", id="bold"),
        pytest.param("<<𝘼𝙩𝙚𝙡𝙞𝙚𝙧>>", "Atelier", id="bold italic"),
        pytest.param("<<𝒞𝑜𝓊𝓇𝓈 𝒹ℯ 𝓉𝒽ℯ́>> ce soir", "Cours de thé ce soir", id="script with older letterlike signs"),
        pytest.param("<<𝕮𝖔𝖚𝖗𝖘>>", "Cours", id="fraktur"),
        pytest.param("<<𝗗é𝗰𝗼𝘂𝘃𝗿𝗲𝘇 𝗻𝗼𝘁𝗿𝗲>> projet", "Découvrez notre projet", id="plain accented letters between"),
        pytest.param("<<𝗲́𝘁𝗲́>>", "été", id="accents on top are composed"),
        pytest.param("Le <<𝟏𝟐 𝐦𝐚𝐫𝐬>>", "Le 12 mars", id="digits too"),
        pytest.param("<<Ⓑⓞⓝⓙⓞⓤⓡ>>", "Bonjour", id="circled"),
        pytest.param("<<🄱🄾🄽🄹🄾🅄🅁>>", "BONJOUR", id="squared"),
        pytest.param("<<🅱🅾🅽🅹🅾🆄🆁>>", "BONJOUR", id="white on black, two of them emoji"),
        pytest.param("<<🅑🅞🅝>>", "BON", id="white on black circles"),
        pytest.param("<<⒝⒪⒩>>", "bon", id="in brackets"),
        pytest.param("<<Ｂｏｎｊｏｕｒ>> à tous", "Bonjour à tous", id="full width"),
        pytest.param("<<ᵇᵒⁿʲᵒᵘʳ>> à tous", "bonjour à tous", id="raised letters"),
        pytest.param("plan 𝖠", None, id="one alone"),
        pytest.param("<<𝓑 𝓞 𝓝>>", "B O N", id="spaced out"),
        pytest.param("𝑎² + 𝑏² = 𝑐² pour tout 𝑎 ∈ ℝ", None, id="a formula"),
        pytest.param("Salle Ⓑ, puis Ⓐ", None, id="single circled letters"),
        pytest.param("Groupes 🅰️🅱️🆎🅾️", None, id="blood groups"),
        pytest.param("1ᵉʳ, 2ᵉ, Mᵐᵉ, Mˡˡᵉˢ, nᵒ, XXᵉ", None, id="French abbreviations"),
        pytest.param("ℹ️ Info™ n°1 №2 ½ ② ª º H₂O m² ㎡", None, id="signs with a meaning of their own"),
        pytest.param("東京の「ＡＢＣ」とＸＹＺ", None, id="full width letters in Japanese"),
        pytest.param("#𝗔𝘁𝗲𝗹𝗶𝗲𝗿", None, id="inside a hashtag"),
        pytest.param(
            "<<L\u0332o\u0332t\u0332o\u0332 g\u0332e\u0301\u0332a\u0332n\u0332t\u0332>> samedi",
            "Loto géant samedi",
            id="underlined",
        ),
        pytest.param(
            "<<S\u0336o\u0336l\u0336d\u0336 \u0336o\u0336u\u0336t\u0336>> ici", "Sold out ici", id="struck out"
        ),
        pytest.param("a\u0338 ∉ B, x≠\u0338 y, o\u0335k", None, id="a sign or two of mathematics"),
        pytest.param("<<ʙᴏɴᴊᴏᴜʀ ᴀ̀ ᴛᴏᴜꜱ>>", "bonjour à tous", id="small capitals, short words too"),
        pytest.param(
            "<<𝐿𝑒>> bal au marché, <<Pʟᴀᴄᴇ ᴅᴜ Mᴀʀᴄʜᴇ́>>", "Le bal au marché, Place du Marché", id="with plain capitals"
        ),
        pytest.param("Ici : ʁəpa fʁɑ̃sɛ", None, id="phonetics"),
    ],
)
def test_fancy_letters(shown: str, fixed: str | None) -> None:
    holds("fancy_letters", shown, fixed)


def test_every_mathematical_letter_has_a_plain_one() -> None:
    for code in range(0x1D400, 0x1D7CC):
        letter = plain(chr(code))
        # Some places of the block are empty: their letters are older and stand elsewhere.
        assert (len(letter) == 1 and letter != chr(code)) or unicodedata.category(chr(code)) == "Cn"


def test_what_it_says_is_told() -> None:
    (finding,) = find("fancy_letters", "Venez : 𝗔𝘁𝗲𝗹𝗶𝗲𝗿 𝘃𝗲́𝗹𝗼 !")
    assert finding.values == {"plain": "Atelier vélo"}
    assert finding.safe


def test_a_repair_that_makes_a_link_is_the_authors_choice() -> None:
    (finding,) = find("fancy_letters", "𝗲𝘅𝗮𝗺𝗽𝗹𝗲.org")
    assert not finding.safe
