"""`coach count`: how each network measures a text."""

from __future__ import annotations

import json
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
from coach.errors import CoachError, UsageError
from coach.model import Network, Post
from coach.report.arithmetic import arithmetic, counts
from coach.report.json import dump
from coach.text.networks import NETWORKS
from coach.text.view import View

MOST_BYTES = 10 * 1024 * 1024
"""The longest line of a JSON stream."""


def count(
    text: Annotated[list[str] | None, typer.Argument(metavar="metavar-texts")] = None,
    network: flags.NetworkNames = None,
    json_output: Annotated[bool, typer.Option("--json", help="option-count-json")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="option-count-jsonl")] = False,
    config: flags.Config = None,
    isolated: flags.Isolated = False,
    color: flags.Colour = None,
    lang: flags.Lang = None,
) -> int:
    """Exit code 0 whatever the lengths: counting is not judging. 2 where a text cannot be read."""
    chosen = settings.DEFAULT if isolated else settings.read(config) if config else settings.nearest(Path())
    networks = [network_for(chosen, name) for name in flags.networks(network) or NETWORKS]
    if jsonl:
        return _stream(sys.stdin.buffer, networks)
    if not text and sys.stdin.isatty():
        raise UsageError("text-missing")
    if not text or text == ["-"]:
        given = files.read_stdin(sys.stdin.buffer, "-").text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    else:
        given = " ".join(text)
    views = list(_views(Post(given), networks))
    if json_output:
        print(dump({"counts": counts(views)}))
    else:
        flags.write(arithmetic(views, flags.look(color)), sys.stdout)
    return 0


def _views(post: Post, networks: Iterable[Network]) -> Iterator[View]:
    return (View(post, network) for network in networks)


def _stream(lines: BinaryIO, networks: list[Network]) -> int:
    """One answer a line, in order. A line that cannot be read is answered with what is wrong with it."""
    code = 0
    for number, line in enumerate(_lines(lines), 1):
        if not line.strip():
            continue
        try:
            request = _request(line, number)
        except CoachError as error:
            complain(error, flags.language())
            code = COULD_NOT_RUN
            print(dump({"line": number, "error": error.key}))
            continue
        post = Post(request["text"], content_warning=request.get("cw") or "")
        answer = {"counts": counts(list(_views(post, networks)))}
        print(dump({"id": request["id"], **answer} if "id" in request else answer))
    return code


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    # A line that never ends must not fill the memory; what is over the cap fails as JSON.
    while line := stream.readline(MOST_BYTES):
        yield line


def _request(line: bytes, number: int) -> dict[str, Any]:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        raise CoachError("json-line-broken", path="-", line=number) from None
    if not isinstance(request, dict) or not isinstance(request.get("text"), str):
        raise CoachError("json-line-no-text", path="-", line=number)
    if not isinstance(request.get("cw") or "", str):
        raise CoachError("json-line-no-text", path="-", line=number)
    return request
