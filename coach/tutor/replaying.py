"""Plays the lessons of a file of answers, without a person, as a person would play them."""

from __future__ import annotations

from collections.abc import Iterator

from coach import files
from coach.content import closest
from coach.errors import FileError
from coach.lessons import Lesson
from coach.tutor.play import Player
from coach.tutor.replay import Answers
from coach.tutor.session import left, status
from coach.tutor.states import Jump, Place, Skip, TryOut
from coach.tutor.writing import inside, lay_out

MOST_TURNS = 1000
"""Screens of one lesson; no lesson comes near."""


def play(player: Player, answers: Answers) -> tuple[str, ...]:
    """Play the lessons that the file answers, in the order of the course; those that are unfinished afterwards.

    Raises CoachError where an answer is missing or is none.
    """
    known = list(player.course.lessons)
    for id in answers.lessons():
        if id not in known:
            raise answers.error("learn-unknown-lesson", f"lessons.{id}", name=id, suggestion=closest(id, known))
    unfinished = []
    for id in known:
        if id not in answers.lessons() or status(player.course, player.state, id) == "done":
            continue  # what is finished already, by an earlier run that was cut off, stays as it is
        _enter(player, id, answers)
        if answers.get(f"lessons.{id}.skip") is True:
            player.do(Skip())
            continue
        _write_files(player, player.course.lessons[id], answers)
        _through(player, id)
        if left(player.course, player.state, id):
            unfinished.append(id)
    return tuple(unfinished)


def _enter(player: Player, id: str, answers: Answers) -> None:
    at = player.state.at
    if answers.get(f"lessons.{id}.test") is True:
        if player.state.testing != id:
            player.do(TryOut(id))
        return
    if _inside(player, id):
        return
    if at is not None and at.kind in ("end", "placed"):
        # From the end of the lesson before, one only goes on.
        player.advance()
    if not _inside(player, id):
        player.do(Jump(id))


def _inside(player: Player, id: str) -> bool:
    """Whether the learner is in the middle of that lesson."""
    at = player.state.at
    return at is not None and at.lesson == id and at.kind not in ("end", "placement")


def _write_files(player: Player, lesson: Lesson, answers: Answers) -> None:
    """Write what the answers say into the lesson's files, over the starter or the same words, and nothing else."""
    written = answers.written(lesson.id)
    for name in written:
        if not inside(name):
            raise answers.error("lesson-file-outside", f"lessons.{lesson.id}.files.{name}", name=name)
    starters = dict(_starters(player, lesson))
    for name, text in written.items():
        path = player.workspace / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            files.write_new(path, text)
            continue
        source = files.read(path)
        if source.text == text:
            continue
        if source.text != starters.get(name):
            raise FileError("write-exists", path=str(path))
        files.replace(source, text)


def _starters(player: Player, lesson: Lesson) -> Iterator[tuple[str, str]]:
    for exercise in lesson.exercises:
        if exercise.file:
            work = player.bench.work(player.bench.task(Place(lesson.id, "exercise", exercise.id)))
            lay_out(work)
            yield exercise.file, work.starter


def _through(player: Player, id: str) -> None:
    for _ in range(MOST_TURNS):
        at = player.state.at
        if at is None or at.lesson != id or at.kind == "end":
            return
        player.turn()
