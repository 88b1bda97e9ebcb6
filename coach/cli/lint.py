"""`coach lint`: check drafts, and mend what can be mended."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from coach.cli import flags
from coach.cli.codes import COULD_NOT_RUN
from coach.cli.complain import complain
from coach.engine import Choice
from coach.errors import CoachError, UsageError
from coach.report import FORMATS, Tally, formatter
from coach.workspace import Checked, Workspace

OutputFormat = Enum("OutputFormat", {name: name for name in FORMATS}, type=str)  # type: ignore[misc]


class Split(str, Enum):
    """How a plain text file holds several posts."""

    draft = "draft"
    blank_line = "blank-line"
    line = "line"


def lint(
    paths: Annotated[list[str] | None, typer.Argument(help="argument-paths", metavar="[PATH…|-]")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="option-fix")] = False,
    unsafe_fixes: Annotated[bool, typer.Option("--unsafe-fixes", help="option-unsafe-fixes")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="option-diff")] = False,
    select: Annotated[list[str] | None, typer.Option("--select", help="option-select", metavar="RULE")] = None,
    extend_select: Annotated[
        list[str] | None, typer.Option("--extend-select", help="option-extend-select", metavar="RULE")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", help="option-ignore", metavar="RULE")] = None,
    network: flags.NetworkNames = None,
    split: Annotated[Split | None, typer.Option("--split", help="option-split")] = None,
    text: Annotated[bool, typer.Option("--text", help="option-text")] = False,
    output_format: Annotated[
        OutputFormat | None, typer.Option("--output-format", help="option-output-format")  # type: ignore[valid-type]
    ] = None,
    output_file: Annotated[Path | None, typer.Option("--output-file", "-o", help="option-output-file")] = None,
    config: flags.Config = None,
    isolated: flags.Isolated = False,
    stdin_filename: Annotated[
        str | None, typer.Option("--stdin-filename", help="option-stdin-filename", metavar="NAME")
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
    if diff and output_format not in (None, "text", "concise"):
        raise UsageError("diff-needs-text", format=str(output_format))
    from_stdin = paths == ["-"] or text
    if from_stdin and not paths:
        raise UsageError("text-missing")
    workspace = Workspace(
        lambda problem: complain(problem, flags.language()),
        choice=Choice(flags.listed(select), flags.listed(extend_select), flags.listed(ignore), flags.networks(network)),
        config=config,
        isolated=isolated,
        split=split and split.value,
    )
    if text:
        sources: Iterable[SourceFile] = [files.in_memory("text", " ".join(paths or []))]
    elif paths == ["-"]:
        sources = [files.read_stdin(sys.stdin.buffer, stdin_filename or "-")]
    else:
        sources = workspace.sources(paths or ["."], force_exclude=force_exclude)
    if show_files:
        flags.write((shown_path(source.path) for source in sources), sys.stdout)
        return COULD_NOT_RUN if workspace.failed else 0

    # A fixed standard input goes to standard output, so what coach says about it makes room.
    stream = sys.stderr if fix and from_stdin else sys.stdout
    look = flags.look(False if output_file else color, quiet=quiet, stream=stream)
    tally = Tally()

    def drafts() -> Iterator[Checked]:
        for source in sources:
            checked = workspace.check(source)
            if checked is None:
                continue
            if fix or diff:
                repaired = workspace.repair(checked, unsafe=unsafe_fixes)
                if diff:
                    flags.write(show_diff(source, repaired.text, look.style), stream)
                if fix and from_stdin:
                    sys.stdout.write(repaired.text)
                if fix and repaired.text != source.text:
                    checked = workspace.save(checked, repaired, in_memory=from_stdin)
                    tally.fixed += repaired.fixed.total()
            yield checked

    format = output_format or ("text" if stream.isatty() and not output_file else "concise")
    lines = formatter(format).report(drafts(), tally, look)
    if output_file:
        files.write_new(output_file, "".join(f"{line}\n" for line in lines), overwrite=True)
    else:
        flags.write(lines, stream)
    if statistics:
        flags.write(table(tally), stream)
    if not tally.files and not workspace.failed:
        raise UsageError("no-drafts", paths=", ".join(paths or ["."]))
    if workspace.failed:
        return COULD_NOT_RUN
    blocking = tally.severities["error"] + (tally.severities["warning"] if strict else 0)
    return 1 if blocking and not exit_zero else 0
