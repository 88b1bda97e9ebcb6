"""Reading a file: what is refused, how, and that it never waits."""

from __future__ import annotations

import errno
import io
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from coach import files
from coach.errors import FileError


def refusal(path: str | Path, most: int = files.MOST_BYTES) -> FileError:
    with pytest.raises(FileError) as caught:
        files.read(path, most)
    return caught.value


@pytest.mark.parametrize(
    ("data", "text", "bom", "newline"),
    [
        pytest.param(b"", "", False, "\n", id="an empty file is an empty text"),
        pytest.param(b"\xef\xbb\xbf", "", True, "\n", id="a mark and nothing else"),
        pytest.param(b"\xef\xbb\xbfa\r\nb", "a\r\nb", True, "\r\n", id="the mark is taken off, line ends stay"),
        pytest.param(b"a\rb\n", "a\rb\n", False, "\r", id="the first line end counts"),
        pytest.param(b"a\nb\r\n", "a\nb\r\n", False, "\n", id="the first line end counts, the other way"),
        pytest.param(b"a\r", "a\r", False, "\r", id="a lone carriage return at the end"),
        pytest.param("é👩‍🚀\ufeff".encode(), "é👩‍🚀\ufeff", False, "\n", id="a mark inside the text is text"),
    ],
)
def test_read(tmp_path: Path, data: bytes, text: str, bom: bool, newline: str) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(data)
    source = files.read(path)
    assert (source.text, source.bom, source.newline, source.path) == (text, bom, newline, str(path))


@pytest.mark.parametrize(
    ("data", "key", "line", "values"),
    [
        pytest.param(b"un\r\ndeux\rtrois \xff", "file-not-utf8", 3, {"offset": 15, "byte": "0xff"}, id="a stray byte"),
        pytest.param(b"a \xf0\x9f\x98", "file-not-utf8", 1, {"offset": 2, "byte": "0xf0"}, id="cut in a character"),
        pytest.param(b"\xef\xbb\xbfa\n\xe9", "file-not-utf8", 2, {"offset": 5, "byte": "0xe9"}, id="behind a mark"),
        pytest.param(b"\xed\xa0\x80", "file-not-utf8", 1, {"offset": 0, "byte": "0xed"}, id="a lone surrogate"),
        pytest.param(b"a\0b", "file-binary", 0, {"offset": 1}, id="a NUL"),
        pytest.param(b"\0", "file-binary", 0, {"offset": 0}, id="one NUL is not UTF-16"),
        pytest.param(b"\0" * 999, "file-binary", 0, {"offset": 0}, id="only NULs"),
        pytest.param("salut".encode("utf-16"), "file-other-encoding", 0, {"encoding": "UTF-16"}, id="UTF-16, marked"),
        pytest.param("salut".encode("utf-16-be"), "file-other-encoding", 0, {"encoding": "UTF-16"}, id="UTF-16, bare"),
        pytest.param("salut".encode("utf-32"), "file-other-encoding", 0, {"encoding": "UTF-32"}, id="UTF-32"),
    ],
)
def test_no_utf8(tmp_path: Path, data: bytes, key: str, line: int, values: dict[str, object]) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(data)
    error = refusal(path)
    assert (error.key, error.line, error.path, error.values) == (key, line, str(path), values)


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


@pytest.mark.parametrize(
    ("make", "key"),
    [
        pytest.param(lambda path: None, "file-missing", id="nothing there"),
        pytest.param(Path.mkdir, "file-is-folder", id="a folder"),
        pytest.param(a_pipe, "file-is-pipe", id="a pipe nobody writes to"),
        pytest.param(a_socket, "file-not-regular", id="a socket"),
        pytest.param(lambda path: path.symlink_to("/dev/zero"), "file-not-regular", id="a link to an endless device"),
        pytest.param(lambda path: path.symlink_to(path.name), "file-link-loop", id="a link to itself"),
        pytest.param(lambda path: path.symlink_to("nowhere"), "file-missing", id="a link to nothing"),
    ],
)
def test_not_a_file(tmp_path: Path, make: Callable[[Path], None], key: str) -> None:
    path = tmp_path / "draft.txt"
    make(path)
    began = time.monotonic()
    error = refusal(path)
    assert (error.key, error.path) == (key, str(path))
    assert time.monotonic() - began < 1


@pytest.mark.parametrize(
    ("name", "key"),
    [
        pytest.param("a\0b.txt", "file-name-invalid", id="a NUL in the name"),
        pytest.param("a\ud800.txt", "file-name-invalid", id="half a character in the name"),
        pytest.param("a" * 300 + ".txt", "file-name-too-long", id="too long a name"),
        pytest.param("real.txt/", "file-path-not-folder", id="a file as if it were a folder"),
    ],
)
def test_impossible_names(tmp_path: Path, name: str, key: str) -> None:
    (tmp_path / "real.txt").write_text("a")
    assert refusal(f"{tmp_path}/{name}").key == key


@pytest.mark.parametrize("name", ["dra\nft.txt", "  .txt", "--fix.txt", "%s{0}.txt", "dra\udcffft.txt"])
def test_odd_names_are_names(tmp_path: Path, name: str) -> None:
    path = f"{tmp_path}/{name}"
    with open(path, "wb") as file:
        file.write(b"salut")
    assert files.read(path).text == "salut"


@pytest.mark.parametrize(
    ("number", "key", "reason"),
    [
        (errno.EACCES, "file-forbidden", "reason-forbidden"),
        (errno.EIO, "file-unreadable", "reason-device"),
        (errno.EMFILE, "file-unreadable", "reason-too-many-open"),
        (errno.ECHILD, "file-unreadable", "no"),
    ],
)
def test_what_the_system_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, key: str, reason: str
) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("a")

    def refuse(*_: object) -> int:
        raise OSError(number, "no")

    monkeypatch.setattr(os, "open", refuse)
    error = refusal(path)
    assert (error.key, error.values["reason"]) == (key, reason)


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("salut")
    (tmp_path / "draft.txt").symlink_to("real.txt")
    assert files.read(tmp_path / "draft.txt").text == "salut"


@pytest.mark.parametrize(("size", "read"), [(99, True), (100, True), (101, False)])
def test_the_cap(tmp_path: Path, size: int, read: bool) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(b"a" * size)
    if read:
        assert len(files.read(path, 100).text) == size
    else:
        assert refusal(path, 100).key == "file-too-big"


def test_a_file_that_grows_past_the_cap_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(b"a" * 50)
    monkeypatch.setattr(os, "read", lambda descriptor, count: b"a" * count)
    assert refusal(path, 100).key == "file-too-big"


def test_standard_input() -> None:
    source = files.read_stdin(io.BytesIO(b"\xef\xbb\xbfa\r\nb"), "drafts/a.md")
    assert (source.text, source.bom, source.newline, source.path, source.digest) == (
        "a\r\nb",
        True,
        "\r\n",
        "drafts/a.md",
        None,
    )


@pytest.mark.parametrize(
    ("stream", "key"),
    [
        pytest.param(None, "stdin-closed", id="closed"),
        pytest.param(io.BytesIO(b"a" * 11), "file-too-big", id="too much"),
        pytest.param(io.BytesIO(b"\xff"), "file-not-utf8", id="no UTF-8"),
    ],
)
def test_standard_input_refused(stream: io.BytesIO | None, key: str) -> None:
    with pytest.raises(FileError) as caught:
        files.read_stdin(stream, most=10)
    assert (caught.value.key, caught.value.path) == (key, "-")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("ab", [1, 1]),
        ("a\nb", [1, 1, 2]),
        ("a\r\nb", [1, 1, 1, 2]),
        ("\r\r\n\n\ra", [1, 2, 2, 3, 4, 5]),
        ("a\u2028\x0b\x85b", [1, 1, 1, 1, 1]),
    ],
)
def test_line_at(text: str, lines: list[int]) -> None:
    assert [files.line_at(text, offset) for offset in range(len(text))] == lines
