"""What a lesson says in one language: the page's headings put in their places, and its gaps filled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from coach import content, files
from coach.content import Fault
from coach.errors import ContentError
from coach.lessons import markdown
from coach.lessons.facts import facts
from coach.lessons.markdown import Heading
from coach.lessons.values import (
    Entries,
    Entry,
    Exercise,
    ExerciseWords,
    Fact,
    Lesson,
    Quiz,
    QuizWords,
    Section,
    Words,
)
from coach.model import Language
from coach.text.networks import network as known_network

_GAP = re.compile(r"\{([a-z][a-z0-9_-]*)\}")

Line = int
Told = tuple[Line, Fault]
"""A fault in a page and its line (from 1)."""


def words(lesson: Lesson, language: Language, network: str) -> Words:
    """What the lesson says. Raises ContentError with file, line and cause, and UsageError for an unknown network."""
    found, wrong = examined(lesson, language, network)
    for error in wrong:
        raise error
    return found


def examined(lesson: Lesson, language: Language, network: str) -> tuple[Words, list[ContentError]]:
    """What the lesson says, and everything that keeps it from being whole, in reading order.

    Raises CoachError where a file cannot be read.
    """
    found, told = _words(lesson, language, network)
    told.sort(key=lambda one: one[0])
    path = str(found.path)
    return found, [ContentError(fault.key, path=path, line=line, **fault.values) for line, fault in told]


def title(lesson: Lesson, language: Language) -> str:
    """The lesson's title, found without parsing its page. Raises FileError where there is none."""
    return markdown.title(files.read(page_path(lesson, language)).text)


def page_path(lesson: Lesson, language: Language) -> Path:
    """The file of the lesson's words in that language."""
    return lesson.folder / f"{language}.md"


def gaps(network: str, known: Mapping[str, Fact], language: Language) -> Mapping[str, str]:
    """What fills `{…}` in the words of lessons: the network's own numbers, and each fact that holds there."""
    about = known_network(network)
    values = {
        "network": about.name,
        "limit": str(about.limit),
        "link_cost": str(about.link_cost or ""),
        "alt_limit": str(about.alt_limit or ""),
    }
    own = {name: value for name, value in values.items() if value}
    told = {id: fact.on_network(network) for id, fact in known.items()}
    return {**own, **{id: _fill(fact.text[language], own) for id, fact in told.items() if fact}}


def _fill(text: str, values: Mapping[str, str]) -> str:
    return _GAP.sub(lambda gap: values.get(gap[1], gap[0]), text)


def _words(lesson: Lesson, language: Language, network: str) -> tuple[Words, list[Told]]:
    path = page_path(lesson, language)
    known = facts(lesson.folder.parent)
    page = markdown.page(files.read(path).text)
    values = gaps(network, known, language)
    told: list[Told] = []
    if not page.title:
        told.append((1, Fault("lesson-no-title", (), {})))
    headings = [_filled(heading, values, told) for heading in page.headings]
    sorting = _Sorting(lesson, headings, told)
    found = Words(
        language=language,
        network=network,
        path=path,
        title=_fill(page.title, values),
        read=sorting.section("read", wanted=True) or Section("", "", 1),
        then_and_now=sorting.section("then-and-now", wanted=bool(lesson.facts)),
        facts=tuple(_facts(lesson, known, network, values, told)),
        exercises={exercise.id: sorting.exercise(exercise) for exercise in lesson.exercises},
        quizzes={quiz.id: sorting.quiz(quiz) for quiz in lesson.quizzes},
    )
    sorting.finish()
    return found, told


def _filled(heading: Heading, values: Mapping[str, str], told: list[Told]) -> Heading:
    for number, line in enumerate(heading.text.split("\n")):
        for gap in _GAP.finditer(line):
            if gap[1] not in values:
                suggestion = content.closest(gap[1], list(values))
                told.append(
                    (
                        heading.first + number,
                        Fault("lesson-unknown-gap", (), {"name": gap[0], "suggestion": suggestion}),
                    )
                )
    return heading._replace(title=_fill(heading.title, values), text=_fill(heading.text, values))


def _facts(
    lesson: Lesson, known: Mapping[str, Fact], network: str, values: Mapping[str, str], told: list[Told]
) -> Iterator[Fact]:
    for id in lesson.facts:
        if id not in known:
            told.append(
                (1, Fault("lesson-unknown-fact", (), {"name": id, "suggestion": content.closest(id, list(known))}))
            )
            continue
        fact = known[id].on_network(network)
        if fact:
            yield fact._replace(text={language: _fill(text, values) for language, text in fact.text.items()})


class _Sorting:
    """Puts each heading where it belongs; what it finds wrong is added to `told`."""

    def __init__(self, lesson: Lesson, headings: list[Heading], told: list[Told]) -> None:
        self.told = told
        self.main: dict[str, Heading] = {}
        self.below: dict[str, dict[str, Heading]] = {}
        self.used: set[int] = set()
        openers = {"read", "then-and-now", *(quiz.id for quiz in lesson.quizzes)}
        exercises = {exercise.id for exercise in lesson.exercises}
        self.known = sorted(openers | exercises)
        self.headings = headings
        current: dict[str, Heading] = {}
        for heading in headings:
            if not heading.id:
                self.tell(heading.line, "lesson-heading-without-id", name=heading.title)
                self.used.add(heading.line)
                continue
            place = self.main if heading.id in openers | exercises else current
            if heading.id in place:
                self.tell(heading.line, "lesson-heading-twice", name=heading.id)
                self.used.add(heading.line)
            place.setdefault(heading.id, heading)
            if heading.id in exercises:
                current = self.below.setdefault(heading.id, {})
            elif heading.id in openers:
                current = {}
                self.below[heading.id] = current

    def tell(self, line: int, key: str, **values: object) -> None:
        self.told.append((line, Fault(key, (), values)))

    def finish(self) -> None:
        """Report the headings that nothing asked for."""
        for heading in self.headings:
            if heading.line not in self.used:
                suggestion = content.closest(heading.id, [*self.known, *_PARTS])
                self.tell(heading.line, "lesson-unknown-heading", name=heading.id, suggestion=suggestion)

    def section(self, id: str, *, wanted: bool) -> Section | None:
        heading = self.opening(id) if wanted else None
        return Section(heading.title, heading.text, heading.line) if heading else None

    def opening(self, id: str) -> Heading | None:
        heading = self.take(self.main, id)
        if heading is None:
            self.tell(1, "lesson-missing-heading", name=id)
        return heading

    def take(self, place: Mapping[str, Heading], id: str) -> Heading | None:
        heading = place.get(id)
        if heading:
            self.used.add(heading.line)
        return heading

    def exercise(self, exercise: Exercise) -> ExerciseWords:
        heading = self.opening(exercise.id)
        if heading is None:
            return ExerciseWords("", "", 1)
        parts = self.below[exercise.id]
        line = heading.line
        promise = exercise.way == "promise"
        named = [one for one in exercise.fields if one.type == "one"]

        def listed(part: str, ids: tuple[str, ...], explained: bool = True) -> Entries:
            return self.listed(parts, part, ids, line, explained) if ids else {}

        return ExerciseWords(
            title=heading.title,
            text=heading.text,
            line=line,
            hints=self.hints(parts, line, wanted=not promise),
            checks=listed("checks", tuple(check.id for check in exercise.checks)),
            items=listed("items", tuple(exercise.items)),
            bins=listed("bins", exercise.bins, False),
            fields=listed("fields", tuple(one.id for one in exercise.fields), False),
            options={
                **{one.id: listed(f"options-{one.id}", one.options, False) for one in named},
                **{id: listed(f"choices-{id}", tuple(choices)) for id, choices in exercise.scenes.items()},
            },
            choices=listed("choices", tuple(exercise.choices)),
            scenes=listed("scenes", tuple(exercise.scenes), False),
            solution=self.solution(parts, line, wanted=not promise),
        )

    def hints(self, parts: Mapping[str, Heading], line: int, *, wanted: bool) -> tuple[str, ...]:
        heading = self.take(parts, "hints")
        if heading is None:
            if wanted:
                self.tell(line, "lesson-missing-heading", name="hints")
            return ()
        return markdown.numbered(heading.text)

    def solution(self, parts: Mapping[str, Heading], line: int, *, wanted: bool) -> str:
        heading = self.take(parts, "solution")
        if heading is None and wanted:
            self.tell(line, "lesson-missing-heading", name="solution")
        return heading.text if heading else ""

    def quiz(self, quiz: Quiz) -> QuizWords:
        heading = self.opening(quiz.id)
        if heading is None:
            return QuizWords("", "", {}, 1)
        options = self.entries(heading, quiz.options, explained=True)
        return QuizWords(heading.title, markdown.before_list(heading.text), options, heading.line)

    def listed(
        self, parts: Mapping[str, Heading], part: str, ids: tuple[str, ...], line: int, explained: bool
    ) -> Entries:
        heading = self.take(parts, part)
        if heading is None:
            self.tell(line, "lesson-missing-heading", name=part)
            return {}
        return self.entries(heading, ids, explained=explained)

    def entries(self, heading: Heading, ids: tuple[str, ...], *, explained: bool) -> Entries:
        """The entries of the list below a heading, in the order of `ids`."""
        place = heading.id
        found: dict[str, Entry] = {}
        for entry in markdown.entries(heading.text, heading.first):
            if not entry.id:
                self.tell(entry.line, "lesson-entry-without-id", text=entry.text[:60])
            elif entry.id not in ids:
                suggestion = content.closest(entry.id, list(ids))
                self.tell(entry.line, "lesson-unknown-entry", name=entry.id, place=place, suggestion=suggestion)
            elif entry.id in found:
                self.tell(entry.line, "lesson-entry-twice", name=entry.id, place=place)
            else:
                found[entry.id] = entry
                if not entry.text or (explained and not entry.explanation):
                    self.tell(entry.line, "lesson-unexplained", name=entry.id, place=place)
        for id in ids:
            if id not in found:
                self.tell(heading.line, "lesson-missing-entry", name=id, place=place)
        return {id: found[id] for id in ids if id in found}


_PARTS = ("hints", "checks", "items", "bins", "fields", "choices", "scenes", "solution")
