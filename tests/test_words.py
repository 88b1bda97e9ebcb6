"""coach's own sentences: both languages whole and alike, and the language chosen in the promised order."""

from __future__ import annotations

import ast
import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from coach import words
from coach.model import LANGUAGES

PACKAGE = Path(__file__).parents[1] / "coach"
NAME = re.compile(r"[a-z]+(-[a-z_]+)+|[a-z]+(-[a-z]+)*-")


def catalogue(domain: str, language: str) -> Catalog:
    with (words.FOLDER / language / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return read_po(file, locale=language)


def own(language: str) -> dict[str, str]:
    """coach's own sentences by name; the command line library's have whole sentences for names."""
    return {
        message.id: message.string
        for domain in words.DOMAINS
        for message in catalogue(domain, language)
        if isinstance(message.id, str) and re.fullmatch(r"[a-z]+(-[a-z_]+)+", message.id)
    }


def test_both_languages_have_the_same_sentences_with_the_same_placeholders() -> None:
    english, french = own("en"), own("fr")
    assert set(english) == set(french)
    for key in english:
        assert english[key].strip(), key
        assert french[key].strip(), key
        found = [set(re.findall(r"\{\w+\}", sentence)) for sentence in (english[key], french[key])]
        assert found[0] == found[1], key


@pytest.mark.parametrize("domain", words.DOMAINS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_compiled_catalogue_is_that_of_the_source(language: str, domain: str) -> None:
    compiled = BytesIO()
    write_mo(compiled, catalogue(domain, language))
    assert (words.FOLDER / language / "LC_MESSAGES" / f"{domain}.mo").read_bytes() == compiled.getvalue(), (
        f"run: pybabel compile -d coach/locale -D {domain}"
    )


@pytest.mark.parametrize("key", sorted(own("fr")))
def test_french_has_its_typography(key: str) -> None:
    code = r"https?://\S+|\{\w+\}|\"[^\"]*\"|`[^`]*`|\[\w+\]|--?\w[\w-]*|allow: |\w+\.\w+"
    sentence = re.sub(code, "", own("fr")[key])
    assert not re.search(r"\w'\w", sentence), "an apostrophe is ’"
    assert not re.search(r"[^\s\u00a0] [;!?»]|« ", sentence), "a no-break space stands before ; ! ? » and after «"
    assert not re.search(r"\w [:]", sentence), "a no-break space stands before :"


def keys_in_code() -> set[str]:
    """Every name of a sentence that the code gives as a literal to something that takes one."""
    errors = {"CoachError", "FileError", "DraftError", "ContentError", "UsageError"}
    takers = errors | {"say", "Fault", "Failure", "failure", "Option", "Argument"}
    found = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            for argument in [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "help")]:
                key = getattr(argument, "value", None)
                if name in takers and isinstance(key, str) and re.fullmatch(r"[a-z]+(-[a-z_]+)+", key):
                    found.add(key)
    return found


def test_every_sentence_that_the_code_names_exists() -> None:
    found = keys_in_code()
    assert len(found) > 50
    assert found <= set(own("en"))


def calls_in_code() -> list[tuple[str, set[str]]]:
    """The sentences that the code names in one call with all that fills them, and the names of what does."""
    calls = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and all(keyword.arg for keyword in node.keywords):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                key = getattr(node.args[0], "value", None)
                if isinstance(key, str) and (name == "say" or name.endswith("Error")):
                    # An error's place stands before its sentence, and fills nothing in it.
                    place = {"path", "line"} if name != "say" else set()
                    calls.append((key, {str(keyword.arg) for keyword in node.keywords} - place))
    return calls


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_given_what_fills_it(language: str) -> None:
    sentences = own(language)
    calls = [(key, given) for key, given in calls_in_code() if key in sentences]
    assert len(calls) > 100
    assert [(key, given) for key, given in calls if set(re.findall(r"{(\w+)}", sentences[key])) - given] == []


@pytest.mark.parametrize(
    ("wishes", "language"),
    [
        (["fr"], "fr"),
        (["fr_FR.UTF-8"], "fr"),
        (["fr-CA"], "fr"),
        (["FR"], "fr"),
        (["en_GB"], "en"),
        (["de_DE", "fr"], "fr"),
        (["french"], "en"),
        ([None, "", "C"], "en"),
        ([], "en"),
    ],
    ids=str,
)
def test_the_first_wish_that_coach_speaks_is_taken(wishes: list[str | None], language: str) -> None:
    assert words.choose(*wishes) == language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        pytest.param({"COACH_LANG": "fr", "LC_ALL": "en_US.UTF-8"}, "fr", id="COACH_LANG comes first"),
        pytest.param({"LC_ALL": "fr_FR.UTF-8", "LANG": "en_US.UTF-8"}, "fr", id="LC_ALL over LANG"),
        pytest.param({"LC_MESSAGES": "fr_FR", "LANG": "en_US"}, "fr", id="LC_MESSAGES over LANG"),
        pytest.param({"LANGUAGE": "de:fr", "LANG": "en_US"}, "fr", id="LANGUAGE lists several"),
        pytest.param({"LANGUAGE": "fr", "LC_ALL": "C"}, "en", id="LANGUAGE has no say in the C locale"),
        pytest.param({}, "en", id="nothing is said"),
    ],
)
def test_the_surroundings_choose_in_the_order_of_gettext(environment: dict[str, str], language: str) -> None:
    assert words.choose(*words.from_environment(environment)) == language


def test_placeholders_are_filled_by_plain_name_only() -> None:
    assert words.fill("{a} {b.c} {0} {d!r} {missing}", {"a": "{d}", "d": 1}) == "{d} {b.c} {0} {d!r} {missing}"
