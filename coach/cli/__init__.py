"""The command line: one module per command, built when it is called, and one place where errors end."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import typer

from coach import files, words
from coach.cli.codes import COULD_NOT_RUN, INTERRUPTED, READER_GONE
from coach.cli.complain import complain, complain_usage
from coach.errors import CoachError, UsageError
from coach.model import LANGUAGES, Language

# The order is that of the help: what one needs first comes first.
COMMANDS = ("start", "learn", "lint", "schedule", "count", "explain", "rules", "test", "settings")


class _Placed(click.Command):
    """A command whose errors always know it, and so its usage: those about a missing value do not by themselves."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments left over, as Click has it."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise


class _Command(_Placed, typer.core.TyperCommand):
    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Nothing: typer writes them with the options, and Click 8.5 would write them once more."""


class Commands(_Placed, click.Group):
    """The group of all commands. A command's module is imported when the command is asked for."""

    def list_commands(self, context: click.Context) -> list[str]:
        """The names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of that name, its help in the reader's language; None where there is none."""
        if name not in COMMANDS:
            return None
        app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        app.command(name, cls=_Command)(getattr(import_module(f"coach.cli.{name}"), name))
        return _translated(typer.main.get_command(app), name, context.obj)


def _translated(command: click.Command, name: str, language: Language) -> click.Command:
    command.help = words.say(f"command-{name}", language)
    for parameter in command.params:
        # Click forgets the help of an argument that typer hands it; a command has one at most.
        key = f"argument-{name}" if isinstance(parameter, click.Argument) else getattr(parameter, "help", None)
        if key:
            parameter.help = words.say(key, language)
        if parameter.metavar:
            parameter.metavar = words.say(parameter.metavar, language)
    return command


def _group(language: Language) -> Commands:
    return Commands(
        "coach",
        help=words.say("command-coach", language),
        params=[
            click.Option(["--lang"], type=click.Choice(["fr", "en"]), help=words.say("option-lang", language)),
            click.Option(["--version"], is_flag=True, help=words.say("option-version", language)),
        ],
        invoke_without_command=True,
        subcommand_metavar=words.say("metavar-command", language),
        callback=_bare,
        epilog=words.say("command-coach-epilog", language),
    )


@click.pass_context
def _bare(context: click.Context, lang: str | None, version: bool) -> int:
    if version:
        from coach import __version__

        click.echo(f"coach {__version__}")
        context.exit()
    _stand_somewhere()
    if context.invoked_subcommand is None:
        from coach.cli.start import offered

        code = offered()
        if code is not None:
            return code
        click.echo(context.get_help())
    return 0


class _Closed(io.TextIOBase):
    """A standard stream that was closed before coach began: writing to it fails as on a full disk."""

    encoding = "utf-8"

    @property
    def buffer(self) -> Any:
        """Bytes fail in the same way."""
        return self

    def write(self, text: object) -> int:
        """Raise OSError."""
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def _stand_somewhere() -> None:
    """Raise UsageError where the folder one works in has been deleted: no path leads anywhere from there."""
    try:
        os.getcwd()
    except OSError:
        raise UsageError("folder-gone") from None


def run(arguments: Sequence[str]) -> int:
    """Run one command line. Nothing is raised: every error ends here as a sentence and an exit code.

    0: nothing that stops a commit. 1: at least one error. 2: coach could not run. 130: interrupted.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, _Closed())
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    language = _language(arguments)
    words.speak(language)
    try:
        code = _call(arguments, language)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader went away (`coach lint | head`): end as quietly as any filter does.
        _silence()
        return READER_GONE
    except OSError as error:
        _silence()
        complain(CoachError("output-failed", reason=files.reason(error)), language)
        return COULD_NOT_RUN


def _call(arguments: Sequence[str], language: Language) -> int:
    try:
        group = _group(language)
        if "_COACH_COMPLETE" in os.environ:
            group.main(list(arguments), "coach", obj=language)
        # Not through `main`, which would end the process itself when the reader of the output goes away.
        with group.make_context("coach", list(arguments), obj=language) as context:
            result = group.invoke(context)
        return result if isinstance(result, int) else 0
    except click.exceptions.Abort:
        return INTERRUPTED
    except click.exceptions.Exit as exit:
        return exit.exit_code
    except click.ClickException as error:
        complain_usage(error, language)
    except CoachError as error:
        complain(error, language)
    except (KeyboardInterrupt, OSError):
        raise
    except Exception as error:
        if os.environ.get("COACH_DEBUG"):
            raise
        complain(CoachError("internal-error", kind=type(error).__name__, what=str(error)), language)
    return COULD_NOT_RUN


def _silence() -> None:
    """Leave nothing for the interpreter to flush into a broken stream at its end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        sys.stdout = None


def _language(arguments: Sequence[str]) -> Language:
    """The language to speak: `--lang`, the settings, COACH_LANG, the locale, in that order.

    Looked for before the command line is parsed, since its own errors and help must speak it too.
    """
    asked = _value(arguments, "--lang")
    if asked in LANGUAGES:
        return words.choose(asked)
    return words.choose(_settings_language(arguments), *words.from_environment(os.environ))


def _settings_language(arguments: Sequence[str]) -> str | None:
    if "--isolated" in arguments:
        return None
    from coach import settings

    try:
        config = _value(arguments, "--config")
        path = Path(config) if config else settings.find(Path())
        if path is None:
            # Asked from outside a team's folder: the settings of the first draft that is named.
            named = (Path(word) for word in arguments[1:] if not word.startswith("-"))
            first = next((path for path in named if os.path.exists(path)), None)
            path = settings.find(first if os.path.isdir(first) else first.parent) if first else None
        return settings.language(path) if path else None
    except (CoachError, OSError):
        return None  # said by the command itself, in the language of the surroundings


def _value(arguments: Sequence[str], flag: str) -> str | None:
    """The value of a flag; of several the last, which stands nearest to what it is about."""
    found = None
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == flag and index + 1 < len(arguments):
            found = arguments[index + 1]
        elif argument.startswith(f"{flag}="):
            found = argument.partition("=")[2]
    return found
