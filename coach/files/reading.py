"""Reading: regular files only, never waiting for one, a size cap, strict UTF-8."""

import errno
import os
import stat
from typing import BinaryIO, NamedTuple

from coach.errors import FileError
from coach.files.reasons import reason

MOST_BYTES = 10_000_000
"""The biggest file that is read. A draft has a few hundred bytes, the log of a year a few hundred thousand."""

BOM = b"\xef\xbb\xbf"

# Windows has no notion of waiting for a file, and translates line ends unless told not to.
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY"))

_FOREIGN_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)

_ERRNO_KEYS = {
    errno.ENOENT: "file-missing",
    errno.ENOTDIR: "file-path-not-folder",
    errno.EACCES: "file-forbidden",
    errno.EPERM: "file-forbidden",
    errno.EISDIR: "file-is-folder",
    errno.ELOOP: "file-link-loop",
    errno.ENAMETOOLONG: "file-name-too-long",
    errno.ENXIO: "file-not-regular",
}


class SourceFile(NamedTuple):
    """A file as it was read: its decoded text, and what is needed to write it back alike."""

    path: str
    """As it was named; bytes that are not UTF-8 stand as surrogates (`os.fsdecode`)."""
    text: str
    """Without the byte order mark; line ends as they are in the file."""
    bom: bool = False
    """Whether the file begins with a byte order mark."""
    newline: str = "\n"
    """Its first line end: `\\n`, `\\r\\n` or `\\r`; `\\n` where it has none."""
    digest: int | None = None
    """Tells, within this process, whether the bytes are still the same; None for the standard input."""


def read(path: str | os.PathLike[str], most: int = MOST_BYTES) -> SourceFile:
    """The file at `path`, a link followed. At most `most` bytes.

    Raises FileError for anything that is not a readable regular file of UTF-8 text. Never waits: a
    pipe or a device is refused unopened.
    """
    name = os.fspath(path)
    return decode(read_bytes(name, most), name, from_file=True)


def read_stdin(stream: BinaryIO | None, path: str = "-", most: int = MOST_BYTES) -> SourceFile:
    """What the binary stream gives until its end, as if it were the file called `path`.

    Raises FileError as `read` does, and where the stream is closed.
    """
    if stream is None:
        raise FileError("stdin-closed", path=path)
    try:
        data = stream.read(most + 1)
    except (OSError, ValueError) as error:
        raise FileError("file-unreadable", path=path, reason=reason(error)) from None
    if len(data) > most:
        raise FileError("file-too-big", path=path, most=most // 1_000_000)
    return decode(data, path, from_file=False)


def read_line(stream: BinaryIO, most: int, path: str = "-") -> bytes:
    """The next line of the binary stream, or its first `most` bytes; none at its end. Raises FileError."""
    try:
        return stream.readline(most)
    except (OSError, ValueError) as error:
        raise FileError("file-unreadable", path=path, reason=reason(error)) from None


def open_stream(path: str | os.PathLike[str]) -> BinaryIO:
    """The regular file at `path`, however big, open for reading bit by bit. Never waits. Raises FileError."""
    name = os.fspath(path)
    try:
        _refuse_irregular(os.stat(name), name, None)
        descriptor = os.open(name, _FLAGS)
        try:
            _refuse_irregular(os.fstat(descriptor), name, None)
        except BaseException:
            os.close(descriptor)
            raise
    except (OSError, ValueError) as error:
        raise file_error(error, name) from None
    return os.fdopen(descriptor, "rb")


def read_bytes(path: str, most: int = MOST_BYTES) -> bytes:
    """The bytes of the regular file at `path`. Raises FileError."""
    try:
        # Looked at before it is opened: opening a pipe would wake whoever waits at its other end.
        _refuse_irregular(os.stat(path), path, most)
        descriptor = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        raise file_error(error, path) from None
    try:
        # … and again, since another file may stand there by now.
        _refuse_irregular(os.fstat(descriptor), path, most)
        chunks: list[bytes] = []
        left = most + 1
        while left and (chunk := os.read(descriptor, min(left, 1 << 20))):
            chunks.append(chunk)
            left -= len(chunk)
    except OSError as error:
        raise file_error(error, path) from None
    finally:
        os.close(descriptor)
    if not left:
        raise FileError("file-too-big", path=path, most=most // 1_000_000)
    return b"".join(chunks)


def _refuse_irregular(status: os.stat_result, path: str, most: int | None) -> None:
    mode = status.st_mode
    if stat.S_ISDIR(mode):
        raise FileError("file-is-folder", path=path)
    if stat.S_ISFIFO(mode):
        raise FileError("file-is-pipe", path=path)
    if not stat.S_ISREG(mode):
        raise FileError("file-not-regular", path=path)
    if most is not None and status.st_size > most:
        raise FileError("file-too-big", path=path, most=most // 1_000_000)


def decode(data: bytes, path: str, *, from_file: bool) -> SourceFile:
    """`data` as a text. Raises FileError with the offset (from 0, in bytes) and line of the first bad byte."""
    for mark, encoding in _FOREIGN_MARKS:
        if data.startswith(mark):
            raise FileError("file-other-encoding", path=path, encoding=encoding)
    bom = data.startswith(BOM)
    body = data[len(BOM) :] if bom else data
    if b"\0" in body:
        if _looks_like_utf16(body):
            raise FileError("file-other-encoding", path=path, encoding="UTF-16")
        raise FileError("file-binary", path=path, offset=data.index(b"\0"))
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        line = line_at(body[: error.start].decode("latin-1"), error.start)
        offset = error.start + (len(BOM) if bom else 0)
        byte = f"0x{body[error.start]:02x}"
        raise FileError("file-not-utf8", path=path, line=line, offset=offset, byte=byte) from None
    return SourceFile(path, text, bom, _newline(text), hash(data) if from_file else None)


def _looks_like_utf16(data: bytes) -> bool:
    # Western text in UTF-16 has a NUL in every second byte, and hardly any between.
    sample = data[:400]
    few, many = sorted((sample[::2].count(0), sample[1::2].count(0)))
    return len(sample) > 3 and few * 10 < many and many * 3 > len(sample)


def _newline(text: str) -> str:
    feed, carriage = text.find("\n"), text.find("\r")
    if carriage < 0 or 0 <= feed < carriage:
        return "\n"
    return "\r\n" if feed == carriage + 1 else "\r"


def line_at(text: str, offset: int) -> int:
    """The number, from 1, of the line that the character at `offset` stands in.

    A line ends at `\\n`, `\\r\\n` or `\\r` and nowhere else; its end belongs to it.
    """
    ends = text.count("\n", 0, offset)
    carriages = text.count("\r", 0, offset)
    if carriages:
        pairs = text.count("\r\n", 0, offset)
        between = text.startswith("\n", offset) and text.startswith("\r", offset - 1)
        ends += carriages - pairs - between
    return ends + 1


def file_error(error: OSError | ValueError, path: str) -> FileError:
    """What the system says about `path`, as coach says it."""
    if isinstance(error, FileError):
        return error
    if not isinstance(error, OSError):  # a NUL in the name, or a character no file system knows
        return FileError("file-name-invalid", path=path)
    key = _ERRNO_KEYS.get(error.errno or 0, "file-unreadable")
    return FileError(key, path=path, reason=reason(error))
