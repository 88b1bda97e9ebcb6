"""What coach does where something is out of order: the rest still works, and nothing is lost or told wrong."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coach import files, words

Call = Callable[..., tuple[int, str, str]]

DOUBLE = "Un  mot #ESS\n"


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


# --- settings that are broken in one folder ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "flags",
    [[], ["--no-plan"], ["--plan"], ["--fix"], ["--diff"], ["--output-format", "json"]],
    ids=lambda flags: " ".join(flags) or "plain",
)
@pytest.mark.parametrize(
    "paths", [["."], ["a.txt", "b"], ["b", "a.txt"], ["b/c.txt", "a.txt"]], ids=lambda paths: " ".join(paths)
)
def test_broken_settings_of_one_folder_do_not_stop_the_others(
    call: Call, here: Path, paths: list[str], flags: list[str]
) -> None:
    write(here / "a.txt", DOUBLE)
    write(here / "b" / "coach.toml", "foo = 1\n")
    write(here / "b" / "c.txt", DOUBLE)
    code, out, err = call("lint", *paths, *flags, "--lang", "en")
    assert code == 2
    assert err.count("coach.toml:1: ") == 1
    if "json" in flags:
        assert json.loads(out)["summary"]["files"] == 1
    elif "--plan" not in flags:
        assert "1 draft" in out
    assert (here / "a.txt").read_text() == ("Un mot #ESS\n" if "--fix" in flags else DOUBLE)
    assert (here / "b" / "c.txt").read_text() == DOUBLE


@pytest.mark.parametrize(
    "broken", ["foo = 1\n", "foo =\n", '[lint]\nselect = ["nope"]\n', '[plan]\nhours = "x"\n'], ids=repr
)
def test_broken_settings_of_a_folder_beside_are_no_matter(call: Call, here: Path, broken: str) -> None:
    write(here / "coach.toml", 'networks = ["x"]\n')
    write(here / "a.txt", DOUBLE)
    write(here / "b" / "coach.toml", broken)
    write(here / "b" / "c.txt", DOUBLE)
    code, out, err = call("lint", "a.txt", "--lang", "en")
    assert (code, err) == (0, "")
    assert "double-space" in out
    assert call("lint", ".", "--lang", "en")[0] == 2


# --- files that cannot be written ---------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["read-only", "link", "hard link"])
def test_only_what_was_written_is_told_as_mended(call: Call, here: Path, way: str) -> None:
    draft = write(here / "a.txt", DOUBLE)
    write(here / "b.txt", DOUBLE)
    if way == "read-only":
        draft.chmod(0o444)
    elif way == "link":
        draft.rename(here / "other")
        draft.symlink_to("other")
    else:
        (here / "other").hardlink_to(draft)
    code, out, err = call("lint", "--fix", "a.txt", "b.txt", "--lang", "en")
    assert code == 2
    assert "a.txt" in err
    assert draft.read_text() == DOUBLE
    assert "1 fix." in out
    assert "a.txt:1:3: suggestion double-space" in out


# --- what must not be written over --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "paths"),
    [
        pytest.param("a.txt", ["a.txt"], id="an input"),
        pytest.param("./a.txt", ["a.txt"], id="an input by another name"),
        pytest.param("odd.ext", ["odd.ext"], id="an input of another ending"),
        pytest.param("b.md", ["a.txt"], id="another draft"),
        pytest.param("b.md", ["."], id="a draft of the folder"),
        pytest.param("coach.toml", ["a.txt"], id="the settings"),
        pytest.param("new.toml", ["a.txt"], id="settings to come"),
        pytest.param("a.txt", ["--stdin-filename", "a.txt", "-"], id="the draft that an editor holds"),
        pytest.param("other", ["--config", "other", "a.txt"], id="settings of another name"),
    ],
)
@pytest.mark.parametrize("flags", [[], ["--fix"]], ids=["", "fix"])
def test_a_report_never_takes_the_place_of_a_draft_or_of_settings(
    call: Call, here: Path, target: str, paths: list[str], flags: list[str]
) -> None:
    for name in ("a.txt", "b.md", "odd.ext"):
        write(here / name, DOUBLE)
    for name in ("coach.toml", "other"):
        write(here / name, 'networks = ["x"]\n')
    before = {path.name: path.read_text() for path in here.iterdir()}
    code, out, err = call("lint", *flags, "-o", target, *paths, "--lang", "en", stdin=DOUBLE)
    assert (code, out) == (2, "")
    assert "choose another name after -o" in err
    assert {path.name: path.read_text() for path in here.iterdir()} == before
    if target not in ("odd.ext", "other"):
        assert call("schedule", "--export", "csv", "-o", target)[0] == 2
        assert {path.name: path.read_text() for path in here.iterdir()} == before


@pytest.mark.parametrize("target", ["report.txt", "old.json", "out/report.md"])
def test_a_report_may_be_written_anew_where_no_draft_is_looked_for(call: Call, here: Path, target: str) -> None:
    write(here / "coach.toml", '[lint]\ninclude = ["drafts/**"]\n')
    write(here / "drafts" / "a.txt", DOUBLE)
    for _ in range(2):
        write(here / target, "an old report\n")
        assert call("lint", "-o", target, "drafts")[0] == 0
        assert "double-space" in (here / target).read_text()


# --- what goes out ------------------------------------------------------------------------------------------------


def process(*arguments: str, stdin: bytes = b"", encoding: str = "ascii", **more: object) -> tuple[int, bytes, bytes]:
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "COACH_LANG": "fr"}
    done = subprocess.run(
        [sys.executable, "-m", "coach", *arguments], input=stdin, capture_output=True, env=environment, **more
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["lint", "--output-format", "json", "a.txt"],
        ["lint", "--output-format", "jsonl", "a.txt"],
        ["count", "--json", "Café \u2028 😀 \x7f"],
    ],
    ids=" ".join,
)
def test_json_is_json_whatever_the_terminal_speaks(here: Path, arguments: list[str], encoding: str) -> None:
    write(here / "a.txt", "Café  à l’été 😀😀😀😀😀😀!!!! #a-é\n")
    out = process(*arguments, encoding=encoding, cwd=here)[1]
    assert out.isascii()
    assert b"\x7f" not in out
    assert all(json.loads(line) for line in (out.splitlines() if "jsonl" in arguments else [out]))


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Café  é 😀\n", "Café é 😀\n"),
        ("\ufeffUn  mot\r\nà  deux\r\n", "\ufeffUn mot\r\nà deux\r\n"),
        ("Rien à dire é\r", "Rien à dire é\r"),
    ],
    ids=repr,
)
@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_mended_text_goes_out_byte_by_byte(here: Path, text: str, mended: str, encoding: str) -> None:
    arguments = ["lint", "--fix", "--select", "double-space", "-"]
    assert process(*arguments, stdin=text.encode(), encoding=encoding, cwd=here)[1] == mended.encode()


@pytest.mark.parametrize(
    ("format", "on_stdout"), [("json", False), ("jsonl", False), ("concise", True), ("text", True)]
)
@pytest.mark.parametrize("file", [[], ["-o", "report"]], ids=["", "to a file"])
def test_statistics_leave_json_alone(call: Call, here: Path, format: str, on_stdout: bool, file: list[str]) -> None:
    write(here / "a.txt", "a  b  c #ESS")
    _, out, err = call("lint", "--statistics", "--output-format", format, *file, "a.txt")
    assert ("2  double-space" in out, "2  double-space" in err) == (on_stdout, not on_stdout)
    if format == "json" and not file:
        json.loads(out)


@pytest.mark.parametrize(
    ("id", "error"),
    [
        ("1e400", "json-line-id"),
        ("NaN", "json-line-id"),
        ('{"a": [-Infinity]}', "json-line-id"),
        ('"\\ud800"', None),
        ("12345678901234567890123", None),
    ],
)
def test_an_id_that_cannot_be_given_back_stops_nothing(call: Call, id: str, error: str | None) -> None:
    lines = f'{{"text": "a", "id": {id}}}\n{{"text": "b", "id": 2}}\n'
    code, out, err = call("count", "--jsonl", "--network", "x", stdin=lines)
    first, second = map(json.loads, out.splitlines())
    assert first.get("error") == error
    assert second["id"] == 2
    assert (code, err.count("\n")) == ((2, 1) if error else (0, 0))


def test_a_line_without_end_is_answered_once(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.cli.count.MOST_BYTES", 100)
    fits = json.dumps({"text": "a" * (100 - len('{"text": ""}') - 1)})
    lines = ['{"text": "' + "a" * 350 + '"}', "no json", fits, fits + " ", '{"text": "b"}']
    code, out, _ = call("count", "--jsonl", "--network", "x", stdin="\n".join(lines))
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 2
    assert [(one.get("line"), one.get("error")) for one in answers] == [
        (1, "json-line-too-long"),
        (2, "json-line-broken"),
        (None, None),
        (4, "json-line-too-long"),
        (None, None),
    ]


# --- streams, folders and permissions ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("lint a.txt >&-", "écrire le résultat"),
        ("lint --fix - >&-", "écrire le résultat"),
        ("lint --output-format json a.txt >&-", "écrire le résultat"),
        ("rules >&-", "écrire le résultat"),
        ("explain too-long >&-", "écrire le résultat"),
        ("count a >&-", "écrire le résultat"),
        ("settings >&-", "écrire le résultat"),
        ("schedule >&-", "écrire le résultat"),
        ("count <&-", "l’entrée standard est fermée"),
        ("count --jsonl <&-", "l’entrée standard est fermée"),
        ("lint - <&-", "l’entrée standard est fermée"),
    ],
)
def test_a_closed_stream_is_told_as_such(here: Path, command: str, says: str) -> None:
    write(here / "a.txt", DOUBLE)
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m coach {command}"],
        capture_output=True,
        input=None if "<" in command else b"Un  mot\n",
        cwd=here,
        env={**os.environ, "COACH_LANG": "fr", "PYTHONIOENCODING": "utf-8"},
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert says in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    ("command", "code"),
    [("lint nope.txt", 2), ("lint --output-format json a.txt nope.txt", 2), ("lint a.txt", 0), ("lint --bogus", 2)],
)
def test_complaints_that_nobody_hears_go_nowhere_else(here: Path, command: str, code: int) -> None:
    write(here / "a.txt", "Rien à dire ici. #ESS\n")
    done = subprocess.run(["bash", "-c", f"{sys.executable} -m coach {command} 2>&-"], capture_output=True, cwd=here)
    assert done.returncode == code
    assert b"nope" not in done.stdout
    if "json" in command:
        json.loads(done.stdout)


@pytest.mark.parametrize(
    "command", ["lint .", "lint a.txt", "lint", "count a", "rules", "settings", "schedule", "test"]
)
def test_a_folder_that_is_gone_is_told_as_such(here: Path, command: str) -> None:
    gone = here / "gone"
    gone.mkdir()
    script = f"cd {gone} && rmdir {gone} && {sys.executable} -m coach {command}"
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, env={**os.environ, "COACH_LANG": "en"}, stdin=subprocess.DEVNULL
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"the folder you are in is no longer there" in done.stderr


def test_a_folder_that_may_not_be_entered_is_told_as_such(
    call: Call, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(here / "a.txt", DOUBLE)
    write(here / "nox" / "b.txt", DOUBLE)

    # Root may enter anywhere, so the system is made to refuse.
    def refusing(work: Callable[..., object]) -> Callable[..., object]:
        def refused(path: object, *more: object, **options: object) -> object:
            if "nox/" in os.fsdecode(path):  # type: ignore[arg-type]
                raise PermissionError(errno.EACCES, "Permission denied", path)
            return work(path, *more, **options)

        return refused

    for name in ("stat", "lstat", "open"):
        monkeypatch.setattr(os, name, refusing(getattr(os, name)))
    code, out, err = call("lint", "nox/b.txt", "a.txt", "--lang", "en")
    assert code == 2
    assert "double-space" in out
    assert "nox/b.txt" in err
    assert "stumbled" not in err
    assert err.count("\n") == 1


# --- rules of a team's own whose examples make no sense -------------------------------------------------------------

RULE = """check = "pattern"
severity = "warning"
since = "2026-11"
sources = [{ url = "https://example.org/charter", read = 2026-11-22, kind = "advice" }]
options = { tokens = ["usager"] }
title = { en = "A word", fr = "Un mot" }
message = { en = "We avoid it.", fr = "Nous l’évitons." }
advice = { en = "Say habitant.", fr = "Dites habitant." }
why = { en = "People are more.", fr = "Les gens sont plus." }
[[good]]
language = "fr"
post = "Chaque habitant est le bienvenu."
[[bad]]
language = "fr"
post = "Un <<usager>> de plus."
"""
PLAN = 'plan = [{ text = "x", at = "2026-11-24 10:00" }]\n'


@pytest.mark.parametrize(
    ("example", "line", "says"),
    [
        pytest.param("", 16, "one text and one only", id="no text"),
        pytest.param("plan = []\n", 16, "one text and one only", id="a plan of nothing"),
        pytest.param('post = "a"\n' + PLAN, 16, "one text and one only", id="a post and a plan"),
        pytest.param(PLAN + 'now = "x"\n', 19, "date", id="a time that is none"),
        pytest.param(PLAN + 'team = { hours = "x" }\n', 19, "are no hours", id="hours that are none"),
        pytest.param(PLAN + 'team = { min_gap = "x" }\n', 19, "is no length", id="a gap that is none"),
        pytest.param(PLAN + 'team = { timezone = "Mars/Base" }\n', 19, "not a time zone", id="a zone of nowhere"),
        pytest.param(PLAN + "team = { per_day = 0 }\n", 19, "at least 1", id="no post a day"),
        pytest.param(PLAN + "options = { tokens = 5 }\n", 19, "should look like", id="an option of another type"),
        pytest.param(PLAN.replace("2026-11-24 10:00", "nope"), None, "nope", id="a post at no time"),
        pytest.param(
            'draft = "---\\nlang: fr\\nHello"\n', None, "never closed", id="front matter that is never closed"
        ),
    ],
)
def test_a_senseless_example_is_told_with_its_line(
    call: Call, here: Path, example: str, line: int | None, says: str
) -> None:
    write(here / "coach.toml", 'rule-paths = ["house"]\n')
    write(here / "house" / "broken.toml", RULE + f'[[good]]\nlanguage = "fr"\n{example}')
    write(here / "house" / "sound.toml", RULE)
    write(here / "a.txt", DOUBLE)
    code, out, err = call("test", "house", "--lang", "en")
    assert (code, err) == (2, "")
    told = [row for row in out.splitlines() if "broken.toml" in row]
    assert any(f"house/broken.toml:{line or 16}: " in row and says in row for row in told), out
    assert "sound.toml:1: " in out, "the other rule is proven all the same"
    for command in (["explain", "broken"], ["lint", "a.txt"], ["rules"]):
        code, _, err = call(*command, "--lang", "en")
        assert (code, err.count("\n")) == ((2, 1) if line else (0, 0))
        assert "stumbled" not in err


# --- many of a kind -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["text", "concise"])
@pytest.mark.parametrize(("count", "capped"), [(99, False), (1000, True)])
def test_numbers_that_are_cut_short_are_told_as_such(
    call: Call, here: Path, count: int, capped: bool, format: str
) -> None:
    write(here / "a.txt", "a  b " * count)
    arguments = ["lint", "--output-format", format, "--select", "double-space", "a.txt", "--lang", "en"]
    assert ("Past 100 in one post" in " ".join(call(*arguments)[1].split())) is capped
    out = call(*arguments, "--fix")[1]
    assert "Past 100" not in " ".join(out.split())
    assert f"Applied: {count} fixes." in " ".join(out.split())


def test_the_diagnostics_of_many_posts_are_gone_through_once(
    call: Call, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coach.report import text

    looks: list[object] = []
    shown = text.shown

    def counted(*arguments: object) -> object:
        looks.append(arguments)
        return shown(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(text, "shown", counted)
    write(here / "a.csv", "Text,Date\n" + "Un  mot de la fête,\n" * 50)
    out = call("lint", "--output-format", "text", "a.csv")[1]
    assert out.count("│ Un mot de la fête") == 50
    assert len(looks) == 1


@pytest.mark.parametrize(
    ("network", "sum"),
    [
        ("threads", "text 8 + 1 emoji 4 = 12"),
        ("x", "text 8 + 1 emoji 2 = 10"),
        ("bluesky", "text 9 = 9"),
        ("linkedin", "text 9 = 9"),
    ],
)
def test_emoji_in_a_hashtag_are_counted_where_they_count(call: Call, network: str, sum: str) -> None:
    assert sum in call("count", "#ok🎉 vive", "--network", network, "--lang", "en")[1]


def test_a_network_named_twice_is_counted_once(call: Call) -> None:
    assert call("count", "--network", "x,x", "--network", "x", "a")[1].count("x  1 / 280") == 1


# --- one language at a time -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_what_the_system_says_is_said_in_the_readers_language(number: int) -> None:
    found = files.reason(OSError(number, "No such thing"))
    assert found == "No such thing" or (words.say(found, "fr") != words.say(found, "en") != found)


def test_a_full_disk_is_told_in_french(here: Path) -> None:
    write(here / "a.txt", DOUBLE)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "coach", "lint", "a.txt", "--lang", "fr"],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            cwd=here,
        )
    assert done.stderr.decode() == "coach: impossible d’écrire le résultat\u00a0: il n’y a plus de place.\n"


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("(assoc", "n’est plus lisible après le caractère numéro 6"),
        ("*a", "le motif « *a » est illisible. "),
        ("[z-a]", "n’est plus lisible après le caractère numéro 4"),
    ],
)
def test_a_broken_pattern_is_told_in_french(call: Call, here: Path, pattern: str, says: str) -> None:
    write(here / "house" / "a.toml", RULE.replace('tokens = ["usager"]', f"pattern = '{pattern}'"))
    out = call("test", "house", "--lang", "fr")[1]
    assert says in out.replace("\u00a0", " ")
    assert "position" not in out


def test_missing_examples_are_told_as_one_would_write_them(call: Call, here: Path) -> None:
    write(here / "house" / "a.toml", RULE)
    out = call("test", "house", "--lang", "fr")[1]
    assert 'exemples [[good]] avec language = "en"\u00a0: 0' in out


@pytest.mark.parametrize(
    ("environment", "settings", "arguments", "french"),
    [
        pytest.param({"COACH_LANG": "fr"}, "", ["lint", "--lang", "de"], True, id="a language coach does not speak"),
        pytest.param({}, 'language = "fr"', ["lint", "--lang", "de"], True, id="the same, in French settings"),
        pytest.param({"COACH_LANG": "en"}, 'language = "fr"\nfoo = 1', ["lint"], True, id="settings with a fault"),
        pytest.param({}, "language = 5\nfoo = 1", ["lint"], False, id="settings with a language that is none"),
        pytest.param({}, 'language = "fr"\nfoo = 1', ["lint", "--isolated"], False, id="settings that do not count"),
        pytest.param({}, "", ["--lang", "en", "lint", "--lang", "fr"], True, id="the later flag"),
        pytest.param({}, "", ["--lang", "fr", "lint", "--lang=en"], False, id="the later flag, the other way"),
        pytest.param({}, "", ["--lang", "fr", "lint", "--", "--lang", "en"], True, id="what is no flag any more"),
    ],
)
def test_the_language_of_complaints(
    call: Call,
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    settings: str,
    arguments: list[str],
    french: bool,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    write(here / "coach.toml", settings)
    err = call(*arguments[:1], *arguments[1:], *(["nope.txt"] if "--" not in arguments else []))[2]
    assert err
    assert bool(re.search(r"n’|\bpas\b|\u00a0", err)) is french


@pytest.mark.parametrize(("language", "head"), [("fr", "too-long\u00a0: "), ("en", "too-long: ")])
def test_the_title_of_a_page_has_the_typography_of_its_language(call: Call, language: str, head: str) -> None:
    assert call("explain", "too-long", "--lang", language)[1].startswith(head)


def test_the_columns_of_tables_are_listed_in_any_language(call: Call, here: Path) -> None:
    write(here / "a.csv", "foo,bar\na,b\n")
    err = call("lint", "a.csv", "--lang", "fr")[2]
    assert "post, scheduleDate | scheduled_at, account_id, content | " in err


@pytest.mark.parametrize("format", ["text", "concise", "json", "jsonl"])
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("too-lnog", "The nearest names: too-long."),
        ("TOO-LONG", "The nearest names: too-long."),
        ("xyz", "The nearest"),
    ],
)
def test_an_exception_for_a_rule_that_does_not_exist_keeps_its_reason(
    call: Call, here: Path, name: str, says: str, format: str
) -> None:
    draft = f"---\nallow:\n  {name}: cut by hand\n  shouting: a title\n---\nThe garden opens on Sunday. #garden\n"
    write(here / "a.txt", draft)
    out = call("lint", "--output-format", format, "--lang", "en", "a.txt")[1]
    assert f"No rule is called {name}. {says}" in " ".join(out.split())
    assert "Mend the name, or take this line out" in out or format == "concise"
    call("lint", "--fix", "--unsafe-fixes", "a.txt")
    assert (here / "a.txt").read_text() == draft.replace("  shouting: a title\n", "")
