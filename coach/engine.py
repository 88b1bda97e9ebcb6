"""Rules on posts: which rules hold for a draft, and what they say about it."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import FunctionType
from typing import Any, Literal, NamedTuple

from coach import checks, content
from coach.errors import CoachError, ContentError, UsageError
from coach.model import SEVERITIES, Edit, Finding, Language, Network, Post, Severity, Span, new
from coach.rules import OLDEST, Rule, misfits
from coach.settings import Override, Settings
from coach.text.networks import network as known_network
from coach.text.view import View

MOST = 100
"""How many findings of one rule in one post are kept for showing. A hostile post could hold millions."""

UNUSED, UNKNOWN = "unused-allow", "unknown-allow"
"""The rules that report allowances which suppress nothing, and those for no rule: only the engine can know."""


class Diagnostic(NamedTuple):
    """A finding signed by a rule. It holds references and copies nothing; the language is chosen last."""

    post: Post
    rule: Rule
    finding: Finding
    severity: Severity
    networks: tuple[str, ...]
    """The networks it holds on, in the order of the post's."""
    values: Mapping[str, object]
    """What fills the sentences: the rule's options, and over them what the check found."""

    @property
    def span(self) -> Span:
        """Where, in the decoded file."""
        finding = self.finding
        return finding.span if finding.in_file else self.post.span_in_file(finding.span)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The repair, in the decoded file; empty where there is none, or a part of it is not in the file."""
        finding, post = self.finding, self.post
        if finding.in_file and (finding.post or not post.quoting):
            return finding.edits
        if finding.in_file:
            texts = [(edit.span, post.quoted(edit.text)) for edit in finding.edits]
            written = tuple(Edit(span, text) for span, text in texts if text is not None)
            return written if len(written) == len(texts) else ()
        found = [post.edit_in_file(edit) for edit in finding.edits]
        return tuple(edit for edit in found if edit) if all(found) else ()

    @property
    def related(self) -> tuple[Post, ...]:
        """The other posts that it is about, the nearest first."""
        return self.finding.related

    def message(self, language: Language) -> str:
        """What is wrong."""
        return self.rule.message(language, self.values)

    def advice(self, language: Language) -> str:
        """What to do about it."""
        return self.rule.advice(language, self.values)


Run = Callable[[Any], Iterator[Finding]]
"""A check with its options filled in: given a view, or a plan where it looks at one."""


class Active(NamedTuple):
    """A rule as it holds on one network: its severity and its options there."""

    rule: Rule
    severity: Severity
    options: Mapping[str, Any]
    needs: int
    """The features without which it has nothing to say of a post; 0 where it must always be asked."""

    @property
    def run(self) -> Run:
        """The check with its options. Its module is imported here: when the first post asks for it."""
        return _filled_in(checks.function(self.rule.check), self.options)

    @property
    def plan(self) -> bool:
        """Whether it looks at all posts together."""
        return checks.CHECKS[self.rule.check].plan


def _filled_in(check: Any, options: Mapping[str, Any]) -> Run:
    """The check, taking these options by itself. A partial would merge them anew for every post."""
    run = FunctionType(check.__code__, check.__globals__, check.__name__, check.__defaults__, check.__closure__)
    run.__kwdefaults__ = {**(check.__kwdefaults__ or {}), **options}
    return run


class _Chosen(dict[int, tuple[tuple[Active, Run], ...]]):
    """From the features of a post to the rules that may have something to say about it on one network."""

    def __init__(self, network: Network, active: tuple[Active, ...]) -> None:
        self.network = network
        self.active = active
        self.asked = 0
        """The features that any of the rules asks for; others make no difference."""
        for one in active:
            self.asked |= one.needs
        self._runs: dict[str, Run] = {}

    def __missing__(self, features: int) -> tuple[tuple[Active, Run], ...]:
        if len(self) > MOST_KEPT:
            self.clear()
        chosen = self[features] = tuple(
            (one, self._run(one)) for one in self.active if not one.needs or one.needs & features
        )
        return chosen

    def _run(self, active: Active) -> Run:
        run = self._runs.get(active.rule.id)
        if run is None:
            run = self._runs[active.rule.id] = active.run
        return run


MOST_KEPT = 4096
"""For how many different features the choice of rules is kept."""


class Choice(NamedTuple):
    """What the command line asks for, over the settings."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    only: Literal["", "plan", "posts"] = ""
    """Only the rules that look at all posts together, or only those that look at one."""


NO_CHOICE = Choice()

_Said = tuple[str, Active, Finding]
"""What a rule says of a post on a network."""

Planned = Mapping[str, Sequence[tuple[Active, Finding]]]
"""By network, what the rules that look at all posts together say about one of them."""


def _raised(problem: CoachError) -> None:
    raise problem


class Linter:
    """The rules of one team, ready to run. Made once a run for each settings file."""

    def __init__(
        self,
        rules: Mapping[str, Rule],
        settings: Settings,
        choice: Choice = NO_CHOICE,
        on_problem: Callable[[CoachError], None] = _raised,
    ) -> None:
        """Raises CoachError where the settings or the choice name a rule or an option that does not exist.

        `on_problem` is told what keeps a rule of the team's own from looking at a post; the other rules still run.
        Without it, that is raised.
        """
        self.rules = rules
        self.settings = settings
        self.choice = choice
        self._networks: dict[str, Network] = {}
        self._chosen: dict[tuple[str, tuple[Override, ...]], _Chosen] = {}
        self._on_problem = on_problem
        _check_names(rules, settings, choice)

    @property
    def narrowed(self) -> bool:
        """Whether some rules were left out for this run only, or all but some."""
        return bool(self.choice.select or self.choice.ignore or self.settings.select)

    @cached_property
    def whole(self) -> "Linter":
        """The same with every rule that holds unless a choice is made, so that harm is seen whatever was asked for."""
        settings = self.settings._replace(
            select=(), extend_select=(*self.settings.extend_select, *self.settings.select)
        )
        choice = self.choice._replace(
            select=(), extend_select=(*self.choice.extend_select, *self.choice.select), ignore=()
        )
        return Linter(self.rules, settings, choice, self._on_problem)

    def lint(
        self,
        post: Post,
        overrides: tuple[Override, ...] = (),
        most: int | None = MOST,
        planned: Planned | None = None,
    ) -> list[Diagnostic]:
        """All that the rules say about `post`, sorted by place. `overrides` are those that fit its path.

        What holds on several networks is said once. At most `most` findings of a rule are kept. `planned` is
        what the rules that look at all posts together found in this one, by network; None where they did not run.
        """
        networks = self.networks(post, overrides)
        said: list[_Said] = []
        for name in networks:
            self._look(post, self._rules(name, overrides), most, said)
            if planned:
                said += [(name, *one) for one in planned.get(name, ())]
        if not post.allow:
            return _signed(post, said, networks) if said else []
        allowed = {allowance.rule for allowance in post.allow}
        used = {active.rule.id for _, active, _ in said} & allowed
        left = [one for one in said if one[1].rule.id not in allowed]
        idle = self._idle(post, overrides, networks, used, planned is not None)
        return sorted([*_signed(post, left, networks), *idle], key=_order)

    def _look(self, post: Post, chosen: "_Chosen", most: int | None, said: list[_Said]) -> None:
        """Add to `said` what the rules that look at one post find in it on one network."""
        view = View(post, chosen.network, self.settings.ours)
        name = chosen.network.id
        limit = sys.maxsize if most is None else most
        for active, run in chosen[view.features & chosen.asked]:
            left = limit
            try:
                for finding in run(view):
                    # The language of a post is dear to find out, and most posts never need it.
                    if left == limit and active.rule.languages and view.language not in active.rule.languages:
                        break
                    if not left:
                        break
                    left -= 1
                    said.append((name, active, finding if finding.in_file else _whole(view, finding)))
            except CoachError as error:
                # A pattern that runs out of time, say.
                error.path = str(active.rule.path)
                self._on_problem(error)

    def _idle(
        self, post: Post, overrides: tuple[Override, ...], networks: tuple[str, ...], used: set[str], together: bool
    ) -> Iterator[Diagnostic]:
        ran = {
            active.rule.id: active
            for name in networks
            for active in self.active(name, overrides)
            if together or not active.plan
        }
        for allowance in post.allow:
            known = allowance.rule in self.rules
            # A rule that did not run had no chance to be suppressed.
            if allowance.rule in used or (known and allowance.rule not in ran):
                continue
            signer = ran.get(UNUSED if known else UNKNOWN)
            if signer is None:
                continue
            check = checks.function(signer.rule.check)
            for finding in check(allowance) if known else check(allowance, self.rules):
                yield Diagnostic(post, signer.rule, finding, signer.severity, networks, finding.values)

    def networks(self, post: Post, overrides: tuple[Override, ...] = ()) -> tuple[str, ...]:
        """Where `post` goes: as the command line, its draft, an override or the settings say, in that order."""
        named = self.choice.networks or post.networks
        if not named and overrides:
            named = next((override.networks for override in reversed(overrides) if override.networks), ())
        return named or self.settings.networks

    def network(self, name: str) -> Network:
        """The network of that id, with the team's own limits."""
        if name not in self._networks:
            self._networks[name] = network_for(self.settings, name)
        return self._networks[name]

    def active(self, network: str, overrides: tuple[Override, ...] = ()) -> tuple[Active, ...]:
        """The rules that hold on a network for the drafts that these overrides fit."""
        return self._rules(network, overrides).active

    def severities(self) -> dict[str, Severity]:
        """By rule, the severity that holds on the networks of the settings, the gravest; not those that are off."""
        found: dict[str, Severity] = {}
        for active in (one for name in self.settings.networks for one in self.active(name)):
            found[active.rule.id] = _graver(found.get(active.rule.id, active.severity), active.severity)
        return found

    def _rules(self, network: str, overrides: tuple[Override, ...]) -> _Chosen:
        """The rules that hold on a network for the drafts that these overrides fit."""
        found = self._chosen.get((network, overrides))
        if found is None:
            active = tuple(self._activate(network, overrides))
            found = self._chosen[network, overrides] = _Chosen(self.network(network), active)
        return found

    def _activate(self, network: str, overrides: tuple[Override, ...]) -> Iterator[Active]:
        for rule in self.rules.values():
            if rule.networks and network not in rule.networks:
                continue
            if self.choice.only and checks.CHECKS[rule.check].plan != (self.choice.only == "plan"):
                continue
            severity = self._severity(rule, network, overrides)
            if severity == "off" or not self._selected(rule, overrides):
                continue
            special = rule.on_network.get(network)
            options = {
                **rule.options,
                **(special.options if special else {}),
                **self.settings.options.get(rule.id, {}),
            }
            yield Active(rule, severity, options, checks.needs(rule.check, options))

    def _selected(self, rule: Rule, overrides: tuple[Override, ...]) -> bool:
        choice, settings = self.choice, self.settings
        if rule.id in choice.ignore:
            return False
        if choice.select:
            return rule.id in choice.select or rule.id in choice.extend_select
        if rule.id in choice.extend_select:
            return True
        for override in reversed(overrides):
            if rule.id in override.ignore:
                return False
            if rule.id in override.extend_select:
                return True
        if rule.id in settings.ignore:
            return False
        if settings.select:
            return rule.id in settings.select or rule.id in settings.extend_select
        # A severity of the team's own asks for a rule that is off by default.
        return rule.enabled or rule.id in settings.extend_select or rule.id in settings.severity

    def _severity(self, rule: Rule, network: str, overrides: tuple[Override, ...]) -> Any:
        for override in reversed(overrides):
            for id, severity in override.severity:
                if id == rule.id:
                    return severity
        if rule.id in self.settings.severity:
            return self.settings.severity[rule.id]
        special = rule.on_network.get(network)
        severity = (special and special.severity) or rule.severity
        if severity != "off" and self.settings.rule_set and rule.since > self.settings.rule_set:
            return "suggestion"
        return severity


def network_for(settings: Settings, name: str) -> Network:
    """The network of that id, with the team's own limits."""
    found = known_network(name)
    own = settings.limits.get(name, {})
    return found._replace(limit=own.get("limit", found.limit), alt_limit=own.get("alt_limit", found.alt_limit))


def _whole(view: View, finding: Finding) -> Finding:
    """The same, its span on the borders of letters: a link may end where a mark follows, a team's pattern anywhere."""
    span = view.borders(finding.span)
    return finding if span is finding.span else finding._replace(span=span)


def _signed(post: Post, said: Sequence[_Said], networks: tuple[str, ...]) -> list[Diagnostic]:
    """What was found on each network as diagnostics, sorted by place; what holds on several is one."""
    signed = []
    for name, active, finding in said:
        values = {**active.options, **finding.values} if active.options else finding.values
        signed.append(new(Diagnostic, (post, active.rule, finding, active.severity, (name,), values)))
    if len(networks) > 1:
        signed = merged(signed, _of_post)
    if len(signed) > 1:
        signed.sort(key=_order)
    return signed


def merged(diagnostics: Iterable[Diagnostic], key: Callable[[Diagnostic], object]) -> list[Diagnostic]:
    """The same in their order; those of one key said once, of all their networks and as gravely as on any."""
    found: dict[object, Diagnostic] = {}
    for one in diagnostics:
        about = key(one)
        known = found.get(about)
        if known is None:
            found[about] = one
        else:
            networks = tuple(dict.fromkeys((*known.networks, *one.networks)))
            found[about] = known._replace(networks=networks, severity=_graver(known.severity, one.severity))
    return list(found.values())


def _graver(one: Severity, other: Severity) -> Severity:
    return min(one, other, key=SEVERITIES.index)


def _of_post(diagnostic: Diagnostic) -> object:
    """What a diagnostic says of its post, whatever the network."""
    finding = diagnostic.finding
    return diagnostic.rule.id, finding.span, finding.in_file, finding.edits, str(finding.values)


def _order(diagnostic: Diagnostic) -> tuple[Span, int]:
    return diagnostic.span, SEVERITIES.index(diagnostic.severity)


def _check_names(rules: Mapping[str, Rule], settings: Settings, choice: Choice) -> None:
    if settings.rule_set and settings.rule_set < OLDEST:
        path, line = settings.place("rules")
        raise ContentError("rule-set-too-old", path=path, line=line, found=settings.rule_set, oldest=OLDEST)
    for flag, names in (
        ("--select", choice.select),
        ("--extend-select", choice.extend_select),
        ("--ignore", choice.ignore),
    ):
        for name in names:
            if name not in rules:
                raise UsageError("unknown-rule", name=name, place=flag, suggestion=content.closest(name, list(rules)))
    for place, name in _named(settings):
        if name not in rules:
            path, line = settings.place(place)
            suggestion = content.closest(name, list(rules))
            raise ContentError("unknown-rule", path=path, line=line, name=name, place=place, suggestion=suggestion)
    for id, options in settings.options.items():
        for fault in misfits(rules[id].check, options):
            path, line = settings.place(f"options.{id}.{fault.at[0]}")
            raise ContentError(fault.key, path=path, line=line, **fault.values)


def _named(settings: Settings) -> Iterator[tuple[str, str]]:
    """Every rule that the settings name, after the dotted name of the place where they do."""
    for name in settings.select:
        yield "lint.select", name
    for name in settings.extend_select:
        yield "lint.extend-select", name
    for name in settings.ignore:
        yield "lint.ignore", name
    for name in settings.severity:
        yield f"lint.severity.{name}", name
    for name in settings.options:
        yield f"options.{name}", name
    for override in settings.overrides:
        for name in (*override.extend_select, *override.ignore, *(id for id, _ in override.severity)):
            yield "lint.overrides", name
