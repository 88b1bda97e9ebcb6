"""A plan as a rule's file writes it: a few posts with their times, and marks round what is flagged."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from coach.model import Span


class Item(NamedTuple):
    """One post of an example: the draft it stands for, and where its parts stand in the example as shown."""

    name: str
    """Its file."""
    draft: str
    """What stands in that file: front matter and text, without marks."""
    places: tuple[tuple[int, int, int], ...]
    """Time and text: where each begins in the file, where in the example as shown, and how long it is."""

    def shown(self, span: Span) -> Span:
        """Where a span of the file stands in the example as shown; at its beginning where it shows no such part."""
        for origin, start, length in self.places:
            if origin <= span.start and span.end <= origin + length:
                return Span(start + span.start - origin, start + span.end - origin)
        return Span(self.places[-1][1], self.places[-1][1])


def items(tables: Iterable[Mapping[str, Any]]) -> tuple[tuple[Item, ...], str]:
    """The posts of an example, and the example as it is shown: a line a post, with the marks of the file.

    Each table has a `text`, mostly a time `at`, perhaps an `id` (the file's name; else a, b, c …), and any key
    that front matter knows.
    """
    found: list[Item] = []
    lines: list[str] = []
    length = 0
    for index, table in enumerate(tables):
        at, text = str(table.get("at", "")), str(table["text"])
        more = {key: value for key, value in table.items() if key not in ("at", "text", "id")}
        notes = "".join(
            f" {key}={value if isinstance(value, str) else json.dumps(value)}" for key, value in more.items()
        )
        head = f"{at or '–'}{notes}  "
        front = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in more.items())
        front += f"scheduled_at: {_bare(at)}\n" if at else ""
        draft = (f"---\n{front}---\n" if front else "") + _bare(text)
        places = [(len(draft) - len(_bare(text)), length + len(_bare(head)), len(_bare(text)))]
        if at:
            places.insert(0, (draft.index("scheduled_at: ") + len("scheduled_at: "), length, len(_bare(at))))
        name = str(table.get("id", "abcdefghijklmnopqrstuvwxyz"[index % 26])) + ".txt"
        found.append(Item(name, draft, tuple(places)))
        lines.append(head + text)
        length += len(_bare(head + text)) + 1
    return tuple(found), "\n".join(lines)


def _bare(marked: str) -> str:
    return marked.replace("<<", "").replace(">>", "")
