"""However a session ends, the terminal is as before, the learner knows how to go on, and nothing is lost."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import termios
from pathlib import Path

import pexpect
import pyte
import pytest
from robots import NAME, Terminal, begin, progress, say

from coach import lessons
from coach.tutor.states import Place

_SGR = re.compile(r"\x1b\[([0-9;]*)m")

WAYS = [pytest.param((), id="normal"), pytest.param(("--plain",), id="plain")]


def workspace(place: Path, language: str = "fr") -> Path:
    """A folder where `coach start` is done and the first lesson open."""
    made = place / "association"
    made.mkdir()
    begin(made, language)
    return made


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("where", ["wizard", "text", "lesson"])
@pytest.mark.parametrize(
    ("event", "code"),
    [
        pytest.param("\x03", 130, id="Ctrl-C"),
        pytest.param("\x04", 130, id="Ctrl-D"),
        pytest.param(signal.SIGTERM, 143, id="SIGTERM"),
        pytest.param(signal.SIGHUP, 129, id="SIGHUP"),
    ],
)
def test_leaving_saves_and_restores(
    tmp_path: Path, way: tuple[str, ...], where: str, event: str | signal.Signals, code: int
) -> None:
    if where == "lesson":
        terminal = Terminal(workspace(tmp_path), ["learn", *way], language="fr")
    else:
        terminal = Terminal(tmp_path, ["start", *way], language="fr")
    terminal.prompt()
    if where == "text":
        # The language, in normal mode the display, then the name of the association.
        for _ in range(1 if way else 2):
            terminal.child.send("\n" if way else "\r")
            terminal.prompt()
    if isinstance(event, str):
        terminal.child.send(event)
    else:
        terminal.child.kill(event)
    assert terminal.end() == code
    assert "Tout est gardé." in terminal.text
    assert ("coach learn" if where == "lesson" else "coach start") in terminal.text
    assert "Traceback" not in terminal.text
    if where == "text":
        assert progress(tmp_path).start["language"] == "fr"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("event", ["\x03", "\x04", signal.SIGTERM, signal.SIGHUP], ids=["C", "D", "TERM", "HUP"])
def test_the_terminal_is_as_before(tmp_path: Path, way: tuple[str, ...], event: str | signal.Signals) -> None:
    # A shell that stays keeps the terminal open, so that it can be looked at afterwards.
    command = f"trap : INT HUP; {sys.executable} -m coach start {' '.join(way)}; echo ended; read line"
    child = pexpect.spawn(
        "/bin/sh",
        ["-c", command],
        cwd=str(tmp_path),
        env={"PATH": os.environ["PATH"], "HOME": "/", "TERM": "xterm", "LANG": "fr_FR.UTF-8", "COACH_LEARNER": NAME},
        encoding="utf-8",
        timeout=20,
    )
    before = termios.tcgetattr(child.child_fd)
    child.expect("aide")
    if isinstance(event, str):
        child.send(event)
    else:
        found = subprocess.run(["pgrep", "-P", str(child.pid)], capture_output=True, text=True).stdout.split()
        os.kill(int(found[0]), event)
    child.expect("ended")
    printed = child.before
    assert termios.tcgetattr(child.child_fd)[:4] == before[:4]
    assert printed.rfind("\x1b[?25l") <= printed.rfind("\x1b[?25h"), "the cursor is hidden"
    assert printed.rfind("\x1b[?2004h") <= printed.rfind("\x1b[?2004l"), "bracketed paste is on"
    child.sendline("")
    child.expect(pexpect.EOF)


@pytest.mark.parametrize("way", WAYS)
def test_the_end_of_the_input_is_no_loop(tmp_path: Path, way: tuple[str, ...]) -> None:
    terminal = Terminal(tmp_path, ["start", *way], language="fr")
    terminal.prompt()
    terminal.child.close(force=False)  # hangs up
    assert terminal.child.wait() != 0 if terminal.child.isalive() else True


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["start"], id="start"),
        pytest.param(["start", "--plain"], id="start, plain"),
        pytest.param(["learn"], id="learn"),
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_without_a_terminal_one_is_told_what_is_missing(tmp_path: Path, arguments: list[str], language: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "coach", *arguments, "--lang", language],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=20,
        env={**os.environ, "HOME": "/", "COACH_LEARNER": NAME},
    )
    assert done.returncode == 2
    assert "--answers" in done.stderr
    assert done.stdout == ""
    if arguments[0] == "start":
        for name in ("organisation", "networks", "people", "goal"):
            assert f"start.{name}" in done.stderr
        assert "start.timezone" not in done.stderr  # the computer's own would do
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("columns", [40, 20])
def test_a_narrow_terminal_shows_every_word(tmp_path: Path, way: tuple[str, ...], columns: int) -> None:
    place = workspace(tmp_path)
    terminal = Terminal(place, ["learn", "tone", *way], language="fr", columns=columns)
    screen = pyte.HistoryScreen(columns, 40, history=1000)
    stream = pyte.Stream(screen)

    def seen() -> str:
        lines = ["".join(line[x].data for x in range(columns)) for line in screen.history.top]
        return "".join([*lines, *screen.display]).replace(" ", "").replace("\u00a0", "")

    terminal.prompt()
    terminal.child.expect([pexpect.TIMEOUT], timeout=0.4)
    stream.feed(terminal.raw + terminal.child.before)
    terminal.child.send("q\n" if way else "q")
    assert terminal.end() == 0
    printed = seen()
    for key in ("learn-do-go", "learn-do-test"):
        assert say(key, "fr").replace(" ", "").replace("\u00a0", "") in printed
    prose = lessons.words(lessons.shipped()["tone"], "fr", "x").read.text
    for word in prose.replace("*", "").replace("`", "").split():
        if word.isalpha() and len(word) < columns - 4:
            assert word in printed, word


@pytest.mark.parametrize("way", WAYS)
def test_resizing_loses_nothing(tmp_path: Path, way: tuple[str, ...]) -> None:
    terminal = Terminal(workspace(tmp_path), ["learn", *way], language="fr")
    terminal.prompt()
    for rows, columns in ((10, 20), (1, 1), (2, 300), (200, 2), (30, 100)):
        terminal.child.setwinsize(rows, columns)
        terminal.child.expect([pexpect.TIMEOUT, r".+"], timeout=0.15)
    assert terminal.child.isalive()
    terminal.child.send("q\n" if way else "q")
    assert terminal.end() == 0
    assert progress(terminal.workspace).state.at == Place("start", "end")


@pytest.mark.parametrize("way", WAYS)
def test_no_color_is_obeyed(tmp_path: Path, way: tuple[str, ...]) -> None:
    terminal = Terminal(workspace(tmp_path), ["learn", "tone", *way], language="fr", NO_COLOR="1")
    terminal.prompt()
    raw = terminal.child.before + terminal.child.after
    terminal.child.send("q\n" if way else "q")
    assert terminal.end() == 0
    codes = {code for found in _SGR.findall(raw) for code in found.split(";")}
    assert not {code for code in codes if code.isdigit() and 30 <= int(code) <= 107}


@pytest.mark.parametrize(
    ("name", "value"),
    [pytest.param("ACCESSIBLE", "1", id="ACCESSIBLE"), pytest.param("TERM", "dumb", id="a dumb terminal")],
)
def test_plain_lines_are_chosen_by_the_surroundings(tmp_path: Path, name: str, value: str) -> None:
    terminal = Terminal(workspace(tmp_path), ["learn"], language="fr", **{name: value})
    terminal.prompt()
    assert "\x1b" not in terminal.child.before + terminal.child.after
    terminal.child.send("q\n")
    assert terminal.end() == 0


def test_a_plain_session_redraws_nothing(tmp_path: Path) -> None:
    place = workspace(tmp_path)
    terminal = Terminal(place, ["learn", "two-uses", "--plain"], language="fr")
    for typed in ("1\n", "1\n", "b\n", "h\n", "?\n", "l\n", "1\n", "zzz\n", "q\n"):
        if typed == "q\n":
            terminal.child.expect("pas compris")
        else:
            terminal.prompt()
        raw = terminal.child.before + terminal.child.after
        assert "\x1b" not in raw
        assert "\b" not in raw
        terminal.child.send(typed)
    assert terminal.end() == 0


@pytest.mark.parametrize("typed", ["o", "oui", "y", "YES"])
def test_oui_means_yes_in_plain_lines(tmp_path: Path, typed: str) -> None:
    terminal = Terminal(tmp_path, ["start", "--plain"], language="fr")
    for answer in ("1", "Lilas", "1", "1", "1", "1", typed):
        terminal.prompt()
        terminal.child.send(f"{answer}\n")
    terminal.prompt()
    assert progress(tmp_path).start["script"] is True
    terminal.child.send("n\n")
    terminal.prompt()
    assert not (tmp_path / "coach.toml").exists()
    terminal.child.send(f"{typed}\n")  # where Enter is asked for
    terminal.prompt()
    assert (tmp_path / "coach.toml").exists()
    terminal.child.send("q\n")
    assert terminal.end() == 0


@pytest.mark.parametrize(("key", "taken"), [("o", True), ("O", True), ("y", True), ("n", False)])
def test_o_means_yes_on_a_key(tmp_path: Path, key: str, taken: bool) -> None:
    terminal = Terminal(tmp_path, [], language="fr")  # without settings, coach offers to begin
    terminal.prompt()
    assert "On prépare tout ensemble" in terminal.text
    terminal.child.send(key)
    if taken:
        terminal.prompt()
        assert "Quelle langue" in terminal.text
        terminal.child.send("q")
    assert terminal.end() == 0


def test_coach_without_a_terminal_shows_its_help(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "coach", "--lang", "fr"],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=20,
        check=True,
    )
    assert "coach lint" in done.stdout


def test_in_the_home_folder_a_folder_of_its_own_is_offered_and_found_again(tmp_path: Path) -> None:
    home = tmp_path / "lina"
    home.mkdir()
    terminal = Terminal(home, ["start", "--plain"], language="fr", HOME=str(home))
    terminal.prompt()
    assert "dossier personnel" in terminal.text
    terminal.child.send("i\n")
    terminal.prompt()
    assert say("start-why-folder", "fr")[:40] in terminal.text
    # Folder, language, name, network, time zone, who, goal, script, placement, writing.
    for typed in ("o", "1", "Lilas", "1", "1", "1", "3", "n", "n", ""):
        terminal.child.send(f"{typed}\n")
        terminal.prompt()
    assert (home / "coach/coach.toml").exists()
    assert not (home / ".coach").exists()
    terminal.child.send("q\n")
    assert terminal.end() == 0
    assert "coach learn" in terminal.text
    terminal = Terminal(home, ["learn", "--plain"], language="fr", HOME=str(home))
    terminal.prompt()
    assert "dossier personnel" not in terminal.text
    assert lessons.title(lessons.shipped()["start"], "fr") in terminal.text
    terminal.child.send("q\n")
    assert terminal.end() == 0


def test_an_output_that_cannot_draw_gets_plain_lines(tmp_path: Path) -> None:
    terminal = Terminal(workspace(tmp_path), ["learn"], language="fr", PYTHONIOENCODING="ascii")
    terminal.child.expect("quitter")
    assert "\x1b" not in terminal.child.before
    terminal.child.send("q\n")
    assert terminal.end() == 0
