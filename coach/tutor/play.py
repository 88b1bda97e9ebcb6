"""A session: shows a screen, asks, lets `session` decide what comes next, and saves after every answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from coach import lessons, settings, words
from coach.errors import CoachError
from coach.lessons import Exercise, ExerciseWords, Lesson, Words
from coach.model import Language
from coach.tutor import pages, starting, writing
from coach.tutor import progress as progress_file
from coach.tutor.ask import Choice, Command, Question, Reply, Signature, signature
from coach.tutor.judges import Outcome, Work, judge_all
from coach.tutor.judges.work import done, template
from coach.tutor.pages import Scene
from coach.tutor.progress import Progress
from coach.tutor.screens import Block, Excerpt, Heading, Line, Mark, Prose, spoken
from coach.tutor.session import (
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
    Skip,
    State,
    TryOut,
    begin,
    parts_of,
    step,
)
from coach.tutor.session import Outcome as Seen
from coach.tutor.stage import Stage
from coach.tutor.starting import Quit

OFFER_HINT_AFTER = 3
"""Failed attempts after which a hint is offered."""

MOST_LINES = 30
"""Lines of a post that can be typed on the screen."""


def course_at(workspace: Path) -> Course:
    """The shipped lessons, for the network and the goal that the settings there name."""
    chosen = settings.nearest(workspace)
    return Course(lessons.shipped(), chosen.networks[0], chosen.goal)


class Player:
    """One learner's session, on one stage."""

    def __init__(self, stage: Stage, workspace: Path, progress: Progress) -> None:
        self.stage = stage
        self.workspace = workspace
        self.progress = progress
        self.course = course_at(workspace)
        self._said: dict[tuple[str, Language, str], Words] = {}
        self._shown: Place | None = None
        """The screen that stands on the terminal: it is not printed again for every hint."""
        self._seen: Signature = ()
        """The exercise's file as it was when it was last looked at."""
        self._outcomes: dict[tuple[str, str], tuple[Outcome, ...]] = {}

    @property
    def state(self) -> State:
        """Where the learner stands."""
        return self.progress.state

    def do(self, action: Action) -> None:
        """Take an action, and save."""
        self._become(step(self.course, self.state, action))

    def advance(self) -> None:
        """On to the next screen, without asking."""
        self.do(Go())

    def _become(self, state: State) -> None:
        if state != self.state:
            if state.at != self.state.at:
                self._shown = None
            self.progress = replace(self.progress, state=state)
            progress_file.save(self.workspace, self.progress)

    def run(self) -> None:
        """Play until the learner leaves. Raises Quit."""
        self._become(begin(self.course, self.state))
        while True:
            self.turn()

    def turn(self) -> None:
        """One screen: show it, ask, and act on the reply. Raises Quit."""
        place = self.state.at
        assert place is not None
        screens: Mapping[str, Callable[[Place], None]] = {
            "read": self._read,
            "then-and-now": self._then_and_now,
            "quiz": self._quiz,
            "placement": self._quiz,
            "explained": self._explained,
            "exercise": self._exercise,
            "result": self._result,
            "end": self._end,
            "placed": self._placed,
            "path-end": self._path_end,
        }
        screens[place.kind](place)

    def scene(self) -> Scene:
        """What pages are made from."""
        return Scene(self.course, self.state, self.stage.language, self.workspace)

    def words(self, lesson: str) -> Words:
        """What a lesson says, in the language and for the network of this session."""
        key = (lesson, self.stage.language, self.course.network)
        if key not in self._said:
            self._said[key] = lessons.words(self.course.lessons[lesson], *key[1:])
        return self._said[key]

    def put(self, *blocks: Block) -> None:
        """Print."""
        self.stage.put(*blocks)

    def say(self, key: str, **values: object) -> None:
        """Print one of coach's own sentences."""
        self.put(Line(words.say(key, self.stage.language, **values)))

    def _ask(self, place: Place, blocks: list[Block], question: Question) -> Reply | None:
        """The reply to a screen; None where it was a command that any screen understands, which is done."""
        if self._shown != place:
            self.put(*blocks)
            self._shown = place
        reply = self.stage.ask(question)
        if not isinstance(reply, Command) or (place.kind == "exercise" and reply in _OF_EXERCISES):
            return reply
        self._command(reply)
        return None

    def _command(self, command: Command) -> None:
        if command is Command.QUIT:
            raise Quit
        if command is Command.BACK:
            if not self.state.visited:
                self.say("learn-no-back")
            self.do(Back())
        elif command is Command.SKIP:
            self.do(Skip())
        elif command is Command.LIST:
            self._list()
        elif command is Command.HELP:
            self.say("learn-help")
        elif command is Command.HINT:
            self.say("learn-no-hint")
        else:
            self.say("learn-nothing-to-check")

    def _read(self, place: Place) -> None:
        lesson = self.course.lessons[place.lesson]
        reply = self._ask(place, *pages.reading(self.scene(), lesson, self.words(lesson.id)))
        if reply is not None:
            self.do(TryOut(lesson.id) if reply == pages.TEST else Go())

    def _then_and_now(self, place: Place) -> None:
        lesson = self.course.lessons[place.lesson]
        if self._ask(place, *pages.then_and_now(self.scene(), lesson, self.words(lesson.id))) is not None:
            self.do(Go())

    def _quiz(self, place: Place) -> None:
        quiz = self.course.lessons[place.lesson].quiz(place.id)
        reply = self._ask(place, *pages.quiz(self.scene(), place, quiz, self.words(place.lesson)))
        if reply is not None and not isinstance(reply, Command):
            self.do(Give(reply))

    def _explained(self, place: Place) -> None:
        quiz = self.course.lessons[place.lesson].quiz(place.id)
        if self._ask(place, *pages.explained(self.scene(), place, quiz, self.words(place.lesson))) is not None:
            self.do(Go())

    def _exercise(self, place: Place) -> None:
        lesson = self.course.lessons[place.lesson]
        exercise = lesson.exercise(place.id)
        about = self.words(lesson.id).exercises[exercise.id]
        if exercise.way in ("write", "net"):
            self._open(place, lesson, exercise, about)
        elif exercise.way == "fill" and self._kept(place, lesson, exercise, about):
            return
        else:
            self._part(place, lesson, exercise, about)

    def _part(self, place: Place, lesson: Lesson, exercise: Exercise, about: ExerciseWords) -> None:
        blocks, question = pages.part(self.scene(), place, exercise, about)
        work = self.state.record(lesson.id).work.get(exercise.id, {})
        if place.part == parts_of(exercise, work)[0]:
            blocks = [*pages.task(self.scene(), lesson, exercise, about), *blocks]
        question = writing.with_current(question, place, exercise, self._settings(), self.stage.language)
        reply = self._ask(place, blocks, question)
        if isinstance(reply, Command):
            self._hint(lesson, exercise, about) if reply is Command.HINT else self.say("learn-nothing-to-check")
        elif reply is not None:
            answer: Given = writing.given(place, exercise, reply)
            self.put(*pages.reaction(self.scene(), exercise, about, place, answer))
            self.do(Give(answer))

    def _kept(self, place: Place, lesson: Lesson, exercise: Exercise, about: ExerciseWords) -> bool:
        """Whether a form that the settings answer already was offered to be kept, instead of asked again."""
        answers = writing.current(exercise, self._settings())
        if self.state.record(lesson.id).work.get(exercise.id) or answers is None:
            return False
        blocks = pages.task(self.scene(), lesson, exercise, about)
        for field in exercise.fields:
            entry = about.options.get(field.id, {}).get(str(answers[field.id]))
            value = answers[field.id]
            text = spoken(entry.text) if entry else ", ".join(value) if isinstance(value, tuple) else str(value)
            blocks.append(Mark(True, spoken(about.fields[field.id].text), text))
        scene = self.scene()
        choices = scene.choices(pages.KEEP, pages.CHANGE)
        key = f"lessons.{lesson.id}.{exercise.id}.keep"
        question = Question(key, scene.say("learn-ask-keep"), choices=choices, default=pages.KEEP)
        reply = self._ask(place, [*blocks, Line("")], question)
        if isinstance(reply, Command):
            self._hint(lesson, exercise, about) if reply is Command.HINT else self.say("learn-nothing-to-check")
        elif reply == pages.KEEP:
            self._keep(place, lesson, exercise, about, answers)
        elif reply is not None:
            self._shown = None
            self._part(place, lesson, exercise, about)
        return True

    def _keep(
        self, place: Place, lesson: Lesson, exercise: Exercise, about: ExerciseWords, answers: Mapping[str, Given]
    ) -> None:
        """Take the settings for the answers, and go on: nothing was asked, so Back leads to before the form."""
        state = self.state
        for part in parts_of(exercise):
            state = step(self.course, state, Give(answers[part]))
        self._become(replace(state, visited=self.state.visited))
        outcomes = self.judge(lesson, exercise)
        if done(outcomes):
            self.put(*pages.judged(self.scene(), about, outcomes))
            self.do(Go())

    def _result(self, place: Place) -> None:
        lesson = self.course.lessons[place.lesson]
        exercise = lesson.exercise(place.id)
        about = self.words(lesson.id).exercises[exercise.id]
        if self._shown != place:
            if exercise.way == "fill":
                self._write_settings(lesson, exercise)
            self.judge(lesson, exercise)
        outcomes = self._outcomes.get((lesson.id, exercise.id), ())
        scene = self.scene()
        question = pages.result(scene, place, passed=done(outcomes))
        reply = self._ask(place, pages.judged(scene, about, outcomes), question)
        if reply is not None:
            self.do(Again() if reply == pages.AGAIN else Go())

    def _write_settings(self, lesson: Lesson, exercise: Exercise) -> None:
        work = self.state.record(lesson.id).work.get(exercise.id, {})
        try:
            writing.write_settings(self.workspace, exercise, work, self._settings(), self.stage.language)
        except CoachError as error:
            self.put(Mark(False, words.say(error.key, self.stage.language, **error.values), error.path))
        self.course = course_at(self.workspace)
        self.stage.language = words.choose(self._settings().language, self.stage.language)

    def judge(self, lesson: Lesson, exercise: Exercise, *, tried: bool = True) -> tuple[Outcome, ...]:
        """What the judges find in the learner's work; kept with the progress."""
        outcomes = judge_all(self.work(lesson, exercise))
        seen = tuple(Seen(one.check.id, one.passed, "declared" if one.declared else "verified") for one in outcomes)
        self._outcomes[lesson.id, exercise.id] = outcomes
        self.do(Judged(lesson.id, exercise.id, seen, tried))
        return outcomes

    def work(self, lesson: Lesson, exercise: Exercise) -> Work:
        """What the learner did for an exercise."""
        answers = self.state.record(lesson.id).work.get(exercise.id, {})
        chosen = self._settings()
        return Work(lesson, exercise, self.workspace, self.stage.language, self.course.network, chosen, answers)

    def _settings(self) -> settings.Settings:
        return settings.nearest(self.workspace)

    def recheck(self, *, nets: bool = False) -> None:
        """Look again at the files that have passed. Nothing is taken away: what fails reads "to look at again".

        `nets`: the safety net too, which is tried for real and takes a second.
        """
        for lesson in self.course.lessons.values():
            record = self.state.record(lesson.id)
            for exercise in lesson.exercises:
                passed = any(name.startswith(f"{exercise.id}/") for name in record.checks)
                if passed and (exercise.way == "write" or (nets and exercise.way == "net")):
                    self.judge(lesson, exercise, tried=False)
        self._outcomes.clear()

    def _open(self, place: Place, lesson: Lesson, exercise: Exercise, about: ExerciseWords) -> None:
        """An exercise in a file: it is looked at whenever it is saved."""
        key = (lesson.id, exercise.id)
        scene = self.scene()
        if self._shown != place:
            self._prepare(lesson, exercise)
            self.put(*pages.task(scene, lesson, exercise, about))
            self._shown = place
            self._seen = signature((self.workspace / exercise.file,))
            work = self.work(lesson, exercise)
            if work.text not in (None, work.starter):
                self._look(lesson, exercise, about, tried=False)
            else:
                self._outcomes.pop(key, None)
        if self.stage.answers is not None:
            # Nobody sits there to mend it: what the file of answers wrote is looked at, once.
            if key not in self._outcomes:
                self._look(lesson, exercise, about)
            self.do(Go())
            return
        here = exercise.file.endswith((".md", ".txt"))
        install = exercise.way == "net" and not starting.has_net(self.workspace)
        seen = self._outcomes.get(key)
        question = pages.written(scene, place, exercise, seen, here=here, install=install)
        reply = self._ask(place, [], replace(question, seen=self._seen))
        if reply in (Command.CHECK, Command.CHANGED, pages.CHECK):
            if reply is Command.CHANGED:
                self.say("learn-saved")
            self._look(lesson, exercise, about)
        elif reply in (Command.HINT, pages.HINT):
            self._hint(lesson, exercise, about)
        elif reply == pages.INSTALL:
            self.put(*starting.install_net(self.workspace, self.stage.language))
        elif reply == pages.WRITE:
            if self._type(lesson, exercise):
                self._look(lesson, exercise, about)
        elif reply == pages.OPEN:
            if writing.open_editor(self.workspace / exercise.file):
                self._look(lesson, exercise, about)
            self.say("learn-opened", path=str(self.workspace / exercise.file))
        elif reply is not None:
            self.do(Go())

    def _prepare(self, lesson: Lesson, exercise: Exercise) -> None:
        try:
            writing.lay_out(self.work(lesson, exercise))
        except CoachError as error:
            self.put(Mark(False, words.say(error.key, self.stage.language, **error.values), error.path))

    def _look(self, lesson: Lesson, exercise: Exercise, about: ExerciseWords, *, tried: bool = True) -> None:
        self._seen = signature((self.workspace / exercise.file,))
        outcomes = self.judge(lesson, exercise, tried=tried)
        scene = self.scene()
        self.put(*pages.judged(scene, about, outcomes))
        for length, limit in writing.lengths(self.work(lesson, exercise)):
            self.say("learn-length", length=length, limit=limit)
        record = self.state.record(lesson.id)
        if not done(outcomes) and record.attempts.get(exercise.id, 0) >= OFFER_HINT_AFTER:
            self.say("learn-offer-hint")

    def _type(self, lesson: Lesson, exercise: Exercise) -> bool:
        """Let the learner type the post here; whether the file was changed."""
        work = self.work(lesson, exercise)
        old = writing.body(work)
        if old.strip() and work.text != work.starter:
            self.put(Line(words.say("learn-typed-before", self.stage.language), "strong"), Excerpt(old.strip()))
        lines: list[str] = []
        while len(lines) < MOST_LINES:
            text = words.say("learn-ask-line" if lines else "learn-ask-first-line", self.stage.language)
            reply = self.stage.ask(Question("", text, "text"))
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
            self.put(Mark(False, words.say(error.key, self.stage.language, **error.values), error.path))
            return False
        return True

    def _hint(self, lesson: Lesson, exercise: Exercise, about: ExerciseWords) -> None:
        """The next hint; after the last one, the solution for who wants it."""
        read = self.state.record(lesson.id).hints.get(exercise.id, 0)
        if read < len(about.hints):
            self.do(Hint())
            self.put(*self.hint(about, read + 1))
            return
        text = words.say("learn-ask-solution", self.stage.language)
        reply = self.stage.ask(Question("", text, "yes-no", default=False))
        if reply is Command.QUIT:
            raise Quit
        if reply is True:
            if read == len(about.hints):
                self.do(Hint())
            self.put(*self.solution(lesson, exercise, about))

    def hint(self, about: ExerciseWords, number: int) -> list[Block]:
        """The hint of that number, counted from 1."""
        text = words.say("learn-hint", self.stage.language, number=number, total=len(about.hints))
        return [Line(""), Line(text, "strong"), Prose(about.hints[number - 1])]

    def solution(self, lesson: Lesson, exercise: Exercise, about: ExerciseWords) -> list[Block]:
        """A solution, and what there is to say about it."""
        blocks: list[Block] = [Heading(words.say("learn-solution", self.stage.language))]
        if exercise.solution:
            blocks += [Excerpt(template(lesson, exercise.solution, self.stage.language).strip()), Line("")]
        for item, bin in exercise.items.items():
            blocks.append(Mark(None, f"{spoken(about.items[item].text)} → {spoken(about.bins[bin].text)}"))
        return [*blocks, *([Prose(about.solution)] if about.solution else [])]

    def _end(self, place: Place) -> None:
        lesson = self.course.lessons[place.lesson]
        reply = self._ask(place, *pages.ending(self.scene(), lesson))
        if reply == pages.STOP:
            raise Quit
        if reply == pages.LIST:
            self._list()
        elif reply == pages.AGAIN:
            self.do(Jump(lesson.id))
        elif reply is not None:
            self.do(Go())

    def _placed(self, place: Place) -> None:
        reply = self._ask(place, *pages.placed(self.scene()))
        if reply is not None:
            self.do(Known() if reply is True else Go())

    def _path_end(self, place: Place) -> None:
        if self._shown != place:
            self.recheck(nets=True)
        reply = self._ask(place, *pages.path_end(self.scene()))
        if reply == pages.STOP:
            raise Quit
        if reply == pages.LIST:
            self._list()
        elif reply == pages.MORE:
            try:
                writing.set_goal(self.workspace, "both", self.stage.language)
            except CoachError as error:
                self.put(Mark(False, words.say(error.key, self.stage.language, **error.values), error.path))
            self.course = course_at(self.workspace)
            self._become(begin(self.course, replace(self.state, at=None)))

    def _list(self, search: str = "") -> None:
        """The lessons, to jump to one."""
        scene = self.scene()
        self.put(*pages.overview(scene, search))
        found = [Choice(lesson.id, lessons.title(lesson, scene.language)) for lesson in pages.found(scene, search)]
        if not found:
            self.say("learn-nothing-found")
        choices = (Choice(_RETURN, scene.say("learn-do-return")), *found, Choice(_SEARCH, scene.say("learn-do-search")))
        self._shown = None
        reply = self.stage.ask(Question("", scene.say("learn-ask-jump"), choices=choices, default=_RETURN))
        if reply is Command.QUIT:
            raise Quit
        if reply == _SEARCH:
            sought = self.stage.ask(Question("", scene.say("learn-ask-search"), "text"))
            if sought is Command.QUIT:
                raise Quit
            if not isinstance(sought, Command):
                self._list(str(sought))
        elif not isinstance(reply, Command) and reply != _RETURN:
            self.do(Jump(str(reply)))


_OF_EXERCISES = (Command.HINT, Command.CHECK, Command.CHANGED)
_RETURN, _SEARCH = ":return", ":search"
