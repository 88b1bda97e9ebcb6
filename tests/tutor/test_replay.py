"""Files of answers: what they may say, and what is said of them where they are wrong."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from robots import NAME, rehearse, script, tree

from coach.cli import run
from coach.errors import CoachError
from coach.tutor.replay import read


def coach(workspace: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.chdir(workspace)
    monkeypatch.setenv("COACH_LEARNER", NAME)
    return run([*arguments, "--lang", "en"])


def test_toml_and_json_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = script("en", ["start", "first-post"])
    (tmp_path / "a.toml").write_text(wanted.toml(), encoding="utf-8")
    import tomllib

    (tmp_path / "a.json").write_text(json.dumps(tomllib.loads(wanted.toml())), encoding="utf-8")
    trees = []
    for name in ("a.toml", "a.json"):
        place = tmp_path / name.replace(".", "-")
        place.mkdir()
        assert coach(place, monkeypatch, "start", "--answers", str(tmp_path / name)) == 0
        trees.append(tree(place))
    assert trees[0] == trees[1]
    rehearsed = tmp_path / "rehearsed"
    rehearsed.mkdir()
    rehearse(rehearsed, "en", wanted)
    assert trees[0] == tree(rehearsed)


def test_a_replay_that_is_played_again_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = tmp_path / "a.toml"
    answers.write_text(script("en", ["start", "first-post", "two-uses"]).toml(), encoding="utf-8")
    place = tmp_path / "place"
    place.mkdir()
    assert coach(place, monkeypatch, "start", "--answers", str(answers)) == 0
    before = tree(place)
    assert coach(place, monkeypatch, "start", "--answers", str(answers)) == 0
    assert coach(place, monkeypatch, "learn", "--answers", str(answers)) == 0
    assert tree(place) == before


def test_a_draft_that_does_not_pass_is_told_and_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = script("en", ["start", "first-post"])
    short = replace(wanted, files={"first-post": {"drafts/01-first-post.md": "Too short.\n"}})
    answers = tmp_path / "a.toml"
    answers.write_text(short.toml(), encoding="utf-8")
    place = tmp_path / "place"
    place.mkdir()
    assert coach(place, monkeypatch, "start", "--answers", str(answers)) == 1
    printed = capsys.readouterr().out
    assert "first-post" in printed
    assert "unfinished" in printed


def test_what_the_learner_wrote_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = tmp_path / "a.toml"
    answers.write_text(script("en", ["start", "first-post"]).toml(), encoding="utf-8")
    place = tmp_path / "place"
    (place / "drafts").mkdir(parents=True)
    (place / "drafts/01-first-post.md").write_text("Mine.\n", encoding="utf-8")
    assert coach(place, monkeypatch, "start", "--answers", str(answers)) == 2
    assert (place / "drafts/01-first-post.md").read_text(encoding="utf-8") == "Mine.\n"


def test_lessons_can_be_skipped_or_tried_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = script("en", ["start", "first-post", "two-uses"], wrong=0)
    more = {"lessons.first-post.test": True, "lessons.start.skip": True}
    answers = tmp_path / "a.toml"
    answers.write_text(replace(wanted, answers={**wanted.answers, **more}).toml(), encoding="utf-8")
    place = tmp_path / "place"
    place.mkdir()
    assert coach(place, monkeypatch, "start", "--answers", str(answers)) == 0
    data = json.loads((place / f".coach/learners/{NAME}.json").read_text(encoding="utf-8"))
    assert data["lessons"]["start"] == {"opened": True, "skipped": True}
    assert data["lessons"]["first-post"]["tested"] is True


START: dict[str, Any] = {"organisation": "L", "networks": ["x"], "people": "alone", "goal": "both", "language": "en"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param({}, "start.organisation, start.networks, start.people, start.goal", id="all at once"),
        pytest.param({"strat": {}}, "start", id="an unknown table, with a suggestion"),
        pytest.param({"start": {"goals": "both"}}, "goal", id="an unknown name"),
        pytest.param({"start": {**START, "networks": "x"}}, "networks", id="no list"),
        pytest.param({"start": {**START, "networks": ["X"]}}, "mastodon", id="an unknown network"),
        pytest.param({"start": {**START, "networks": []}}, "networks", id="an empty list"),
        pytest.param({"start": {**START, "timezone": "Mars"}}, "timezone", id="no time zone"),
        pytest.param({"start": {**START, "script": "yes"}}, "script", id="a word for true"),
        pytest.param({"start": START, "lessons": {"first-psot": {}}}, "first-post", id="no such lesson"),
        pytest.param({"start": START, "lessons": {"start": {}}}, "lessons.start.posting", id="a quiz without answer"),
        pytest.param({"start": START, "lessons": {"start": {"posting": "perhaps"}}}, "perhaps", id="no such option"),
        pytest.param(
            {"start": START, "lessons": {"first-post": {"files": {"../a.md": "b"}}}}, "../a.md", id="a file outside"
        ),
    ],
)
def test_wrong_answers_are_told(
    data: dict[str, Any],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    answers = tmp_path / "a.json"
    answers.write_text(json.dumps(data), encoding="utf-8")
    place = tmp_path / "place"
    place.mkdir()
    assert coach(place, monkeypatch, "start", "--answers", str(answers)) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "a.md").exists()


@pytest.mark.parametrize(("said", "zone"), [("Asia/Tokyo", "Asia/Tokyo"), ("Lyon", "Europe/Paris")])
def test_any_city_can_be_named(said: str, zone: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = tmp_path / "a.json"
    answers.write_text(json.dumps({"start": {**START, "timezone": said}}), encoding="utf-8")
    place = tmp_path / "place"
    place.mkdir()
    assert coach(place, monkeypatch, "start", "--answers", str(answers)) == 0
    assert f'timezone = "{zone}"' in (place / "coach.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("a.toml", "start = [", id="broken TOML"),
        pytest.param("a.json", "{", id="broken JSON"),
        pytest.param("a.json", "[]", id="a list"),
        pytest.param("a.json", "[" * 100_000, id="deep JSON"),
        pytest.param("a.json", '{"start": {"organisation": ' + "1" * 5000 + "}}", id="a huge number"),
    ],
)
def test_broken_files_are_told(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(CoachError) as raised:
        read(tmp_path / name)
    assert raised.value.path == str(tmp_path / name)
    assert raised.value.line >= 1
