"""`coach lint`: check drafts, and mend what can be mended."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, cast, get_args

import click
import typer

from coach import files
from coach.cli import flags
from coach.cli.codes import COULD_NOT_RUN
from coach.cli.complain import complain
from coach.drafts import Split
from coach.engine import Choice
from coach.errors import UsageError
from coach.files import SourceFile
from coach.report import FORMATS, Tally, formatter
from coach.report.concise import shown_path
from coach.report.summary import statistics as statistics_lines
from coach.workspace import Checked, Workspace


def lint(
    paths: Annotated[list[str] | None, typer.Argument(metavar="metavar-paths-or-input")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="option-fix")] = False,
    unsafe_fixes: Annotated[bool, typer.Option("--unsafe-fixes", help="option-unsafe-fixes")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="option-diff")] = False,
    select: Annotated[list[str] | None, typer.Option("--select", help="option-select", metavar="metavar-rule")] = None,
    extend_select: Annotated[
        list[str] | None, typer.Option("--extend-select", help="option-extend-select", metavar="metavar-rule")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", help="option-ignore", metavar="metavar-rule")] = None,
    network: flags.NetworkNames = None,
    split: Annotated[
        str | None, typer.Option("--split", help="option-split", click_type=click.Choice(get_args(Split)))
    ] = None,
    plan: Annotated[bool | None, typer.Option("--plan/--no-plan", help="option-plan")] = None,
    text: Annotated[bool, typer.Option("--text", help="option-text")] = False,
    output_format: Annotated[
        str | None, typer.Option("--output-format", help="option-output-format", click_type=click.Choice(list(FORMATS)))
    ] = None,
    output_file: Annotated[Path | None, typer.Option("--output-file", "-o", help="option-output-file")] = None,
    config: flags.Config = None,
    isolated: flags.Isolated = False,
    stdin_filename: Annotated[
        str | None, typer.Option("--stdin-filename", help="option-stdin-filename", metavar="metavar-name")
    ] = None,
    force_exclude: Annotated[bool, typer.Option("--force-exclude", help="option-force-exclude")] = False,
    show_files: Annotated[bool, typer.Option("--show-files", help="option-show-files")] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="option-statistics")] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="option-exit-zero")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="option-strict")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="option-quiet")] = False,
    color: flags.Colour = None,
    lang: flags.Lang = None,
) -> int:
    """Exit code 0 where nothing stops a commit, 1 where there is an error, 2 where coach could not run."""
    if diff and output_format not in (None, "text", "concise"):
        raise UsageError("diff-needs-text", format=output_format)
    if not paths and stdin_filename is not None and not text:
        paths = ["-"]
    from_stdin = paths == ["-"] and not text
    if text and not paths:
        raise UsageError("text-missing")
    if not text and "" in (paths or ()):
        raise UsageError("path-empty")
    if stdin_filename is not None and not from_stdin:
        raise UsageError("stdin-filename-alone")
    if not (text or from_stdin) and "-" in (paths or ()):
        raise UsageError("stdin-alone")
    if unsafe_fixes and not (fix or diff):
        flags.remark("unsafe-fixes-alone")
    if diff:
        fix = False  # to look at first: nothing is written
    workspace = Workspace(
        lambda problem: complain(problem, flags.language()),
        choice=Choice(
            flags.listed("--select", select),
            flags.listed("--extend-select", extend_select),
            flags.listed("--ignore", ignore),
            flags.networks(network),
            only="" if plan is None else "plan" if plan else "posts",
        ),
        config=config,
        isolated=isolated,
        split=cast("Split | None", split),
    )
    if output_file:
        flags.refuse_output(output_file, () if text else paths or (), workspace)
    if text:
        sources: Iterable[SourceFile] = [SourceFile("-", " ".join(paths or []))]
    elif from_stdin:
        sources = [files.read_stdin(flags.standard_input(), stdin_filename or "-")]
        if force_exclude and stdin_filename and workspace.excludes(stdin_filename):
            if fix:
                flags.write_exactly(*sources)
            sources = []
    else:
        sources = workspace.sources(paths or ["."], force_exclude=force_exclude)
    if show_files:
        flags.write((shown_path(source.path) for source in sources), sys.stdout)
        return COULD_NOT_RUN if workspace.failed else 0

    if not text:
        sources = workspace.plan(sources)

    # What is fixed and stands in no file goes to standard output, so what coach says about it makes room.
    given = text or from_stdin
    stream = sys.stderr if fix and given else sys.stdout
    look = flags.look(False if output_file else color, quiet=quiet, strict=strict, stream=stream)
    tally = Tally(mended=fix)

    def mended(checked: Checked) -> Checked:
        """The draft once it is mended; its diff shown, its text written, as the flags say."""
        source = checked.draft.source
        repaired = workspace.repair(checked, unsafe=unsafe_fixes)
        if repaired is None:
            return checked
        if diff:
            from coach.report.diff import diff as diff_lines

            flags.write(diff_lines(source, repaired.text, look.style), stream)
        if fix and given:
            flags.write_exactly(source._replace(text=repaired.text))
        if not fix or repaired.text == source.text:
            return checked
        saved = workspace.save(checked, repaired, write=not given)
        if saved is None:
            return checked
        tally.fixed += repaired.fixed.total()
        return saved

    def drafts() -> Iterator[Checked]:
        moved: list[SourceFile] = []
        for source in sources:
            checked = workspace.check(source)
            if checked is None:
                continue
            if fix or diff:
                checked = mended(checked)
            if fix and workspace.planned:
                # What has moved disturbs others, or disturbs them no more: only at the end is that known.
                moved.append(checked.draft.source)
            else:
                yield checked
        for source in workspace.plan(moved) if moved else ():
            again = workspace.check(source)
            if again is not None:
                yield again
        tally.failed = workspace.failed

    format = output_format or ("text" if stream.isatty() and not output_file else "concise")
    for_people = format in ("text", "concise")
    shown = map(workspace.preview, drafts()) if format == "text" else drafts()
    lines = formatter(format).report(shown, tally, look)
    if output_file:
        files.write_new(output_file, "".join(f"{line}\n" for line in lines), overwrite=True)
    else:
        flags.write(lines, stream)
    if statistics:
        flags.write(statistics_lines(tally), stream if for_people else sys.stderr)
    if workspace.archives and for_people and not quiet:
        print(flags.say("history-read", count=workspace.remembered), file=stream)
    # A hook hands over whatever is committed: that none of it is a draft is no mistake of anyone's.
    if not tally.files and not workspace.failed and not workspace.archives and not force_exclude:
        raise UsageError("no-drafts", paths=", ".join(paths or ["."]))
    if workspace.failed:
        return COULD_NOT_RUN
    blocking = tally.severities["error"] + (tally.severities["warning"] if strict else 0)
    return 1 if blocking and not exit_zero else 0
