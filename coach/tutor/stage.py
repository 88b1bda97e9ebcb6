"""Where a session is played: one way to ask and one way to print, in one language, which may change on the way."""

from __future__ import annotations

import os
import sys

from coach.model import Language
from coach.tutor.ask import Asker, Question, Reply, wants_plain
from coach.tutor.lines import Lines
from coach.tutor.replay import Answers, Replay
from coach.tutor.screens import Block, Line, Out, PlainOut, RichOut


class Stage:
    """What the session speaks through. `answers` play it without a person."""

    def __init__(self, language: Language, *, plain: bool = False, answers: Answers | None = None) -> None:
        self.answers = answers
        self.forced_plain = plain or wants_plain()
        """Whether a flag or the surroundings ask for plain lines, so that nobody needs to."""
        self._language = language
        self.plain = answers is not None or self.forced_plain
        """Whether it is plain lines."""
        self._asker: Asker | None = None
        self.out: Out = PlainOut(language) if self.plain else RichOut(language, colour=_colour())

    @property
    def language(self) -> Language:
        """The language that is spoken."""
        return self._language

    @language.setter
    def language(self, language: Language) -> None:
        self._language = self.out.language = language
        if self._asker is not None:
            self._asker.language = language

    def go_plain(self) -> None:
        """From here on, plain lines."""
        self.plain, self._asker = True, None
        self.out = PlainOut(self._language)

    def _made_asker(self) -> Asker:
        if self.answers is not None:
            return Replay(self._language, self._write, self.answers)
        if self.plain:
            return Lines(self._language, self._write)
        # Heavy, and not needed by who only wants something printed.
        from coach.tutor.prompts import Prompts

        return Prompts(self._language, self._write_question, colour=_colour())

    def put(self, *blocks: Block) -> None:
        """Print the blocks."""
        self.out.put(*blocks)

    def ask(self, question: Question) -> Reply:
        """The reply. Raises Stopped, and what the way to ask raises."""
        sys.stdout.flush()
        if self._asker is None:
            self._asker = self._made_asker()
        return self._asker.ask(question)

    def _write(self, text: str) -> None:
        self.out.put(Line(text))

    def _write_question(self, text: str) -> None:
        self.out.put(Line(text, "strong"))


def _colour() -> bool:
    return not os.environ.get("NO_COLOR")
