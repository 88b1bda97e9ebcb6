"""What a session writes: starters, posts typed on the screen, answers of forms; and how a file is opened."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coach import lessons, settings
from coach.errors import CoachError
from coach.lessons import Exercise, Field
from coach.tutor import writing
from coach.tutor.judges import Work
from coach.tutor.states import Place

LESSON = lessons.shipped()["first-post"]


def work(folder: Path, text: str | None = None) -> Work:
    made = Work(LESSON, LESSON.exercises[0], folder, "fr", "x", settings.DEFAULT)
    if text is not None:
        made.path.parent.mkdir(parents=True, exist_ok=True)
        made.path.write_text(text, encoding="utf-8")
    return made


def test_a_starter_is_laid_out_once(tmp_path: Path) -> None:
    made = work(tmp_path)
    writing.lay_out(made)
    assert made.path.read_text(encoding="utf-8") == made.starter
    made.path.write_text("mine", encoding="utf-8")
    writing.lay_out(made)
    assert made.path.read_text(encoding="utf-8") == "mine"


def test_a_starter_is_not_laid_out_over_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    made = work(tmp_path)
    made.path.parent.mkdir()
    made.path.symlink_to(tmp_path / "elsewhere")
    writing.lay_out(made)
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("---\nlang: fr\n---\n[vide]\n", "---\nlang: fr\n---\nBonjour\nà tous\n", id="front matter stays"),
        pytest.param("+++\nlang = 'fr'\n+++\n[vide]\n", "+++\nlang = 'fr'\n+++\nBonjour\nà tous\n", id="in TOML"),
        pytest.param("[vide]\n", "Bonjour\nà tous\n", id="without any"),
        pytest.param("", "Bonjour\nà tous\n", id="an empty file"),
    ],
)
def test_a_post_typed_on_the_screen_replaces_the_text(tmp_path: Path, before: str, after: str) -> None:
    made = work(tmp_path, before)
    writing.write_body(made, "Bonjour\nà tous")
    assert made.path.read_text(encoding="utf-8") == after


def test_a_draft_outside_is_not_written_through_a_link(tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text("theirs", encoding="utf-8")
    made = work(tmp_path / "w")
    made.path.parent.mkdir(parents=True)
    made.path.symlink_to(other)
    with pytest.raises(CoachError):
        writing.write_body(made, "mine")
    assert other.read_text(encoding="utf-8") == "theirs"


FORM = Exercise(
    "form",
    "fill",
    (),
    fields=(
        Field("network", "one", ("x", "mastodon"), setting="networks"),
        Field("goal", "one", ("monitor", "both"), setting="goal"),
        Field("topics", "list", least=1, most=3, setting="topics"),
        Field("zone", setting="timezone"),
        Field("tags", "list", least=1, most=3, setting="hashtags.ours"),
    ),
)


@pytest.mark.parametrize(
    ("part", "reply", "kept"),
    [
        pytest.param("topics", "vélo, quartier ; jardin", ("vélo", "quartier", "jardin"), id="a list"),
        pytest.param("zone", "lyon", "Europe/Paris", id="a city"),
        pytest.param("goal", "both", "both", id="a choice"),
    ],
)
def test_how_answers_are_kept(part: str, reply: str, kept: object) -> None:
    assert writing.given(Place("l", "exercise", "form", part), FORM, reply) == kept


def test_the_answers_of_a_form_become_settings(tmp_path: Path) -> None:
    path = tmp_path / "coach.toml"
    path.write_text('# mine\nnetworks = ["bluesky", "x"]\n\n[hashtags]\nours = []  # none yet\n', encoding="utf-8")
    answers = {"network": "x", "goal": "both", "topics": ("a",), "zone": "Europe/Paris", "tags": ("#Lilas", "b")}
    assert writing.current(FORM, settings.read(path)) is None
    writing.write_settings(tmp_path, FORM, answers, settings.read(path), "fr")
    found = settings.read(path)
    assert found.networks == ("x", "bluesky"), "the others stay, after the main one"
    assert (found.goal, found.topics, found.timezone, found.ours) == ("both", ("a",), "Europe/Paris", ("Lilas", "b"))
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# mine\n")
    assert "# none yet" in text
    current = writing.current(FORM, found)
    assert current == {**answers, "tags": ("Lilas", "b")}
    writing.write_settings(tmp_path, FORM, answers, found, "fr")
    assert path.read_text(encoding="utf-8") == text, "what is so already is not written again"


def test_without_settings_a_form_makes_them(tmp_path: Path) -> None:
    answers = {"goal": "monitor", "tags": ("Lilas",)}
    writing.write_settings(tmp_path, FORM, answers, replace_path(settings.DEFAULT), "en")
    found = settings.read(tmp_path / "coach.toml")
    assert (found.goal, found.ours) == ("monitor", ("Lilas",))


def replace_path(chosen: settings.Settings) -> settings.Settings:
    return chosen._replace(path=None)


@pytest.mark.parametrize(
    ("system", "environment", "commands", "expected"),
    [
        pytest.param("linux", {"EDITOR": "ed -s"}, [["ed", "-s"]], "edited", id="what EDITOR says"),
        pytest.param("linux", {"VISUAL": "a", "EDITOR": "b"}, [["a"]], "edited", id="VISUAL first"),
        pytest.param("linux", {"DISPLAY": ":0"}, [["xdg-open"]], "beside", id="a desktop"),
        pytest.param("linux", {}, [["nano"]], "edited", id="no desktop"),
        pytest.param("darwin", {}, [["open", "-t"]], "beside", id="a Mac"),
        pytest.param("win32", {}, [["notepad"]], "beside", id="Windows"),
    ],
)
def test_how_a_file_is_opened(
    monkeypatch: pytest.MonkeyPatch, system: str, environment: dict[str, str], commands: list[list[str]], expected: str
) -> None:
    run: list[list[str]] = []

    def running(command: list[str], *, wait: bool) -> bool:
        run.append(command[:-1])
        return True

    monkeypatch.setattr(writing, "_run", running)
    assert writing.open_editor(Path("a.md"), system, environment) == expected
    assert run == commands


def test_where_there_is_no_editor_that_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert writing.open_editor(tmp_path / "a.md", "linux", {"EDITOR": "nowhere-editor"}) == "none"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("drafts/a.md", True),
        ("../a.md", False),
        ("/etc/passwd", False),
        ("C:\\a", False),
        ("a//b", False),
        ("a/../../b", False),
        ("a\\..\\b", False),
    ],
)
def test_names_that_stay_inside(name: str, expected: bool) -> None:
    assert writing.inside(name) is expected


def test_lengths_are_those_of_the_network(tmp_path: Path) -> None:
    made = work(tmp_path, "---\nlang: fr\n---\nBonjour https://exemple.org/une-longue-adresse\n")
    assert list(writing.lengths(made)) == [(8 + 23, 280)]
    assert list(writing.lengths(replace(made, network="mastodon"))) == [(8 + 23, 500)]
