"""Looking for drafts: which files a path leads to, and which not."""

from __future__ import annotations

import errno
import os
import subprocess
import time
from pathlib import Path

import pytest

from coach import files

TREE = [
    *("drafts/b.md", "drafts/a.TXT", "drafts/c.tweet", "drafts/d.toot", "drafts/e.markdown", "drafts/photo.jpg"),
    *("drafts/README.md", "drafts/readme.fr.md", "drafts/LICENSE.txt", "drafts/CHANGELOG.md", "drafts/lisez-moi.txt"),
    *("drafts/notice-fete.txt", "drafts/.caché.txt", "drafts/.git/x.txt", "drafts/node_modules/x.md"),
    *("drafts/archive/old.txt", "drafts/archive/deep/er.txt", "drafts/press/CONTRIBUTING.md", "drafts/press/p.txt"),
    "other/o.txt",
]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in TREE:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a")
    monkeypatch.chdir(tmp_path)
    return tmp_path


ALL = [
    *("drafts/a.TXT", "drafts/archive/deep/er.txt", "drafts/archive/old.txt", "drafts/b.md", "drafts/c.tweet"),
    *("drafts/d.toot", "drafts/e.markdown", "drafts/notice-fete.txt", "drafts/press/p.txt"),
]
NO_ARCHIVE = [path for path in ALL if "/archive/" not in path]


@pytest.mark.parametrize(
    ("paths", "options", "found"),
    [
        pytest.param(["drafts"], {}, ALL, id="a folder is its drafts, sorted, and no READMEs"),
        pytest.param(["."], {}, [*ALL, "other/o.txt"], id="the folder one is in"),
        pytest.param(["drafts/README.md", "drafts/photo.jpg"], {}, None, id="a file that is named is read"),
        pytest.param(["drafts/nothing.txt"], {}, None, id="what is missing is for the reader to tell"),
        pytest.param(["drafts"], {"exclude": ("drafts/archive",)}, NO_ARCHIVE, id="what is left out"),
        pytest.param(["drafts"], {"include": ("drafts/press/**",)}, ["drafts/press/p.txt"], id="what is let in"),
        pytest.param(["drafts/archive/old.txt"], {"exclude": ("drafts/archive/**",)}, None, id="by hand all the same"),
        pytest.param(
            ["drafts/archive/old.txt", "drafts/README.md", "other/o.txt", "drafts/b.md", "drafts/photo.jpg"],
            {"exclude": ("drafts/archive/**",), "include": ("drafts/**",), "force_exclude": True},
            ["drafts/b.md", "drafts/photo.jpg"],
            id="a hook names files, the settings choose",
        ),
        pytest.param(["drafts/b.md", "./drafts/b.md", "other/../drafts/b.md"], {}, ["drafts/b.md"], id="each once"),
        pytest.param(["drafts"], {"suffixes": (".toot",)}, ["drafts/d.toot"], id="only one ending"),
    ],
)
def test_walk(tree: Path, paths: list[str], options: dict[str, object], found: list[str] | None) -> None:
    walked = files.walk(paths, root=tree, **options)  # type: ignore[arg-type]
    assert (list(walked.files), walked.problems) == (paths if found is None else found, ())


def test_walk_follows_no_link(tree: Path) -> None:
    (tree / "drafts/press/up").symlink_to("..")
    (tree / "drafts/link.txt").symlink_to("b.md")
    (tree / "drafts/out").symlink_to(tree / "other")
    assert list(files.walk(["drafts"]).files) == ALL
    assert list(files.walk(["drafts/b.md", "drafts/link.txt"]).files) == ["drafts/b.md"]
    assert list(files.walk(["drafts/out"]).files) == ["drafts/out/o.txt"]


@pytest.mark.parametrize(
    ("options", "key"),
    [
        pytest.param({"suffixes": (".csv",)}, "folder-without-drafts", id="none there"),
        pytest.param({"exclude": ("**",)}, "folder-all-excluded", id="all left out"),
        pytest.param({"include": ("other/**",)}, "folder-all-excluded", id="none let in"),
    ],
)
def test_a_folder_that_gives_nothing(tree: Path, options: dict[str, tuple[str, ...]], key: str) -> None:
    walked = files.walk(["drafts/press", "other"], root=tree, **options)  # type: ignore[arg-type]
    assert [(problem.key, problem.path) for problem in walked.problems][:1] == [(key, "drafts/press")]


def test_one_bad_folder_does_not_hide_the_others(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("press"):
            raise PermissionError(errno.EACCES, "no")
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    walked = files.walk(["drafts"])
    assert list(walked.files) == [path for path in ALL if "press" not in path]
    assert [(problem.key, problem.path) for problem in walked.problems] == [("folder-forbidden", "drafts/press")]


def test_a_tree_deeper_than_a_path_can_name(tmp_path: Path) -> None:
    descriptor = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1100):
        os.mkdir("dddd", dir_fd=descriptor)
        inner = os.open("dddd", os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = inner
    os.close(descriptor)
    (tmp_path / "a.txt").write_text("a")
    walked = files.walk([str(tmp_path)])
    assert walked.files == (str(tmp_path / "a.txt"),)
    assert [problem.key for problem in walked.problems] == ["folder-too-deep"]
    subprocess.run(["rm", "-rf", str(tmp_path / "dddd")], check=True)


@pytest.mark.parametrize(
    ("path", "pattern", "fitting"),
    [
        ("drafts/a.md", "drafts/**", True),
        ("drafts/x/y/a.md", "drafts/**", True),
        ("drafts/x/y/a.md", "drafts/**/a.md", True),
        ("drafts/a.md", "drafts/**/a.md", True),
        ("drafts/a.md", "drafts/*.md", True),
        ("drafts/x/a.md", "drafts/*.md", False),
        ("drafts/x/a.md", "drafts", True),
        ("drafts/x/a.md", "drafts/", True),
        ("drafts/x/a.md", "./drafts/x", True),
        ("drafts/x/a.md", "x", True),
        ("drafts/x/a.md", "x/a.md", False),
        ("drafts/x/a.md", "**/x/a.md", True),
        ("drafts/x/a.md", "*.md", True),
        ("drafts/x/a.md", "*.txt", False),
        ("drafts/a.md", "draft", False),
        ("drafts/a.md", "drafts/[ab].m?", True),
        ("drafts/c.md", "drafts/[ab].md", False),
        ("Drafts/a.md", "drafts/**", False),
        ("a/b/a/b/c", "**/a/b/c", True),
        ("a/b/c/d", "**/b/**/d", True),
        ("a/b/c/d", "a/**/b/**/c", True),
        ("a/b/x/d", "a/**/b/**/c", False),
        ("../elsewhere/a.md", "**", False),
        ("drafts/a.md", "", False),
    ],
)
def test_fits(tmp_path: Path, path: str, pattern: str, fitting: bool) -> None:
    assert files.fits(tmp_path / path, (pattern,), root=tmp_path) is fitting


def test_patterns_are_linear(tmp_path: Path) -> None:
    began = time.monotonic()
    assert not files.fits(tmp_path / ("a/" * 2000) / "b", ("/".join(["**", "a"] * 50) + "/c",), root=tmp_path)
    assert time.monotonic() - began < 1
