"""Content as data: where the shipped files lie, and a strict reader of TOML that names file, line and cause."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from coach import files
from coach.errors import ContentError, FileError

Place = tuple[str | int, ...]
"""The way to a value: keys and, in lists, positions counted from 0."""

PACKAGE = Path(__file__).parent

# Deeper or longer than any content anyone writes; `tomllib` is slow and recursive on hostile input.
MOST_BYTES = 256 * 1024


class Fault(NamedTuple):
    """One thing that is wrong in a content file: the key of a sentence, where, and its values."""

    key: str
    at: Place
    values: Mapping[str, object]


def folder(kind: Literal["rules", "lessons"]) -> Path:
    """Where the shipped rules or lessons lie.

    A checkout's own folder wins over the copy inside an installed package, since an editable
    installation leaves a copy there that grows stale.
    """
    live = PACKAGE.parent / kind
    if (PACKAGE.parent / "pyproject.toml").is_file() and live.is_dir():
        return live
    return PACKAGE / "_content" / kind


@cache
def compiled(kind: Literal["rules", "words", "networks"]) -> Mapping[str, Any] | None:
    """The shipped files as the wheel carries them, parsed when it was built (`.ci/wheel.py`); None in a checkout."""
    path = PACKAGE / "_content" / f"compiled_{kind}.py"
    if folder("rules").parent != path.parent or not path.is_file():
        return None
    from importlib import import_module

    found: Mapping[str, Any] = import_module(f"coach._content.{path.stem}").CONTENT
    return found


def read(path: Path) -> str:
    """The text of a content file. Raises CoachError as `files.read` does."""
    try:
        return files.read(path).text
    except FileError as error:
        if error.key == "file-binary":
            raise ContentError("content-binary", path=str(path), offset=error.values["offset"]) from None
        raise


def parse_toml(text: str, path: str) -> dict[str, Any]:
    """The tables of a TOML text. Raises ContentError with the line where it is broken."""
    import tomllib

    if len(text) > MOST_BYTES:
        raise ContentError("content-too-long", path=path, most=MOST_BYTES // 1024)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+), column (\d+)", str(error))
        # "At the end of the document" is its last line that is not empty.
        line = int(found[1]) if found else text.rstrip().count("\n") + 1
        twice = str(error).startswith("Cannot")  # overwrite, declare twice, mutate: tomllib has no kinds of errors
        raise ContentError(
            "toml-twice" if twice else "toml-broken", path=path, line=line, text=line_text(text, line)
        ) from None
    except (ValueError, RecursionError, OverflowError):
        raise ContentError("toml-broken", path=path, line=1, text=line_text(text, 1)) from None


def frozen(value: Any) -> Any:
    """A TOML value with its lists as tuples, so that it can be a key of a cache."""
    if isinstance(value, list):
        return tuple(map(frozen, value))
    return {key: frozen(item) for key, item in value.items()} if isinstance(value, dict) else value


def line_text(text: str, line: int) -> str:
    """The line of that number (from 1), trimmed and cut to what fits in a sentence."""
    lines = text.split("\n")
    return lines[line - 1].strip()[:80] if 0 < line <= len(lines) else ""


@cache
def schema(name: str) -> dict[str, Any]:
    """The JSON schema called `name` (`settings`, `rule` …) that ships beside this module."""
    import json

    loaded: dict[str, Any] = json.loads((PACKAGE / f"{name}.schema.json").read_text(encoding="utf-8"))
    return loaded


def check(data: Mapping[str, Any], name: str, *, path: str, text: str) -> None:
    """Raise ContentError for the first thing in `data` that the schema `name` does not allow.

    `text` is what `data` was read from; it gives the line.
    """
    for fault in faults(data, schema(name)):
        raise error(fault, path=path, text=text)


def error(fault: Fault, *, path: str, text: str) -> ContentError:
    """`fault` as an error with file and line."""
    return ContentError(fault.key, path=path, line=line_of(text, fault.at), **fault.values)


def faults(data: Any, rules: Mapping[str, Any]) -> Iterator[Fault]:
    """Everything in `data` that the schema does not allow, in reading order."""
    yield from _faults(data, rules, rules, ())


_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
}


def _faults(data: Any, rule: Mapping[str, Any], root: Mapping[str, Any], at: Place) -> Iterator[Fault]:
    if "$ref" in rule:
        rule = root["$defs"][rule["$ref"].removeprefix("#/$defs/")]
    name = dotted(at)
    expected = rule.get("type")
    if expected and not _is(data, expected, rule):
        kind = rule["format"] if rule.get("format") == "date" else expected
        yield Fault("wrong-type", at, {"name": name, "expected": f"type-{kind}"})
        return
    if "enum" in rule and data not in rule["enum"]:
        yield Fault("not-one-of", at, {"name": name, "value": visible(data), **_offer(str(data), rule["enum"])})
    if "pattern" in rule and not re.search(rule["pattern"], str(data)):
        values = {"name": name, "value": visible(data), "example": (rule.get("examples") or [""])[0]}
        yield Fault("bad-format", at, values)
    if "minimum" in rule and data < rule["minimum"]:
        yield Fault("too-small", at, {"name": name, "least": rule["minimum"]})
    if isinstance(data, list) and "items" in rule:
        for index, item in enumerate(data):
            yield from _faults(item, rule["items"], root, (*at, index))
    if isinstance(data, dict):
        yield from _key_faults(data, rule, root, at)


def visible(value: object) -> object:
    """The value as a sentence shows it: an empty text between its quotes."""
    return value if str(value).strip() else f'"{value}"'


def _key_faults(data: dict[str, Any], rule: Mapping[str, Any], root: Mapping[str, Any], at: Place) -> Iterator[Fault]:
    known = rule.get("properties", {})
    others = rule.get("additionalProperties", True)
    for key, value in data.items():
        if key in known:
            yield from _faults(value, known[key], root, (*at, key))
        elif isinstance(others, dict):
            yield from _faults(value, others, root, (*at, key))
        elif not others:
            yield Fault("unknown-key", (*at, key), {"name": dotted((*at, key)), **_offer(key, known)})
    for key in rule.get("required", ()):
        if key not in data:
            yield Fault("missing-key", at, {"name": dotted((*at, key))})


def _is(data: Any, expected: str, rule: Mapping[str, Any]) -> bool:
    if rule.get("format") == "date":
        return hasattr(data, "isoformat") and not hasattr(data, "hour")
    if isinstance(data, bool) and expected != "boolean":
        return False
    return isinstance(data, _TYPES[expected])


def dotted(at: Place) -> str:
    """The way to a value as a sentence names it: `lint.overrides.2.ignore`, with positions from 1."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in at)


def _offer(word: str, known: Collection[str]) -> dict[str, object]:
    return {"suggestion": closest(word, list(known)), "known": ", ".join(map(str, known))}


def closest(word: str, known: list[str]) -> str:
    """The known word that `word` was probably meant to be, capitals aside, or an empty string."""
    import difflib

    small = {one.lower(): one for one in known}
    found = difflib.get_close_matches(word.lower(), small, n=1, cutoff=0.6)
    return small[found[0]] if found else ""


_TABLE = re.compile(r"\s*(\[\[?)\s*([^\]#]+?)\s*\]")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")


def line_of(text: str, at: Place) -> int:
    """The line (from 1) where the value at `at` is written, or the nearest one above it that is known."""
    best, best_depth = 1, 0
    table: list[str | int] = []
    counts: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if heading := _TABLE.match(line):
            table = list(_names(heading[2]))
            if heading[1] == "[[":
                counts[heading[2]] = counts.get(heading[2], -1) + 1
                table.append(counts[heading[2]])
            here: list[str | int] = table
        elif key := _KEY.match(line):
            here = [*table, *_names(key[1])]
        else:
            continue
        depth = len(here)
        if depth > best_depth and list(at[:depth]) == here:
            best, best_depth = number, depth
    return best


def _names(dotted: str) -> list[str]:
    return [name.strip().strip("\"'") for name in dotted.split(".")]
