"""Proof of rules over plans: the posts of an example are read as drafts, planned together, and moved."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from coach.drafts import Draft, read_draft
from coach.engine import Choice, Diagnostic, Linter
from coach.files import SourceFile
from coach.fixes import choose
from coach.model import Span
from coach.plan.calendar import instant, wall, zone
from coach.planner import Planner
from coach.rules import Example, Rule
from coach.settings import Settings
from coach.text.edits import apply

LONG_AGO = "2026-01-01 00:00"
"""Before the times of any example that does not say what time it is."""


class Run(NamedTuple):
    """What a rule says about the posts of an example."""

    diagnostics: tuple[Diagnostic, ...]
    left: tuple[Diagnostic, ...]
    """The same once the fixes are made."""
    spans: tuple[Span, ...]
    """Where, in the example as it is shown; one each."""
    times: tuple[str, ...]
    """When each post goes out once its fixes are made, on the team's clocks; `-` without a time."""


def run(rule: Rule, example: Example) -> Run:
    """The rule, and no other, on the posts of an example, at the time and in the team that the example names."""
    drafts = [_draft(item.name, item.draft, example.team) for item in example.plan]
    found = _lint(rule, example, drafts)
    by_name = {item.name: item for item in example.plan}
    spans = tuple(by_name[one.post.path].shown(one.span) for one in found)
    moved = []
    for draft in drafts:
        edits = [
            edit
            for one in choose((one for one in found if one.post.path == draft.source.path), unsafe=True)
            for edit in one.edits
        ]
        moved.append(_draft(draft.source.path, apply(draft.source.text, edits), example.team))
    home = zone(example.team.get("timezone"))
    times = [draft.posts[0].scheduled_at for draft in moved]
    left = _lint(rule, example, moved)
    written = (f"{wall(instant(at, home), home):%Y-%m-%d %H:%M}" if at else "-" for at in times)
    return Run(tuple(found), tuple(left), spans, tuple(written))


def fails(rule: Rule, example: Example, failure: Callable[..., Any], marked: Callable[..., str]) -> Iterator[Any]:
    """What of the example does not hold; `failure` makes one of a key and values."""
    found = run(rule, example)
    expected = list(example.spans)
    actual = list(found.spans)
    if example.good and actual:
        yield failure("proof-noisy", found=marked(example.text, actual))
    elif not example.good and not expected:
        yield failure("proof-no-mark")
    elif sorted(actual) != sorted(expected):
        key = "proof-missing" if not actual else "proof-other-place"
        yield failure(key, found=marked(example.text, actual), expected=marked(example.text, expected))
    elif example.then is None and any(one.edits for one in found.diagnostics):
        yield failure("proof-fix-not-shown", found=", ".join(found.times))
    elif example.then is not None and example.then != found.times:
        yield failure("proof-other-fix", found=", ".join(found.times), expected=", ".join(example.then))
    elif example.then is not None and any(one.edits for one in found.left):
        yield failure("proof-fixed-not-clean", rule=rule.id)


def _draft(name: str, text: str, team: Mapping[str, Any]) -> Draft:
    return read_draft(SourceFile(name, text), timezone=team.get("timezone"))


def _lint(rule: Rule, example: Example, drafts: list[Draft]) -> list[Diagnostic]:
    networks = (example.network or (rule.networks or ("x",))[0],)
    team = dict(example.team)
    home = team.pop("timezone", None)
    settings = Settings(
        networks=networks, timezone=home, ours=example.ours, plan=team, options={rule.id: example.options}
    )
    linter = Linter({rule.id: rule._replace(enabled=True)}, settings, Choice())
    now = datetime.fromisoformat(example.now or LONG_AGO)
    planner = Planner(linter, [(draft.posts, ()) for draft in drafts], instant(now, zone(home)))
    planned = planner.findings()
    return [
        one
        for draft in drafts
        for post in draft.posts
        for one in linter.lint(post, planned=planned.get((post.path, post.number), {}))
    ]
