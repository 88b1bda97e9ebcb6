"""The exercises of a session: in a file, which is looked at whenever it is saved, or on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from coach import settings, words
from coach.errors import CoachError
from coach.lessons import Exercise, ExerciseWords, Lesson
from coach.tutor import pages, starting, writing
from coach.tutor.ask import Command, Question, Signature, signature
from coach.tutor.judges import Outcome, Work, judge_all
from coach.tutor.judges.work import done, template
from coach.tutor.screens import Block, Excerpt, Heading, Line, Mark, Prose
from coach.tutor.session import parts_of, step
from coach.tutor.starting import Quit
from coach.tutor.states import Again, Give, Given, Go, Hint, Judged, Place
from coach.tutor.states import Outcome as Seen

if TYPE_CHECKING:
    from coach.tutor.play import Player

OFFER_HINT_AFTER = 3
"""Failed attempts after which a hint is offered."""

MOST_LINES = 30
"""Lines of a post that can be typed on the screen."""


class Task(NamedTuple):
    """An exercise, what it says, and the screen where the learner is."""

    place: Place
    lesson: Lesson
    exercise: Exercise
    about: ExerciseWords


class Bench:
    """Where a learner's exercises are done and judged."""

    def __init__(self, player: Player) -> None:
        self._player = player
        self._seen: Signature = ()
        """The exercise's file as it was when it was last looked at."""
        self._outcomes: dict[tuple[str, str], tuple[Outcome, ...]] = {}

    def task(self, place: Place) -> Task:
        """The exercise of that place."""
        lesson = self._player.course.lessons[place.lesson]
        return Task(place, lesson, lesson.exercise(place.id), self._player.words(lesson.id).exercises[place.id])

    def turn(self, place: Place) -> None:
        """One screen of an exercise."""
        task = self.task(place)
        if task.exercise.way in ("write", "net"):
            self._open(task)
        elif task.exercise.way == "fill" and not self._answers(task) and (found := self._current(task)):
            self._offer_to_keep(task, found)
        else:
            self._part(task)

    def work(self, task: Task) -> Work:
        """What the learner did."""
        player = self._player
        chosen, network = settings.nearest(player.workspace), player.course.network
        return Work(
            task.lesson, task.exercise, player.workspace, player.stage.language, network, chosen, self._answers(task)
        )

    def judge(self, task: Task, *, tried: bool = True) -> tuple[Outcome, ...]:
        """What the judges find; kept with the progress. `tried`: the learner hands it in."""
        outcomes = judge_all(self.work(task))
        seen = tuple(Seen(one.check.id, one.passed, "declared" if one.declared else "verified") for one in outcomes)
        self._outcomes[task.lesson.id, task.exercise.id] = outcomes
        self._player.do(Judged(task.lesson.id, task.exercise.id, seen, tried))
        return outcomes

    def recheck(self, *, nets: bool = False) -> None:
        """Look again at the files that have passed. Nothing is taken away: what fails reads "to look at again".

        `nets`: the safety net too, which is tried for real and takes a second.
        """
        player = self._player
        for lesson in player.course.lessons.values():
            record = player.state.record(lesson.id)
            for exercise in lesson.exercises:
                passed = any(name.startswith(f"{exercise.id}/") for name in record.checks)
                if passed and (exercise.way == "write" or (nets and exercise.way == "net")):
                    self.judge(self.task(Place(lesson.id, "exercise", exercise.id)), tried=False)
        self._outcomes.clear()

    def result(self, place: Place) -> None:
        """The screen after the last question of an exercise."""
        task, player = self.task(place), self._player
        if player.shown != place:
            if task.exercise.way == "fill":
                self._write_settings(task)
            self.judge(task)
        outcomes = self._outcomes.get((task.lesson.id, task.exercise.id), ())
        question = pages.result(player.scene(), place, passed=done(outcomes))
        reply = player.ask(place, pages.judged(player.scene(), task.about, outcomes), question)
        if isinstance(reply, Command):
            self._command(task, reply)
        elif reply is not None:
            player.do(Again() if reply == pages.AGAIN else Go())

    def hint(self, about: ExerciseWords, number: int) -> list[Block]:
        """The hint of that number, counted from 1."""
        text = words.say("learn-hint", self._player.stage.language, number=number, total=len(about.hints))
        return [Line(""), Line(text, "strong"), Prose(about.hints[number - 1])]

    def solution(self, task: Task) -> list[Block]:
        """A solution, and what there is to say about it."""
        language = self._player.stage.language
        scene = self._player.scene()
        blocks: list[Block] = [Heading(words.say("learn-solution", language))]
        if task.exercise.solution:
            blocks += [Excerpt(template(task.lesson, task.exercise.solution, language).strip()), Line("")]
        for item, bin in task.exercise.items.items():
            texts = task.about.items[item].text, task.about.bins[bin].text
            blocks.append(Mark(None, " → ".join(map(scene.spoken, texts))))
        if task.exercise.items:
            blocks.append(Line(""))
        return [*blocks, *([Prose(task.about.solution)] if task.about.solution else [])]

    def _answers(self, task: Task) -> Mapping[str, Given]:
        return self._player.state.record(task.lesson.id).work.get(task.exercise.id, {})

    def _current(self, task: Task) -> dict[str, Given] | None:
        return writing.current(task.exercise, settings.nearest(self._player.workspace))

    def _command(self, task: Task, command: Command) -> None:
        if command is Command.HINT:
            self._hint(task)
        else:
            self._player.say("learn-nothing-to-check")

    def _part(self, task: Task) -> None:
        """One question of an exercise on the screen."""
        player, exercise = self._player, task.exercise
        blocks, question = pages.part(player.scene(), task.place, exercise, task.about)
        if player.fresh or task.place.part == parts_of(exercise, self._answers(task))[0]:
            blocks = [*pages.task(player.scene(), task.lesson, exercise, task.about), *blocks]
        chosen = settings.nearest(player.workspace)
        question = writing.with_current(question, task.place, exercise, chosen, player.stage.language)
        reply = player.ask(task.place, blocks, question)
        if isinstance(reply, Command):
            self._command(task, reply)
        elif reply is not None:
            answer = writing.given(task.place, exercise, reply)
            player.put(*pages.reaction(player.scene(), exercise, task.about, task.place, answer))
            player.do(Give(answer))

    def _offer_to_keep(self, task: Task, answers: Mapping[str, Given]) -> None:
        """Offer to keep what the settings answer already, instead of asking it again."""
        player, scene = self._player, self._player.scene()
        blocks = pages.task(scene, task.lesson, task.exercise, task.about)
        for field in task.exercise.fields:
            value = answers[field.id]
            entry = task.about.options.get(field.id, {}).get(str(value))
            text = scene.spoken(entry.text) if entry else ", ".join(value) if isinstance(value, tuple) else str(value)
            blocks.append(Mark(True, scene.spoken(task.about.fields[field.id].text), text))
        key = f"lessons.{task.lesson.id}.{task.exercise.id}.keep"
        choices = scene.choices(pages.KEEP, pages.CHANGE)
        question = Question(key, scene.say("learn-ask-keep"), choices=choices, default=pages.KEEP)
        reply = player.ask(task.place, [*blocks, Line("")], question)
        if isinstance(reply, Command):
            self._command(task, reply)
        elif reply == pages.KEEP:
            self._keep(task, answers)
        elif reply is not None:
            player.shown = None
            self._part(task)

    def _keep(self, task: Task, answers: Mapping[str, Given]) -> None:
        """Take the settings for the answers, and go on: nothing was asked, so Back leads to before the form."""
        player = self._player
        state = player.state
        for part in parts_of(task.exercise):
            state = step(player.course, state, Give(answers[part]))
        player.become(replace(state, visited=player.state.visited))
        outcomes = self.judge(task)
        if done(outcomes):
            player.put(*pages.judged(player.scene(), task.about, outcomes))
            player.do(Go())

    def _write_settings(self, task: Task) -> None:
        player = self._player
        chosen = settings.nearest(player.workspace)
        try:
            writing.write_settings(player.workspace, task.exercise, self._answers(task), chosen, player.stage.language)
        except CoachError as error:
            player.complain(error)
        player.reread_settings()

    def _open(self, task: Task) -> None:
        """An exercise in a file."""
        player, exercise = self._player, task.exercise
        path = player.workspace / exercise.file
        key = (task.lesson.id, exercise.id)
        if player.shown != task.place:
            self._lay_out(task)
            player.put(*pages.task(player.scene(), task.lesson, exercise, task.about))
            player.shown = task.place
            self._seen = signature((path,))
            self._outcomes.pop(key, None)
            work = self.work(task)
            if work.text not in (None, work.starter):
                self._look(task, tried=False)
        if player.stage.answers is not None:
            # Nobody sits there to mend it: what the file of answers wrote is looked at, once.
            if key not in self._outcomes:
                self._look(task)
            player.do(Go())
            return
        here = exercise.file.endswith((".md", ".txt"))
        install = exercise.way == "net" and not starting.has_net(player.workspace)
        outcomes = self._outcomes.get(key)
        hints = len(task.about.hints) - self._hints_read(task)
        question = pages.written(
            player.scene(), task.place, exercise, outcomes, here=here, install=install, hints=max(0, hints)
        )
        reply = player.ask(task.place, [], replace(question, seen=self._seen))
        if reply in (Command.CHECK, Command.CHANGED, pages.CHECK):
            if reply is Command.CHANGED:
                player.say("learn-saved")
            self._look(task)
        elif reply == pages.SOLUTION:
            self._show_solution(task)
        elif reply in (Command.HINT, pages.HINT):
            self._hint(task)
        elif reply == pages.INSTALL:
            player.put(*starting.install_net(player.workspace, player.stage.language))
        elif reply == pages.WRITE:
            if self._type(task):
                self._look(task)
        elif reply == pages.OPEN:
            opened = writing.open_editor(path)
            if opened == "edited":
                self._look(task)
            else:
                player.say("learn-opened" if opened == "beside" else "learn-no-editor", path=str(path))
        elif reply is not None:
            player.do(Go())

    def _lay_out(self, task: Task) -> None:
        try:
            writing.lay_out(self.work(task))
        except CoachError as error:
            self._player.complain(error)

    def _look(self, task: Task, *, tried: bool = True) -> None:
        """Show what the judges say of the file as it is now."""
        player = self._player
        self._seen = signature((player.workspace / task.exercise.file,))
        outcomes = self.judge(task, tried=tried)
        player.put(*pages.judged(player.scene(), task.about, outcomes))
        for length, limit in writing.lengths(self.work(task)):
            player.say("learn-length", length=length, limit=limit)
        record = player.state.record(task.lesson.id)
        if not done(outcomes) and record.attempts.get(task.exercise.id, 0) >= OFFER_HINT_AFTER:
            player.say("learn-offer-hint")

    def _type(self, task: Task) -> bool:
        """Let the learner type the post here; whether the file was changed."""
        player, language = self._player, self._player.stage.language
        work = self.work(task)
        old = writing.body(work)
        if old.strip() and work.text != work.starter:
            player.put(Line(words.say("learn-typed-before", language), "strong"), Excerpt(old.strip()))
        lines: list[str] = []
        while len(lines) < MOST_LINES:
            text = words.say("learn-ask-line" if lines else "learn-ask-first-line", language)
            reply = player.stage.ask(Question("", text, "text", commands=(Command.BACK, Command.QUIT)))
            if reply is Command.QUIT:
                raise Quit
            if isinstance(reply, Command):
                return False
            if not str(reply).strip():
                break
            lines.append(str(reply).strip())
        if not lines:
            return False
        try:
            writing.write_body(work, "\n".join(lines))
        except CoachError as error:
            player.complain(error)
            return False
        return True

    def _hint(self, task: Task) -> None:
        """The next hint; after the last one, the solution for who wants it."""
        player = self._player
        read = self._hints_read(task)
        if read < len(task.about.hints):
            player.do(Hint())
            player.put(*self.hint(task.about, read + 1))
            return
        text = words.say("learn-ask-solution", player.stage.language)
        reply = player.stage.ask(Question("", text, "yes-no", default=False, commands=(Command.QUIT,)))
        if reply is Command.QUIT:
            raise Quit
        if reply is True:
            self._show_solution(task)

    def _show_solution(self, task: Task) -> None:
        if self._hints_read(task) == len(task.about.hints):
            self._player.do(Hint())
        self._player.put(*self.solution(task))

    def _hints_read(self, task: Task) -> int:
        return self._player.state.record(task.lesson.id).hints.get(task.exercise.id, 0)
