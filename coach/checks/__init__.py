"""The table of checks: what each looks at, and which features of a post make it worth calling.

A check is a generator function `name(view, *, options…) -> Iterator[Finding]`. Its keyword arguments,
with their types and defaults, are the schema of a rule's `[options]`. The module is imported when a
rule first needs it. `needs` is a mask of `coach.text.features`: a post with none of these features
cannot fail the check, so it is not called; 0 means that it is always called. A check whose need depends
on its options gives a function of them.

A check over a plan is `name(plan, *, options…)`: it looks at all posts of one network at once, and each of
its findings names the post it means.
"""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from coach.model import Finding
from coach.text.features import (
    ADDRESS,
    AT,
    BANG,
    BIDI,
    BLANKS,
    CAPITALS,
    CONTROL,
    CROSSES,
    DOLLAR,
    DOTS,
    EMOJI,
    EMPTY,
    EQUALS,
    FANCY,
    HASH,
    HASHTAG,
    INVISIBLE,
    LINK,
    LONG,
    LOOKALIKE,
    LOOSE_PROTOCOL,
    LOOSE_WORD,
    MARKS,
    MARKUP,
    MEDIA,
    MENTION,
    NEWLINE,
    PICTURES,
    QUOTE,
    SPACED,
    SQUARE,
    THREAD,
    UPPER,
)

if TYPE_CHECKING:
    from coach.checks.schema import Option

CheckFunction = Callable[..., Iterator[Finding]]


class Check(NamedTuple):
    """Where a check lives, and the features without which it has nothing to say."""

    module: str
    needs: int | Callable[[Mapping[str, Any]], int] = 0
    plan: bool = False
    """Whether it looks at a plan instead of a view."""


NEVER = 1 << 62
"""A feature that no text has: the engine calls the check by itself, not for a view."""


def _count_needs(options: Mapping[str, Any]) -> int:
    signs = {"url": LINK, "hashtag": HASHTAG, "mention": MENTION, "cashtag": DOLLAR, "emoji": EMOJI}
    return 0 if options.get("at_least") else signs[options["of"]]


def _run_needs(options: Mapping[str, Any]) -> int:
    return PICTURES if min(options.get("at_most", 3), options.get("alike", 2)) >= 2 else EMOJI


# name: Check(family module in coach/checks, needs). Kept sorted by module, then name.
CHECKS: dict[str, Check] = {
    "unknown_allowance": Check("allowances", NEVER),
    "unused_allowance": Check("allowances", NEVER),
    "count": Check("amount", _count_needs),
    "accidental_link": Check("broken_links", LINK),
    "bare_link": Check("broken_links", ADDRESS),
    "link_edges": Check("broken_links", LINK | LOOSE_PROTOCOL),
    "link_spelling": Check("broken_links", LINK | LOOSE_PROTOCOL | LOOSE_WORD),
    "burst": Check("bunching", NEVER, plan=True),
    "busy_day": Check("bunching", NEVER, plan=True),
    "daily_cap": Check("bunching", NEVER, plan=True),
    "unscheduled_burst": Check("bunching", NEVER, plan=True),
    "capitals": Check("casing", lambda options: CAPITALS if options.get("letters", 4) >= 4 else UPPER),
    "after_event": Check("clock", NEVER, plan=True),
    "ambiguous_time": Check("clock", NEVER, plan=True),
    "follow_friday_day": Check("clock", NEVER, plan=True),
    "nonexistent_time": Check("clock", NEVER, plan=True),
    "off_day": Check("clock", NEVER, plan=True),
    "past_time": Check("clock", NEVER, plan=True),
    "quiet_hours": Check("clock", NEVER, plan=True),
    "bidirectional_control": Check("directions", BIDI),
    "drawing": Check("drawing", lambda options: NEWLINE if options.get("lines", 3) > 1 else 0),
    "cut_hashtag": Check("hashtags", HASHTAG),
    "dead_hashtag": Check("hashtags", HASH),
    "missing_hashtag": Check("hashtags"),
    "invisible_characters": Check("invisible", INVISIBLE | CONTROL),
    "byte_length": Check("length"),
    "emptiness": Check("length", EMPTY),
    "length": Check("length", LONG),
    "fancy_letters": Check("letters", FANCY),
    "link_host": Check("links", LINK),
    "link_length": Check("links", LINK),
    "tracking": Check("links", EQUALS),
    "lookalikes": Check("lookalikes", LOOKALIKE),
    "markdown": Check("markdown", MARKUP),
    "alt_text_length": Check("media", MEDIA),
    "file_name_as_alt_text": Check("media", MEDIA),
    "missing_alt_text": Check("media", MEDIA),
    "follow_friday": Check("mentions", HASHTAG),
    "leading_mention": Check("mentions", MENTION),
    "local_mention": Check("mentions", AT),
    "pattern": Check("pattern"),
    "phrases": Check("phrases"),
    "placeholder": Check("placeholders", LINK | LOOSE_PROTOCOL | SQUARE | CAPITALS | CROSSES),
    "copied_account": Check("repeats", NEVER, plan=True),
    "duplicate": Check("repeats", NEVER, plan=True),
    "near_duplicate": Check("repeats", NEVER, plan=True),
    "same_link": Check("repeats", NEVER, plan=True),
    "emoji_run": Check("runs", _run_needs),
    "repeated_punctuation": Check("runs", lambda options: MARKS if options.get("at_most", 2) >= 2 else BANG),
    "double_space": Check("spacing", BLANKS),
    "english_spacing": Check("spacing", SPACED),
    "french_spacing": Check("spacing", BANG | QUOTE),
    "hashtag_casing": Check("tag_words", HASHTAG),
    "thread_numbering": Check("threads", THREAD),
    "ellipsis": Check("typography", DOTS),
    "french_quotes": Check("typography", QUOTE),
}


def function(name: str) -> CheckFunction:
    """The check called `name`, imported on first use."""
    found: CheckFunction = getattr(import_module(f"coach.checks.{CHECKS[name].module}"), name)
    return found


def needs(name: str, options: Mapping[str, Any]) -> int:
    """The feature mask of the check called `name` with these options."""
    need = CHECKS[name].needs
    return need if isinstance(need, int) else need(options)


def options(name: str) -> "dict[str, Option]":
    """The options that the check called `name` takes, in the order of its signature."""
    from coach.checks.schema import read

    return read(function(name))
