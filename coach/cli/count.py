"""`coach count`: how each network measures a text."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from coach import files, settings
from coach.cli import flags
from coach.cli.codes import COULD_NOT_RUN
from coach.cli.complain import complain
from coach.engine import network_for
from coach.errors import CoachError, FileError, UsageError
from coach.model import Network, Post
from coach.report.arithmetic import arithmetic, counts
from coach.report.json import dump
from coach.text.networks import NETWORKS
from coach.text.show import show
from coach.text.view import View

MOST_BYTES = 10 * 1024 * 1024
"""The longest line of a JSON stream."""


def count(
    text: Annotated[list[str] | None, typer.Argument(metavar="metavar-texts")] = None,
    network: Annotated[
        list[str] | None, typer.Option("--network", help="option-count-network", metavar="metavar-name")
    ] = None,
    json_output: Annotated[bool, typer.Option("--json", help="option-count-json")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="option-count-jsonl")] = False,
    config: flags.Config = None,
    isolated: flags.Isolated = False,
    color: flags.Colour = None,
    lang: flags.Lang = None,
) -> int:
    """Exit code 0 whatever the lengths: counting is not judging. 2 where a text cannot be read."""
    chosen = settings.asked(config, isolated=isolated) or settings.nearest(Path())
    networks = [network_for(chosen, name) for name in dict.fromkeys(flags.networks(network)) or NETWORKS]
    stdin = flags.standard_input()
    if jsonl:
        if json_output or text:
            raise UsageError("jsonl-alone")
        return _stream(_lines(stdin), networks)
    if not text and stdin and stdin.isatty():
        raise UsageError("text-missing")
    if not text or text == ["-"]:
        given = files.read_stdin(stdin).text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    else:
        given = " ".join(text)
        if len(text) == 1 and Path(given).suffix and os.path.isfile(given):
            from shlex import quote

            flags.remark("count-names-a-file", name=show(given), quoted=show(quote(given)))
    views = list(_views(Post(given), networks))
    if json_output:
        print(dump({"counts": counts(views)}))
    else:
        flags.write(arithmetic(views, flags.look(color)), sys.stdout)
    return 0


def _views(post: Post, networks: Iterable[Network]) -> Iterator[View]:
    return (View(post, network) for network in networks)


def _stream(lines: Iterable[bytes], networks: list[Network]) -> int:
    """One answer a line, in order. A line that cannot be read is answered with what is wrong with it."""
    code = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            print(_answer(_request(line, number), number, networks))
        except CoachError as error:
            complain(error, flags.language())
            code = COULD_NOT_RUN
            print(dump({"line": number, "error": error.key}))
    return code


def _answer(request: dict[str, Any], number: int, networks: list[Network]) -> str:
    """The answer to one line. Raises CoachError where its `id` is nothing that JSON can give back."""
    try:
        head = {"id": request["id"]} if "id" in request else {}
        dump(head)
    except (ValueError, RecursionError):
        raise CoachError("json-line-id", path="-", line=number) from None
    post = Post(request["text"], content_warning=request.get("cw") or "")
    return dump({**head, "counts": counts(list(_views(post, networks)))})


def _lines(stream: BinaryIO | None) -> Iterator[bytes]:
    """The lines of the stream; of one over the cap, only its beginning, longer than the cap by one byte.

    Raises FileError where the stream is closed, or is none that can be read.
    """
    if stream is None:
        raise FileError("stdin-closed", path="-")
    # A line that never ends must not fill the memory.
    while line := files.read_line(stream, MOST_BYTES + 1):
        rest = line
        while len(rest) > MOST_BYTES and not rest.endswith(b"\n"):
            rest = files.read_line(stream, MOST_BYTES + 1)
        yield line


def _request(line: bytes, number: int) -> dict[str, Any]:
    if len(line) > MOST_BYTES:
        raise CoachError("json-line-too-long", path="-", line=number, most=MOST_BYTES // 1024**2)
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        raise CoachError("json-line-broken", path="-", line=number) from None
    if not isinstance(request, dict) or not isinstance(request.get("text"), str):
        raise CoachError("json-line-no-text", path="-", line=number)
    if not isinstance(request.get("cw") or "", str):
        raise CoachError("json-line-no-text", path="-", line=number)
    return request
