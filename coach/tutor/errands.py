"""What `coach learn` does at once, without a session: the list, a check, a hint, a reset, taking progress along."""

from __future__ import annotations

import os
from pathlib import Path

from coach import files, lessons, settings, words
from coach.errors import CoachError, FileError, UsageError
from coach.lessons import Exercise, Lesson
from coach.tutor import pages, sharing, summaries
from coach.tutor import progress as progress_file
from coach.tutor.judges.work import done
from coach.tutor.opening import Opening, unknown_lesson
from coach.tutor.play import Player, course_at
from coach.tutor.progress import Progress
from coach.tutor.scaffold import new_lesson
from coach.tutor.screens import Heading, Line, Mark
from coach.tutor.session import begin, left, waiting
from coach.tutor.states import Hint, Jump, Place, Reset, Skip


class Errands:
    """One errand for one learner. Each gives an exit code, and raises CoachError where it cannot be run."""

    def __init__(self, opening: Opening) -> None:
        self.opening = opening
        self.workspace = opening.workspace
        self.language = words.choose(settings.nearest(self.workspace).language, opening.language)

    def _player(self) -> Player:
        progress = self.opening.load()
        return Player(self.opening.stage(progress), self.workspace, progress)

    def _lesson(self, player: Player, name: str | None) -> Lesson:
        """The lesson of that name, or the one where the learner is, or the next."""
        known = player.course.lessons
        if name is not None:
            if name not in known:
                raise unknown_lesson(name)
            return known[name]
        at = player.state.at
        if at is not None and at.lesson:
            return known[at.lesson]
        return waiting(player.course, player.state) or next(iter(known.values()))

    def _exercise(self, player: Player, lesson: Lesson) -> Exercise:
        """The exercise where the learner is, or the first that is not finished, or the first."""
        at = player.state.at
        if at is not None and at.lesson == lesson.id and at.kind in ("exercise", "result"):
            return lesson.exercise(at.id)
        unfinished = [place.id for place in left(player.course, player.state, lesson.id) if place.kind == "exercise"]
        if not lesson.exercises:
            raise UsageError("learn-no-exercise", name=lesson.id)
        return lesson.exercise(unfinished[0]) if unfinished else lesson.exercises[0]

    def overview(self, search: str) -> int:
        """All lessons with how far the learner is."""
        player = self._player()
        if player.state.records:
            player.bench.recheck()
        player.put(*summaries.overview(player.scene(), search))
        if search and not summaries.found(player.scene(), search):
            player.say("learn-nothing-found")
        return 0

    def check(self, name: str | None, *, every: bool) -> int:
        """What the judges say of one lesson's exercises, or of all that were begun; 1 where something is missing."""
        player = self._player()
        if every:
            wanted = [lesson for lesson in player.course.lessons.values() if player.state.record(lesson.id).opened]
        else:
            wanted = [self._lesson(player, name)]
        code = 0
        for lesson in wanted:
            player.put(Heading(lessons.title(lesson, player.stage.language)))
            for exercise in lesson.exercises:
                about = player.words(lesson.id).exercises[exercise.id]
                if exercise.way != "promise":
                    task = player.bench.task(Place(lesson.id, "exercise", exercise.id))
                    outcomes = player.bench.judge(task, tried=False)
                    player.put(Line(about.title, "strong"), *pages.judged(player.scene(), about, outcomes))
                    code = max(code, 0 if done(outcomes) else 1)
        return code

    def hint(self, name: str | None) -> int:
        """One more hint; after the last, how to see the solution."""
        player = self._player()
        lesson = self._lesson(player, name)
        exercise = self._exercise(player, lesson)
        about = player.words(lesson.id).exercises[exercise.id]
        read = player.state.record(lesson.id).hints.get(exercise.id, 0)
        if read < len(about.hints):
            state = begin(player.course, player.state)
            at = state.at
            if at is None or at.lesson != lesson.id or at.id != exercise.id:
                player.do(Jump(lesson.id))
                while (here := player.state.at) is not None and here.lesson == lesson.id and here.id != exercise.id:
                    player.advance()
            player.do(Hint())
            player.put(*player.bench.hint(about, read + 1))
        else:
            player.say("learn-see-solution", name=lesson.id)
        return 0

    def solution(self, name: str | None) -> int:
        """The solutions of a lesson's exercises."""
        player = self._player()
        lesson = self._lesson(player, name)
        for exercise in lesson.exercises:
            player.put(*player.bench.solution(player.bench.task(Place(lesson.id, "exercise", exercise.id))))
        return 0

    def skip(self, name: str | None) -> int:
        """Pass a lesson over."""
        player = self._player()
        lesson = self._lesson(player, name)
        player.do(Jump(lesson.id))
        player.do(Skip())
        player.say("learn-skipped", name=lesson.id)
        return 0

    def reset(self, name: str | None, *, every: bool) -> int:
        """Forget a lesson, or all; the progress and the learner's files are copied aside first."""
        if name is None and not every:
            raise UsageError("learn-reset-what")
        player = self._player()
        if name is not None and name not in player.course.lessons:
            raise unknown_lesson(name)
        wanted = list(player.course.lessons.values()) if name is None else [player.course.lessons[name]]
        copy = progress_file.back_up(self.workspace, self.opening.learner)
        moved = [path for lesson in wanted for path in self._move_files(player, lesson)]
        player.do(Reset(name or ""))
        player.say("learn-reset-done", name=name or words.say("learn-all", player.stage.language))
        for path in [*([copy] if copy else []), *moved]:
            player.put(Mark(None, words.say("learn-kept-at", player.stage.language, path=str(path))))
        return 0

    def _move_files(self, player: Player, lesson: Lesson) -> list[Path]:
        """Move what was written in a lesson's files among the copies; where it is now."""
        found = []
        for exercise in lesson.exercises:
            path = self.workspace / exercise.file
            if not exercise.file or not path.is_file():
                continue
            copies = self.workspace / progress_file.FOLDER / "backups"
            copies.mkdir(parents=True, exist_ok=True)
            name = f"{path.stem}.{progress_file.stamp()}{path.suffix}"
            target = progress_file.free_name(copies / name)
            try:
                os.rename(path, target)
            except OSError as error:
                raise FileError("write-failed", path=str(path), reason=files.reason(error)) from None
            found.append(target)
        return found

    def new(self, id: str) -> int:
        """Write the files of a new lesson into `lessons/`, in the folder one stands in."""
        folder = Path("lessons")
        player = self._player()
        for path in new_lesson(id, folder, player.stage.language):
            player.put(Mark(True, str(path)))
        player.say("learn-new-next", path=str(folder))
        return 0

    def handout(self, target: Path) -> int:
        """Write a page to keep."""
        progress = self.opening.load()
        text = sharing.handout(self.workspace, progress.state, course_at(self.workspace), self.language)
        files.write_new(target, text)
        return self._written(target)

    def export(self, target: Path) -> int:
        """Write the progress into a file to take along."""
        sharing.export(self.workspace, self.opening.learner, target)
        return self._written(target)

    def take_in(self, source: Path) -> int:
        """Go on with the progress in that file."""
        copy = sharing.take_in(self.workspace, self.opening.learner, source)
        player = self._player()
        player.say("learn-imported", learner=self.opening.learner)
        if copy:
            player.put(Mark(None, words.say("learn-kept-at", player.stage.language, path=str(copy))))
        return 0

    def report(self, folder: Path) -> int:
        """How far everyone is whose progress lies in that folder; 1 where one cannot be read."""
        stage = self.opening.stage(Progress(self.opening.learner))
        code, shown = 0, 0
        stage.put(Heading(words.say("report-title", self.language)))
        for row in sharing.report(folder, course_at(self.workspace)):
            if isinstance(row, CoachError):
                self.opening.tell(row)
                code = 1
                continue
            shown += 1
            values = row._asdict()
            values["at"] = row.at or words.say("report-at-end", self.language)
            key = "report-row-again" if row.again else "report-row"
            stage.put(Line(words.say(key, self.language, **values)))
        if not shown and not code:
            raise UsageError("report-empty", path=str(folder))
        return code

    def _written(self, target: Path) -> int:
        stage = self.opening.stage(Progress(self.opening.learner))
        stage.put(Mark(True, str(target)))
        return 0
