"""Flags that several commands share, and what they mean. Help texts are keys of `locale/`."""

import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, TextIO

import click
import typer

from coach import files, words
from coach.content import closest
from coach.errors import UsageError
from coach.files import SourceFile
from coach.model import LANGUAGES, Language
from coach.report import Look, Style
from coach.text.networks import NETWORKS

if TYPE_CHECKING:
    from coach.workspace import Workspace

Lang = Annotated[str | None, typer.Option("--lang", help="option-lang", click_type=click.Choice(LANGUAGES))]
Config = Annotated[Path | None, typer.Option("--config", help="option-config")]
Isolated = Annotated[bool, typer.Option("--isolated", help="option-isolated")]
Colour = Annotated[bool | None, typer.Option("--color/--no-color", help="option-color")]
NetworkNames = Annotated[list[str] | None, typer.Option("--network", help="option-network", metavar="metavar-name")]


def language() -> Language:
    """The language of this run, chosen before the command line was parsed."""
    found: Language = click.get_current_context().find_root().obj
    return found


def listed(flag: str, values: Iterable[str] | None) -> tuple[str, ...]:
    """The names of a flag that may be repeated and may hold several, with commas between.

    Raises UsageError where it is given without a name: a variable that is not set would else ask for everything.
    """
    found: list[str] = []
    for value in values or ():
        names = [name.strip() for name in value.split(",") if name.strip()]
        if not names:
            raise UsageError("flag-empty", flag=flag)
        found += names
    return tuple(found)


def networks(values: Iterable[str] | None) -> tuple[str, ...]:
    """The networks asked for. Raises UsageError for one that coach does not know, or for none."""
    names = listed("--network", values)
    for name in names:
        if name not in NETWORKS:
            suggestion = closest(name, list(NETWORKS))
            raise UsageError("unknown-network", name=name, suggestion=suggestion, known=", ".join(NETWORKS))
    return names


def coloured(asked: bool | None, stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether to colour: as the flag says, else NO_COLOR, else FORCE_COLOR, else whether it is a terminal."""
    if asked is not None:
        return asked
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return stream.isatty() and environment.get("TERM") != "dumb"


def look(colour: bool | None, *, quiet: bool = False, strict: bool = False, stream: TextIO | None = None) -> Look:
    """How this run's reader wants to see a report."""
    stream = stream or sys.stdout
    return Look(language(), Style(coloured(colour, stream)), columns(), quiet, strict)


def columns() -> int:
    """The width to write in: the terminal's, within what is comfortable to read."""
    return max(40, min(shutil.get_terminal_size((80, 24)).columns, 100))


def write(lines: Iterable[str], stream: TextIO) -> None:
    """Print line by line. Any error of the stream is the caller's to meet."""
    for line in lines:
        stream.write(line + "\n")


def write_exactly(source: SourceFile) -> None:
    """The text on standard output as it would stand in a file: in UTF-8, its line ends and its mark as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(files.encoded(source.text, source.path, bom=source.bom))
    sys.stdout.buffer.flush()


def standard_input() -> BinaryIO | None:
    """The bytes of the standard input; None where it is closed."""
    return sys.stdin.buffer if sys.stdin else None


def remark(key: str, /, **values: object) -> None:
    """Say something on standard error that is no fault."""
    print(f"coach: {say(key, **values)}", file=sys.stderr)


def refuse_output(target: Path, given: Iterable[str], workspace: "Workspace") -> None:
    """Raise UsageError where a report written to `target` would take the place of a draft or of settings.

    `given` are the paths on the command line.
    """
    if target.suffix.lower() == ".toml" or workspace.uses(target):
        raise UsageError("output-is-settings", path=str(target))
    if os.path.exists(target) and (workspace.reads(target) or any(_same(target, path) for path in given)):
        raise UsageError("output-is-draft", path=str(target))


def _same(one: Path, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):
        return False


def say(key: str, /, **values: object) -> str:
    """coach's own sentence called `key`, in the language of this run."""
    return words.say(key, language(), **values)
