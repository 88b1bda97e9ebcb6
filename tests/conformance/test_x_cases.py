"""X: the published cases of twitter-text, and the texts and values that were made with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from dated import DATED, GONE
from published import Case, Judge, agree, cases, in_utf16, seen

from coach.model import Entity, EntityKind
from coach.text import x

Judged = tuple[object, object]


def counted(case: Case) -> Judged:
    """Length, validity, and where the valid part ends; the reference's "display range" is the whole text."""
    measure = seen(case["text"], "x").measure
    end = in_utf16(case["text"][: measure.valid_end]) - 1
    names = ("weightedLength", "valid", "permillage", "validRangeEnd")
    got = (measure.length, measure.valid, measure.length * 1000 // measure.limit, end)
    return got, tuple(case["expected"][name] for name in names)


def within_140(case: Case) -> Judged:
    return seen(case["text"], "x-classic").measure.valid, case["expected"]


def whole(kind: EntityKind, *, is_list: bool = False) -> Judge:
    """Whether the whole text is one entity of that kind."""

    def judge(case: Case) -> Judged:
        entities = seen(case["text"], "x").entities
        is_one = len(entities) == 1 and entities[0].kind == kind and entities[0].text == case["text"]
        return is_one and bool(entities[0].list) == is_list, case["expected"]

    return judge


def values(kind: EntityKind) -> Judge:
    """What the entities of that kind say, without their sign."""

    def judge(case: Case) -> Judged:
        return [value(entity) for entity in seen(case["text"], "x").of(kind)], case["expected"]

    return judge


def value(entity: Entity) -> str:
    if entity.kind == "url":
        return entity.text
    slug = f"/{entity.list}" if entity.list else ""
    return entity.text[1:].removesuffix(slug)


def places(kind: EntityKind, name: str) -> Judge:
    """The same, with where each stands. None of these cases holds a character beyond the basic plane."""

    def judge(case: Case) -> Judged:
        got: list[dict[str, Any]] = []
        for entity in seen(case["text"], "x").of(kind):
            one: dict[str, Any] = {name: value(entity), "indices": [entity.start, entity.end]}
            if case["expected"] and "list_slug" in case["expected"][0]:
                one["list_slug"] = f"/{entity.list}" if entity.list else ""
            got.append(one)
        return got, case["expected"]

    return judge


def answered(case: Case) -> Judged:
    return x.reply(case["text"]), case["expected"]


def weighing(case: Case) -> Judged:
    return seen(case["text"], "x").measure.length, case["expected"]


def everything(case: Case) -> Judged:
    view = seen(case["text"], "x")
    measure = view.measure
    got = (measure.length, measure.valid, measure.valid_end, entities(view.entities))
    asked = case["x"]
    return got, (asked["weightedLength"], asked["valid"], asked["validEndCp"], case["entities"])


def entities(found: tuple[Entity, ...]) -> list[list[object]]:
    """Entities as the samples write them."""
    written: list[list[object]] = []
    for entity in found:
        one: list[object] = ["list" if entity.list else entity.kind, entity.start, entity.end, value(entity)]
        written.append([*one, f"/{entity.list}"] if entity.list else one)
    return written


FILES: dict[str, Judge] = {
    "twitter-text/validate/WeightedTweetsCounterTest.json": counted,
    "twitter-text/validate/WeightedTweetsWithDiscountedEmojiCounterTest.json": counted,
    "twitter-text/validate/UnicodeDirectionalMarkerCounterTest.json": counted,
    "twitter-text/validate/tweets.json": within_140,
    "twitter-text/validate/usernames.json": whole("mention"),
    "twitter-text/validate/lists.json": whole("mention", is_list=True),
    "twitter-text/validate/hashtags.json": whole("hashtag"),
    "twitter-text/validate/urls.json": whole("url"),
    "twitter-text/validate/urls_without_protocol.json": whole("url"),
    "twitter-text/extract/cashtags.json": values("cashtag"),
    "twitter-text/extract/cashtags_with_indices.json": places("cashtag", "cashtag"),
    "twitter-text/extract/hashtags.json": values("hashtag"),
    "twitter-text/extract/hashtags_from_astral.json": values("hashtag"),
    "twitter-text/extract/hashtags_with_indices.json": places("hashtag", "hashtag"),
    "twitter-text/extract/mentions.json": values("mention"),
    "twitter-text/extract/mentions_with_indices.json": places("mention", "screen_name"),
    "twitter-text/extract/mentions_or_lists_with_indices.json": places("mention", "screen_name"),
    "twitter-text/extract/replies.json": answered,
    "twitter-text/extract/urls.json": values("url"),
    "twitter-text/extract/urls_with_indices.json": places("url", "url"),
    "twitter-text/extract/urls_with_directional_markers.json": places("url", "url"),
    "twitter-text/extract/tco_urls_with_params.json": values("url"),
    "twitter-text/tlds/country.json": values("url"),
    "twitter-text/tlds/generic.json": values("url"),
    "x/emoji_rgi17.json": weighing,
    "x/tlds_current.json": values("url"),
    "x/entities_autolink_texts.json": everything,
}


@pytest.mark.parametrize("file", FILES)
def test_published_cases(file: str, conformance: Path) -> None:
    agree(cases(conformance / file), FILES[file], DATED)


def test_domains_that_are_gone_make_no_link(conformance: Path) -> None:
    for file in ("twitter-text/tlds/country.json", "twitter-text/tlds/generic.json"):
        for case in cases(conformance / file):
            if DATED.get(case["id"]) == GONE:
                assert case["superseded"], case["id"]
                assert values("url")(case)[0] == [], case["id"]
