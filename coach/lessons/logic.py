"""`lesson.toml` → Lesson, strictly: every fault has its file, line and cause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from coach import content, files
from coach.content import Fault
from coach.errors import ContentError
from coach.lessons.values import Check, Choice, Exercise, Field, Lesson, Quiz, Way

SCHEMA = 1
"""The form of lesson files that this program reads."""

_FOLDER = re.compile(r"(\d{2})-([a-z0-9-]+)")

# How each judge is answered; a judge that is not here looks at a file.
_WAYS: Mapping[str, Way] = {
    "classify": "sort",
    "choose": "choose",
    "scenario": "play",
    "config": "fill",
    "hook": "net",
    "self": "promise",
}


def read(folder: Path) -> Lesson:
    """What the lesson in that folder does. Raises ContentError with file, line and cause."""
    path = folder / "lesson.toml"
    text = files.read(path).text
    data = content.parse_toml(text, str(path))
    if isinstance(data.get("schema"), int) and data["schema"] > SCHEMA:
        raise ContentError("lesson-too-new", path=str(path), line=1, schema=data["schema"], known=SCHEMA)
    for fault in content.faults(data, content.schema("lesson")):
        raise _error(fault, data, path, text)
    named = _FOLDER.fullmatch(folder.name)
    if named is None:
        raise ContentError("lesson-folder-name", path=str(path), name=folder.name)
    if named[2] != data["id"]:
        line = content.line_of(text, ("id",))
        raise ContentError("lesson-folder-id", path=str(path), line=line, name=data["id"], folder=folder.name)
    for fault in _faults(data):
        raise _error(fault, data, path, text)
    return _lesson(data, folder, int(named[1]))


def _error(fault: Fault, data: Mapping[str, Any], path: Path, text: str) -> ContentError:
    """`fault` with its line. In the file, the checks of all exercises are one list."""
    at = fault.at
    if at[:1] == ("exercise",) and len(at) > 3 and at[2] in ("check", "field"):
        before = sum(len(table.get(str(at[2]), ())) for table in data["exercise"][: int(at[1])])
        fault = fault._replace(at=("exercise", at[2], before + int(at[3]), *at[4:]))
    return content.error(fault, path=str(path), text=text)


def _lesson(data: Mapping[str, Any], folder: Path, number: int) -> Lesson:
    return Lesson(
        id=data["id"],
        number=number,
        folder=folder,
        minutes=data["minutes"],
        paths=tuple(data["paths"]),
        needs=tuple(data.get("needs", ())),
        guide=tuple(data.get("guide", ())),
        facts=tuple(data.get("facts", ())),
        rules=tuple(data.get("rules", ())),
        exercises=tuple(map(_exercise, data.get("exercise", ()))),
        quizzes=tuple(map(_quiz, data.get("quiz", ()))),
    )


def _exercise(table: Mapping[str, Any]) -> Exercise:
    checks = tuple(map(_check, table["check"]))
    return Exercise(
        id=table["id"],
        way=_way(checks),
        checks=checks,
        file=table.get("file", ""),
        starter=table.get("starter", ""),
        solution=table.get("solution", ""),
        fields=tuple(map(_field, table.get("field", ()))),
        items=dict(table.get("items", {})),
        choices={
            name: Choice(tuple(choice.get("covers", ())), choice.get("closed", False))
            for name, choice in table.get("choices", {}).items()
        },
        scenes={name: dict(choices) for name, choices in table.get("scenes", {}).items()},
    )


def _way(checks: tuple[Check, ...]) -> Way:
    return next((_WAYS[check.kind] for check in checks if check.kind in _WAYS), "write")


def _check(table: Mapping[str, Any]) -> Check:
    options = {
        name.replace("-", "_"): content.frozen(value)
        for name, value in table.items()
        if name not in ("id", "kind", "bonus")
    }
    return Check(table["id"], table["kind"], options, table.get("bonus", False))


def _field(table: Mapping[str, Any]) -> Field:
    return Field(**{name: content.frozen(value) for name, value in table.items()})


def _quiz(table: Mapping[str, Any]) -> Quiz:
    many = "answers" in table
    return Quiz(
        id=table["id"],
        options=tuple(table["options"]),
        answers=tuple(table["answers"] if many else [table["answer"]]),
        many=many,
        networks=tuple(table.get("networks", ())),
        placement=table.get("placement", False),
    )


def _faults(data: Mapping[str, Any]) -> Iterator[Fault]:
    """What a schema cannot say."""
    yield from _twice(data, "exercise")
    yield from _twice(data, "quiz")
    for index, table in enumerate(data.get("exercise", ())):
        at: content.Place = ("exercise", index)
        for fault in _twice(table, "check"):
            yield fault._replace(at=(*at, *fault.at))
        ways = {_WAYS.get(check["kind"], "write") for check in table["check"]}
        if len(ways - {"net", "write"}) > (0 if ways & {"net", "write"} else 1):
            yield Fault("lesson-mixed-ways", at, {"name": table["id"], "ways": ", ".join(sorted(ways))})
        for key in ("file", "starter", "solution") if ways & {"net", "write"} else ():
            if not table.get(key):
                yield Fault("missing-key", at, {"name": f"exercise.{table['id']}.{key}"})
        for key, way in (("items", "sort"), ("choices", "choose"), ("scenes", "play"), ("field", "fill")):
            if way in ways and not table.get(key):
                yield Fault("missing-key", at, {"name": f"exercise.{table['id']}.{key}"})
        if table.get("file") and not _inside(table["file"]):
            yield Fault("lesson-file-outside", (*at, "file"), {"name": table["file"]})
    for index, table in enumerate(data.get("quiz", ())):
        yield from _answer_faults(table, ("quiz", index))


def _twice(table: Mapping[str, Any], key: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, one in enumerate(table.get(key, ())):
        if one["id"] in seen:
            yield Fault("lesson-id-twice", (key, index, "id"), {"name": one["id"]})
        seen.add(one["id"])


def _answer_faults(table: Mapping[str, Any], at: content.Place) -> Iterator[Fault]:
    if ("answer" in table) == ("answers" in table):
        yield Fault("lesson-one-answer-key", at, {"name": table["id"]})
        return
    if "answers" in table and not table["answers"]:
        yield Fault("lesson-no-answer", (*at, "answers"), {"name": table["id"]})
    if len(set(table["options"])) < max(2, len(table["options"])):
        yield Fault("lesson-options", (*at, "options"), {"name": table["id"]})
    for answer in table["answers"] if "answers" in table else [table["answer"]]:
        if answer not in table["options"]:
            suggestion = content.closest(answer, table["options"])
            values = {"name": table["id"], "answer": answer, "suggestion": suggestion}
            yield Fault("lesson-unknown-answer", (*at, "answer"), values)


def _inside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return not name.startswith(("/", "\\")) and ":" not in name and ".." not in parts and "" not in parts
