"""What comes next, given where the learner is and what they say. Pure: no screen, no file, no clock.

A learner is always at one `Place`. `step` makes the next state of an action; nothing is ever locked, and
what was answered or verified is only taken away by a reset.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from coach.lessons import Exercise, Lesson, Quiz
from coach.model import NOTHING
from coach.tutor.states import (
    Action,
    Again,
    Back,
    Course,
    Give,
    Given,
    Go,
    Hint,
    Judged,
    Jump,
    Known,
    Place,
    Placement,
    Record,
    Reset,
    Skip,
    State,
    Status,
    Tried,
    TryOut,
)

MOST_VISITED = 60
"""How many screens Back remembers."""

_ON_SCREEN = ("sort", "choose", "play", "fill")


def begin(course: Course, state: State) -> State:
    """The state to open with: where the learner was, or the first lesson that is not done."""
    there = _screens(course, state)
    if state.at in there:
        return replace(state, visited=tuple(place for place in state.visited if place in there))
    return _opened(replace(state, at=_next_lesson(course, state, ""), visited=(), testing=""))


def step(course: Course, state: State, action: Action) -> State:
    """The state after `action`. One that makes no sense where the learner is changes nothing."""
    state = begin(course, state)
    at = state.at
    assert at is not None
    match action:
        case Go():
            return _to(state, _after(course, state, at))
        case Give(answer):
            given = _given(course, state, at, answer)
            return _to(given, _after(course, given, at)) if given is not state else state
        case Judged():
            return _judged(course, state, action)
        case Hint():
            return _hinted(state, at)
        case Again():
            return _to(state, _first_part(course, state, at)) if at.kind == "result" else state
        case Skip():
            return _skipped(course, state, at)
        case Back():
            return _back(state)
        case Jump(lesson) | TryOut(lesson):
            if lesson not in course.lessons:
                return state
            test = isinstance(action, TryOut)
            record = state.record(lesson)
            moved = replace(state, testing=lesson if test else "")
            moved = _with(moved, lesson, replace(record, skipped=False, tested=record.tested or test))
            return _to(moved, order(course, moved, lesson)[0])
        case Placement():
            first = next(iter(placement(course)), None)
            return _to(replace(state, placement={}), first) if first else state
        case Known():
            return _placed(course, state) if at.kind == "placed" else state
        case Reset(lesson):
            return _reset(course, state, lesson)


def order(course: Course, state: State, lesson: str) -> tuple[Place, ...]:
    """The screens of a lesson, in order, as they are for this learner now."""
    return tuple(_order(course.lessons[lesson], course.network, state))


def _order(lesson: Lesson, network: str, state: State) -> Iterator[Place]:
    steps = lesson.steps(network)
    if state.testing == lesson.id:
        # A test asks first: who knows the answers need not write to find out that they do.
        steps = tuple(one for kind in ("quiz", "exercise") for one in steps if one.kind == kind)
    for one in steps:
        if one.kind == "exercise":
            yield from _parts(lesson, lesson.exercise(one.id), state)
        elif one.kind == "quiz":
            yield Place(lesson.id, "quiz", one.id)
            yield Place(lesson.id, "explained", one.id)
        else:
            yield Place(lesson.id, one.kind)
    yield Place(lesson.id, "end")


def _parts(lesson: Lesson, exercise: Exercise, state: State) -> Iterator[Place]:
    work = state.record(lesson.id).work.get(exercise.id, {})
    parts = parts_of(exercise, work)
    for part in parts:
        yield Place(lesson.id, "exercise", exercise.id, part)
    if exercise.way in _ON_SCREEN and all(part in work for part in parts):
        yield Place(lesson.id, "result", exercise.id)


def parts_of(exercise: Exercise, work: Mapping[str, Given] = NOTHING) -> tuple[str, ...]:  # type: ignore[assignment]
    """The questions of an exercise, in order; of a scenario, those that the answers lead to."""
    if exercise.way == "sort":
        return tuple(exercise.items)
    if exercise.way == "fill":
        return tuple(one.id for one in exercise.fields)
    if exercise.way == "choose":
        return ("choice",)
    if exercise.way == "promise":
        return tuple(check.id for check in exercise.checks)
    return tuple(_scenes(exercise, work)) if exercise.way == "play" else ("",)


def _scenes(exercise: Exercise, work: Mapping[str, Given]) -> Iterator[str]:
    scene = next(iter(exercise.scenes))
    seen: set[str] = set()
    while scene in exercise.scenes and scene not in seen:
        seen.add(scene)
        yield scene
        scene = exercise.scenes[scene].get(str(work.get(scene)), "")


def placement(course: Course) -> tuple[Place, ...]:
    """The questions of the placement test, along the learner's path."""
    return tuple(
        Place(lesson.id, "placement", quiz.id)
        for lesson in course.path()
        for quiz in lesson.quizzes
        if quiz.placement and quiz.holds_on(course.network)
    )


def passed_placement(course: Course, state: State) -> tuple[str, ...]:
    """The lessons whose placement questions were all answered, and rightly."""
    right: dict[str, bool] = {}
    for place in placement(course):
        quiz = course.lessons[place.lesson].quiz(place.id)
        given = state.placement.get(f"{place.lesson}/{place.id}", ())
        right[place.lesson] = right.get(place.lesson, True) and is_right(quiz, given)
    return tuple(lesson for lesson, all_right in right.items() if all_right)


def is_right(quiz: Quiz, answers: tuple[str, ...]) -> bool:
    """Whether these are all the right options and no other."""
    return set(answers) == set(quiz.answers)


def left(course: Course, state: State, lesson: str) -> tuple[Place, ...]:
    """The screens of a lesson where something is still to be done for it to be finished."""
    record = state.record(lesson)
    found = []
    for one in course.lessons[lesson].steps(course.network):
        if one.kind == "quiz" and one.id not in record.quiz:
            found.append(Place(lesson, "quiz", one.id))
        elif one.kind == "exercise":
            exercise = course.lessons[lesson].exercise(one.id)
            wanted = [f"{one.id}/{check.id}" for check in exercise.checks if not check.bonus]
            if not all(name in record.checks for name in wanted):
                found.append(Place(lesson, "exercise", one.id, next(iter(parts_of(exercise)), "")))
    return tuple(found)


def status(course: Course, state: State, lesson: str) -> Status:
    """How far the learner is with a lesson."""
    record = state.record(lesson)
    if record.opened and not left(course, state, lesson):
        return "again" if record.again else "done"
    if record.skipped:
        return "skipped"
    return "started" if record.opened else "new"


def waiting(course: Course, state: State, *, but: str = "") -> Lesson | None:
    """The first lesson of the path that is neither done nor skipped, other than `but`; None at the end."""
    for lesson in course.path():
        if lesson.id != but and status(course, state, lesson.id) in ("new", "started"):
            return lesson
    return None


def _next_lesson(course: Course, state: State, but: str) -> Place:
    lesson = waiting(course, state, but=but)
    return Place(lesson.id, "read") if lesson else Place("", "path-end")


def _after(course: Course, state: State, at: Place) -> Place:
    """The place that follows `at`."""
    if at.kind == "placement":
        places = placement(course)
        index = places.index(at) + 1
        return places[index] if index < len(places) else Place("", "placed")
    if at.kind in ("end", "placed"):
        return _next_lesson(course, state, at.lesson)
    if at.kind == "path-end":
        return at
    places = order(course, state, at.lesson)
    return places[min(_index(places, at) + 1, len(places) - 1)]


def _index(places: tuple[Place, ...], at: Place) -> int:
    # A quiz that was passed over has no explanation to be at, a scenario's later scenes may be gone.
    return places.index(at) if at in places else 0


def _screens(course: Course, state: State) -> frozenset[Place]:
    """Of the lessons where the learner is and was, the screens that there are: lessons change between two versions."""
    seen = {place.lesson for place in (*state.visited, *([state.at] if state.at else []))}
    whole = replace(state, testing="")  # a test has fewer screens
    lessons = (order(course, whole, lesson) for lesson in seen if lesson in course.lessons)
    apart = (*placement(course), Place("", "placed"), Place("", "path-end"))
    return frozenset((*apart, *(place for places in lessons for place in places)))


def _to(state: State, place: Place) -> State:
    if place == state.at or state.at is None:
        return _opened(replace(state, at=place))
    visited = (*state.visited, state.at)[-MOST_VISITED:]
    return _opened(replace(state, at=place, visited=visited, testing=_still_testing(state, place)))


def _opened(state: State) -> State:
    if state.at is None or not state.at.lesson or state.at.kind == "placement":
        return state
    record = state.record(state.at.lesson)
    if record.opened:
        return state
    return _with(state, state.at.lesson, replace(record, opened=True))


def _back(state: State) -> State:
    if not state.visited:
        return state
    at = state.visited[-1]
    return replace(state, at=at, visited=state.visited[:-1], testing=_still_testing(state, at))


def _still_testing(state: State, place: Place) -> str:
    """The lesson that is taken as a test, if that screen is one of the test."""
    inside = place.lesson == state.testing and place.kind not in ("read", "then-and-now")
    return state.testing if inside else ""


def _with(state: State, lesson: str, record: Record) -> State:
    return replace(state, records={**state.records, lesson: record})


def _given(course: Course, state: State, at: Place, answer: Given) -> State:
    """The state with an answer kept; the same state where nothing is asked, or the answer is not one."""
    if at.kind in ("quiz", "placement"):
        quiz = course.lessons[at.lesson].quiz(at.id)
        answers = answer if isinstance(answer, tuple) else (str(answer),)
        if not answers or not set(answers) <= set(quiz.options):
            return state
        if at.kind == "placement":
            return replace(state, placement={**state.placement, f"{at.lesson}/{at.id}": answers})
        record = state.record(at.lesson)
        before = record.quiz.get(at.id)
        right = is_right(quiz, answers)
        tried = Tried(answers, right, before.times + 1 if before else 1, before.first if before else right)
        return _with(state, at.lesson, replace(record, quiz={**record.quiz, at.id: tried}))
    if at.kind != "exercise" or not at.part:
        return state
    record = state.record(at.lesson)
    work = {**record.work.get(at.id, {}), at.part: answer}
    record = replace(record, work={**record.work, at.id: work})
    exercise = course.lessons[at.lesson].exercise(at.id)
    if exercise.way == "promise":
        record = _declared(record, f"{at.id}/{at.part}", kept=answer is True)
    return _with(state, at.lesson, record)


def _declared(record: Record, name: str, *, kept: bool) -> Record:
    # A promise can be taken back: it is the learner's own word, not something a judge saw.
    checks = {key: proof for key, proof in record.checks.items() if key != name}
    return replace(record, checks={**checks, name: "declared"} if kept else checks)


def _judged(course: Course, state: State, seen: Judged) -> State:
    lesson = course.lessons.get(seen.lesson)
    exercise = {one.id: one for one in lesson.exercises}.get(seen.exercise) if lesson else None
    if exercise is None:
        return state
    record = state.record(seen.lesson)
    checks, again, failed = dict(record.checks), set(record.again), False
    bonus = {check.id for check in exercise.checks if check.bonus}
    for outcome in seen.outcomes:
        name = f"{exercise.id}/{outcome.check}"
        if outcome.passed:
            # A promise never stands in for what a judge has seen.
            checks[name] = "verified" if "verified" in (checks.get(name), outcome.proof) else "declared"
            again.discard(name)
        elif outcome.check not in bonus:
            failed = True
            if name in checks:
                again.add(name)
    attempts = dict(record.attempts)
    if failed and seen.tried:
        attempts[exercise.id] = attempts.get(exercise.id, 0) + 1
    return _with(state, seen.lesson, replace(record, checks=checks, again=tuple(sorted(again)), attempts=attempts))


def _hinted(state: State, at: Place) -> State:
    if at.kind not in ("exercise", "result"):
        return state
    record = state.record(at.lesson)
    hints = {**record.hints, at.id: record.hints.get(at.id, 0) + 1}
    return _with(state, at.lesson, replace(record, hints=hints))


def _first_part(course: Course, state: State, at: Place) -> Place:
    exercise = course.lessons[at.lesson].exercise(at.id)
    work = state.record(at.lesson).work.get(at.id, {})
    return Place(at.lesson, "exercise", at.id, parts_of(exercise, work)[0])


def _skipped(course: Course, state: State, at: Place) -> State:
    if at.kind == "read":
        skipped = _with(state, at.lesson, replace(state.record(at.lesson), skipped=True))
        return _to(skipped, _next_lesson(course, skipped, at.lesson))
    if at.kind not in ("quiz", "exercise", "result"):
        return _to(state, _after(course, state, at))
    places = order(course, state, at.lesson)
    beyond = [place for place in places[_index(places, at) :] if place.id != at.id]
    return _to(state, beyond[0])


def _placed(course: Course, state: State) -> State:
    records = dict(state.records)
    for lesson in passed_placement(course, state):
        records[lesson] = replace(state.record(lesson), skipped=True, tested=True)
    placed = replace(state, records=records)
    return _to(placed, _next_lesson(course, placed, ""))


def _reset(course: Course, state: State, lesson: str) -> State:
    if not lesson:
        return begin(course, State())
    if lesson not in course.lessons:
        return state
    records = {id: record for id, record in state.records.items() if id != lesson}
    visited = tuple(place for place in state.visited if place.lesson != lesson)
    at = Place(lesson, "read") if state.at and state.at.lesson == lesson else state.at
    return _opened(replace(state, records=records, visited=visited, at=at, testing=""))
