"""A session: shows a screen, asks, lets `session` decide what comes next, and saves after every answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from coach import lessons, settings, words
from coach.errors import CoachError
from coach.lessons import Words
from coach.model import Language
from coach.tutor import pages, summaries, writing
from coach.tutor import progress as progress_file
from coach.tutor.ask import Choice, Command, Question, Reply
from coach.tutor.exercising import Bench
from coach.tutor.pages import Scene
from coach.tutor.progress import Progress
from coach.tutor.screens import Block, Line, Mark
from coach.tutor.session import begin, step
from coach.tutor.stage import Stage
from coach.tutor.starting import Quit
from coach.tutor.states import Action, Back, Course, Give, Go, Jump, Known, Place, Skip, State, TryOut


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
        self.shown: Place | None = None
        """The screen that stands on the terminal: it is not printed again for every hint."""
        self.bench = Bench(self)
        self.fresh = True
        """Whether nothing was shown yet: who comes back in the middle of a lesson is told which one it is."""

    @property
    def state(self) -> State:
        """Where the learner stands."""
        return self.progress.state

    def do(self, action: Action) -> None:
        """Take an action, and save."""
        self.become(step(self.course, self.state, action))

    def advance(self) -> None:
        """On to the next screen, without asking."""
        self.do(Go())

    def become(self, state: State) -> None:
        """Be in that state, and save it."""
        if state != self.state:
            if state.at != self.state.at:
                self.shown = None
            self.progress = replace(self.progress, state=state)
            progress_file.save(self.workspace, self.progress)

    def run(self) -> None:
        """Play until the learner leaves. Raises Quit."""
        self.become(begin(self.course, self.state))
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
            "exercise": self.bench.turn,
            "result": self.bench.result,
            "end": self._end,
            "placed": self._placed,
            "path-end": self._path_end,
        }
        if self.fresh and place.lesson and place.kind not in ("read", "end", "placement"):
            self.put(summaries.whereabouts(self.scene(), self.course.lessons[place.lesson]))
        screens[place.kind](place)
        self.fresh = False

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

    def complain(self, error: CoachError) -> None:
        """Print what could not be done; the session goes on."""
        self.put(Mark(False, words.say(error.key, self.stage.language, **error.values), error.path))

    def reread_settings(self) -> None:
        """Go on with what the settings say now."""
        self.course = course_at(self.workspace)
        self.stage.language = words.choose(settings.nearest(self.workspace).language, self.stage.language)

    def ask(self, place: Place, blocks: list[Block], question: Question) -> Reply | None:
        """The reply to a screen; None where it was a command that any screen understands, which is done."""
        if self.shown != place:
            self.put(*blocks)
            self.shown = place
        reply = self.stage.ask(question)
        if not isinstance(reply, Command) or (place.kind in ("exercise", "result") and reply in _OF_EXERCISES):
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
        reply = self.ask(place, *pages.reading(self.scene(), lesson, self.words(lesson.id)))
        if reply is not None:
            self.do(TryOut(lesson.id) if reply == pages.TEST else Go())

    def _then_and_now(self, place: Place) -> None:
        lesson = self.course.lessons[place.lesson]
        if self.ask(place, *pages.then_and_now(self.scene(), lesson, self.words(lesson.id))) is not None:
            self.do(Go())

    def _quiz(self, place: Place) -> None:
        quiz = self.course.lessons[place.lesson].quiz(place.id)
        reply = self.ask(place, *pages.quiz(self.scene(), place, quiz, self.words(place.lesson)))
        if reply is not None and not isinstance(reply, Command):
            self.do(Give(reply))

    def _explained(self, place: Place) -> None:
        quiz = self.course.lessons[place.lesson].quiz(place.id)
        if self.ask(place, *pages.explained(self.scene(), place, quiz, self.words(place.lesson))) is not None:
            self.do(Go())

    def _end(self, place: Place) -> None:
        lesson = self.course.lessons[place.lesson]
        reply = self.ask(place, *summaries.ending(self.scene(), lesson))
        if reply == pages.STOP:
            raise Quit
        if reply == pages.LIST:
            self._list()
        elif reply == pages.AGAIN:
            self.do(Jump(lesson.id))
        elif reply is not None:
            self.do(Go())

    def _placed(self, place: Place) -> None:
        reply = self.ask(place, *summaries.placed(self.scene()))
        if reply is not None:
            self.do(Known() if reply is True else Go())

    def _path_end(self, place: Place) -> None:
        if self.shown != place:
            self.bench.recheck(nets=True)
        reply = self.ask(place, *summaries.path_end(self.scene()))
        if reply == pages.STOP:
            raise Quit
        if reply == pages.LIST:
            self._list()
        elif reply == pages.MORE:
            try:
                writing.set_goal(self.workspace, "both", self.stage.language)
            except CoachError as error:
                self.complain(error)
            self.course = course_at(self.workspace)
            self.become(begin(self.course, replace(self.state, at=None)))

    def _list(self, search: str = "") -> None:
        """The lessons, to jump to one."""
        scene = self.scene()
        self.put(*summaries.overview(scene, search))
        found = [Choice(lesson.id, lessons.title(lesson, scene.language)) for lesson in summaries.found(scene, search)]
        if not found:
            self.say("learn-nothing-found")
        choices = (Choice(_RETURN, scene.say("learn-do-return")), *found, Choice(_SEARCH, scene.say("learn-do-search")))
        self.shown = None
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
