"""Rules as data: one TOML file per rule, strictly read. The file's name is the rule's id."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from coach import checks, content, files
from coach.errors import CoachError, ContentError
from coach.model import NOTHING, Language, Severity, Source, Span
from coach.words import fill

if TYPE_CHECKING:
    from coach.checks.schema import Option
    from coach.plan.example import Item


class OnNetwork(NamedTuple):
    """What a rule does otherwise on one network."""

    severity: Severity | Literal["off"] | None = None
    options: Mapping[str, Any] = NOTHING


class Words(NamedTuple):
    """A rule's sentences, each by language."""

    title: Mapping[str, str]
    message: Mapping[str, str]
    advice: Mapping[str, str]
    why: Mapping[str, str]
    sources: tuple[Source, ...]


class Example(NamedTuple):
    """A post that a rule must leave alone (`good`) or must flag (`bad`), as the rule's file shows it.

    `text` and `spans` are the post, or the whole draft file when `file` names one, without its marks.
    """

    good: bool
    text: str
    spans: tuple[Span, ...]
    line: int
    """Where the example begins in the rule's file."""
    fixed: str | None = None
    language: str | None = None
    network: str | None = None
    ours: tuple[str, ...] = ()
    file: str | None = None
    plan: "tuple[Item, ...]" = ()
    """Several posts with their times, for rules that look at all posts together."""
    team: Mapping[str, Any] = NOTHING
    """What the team's settings say: `timezone`, and what stands in `[plan]`."""
    options: Mapping[str, Any] = NOTHING
    """Options of the rule, for this example."""
    now: str | None = None
    then: tuple[str, ...] | None = None
    """When each post of the plan goes out once it is mended."""


class Rule(NamedTuple):
    """A check with its options, severity and words. The words and examples are read when first asked for."""

    id: str
    check: str
    severity: Severity
    since: str
    folder: Path
    options: Mapping[str, Any] = NOTHING
    enabled: bool = True
    networks: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    on_network: Mapping[str, OnNetwork] = MappingProxyType({})
    shipped: bool = True

    @property
    def path(self) -> Path:
        """The rule's file."""
        return self.folder / f"{self.id}.toml"

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where its facts and its advice come from."""
        return self.words.sources

    @property
    def words(self) -> Words:
        """The sentences, in both languages."""
        return _words(self.path.absolute(), self.id if self.shipped else "")

    @property
    def examples(self) -> tuple[Example, ...]:
        """The examples, in the order of the file."""
        text = files.read(self.path).text
        return tuple(_examples(content.parse_toml(text, str(self.path)), text))

    def message(self, language: Language, values: Mapping[str, object]) -> str:
        """What is wrong, filled with what the check found."""
        return fill(self.words.message[language], values)

    def advice(self, language: Language, values: Mapping[str, object]) -> str:
        """What to do about it, filled likewise."""
        return fill(self.words.advice[language], values)


@cache
def shipped() -> Mapping[str, Rule]:
    """The rules that come with coach, by id, sorted. Only the logic at the top of each file is read.

    `coach test` and the test suite prove the files whole, so that a run need not.
    """
    folder = content.folder("rules")
    heads = content.compiled("rules") or {path.stem: _head(path) for path in sorted(folder.glob("*.toml"))}
    return {id: _rule(id, head, folder, shipped=True) for id, head in heads.items()}


def _head(path: Path) -> dict[str, Any]:
    head: dict[str, Any] = content.frozen(
        content.parse_toml(path.read_text(encoding="utf-8").partition("\n[title]")[0], str(path))
    )
    return head


def read(path: Path, *, shipped: bool = False) -> Rule:
    """One rule file, read whole and strictly. Raises ContentError with file, line and cause."""
    text = content.read(path)
    data = content.parse_toml(text, str(path))
    content.check(data, "rule", path=str(path), text=text)
    rule = _rule(path.stem, content.frozen(data), path.parent, shipped=shipped)
    for at, fault in chain(_misfits(rule), _example_faults(data)):
        raise content.error(fault._replace(at=at + fault.at), path=str(path), text=text)
    return rule


OLDEST = "2026-11"
"""The first dated set of shipped rules: settings cannot ask for an older one."""


def team(paths: Iterable[Path], problems: list[CoachError], place: tuple[str, int] = ("", 0)) -> dict[str, Rule]:
    """The rules of a team's own: each path is a rule file or a folder of them.

    A broken rule is added to `problems` and left out; the others still run. `place` is where the settings
    name the paths.
    """
    found: dict[str, Rule] = {}
    for path in paths:
        if not os.path.exists(path):
            problems.append(ContentError("rule-path-missing", path=place[0], line=place[1], name=path.name))
            continue
        for file in sorted(path.glob("*.toml")) if os.path.isdir(path) else [path]:
            known = found.get(file.stem)
            if known and os.path.samefile(known.path, file):
                continue  # two paths lead to it
            try:
                rule = read(file)
                check_name(rule, {**shipped(), **found})
                found[rule.id] = rule
            except CoachError as error:
                problems.append(error)
    return found


def check_name(rule: Rule, known: Mapping[str, Rule]) -> None:
    """Raises ContentError where a rule's own file cannot give it its name."""
    if not _name().fullmatch(rule.id):
        raise ContentError("rule-name-odd", path=str(rule.path), line=1, name=content.visible(rule.id))
    if rule.id in known:
        # It would silently take the place of that one.
        raise ContentError("rule-name-taken", path=str(rule.path), line=1, name=rule.id)


@cache
def _name() -> re.Pattern[str]:
    return re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")


def misfits(check: str, options: Mapping[str, Any]) -> Iterator[content.Fault]:
    """What in `options` the check's keyword arguments do not accept."""
    known = checks.options(check)
    for name, value in options.items():
        if name not in known:
            suggestion = content.closest(name, list(known))
            values = {"name": name, "suggestion": suggestion, "known": ", ".join(known)}
            yield content.Fault("unknown-option" if known else "no-options", (name,), values)
        elif not known[name].accepts(value):
            yield _misfit(name, known[name], value)
        elif check == "pattern" and name == "pattern":
            yield from _unreadable(value)


def _misfit(name: str, option: "Option", value: Any) -> content.Fault:
    from coach.checks.schema import MOST

    if isinstance(value, int | float) and option.accepts(0) and not 0 <= value <= MOST:
        return content.Fault("option-out-of-range", (name,), {"name": name, "found": value, "most": MOST})
    found = str(value).lower() if isinstance(value, bool) else option.misfit(name, value)["found"]
    return content.Fault("wrong-option", (name,), {**option.misfit(name, value), "found": found})


def _unreadable(pattern: str) -> Iterator[content.Fault]:
    from coach.checks.pattern import compiled

    try:
        compiled(pattern, True)
    except ContentError as error:
        # The library says why in English only, but also where.
        found = re.search(r"at position (\d+)$", str(error.values.get("cause", "")))
        at = {"position": int(found[1])} if found and int(found[1]) else {}
        yield content.Fault(f"{error.key}-at" if at else error.key, ("pattern",), {**error.values, **at})


def _misfits(rule: Rule) -> Iterator[tuple[content.Place, content.Fault]]:
    if rule.check not in checks.CHECKS:
        suggestion = content.closest(rule.check, list(checks.CHECKS))
        values = {"name": rule.check, "suggestion": suggestion, "known": ", ".join(checks.CHECKS)}
        yield (), content.Fault("unknown-check", ("check",), values)
        return
    for fault in misfits(rule.check, rule.options):
        yield ("options",), fault
    for network, other in rule.on_network.items():
        for fault in misfits(rule.check, other.options):
            yield ("network", network, "options"), fault
    for name, option in checks.options(rule.check).items():
        if option.required and name not in rule.options:
            yield (), content.Fault("missing-option", ("check",), {"name": name, "check": rule.check})


def _example_faults(data: Mapping[str, Any]) -> Iterator[tuple[content.Place, content.Fault]]:
    """What in the examples the schema cannot know to be wrong."""
    for kind in ("good", "bad"):
        for index, table in enumerate(data[kind]):
            at = (kind, index)
            if sum(name in table for name in ("post", "draft", "plan")) != 1 or table.get("plan") == []:
                yield at, content.Fault("example-no-post", (), {})
            if "now" in table and not _is_time(table["now"]):
                yield at, content.Fault("draft-bad-time", ("now",), {"value": table["now"]})
            for fault in _team_faults(table.get("team", NOTHING)):
                yield (*at, "team"), fault
            for fault in misfits(data["check"], content.frozen(table.get("options", {}))):
                yield (*at, "options"), fault


def _is_time(written: str) -> bool:
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return False
    return True


def _team_faults(team: Mapping[str, Any]) -> Iterator[content.Fault]:
    if not team:
        return
    from coach.plan.calendar import is_zone, rhythm

    if "timezone" in team and not is_zone(team["timezone"]):
        yield content.Fault("unknown-timezone", ("timezone",), {"name": team["timezone"]})
    for name in ("hours", "min_gap"):
        try:
            rhythm({name: team[name]} if name in team else {})
        except ValueError as error:
            yield content.Fault(f"plan-{name}", (name,), {"value": str(error)})


def _rule(id: str, data: Mapping[str, Any], folder: Path, *, shipped: bool) -> Rule:
    return Rule(
        id=id,
        check=data["check"],
        severity=data["severity"],
        since=data["since"],
        folder=folder,
        options=data.get("options", NOTHING),
        enabled=data.get("enabled", True),
        networks=data.get("networks", ()),
        languages=data.get("languages", ()),
        on_network={
            name: OnNetwork(table.get("severity"), table.get("options", NOTHING))
            for name, table in data.get("network", {}).items()
        },
        shipped=shipped,
    )


@cache
def _words(path: Path, shipped_id: str) -> Words:
    known = content.compiled("words") if shipped_id else None
    data = known[shipped_id] if known else content.parse_toml(files.read(path).text, str(path))
    sources = tuple(
        Source(source["url"], str(source["read"]), source.get("kind", "documented")) for source in data["sources"]
    )
    return Words(data["title"], data["message"], data["advice"], data["why"], sources)


def _examples(data: Mapping[str, Any], text: str) -> Iterator[Example]:
    from coach.plan.example import items

    for kind in ("good", "bad"):
        for index, table in enumerate(data.get(kind, ())):
            whole = "draft" in table
            plan, shown = items(table["plan"]) if "plan" in table else ((), "")
            bare, spans = unmark(shown if plan else table["draft"] if whole else table["post"])
            yield Example(
                good=kind == "good",
                text=bare,
                spans=spans,
                line=content.line_of(text, (kind, index)),
                fixed=table.get("fixed"),
                language=table.get("language"),
                network=table.get("network"),
                ours=tuple(table.get("ours", ())),
                file=table.get("file", "draft.md") if whole else None,
                plan=plan,
                team=content.frozen(table.get("team", {})),
                options=content.frozen(table.get("options", {})),
                now=table.get("now"),
                then=tuple(table["then"]) if "then" in table else None,
            )


_MARK = re.compile(r"<<|>>(?!>)")


def unmark(marked: str) -> tuple[str, tuple[Span, ...]]:
    """A text without its `<<…>>` marks, and the spans that they enclosed."""
    parts: list[str] = []
    spans: list[Span] = []
    length = last = 0
    opened: int | None = None
    for mark in _MARK.finditer(marked):
        parts.append(marked[last : mark.start()])
        length += mark.start() - last
        last = mark.end()
        if mark[0] == "<<":
            opened = length
        elif opened is not None:
            spans.append(Span(opened, length))
            opened = None
    parts.append(marked[last:])
    return "".join(parts), tuple(spans)
