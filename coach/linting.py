"""A whole draft under the rules: all its posts, and all of them again after every try at a repair."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from coach import engine
from coach.drafts import Draft
from coach.engine import Diagnostic, Linter, Planned
from coach.errors import CoachError
from coach.model import Post, Span
from coach.settings import Override


def lint_draft(draft: Draft, lint: Callable[[Post], list[Diagnostic]]) -> tuple[Diagnostic, ...]:
    """What the rules say about every post of a draft; the same thing at the same place is said once.

    A draft may give several posts of almost the same text, one for each of the accounts it goes to.
    """
    if len(draft.posts) == 1:
        return tuple(lint(draft.posts[0]))
    found = [one for post in draft.posts for one in lint(post)]
    unused = Counter(one.span for one in found if one.rule.id in (engine.UNUSED, engine.UNKNOWN))
    return tuple(_without_needed(engine.merged(found, _of_draft), unused, draft))


class Relint:
    """Lints a draft again after every try at a repair; a post that has not changed is not looked at twice."""

    def __init__(
        self,
        linter: Linter,
        overrides: tuple[Override, ...],
        read: Callable[[str], Draft],
        draft: Draft,
        together: Mapping[int, Planned] | None,
    ) -> None:
        self._linter = linter
        self._overrides = overrides
        self._read = read
        self._draft = draft
        self._together = together
        self._known: dict[Post, list[Diagnostic]] = {}
        self._at_first: tuple[Diagnostic, ...] | None = None

    def __call__(self, text: str) -> tuple[Diagnostic, ...] | None:
        """What the rules say of the draft with that text; None where it would no longer hold the same posts."""
        if text == self._draft.source.text:
            if self._at_first is None:
                self._at_first = lint_draft(self._draft, self._first)
            return self._at_first
        try:
            draft = self._read(text)
        except CoachError:
            return None
        alike = len(draft.problems) == len(self._draft.problems) and _shape(draft) == _shape(self._draft)
        return lint_draft(draft, self._again) if alike else None

    def _first(self, post: Post) -> list[Diagnostic]:
        return self._linter.lint(post, self._overrides, None, planned_for(self._together, post))

    def _again(self, post: Post) -> list[Diagnostic]:
        if post.media or post.allow:
            return self._linter.lint(post, self._overrides, None)  # they have places in the file
        key = post._replace(segments=(), stamps=())
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._linter.lint(post, self._overrides, None)
        return [one._replace(post=post) for one in found]


def planned_for(together: Mapping[int, Planned] | None, post: Post) -> Planned | None:
    """What the rules that look at all posts found in that one; None where they did not run."""
    return None if together is None else together.get(post.number, {})


def _shape(draft: Draft) -> list[object]:
    """What a repair must leave as it is: how many posts there are, where they go and what they belong to."""
    return [(post.number, post.thread, post.networks, post.language, post.account, post.reply) for post in draft.posts]


def _of_draft(diagnostic: Diagnostic) -> object:
    """What a diagnostic says of its draft, whichever of its posts it was found in."""
    return diagnostic.rule.id, diagnostic.span, diagnostic.edits, str(diagnostic.finding.values), diagnostic.post.thread


def _without_needed(diagnostics: Iterable[Diagnostic], unused: Counter[Span], draft: Draft) -> Iterator[Diagnostic]:
    """The diagnostics without those of an allowance that another post of the draft needs, each line once."""
    holders = Counter(allowance.span for post in draft.posts for allowance in post.allow)
    told: set[Span] = set()
    for one in diagnostics:
        if one.rule.id not in (engine.UNUSED, engine.UNKNOWN):
            yield one
        elif unused[one.span] == holders[one.span] and one.span not in told:
            told.add(one.span)
            yield one
