"""What comes next: the pure machine, by tables and by random walks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.lessons import Check, Exercise, Field, Lesson, Quiz
from coach.tutor import progress as progress_file
from coach.tutor.progress import Progress
from coach.tutor.session import begin, left, order, passed_placement, status, step, waiting
from coach.tutor.states import (
    Action,
    Again,
    Back,
    Course,
    Give,
    Go,
    Hint,
    Judged,
    Jump,
    Known,
    Outcome,
    Place,
    Placement,
    Reset,
    Skip,
    State,
    TryOut,
)

WRITE = Exercise("write", "write", (Check("own", "lint"), Check("short", "length", bonus=True)), file="drafts/a.md")
SORT = Exercise("sort", "sort", (Check("right", "classify"),), items={"one": "a", "two": "b"})
FILL = Exercise("fill", "fill", (Check("kept", "config"),), fields=(Field("name"), Field("goal", "one", ("x", "y"))))
PROMISE = Exercise("promise", "promise", (Check("aloud", "self"),))
PLAY = Exercise(
    "play",
    "play",
    (Check("ends", "scenario"),),
    scenes={"hello": {"answer": "chat", "ignore": "end"}, "chat": {"thank": "end", "insist": "hello"}},
)
ASK = Quiz("ask", ("a", "b", "c"), ("b",), placement=True)
MANY = Quiz("many", ("a", "b", "c"), ("a", "c"), many=True)
BLUE = Quiz("blue", ("a", "b"), ("a",), networks=("bluesky",))


def lesson(id: str, number: int, *paths: str, **more: Any) -> Lesson:
    return Lesson(id, number, Path("lessons") / id, 5, paths or ("monitor", "community"), **more)  # type: ignore[arg-type]


LESSONS = {
    one.id: one
    for one in (
        lesson("begin", 0, exercises=(FILL,), quizzes=(ASK,)),
        lesson("draft", 1, exercises=(WRITE, SORT), quizzes=(MANY, BLUE), facts=("old",)),
        lesson("talk", 2, "community", exercises=(PLAY, PROMISE), quizzes=(ASK,)),
    )
}
COURSE = Course(LESSONS)
MONITOR = Course(LESSONS, goal="monitor")


def walk(*actions: Action, course: Course = COURSE, state: State | None = None) -> State:
    state = begin(course, state or State())
    for action in actions:
        state = step(course, state, action)
    return state


def passed(exercise: str, *checks: str, lesson: str = "draft", ok: bool = True) -> Judged:
    return Judged(lesson, exercise, tuple(Outcome(check, ok) for check in checks))


GO = Go()
THROUGH_BEGIN: tuple[Action, ...] = (
    GO,
    Give("Lilas"),
    Give("x"),
    passed("fill", "kept", lesson="begin"),
    GO,
    Give("b"),
    GO,
)


@pytest.mark.parametrize(
    ("actions", "at"),
    [
        pytest.param((), Place("begin", "read"), id="one begins with the first lesson"),
        pytest.param((GO,), Place("begin", "exercise", "fill", "name"), id="after the reading the first question"),
        pytest.param((GO, Give("Lilas")), Place("begin", "exercise", "fill", "goal"), id="an answer leads on"),
        pytest.param((GO, Give("Lilas"), Give("x")), Place("begin", "result", "fill"), id="all answered: the result"),
        pytest.param(
            (GO, Give("Lilas"), Give("x"), Again()), Place("begin", "exercise", "fill", "name"), id="once more"
        ),
        pytest.param((GO, GO, GO), Place("begin", "quiz", "ask"), id="unanswered parts have no result"),
        pytest.param((GO, Skip()), Place("begin", "quiz", "ask"), id="a skipped exercise is passed over whole"),
        pytest.param((GO, Skip(), Give("a")), Place("begin", "explained", "ask"), id="a wrong answer is explained"),
        pytest.param((GO, Skip(), Give("z")), Place("begin", "quiz", "ask"), id="no option, no answer"),
        pytest.param((GO, Skip(), Skip()), Place("begin", "end"), id="a skipped quiz needs no explanation"),
        pytest.param((GO, Skip(), Give("a"), Back(), Back()), Place("begin", "exercise", "fill", "name"), id="back"),
        pytest.param((Back(), Back()), Place("begin", "read"), id="nothing before the first screen"),
        pytest.param((Skip(),), Place("draft", "read"), id="skipping the reading skips the lesson"),
        pytest.param(THROUGH_BEGIN, Place("begin", "end"), id="a whole lesson"),
        pytest.param((*THROUGH_BEGIN, GO), Place("draft", "read"), id="and the next"),
        pytest.param((Jump("talk"),), Place("talk", "read"), id="any lesson at any time"),
        pytest.param((Jump("talk"), Back()), Place("begin", "read"), id="and back from there"),
        pytest.param((Jump("nowhere"),), Place("begin", "read"), id="there is no such lesson"),
        pytest.param((Jump("talk"), GO, Give("answer")), Place("talk", "exercise", "play", "chat"), id="a scene"),
        pytest.param((Jump("talk"), GO, Give("ignore")), Place("talk", "result", "play"), id="or to an end"),
        pytest.param(
            (Jump("talk"), GO, Give("answer"), Give("insist")),
            Place("talk", "result", "play"),
            id="a story that goes in circles ends",
        ),
        pytest.param((TryOut("draft"),), Place("draft", "quiz", "many"), id="a test asks first"),
        pytest.param(
            (TryOut("draft"), Give(("a", "c")), GO), Place("draft", "exercise", "write"), id="then comes the exercise"
        ),
        pytest.param((Placement(),), Place("begin", "placement", "ask"), id="placement"),
        pytest.param((Placement(), Give("b")), Place("talk", "placement", "ask"), id="its questions follow at once"),
        pytest.param((Placement(), Give("b"), Give("a")), Place("", "placed"), id="and have an end"),
        pytest.param((Placement(), Give("b"), Give("a"), Known()), Place("draft", "read"), id="the known is skipped"),
        pytest.param((Placement(), Give("b"), Give("a"), GO), Place("begin", "read"), id="or not"),
        pytest.param((Skip(), Skip(), Skip()), Place("", "path-end"), id="all skipped: the end"),
        pytest.param((Skip(), Skip(), Skip(), GO, GO), Place("", "path-end"), id="where one stays"),
        pytest.param((Skip(), Skip(), Skip(), Back()), Place("talk", "read"), id="unless one goes back"),
        pytest.param((*THROUGH_BEGIN, Reset("begin")), Place("begin", "read"), id="a reset starts the lesson again"),
        pytest.param((GO, Reset("")), Place("begin", "read"), id="or all of them"),
    ],
)
def test_what_comes_next(actions: tuple[Action, ...], at: Place) -> None:
    assert walk(*actions).at == at


@pytest.mark.parametrize(
    ("course", "ids"),
    [
        pytest.param(Course(LESSONS), ("begin", "draft", "talk"), id="no goal yet: every lesson"),
        pytest.param(Course(LESSONS, goal="both"), ("begin", "draft", "talk"), id="both"),
        pytest.param(Course(LESSONS, goal="community"), ("begin", "draft", "talk"), id="community"),
        pytest.param(Course(LESSONS, goal="monitor"), ("begin", "draft"), id="who only watches has a shorter path"),
    ],
)
def test_the_path_follows_the_goal(course: Course, ids: tuple[str, ...]) -> None:
    assert tuple(one.id for one in course.path()) == ids


def test_the_path_of_who_watches_ends_by_itself_and_can_go_on() -> None:
    state = walk(Skip(), Skip(), course=MONITOR)
    assert state.at == Place("", "path-end")
    assert begin(COURSE, replace(state, at=None)).at == Place("talk", "read")
    assert walk(Jump("talk"), course=MONITOR, state=state).at == Place("talk", "read")


@pytest.mark.parametrize(
    ("actions", "id", "expected"),
    [
        pytest.param((), "draft", "new", id="new"),
        pytest.param((Jump("draft"),), "draft", "started", id="opened"),
        pytest.param((Skip(),), "begin", "skipped", id="skipped"),
        pytest.param((Skip(), Jump("begin")), "begin", "started", id="taken up after all"),
        pytest.param(THROUGH_BEGIN, "begin", "done", id="done, with a right answer"),
        pytest.param((*THROUGH_BEGIN[:-2], Give("a"), GO), "begin", "done", id="done, with a wrong one"),
        pytest.param(
            (*THROUGH_BEGIN, passed("fill", "kept", lesson="begin", ok=False)), "begin", "again", id="broken since"
        ),
        pytest.param(
            (*THROUGH_BEGIN, passed("fill", "kept", lesson="begin", ok=False), passed("fill", "kept", lesson="begin")),
            "begin",
            "done",
            id="and mended",
        ),
        pytest.param((*THROUGH_BEGIN, Reset("begin")), "begin", "started", id="reset"),
    ],
)
def test_how_far_one_is(actions: tuple[Action, ...], id: str, expected: str) -> None:
    assert status(COURSE, walk(*actions), id) == expected


def test_what_was_verified_is_not_taken_away() -> None:
    state = walk(Jump("draft"), passed("write", "own"), passed("write", "own", ok=False))
    assert state.record("draft").checks == {"write/own": "verified"}
    assert state.record("draft").again == ("write/own",)


def test_a_bonus_is_never_missed() -> None:
    state = walk(Jump("draft"), passed("write", "own"), passed("write", "short", ok=False))
    assert state.record("draft").again == ()
    assert state.record("draft").attempts == {}
    assert Place("draft", "exercise", "write", "") not in left(COURSE, state, "draft")


def test_only_what_the_learner_hands_in_counts_as_an_attempt() -> None:
    failed = passed("write", "own", ok=False)
    assert walk(Jump("draft"), failed, failed._replace(tried=False)).record("draft").attempts == {"write": 1}


def test_a_promise_is_declared_and_never_verified() -> None:
    state = walk(Jump("talk"), GO, Skip(), Give(True))
    assert state.record("talk").checks == {"promise/aloud": "declared"}
    assert walk(Back(), Give(False), state=state).record("talk").checks == {}


def test_hints_are_counted_where_there_are_any() -> None:
    state = walk(Hint(), Jump("draft"), GO, Hint(), Hint(), Skip(), Hint())
    assert state.record("draft").hints == {"write": 2, "sort": 1}


@pytest.mark.parametrize(
    ("answers", "right", "first", "times"),
    [
        pytest.param((("a", "c"),), True, True, 1, id="both right ones"),
        pytest.param((("a",),), False, False, 1, id="one of two is not right"),
        pytest.param((("a", "b", "c"),), False, False, 1, id="all are too many"),
        pytest.param((("a",), ("c", "a")), True, False, 2, id="the first answer is remembered"),
    ],
)
def test_several_answers(answers: tuple[tuple[str, ...], ...], right: bool, first: bool, times: int) -> None:
    state = walk(TryOut("draft"))
    for answer in answers:
        state = step(COURSE, replace(state, at=Place("draft", "quiz", "many")), Give(answer))
    tried = state.record("draft").quiz["many"]
    assert (tried.right, tried.first, tried.times) == (right, first, times)


def test_a_quiz_is_asked_on_its_networks_only() -> None:
    assert Place("draft", "quiz", "blue") not in order(COURSE, State(), "draft")
    assert Place("draft", "quiz", "blue") in order(replace(COURSE, network="bluesky"), State(), "draft")


def test_placement_asks_only_along_the_path() -> None:
    state = walk(Placement(), Give("b"), course=MONITOR)
    assert state.at == Place("", "placed")
    assert passed_placement(MONITOR, state) == ("begin",)


def test_a_screen_that_is_no_more_is_left_for_one_that_is() -> None:
    old = State(at=Place("gone", "quiz", "q"), visited=(Place("gone", "read"), Place("begin", "read")))
    assert begin(COURSE, old).at == Place("begin", "read")
    shown = State(at=Place("draft", "read"), visited=(Place("gone", "read"), Place("begin", "read")))
    assert begin(COURSE, shown).visited == (Place("begin", "read"),)


ACTIONS: st.SearchStrategy[Action] = st.one_of(
    st.just(GO),
    st.builds(
        Give,
        st.one_of(
            st.sampled_from(["a", "b", "x", "answer", "insist", "thank", "ignore", "?"]),
            st.sampled_from([("a", "c"), ("b",), (), ("z",)]),
            st.booleans(),
        ),
    ),
    st.sampled_from([Hint(), Again(), Skip(), Back(), Placement(), Known()]),
    st.builds(Jump, st.sampled_from([*LESSONS, "nowhere"])),
    st.builds(TryOut, st.sampled_from([*LESSONS, "nowhere"])),
    st.builds(
        lambda pair, ok: passed(pair[1], pair[2], lesson=pair[0], ok=ok),
        st.sampled_from(
            [("begin", "fill", "kept"), ("draft", "write", "own"), ("draft", "sort", "right"), ("no", "no", "no")]
        ),
        st.booleans(),
    ),
)
WALKS = st.lists(ACTIONS, max_size=40)


@settings(max_examples=200, deadline=None)
@given(WALKS, st.sampled_from([COURSE, MONITOR, replace(COURSE, network="bluesky")]))
def test_any_walk_stays_among_the_screens_and_loses_nothing(actions: list[Action], course: Course) -> None:
    state = begin(course, State())
    for action in actions:
        after = step(course, state, action)
        at = after.at
        assert at is not None
        assert at.kind in ("path-end", "placed", "placement") or at in order(course, after, at.lesson)
        for id, record in state.records.items():
            later = after.record(id)
            assert set(record.quiz) <= set(later.quiz)
            verified = {name for name, proof in record.checks.items() if proof == "verified"}
            assert verified <= {name for name, proof in later.checks.items() if proof == "verified"}
            assert all(set(work) <= set(later.work[name]) for name, work in record.work.items())
        state = after
    # Nothing is ever locked.
    for id in LESSONS:
        assert step(course, state, Jump(id)).at == Place(id, "read")


@settings(max_examples=200, deadline=None)
@given(WALKS)
def test_back_leads_to_the_screen_before(actions: list[Action]) -> None:
    state = walk(*actions)
    after = step(COURSE, state, GO)
    if after.at != state.at:
        assert step(COURSE, after, Back()).at == state.at


@settings(max_examples=200, deadline=None)
@given(WALKS)
def test_going_on_comes_to_the_end_of_the_path(actions: list[Action]) -> None:
    state = walk(*actions)
    for _ in range(200):
        if state.at == Place("", "path-end"):
            return
        if state.at is not None and state.at.kind == "end" and waiting(COURSE, state, but=state.at.lesson):
            state = step(COURSE, state, Jump(waiting(COURSE, state, but=state.at.lesson).id))  # type: ignore[union-attr]
            state = step(COURSE, state, Skip())
            continue
        state = step(COURSE, state, GO)
    raise AssertionError(state.at)


@settings(max_examples=200, deadline=None)
@given(WALKS, st.text(max_size=8))
def test_progress_is_written_and_read_back(actions: list[Action], name: str) -> None:
    kept = Progress("lina", "plain", {"organisation": name, "networks": ("x",)}, ("ci",), walk(*actions))
    text = progress_file.dump(kept)
    assert progress_file.parse(text, "p") == kept
    assert progress_file.dump(kept) == text
