"""Letters of another alphabet in links and handles."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.checks import needs
from coach.checks.lookalikes import lookalikes
from coach.model import Finding, Post
from coach.rules import unmark
from coach.text.features import features
from coach.text.networks import NETWORKS, network
from coach.text.view import View


def run(marked: str, on: str) -> list[Finding]:
    return list(lookalikes(View(Post(unmark(marked)[0]), network(on))))


@pytest.mark.parametrize(
    ("post", "fixed"),
    [
        pytest.param("Dons : https://<<аsso.fr>>/x", "Dons : https://asso.fr/x", id="one Cyrillic letter in a host"),
        pytest.param("https://<<www.Fоndation.org>>?a", "https://www.Fondation.org?a", id="in capitals, with www"),
        pytest.param("https://dons.<<>>asso.fr", None, id="none"),
        pytest.param("https://<<аррӏе.com>>", "https://apple.com", id="nothing but lookalikes, with a plain ending"),
        pytest.param("merci <<@аsso_locale>> !", "merci @asso_locale !", id="in a handle"),
        pytest.param("merci <<@assο>>", "merci @asso", id="a Greek letter"),
        pytest.param("merci <<@aսtre>>", "merci @autre", id="an Armenian letter"),
        pytest.param("https://<<xn--80ak6aa92e.com>>/x", None, id="in its wire form"),
        pytest.param("https://<<XN--80AK6AA92E.COM>>/x", None, id="in its wire form, in capitals"),
        pytest.param(
            "https://asso.fr et <<@аssо>> et https://<<аsso.fr>>",
            "https://asso.fr et @asso et https://asso.fr",
            id="several",
        ),
    ],
)
@pytest.mark.parametrize("on", ["x", "mastodon", "bluesky"])
def test_lookalikes_are_shown(post: str, fixed: str | None, on: str) -> None:
    text, spans = unmark(post)
    findings = run(post, on)
    assert [finding.span for finding in findings] == [span for span in spans if span.start < span.end]
    edits = sorted((edit for finding in findings for edit in finding.edits), reverse=True)
    assert not any(finding.safe for finding in findings if finding.edits)
    for edit in edits:
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert (text if edits else None) == fixed


@pytest.mark.parametrize(
    "post",
    [
        pytest.param("https://президент.рф/a", id="a host in another alphabet"),
        pytest.param("https://café.fr https://münchen.de https://kadın.com https://straße.de", id="accents"),
        pytest.param("https://xn--caf-dma.fr https://xn--d1abbgf6aiiy.xn--p1ai", id="the same in their wire form"),
        pytest.param("https://xn--.fr https://xn--zzzzzz\u00e9.fr https://xn--99999999.fr", id="broken wire forms"),
        pytest.param("@команда_dev @Жанна https://команда-dev.com", id="a word in each alphabet"),
        pytest.param("https://日本.jp https://例え.com @asso", id="an alphabet that nobody confuses"),
        pytest.param("т.е. слово а.б с.х привет https://asso.fr @asso", id="prose in another alphabet"),
        pytest.param("β-test, ΔT, α https://asso.fr @asso", id="letters of formulas"),
        pytest.param("Notre été à Orléans https://asso.fr @asso", id="French"),
    ],
)
@pytest.mark.parametrize("on", ["x", "mastodon", "bluesky"])
def test_fair_names_are_left_alone(post: str, on: str) -> None:
    assert run(post, on) == []


def test_what_is_shown() -> None:
    host, handle = run("https://аssо.fr @аsso", "x")
    assert host.values == {"name": "аssо.fr", "letters": "а (U+0430), о (U+043E)", "real": "xn--ss-6kc2d.fr"}
    assert handle.values == {"name": "@аsso", "letters": "а (U+0430)", "real": "@[U+0430]sso"}


def test_the_wire_form_is_the_one_of_the_standard() -> None:
    # The library's own encoder of RFC 3490, for a name that both know.
    assert run("https://аррӏе.com", "x")[0].values["real"] == "аррӏе.com".encode("idna").decode()


@given(st.text(alphabet="aоа.@/:-xn h_tps2é\n", max_size=40), st.sampled_from(NETWORKS))
def test_any_text_can_be_looked_at(text: str, on: str) -> None:
    for finding in run(text, on):
        assert needs("lookalikes", {}) & features(text)
        assert 0 <= finding.span.start < finding.span.end <= len(text)
        for edit in finding.edits:
            assert finding.span.start <= edit.span.start < edit.span.end <= finding.span.end


@pytest.mark.parametrize(
    "text",
    ["@а" * 100_000, "@" + "аa" * 100_000, "https://" + "а" * 300_000 + ".fr", "а." * 150_000, "https://xn--" * 25_000],
    ids=range(5),
)
def test_hostile_text_takes_no_more_than_its_length(text: str) -> None:
    view = View(Post(text), network("bluesky"))
    assert view.prose is not None
    start = time.process_time()
    for number, _ in enumerate(lookalikes(view)):
        if number >= 100:
            break
    assert time.process_time() - start < 1.5
