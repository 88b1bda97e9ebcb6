"""`coach schedule`: the plan of a team, drawn, spread over its hours, and handed to other tools."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import Annotated

import click
import typer

from coach import files
from coach.cli import flags
from coach.cli.codes import COULD_NOT_RUN
from coach.cli.complain import complain
from coach.drafts import Draft, read_draft
from coach.drafts.csv_layouts import LAYOUTS
from coach.engine import Choice
from coach.errors import CoachError, DraftError, FileError, UsageError
from coach.files import SourceFile
from coach.model import Post
from coach.plan.calendar import instant
from coach.plan.placement import Move, Outcome
from coach.planner import Planner
from coach.report import Look, moves, week
from coach.report.diff import diff as diff_lines
from coach.repository import Whole
from coach.settings import Settings
from coach.text.edits import apply
from coach.workspace import Workspace

FORMATS = ("ics", "csv", *(name for name in LAYOUTS if name != "coach"))


def schedule(
    paths: Annotated[list[str] | None, typer.Argument(metavar="metavar-paths")] = None,
    apply_moves: Annotated[bool, typer.Option("--apply", help="option-schedule-apply")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="option-schedule-dry-run")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="option-schedule-diff")] = False,
    export: Annotated[
        str | None, typer.Option("--export", help="option-schedule-export", click_type=click.Choice(FORMATS))
    ] = None,
    output_file: Annotated[Path | None, typer.Option("--output-file", "-o", help="option-output-file")] = None,
    raw: Annotated[bool, typer.Option("--raw", help="option-schedule-raw")] = False,
    weeks: Annotated[int, typer.Option("--weeks", min=1, help="option-schedule-weeks", metavar="metavar-number")] = 4,
    plain: Annotated[bool, typer.Option("--plain", help="option-schedule-plain")] = False,
    network: Annotated[
        list[str] | None, typer.Option("--network", help="option-schedule-network", metavar="metavar-name")
    ] = None,
    config: flags.Config = None,
    isolated: flags.Isolated = False,
    color: flags.Colour = None,
    lang: flags.Lang = None,
) -> int:
    """Exit code 0 where every post has its place, 1 where one does not fit, 2 where coach could not run."""
    moving = apply_moves or dry_run or diff
    only = flags.networks(network)
    if moving and export:
        raise UsageError("schedule-then-export")
    if moving and only:
        raise UsageError("schedule-name-drafts")
    workspace = Workspace(
        lambda problem: complain(problem, flags.language()),
        choice=Choice(only="plan"),
        config=config,
        isolated=isolated,
    )
    if output_file:
        flags.refuse_output(output_file, paths or (), workspace)
    given = list(workspace.sources(paths or ["."]))
    if not given and not workspace.archives:
        if workspace.failed:
            return COULD_NOT_RUN
        raise UsageError("no-drafts", paths=", ".join(paths or ["."]))
    chosen = _one_team(workspace, given)
    whole = workspace.whole(chosen, given)
    _complain_of_drafts(workspace, whole, given)
    look = _look(color)
    if export:
        _export(whole, export, output_file, only, raw=raw)
        return COULD_NOT_RUN if workspace.failed else 0
    if moving:
        fits = _spread(workspace, whole, look, write=apply_moves and not dry_run and not diff, diff=diff)
        return COULD_NOT_RUN if workspace.failed else 0 if fits else 1
    flags.write(_drawn(whole, look, only, most=weeks, plain=plain), sys.stdout)
    return COULD_NOT_RUN if workspace.failed else 0


def _complain_of_drafts(workspace: Workspace, whole: Whole, given: Iterable[SourceFile]) -> None:
    """Tell which of the drafts asked for cannot be read, and are missing in the plan, and what is odd in the others."""
    drafts = {draft.source.path: draft for draft in whole.drafts}
    for source in given:
        draft = drafts.get(source.path)
        problems: tuple[CoachError, ...]
        try:
            problems = (draft or _read(source, whole.settings)).problems
        except CoachError as error:
            problems = (error,)
        for problem in problems:
            workspace.failed = True
            complain(problem, flags.language())


def _read(source: SourceFile, chosen: Settings) -> Draft:
    return read_draft(source, split=chosen.split, timezone=chosen.timezone, columns=chosen.csv)


def _one_team(workspace: Workspace, given: Iterable[SourceFile]) -> Settings:
    """The settings that all those drafts follow. Raises UsageError where they are of several teams."""
    found = {chosen.path: chosen for chosen in (workspace.settings_at(Path(one.path).parent) for one in given)}
    if len(found) > 1:
        raise UsageError("schedule-several-teams", paths=", ".join(sorted(map(str, found))))
    return next(iter(found.values()), workspace.settings_at(Path()))


def _look(colour: bool | None) -> Look:
    """As other commands look, but as wide as the terminal: a day has twenty-four hours."""
    import shutil

    wide = max(40, min(shutil.get_terminal_size((80, 24)).columns, 140))
    return flags.look(colour)._replace(width=wide)


def _signs() -> week.Signs:
    try:
        "".join(week.DRAWN).encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return week.PLAIN
    return week.DRAWN


def _drawn(whole: Whole, look: Look, only: tuple[str, ...], *, most: int, plain: bool) -> Iterator[str]:
    planner = whole.planner
    listed = [
        row for row in week.rows(planner, planner.findings()) if not only or any(name in only for name in row.networks)
    ]
    today = planner.local(planner.now).date()
    coming = week.weeks(listed, today)
    if plain:
        yield from week.plain(listed, look)
    else:
        rhythm = f"{whole.settings.timezone or 'UTC'} · {week.rhythm_words(planner.rhythm, look.language)}"
        yield from week.wrapped(flags.say("schedule-team", rhythm=rhythm), look)
        yield ""
        yield from week.picture(dict(islice(coming.items(), most)), planner.rhythm, today, look, _signs())
        if len(coming) > most:
            yield flags.say("schedule-more-weeks", count=len(coming) - most, weeks=len(coming))
    if not coming:
        yield flags.say("schedule-empty")
    past = [row.post for row in listed if row.is_gone and row.post.status != "published"]
    if past:
        yield from _named("schedule-past", past, look)
    if whole.remembered:
        yield flags.say("history-read", count=whole.remembered)
    waiting = week.waiting(planner)
    if waiting:
        yield from _named("schedule-waiting", waiting, look)
    if any(post.stamps for post in waiting) or any(row.can_move and row.checks & moves.MOVING for row in listed):
        yield from week.wrapped(flags.say("schedule-hint"), look)
    if not whole.settings.timezone:
        yield from week.wrapped(flags.say("schedule-no-zone"), look)


def _named(key: str, posts: Sequence[Post], look: Look) -> Iterator[str]:
    drafts = week.drafts(posts, week.MOST_NAMED)
    yield from week.wrapped(flags.say(key, count=len(posts), drafts=drafts), look)


def _spread(workspace: Workspace, whole: Whole, look: Look, *, write: bool, diff: bool) -> bool:
    """Move what must move; whether all posts fit afterwards."""
    planner = whole.planner
    outcome = planner.outcome(undated=True, movable=whole.given.__contains__)
    sources = {draft.source.path: draft.source for draft in whole.drafts}
    changed: list[SourceFile] = []
    refused: set[str] = set()
    for path, group in groupby(sorted(outcome.moves, key=lambda move: move.post.path), key=lambda move: move.post.path):
        own = list(group)
        source = sources[path]
        try:
            text = _moved(source, own, whole)
            if diff:
                flags.write(diff_lines(source, text, look.style), sys.stdout)
            if write:
                files.replace(source, text)
            changed.append(source._replace(text=text))
        except CoachError as error:
            workspace.failed = True
            refused.add(path)
            complain(error, flags.language())
    done = [move for move in outcome.moves if move.post.path not in refused]
    if not diff:
        flags.write(moves.moved(done, planner, look.language), sys.stdout)
    stuck = list(_stuck(workspace, whole, changed, outcome, look))
    flags.write(stuck, sys.stdout)
    if not diff:
        waiting = [post for post in week.waiting(planner) if post.path in whole.given]
        flags.write(moves.untimed(waiting, look.language), sys.stdout)
        count = len(done)
        key = "schedule-moved" if write else "schedule-would-move"
        print(flags.say(key if count else "schedule-nothing-to-move", count=count))
    return not stuck


def _moved(source: SourceFile, wanted: Sequence[Move], whole: Whole) -> str:
    """The text of the draft with the new times. Raises FileError where it would not say what it must."""
    planner = whole.planner
    text = apply(source.text, [edit for move in wanted for edit in planner.edits(move)], source.newline)
    before = _read(source, whole.settings).posts
    try:
        after = _read(source._replace(text=text), whole.settings).posts
    except DraftError:
        after = ()
    same = [post.text for post in before] == [post.text for post in after]
    if not same or any(_time(after[move.post.number - 1], planner) != move.new for move in wanted):
        raise FileError("schedule-not-written", path=source.path)
    return text


def _time(post: Post, planner: Planner) -> int | None:
    return None if post.scheduled_at is None else instant(post.scheduled_at, planner.home)


def _stuck(
    workspace: Workspace, whole: Whole, changed: Iterable[SourceFile], outcome: Outcome, look: Look
) -> Iterator[str]:
    """The posts that do not fit: those for which there is no room, and those that coach may not or cannot move."""
    yield from moves.misfits(outcome.misfits, whole.planner, look.language)
    told = {(misfit.post.path, misfit.post.number) for misfit in outcome.misfits}
    again = {source.path: source for source in changed}
    sources = [again.get(draft.source.path, draft.source) for draft in whole.drafts]
    after = workspace.whole(whole.settings, sources).planner
    rows = [row for row in week.rows(after, after.findings()) if row.post.path in whole.given]
    yield from moves.stuck(rows, told, after, look.language)


def _export(whole: Whole, name: str, output: Path | None, only: tuple[str, ...], *, raw: bool) -> None:
    from coach.export import going

    planner = whole.planner
    posts = list(going(planner, whole.given, only))
    if name == "ics":
        from coach.export.ics import calendar

        title = whole.settings.organisation or "coach"
        lines = list(calendar(posts, root=str(whole.settings.folder), now=planner.now, name=title))
    else:
        from coach.export.tables import layout, table

        made = table(posts, layout(name), planner.home, raw=raw)
        lines = list(made.lines)
        for remark, count in sorted(made.remarks.items()):
            if count:
                told = flags.say(f"export-{remark}", name=name, count=count, most=made.layout.most)
                print(f"coach: {told}", file=sys.stderr)
    if output:
        files.write_new(output, "".join(lines), overwrite=True)
    else:
        for line in lines:
            sys.stdout.write(line)
    undated = sum(one.entry.instant is None and one.entry.post.path in whole.given for one in planner.placed)
    if undated:
        print("coach: " + flags.say("export-undated", count=undated), file=sys.stderr)
