"""Front matter: the block at the head of a draft that says things about it, found and read."""

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from coach.errors import DraftError
from coach.files import line_at
from coach.model import Span, Stamp

if TYPE_CHECKING:
    from coach.drafts.nodes import Table

LONGEST = 64 * 1024
"""The longest front matter that is read, in characters."""

# Other tools name the language of the block behind its fence, and some of them run it.
_LANGUAGES = frozenset({"js", "javascript", "json", "toml", "yaml", "yml", "coffee", "cson", "xml"})


class Block(NamedTuple):
    """Where a front matter stands in the file."""

    kind: Literal["yaml", "toml"]
    opening: int
    """Where its first fence begins."""
    start: int
    end: int
    """What stands between the fences: from `start` to `end`."""
    after: int
    """Where the rest of the draft begins."""


@cache
def _opening() -> re.Pattern[str]:
    # Blank lines may come first. What follows the fence on its line is looked at by hand.
    return re.compile(r"(?:[ \t]*+(?:\r\n|\r|\n))*+(?P<fence>---|\+\+\+)(?P<rest>[^\r\n]*+)(?:\r\n|\r|\n|\Z)")


@cache
def _closing(kind: str, dots: bool) -> re.Pattern[str]:
    fence = r"\+\+\+" if kind == "toml" else r"(?:---|\.\.\.)" if dots else "---"
    return re.compile(rf"(?:(?<=\n)|(?<=\r)){fence}[ \t]*+(?:\r\n|\r|\n|\Z)")


@cache
def _first_key(kind: str) -> re.Pattern[str]:
    blank = r"(?:[ \t]*+(?:\#[^\r\n]*+)?(?:\r\n|\r|\n))*+"
    if kind == "toml":
        return re.compile(blank + r"[ \t]*+(?:\[|[\w.\"'-]++[ \t]*+=)")
    return re.compile(blank + r"[ \t]*+[\w-]++[ \t]*+:(?=[ \t\r\n]|\Z)")


def find(
    text: str, start: int, *, path: str, toml: bool = False, dots: bool = True, later: bool = False
) -> Block | None:
    """The front matter that begins at `start`, blank lines aside; None where there is none.

    With `toml`, it may stand between two lines `+++`; with `dots`, a line `...` may close it. `later` is for
    the parts of a thread, where a line `---` is more often an end than a beginning: there the block must be
    closed and begin with a key. Raises DraftError where the block is not closed though it looks like one, is
    too long, or is in a language that coach does not read.
    """
    # A look through the whole text, which a part of a thread would pay for again and again.
    if not later and "---" not in text and "+++" not in text:
        return None
    match = _opening().match(text, start)
    if not match:
        return None
    kind: Literal["yaml", "toml"] = "toml" if match["fence"] == "+++" else "yaml"
    if kind == "toml" and not toml:
        return None
    rest = match["rest"].strip(" \t")
    inside, opening = match.end(), match.start("fence")
    if rest and not (kind == "yaml" and rest.lower() in _LANGUAGES and not later):
        return None
    has_key = _first_key(kind).match(text, inside) is not None
    if later and not has_key:
        return None
    # Three dots below a text are a text.
    closing = _closing(kind, dots and has_key).search(text, inside)

    def error(key: str, **values: object) -> DraftError:
        return DraftError(key, path=path, line=line_at(text, opening), **values)

    if closing is None:
        if has_key and not later:
            raise error("front-matter-unclosed", fence=match["fence"])
        return None
    if rest:
        raise error("front-matter-language", name=rest)
    if closing.start() - inside > LONGEST:
        raise error("front-matter-too-long", most=LONGEST // 1024)
    return Block(kind, opening, inside, closing.start(), closing.end())


def room(block: Block | None, *, key: str = "scheduled_at") -> tuple[Stamp, ...]:
    """Where a time may be written: into the front matter, or a new one at the head of the file."""
    if block is None:
        return (Stamp(Span(0, 0), f"---\n{key}: %Y-%m-%dT%H:%M\n---\n"),)
    if block.kind == "toml":  # before any table, which would swallow it
        return (Stamp(Span(block.start, block.start), f"{key} = %Y-%m-%dT%H:%M:%S\n"),)
    return (Stamp(Span(block.end, block.end), f"{key}: %Y-%m-%dT%H:%M\n"),)


def parse(text: str, block: Block, *, path: str) -> "Table":
    """What the front matter says. Raises DraftError with the line in the file."""
    if block.kind == "toml":
        from coach.drafts import toml_nodes

        return toml_nodes.read(text, block.start, block.end, path=path)
    from coach.drafts import yaml_nodes
    from coach.drafts.nodes import Table

    node = yaml_nodes.read(text, block.start, block.end, path=path)
    if not isinstance(node, Table):
        raise DraftError("front-matter-no-keys", path=path, line=line_at(text, block.opening))
    # "Tarif: 5 €" between two lines of dashes: a part of the post, which would silently be left out of it.
    if node.entries and all(name[:1].isupper() or " " in name for name in node.entries):
        names = ", ".join(node.entries)
        raise DraftError("front-matter-prose", path=path, line=line_at(text, block.opening), names=names[:60])
    return node
