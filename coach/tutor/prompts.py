"""Asking with arrows and keys: questionary, made bilingual and safe to leave.

Measured on questionary 2.1.1, and mended here: `confirm` takes the French o for No; Ctrl-D is ignored in a
list and a traceback in a text; SIGTERM leaves the terminal raw; lines longer than the terminal are cut off;
a list of several ends with an English sentence.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")  # else an English warning where a terminal does not answer

import questionary
from prompt_toolkit.application import Application, application
from prompt_toolkit.application.current import get_app
from prompt_toolkit.filters import Condition, to_filter
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.key_binding.defaults import load_key_bindings
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.styles import Style
from questionary.prompts.common import InquirerControl

from coach import words
from coach.model import Language
from coach.text.show import show
from coach.tutor.ask import (
    COMMANDS,
    POLL,
    Answer,
    Command,
    Question,
    Reply,
    Stopped,
    command,
    footer,
    interruption,
    shown,
    signature,
)
from coach.tutor.screens import columns, wrapped

# Each question makes three applications, and each of these the same thousand bindings anew: a third of a screen's time.
setattr(application, "load_key_bindings", cache(load_key_bindings))  # noqa: B010

EARLY = 1.0
"""Seconds in which keys can still be from before the question."""

# Only what every terminal has; weight and signs carry the meaning as well.
_COLOURED = Style(
    [
        ("qmark", "fg:ansicyan bold"),
        ("question", "bold"),
        ("answer", "fg:ansicyan"),
        ("pointer", "fg:ansicyan bold"),
        ("highlighted", "fg:ansicyan bold"),
        ("selected", "noreverse"),
        ("instruction", "fg:ansibrightblack"),
        ("validation-toolbar", "noreverse bold"),
        ("bottom-toolbar", "noreverse"),
        ("nbsp", "nounderline"),  # an ordinary blank in French, not a mistake to be shown
    ]
)
_PLAIN = Style(
    [
        ("question", "bold"),
        ("highlighted", "bold"),
        ("selected", "noreverse"),
        ("bottom-toolbar", "noreverse"),
        ("nbsp", "nounderline"),
    ]
)


class Prompts:
    """The way to ask with arrows and keys, on a terminal that can redraw."""

    plain = False

    def __init__(self, language: Language, write: Callable[[str], None], *, colour: bool) -> None:
        """`write` prints a line: the answer, once given, in place of the list it was chosen from."""
        self.language = language
        self._write = write
        self._style = _COLOURED if colour else _PLAIN

    def ask(self, question: Question) -> Reply:
        """The reply. Refused answers are explained below the question, which stays."""
        if question.text:
            self._write(question.text)
        while True:
            reply = self._run(question)
            if isinstance(reply, Command):
                return reply
            if isinstance(reply, str) and question.kind == "text" and (said := command(reply, question)):
                return said
            problem = question.refuse(reply)
            if problem is None:
                if question.kind != "go" and reply != "":
                    self._write(f"→ {show(shown(reply, question, self.language))}")
                return reply
            self._write(problem)

    def _run(self, question: Question) -> Reply:
        app = self._application(question)

        def leave(stop: Stopped) -> None:
            if app.loop is not None and app.is_running:
                app.loop.call_soon_threadsafe(lambda: app.is_running and app.exit(exception=stop))
            else:
                raise stop

        def watch() -> None:
            if question.watch:
                app.create_background_task(_until_saved(app, question))

        interruption.leave = leave
        try:
            reply: Reply = app.run(pre_run=watch, handle_sigint=False)
        except EOFError:
            raise Stopped() from None
        except OSError:  # the terminal is gone
            raise Stopped(129) from None
        except KeyboardInterrupt as stop:
            raise stop if isinstance(stop, Stopped) else Stopped() from None
        finally:
            interruption.leave = None
        return reply

    def _application(self, question: Question) -> Application[Any]:
        make = {
            "one": self._one,
            "many": self._many,
            "text": self._text,
            "yes-no": self._yes_no,
            "go": self._go,
        }[question.kind]
        app: Application[Any] = make(question).application
        app.key_bindings = merge_key_bindings([*filter(None, [app.key_bindings]), _keys(question)])
        for window in app.layout.find_all_windows():
            if isinstance(window.content, FormattedTextControl):
                window.wrap_lines = to_filter(True)
        return app

    def _one(self, question: Question) -> questionary.Question:
        return self._list(question, _choices(question), question.default)

    def _yes_no(self, question: Question) -> questionary.Question:
        choices = [
            questionary.Choice(self._say("ask-yes"), True, shortcut_key=False),
            questionary.Choice(self._say("ask-no"), False, shortcut_key=False),
        ]
        return self._list(question, choices, question.default)

    def _list(self, question: Question, choices: Sequence[questionary.Choice], default: object) -> questionary.Question:
        pointed = next((choice for choice in choices if choice.value == default and default is not None), None)
        return questionary.select(
            "",
            choices,
            default=pointed,
            qmark="",
            instruction=self._below(question),
            use_indicator=False,
            use_jk_keys=False,
            style=self._style,
            erase_when_done=True,
        )

    def _many(self, question: Question) -> questionary.Question:
        given = question.default if isinstance(question.default, tuple) else ()
        choices = [
            questionary.Choice(
                _wrapped(choice.label, 5), choice.value, checked=choice.value in given, shortcut_key=False
            )
            for choice in question.choices
        ]
        return questionary.checkbox(
            "",
            choices,
            qmark="",
            instruction=self._below(question),
            use_jk_keys=False,
            validate=lambda values: question.refuse(tuple(values)) or True,
            style=self._style,
            erase_when_done=True,
        )

    def _text(self, question: Question) -> questionary.Question:
        def valid(text: str) -> bool | str:
            return True if command(text, question) else question.refuse(text.strip()) or True

        default = question.default if isinstance(question.default, str) else ""
        return questionary.text(
            "",
            default,
            qmark="",
            instruction=f"{self._below(question)}\n>",
            validate=valid,
            style=self._style,
            erase_when_done=True,
            validate_while_typing=False,
        )

    def _go(self, question: Question) -> questionary.Question:
        made: questionary.Question = questionary.press_any_key_to_continue(
            self._below(question), style=self._style, erase_when_done=True
        )
        return made

    def _below(self, question: Question) -> str:
        """What to press: `↑ ↓ puis Entrée · b retour …`, in lines that fit."""
        return _wrapped(f"{self._say(f'ask-keys-{question.kind}')} · {footer(question, self.language)}", 3)

    def _say(self, key: str) -> str:
        return words.say(key, self.language)


def _choices(question: Question) -> list[questionary.Choice]:
    return [questionary.Choice(_wrapped(one.label, 3), one.value, shortcut_key=False) for one in question.choices]


def _wrapped(text: str, indent: int) -> str:
    """The text in lines that fit beside what stands before them; wider ones would be broken within a word."""
    return ("\n" + " " * indent).join(wrapped(show(text), max(10, columns() - indent - 2)))


async def _until_saved(app: Application[Any], question: Question) -> None:
    """End the question once a watched file has been saved and whoever writes it has finished."""
    first = last = question.seen or signature(question.watch)
    while True:
        await asyncio.sleep(POLL)
        now = signature(question.watch)
        if now != first and now == last:
            app.exit(result=Command.CHANGED)
            return
        last = now


def _keys(question: Question) -> KeyBindings:
    """The keys that questionary lacks: leaving, the commands, oui and non, Enter as an eager typist sends it."""
    keys = KeyBindings()

    def give(result: Answer | Command) -> Callable[[KeyPressEvent], None]:
        return lambda event: event.app.exit(result=result)

    @keys.add(Keys.ControlC, eager=True)
    @keys.add(Keys.ControlQ, eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(exception=Stopped())

    empty = Condition(lambda: question.kind != "text" or not get_app().current_buffer.text)

    @keys.add(Keys.ControlD, eager=True, filter=empty)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(exception=Stopped())

    begun = time.monotonic()

    # A Ctrl-D that was typed before the terminal was ours arrives as this character.
    @keys.add(Keys.ControlAt, eager=True, filter=Condition(lambda: time.monotonic() - begun < EARLY))
    def _(event: KeyPressEvent) -> None:
        event.app.exit(exception=Stopped())

    if question.kind == "text":
        return keys
    for word, said in COMMANDS.items():
        if len(word) == 1:
            keys.add(word, eager=True)(give(said))
    if question.kind == "yes-no":
        for word in ("o", "O", "y", "Y", "n", "N"):
            keys.add(word, eager=True)(give(word in "oOyY"))
    if question.kind == "many":
        for key in (Keys.ControlM, Keys.ControlJ):
            keys.add(key, eager=True)(_give_ticked)
    elif question.kind == "go":
        keys.add(Keys.Any)(lambda event: None)
        for name in (Keys.ControlM, Keys.ControlJ, " ", Keys.Right, "o", "O", "y", "Y"):
            keys.add(name, eager=True)(give(True))
    else:
        # What is typed before the question is there arrives as the terminal's own line end.
        keys.add(Keys.ControlJ, eager=True)(
            lambda event: event.key_processor.feed(KeyPress(Keys.ControlM, "\r"), first=True)
        )
    return keys


def _give_ticked(event: KeyPressEvent) -> None:
    """What is ticked, or, where nothing is, what the pointer stands at: that is what Enter means in other lists."""
    control = next(
        window.content for window in event.app.layout.find_all_windows() if isinstance(window.content, InquirerControl)
    )
    ticked = tuple(choice.value for choice in control.choices if choice.value in control.selected_options)
    event.app.exit(result=ticked or (control.get_pointed_at().value,))
