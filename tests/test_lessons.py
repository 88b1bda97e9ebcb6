"""Every lesson, in both languages and on every network; and what is said of lessons that are not right."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from coach import content, lessons, rules, words
from coach.errors import CoachError, ContentError, UsageError
from coach.lessons import TAUGHT, Lesson, markdown
from coach.model import LANGUAGES, Language, Post
from coach.proof import Failure
from coach.text.networks import NETWORKS, network
from coach.text.view import view
from coach.tutor import judges
from coach.tutor.lesson_proof import GRACE, HINTS, MOST_WORDS, concerns, count_words, prove_lessons
from coach.tutor.scaffold import new_lesson

SHIPPED = content.folder("lessons")
TODAY = max(fact.checked for fact in lessons.facts(SHIPPED).values())
"""The tests do not grow old: `coach test` looks at the calendar, they do not."""

EVERY = list(lessons.shipped().values())
PAGES = [pytest.param(lesson, language, id=f"{lesson.id}-{language}") for lesson in EVERY for language in LANGUAGES]


def told(folder: Path, today: date = TODAY) -> list[tuple[str, str]]:
    """What the proof says of the lessons in a folder: key, and file below the folder."""
    found = list(prove_lessons(folder, today))
    return [(one.key, Path(one.path).relative_to(folder).as_posix()) for one in found]


def test_all_lessons_are_proven() -> None:
    assert list(prove_lessons(SHIPPED, TODAY)) == []


def test_the_lessons_of_the_first_part_are_there_in_order() -> None:
    assert [lesson.number for lesson in EVERY] == [0, 1, 2, 3, 5, 12, 14, 15]


def test_what_is_not_taught_yet_is_said() -> None:
    told_ = {str(concern.values["name"]) for concern in concerns(SHIPPED, TODAY)}
    assert told_ == {"G5", "G6", "G8"}


def test_the_path_of_those_who_only_watch_stands_on_its_own() -> None:
    path = [lesson for lesson in EVERY if "monitor" in lesson.paths]
    assert [lesson.id for lesson in path] == ["start", "first-post", "two-uses"]
    assert all(set(lesson.needs) <= {one.id for one in path} for lesson in path)


@pytest.mark.parametrize(("lesson", "language"), PAGES)
@pytest.mark.parametrize("name", NETWORKS)
def test_the_words_can_be_filled_for_every_network(lesson: Lesson, language: Language, name: str) -> None:
    said = lessons.words(lesson, language, name)
    assert said.title == lessons.title(lesson, language)
    assert "{" not in said.read.text
    asked = [quiz for quiz in lesson.quizzes if quiz.holds_on(name)]
    assert asked, "something is asked on every network"
    for quiz in asked:
        options = said.quizzes[quiz.id].options
        assert list(options) == list(quiz.options)
        assert all(option.explanation for option in options.values())
        assert not any("{" in option.explanation for option in options.values())


@pytest.mark.parametrize(("lesson", "language"), PAGES)
def test_one_reads_a_minute_and_gets_three_hints(lesson: Lesson, language: Language) -> None:
    for name in TAUGHT:
        said = lessons.words(lesson, language, name)
        assert 20 < count_words(said.read.text) <= MOST_WORDS
        for exercise in lesson.exercises:
            wanted = 0 if exercise.way == "promise" else HINTS
            assert len(said.exercises[exercise.id].hints) == wanted


@pytest.mark.parametrize("lesson", EVERY, ids=lambda lesson: lesson.id)
def test_every_lesson_verifies_something(lesson: Lesson) -> None:
    kinds = {check.kind for exercise in lesson.exercises for check in exercise.checks}
    assert kinds - judges.DECLARED


FRENCH = [
    pytest.param(re.compile(r"(?<=\w)'(?=\w)"), id="a straight apostrophe"),
    pytest.param(re.compile(r"(?<=[\w»)`*]) [:;!?»](?!\w)"), id="an ordinary space before a high mark"),
    pytest.param(re.compile(r"« (?!\u00a0)"), id="an ordinary space inside quotes"),
    pytest.param(re.compile(r"(?<=\w)[;!?](?=\s|$)"), id="no space before a high mark"),
]


@pytest.mark.parametrize("wrong", FRENCH)
@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*/fr.md")), ids=lambda path: path.parent.name)
def test_french_is_typeset_as_french(path: Path, wrong: re.Pattern[str]) -> None:
    text = re.sub(r"`[^`\n]*`", "code", path.read_text(encoding="utf-8"))
    found = [match[0] for match in wrong.finditer(text)]
    assert not found, [text[match.start() - 20 : match.end() + 20] for match in wrong.finditer(text)]


def test_a_rule_leads_to_its_lesson() -> None:
    found = lessons.teaching("dead-hashtag")
    assert found is not None
    assert found.id == "hashtags"
    assert lessons.teaching("no-such-rule") is None
    for lesson in reversed(EVERY):
        for rule in lesson.rules:
            found = next(one for one in EVERY if rule in one.rules)
            assert lessons.teaching(rule) == found
            assert lessons.teacher(rule) == found.id


@pytest.mark.parametrize("rule", sorted(rules.shipped()))
def test_every_rule_has_its_lesson_or_is_promised_one(rule: str) -> None:
    assert bool(lessons.teacher(rule)) != bool(lessons.promised(rule))


def test_a_rule_that_nothing_teaches_is_told(copy: Path) -> None:
    change("course.toml", '["follow-friday"]', "[]")(copy)
    assert ("proof-untaught", "follow-friday") in [(one.key, one.values["name"]) for one in concerns(copy, TODAY)]


def test_the_placement_test_has_eight_questions_on_every_network() -> None:
    for name in TAUGHT:
        asked = [quiz for lesson in EVERY for quiz in lesson.quizzes if quiz.placement and quiz.holds_on(name)]
        assert len(asked) == 8


@pytest.mark.parametrize("name", TAUGHT)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_hashtag_lesson_says_what_the_network_does(language: Language, name: str) -> None:
    lesson = lessons.shipped()["hashtags"]
    items = lessons.words(lesson, language, name).exercises["sort"].items
    for id, fate in lesson.exercise("sort").items.items():
        text = items[id].text.strip("`")
        tags = [tag.text for tag in view(Post(text), network(name)).hashtags]
        assert fate == ("dead" if not tags else "whole" if tags == [text] else "cut"), text


@pytest.mark.parametrize(
    ("text", "name", "active"),
    [
        pytest.param("#éco-sociale", "x", ["#éco"], id="a hyphen on X"),
        pytest.param("#éco-sociale", "mastodon", ["#éco"], id="a hyphen on Mastodon"),
        pytest.param("#l'ESS", "x", ["#l"], id="an apostrophe on X"),
        pytest.param("#women's", "mastodon", ["#women"], id="an apostrophe on Mastodon"),
        pytest.param("(#ESS)", "bluesky", [], id="a bracket on Bluesky"),
    ],
)
def test_what_the_hashtag_questions_teach_is_true(text: str, name: str, active: list[str]) -> None:
    assert [tag.text for tag in view(Post(text), network(name)).hashtags] == active


@pytest.mark.parametrize(
    ("text", "name", "length"),
    [
        pytest.param("…", "x", 2, id="an ellipsis on X"),
        pytest.param("...", "x", 3, id="three full stops on X"),
        pytest.param("€", "x", 2, id="a euro on X"),
        pytest.param("👨‍👩‍👧‍👦", "mastodon", 1, id="a family on Mastodon"),
        pytest.param("👨‍👩‍👧‍👦", "bluesky", 1, id="a family on Bluesky"),
        pytest.param("https://example.org/" + "a" * 70, "x", 23, id="a link of 90 characters on X"),
        pytest.param("https://example.org/" + "a" * 70, "mastodon", 23, id="a link of 90 characters on Mastodon"),
        pytest.param("https://example.org/" + "a" * 70, "bluesky", 27, id="a link of 90 characters on Bluesky"),
        pytest.param("https://example.org/" + "a" * 70, "threads", 90, id="a link of 90 characters on Threads"),
    ],
)
def test_what_the_questions_about_length_teach_is_true(text: str, name: str, length: int) -> None:
    assert view(Post(text), network(name)).measure.length == length


# Made faults: each on a copy of the shipped lessons, each found, each where it is.


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "lessons"))


def change(file: str, old: str, new: str) -> Callable[[Path], None]:
    """A fault: in that file, `new` in place of `old`."""

    def spoil(folder: Path) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} has changed: the fault cannot be made"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def drop_line(file: str, beginning: str) -> Callable[[Path], None]:
    """A fault: in that file, the first line that begins so is gone."""

    def spoil(folder: Path) -> None:
        path = folder / file
        lines = path.read_text(encoding="utf-8").split("\n")
        lines.remove(next(line for line in lines if line.startswith(beginning)))
        path.write_text("\n".join(lines), encoding="utf-8")

    return spoil


def write(file: str, text: str) -> Callable[[Path], None]:
    return lambda folder: (folder / file).write_text(text, encoding="utf-8") and None


LONG = "Un mot et encore un mot. " * 40

FAULTS = [
    pytest.param(
        drop_line("01-first-post/en.md", "3. This"),
        "proof-hints",
        "01-first-post/en.md",
        id="a hint missing in one language",
    ),
    pytest.param(
        write("01-first-post/solution.fr.md", "Venez !"),
        "proof-solution-fails",
        "01-first-post/solution.fr.md",
        id="a wrong solution",
    ),
    pytest.param(
        change("12-hashtags/solution.en.md", "#Volunteering", "#Volunteer-ing"),
        "proof-solution-fails",
        "12-hashtags/solution.en.md",
        id="a solution that is wrong on two networks of three",
    ),
    pytest.param(
        change("14-schedule/solution.fr.toml", "2027-03-16 16:00", "2027-03-16 10:30"),
        "proof-solution-fails",
        "14-schedule/solution.fr.toml",
        id="a schedule that does not hold",
    ),
    pytest.param(
        change("03-tone/lesson.toml", "at-least = 40", "at-least = 0"), None, "", id="one check less leaves the others"
    ),
    pytest.param(
        write("14-schedule/starter.en.toml", (SHIPPED / "14-schedule/solution.en.toml").read_text(encoding="utf-8")),
        "proof-starter-passes",
        "14-schedule/starter.en.toml",
        id="a starter that passes",
    ),
    pytest.param(
        lambda folder: (
            change(
                "01-first-post/lesson.toml", 'kind     = "changed-from-starter"\nat-least = 25', 'kind     = "length"'
            )(folder),
            change("01-first-post/lesson.toml", 'id   = "clean"\nkind = "lint"', 'id   = "clean"\nkind = "length"')(
                folder
            ),
        ),
        "proof-starter-passes",
        "01-first-post/starter.fr.md",
        id="an exercise that asks for nothing of one’s own",
    ),
    pytest.param(
        change("05-links/lesson.toml", "at-least = 30", "at-least = 999"),
        "proof-solution-fails",
        "05-links/solution.fr.md",
        id="an exercise that cannot be done",
    ),
    pytest.param(
        change("02-two-uses/lesson.toml", "at-least = 7", "at-least = 4"),
        "proof-wrong-passes",
        "02-two-uses/lesson.toml",
        id="one bin for everything passes",
    ),
    pytest.param(
        change("02-two-uses/lesson.toml", "at-least = 7", "at-least = 9"),
        "proof-right-fails",
        "02-two-uses/lesson.toml",
        id="the right answers do not pass",
    ),
    pytest.param(
        change("12-hashtags/fr.md", " — Le trait d’union le coupe.", ""),
        "lesson-unexplained",
        "12-hashtags/fr.md",
        id="an unexplained option",
    ),
    pytest.param(
        drop_line("12-hashtags/en.md", "- whole: A whole"),
        "lesson-missing-entry",
        "12-hashtags/en.md",
        id="an option missing in one language",
    ),
    pytest.param(
        change("12-hashtags/en.md", "- whole: A whole", "- entire: A whole"),
        "lesson-unknown-entry",
        "12-hashtags/en.md",
        id="an option that is not in lesson.toml",
    ),
    pytest.param(
        drop_line("12-hashtags/en.md", "## Read"),
        "lesson-missing-heading",
        "12-hashtags/en.md",
        id="a heading missing in one language",
    ),
    pytest.param(
        change("12-hashtags/fr.md", "## Lire {#read}", "## Lire {#raed}"),
        "lesson-unknown-heading",
        "12-hashtags/fr.md",
        id="a misspelt heading",
    ),
    pytest.param(
        change("12-hashtags/fr.md", "## Lire {#read}", "## Lire"),
        "lesson-heading-without-id",
        "12-hashtags/fr.md",
        id="a heading without an id",
    ),
    pytest.param(
        change("12-hashtags/fr.md", "# Les mots-dièse\n", ""), "lesson-no-title", "12-hashtags/fr.md", id="no title"
    ),
    pytest.param(
        change("03-tone/en.md", "{#jargon}", "{#complaint}"),
        "lesson-heading-twice",
        "03-tone/en.md",
        id="a heading twice",
    ),
    pytest.param(
        change("01-first-post/fr.md", "{network}", "{netwrok}"),
        "lesson-unknown-gap",
        "01-first-post/fr.md",
        id="a gap that nothing fills",
    ),
    pytest.param(
        change("01-first-post/lesson.toml", '"post-limit"', '"post-limits"'),
        "lesson-unknown-fact",
        "01-first-post/fr.md",
        id="an unknown fact",
    ),
    pytest.param(
        change("01-first-post/lesson.toml", '["start"]', '["strat"]'),
        "proof-unknown-lesson",
        "01-first-post/lesson.toml",
        id="an unknown id of a lesson",
    ),
    pytest.param(
        change("01-first-post/lesson.toml", '"too-long"', '"too-lnog"'),
        "proof-unknown-rule",
        "01-first-post/lesson.toml",
        id="an unknown id of a rule",
    ),
    pytest.param(
        change("course.toml", '["follow-friday"]', '["folow-friday"]'),
        "proof-unknown-rule",
        "course.toml",
        id="an unknown id of a rule that a promise names",
    ),
    pytest.param(
        change("01-first-post/lesson.toml", '["G1"]', '["G11"]'),
        "lesson-unknown-paragraph",
        "01-first-post/lesson.toml",
        id="an unknown paragraph",
    ),
    pytest.param(
        change("01-first-post/lesson.toml", "at-most = 140", "at-msot = 140"),
        "unknown-option",
        "01-first-post/lesson.toml",
        id="an unknown option of a judge",
    ),
    pytest.param(
        change("01-first-post/lesson.toml", "at-most = 140", 'at-most = "x"'),
        "wrong-option",
        "01-first-post/lesson.toml",
        id="a wrong option of a judge",
    ),
    pytest.param(
        change("02-two-uses/lesson.toml", "at-least = 7\n", ""),
        "missing-option",
        "02-two-uses/lesson.toml",
        id="a missing option of a judge",
    ),
    pytest.param(
        change("00-start/lesson.toml", 'paths   = ["m', 'needs   = ["two-uses"]\npaths   = ["m'),
        "proof-circle",
        "00-start/lesson.toml",
        id="a circle",
    ),
    pytest.param(change("02-two-uses/lesson.toml", '"G2", "G7"', '"G2"'), None, "", id="a paragraph left to a promise"),
    pytest.param(change("03-tone/lesson.toml", '["G3"]', "[]"), None, "", id="another one"),
    pytest.param(
        change("01-first-post/lesson.toml", '["G1"]', "[]"),
        "proof-uncovered",
        "course.toml",
        id="a paragraph that nobody teaches",
    ),
    pytest.param(
        change("course.toml", 'id     = "equip"', 'id     = "tone"'),
        "proof-planned-exists",
        "03-tone/lesson.toml",
        id="a promise that was kept",
    ),
    pytest.param(
        change("01-first-post/fr.md", "Un message, c’est", LONG * 2),
        "proof-too-many-words",
        "01-first-post/fr.md",
        id="too much to read",
    ),
    pytest.param(
        change("01-first-post/en.md", "The rest can", "See https://x.com/help. The rest can"),
        "proof-link",
        "01-first-post/en.md",
        id="an address in the prose",
    ),
    pytest.param(
        change("01-first-post/en.md", "The rest can", "[See](https://x.com/help). The rest can"),
        "proof-link",
        "01-first-post/en.md",
        id="a link in the prose",
    ),
    pytest.param(
        change("01-first-post/en.md", "The rest can wait for the next post.", "Le reste attendra le prochain message."),
        "proof-untranslated",
        "01-first-post/en.md",
        id="a paragraph left in French",
    ),
    pytest.param(
        change("facts.toml", "review_by = 2027-05-22", "review_by = 2026-09-01\n# "),
        "fact-dates",
        "facts.toml",
        id="reviewed before it was checked",
    ),
    pytest.param(
        change("facts.toml", '"https://allafrica.com/stories/201711080573.html"', ""),
        "fact-without-source",
        "facts.toml",
        id="a fact that nobody said",
    ),
    pytest.param(
        lambda folder: (folder / "12-hashtags/solution.fr.md").unlink(),
        "file-missing",
        "12-hashtags/solution.fr.md",
        id="no solution",
    ),
    pytest.param(
        lambda folder: (folder / "12-hashtags/en.md").unlink(), "file-missing", "12-hashtags/en.md", id="no English"
    ),
]


@pytest.mark.parametrize(("spoil", "key", "file"), FAULTS)
def test_a_fault_is_found(copy: Path, spoil: Callable[[Path], None], key: str | None, file: str) -> None:
    spoil(copy)
    found = told(copy)
    if key is None:
        assert found == []
    else:
        assert (key, file) in found


def test_hints_swapped_between_languages_are_not_enough(copy: Path) -> None:
    drop_line("01-first-post/en.md", "3. This")(copy)
    drop_line("01-first-post/fr.md", "3. Ce")(copy)
    assert {key for key, _ in told(copy)} == {"proof-hints"}


def test_headings_in_another_order(copy: Path) -> None:
    path = copy / "12-hashtags/en.md"
    head, languages, seven = re.split(r"(?=## Question \{#(?:languages|seven)\})", path.read_text(encoding="utf-8"))
    path.write_text(head + seven + "\n" + languages, encoding="utf-8")
    assert told(copy) == [("proof-other-order", "12-hashtags/en.md")]


def test_a_fault_says_its_line(copy: Path) -> None:
    change("12-hashtags/fr.md", " — Le trait d’union le coupe.", "")(copy)
    (failure,) = prove_lessons(copy, TODAY)
    lines = (copy / "12-hashtags/fr.md").read_text(encoding="utf-8").split("\n")
    assert lines[failure.line - 1].startswith("- whole:")


def test_a_fault_in_the_options_says_its_line(copy: Path) -> None:
    change("12-hashtags/lesson.toml", "at-most  = 2", "at-msot  = 2")(copy)
    failure = next(iter(prove_lessons(copy, TODAY)))
    lines = (copy / "12-hashtags/lesson.toml").read_text(encoding="utf-8").split("\n")
    assert "tags" in lines[failure.line - 1] or "at-msot" in lines[failure.line - 1]


def test_every_fault_has_its_sentence_in_both_languages(copy: Path) -> None:
    for _, param_key, _ in (param.values for param in FAULTS):
        if param_key:
            assert words.known(param_key), param_key
            assert words.say(param_key, "fr") != words.say(param_key, "en")


def test_a_fact_is_due_then_overdue() -> None:
    facts = lessons.facts(SHIPPED)
    first = min(facts.values(), key=lambda fact: fact.review_by)
    due = first.review_by + timedelta(days=1)
    late = first.review_by + GRACE + timedelta(days=1)
    assert told(SHIPPED, first.review_by) == []
    assert "proof-fact-due" not in {concern.key for concern in concerns(SHIPPED, first.review_by)}
    assert told(SHIPPED, due) == []
    assert [one.values["name"] for one in concerns(SHIPPED, due) if one.key == "proof-fact-due"] == [first.id]
    found = [one for one in prove_lessons(SHIPPED, late) if isinstance(one, Failure)]
    assert (first.id, "proof-fact-overdue") in [(one.values["name"], one.key) for one in found]
    assert first.id not in [one.values["name"] for one in concerns(SHIPPED, late)]


def test_a_circle_is_told_once(copy: Path) -> None:
    change("00-start/lesson.toml", 'paths   = ["m', 'needs   = ["two-uses"]\npaths   = ["m')(copy)
    (failure,) = prove_lessons(copy, TODAY)
    assert failure.values["circle"] == "start → two-uses → first-post → start"


# Strict reading: one file, one line, one cause.

LESSON = """\
schema  = 1
id      = "a"
minutes = 5
paths   = ["community"]
"""
CHECK = '[[exercise]]\nid = "do"\n{more}[[exercise.check]]\nid = "c"\nkind = "{kind}"\n'
QUIZ = '[[quiz]]\nid = "q"\noptions = ["a", "b"]\n'

BROKEN = [
    pytest.param(LESSON + "minuts = 3\n", "unknown-key", 5, id="an unknown key"),
    pytest.param(LESSON.replace("minutes = 5\n", ""), "missing-key", 1, id="a missing key"),
    pytest.param(LESSON.replace("5", '"five"'), "wrong-type", 3, id="a wrong type"),
    pytest.param(LESSON.replace("community", "comunity"), "not-one-of", 4, id="an unknown path"),
    pytest.param(LESSON.replace('"a"', '"A b"'), "bad-format", 2, id="an id with capitals"),
    pytest.param(LESSON.replace('"a"', '"b"'), "lesson-folder-id", 2, id="an id that is not the folder’s"),
    pytest.param(LESSON.replace("schema  = 1", "schema  = 2"), "lesson-too-new", 1, id="made for a newer coach"),
    pytest.param("schema = ", "toml-broken", 1, id="not TOML"),
    pytest.param(LESSON + CHECK.format(more="", kind="nothing"), "not-one-of", 9, id="an unknown judge"),
    pytest.param(LESSON + CHECK.format(more="", kind="length"), "missing-key", 5, id="an exercise without a file"),
    pytest.param(LESSON + CHECK.format(more="", kind="classify"), "missing-key", 5, id="nothing to sort"),
    pytest.param(LESSON + CHECK.format(more="", kind="config"), "missing-key", 5, id="a form without a question"),
    pytest.param(
        LESSON + CHECK.format(more='file = "../x"\nstarter = "a"\nsolution = "b"\n', kind="length"),
        "lesson-file-outside",
        7,
        id="a file outside the workspace",
    ),
    pytest.param(
        LESSON + CHECK.format(more="", kind="self") + '[[exercise.check]]\nid = "d"\nkind = "choose"\n',
        "lesson-mixed-ways",
        5,
        id="two ways to answer",
    ),
    pytest.param(
        LESSON + CHECK.format(more="", kind="self") + '[[exercise.check]]\nid = "c"\nkind = "self"\n',
        "lesson-id-twice",
        11,
        id="two checks of one name",
    ),
    pytest.param(
        LESSON + CHECK.format(more="", kind="self") * 2, "lesson-id-twice", 11, id="two exercises of one name"
    ),
    pytest.param(LESSON + QUIZ, "lesson-one-answer-key", 5, id="no right answer"),
    pytest.param(
        LESSON + QUIZ + 'answer = "a"\nanswers = ["a"]\n', "lesson-one-answer-key", 5, id="two ways to say it"
    ),
    pytest.param(LESSON + QUIZ + "answers = []\n", "lesson-no-answer", 8, id="none of several"),
    pytest.param(LESSON + QUIZ + 'answer = "c"\n', "lesson-unknown-answer", 8, id="an answer that is no option"),
    pytest.param(
        LESSON + QUIZ.replace('"b"', '"a"') + 'answer = "a"\n', "lesson-options", 7, id="the same option twice"
    ),
]


@pytest.mark.parametrize(("text", "key", "line"), BROKEN)
def test_a_broken_lesson_is_refused_with_its_line(tmp_path: Path, text: str, key: str, line: int) -> None:
    folder = tmp_path / "00-a"
    folder.mkdir()
    (folder / "lesson.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        lessons.read(folder)
    error = refused.value
    assert (error.key, error.line, Path(error.path).name) == (key, line, "lesson.toml")
    assert words.known(error.key)


def test_a_folder_is_named_by_number_and_id(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / "lesson.toml").write_text(LESSON, encoding="utf-8")
    with pytest.raises(ContentError, match="lesson-folder-name"):
        lessons.read(folder)


def test_a_missing_lesson_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CoachError, match="file-missing"):
        lessons.read(tmp_path)


# The Markdown.


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("- a: un mot — parce que", ("a", "un mot", "parce que"), id="id, text, explanation"),
        pytest.param("- a : un mot — parce que", ("a", "un mot", "parce que"), id="a space before the colon"),
        pytest.param("- a\u00a0: un mot — parce que", ("a", "un mot", "parce que"), id="a no-break space too"),
        pytest.param("- a: un mot", ("a", "un mot", ""), id="no explanation"),
        pytest.param("- un mot — parce que", ("", "un mot — parce que", ""), id="no id"),
        pytest.param("- Un: mot", ("", "Un: mot", ""), id="a capital is no id"),
        pytest.param("- a: à 14:30 — parce — que", ("a", "à 14:30", "parce — que"), id="the first of each counts"),
        pytest.param("- a: un\n  mot — parce\n  que", ("a", "un mot", "parce que"), id="over several lines"),
        pytest.param("* a: `x: y` — `z`", ("a", "`x: y`", "`z`"), id="code stays as it is"),
    ],
)
def test_lines_of_lists(line: str, expected: tuple[str, str, str]) -> None:
    (entry,) = markdown.entries(line, 1)
    assert (entry.id, entry.text, entry.explanation) == expected


def test_headings_lists_and_lines() -> None:
    fence = "```\n## pas un titre {#no}\n```"
    text = f"# Le titre\n\n## Lire {{#read}}\n\nUn.\n\n{fence}\n\n## Indices {{#hints}}\r\n\r\n1. a\r\n2. b\r\n   c\r\n"
    page = markdown.page(text)
    assert page.title == "Le titre"
    assert [(heading.id, heading.title, heading.line) for heading in page.headings] == [
        ("read", "Lire", 3),
        ("hints", "Indices", 11),
    ]
    assert markdown.numbered(page.headings[1].text) == ("a", "b c")


@pytest.mark.parametrize("text", ["", "#", "## {#", "- ", "[" * 5000, "- " * 3000, "> " * 3000, "# " + "{#a}" * 5000])
def test_hostile_markdown_is_only_markdown(text: str) -> None:
    assert markdown.page(text).title is not None
    assert list(markdown.entries(text, 1)) is not None


# The scaffold.


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_lesson_is_proven_from_the_start(tmp_path: Path, language: Language) -> None:
    folder = tmp_path / "lessons"
    first = new_lesson("thank-you", folder, language)
    second = new_lesson("once-more", folder, language)
    assert first[0] == folder / "00-thank-you" / "lesson.toml"
    assert second[0] == folder / "01-once-more" / "lesson.toml"
    assert told(folder) == []
    comments = first[0].read_text(encoding="utf-8").count("#")
    assert comments > 20, "its remarks teach"
    assert "{{" not in "".join(path.read_text(encoding="utf-8") for path in first)


def test_a_new_lesson_among_the_shipped_ones(copy: Path) -> None:
    written = new_lesson("thank-you", copy, "fr")
    assert written[0].parent.name == "16-thank-you"
    assert told(copy) == []


@pytest.mark.parametrize("id", ["", "Merci", "dire merci", "../x", "a_b", "-a", "a-", "é"])
def test_a_name_that_will_not_do(tmp_path: Path, id: str) -> None:
    with pytest.raises(UsageError, match="lesson-id-bad"):
        new_lesson(id, tmp_path, "en")
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_taken(copy: Path) -> None:
    with pytest.raises(UsageError, match="lesson-exists"):
        new_lesson("tone", copy, "en")


# The instructions.


@pytest.mark.parametrize("kind", judges.JUDGES)
def test_the_readme_explains_every_judge_and_its_options_twice(kind: str) -> None:
    readme = (SHIPPED / "README.md").read_text(encoding="utf-8")
    rows = [line for line in readme.split("\n") if line.startswith(f"| `{kind}` |")]
    assert len(rows) == len(LANGUAGES)
    for row in rows:
        named = re.findall(r"`([a-z-]+)`", row.rstrip("| ").rpartition("|")[2])
        assert named == [option.replace("_", "-") for option in judges.options(kind)]
