"""Flags that need each other, exclude each other, or decide what is shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from coach import content, words

Call = Callable[..., tuple[int, str, str]]

DOUBLE = "Un  mot #ESS\n"
WARNING = "Merci à tous les bénévoles du #porte-à-porte de samedi\n"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        pytest.param(["lint", "--stdin-filename", "x.md", "a.txt"], "stdin-filename-alone", id="a name and a path"),
        pytest.param(
            ["lint", "--stdin-filename", "x.md", "--text", "a"], "stdin-filename-alone", id="a name and a text"
        ),
        pytest.param(["lint", "a.txt", "-"], "stdin-alone", id="a path and the standard input"),
        pytest.param(["lint", "-", "-"], "stdin-alone", id="the standard input twice"),
        pytest.param(["lint", ""], "path-empty", id="a name of nothing"),
        pytest.param(["count", "--jsonl", "a"], "jsonl-alone", id="a stream and a text"),
        pytest.param(["count", "--jsonl", "--json"], "jsonl-alone", id="two forms"),
        *(
            pytest.param([*command, "--config", "nope.toml", "--isolated"], "config-and-isolated", id=command[0])
            for command in (["lint", "a.txt"], ["count", "a"], ["rules"], ["settings"], ["schedule"])
        ),
        pytest.param(
            ["explain", "too-long", "--isolated", "--config", "coach.toml"], "config-and-isolated", id="explain"
        ),
    ],
)
def test_flags_that_make_no_sense_together_are_refused(
    call: Call, here: Path, arguments: list[str], key: str, language: str
) -> None:
    write(here / "a.txt", DOUBLE)
    write(here / "coach.toml", "")
    code, out, err = call(*arguments, "--lang", language, stdin=DOUBLE)
    assert (code, out) == (2, "")
    assert err == f"coach: {words.say(key, language)}\n"


@pytest.mark.parametrize("flag", ["--select", "--extend-select", "--ignore", "--network"])
@pytest.mark.parametrize("value", ["", ",", " , "])
def test_a_flag_with_nothing_behind_it_is_refused(call: Call, here: Path, flag: str, value: str) -> None:
    write(here / "a.txt", DOUBLE)
    code, out, err = call("lint", "a.txt", flag, value, "--lang", "en")
    assert (code, out, err) == (2, "", f"coach: {words.say('flag-empty', 'en', flag=flag)}\n")


def test_a_name_for_the_standard_input_asks_for_it(call: Call) -> None:
    out = call("lint", "--stdin-filename", "x.md", stdin=DOUBLE)[1]
    assert "x.md:1:3: suggestion double-space" in out


def test_unsafe_fixes_by_themselves_do_nothing_and_say_so(call: Call, here: Path) -> None:
    draft = write(here / "a.txt", WARNING)
    code, _, err = call("lint", "--unsafe-fixes", "a.txt", "--lang", "en")
    assert (code, err) == (0, f"coach: {words.say('unsafe-fixes-alone', 'en')}\n")
    assert draft.read_text(encoding="utf-8") == WARNING
    for flag in ("--diff", "--fix"):
        assert call("lint", "--unsafe-fixes", flag, "a.txt", "--lang", "en")[2] == ""


@pytest.mark.parametrize(
    ("flags", "name", "linted"),
    [
        pytest.param(["--force-exclude"], "drafts/archive/z.txt", False, id="an excluded name"),
        pytest.param(["--force-exclude"], "drafts/z.txt", True, id="another name"),
        pytest.param([], "drafts/archive/z.txt", True, id="no word of excluding"),
    ],
)
@pytest.mark.parametrize("fix", [[], ["--fix"]], ids=["", "fix"])
def test_an_excluded_name_for_the_standard_input_is_left_alone(
    call: Call, here: Path, flags: list[str], name: str, linted: bool, fix: list[str]
) -> None:
    write(here / "coach.toml", '[lint]\ninclude = ["drafts/**"]\nexclude = ["drafts/archive/**"]\n')
    code, out, err = call("lint", *flags, *fix, "--stdin-filename", name, "-", stdin=DOUBLE)
    assert code == 0
    if fix:
        assert out == (DOUBLE.replace("  ", " ") if linted else DOUBLE)
    else:
        assert ("double-space" in out) is linted
        assert err == ""


def test_colour_reaches_every_form_for_people(call: Call, here: Path) -> None:
    write(here / "a.txt", WARNING)
    for format in ("text", "concise"):
        assert "\x1b[1;33mwarning\x1b[0m" in call("lint", "--output-format", format, "--color", "a.txt")[1]
        assert "\x1b" not in call("lint", "--output-format", format, "--no-color", "a.txt")[1]
    for format in ("json", "jsonl"):
        assert "\x1b" not in call("lint", "--output-format", format, "--color", "a.txt")[1]


@pytest.mark.parametrize("format", ["text", "concise", "json"])
@pytest.mark.parametrize(("strict", "code"), [([], 0), (["--strict"], 1)], ids=["", "strict"])
def test_what_fails_a_quiet_run_is_shown(call: Call, here: Path, strict: list[str], code: int, format: str) -> None:
    write(here / "a.txt", WARNING + "\n" + DOUBLE)
    found, out, _ = call("lint", "--quiet", *strict, "--output-format", format, "a.txt")
    assert found == code
    assert ("cut-hashtag" in out) is bool(strict)
    assert "double-space" not in out


@pytest.mark.parametrize(
    ("text", "settings", "on"),
    [
        pytest.param("---\nnetworks: [x, threads, mastodon]\n---\n", "", "(x)", id="the draft names several"),
        pytest.param("", 'networks = ["x", "threads"]', "(x)", id="the settings do"),
        pytest.param("", 'networks = ["linkedin", "threads"]', "", id="it holds on none of them"),
        pytest.param("", "", "", id="there is one only"),
    ],
)
def test_a_concise_line_names_the_networks_where_it_does_not_hold_on_all(
    call: Call, here: Path, text: str, settings: str, on: str
) -> None:
    write(here / "coach.toml", settings)
    write(here / "a.txt", text + "mot " * 90 + " #ESS\n")
    lines = call("lint", "--select", "too-long,double-space", "a.txt", "--no-plan")[1].splitlines()
    on_some = {
        re.search(r"[a-z]+-[a-z]+(?=: )", line)[0]: line[line.rindex(". ") + 2 :] for line in lines if ". (" in line
    }  # type: ignore[index]
    assert on_some == ({"too-long": on} if on else {})
    assert sum("double-space" in line for line in lines) == 1


@pytest.mark.parametrize(
    ("arguments", "usage"),
    [
        (["lint", "--select"], "coach lint"),
        (["lint", "a.txt", "-o"], "coach lint"),
        (["count", "--network"], "coach count"),
        (["schedule", "--weeks"], "coach schedule"),
        (["explain"], "coach explain"),
        (["--lang"], "coach"),
    ],
    ids=" ".join,
)
def test_every_usage_error_shows_the_usage_of_its_command(call: Call, arguments: list[str], usage: str) -> None:
    err = call(*arguments)[2].splitlines()
    assert err[0].startswith(f"Usage: {usage} [")
    assert err[-2] == f"Help: {usage} --help"


def test_each_command_says_what_naming_a_network_does(call: Call) -> None:
    helps = [
        re.sub(r"\s+", " ", call(command, "--help", "--lang", "en")[1].partition("--network")[2])[:60]
        for command in ("lint", "count", "schedule")
    ]
    assert len(set(helps)) == 3
    assert "Measure for this network only" in helps[1]


def test_what_is_left_to_do_on_the_lessons_of_coach_is_no_matter_of_a_team(
    call: Call, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def concerns(_: Path) -> list[object]:
        from coach.proof import Failure

        return [Failure("course.toml", 1, "proof-untaught", {"name": "shouting"})]

    monkeypatch.setattr("coach.tutor.lesson_proof.concerns", concerns)
    monkeypatch.setattr("coach.tutor.lesson_proof.prove_lessons", lambda folder: [])
    monkeypatch.setattr("coach.cli.test.prove", lambda path, everything: [])
    assert "course.toml" not in call("test")[1]
    assert "course.toml" in call("test", str(content.folder("lessons")))[1]
    monkeypatch.chdir(content.folder("lessons"))
    assert "course.toml" in call("test")[1]


def test_a_wrapped_example_begins_each_line_at_the_bar(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    for width in range(40, 80, 7):
        monkeypatch.setenv("COLUMNS", str(width))
        assert "│  " not in call("explain", "too-long")[1]
