"""What the tests of published cases share: reading a file of cases, and judging them all before saying anything.

The cases are other projects' data: they are read where they lie and never copied into this repository.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from coach.model import Post
from coach.text.networks import network
from coach.text.view import View

Case = dict[str, Any]
Judge = Callable[[Case], tuple[object, object]]
"""From a case to what coach says and what is expected."""

MOST_SHOWN = 20


def cases(file: Path) -> list[Case]:
    """The cases of a file, every one with its `id`."""
    found: list[Case] = json.loads(file.read_text(encoding="utf-8"))["cases"]
    return found


@cache
def lines(file: Path) -> tuple[Case, ...]:
    """The lines of a differential sample."""
    with gzip.open(file, "rt", encoding="utf-8") as stream:
        return tuple(json.loads(line) for line in stream)


def seen(text: str, on: str, *, warning: str = "") -> View:
    """A text as a network sees it."""
    return View(Post(text, content_warning=warning), network(on))


def agree(found: Iterator[Case] | list[Case] | tuple[Case, ...], judge: Judge, dated: Mapping[str, str]) -> None:
    """Every case agrees, but for those in `dated`: these are there, and do not.

    Args:
        dated: the reason why a case is not to agree, by its id.
    """
    wrong = []
    differing = set()
    ids = set()
    for case in found:
        ids.add(case["id"])
        got, wanted = judge(case)
        if got != wanted:
            differing.add(case["id"])
            if case["id"] not in dated:
                wrong.append(f"{case['id']}: {case['text']!a}\n    coach {got!a}\n    asked {wanted!a}")
    assert ids, "a file without cases"
    assert not wrong, f"{len(wrong)} of {len(ids)} disagree\n" + "\n".join(wrong[:MOST_SHOWN])
    stale = sorted(id for id in dated if id in ids and id not in differing)
    assert not stale, f"listed as dated, but they agree: {stale}"


def in_utf16(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def in_utf8(text: str) -> int:
    """The length of a text in UTF-8 bytes."""
    return len(text.encode("utf-8", "surrogatepass"))
