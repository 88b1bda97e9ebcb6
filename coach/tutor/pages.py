"""What each screen of a lesson shows and asks: values made from the session's state and the lesson's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coach import lessons, words
from coach.lessons import Entry, Exercise, ExerciseWords, Lesson, Quiz, Words
from coach.model import Language
from coach.tutor.ask import Answer, Choice, Question
from coach.tutor.judges.work import Outcome, done
from coach.tutor.screens import Block, Heading, Line, Mark, Prose, spoken
from coach.tutor.session import parts_of, status
from coach.tutor.states import Course, Place, State

GO, TEST, NEXT, LATER, LIST, STOP, AGAIN = "go", "test", "next", "later", "list", "stop", "again"
CHECK, WRITE, OPEN, HINT, SOLUTION, KEEP, CHANGE, MORE, INSTALL = (
    "check",
    "write",
    "open",
    "hint",
    "solution",
    "keep",
    "change",
    "community",
    "install",
)

NONE = "none"
"""What is chosen where nothing fits."""


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a page is made from."""

    course: Course
    state: State
    language: Language
    workspace: Path

    def say(self, key: str, **values: object) -> str:
        """coach's own sentence of that name."""
        return words.say(key, self.language, **values)

    def spoken(self, text: str) -> str:
        """A short piece of a lesson's Markdown as plain words."""
        return spoken(text, self.language)

    def choices(self, *names: str) -> tuple[Choice, ...]:
        """What can be done next, in words."""
        return tuple(Choice(name, self.say(f"learn-do-{name}")) for name in names)


def key(place: Place) -> str:
    """The name of the place's answer in a file of answers."""
    parts = {
        "read": (place.lesson, "begin"),
        "end": (place.lesson, "next"),
        "placement": (place.lesson, place.id),
        "then-and-now": (place.lesson, "then-and-now"),
        "explained": (place.lesson, f"{place.id}-explained"),
        "result": (place.lesson, f"{place.id}-result"),
    }.get(place.kind, (place.lesson, place.id, place.part))
    return ".".join(filter(None, ("placement" if place.kind == "placement" else "lessons", *parts)))


def reading(scene: Scene, lesson: Lesson, said: Words) -> tuple[list[Block], Question]:
    """The first screen of a lesson."""
    blocks: list[Block] = [Heading(said.title, how_far(scene, lesson))]
    before = [id for id in lesson.needs if id in scene.course.lessons]
    open_ones = [id for id in before if status(scene.course, scene.state, id) in ("new", "started")]
    if open_ones:
        names = ", ".join(lessons.title(scene.course.lessons[id], scene.language) for id in open_ones)
        blocks.append(Line(scene.say("learn-better-after", names=names), "dim"))
    blocks.append(Prose(said.read.text))
    question = Question(
        key(Place(lesson.id, "read")), scene.say("learn-ask-read"), choices=scene.choices(GO, TEST), default=GO
    )
    return blocks, question


def how_far(scene: Scene, lesson: Lesson) -> str:
    """Which lesson of the path it is, and how long it takes."""
    path = scene.course.path()
    minutes = scene.say("learn-minutes", minutes=lesson.minutes)
    if lesson not in path:
        return minutes
    return f"{scene.say('learn-number', number=path.index(lesson) + 1, total=len(path))} · {minutes}"


def then_and_now(scene: Scene, lesson: Lesson, said: Words) -> tuple[list[Block], Question]:
    """What the guide said, and what holds today, with dates and sources."""
    section = said.then_and_now
    blocks: list[Block] = [Heading(section.title), Prose(section.text)] if section else []
    for fact in said.facts:
        blocks.append(Line(fact.text[scene.language]))
        date, hosts = day(fact.checked, scene.language), dict.fromkeys(map(_host, fact.sources))
        blocks.append(Line(scene.say("learn-fact-checked", date=date, sources=", ".join(hosts)), "dim"))
        blocks.append(Line(""))
    return blocks, go(scene, Place(lesson.id, "then-and-now"))


def _host(address: str) -> str:
    """Where something was read, short enough to be read aloud."""
    return address.partition("://")[2].partition("/")[0].removeprefix("www.") or address


def day(date: date, language: Language) -> str:
    """A date as one says it."""
    months = words.say("learn-months", language).split()
    number = "1er" if language == "fr" and date.day == 1 else str(date.day)
    return f"{number} {months[date.month - 1]} {date.year}"


def go(scene: Scene, place: Place) -> Question:
    """Going on."""
    return Question(key(place), scene.say("learn-ask-go"), "go")


def quiz(scene: Scene, place: Place, one: Quiz, said: Words) -> tuple[list[Block], Question]:
    """A quiz; an earlier answer is offered again."""
    about = said.quizzes[one.id]
    before = scene.state.record(place.lesson).quiz.get(one.id)
    given = before.answers if before else scene.state.placement.get(f"{place.lesson}/{one.id}", ())
    default: Answer | None = given or None
    if not one.many and given:
        default = given[0]
    question = Question(
        key(place),
        scene.say("learn-ask-many" if one.many else "learn-ask-one"),
        "many" if one.many else "one",
        choices=_entries(scene, about.options.values()),
        default=default,
        refuse=lambda answer: None if answer else scene.say("learn-choose-one"),
    )
    return [*_title(about.title, about.question)], question


def _title(title: str, text: str) -> list[Block]:
    return [Heading(title), *([Prose(text)] if text.strip() else [])]


def _entries(scene: Scene, entries: Iterable[Entry]) -> tuple[Choice, ...]:
    return tuple(Choice(entry.id, scene.spoken(entry.text)) for entry in entries)


def explained(scene: Scene, place: Place, one: Quiz, said: Words) -> tuple[list[Block], Question]:
    """What each option of a quiz is worth, the learner's own marked."""
    tried = scene.state.record(place.lesson).quiz.get(one.id)
    given = tried.answers if tried else ()
    blocks: list[Block] = [Line("")]
    if tried:
        blocks += [
            Line(scene.say("learn-right" if tried.right else "learn-not-quite"), "good" if tried.right else "bad")
        ]
    for id, entry in said.quizzes[one.id].options.items():
        mine = f" ({scene.say('learn-your-answer')})" if id in given else ""
        text = scene.spoken(entry.text) + mine
        blocks.append(Mark(id in one.answers, text, scene.spoken(entry.explanation), "answer"))
    blocks.append(Line(""))
    return blocks, go(scene, place)


def task(scene: Scene, lesson: Lesson, exercise: Exercise, about: ExerciseWords) -> list[Block]:
    """What an exercise asks for, and what will be looked at."""
    blocks = [*_title(about.title, about.text)]
    if exercise.way in ("write", "net"):
        record = scene.state.record(lesson.id)
        blocks.append(Line(scene.say("learn-looks-at"), "strong"))
        for check in exercise.checks:
            seen = record.checks.get(f"{exercise.id}/{check.id}")
            # What is a bonus is a surprise: nobody asked for it.
            if seen or not check.bonus:
                blocks.append(Mark(True if seen else None, scene.spoken(about.checks[check.id].text)))
        blocks += [Line(""), Line(scene.say("learn-your-file", path=str(scene.workspace / exercise.file)), "strong")]
    return blocks


def written(
    scene: Scene,
    place: Place,
    exercise: Exercise,
    outcomes: tuple[Outcome, ...] | None,
    *,
    here: bool,
    install: bool,
    hints: int,
) -> Question:
    """What can be done while a file is open.

    `here`: it can be written on the screen. `install`: there is no safety net yet, and the exercise needs one.
    `hints`: how many are left; after them comes the solution.
    """
    passed = outcomes is not None and done(outcomes)
    offers = [*([INSTALL] if install else []), *([WRITE] if here else []), OPEN, CHECK]
    names = [NEXT, *offers] if passed else [*offers, HINT if hints else SOLUTION, LATER]
    return Question(
        key(place),
        scene.say("learn-ask-passed" if passed else "learn-ask-write"),
        choices=scene.choices(*names),
        watch=(scene.workspace / exercise.file,),
    )


def part(scene: Scene, place: Place, exercise: Exercise, about: ExerciseWords) -> tuple[list[Block], Question]:
    """One question of an exercise that is answered on the screen."""
    work = scene.state.record(place.lesson).work.get(exercise.id, {})
    parts = parts_of(exercise, work)
    given = work.get(place.part)
    count = scene.say("learn-part", number=parts.index(place.part) + 1, total=len(parts))
    counted: list[Block] = [Line(""), Line(count, "dim")] if len(parts) > 1 and exercise.way != "play" else [Line("")]
    if exercise.way == "sort":
        item = about.items[place.part]
        question = Question(
            key(place), scene.say("learn-ask-sort"), choices=_entries(scene, about.bins.values()), default=given
        )
        return [*counted, Prose(item.text)], question
    if exercise.way == "play":
        choices = _entries(scene, about.options[place.part].values())
        return (
            [*counted, Prose(about.scenes[place.part].text)],
            Question(key(place), scene.say("learn-ask-play"), choices=choices, default=given),
        )
    if exercise.way == "choose":
        none = Choice(NONE, scene.say("learn-none-fits"))
        choices = (*_entries(scene, about.choices.values()), none)
        return counted, Question(key(place), scene.say("learn-ask-choose"), choices=choices, default=given)
    if exercise.way == "promise":
        text = scene.spoken(about.checks[place.part].text)
        asked = scene.say("learn-ask-promise", text=text)
        return counted, Question(key(place), asked, "yes-no", default=given)
    return _field(scene, place, exercise, about, counted, given)


def _field(
    scene: Scene, place: Place, exercise: Exercise, about: ExerciseWords, counted: list[Block], given: Answer | None
) -> tuple[list[Block], Question]:
    field = next(one for one in exercise.fields if one.id == place.part)
    text = scene.spoken(about.fields[field.id].text)
    if field.type == "one":
        choices = _entries(scene, about.options[field.id].values())
        known = {choice.value for choice in choices}
        return counted, Question(key(place), text, choices=choices, default=given if given in known else None)
    if field.type == "list":
        text += " " + scene.say("learn-list-how", least=field.least, most=field.most)
        given = ", ".join(given) if isinstance(given, tuple) else given

    def refuse(answer: Answer) -> str | None:
        count = len(items(answer))
        if count >= field.least and (field.type != "list" or count <= field.most):
            return None
        return scene.say("learn-list-count", least=field.least, most=field.most)

    return counted, Question(key(place), text, "text", default=given or None, refuse=refuse)


def items(answer: Answer) -> tuple[str, ...]:
    """The parts of a list that was typed in one line, commas between."""
    parts = answer if isinstance(answer, tuple) else str(answer).replace(";", ",").split(",")
    return tuple(part.strip() for part in parts if part.strip())


def reaction(scene: Scene, exercise: Exercise, about: ExerciseWords, place: Place, answer: Answer) -> list[Block]:
    """What is said at once about one answer of an exercise; nothing where there is nothing to say."""
    if exercise.way == "sort":
        right = exercise.items[place.part]
        key_name = "learn-sorted-right" if answer == right else "learn-sorted-wrong"
        text = scene.say(key_name, bin=scene.spoken(about.bins[right].text))
        return [Mark(answer == right, text, scene.spoken(about.items[place.part].explanation), "answer")]
    if exercise.way == "play":
        entry = about.options[place.part].get(str(answer))
        return [Line(""), Prose(entry.explanation)] if entry and entry.explanation else []
    return []


def judged(scene: Scene, about: ExerciseWords, outcomes: tuple[Outcome, ...]) -> list[Block]:
    """What the judges found, check by check: what is missing, and what to do."""
    blocks: list[Block] = [Line("")]
    # A bonus is for those who have all the rest: no cheering over what is still to be mended.
    for outcome in outcomes if done(outcomes) else (one for one in outcomes if not one.check.bonus):
        entry = about.checks[outcome.check.id]
        text = scene.spoken(entry.text)
        if outcome.passed:
            declared = f" ({scene.say('learn-declared')})" if outcome.declared else ""
            blocks.append(Mark(True, text + declared))
            continue
        if outcome.check.bonus:
            blocks.append(Mark(None, scene.spoken(entry.explanation)))
            continue
        blocks.append(Mark(False, text, scene.spoken(entry.explanation)))
        blocks += [Line(line, indent=2) for line in dict.fromkeys(_remarks(scene, outcome))]
    return [*blocks, Line("")]


MOST_REMARKS = 6
"""How many things are said about one check at once."""


def _remarks(scene: Scene, outcome: Outcome) -> Iterator[str]:
    for remark in outcome.remarks[:MOST_REMARKS]:
        place = scene.say("learn-line", line=remark.line) + " " if remark.line else ""
        if remark.diagnostic is not None:
            message, advice = (
                remark.diagnostic.message(scene.language),
                remark.diagnostic.advice(scene.language),
            )
            yield f"{place}{message} {advice}"
        else:
            yield place + scene.say(remark.key, **remark.values)
    more = len(outcome.remarks) - MOST_REMARKS
    if more > 0:
        yield scene.say("learn-more-remarks", count=more)


def result(scene: Scene, place: Place, *, passed: bool) -> Question:
    """After the judges of an exercise on the screen have spoken."""
    names = (GO, AGAIN) if passed else (AGAIN, GO)
    return Question(key(place), scene.say("learn-ask-result"), choices=scene.choices(*names), default=names[0])
