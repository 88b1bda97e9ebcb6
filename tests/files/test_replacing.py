"""Replacing a file: whatever fails, the file is whole, the old one or the new one."""

from __future__ import annotations

import errno
import io
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from coach import files
from coach.errors import FileError
from coach.files import replacing


@pytest.fixture(autouse=True)
def _fresh_sweep() -> None:
    replacing.sweep.cache_clear()


OLD = b"\xef\xbb\xbfvieux\r\ntexte\r\n"
NEW = "neuf\r\ntexte\r\n"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_bytes(OLD)
    path.chmod(0o640)
    return path


def litter(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".tmp"))


def failure(source: files.SourceFile, text: str = NEW) -> FileError:
    with pytest.raises(FileError) as caught:
        files.replace(source, text)
    return caught.value


def test_replace_keeps_mark_and_mode(draft: Path) -> None:
    files.replace(files.read(draft), NEW)
    assert draft.read_bytes() == b"\xef\xbb\xbf" + NEW.encode()
    assert stat.S_IMODE(draft.stat().st_mode) == 0o640
    assert not litter(draft.parent)


def test_replace_in_the_current_folder(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(draft.parent)
    files.replace(files.read("draft.txt"), NEW)
    assert draft.read_bytes().endswith(NEW.encode())


def test_a_name_of_255_bytes_leaves_room_for_the_temporary_one(tmp_path: Path) -> None:
    path = tmp_path / ("é" * 125 + "a.txt")
    path.write_text("vieux")
    files.replace(files.read(path), "neuf")
    assert path.read_text() == "neuf"


def a_symlink(draft: Path) -> None:
    draft.rename(draft.with_name("real.txt"))
    draft.symlink_to("real.txt")


def a_hard_link(draft: Path) -> None:
    os.link(draft, draft.with_name("other.txt"))


def other_text(draft: Path) -> None:
    draft.write_bytes(OLD.replace(b"vieux", b"VIEUX"))


def a_folder(draft: Path) -> None:
    draft.unlink()
    draft.mkdir()


@pytest.mark.parametrize(
    ("change", "key"),
    [
        pytest.param(a_symlink, "write-symlink", id="a link"),
        pytest.param(a_hard_link, "write-hard-link", id="one of two names"),
        pytest.param(other_text, "write-changed", id="as long, but other text"),
        pytest.param(Path.unlink, "write-changed", id="gone"),
        pytest.param(a_folder, "write-not-regular", id="a folder by now"),
        pytest.param(lambda draft: draft.chmod(0o444), "write-read-only", id="read-only"),
    ],
)
def test_replace_refuses(draft: Path, change: Callable[[Path], None], key: str) -> None:
    source = files.read(draft)
    change(draft)
    before = draft.read_bytes() if draft.is_file() else None
    error = failure(source)
    assert (error.key, error.path) == (key, str(draft))
    assert (draft.read_bytes() if draft.is_file() else None) == before
    assert not litter(draft.parent)


def test_a_text_that_was_only_touched_has_not_changed(draft: Path) -> None:
    source = files.read(draft)
    os.utime(draft, (1, 1))
    files.replace(source, NEW)
    assert draft.read_bytes().endswith(NEW.encode())


def test_standard_input_has_no_file(draft: Path) -> None:
    assert failure(files.read_stdin(io.BytesIO(b"a"))).key == "write-no-file"


def test_half_a_character_is_not_written(draft: Path) -> None:
    assert failure(files.read(draft), "\ud83d").key == "write-half-character"
    assert draft.read_bytes() == OLD


STEPS = ["open", "write", "fchmod", "fsync", "close", "replace"]


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (errno.ENOSPC, "write-no-room"),
        (errno.EFBIG, "write-no-room"),
        (errno.EACCES, "write-forbidden"),
        (errno.EROFS, "write-forbidden"),
        (errno.EIO, "write-failed"),
    ],
)
@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_fails_leaves_the_old_file(
    draft: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, key: str
) -> None:
    source = files.read(draft)
    real_open, real_close, real = os.open, os.close, getattr(os, step)
    made: set[int] = set()

    def spy_open(path: str, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT and step == "open":
            raise OSError(number, "no")
        descriptor = real_open(path, flags, mode)
        if flags & os.O_CREAT:
            made.add(descriptor)
        return descriptor

    def fail(*arguments: object) -> object:
        if step == "replace" or arguments[0] in made:
            if step == "close":
                made.clear()
                real_close(arguments[0])  # type: ignore[arg-type]
            raise OSError(number, "no")
        return real(*arguments)

    monkeypatch.setattr(os, "open", spy_open)
    if step != "open":
        monkeypatch.setattr(os, step, fail)
    error = failure(source)
    monkeypatch.undo()
    assert (error.key, error.path) == (key, str(draft))
    assert draft.read_bytes() == OLD
    assert not litter(draft.parent)


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_an_interrupt_leaves_the_old_file(draft: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    source = files.read(draft)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, step, interrupt)
    with pytest.raises(KeyboardInterrupt):
        files.replace(source, NEW)
    monkeypatch.undo()
    assert draft.read_bytes() == OLD
    assert not litter(draft.parent)


@pytest.mark.parametrize(("number", "told"), [(errno.EIO, True), (errno.EINVAL, False)])
def test_a_folder_that_cannot_be_synced(draft: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: bool) -> None:
    source = files.read(draft)
    real = os.fsync

    def fail_for_folders(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(number, "no")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fail_for_folders)
    if told:
        assert failure(source).key == "write-failed"
    else:
        files.replace(source, NEW)
    assert draft.read_bytes().endswith(NEW.encode())


def test_short_writes_are_gone_on_with(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = files.read(draft)
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:3]))
    files.replace(source, NEW)
    assert draft.read_bytes() == b"\xef\xbb\xbf" + NEW.encode()


def test_the_users_own_change_at_the_last_moment_wins(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = files.read(draft)
    real = os.fsync

    def user_saves(descriptor: int) -> None:
        real(descriptor)
        draft.write_bytes(b"le texte de l'auteur")

    monkeypatch.setattr(os, "fsync", user_saves)
    assert failure(source).key == "write-changed"
    assert draft.read_bytes() == b"le texte de l'auteur"
    assert not litter(draft.parent)


def test_a_planted_link_is_not_written_through(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = files.read(draft)
    victim = draft.with_name("victim.txt")
    victim.write_text("rien ne change")
    monkeypatch.setattr(os, "urandom", bytes)
    planted = draft.with_name(f".draft.txt.coach-{os.getpid()}-{'00' * 6}.tmp")
    planted.symlink_to(victim)
    assert failure(source).key == "write-exists"
    assert (victim.read_text(), draft.read_bytes()) == ("rien ne change", OLD)


@pytest.fixture
def dead_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_leftovers_of_a_killed_run_are_removed_by_the_next(draft: Path, dead_process: int) -> None:
    now = time.time()
    names = {
        f".draft.txt.coach-{dead_process}-0123456789ab.tmp": (now, False),
        f".autre.md.coach-{os.getpid()}-0123456789ab.tmp": (now - 3600, False),
        f".draft.txt.coach-{os.getpid()}-0123456789ab.tmp": (now, True),
        f".draft.txt.coach-{dead_process}-xyz.tmp": (now - 3600, True),
        f"draft.coach-{dead_process}-0123456789ab.tmp": (now - 3600, True),
        ".draft.txt.tmp": (now - 3600, True),
    }
    for name, (age, _) in names.items():
        (draft.parent / name).write_text("…")
        os.utime(draft.parent / name, (age, age))
    link = draft.with_name(f".lien.coach-{dead_process}-0123456789ab.tmp")
    link.symlink_to("draft.txt")
    files.replace(files.read(draft), NEW)
    assert litter(draft.parent) == sorted([link.name, *(name for name, (_, kept) in names.items() if kept)])


def test_write_new(tmp_path: Path) -> None:
    path = tmp_path / "neuf.txt"
    files.write_new(path, "é\n")
    assert path.read_bytes() == "é\n".encode()
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask
    with pytest.raises(FileError) as caught:
        files.write_new(path, "autre")
    assert caught.value.key == "write-exists"
    path.chmod(0o600)
    files.write_new(path, "autre", overwrite=True)
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("autre", 0o600)
    assert not litter(tmp_path)


@pytest.mark.parametrize("links", [True, False], ids=["with hard links", "without hard links"])
def test_write_new_never_replaces_what_came_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    path = tmp_path / "neuf.txt"
    real = os.fsync

    def other_writes(descriptor: int) -> None:
        real(descriptor)
        path.write_text("premier")

    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "no")

    monkeypatch.setattr(os, "fsync", other_writes)
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    with pytest.raises(FileError) as caught:
        files.write_new(path, "second")
    assert (caught.value.key, path.read_text(), litter(tmp_path)) == ("write-exists", "premier", [])


def test_write_new_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "no")

    monkeypatch.setattr(os, "link", no_links)
    files.write_new(tmp_path / "neuf.txt", "a")
    assert ((tmp_path / "neuf.txt").read_text(), litter(tmp_path)) == ("a", [])


@pytest.mark.parametrize(
    ("make", "key"),
    [
        pytest.param(lambda path: path.symlink_to("ailleurs"), "write-symlink", id="a link"),
        pytest.param(Path.mkdir, "write-not-regular", id="a folder"),
    ],
)
def test_write_new_over_what_is_no_file(tmp_path: Path, make: Callable[[Path], None], key: str) -> None:
    path = tmp_path / "neuf.txt"
    make(path)
    with pytest.raises(FileError) as caught:
        files.write_new(path, "a", overwrite=True)
    assert caught.value.key == key
    assert not (tmp_path / "ailleurs").exists()


def test_write_new_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        files.write_new(tmp_path / "nulle-part" / "a.txt", "a")
    assert caught.value.key == "write-no-folder"
