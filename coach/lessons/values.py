"""What a lesson is made of, as frozen values: what it does (`Lesson`) apart from what it says (`Words`)."""

# The annotations are evaluated as they stand: for named tuples that is cheaper.
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple

from coach.model import Language

NONE: Mapping[str, Any] = {}

Route = Literal["monitor", "community"]
Way = Literal["write", "sort", "choose", "play", "fill", "net", "promise"]
StepKind = Literal["read", "exercise", "then-and-now", "quiz"]

TAUGHT: tuple[str, ...] = ("x", "mastodon", "bluesky")
"""The networks on which every lesson is proven. The words of a lesson can be filled for any other."""


class Step(NamedTuple):
    """One screen of a lesson. `id` is the exercise's or the quiz's; for the others it is the kind."""

    kind: StepKind
    id: str


class Check(NamedTuple):
    """One thing that a judge looks at in what the learner did."""

    id: str
    kind: str
    """The judge: a name of `coach.tutor.judges.JUDGES`."""
    options: Mapping[str, Any] = NONE
    bonus: bool = False
    """Cheered when it passes, never asked for."""


class Field(NamedTuple):
    """One question of a form (`Way` fill)."""

    id: str
    type: Literal["text", "one", "list"] = "text"
    """text: a line; one: one of `options`; list: `least` to `most` lines."""
    options: tuple[str, ...] = ()
    least: int = 1
    most: int = 1
    setting: str = ""
    """Where the answer lives in `coach.toml`, as a dotted name; empty where it is kept with the progress."""


class Choice(NamedTuple):
    """One of the things there are to choose from (`Way` choose)."""

    covers: tuple[str, ...] = ()
    """The needs that it covers."""
    closed: bool = False
    """It exists no more."""


class Exercise(NamedTuple):
    """Something to do, and how it is judged."""

    id: str
    way: Way
    """How the learner answers: `write` and `net` in a file, the others on the screen."""
    checks: tuple[Check, ...]
    file: str = ""
    """Where the learner writes, relative to the workspace; empty where nothing is written."""
    starter: str = ""
    """The file in the lesson's folder that is copied to `file`; `{lang}` stands for the language."""
    solution: str = ""
    fields: tuple[Field, ...] = ()
    items: Mapping[str, str] = NONE
    """For `sort`: by item, the bin where it belongs."""
    choices: Mapping[str, Choice] = NONE
    """For `choose`: what there is to choose from."""
    scenes: Mapping[str, Mapping[str, str]] = NONE
    """For `play`: by scene, where each choice leads (a scene, or `end`). The first scene opens."""

    @property
    def bins(self) -> tuple[str, ...]:
        """The bins of `sort`, sorted by id: an order that tells nothing about the items."""
        return tuple(sorted(set(self.items.values())))


class Quiz(NamedTuple):
    """A question with its options; its words are in `Words.quizzes`."""

    id: str
    options: tuple[str, ...]
    answers: tuple[str, ...]
    """The right ones."""
    many: bool = False
    """Whether several may be ticked (then all the right ones and no other are wanted)."""
    networks: tuple[str, ...] = ()
    """Asked on these networks only; empty: everywhere."""
    placement: bool = False
    """Asked in the placement test too."""

    def holds_on(self, network: str) -> bool:
        """Whether it is asked of someone who posts on that network."""
        return not self.networks or network in self.networks


class Lesson(NamedTuple):
    """What a lesson does: `lesson.toml`. What it says is read when asked for, by `coach.lessons.words`."""

    id: str
    number: int
    """From the name of its folder: `12-hashtags`."""
    folder: Path
    minutes: int
    paths: tuple[Route, ...]
    needs: tuple[str, ...] = ()
    """Ids of lessons that are better done before; nothing is ever locked."""
    guide: tuple[str, ...] = ()
    """Paragraphs of the guide that it covers, `G1` to `G10`."""
    facts: tuple[str, ...] = ()
    """Ids of dated claims, shown in `then-and-now`."""
    rules: tuple[str, ...] = ()
    """Ids of the rules that it teaches."""
    exercises: tuple[Exercise, ...] = ()
    quizzes: tuple[Quiz, ...] = ()

    @property
    def path(self) -> Path:
        """Its `lesson.toml`."""
        return self.folder / "lesson.toml"

    def exercise(self, id: str) -> Exercise:
        """The exercise of that id. Raises KeyError."""
        return {exercise.id: exercise for exercise in self.exercises}[id]

    def quiz(self, id: str) -> Quiz:
        """The quiz of that id. Raises KeyError."""
        return {quiz.id: quiz for quiz in self.quizzes}[id]

    def steps(self, network: str) -> tuple[Step, ...]:
        """Its screens, in order, for someone who posts on that network."""
        return (
            Step("read", "read"),
            *(Step("exercise", exercise.id) for exercise in self.exercises),
            *((Step("then-and-now", "then-and-now"),) if self.facts else ()),
            *(Step("quiz", quiz.id) for quiz in self.quizzes if quiz.holds_on(network)),
        )


class Section(NamedTuple):
    """A heading and the Markdown below it."""

    title: str
    text: str
    """Markdown, without the heading."""
    line: int
    """Where the heading stands in its file, from 1."""


class Entry(NamedTuple):
    """One line of a list: `- id: text — explanation`."""

    id: str
    text: str
    explanation: str
    """What is said when it was chosen (quiz), placed (sort) or when it failed (checks)."""
    line: int


Entries = Mapping[str, Entry]


class ExerciseWords(NamedTuple):
    """What an exercise says."""

    title: str
    text: str
    line: int
    hints: tuple[str, ...] = ()
    """From the gentlest to the one that nearly tells."""
    checks: Entries = NONE
    """By check: what is looked at, and what to do where it fails."""
    items: Entries = NONE
    bins: Entries = NONE
    fields: Entries = NONE
    options: Mapping[str, Entries] = NONE
    """By field of type `one`: its options. For `play` by scene: its choices."""
    choices: Entries = NONE
    scenes: Entries = NONE
    solution: str = ""
    """What there is to say about the solution."""


class QuizWords(NamedTuple):
    """What a quiz says."""

    title: str
    question: str
    options: Entries
    line: int


class Fact(NamedTuple):
    """A claim whose truth ages, with its source and the days it was and will be looked at again."""

    id: str
    text: Mapping[Language, str]
    sources: tuple[str, ...]
    """Addresses."""
    checked: date
    review_by: date
    networks: tuple[str, ...] = ()
    """Told on these networks only; empty: everywhere."""
    value: Any = None
    on: tuple["Fact", ...] = ()
    """What holds instead on some networks; each names them."""

    def on_network(self, network: str) -> "Fact | None":
        """What holds there; None where it has nothing to say."""
        for other in self.on:
            if network in other.networks:
                return other
        return self if not self.networks or network in self.networks else None


class Words(NamedTuple):
    """What a lesson says, in one language, to someone who posts on one network; nothing is left to fill in."""

    language: Language
    network: str
    path: Path
    title: str
    read: Section
    then_and_now: Section | None
    facts: tuple[Fact, ...]
    """Those that hold on the network, in the lesson's order; `fact.text[language]` is filled too."""
    exercises: Mapping[str, ExerciseWords]
    quizzes: Mapping[str, QuizWords]


class Planned(NamedTuple):
    """A lesson that is promised and not written yet."""

    id: str
    number: int
    title: Mapping[Language, str]
    paths: tuple[Route, ...]
    guide: tuple[str, ...]
    rules: tuple[str, ...] = ()
    """The rules that it will teach."""


class Course(NamedTuple):
    """What `lessons/course.toml` says: the guide's paragraphs, and the lessons still to come."""

    guide: Mapping[str, Mapping[Language, str]]
    """By paragraph (`G1` …): what it is about."""
    planned: tuple[Planned, ...]
