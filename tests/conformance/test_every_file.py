"""No file of the published cases goes unread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import test_bluesky_cases
import test_mastodon_cases
import test_x_cases
from published import cases, lines
from test_differential import SAMPLES

READ = {
    *test_x_cases.FILES,
    *(f"bluesky/{file}" for file in test_bluesky_cases.FILES),
    *(f"mastodon/{file}" for file in test_mastodon_cases.FILES),
    "mastodon/facts.json",
    "mastodon/web_counter.json",
    "unicode/grapheme_break.json",
    *(f"differential/{name}.expected.jsonl.gz" for name in SAMPLES),
}


def test_every_file_is_read(conformance: Path, say: Callable[[str], None]) -> None:
    there = {
        str(path.relative_to(conformance).as_posix())
        for path in conformance.rglob("*")
        if path.suffix in (".json", ".gz")
    }
    assert there == READ
    counts = {
        file: len(lines(conformance / file) if file.endswith(".gz") else cases(conformance / file))
        for file in sorted(READ - {"mastodon/facts.json"})
    }
    say(f"published cases: {sum(counts.values())} in {len(counts)} files")
    print(*(f"{count:6} {file}" for file, count in counts.items()), sep="\n")
