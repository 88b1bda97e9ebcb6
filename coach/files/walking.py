"""Looking for drafts: folders become the drafts in them, in a fixed order, links never followed."""

import errno
import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from coach.errors import FileError
from coach.files.reasons import reason

SUFFIXES = (".txt", ".md", ".markdown", ".tweet", ".toot")
"""The endings of a draft, in lower case; upper case does as well."""

FOREIGN_FOLDERS = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})


@cache
def _no_draft() -> re.Pattern[str]:
    # Texts that lie in most repositories and are not to be posted. `.tweet` and `.toot` files are always drafts.
    return re.compile(
        r"(readme|lisez[-_]?moi|changelog|changes|licen[sc]e|copying|contribut(?:ing|ors)|code[-_]of[-_]conduct|security"
        r"|authors|notice|codeowners|requirements|constraints|robots|humans|cmakelists|agents|claude)"
        r"([-._][a-z]{2})?\.(md|markdown|txt)"
    )


class Walk(NamedTuple):
    """The drafts that some paths lead to, each once, and what could not be looked at."""

    files: tuple[str, ...]
    problems: tuple[FileError, ...]


def walk(
    paths: Iterable[str],
    *,
    root: str | os.PathLike[str] = ".",
    include: tuple[str, ...] = (),
    exclude: tuple[str, ...] = (),
    force_exclude: bool = False,
    suffixes: tuple[str, ...] = SUFFIXES,
) -> Walk:
    """The drafts at `paths`: a file is itself, whatever its name; a folder is the drafts below it.

    Below a folder, a draft has one of `suffixes`, lies in no hidden or foreign folder (`node_modules` …), is
    no README or the like, fits one of `include` where there are any, and none of `exclude`; patterns as for
    `fits`, relative to `root`. With `force_exclude` a file that is named must pass as well, but for its ending:
    that is how a hook names files. A file that is not there is given back all the same: reading it will tell.
    A folder that gives nothing is a problem.
    """
    wanted = _Wanted(os.path.abspath(root), include, exclude, suffixes)
    found: list[str] = []
    problems: list[FileError] = []
    for path in paths:
        if not os.path.isdir(path):
            if not force_exclude or wanted.by_place(path):
                found.append(path)
            continue
        below, seen, refused = _below(path, wanted)
        found += below
        problems += refused
        if not below and not refused:
            key = "folder-all-excluded" if seen else "folder-without-drafts"
            problems.append(FileError(key, path=path, endings=", ".join(suffixes)))
    return Walk(tuple(unique(found)), tuple(problems))


def unique(paths: Iterable[str]) -> Iterator[str]:
    """The paths without those that lead to the same file as an earlier one, be it over links."""
    seen: set[str] = set()
    for path in paths:
        try:
            place = os.path.realpath(path)
        except (OSError, ValueError):
            place = path
        if place not in seen:
            seen.add(place)
            yield path


class _Wanted:
    """Which files below a folder are drafts."""

    def __init__(
        self, root: str, include: tuple[str, ...], exclude: tuple[str, ...], suffixes: tuple[str, ...]
    ) -> None:
        self.root = root
        self.include = include
        self.exclude = exclude
        self.suffixes = suffixes

    def by_name(self, name: str) -> bool:
        lower = name.lower()
        return lower.endswith(self.suffixes) and not _no_draft().fullmatch(lower)

    def by_place(self, path: str) -> bool:
        if _no_draft().fullmatch(os.path.basename(path).lower()):
            return False
        if self.include and not fits(path, self.include, root=self.root):
            return False
        return not fits(path, self.exclude, root=self.root)


def _below(start: str, wanted: _Wanted) -> tuple[list[str], int, list[FileError]]:
    """The drafts below a folder, how many were seen that the settings leave out, and what was refused."""
    found: list[str] = []
    refused: list[FileError] = []
    seen = 0
    waiting = ["" if start == os.curdir else start]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder or os.curdir) as listing:
                entries = [(entry.name, entry.is_dir(follow_symlinks=False), entry) for entry in listing]
            for name, is_folder, entry in entries:
                if name.startswith("."):
                    continue
                path = os.path.join(folder, name)
                if is_folder:
                    if name not in FOREIGN_FOLDERS and not fits(path, wanted.exclude, root=wanted.root):
                        waiting.append(path)
                elif wanted.by_name(name) and entry.is_file(follow_symlinks=False):
                    if wanted.by_place(path):
                        found.append(path)
                    else:
                        seen += 1
        except (OSError, ValueError) as error:
            refused.append(_folder_error(error, folder))
    return sorted(found), seen, sorted(refused, key=lambda one: one.path)


def _folder_error(error: OSError | ValueError, folder: str) -> FileError:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.ENAMETOOLONG:
        return FileError("folder-too-deep", path=folder)
    if number in (errno.EACCES, errno.EPERM):
        return FileError("folder-forbidden", path=folder)
    return FileError("folder-unreadable", path=folder, reason=reason(error))


def fits(path: str | os.PathLike[str], patterns: tuple[str, ...], *, root: str | os.PathLike[str]) -> bool:
    """Whether the path fits one of the patterns, which are relative to `root`.

    `*` stands for any part of a name, `?` for one character, `[…]` for one of several, `**` for any number
    of folders. A pattern without `/` may fit at any depth; one whose last part is a plain name stands also
    for all that lies below it. A path outside `root` fits nothing.
    """
    if not patterns:
        return False
    parts = _relative(os.path.abspath(path), os.path.abspath(root))
    return parts is not None and any(_fit(parts, split) for pattern in patterns for split in _split(pattern))


def _relative(path: str, root: str) -> list[str] | None:
    if not path.startswith(root.rstrip(os.sep) + os.sep):
        return None
    return path[len(root.rstrip(os.sep)) + 1 :].split(os.sep)


@cache
def _split(pattern: str) -> tuple[tuple[str, ...], ...]:
    parts = [part for part in pattern.strip().split("/") if part not in ("", ".")]
    if not parts:
        return ()
    if len(parts) == 1 and "/" not in pattern.rstrip("/"):
        parts.insert(0, "**")
    below = () if _is_wild(parts[-1]) else ((*parts, "**"),)
    return (tuple(parts), *below)


def _is_wild(part: str) -> bool:
    return any(sign in part for sign in "*?[")


def _fit(parts: list[str], pattern: tuple[str, ...]) -> bool:
    """Whether the parts fit the pattern; `**` is tried short first, and only the last one is ever lengthened."""
    at = star = 0
    resume = -1
    for_pattern = 0
    while at < len(parts):
        if for_pattern < len(pattern) and pattern[for_pattern] == "**":
            resume, star = for_pattern, at
            for_pattern += 1
        elif for_pattern < len(pattern) and _fits_part(parts[at], pattern[for_pattern]):
            at += 1
            for_pattern += 1
        elif resume >= 0:
            star += 1
            at, for_pattern = star, resume + 1
        else:
            return False
    return all(part == "**" for part in pattern[for_pattern:])


def _fits_part(part: str, pattern: str) -> bool:
    if not _is_wild(pattern):
        return part == pattern
    from fnmatch import fnmatchcase

    return fnmatchcase(part, pattern)
