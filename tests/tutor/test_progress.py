"""Progress: whole or not at all, never written over by mistake, and readable."""

from __future__ import annotations

import json
import random
from contextlib import suppress
from pathlib import Path

import pytest

from coach.errors import CoachError, ContentError
from coach.tutor import progress as progress_file
from coach.tutor.progress import Progress, learner_name, load, path_of, save
from coach.tutor.states import Place, Record, State, Tried

KEPT = Progress(
    "lina",
    "plain",
    {"networks": ("x", "mastodon"), "script": False},
    ("ci",),
    State(
        at=Place("first-post", "quiz", "q1"),
        visited=(Place("first-post", "read"), Place("first-post", "exercise", "do")),
        testing="first-post",
        records={
            "first-post": Record(
                opened=True,
                checks={"do/own": "verified", "aloud/told": "declared"},
                again=("do/own",),
                attempts={"do": 2},
                hints={"do": 1},
                work={"sort": {"a": "x"}, "fill": {"topics": ("un", "deux")}, "aloud": {"told": True}},
                quiz={"q1": Tried(("b",), True, 2, False)},
            )
        },
        placement={"first-post/q1": ("a",)},
    ),
)


def test_it_is_read_back_as_it_was(tmp_path: Path) -> None:
    save(tmp_path, KEPT)
    assert load(tmp_path, "lina") == (KEPT, None)


def test_people_can_read_it(tmp_path: Path) -> None:
    save(tmp_path, KEPT)
    data = json.loads(path_of(tmp_path, "lina").read_text(encoding="utf-8"))
    assert data["schema"] == 1
    assert data["at"] == "first-post/quiz/q1"
    assert data["lessons"]["first-post"]["verified"] == ["do/own"]
    assert data["lessons"]["first-post"]["declared"] == ["aloud/told"]


def test_git_leaves_the_folder_alone(tmp_path: Path) -> None:
    save(tmp_path, KEPT)
    assert (tmp_path / ".coach/.gitignore").read_text() == "*\n"


def test_who_is_new_has_no_progress(tmp_path: Path) -> None:
    assert load(tmp_path, "lina") == (Progress("lina"), None)
    assert not (tmp_path / ".coach").exists()


@pytest.mark.parametrize("schema", [2, 99])
def test_a_newer_form_is_refused_and_kept(tmp_path: Path, schema: int) -> None:
    save(tmp_path, KEPT)
    path = path_of(tmp_path, "lina")
    newer = path.read_text(encoding="utf-8").replace('"schema": 1', f'"schema": {schema}')
    path.write_text(newer, encoding="utf-8")
    with pytest.raises(CoachError) as raised:
        load(tmp_path, "lina")
    assert raised.value.key == "progress-too-new"
    assert path.read_text(encoding="utf-8") == newer


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"{", id="cut"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"null", id="nothing"),
        pytest.param(b"\xff\xfe\x00", id="no text"),
        pytest.param(b'{"learner": "lina"}', id="no schema"),
        pytest.param(b'{"schema": "1", "learner": "lina"}', id="a schema that is no number"),
        pytest.param(b'{"schema": 1, "learner": 5}', id="a number for a name"),
        pytest.param(b'{"schema": 1, "learner": "l", "at": "first-post"}', id="no screen"),
        pytest.param(b'{"schema": 1, "learner": "l", "at": "first-post/dance"}', id="an unknown screen"),
        pytest.param(b'{"schema": 1, "learner": "l", "at": "a/read/b/c/d/e"}', id="too many parts"),
        pytest.param(b'{"schema": 1, "learner": "l", "lessons": {"a": 7}}', id="a number for a lesson"),
        pytest.param(b'{"schema": 1, "learner": "l", "lessons": {"a": {"quiz": {"q": {}}}}}', id="half a quiz"),
        pytest.param(b"[" * 100_000, id="deep"),
        pytest.param(b'{"schema": 1' + b"0" * 6000 + b"}", id="a huge number"),
    ],
)
def test_a_damaged_file_is_moved_aside_untouched(tmp_path: Path, data: bytes) -> None:
    path = path_of(tmp_path, "lina")
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    found, moved = load(tmp_path, "lina")
    assert found == Progress("lina")
    assert moved is not None
    assert ".damaged-" in moved.name
    assert moved.read_bytes() == data
    assert not path.exists()
    path.write_bytes(data)
    again = load(tmp_path, "lina")[1]
    assert again is not None
    assert again != moved, "an older damaged file is not replaced"


def test_random_damage_is_read_or_moved_and_never_a_crash(tmp_path: Path) -> None:
    save(tmp_path, KEPT)
    path = path_of(tmp_path, "lina")
    whole = path.read_bytes()
    chance = random.Random(7)
    for _ in range(1000):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        path.write_bytes(data)
        moved = None
        with suppress(ContentError):  # a schema that reads like a newer one is refused, and kept
            _, moved = load(tmp_path, "lina")
        if moved:
            assert moved.read_bytes() == bytes(data)
            moved.unlink()


@pytest.mark.parametrize(
    ("wished", "name"),
    [
        pytest.param("Lina", "lina", id="small letters"),
        pytest.param("Zoé Dupont", "zoé-dupont", id="a blank"),
        pytest.param("../../etc/passwd", "etc-passwd", id="no path"),
        pytest.param("///", "learner", id="nothing left"),
        pytest.param("a" * 300, "a" * 60, id="long"),
        pytest.param("nul\0\n", "nul", id="controls"),
    ],
)
def test_names_of_files(wished: str, name: str) -> None:
    assert learner_name(wished) == name


def test_the_name_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_LEARNER", "Zoé")
    assert learner_name() == "zoé"


def test_a_copy_is_kept_before_something_is_forgotten(tmp_path: Path) -> None:
    assert progress_file.back_up(tmp_path, "lina") is None
    save(tmp_path, KEPT)
    first, second = progress_file.back_up(tmp_path, "lina"), progress_file.back_up(tmp_path, "lina")
    assert first is not None
    assert second is not None
    assert first != second
    assert first.read_text() == second.read_text() == path_of(tmp_path, "lina").read_text()
