"""Which rules hold for a post, and how what they find is signed, merged, suppressed and cut."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coach.checks import CHECKS, NEVER, Check
from coach.engine import MOST, Choice, Linter
from coach.errors import CoachError
from coach.model import Allowance, Post, Segment, Span
from coach.rules import OnNetwork, Rule, shipped
from coach.settings import Override, Settings


def rule(id: str, **changes: Any) -> Rule:
    given = {"check": "count", "severity": "warning", "since": "2026-11", "folder": Path()}
    return Rule(id=id, **{**given, "options": {"of": "hashtag", "at_most": 0}, **changes})


def post(text: str = "One #tag", **changes: Any) -> Post:
    return Post(text, segments=(Segment(0, 0, len(text)),), **changes)


def found(linter: Linter, given: Post, overrides: tuple[Override, ...] = ()) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.rule.id, one.severity, one.networks) for one in linter.lint(given, overrides)]


LATE = rule("late", since="2027-01", severity="error")
RULES = {one.id: one for one in (rule("on"), rule("off", enabled=False), LATE)}


@pytest.mark.parametrize(
    ("settings", "choice", "ids"),
    [
        pytest.param({}, {}, ["late", "on"], id="what is on by default"),
        pytest.param({"ignore": ("on",)}, {}, ["late"], id="the settings ignore one"),
        pytest.param({"select": ("on",)}, {}, ["on"], id="the settings select one"),
        pytest.param({"extend_select": ("off",)}, {}, ["late", "off", "on"], id="the settings add one"),
        pytest.param({"severity": {"off": "error"}}, {}, ["late", "off", "on"], id="a severity switches on"),
        pytest.param({"severity": {"on": "off"}}, {}, ["late"], id="a severity switches off"),
        pytest.param({}, {"select": ("off",)}, ["off"], id="the command line selects one"),
        pytest.param({"ignore": ("on",)}, {"select": ("on",)}, ["on"], id="the command line over the settings"),
        pytest.param({}, {"extend_select": ("off",)}, ["late", "off", "on"], id="the command line adds one"),
        pytest.param({}, {"ignore": ("on", "late")}, [], id="the command line ignores"),
        pytest.param({"extend_select": ("off",)}, {"ignore": ("off",)}, ["late", "on"], id="ignoring wins"),
    ],
)
def test_which_rules_run(settings: dict[str, Any], choice: dict[str, Any], ids: list[str]) -> None:
    linter = Linter(RULES, Settings(**settings), Choice(**choice))
    assert sorted(id for id, _, _ in found(linter, post())) == ids


def test_a_rule_newer_than_the_pinned_set_only_suggests() -> None:
    assert ("late", "error", ("x",)) in found(Linter(RULES, Settings()), post())
    assert ("late", "suggestion", ("x",)) in found(Linter(RULES, Settings(rule_set="2026-11")), post())


def test_an_override_may_add_a_rule() -> None:
    linter = Linter(RULES, Settings(ignore=("off",)))
    first, second = Override(("a",), extend_select=("off",)), Override(("b",), ignore=("off",))
    assert [id for id, _, _ in found(linter, post(), (first,))] == ["late", "on", "off"]
    assert [id for id, _, _ in found(linter, post(), (first, second))] == ["late", "on"]
    assert [id for id, _, _ in found(linter, post(), (second, first))] == ["late", "on", "off"]


def test_at_one_place_the_gravest_comes_first() -> None:
    rules = {severity: rule(severity, severity=severity) for severity in ("suggestion", "error", "warning")}
    assert [id for id, _, _ in found(Linter(rules, Settings()), post())] == ["error", "warning", "suggestion"]


def test_an_override_holds_for_the_files_it_fits() -> None:
    linter = Linter(RULES, Settings())
    override = Override(files=("press/**",), ignore=("on",), severity=(("late", "warning"),))
    assert found(linter, post(), (override,)) == [("late", "warning", ("x",))]


@pytest.mark.parametrize(
    ("given", "choice", "override", "networks"),
    [
        pytest.param((), (), (), ("bluesky",), id="the settings"),
        pytest.param((), (), ("threads",), ("threads",), id="an override"),
        pytest.param(("mastodon",), (), ("threads",), ("mastodon",), id="the draft"),
        pytest.param(("mastodon",), ("x",), ("threads",), ("x",), id="the command line"),
    ],
)
def test_where_a_post_goes(
    given: tuple[str, ...], choice: tuple[str, ...], override: tuple[str, ...], networks: tuple[str, ...]
) -> None:
    linter = Linter(RULES, Settings(networks=("bluesky",)), Choice(networks=choice))
    assert linter.networks(post(networks=given), (Override((), networks=override),)) == networks


def test_what_holds_on_several_networks_is_said_once() -> None:
    linter = Linter({"on": rule("on")}, Settings(networks=("x", "mastodon", "bluesky")))
    assert found(linter, post()) == [("on", "warning", ("x", "mastodon", "bluesky"))]


def test_a_network_may_have_its_own_severity_and_options() -> None:
    special = rule("on", on_network={"threads": OnNetwork("error", {"at_most": 5}), "x": OnNetwork("off")})
    linter = Linter({"on": special}, Settings(networks=("x", "mastodon", "threads")))
    assert found(linter, post()) == [("on", "warning", ("mastodon",))]
    assert linter.active("threads")[0].options == {"of": "hashtag", "at_most": 5}


@pytest.mark.parametrize("networks", [("x", "threads"), ("threads", "x")])
def test_the_gravest_severity_of_several_networks_is_shown(networks: tuple[str, ...]) -> None:
    special = rule("on", on_network={"threads": OnNetwork("error")})
    linter = Linter({"on": special}, Settings(networks=networks))
    assert found(linter, post()) == [("on", "error", networks)]


def test_what_can_be_mended_on_one_network_only_is_said_apart() -> None:
    # The same words at the same place, but with guillemets and their blanks the post no longer fits on X.
    linter = Linter({"on": rule("on", check="french_quotes", options={})}, Settings(networks=("x", "mastodon")))
    long = '"Venez" '.ljust(280, "a")
    assert [(one.networks, len(one.edits)) for one in linter.lint(post(long))] == [(("x",), 0), (("mastodon",), 2)]


def test_rules_for_one_network_or_language_are_silent_elsewhere() -> None:
    rules = {"there": rule("there", networks=("mastodon",)), "french": rule("french", languages=("fr",))}
    assert found(Linter(rules, Settings(networks=("x",))), post(language="en")) == []
    linter = Linter(rules, Settings(networks=("mastodon",)))
    assert [id for id, _, _ in found(linter, post(language="fr"))] == ["there", "french"]


def test_the_teams_options_reach_the_check() -> None:
    linter = Linter({"on": rule("on")}, Settings(options={"on": {"at_most": 1}}))
    assert found(linter, post()) == []
    assert len(found(linter, post("#one #two"))) == 1


def test_a_servers_own_limit_replaces_the_networks() -> None:
    linter = Linter({}, Settings(limits={"mastodon": {"limit": 1000}}))
    assert linter.network("mastodon").limit == 1000
    assert linter.network("bluesky").limit == 300


def allowance(name: str) -> Allowance:
    return Allowance(name, "on purpose", Span(0, 3))


def test_an_allowance_suppresses_and_is_reported_when_it_suppresses_nothing() -> None:
    rules = {"on": rule("on"), **{id: shipped()[id] for id in ("unused-allow", "unknown-allow")}}
    linter = Linter(rules, Settings())
    assert found(linter, post(allow=(allowance("on"),))) == []
    assert [id for id, _, _ in found(linter, post("No tag", allow=(allowance("on"),)))] == ["unused-allow"]
    assert [id for id, _, _ in found(linter, post("No tag", allow=(allowance("nonsense"),)))] == ["unknown-allow"]


def test_an_allowance_for_a_rule_that_did_not_run_is_left_alone() -> None:
    rules = {"on": rule("on"), "off": rule("off", enabled=False), "unused-allow": shipped()["unused-allow"]}
    assert found(Linter(rules, Settings()), post("No tag", allow=(allowance("off"),))) == []
    only = Linter(rules, Settings(), Choice(select=("unused-allow",)))
    assert found(only, post("No tag", allow=(allowance("on"),))) == []


def test_a_hostile_post_cannot_fill_the_memory_with_findings() -> None:
    linter = Linter({"spaces": rule("spaces", check="double_space", options={})}, Settings())
    text = "a  b " * 1000
    assert len(linter.lint(post(text))) == MOST
    assert len(linter.lint(post(text), most=None)) == 1000


@pytest.mark.parametrize(
    ("settings", "choice", "name", "place", "suggestion"),
    [
        ({}, {"select": ("shoutin",)}, "shoutin", "--select", "shouting"),
        ({}, {"ignore": ("nothing-like-it",)}, "nothing-like-it", "--ignore", ""),
        ({}, {"extend_select": ("too-lon",)}, "too-lon", "--extend-select", "too-long"),
        ({"ignore": ("too-lon",)}, {}, "too-lon", "lint.ignore", "too-long"),
        ({"severity": {"too-lon": "error"}}, {}, "too-lon", "lint.severity.too-lon", "too-long"),
        ({"options": {"too-lon": {}}}, {}, "too-lon", "options.too-lon", "too-long"),
        ({"overrides": (Override(("a",), ignore=("too-lon",)),)}, {}, "too-lon", "lint.overrides", "too-long"),
    ],
)
def test_an_unknown_rule_is_refused_with_a_suggestion(
    settings: dict[str, Any], choice: dict[str, Any], name: str, place: str, suggestion: str
) -> None:
    with pytest.raises(CoachError) as caught:
        Linter(shipped(), Settings(**settings), Choice(**choice))
    assert caught.value.key == "unknown-rule"
    values = caught.value.values
    assert (values["name"], values["place"], values["suggestion"]) == (name, place, suggestion)


@pytest.mark.parametrize(
    ("options", "key"),
    [({"at_mots": 3}, "unknown-option"), ({"at_most": "three"}, "wrong-option"), ({"of": "word"}, "wrong-option")],
    ids=str,
)
def test_options_that_the_check_does_not_take_are_refused(options: dict[str, Any], key: str) -> None:
    with pytest.raises(CoachError) as caught:
        Linter(shipped(), Settings(options={"too-many-hashtags": options}))
    assert caught.value.key == key


def test_the_features_of_a_check_never_hide_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example of every rule finds the same when each check is always called."""
    examples = [(one, example.text) for one in shipped().values() for example in one.examples if not example.file]
    rules = shipped()
    before = [[str(d.finding) for d in Linter(rules, Settings()).lint(post(text))] for _, text in examples]
    for name, check in CHECKS.items():
        if check.needs == NEVER:
            continue
        monkeypatch.setitem(CHECKS, name, Check(check.module, 0))
    after = [[str(d.finding) for d in Linter(rules, Settings()).lint(post(text))] for _, text in examples]
    assert before == after
