"""A team's settings: one file, the nearest upward, strictly read; each value remembers where it came from."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from coach import content, files
from coach.errors import CoachError, ContentError, UsageError
from coach.model import NOTHING

FILE_NAME = "coach.toml"

NONE: Mapping[str, Any] = MappingProxyType({})


class Override(NamedTuple):
    """Other choices for the drafts whose path fits one of `files`."""

    files: tuple[str, ...]
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    """Pairs of a rule and what it is here: an override can be part of a key."""
    networks: tuple[str, ...] = ()


class Settings(NamedTuple):
    """What a team decided. `folder` is what every path and pattern in it is relative to."""

    folder: Path = Path()
    path: Path | None = None
    language: str | None = None
    networks: tuple[str, ...] = ("x",)
    timezone: str | None = None
    rule_set: str | None = None
    rule_paths: tuple[Path, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    split: Literal["draft", "blank-line", "line"] = "draft"
    severity: Mapping[str, str] = NONE
    overrides: tuple[Override, ...] = ()
    options: Mapping[str, Mapping[str, Any]] = NONE
    limits: Mapping[str, Mapping[str, Any]] = NONE
    """By network: what differs from the network's own numbers, and the team's usual account there."""
    ours: tuple[str, ...] = ()
    """The team's own hashtags, without sign."""
    plan: Mapping[str, Any] = NONE
    """`hours`, `days`, `min_gap`, `per_day` and `history`, as written; `coach.plan.calendar` reads them."""
    csv: Mapping[str, Any] = NONE
    """Which column of a table holds what, for tables that coach does not know by their header."""
    organisation: str = ""
    goal: Literal["monitor", "community", "both"] | None = None
    """What the team wants of social networks: it decides which lessons come."""
    topics: tuple[str, ...] = ()
    """What the team watches or talks about."""
    people: Literal["alone", "together"] | None = None
    """Who writes the posts."""
    origins: Mapping[str, str] = NONE
    """By dotted name: the file and line that a value comes from."""

    def place(self, name: str) -> tuple[str, int]:
        """File and line of the value called `name`, or of the settings file where it is a default."""
        path, _, line = self.origins.get(name, "").rpartition(":")
        return (path, int(line)) if path else (str(self.path or ""), 0)

    def override_of(self, rule: str) -> str:
        """The dotted name of the first place in an override that names that rule."""
        for number, one in enumerate(self.overrides, 1):
            named = {
                "extend-select": one.extend_select,
                "ignore": one.ignore,
                "severity": tuple(id for id, _ in one.severity),
            }
            for key, rules in named.items():
                if rule in rules:
                    return f"lint.overrides.{number}.{key}"
        return "lint.overrides"


DEFAULT = Settings()


def asked(config: Path | None, *, isolated: bool) -> Settings | None:
    """The settings that the command line asks for; None where those of each folder hold.

    Raises UsageError where it asks for a file and for none, CoachError as `read` does.
    """
    if isolated and config:
        raise UsageError("config-and-isolated")
    return DEFAULT if isolated else read(config) if config else None


def nearest(folder: Path) -> Settings:
    """The settings that hold in `folder`: of the nearest file upward, or the defaults.

    Raises CoachError where that file cannot be read or says something unknown.
    """
    path = find(folder)
    return read(path) if path else DEFAULT


def find(folder: Path) -> Path | None:
    """The settings file that holds in `folder`: the nearest upward; None where there is none."""
    folder = folder.absolute()
    for place in (folder, *folder.parents):
        # A dangling link is told when it is read.
        if os.path.lexists(place / FILE_NAME):
            return place / FILE_NAME
        if _has_section(place / "pyproject.toml"):
            return place / "pyproject.toml"
    return None


def language(path: Path) -> str | None:
    """The language that those settings ask for, even where something else in them is wrong; None where they do not.

    Raises CoachError where the file is no TOML.
    """
    try:
        return read(path).language
    except CoachError:
        found = _section(content.read(path), path)[0].get("language")
        return found if isinstance(found, str) else None


def _has_section(path: Path) -> bool:
    # A look at the text spares the dear parsing of other people's big files.
    if not os.path.isfile(path):
        return False
    try:
        text = files.read(path).text
        if "[tool.coach" in text:
            return True
        # TOML has other ways to say the same: `[tool."coach"]`, `tool.coach.language = "fr"`.
        return "coach" in text and bool(_section(text, path)[0])
    except CoachError:
        return False  # somebody else's file; that it cannot be read is not coach's matter


def read(path: Path) -> Settings:
    """The settings in that file and in those it extends. Raises CoachError with file, line and cause."""
    data, origins = _merged(path, ())
    return _settings(data, origins, path)


def _merged(path: Path, below: tuple[Path, ...]) -> tuple[dict[str, Any], dict[str, str]]:
    if path.resolve() in below:
        raise ContentError("extends-cycle", path=str(below[-1]), name=str(path))
    if os.path.islink(path) and not os.path.exists(path):
        raise ContentError("settings-lost", path=str(path))
    text = content.read(path)
    data, prefix = _section(text, path)
    for fault in content.faults(data, content.schema("settings")):
        raise content.error(fault._replace(at=(*prefix, *fault.at)), path=str(path), text=text)
    origins = {content.dotted(at): f"{path}:{content.line_of(text, (*prefix, *at))}" for at in _places(data)}
    if "extends" not in data:
        return data, origins
    base_path = path.parent / data["extends"]
    if not os.path.isfile(base_path):
        line = content.line_of(text, (*prefix, "extends"))
        raise ContentError("extends-missing", path=str(path), line=line, name=content.visible(data["extends"]))
    base, base_origins = _merged(base_path, (*below, path.resolve()))
    base["rule-paths"] = [str(base_path.parent.absolute() / item) for item in base.get("rule-paths", [])]
    if "rule-paths" in data:
        base.pop("rule-paths")
    return _merge(base, data), base_origins | origins


def _section(text: str, path: Path) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What that file says to coach, and under which keys it does."""
    data = content.parse_toml(text, str(path))
    if path.name != "pyproject.toml":
        return data, ()
    for name in ("tool", "coach"):
        found = data.get(name, {})
        if not isinstance(found, dict):
            line = content.line_of(text, (name,))
            raise ContentError("wrong-type", path=str(path), line=line, name=name, expected="type-object")
        data = found
    return data, ("tool", "coach")


def _merge(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        both_tables = isinstance(value, dict) and isinstance(base.get(key), dict)
        merged[key] = _merge(base[key], value) if both_tables else value
    return merged


def _places(data: Mapping[str, Any], at: content.Place = ()) -> Iterator[content.Place]:
    """The way to each value, to each table, and to each table of a list."""
    for key, value in data.items():
        here = (*at, key)
        yield here
        if isinstance(value, dict):
            yield from _places(value, here)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, dict):
                    yield (*here, index)
                    yield from _places(item, (*here, index))


def _settings(data: Mapping[str, Any], origins: Mapping[str, str], path: Path) -> Settings:
    lint: Mapping[str, Any] = data.get("lint", NOTHING)
    folder = path.parent
    zone = data.get("timezone")
    if zone is not None and not _is_zone(zone):
        place, _, line = origins["timezone"].rpartition(":")
        raise ContentError("unknown-timezone", path=place, line=int(line), name=content.visible(zone))
    return Settings(
        folder=folder,
        path=path,
        language=data.get("language"),
        networks=tuple(data.get("networks") or DEFAULT.networks),
        timezone=zone,
        rule_set=data.get("rules"),
        rule_paths=tuple(folder / item for item in data.get("rule-paths", ())),
        include=tuple(lint.get("include", ())),
        exclude=tuple(lint.get("exclude", ())),
        select=tuple(lint.get("select", ())),
        extend_select=tuple(lint.get("extend-select", ())),
        ignore=tuple(lint.get("ignore", ())),
        split=lint.get("split", DEFAULT.split),
        severity=lint.get("severity", {}),
        overrides=tuple(
            Override(
                files=tuple(item["files"]),
                extend_select=tuple(item.get("extend-select", ())),
                ignore=tuple(item.get("ignore", ())),
                severity=tuple(item.get("severity", {}).items()),
                networks=tuple(item.get("networks", ())),
            )
            for item in lint.get("overrides", ())
        ),
        options=content.frozen(data.get("options", {})),
        limits=data.get("network", {}),
        ours=tuple(tag.lstrip("#＃") for tag in data.get("hashtags", {}).get("ours", ())),
        organisation=data.get("organisation", ""),
        goal=data.get("goal"),
        topics=tuple(data.get("topics", ())),
        people=data.get("people"),
        plan=_plan(data.get("plan", NONE), origins),
        csv=data.get("csv", NONE),
        origins=origins,
    )


def _plan(plan: Mapping[str, Any], origins: Mapping[str, str]) -> Mapping[str, Any]:
    """The table `[plan]`, its hours and lengths of time tried. Raises ContentError where they make no sense."""
    if not plan:
        return plan
    from coach.plan.calendar import rhythm

    for name in ("hours", "min_gap"):
        try:
            rhythm({name: plan[name]} if name in plan else {})
        except ValueError as error:
            path, _, line = origins[f"plan.{name}"].rpartition(":")
            raise ContentError(f"plan-{name}", path=path, line=int(line), value=content.visible(error)) from None
    return plan


def _is_zone(name: str) -> bool:
    from coach.plan.calendar import is_zone

    return is_zone(name)
