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
        self.out: Out
        self.asker: Asker
        if answers is not None or self.forced_plain:
            self.go_plain()
        else:
            self._go_normal()

    @property
    def language(self) -> Language:
        """The language that is spoken."""
        return self._language

    @language.setter
    def language(self, language: Language) -> None:
        self._language = self.out.language = self.asker.language = language

    @property
    def plain(self) -> bool:
        """Whether it is plain lines."""
        return self.asker.plain

    def go_plain(self) -> None:
        """From here on, plain lines."""
        self.out = PlainOut(self._language)
        if self.answers is not None:
            self.asker = Replay(self._language, self._write, self.answers)
        else:
            self.asker = Lines(self._language, self._write)

    def _go_normal(self) -> None:
        from coach.tutor.prompts import Prompts

        colour = not os.environ.get("NO_COLOR")
        self.out = RichOut(self._language, colour=colour)
        self.asker = Prompts(self._language, self._write_question, colour=colour)

    def put(self, *blocks: Block) -> None:
        """Print the blocks."""
        self.out.put(*blocks)

    def ask(self, question: Question) -> Reply:
        """The reply. Raises Stopped, and what the way to ask raises."""
        sys.stdout.flush()
        return self.asker.ask(question)

    def _write(self, text: str) -> None:
        self.out.put(Line(text))

    def _write_question(self, text: str) -> None:
        self.out.put(Line(text, "strong"))
