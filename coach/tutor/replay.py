"""Asking nobody: a file of answers plays a whole session, for workshops, tests and build servers.

```toml
[start]                          # what `coach start` asks
language = "fr"
networks = ["x", "mastodon"]

[lessons.first-post]             # what a lesson asks, by the names in its lesson.toml
q1 = "b"
[lessons.first-post.files]       # what is written, by file
"drafts/01-first-post.md" = "…"
```
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from coach import content, files, words
from coach.errors import ContentError, UsageError
from coach.model import Language
from coach.text.show import show
from coach.tutor.ask import Answer, Question, Reply, shown


class Answers:
    """The answers of one file, by dotted name."""

    def __init__(self, path: str, text: str, tables: Mapping[str, Any]) -> None:
        self.path = path
        self._text = text
        self._tables = tables
        self._flat = {".".join(at): value for at, value in _leaves(tables, ())}

    def __contains__(self, key: str) -> bool:
        return key in self._flat

    def get(self, key: str) -> Answer | None:
        """The answer of that name; None where there is none."""
        return self._flat.get(key)

    def lessons(self) -> tuple[str, ...]:
        """The ids of the lessons that are answered."""
        return tuple(self._tables.get("lessons", {}))

    def written(self, lesson: str) -> Mapping[str, str]:
        """What is to be written in that lesson, by file relative to the workspace."""
        found: Mapping[str, str] = self._tables.get("lessons", {}).get(lesson, {}).get("files", {})
        return found

    def error(self, key: str, at: str, **values: object) -> ContentError:
        """An error at the place of the answer called `at`."""
        line = content.line_of(self._text, tuple(at.split(".")))
        return ContentError(key, path=self.path, line=line, **values)


def read(path: Path) -> Answers:
    """The answers in that TOML or JSON file. Raises CoachError with file, line and cause."""
    text = files.read(path).text
    if path.suffix.lower() == ".json":
        data = _json(text, str(path))
    else:
        data = content.parse_toml(text, str(path))
    content.check(data, "answers", path=str(path), text=text)
    return Answers(str(path), text, content.frozen(data))


def _json(text: str, path: str) -> dict[str, Any]:
    import json

    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ContentError("answers-broken-json", path=path, line=getattr(error, "lineno", 1)) from None
    if not isinstance(data, dict):
        raise ContentError("answers-broken-json", path=path, line=1)
    return data


def _leaves(table: Mapping[str, Any], at: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Answer]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*at, key))
        else:
            yield (*at, key), value


NO_ANSWERS = Answers("", "", {})


class Replay:
    """The way to ask that reads the answers from a file. What it is told is what a person would have typed."""

    plain = True

    def __init__(self, language: Language, write: Callable[[str], None], answers: Answers) -> None:
        """`write` prints a paragraph."""
        self.language = language
        self._write = write
        self._answers = answers

    def ask(self, question: Question) -> Reply:
        """The answer of that name; going on needs none.

        Raises UsageError where it is missing, ContentError where it is not one of the choices or is refused.
        """
        if question.kind == "go":
            return True
        self._write(question.text)
        answer = self._answers.get(question.key)
        if answer is None:
            # What one may pass over with Enter is passed over.
            if question.default is None:
                raise UsageError("answers-missing", path=self._answers.path, names=question.key)
            answer = question.default
        if question.kind == "text" and isinstance(answer, tuple):
            answer = ", ".join(answer)  # as it would be typed
        self._check(question, answer)
        self._write(words.say("ask-answered", self.language, answer=show(shown(answer, question, self.language))))
        return answer

    def _check(self, question: Question, answer: Answer) -> None:
        expected = {"many": "type-array", "yes-no": "type-boolean"}.get(question.kind, "type-string")
        types: dict[str, type] = {"type-array": tuple, "type-boolean": bool, "type-string": str}
        if not isinstance(answer, types[expected]):
            raise self._answers.error("wrong-type", question.key, name=question.key, expected=expected)
        known = [choice.value for choice in question.choices]
        for value in (answer if isinstance(answer, tuple) else (answer,)) if known else ():
            if value not in known:
                suggestion = content.closest(str(value), known)
                values = {"name": question.key, "value": value, "known": ", ".join(known), "suggestion": suggestion}
                raise self._answers.error("not-one-of", question.key, **values)
        problem = question.refuse(answer)
        if problem:
            raise self._answers.error("answers-refused", question.key, name=question.key, problem=problem)
