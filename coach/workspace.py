"""A team's folder at work: the drafts that paths lead to, each with the settings and rules that hold for it."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from coach import engine, files, rules, settings
from coach.drafts import ARCHIVE_SUFFIXES, TABLE_SUFFIXES, Draft, Split, read_draft, suffixes
from coach.engine import Choice, Diagnostic, Linter, Planned
from coach.errors import CoachError, ContentError
from coach.files import SourceFile
from coach.linting import Relint, lint_draft, planned_for
from coach.model import Post
from coach.settings import Override, Settings

if TYPE_CHECKING:
    from coach.fixes import Repair
    from coach.repository import Whole

Result = TypeVar("Result")


class Preview(NamedTuple):
    """A post as the fixes would make it."""

    text: str
    safe: bool
    """Whether the safe fixes are enough for that."""


MOST_PREVIEWED = 100
"""How many diagnostics of a draft may be mendable for its posts to be shown mended: it is more work than linting."""
LONGEST_PREVIEWED = 50_000
"""How long a draft may be for that, in characters."""


class Checked(NamedTuple):
    """A draft and all that coach says about it."""

    draft: Draft
    diagnostics: tuple[Diagnostic, ...]
    networks: Mapping[int, tuple[str, ...]]
    """By number, where each post goes that goes to several networks."""
    previews: Mapping[int, Preview] = MappingProxyType({})
    """By number, the posts that fixes would change."""

    def holds_on_some(self, diagnostic: Diagnostic) -> bool:
        """Whether it says nothing about some of the networks that its post goes to."""
        return not set(self.networks.get(diagnostic.post.number, ())) <= set(diagnostic.networks)


class Workspace:
    """One run of coach: what the command line chose, and the settings found on the way.

    A file that cannot be read, parsed or linted is told to `on_problem`, and the others go on.
    """

    def __init__(
        self,
        on_problem: Callable[[CoachError], None],
        *,
        choice: Choice = engine.NO_CHOICE,
        config: Path | None = None,
        isolated: bool = False,
        split: Split | None = None,
        guard: bool = True,
    ) -> None:
        self.failed = False
        """Whether anything was told to `on_problem`."""
        self.choice = choice
        self._on_problem = on_problem
        self._fixed_settings = settings.asked(config, isolated=isolated)
        self._split = split
        self._guard = guard
        self._settings: dict[Path, Settings] = {}
        self._linters: dict[Path | None, Linter] = {}
        self.archives: list[str] = []
        """Archives that the paths have led to: history, not drafts."""
        self.remembered = 0
        """How many published posts the archives held."""
        self.planned = False
        """Whether the rules that look at all posts together have run."""
        self._found: dict[str, Mapping[int, Planned]] = {}
        self._drafts: dict[str, Draft] = {}
        self._told: set[tuple[str, str, int, str]] = set()

    def settings_at(self, folder: Path) -> Settings:
        """The settings that hold in a folder."""
        if self._fixed_settings:
            return self._fixed_settings
        if folder not in self._settings:
            self._settings[folder] = settings.nearest(folder)
        return self._settings[folder]

    def linter(self, chosen: Settings) -> Linter:
        """The rules, shipped and the team's own, as those settings want them."""
        if chosen.path not in self._linters:
            problems: list[CoachError] = []
            own = rules.team(chosen.rule_paths, problems, chosen.place("rule-paths"))
            for problem in problems:
                self._tell(problem)
            try:
                self._linters[chosen.path] = Linter({**rules.shipped(), **own}, chosen, self.choice, self._tell)
            except ContentError as error:
                raise _nearer(error, chosen) from None
        return self._linters[chosen.path]

    def sources(self, paths: Iterable[str], *, force_exclude: bool = False) -> Iterator[SourceFile]:
        """The drafts that the paths lead to, read; folders are searched as the settings there say."""
        names = (name for path in paths for name in self._guarded(path, partial(self._walk, path, force_exclude)) or ())
        for name in files.unique(names):
            if name.lower().endswith(ARCHIVE_SUFFIXES) and self._guarded(name, partial(_is_archive, name)):
                self.archives.append(name)
                continue
            source = self._guarded(name, partial(files.read, name))
            if source is not None:
                yield source

    def excludes(self, path: str) -> bool:
        """Whether the settings leave the file at `path` out, though it is named."""
        return not self._found_at(path, force_exclude=True).files

    def reads(self, path: Path) -> bool:
        """Whether the file at `path` is one of those that a look through its folder finds."""
        endings = suffixes(tables=bool(self.settings_at(path.parent).include))
        return path.name.lower().endswith(endings) and not self.excludes(str(path))

    def uses(self, path: Path) -> bool:
        """Whether that is the settings file that the command line named."""
        own = self._fixed_settings and self._fixed_settings.path
        return own is not None and os.path.realpath(own) == os.path.realpath(path)

    def _walk(self, path: str, force_exclude: bool) -> Iterable[str]:
        if os.path.isdir(os.path.join(path, "data")) and _is_archive(path):
            self.archives.append(path)
            return ()
        walked = self._found_at(path, force_exclude=force_exclude)
        for problem in walked.problems:
            self._tell(problem)
        return walked.files

    def _found_at(self, path: str, *, force_exclude: bool) -> files.Walk:
        chosen = self.settings_at(Path(path) if os.path.isdir(path) else Path(path).parent)
        return files.walk(
            [path],
            root=chosen.folder,
            include=chosen.include,
            exclude=chosen.exclude,
            force_exclude=force_exclude,
            suffixes=suffixes(tables=bool(chosen.include)),
        )

    def plan(self, sources: Iterable[SourceFile]) -> Iterable[SourceFile]:
        """The same drafts, once all drafts below their settings have been looked at together, where there is a reason.

        There is one where a settings file names the repository, or several drafts or times were given.
        """
        self._found.clear()
        ahead = list(islice(sources := iter(sources), 2))
        if not ahead and not self.archives:
            return ahead
        alone = len(ahead) == 1 and self._has_no_settings(ahead[0])
        splits = self._split not in (None, "draft")
        if alone and not (self.archives or splits or _may_make_a_plan(ahead[0])):
            return ahead
        given = [*ahead, *sources]
        by_settings: dict[Path | None, tuple[Settings, list[SourceFile]]] = {}
        for source in given:
            chosen = self._guarded(source.path, partial(self._settings_of, source.path))
            if chosen is not None:
                by_settings.setdefault(chosen.path, (chosen, []))[1].append(source)
        if not given:
            here = self.settings_at(Path())
            by_settings[here.path] = (here, [])
        for chosen, group in by_settings.values():
            self._guarded(str(chosen.path or ""), partial(self._plan_together, chosen, group))
        return given

    def _has_no_settings(self, source: SourceFile) -> bool:
        chosen = self._guarded(source.path, partial(self._settings_of, source.path))
        return chosen is not None and chosen.path is None

    def _settings_of(self, path: str) -> Settings:
        return self.settings_at(Path(path).parent)

    def _follows(self, path: str, chosen: Settings) -> bool:
        """Whether the draft at `path` follows those settings. One whose own cannot be read follows none."""
        try:
            return self._settings_of(path).path == chosen.path
        except CoachError:
            return False

    def _plan_together(self, chosen: Settings, group: list[SourceFile]) -> None:
        linter = self.linter(chosen)
        if not any(active.plan for name in chosen.networks for active in linter.active(name)):
            return
        whole = self.whole(chosen, group)
        self.planned = True
        self.remembered += whole.remembered
        for (path, number), planned in whole.findings().items():
            self._found.setdefault(path, {})[number] = planned  # type: ignore[index]
        for path in whole.given:
            self._found.setdefault(path, {})
        self._drafts = {draft.source.path: draft for draft in whole.drafts if draft.source.path in whole.given}

    def whole(self, chosen: Settings, given: Iterable[SourceFile]) -> "Whole":
        """The repository of those settings, with the drafts that were asked for."""
        from coach.repository import gather

        return gather(
            self.linter(chosen),
            given,
            self.archives,
            read=partial(self._draft, chosen=chosen),
            overrides=lambda path: self._rules_for(path)[1],
            mine=partial(self._follows, chosen=chosen),
        )

    def check(self, source: SourceFile) -> Checked | None:
        """The draft in that file, linted; None where it cannot be, which `on_problem` is told."""
        return self._guarded(source.path, partial(self._check, source))

    def _check(self, source: SourceFile) -> Checked:
        linter, overrides = self._rules_for(source.path)
        draft = self._drafts.pop(source.path, None)
        if draft is None or draft.source is not source:
            draft = self._draft(source, linter.settings)
        for problem in draft.problems:
            self._tell(problem)
        going = {post.number: linter.networks(post, overrides) for post in draft.posts}
        several = {number: names for number, names in going.items() if len(names) > 1}
        together = self._found.get(source.path)

        def lint(post: Post) -> list[Diagnostic]:
            return linter.lint(post, overrides, engine.MOST, planned_for(together, post))

        return Checked(draft, lint_draft(draft, lint), several)

    def repair(self, checked: Checked, *, unsafe: bool) -> "Repair | None":
        """The text of that draft with every fix applied that can be; None where it fails, which is told.

        Nothing is written.
        """
        from coach.fixes import repair

        source = checked.draft.source
        linter, overrides = self._rules_for(source.path)
        # What was found in all posts together holds for the text as it was.
        together = self._found.get(source.path)

        def asking(linter: Linter) -> Relint:
            def read(text: str) -> Draft:
                return self._draft(source._replace(text=text), linter.settings)

            return Relint(linter, overrides, read, checked.draft, together)

        lint, judge = asking(linter), asking(linter.whole) if linter.narrowed else None
        return self._guarded(
            source.path, lambda: repair(source.text, lint, judge=judge, newline=source.newline, unsafe=unsafe)
        )

    def preview(self, checked: Checked) -> Checked:
        """The same, with its posts as the fixes would make them. Nothing is written."""
        text = checked.draft.source.text
        mendable = [one for one in checked.diagnostics if one.edits and not one.finding.in_file]
        if not 0 < len(mendable) <= MOST_PREVIEWED or len(text) > LONGEST_PREVIEWED:
            return checked
        safe = self._mended_posts(checked, unsafe=False)
        every = safe if all(one.finding.safe for one in mendable) else self._mended_posts(checked, unsafe=True)
        previews = {}
        for number, text in ((post.number, post.text) for post in checked.draft.posts):
            # An unsafe fix may rarely stand in the way of a safe one.
            mended = next((found[number] for found in (every, safe) if found.get(number, text) != text), text)
            if mended != text:
                previews[number] = Preview(mended, safe=mended == safe.get(number))
        return checked._replace(previews=previews)

    def _mended_posts(self, checked: Checked, *, unsafe: bool) -> dict[int, str]:
        """By number, the text of each post once that draft is mended."""
        repaired = self.repair(checked, unsafe=unsafe)
        source = checked.draft.source
        if repaired is None or repaired.text == source.text:
            return {}
        mended = self._draft(source._replace(text=repaired.text), self._settings_of(source.path))
        return {post.number: post.text for post in mended.posts}

    def save(self, checked: Checked, repaired: "Repair", *, write: bool = True) -> Checked | None:
        """Write the repaired text into the draft's file, whole or not at all, and lint what is there now.

        None where it cannot be written, which `on_problem` is told.
        """
        source = checked.draft.source

        def replaced() -> bool:
            files.replace(source, repaired.text)
            return True

        if write and not self._guarded(source.path, replaced):
            return None
        self._found.pop(source.path, None)
        return self.check(source._replace(text=repaired.text)) or checked

    def _draft(self, source: SourceFile, chosen: Settings) -> Draft:
        split = self._split or chosen.split
        return read_draft(source, split=split, timezone=chosen.timezone, columns=chosen.csv)

    def _rules_for(self, path: str) -> tuple[Linter, tuple[Override, ...]]:
        chosen = self._settings_of(path)
        fitting = tuple(one for one in chosen.overrides if files.fits(path, one.files, root=chosen.folder))
        return self.linter(chosen), fitting

    def _guarded(self, path: str, work: Callable[[], Result]) -> Result | None:
        """What `work` gives; None where it fails, which is told. An error nobody foresaw is told too."""
        try:
            return work()
        except CoachError as error:
            self._tell(error)
        except Exception as error:
            if not self._guard:
                raise
            self._tell(CoachError("internal-error", path=path, kind=type(error).__name__, what=str(error)))
        return None

    def _tell(self, problem: CoachError) -> None:
        self.failed = True
        # A draft may be read twice in one run.
        told = (problem.key, problem.path, problem.line, str(problem.values))
        if told not in self._told:
            self._told.add(told)
            self._on_problem(problem)


def _nearer(error: ContentError, chosen: Settings) -> ContentError:
    """The same error, at the override that it is about instead of at the first."""
    if error.values.get("place") == "lint.overrides":
        error.path, error.line = chosen.place(chosen.override_of(str(error.values["name"])))
    return error


def _is_archive(path: str) -> bool:
    from coach.drafts.archives import is_archive

    return is_archive(path)


def _may_make_a_plan(source: SourceFile) -> bool:
    """Whether one draft may name a time, or hold several posts."""
    return "schedule" in source.text or source.path.lower().endswith(TABLE_SUFFIXES)
