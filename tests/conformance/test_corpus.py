"""Drafts of real teams: all of them are read and judged, wrongly by no rule that says *error*, and fixed for good.

The drafts are their authors': they are read where they lie, and nothing of them stands here but some file names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

from coach.errors import CoachError
from coach.model import Edit
from coach.workspace import Checked, Workspace

# Errors that are true, and why.
TRUE: dict[tuple[str, str], str] = {
    ("2025-02-27-brc-webinar-announce-nosvg.md", "malformed-link"): "an address whose host has no domain",
}


@cache
def checked(corpus: Path) -> tuple[Workspace, tuple[Checked, ...], tuple[CoachError, ...]]:
    """Every draft, linted by the default rules; an error that nobody foresaw is raised here."""
    problems: list[CoachError] = []
    workspace = Workspace(problems.append, isolated=True, guard=False)
    found = [workspace.check(source) for source in workspace.sources([str(corpus)])]
    return workspace, tuple(one for one in found if one is not None), tuple(problems)


def test_every_draft_is_read(corpus: Path, say: Callable[[str], None]) -> None:
    _, drafts, problems = checked(corpus)
    assert not problems
    posts = sum(len(one.draft.posts) for one in drafts)
    assert posts >= len(drafts) > 0
    counts = Counter(diagnostic.rule.id for one in drafts for diagnostic in one.diagnostics)
    say(f"real drafts: {len(drafts)}, posts: {posts}; " + ", ".join(f"{rule} {n}" for rule, n in counts.most_common()))


def test_no_error_is_false(corpus: Path) -> None:
    _, drafts, _ = checked(corpus)
    errors = {
        (Path(one.draft.source.path).name, diagnostic.rule.id)
        for one in drafts
        for diagnostic in one.diagnostics
        if diagnostic.severity == "error"
    }
    assert errors == set(TRUE)


def test_spans_lead_into_post_and_file(corpus: Path) -> None:
    _, drafts, _ = checked(corpus)
    for one in drafts:
        text = one.draft.source.text
        for diagnostic in one.diagnostics:
            place, span, post = diagnostic.span, diagnostic.finding.span, diagnostic.post
            assert 0 <= place.start <= place.end <= len(text), (one.draft.source.path, diagnostic.rule.id)
            if diagnostic.finding.in_file:
                continue
            assert 0 <= span.start <= span.end <= len(post.text), (one.draft.source.path, diagnostic.rule.id)
            # What a draft's tool adds, such as the sign of a mention, stands nowhere in the file.
            if post.edit_in_file(Edit(span, "")) is not None:
                assert text[place.start : place.end].replace("\r\n", "\n") == post.text[span.start : span.end]


def test_fixing_twice_is_fixing_once(corpus: Path) -> None:
    workspace, drafts, _ = checked(corpus)
    fixed = 0
    for one in drafts:
        if not any(diagnostic.edits for diagnostic in one.diagnostics):
            continue
        for unsafe in (False, True):
            once = workspace.repair(one, unsafe=unsafe)
            again = workspace.check(one.draft.source._replace(text=once.text))
            assert workspace.repair(again, unsafe=unsafe).text == once.text, one.draft.source.path
            fixed += once.text != one.draft.source.text
    assert fixed
