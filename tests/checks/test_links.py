"""Links: how long they are, what they carry, where they lead, and how they break."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.checks import needs
from coach.checks.amount import count
from coach.checks.broken_links import accidental_link, bare_link, link_edges, link_spelling
from coach.checks.links import link_host, link_length, tracking
from coach.checks.placeholders import placeholder
from coach.model import Finding, Post
from coach.rules import unmark
from coach.text.networks import NETWORKS, network
from coach.text.view import View

RULES = Path(__file__).parents[2] / "rules"


def options(rule: str) -> dict[str, Any]:
    """The options that the shipped rule gives its check."""
    found = tomllib.loads((RULES / f"{rule}.toml").read_text(encoding="utf-8")).get("options", {})
    return {name: tuple(value) if isinstance(value, list) else value for name, value in found.items()}


TRACKING = options("tracking-parameters")
SHORTENER = options("url-shortener")
PLACEHOLDER = options("link-placeholder")


def seen(text: str, on: str = "x") -> View:
    return View(Post(text), network(on))


def agrees(marked: str, findings: list[Finding], fixed: str | None = None) -> None:
    """The findings stand at the marks, and their edits make `fixed` (None where there are none)."""
    text, spans = unmark(marked)
    assert sorted(finding.span for finding in findings) == sorted(spans)
    edits = sorted((edit for finding in findings for edit in finding.edits), reverse=True)
    for edit in edits:
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert (text if edits else None) == fixed


def run(check: Callable[..., Iterator[Finding]], marked: str, on: str, **more: Any) -> list[Finding]:
    return list(check(seen(unmark(marked)[0], on), **more))


# --- how long ---


@pytest.mark.parametrize(
    ("on", "length", "flagged", "cost"),
    [
        pytest.param("x", 120, False, 23, id="a hundred and twenty is fine"),
        pytest.param("x", 121, True, 23, id="more is long to look at, though it costs 23 on X"),
        pytest.param("mastodon", 121, True, 23, id="and on Mastodon"),
        pytest.param("bluesky", 121, True, 32, id="Bluesky counts what its app shows"),
        pytest.param("threads", 121, True, 121, id="all of it is taken from the words on Threads"),
        pytest.param("linkedin", 121, True, 121, id="and on LinkedIn"),
    ],
)
def test_long_links(on: str, length: int, flagged: bool, cost: int) -> None:
    link = "https://atelier-lilas.fr/"
    findings = list(link_length(seen("Voir " + link + "a" * (length - len(link)), on)))
    assert [finding.values for finding in findings] == ([{"length": length, "cost": cost}] if flagged else [])


# --- what they carry ---


@pytest.mark.parametrize(
    ("post", "fixed"),
    [
        pytest.param("https://a.fr/?<<fbclid=1>>", "https://a.fr/", id="alone: the question mark goes too"),
        pytest.param("https://a.fr/?<<fbclid=1>>#b?c=d", "https://a.fr/#b?c=d", id="the fragment stays"),
        pytest.param("https://a.fr/?<<fbclid=1>>&b=2", "https://a.fr/?b=2", id="first"),
        pytest.param("https://a.fr/?b=2&<<fbclid=1>>", "https://a.fr/?b=2", id="last"),
        pytest.param("https://a.fr/?b=2&<<fbclid=1>>&c=3", "https://a.fr/?b=2&c=3", id="between"),
        pytest.param("https://a.fr/?<<gclid=1&b=2&fbclid=3>>", "https://a.fr/?b=2", id="around"),
        pytest.param("https://a.fr/?<<gclid=1&fbclid=3>>&b=2&", "https://a.fr/?b=2&", id="a run at the start"),
        pytest.param("https://a.fr/?b=2&<<gclid=1&fbclid=3>>", "https://a.fr/?b=2", id="a run at the end"),
        pytest.param("https://a.fr/?b=%20A&<<amp;fbclid=1>>", "https://a.fr/?b=%20A", id="with the sign in HTML"),
        pytest.param("https://youtu.be/a?<<si=b>>&t=4", "https://youtu.be/a?t=4", id="a code of one site, there"),
        pytest.param("https://m.youtube.com/a?<<si=b>>", "https://m.youtube.com/a", id="and on its subdomains"),
        pytest.param("https://a.fr/?si=b", None, id="but nowhere else"),
        pytest.param(
            "https://www.facebook.com/a/posts/1?<<__cft__[0]=AZ&__tn__=R>>",
            "https://www.facebook.com/a/posts/1",
            id="of Facebook",
        ),
        pytest.param("https://fb.com/a?<<__cft__%5B0%5D=AZ>>&b=1", "https://fb.com/a?b=1", id="encoded"),
        pytest.param("https://notyoutu.be/a?si=b", None, id="not on a host that merely ends so"),
        pytest.param("https://a.fr/?utm_source=x", None, id="the team's own campaigns stay"),
        pytest.param("https://a.fr/fbclid=1", None, id="in the path it is no parameter"),
        pytest.param("https://a.fr/#?fbclid=1", None, id="in the fragment neither"),
        pytest.param("fbclid=1 ? https://a.fr/", None, id="in the text neither"),
        pytest.param("https://a.fr/?b=fbclid", None, id="a value neither"),
        pytest.param("https://a.fr/?&&fbclid", None, id="parts without a value are no matter"),
    ],
)
def test_tracking(post: str, fixed: str | None) -> None:
    agrees(post, run(tracking, post, "x", **TRACKING), fixed)


def test_campaigns_when_asked() -> None:
    post = "https://a.fr/?utm_source=x&fbclid=1"
    clicks, campaigns = run(tracking, post, "x", names=("fbclid",), campaign=("utm_*",))
    assert (clicks.safe, campaigns.safe) == (True, False)
    agrees("https://a.fr/?<<utm_source=x>>&fbclid=1", [campaigns], "https://a.fr/?fbclid=1")


@given(st.lists(st.sampled_from(["fbclid=1", "b=2", "gclid=", "c", "", "si=3", "si"]), min_size=1, max_size=8))
def test_the_rest_of_a_link_stays_to_the_letter(parts: list[str]) -> None:
    text = "Voir https://youtu.be/a?" + "&".join(parts) + "#z fin"
    for _ in range(3):
        edits = sorted((e for f in tracking(seen(text), **TRACKING) for e in f.edits), reverse=True)
        for edit in edits:
            text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    kept = [part for part in parts if part in ("b=2", "c", "", "si")]
    lost = len(kept) < len(parts)
    assert text == "Voir https://youtu.be/a" + ("?" + "&".join(kept) if kept or not lost else "") + "#z fin"


# --- where they lead ---


@pytest.mark.parametrize(
    ("post", "on", "more"),
    [
        pytest.param("<<https://bit.ly/a>>", "x", {}, id="a shortener"),
        pytest.param("<<http://www.bit.ly/a?b>>", "x", {}, id="however it is written"),
        pytest.param("<<https://BIT.LY/a>>", "mastodon", {}, id="in capitals too"),
        pytest.param("<<bit.ly/a>>", "x", {}, id="without protocol"),
        pytest.param("https://t.co/a", "x", {}, id="X's own on X"),
        pytest.param("https://t.co/a", "x-classic", {}, id="and on X of old"),
        pytest.param("<<https://t.co/a>>", "mastodon", {}, id="but not elsewhere"),
        pytest.param("https://maps.app.goo.gl/a", "x", {}, id="a host that merely ends so"),
        pytest.param("https://a.fr/bit.ly", "x", {}, id="a path that looks so"),
        pytest.param("https://a.fr/?u=https://bit.ly/a", "x", {}, id="a parameter that looks so"),
        pytest.param("https://bit.ly/a", "x", {"allowed": ("bit.ly",)}, id="allowed"),
        pytest.param("https://bit.ly/lilas-a", "x", {"allowed": ("bit.ly/lilas-",)}, id="allowed by its beginning"),
        pytest.param("<<https://bit.ly/a>>", "x", {"allowed": ("bit.ly/lilas-",)}, id="only by that beginning"),
        pytest.param("<<https://bit.ly/a>>", "x", {"allowed": ("bit.l",)}, id="half a host allows nothing"),
    ],
)
def test_shorteners(post: str, on: str, more: dict[str, Any]) -> None:
    agrees(post, run(link_host, post, on, **{**SHORTENER, **more}))


def test_an_ending_stands_for_all_hosts() -> None:
    post = "<<https://asso.org/a>> https://org.fr"
    agrees(post, run(link_host, post, "x", hosts=(".org",)))


# --- how many ---


@pytest.mark.parametrize(
    ("post", "more"),
    [
        pytest.param("https://a.fr <<https://b.fr>> https://c.fr", {"at_most": 1}, id="the first one too many"),
        pytest.param("https://a.fr https://b.fr", {"at_most": 2}, id="as many as welcome"),
        pytest.param("<<https://a.fr>>", {"at_most": 0}, id="none is welcome"),
        pytest.param("https://a.fr https://a.fr", {"at_most": 1, "distinct": True}, id="the same one again"),
        pytest.param("https://a.fr/A <<https://a.fr/a>>", {"at_most": 1, "distinct": True}, id="paths have a case"),
        pytest.param("Samedi<<>>", {"at_least": 1}, id="one is missing"),
        pytest.param("Voir https://a.fr", {"at_least": 1}, id="none is missing"),
        pytest.param("https://a.fr https://a.fr<<>>", {"at_least": 2, "distinct": True}, id="two different ones are"),
    ],
)
def test_counting_links(post: str, more: dict[str, Any]) -> None:
    agrees(post, run(count, post, "x", of="url", **more))


def test_counting_other_things() -> None:
    agrees("#A #a <<#b>>", run(count, "#A #a #b", "x", of="hashtag", at_most=1, distinct=True))
    agrees("🎉 <<🎊>> 🎈", run(count, "🎉 🎊 🎈", "x", of="emoji", at_most=1))


# --- links to come ---


@pytest.mark.parametrize(
    "post",
    [
        pytest.param("Inscription : <<[LIEN]>>", id="in brackets"),
        pytest.param("Inscription : <<[ lien à venir… ]>>", id="with blanks and dots"),
        pytest.param("<<{{url}}>> et <<{lien}>>", id="curly"),
        pytest.param("<<<lien>>> ici", id="angle"),
        pytest.param("<<[INSERT_LINK_HERE]>>", id="with underscores"),
        pytest.param("[ici](https://a.fr) puis <<[lien]>>", id="a link in Markdown is one"),
        pytest.param("[ici][lien] https://a.fr\n[lien]: https://a.fr", id="also by reference"),
        pytest.param("`[lien]` est la syntaxe", id="code speaks about it"),
        pytest.param("la balise <link> et git clone <url>", id="HTML and command lines"),
        pytest.param("[très] bon [Lyon] [2026] [lien en bio]", id="other words"),
        pytest.param("Inscription : <<https://…>>", id="an ellipsis"),
        pytest.param("Inscription : <<https://....>> Merci", id="three dots or more"),
        pytest.param("ici <<https://...>> merci", id="behind a word that announces it"),
        pytest.param("<<https://[LIEN]>>/agenda", id="brackets behind the protocol are one finding"),
        pytest.param("👉 <<https://>>", id="nothing behind it"),
        pytest.param("<<https://>>\nÀ samedi", id="nothing on its line"),
        pytest.param("une adresse sûre commence par https://", id="talk about addresses"),
        pytest.param("commence par https://… toujours", id="also with dots"),
        pytest.param("par « https:// », et non « http:// »", id="in quotation marks"),
        pytest.param('par "https://" ou (http://)', id="of all kinds"),
        pytest.param("Infos <<https://lien>>", id="a word for an address"),
        pytest.param("<<TODO>>: le lien", id="a note to oneself"),
        pytest.param("<<TODO>> : le lien", id="in the French manner"),
        pytest.param("ma todo list, une TODO list, TODO", id="a to-do list"),
        pytest.param("<<https://bit.ly/xxx>>", id="crosses"),
        pytest.param("<<https://www.xxx.fr/a>> <<https://a.fr/?id=XXXX>>", id="crosses elsewhere"),
        pytest.param("https://a.fr/xxl https://xx.fr https://a.fr/maxxx https://a.fr/xxx-large", id="other crosses"),
        pytest.param("https://[::1]/ et http://[2001:db8::1]:80/", id="numbers of machines"),
        pytest.param("Le <<XX/XX>>, puis le <<XX/XX/2026>> et le <<XX/XX/XXXX>>", id="figures of a date"),
        pytest.param("De <<XXh>> à <<XX h 30>>, <<XX:XX>> ou <<XXhXX>>", id="of an hour"),
        pytest.param("<<XX €>>, au <<XX XX XX XX XX>>", id="of a price, of a telephone"),
        pytest.param("XXe siècle, chapitre XX, taille XXL, XX/XY", id="centuries and sizes"),
        pytest.param("Bonjour <<%PRENOM%>>, <<{{ nom }}>>, <<[date]>>", id="fields of a mailing"),
        pytest.param("Le <<XX mars>> à <<xxh>>, <<xx/xx>>, ou à <<XX heures>>", id="months, and small letters"),
        pytest.param("<<£XX>> entry. Read: <<LINK>>\nOr here: <<URL>>.\nLove xx, LINK to us: LINK up", id="in English"),
        pytest.param("50 % ABCDE % 20%, 100%OFF%", id="percentages"),
        pytest.param("[HORAIRES] La salle ouvre à 9 h", id="a label"),
        pytest.param("📍[LIEU] Salle Jean-Moulin 🕑 [HEURE] 20 h", id="labels behind pictograms"),
        pytest.param(
            "<<[NOM]>> sera là, merci à <<[NOM]>>, à <<[HEURE]>>,\n<<[LIEN]>>\n<<[LIEU]>> : la salle", id="no labels"
        ),
        pytest.param("Objet du mail : « Don [nom] »\nMerci à <<[nom]>>", id="for the reader to fill in"),
        pytest.param("Text JOIN [name] to 60777, or send “MAY <name>”", id="for the reader, in English"),
        pytest.param('print(f"Bonjour {name} !")\n<<{name}>>', id="code"),
        pytest.param("la balise <time>, /users/{name} et /members/[name]", id="ways through a site"),
        pytest.param("dans %APPDATA%, %USERPROFILE%", id="folders of Windows"),
        pytest.param(
            "<<[Nom du maire]>> <<[lieu à préciser]>> <<[insert sponsor]>> <<[Lien vers HelloAsso]>>", id="more of them"
        ),
        pytest.param("[lieu à confirmer] [Le nom du vent] [nommé] [reinsert it]", id="what readers may well read"),
        pytest.param("vérifiez qu’elle commence bien par : https://", id="talk with a colon"),
        pytest.param("it begins with: https://\n✅ https://\n❌ http://", id="right and wrong"),
        pytest.param("👉 <<https://>>\n➡️ <<https://>>", id="pointing at it"),
        pytest.param("Réservez sur <<https://...>>\nBook at <<https://>>", id="more words that announce it"),
        pytest.param("https://.asso-lilas.fr/agenda", id="one dot before a name"),
        *(
            pytest.param(text, id=text)
            for text in (
                "👉 <<[LIEN]>> Avant vendredi",
                "<<[LIEN]>> Inscrivez-vous\n<<[TODO]>> Relire\n<<[NOM]>> Adhérez !",
                "<<[À COMPLÉTER]>> Samedi",
                "[LIEU]  Salle des fêtes",
                "Comment s’inscrire ? <<[lien]>>",
                "Comment venir : <<[adresse]>>",
                "Envoyez vos dons ici : <<[LIEN]>>",
                "Text us at <<[phone number]>>",
                "Full text here: <<[link]>>",
                "Objet : réunion du <<[date]>>",
                "Écrivez-nous : <<[adresse mail]>>",
                "Référence : <<[à compléter]>>",
                "Envoyez un mot à <<[nom]>>",
                "Date : <<TBD>>",
                "le lien : <<URL>>",
                "Bisous à tous : xxx",
                "Love to all: xxx",
                "https://asso.fr/<<[lien]>> et/<<[lieu]>>, le 12/<<[date]>>",
                "[insert coin] [screen name] [brand name] [le nom de la rose]",
                "dimanche <<XX/XX>> à <<XXh>>, <<06 xx xx xx xx>>",
                "Inscription par : <<https://>>",
                "Notre site est now on https://",
            )
        ),
        pytest.param("Notre TODO : peindre. The TODO: paint.", id="a list of one's own"),
        pytest.param("Lien : <<TODO>>\nWhen: <<TBD>>\nLieu : <<XXX>>", id="behind a colon"),
        pytest.param("Super Bowl XX: 46-10. FestiVoix XX : 20 ans, xx May", id="numbers of Rome, and kisses"),
        pytest.param(
            "<<March XX>>, the <<XXth March>>, <<XXpm>>, <<XX:XXpm>>, <<samedi XX>> à 14 h", id="more figures"
        ),
        pytest.param(
            "<<XX.XX.2026>>, <<XX-XX-XXXX>>, <<XX euros>>, <<06.XX.XX.XX.XX>>, <<06 XX XX XX XX>>", id="with dots"
        ),
    ],
)
@pytest.mark.parametrize("on", ["x", "mastodon", "bluesky"])
def test_placeholders(post: str, on: str) -> None:
    findings = run(placeholder, post, on, **PLACEHOLDER)
    agrees(post.replace("\u2009", ""), findings)


# --- misspelt ---


@pytest.mark.parametrize(
    ("post", "fixed"),
    [
        ("<<htp://asso.fr/dons>>.", "http://asso.fr/dons."),
        ("<<htps://asso.fr>>", "https://asso.fr"),
        ("<<hhttps://asso.fr>>", "https://asso.fr"),
        ("(<<ttps://asso.fr/a>>)", "(https://asso.fr/a)"),
        ("<<http:/asso.fr/a>>", "http://asso.fr/a"),
        ("<<https:asso.fr/a>>", "https://asso.fr/a"),
        ("<<https//asso.fr/a>>", "https://asso.fr/a"),
        ("<<https;//asso.fr/a>>", "https://asso.fr/a"),
        ("<<https.//asso.fr/a>>", "https://asso.fr/a"),
        ("<<https::/asso.fr/a>>", "https://asso.fr/a"),
        ("<<http:\\\\asso.fr/a>>", "http://asso.fr/a"),
        ("<<https: //asso.fr/a>>", "https://asso.fr/a"),
        ("<<https ://asso.fr/a>>", "https://asso.fr/a"),
        ("<<https:// asso.fr/a>>", "https://asso.fr/a"),
        ("<<https:///asso.fr/a>>", "https://asso.fr/a"),
        ("<<https//:asso.fr/a>>", "https://asso.fr/a"),
        ("<<httos://asso.fr/a>>", "https://asso.fr/a"),
        ("<<https://https://asso.fr/a>>", "https://asso.fr/a"),
        ("<<http://https//asso.fr/a>>", "https://asso.fr/a"),
        ("<<www. asso.fr>>", "www.asso.fr"),
        ("<<www .asso.fr/a>>", "www.asso.fr/a"),
        ("<<www,asso.fr>>", "www.asso.fr"),
        ("<<www.asso-kerlaz,fr>> et www.asso-kerlaz,puis", "www.asso-kerlaz.fr et www.asso-kerlaz,puis"),
        ("<<https://wwww.asso.fr/a>> et <<https://ww.asso.fr>>", "https://www.asso.fr/a et https://www.asso.fr"),
        ("<<https://asso .fr>> et <<https://asso>>. Merci", "https://asso.fr et https://asso. Merci"),
        ("<<https://asso>>, samedi", None),
        ("<<https://BRC-Analytics>> et plus", None),
        ("<<https:/théâtre.fr/a>>", "https://théâtre.fr/a"),
    ],
)
@pytest.mark.parametrize("on", ["x", "mastodon", "bluesky"])
def test_misspelt_links(post: str, fixed: str | None, on: str) -> None:
    agrees(post, run(link_spelling, post, on), fixed)


@pytest.mark.parametrize("slip", ["htp:/", "htt://", "HPTT://", "htps//", "Htts://", "hptts:", "HTTSP://", "hHtpS://"])
@pytest.mark.parametrize("after", ["asso.fr", "asso.fr et https://asso.fr"])
def test_slips_of_any_kind_and_case_are_seen(slip: str, after: str) -> None:
    right = "https" if "s" in slip.lower() else "http"
    agrees(
        f"Ici <<{slip}{after.replace('asso.fr', 'asso.fr>>', 1)}",
        run(link_spelling, f"Ici {slip}{after}", "x"),
        f"Ici {right}://{after}",
    )


@pytest.mark.parametrize("slip", ["Www. asso.fr", "WWW. ASSO.FR", "wwW .asso.fr"])
def test_www_in_any_case_is_seen(slip: str) -> None:
    agrees(f"<<{slip}>>", run(link_spelling, slip, "x"), "www." + slip[5:])


@pytest.mark.parametrize(
    "post",
    [
        "https://asso.fr http://asso.fr https://ASSO.FR",
        "Passez au https: c’est mieux. HTTP/2.0, http:2, http, https !",
        "http://localhost:8000 http://192.168.0.1/a http://raspberry.local",
        "ftp://asso.fr mailto:a@asso.fr matrix://asso.fr",
        "`htp://asso.fr` est faux, comme `https//asso.fr`",
        "https://asso.fr/?u=http:/b.fr https://web.archive.org/web/2020/http://asso.fr",
        "le www. C’est vieux. www, puis asso",
        "https:// https://… https://[LIEN] https://lien",
        "Gestion des htp et ttp : rien",
        "#http://asso.fr",
    ],
)
@pytest.mark.parametrize("on", ["x", "mastodon", "bluesky"])
def test_well_spelt_links(post: str, on: str) -> None:
    agrees(post, run(link_spelling, post, on))


@pytest.mark.parametrize("on", NETWORKS)
def test_no_network_makes_a_link_without_an_ending(on: str) -> None:
    for post in ("Voir <<https://asso>> ici", "Voir <<https://asso/a>>"):
        agrees(post, run(link_spelling, post, on))
    agrees("Voir <<https://…>>", run(placeholder, "Voir <<https://…>>", on, **{**PLACEHOLDER, "after": ("voir",)}))


def test_a_protocol_in_capitals() -> None:
    post = "HTTPS://asso.fr et Http://asso.fr"
    assert not run(link_spelling, post, "x")
    marked = "<<HTTPS://asso.fr>> et <<Http://asso.fr>>"
    agrees(marked, run(link_spelling, post, "bluesky"), "https://asso.fr et http://asso.fr")


def test_an_ending_that_does_not_exist() -> None:
    agrees("Voir <<https://asso.zzzz/a>>.", run(link_spelling, "Voir https://asso.zzzz/a.", "x"))


# --- stuck ---


@pytest.mark.parametrize(
    ("post", "on", "fixed"),
    [
        ("ici<<https://asso.fr/a>>", "x", "ici https://asso.fr/a"),
        ("ici<<https://asso.fr/a>>", "mastodon", "ici https://asso.fr/a"),
        ("ici:<<https://asso.fr/a>>", "bluesky", "ici: https://asso.fr/a"),
        ("👉<<https://asso.fr/a>>", "bluesky", "👉 https://asso.fr/a"),
        ("«<<https://asso.fr/a>> »", "bluesky", None),
        ("<<https://asso.fr/a»>>", "bluesky", "https://asso.fr/a\u00a0»"),
        ("<<https://asso.fr/a🎉>>", "bluesky", "https://asso.fr/a 🎉"),
        ("<<https://asso.fr/a…>>", "bluesky", None),
        ("(<<https://fr.wikipedia.org/wiki/Lyon_(ville))>>", "bluesky", None),
        ("(https://fr.wikipedia.org/wiki/Lyon_(ville))", "x", None),
        ("<<https://asso.fr/docs/mon affiche.pdf>>", "x", "https://asso.fr/docs/mon%20affiche.pdf"),
        ("<<https://asso.fr/docs/a b/c d.pdf>>", "x", "https://asso.fr/docs/a%20b/c%20d.pdf"),
        ("<<https://asso.fr /nos-dons>>", "x", "https://asso.fr/nos-dons"),
        ("<<https://a.fr/b,https://a.fr/c>>", "x", "https://a.fr/b, https://a.fr/c"),
        ("pip install git+https://a.fr/b", "bluesky", None),
        ("https://web.archive.org/web/2020/https://a.fr/b", "x", None),
        ("https://asso.fr/agenda et dans le fichier programme.pdf", "x", None),
        ("https://asso.fr/bulletin Bonne affiche.pdf", "x", None),
        ("https://asso.fr /06.12.34.56.78 / a@asso.fr", "x", None),
    ],
)
def test_stuck_links(post: str, on: str, fixed: str | None) -> None:
    agrees(post, run(link_edges, post, on), fixed)


@pytest.mark.parametrize(
    "post",
    [
        "Voir https://asso.fr/a. Voir https://asso.fr/a, (https://asso.fr/a) https://asso.fr/a!",
        "https://fr.wikipedia.org/wiki/Lyon_(ville) et (Lyon)",
        "https://asso.fr/l_ https://asso.fr/?a= https://asso.fr/a- https://asso.fr/#",
        "https://fr.wikipedia.org/wiki/L’Équipe https://fr.wikipedia.org/wiki/Alsace–Lorraine",
        "https://asso.fr /JD https://asso.fr / https://b.fr https://asso.fr 24/7",
        "https://asso.fr programme.pdf, https://asso.fr/a.pdf et b.pdf",
        "`https://asso.fr` ?u=https://asso.fr",
    ],
)
@pytest.mark.parametrize("on", ["x", "mastodon", "bluesky"])
def test_free_links(post: str, on: str) -> None:
    agrees(post, run(link_edges, post, on))


# --- without protocol ---


@pytest.mark.parametrize(
    ("post", "fixed"),
    [
        ("<<www.asso.fr>>.", "https://www.asso.fr."),
        ("(<<asso.fr/dons>>)", "(https://asso.fr/dons)"),
        ("<<dons.asso.fr/a?b=c>>, merci", "https://dons.asso.fr/a?b=c, merci"),
        ("asso.fr et Node.js et/ou 24/7 km/h v1.2/v1.3", None),
        ("https://www.asso.fr/a ftp://www.asso.fr a@asso.fr/b", None),
        ("Bonjour.Merci/pardon", None),
        (
            "README.md/LICENSE.md, <<booking.com/fr>>",
            "README.md/LICENSE.md, https://booking.com/fr",
        ),
        ("<<Facebook.com/MonAsso>>", "https://Facebook.com/MonAsso"),
        ("<<WWW.asso.fr>>", "https://WWW.asso.fr"),
        (
            "Les adhérent.es/bénévoles et <<navarra.es/agenda>>",
            "Les adhérent.es/bénévoles et https://navarra.es/agenda",
        ),
    ],
)
def test_bare_links(post: str, fixed: str | None) -> None:
    agrees(post, run(bare_link, post, "mastodon", **options("bare-link")), fixed)
    assert not run(bare_link, post, "x")


@pytest.mark.parametrize(
    ("post", "on", "fixed"),
    [
        ("Merci aux <<chercheur.es>> et <<Usager.es>> !", "x", "Merci aux chercheur·es et Usager·es !"),
        ("Des <<citoyen.ne>> aux <<acteur.ice>>", "x", "Des citoyen·ne aux acteur·ice"),
        ("Merci aux chercheur.es !", "mastodon", None),
        ("À voir sur navarra.es, ou https://chercheur.es et chercheur.es/a", "x", None),
        ("We thank the team of the house of restaur.es for this", "x", None),
        ("Filed for <<G-20.In>> July, on <<Saturday.My>> rest", "x", "Filed for G-20. In July, on Saturday. My rest"),
        ("Saturday.My rest", "mastodon", None),
        ("Le programme est sur irun.es, adresse : irun.es", "x", None),
        ("<<samedi.Vin>> chaud", "x", "samedi. Vin chaud"),
        ("samedi.la fête, lilas.Org et www.asso.In", "x", None),
    ],
)
def test_links_nobody_meant(post: str, on: str, fixed: str | None) -> None:
    agrees(post, run(accidental_link, post, on, **options("accidental-link")), fixed)


# --- all of them ---

CHECKS: list[tuple[Callable[..., Iterator[Finding]], dict[str, Any]]] = [
    (link_length, {}),
    (link_host, SHORTENER),
    (tracking, TRACKING),
    (placeholder, PLACEHOLDER),
    (link_spelling, {}),
    (link_edges, {}),
    (bare_link, {}),
    (accidental_link, options("accidental-link")),
]

PIECES = st.sampled_from(
    [
        *("http", "https", "htps", "://", ":/", "//", ":", " ", "\n", ".", "www.", "asso", ".fr", "/a", "?", "&", "="),
        *(
            "fbclid",
            "fbclid=1",
            "#",
            "[",
            "]",
            "<",
            ">",
            "{",
            "lien",
            "…",
            "...",
            "TODO:",
            "xxx",
            "bit.ly/a",
            "é",
            "🎉",
            "»",
        ),
        *("@", "(", ")", "’", '"', "`", "\u00a0", "a.pdf", "юбка", "https://asso.fr/a", "\r\n", "xn--", "\ufffc"),
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from(NETWORKS))
def test_any_text_can_be_looked_at(text: str, on: str) -> None:
    view = seen(text, on)
    for check, more in CHECKS:
        for finding in check(view, **more):
            assert 0 <= finding.span.start < finding.span.end <= len(text)
            for edit in finding.edits:
                assert 0 <= edit.span.start <= edit.span.end <= len(text)
                assert text[edit.span.start : edit.span.end] != edit.text


@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from(NETWORKS))
def test_no_fault_hides_from_the_cheap_test(text: str, on: str) -> None:
    view = seen(text, on)
    for check, more in [*CHECKS, (count, {"of": "url", "at_most": 0})]:
        if any(check(view, **more)):
            assert needs(check.__name__, more) & view.features, check.__name__


@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from(["x", "mastodon", "bluesky"]))
def test_mended_once_is_mended(text: str, on: str) -> None:
    for check, more in CHECKS:
        mended = text
        for _ in range(20):
            first = next((f for f in check(seen(mended, on), **more) if f.edits), None)
            if first is None:
                break
            for edit in sorted(first.edits, reverse=True):
                mended = mended[: edit.span.start] + edit.text + mended[edit.span.end :]
        assert first is None


HOSTILE = [
    "https://" * 40_000,
    "http:/a.fr " * 30_000,
    "https://a" + ".a" * 150_000,
    "https://a.fr/?" + "fbclid=1&" * 30_000,
    "https://a.fr/?" + "&" * 300_000,
    "[" * 300_000,
    "[lien" * 60_000,
    "https://a.fr/" + "x" * 300_000,
    "x" * 300_000 + "://",
    "https://a.fr" + " a" * 150_000 + ".pdf",
    "https://a.fr " * 25_000,
    "www. a" * 50_000,
    "www." + "a-" * 150_000,
    "a." * 150_000 + "/",
    "TODO" * 75_000,
    "https://é" * 30_000,
    "https:// " * 30_000,
    "ahttps://a.fr" * 20_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_takes_no_more_than_its_length(text: str) -> None:
    for on in ("x", "bluesky"):
        view = seen(text, on)
        assert view.prose is not None
        for check, more in CHECKS:
            start = time.process_time()
            for number, _ in enumerate(check(view, **more)):
                if number >= 100:
                    break
            assert time.process_time() - start < 1.5, check.__name__
