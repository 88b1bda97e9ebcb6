"""For people: what is wrong, where, why, what to do, and the post rewritten when coach can do it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from textwrap import wrap

from coach.engine import Diagnostic
from coach.model import Post
from coach.report import COLOURS, Look, Tally, lines_of, shown
from coach.report.concise import and_more, message, shown_path
from coach.report.frame import frame
from coach.report.summary import summary
from coach.text.position import Lines
from coach.text.show import show
from coach.words import say
from coach.workspace import Checked, Preview

LONGEST_REWRITTEN = 4000
"""How many characters of a rewritten post are shown: enough for any network but the longest."""

MOST_OTHERS = 4
"""How many other posts are named with a diagnostic."""

MOST_ALIKE = 5
"""How many diagnostics of one rule are shown whole in one draft; the rest are counted."""


def report(drafts: Iterable[Checked], tally: Tally, look: Look) -> Iterator[str]:
    """A block a diagnostic, the rewritten posts, and one line that sums up."""
    explained: set[str] = set()
    for checked in drafts:
        tally.add(checked)
        lines = lines_of(checked)
        alike: Counter[str] = Counter()
        told: set[int] = set()
        for diagnostic in shown(checked, look):
            told.add(diagnostic.post.number)
            alike[diagnostic.rule.id] += 1
            if alike[diagnostic.rule.id] <= MOST_ALIKE:
                yield from _block(diagnostic, lines, look, explained)
                yield ""
        for line in and_more(shown_path(checked.draft.source.path), alike, MOST_ALIKE, look.language):
            yield line
            yield ""
        for number, preview in checked.previews.items():
            if number in told:
                several = len(checked.draft.posts) > 1
                yield from _rewritten(preview, number if several else None, look)
    if tally.files and not look.quiet:
        yield from wrap(summary(tally, look.language), look.width, break_long_words=False, break_on_hyphens=False)


def _block(diagnostic: Diagnostic, lines: Lines, look: Look, explained: set[str]) -> Iterator[str]:
    style, language = look.style, look.language
    place = lines.place(diagnostic.span.start)
    severity = style(say(f"severity-{diagnostic.severity}", language), *COLOURS[diagnostic.severity])
    rule = style(show(diagnostic.rule.id), 1)
    networks = style(f"({', '.join(diagnostic.networks)})", 2)
    where = f"{shown_path(diagnostic.post.path)}:{place.line}:{place.column}"
    yield f"{where}: {severity} {rule} {networks}"
    yield from _paragraph("", message(diagnostic, language), look)
    for line in frame(lines, diagnostic.span, look):
        yield f"  {line}"
    if diagnostic.related:
        yield from _paragraph(say("label-see-also", language), _others(diagnostic.related), look)
    first = diagnostic.rule.id not in explained
    if first:
        # Told once a run, like the lesson: it does not change from one post to the next.
        explained.add(diagnostic.rule.id)
        yield from _paragraph(say("label-why", language), _first_sentence(diagnostic.rule.words.why[language]), look)
    yield from _paragraph(say("label-do", language), show(diagnostic.advice(language)), look)
    if first and (lesson := _lesson(diagnostic.rule.id)):
        yield from _paragraph(say("label-lesson", language), f"coach learn {lesson}", look)


def _lesson(rule: str) -> str:
    """The id of the lesson that teaches a rule. Lessons are looked at only once something was found."""
    from coach import lessons

    return lessons.teacher(rule)


def _others(posts: tuple[Post, ...]) -> str:
    """The other posts that a diagnostic is about: their files and times, the nearest first."""
    named = [
        show(post.path) + (f" ({post.scheduled_at:%Y-%m-%d %H:%M})" if post.scheduled_at else "")
        for post in posts[:MOST_OTHERS]
    ]
    rest = len(posts) - MOST_OTHERS
    return ", ".join(named) + (f" … +{rest}" if rest > 0 else "")


def _first_sentence(text: str) -> str:
    for end in (". ", "! ", "? "):
        if end in text:
            text = text[: text.index(end) + 1]
    return text


def _paragraph(label: str, text: str, look: Look) -> Iterator[str]:
    head = f"{label} " if label else ""
    for index, line in enumerate(wrap(head + text, look.width - 2, break_long_words=False, break_on_hyphens=False)):
        yield "  " + (look.style(label, 2) + line[len(label) :] if label and not index else line)


def _rewritten(preview: Preview, number: int | None, look: Look) -> Iterator[str]:
    """The post as the fixes would make it: the safe ones, or those to be looked at first.

    `number` says which of the draft's it is, where there are several.
    """
    flag = "--fix" if preview.safe else "--fix --unsafe-fixes"
    key = "label-rewritten-of" if number else "label-rewritten"
    yield from _paragraph("", say(key, look.language, flag=flag, number=number), look)
    yield from quoted(preview.text[:LONGEST_REWRITTEN], look, 32)
    if len(preview.text) > LONGEST_REWRITTEN:
        yield look.style("  │ …", 2)
    yield ""


def quoted(text: str, look: Look, *codes: int) -> Iterator[str]:
    """A post line by line, wrapped to the width behind a bar, in these SGR codes."""
    for line in text.split("\n"):
        parts = wrap(show(line), look.width - 6, drop_whitespace=False, break_on_hyphens=False) or [""]
        # The blanks at which a line was broken belong to neither part; those it begins with are its own.
        for part in (parts[0], *(part.lstrip() for part in parts[1:])):
            yield look.style("  │ ", 2) + look.style(part.rstrip(), *codes)
