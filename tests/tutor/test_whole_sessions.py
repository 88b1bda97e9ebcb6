"""A whole session, played in four ways: in this process, from a file of answers, and on a terminal, twice."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from robots import NAME, Script, Terminal, rehearse, script, tree

from coach import lessons

IDS = tuple(lessons.shipped())


def folder(place: Path, name: str) -> Path:
    made = place / name / "association"
    made.mkdir(parents=True)
    return made


def replay(workspace: Path, wanted: Script, *arguments: str, language: str) -> subprocess.CompletedProcess[str]:
    answers = workspace.parent / "answers.toml"
    answers.write_text(wanted.toml(), encoding="utf-8")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(workspace.parent),
        "COACH_LEARNER": NAME,
        "LANG": f"{language}.UTF-8",
        "TZ": "Europe/Paris",
    }
    return subprocess.run(
        [sys.executable, "-m", "coach", "start", "--answers", str(answers), *arguments],
        cwd=workspace,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


@pytest.mark.parametrize(
    ("language", "ids"),
    [
        pytest.param("fr", IDS, id="all lessons, in French"),
        pytest.param("en", IDS, id="all lessons, in English, on another network"),
    ],
)
def test_every_way_of_playing_leaves_the_same_files(language: str, ids: tuple[str, ...], tmp_path: Path) -> None:
    wanted = script(language, ids)
    rehearsed = folder(tmp_path, "rehearsed")
    stage = rehearse(rehearsed, language, wanted)
    expected = tree(rehearsed)
    assert set(expected) >= {"coach.toml", f".coach/learners/{NAME}.json", ".coach/.gitignore", "drafts/03-tone.md"}

    replayed = folder(tmp_path, "replayed")
    done = replay(replayed, wanted, language=language)
    assert done.returncode == 0, done.stdout + done.stderr
    assert tree(replayed) == expected

    normal = Terminal(folder(tmp_path, "normal"), ["start"], language=language)
    normal.play(stage.asked)
    assert normal.end() == 0
    assert tree(normal.workspace) == expected

    plain = Terminal(folder(tmp_path, "plain"), ["start", "--plain"], language=language)
    # With the flag nobody needs to be asked how things should look.
    plain.play([one for one in stage.asked if one.question.key != "start.display"])
    assert plain.end() == 0
    assert tree(plain.workspace) == expected
