"""What leaves a session for other eyes: progress taken along, a group's report, a handout to keep."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from coach import files, lessons
from coach.errors import CoachError, UsageError
from coach.model import Language
from coach.tutor import progress as progress_file
from coach.tutor.pages import day
from coach.tutor.progress import Progress
from coach.tutor.session import status
from coach.tutor.states import Course, State
from coach.words import say


def export(workspace: Path, learner: str, target: Path) -> None:
    """Write the learner's progress into one file to take along. Raises CoachError, where there is none too."""
    found, _ = progress_file.load(workspace, learner)
    if found == Progress(learner):
        raise UsageError("learn-no-progress", learner=learner)
    files.write_new(target, progress_file.dump(found))


def take_in(workspace: Path, learner: str, source: Path) -> Path | None:
    """Make the progress in that file the learner's; where the progress they had was copied to.

    Raises CoachError where the file is no progress, or a newer coach wrote it.
    """
    text = files.read(source, progress_file.MOST_BYTES).text
    found = progress_file.parse(text, str(source))
    if found is None:
        raise UsageError("learn-not-progress", path=str(source))
    copy = progress_file.back_up(workspace, learner)
    progress_file.save(workspace, Progress(learner, found.display, state=found.state))
    return copy


class Row(NamedTuple):
    """One learner in a report."""

    learner: str
    done: int
    """Lessons finished, of those of the path."""
    total: int
    again: int
    """Of these, lessons that are to be looked at again."""
    verified: int
    declared: int
    at: str
    """The lesson where they are; empty at the end of the path."""


def report(folder: Path, course: Course) -> Iterator[Row | CoachError]:
    """How far everyone is whose progress lies in that folder, or in the `.coach` below it; what cannot be read."""
    places = (folder / progress_file.FOLDER / "learners", folder / "learners", folder)
    place = next((one for one in places if one.is_dir() and any(one.glob("*.json"))), folder)
    for path in sorted(place.glob("*.json")):
        try:
            found = progress_file.parse(files.read(path, progress_file.MOST_BYTES).text, str(path))
        except CoachError as error:
            yield error
            continue
        if found is None:
            yield UsageError("learn-not-progress", path=str(path))
        else:
            yield _row(path.stem, found.state, course)


def _row(learner: str, state: State, course: Course) -> Row:
    path = course.path()
    states = [status(course, state, lesson.id) for lesson in path]
    proofs = [proof for record in state.records.values() for proof in record.checks.values()]
    return Row(
        learner,
        sum(one in ("done", "again") for one in states),
        len(path),
        states.count("again"),
        proofs.count("verified"),
        proofs.count("declared"),
        state.at.lesson if state.at else "",
    )


def handout(workspace: Path, state: State, course: Course, language: Language) -> str:
    """A Markdown page to keep: of each lesson that was opened, what it says and what the learner wrote.

    Raises CoachError where a lesson cannot be read.
    """
    parts = [f"# {say('handout-title', language)}", say("handout-about", language)]
    for lesson in course.lessons.values():
        record = state.record(lesson.id)
        if not record.opened:
            continue
        said = lessons.words(lesson, language, course.network)
        how = say(f"learn-status-{status(course, state, lesson.id)}", language)
        parts += [f"## {said.title}", f"*{how}*", said.read.text]
        for exercise in lesson.exercises:
            text = _own_text(workspace / exercise.file) if exercise.file else ""
            if text:
                fence = "`" * max(3, _longest_run(text) + 1)
                parts += [
                    say("handout-yours", language, file=exercise.file),
                    f"{fence}\n{text}\n{fence}",
                ]
        for quiz in lesson.quizzes:
            if quiz.id in record.quiz:
                about = said.quizzes[quiz.id]
                right = [about.options[id] for id in quiz.answers]
                answers = "\n".join(f"- {entry.text} — {entry.explanation}" for entry in right)
                parts.append(f"**{about.question.strip()}**\n\n{answers}")
        for fact in said.facts:
            date = day(fact.checked, language)
            parts.append(f"- {fact.text[language]} ({say('handout-checked', language, date=date)})")
    return "\n\n".join(parts) + "\n"


def _own_text(path: Path) -> str:
    try:
        return files.read(path).text.strip()
    except CoachError:
        return ""  # not written, or not a text: there is nothing to keep


def _longest_run(text: str) -> int:
    longest = here = 0
    for sign in text:
        here = here + 1 if sign == "`" else 0
        longest = max(longest, here)
    return longest
