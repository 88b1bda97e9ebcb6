"""Opening and closing a session: who learns where, on which stage, and how it is left in order."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from coach import content, settings, words
from coach.errors import CoachError, UsageError
from coach.lessons import shipped
from coach.model import Language
from coach.tutor import progress as progress_file
from coach.tutor import replaying, starting
from coach.tutor.ask import Command, Question, Stopped, guarded, wants_plain
from coach.tutor.play import Player
from coach.tutor.progress import Progress
from coach.tutor.replay import NO_ANSWERS, Answers
from coach.tutor.screens import Heading, Line, Mark
from coach.tutor.session import placement
from coach.tutor.stage import Stage
from coach.tutor.starting import Quit, Wizard
from coach.tutor.states import Jump, Placement, TryOut


class Opening:
    """What `coach start` and `coach learn` share: the workspace, the learner and the stage."""

    def __init__(
        self, language: Language, *, plain: bool, answers: Answers | None = None, learner: str | None = None
    ) -> None:
        self.language = language
        self.plain = plain
        self.answers = answers
        self.learner = progress_file.learner_name(learner)
        self.workspace = starting.workspace_of(Path(), words.say("start-folder-name", language))
        self.tell: Callable[[CoachError], None] = lambda problem: None
        """Told what is wrong and does not keep the session from going on."""

    def load(self) -> Progress:
        """The learner's progress; a damaged file is moved aside, and that is told."""
        found, moved = progress_file.load(self.workspace, self.learner)
        if moved:
            self.tell(UsageError("progress-damaged", path=str(moved)))
        return found

    def stage(self, progress: Progress) -> Stage:
        """The stage to play on, as the learner likes it."""
        plain = self.plain or progress.display == "plain"
        return Stage(self.language, plain=plain, answers=self.answers)

    def missing(self) -> list[str]:
        """The names of the answers that `coach start` would need and nobody has given."""
        around = starting.look_around(self.workspace, self.load(), ask_display=False)
        return starting.missing(around, self.answers or NO_ANSWERS)

    def start(self) -> int:
        """The wizard, then the first lesson. The exit code."""
        return self._guarded(self._start)

    def learn(self, lesson: str | None, *, test: bool = False) -> int:
        """The next lesson, or that one; `test` without a lesson places the learner. The exit code."""
        return self._guarded(lambda: self._learn(lesson, test=test))

    def known(self, lesson: str) -> None:
        """Raises UsageError where there is no such lesson."""
        if lesson not in shipped():
            raise unknown_lesson(lesson)

    def offer(self) -> int:
        """Offer `coach start` to someone who has no settings yet. The exit code."""
        return self._guarded(self._offer)

    def _offer(self) -> int:
        stage = Stage(self.language, plain=self.plain)
        stage.put(Line(words.say("start-hello", self.language)))
        question = Question(
            "start.offer", words.say("start-ask-offer", self.language), "yes-no", default=True, commands=(Command.QUIT,)
        )
        reply = stage.ask(question)
        if reply is Command.QUIT:
            raise Quit
        if reply is True:
            return self._start()
        stage.put(Line(words.say("start-offer-later", self.language)))
        return 0

    def _start(self, lesson: str | None = None) -> int:
        self._settle()
        progress = self.load()
        stage = self.stage(progress)
        around = starting.look_around(
            self.workspace, progress, ask_display=not (self.plain or wants_plain()) or self.answers is not None
        )
        if self.answers is not None:
            names = starting.missing(around, self.answers)
            if names:
                raise UsageError("answers-missing", path=self.answers.path, names=", ".join(names))
        new = around.settings.path is None
        if new and not progress.start:
            stage.put(Heading(words.say("start-title", stage.language)))
        started = Wizard(stage, self.workspace, around, progress).run()
        if not new and not started.progress.state.records:
            stage.put(Line(words.say("start-ready-before", stage.language, folder=str(self.workspace))))
        player = Player(stage, self.workspace, started.progress)
        if lesson is not None:
            player.do(Jump(lesson))
        elif started.placement:
            player.do(Placement())
        return self._play(player)

    def _settle(self) -> None:
        """From the home folder into one of coach's own, for who agrees: drafts are found again there."""
        home = Path.home()
        if settings.nearest(self.workspace).path or self.workspace.resolve() != home.resolve():
            return
        stage = Stage(self.language, plain=self.plain, answers=self.answers)
        if self.answers is not None and "start.folder" not in self.answers:
            return
        name = words.say("start-folder-name", self.language)
        text = words.say("start-ask-folder", self.language, name=name)
        commands = (Command.HINT, Command.QUIT)
        while isinstance(reply := stage.ask(Question("start.folder", text, "yes-no", (), True, commands)), Command):
            if reply is Command.QUIT:
                raise Quit
            stage.put(Line(words.say("start-why-folder", self.language)))
        if reply is True:
            self.workspace = home / name
            self.workspace.mkdir(exist_ok=True)

    def _learn(self, lesson: str | None, *, test: bool) -> int:
        progress = self.load()
        new = settings.nearest(self.workspace).path is None and not progress.state.records
        if self.answers is None and (new or progress.start):
            return self._start(lesson)  # it was never begun, or was cut off
        stage = self.stage(progress)
        player = Player(stage, self.workspace, progress)
        player.bench.recheck()
        if lesson is not None and test:
            player.do(TryOut(lesson))
        elif lesson is not None and (player.state.at is None or player.state.at.lesson != lesson):
            player.do(Jump(lesson))
        elif test:
            if not placement(player.course):
                raise UsageError("learn-no-placement")
            player.do(Placement())
        return self._play(player)

    def _play(self, player: Player) -> int:
        if self.answers is None:
            player.run()
            return 0
        unfinished = replaying.play(player, self.answers)
        for lesson in unfinished:
            text = words.say("learn-replay-unfinished", player.stage.language, name=lesson)
            player.put(Mark(False, text))
        return 1 if unfinished else 0

    def _guarded(self, play: Callable[[], int]) -> int:
        """Play; however it ends, the terminal is as before and the learner knows how to go on."""
        try:
            with guarded():
                return play()
        except Stopped as stop:
            self._goodbye()
            return stop.code
        except KeyboardInterrupt:
            self._goodbye()
            return Stopped().code

    def _goodbye(self) -> None:
        language = words.choose(_language_at(self.workspace), self.language)
        here = Path().absolute()
        command = "coach start" if settings_missing(self.workspace) else "coach learn"
        with suppress(OSError, ValueError):
            print(f"\n{words.say('learn-saved-all', language)}")
            if starting.workspace_of(here, words.say("start-folder-name", language)) != self.workspace:
                print(words.say("learn-resume-in", language, folder=str(self.workspace), command=command))
            else:
                print(words.say("learn-resume", language, command=command))
            sys.stdout.flush()


def unknown_lesson(name: str) -> UsageError:
    """There is no such lesson; perhaps another was meant."""
    return UsageError("learn-unknown-lesson", name=name, suggestion=content.closest(name, list(shipped())))


def settings_missing(workspace: Path) -> bool:
    """Whether `coach start` has not come to its end there."""
    try:
        return settings.nearest(workspace).path is None
    except CoachError:
        return False


def _language_at(workspace: Path) -> str | None:
    try:
        return settings.nearest(workspace).language
    except CoachError:
        return None
