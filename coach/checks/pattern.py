"""Words and patterns of a team's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

from coach.errors import ContentError
from coach.model import Edit, Finding, Span
from coach.text.view import View

SECONDS = 0.1
"""How long one pattern may look at one post."""
LONGEST = 500
"""How many characters a pattern may have. Compiling knows no time-out: with regex 2026.11.15 a literal of 500
characters takes 0.05 s, one of 2,000 takes 4 s. Long lists of words belong in `tokens`."""
WIDEST = 5000
"""How many parts a pattern may have once its counted repeats are written out: `((a{99}){99}){99}` takes 1.2 s
to compile, and a fourth level more than 2 GB."""


def pattern(
    view: View,
    *,
    pattern: str = "",
    tokens: tuple[str, ...] = (),
    where: Literal["prose", "text"] = "prose",
    ignore_case: bool = True,
    replacement: str = "",
    safe: bool = False,
) -> Iterator[Finding]:
    r"""Report each place where a word or a pattern of a team's own occurs.

    Args:
        pattern: a regular expression, as the `regex` package writes them.
        tokens: plain words or phrases, found where they stand alone; a blank in one fits any white space.
        where: `prose` leaves links, mentions, hashtags and cashtags out, `text` looks everywhere.
        ignore_case: whether capitals make no difference.
        replacement: what to put there instead; in a pattern's, `\1` and `\g<name>` stand for its groups.
            No repair is offered where the new words would be found again.
        safe: whether the replacement never changes what a post means.

    Fills `{found}`, the words found, and `{replacement}`, what would stand there instead.

    Raises ContentError as `compiled` does, and `pattern-too-slow` where the pattern needs more than
    0.1 second for one post.
    """
    text = view.prose if where == "prose" else view.text
    if tokens:
        words = _words(tokens, ignore_case)
        for match in words.finditer(text):
            yield _finding(match, replacement, bool(replacement) and not words.search(replacement), safe)
    if pattern:
        yield from _matches(compiled(pattern, ignore_case), text, replacement, safe)


@cache
def compiled(pattern: str, ignore_case: bool) -> Any:
    """The pattern, ready to search with.

    Raises ContentError: `pattern-invalid` where it cannot be read, `pattern-too-long` where it is longer,
    once its counted repeats are written out, than coach will compile. Both name the pattern.
    """
    import regex

    for length, limit in ((len(pattern), LONGEST), (_width(pattern), WIDEST)):
        if length > limit:
            raise ContentError("pattern-too-long", pattern=_short(pattern), length=length, limit=limit)
    try:
        return regex.compile(pattern, regex.IGNORECASE if ignore_case else 0)
    except (regex.error, RecursionError, OverflowError, ValueError, KeyError) as error:
        raise ContentError("pattern-invalid", pattern=_short(pattern), cause=str(error)) from None


def _matches(compiled: Any, text: str, replacement: str, safe: bool) -> Iterator[Finding]:
    import regex

    try:
        # One time-out for the whole search, so all matches are found before the first is told.
        for match in list(compiled.finditer(text, timeout=SECONDS)):
            if match.start() == match.end():
                continue  # `x*` is found everywhere, and says nothing
            new = match.expand(replacement) if replacement else ""
            yield _finding(match, new, bool(new) and not compiled.search(new, timeout=SECONDS), safe)
    except TimeoutError:
        raise ContentError("pattern-too-slow", pattern=_short(compiled.pattern), seconds=SECONDS) from None
    except (regex.error, IndexError) as error:
        raise ContentError("pattern-invalid", pattern=_short(replacement), cause=str(error)) from None


def _finding(match: Any, new: str, offer: bool, safe: bool) -> Finding:
    span = Span(match.start(), match.end())
    edits = (Edit(span, new),) if offer and new != match[0] else ()
    return Finding(span, {"found": match[0], "replacement": new}, edits, safe)


@cache
def _words(tokens: tuple[str, ...], ignore_case: bool) -> re.Pattern[str]:
    # The longest first, so that "bon de commande" is not found as "bon".
    words = [r"\s+".join(map(re.escape, token.split())) for token in sorted(tokens, key=len, reverse=True)]
    choice = "|".join(filter(None, words)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{choice})(?!\w)", re.IGNORECASE if ignore_case else 0)


@cache
def _part() -> re.Pattern[str]:
    return re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*+\]?|\{(?P<counts>\d*,?\d*)\}|[()]|.", re.DOTALL)


def _width(pattern: str) -> int:
    """How many parts the pattern has once its counted repeats are written out; about."""
    groups = [0]
    last = 1  # what a count that follows would repeat
    for part in _part().finditer(pattern):
        if part["counts"]:
            times = max([int(number[:6]) for number in part["counts"].split(",") if number], default=1) or 1
            groups[-1] += last * (times - 1)
            last *= times
        elif part[0] == "(":
            groups.append(1)
        elif part[0] == ")" and len(groups) > 1:
            last = groups.pop()
            groups[-1] += last
        else:
            last = 1
            groups[-1] += 1
    return sum(groups)


def _short(pattern: str) -> str:
    return pattern if len(pattern) <= 60 else pattern[:59] + "…"
