"""What the tests of counting and finding share."""

from __future__ import annotations

from typing import Any

import pytest

from coach.model import Entity, EntityKind, Post
from coach.text.networks import network
from coach.text.view import View


def see(text: str, on: str = "x", *, warning: str = "") -> View:
    """A text as a network sees it."""
    return View(Post(text, content_warning=warning), network(on))


def found(text: str, on: str = "x", kind: EntityKind | None = None) -> list[str]:
    """What the entities of a text say; of one kind, where one is named."""
    view = see(text, on)
    return [entity.text for entity in (view.of(kind) if kind else view.entities)]


def spelled(entities: tuple[Entity, ...]) -> list[str]:
    """Kind and text of each."""
    return [f"{entity.kind} {entity.text}" for entity in entities]


def table(rows: dict[str, tuple[Any, Any]]) -> pytest.MarkDecorator:
    """One test a row; a row is named by the sentence it defends."""
    return pytest.mark.parametrize(("text", "expected"), rows.values(), ids=rows.keys())
