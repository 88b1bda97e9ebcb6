"""Hashtags that are missing, dead, cut or hard to read aloud, as each network takes them."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.checks.hashtags import cut_hashtag, dead_hashtag, missing_hashtag
from coach.checks.tag_words import hashtag_casing
from coach.model import Edit, Finding, Post, Thread
from coach.text.networks import network
from coach.text.view import View

RULES = Path(__file__).parents[2] / "rules"


def seen(text: str, on: str = "x", ours: tuple[str, ...] = (), **more: Any) -> View:
    return View(Post(text, **more), network(on), ours)


def options(rule: str) -> dict[str, Any]:
    """The options that the shipped rule gives its check."""
    found = tomllib.loads((RULES / f"{rule}.toml").read_text(encoding="utf-8")).get("options", {})
    return {name: tuple(value) if isinstance(value, list) else value for name, value in found.items()}


DEAD = options("dead-hashtag")
CUT = options("cut-hashtag")
CASING = options("hashtag-casing")


def words(view: View, findings: list[Finding]) -> list[str]:
    return [view.text[finding.span.start : finding.span.end] for finding in findings]


def repaired(text: str, findings: list[Finding]) -> str:
    edits: list[Edit] = sorted((edit for finding in findings for edit in finding.edits), reverse=True)
    for edit in edits:
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def dead(text: str, on: str = "x") -> list[str]:
    view = seen(text, on)
    return words(view, list(dead_hashtag(view, **DEAD)))


def cut(text: str, on: str = "x", ours: tuple[str, ...] = ()) -> list[str]:
    view = seen(text, on, ours)
    return words(view, list(cut_hashtag(view, **CUT)))


@pytest.mark.parametrize(
    ("post", "missing"),
    [
        pytest.param(Post("Atelier samedi."), True, id="a post without a hashtag"),
        pytest.param(Post("Atelier samedi. #Vélo"), False, id="a post with one"),
        pytest.param(Post("Nous sommes le #1 du quartier"), False, id="a sign of any kind is for other checks"),
        pytest.param(Post("Merci !", reply=True), False, id="a reply needs none"),
        pytest.param(Post("Suite.", thread=Thread(2, 3)), False, id="the later posts of a thread need none"),
        pytest.param(Post("Début.", thread=Thread(1, 3)), True, id="the first post of a thread may have one"),
        pytest.param(Post("Les Obsèques de Jean auront lieu lundi."), False, id="an obituary"),
        pytest.param(Post("Yvon nous a quittés hier soir."), False, id="a death"),
        pytest.param(Post("In loving memory of Jean"), False, id="a death, in English"),
        pytest.param(Post(""), False, id="an empty post has other troubles"),
    ],
)
def test_missing(post: Post, missing: bool) -> None:
    found = list(missing_hashtag(View(post, network("x")), unless=options("missing-hashtag")["unless"]))
    assert [finding.span for finding in found] == ([(len(post.text), len(post.text))] if missing else [])


@pytest.mark.parametrize(
    ("text", "on", "found"),
    [
        pytest.param("Rendez-vous #2026", "x", ["#2026"], id="a year alone is no hashtag"),
        pytest.param("Rendez-vous #2026", "mastodon", ["#2026"], id="nor on Mastodon"),
        pytest.param("Rendez-vous #2026", "bluesky", ["#2026"], id="nor on Bluesky"),
        pytest.param("Le lot #1826 et le lot #2126", "x", [], id="nor are numbers of other centuries"),
        pytest.param("We merged PR #2026 and issue #2024", "x", [], id="issue numbers are no hashtags"),
        pytest.param("Ticket gagnant #2041", "x", [], id="a word may stand between"),
        pytest.param("Billet de la tombola : le #2041", "x", [], id="two words and a colon"),
        pytest.param("Inès, dossard #2015 ; runner #1987", "x", [], id="a runner"),
        pytest.param("Ré, La, Si m, Fa#m, Do#7, sol#", "x", [], id="chords by their French names"),
        pytest.param("puis # quand vous entendez, press # when you hear", "x", [], id="a key of the telephone"),
        pytest.param("Bilan de la session : #2026", "x", ["#2026"], id="words that do not number"),
        pytest.param("Facture #2026-113", "x", [], id="nor is a reference with a dash"),
        pytest.param("We are #1, he lives in #75, see #12345", "x", [], id="nor ranks and other numbers"),
        pytest.param("Un atelier #100% gratuit", "x", ["#100%"], id="a share is no hashtag"),
        pytest.param("Un jardin #100%bio", "x", ["#100%bio"], id="with the word glued to it neither on X"),
        pytest.param("Un jardin #100%bio", "bluesky", [], id="but it is one on Bluesky"),
        pytest.param("Venez à l’atelier#Vélo !", "x", ["#Vélo"], id="a sign glued to the word before it"),
        pytest.param("C#dev, F#m7 et Go", "x", [], id="C# and chords are left alone"),
        pytest.param("We like C# and F#.", "x", [], id="C# alone too"),
        pytest.param("Voir docs/guide#vélo et page.html#vélo", "x", [], id="a path with a fragment"),
        pytest.param("https://example.org/a#vélo example.org/#vélo", "mastodon", [], id="a fragment in an address"),
        pytest.param("[le programme](#programme)", "bluesky", [], id="a link to a place in the same page"),
        pytest.param("C&#39;est samedi", "x", [], id="a character reference"),
        pytest.param("Notre atelier (#Vélo) rouvre", "x", [], id="brackets do no harm on X"),
        pytest.param("Notre atelier (#Vélo) rouvre", "bluesky", ["#Vélo"], id="a bracket kills it on Bluesky"),
        pytest.param("Le mois de l’#ESS", "bluesky", ["#ESS"], id="so does an apostrophe"),
        pytest.param("Le mois de l’#ESS", "x", [], id="which X accepts"),
        pytest.param("Samedi 👉#Vélo", "bluesky", ["#Vélo"], id="so does an emoji"),
        pytest.param("Samedi #Vélo#Lyon", "x", ["#Vélo#Lyon"], id="two hashtags in one piece"),
        pytest.param("Samedi #Vélo#Lyon", "bluesky", ["#Vélo#Lyon"], id="which is one odd tag on Bluesky"),
        pytest.param("Samedi #Vélo#Lyon", "mastodon", ["#Vélo#Lyon"], id="and a half on Mastodon"),
        pytest.param("Samedi ##Vélo", "bluesky", [], id="a doubled sign is for another check"),
        pytest.param("Samedi #Vélo,#Lyon", "mastodon", ["#Lyon"], id="a comma without a space, on Mastodon"),
        pytest.param("Samedi #Vélo,#Lyon", "bluesky", ["#Lyon"], id="a comma without a space, on Bluesky"),
        pytest.param("Samedi #Vélo,#Lyon", "x", [], id="which X takes for two"),
        pytest.param("Samedi on répare # Vélo", "x", ["# Vélo"], id="a space after the sign"),
        pytest.param("# Vélo\nSamedi", "x", [], id="a sign that opens a line is a heading"),
        pytest.param("Bonjour\n  # Vélo", "x", [], id="also after blanks"),
        pytest.param("the # of people, press # to start", "x", [], id="the sign that stands for itself"),
        pytest.param("the C # developer", "x", [], id="C # with a space"),
        pytest.param("Le chiffre #️⃣ du jour", "x", [], id="the keycap emoji"),
        pytest.param("Une seule # et rien", "x", [], id="a sign before a little word"),
        pytest.param("#Vélo #Lyon #3D", "mastodon", [], id="living hashtags"),
        pytest.param("＃Vélo", "x", [], id="the wide sign is a sign"),
        pytest.param("#" + "a" * 70, "bluesky", ["#" + "a" * 70], id="longer than Bluesky accepts"),
    ],
)
def test_dead(text: str, on: str, found: list[str]) -> None:
    assert dead(text, on) == found


@pytest.mark.parametrize(
    ("text", "on", "fixed"),
    [
        pytest.param("Venez à l’atelier#Vélo !", "x", "Venez à l’atelier #Vélo !", id="a space before the sign"),
        pytest.param("Samedi #Vélo#Lyon#ESS", "x", "Samedi #Vélo #Lyon #ESS", id="spaces between tags"),
        pytest.param("On répare # Vélo", "mastodon", "On répare #Vélo", id="no space after the sign"),
        pytest.param("Samedi 👉#Vélo", "bluesky", "Samedi 👉 #Vélo", id="a space after an emoji"),
        pytest.param("(#Vélo)", "bluesky", "(#Vélo)", id="no space inside brackets"),
        pytest.param("l’#ESS", "bluesky", "l’#ESS", id="no space after an apostrophe"),
        pytest.param("Forum #2026", "x", "Forum #2026", id="no letter is invented"),
    ],
)
def test_dead_repair(text: str, on: str, fixed: str) -> None:
    found = list(dead_hashtag(seen(text, on), **DEAD))
    assert found
    assert repaired(text, found) == fixed
    assert not any(finding.safe for finding in found)


@pytest.mark.parametrize(
    ("text", "on", "found"),
    [
        pytest.param("Le mois de #l'ESS", "x", ["#l'ESS"], id="an apostrophe"),
        pytest.param("Le mois de #l’ESS", "mastodon", ["#l’ESS"], id="the curly one, on Mastodon"),
        pytest.param("Le mois de #l'ESS", "bluesky", [], id="Bluesky keeps it whole"),
        pytest.param("Du #porte-à-porte", "x", ["#porte-à-porte"], id="hyphens"),
        pytest.param("Du #porte-à-porte", "bluesky", [], id="which Bluesky keeps"),
        pytest.param("#GivingTuesday's stories, #Members’ day", "x", [], id="an English possessive"),
        pytest.param("A #Python-based tool, an #ESS-friendly town", "x", [], id="a suffix hung on on purpose"),
        pytest.param("the #MeToo-era, #dementia-aware", "x", [], id="more such suffixes"),
        pytest.param("Une soirée #Node.js", "x", ["#Node.js"], id="a full stop inside a name"),
        pytest.param("Merci #bénévole.s et #adhérent.e.s", "x", ["#bénévole.s", "#adhérent.e.s"], id="inclusive stops"),
        pytest.param("Merci #adhérent·es", "x", [], id="the middle dot is kept"),
        pytest.param("On aime l’#ESS.Et vous", "x", [], id="a missing space after the sentence"),
        pytest.param("Un #porte-à-porte.Venez", "x", ["#porte-à-porte"], id="the sentence is not part of it"),
        pytest.param("La #R&D, le #B&amp;B", "x", ["#R&D"], id="an ampersand, but no character reference"),
        pytest.param("Venez #Vélo - samedi, #Lyon-", "x", [], id="a dash is no hyphen"),
        pytest.param("Le #Forum, le #Vélo !", "x", [], id="plain punctuation"),
        pytest.param("La #Saison2025-2026", "x", ["#Saison2025-2026"], id="a range of years"),
    ],
)
def test_cut(text: str, on: str, found: list[str]) -> None:
    assert cut(text, on) == found


@pytest.mark.parametrize(
    ("text", "ours", "found", "fixed"),
    [
        pytest.param(
            "Notre #économie sociale avance",
            ("ÉconomieSociale",),
            ["#économie sociale"],
            "Notre #ÉconomieSociale avance",
            id="a space, where the team writes one word",
        ),
        pytest.param(
            "Le #mois de l'ESS commence",
            ("MoisDeLESS",),
            ["#mois de l'ESS"],
            "Le #MoisDeLESS commence",
            id="more words",
        ),
        pytest.param(
            "Le #mois de l’ESS", ("#MoisDeLESS",), ["#mois de l’ESS"], "Le #MoisDeLESS", id="the team's sign is no harm"
        ),
        pytest.param("#ESS France", ("ESS", "ESSFrance"), [], "#ESS France", id="the stump is a tag of the team's too"),
        pytest.param("#ESS-Lyon", ("ESS",), [], "#ESS-Lyon", id="with a hyphen as well"),
        pytest.param("Une #économie locale", ("ÉconomieSociale",), [], "Une #économie locale", id="other words follow"),
        pytest.param(
            "Une #économie, sociale", ("ÉconomieSociale",), [], "Une #économie, sociale", id="a comma between"
        ),
        pytest.param(
            "#economie sociale et solidaire",
            ("ÉconomieSociale", "ÉconomieSocialeEtSolidaire"),
            ["#economie sociale et solidaire"],
            "#ÉconomieSocialeEtSolidaire",
            id="the longest of the team's tags wins",
        ),
    ],
)
@pytest.mark.parametrize("on", ["x", "mastodon", "bluesky"])
def test_cut_by_the_teams_own(text: str, ours: tuple[str, ...], found: list[str], fixed: str, on: str) -> None:
    view = seen(text, on, ours)
    findings = list(cut_hashtag(view, **CUT))
    assert words(view, findings) == found
    assert repaired(text, findings) == fixed


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        pytest.param("Du #porte-à-porte", "Du #PorteÀPorte", id="capitals, accents kept"),
        pytest.param("Les #Côtes-d'Armor", "Les #CôtesDArmor", id="an apostrophe within"),
        pytest.param("Le mois de #l’ESS commence.\n", "Le mois de l’ESS commence. #ESS\n", id="an article: to the end"),
        pytest.param("Le mois de #l’ESS. #ess", "Le mois de l’ESS. #ess", id="where it is there already"),
        pytest.param(
            "Un brin #d'économie-sociale.",
            "Un brin d'économie-sociale. #ÉconomieSociale",
            id="with a hyphen behind it too",
        ),
        pytest.param("Les #bénévole-s", "Les #bénévole-s", id="an inclusive form needs other words"),
        pytest.param("#Don'tWalkBy #We’reHiring", "#DontWalkBy #WereHiring", id="contractions"),
        pytest.param("La #R&D et #Node.js", "La #R&D et #Node.js", id="names are not guessed"),
        pytest.param("La #Saison2025-2026", "La #Saison2025-2026", id="numbers are not run together"),
    ],
)
def test_cut_repair(text: str, fixed: str) -> None:
    found = list(cut_hashtag(seen(text), **CUT))
    assert found
    assert repaired(text, found) == fixed
    assert not any(finding.safe for finding in found)


def test_cut_says_what_is_left() -> None:
    (found,) = cut_hashtag(seen("Du #porte-à-porte"), **CUT)
    assert found.values == {"tag": "#porte-à-porte", "kept": "#porte"}


@pytest.mark.parametrize(
    ("tag", "ours", "fixed"),
    [
        pytest.param("#economiesociale", (), "#EconomieSociale", id="two words of the list"),
        pytest.param("#économiesociale", (), "#ÉconomieSociale", id="the author's accents stay"),
        pytest.param("#luttecontrelapauvreté", (), "#LutteContreLaPauvreté", id="little words between"),
        pytest.param("#forumdesassociations2026", (), "#ForumDesAssociations2026", id="a year at the end"),
        pytest.param("#Economiesociale", (), "#EconomieSociale", id="one capital is not enough"),
        pytest.param("#givingtuesday", (), "#GivingTuesday", id="English words"),
        pytest.param("#dondusang", (), "#DonDuSang", id="a short one"),
        pytest.param("#journéedelaterre", (), "#JournéeDeLaTerre", id="a day of something"),
        pytest.param("#moisdeless", (), "#MoisDeLESS", id="a well-known one"),
        pytest.param("#moisdeless", ("MoisDeLess",), "#MoisDeLess", id="the team's spelling comes first"),
        pytest.param("#velolyon", ("VéloLyon",), "#VéloLyon", id="short, but the team's own"),
        pytest.param("#economiesociale", ("economiesociale",), None, id="the team wants it small"),
        pytest.param("#ess", ("ESS",), None, id="an acronym is one word"),
        pytest.param("#EconomieSociale", (), None, id="capitals already"),
        pytest.param("#économie_sociale", (), None, id="an underscore parts words too"),
        pytest.param("#journée-mondiale-du-bénévolat", (), None, id="so does a hyphen, where it is kept"),
        pytest.param("#association", (), None, id="a single word"),
        pytest.param("#environnement", (), None, id="a long single word"),
        pytest.param("#intercommunalité", (), None, id="a longer one"),
        pytest.param("#anticonstitutionnelle", (), None, id="nearly the longest"),
        pytest.param("#healthcare", (), None, id="one word made of two"),
        pytest.param("#python", (), None, id="a single short one"),
        pytest.param("#programmer", (), None, id="no word of two languages"),
        pytest.param("#ÉCONOMIESOCIALE", (), None, id="capitals only are for another rule"),
        pytest.param("#経済経済経済経済経済経済経済", (), None, id="letters without capitals"),
    ],
)
def test_casing(tag: str, ours: tuple[str, ...], fixed: str | None) -> None:
    text = f"Samedi {tag} !"
    found = list(hashtag_casing(seen(text, "bluesky", ours), **CASING))
    assert repaired(text, found) == (f"Samedi {fixed} !" if fixed else text)
    assert len(found) == (fixed is not None)


def test_casing_of_a_very_long_tag_is_flagged_but_not_guessed() -> None:
    (found,) = hashtag_casing(seen("#nousnelacheronsrienjamaisrien"), **CASING)
    assert not found.edits


@pytest.mark.parametrize("check", [dead_hashtag, cut_hashtag, hashtag_casing, missing_hashtag])
@pytest.mark.parametrize("on", ["x", "mastodon", "bluesky", "threads", "instagram"])
@given(text=st.text(alphabet="#＃ aéB2%·.'’-&(\n👉ess", max_size=60))
def test_spans_lie_in_the_text_and_repairs_end(check: Any, on: str, text: str) -> None:
    rule = {dead_hashtag: DEAD, cut_hashtag: CUT, hashtag_casing: CASING, missing_hashtag: {}}[check]
    for _ in range(4):
        found = list(check(seen(text, on, ("ÉcoAé",)), **rule))
        assert all(0 <= finding.span.start <= finding.span.end <= len(text) for finding in found)
        after = repaired(text, found)
        if after == text:
            return
        text = after
    pytest.fail("a repair that never ends")


@pytest.mark.parametrize("on", ["x", "mastodon", "bluesky"])
@pytest.mark.parametrize(
    "piece",
    [
        "#a",
        "# a",
        "#a#",
        "#a#b",
        "#a#b ",
        "#a,#b ",
        "a#b",
        "#2026 ",
        "#l'",
        "#a-",
        "#a.b",
        "(#é",
        "#100%",
        "#a b",
        "#" + "a" * 99 + " ",
    ],
)
def test_hostile_text_takes_linear_time(piece: str, on: str) -> None:
    text = (piece * (200_000 // len(piece)))[:200_000]
    view = seen(text, on, ("ÉconomieSociale",))
    _ = view.entities
    start = time.perf_counter()
    for check, rule in ((dead_hashtag, DEAD), (cut_hashtag, CUT), (hashtag_casing, CASING)):
        for count, _finding in enumerate(check(view, **rule)):
            if count > 1000:
                break
    assert time.perf_counter() - start < 2
