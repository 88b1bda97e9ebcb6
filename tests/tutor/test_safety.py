"""The safety net, tried for real: the hook in repositories, the script, the files for build servers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from coach.errors import CoachError
from coach.tutor import safety, starting, wizard
from coach.tutor.progress import Progress

GOOD = "---\nlang: fr\n---\nSamedi 14 h, salle des Lilas : on répare vos vélos ensemble.\n"
BAD = "---\nlang: fr\n---\n" + "Venez nombreux à la fête. " * 20 + "\n"
SETTINGS = 'language = "fr"\nnetworks = ["x"]\n[lint]\ninclude = ["drafts/**"]\n'


def run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    surroundings = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **environment,
    }
    return subprocess.run(
        command, cwd=folder, env=surroundings, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60
    )


def git(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return run(folder, "git", "-c", "user.name=Lina", "-c", "user.email=lina@localhost", *arguments, **environment)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A repository with the hook of coach in it."""
    folder = tmp_path / "un dépôt d’été"
    folder.mkdir()
    assert git(folder, "init", "--quiet", ".").returncode == 0
    write(folder / "coach.toml", SETTINGS)
    found = safety.repository(folder)
    assert found is not None
    safety.write(found.hook, safety.hook_text(".", "fr"), runs=True)
    return folder


def commit(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return git(folder, "commit", "--quiet", "--message", "un message", *arguments)


def test_a_bad_draft_is_stopped_and_a_good_one_passes(repo: Path) -> None:
    write(repo / "drafts/a.md", BAD)
    git(repo, "add", "--all")
    stopped = commit(repo)
    assert stopped.returncode != 0
    assert "drafts/a.md" in stopped.stdout + stopped.stderr
    assert "too-long" in stopped.stdout + stopped.stderr
    write(repo / "drafts/a.md", GOOD)
    git(repo, "add", "--all")
    passed = commit(repo)
    assert passed.returncode == 0, passed.stdout + passed.stderr


def test_what_is_staged_counts_not_what_lies_there(repo: Path) -> None:
    write(repo / "drafts/a.md", BAD)
    git(repo, "add", "--all")
    write(repo / "drafts/a.md", GOOD)
    assert commit(repo).returncode != 0
    git(repo, "add", "--all")
    write(repo / "drafts/a.md", BAD)
    assert commit(repo).returncode == 0
    assert (repo / "drafts/a.md").read_text(encoding="utf-8") == BAD


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("README.md", BAD, id="a text that is no draft"),
        pytest.param("notes/a.md", BAD, id="a text elsewhere"),
        pytest.param("drafts/photo.jpg", "\x00\x01", id="a picture beside the drafts"),
        pytest.param("src/a.py", "print()", id="code"),
    ],
)
def test_other_files_are_left_alone(repo: Path, name: str, text: str) -> None:
    write(repo / name, text)
    git(repo, "add", "--all")
    passed = commit(repo)
    assert passed.returncode == 0, passed.stdout + passed.stderr


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("drafts/deux mots.md", id="a blank"),
        pytest.param("drafts/-n.md", id="a dash in front"),
        pytest.param("drafts/l’été «2».md", id="accents and quotes"),
        pytest.param("drafts/a\nb.md", id="a line end"),
        pytest.param("drafts/$(touch pwned).md", id="an order to the shell"),
        pytest.param("drafts/CRI.MD", id="capitals"),
        pytest.param("drafts/a.toot", id="another kind of draft"),
    ],
)
def test_odd_names_are_read_as_well(repo: Path, name: str) -> None:
    write(repo / name, BAD * 2)
    git(repo, "add", "--all")
    assert commit(repo).returncode != 0
    assert not (repo / "pwned").exists()


def test_deleting_and_committing_a_part(repo: Path) -> None:
    write(repo / "drafts/a.md", GOOD)
    write(repo / "drafts/b.md", BAD)
    git(repo, "add", "drafts/a.md")
    assert commit(repo).returncode == 0, "b.md is not staged"
    git(repo, "rm", "--quiet", "drafts/a.md")
    assert commit(repo).returncode == 0, "nothing to read in what is deleted"
    git(repo, "add", "--all")
    # `git commit FILE` has an index of its own.
    assert commit(repo, "drafts/b.md").returncode != 0
    assert commit(repo, "coach.toml").returncode == 0


def test_the_workspace_may_lie_deeper_and_its_settings_be_unknown_to_git(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", ".")
    write(tmp_path / "comm/coach.toml", SETTINGS + 'exclude = ["drafts/archive/**"]\n')
    found = safety.repository(tmp_path / "comm")
    assert found is not None
    safety.write(found.hook, safety.hook_text("comm", "en"), runs=True)
    write(tmp_path / "comm/drafts/archive/old.md", BAD)
    git(tmp_path, "add", "comm/drafts")
    assert commit(tmp_path).returncode == 0
    write(tmp_path / "comm/drafts/new.md", BAD)
    git(tmp_path, "add", "comm/drafts")
    assert commit(tmp_path).returncode != 0


def test_without_coach_the_hook_says_so(repo: Path, tmp_path: Path) -> None:
    found = safety.repository(repo)
    assert found is not None
    gone = safety.hook_text(".", "fr").replace(sys.executable, "/nowhere/python")
    found.hook.write_text(gone, encoding="utf-8")
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("git", "sh", "mktemp", "rm", "xargs", "mkdir", "cp"):
        (tools / name).symlink_to(shutil.which(name) or "")
    write(repo / "drafts/a.md", GOOD)
    git(repo, "add", "--all")
    stopped = git(repo, "commit", "--quiet", "--message", "m", PATH=str(tools))
    assert stopped.returncode != 0
    assert "--no-verify" in stopped.stderr


def test_nothing_is_left_behind(repo: Path, tmp_path: Path) -> None:
    places = tmp_path / "tmp"
    places.mkdir()
    write(repo / "drafts/a.md", BAD)
    git(repo, "add", "--all")
    before = git(repo, "status", "--porcelain").stdout
    git(repo, "commit", "--quiet", "--message", "m", TMPDIR=str(places))
    assert list(places.iterdir()) == []
    assert git(repo, "status", "--porcelain").stdout == before


def test_somebody_elses_hook_is_never_replaced(repo: Path) -> None:
    found = safety.repository(repo)
    assert found is not None
    found.hook.write_text("#!/bin/sh\nexit 0\n")
    with pytest.raises(CoachError) as raised:
        safety.write(found.hook, safety.hook_text(".", "fr"), runs=True)
    assert raised.value.key == "write-exists"
    assert starting.look_around(repo, Progress("l"), ask_display=False).hook == "taken"


@pytest.mark.parametrize(
    ("prepare", "expected"),
    [
        pytest.param((), "free", id="nothing there"),
        pytest.param(("config", "core.hooksPath", "/usr/share/hooks"), "taken", id="hooks that several share"),
    ],
)
def test_where_a_hook_may_be_written(tmp_path: Path, prepare: tuple[str, ...], expected: str) -> None:
    git(tmp_path, "init", "--quiet", ".")
    if prepare:
        git(tmp_path, *prepare)
    assert starting.look_around(tmp_path, Progress("l"), ask_display=False).hook == expected


def test_the_pre_commit_program_is_left_in_charge(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", ".")
    write(tmp_path / ".pre-commit-config.yaml", "repos: []\n")
    around = starting.look_around(tmp_path, Progress("l"), ask_display=False)
    assert around.hook == "taken"
    assert "hook" not in [one.name for one in wizard.remaining(around, {})]


@pytest.mark.parametrize(
    ("remote", "folder", "host"),
    [
        pytest.param("git@github.com:lilas/com.git", "", "github", id="GitHub, by its address"),
        pytest.param("https://gitlab.com/lilas/com.git", "", "gitlab", id="GitLab, by its address"),
        pytest.param("", ".github", "github", id="GitHub, by its folder"),
        pytest.param("https://codeberg.org/lilas/com.git", "", "none", id="another"),
        pytest.param("", "", "none", id="none"),
    ],
)
def test_which_build_server(tmp_path: Path, remote: str, folder: str, host: str) -> None:
    git(tmp_path, "init", "--quiet", ".")
    if remote:
        git(tmp_path, "remote", "add", "origin", remote)
    if folder:
        (tmp_path / folder).mkdir()
    found = safety.repository(tmp_path)
    assert found is not None
    assert found.host == host
    around = starting.look_around(tmp_path, Progress("l"), ask_display=False)
    assert ("ci" in [one.name for one in wizard.remaining(around, {})]) == (host != "none")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_orders_for_build_servers_are_whole(language: str) -> None:
    github = yaml.safe_load(safety.ci_text("github", "comm", language))  # type: ignore[arg-type]
    steps = github["jobs"]["coach"]["steps"]
    assert github["permissions"] == {"contents": "read"}
    assert steps[-1] == {"run": "coach lint", "working-directory": "comm"}
    gitlab = yaml.safe_load(safety.ci_text("gitlab", "mon dossier", language))  # type: ignore[arg-type]
    assert gitlab["coach"]["script"][-2:] == ["cd 'mon dossier'", "coach lint"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_script_for_a_double_click(tmp_path: Path, language: str) -> None:
    folder = tmp_path / "mon dossier"
    path = safety.script_path(folder, language, "linux")  # type: ignore[arg-type]
    folder.mkdir()
    safety.write(path, safety.script_text(language, "linux"), runs=True)  # type: ignore[arg-type]
    write(folder / "coach.toml", SETTINGS)
    write(folder / "drafts/a.md", BAD)
    bad = run(tmp_path, str(path))
    assert bad.returncode == 1
    assert "too-long" in bad.stdout
    write(folder / "drafts/a.md", GOOD)
    assert run(tmp_path, str(path)).returncode == 0
    assert safety.is_ours(path)


def test_the_script_for_windows_has_its_line_ends() -> None:
    text = safety.script_text("fr", "win32")
    assert text.count("\r\n") == text.count("\n")
    assert safety.script_path(Path("w"), "fr", "win32").name == "relire-mes-brouillons.bat"
    assert safety.script_path(Path("w"), "en", "darwin").name == "check-my-drafts.command"


def test_outside_a_repository_there_is_none(tmp_path: Path) -> None:
    assert safety.repository(tmp_path) is None
    around = starting.look_around(tmp_path, Progress("l"), ask_display=False)
    names = [one.name for one in wizard.remaining(around, {})]
    assert "script" in names
    assert "hook" not in names
