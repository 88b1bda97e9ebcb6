"""The screens that sum up: the end of a lesson, of a path, of the placement test, and the list of all lessons."""

from __future__ import annotations

from collections.abc import Sequence

from coach import files, lessons
from coach.lessons import Lesson
from coach.tutor.ask import Question
from coach.tutor.pages import AGAIN, LIST, MORE, NEXT, STOP, Scene, go, how_far, key
from coach.tutor.screens import Block, Heading, Line, Mark
from coach.tutor.session import left, passed_placement, placement, status, waiting
from coach.tutor.states import Place


def whereabouts(scene: Scene, lesson: Lesson) -> Heading:
    """Which lesson it is, for who comes back in the middle of it."""
    return Heading(scene.say("learn-again-at", title=lessons.title(lesson, scene.language)), how_far(scene, lesson))


def ending(scene: Scene, lesson: Lesson) -> tuple[list[Block], Question]:
    """The end of a lesson: what is proven, what is declared, what is left, and what comes next."""
    state, course = scene.state, scene.course
    record = state.record(lesson.id)
    open_ones = left(course, state, lesson.id)
    title = lessons.title(lesson, scene.language)
    key_name = "learn-unfinished" if open_ones else "learn-finished"
    blocks: list[Block] = [Heading(scene.say(key_name, title=title))]
    blocks += proofs(scene, [lesson])
    right = sum(1 for tried in record.quiz.values() if tried.first)
    if record.quiz:
        blocks.append(Line(scene.say("learn-quiz-score", right=right, total=len(record.quiz))))
    if record.again:
        blocks.append(Mark(False, scene.say("learn-look-again")))
    if open_ones:
        blocks.append(Line(scene.say("learn-left", count=len(open_ones)), "dim"))
    following = waiting(course, state, but=lesson.id)
    blocks.append(Line(""))
    if following:
        name = lessons.title(following, scene.language)
        blocks.append(Line(scene.say("learn-next", title=name, minutes=following.minutes)))
    names = [NEXT, *([AGAIN] if open_ones else []), LIST, STOP]
    return blocks, Question(
        key(Place(lesson.id, "end")), scene.say("learn-ask-next"), choices=scene.choices(*names), default=NEXT
    )


def proofs(scene: Scene, some: Sequence[Lesson]) -> list[Block]:
    """How much was verified and how much declared, never added up."""
    checks = [proof for lesson in some for proof in scene.state.record(lesson.id).checks.values()]
    verified, declared = checks.count("verified"), checks.count("declared")
    blocks: list[Block] = []
    if verified:
        blocks.append(Line(scene.say("learn-verified", count=verified), "good"))
    if declared:
        blocks.append(Line(scene.say("learn-declared-count", count=declared)))
    return blocks


def path_end(scene: Scene) -> tuple[list[Block], Question]:
    """The end of the learner's path: their own, and whole, whichever it is."""
    course, state = scene.course, scene.state
    goal = course.goal or "both"
    blocks: list[Block] = [Heading(scene.say(f"learn-end-{goal}"))]
    blocks += [*proofs(scene, course.path()), Line(""), Line(scene.say(f"learn-end-{goal}-text"))]
    for lesson in course.path():
        how = status(course, state, lesson.id)
        if how in ("again", "skipped", "started"):
            blocks.append(Mark(None, lessons.title(lesson, scene.language), scene.say(f"learn-status-{how}")))
    planned = lessons.course(next(iter(course.lessons.values())).folder.parent).planned if course.lessons else ()
    wanted = {"monitor", "community"} if goal == "both" else {goal}
    coming = [one.title[scene.language] for one in planned if wanted & set(one.paths)]
    if coming:
        blocks += [Line(""), Line(scene.say("learn-planned"), "dim"), *(Mark(None, title) for title in coming)]
    blocks.append(Line(""))
    names = [STOP, LIST, *([MORE] if course.goal == "monitor" else [])]
    return blocks, Question("lessons.end", scene.say("learn-ask-end"), choices=scene.choices(*names), default=STOP)


def placed(scene: Scene) -> tuple[list[Block], Question]:
    """What the placement test found."""
    passed = passed_placement(scene.course, scene.state)
    asked = dict.fromkeys(place.lesson for place in placement(scene.course))
    blocks: list[Block] = [Heading(scene.say("learn-placed"))]
    for id in asked:
        # What is not known yet is no fault: that is what the lessons are for.
        blocks.append(Mark(True if id in passed else None, lessons.title(scene.course.lessons[id], scene.language)))
    blocks.append(Line(""))
    if not passed:
        return [*blocks, Line(scene.say("learn-placed-none"))], go(scene, Place("", "placed"))
    text = scene.say("learn-ask-placed", count=len(passed))
    return blocks, Question("start.known", text, "yes-no", default=True)


def overview(scene: Scene, search: str = "") -> list[Block]:
    """All lessons with how far one is; those that hold the words searched for."""
    course, state = scene.course, scene.state
    path = course.path()
    finished = sum(status(course, state, lesson.id) in ("done", "again") for lesson in path)
    blocks: list[Block] = [
        Heading(scene.say("learn-lessons"), scene.say("learn-done-of", done=finished, total=len(path)))
    ]
    for lesson in found(scene, search):
        how = status(course, state, lesson.id)
        why = "" if lesson in path else f" · {scene.say('learn-optional')}"
        note = f"{scene.say(f'learn-status-{how}')} · {scene.say('learn-minutes', minutes=lesson.minutes)}{why}"
        mark = {"done": True, "again": False}.get(how)
        blocks.append(Mark(mark, f"{lessons.title(lesson, scene.language)} ({lesson.id})", note))
    if not search:
        left_over = sum(lesson.minutes for lesson in path if status(course, state, lesson.id) in ("new", "started"))
        blocks += [Line(""), Line(scene.say("learn-time-left", minutes=left_over), "dim")]
    return blocks


def found(scene: Scene, search: str) -> list[Lesson]:
    """The lessons whose name, title or text holds what is searched for, capitals and accents aside."""
    sought = folded(search)
    return [lesson for lesson in scene.course.lessons.values() if not sought or sought in _text_of(scene, lesson)]


def _text_of(scene: Scene, lesson: Lesson) -> str:
    return folded(f"{lesson.id} {files.read(lessons.page_path(lesson, scene.language)).text}")


def folded(text: str) -> str:
    """The text without capitals and accents."""
    import unicodedata

    decomposed = unicodedata.normalize("NFD", text[:200_000].casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
