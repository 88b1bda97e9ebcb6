"""The data files are what their packages give today: when one of these fails, run `python -m coach.text.refresh`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.metadata import version

import pytest
import regex
from posts import found

from coach.text import refresh
from coach.text.emoji import find_emoji
from coach.text.tlds import ascii_tlds, other_tlds, tld_end

FILES: dict[str, Callable[[], Iterator[str]]] = {"tlds.txt": refresh.tlds, "emoji.txt": refresh.emoji}


def read(name: str) -> list[str]:
    return (refresh.FOLDER / name).read_text(encoding="utf-8").removesuffix("\n").split("\n")


@pytest.mark.parametrize("name", FILES)
def test_a_file_holds_what_its_package_gives(name: str) -> None:
    header, *written = read(name)
    assert header.startswith("# Written by `python -m coach.text.refresh` on 20")
    assert written == list(FILES[name]())


def test_clusters_have_the_classes_that_regex_gives() -> None:
    """The same as above, by another way: `refresh` asks for each character by itself, which takes long."""
    every = "".join(map(chr, range(0x110000)))
    classes = [""] * len(every)
    for name, pattern in reversed(refresh.CLASSES.items()):  # the first that fits has the last word
        for match in regex.compile(f"(?:{pattern})+", regex.V1).finditer(every):
            classes[match.start() : match.end()] = [name] * len(match[0])
    written = [""] * len(every)
    for line in read("clusters.txt"):
        if not line.startswith("# "):
            name, *ranges = line.split()
            for one in ranges:
                first, _, last = one.partition("-")
                count = int(last or first, 16) - int(first, 16) + 1
                written[int(first, 16) : int(first, 16) + count] = [name] * count
    # Syllables of Hangul are left to arithmetic.
    different = [f"{code:X}" for code in range(len(every)) if classes[code] != written[code]]
    assert not different
    assert f"regex {version('regex')}." in "".join(read("clusters.txt")[:4])


def test_a_file_says_where_it_comes_from() -> None:
    for name in (*FILES, "clusters.txt"):
        assert "# Source: https://" in (refresh.FOLDER / name).read_text(encoding="utf-8")


def test_domains_of_our_readers_are_known() -> None:
    assert {"fr", "be", "ch", "ca", "org", "com", "asso", "paris"} - ascii_tlds() == {"asso"}
    assert len(ascii_tlds()) > 1000
    assert "中国" in other_tlds()["中"]


def test_every_domain_ends_where_it_ends() -> None:
    for tld in ascii_tlds() | {tld for some in other_tlds().values() for tld in some}:
        assert tld_end(f"{tld} suite", 0, len(tld) + 6) == len(tld), tld
        assert tld_end(tld, 0, len(tld)) == len(tld), tld


def test_every_domain_makes_a_link_on_x() -> None:
    for tld in ascii_tlds() | {tld for some in other_tlds().values() for tld in some}:
        assert found(f"voir https://exemple.{tld}/ ici") == [f"https://exemple.{tld}/"], tld


def test_every_emoji_is_found_whole() -> None:
    for emoji in (line for line in read("emoji.txt") if not line.startswith("# ")):
        assert find_emoji(f"a{emoji}b") == [(1, 1 + len(emoji))], emoji
