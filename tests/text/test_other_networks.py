"""Threads, LinkedIn, Facebook and Instagram; and what networks.toml says of every network."""

from __future__ import annotations

import datetime
import re

import pytest
from posts import found, see, table

from coach.content import PACKAGE, parse_toml
from coach.errors import UsageError
from coach.model import Network
from coach.text.networks import NETWORKS, network


@table(
    {
        "a letter is 1": ("é", 1),
        "a Chinese character is 1": ("漢", 1),
        "an ellipsis is 1": ("…", 1),
        "an emoji is as many as its bytes": ("🎉", 4),
        "a heart with its selector is 6": ("❤\ufe0f", 6),
        "a flag is 8": ("🇫🇷", 8),
        "a skin tone is 4 more": ("👍🏽", 8),
        "a family is 25": ("👩\u200d👩\u200d👧\u200d👦", 25),
        "a link is as long as it is": ("https://exemple.org", 19),
    }
)
def test_threads_counts_emoji_by_their_bytes(text: str, expected: int) -> None:
    measure = see(text, "threads").measure
    assert (measure.length, measure.limit) == (expected, 500)


def test_an_emoji_goes_whole_on_threads() -> None:
    measure = see("a" * 498 + "🎉", "threads").measure
    assert (measure.valid, measure.valid_end, measure.breakdown) == (False, 498, {"text": 498, "emoji": 4})


@pytest.mark.parametrize(("name", "limit"), [("linkedin", 3000), ("facebook", 63206), ("instagram", 2200)])
def test_the_others_count_code_points(name: str, limit: int) -> None:
    assert see("é漢🎉👍🏽", name).measure.length == 5
    assert see("https://exemple.org", name).measure.length == 19
    assert see("a" * limit, name).measure.valid
    measure = see("a" * (limit + 1), name).measure
    assert (measure.valid, measure.valid_end, measure.remaining) == (False, limit, -1)
    assert not see("", name).measure.valid


@table(
    {
        "a word": ("#ESS", ["#ESS"]),
        "a blank ends it": ("#économie sociale", ["#économie"]),
        "an apostrophe is part of it": ("#l’ESS", ["#l’ESS"]),
        "a hyphen is part of it": ("#porte-à-porte", ["#porte-à-porte"]),
        "a full stop ends it": ("#ESS.", ["#ESS"]),
        "a number alone is none": ("#2026", []),
        "not right after a letter": ("mot#ESS", []),
    }
)
def test_topics_on_threads(text: str, expected: list[str]) -> None:
    assert found(text, "threads", "hashtag") == expected


@pytest.mark.parametrize("name", ["linkedin", "facebook", "instagram"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [("#ESS", ["#ESS"]), ("#l’ESS", ["#l"]), ("#porte-à-porte", ["#porte"]), ("mot#ESS", []), ("(#été)", ["#été"])],
)
def test_hashtags_elsewhere(name: str, text: str, expected: list[str]) -> None:
    assert found(text, name, "hashtag") == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("instagram", "#2026", ["#2026"]),
        ("linkedin", "#2026", []),
        ("facebook", "#2026", []),
        ("instagram", "#fête🎉", ["#fête🎉"]),
        ("linkedin", "#fête🎉", ["#fête"]),
    ],
)
def test_instagram_takes_digits_and_emoji_for_a_hashtag(name: str, text: str, expected: list[str]) -> None:
    assert found(text, name, "hashtag") == expected


def test_instagram_links_no_host_without_protocol() -> None:
    assert found("exemple.org https://exemple.org", "instagram", "url") == ["https://exemple.org"]
    assert found("exemple.org https://exemple.org", "linkedin", "url") == ["exemple.org", "https://exemple.org"]


@pytest.mark.parametrize("name", ["threads", "linkedin", "facebook", "instagram"])
def test_mentions_elsewhere(name: str) -> None:
    assert found("Merci @asso et @asso.du.coin, pas contact@asso.fr", name, "mention") == ["@asso", "@asso.du.coin"]


@pytest.mark.parametrize("name", NETWORKS)
def test_every_number_has_a_dated_source(name: str) -> None:
    sources = network(name).sources
    assert sources
    for source in sources:
        assert re.fullmatch(r"https://[^\s]+", source.url)
        assert source.kind in ("limit", "documented", "assumed")
        assert datetime.date(2026, 1, 1) <= datetime.date.fromisoformat(source.read) <= datetime.date.today()


def test_the_table_and_the_list_of_names_agree() -> None:
    path = PACKAGE / "networks.toml"
    tables = parse_toml(path.read_text(encoding="utf-8"), str(path))
    assert tuple(tables) == NETWORKS
    for id, one in tables.items():
        assert set(one) <= set(Network._fields)
        assert isinstance(network(id).limit, int)


def test_an_unknown_network_is_a_fault_of_usage() -> None:
    with pytest.raises(UsageError) as caught:
        network("myspace")
    assert caught.value.key == "unknown-network"
