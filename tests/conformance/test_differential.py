"""Random posts with what the networks' own libraries say of them, seen from inside and from outside of coach.

Tier A agrees in everything. Tier C agrees with what today's emoji and domains make of it. In tier B two official
libraries differ, or an emoji is none of Unicode's: how many agree is said at the end of the run.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from dated import DATED
from published import Case, lines, seen
from test_bluesky_cases import found_facets
from test_x_cases import entities

from coach.text.clusters import count_clusters

SAMPLES = ("plain", "hard")


def read(folder: Path, name: str) -> tuple[Case, ...]:
    return lines(folder / "differential" / f"{name}.expected.jsonl.gz")


@cache
def on_x(text: str) -> dict[str, object]:
    view = seen(text, "x")
    measure = view.measure
    return {
        "weightedLength": measure.length,
        "valid": measure.valid,
        "permillage": measure.length * 1000 // measure.limit,
        "validEndCp": measure.valid_end,
        "entities": entities(view.entities),
    }


def wanted_on_x(case: Case) -> dict[str, object]:
    return {**case["x"], "entities": case["entities"]}


def differences(case: Case) -> Iterator[str]:
    """What differs from what the libraries of Bluesky and Mastodon say."""
    text = case["text"]
    bluesky = seen(text, "bluesky").measure
    own = {
        "bytes": bluesky.bytes,
        "facets": found_facets(text),
        "graphemes": count_clusters(text),
        "composer": bluesky.length,
    }
    for name, got in own.items():
        if got != case["bsky"][name]:
            yield f"bluesky {name} {got!a}, asked {case['bsky'][name]!a}"
    length = seen(text, "mastodon").measure.length
    if length not in on_mastodon(case):
        yield f"mastodon {length}, asked {on_mastodon(case)}"


def on_mastodon(case: Case) -> set[int]:
    """The lengths that will do: with the Unicode of today, or that of an older server."""
    return {case["mastodon"][name] for name in ("server", "serverNoGB9c") if name in case["mastodon"]}


@pytest.mark.parametrize("name", SAMPLES)
def test_tier_a_agrees_in_everything(name: str, conformance: Path) -> None:
    wrong = []
    for case in read(conformance, name):
        if case["tier"] == "A":
            got, wanted = on_x(case["text"]), wanted_on_x(case)
            wrong += [
                f"{case['id']}: x {key} {got[key]!a}, asked {wanted[key]!a}" for key in got if got[key] != wanted[key]
            ]
    assert not wrong, f"{len(wrong)} differences\n" + "\n".join(wrong[:20])


@pytest.mark.parametrize("name", SAMPLES)
def test_every_tier_agrees_on_bluesky_and_mastodon(name: str, conformance: Path) -> None:
    found = {case["id"]: list(differences(case)) for case in read(conformance, name)}
    wrong = [f"{id}: {one}" for id, some in found.items() for one in some if id not in DATED]
    assert all(found[id] for id in DATED if id in found), "listed as dated, but they agree"
    assert not wrong, f"{len(wrong)} differences\n" + "\n".join(wrong[:20])


def test_tier_c_agrees_with_the_emoji_and_domains_of_today(conformance: Path) -> None:
    wrong = []
    for case in read(conformance, "hard"):
        if case["tier"] == "C":
            got = on_x(case["text"])
            wanted = {"entities": case["entities"], **case["modern"]}
            wrong += [
                f"{case['id']}: {key} {got[key]!a}, asked {wanted[key]!a}" for key in wanted if got[key] != wanted[key]
            ]
    assert not wrong, f"{len(wrong)} differences\n" + "\n".join(wrong[:20])


def test_tier_b_is_reported(conformance: Path, say: Callable[[str], None]) -> None:
    counts: Counter[str] = Counter()
    for case in read(conformance, "hard"):
        if case["tier"] == "B":
            counts["lines"] += 1
            got, wanted = on_x(case["text"]), wanted_on_x(case)
            counts["all of it"] += all(got[key] == wanted[key] for key in got)
            for key in got:
                counts[key] += got[key] == wanted[key]
            java = case.get("java")
            if java:
                counts["with a second library"] += 1
                counts["one of the two"] += all(
                    got[key] == wanted[key] for key in ("weightedLength", "entities")
                ) or all(got[key] == java[key] for key in java)
    assert counts["lines"]
    say(
        f"tier B, X: agreements of {counts['lines']}: "
        + ", ".join(f"{key} {n}" for key, n in counts.items() if key != "lines")
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_the_command_line_gives_the_same_numbers(name: str, conformance: Path) -> None:
    """All lines in one run of `coach count --jsonl`, as another program would ask."""
    sample = read(conformance, name)
    request = "".join(json.dumps({"id": case["id"], "text": case["text"]}) + "\n" for case in sample)
    command = [sys.executable, "-m", "coach", "count", "--jsonl", "--isolated", "--network", "x,mastodon,bluesky"]
    run = subprocess.run(command, input=request.encode(), capture_output=True, check=False, timeout=300)
    assert run.returncode == 0, run.stderr.decode()
    answers: list[dict[str, Any]] = [json.loads(line) for line in run.stdout.decode().split("\n") if line]
    assert [answer["id"] for answer in answers] == [case["id"] for case in sample]
    wrong = []
    for case, answer in zip(sample, answers, strict=True):
        counts = answer["counts"]
        asked = {"x": {wanted_on_x(case)["weightedLength"]}, "bluesky": {case["bsky"]["composer"]}}
        if case["tier"] == "C":
            asked["x"] = {case["modern"]["weightedLength"]}
        if case["id"] not in DATED:
            asked["mastodon"] = on_mastodon(case)
        wrong += [
            f"{case['id']}: {on} {counts[on]['length']}, asked {length}"
            for on, length in asked.items()
            if counts[on]["length"] not in length
        ]
        if counts["bluesky"]["bytes"] != case["bsky"]["bytes"]:
            wrong.append(f"{case['id']}: bytes")
        if case["tier"] == "A":
            places = [[one["start"], one["end"]] for one in counts["x"]["entities"] if one["kind"] != "emoji"]
            if (counts["x"]["valid"], places) != (case["x"]["valid"], [one[1:3] for one in case["entities"]]):
                wrong.append(f"{case['id']}: valid, or entities")
    assert not wrong, f"{len(wrong)} differences\n" + "\n".join(wrong[:20])
