"""Replacing: at every moment the file is whole, the old one or the new one, whatever fails.

The text goes to a new file in the same folder, to the disk, and then takes the old name in one step.
Of the fixers measured (ruff, black, prettier, typos, codespell, markdownlint) each can leave a cut or an
empty file when it is killed or the disk is full, since they write over the old one.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache

from coach.errors import FileError
from coach.files.reading import BOM, SourceFile, file_error, read_bytes
from coach.files.reasons import reason

OLD_ENOUGH = 600
"""Seconds after which a temporary file of ours is dead even if a process has its number."""

_CREATE = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"))
)

_ERRNO_KEYS = {
    errno.ENOSPC: "write-no-room",
    errno.EFBIG: "write-no-room",
    getattr(errno, "EDQUOT", errno.ENOSPC): "write-no-room",
    errno.EACCES: "write-forbidden",
    errno.EPERM: "write-forbidden",
    errno.EROFS: "write-forbidden",
    errno.ENOENT: "write-no-folder",
    errno.EEXIST: "write-exists",
}

# File systems that cannot sync a folder say so in these ways; the rename itself has happened.
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EBADF}

_LINKS_IMPOSSIBLE = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EXDEV, errno.EINVAL}


def replace(source: SourceFile, text: str) -> None:
    """Make `text` the content of the file that `source` was read from; its mark, mode and owner stay.

    Raises FileError, and leaves the file as it is, where it is a link or one of several names of a file,
    where it is read-only, where it has changed since it was read, and where the system refuses.
    """
    path = source.path
    if source.digest is None:
        raise FileError("write-no-file", path=path)
    status = _writable(path)
    if status is None:
        raise FileError("write-changed", path=path)

    def unchanged() -> None:
        if _writable(path) is None or hash(read_bytes(path)) != source.digest:
            raise FileError("write-changed", path=path)

    _swap(path, encoded(text, path, bom=source.bom), status, unchanged)


def write_new(path: str | os.PathLike[str], text: str, *, overwrite: bool = False) -> None:
    """Write `text` as UTF-8 to a file that does not exist yet, or, if told to `overwrite`, in place of one.

    Raises FileError (`write-exists` …); a file is there whole or not at all.
    """
    name = os.fspath(path)
    status = _writable(name)
    if status is not None and not overwrite:
        raise FileError("write-exists", path=name)
    _swap(name, encoded(text, name, bom=False), status, lambda: None, may_exist=overwrite)


def _writable(path: str) -> os.stat_result | None:
    """What stands at `path`, None where nothing does. Raises FileError where it must not be replaced."""
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise file_error(error, path) from None
    if stat.S_ISLNK(status.st_mode):
        raise FileError("write-symlink", path=path)
    if not stat.S_ISREG(status.st_mode):
        raise FileError("write-not-regular", path=path)
    if status.st_nlink > 1:
        raise FileError("write-hard-link", path=path)
    # Root may write anything, yet a read-only file was made so on purpose.
    if not status.st_mode & 0o222 or not os.access(path, os.W_OK):
        raise FileError("write-read-only", path=path)
    return status


def encoded(text: str, path: str, *, bom: bool) -> bytes:
    """The bytes of a file that holds `text`. Raises FileError where it has half a character."""
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        raise FileError("write-half-character", path=path) from None
    return BOM + data if bom else data


def _swap(
    path: str, data: bytes, status: os.stat_result | None, check: Callable[[], None], *, may_exist: bool = True
) -> None:
    folder, name = os.path.split(path)
    folder = folder or os.curdir
    sweep(os.path.abspath(folder))
    temporary = os.path.join(folder, _temporary_name(name))
    try:
        descriptor = os.open(temporary, _CREATE, 0o600 if status else 0o666)
        try:
            try:
                _fill(descriptor, data)
                if status:
                    _dress(descriptor, status)
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            check()
            (os.replace if may_exist else _move_to_free_name)(temporary, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise
        _sync_folder(folder)
    except (OSError, ValueError) as error:
        raise _write_error(error, path) from None


def _fill(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _dress(descriptor: int, status: os.stat_result) -> None:
    """Give the new file the owner, where that is permitted, and the mode of the old."""
    if not hasattr(os, "fchown"):
        return
    mine = os.fstat(descriptor)
    if (mine.st_uid, mine.st_gid) != (status.st_uid, status.st_gid):
        with suppress(PermissionError):
            os.fchown(descriptor, status.st_uid, status.st_gid)
    if stat.S_IMODE(mine.st_mode) != stat.S_IMODE(status.st_mode):
        os.fchmod(descriptor, stat.S_IMODE(status.st_mode))


def _move_to_free_name(temporary: str, path: str) -> None:
    # A link, unlike a rename, fails where something has come to stand there.
    try:
        os.link(temporary, path)
    except OSError as error:
        if error.errno not in _LINKS_IMPOSSIBLE:
            raise
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, "") from None
        os.rename(temporary, path)
    else:
        os.unlink(temporary)


def _sync_folder(folder: str) -> None:
    if os.name == "nt":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise


def _write_error(error: OSError | ValueError, path: str) -> FileError:
    if not isinstance(error, OSError):
        return FileError("file-name-invalid", path=path)
    return FileError(_ERRNO_KEYS.get(error.errno or 0, "write-failed"), path=path, reason=reason(error))


def _temporary_name(name: str) -> str:
    # A file name holds at most 255 bytes; ours adds 44 at most.
    while len(os.fsencode(name)) > 200:
        name = name[:-1]
    return f".{name}.coach-{os.getpid()}-{os.urandom(6).hex()}.tmp"


@cache
def sweep(folder: str) -> None:
    """Remove from the folder, once a run, the temporary files that a killed run has left there."""
    ours = re.compile(r"\..*\.coach-(\d{1,10})-[0-9a-f]{12}\.tmp", re.DOTALL)
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.endswith(".tmp"):
                continue
            found = ours.fullmatch(entry.name)
            if not found or not entry.is_file(follow_symlinks=False):
                continue
            if _dead(int(found[1]), entry.stat(follow_symlinks=False)):
                with suppress(OSError):
                    os.unlink(entry.path)


def _dead(process: int, status: os.stat_result) -> bool:
    if time.time() - status.st_mtime > OLD_ENOUGH:
        return True
    if os.name == "nt":  # there, signal 0 is no question but an end
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False
