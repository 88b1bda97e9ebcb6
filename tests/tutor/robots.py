"""Learners that are programs: one answers in this process and remembers what it was asked, one types on a terminal."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pexpect

from coach import lessons, words
from coach.cli import run
from coach.lessons import Exercise, Lesson
from coach.tutor import pages, starting
from coach.tutor import progress as progress_file
from coach.tutor.ask import Answer, Command, Question, Reply
from coach.tutor.configure import quoted
from coach.tutor.judges.work import template
from coach.tutor.play import Player
from coach.tutor.progress import Progress
from coach.tutor.screens import Block, Heading, Prose, plain
from coach.tutor.starting import Quit, Wizard

NAME = "lina"

START: Mapping[str, Mapping[str, Answer]] = {
    "fr": {
        "language": "fr",
        "display": "normal",
        "organisation": "L’Atelier des Lilas",
        "networks": ("x", "mastodon"),
        "timezone": "Europe/Paris",
        "people": "together",
        "goal": "both",
        "script": True,
        "placement": False,
    },
    "en": {
        "language": "en",
        "display": "normal",
        "organisation": 'The "Lilac" workshop',
        "networks": ("mastodon",),
        "timezone": "Europe/London",
        "people": "alone",
        "goal": "both",
        "script": True,
        "placement": False,
    },
}


@dataclass(frozen=True)
class Script:
    """All that one learner will answer, by dotted name, and what they will write, by lesson and file."""

    answers: Mapping[str, Answer]
    files: Mapping[str, Mapping[str, str]]

    def toml(self) -> str:
        """The same as a file of answers."""
        tables: dict[str, dict[str, Answer]] = {}
        for name, answer in self.answers.items():
            table, _, key = name.rpartition(".")
            tables.setdefault(table, {})[key] = answer
        lines = []
        for table, values in tables.items():
            lines += [f"[{table}]", *(f"{key} = {quoted(value)}" for key, value in values.items())]  # type: ignore[arg-type]
        for lesson, written in self.files.items():
            lines += [
                f"[lessons.{lesson}.files]",
                *(f"{quoted(name)} = {_block(text)}" for name, text in written.items()),
            ]
        return "\n".join(lines) + "\n"


def _block(text: str) -> str:
    return '"""\n' + text.replace("\\", "\\\\").replace('"', '\\"') + '"""'


def script(language: str, ids: Sequence[str], *, wrong: int = 1, start: Mapping[str, Answer] | None = None) -> Script:
    """Answers for these lessons; one quiz in each lesson is answered wrongly if `wrong`, the last lesson stops."""
    begun = {**START[language], **(start or {})}
    answers: dict[str, Answer] = {f"start.{name}": value for name, value in begun.items()}
    files: dict[str, dict[str, str]] = {}
    network = begun["networks"][0]  # type: ignore[index]
    for id in ids:
        lesson = lessons.shipped()[id]
        answers[f"lessons.{id}.begin"] = "go"
        for exercise in lesson.exercises:
            answers.update({f"lessons.{id}.{name}": value for name, value in _work(exercise).items()})
            if exercise.file:
                files.setdefault(id, {})[exercise.file] = template(lesson, exercise.solution, language)  # type: ignore[arg-type]
        for index, quiz in enumerate(one for one in lesson.quizzes if one.holds_on(str(network))):
            wanted = quiz.answers
            if index < wrong:
                wanted = tuple(one for one in quiz.options if one not in quiz.answers)[:1]
            answers[f"lessons.{id}.{quiz.id}"] = wanted if quiz.many else wanted[0]
    answers[f"lessons.{ids[-1]}.next"] = "stop"
    return Script(answers, files)


def _work(exercise: Exercise) -> Mapping[str, Answer]:
    if exercise.way == "sort":
        return {f"{exercise.id}.{item}": bin for item, bin in exercise.items.items()}
    if exercise.way == "promise":
        return {f"{exercise.id}.{check.id}": True for check in exercise.checks}
    if exercise.way == "fill":
        values: dict[str, Answer] = {"goal": "both", "topics": ("vélo", "quartier"), "tags": ("AtelierDesLilas",)}
        return {f"{exercise.id}.{one.id}": values[one.id] for one in exercise.fields if one.id in values}
    return {}


@dataclass(frozen=True)
class Asked:
    """One thing that was asked, what stood above it, and what was answered; or a file that was saved."""

    question: Question
    above: str
    reply: Reply
    writes: tuple[str, str] | None = None


class Rehearsal:
    """A stage whose asker answers from a script, and remembers."""

    def __init__(self, language: Any, wanted: Script, workspace: Path) -> None:
        self.language = language
        self.answers = None
        self.plain = True
        self.asked: list[Asked] = []
        self.shown: list[str] = []
        self._wanted = wanted
        self._workspace = workspace
        self._above = ""
        self._saved: set[str] = set()

    def go_plain(self) -> None:
        self.plain = True

    def put(self, *blocks: Block) -> None:
        for block in blocks:
            lines = [text for text, _ in plain(block, self.language) if text]
            self.shown += lines
            if (lines and isinstance(block, (Heading, Prose))) or (
                lines and re.match(r"\d+ (?:of|sur) \d+$", lines[0])
            ):
                self._above = lines[0]

    def ask(self, question: Question) -> Reply:
        reply, writes = self._reply(question)
        assert isinstance(reply, Command) or question.refuse(reply) is None, (question.key, reply)
        if isinstance(reply, str) and question.choices:
            assert reply in [choice.value for choice in question.choices], (question.key, reply)
        self.asked.append(Asked(question, self._above, reply, writes))
        self._above = ""
        return reply

    def _reply(self, question: Question) -> tuple[Reply, tuple[str, str] | None]:
        if question.kind == "go":
            return True, None
        if question.watch:
            return self._write(question)
        answer = self._wanted.answers.get(question.key, question.default)
        assert answer is not None, f"no answer to {question.key}"
        if question.kind == "text" and isinstance(answer, tuple):
            answer = ", ".join(answer)
        return answer, None

    def _write(self, question: Question) -> tuple[Reply, tuple[str, str] | None]:
        lesson = question.key.split(".")[1]
        name = question.watch[0].relative_to(self._workspace).as_posix()
        if name in self._saved:
            return pages.NEXT, None
        self._saved.add(name)
        text = self._wanted.files[lesson][name]
        question.watch[0].write_text(text, encoding="utf-8")
        return Command.CHANGED, (name, text)


def rehearse(workspace: Path, language: Any, wanted: Script, *, wizard: bool = True) -> Rehearsal:
    """Play a whole session in this process, until the script stops."""
    stage: Any = Rehearsal(language, wanted, workspace)
    progress = progress_file.load(workspace, NAME)[0]
    if wizard:
        around = starting.look_around(workspace, progress, ask_display=True)
        progress = Wizard(stage, workspace, around, progress).run().progress
    player = Player(stage, workspace, progress)
    with suppress(Quit):
        player.run()
    return stage  # type: ignore[no-any-return]


@cache
def _begun(language: Any, ids: tuple[str, ...]) -> Path:
    place = Path(tempfile.mkdtemp(prefix="coach-begun-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    rehearse(place, language, script(language, ids))
    return place


def begin(workspace: Path, language: Any, ids: Sequence[str] = ("start",)) -> None:
    """Make that folder a workspace where these lessons are done. They are played once, and then copied."""
    shutil.copytree(_begun(language, tuple(ids)), workspace, dirs_exist_ok=True)


# The line of commands ends every question, in both ways of asking; a letter before `quit` tells it from prose.
_GAP = r"(?:\s|\x1b\[[0-9;]*m)+"
_PROMPT = {"fr": rf"q{_GAP}quitter.{{1,80}}?aide", "en": rf"q{_GAP}quit.{{1,80}}?help"}
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


class Terminal:
    """A learner at a pseudo-terminal."""

    def __init__(
        self,
        workspace: Path,
        arguments: Sequence[str],
        *,
        language: str,
        columns: int = 80,
        forked: bool = False,
        **environment: str,
    ) -> None:
        """`forked`: a copy of this process plays, which has loaded coach already; else a new one."""
        self.plain = "--plain" in arguments
        self.language = language
        self.workspace = workspace
        kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
        surroundings = {
            "HOME": str(workspace.parent),
            "TERM": "xterm-256color",
            "LANG": f"{language}_{language.upper()}.UTF-8",
            "COACH_LEARNER": NAME,
            "PYTHONIOENCODING": "utf-8",
            "TZ": "Europe/Paris",
            **kept,
            **environment,
        }
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "coach", *arguments],
            cwd=str(workspace),
            env=surroundings,  # type: ignore[arg-type]
            encoding="utf-8",
            codec_errors="replace",
            timeout=20,
            dimensions=(40, columns),
            preexec_fn=_instead(arguments, surroundings) if forked else None,
        )
        self.child.delaybeforesend = None
        self.text = ""
        """What was printed between the last two questions, without colours."""
        self.raw = ""
        """All that was printed up to the last question."""

    def prompt(self) -> str:
        """Wait for the next question; what was printed since the last, without colours."""
        self.child.expect(re.compile(_PROMPT[self.language], re.DOTALL))
        self.raw += self.child.before + self.child.after
        self.text = _ESCAPES.sub("", self.child.before + self.child.after)
        return self.text

    def play(self, asked: Sequence[Asked]) -> None:
        """Answer these questions as they come."""
        for one in asked:
            self.prompt()
            self.answer(one)

    def stands(self, one: Asked) -> bool:
        """Whether it is this question, of a plain session, that was printed last."""
        question = one.question
        how = words.say(f"ask-how-{question.kind}", self.language, count=len(question.choices))  # type: ignore[arg-type]
        wanted = [question.text, one.above, how, *(choice.label for choice in question.choices)]
        printed = " ".join(self.text.split())
        if not all(" ".join(text.split()) in printed for text in wanted):
            return False
        # A file that is written already needs not be written again.
        return one.writes is None or (self.workspace / one.writes[0]).read_text(encoding="utf-8") != one.writes[1]

    def answer(self, one: Asked) -> None:
        """Answer the question that stands there."""
        if one.writes:
            name, text = one.writes
            path = self.workspace / name
            beside = path.with_name(f".{path.name}.swp")  # as editors save
            beside.write_text(text, encoding="utf-8")
            os.replace(beside, path)
            return
        self.child.send(self._typed(one) if self.plain else self._keys(one))

    def _typed(self, one: Asked) -> str:
        question, reply = one.question, one.reply
        values = [choice.value for choice in question.choices]
        if question.kind == "go":
            return "\n"
        if isinstance(reply, bool):
            return self._yes_or_no(reply) + "\n"
        if question.kind == "text":
            return f"{reply}\n"
        wanted = (reply,) if isinstance(reply, str) else reply
        return " ".join(str(values.index(value) + 1) for value in wanted) + "\n"  # type: ignore[union-attr, arg-type]

    def _keys(self, one: Asked) -> str:
        question, reply = one.question, one.reply
        values = [choice.value for choice in question.choices]
        if question.kind == "go":
            return "\r"
        if isinstance(reply, bool):
            return self._yes_or_no(reply)
        if question.kind == "text":
            return f"\x05\x15{reply}\r"
        if isinstance(reply, str):
            start = values.index(question.default) if question.default in values else 0  # type: ignore[arg-type]
            return "\x1b[B" * ((values.index(reply) - start) % len(values)) + "\r"
        keys, at = "", 0
        for value in reply:  # type: ignore[union-attr]
            index = values.index(value)
            keys, at = keys + "\x1b[B" * (index - at) + " ", index
        return keys + "\r"

    def _yes_or_no(self, reply: bool) -> str:
        return {("fr", True): "o", ("en", True): "y"}.get((self.language, reply), "n")

    def end(self) -> int:
        """Wait for the end; the exit code, or minus the signal."""
        self.child.expect(pexpect.EOF)
        self.text = _ESCAPES.sub("", self.child.before)
        if self.child.isalive():
            self.child.wait()
        self.child.ptyproc.delayafterclose = 0  # it has ended already
        self.child.close()
        status = self.child.exitstatus
        return status if status is not None else -(self.child.signalstatus or 0)


def _instead(arguments: Sequence[str], environment: Mapping[str, str]) -> Callable[[], None]:
    """What a new process does instead of loading Python: it runs coach as it stands here."""

    def play() -> None:
        os.closerange(3, 256)  # or pexpect would wait for Python to be loaded
        os.environ.clear()
        os.environ.update(environment)
        sys.stdin = os.fdopen(0, encoding="utf-8")
        sys.stdout, sys.stderr = (os.fdopen(number, "w", encoding="utf-8") for number in (1, 2))
        os._exit(run(arguments))

    return play


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder, by name, with its text."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def lesson(id: str) -> Lesson:
    return lessons.shipped()[id]


def say(key: str, language: Any, **values: object) -> str:
    return words.say(key, language, **values)


def progress(workspace: Path) -> Progress:
    found, _ = progress_file.load(workspace, NAME)
    return found
