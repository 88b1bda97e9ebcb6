"""A new lesson: a folder that teaches how to write one, and is proven from the first minute."""

from __future__ import annotations

import re
from pathlib import Path

from coach import content, files
from coach.errors import UsageError
from coach.lessons import folders
from coach.model import Language

TEMPLATE = "template"
"""The folder among the shipped lessons that is copied."""

_ID = re.compile(r"[a-z][a-z0-9]*+(?:-[a-z0-9]++)*+")


def new_lesson(id: str, folder: Path, language: Language) -> tuple[Path, ...]:
    """Write the files of a new lesson into `folder`, and give their paths, `lesson.toml` first.

    Its number is the next one that is free there; the remarks in `lesson.toml` are in `language`. Raises
    UsageError where the id is none or taken, FileError where a file cannot be written.
    """
    if not _ID.fullmatch(id):
        raise UsageError("lesson-id-bad", name=id)
    taken = folders(folder)
    if any(place.name.partition("-")[2] == id for place in taken):
        raise UsageError("lesson-exists", name=id)
    number = max((int(place.name[:2]) for place in taken if place.name[:2].isdigit()), default=-1) + 1
    place = folder / f"{number:02}-{id}"
    place.mkdir(parents=True)
    template = content.folder("lessons") / TEMPLATE
    written = []
    for source in sorted(template.iterdir(), key=lambda path: (path.suffix != ".toml", path.name)):
        name = "lesson.toml" if source.name == f"lesson.{language}.toml" else source.name
        if name.startswith("lesson.") and name != "lesson.toml":
            continue  # the same in the other language
        text = files.read(source).text.replace("{{id}}", id).replace("{{folder}}", place.name)
        text = text.replace("{{path}}", place.as_posix())
        files.write_new(place / name, text)
        written.append(place / name)
    return tuple(written)
