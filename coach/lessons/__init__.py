"""Lessons as data: a folder each, with what it does (`lesson.toml`) and what it says (`fr.md`, `en.md`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from coach import content, files
from coach.lessons.facts import course, facts
from coach.lessons.logic import read
from coach.lessons.prose import page_path, title, words
from coach.lessons.values import (
    TAUGHT,
    Check,
    Choice,
    Course,
    Entries,
    Entry,
    Exercise,
    ExerciseWords,
    Fact,
    Field,
    Lesson,
    Planned,
    Quiz,
    QuizWords,
    Section,
    Step,
    Words,
)

__all__ = [
    "TAUGHT",
    "Check",
    "Choice",
    "Course",
    "Entries",
    "Entry",
    "Exercise",
    "ExerciseWords",
    "Fact",
    "Field",
    "Lesson",
    "Planned",
    "Quiz",
    "QuizWords",
    "Section",
    "Step",
    "Words",
    "course",
    "facts",
    "folders",
    "page_path",
    "promised",
    "read",
    "shipped",
    "teacher",
    "teaching",
    "title",
    "words",
]


def folders(folder: Path) -> tuple[Path, ...]:
    """The folders of lessons in that folder, in the order of their numbers."""
    return tuple(sorted(path.parent for path in folder.glob("*/lesson.toml")))


@cache
def shipped() -> Mapping[str, Lesson]:
    """The lessons that come with coach, by id, in order. Their words are read when asked for."""
    found = map(read, folders(content.folder("lessons")))
    return {lesson.id: lesson for lesson in found}


def teaching(rule: str) -> Lesson | None:
    """The first shipped lesson that teaches the rule of that id; None where none does."""
    found = _teachers().get(rule)
    return read(found) if found else None


def teacher(rule: str) -> str:
    """The id of that lesson; empty where none teaches the rule.

    Quick enough for a report: only the head of each lesson is read.
    """
    found = _teachers().get(rule)
    return found.name.partition("-")[2] if found else ""


def promised(rule: str) -> Planned | None:
    """The lesson still to be written that will teach the rule of that id; None where none is planned."""
    planned = course(content.folder("lessons")).planned
    return next((one for one in planned if rule in one.rules), None)


@cache
def _teachers() -> Mapping[str, Path]:
    """By rule: the folder of the first lesson that teaches it."""
    found: dict[str, Path] = {}
    for folder in folders(content.folder("lessons")):
        path = folder / "lesson.toml"
        head = files.read(path).text.partition("\n[")[0]
        for rule in content.parse_toml(head, str(path)).get("rules", ()):
            found.setdefault(rule, folder)
    return found
