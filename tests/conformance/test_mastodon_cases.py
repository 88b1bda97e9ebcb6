"""Mastodon: facts about its counting, its mentions and its hashtags, and the clusters of Unicode it counts in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from dated import DATED, NOT_JUDGED
from published import Case, Judge, agree, cases, seen

from coach.model import EntityKind
from coach.text.clusters import clusters, count_clusters

Judged = tuple[object, object]


def first(kind: EntityKind) -> Judge:
    """The first entity of that kind, without its sign."""

    def judge(case: Case) -> Judged:
        found = seen(case["text"], "mastodon").of(kind)
        return found[0].text[1:] if found else None, case["expected"]

    return judge


def with_warning(case: Case) -> Judged:
    measure = seen(case["text"], "mastodon", warning=case["spoiler"]).measure
    return (measure.length, not measure.valid), (case["counted"], case["over_500"])


def shortened(case: Case) -> Judged:
    return seen(case["text"], "mastodon").measure.length, case["length"]


FILES: dict[str, Judge] = {
    "mentions.json": first("mention"),
    "hashtags.json": first("hashtag"),
    "status_length.json": with_warning,
}


@pytest.mark.parametrize("file", FILES)
def test_published_cases(file: str, conformance: Path) -> None:
    agree(cases(conformance / "mastodon" / file), FILES[file], DATED)


def test_the_counter_of_the_released_web_page(conformance: Path) -> None:
    found = cases(conformance / "mastodon" / "web_counter.json")
    assert {case["id"] for case in found if case["status"] != "released"} == set(NOT_JUDGED)
    agree([case for case in found if case["status"] == "released"], shortened, DATED)


def test_facts(conformance: Path) -> None:
    facts = json.loads((conformance / "mastodon" / "facts.json").read_text(encoding="utf-8"))
    mastodon = seen("", "mastodon").network
    assert mastodon.limit == facts["limit_default"]
    assert mastodon.link_cost == facts["url_counts"]
    with_both = seen("abc", "mastodon", warning="de").measure
    assert (with_both.length == 5) is facts["content_warning_shares_the_limit"]
    assert facts["cashtags"] == "none"
    assert not seen("$TEST", "mastodon").cashtags
    # The others are sentences; tests/text/test_mastodon.py has a row for each.
    assert set(facts) == {
        "note", "limit_default", "url_counts", "content_warning_shares_the_limit", "unit", "url_needs_protocol",
        "url_grammar", "url_tld", "mention", "counted_mention", "hashtag", "cashtags", "emoji_shortcode",
        "normalisation", "web_counter",
    }  # fmt: skip


def test_grapheme_clusters(conformance: Path) -> None:
    """As many as the newest Unicode says; and where both agree, the same ones."""

    def judge(case: Case) -> Judged:
        newer = case.get("unicode17", case["expected"])
        got: object = clusters(case["text"]) if newer == case["expected"] else count_clusters(case["text"])
        return got, case["clusters"] if newer == case["expected"] else newer

    agree(cases(conformance / "unicode" / "grapheme_break.json"), judge, DATED)
