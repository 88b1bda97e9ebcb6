"""Every judge: what it lets pass, and what it says is missing."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coach import lessons, words
from coach.checks.schema import Option
from coach.lessons import Check, Choice, Exercise, Field
from coach.settings import Settings
from coach.tutor import judges, safety
from coach.tutor.judges import JUDGES, Remark, Work, done, judge, judge_all

LESSON = lessons.shipped()["first-post"]
FRENCH = "---\nlang: fr\n---\n"


def work(
    text: str | None = None,
    *,
    kind: str = "length",
    starter: str = "",
    network: str = "x",
    answers: Mapping[str, Any] | None = None,
    folder: Path = Path("nowhere"),
    exercise: Exercise | None = None,
    file: str = "drafts/a.md",
    **options: Any,
) -> tuple[Check, Work]:
    """A check of that kind, and the work that it is asked about."""
    check = Check("c", kind, options)
    done = exercise or Exercise("e", "write", (check,), file=file)
    settings = Settings(networks=(network,), timezone="Europe/Paris")
    handed = Work(LESSON, done, folder, "fr", network, settings, answers=answers or {}, written=text)
    handed.__dict__["starter"] = starter
    return check, handed


def keys(check: Check, handed: Work) -> list[str]:
    """What the judge says is missing; of a plan, which rule says so."""
    return [said(remark) for remark in judge(check, handed).remarks]


def said(remark: Remark) -> str:
    return remark.diagnostic.rule.id if remark.key == "judge-plan" and remark.diagnostic else remark.key


POSTS = [
    pytest.param("length", "Venez samedi !", {}, [], id="a short post fits"),
    pytest.param("length", "", {}, ["judge-empty"], id="nothing is no post"),
    pytest.param("length", FRENCH, {}, ["judge-empty"], id="a header alone is no post"),
    pytest.param("length", None, {}, ["judge-no-file"], id="a missing file is said, not raised"),
    pytest.param("length", "a" * 281, {}, ["judge-too-long"], id="281 on X"),
    pytest.param("length", "a" * 281, {"network": "mastodon"}, [], id="281 on Mastodon"),
    pytest.param("length", "a" * 301, {"network": "bluesky"}, ["judge-too-long"], id="301 on Bluesky"),
    pytest.param("length", "a" * 150, {"at_most": 140}, ["judge-too-long"], id="the lesson’s own limit"),
    pytest.param(
        "length", "a" * 300, {"at_most": 999}, ["judge-too-long"], id="the network’s limit holds below the lesson’s"
    ),
    pytest.param("length", "Oui", {"at_least": 10}, ["judge-too-short"], id="too short"),
    pytest.param("changed-from-starter", "Le jardin ouvre demain matin", {"at_least": 20}, [], id="own words"),
    pytest.param("changed-from-starter", "", {"at_least": 20}, ["judge-own-words"], id="emptied"),
    pytest.param(
        "changed-from-starter",
        "demain demain demain demain",
        {"at_least": 20},
        ["judge-own-words"],
        id="one word said again and again",
    ),
    pytest.param(
        "changed-from-starter",
        "# Bonjour à toutes et à tous",
        {"starter": "Bonjour à toutes et à tous", "at_least": 5},
        ["judge-own-words"],
        id="the starter, commented out",
    ),
    pytest.param(
        "changed-from-starter",
        "[jour] : le jardin ouvre ses portes à tous les voisins",
        {"starter": "[jour] : [quoi]", "at_least": 20},
        ["judge-gap-left"],
        id="a gap left",
    ),
    pytest.param(
        "changed-from-starter",
        "---\nnetworks: [x, mastodon]\n---\nSamedi : le jardin ouvre ses portes à tous les voisins",
        {"starter": "[jour] : [quoi]", "at_least": 20},
        [],
        id="a list in the header is no gap",
    ),
    pytest.param(
        "changed-from-starter",
        "[à voir] : le jardin ouvre ses portes à tous [les voisins",
        {"starter": "[jour] : [quoi]", "at_least": 20},
        ["judge-gap-left", "judge-gap-left"],
        id="another gap, and half a gap",
    ),
    pytest.param(
        "changed-from-starter",
        "Le jardin [photo] ouvre ses portes à tous les voisins",
        {"starter": "Bonjour", "at_least": 20},
        [],
        id="brackets are nobody’s business where the starter has none",
    ),
    pytest.param(
        "changed-from-starter",
        "Bonjour https://example.org/un-lien-tres-long-et-bien-neuf #EtUnMotDieseToutNeuf",
        {"starter": "Bonjour", "at_least": 5},
        ["judge-own-words"],
        id="links and hashtags are not one’s own words",
    ),
    pytest.param(
        "changed-from-starter",
        "---\nlang: [\n---\nLe jardin ouvre demain matin",
        {"at_least": 15},
        [],
        id="a broken header hides no words",
    ),
    pytest.param("hashtags", "Samedi #Vélo #Lyon", {"at_most": 2}, [], id="two hashtags"),
    pytest.param("hashtags", "Samedi #Vélo #Lyon #Demain", {"at_most": 2}, ["judge-many-hashtags"], id="three of two"),
    pytest.param("hashtags", "Samedi #2027", {}, ["judge-few-hashtags"], id="a dead hashtag is none"),
    pytest.param(
        "hashtags",
        "Samedi (#ESS)",
        {"network": "bluesky"},
        ["judge-few-hashtags"],
        id="behind a bracket, dead on Bluesky",
    ),
    pytest.param("hashtags", "Samedi (#ESS)", {}, [], id="behind a bracket, alive on X"),
    pytest.param("hashtags", "Samedi #Vélo", {"one_of": ("ESS",)}, ["judge-other-hashtags"], id="none of those wanted"),
    pytest.param("hashtags", "Samedi #ess", {"one_of": ("ESS",)}, [], id="capitals make no difference"),
    pytest.param("links", "Voir https://example.org/a", {}, [], id="one good link"),
    pytest.param("links", "Voir", {}, ["judge-few-links"], id="no link"),
    pytest.param("links", "https://example.org/a https://example.org/b", {}, ["judge-many-links"], id="two links"),
    pytest.param("links", "Voir http://example.org/a", {}, ["judge-not-https"], id="not secure"),
    pytest.param("links", "https://example.org/a?utm_source=b", {"query": False}, ["judge-link-query"], id="luggage"),
    pytest.param(
        "links",
        "https://www.example.org/a/",
        {"as_in_starter": True, "starter": "https://example.org/a?b=c"},
        [],
        id="www and a last slash lead to the same page",
    ),
    pytest.param(
        "links",
        "https://example.org/b",
        {"as_in_starter": True, "starter": "https://example.org/a?b=c"},
        ["judge-other-page"],
        id="another page",
    ),
    pytest.param("lint", "Le jardin ouvre samedi.", {}, [], id="clean"),
    pytest.param(
        "lint", "LE JARDIN OUVRE SAMEDI MATIN", {"rules": ("shouting",)}, ["judge-lint"], id="a rule that was asked for"
    ),
    pytest.param(
        "lint", "Le jardin ouvre samedi !!!!", {"rules": ("shouting",)}, [], id="a rule that was not asked for"
    ),
    pytest.param("lint", "Le jardin ouvre samedi !!!!", {}, [], id="without a list, suggestions do not count"),
    pytest.param("lint", "Inscription : [lien]", {}, ["judge-lint"], id="without a list, errors count"),
    pytest.param(
        "lint",
        "---\nallow:\n  shouting: on aime crier\n---\nLE JARDIN OUVRE SAMEDI MATIN",
        {"rules": ("shouting",)},
        ["judge-lint"],
        id="allowing it does not pass the exercise",
    ),
    pytest.param("lint", "---\nnetworks: [\n---\nBonjour", {}, None, id="a broken header is a remark, not a crash"),
    pytest.param(
        "similar", "Le jardin ouvre samedi", {"starter": "On prête des vélos cette année"}, [], id="other words"
    ),
    pytest.param(
        "similar",
        "Le jardin ouvre samedi",
        {"starter": "Le jardin ouvre dimanche", "below": 0.7},
        ["judge-too-similar"],
        id="nearly the same",
    ),
    pytest.param("similar", "", {"starter": "Le jardin"}, ["judge-empty"], id="nothing is not different"),
]


@pytest.mark.parametrize(("kind", "text", "given", "expected"), POSTS)
def test_posts(kind: str, text: str | None, given: dict[str, Any], expected: list[str] | None) -> None:
    found = keys(*work(text, kind=kind, **given))
    if expected is None:
        assert found
        assert words.known(found[0])
    else:
        assert found == expected


def test_what_the_team_switched_off_is_still_taught() -> None:
    check, handed = work("LE JARDIN OUVRE SAMEDI MATIN", kind="lint", rules=("shouting",))
    off = handed.settings._replace(severity={"shouting": "off"}, ignore=("shouting",))
    assert keys(check, replace(handed, settings=off)) == ["judge-lint"]


def test_a_remark_of_the_linter_carries_its_diagnostic() -> None:
    check, handed = work("LE JARDIN OUVRE SAMEDI MATIN", kind="lint", rules=("shouting",))
    (remark,) = judge(check, handed).remarks
    assert remark.diagnostic is not None
    assert remark.diagnostic.rule.id == "shouting"
    assert remark.values["message"] == remark.diagnostic.message("fr")


def test_a_draft_is_read_from_the_workspace(tmp_path: Path) -> None:
    check, handed = work(None, folder=tmp_path)
    assert keys(check, handed) == ["judge-no-file"]
    handed.path.parent.mkdir()
    handed.path.write_text("Bonjour", encoding="utf-8")
    check, handed = work(None, folder=tmp_path)
    assert keys(check, handed) == []


def test_what_cannot_be_read_is_a_remark(tmp_path: Path) -> None:
    _, handed = work(None, folder=tmp_path)
    handed.path.parent.mkdir()
    handed.path.write_bytes(b"\xff\xfeabc")
    assert keys(*work(None, folder=tmp_path)) == ["file-other-encoding"]


TABLE = "handle,site,why\n@lilas,lilas.example,annonce les appels\n@quai,quai.example,parle du quartier\n"

TABLES = [
    pytest.param(TABLE, {}, [], id="a good table"),
    pytest.param(TABLE.replace(",", ";"), {}, [], id="as French spreadsheets write it"),
    pytest.param(TABLE.replace(",", "\t"), {}, [], id="with tabulators"),
    pytest.param("handle,site\n@lilas,lilas.example\n", {"at_least": 1}, ["judge-no-column"], id="a column is missing"),
    pytest.param(TABLE, {"at_least": 3}, ["judge-few-rows"], id="too few rows"),
    pytest.param(TABLE, {"at_most": 1}, ["judge-many-rows"], id="too many rows"),
    pytest.param(
        TABLE.replace("@quai", "@LILAS"), {"unique": "handle"}, ["judge-repeated-cell"], id="twice the same account"
    ),
    pytest.param(
        TABLE.replace("@quai", "qu ai"), {"handle": "handle"}, ["judge-bad-handle"], id="no account is called so"
    ),
    pytest.param(
        TABLE.replace("@quai", "@" + "q" * 21),
        {"handle": "handle"},
        ["judge-bad-handle"],
        id="a handle that X would cut in silence",
    ),
    pytest.param(
        TABLE, {"handle": "handle", "network": "mastodon"}, ["judge-bad-handle"] * 2, id="Mastodon wants the server too"
    ),
    pytest.param(
        TABLE.replace("parle du quartier", "connu"),
        {"letters": {"why": 10}},
        ["judge-short-cell"],
        id="no reason given",
    ),
    pytest.param("", {}, ["judge-no-column"] * 3 + ["judge-few-rows"], id="emptied"),
    pytest.param(None, {}, ["judge-no-file"], id="not there"),
]


@pytest.mark.parametrize(("text", "given", "expected"), TABLES)
def test_tables(text: str | None, given: dict[str, Any], expected: list[str]) -> None:
    options = {"columns": ("handle", "site", "why"), "at_least": 2, **given}
    assert keys(*work(text, kind="table", file="following.csv", **options)) == expected


def test_mentions_come_from_a_table(tmp_path: Path) -> None:
    (tmp_path / "following.csv").write_text(TABLE, encoding="utf-8")

    def said(text: str) -> list[str]:
        return keys(*work(text, kind="mentions-from", folder=tmp_path, table="following.csv"))

    assert said("#FF @lilas : explique le droit au logement") == []
    assert said("#FF @inconnue") == ["judge-unknown-mention"]
    assert said("#FF") == ["judge-few-mentions"]
    assert said("@a @b @c @d")[0] == "judge-many-mentions"


SEARCHES = [
    pytest.param('"logement des jeunes" lang:fr', [], id="quoted and narrowed"),
    pytest.param("logement OR habitat", [], id="OR in capitals"),
    pytest.param("logement ou habitat", ["judge-small-or"], id="or in small letters"),
    pytest.param('"logement des jeunes', ["judge-open-quote"], id="a quotation mark left open"),
    pytest.param("logement", ["judge-wide-search"], id="a single word"),
    pytest.param('"logement des jeunes"', [], id="a phrase is narrow enough"),
    pytest.param("association aide", ["judge-common-words"], id="words that are everywhere"),
]


@pytest.mark.parametrize(("query", "expected"), SEARCHES)
def test_searches(query: str, expected: list[str]) -> None:
    text = f"[[search]]\nquery = '{query}'\n"
    assert keys(*work(text, kind="search-query", file="watch.toml", at_least=1)) == expected


@pytest.mark.parametrize("text", ["", "search = 3", "[[search]]\nquery = 3", "[[search]]\nquery = ' '"])
def test_no_search_at_all(text: str) -> None:
    assert keys(*work(text, kind="search-query", at_least=1)) == ["judge-few-searches"]


def plan(*whens: str, names: str = "abcdefghij", more: str = "") -> str:
    """A plan of posts with different texts at those times."""
    texts = ["Le jardin ouvre", "Merci Lina", "On répare les lampes", "Il reste douze vélos", "Soupe jeudi"]
    return "".join(
        f'[[post]]\nname = "{names[n]}"\ntext = "{texts[n]}"\nwhen = "{when}"\n{more}\n' for n, when in enumerate(whens)
    )


SPACED = ("2027-03-15 09:00", "2027-03-15 11:00", "2027-03-16 10:00")
PLANS = [
    pytest.param(plan(*SPACED), [], id="with room between them"),
    pytest.param(plan("2027-03-15 9h", "2027-03-15T11:00", "2027-03-16 10h00"), [], id="times as people type them"),
    pytest.param(
        plan("2027-03-15 09:00", "2027-03-15 10:59", SPACED[2]),
        ["burst", "judge-day-bar", "judge-day-bar"],
        id="a minute short of two hours",
    ),
    pytest.param(
        plan("2027-03-15 09:00", "2027-03-15 09:00", SPACED[2]),
        ["burst", "judge-day-bar", "judge-day-bar"],
        id="at once",
    ),
    pytest.param(plan("2027-03-15 08:59", *SPACED[1:]), ["quiet-hours"], id="too early"),
    pytest.param(plan("2027-03-15 19:01", SPACED[0], SPACED[2]), ["quiet-hours"], id="too late"),
    pytest.param(plan("", *SPACED[1:]), ["judge-no-time"], id="no time"),
    pytest.param(plan("demain", *SPACED[1:]), ["judge-bad-time"], id="not a time"),
    pytest.param(plan("2027-02-30 10:00", *SPACED[1:]), ["judge-bad-time"], id="a day that is none"),
    pytest.param(
        plan("2027-03-28 02:30", *SPACED[1:]), ["nonexistent-time", "quiet-hours"], id="an hour that the clocks skip"
    ),
    pytest.param(plan(*SPACED[:2]), ["judge-lost-posts"], id="a post thrown away"),
    pytest.param("", ["judge-lost-posts"], id="emptied"),
    pytest.param(
        plan(*SPACED, more='event = "2027-03-15 10:00"'),
        ["judge-event-moved"] * 3 + ["after-event"] * 2,
        id="events are not to be moved",
    ),
    pytest.param("[[post]\n", ["toml-broken"], id="broken"),
]


@pytest.mark.parametrize(("text", "expected"), PLANS)
def test_plans(text: str, expected: list[str]) -> None:
    starter = plan(*["2027-03-15 09:00"] * 3)
    assert keys(*work(text, kind="schedule", file="schedule.toml", starter=starter)) == expected


def test_a_full_day_is_drawn() -> None:
    text = plan(*(f"2027-03-15 {hour:02}:00" for hour in (9, 11, 13, 15)))
    check, handed = work(text, kind="schedule", starter=text)
    remarks = judge(check, handed).remarks
    assert [said(remark) for remark in remarks] == ["busy-day", "judge-day-bar"]
    assert remarks[1].values == {"day": "2027-03-15", "bar": "·········#·#·#·#········"}


def test_an_announcement_goes_out_before_the_event() -> None:
    def text(when: str) -> str:
        return f'[[post]]\nname = "a"\ntext = "Le jardin ouvre"\nevent = "2027-03-20 14:00"\nwhen = "{when}"\n'

    assert keys(*work(text("2027-03-20 13:59"), kind="schedule", starter=text(""))) == []
    assert keys(*work(text("2027-03-20 14:00"), kind="schedule", starter=text(""))) == ["after-event"]


def test_follow_friday_is_on_a_friday() -> None:
    def text(when: str) -> str:
        return f'[[post]]\nname = "a"\ntext = "#FF la ressourcerie"\nwhen = "{when}"\n'

    assert keys(*work(text("2027-03-19 10:00"), kind="schedule", starter=text(""))) == []
    assert keys(*work(text("2027-03-18 10:00"), kind="schedule", starter=text(""))) == ["follow-friday-day"]


def test_the_same_text_twice() -> None:
    text = plan(*SPACED[:2]).replace("Merci Lina", "Le  jardin OUVRE")
    assert keys(*work(text, kind="schedule", starter=text)) == ["duplicate"]


def on_screen(way: Any, kind: str, answers: Mapping[str, Any], **more: Any) -> tuple[Check, Work]:
    options = more.pop("options", {})
    check = Check("c", kind, options)
    return check, work(exercise=Exercise("e", way, (check,), **more), answers=answers)[1]


BINS = {"a": "x", "b": "y", "c": "x", "d": "y"}
SORTED = [
    pytest.param(BINS, [], id="all right"),
    pytest.param({**BINS, "a": "y"}, [], id="one wrong is allowed"),
    pytest.param({**BINS, "a": "y", "b": "x"}, ["judge-misplaced"], id="two wrong are not"),
    pytest.param({}, ["judge-left-over"], id="nothing done"),
    pytest.param({"a": "x", "b": "y", "c": "x"}, ["judge-left-over"], id="one left over"),
    pytest.param(dict.fromkeys(BINS, "x"), ["judge-misplaced"], id="all in one bin"),
]


@pytest.mark.parametrize(("answers", "expected"), SORTED)
def test_sorting(answers: dict[str, str], expected: list[str]) -> None:
    assert keys(*on_screen("sort", "classify", answers, items=BINS, options={"at_least": 3})) == expected


CHOICES = {
    "free": Choice(("lists",)),
    "all": Choice(("lists", "columns")),
    "gone": Choice(("lists", "columns"), closed=True),
    "none": Choice(),
}


@pytest.mark.parametrize(
    ("chosen", "needs", "expected"),
    [
        pytest.param("all", ("lists", "columns"), [], id="covers the needs"),
        pytest.param("free", ("lists",), [], id="more is not asked"),
        pytest.param("free", ("lists", "columns"), ["judge-not-covered"], id="a need is left"),
        pytest.param("gone", ("lists",), ["judge-closed"], id="exists no more"),
        pytest.param("none", ("lists",), ["judge-some-fit"], id="none, though one fits"),
        pytest.param("none", ("magic",), [], id="none, and none fits"),
        pytest.param("", ("lists",), ["judge-nothing-chosen"], id="nothing chosen"),
        pytest.param("else", ("lists",), ["judge-nothing-chosen"], id="something that is not offered"),
    ],
)
def test_choosing(chosen: str, needs: tuple[str, ...], expected: list[str]) -> None:
    found = on_screen("choose", "choose", {"choice": chosen}, choices=CHOICES, options={"needs": needs})
    assert keys(*found) == expected


SCENES = {"door": {"greet": "talk", "ignore": "cold"}, "talk": {"ask": "warm", "back": "door"}}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param({"door": "greet", "talk": "ask"}, [], id="a good ending"),
        pytest.param({"door": "ignore"}, ["judge-poor-ending"], id="a poor one"),
        pytest.param({"door": "greet"}, ["judge-not-ended"], id="halfway"),
        pytest.param({}, ["judge-not-ended"], id="not begun"),
        pytest.param({"door": "greet", "talk": "back"}, ["judge-not-ended"], id="round and round"),
        pytest.param({"door": "no such choice"}, ["judge-not-ended"], id="a choice that is not offered"),
    ],
)
def test_stories(answers: dict[str, str], expected: list[str]) -> None:
    assert keys(*on_screen("play", "scenario", answers, scenes=SCENES, options={"endings": ("warm",)})) == expected


FORM = (
    Field("goal", "one", ("watch", "talk")),
    Field("topics", "list", least=1, most=2),
    Field("zone", setting="timezone"),
)


@pytest.mark.parametrize(
    ("answers", "set_there", "expected"),
    [
        pytest.param({"goal": "watch", "topics": ["a"]}, True, [], id="all answered"),
        pytest.param({"goal": "watch", "topics": ["a"]}, False, ["judge-unset"], id="a setting is missing"),
        pytest.param({"topics": ["a"]}, True, ["judge-unanswered"], id="an answer is missing"),
        pytest.param({"goal": "fly", "topics": ["a"]}, True, ["judge-unanswered"], id="not an option"),
        pytest.param({"goal": "watch", "topics": []}, True, ["judge-unanswered"], id="an empty list"),
        pytest.param({"goal": "watch", "topics": [" "]}, True, ["judge-unanswered"], id="blanks"),
        pytest.param({"goal": "watch", "topics": ["a", "b", "c"]}, True, ["judge-many-answers"], id="too many"),
        pytest.param({"goal": "watch", "topics": ["a", "A"]}, True, ["judge-same-answer"], id="twice the same"),
    ],
)
def test_forms(answers: dict[str, Any], set_there: bool, expected: list[str]) -> None:
    check, handed = on_screen("fill", "config", answers, fields=FORM)
    origins = {"timezone": "coach.toml:2"} if set_there else {}
    assert keys(check, replace(handed, settings=handed.settings._replace(origins=origins))) == expected


def test_a_promise_is_declared_and_never_verified() -> None:
    outcome = judge(*on_screen("promise", "self", {"c": True}))
    assert outcome.passed
    assert outcome.declared
    assert keys(*on_screen("promise", "self", {})) == ["judge-not-promised"]
    assert keys(*on_screen("promise", "self", {"c": "yes"})) == ["judge-not-promised"]


def test_a_bonus_is_not_asked_for() -> None:
    checks = (Check("fits", "length"), Check("brief", "length", {"at_most": 3}, bonus=True))
    _, handed = work("Bonjour", exercise=Exercise("e", "write", checks, file="a.md"))
    outcomes = judge_all(handed)
    assert [outcome.passed for outcome in outcomes] == [True, False]
    assert done(outcomes)


# The safety net is tried for real: a commit, or a double click.


def net(folder: Path, text: str) -> list[str]:
    lesson = lessons.shipped()["safety-net"]
    exercise = lesson.exercise("try")
    handed = Work(lesson, exercise, folder, "fr", "x", Settings(), written=text)
    return keys(next(check for check in exercise.checks if check.kind == "hook"), handed)


BAD = (lessons.shipped()["safety-net"].folder / "starter.fr.md").read_text(encoding="utf-8")
GOOD = (lessons.shipped()["safety-net"].folder / "solution.fr.md").read_text(encoding="utf-8")


def test_no_net(tmp_path: Path) -> None:
    assert net(tmp_path, GOOD) == ["judge-no-net"]


anywhere = pytest.mark.parametrize("place", [".", "comm"])


def hooked(top: Path, place: str) -> Path:
    """A workspace in a git repository with coach's own hook."""
    assert shutil.which("git"), "git is needed to try its hook"
    subprocess.run(["git", "init", "--quiet", str(top)], check=True)
    workspace = top / place
    workspace.mkdir(exist_ok=True)
    (workspace / "coach.toml").write_text('language = "fr"\nnetworks = ["x"]\n', encoding="utf-8")
    safety.write(top / ".git" / "hooks" / "pre-commit", safety.hook_text(place, "fr"), runs=True)
    return workspace


@anywhere
def test_a_hook_that_holds(tmp_path: Path, place: str) -> None:
    workspace = hooked(tmp_path, place)
    before = sorted(tmp_path.rglob("*"))
    assert net(workspace, GOOD) == []
    assert net(workspace, BAD) == ["judge-net-stops"]
    assert sorted(tmp_path.rglob("*")) == before, "trying the net touches nothing of the learner's"


def test_a_hook_with_a_hole(tmp_path: Path) -> None:
    workspace = hooked(tmp_path, ".")
    hook = tmp_path / ".git" / "hooks" / "pre-commit"
    hook.write_text(f"#!/bin/sh\n# {safety.SIGN}\nexit 0\n", encoding="utf-8")
    assert net(workspace, GOOD) == ["judge-net-open"]


def test_a_hook_that_stops_everything(tmp_path: Path) -> None:
    workspace = hooked(tmp_path, ".")
    hook = tmp_path / ".git" / "hooks" / "pre-commit"
    hook.write_text(f"#!/bin/sh\n# {safety.SIGN}\nexit 1\n", encoding="utf-8")
    assert net(workspace, GOOD) == ["judge-net-stops"]


def test_somebody_elses_hook_is_no_net_and_is_not_run(tmp_path: Path) -> None:
    workspace = hooked(tmp_path, ".")
    trace = tmp_path / "trace"
    hook = tmp_path / ".git" / "hooks" / "pre-commit"
    hook.write_text(f"#!/bin/sh\ntouch '{trace}'\nexit 1\n", encoding="utf-8")
    assert net(workspace, GOOD) == ["judge-no-net"]
    assert not trace.exists()


def test_a_double_click_that_holds(tmp_path: Path) -> None:
    safety.write(safety.script_path(tmp_path, "fr"), safety.script_text("fr"), runs=True)
    assert net(tmp_path, GOOD) == []
    assert net(tmp_path, BAD) == ["judge-net-stops"]


# The table.


@pytest.mark.parametrize("kind", JUDGES)
def test_every_judge_can_be_called_and_says_what_it_takes(kind: str) -> None:
    options = judges.options(kind)
    assert all(isinstance(option, Option) for option in options.values())


def test_the_schema_names_the_judges() -> None:
    from coach import content

    kinds = content.schema("lesson")["$defs"]["check"]["properties"]["kind"]["enum"]
    assert sorted(kinds) == sorted(JUDGES)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param({"at_least": 3}, [], id="known"),
        pytest.param({"at_lest": 3}, ["unknown-option"], id="misspelt"),
        pytest.param({"at_least": "3"}, ["wrong-option"], id="of another type"),
    ],
)
def test_options_fit_their_judge(options: dict[str, Any], expected: list[str]) -> None:
    assert [fault.key for fault in judges.misfits(Check("c", "length", options))] == expected


def test_a_judge_may_need_an_option() -> None:
    assert [fault.key for fault in judges.misfits(Check("c", "classify"))] == ["missing-option"]


@pytest.mark.parametrize(
    "kind", ["length", "changed-from-starter", "lint", "hashtags", "links", "table", "search-query", "schedule"]
)
def test_hostile_text_is_judged_quickly(kind: str) -> None:
    options = {"table": {"columns": ("a",)}}.get(kind, {})
    before = time.perf_counter()
    for text in ("[" * 200_000, "#a" * 100_000, '"' * 100_000, "a," * 100_000, "\n" * 200_000, "https://" * 30_000):
        assert judge(*work(text, kind=kind, starter="x", **options)).check.kind == kind
    assert time.perf_counter() - before < 20, "seconds, where a second is usual"
