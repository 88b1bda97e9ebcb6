"""`coach learn` with a flag: done at once, without a session."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from robots import NAME, begin, progress, rehearse, say, script, tree

from coach.cli import run
from coach.tutor import progress as progress_file
from coach.tutor.progress import path_of
from coach.tutor.states import Record

DRAFT = "drafts/01-first-post.md"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder where two lessons are done."""
    made = tmp_path / "place"
    made.mkdir()
    begin(made, "en", ["start", "first-post"])
    monkeypatch.chdir(made)
    monkeypatch.setenv("COACH_LEARNER", NAME)
    return made


def coach(*arguments: str) -> int:
    return run(["learn", *arguments, "--lang", "en"])


def printed(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.replace("\u00a0", " ").split())


def test_the_list_says_how_far_one_is(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coach("--list") == 0
    found = printed(capsys)
    assert "done: 2 of 8" in found
    assert "(first-post)" in found
    assert "new" in found


def test_a_file_that_was_broken_since_is_to_be_looked_at_again(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace / DRAFT).write_text("", encoding="utf-8")
    assert coach("--list") == 0
    assert "to be looked at again" in printed(capsys)
    record = progress(workspace).state.record("first-post")
    assert "do/own-words" in record.again
    assert record.checks["do/own-words"] == "verified", "what was verified is not taken away"


@pytest.mark.parametrize(
    ("sought", "ids"),
    [
        pytest.param("hashtag", ["hashtags"], id="a title"),
        pytest.param("SAFETY", ["safety-net"], id="capitals"),
        pytest.param("xyzzy", [], id="nothing"),
    ],
)
def test_search(workspace: Path, capsys: pytest.CaptureFixture[str], sought: str, ids: list[str]) -> None:
    assert coach("--search", sought) == 0
    found = printed(capsys)
    for id in ids:
        assert f"({id})" in found
    if not ids:
        assert say("learn-nothing-found", "en") in found


def test_check_says_what_is_missing(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coach("first-post", "--check") == 0
    (workspace / DRAFT).write_text("Nothing much.\n", encoding="utf-8")
    assert coach("first-post", "--check") == 1
    assert "To mend:" in printed(capsys)
    assert coach("--check", "--all") == 1


def test_hints_come_one_by_one_and_then_the_solution(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in (1, 2, 3):
        assert coach("tone", "--hint") == 0
        assert f"Hint {number} of 3" in printed(capsys)
    assert coach("tone", "--hint") == 0
    assert "coach learn tone --solution" in printed(capsys)
    assert progress(workspace).state.record("tone").hints == {"sort": 3}
    assert coach("tone", "--solution") == 0
    assert "A solution" in printed(capsys)


def test_skip_passes_a_lesson_over(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coach("links", "--skip") == 0
    assert progress(workspace).state.record("links").skipped
    assert "coach learn links" in printed(capsys)


def test_reset_keeps_copies(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = (workspace / DRAFT).read_text(encoding="utf-8")
    before = path_of(workspace, NAME).read_text(encoding="utf-8")
    assert coach("first-post", "--reset") == 0
    assert not (workspace / DRAFT).exists()
    data = json.loads(path_of(workspace, NAME).read_text(encoding="utf-8"))
    assert data["lessons"]["first-post"] == {"opened": True}
    copies = {path.name: path.read_text(encoding="utf-8") for path in (workspace / ".coach/backups").iterdir()}
    assert before in copies.values()
    assert draft in copies.values()
    assert coach("--reset") == 2
    assert coach("--reset", "--all") == 0
    assert progress(workspace).state.records == {"start": Record(opened=True)}


def test_progress_moves_to_another_computer(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "taken.json"
    assert coach("--export", str(taken)) == 0
    assert coach("--export", str(taken)) == 2, "a file that is there is not replaced"
    kept = progress(workspace).state
    assert coach("--reset", "--all") == 0
    assert coach("--import", str(taken)) == 0
    assert progress(workspace).state == kept
    assert len(list((workspace / ".coach/backups").glob("*.json"))) == 2
    assert coach("--import", str(taken), "--learner", "Zoé") == 0
    assert progress_file.load(workspace, "zoé")[0].state == kept


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("{}", "learn-not-progress", id="something else"),
        pytest.param('{"schema": 99, "learner": "a"}', "progress-too-new", id="of a newer coach"),
    ],
)
def test_what_is_no_progress_is_not_taken_in(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, key: str
) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    before = tree(workspace)
    assert coach("--import", str(tmp_path / "a.json")) == 2
    assert tree(workspace) == before
    assert say(key, "en", schema=99, known=1) in " ".join(capsys.readouterr().err.split())


def test_the_report_keeps_verified_and_declared_apart(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rehearse(workspace, "en", script("en", ["two-uses", "tone"]), wizard=False)
    assert coach("--report", str(workspace)) == 0
    found = printed(capsys)
    assert f"{NAME}: lessons done" in found
    assert "declared 1" in found
    assert coach("--report", str(workspace / "drafts")) == 2


def test_the_handout_holds_what_one_wrote(workspace: Path, tmp_path: Path) -> None:
    target = tmp_path / "handout.md"
    assert coach("--handout", str(target)) == 0
    text = target.read_text(encoding="utf-8")
    assert (workspace / DRAFT).read_text(encoding="utf-8").strip() in text
    assert "What fits in a post" in text
    assert "hashtags" not in text.lower().split("## ")[0]


def test_a_new_lesson_is_begun(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coach("--new", "thank-you") == 0
    assert (workspace / "lessons/00-thank-you/lesson.toml").exists()
    assert run(["test", "lessons", "--lang", "en"]) in (0, 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["first-psot"], "first-post", id="no such lesson, with a suggestion"),
        pytest.param(["first-psot", "--hint"], "first-post", id="nor for a hint"),
        pytest.param(["--list", "--hint"], "--list, --hint", id="two things at once"),
        pytest.param(["--export", "a.json", "--learner", "nobody"], "nobody", id="nothing to export"),
    ],
)
def test_mistakes_are_told(
    workspace: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert coach(*arguments) == 2
    assert said in capsys.readouterr().err


def test_a_damaged_progress_is_told_and_moved(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path_of(workspace, NAME).write_text("{", encoding="utf-8")
    assert coach("--list") == 0
    assert "damaged-" in capsys.readouterr().err
    assert list(path_of(workspace, NAME).parent.glob("*damaged*"))


def test_a_newer_progress_is_refused(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = path_of(workspace, NAME)
    newer = path.read_text(encoding="utf-8").replace('"schema": 1', '"schema": 2')
    path.write_text(newer, encoding="utf-8")
    assert coach("--list") == 2
    assert path.read_text(encoding="utf-8") == newer
