"""Screens as values, printed in two ways; and all they say exists in both languages."""

from __future__ import annotations

import ast
import io
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach import lessons, words
from coach.model import LANGUAGES
from coach.tutor import pages, summaries
from coach.tutor.ask import COMMANDS, Choice, Command, Question, command, footer
from coach.tutor.pages import Scene
from coach.tutor.screens import Block, Excerpt, Heading, Line, Mark, PlainOut, Prose, RichOut, markdown_lines, spoken
from coach.tutor.session import begin, order
from coach.tutor.states import Course, Place, Record, State, Tried

TUTOR = Path(pages.__file__).parent

_KEY = re.compile(
    r"(?:ask|learn|start|screen|net|answers|progress|report|handout|option|argument)(?:-[a-z]+)+", re.ASCII
)


def plain(*blocks: Block, width: int = 60) -> str:
    stream = io.StringIO()
    PlainOut("fr", stream, width=width).put(*blocks)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        pytest.param(Line("Bonjour"), "Bonjour\n", id="a line"),
        pytest.param(Line("un\ndeux", indent=2), "  un\n  deux\n", id="two, set in"),
        pytest.param(Heading("Le ton", "environ 8 min"), "\nLe ton. environ 8 min\n\n", id="a heading"),
        pytest.param(Mark(True, "C’est bon"), "OK\u00a0: C’est bon\n", id="what is right is said in words"),
        pytest.param(
            Mark(False, "Trop long", "Coupez."), "À corriger\u00a0: Trop long\n  Coupez.\n", id="what is wrong too"
        ),
        pytest.param(Excerpt("une\n\nligne"), "    une\n\n    ligne\n", id="an excerpt"),
        pytest.param(Mark(True, "Deux", about="answer"), "Juste\u00a0: Deux\n", id="the right answer"),
        pytest.param(Mark(False, "Un", about="answer"), "Faux\u00a0: Un\n", id="an answer is wrong, not to be mended"),
        pytest.param(
            Prose("Un **mot** et `du code`."),
            "Un mot et «\u00a0du code\u00a0».\n\n",
            id="signs of Markdown are gone",
        ),
        pytest.param(Prose("- un\n- deux"), "- un\n- deux\n\n", id="a list"),
        pytest.param(Prose("1. un\n2. deux"), "1. un\n2. deux\n\n", id="a numbered list"),
        pytest.param(Prose("3. un\n4. deux"), "3. un\n4. deux\n\n", id="that begins later"),
        pytest.param(Prose("[ici](https://exemple.org)"), "ici\n\n", id="a link is its words"),
        pytest.param(Prose("a  \nb"), "a\nb\n\n", id="a hard break"),
        pytest.param(Prose("```\nx = 1\n```"), "    x = 1\n\n", id="a block of code"),
    ],
)
def test_plain_lines(block: Block, expected: str) -> None:
    assert plain(block) == expected


def test_one_blank_line_is_enough() -> None:
    assert plain(Line("a"), Line(""), Line(""), Heading("b")) == "a\n\nb\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("`#ess` *ou* rien", "#ess ou rien", id="marks"),
        pytest.param("`coach learn` suffit", "«\u00a0coach learn\u00a0» suffit", id="code of several words is quoted"),
        pytest.param("3 < 4 & 5", "3 < 4 & 5", id="signs of a text"),
        pytest.param("plain", "plain", id="nothing to do"),
    ],
)
def test_short_texts_are_spoken(text: str, expected: str) -> None:
    assert spoken(text, "fr") == expected


HOSTILE = "a\x1b[2Jb \x9b31m c\u202ed \x07 [bold]e[/bold] :smile: \x00"


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(Line(HOSTILE), id="line"),
        pytest.param(Heading(HOSTILE, HOSTILE), id="heading"),
        pytest.param(Mark(True, HOSTILE, HOSTILE), id="mark"),
        pytest.param(Excerpt(HOSTILE), id="excerpt"),
        pytest.param(Prose(HOSTILE), id="prose"),
    ],
)
@pytest.mark.parametrize("way", ["plain", "rich"])
def test_foreign_text_cannot_act(block: Block, way: str, capsys: pytest.CaptureFixture[str]) -> None:
    (PlainOut("fr") if way == "plain" else RichOut("fr", colour=True)).put(block)
    printed = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out)
    assert not set(printed) & {"\x1b", "\x9b", "\u202e", "\x07", "\x00"}
    assert "[bold]e[/bold]" in printed
    assert ":smile:" in printed


def test_no_break_spaces_are_not_broken(capsys: pytest.CaptureFixture[str]) -> None:
    text = "mot " * 15 + "« ici » vraiment ! " * 10
    text = text.replace("« ", "«\u00a0").replace(" »", "\u00a0»").replace(" !", "\u202f!")
    RichOut("fr", colour=False).put(Line(text), Prose(text))
    for line in capsys.readouterr().out.split("\n"):
        assert not line.lstrip().startswith(("!", "»"))
        assert not line.rstrip(" ").endswith("«")


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200), st.integers(20, 100))
def test_any_text_can_be_printed(text: str, width: int) -> None:
    printed = plain(Heading(text), Prose(text), Line(text), Mark(None, text, text), Excerpt(text), width=width)
    assert "\x1b" not in printed
    list(markdown_lines(text, "fr"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_of_every_lesson_can_be_shown(language: str, tmp_path: Path) -> None:
    course = Course(lessons.shipped())
    for lesson in course.lessons.values():
        said = lessons.words(lesson, language, course.network)  # type: ignore[arg-type]
        state = State(
            records={lesson.id: Record(True, quiz={one.id: Tried(one.options[:1], False) for one in lesson.quizzes})}
        )
        scene = Scene(course, state, language, tmp_path)  # type: ignore[arg-type]
        blocks: list[Block] = []
        for place in order(course, state, lesson.id):
            blocks += _page(scene, place, lesson, said)
        printed = plain(*blocks, *summaries.overview(scene))
        assert not re.search(r"\b(?:learn|ask|judge|screen)-[a-z]+", printed)
        assert not re.search(r"\{[a-z_]+\}", printed)


def _page(scene: Scene, place: Place, lesson: lessons.Lesson, said: lessons.Words) -> list[Block]:
    if place.kind == "read":
        blocks, question = pages.reading(scene, lesson, said)
    elif place.kind == "then-and-now":
        blocks, question = pages.then_and_now(scene, lesson, said)
    elif place.kind == "quiz":
        blocks, question = pages.quiz(scene, place, lesson.quiz(place.id), said)
    elif place.kind == "explained":
        blocks, question = pages.explained(scene, place, lesson.quiz(place.id), said)
    elif place.kind == "end":
        blocks, question = summaries.ending(scene, lesson)
    else:
        exercise = lesson.exercise(place.id)
        about = said.exercises[exercise.id]
        blocks = pages.task(scene, lesson, exercise, about)
        if exercise.way in ("write", "net"):
            question = pages.written(scene, place, exercise, None, here=True, install=True, hints=3)
        else:
            more, question = pages.part(scene, place, exercise, about)
            blocks += more
    return [*blocks, Line(question.text), *(Line(choice.label) for choice in question.choices)]


@pytest.mark.parametrize("goal", ["monitor", "community", "both", None])
def test_every_path_has_its_own_ending(goal: str | None, tmp_path: Path) -> None:
    course = Course(lessons.shipped(), goal=goal)  # type: ignore[arg-type]
    scene = Scene(course, begin(course, State()), "fr", tmp_path)
    blocks, question = summaries.path_end(scene)
    printed = plain(*blocks)
    assert words.say(f"learn-end-{goal or 'both'}", "fr") in printed
    offers_more = pages.MORE in [choice.value for choice in question.choices]
    assert offers_more == (goal == "monitor")


@pytest.mark.parametrize(
    ("typed", "kind", "expected"),
    [
        pytest.param("b", "one", Command.BACK, id="a letter"),
        pytest.param(":b", "one", Command.BACK, id="with a colon"),
        pytest.param(" Retour ", "one", Command.BACK, id="a word, capitals and blanks aside"),
        pytest.param("indice", "go", Command.HINT, id="in French"),
        pytest.param("hint", "go", Command.HINT, id="in English"),
        pytest.param("b", "text", None, id="where a text is asked for, a letter is a text"),
        pytest.param(":b", "text", Command.BACK, id="and a colon makes it a command"),
        pytest.param(":zzz", "text", None, id="if it is one"),
        pytest.param("2", "one", None, id="an answer"),
        pytest.param("", "one", None, id="nothing"),
    ],
)
def test_commands(typed: str, kind: str, expected: Command | None) -> None:
    assert command(typed, Question("k", "?", kind)) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letters_that_are_shown_are_understood(language: str) -> None:
    question = Question("k", "?", choices=(Choice("a", "A"),), commands=tuple(Command)[:-1])
    shown = footer(question, language).replace("\u00a0", " ").split(" · ")  # type: ignore[arg-type]
    for part in shown:
        letter, word = part.split(" ", 1)
        assert COMMANDS[letter] == COMMANDS[word]


def _keys() -> set[str]:
    """Every key of a sentence that the tutorial names."""
    found = set()
    for path in [*TUTOR.glob("*.py"), *(TUTOR.parent / "cli").glob("[sl][te]a*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _KEY.fullmatch(node.value):
                found.add(node.value)
    return found


def test_every_sentence_exists() -> None:
    keys = _keys()
    assert len(keys) > 150
    assert [key for key in sorted(keys) if not words.known(key)] == []
