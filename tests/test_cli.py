"""The command line as users, hooks and scripts meet it: words, exit codes, and which stream says what."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coach import lessons, words
from coach.cli import COMMANDS, run
from coach.rules import OLDEST, shipped

Call = Callable[..., tuple[int, str, str]]

BAD = "Merci à tous les bénévoles du #porte-à-porte !!! " + "Encore un mot. " * 20
GOOD = "La réunion de rentrée a lieu jeudi à 18 h, venez nombreux. #MoisDeLESS"


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


# --- what lint answers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "flags", "code"),
    [
        pytest.param(GOOD, [], 0, id="nothing to say"),
        pytest.param(BAD, [], 1, id="an error"),
        pytest.param("Merci à tous les bénévoles du #porte-à-porte", [], 0, id="a warning stops nothing"),
        pytest.param("Merci à tous les bénévoles du #porte-à-porte", ["--strict"], 1, id="unless one is strict"),
        pytest.param("Merci à tous les bénévoles", ["--strict"], 0, id="a suggestion never does"),
        pytest.param(BAD, ["--exit-zero"], 0, id="exit-zero"),
        pytest.param(BAD, ["--ignore", "too-long"], 0, id="the error is ignored"),
        pytest.param(BAD, ["--select", "cut-hashtag,shouting"], 0, id="others are selected, with a comma"),
        pytest.param(BAD, ["--network", "mastodon"], 0, id="it fits on Mastodon"),
        pytest.param(BAD, ["--diff"], 1, id="diff never alters the verdict"),
        pytest.param(BAD, ["--output-format", "json"], 1, id="the format does not either"),
    ],
)
def test_exit_codes(call: Call, here: Path, text: str, flags: list[str], code: int) -> None:
    write(here / "draft.txt", text)
    assert call("lint", "draft.txt", *flags)[0] == code


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        pytest.param(["lint", "nothing.txt"], "file-missing", id="a missing file"),
        pytest.param(["lint", "a sentence that is no file"], "file-missing", id="a sentence is not a text"),
        pytest.param(["lint", "empty"], "folder-without-drafts", id="a folder without drafts"),
        pytest.param(["lint", "--select", "shoutin", "good.txt"], "unknown-rule", id="an unknown rule"),
        pytest.param(["lint", "--network", "twitter", "good.txt"], "unknown-network", id="an unknown network"),
        pytest.param(["lint", "--config", "broken.toml", "good.txt"], "toml-broken", id="broken settings"),
        pytest.param(["lint", "latin1.txt"], "file-not-utf8", id="invalid UTF-8"),
        pytest.param(["lint", "--text"], "text-missing", id="no text"),
        pytest.param(["lint", "--diff", "--output-format", "json", "good.txt"], "diff-needs-text", id="a diff in JSON"),
        pytest.param(["explain", "too-lon"], "unknown-rule", id="a page of no rule"),
        pytest.param(["test", "nothing"], "rule-path-missing", id="no rules to prove"),
    ],
)
def test_what_cannot_be_done_is_told_in_the_readers_language(
    call: Call, here: Path, arguments: list[str], key: str, language: str
) -> None:
    (here / "empty").mkdir()
    write(here / "good.txt", GOOD)
    write(here / "broken.toml", "networks = [")
    write(here / "latin1.txt", "r\xe9union".encode("latin-1"))
    code, _, err = call(*arguments, "--lang", language)
    assert code == 2
    opening = re.split(r"\{\w+\}", words.say(key, language))
    assert all(part.strip() in err for part in opening), err
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_a_file_that_cannot_be_read_does_not_stop_the_others(call: Call, here: Path) -> None:
    write(here / "a.txt", BAD)
    write(here / "b.txt", b"\xff\xfe")
    write(here / "c.txt", BAD)
    code, out, err = call("lint", "a.txt", "b.txt", "missing.txt", "c.txt")
    assert code == 2
    assert "a.txt:" in out
    assert "c.txt:" in out
    assert "b.txt" in err
    assert "missing.txt" in err


@pytest.mark.parametrize(
    ("arguments", "french", "english"),
    [
        (["lint", "--nope"], "L’option '--nope' n’existe pas.", "No such option '--nope'."),
        (["lnt"], "La commande 'lnt' n’existe pas.", "No such command 'lnt'."),
        (["lint", "--split", "word", "a"], "n’est pas possible", "is not one of"),
        (["explain"], "Argument manquant", "Missing argument"),
        (["lint", "--select"], "demande une valeur", "requires an argument"),
        (["explain", "a", "b"], "Argument en trop", "Got unexpected extra argument"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_usage_errors_speak_both_languages(call: Call, arguments: list[str], french: str, english: str) -> None:
    for language, sentence, usage in (("fr", french, "Aide\u00a0:"), ("en", english, "Help:")):
        code, out, err = call("--lang", language, *arguments)
        assert code == 2
        assert out == ""
        assert sentence in err
        assert usage in err


ENGLISH = re.compile(r"\b(the|Usage|Show|this|message|file|is|are|what|default|required|and exit)\b")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_whole_in_french(call: Call, command: str) -> None:
    code, out, _ = call(*([command] if command else []), "--help", "--lang", "fr")
    assert code == 0
    described = re.sub(r"--?[\w-]+|\[.*?\]|coach \w+|[A-Z]+|\bmessages?\b|\b(text|concise)\b", "", out)
    assert not ENGLISH.search(described), out
    assert not re.search(r"\b(option|argument|command|metavar)-\w", out)
    if command and "…" in out.partition("\n")[0]:
        # The command's arguments are explained, once.
        head, _, rest = out.partition("Arguments\u00a0:\n")
        assert head
        assert rest
        assert "Arguments" not in rest
        assert re.search(r"\]  +\w", rest.partition("\n\n")[0])


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_whole_in_english(call: Call, command: str) -> None:
    code, out, _ = call(*([command] if command else []), "--help", "--lang", "en")
    assert code == 0
    assert not re.search(r"[éèàç]", out)
    assert not re.search(r"\b(option|argument|command|metavar)-\w", out)


@pytest.mark.parametrize(
    ("environment", "settings", "flags", "french"),
    [
        ({}, "", ["--lang", "fr"], True),
        ({"LANG": "fr_FR.UTF-8"}, "", [], True),
        ({"LANG": "fr_FR.UTF-8", "COACH_LANG": "en"}, "", [], False),
        ({"COACH_LANG": "en"}, 'language = "fr"', [], True),
        ({"COACH_LANG": "fr"}, 'language = "fr"', ["--lang", "en"], False),
        ({"LANG": "de_DE"}, "", [], False),
        ({"COACH_LANG": "fr"}, 'langage = "en"', [], True),
    ],
    ids=str,
)
def test_the_language_is_chosen_in_the_promised_order(
    call,
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    settings: str,
    flags: list[str],
    french: bool,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    if settings:
        write(here / "coach.toml", settings)
    _, _, err = call("lint", "nothing.txt", *flags)
    assert ("coach : " in err or "aucun" in err or "pas" in err) is french


# --- fixing ------------------------------------------------------------------------------------------------------


def test_fix_keeps_mode_line_ends_and_byte_order_mark(call: Call, here: Path) -> None:
    draft = write(here / "draft.txt", b"\xef\xbb\xbf---\r\nlang: fr\r\n---\r\nUn  mot\r\net un  autre #ESS\r\n")
    draft.chmod(0o640)
    code, out, _ = call("lint", "--fix", "draft.txt", "--lang", "en")
    assert code == 0
    assert draft.read_bytes() == b"\xef\xbb\xbf---\r\nlang: fr\r\n---\r\nUn mot\r\net un autre #ESS\r\n"
    assert stat.S_IMODE(draft.stat().st_mode) == 0o640
    assert "2 fixes" in out
    again = draft.read_bytes()
    call("lint", "--fix", "draft.txt")
    assert draft.read_bytes() == again
    assert [path.name for path in here.iterdir()] == ["draft.txt"]


def test_unsafe_fixes_wait_until_they_are_asked_for(call: Call, here: Path) -> None:
    draft = write(here / "draft.txt", "Merci au #porte-à-porte de samedi\n")
    call("lint", "--fix", "draft.txt")
    assert draft.read_text() == "Merci au #porte-à-porte de samedi\n"
    call("lint", "--fix", "--unsafe-fixes", "draft.txt")
    assert draft.read_text() == "Merci au #PorteÀPorte de samedi\n"


@pytest.mark.parametrize("flags", [[], ["--fix"], ["--fix", "--unsafe-fixes"]])
def test_diff_shows_and_writes_nothing(call: Call, here: Path, flags: list[str]) -> None:
    draft = write(here / "draft.txt", "Un  mot #ESS\n")
    _, out, _ = call("lint", "--diff", *flags, "draft.txt")
    assert "-Un  mot #ESS" in out
    assert "+Un mot #ESS" in out
    assert draft.read_text() == "Un  mot #ESS\n"


def test_a_fixed_standard_input_goes_to_standard_output(call: Call) -> None:
    _, out, err = call("lint", "--fix", "-", stdin="Un  mot #ESS\n")
    assert out == "Un mot #ESS\n"
    assert err


def test_the_name_given_to_standard_input_decides_format_and_settings(call: Call, here: Path) -> None:
    write(here / "press" / "coach.toml", 'networks = ["bluesky"]\n')
    _, out, _ = call("lint", "--output-format", "json", "--stdin-filename", "press/a.md", "-", stdin="Hello there")
    diagnostic = json.loads(out)["diagnostics"][0]
    assert diagnostic["path"] == "press/a.md"
    assert diagnostic["network"] == "bluesky"


def test_a_text_may_be_given_with_a_flag(call: Call) -> None:
    code, out, _ = call("lint", "--text", "Merci  à tous", "--lang", "fr")
    assert code == 0
    assert "double-space" in out


# --- output ------------------------------------------------------------------------------------------------------


def test_json_is_the_contract(call: Call, here: Path) -> None:
    write(here / "a.txt", "---\nlang: en\n---\r\n🎉 We  meet #now\n")
    _, out, _ = call("lint", "--output-format", "json", "--lang", "en", "--select", "double-space", "a.txt")
    document = json.loads(out)
    assert document["version"] == 1
    assert document["summary"] == {
        "files": 1, "posts": 1, "errors": 0, "warnings": 0, "suggestions": 1, "fixable": 1,
    }  # fmt: skip
    (diagnostic,) = document["diagnostics"]
    assert diagnostic["start"] == {"line": 4, "column": 5, "offset": 22}
    assert diagnostic["end"] == {"line": 4, "column": 7, "offset": 24}
    assert diagnostic["fix"]["safe"] is True
    assert (diagnostic["rule"], diagnostic["severity"], diagnostic["network"]) == ("double-space", "suggestion", "x")
    assert (diagnostic["path"], diagnostic["post"]) == ("a.txt", 1)


def test_jsonl_gives_the_same_objects_one_a_line(call: Call, here: Path) -> None:
    write(here / "a.txt", BAD)
    rows = [json.loads(line) for line in call("lint", "--output-format", "jsonl", "a.txt")[1].splitlines()]
    assert rows == json.loads(call("lint", "--output-format", "json", "a.txt")[1])["diagnostics"]


def test_an_empty_report_is_still_json(call: Call, here: Path) -> None:
    write(here / "a.txt", GOOD)
    assert json.loads(call("lint", "--output-format", "json", "a.txt")[1])["diagnostics"] == []


def test_the_output_file_is_written_whole(call: Call, here: Path) -> None:
    write(here / "a.txt", BAD)
    code, out, _ = call("lint", "--output-format", "json", "-o", "report.json", "a.txt")
    assert (code, out) == (1, "")
    assert json.loads((here / "report.json").read_text())["summary"]["errors"] == 1


def test_statistics_count_by_rule(call: Call, here: Path) -> None:
    write(here / "a.txt", "a  b  c #ESS")
    assert "2  double-space" in call("lint", "--statistics", "a.txt")[1]


def test_quiet_says_only_what_is_an_error(call: Call, here: Path) -> None:
    write(here / "a.txt", BAD)
    out = call("lint", "-q", "a.txt")[1]
    assert out.count("\n") == 1
    assert "too-long" in out


def test_show_files_lists_what_would_be_read(call: Call, here: Path) -> None:
    write(here / "coach.toml", '[lint]\ninclude = ["drafts/**"]\nexclude = ["drafts/old/**"]\n')
    for name in ("drafts/a.txt", "drafts/old/b.txt", "c.txt", "drafts/d.md"):
        write(here / name, GOOD)
    assert call("lint", "--show-files")[1].split() == ["drafts/a.txt", "drafts/d.md"]
    assert call("lint", "--show-files", "c.txt")[1].split() == ["c.txt"]
    assert call("lint", "--show-files", "--force-exclude", "c.txt", "drafts/a.txt")[1].split() == ["drafts/a.txt"]


@pytest.mark.parametrize(
    ("flags", "environment", "coloured"),
    [
        ([], {}, False),
        (["--color"], {}, True),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color"], {"NO_COLOR": "1"}, True),
        (["--no-color"], {"FORCE_COLOR": "1"}, False),
    ],
    ids=str,
)
def test_colour_is_the_readers_choice(
    call: Call,
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    flags: list[str],
    environment: dict[str, str],
    coloured: bool,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    write(here / "a.txt", BAD)
    assert ("\x1b[" in call("lint", "--output-format", "text", "a.txt", *flags)[1]) is coloured


@pytest.mark.parametrize("format", ["text", "concise", "json", "jsonl"])
def test_nothing_from_a_draft_or_a_name_acts_on_the_reader(call: Call, here: Path, format: str) -> None:
    hostile = "\x1b[2J\x9b31m\u202eevil\u2066 ::error title=x::y #a-b \x07 [red]  !!! "
    name = "::error title=PWNED::\u202e\x1b[2J.txt"
    write(here / name, f"{hostile}\n::stop-commands::x\n{hostile * 3}")
    code, out, err = call("lint", "--output-format", format, "--", name)
    assert code in (0, 1)
    for stream in (out, err):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", stream)
        assert not re.search(r"^\s*(::|##)", stream, re.MULTILINE)
    if format == "json":
        assert json.loads(out)["summary"]["files"] == 1


def test_a_flood_of_findings_is_cut_short(call: Call, here: Path) -> None:
    write(here / "a.txt", "a  b " * 20_000)
    for format in ("text", "concise"):
        out = call("lint", "--output-format", format, "a.txt")[1]
        assert len(out) < 60_000


# --- the text form ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("Un", id="plain"),
        pytest.param("👩‍👩‍👧 Un", id="after a family"),
        pytest.param("日本 Un", id="after wide letters"),
        pytest.param("e\u0301 Un", id="after a combining mark"),
        pytest.param("🇫🇷 Un", id="after a flag"),
        pytest.param("x " * 100 + "Un", id="far in a long line"),
        pytest.param("\x1b\u202e Un", id="after controls"),
        *(
            pytest.param(
                "x" * 40 + "1️⃣👩‍👩‍👧e\u0301" * 3 + "a" * length + " Un", id=f"cut near letters of several parts {length}"
            )
            for length in range(40, 60)
        ),
    ],
)
def test_the_caret_stands_under_the_place(call: Call, here: Path, before: str) -> None:
    from coach.text.position import width

    write(here / "a.txt", f"{before}  mot #ESS")
    out = call("lint", "--output-format", "text", "--select", "double-space", "a.txt")[1].split("\n")
    index = next(index for index, line in enumerate(out) if line.strip().startswith("│ ") and "^" in line)
    frame, carets = out[index - 1], out[index]
    column = frame.index("Un  mot") + 2
    assert width(frame[:column]) == carets.index("^")
    assert carets.count("^") == 2
    assert width(frame) <= 80


def test_text_shows_what_where_why_what_to_do_and_the_rewritten_post(call: Call, here: Path) -> None:
    write(here / "a.txt", "Un  mot #ESS")
    out = call("lint", "--output-format", "text", "--lang", "fr", "a.txt")[1]
    rule = shipped()["double-space"]
    assert "a.txt:1:3: suggestion double-space (x)" in out
    assert "1 │ Un  mot #ESS" in out
    assert "Pourquoi\u00a0:" in out
    assert "À faire\u00a0:" in out
    assert rule.words.advice["fr"][:20] in out
    assert "│ Un mot #ESS" in out
    assert out.count("Leçon\u00a0: coach learn safety-net") == 1
    assert out.rstrip().endswith("1.")


def full(text: str) -> str:
    """`text`, and words enough that X takes not one character more."""
    filled = text + " " + "mot " * 70
    return filled[:279].rstrip().ljust(280, "x")


@pytest.mark.parametrize(
    ("text", "flags", "mended"),
    [
        pytest.param("Venez au #porte-à-porte  samedi", ["--fix", "--unsafe-fixes"], "Venez au #PorteÀPorte samedi",
                     id="fixes side by side"),
        pytest.param("Venez  samedi #ESS", ["--fix"], "Venez samedi #ESS", id="safe ones only"),
        pytest.param(full("Dimanche, parlons de #l'ESS avec vous."), None, "", id="one that makes it too long"),
        pytest.param("Venez samedi #ESS", None, "", id="nothing to mend"),
    ],
)  # fmt: skip
def test_the_post_shown_mended_is_what_the_fixes_write(
    call: Call, here: Path, text: str, flags: list[str] | None, mended: str
) -> None:
    write(here / "a.txt", text + "\n")
    out = call("lint", "--output-format", "text", "--lang", "en", "a.txt")[1]
    assert (f"mended (coach lint {' '.join(flags or ())})" in out) == bool(flags)
    assert ("The post, mended" in out) == bool(mended)
    if mended:
        assert f"│ {mended}\n" in out
    call("lint", "--fix", "--unsafe-fixes", "a.txt")
    assert (here / "a.txt").read_text(encoding="utf-8") == (mended or text) + "\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\u200b---\n---\nUn bal #ESS\n---\nDeux bals #ESS\n", id="a post gone"),
        pytest.param("\u200b---\nVenez au bal #ESS\n---\nOn vous attend #ESS\n", id="front matter that is none"),
        pytest.param("Un bal #ESS\n**---**\nDeux bals #ESS\n", id="a post parted"),
    ],
)
def test_no_fix_makes_other_posts_of_a_draft(call: Call, here: Path, text: str) -> None:
    write(here / "a.txt", text)
    for flags in (["--output-format", "text"], ["--fix"], ["--fix", "--unsafe-fixes"]):
        code, out, err = call("lint", "--lang", "en", *flags, "a.txt")
        assert (code, err) == (0, "")
        assert "mended (coach" not in out
        assert (here / "a.txt").read_text(encoding="utf-8") == text


def test_of_several_posts_each_mended_one_is_named(call: Call, here: Path) -> None:
    write(here / "a.txt", "Un  mot #ESS\n---\nRien à dire #ESS\n---\nEt  voilà #ESS\n")
    out = call("lint", "--output-format", "text", "--lang", "en", "a.txt")[1]
    assert re.findall(r"Post (\d), mended \(coach lint --fix\):\n  │ (.*)", out) == [
        ("1", "Un mot #ESS"),
        ("3", "Et voilà #ESS"),
    ]


@pytest.mark.parametrize(
    "flags", [["--select", "cut-hashtag"], ["--ignore", "too-long"], ["--select", "cut-hashtag,double-space"]]
)
def test_a_choice_of_rules_lets_no_fix_make_a_post_too_long(call: Call, here: Path, flags: list[str]) -> None:
    text = full("Dimanche, parlons de #l'ESS avec vous.") + "\n"
    write(here / "a.txt", text)
    call("lint", "--fix", "--unsafe-fixes", *flags, "a.txt")
    assert (here / "a.txt").read_text(encoding="utf-8") == text


def test_nor_does_a_choice_in_the_settings_unless_it_leaves_the_limit_out(call: Call, here: Path) -> None:
    text = full("Dimanche, parlons de #l'ESS avec vous.") + "\n"
    write(here / "a.txt", text)
    write(here / "coach.toml", '[lint]\nselect = ["cut-hashtag"]\n')
    call("lint", "--fix", "--unsafe-fixes", "a.txt")
    assert (here / "a.txt").read_text(encoding="utf-8") == text
    write(here / "coach.toml", '[lint]\nignore = ["too-long"]\n')
    call("lint", "--fix", "--unsafe-fixes", "a.txt")
    assert (here / "a.txt").read_text(encoding="utf-8") != text


def test_after_the_fixes_none_is_promised(call: Call, here: Path) -> None:
    write(here / "a.txt", full("Tout est icihttp://ess.fr #ESS") + "\n")
    assert "with --fix: 1" in call("lint", "--lang", "en", "a.txt")[1]
    assert "--fix" not in call("lint", "--fix", "--lang", "en", "a.txt")[1]


# --- the other commands -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("id", sorted(shipped()))
def test_every_rule_has_a_page_in_both_languages(call: Call, id: str, language: str) -> None:
    code, out, _ = call("explain", id, "--lang", language)
    assert code == 0
    words_ = shipped()[id].words
    assert words_.title[language] in out
    assert (
        words_.title["en" if language == "fr" else "fr"] not in out.split("\n")[0]
        or words_.title["en"] == words_.title["fr"]
    )
    assert not re.search(r"\b(page|label|severity)-[a-z]", out)
    lesson, planned = lessons.teaching(id), lessons.promised(id)
    if lesson:
        assert f"coach learn {lesson.id}" in out
    named = lessons.title(lesson, language) if lesson else planned.title[language] if planned else "no lesson"
    assert named in out
    assert max(len(line) for line in out.split("\n") if "://" not in line) <= 100


def test_rules_lists_every_rule_and_what_is_off(call: Call, here: Path) -> None:
    write(here / "coach.toml", '[lint]\nignore = ["shouting"]\n[lint.severity]\nmissing-hashtag = "error"\n')
    code, out, _ = call("rules", "--lang", "en")
    rows = {line.split()[0]: line.split()[1] for line in out.split("\n") if line and "coach explain" not in line}
    assert code == 0
    assert set(shipped()) <= set(rows)
    assert rows["shouting"] == "-"
    assert rows["missing-hashtag"] == "error"


@pytest.mark.parametrize(
    ("settings", "rule", "says"),
    [
        pytest.param("", "shouting", None, id="as shipped"),
        pytest.param('[lint.severity]\nshouting = "error"', "shouting", "error", id="more serious"),
        pytest.param('[lint]\nignore = ["shouting"]', "shouting", "off", id="off"),
        pytest.param('[lint]\nselect = ["too-long"]', "shouting", "off", id="not chosen"),
        pytest.param('[lint]\nextend-select = ["french-quotes"]', "french-quotes", "suggestion", id="on"),
        pytest.param('networks = ["facebook"]', "dead-hashtag", "suggestion", id="as on that network"),
        pytest.param('networks = ["facebook"]', "missing-hashtag", None, id="on other networks only"),
    ],
)
def test_a_page_tells_what_the_settings_make_of_the_rule(
    call: Call, here: Path, settings: str, rule: str, says: str | None
) -> None:
    write(here / "coach.toml", settings + "\n")
    out = call("explain", rule, "--lang", "en")[1]
    assert re.findall(r"In this folder: (\w+)", out) == ([says] if says else [])


def test_settings_tell_where_each_value_comes_from(call: Call, here: Path) -> None:
    write(here / "coach.toml", '\nnetworks = ["mastodon"]\n[options.too-many-hashtags]\nat_most = 4\n')
    out = call("settings", "--lang", "en")[1]
    assert re.search(r'networks = \["mastodon"\] +# .*coach\.toml:2', out)
    assert re.search(r"options\.too-many-hashtags\.at_most = 4 +# .*coach\.toml:4", out)
    assert re.search(r"timezone = — +# default", out)


OWN_RULE = """
check = "pattern"
severity = "warning"
since = "2026-11"
sources = [{ url = "https://example.org/charter", read = 2026-11-22, kind = "advice" }]
[options]
tokens = ["usager"]
[title]
en = "A word we avoid"
fr = "Un mot que nous évitons"
[message]
en = "We do not say usager."
fr = "Nous ne disons pas usager."
[advice]
en = "Say habitant."
fr = "Dites habitant."
[why]
en = "People are more than users."
fr = "Les gens sont plus que des usagers."
[[good]]
language = "fr"
post = "Chaque habitant est le bienvenu."
[[good]]
language = "fr"
post = "Les habitants viennent."
[[good]]
language = "en"
post = "Every neighbour is welcome."
[[good]]
language = "en"
post = "The neighbours come."
[[bad]]
language = "fr"
post = "Chaque <<usager>> est le bienvenu."
[[bad]]
language = "fr"
post = "Un <<usager>> de plus."
[[bad]]
language = "en"
post = "Every <<usager>> is welcome."
[[bad]]
language = "en"
post = "One more <<usager>>."
"""


def test_a_team_writes_a_rule_of_its_own(call: Call, here: Path) -> None:
    write(here / "coach.toml", 'rule-paths = ["house"]\n')
    write(here / "house" / "words.toml", OWN_RULE)
    write(here / "a.txt", "Un usager content #ESS")
    assert call("test", "house", "--lang", "en")[:2] == (0, "Rules proven: 1 of 1.\n")
    assert "a.txt:1:4: warning words: We do not say usager." in call("lint", "a.txt", "--lang", "en")[1]


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        pytest.param(("<<usager>> de plus", "<<usager>> "), 0, None, id="still good"),
        pytest.param(("Chaque habitant est", "Chaque usager est"), 1, "good example is flagged", id="noisy"),
        pytest.param(("Un <<usager>> de", "Un <<usagers>> de"), 1, "not flagged", id="missing"),
        pytest.param(("Un <<usager>> de", "Un <<usager de>>"), 1, "flagged elsewhere", id="another place"),
        pytest.param(("Un <<usager>> de plus.", "Un mot."), 1, "has no mark", id="no mark"),
        pytest.param(('tokens = ["usager"]', 'tokens = ["zzz"]'), 1, "not flagged", id="a rule that never fires"),
        pytest.param(('fr = "Dites habitant."', 'fr = "Dites {mot}."'), 1, "same placeholders", id="placeholders"),
        pytest.param(('severity = "warning"', 'severity = "grave"'), 2, "choose from", id="a severity that is none"),
        pytest.param(('fr = "Un mot que nous évitons"', ""), 2, "title.fr is missing", id="a language is missing"),
        pytest.param(('check = "pattern"', 'check = "patern"'), 2, "Did you mean pattern?", id="an unknown check"),
        pytest.param(('tokens = ["usager"]', 'toknes = ["usager"]'), 2, "not an option", id="an unknown option"),
        pytest.param(('tokens = ["usager"]', "tokens = 3"), 2, "should look like", id="an option of another type"),
        pytest.param(("[why]", "[why"), 2, "not valid TOML", id="broken"),
    ],
)
def test_a_faulty_rule_is_told_with_its_line(
    call: Call, here: Path, change: tuple[str, str], code: int, says: str | None
) -> None:
    assert change[0] in OWN_RULE
    write(here / "house" / "words.toml", OWN_RULE.replace(*change))
    found, out, err = call("test", "house", "--lang", "en")
    assert found == code
    if says:
        assert says in out + err
        assert re.search(r"words\.toml:\d+: ", out + err)


SLOW_RULE = OWN_RULE.replace('tokens = ["usager"]', "pattern = 'usager|^(?:x|xx)+$'")
ENDLESS = "x" * 200 + "y"


def test_a_rule_is_not_proven_where_its_pattern_runs_out_of_time(call: Call, here: Path) -> None:
    write(here / "words.toml", SLOW_RULE)
    assert call("test", "words.toml", "--lang", "en")[0] == 0
    write(here / "words.toml", SLOW_RULE.replace("The neighbours come.", ENDLESS))
    code, out, _ = call("test", "words.toml", "--lang", "en")
    assert code == 2
    assert re.search(r"words\.toml:\d\d: .*needs more than", out)
    assert "Rules proven: 0 of 1." in out


def test_a_pattern_that_runs_out_of_time_is_told_once_and_the_other_rules_run(call: Call, here: Path) -> None:
    write(here / "coach.toml", 'rule-paths = ["house"]\n')
    write(here / "house" / "words.toml", SLOW_RULE)
    for name in "ab":
        write(here / f"{name}.txt", f"{ENDLESS}\n---\n{ENDLESS}  #ESS")
    code, out, err = call("lint", "a.txt", "b.txt", "--lang", "en")
    assert code == 2
    assert out.count("double-space") == 2
    assert err.count("words.toml: ") == 1


@pytest.mark.parametrize(
    ("path", "says"),
    [
        pytest.param("house/too-long.toml", "coach has a rule called too-long already", id="the name of a shipped one"),
        pytest.param("more/words.toml", "coach has a rule called words already", id="a name said twice"),
        pytest.param("house/Nos mots.toml", "a rule takes its name from its file", id="blanks and capitals"),
        pytest.param("house/réseau.toml", "a rule takes its name from its file", id="an accent"),
        pytest.param("house/mots_-.toml", "a rule takes its name from its file", id="other signs"),
    ],
)
def test_a_rule_must_have_a_name_of_its_own(call: Call, here: Path, path: str, says: str) -> None:
    write(here / "coach.toml", 'rule-paths = ["house", "more"]\n')
    write(here / "house" / "words.toml", OWN_RULE)
    (here / "more").mkdir()
    write(here / path, OWN_RULE)
    write(here / "a.txt", "Un usager " * 40)
    code, out, err = call("lint", "a.txt", "--lang", "en")
    assert code == 2
    assert f"{path}:1: {says}" in err
    assert "words" in out
    assert "error too-long" in out
    if "more" not in path:
        assert call("test", "house", "--lang", "en")[0] == 2


def test_two_ways_to_one_rule_are_no_matter(call: Call, here: Path) -> None:
    write(here / "coach.toml", 'rule-paths = ["house", "./house", "house/words.toml"]\n')
    write(here / "house" / "words.toml", OWN_RULE)
    write(here / "a.txt", "Un usager content #ESS")
    code, out, err = call("lint", "a.txt")
    assert (code, err) == (0, "")
    assert out.count(" words: ") == 1


def test_an_example_may_leave_its_language_out(call: Call, here: Path) -> None:
    head = OWN_RULE.partition("[[good]]")[0]
    rule = head + '[[good]]\npost = "Every neighbour."\n[[bad]]\npost = "One <<usager>> more."\n'
    write(here / "words.toml", rule)
    assert call("test", "words.toml", "--lang", "en")[:2] == (0, "Rules proven: 1 of 1.\n")
    write(here / "words.toml", rule.replace("[[bad]]", '[[bad]]\nlanguage = "fr"'))
    code, out, _ = call("test", "words.toml", "--lang", "en")
    assert code == 1
    assert 'examples [[bad]] with language = "en": 0; at least 1' in out


def test_no_shipped_rule_is_older_than_the_first_set() -> None:
    assert min(rule.since for rule in shipped().values()) == OLDEST


def test_every_shipped_example_says_its_language() -> None:
    assert {example.language for rule in shipped().values() for example in rule.examples} == {"fr", "en"}


def test_a_broken_rule_of_a_team_does_not_stop_the_others(call: Call, here: Path) -> None:
    write(here / "coach.toml", 'rule-paths = ["house"]\n')
    write(here / "house" / "broken.toml", "check = ")
    write(here / "house" / "words.toml", OWN_RULE)
    write(here / "a.txt", "Un usager  content #ESS")
    code, out, err = call("lint", "a.txt", "--lang", "en")
    assert code == 2
    assert "words" in out
    assert "double-space" in out
    assert "house/broken.toml:1:" in err


# --- count ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "told"), [("a.txt", True), ("b.txt", False), ("notes", False), ("a.txt #ESS", False)])
def test_counting_the_name_of_a_file_is_hardly_meant(call: Call, here: Path, text: str, told: bool) -> None:
    write(here / "a.txt", "Un mot")
    (here / "notes").mkdir()
    code, out, err = call("count", text, "--lang", "en")
    assert (code, bool(out)) == (0, True)
    assert ("coach count < a.txt" in err) is told


def test_count_shows_the_arithmetic(call: Call) -> None:
    out = call("count", "--network", "x", "Bravo 🎉 https://example.org/une/longue/page", "--lang", "en")[1]
    assert "32 / 280" in out
    assert "text 7 + 1 link 23 + 1 emoji 2 = 32" in out


def test_count_answers_json(call: Call) -> None:
    out = call("count", "--json", "--network", "x,bluesky", "@asso/liste #ESS")[1]
    counts = json.loads(out)["counts"]
    assert list(counts) == ["x", "bluesky"]
    assert counts["x"]["unit"] == "weighted"
    assert counts["x"]["entities"][0] == {
        "kind": "mention",
        "start": 0,
        "end": 11,
        "text": "@asso/liste",
        "list": "liste",
    }
    assert counts["bluesky"]["byte_limit"] == 3000
    assert sum(counts["x"]["breakdown"].values()) == counts["x"]["length"]


def test_count_streams_json_lines_and_survives_a_bad_one(call: Call) -> None:
    lines = ['{"id": 7, "text": "Bonjour", "other": 1}', "not json", '{"text": 3}', "", '{"text": "a\\nb"}']
    code, out, err = call("count", "--jsonl", "--network", "x", stdin="\n".join(lines))
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 2
    assert [answer.get("id") for answer in answers] == [7, None, None, None]
    assert answers[0]["counts"]["x"]["length"] == 7
    assert [answer.get("line") for answer in answers] == [None, 2, 3, None]
    assert answers[3]["counts"]["x"]["length"] == 3
    assert err.count("\n") == 2


# --- surroundings -----------------------------------------------------------------------------------------------


def process(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "coach", *arguments], capture_output=True, **options)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "utf-8"])
def test_any_encoding_of_the_terminal_gives_the_same_verdict(here: Path, encoding: str) -> None:
    write(here / "a.txt", BAD + "🎉日本")
    done = process("lint", "a.txt", env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}, cwd=here)
    assert done.returncode == 1
    assert done.stdout.count(b"\n") >= 3
    assert b"Traceback" not in done.stderr


def test_a_full_disk_behind_standard_output_is_told(here: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    write(here / "a.txt", BAD)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "coach", "lint", "a.txt"], stdout=full, stderr=subprocess.PIPE, cwd=here
        )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1


def test_a_reader_that_goes_away_ends_the_run_quietly(here: Path) -> None:
    for number in range(20):
        write(here / f"{number}.txt", "a  b " * 200)
    command = f"{sys.executable} -m coach lint --output-format jsonl . | head -c 10; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=here)
    assert (done.returncode, done.stderr) == (141, b"")
    assert len(done.stdout) == 10


def test_an_unforeseen_fault_is_one_clear_line(call: Call, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def burst(*_: object, **__: object) -> None:
        raise ZeroDivisionError("boom\x1b[2J")

    monkeypatch.setattr("coach.engine.Linter.lint", burst)
    write(here / "a.txt", GOOD)
    write(here / "b.txt", GOOD)
    code, _, err = call("lint", "a.txt", "b.txt", "--lang", "en")
    assert code == 2
    assert err.count("\n") == 2
    assert "ZeroDivisionError" in err
    assert "\x1b" not in err


def test_the_version_is_that_of_the_package(call: Call) -> None:
    import coach

    assert call("--version")[1] == f"coach {coach.__version__}\n"


# --- drafts with several posts ----------------------------------------------------------------------------------

THREAD = "---\nlang: en\nallow:\n  shouting: a title\n---\n{first} #theatre\n---\nTomorrow we tidy up. #theatre\n"


def test_an_exception_that_one_part_of_a_thread_needs_is_needed(call: Call, here: Path) -> None:
    write(here / "a.md", THREAD.format(first="LAST TRAIN FROM LEEDS is on tonight."))
    assert "unused-allow" not in call("lint", "a.md")[1]
    write(here / "a.md", THREAD.format(first="A play is on tonight."))
    assert call("lint", "a.md")[1].count("unused-allow") == 1


@pytest.mark.parametrize(
    ("accounts", "networks"),
    [
        pytest.param("linkedin-a, mastodon-b", ["linkedin", "mastodon"], id="the graver network last"),
        pytest.param("mastodon-b, linkedin-a", ["mastodon", "linkedin"], id="the graver network first"),
        pytest.param("mastodon-a, mastodon-b, linkedin-c", ["mastodon", "linkedin"], id="two accounts of one network"),
    ],
)
def test_what_several_accounts_share_is_said_once_and_as_gravely_as_on_any(
    call: Call, here: Path, accounts: str, networks: list[str]
) -> None:
    write(here / "a.md", f"---\nmedia: [{accounts}]\n---\nUn **grand** #porte-à-porte")
    code, out, _ = call("lint", "--strict", "--select", "cut-hashtag", "--output-format", "json", "a.md")
    assert [(one["severity"], one["networks"]) for one in json.loads(out)["diagnostics"]] == [("warning", networks)]
    assert code == 1


def test_a_file_reached_twice_is_read_once(call: Call, here: Path) -> None:
    write(here / "a.txt", "Un  mot #ESS")
    (here / "b.txt").symlink_to("a.txt")
    out = call("lint", "--lang", "en", "a.txt", "./a.txt", "b.txt", ".")[1]
    assert out.count("double-space") == 1
    assert "1 draft." in out


# --- what a newcomer stumbled over ---------------------------------------------------------------------------------


def test_a_rule_path_that_is_missing_is_named(call: Call, here: Path) -> None:
    write(here / "coach.toml", 'rule-paths = ["nope"]\n')
    write(here / "a.txt", GOOD)
    code, out, err = call("lint", "a.txt", "--lang", "en")
    assert code == 2
    assert "called nope here" in err
    assert out.startswith("Nothing else to say"), "not all was well"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("networks = [\n\n", "coach.toml:1: this is not valid TOML: networks = [.", id="never closed"),
        pytest.param(
            'language = "fr"\nlanguage = "en"\n',
            'coach.toml:2: this stands here for the second time: language = "en".',
            id="a key twice",
        ),
        pytest.param(
            "[lint]\n[lint]\n", "coach.toml:2: this stands here for the second time: [lint].", id="a table twice"
        ),
    ],
)
def test_broken_settings_are_told_as_they_are(call: Call, here: Path, text: str, says: str) -> None:
    write(here / "coach.toml", text)
    write(here / "a.txt", GOOD)
    code, _, err = call("lint", "a.txt", "--lang", "en")
    assert code == 2
    assert says in err


@pytest.mark.parametrize(
    ("option", "found"),
    [
        pytest.param("shouting]\nin_a_row = -1", "not -1", id="a negative number"),
        pytest.param("shouting]\nletters = 999999999999999999999", "not 999999999999999999999", id="a huge one"),
        pytest.param("near-duplicate]\nsimilarity = nan", "not nan", id="not a number"),
        pytest.param('too-many-hashtags]\nat_most = "3"', 'not "3"', id="a number between quotes"),
    ],
)
def test_an_option_out_of_range_is_refused_with_its_line(call: Call, here: Path, option: str, found: str) -> None:
    write(here / "coach.toml", f"[options.{option}\n")
    write(here / "a.txt", GOOD)
    code, _, err = call("lint", "a.txt", "--lang", "en")
    assert code == 2
    assert "coach.toml:2: the option" in err
    assert found in err


@pytest.mark.parametrize(
    "option",
    [
        pytest.param('daily-cap]\nat_most = 1\nwithin = "0m"', id="no time at all"),
        pytest.param('burst]\nwithin = "0m"\nmin_gap = "0m"', id="no gap"),
        pytest.param("near-duplicate]\nsimilarity = 0", id="everything is alike"),
        pytest.param("repeated-punctuation]\nat_most = 1000000", id="a great many"),
        pytest.param("emoji-run]\nat_most = 0\nalike = 0", id="none"),
    ],
)
def test_an_odd_option_does_not_stop_coach(call: Call, here: Path, option: str) -> None:
    write(here / "coach.toml", f"[options.{option}\n")
    for name in ("a", "b"):
        write(here / f"{name}.txt", f"---\nscheduled_at: 2027-01-02T10:00\n---\n{GOOD} !!! 🎉🎉")
    assert call("lint", "a.txt", "b.txt", "--lang", "en")[0] in (0, 1)


def test_what_two_networks_say_of_one_place_is_told_apart_and_mended_once(call: Call, here: Path) -> None:
    write(here / "a.txt", "---\nnetworks: [x, mastodon]\n---\nVenez vite... #Asso")
    out = call("lint", "a.txt", "--select", "ellipsis", "--lang", "en")[1].splitlines()
    assert [line[line.rindex("(") :] for line in out[:2]] == ["(x)", "(mastodon)"]
    assert out[2].endswith("with --fix: 1.")
    assert (
        json.loads(call("lint", "a.txt", "--select", "ellipsis", "--output-format", "json")[1])["summary"]["fixable"]
        == 1
    )


def test_a_closed_standard_input_is_told(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert run(["lint", "-", "--lang", "en"]) == 2
    assert "standard input is closed" in capsys.readouterr().err


def test_an_unknown_network_brings_the_list(call: Call, here: Path) -> None:
    write(here / "a.txt", GOOD)
    code, _, err = call("lint", "--network", "twitter", "a.txt", "--lang", "en")
    assert code == 2
    assert "It knows x, x-classic" in err
