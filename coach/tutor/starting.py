"""`coach start`: asks, writes what was agreed on, and says what is where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from coach import files, rules, settings, words
from coach.errors import CoachError, FileError
from coach.lessons import shipped
from coach.model import LANGUAGES, Language
from coach.tutor import progress as progress_file
from coach.tutor import safety, wizard
from coach.tutor.ask import Answer, Command, Question, Stopped
from coach.tutor.configure import with_values
from coach.tutor.progress import Progress
from coach.tutor.replay import Answers
from coach.tutor.screens import Block, Heading, Line, Mark
from coach.tutor.session import placement
from coach.tutor.stage import Stage
from coach.tutor.states import Course
from coach.tutor.wizard import Step, Surroundings

DRAFTS = "drafts"

COMMANDS = (Command.BACK, Command.HINT, Command.SKIP, Command.QUIT)
"""What is offered beside every question of the wizard."""


class Quit(Stopped):
    """The learner leaves, on purpose; everything is saved."""

    def __init__(self) -> None:
        super().__init__(0)


@dataclass(frozen=True, slots=True)
class Started:
    """What came of it."""

    progress: Progress
    placement: bool = False
    """Whether the learner wants to be placed first."""


def workspace_of(folder: Path, own: str = "") -> Path:
    """The folder that the nearest settings upward are for; `folder` itself where there are none.

    In the home folder it is the folder called `own`, if `coach start` made it there on an earlier day.
    """
    found = settings.nearest(folder)
    if found.path:
        return found.path.parent.absolute()
    if own and folder.resolve() == Path.home().resolve() and (folder / own / settings.FILE_NAME).is_file():
        return (folder / own).absolute()
    return folder.absolute()


def look_around(workspace: Path, progress: Progress, *, ask_display: bool) -> Surroundings:
    """What the questions depend on. Raises CoachError where the settings cannot be read."""
    chosen = settings.nearest(workspace)
    repo = safety.repository(workspace)
    begun = any(record.opened for record in progress.state.records.values())
    return Surroundings(
        settings=chosen,
        repository=repo,
        hook=_hook(repo),
        ci=repo is not None and any(safety.ci_path(repo, host).exists() for host in safety.HOSTS),
        declined=progress.declined,
        script=any(safety.script_path(workspace, one).exists() for one in LANGUAGES),
        placement=not begun and bool(placement(Course(shipped(), chosen.networks[0]))),
        display=ask_display and not progress.display,
        zone=wizard.system_zone(),
    )


def _hook(repo: safety.Repository | None) -> str:
    if repo is None or not safety.is_in(repo):
        return "taken"
    if (repo.top / ".pre-commit-config.yaml").exists():
        return "taken"
    return "free" if not repo.hook.exists() else "ours" if safety.is_ours(repo.hook) else "taken"


def missing(around: Surroundings, answers: Answers) -> list[str]:
    """The names of the answers that `coach start` needs and the file does not give."""
    given = {one.name: found for one in wizard.STEPS if (found := answers.get(f"start.{one.name}")) is not None}
    return [
        f"start.{one.name}" for one in wizard.remaining(around, given) if one.make(around, given, "en").default is None
    ]


class Wizard:
    """One run of the questions. What is answered is saved at once, in the learner's progress."""

    def __init__(self, stage: Stage, workspace: Path, around: Surroundings, progress: Progress) -> None:
        self.stage = stage
        self.workspace = workspace
        self.around = around
        self.progress = progress
        self.given = wizard.answered(around, progress.start)
        self.kept = dict(progress.start)
        """Every answer there ever was, to be offered again after Back."""
        self._counted = ""
        """The question whose number stands on the terminal: it is not printed again for every explanation."""

    def run(self) -> Started:
        """Ask what is left to ask, and write what was agreed on. Raises Quit."""
        waiting = next(wizard.remaining(self.around, self.given), None) is not None
        if self.given and waiting:
            self._say("start-resumed")
        while True:
            step = next(wizard.remaining(self.around, self.given), None)
            if step is not None:
                self._ask(step)
            elif self._agreed():
                break
        blocks = list(write(self.around, self.workspace, self.given, self.stage.language))
        if blocks:
            self._put(Heading(words.say("start-written", self.stage.language)), *blocks)
        self.progress = replace(self.progress, start={}, declined=wizard.declined(self.around, self.given))
        progress_file.save(self.workspace, self.progress)
        return Started(self.progress, self.given.get("placement") is True)

    def _ask(self, step: Step) -> None:
        language = self.stage.language
        question = replace(step.make(self.around, self.given, language), commands=COMMANDS)
        if step.name == "timezone" and self.stage.answers is not None:
            # A file of answers names any city; only people are spared the typing by a list.
            question = replace(wizard.ask_zone(language), default=question.default)
        if step.name in self.kept and self.kept[step.name] != "":
            question = replace(question, default=self.kept[step.name])
        self._put(Line(""))
        if self._counted != step.name:
            total = len(self.given) + sum(1 for _ in wizard.remaining(self.around, self.given))
            self._put(Line(words.say("start-step", language, number=len(self.given) + 1, total=total), "dim"))
            self._counted = step.name
        reply = self.stage.ask(question)
        if isinstance(reply, Command):
            self._command(reply, step, question)
            return
        if step.name == "timezone":
            found = self._zone(reply)
            if found is None:
                return
            reply = found
        self._give(step.name, reply)

    def _give(self, name: str, answer: Answer) -> None:
        self.given = {**self.given, name: answer}
        self.kept[name] = answer
        if name == "language" and answer in LANGUAGES:
            self.stage.language = answer
            self._say("start-welcome")
        if name == "display" and answer == "plain":
            self.stage.go_plain()
            self.progress = replace(self.progress, display="plain")
        self._save()

    def _command(self, command: Command, step: Step, question: Question) -> None:
        if command is Command.QUIT:
            raise Quit
        if command is Command.BACK:
            self._back()
        elif command is Command.SKIP:
            # What has a value that suits most gets it, but nothing is agreed to by passing it over.
            passed: Answer = False if question.kind == "yes-no" else question.default or ""
            self._give(step.name, passed)
        elif command is Command.HINT:
            self._say(f"start-why-{step.name}")
        else:
            self._say("start-help")

    def _back(self) -> None:
        if not self.given:
            self._say("learn-no-back")
            return
        last = list(self.given)[-1]
        self.given = {name: answer for name, answer in self.given.items() if name != last}
        self._save()

    def _zone(self, reply: Answer) -> str | None:
        """The time zone that was chosen or whose city was named; None where the learner goes back."""
        if reply == wizard.OTHER:
            other = self.stage.ask(replace(wizard.ask_zone(self.stage.language), commands=COMMANDS))
            if isinstance(other, Command):
                if other is Command.QUIT:
                    raise Quit
                return None
            reply = other
        return wizard.find_zones(str(reply))[0]

    def _agreed(self) -> bool:
        """Whether the learner lets coach write; False where they go back instead."""
        language = self.stage.language
        plans = list(planned(self.around, self.workspace, self.given, language))
        if not plans:
            return True
        text = words.say("start-plan", language, folder=str(self.workspace))
        self._put(Heading(words.say("start-ready", language)), Line(text), *plans, Line(""))
        while True:
            text = words.say("start-ask-write", language)
            commands = (Command.BACK, Command.HINT, Command.QUIT)
            reply = self.stage.ask(Question("start.write", text, "go", commands=commands))
            if reply is True:
                return True
            if reply is Command.QUIT:
                raise Quit
            if reply is Command.BACK:
                self._back()
                return False
            self._say("start-why-write" if reply is Command.HINT else "start-help")

    def _save(self) -> None:
        self.progress = replace(self.progress, start=self.given)
        progress_file.save(self.workspace, self.progress)

    def _say(self, key: str) -> None:
        self._put(Line(""), Line(words.say(key, self.stage.language)))

    def _put(self, *blocks: Block) -> None:
        self.stage.put(*blocks)


def planned(around: Surroundings, workspace: Path, given: wizard.Given, language: Language) -> Iterator[Block]:
    """What `write` would do, a line each."""

    def line(key: str, path: Path) -> Mark:
        what = words.say(key, language)
        return Mark(None, words.say("start-plan-line", language, path=_shown(path, workspace), what=what))

    if around.settings.path is None:
        yield line("start-plan-settings", workspace / settings.FILE_NAME)
    if not (workspace / DRAFTS).is_dir():
        yield line("start-plan-drafts", workspace / DRAFTS)
    if around.repository and given.get("hook") is True:
        yield line("start-plan-hook", around.repository.hook)
    if around.repository and given.get("ci") is True:
        yield line("start-plan-ci", safety.ci_path(around.repository, around.repository.host))
    if given.get("script") is True:
        yield line("start-plan-script", safety.script_path(workspace, language))


def write(around: Surroundings, workspace: Path, given: wizard.Given, language: Language) -> Iterator[Block]:
    """Write what was agreed on; a line each. What cannot be written is said, and the rest is written."""
    todo: list[Callable[[], Path | None]] = [lambda: _write_settings(around, workspace, given, language)]
    if not (workspace / DRAFTS).is_dir():
        todo.append(lambda: _make_drafts(workspace))
    repo = around.repository
    if repo and given.get("hook") is True:
        below = _below(workspace, repo.top)
        todo.append(lambda: _net(repo.hook, safety.hook_text(below, language), runs=True))
    if repo and given.get("ci") is True:
        below, host = _below(workspace, repo.top), repo.host
        todo.append(lambda: _net(safety.ci_path(repo, host), safety.ci_text(host, below, language), runs=False))
    if given.get("script") is True:
        path = safety.script_path(workspace, language)
        todo.append(lambda: _net(path, safety.script_text(language), runs=True))
    for one in todo:
        try:
            written = one()
        except CoachError as error:
            yield Mark(False, words.say(error.key, language, **error.values), error.path)
        else:
            if written:
                yield Mark(True, _shown(written, workspace))
    if around.hook == "taken" and repo is not None:
        yield Line(words.say("start-hook-taken", language, line=HOOK_LINE))


HOOK_LINE = "coach lint --force-exclude"


def _write_settings(around: Surroundings, workspace: Path, given: wizard.Given, language: Language) -> Path | None:
    values = wizard.settings_of(around, given)
    path = around.settings.path
    if path is None:
        rule_set = max(rule.since for rule in rules.shipped().values())
        path = workspace / settings.FILE_NAME
        files.write_new(path, wizard.settings_text(values, rule_set, language))
        return path
    if not values or given.get("complete") is not True:
        return None
    add_settings(path, values, language)
    return path


def add_settings(path: Path, values: wizard.Values, language: Language) -> None:
    """Set these values in a settings file; its comments and its order stay. Raises CoachError."""
    source = files.read(path)
    comments = {name: wizard.comment_of(name, language) for name in values}
    files.replace(source, with_values(source.text, values, str(path), comments))


def has_net(workspace: Path) -> bool:
    """Whether something reads the drafts in that workspace when nobody thinks of it."""
    repo = safety.repository(workspace)
    if repo and safety.is_ours(repo.hook):
        return True
    return any(safety.is_ours(safety.script_path(workspace, language)) for language in LANGUAGES)


def install_net(workspace: Path, language: Language) -> Iterator[Block]:
    """Write the hook where there is git and nobody else's hook, or else the script for a double click; a line each."""
    repo = safety.repository(workspace)
    try:
        if repo and _hook(repo) != "taken":
            yield Mark(True, str(_net(repo.hook, safety.hook_text(_below(workspace, repo.top), language), runs=True)))
        else:
            path = safety.script_path(workspace, language)
            yield Mark(True, str(_net(path, safety.script_text(language), runs=True)))
    except CoachError as error:
        yield Mark(False, words.say(error.key, language, **error.values), error.path)


def _make_drafts(workspace: Path) -> Path:
    folder = workspace / DRAFTS
    try:
        folder.mkdir()
    except OSError as error:
        raise FileError("write-failed", path=str(folder), reason=files.reason(error)) from None
    return folder


def _net(path: Path, text: str, *, runs: bool) -> Path:
    safety.write(path, text, runs=runs)
    return path


def _below(workspace: Path, top: Path) -> str:
    try:
        return workspace.resolve().relative_to(top.resolve()).as_posix()
    except ValueError:
        return "."


def _shown(path: Path, workspace: Path) -> str:
    try:
        found = path.absolute().relative_to(workspace.absolute()).as_posix()
    except ValueError:
        return str(path)
    return f"{found}/" if path.is_dir() or found == DRAFTS else found
