"""Whatever ends a session, no answer that was given is lost, and it goes on where it was."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from robots import Asked, Terminal, rehearse, script, tree

from coach import lessons

IDS = tuple(lessons.shipped())
KILLS = 50


def find(terminal: Terminal, asked: Sequence[Asked], expected: int, *, sure: bool) -> int:
    """Which question stands there: the expected one, or, unless `sure`, the one before, whose answer was under way."""
    for index in (expected,) if sure else (expected, expected - 1):
        if 0 <= index < len(asked) and terminal.stands(asked[index]):
            return index
    raise AssertionError(f"lost: {terminal.text!r} instead of {asked[expected].question}")


def test_a_session_killed_at_fifty_moments_ends_as_if_nothing_had_happened(tmp_path: Path) -> None:
    wanted = script("fr", IDS)
    rehearsed, workspace = tmp_path / "rehearsed", tmp_path / "killed"
    rehearsed.mkdir()
    workspace.mkdir()
    asked = [one for one in rehearse(rehearsed, "fr", wanted).asked if one.question.key != "start.display"]
    chance = random.Random(4)
    at, sure = 0, True
    for _ in range(KILLS):
        terminal = Terminal(workspace, ["learn", "--plain"], language="fr", forked=True)
        for _ in range(chance.choice((0, 1, 2, 2, 3))):
            terminal.prompt()
            at = find(terminal, asked, at, sure=sure)
            terminal.answer(asked[at])
            at, sure = at + 1, False
        if chance.random() < 0.5:
            terminal.prompt()  # the next question stands there: the answer before it has been taken
            at, sure = find(terminal, asked, at, sure=sure), True
        else:
            time.sleep(chance.random() * 0.1)
        terminal.child.kill(signal.SIGKILL)
        assert terminal.end() == -signal.SIGKILL
    assert at < len(asked) - 1, "the kills must come before the end"
    terminal = Terminal(workspace, ["learn", "--plain"], language="fr")
    terminal.prompt()
    at = find(terminal, asked, at, sure=sure)
    terminal.answer(asked[at])
    terminal.play(asked[at + 1 :])
    assert terminal.end() == 0
    assert tree(workspace) == tree(rehearsed)
