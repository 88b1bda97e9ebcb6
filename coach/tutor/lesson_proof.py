"""Proof that lessons teach what they promise, in both languages and on every network: what `coach test` says."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import product
from pathlib import Path

from coach import content, files, lessons, rules
from coach.errors import CoachError
from coach.lessons import TAUGHT, Course, Exercise, Fact, Lesson, Words, markdown, prose
from coach.lessons.facts import line_of_fact
from coach.model import LANGUAGES, Language
from coach.proof import Failure
from coach.tutor.judges import DECLARED, misfits
from coach.tutor.lesson_trials import Upset, furnish, upsets

MOST_WORDS = 150
"""What one reads on one screen, at most: about a minute."""

HINTS = 3
"""From a nudge to nearly the answer; after them comes the solution."""

GRACE = timedelta(days=60)
"""How long a fact may be overdue before it stops the build: time for someone to read its source again."""

SAME_WORDS = 4
"""Paragraphs of so many words that are the same in both languages have not been translated."""

_WORD = re.compile(r"\w++(?:[’'-]\w++)*+")

# Addresses that stand for any address, and never age.
_EXAMPLE = re.compile(r"https?://(?:[\w-]+\.)*(?:exemple|example)\.(?:org|com|net)\b")


def prove_lessons(folder: Path, today: date | None = None) -> Iterator[Failure | CoachError]:
    """All that is wrong with the lessons in that folder; nothing where they are proven.

    `today` is the day for which facts are judged.
    """
    found: dict[str, Lesson] = {}
    for place in lessons.folders(folder):
        try:
            lesson = lessons.read(place)
        except CoachError as error:
            yield error
            continue
        if lesson.id in found:
            yield _failure(lesson, "id", "lesson-id-twice", name=lesson.id)
        found.setdefault(lesson.id, lesson)
    try:
        facts, course = lessons.facts(folder), lessons.course(folder)
    except CoachError as error:
        yield error
        return
    yield from _overdue(folder, facts, today or date.today(), late=True)
    yield from _network_fails(folder, found, course)
    yield from _uncovered(folder, found, course)
    with tempfile.TemporaryDirectory() as workspace:
        try:
            furnish(found, Path(workspace))
        except CoachError as error:
            yield error
            return
        for lesson in found.values():
            try:
                yield from _lesson_fails(lesson, facts, Path(workspace))
            except CoachError as error:
                yield error


def concerns(folder: Path, today: date | None = None) -> Iterator[Failure]:
    """What is not wrong yet, or honestly unfinished: facts due to be read again, paragraphs and rules without a lesson.

    Raises CoachError where a file cannot be read; `prove_lessons` says the same.
    """
    facts, course = lessons.facts(folder), lessons.course(folder)
    yield from _overdue(folder, facts, today or date.today(), late=False)
    found = [lessons.read(place) for place in lessons.folders(folder)]
    covered = {paragraph for lesson in found for paragraph in lesson.guide}
    for paragraph in course.guide:
        promised = ", ".join(planned.id for planned in course.planned if paragraph in planned.guide)
        if paragraph not in covered and promised:
            yield Failure(
                str(folder / "course.toml"), 1, "proof-only-planned", {"name": paragraph, "lessons": promised}
            )
    taught = {rule for lesson in found for rule in lesson.rules} | {
        rule for one in course.planned for rule in one.rules
    }
    for rule in sorted(rules.shipped()) if course.guide else ():
        if rule not in taught:
            yield Failure(str(folder / "course.toml"), 1, "proof-untaught", {"name": rule})


def _overdue(folder: Path, facts: Mapping[str, Fact], today: date, *, late: bool) -> Iterator[Failure]:
    """The facts that should have been read again; `late`: past the time of grace as well."""
    for fact in facts.values():
        if (fact.review_by < today) and (fact.review_by + GRACE < today) is late:
            key = "proof-fact-overdue" if late else "proof-fact-due"
            values = {"name": fact.id, "day": fact.review_by.isoformat(), "source": fact.sources[0]}
            yield Failure(str(folder / "facts.toml"), line_of_fact(folder, fact.id), key, values)


def _network_fails(folder: Path, found: Mapping[str, Lesson], course: Course) -> Iterator[Failure]:
    """What the lessons say of each other: unknown ids, and circles."""
    known = [*found, *(planned.id for planned in course.planned)]
    for lesson in found.values():
        for need in lesson.needs:
            if need not in known:
                yield _failure(
                    lesson, "needs", "proof-unknown-lesson", name=need, suggestion=content.closest(need, known)
                )
        for paragraph in lesson.guide:
            if course.guide and paragraph not in course.guide:
                yield _failure(lesson, "guide", "lesson-unknown-paragraph", name=paragraph)
    for index, planned in enumerate(course.planned):
        for values in filter(None, map(_unknown_rule, planned.rules)):
            path = folder / "course.toml"
            line = content.line_of(files.read(path).text, ("planned", index, "rules"))
            yield Failure(str(path), line, "proof-unknown-rule", values)
    for circle in _circles(found):
        yield _failure(found[circle[0]], "needs", "proof-circle", circle=" → ".join((*circle, circle[0])))
    for planned in course.planned:
        if planned.id in found:
            yield _failure(found[planned.id], "id", "proof-planned-exists", name=planned.id)


def _circles(found: Mapping[str, Lesson]) -> Iterator[tuple[str, ...]]:
    """Lessons that need each other, each circle once, from its first lesson."""
    done: set[str] = set()
    for start in found:
        path: list[str] = []
        waiting = [(start, iter(found[start].needs))]
        path.append(start)
        while waiting:
            id, needs = waiting[-1]
            need = next(needs, None)
            if need is None:
                waiting.pop()
                path.pop()
                done.add(id)
            elif need in path:
                yield tuple(path[path.index(need) :])
            elif need in found and need not in done:
                path.append(need)
                waiting.append((need, iter(found[need].needs)))


def _uncovered(folder: Path, found: Mapping[str, Lesson], course: Course) -> Iterator[Failure]:
    """The guide's paragraphs that no lesson practises and none is promised for."""
    practised = {paragraph for lesson in found.values() if _is_verified(lesson) for paragraph in lesson.guide}
    promised = {paragraph for planned in course.planned for paragraph in planned.guide}
    for paragraph in course.guide:
        if paragraph not in practised | promised:
            yield Failure(str(folder / "course.toml"), 1, "proof-uncovered", {"name": paragraph})


def _is_verified(lesson: Lesson) -> bool:
    return any(check.kind not in DECLARED for exercise in lesson.exercises for check in exercise.checks)


def _lesson_fails(lesson: Lesson, facts: Mapping[str, Fact], workspace: Path) -> Iterator[Failure]:
    unfit = list(_unfit_checks(lesson))
    yield from unfit
    yield from _logic_fails(lesson)
    told: set[tuple[str, int, str, str]] = set()
    words: dict[str, dict[Language, Words]] = {network: {} for network in TAUGHT}
    for language, network in product(LANGUAGES, TAUGHT):
        words[network][language], wrong = prose.examined(lesson, language, network)
        for error in wrong:
            mark = (error.path, error.line, error.key, str(error.values))
            if mark not in told:
                told.add(mark)
                yield Failure(error.path, error.line, error.key, error.values)
    if told:
        return  # what is missing cannot be compared or tried
    yield from _differences(lesson, words[TAUGHT[0]])
    yield from _untranslated(lesson)
    yield from _too_long(words)
    yield from _foreign_links(lesson)
    if not unfit:
        yield from (_upset(lesson, upset) for upset in upsets(lesson, workspace))


def _logic_fails(lesson: Lesson) -> Iterator[Failure]:
    """What in `lesson.toml` cannot be known from that file alone."""
    for values in filter(None, map(_unknown_rule, lesson.rules)):
        yield _failure(lesson, "rules", "proof-unknown-rule", **values)
    for quiz in lesson.quizzes:
        if quiz.many and set(quiz.answers) == set(quiz.options):
            yield _failure(lesson, "quiz", "proof-nothing-wrong", name=quiz.id)


def _unknown_rule(id: str) -> dict[str, object]:
    """What there is to say about a rule that is none; nothing for one that is."""
    known = rules.shipped()
    return {} if id in known else {"name": id, "suggestion": content.closest(id, list(known))}


def _unfit_checks(lesson: Lesson) -> Iterator[Failure]:
    """The options that a judge does not accept, or misses: such a check cannot be tried."""
    text = files.read(lesson.path).text
    checks = [check for exercise in lesson.exercises for check in exercise.checks]
    for number, check in enumerate(checks):
        for fault in misfits(check):
            at = tuple(str(step).replace("_", "-") for step in fault.at)
            line = content.line_of(text, ("exercise", "check", number, *at))
            yield Failure(str(lesson.path), line, fault.key, fault.values)


def _differences(lesson: Lesson, words: Mapping[Language, Words]) -> Iterator[Failure]:
    """What one language has and the other has not, and hints that are too few."""
    french, english = words["fr"], words["en"]
    orders = [[heading.id for heading in _page(lesson, language).headings] for language in LANGUAGES]
    if orders[0] != orders[1]:
        yield Failure(
            str(english.path), 1, "proof-other-order", {"fr": ", ".join(orders[0]), "en": ", ".join(orders[1])}
        )
    for exercise in lesson.exercises:
        counts = {one.language: len(one.exercises[exercise.id].hints) for one in (french, english)}
        for one in (french, english):
            wanted = 0 if exercise.way == "promise" else HINTS
            if counts[one.language] != wanted and not (wanted == 0 and counts["fr"] == counts["en"]):
                values = {"name": exercise.id, "count": counts[one.language], "wanted": wanted}
                yield Failure(str(one.path), one.exercises[exercise.id].line, "proof-hints", values)


def _untranslated(lesson: Lesson) -> Iterator[Failure]:
    """Paragraphs that are word for word the same in both languages."""
    known = {text for text, _ in markdown.paragraphs(files.read(lessons.page_path(lesson, "fr")).text)}
    path = lessons.page_path(lesson, "en")
    for text, line in markdown.paragraphs(files.read(path).text):
        if text in known and len(_WORD.findall(markdown.prose(text))) >= SAME_WORDS:
            yield Failure(str(path), line + 1, "proof-untranslated", {"text": text[:60]})


def _too_long(words: Mapping[str, Mapping[Language, Words]]) -> Iterator[Failure]:
    """Screens with more words than one reads willingly. Each is told once, for the first network."""
    told: set[tuple[str, int]] = set()
    for by_language in words.values():
        for one in by_language.values():
            for line, text in _screens(one):
                count = count_words(text)
                if count > MOST_WORDS and (one.language, line) not in told:
                    told.add((one.language, line))
                    yield Failure(str(one.path), line, "proof-too-many-words", {"count": count, "most": MOST_WORDS})


def _screens(words: Words) -> Iterator[tuple[int, str]]:
    """What is read at once: the line where it stands, and its Markdown."""
    yield words.read.line, words.read.text
    if words.then_and_now:
        told = "\n\n".join(fact.text[words.language] for fact in words.facts)
        yield words.then_and_now.line, f"{words.then_and_now.text}\n\n{told}"
    for exercise in words.exercises.values():
        yield exercise.line, exercise.text
        yield exercise.line, exercise.solution
    for quiz in words.quizzes.values():
        yield quiz.line, quiz.question


def count_words(text: str) -> int:
    """How many words one reads in a Markdown text, code included."""
    return sum(len(_WORD.findall(paragraph)) for paragraph, _ in markdown.paragraphs(text))


def _foreign_links(lesson: Lesson) -> Iterator[Failure]:
    """Addresses in the words. They die and nobody notices: `facts.toml` keeps them, with a date."""
    for language in LANGUAGES:
        path = lessons.page_path(lesson, language)
        for address, line in markdown.links(files.read(path).text):
            if not _EXAMPLE.match(address):
                yield Failure(str(path), line + 1, "proof-link", {"address": address[:80]})


def _upset(lesson: Lesson, upset: Upset) -> Failure:
    work = upset.trial.work
    exercise: Exercise = work.exercise
    name = exercise.starter if upset.trial.name == "starter" else exercise.solution
    path = lesson.folder / name.replace("{lang}", work.language) if name else lesson.path
    values = {
        "exercise": exercise.id,
        "language": work.language,
        "network": work.network,
        "checks": ", ".join(upset.missing) or (str(upset.error) if upset.error else ""),
    }
    return Failure(str(path), 1, _UPSETS[upset.trial.name], values)


_UPSETS = {
    "solution": "proof-solution-fails",
    "right": "proof-right-fails",
    "starter": "proof-starter-passes",
    "empty": "proof-empty-passes",
    "commented": "proof-commented-passes",
    "nothing": "proof-nothing-passes",
    "wrong": "proof-wrong-passes",
}


def _page(lesson: Lesson, language: str) -> markdown.Page:
    return markdown.page(files.read(lesson.folder / f"{language}.md").text)


def _failure(lesson: Lesson, key_in_file: str, key: str, **values: object) -> Failure:
    line = content.line_of(files.read(lesson.path).text, (key_in_file,))
    return Failure(str(lesson.path), line, key, values)
