"""Asking in plain lines: a numbered list, a line typed, nothing redrawn. What a screen reader needs."""

from __future__ import annotations

import codecs
import os
import sys
import time
from collections.abc import Callable

from coach import words
from coach.model import Language
from coach.text.show import show
from coach.tutor.ask import (
    NO,
    POLL,
    YES,
    Answer,
    Command,
    Question,
    Reply,
    Stopped,
    command,
    footer,
    shown,
    signature,
)


class Lines:
    """The plain way to ask, on the standard input and output of a terminal."""

    plain = True

    def __init__(self, language: Language, write: Callable[[str], None]) -> None:
        """`write` prints a paragraph, wrapped to the terminal."""
        self.language = language
        self._write = write
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._pending = ""

    def ask(self, question: Question) -> Reply:
        """The reply, asked again until it is one."""
        self._put(question)
        seen = question.seen or signature(question.watch)
        while True:
            line = self._read(question, seen)
            if line is None:
                return Command.CHANGED
            said = command(line, question)
            if said:
                return said
            answer = self._answer(line.strip(), question)
            problem = self._say("ask-not-understood", said=show(line.strip())) if answer is None else None
            if answer is not None:
                problem = question.refuse(answer)
            if problem is None and answer is not None:
                if question.kind in ("one", "many"):
                    self._write(self._say("ask-answered", answer=show(shown(answer, question, self.language))))
                return answer
            self._write(f"{problem} {self._how(question)}")

    def _put(self, question: Question) -> None:
        if question.text:
            self._write(question.text)
        for number, choice in enumerate(question.choices, 1):
            self._write(f"{number}. {choice.label}")
        self._write(self._how(question))
        self._write(footer(question, self.language))

    def _how(self, question: Question) -> str:
        """What to type, and what Enter alone does."""
        how = self._say(f"ask-how-{question.kind}", count=len(question.choices))
        if question.kind != "go" and question.default not in (None, "", ()):
            how += " " + self._say("ask-how-default", default=self._typed(question.default, question))
        return how

    def _typed(self, answer: Answer | None, question: Question) -> str:
        """An answer as it would be typed here."""
        if answer is None or isinstance(answer, bool):
            return self._say("ask-yes" if answer else "ask-no")
        if question.kind == "text":
            return show(str(answer))
        values = [choice.value for choice in question.choices]
        wanted = (answer,) if isinstance(answer, str) else answer
        return " ".join(str(values.index(value) + 1) for value in wanted if value in values)

    def _answer(self, text: str, question: Question) -> Answer | None:
        if question.kind == "go":
            return True if not text or text.casefold() in YES else None
        if not text and question.default is not None:
            return question.default
        if question.kind == "text":
            return text
        if question.kind == "yes-no":
            said = text.casefold()
            return True if said in YES else False if said in NO else None
        if question.kind == "one":
            return self._value(text, question)
        found = [self._value(part, question) for part in text.replace(",", " ").split()]
        if not all(found):
            whole = self._value(text, question)
            return None if whole is None else (whole,)
        given = set(found)
        return tuple(choice.value for choice in question.choices if choice.value in given)

    @staticmethod
    def _value(text: str, question: Question) -> str | None:
        """The choice that was meant: by its number, its value or its label."""
        if text.isdecimal() and len(text) < 4:
            number = int(text)
            return question.choices[number - 1].value if 0 < number <= len(question.choices) else None
        said = text.casefold()
        for choice in question.choices:
            if said in (choice.value.casefold(), choice.label.casefold()):
                return choice.value
        return None

    def _read(self, question: Question, seen: object) -> str | None:
        """The next line without its end; None when a watched file was saved first."""
        sys.stdout.write("> ")
        sys.stdout.flush()
        while True:
            line, end, rest = self._pending.partition("\n")
            if end:
                self._pending = rest
                return line
            if question.watch and not _ready(POLL):
                now = signature(question.watch)
                if now != seen:
                    _settle(question)
                    sys.stdout.write("\n")
                    return None
                continue
            try:
                data = os.read(sys.stdin.fileno(), 65536)
            except KeyboardInterrupt as stop:
                sys.stdout.write("\n")
                raise stop if isinstance(stop, Stopped) else Stopped() from None
            except OSError:  # the terminal is gone
                raise Stopped(129) from None
            if not data:
                sys.stdout.write("\n")
                raise Stopped()
            self._pending += self._decode(data)

    def _say(self, key: str, **values: object) -> str:
        return words.say(key, self.language, **values)


def _ready(seconds: float) -> bool:
    """Whether a line can be read; waits that long for one. Where no system can tell, reads at once."""
    if os.name == "nt":
        return True
    import select

    try:
        return bool(select.select([sys.stdin.fileno()], [], [], seconds)[0])
    except KeyboardInterrupt as stop:
        sys.stdout.write("\n")
        raise stop if isinstance(stop, Stopped) else Stopped() from None


def _settle(question: Question) -> None:
    """Wait until whoever writes the file has finished."""
    before = None
    while (now := signature(question.watch)) != before:
        before = now
        time.sleep(POLL / 2)
