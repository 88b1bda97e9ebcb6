"""`coach start`: what is asked of whom, what is written, and that a second run asks only what is new."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from robots import NAME, START, Rehearsal, Script, progress, rehearse, say, script, tree

from coach import settings
from coach.content import faults, parse_toml, schema
from coach.rules import shipped
from coach.tutor import starting, wizard
from coach.tutor.ask import Answer, Command, Question, Reply
from coach.tutor.progress import Progress
from coach.tutor.starting import Quit, Wizard
from coach.tutor.wizard import Surroundings

EVERYTHING = ("language", "display", "organisation", "networks", "timezone", "people", "goal", "script", "placement")


def asked(workspace: Path, given: Mapping[str, Answer] | None = None) -> list[str]:
    """The names of the questions that come, in that workspace."""
    around = starting.look_around(workspace, Progress(NAME), ask_display=True)
    return [one.name for one in wizard.remaining(around, given or {})]


def test_a_new_workspace_is_asked_everything(tmp_path: Path) -> None:
    assert tuple(asked(tmp_path)) == EVERYTHING


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        pytest.param('language = "fr"\n', {"organisation", "networks", "timezone", "people", "goal"}, id="one setting"),
        pytest.param(
            'organisation = "L"\nnetworks = ["x"]\ntimezone = "UTC"\npeople = "alone"\nlanguage = "en"\n',
            {"goal"},
            id="all but one",
        ),
    ],
)
def test_only_what_is_new_is_asked(tmp_path: Path, text: str, missing: set[str]) -> None:
    (tmp_path / "coach.toml").write_text(text, encoding="utf-8")
    assert set(asked(tmp_path)) & set(wizard.SETTINGS) == missing


def test_adding_to_settings_needs_consent_and_keeps_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "coach.toml"
    path.write_text('# mine\nlanguage = "fr"  # ours\nnetworks = ["mastodon"]\n', encoding="utf-8")
    assert "complete" not in asked(tmp_path)
    assert "complete" in asked(tmp_path, {"goal": "both"})
    play(Rehearsal("fr", _with(complete=False), tmp_path), tmp_path)
    assert path.read_text(encoding="utf-8") == '# mine\nlanguage = "fr"  # ours\nnetworks = ["mastodon"]\n'
    play(Rehearsal("fr", _with(complete=True), tmp_path), tmp_path)
    text = path.read_text(encoding="utf-8")
    assert text.startswith('# mine\nlanguage = "fr"  # ours\nnetworks = ["mastodon"]\n')
    assert settings.read(path).goal == "both"
    assert settings.read(path).organisation == START["fr"]["organisation"]


def _with(**more: Answer) -> Script:
    wanted = script("fr", ["start"])
    return Script({**wanted.answers, **{f"start.{name}": value for name, value in more.items()}}, wanted.files)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_settings_are_valid_and_explained(tmp_path: Path, language: str) -> None:
    rehearse(tmp_path, language, script(language, ["start"]))
    text = (tmp_path / "coach.toml").read_text(encoding="utf-8")
    assert list(faults(parse_toml(text, "coach.toml"), schema("settings"))) == []
    found = settings.read(tmp_path / "coach.toml")
    wanted = START[language]
    assert (found.language, found.organisation, found.networks) == (
        language,
        wanted["organisation"],
        wanted["networks"],
    )
    assert (found.timezone, found.people, found.goal) == (wanted["timezone"], wanted["people"], wanted["goal"])
    assert found.include == ("drafts/**",)
    assert found.rule_set == max(rule.since for rule in shipped().values())
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if line and line[0] not in "#[":
            assert lines[number - 1].startswith("#"), f"nothing explains {line}"
    for name in wizard.SETTINGS:
        assert say(f"start-comment-{name}", language).splitlines()[0] in text


def test_a_second_run_asks_nothing_and_changes_nothing(tmp_path: Path) -> None:
    wanted = script("fr", ["start"])
    rehearse(tmp_path, "fr", wanted)
    before = tree(tmp_path)
    around = starting.look_around(tmp_path, progress(tmp_path), ask_display=False)
    assert list(wizard.remaining(around, {})) == []
    stage = Rehearsal("fr", wanted, tmp_path)
    Wizard(stage, tmp_path, around, progress(tmp_path)).run()  # type: ignore[arg-type]
    assert stage.asked == []
    assert tree(tmp_path) == before


def test_what_was_declined_is_not_offered_twice(tmp_path: Path) -> None:
    rehearse(tmp_path, "fr", _with(script=False))
    around = starting.look_around(tmp_path, progress(tmp_path), ask_display=False)
    assert list(wizard.remaining(around, {})) == []
    assert not starting.has_net(tmp_path)


def test_unsure_of_the_goal_nothing_is_written_of_it(tmp_path: Path) -> None:
    rehearse(tmp_path, "fr", script("fr", ["start"], start={"goal": "unsure"}))
    assert settings.read(tmp_path / "coach.toml").goal is None
    assert "goal" in asked(tmp_path)


class Fickle(Rehearsal):
    """Says these things first, each once, to the questions of those names."""

    def __init__(self, wanted: Script, workspace: Path, first: list[tuple[str, Reply]]) -> None:
        super().__init__("fr", wanted, workspace)
        self.first = first

    def ask(self, question: Question) -> Reply:
        name = question.key.rpartition(".")[2]
        if self.first and self.first[0][0] == name:
            return self.first.pop(0)[1]
        return super().ask(question)


def play(stage: Rehearsal, workspace: Path) -> dict[str, Answer]:
    around = starting.look_around(workspace, Progress(NAME), ask_display=False)
    played = Wizard(stage, workspace, around, Progress(NAME))  # type: ignore[arg-type]
    played.run()
    return dict(played.given)


def test_back_keeps_the_answers(tmp_path: Path) -> None:
    first: list[tuple[str, Reply]] = [
        ("organisation", "Les Roses"),
        ("networks", ("bluesky",)),
        ("timezone", Command.BACK),
        ("networks", Command.BACK),
    ]
    stage = Fickle(script("fr", ["start"]), tmp_path, first)
    defaults: dict[str, object] = {}
    ask = stage.ask

    def watching(question: Question) -> Reply:
        defaults[question.key] = question.default
        return ask(question)

    stage.ask = watching  # type: ignore[method-assign]
    given = play(stage, tmp_path)
    assert defaults["start.organisation"] == "Les Roses"
    assert defaults["start.networks"] == ("bluesky",)
    assert given["organisation"] == START["fr"]["organisation"]
    assert first == []


def test_hint_help_and_skip(tmp_path: Path) -> None:
    first: list[tuple[str, Reply]] = [
        ("language", Command.BACK),
        ("organisation", Command.HINT),
        ("organisation", Command.SKIP),
        ("people", Command.HELP),
        ("script", Command.SKIP),
        ("write", Command.HINT),
    ]
    stage = Fickle(script("fr", ["start"]), tmp_path, first)
    given = play(stage, tmp_path)
    assert first == []
    assert given["organisation"] == ""
    assert given["script"] is False, "nothing is agreed to by passing it over"
    assert "organisation" not in settings.read(tmp_path / "coach.toml").origins
    printed = "\n".join(stage.shown)
    for key in ("learn-no-back", "start-why-organisation", "start-help", "start-why-write"):
        assert say(key, "fr") in printed
    assert printed.count("Question 1 sur 8") == 1, "an explanation does not number the question again"


def test_quitting_keeps_what_was_answered(tmp_path: Path) -> None:
    stage = Fickle(script("fr", ["start"]), tmp_path, [("people", Command.QUIT)])
    with pytest.raises(Quit):
        play(stage, tmp_path)
    assert set(progress(tmp_path).start) == {"language", "organisation", "networks", "timezone"}
    assert not (tmp_path / "coach.toml").exists()


def test_the_plan_can_be_gone_back_from(tmp_path: Path) -> None:
    stage = Fickle(script("fr", ["start"]), tmp_path, [("write", Command.BACK)])
    play(stage, tmp_path)
    assert [one.question.key for one in stage.asked].count("start.placement") == 2


def test_what_cannot_be_written_is_said_and_the_rest_is_written(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("not a folder", encoding="utf-8")
    stage = Rehearsal("fr", script("fr", ["start"]), tmp_path)
    play(stage, tmp_path)
    assert (tmp_path / "coach.toml").exists()
    assert any(str(tmp_path / "drafts") in line for line in stage.shown)


def test_every_question_has_a_why_and_words_in_both_languages() -> None:
    around = Surroundings(settings.DEFAULT)
    for step in wizard.STEPS:
        for language in ("fr", "en"):
            question = step.make(around, {}, language)  # type: ignore[arg-type]
            assert not question.text.startswith("start-")
            assert not any(choice.label.startswith("start-") for choice in question.choices)
            assert say(f"start-why-{step.name}", language) != f"start-why-{step.name}"


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        pytest.param("Paris", "Europe/Paris", id="a city"),
        pytest.param("europe/paris", "Europe/Paris", id="its name"),
        pytest.param("Lyon", "Europe/Paris", id="a city that has the time of another"),
        pytest.param("Genève", "Europe/Zurich", id="with its accent"),
        pytest.param("geneve", "Europe/Zurich", id="without"),
        pytest.param("Nouméa", "Pacific/Noumea", id="an accent that the database lacks"),
        pytest.param("La Réunion", "Indian/Reunion", id="with its article"),
        pytest.param("new york", "America/New_York", id="two words"),
        pytest.param("Londres", "Europe/London", id="a French name"),
        pytest.param("Bruxelles", "Europe/Brussels", id="another"),
        pytest.param("Atlantis", None, id="no such city"),
        pytest.param("", None, id="nothing"),
        pytest.param("../../etc/passwd", None, id="a path"),
        pytest.param("a" * 100_000, None, id="very long"),
    ],
)
def test_cities_have_their_time(said: str, zone: str | None) -> None:
    found = wizard.find_zones(said)
    assert (found[0] if found else None) == zone
    assert (wizard.ask_zone("fr").refuse(said) is None) == (zone is not None)


@pytest.mark.parametrize(
    ("environment", "written", "link", "zone"),
    [
        pytest.param({"TZ": "Asia/Tokyo"}, "Europe/Rome", "", "Asia/Tokyo", id="the environment says it"),
        pytest.param({"TZ": ":Asia/Tokyo"}, "", "", "Asia/Tokyo", id="in its long form"),
        pytest.param({}, "Europe/Rome\n", "", "Europe/Rome", id="a file says it"),
        pytest.param({}, "", "/usr/share/zoneinfo/Europe/Madrid", "Europe/Madrid", id="a link says it"),
        pytest.param({"TZ": "CET-1CEST"}, "nonsense", "/nowhere", "", id="nobody says it"),
    ],
)
def test_the_time_zone_of_this_computer(
    tmp_path: Path, environment: dict[str, str], written: str, link: str, zone: str
) -> None:
    (tmp_path / "etc").mkdir()
    if written:
        (tmp_path / "etc/timezone").write_text(written, encoding="utf-8")
    if link:
        (tmp_path / "etc/localtime").symlink_to(link)
    assert wizard.system_zone(environment, tmp_path) == zone


def test_in_a_repository_the_hook_and_in_no_repository_the_script(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", "."], cwd=tmp_path, check=True)
    names = asked(tmp_path)
    assert "hook" in names
    assert "script" not in names
    wanted = _with(hook=True)
    rehearse(tmp_path, "fr", wanted)
    assert (tmp_path / ".git/hooks/pre-commit").exists()
    assert starting.has_net(tmp_path)
    assert "hook" not in asked(tmp_path)


@pytest.mark.parametrize("repository", [True, False])
def test_a_net_can_be_put_up_later(tmp_path: Path, repository: bool) -> None:
    if repository:
        subprocess.run(["git", "init", "--quiet", "."], cwd=tmp_path, check=True)
    assert not starting.has_net(tmp_path)
    list(starting.install_net(tmp_path, "fr"))
    assert starting.has_net(tmp_path)
