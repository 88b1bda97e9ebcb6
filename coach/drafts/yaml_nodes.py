"""YAML front matter as the YAML library reads it, with its marks kept and its dangers left out.

Only the library's own reading of signs is used: nothing is built from them, so that no tag can call code, no
date is turned into a value and no alias is followed.
"""

from __future__ import annotations

from typing import Any

from coach.drafts.nodes import Entry, List, Node, Scalar, Table
from coach.errors import DraftError
from coach.files import line_at
from coach.model import Span

DEEPEST = 20

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class _Open:
    """A list or a table that is still being read."""

    def __init__(self, start: int, *, flow: bool, is_table: bool) -> None:
        self.start = start
        self.flow = flow
        self.is_table = is_table
        self.items: list[Node] = []
        self.keys: dict[str, Entry] = {}
        self.key: Scalar | None = None


def read(text: str, start: int, end: int, *, path: str) -> Node:
    """The value of the YAML text between two places of the file; an empty one is a table.

    Raises DraftError with the line in the file for what is broken, and for aliases, anchors, tags, merges,
    keys said twice, and values nested deeper than `DEEPEST`.
    """
    import yaml

    try:
        return _Composer(text, start, path).compose(yaml.parse(text[start:end], Loader=yaml.SafeLoader))
    except yaml.reader.ReaderError as error:
        at = start + error.position
        raise DraftError(
            "front-matter-control", path=path, line=line_at(text, at), code=f"U+{ord(text[at]):04X}"
        ) from None
    except yaml.MarkedYAMLError as error:
        raise _broken(error, text, start, path) from None
    except (ValueError, RecursionError, OverflowError, yaml.YAMLError):
        raise DraftError("front-matter-broken", path=path, line=line_at(text, start)) from None


class _Composer:
    def __init__(self, text: str, start: int, path: str) -> None:
        self.text = text
        self.start = start
        self.path = path
        self.open: list[_Open] = []
        self.root: Node | None = None

    def compose(self, events: Any) -> Node:
        import yaml

        documents = 0
        for event in events:
            opened, closed = self.start + event.start_mark.index, self.start + event.end_mark.index
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.fail("front-matter-broken", event)
                continue
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                self.fail("front-matter-alias", event)
            if getattr(event, "tag", None):
                self.fail("front-matter-tag", event, name=event.tag)
            if isinstance(event, yaml.ScalarEvent):
                self.place(self.scalar(event))
            elif isinstance(event, yaml.CollectionStartEvent):
                if len(self.open) >= DEEPEST:
                    self.fail("front-matter-too-deep", event, most=DEEPEST)
                is_table = isinstance(event, yaml.MappingStartEvent)
                self.open.append(_Open(opened, flow=bool(event.flow_style), is_table=is_table))
            elif isinstance(event, yaml.CollectionEndEvent):
                self.place(self.closed(closed))
        return Table(whole=Span(self.start, self.start)) if self.root is None else self.root

    def scalar(self, event: Any) -> Scalar:
        whole = Span(self.start + event.start_mark.index, self.start + event.end_mark.index)
        span = whole
        if event.style in ("'", '"'):
            span = Span(whole.start + 1, whole.end - 1)
        elif event.style in ("|", ">"):
            span = self.block_span(whole)
        return Scalar(event.value, span, whole, null=event.style is None and event.value in _NULLS)

    def block_span(self, whole: Span) -> Span:
        """A text below `|` or `>`: from its first sign to its last."""
        written = self.text[whole.start : whole.end]
        first = min((at for at in (written.find("\n"), written.find("\r")) if at >= 0), default=len(written))
        body = written[first:].strip()
        start = whole.start + first + len(written[first:]) - len(written[first:].lstrip())
        return Span(start, start + len(body))

    def closed(self, end: int) -> Node:
        done = self.open.pop()
        # A block ends, for the library, where the next thing begins.
        written = self.text[done.start : end]
        whole = Span(done.start, end if done.flow else done.start + len(written.rstrip()))
        return Table(done.keys, whole, done.flow) if done.is_table else List(tuple(done.items), whole)

    def place(self, node: Node) -> None:
        """Hand a finished value to the list or the table it stands in."""
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if not parent.is_table:
            parent.items.append(node)
        elif parent.key is None:
            parent.key = self.checked_key(node, parent)
        else:
            parent.keys[parent.key.text] = Entry(parent.key, node)
            parent.key = None

    def checked_key(self, node: Node, parent: _Open) -> Scalar:
        line = line_at(self.text, node.whole.start)
        if not isinstance(node, Scalar):
            raise DraftError("front-matter-key", path=self.path, line=line)
        if node.text == "<<":
            raise DraftError("front-matter-alias", path=self.path, line=line)
        if node.text in parent.keys:
            first = line_at(self.text, parent.keys[node.text].key.whole.start)
            raise DraftError("front-matter-duplicate-key", path=self.path, line=line, name=node.text, first=first)
        return node

    def fail(self, key: str, event: Any, **values: object) -> None:
        line = line_at(self.text, self.start + event.start_mark.index)
        raise DraftError(key, path=self.path, line=line, **values)


def _broken(error: Any, text: str, start: int, path: str) -> DraftError:
    """The library's complaint as the mistake a writer most likely made, on the line where it was made."""
    problem, context = str(error.problem), str(error.context)
    mark, opened = error.problem_mark, error.context_mark or error.problem_mark
    key, at = "front-matter-broken", mark
    if "'\\t'" in problem:
        key = "front-matter-tab"
    elif "quoted scalar" in context:
        key, at = "front-matter-quote", opened
    elif "mapping values are not allowed" in problem:
        return _stray_colon(text, start + mark.index, start, path)
    elif "could not find expected ':'" in problem:
        key, at = "front-matter-no-colon", opened
    elif "flow" in context:
        key, at = "front-matter-bracket", opened
    elif "expected <block end>" in problem:
        key = "front-matter-indent"
    elif "that cannot start any token" in problem:
        key = "front-matter-quote-it"
    return DraftError(key, path=path, line=line_at(text, start + (at.index if at else 0)))


def _stray_colon(text: str, colon: int, start: int, path: str) -> DraftError:
    """A colon where the library expects none: a second one on its line, or the first on the line below a mistake."""
    lines = text[start:colon].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    line = line_at(text, colon)
    if ":" in lines[-1] or len(lines) == 1:
        return DraftError("front-matter-colon", path=path, line=line)
    if ":" in lines[-2]:
        return DraftError("front-matter-indent", path=path, line=line)
    return DraftError("front-matter-no-colon", path=path, line=line - 1)
