"""Turns of phrase, with the lists of the shipped rule and with others."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from looking import find, holds

from coach import checks
from coach.model import Post
from coach.text.networks import network
from coach.text.view import View


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param("<<RT si>> tu es d’accord", id="RT si"),
        pytest.param("Un lot à gagner : <<like et RT>> !", id="like et RT"),
        pytest.param("<<RT pour gagner>> un panier", id="RT pour gagner"),
        pytest.param("Jeu ! <<Aimez et partagez>>", id="capitals make no difference"),
        pytest.param("<<Tague un ami>> qui viendra", id="one friend"),
        pytest.param("<<taguez trois amies>> ici, <<taguez vos ami·es>>", id="three friends"),
        pytest.param("Bonjour. <<Partagez si vous aimez>> la soupe", id="at the beginning of a sentence"),
        pytest.param("👉 <<Like if>> you agree", id="after an emoji"),
        pytest.param("- <<Retweet  if>> you agree", id="two blanks"),
        pytest.param("<<RT\u00a0if>> you agree", id="a no-break space"),
        pytest.param("<<Follow and retweet>> us, <<tag two friends>>", id="two in one post"),
        pytest.param("<<Comment SEEDS to receive>> the list", id="a word in return"),
        pytest.param("RT si vous habitez le quartier, le chat est perdu", id="a lost pet"),
        pytest.param("Identifiez les amis du jardin avec nous", id="a walk"),
        pytest.param("RT si possible, merci", id="an honest request"),
        pytest.param("La Dépêche mentionne notre ami Karim", id="a newspaper that names a friend"),
        pytest.param("<<Mentionne un ami>> ici. Each buys one share to enter the co-op.", id="the same as an order"),
        pytest.param(
            "RT if you've a spare room. RT si vous avez une chambre. <<RT if>> you have a dream", id="a room, a dream"
        ),
        pytest.param("Please RT if you can", id="an honest request in English"),
        pytest.param("Partagez si vous connaissez quelqu’un", id="help for somebody"),
        pytest.param("Le sport si tu peux, l’art si tu veux", id="rt inside a word"),
        pytest.param("It looks like if we all come, it works", id="inside a sentence"),
        pytest.param("Comment oui, comment non ? On partage si peu", id="comment means how"),
        pytest.param("#RTsi @RT_si https://example.org/RT-si #like", id="tags, names, links"),
        pytest.param("Follow us and enjoy. A friend will tag along.", id="the words, elsewhere"),
        pytest.param("Savoir identifier un amiante, identifier les amis du jardin", id="to identify"),
        pytest.param("A dish you like and share, a boiler replaced like for like", id="the words, in a sentence"),
        pytest.param("<<Like and share>>! <<Tag your friends>>", id="the same as an order"),
        pytest.param("Retweet this if you know someone who can help", id="a call for help"),
    ],
)
def test_engagement_bait(shown: str) -> None:
    holds("phrases", shown)


@pytest.mark.parametrize(
    ("shown", "options"),
    [
        pytest.param(
            "<<L’Amicale du coin>> vous invite", {"anywhere": ("l'amicale du coin",)}, id="apostrophes are alike"
        ),
        pytest.param("<<l'amicale>>", {"anywhere": ("L’amicale",)}, id="in the list too"),
        pytest.param("<<bénévole>> ou bénévoles", {"anywhere": ("bénévole",)}, id="a whole word"),
        pytest.param("<<bénévole>> ou <<bénévoles>>", {"anywhere": ("bénévol*",)}, id="any ending"),
        pytest.param("<<bon de commande>>, bon", {"anywhere": ("bon de commande",)}, id="the whole phrase"),
        pytest.param("<<un grand merci>> à tous", {"anywhere": ("un * merci", "un grand")}, id="the longer of two"),
        pytest.param("<<ONG>>, ong", {"anywhere": ("ONG",)}, id="a word in capitals wants capitals"),
        pytest.param("<<été>> là", {"anywhere": ("été",)}, id="a word that begins with an accent"),
        pytest.param("<<Привет>>", {"anywhere": ("привет",)}, id="another script"),
        pytest.param("a (b) <<c+d>>", {"anywhere": ("c+d",)}, id="signs are taken as they are"),
        pytest.param("rien ?", {"anywhere": ("", " ")}, id="an empty phrase finds nothing"),
        pytest.param(
            "<<L’AG reportée>>, l’ag reportée", {"anywhere": ("L'AG reportée",)}, id="capitals, an apostrophe"
        ),
        pytest.param("<<L'AG>>, l'ag", {"anywhere": ("L’AG",)}, id="in the list too, in capitals"),
        pytest.param("<<FFxx>> moi, ffxx toi", {"anywhere": ("FF*",)}, id="capitals with any ending"),
    ],
)
def test_other_phrases(shown: str, options: dict[str, tuple[str, ...]]) -> None:
    holds("phrases", shown, **{"openings": (), "unless": (), **options})


def test_what_is_told() -> None:
    (finding,) = find("phrases", "Oui ! RT SI tu veux")
    assert finding.values == {"found": "RT SI"}
    assert finding.edits == ()


def test_letters_that_grow_when_small_keep_their_place() -> None:
    holds("phrases", "İİİ <<RT si>> tu veux İ")


WORDS = ["RT", "L'AG", "l’AG", "D'OR*", "FF*", "ÉTÉ", "été", "aim*", "un", "*", "c+d", "A", "a*b", "2e", "OK'k"]
SAID = [
    "RT",
    "rt",
    "L’AG",
    "l'AG",
    "L'ag",
    "D’ORé",
    "FFxx",
    "ff",
    "Été",
    "aimez",
    "Un",
    "C+d",
    "a",
    "i",
    "A*b",
    "2E",
    "OK’K",
]


@settings(max_examples=1000)
@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join), min_size=1, max_size=4),
    st.lists(st.sampled_from([*SAID, *" \n.,'’*", "  ", "\u00a0", "#tag ", "https://asso.fr/RT "]), max_size=12),
)
def test_the_quick_look_hides_no_phrase(anywhere: list[str], text: list[str]) -> None:
    """A text in which a plain pattern finds one of the phrases is not passed over, and no other is."""
    view = View(Post("".join(text)), network("x"))
    prose = view.prose.replace("’", "'")
    found = [*checks.function("phrases")(view, anywhere=tuple(anywhere))]
    wanted = [one for one in anywhere if re.search(plain(one.replace("’", "'")), prose)]
    assert bool(found) == bool(wanted)


def plain(phrase: str) -> str:
    """The pattern of a phrase, as its promises read."""
    parts = []
    for word in phrase.split():
        ending = r"[\w·]{0,20}" if word.endswith("*") else ""
        part = re.escape(word.removesuffix("*")) + ending
        loud = len(word) > 1 and word.isascii() and word.isupper()
        parts.append(r"\w[\w'-]{0,40}" if word == "*" else part if loud else f"(?i:{part})")
    return r"(?<!\w)" + r"\s{1,3}".join(parts) + r"(?!\w)"
