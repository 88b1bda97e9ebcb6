"""Bluesky: the published cases of its library and its app. Their places are UTF-8 bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from dated import DATED
from published import Case, Judge, agree, cases, in_utf8, seen

from coach.model import Entity
from coach.text import bluesky
from coach.text.clusters import count_clusters

Judged = tuple[object, object]


def facets(case: Case) -> Judged:
    keys = ("type", "byteStart", "byteEnd", "value")
    return found_facets(case["text"]), [[facet[key] for key in keys] for facet in case["expected"]]


def tags(case: Case) -> Judged:
    got = [facet for facet in found_facets(case["text"]) if facet[0] == "tag"]
    return got, facets(case)[1]


def found_facets(text: str) -> list[list[object]]:
    """The entities of a text as the library writes them."""
    return [
        [_facet_kind(entity), in_utf8(text[: entity.start]), in_utf8(text[: entity.end]), _value(entity)]
        for entity in seen(text, "bluesky").entities
    ]


def _facet_kind(entity: Entity) -> str:
    return {"url": "link", "mention": "mention"}.get(entity.kind, "tag")


def _value(entity: Entity) -> str:
    if entity.kind == "url":
        return entity.text if entity.text.startswith("http") else f"https://{entity.text}"
    return entity.text.upper() if entity.kind == "cashtag" else entity.text[1:]


def sizes(case: Case) -> Judged:
    graphemes = count_clusters(case["text"])
    got: list[object] = [graphemes, seen(case["text"], "bluesky").measure.bytes]
    wanted = [case["graphemes"], case["bytes"]]
    if "verdict_min2_max4" in case:  # a limit of 2 to 4, by which the library tests its counting
        got.append("short" if graphemes < 2 else "long" if graphemes > 4 else "ok")
        wanted.append(case["verdict_min2_max4"])
    return got, wanted


def shown_texts(case: Case) -> Judged:
    text = case["text"]
    shown = bluesky.shown_text(text, list(bluesky.links(text)))
    return (shown, seen(text, "bluesky").measure.length), (case["expected"], case["graphemes"])


FILES: dict[str, Judge] = {
    "clean_newlines.json": lambda case: (bluesky.clean_newlines(case["text"]), case["expected"]),
    "composer_short_url.json": lambda case: (bluesky.shown_link(case["text"]), case["expected"]),
    "composer_shorten_links.json": shown_texts,
    "detect_cashtags.json": tags,
    "detect_mentions_links.json": facets,
    "detect_tags.json": tags,
    "handle_syntax.json": lambda case: (bluesky.is_handle(case["text"]), case["expected"]),
    "lengths.json": sizes,
}


@pytest.mark.parametrize("file", FILES)
def test_published_cases(file: str, conformance: Path) -> None:
    agree(cases(conformance / "bluesky" / file), FILES[file], DATED)
