"""What a session writes into the workspace: drafts to begin with, posts typed on the screen, settings."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

from coach import content, files, rules, settings
from coach.drafts import front, read_draft
from coach.engine import network_for
from coach.errors import CoachError, FileError
from coach.files import SourceFile
from coach.lessons import Exercise
from coach.model import Language
from coach.settings import Settings
from coach.text.view import view
from coach.tutor import wizard
from coach.tutor.ask import Answer, Question
from coach.tutor.configure import Value
from coach.tutor.judges import Work
from coach.tutor.pages import items
from coach.tutor.starting import add_settings
from coach.tutor.states import Given, Place

MOST_LENGTHS = 5
"""How many posts of a draft are measured for showing."""


def lay_out(work: Work) -> None:
    """Put the starter where the learner will write; what is there already stays. Raises FileError."""
    if os.path.lexists(work.path) or not work.exercise.file:
        return
    try:
        work.path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError("write-failed", path=str(work.path), reason=files.reason(error)) from None
    files.write_new(work.path, work.starter)


def lengths(work: Work) -> Iterator[tuple[int, int]]:
    """Length and limit of each post in the exercise's draft, as the network counts; none where it is no draft."""
    if not work.exercise.file.endswith((".md", ".txt")):
        return
    try:
        draft = read_draft(SourceFile(str(work.path), work.text or ""), timezone=work.settings.timezone)
        network = network_for(work.settings, work.network)
    except CoachError:
        return
    for post in draft.posts[:MOST_LENGTHS]:
        measure = view(post, network, work.settings.ours).measure
        yield measure.length, measure.limit


def body(work: Work) -> str:
    """The text of the exercise's draft below its front matter."""
    text = work.text or ""
    return text[_body_start(work, text) :]


def write_body(work: Work, text: str) -> None:
    """Replace the text of the exercise's draft; its front matter stays. Raises CoachError."""
    source = files.read(work.path)
    head = source.text[: _body_start(work, source.text)]
    files.replace(source, f"{head}{text}\n")


def _body_start(work: Work, text: str) -> int:
    try:
        block = front.find(text, 0, path=str(work.path), toml=work.exercise.file.endswith(".md"))
    except CoachError:
        return 0
    return block.after if block else 0


Opened = Literal["edited", "beside", "none"]


def open_editor(path: Path, system: str = sys.platform, environment: Mapping[str, str] = os.environ) -> Opened:
    """Open the file for writing: `edited` and closed again, open `beside` this window, or by nothing at all.

    What VISUAL or EDITOR name; else what the desktop opens texts with; else nano, which tells its own keys,
    and never vi, which nobody leaves by themselves.
    """
    named = environment.get("VISUAL") or environment.get("EDITOR")
    if named and _run([*named.split(), str(path)], wait=True):
        return "edited"
    if system == "win32":
        return "beside" if _run(["notepad", str(path)], wait=False) else "none"
    if system == "darwin":
        return "beside" if _run(["open", "-t", str(path)], wait=True) else "none"
    if environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        return "beside" if _run(["xdg-open", str(path)], wait=True) else "none"
    return "edited" if _run(["nano", str(path)], wait=True) else "none"


def _run(command: list[str], *, wait: bool) -> bool:
    """Whether a command could be run, and, where one waits for it, went well."""
    try:
        if wait:
            return subprocess.run(command, check=False).returncode == 0
        quiet = subprocess.DEVNULL
        subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except (OSError, ValueError):
        return False
    return True


def current(exercise: Exercise, chosen: Settings) -> dict[str, Given] | None:
    """The answers of a form as the settings give them; None where one is missing, or kept elsewhere."""
    found: dict[str, Given] = {}
    for field in exercise.fields:
        value = _value_in(field.setting, chosen) if field.setting else None
        if value is None:
            return None
        # A form may ask for the first of several.
        found[field.id] = value[0] if isinstance(value, tuple) and field.type == "one" else value
    return found


def _value_in(name: str, chosen: Settings) -> str | tuple[str, ...] | None:
    """The value of that dotted name as the settings file gives it."""
    if name not in chosen.origins:
        return None
    if name == "hashtags.ours":
        return chosen.ours or None
    value = getattr(chosen, name, None)
    return value if isinstance(value, (str, tuple)) and value else None


def with_current(
    question: Question, place: Place, exercise: Exercise, chosen: Settings, language: Language
) -> Question:
    """The question, offering what the settings say where the learner has not answered it here."""
    field = next((one for one in exercise.fields if one.id == place.part), None)
    if field is None:
        return question
    if question.default is None and field.setting:
        value = _value_in(field.setting, chosen)
        if isinstance(value, tuple):
            value = value[0] if field.type == "one" else ", ".join(value)
        known = {choice.value for choice in question.choices}
        if value and (not known or value in known):
            question = replace(question, default=value)
    if field.setting == "timezone":
        zone = wizard.ask_zone(language)
        refuse = question.refuse
        question = replace(question, refuse=lambda answer: refuse(answer) or zone.refuse(answer))
    return question


def given(place: Place, exercise: Exercise, reply: Answer) -> Given:
    """The reply as it is kept: a list as a list, a city as its time zone."""
    field = next((one for one in exercise.fields if one.id == place.part), None)
    if field is None:
        return reply
    if field.type == "list":
        return items(reply)
    if field.setting == "timezone":
        return wizard.find_zones(str(reply))[0]
    return reply.strip() if isinstance(reply, str) else reply


def write_settings(
    workspace: Path, exercise: Exercise, answers: Mapping[str, Given], chosen: Settings, language: Language
) -> None:
    """Write the answers of a form into the settings file, where they are new. Raises CoachError."""
    values: dict[str, Value] = {}
    for field in exercise.fields:
        answer = answers.get(field.id)
        if not field.setting or answer is None or isinstance(answer, bool):
            continue
        value = _as_setting(field.setting, answer, chosen)
        if value != _value_in(field.setting, chosen):
            values[field.setting] = value
    if values:
        _write(workspace, values, chosen, language)


def set_goal(workspace: Path, goal: str, language: Language) -> None:
    """Write the goal into the settings file. Raises CoachError."""
    _write(workspace, {"goal": goal}, settings.nearest(workspace), language)


def _write(workspace: Path, values: dict[str, Value], chosen: Settings, language: Language) -> None:
    if chosen.path is not None:
        add_settings(chosen.path, values, language)
        return
    rule_set = max(rule.since for rule in rules.shipped().values())
    own = {name: value for name, value in values.items() if name in wizard.SETTINGS}
    path = workspace / settings.FILE_NAME
    files.write_new(path, wizard.settings_text(own, rule_set, language))
    rest = {name: value for name, value in values.items() if name not in own}
    if rest:
        add_settings(path, rest, language)


def _as_setting(name: str, answer: str | tuple[str, ...], chosen: Settings) -> str | tuple[str, ...]:
    """The answer in the form that the settings have there."""
    if not _is_list(name):
        return answer if isinstance(answer, str) else ", ".join(answer)
    if isinstance(answer, tuple):
        return tuple(one.lstrip("#＃") for one in answer) if name == "hashtags.ours" else answer
    before = _value_in(name, chosen)
    others = tuple(one for one in before if one != answer) if isinstance(before, tuple) else ()
    return (answer, *others)


def _is_list(name: str) -> bool:
    rule = content.schema("settings")
    for part in name.split("."):
        rule = rule.get("properties", {}).get(part, {})
    return rule.get("type") == "array"


def inside(name: str) -> bool:
    """Whether a file name, relative to the workspace, stays in it."""
    parts = name.replace("\\", "/").split("/")
    return not name.startswith(("/", "\\")) and ":" not in name and ".." not in parts and "" not in parts
