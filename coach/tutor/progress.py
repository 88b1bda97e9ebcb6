"""A learner's progress: one readable JSON file in the workspace, replaced whole after every answer.

`.coach/learners/<name>.json`. No hour and no day is kept in it, so that the same answers give the same file.
"""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from coach import files
from coach.errors import ContentError, FileError
from coach.tutor.states import NEW, Given, Place, PlaceKind, Proof, Record, State, Tried

SCHEMA = 1
"""The form of the file. A newer one is never written over."""

FOLDER = ".coach"

MOST_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Progress:
    """What is kept about one learner."""

    learner: str
    display: str = ""
    """`plain` where the learner wants plain lines; empty for what suits the terminal."""
    start: Mapping[str, Given] = field(default_factory=dict)
    """The answers to `coach start` while it is not finished."""
    declined: tuple[str, ...] = ()
    """What `coach start` offered and the learner did not want."""
    state: State = field(default_factory=State)


def learner_name(wished: str | None = None) -> str:
    """The name that a learner's file has: as wished, else the name of the account, in safe letters."""
    name = wished or os.environ.get("COACH_LEARNER") or _account()
    safe = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in name.casefold())
    return safe.strip("-")[:60] or "learner"


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "learner"


def path_of(workspace: Path, learner: str) -> Path:
    """Where the progress of that learner is kept."""
    return workspace / FOLDER / "learners" / f"{learner}.json"


def load(workspace: Path, learner: str) -> tuple[Progress, Path | None]:
    """The learner's progress, empty where there is none, and where a damaged file was moved to.

    Raises ContentError where a newer coach wrote it, FileError where it cannot be read at all.
    """
    path = path_of(workspace, learner)
    try:
        text = files.read(path, MOST_BYTES).text
    except FileError as error:
        if error.key in ("file-missing", "file-path-not-folder"):
            return Progress(learner), None
        if error.key in ("file-not-utf8", "file-binary", "file-other-encoding", "file-too-big"):
            return Progress(learner), _aside(path)
        raise
    found = parse(text, str(path))
    return (replace(found, learner=learner), None) if found else (Progress(learner), _aside(path))


def save(workspace: Path, progress: Progress) -> None:
    """Write the progress, whole or not at all. Raises FileError."""
    path = path_of(workspace, progress.learner)
    _folder(workspace)
    files.write_new(path, dump(progress), overwrite=True)


def back_up(workspace: Path, learner: str) -> Path | None:
    """A copy of the learner's progress beside it, before something is forgotten; None where there is none."""
    path = path_of(workspace, learner)
    if not path.exists():
        return None
    copy = free_name(workspace / FOLDER / "backups" / f"{learner}.{stamp()}.json")
    copy.parent.mkdir(parents=True, exist_ok=True)
    files.write_new(copy, files.read(path, MOST_BYTES).text)
    return copy


def stamp() -> str:
    """Now, as a part of a file name."""
    return datetime.now().strftime("%Y-%m-%d-%H%M%S")


def free_name(path: Path) -> Path:
    """`path`, or the first of `path-2`, `path-3` … that is not taken."""
    number, free = 1, path
    while os.path.lexists(free):
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _aside(path: Path) -> Path:
    """Move a damaged file out of the way, untouched; where it is now."""
    moved = free_name(path.with_name(f"{path.name}.damaged-{stamp()}"))
    try:
        os.rename(path, moved)
    except OSError as error:
        raise FileError("write-failed", path=str(path), reason=files.reason(error)) from None
    return moved


def _folder(workspace: Path) -> None:
    folder = workspace / FOLDER
    try:
        (folder / "learners").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError("write-failed", path=str(folder), reason=files.reason(error)) from None
    ignore = folder / ".gitignore"
    if not ignore.exists():
        # Who learnt what is nobody else's business: git leaves the folder alone without being told.
        files.write_new(ignore, "*\n", overwrite=True)


def dump(progress: Progress) -> str:
    """The progress as readable JSON; the same progress gives the same text."""
    state = progress.state
    data: dict[str, Any] = {"schema": SCHEMA, "learner": progress.learner}
    _put(data, "display", progress.display)
    _put(data, "start", {key: _plain(value) for key, value in progress.start.items()})
    _put(data, "declined", list(progress.declined))
    _put(data, "at", _place(state.at) if state.at else None)
    _put(data, "testing", state.testing)
    _put(data, "lessons", {id: _record(record) for id, record in state.records.items() if record != NEW})
    _put(data, "placement", {key: list(answers) for key, answers in state.placement.items()})
    _put(data, "visited", [_place(place) for place in state.visited])
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _put(data: dict[str, Any], key: str, value: object) -> None:
    """Nothing is written of what is empty."""
    if value:
        data[key] = value


def _place(place: Place) -> str:
    """`first-post/quiz/q1`: lesson, screen, exercise or quiz, question."""
    return "/".join(place).rstrip("/")


def _record(record: Record) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name in ("opened", "skipped", "tested"):
        _put(data, name, getattr(record, name))
    for proof in get_args(Proof):
        _put(data, proof, sorted(name for name, found in record.checks.items() if found == proof))
    _put(data, "again", list(record.again))
    _put(data, "attempts", dict(record.attempts))
    _put(data, "hints", dict(record.hints))
    _put(data, "work", {id: {part: _plain(value) for part, value in work.items()} for id, work in record.work.items()})
    _put(data, "quiz", {id: {**tried._asdict(), "answers": list(tried.answers)} for id, tried in record.quiz.items()})
    return data


def _plain(value: Given) -> Any:
    return list(value) if isinstance(value, tuple) else value


def parse(text: str, path: str) -> Progress | None:
    """The progress in a JSON text; None where it is damaged. Raises ContentError where a newer coach wrote it."""
    try:
        data = json.loads(text)
        if isinstance(data, dict) and isinstance(data.get("schema"), int) and data["schema"] > SCHEMA:
            raise ContentError("progress-too-new", path=path, schema=data["schema"], known=SCHEMA)
        return _progress(data) if data["schema"] == SCHEMA else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _progress(data: Mapping[str, Any]) -> Progress:
    state = State(
        at=_read_place(data["at"]) if data.get("at") else None,
        visited=tuple(map(_read_place, data.get("visited", ()))),
        testing=_text(data.get("testing", "")),
        records={_text(id): _read_record(record) for id, record in data.get("lessons", {}).items()},
        placement={key: _texts(answers) for key, answers in data.get("placement", {}).items()},
    )
    start = {key: _given(value) for key, value in data.get("start", {}).items()}
    declined = _texts(data.get("declined", ()))
    return Progress(_text(data["learner"]), _text(data.get("display", "")), start, declined, state)


def _read_place(text: object) -> Place:
    lesson, kind, *rest = _text(text).split("/")
    if kind not in get_args(PlaceKind):
        raise ValueError(kind)
    return Place(lesson, kind, *rest)  # type: ignore[arg-type]


def _read_record(data: Mapping[str, Any]) -> Record:
    checks: dict[str, Proof] = {name: proof for proof in get_args(Proof) for name in _texts(data.get(proof, ()))}
    return Record(
        opened=bool(data.get("opened")),
        skipped=bool(data.get("skipped")),
        tested=bool(data.get("tested")),
        checks=checks,
        again=_texts(data.get("again", ())),
        attempts={key: int(value) for key, value in data.get("attempts", {}).items()},
        hints={key: int(value) for key, value in data.get("hints", {}).items()},
        work={id: {part: _given(value) for part, value in work.items()} for id, work in data.get("work", {}).items()},
        quiz={
            id: Tried(_texts(tried["answers"]), bool(tried["right"]), int(tried["times"]), bool(tried["first"]))
            for id, tried in data.get("quiz", {}).items()
        },
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, (list, tuple)):
        raise TypeError(values)
    return tuple(map(_text, values))


def _given(value: object) -> Given:
    return value if isinstance(value, bool) else _texts(value) if isinstance(value, list) else _text(value)
