"""The one place where an error becomes a sentence: one line on standard error, in the reader's language."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress

import click

from coach.errors import CoachError
from coach.model import Language
from coach.text.show import show
from coach.words import known, say


def complain(error: CoachError, language: Language) -> None:
    """Print `coach: PATH:LINE: what is wrong; what to do` on standard error."""
    place = show(error.path)
    if place and error.line:
        place += f":{error.line}"
    text = sentence(error.key, error.values, language)
    _print(f"coach: {place}: {text}" if place else f"coach: {text}")


def sentence(key: str, values: Mapping[str, object], language: Language) -> str:
    """What went wrong and what to do, without the place. Foreign text in it is neutralised."""
    shown = {name: _value(value, language) for name, value in values.items()}
    text = say(key, language, **shown)
    if shown.get("suggestion"):
        text += " " + say("did-you-mean", language, suggestion=shown["suggestion"])
    return text


def complain_usage(error: click.ClickException, language: Language) -> None:
    """Print what the command line library found, after the usage line, where it is known, and where help is."""
    context = getattr(error, "ctx", None)
    if context is not None:
        _print(context.get_usage())
    command = context.command_path if context is not None else "coach"
    _print(say("try-help", language, command=f"{command} --help"))
    _print("coach: " + show(error.format_message()))


def _value(value: object, language: Language) -> str:
    text = str(value)
    # The name of a type, or of what the system says, is itself the key of a sentence.
    return say(text, language) if text.startswith(("type-", "reason-")) and known(text) else show(text)


def _print(line: str) -> None:
    with suppress(OSError):  # where nobody is left to tell
        print(line, file=sys.stderr)
