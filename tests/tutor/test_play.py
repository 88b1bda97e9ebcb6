"""The player: commands on every screen, hints, typed posts, jumping, placement, the paths and their ends."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from robots import NAME, Rehearsal, begin, progress, rehearse, say, script

from coach import lessons, settings
from coach.tutor import pages
from coach.tutor import progress as progress_file
from coach.tutor.ask import Command, Question, Reply
from coach.tutor.judges.work import template
from coach.tutor.play import Player
from coach.tutor.starting import Quit
from coach.tutor.states import Jump, Place, TryOut
from coach.tutor.states import Placement as Place_

ANSWERS = script("fr", tuple(lessons.shipped()), wrong=0)


class Guided(Rehearsal):
    """Says these things, each when its turn comes, to whatever is asked; then leaves."""

    def __init__(self, workspace: Path, *says: Reply | Callable[[Question], Reply]) -> None:
        super().__init__("fr", ANSWERS, workspace)
        self.says = list(says)
        self.questions: list[Question] = []

    def ask(self, question: Question) -> Reply:
        self.questions.append(question)
        if not self.says:
            raise Quit
        said = self.says.pop(0)
        return said(question) if callable(said) else said

    @property
    def printed(self) -> str:
        return "\n".join(self.shown)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    begin(tmp_path, "fr")
    return tmp_path


def play(workspace: Path, lesson: str, *says: Reply | Callable[[Question], Reply]) -> Guided:
    stage = Guided(workspace, *says)
    player = Player(stage, workspace, progress(workspace))  # type: ignore[arg-type]
    player.do(Jump(lesson))
    with suppress(Quit):
        player.run()
    assert stage.says == []
    return stage


@pytest.mark.parametrize(
    ("command", "key"),
    [
        pytest.param(Command.HINT, "learn-no-hint", id="no hint here"),
        pytest.param(Command.CHECK, "learn-nothing-to-check", id="nothing to check"),
        pytest.param(Command.HELP, "learn-help", id="help"),
    ],
)
def test_commands_that_have_nothing_to_do_say_so(workspace: Path, command: Command, key: str) -> None:
    stage = play(workspace, "tone", command, command)
    assert stage.printed.count(say(key, "fr")) == 2
    title = lessons.title(lessons.shipped()["tone"], "fr")
    assert stage.printed.count(title) == 1, "the screen is not printed again for that"


def test_back_from_the_first_screen(tmp_path: Path) -> None:
    rehearse(tmp_path, "fr", script("fr", ["start"]))
    kept = progress(tmp_path)
    progress_file.save(tmp_path, progress_file.Progress(NAME))
    stage = Guided(tmp_path, Command.BACK)
    player = Player(stage, tmp_path, progress_file.Progress(NAME))  # type: ignore[arg-type]
    with suppress(Quit):
        player.run()
    assert say("learn-no-back", "fr") in stage.printed
    assert kept.state.at is not None


def test_back_shows_the_answer_that_was_given(workspace: Path) -> None:
    items = list(lessons.shipped()["tone"].exercises[0].items)
    stage = play(workspace, "tone", "go", "short", Command.BACK)
    assert stage.questions[-1].default == "short"
    assert progress(workspace).state.record("tone").work["sort"] == {items[0]: "short"}


def test_who_comes_back_in_the_middle_is_told_where(workspace: Path) -> None:
    play(workspace, "tone", "go", "short")
    stage = Guided(workspace)
    with suppress(Quit):
        Player(stage, workspace, progress(workspace)).run()  # type: ignore[arg-type]
    said = lessons.words(lessons.shipped()["tone"], "fr", "x")
    assert say("learn-again-at", "fr", title=said.title) in stage.printed
    assert said.exercises["sort"].title in stage.printed
    assert stage.questions[0].key.startswith("lessons.tone.sort.")


def test_three_hints_and_then_the_solution(workspace: Path) -> None:
    hints = [Command.HINT] * 3
    stage = play(workspace, "first-post", "go", *hints, Command.HINT, False, Command.HINT, True)
    offered = [[choice.value for choice in question.choices] for question in stage.questions if question.watch]
    assert [pages.HINT in some for some in offered] == [True, True, True, False, False, False]
    assert [pages.SOLUTION in some for some in offered] == [False, False, False, True, True, True]
    assert [stage.printed.count(f"Indice {number} sur 3") for number in (1, 2, 3)] == [1, 1, 1]
    solution = template(lessons.shipped()["first-post"], "solution.{lang}.md", "fr")
    assert solution.strip().split("\n")[-1][:30] in stage.printed
    assert progress(workspace).state.record("first-post").hints == {"do": 4}


def test_the_solution_can_be_chosen_once_all_hints_are_read(workspace: Path) -> None:
    stage = play(workspace, "first-post", "go", *[pages.HINT] * 3, pages.SOLUTION, pages.SOLUTION)
    assert stage.printed.count(say("learn-solution", "fr")) == 2
    assert progress(workspace).state.record("first-post").hints == {"do": 4}


def test_a_bonus_is_told_only_when_the_rest_is_there(workspace: Path) -> None:
    bonus = lessons.words(lessons.shipped()["first-post"], "fr", "x").exercises["do"].checks["as-in-2011"].text
    stage = play(workspace, "first-post", "go", pages.WRITE, "Venez !", "")
    assert bonus not in stage.printed
    stage = play(workspace, "first-post", "go", pages.WRITE, "Samedi 14 h : on répare vos vélos. Venez !", "")
    assert bonus in stage.printed


def test_a_post_can_be_typed_here(workspace: Path) -> None:
    good = "Samedi 14 h, salle des Lilas : on répare vos vélos ensemble, avec un goûter."
    stage = play(workspace, "first-post", "go", pages.WRITE, good, "Venez !", "")
    text = (workspace / "drafts/01-first-post.md").read_text(encoding="utf-8")
    assert text == f"---\nlang: fr\n---\n{good}\nVenez !\n"
    assert say("learn-ask-passed", "fr") == stage.questions[-1].text
    assert progress(workspace).state.record("first-post").checks["do/own-words"] == "verified"


@pytest.mark.parametrize("said", [Command.BACK, ""])
def test_nothing_typed_changes_nothing(workspace: Path, said: Reply) -> None:
    play(workspace, "first-post", "go", pages.WRITE, said)
    work = lessons.shipped()["first-post"]
    assert (workspace / "drafts/01-first-post.md").read_text(encoding="utf-8") == template(
        work, "starter.{lang}.md", "fr"
    )


def test_what_one_wrote_is_shown_before_it_is_typed_over(workspace: Path) -> None:
    stage = play(workspace, "first-post", "go", pages.WRITE, "Un premier essai.", "", pages.WRITE, Command.BACK)
    assert say("learn-typed-before", "fr") in stage.printed
    assert "Un premier essai." in stage.printed


def test_after_three_failures_a_hint_is_offered(workspace: Path) -> None:
    stage = play(workspace, "first-post", "go", Command.CHECK, Command.CHECK)
    assert say("learn-offer-hint", "fr") not in stage.printed
    stage = play(workspace, "first-post", "go", Command.CHECK)
    assert say("learn-offer-hint", "fr") in stage.printed


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="emptied"),
        pytest.param("---\nlang: fr\n---\n", id="nothing but front matter"),
        pytest.param("<!--\n{starter}\n-->", id="the starter, commented out"),
    ],
)
def test_no_work_does_not_pass(workspace: Path, text: str) -> None:
    draft = workspace / "drafts/01-first-post.md"
    starter = template(lessons.shipped()["first-post"], "starter.{lang}.md", "fr")

    def save(question: Question) -> Reply:
        draft.write_text(text.replace("{starter}", starter), encoding="utf-8")
        return Command.CHANGED

    stage = play(workspace, "first-post", "go", save)
    assert say("learn-saved", "fr") in stage.printed
    assert stage.questions[-1].text == say("learn-ask-write", "fr")


def test_a_file_that_cannot_be_read_is_told(workspace: Path) -> None:
    draft = workspace / "drafts/01-first-post.md"

    def save(question: Question) -> Reply:
        draft.write_bytes(b"\xff\xfe\x00")
        return Command.CHANGED

    stage = play(workspace, "first-post", "go", save, Command.CHECK)
    assert stage.questions[-1].text == say("learn-ask-write", "fr")


def test_a_wrong_order_can_be_tried_again(workspace: Path) -> None:
    count = len(lessons.shipped()["tone"].exercises[0].items)
    stage = play(workspace, "tone", "go", *["short"] * count, pages.AGAIN)
    assert stage.questions[-1].default == "short"
    assert say("learn-sorted-wrong", "fr", bin="x")[:6] in stage.printed


def test_one_can_jump_and_search(workspace: Path) -> None:
    stage = play(workspace, "tone", Command.LIST, ":search", "HASHTAG", "hashtags")
    assert progress(workspace).state.at == Place("hashtags", "read")
    offered = [choice.value for choice in stage.questions[3].choices]
    assert "hashtags" in offered
    assert "start" not in offered
    play(workspace, "tone", Command.LIST, ":return")
    assert progress(workspace).state.at == Place("tone", "read")


def test_a_lesson_can_be_tried_out(workspace: Path) -> None:
    play(workspace, "tone", pages.TEST)
    assert progress(workspace).state.at == Place("tone", "quiz", lessons.shipped()["tone"].quizzes[0].id)
    assert progress(workspace).state.testing == "tone"


def test_placement_skips_what_is_known(workspace: Path) -> None:
    stage = Guided(workspace)
    player = Player(stage, workspace, progress(workspace))  # type: ignore[arg-type]
    player.do(Place_())
    asked = 0
    while (at := player.state.at) and at.kind == "placement":
        quiz = lessons.shipped()[at.lesson].quiz(at.id)
        right = quiz.answers if at.lesson != "tone" else tuple(set(quiz.options) - set(quiz.answers))[:1]
        stage.says = [right if quiz.many else right[0]]
        player.turn()
        asked += 1
    assert asked >= 5
    stage.says = [True]
    player.turn()
    skipped = {id for id, record in player.state.records.items() if record.skipped}
    assert "tone" not in skipped
    assert {"two-uses", "links", "schedule"} <= skipped


def test_who_only_watches_comes_to_a_complete_end(tmp_path: Path) -> None:
    rehearse(tmp_path, "fr", script("fr", ["start"], start={"goal": "monitor"}))
    stage = Guided(tmp_path, Command.SKIP, Command.SKIP)
    player = Player(stage, tmp_path, progress(tmp_path))  # type: ignore[arg-type]
    player.advance()
    with suppress(Quit):
        player.run()
    assert progress(tmp_path).state.at == Place("", "path-end")
    assert say("learn-end-monitor", "fr") in stage.printed
    stage = Guided(tmp_path, pages.MORE)
    with suppress(Quit):
        Player(stage, tmp_path, progress(tmp_path)).run()  # type: ignore[arg-type]
    assert settings.read(tmp_path / "coach.toml").goal == "both"
    assert progress(tmp_path).state.at == Place("tone", "read")


def test_the_net_can_be_put_up_where_it_is_needed(tmp_path: Path) -> None:
    rehearse(tmp_path, "fr", script("fr", ["start"], start={"script": False}))
    net = lessons.shipped()["safety-net"]
    draft = tmp_path / net.exercises[0].file

    def mend(question: Question) -> Reply:
        draft.write_text(template(net, "solution.{lang}.md", "fr"), encoding="utf-8")
        return Command.CHANGED

    stage = play(tmp_path, "safety-net", "go", mend, pages.INSTALL, pages.CHECK)
    offered = [[choice.value for choice in question.choices] for question in stage.questions]
    assert offered[1][0] == pages.INSTALL
    assert pages.INSTALL not in offered[3]
    assert stage.questions[-1].text == say("learn-ask-passed", "fr")


def test_settings_that_say_so_already_are_kept_or_changed(workspace: Path) -> None:
    stage = play(workspace, "two-uses", "go", Command.SKIP)
    assert [choice.value for choice in stage.questions[-1].choices] == ["monitor", "community", "both"], "no topics yet"
    play(workspace, "two-uses", "go", Command.SKIP, "both", "vélo, jardin", "go")
    assert settings.read(workspace / "coach.toml").topics == ("vélo", "jardin")
    progress_file.save(workspace, progress_file.Progress(NAME))
    stage = play(workspace, "two-uses", "go", Command.SKIP, pages.KEEP)
    assert stage.questions[-2].text == say("learn-ask-keep", "fr")
    assert stage.questions[-1].key.startswith("lessons.two-uses.")
    assert progress(workspace).state.record("two-uses").checks == {"choose/chosen": "verified"}
    progress_file.save(workspace, progress_file.Progress(NAME))
    stage = play(workspace, "two-uses", "go", Command.SKIP, pages.CHANGE, "monitor")
    assert stage.questions[-1].default == "vélo, jardin"


def test_a_session_goes_on_in_the_language_of_the_settings(workspace: Path) -> None:
    stage = Guided(workspace)
    player = Player(stage, workspace, progress(workspace))  # type: ignore[arg-type]
    path = workspace / "coach.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('language = "fr"', 'language = "en"'), encoding="utf-8")
    player.reread_settings()
    player.do(TryOut("tone"))
    stage.says = [Command.HELP]
    player.turn()
    assert say("learn-help", "en") in stage.printed
