"""What coach asks, and what people can reply: the values that the three ways of asking share.

The ways are `prompts` (questionary: arrows and keys), `lines` (plain numbered lines, nothing redrawn, for
screen readers and simple terminals) and `replay` (a file of answers, no terminal at all).
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import FrameType
from typing import Literal, NamedTuple, Protocol, TypeAlias

from coach import words
from coach.model import Language


class Command(Enum):
    """What one can say on any screen instead of an answer. The value names the sentences in `locale/`."""

    BACK = "back"
    HINT = "hint"
    CHECK = "check"
    SKIP = "skip"
    LIST = "list"
    QUIT = "quit"
    HELP = "help"
    CHANGED = "changed"
    """Nobody says this one: the file that a question watches was saved."""


POLL = 0.2
"""Seconds between two looks at a watched file."""

Answer: TypeAlias = str | tuple[str, ...] | bool
"""A text or the value of one choice; the values of several; yes or no. Going on is True."""

Reply: TypeAlias = Answer | Command

Kind = Literal["one", "many", "text", "yes-no", "go"]


Signature: TypeAlias = tuple[tuple[int, int, int] | None, ...]
"""Of each watched file, what changes when it is saved; None for one that is not there."""


class Choice(NamedTuple):
    """One of the things a question offers."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask. Going on (`go`) needs no answer, only a sign."""

    key: str
    """Its dotted name in a file of answers."""
    text: str
    kind: Kind = "one"
    choices: tuple[Choice, ...] = ()
    default: Answer | None = None
    """What is offered first: an earlier answer, or what most people take."""
    commands: tuple[Command, ...] = (Command.BACK, Command.HINT, Command.SKIP, Command.LIST, Command.QUIT)
    """Those that are shown. The others are understood all the same."""
    refuse: Callable[[Answer], str | None] = lambda answer: None
    """Why an answer will not do, as a whole sentence; None where it does."""
    watch: tuple[Path, ...] = ()
    """Files whose saving is a reply too (`Command.CHANGED`)."""
    seen: Signature = ()
    """The `signature` of these files when they were last looked at: what was saved since then counts."""


class Asker(Protocol):
    """A way to ask. `language` is the one it speaks, and may change on the way."""

    language: Language
    plain: bool
    """Whether it wants plain lines around its questions: no colour, no rules, words only."""

    def ask(self, question: Question) -> Reply:
        """The reply. Raises Stopped where the person, or the system, ends the program instead."""


class Stopped(KeyboardInterrupt):
    """The session ends here: Ctrl-C, Ctrl-D, the end of the input, or a signal. `code` is the exit code."""

    # A KeyboardInterrupt since asyncio swallows any other exception that a signal handler raises.

    def __init__(self, code: int = 130) -> None:
        super().__init__()
        self.code = code


# One letter and a few words each; both languages are understood in both, but each shows its own.
_SAID: Mapping[Command, str] = {
    Command.BACK: "b back retour precedent précédent",
    Command.HINT: "h i hint indice",
    Command.CHECK: "r check relire",
    Command.SKIP: "s p skip passer",
    Command.LIST: "l list lessons liste lecons leçons",
    Command.QUIT: "q quit quitter exit",
    Command.HELP: "? help aide",
}
COMMANDS: Mapping[str, Command] = {word: command for command, text in _SAID.items() for word in text.split()}
"""By what is typed, a letter or a word."""

_LETTER: Mapping[Language, Mapping[Command, str]] = {
    "en": {command: text.split()[0] for command, text in _SAID.items()},
    "fr": {
        **{command: text.split()[0] for command, text in _SAID.items()},
        Command.HINT: "i",
        Command.SKIP: "p",
    },
}

YES = frozenset({"o", "oui", "y", "yes"})
NO = frozenset({"n", "non", "no"})


def letter(command: Command, language: Language) -> str:
    """The letter that is shown for a command."""
    return _LETTER[language][command]


def footer(question: Question, language: Language) -> str:
    """The commands of a question in one line: `b retour · i indice · q quitter · ? aide`."""
    before = ":" if question.kind == "text" else ""
    shown = [*question.commands, Command.HELP]
    return " · ".join(
        f"{before}{letter(one, language)}\u00a0{words.say(f'ask-{one.value}', language)}" for one in shown
    )


def command(text: str, question: Question) -> Command | None:
    """The command that was typed, with or without a colon before it; None for an answer.

    Where a text is asked for, only the colon makes a command: an answer may well be the letter b.
    """
    said = text.strip().casefold()
    if said.startswith(":"):
        return COMMANDS.get(said[1:].strip())
    return None if question.kind == "text" else COMMANDS.get(said)


def listed(values: tuple[str, ...], question: Question) -> str:
    """The labels of some values, as one reads them."""
    labels = dict(question.choices)
    return ", ".join(labels.get(value, value) for value in values)


def shown(answer: Answer, question: Question, language: Language) -> str:
    """An answer in words, to be echoed."""
    if isinstance(answer, bool):
        return words.say("ask-yes" if answer else "ask-no", language)
    return listed((answer,) if isinstance(answer, str) else answer, question)


def wants_plain(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the surroundings ask for plain lines: ACCESSIBLE, a dumb terminal, an output that cannot draw."""
    accessible = environment.get("ACCESSIBLE", "").casefold() not in ("", "0", "false", "no")
    # Windows sets no TERM, and its terminals are not dumb.
    dumb = environment.get("TERM", "" if os.name == "nt" else "dumb") == "dumb"
    return accessible or dumb or not sys.stdout.isatty() or not _has_signs(sys.stdout.encoding)


def _has_signs(encoding: str | None) -> bool:
    """Whether the output can show the signs that a screen is drawn with."""
    try:
        "─✓✗→»○●".encode(encoding or "ascii")
    except (UnicodeError, LookupError):
        return False
    return True


def has_terminal() -> bool:
    """Whether there is someone to ask."""
    try:
        return sys.stdin is not None and sys.stdin.isatty()
    except ValueError:  # closed
        return False


class Interruption:
    """What happens on SIGTERM and SIGHUP. A running prompt puts its own way out into `leave`."""

    def __init__(self) -> None:
        self.leave: Callable[[Stopped], None] | None = None

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """End with the exit code that shells give to a program ended by this signal."""
        stop = Stopped(128 + number)
        if self.leave is None:
            raise stop
        self.leave(stop)


interruption = Interruption()


@contextmanager
def guarded() -> Iterator[None]:
    """While this lasts, a signal ends the session in order, and the terminal is put back as it was."""
    attributes = _terminal()
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, interruption) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        _put_back(attributes)


def _terminal() -> list[object] | None:
    try:
        import termios

        attributes: list[object] = termios.tcgetattr(sys.stdin.fileno())
    except (ImportError, OSError, ValueError, AttributeError):
        return None
    except Exception:  # termios.error has no base of its own
        return None
    return attributes


def _put_back(attributes: list[object] | None) -> None:
    if attributes is None or _terminal() in (None, attributes):
        return
    import termios

    with suppress(termios.error, OSError, ValueError):
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, attributes)  # type: ignore[arg-type]
        sys.stdout.write("\x1b[?25h\x1b[?2004l")  # the cursor, and pasting as usual
        sys.stdout.flush()


def signature(paths: tuple[Path, ...]) -> Signature:
    """What changes when one of the files is saved, created or removed.

    Polled rather than watched: file system events do not arrive over network folders and from Windows
    into its Linux (rustlings #417, #2407).
    """
    return tuple(map(_state, paths))


def _state(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
