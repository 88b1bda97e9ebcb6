"""Single values written into a settings file: comments, order and everything else stay."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import ContentError
from coach.tutor.configure import Value, quoted, with_values


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        pytest.param("", {"goal": "both"}, 'goal = "both"\n', id="an empty file"),
        pytest.param('goal = "monitor"\n', {"goal": "both"}, 'goal = "both"\n', id="a value that is there"),
        pytest.param(
            'goal = "monitor" # why\n', {"goal": "both"}, 'goal = "both" # why\n', id="the comment behind it stays"
        ),
        pytest.param(
            '# first\nlanguage = "fr"\n\n[lint]\nignore = []\n',
            {"goal": "both"},
            '# first\nlanguage = "fr"\ngoal = "both"\n\n[lint]\nignore = []\n',
            id="a new one stands before the first table",
        ),
        pytest.param(
            'networks = [\n  "x",  # the main one\n  "mastodon",\n]\n[lint]\n',
            {"networks": ("bluesky",)},
            'networks = ["bluesky"]\n[lint]\n',
            id="a list over several lines",
        ),
        pytest.param(
            "[lint]\n", {"hashtags.ours": ("Lilas",)}, '[lint]\n\n[hashtags]\nours = ["Lilas"]\n', id="a new table"
        ),
        pytest.param(
            "[hashtags]\n# ours\nours = []\n[lint]\n",
            {"hashtags.ours": ("Lilas",)},
            '[hashtags]\n# ours\nours = ["Lilas"]\n[lint]\n',
            id="a table that is there",
        ),
        pytest.param('a = 1\r\nb = "x"\r\n', {"b": "y"}, 'a = 1\r\nb = "y"\r\n', id="line ends stay"),
        pytest.param(
            'text = "goal = 1"\n', {"goal": "both"}, 'text = "goal = 1"\ngoal = "both"\n', id="a name in a text"
        ),
    ],
)
def test_writing_values(text: str, values: Mapping[str, Value], expected: str) -> None:
    assert with_values(text, values, "coach.toml") == expected


def test_a_new_value_has_its_comment() -> None:
    found = with_values("a = 1\n\n[t]\nb = 2\n", {"goal": "both"}, "coach.toml", {"goal": "What for.\nChange it."})
    assert found == 'a = 1\n\n# What for.\n# Change it.\ngoal = "both"\n\n[t]\nb = 2\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            '[tool.coach]\nlanguage = "fr"\n', '[tool.coach]\nlanguage = "fr"\ngoal = "both"\n', id="in its table"
        ),
        pytest.param(
            "[project]\nname = 'a'\n\n[tool.coach.lint]\nignore = []\n",
            "[project]\nname = 'a'\n\n[tool.coach.lint]\nignore = []\n\n[tool.coach]\ngoal = \"both\"\n",
            id="beside a table below it",
        ),
    ],
)
def test_pyproject_has_a_table_for_coach(text: str, expected: str) -> None:
    assert with_values(text, {"goal": "both"}, "pyproject.toml") == expected


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("hashtags = { ours = [] }\n", {"hashtags.ours": ("a",)}, id="a table in one line"),
        pytest.param("hashtags.ours = []\n", {"hashtags.ours": ("a",)}, id="a dotted name"),
        pytest.param('note = """\n[lint]\n"""\n', {"lint.ignore": ("a",)}, id="a table inside a text"),
    ],
)
def test_what_cannot_be_added_safely_is_told_and_not_written(text: str, values: Mapping[str, Value]) -> None:
    with pytest.raises(ContentError) as raised:
        with_values(text, values, "coach.toml")
    assert raised.value.key == "settings-not-added"
    assert "ours" in str(raised.value.values["lines"]) or "ignore" in str(raised.value.values["lines"])


NAMES = st.sampled_from(["goal", "topics", "organisation", "hashtags.ours", "lint.ignore"])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
VALUES = st.one_of(TEXTS, st.lists(TEXTS, max_size=3).map(tuple), st.booleans())
TOP = st.lists(
    st.sampled_from(
        [
            "# a note",
            "",
            'goal = "monitor"',
            'goal = """two\nlines"""  # why',
            'topics = ["a", "b"]',
            'topics = [\n  "a",  # ]\n]',
            "language = 'fr' # \"fr\" or 'en'",
        ]
    ),
    unique_by=lambda line: line.split(" ")[0],
)
TABLES = st.lists(
    st.sampled_from(
        ["[hashtags]\nours = []", "[lint]\n# none\nignore = []", "[[lint.overrides]]\nfiles = []", "[lint.severity]"]
    ),
    unique=True,
)


@settings(max_examples=200, deadline=None)
@given(TOP, TABLES, st.dictionaries(NAMES, VALUES, min_size=1, max_size=3))
def test_the_file_means_what_was_wanted_or_is_refused(
    top: list[str], tables: list[str], values: dict[str, Value]
) -> None:
    text = "\n".join([*top, *tables]) + "\n"
    try:
        before = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    try:
        after = tomllib.loads(with_values(text, values, "coach.toml"))
    except ContentError:
        return
    for name, value in values.items():
        table, _, key = name.rpartition(".")
        wanted = list(value) if isinstance(value, tuple) else value
        assert (after[table] if table else after)[key] == wanted
        (before.setdefault(table, {}) if table else before)[key] = wanted
    assert after == before


@given(TEXTS)
def test_any_text_is_quoted(text: str) -> None:
    assert tomllib.loads(f"a = {quoted(text)}")["a"] == text


def test_every_printable_sign_survives() -> None:
    assert tomllib.loads(f"a = {quoted(string.printable)}")["a"] == string.printable
