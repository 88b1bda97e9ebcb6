"""Writing single values into a settings file that people also write: their comments and their order stay."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from coach import content
from coach.errors import ContentError

Value = str | bool | int | tuple[str, ...]


def quoted(value: Value) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(map(quoted, value)) + "]"
    return '"' + "".join(map(_escaped, value)) + '"'


def _escaped(sign: str) -> str:
    if sign in '"\\':
        return "\\" + sign
    if sign < " " or sign == "\x7f":
        return f"\\u{ord(sign):04x}"
    return sign


def with_values(text: str, values: Mapping[str, Value], path: str, comments: Mapping[str, str] | None = None) -> str:
    """`text` with the settings of those dotted names set; a new one stands below its comment.

    Raises ContentError (`settings-not-added`) where the file is written in a way that cannot be added to
    safely: what it means afterwards is compared with what was wanted.
    """
    prefix = ("tool", "coach") if path.endswith("pyproject.toml") else ()
    wanted = content.parse_toml(text, path)
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    for name, value in values.items():
        at = (*prefix, *name.split("."))
        _set(wanted, at, value)
        lines = _written(lines, at, quoted(value), (comments or {}).get(name, ""))
    result = newline.join(lines)
    try:
        same = content.parse_toml(result, path) == wanted
    except ContentError:
        same = False
    if not same:
        added = ", ".join(f"{name} = {quoted(value)}" for name, value in values.items())
        raise ContentError("settings-not-added", path=path, lines=added)
    return result


def _set(data: dict[str, Any], at: tuple[str, ...], value: Value) -> None:
    for key in at[:-1]:
        data = data.setdefault(key, {})
    data[at[-1]] = list(value) if isinstance(value, tuple) else value


def _written(lines: list[str], at: tuple[str, ...], value: str, comment: str) -> list[str]:
    *table, key = at
    start, end = _table(lines, tuple(table))
    for number in range(start, end):
        found = _key(key).match(lines[number])
        if found:
            last = _value_end(lines, number, end)
            rest = _comment(lines[last]) if last == number else ""
            return [*lines[:number], f"{found[0]}{value}{rest}", *lines[last + 1 :]]
    new = [*(f"# {line}" for line in comment.split("\n") if comment), f"{key} = {value}"]
    if table and start == end == len(lines):
        blank = [] if not lines or not "".join(lines).strip() else [""]
        return [*_stripped(lines), *blank, f"[{'.'.join(table)}]", *new, ""]
    at_line = _after_last(lines, start, end)
    before = [""] if comment and at_line > start else []
    after = [""] if at_line < len(lines) and lines[at_line].strip() else []
    return [*lines[:at_line], *before, *new, *after, *lines[at_line:]]


def _stripped(lines: list[str]) -> list[str]:
    return lines[: _after_last(lines, 0, len(lines))]


def _after_last(lines: list[str], start: int, end: int) -> int:
    """The line after the last one, from `start` and before `end`, that is not blank and no comment of what follows."""
    last = end
    while last > start and (not lines[last - 1].strip() or (end < len(lines) and lines[last - 1].startswith("#"))):
        last -= 1
    return last


def _table(lines: list[str], table: tuple[str, ...]) -> tuple[int, int]:
    """Where the keys of a table stand: from, and before. Both at the end of the file where it has no heading."""
    headings = [number for number, line in enumerate(lines) if _heading().match(line)]
    if not table:
        return 0, headings[0] if headings else len(lines)
    for index, number in enumerate(headings):
        found = _heading().match(lines[number])
        if found and found[1] == "[" and tuple(part.strip(" \"'") for part in found[2].split(".")) == table:
            return number + 1, headings[index + 1] if index + 1 < len(headings) else len(lines)
    return len(lines), len(lines)


def _value_end(lines: list[str], number: int, end: int) -> int:
    """The last line of the value that begins on that line."""
    import tomllib

    for last in range(number, end):
        try:
            tomllib.loads("\n".join(lines[number : last + 1]))
        except (ValueError, RecursionError):
            continue
        return last
    return number


def _comment(line: str) -> str:
    """The comment behind a value, with the blanks before it."""
    found = _comment_behind().search(line)
    return found[0] if found else ""


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(r"\s*(\[\[?)\s*([^\]#]+?)\s*\]")


def _key(key: str) -> re.Pattern[str]:
    return re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*=\s*""")


@cache
def _comment_behind() -> re.Pattern[str]:
    # Only where no quote stands behind the sign: a # in a text is not a comment.
    return re.compile(r"[ \t]{0,40}#[^\"']*$")
