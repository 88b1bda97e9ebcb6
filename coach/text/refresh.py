"""Writes the data files of this folder anew: `python -m coach.text.refresh`.

    tlds.txt      top-level domains   from PyPI publicsuffixlist (the Public Suffix List, ICANN part)
    emoji.txt     emoji sequences     from PyPI emoji (emoji-test.txt of Unicode)
    clusters.txt  grapheme classes    from PyPI regex (GraphemeBreakProperty.txt and its kin of Unicode)

The three packages are needed here and in the tests, never by a user of coach. Run it after upgrading
one of them, look at the difference, commit it. No network is used.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

FOLDER = Path(__file__).parent
HEADER = "# Written by `python -m coach.text.refresh` on {day}; do not edit by hand.\n"


def main() -> None:
    """Write every file, and say so."""
    day = datetime.date.today().isoformat()
    for name, lines in (("tlds.txt", tlds()), ("emoji.txt", emoji()), ("clusters.txt", clusters())):
        text = HEADER.format(day=day) + "\n".join(lines) + "\n"
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"{name}: {text.count(chr(10))} lines")


def tlds() -> Iterator[str]:
    """The lines of `tlds.txt`: where it comes from, then one domain a line, as people write it.

    The top level of the ICANN part of the Public Suffix List is the root zone of the Internet, and
    `onion`, which RFC 7686 reserves and X links too.
    """
    from publicsuffixlist import PSLFILE

    text = Path(PSLFILE).read_text(encoding="utf-8")
    dated = next(line for line in text.splitlines() if line.startswith("// VERSION:")).removeprefix("// VERSION: ")
    icann = text.partition("===BEGIN ICANN DOMAINS===")[2].partition("===END ICANN DOMAINS===")[0]
    rules = [line.split()[0] for line in icann.splitlines() if line.strip() and not line.startswith("//")]
    found = {rule.rpartition(".")[2] for rule in rules}
    yield "# Top-level domains: the root zone, and onion."
    yield f"# Source: https://publicsuffix.org/list/, version {dated},"
    yield f"# as carried by PyPI publicsuffixlist {version('publicsuffixlist')}."
    yield from sorted(found)


def emoji() -> Iterator[str]:
    """The lines of `emoji.txt`: where it comes from, then one fully-qualified emoji a line."""
    from emoji import EMOJI_DATA, STATUS

    whole = STATUS["fully_qualified"]
    component = STATUS["component"]
    found = sorted(text for text, facts in EMOJI_DATA.items() if facts["status"] in (whole, component))
    newest = max(facts["E"] for facts in EMOJI_DATA.values())
    yield "# Emoji: each one in the form that Unicode recommends for general interchange, and the skin tones."
    yield f"# Source: https://unicode.org/Public/emoji/ (emoji-test.txt, up to Emoji {newest}),"
    yield f"# as carried by PyPI emoji {version('emoji')}."
    yield from found


CLASSES = {
    # One letter a class. The order matters: a character gets the first that fits.
    "control": r"[\p{GCB=Control}--[\r\n]]",
    "linker": r"\p{InCB=Linker}",
    "joiner": r"\u200d",
    "extend": r"[\p{GCB=Extend}&&\p{InCB=Extend}]",
    "mark": r"\p{GCB=Extend}",
    "spacing": r"\p{GCB=SpacingMark}",
    "prepend": r"\p{GCB=Prepend}",
    "regional": r"\p{GCB=Regional_Indicator}",
    "hangul-l": r"\p{GCB=L}",
    "hangul-v": r"\p{GCB=V}",
    "hangul-t": r"\p{GCB=T}",
    "pictograph": r"\p{Extended_Pictographic}",
    "consonant": r"\p{InCB=Consonant}",
}
"""How a character takes part in a grapheme cluster (UAX #29), as `regex` writes it. `extend` are the
extending characters that may stand in a conjunct (rule GB9c), `mark` those that may not. Syllables
of Hangul (LV, LVT) are left to arithmetic: every 28th one from U+AC00 is an LV."""


def clusters() -> Iterator[str]:
    """The lines of `clusters.txt`: where it comes from, then a class and its ranges a line."""
    import regex

    tests: list[tuple[str, Callable[[str], object]]] = [
        (name, regex.compile(pattern, regex.V1).match) for name, pattern in CLASSES.items()
    ]
    ranges: dict[str, list[str]] = {name: [] for name in CLASSES}
    codes: Iterable[int] = range(0x110000)
    for name, run in groupby(codes, lambda code: _first(tests, chr(code))):
        members = list(run)
        if name:
            first, last = members[0], members[-1]
            ranges[name].append(f"{first:X}" if first == last else f"{first:X}-{last:X}")
    yield "# Classes of grapheme clusters: UAX #29 with Indic conjuncts (GB9c) and pictographs (GB11)."
    yield "# Source: https://www.unicode.org/Public/UCD/latest/ucd/ (GraphemeBreakProperty.txt,"
    yield f"# emoji-data.txt, DerivedCoreProperties.txt), as carried by PyPI regex {version('regex')}."
    for name, found in ranges.items():
        yield f"{name} {' '.join(found)}"


def _first(tests: list[tuple[str, Callable[[str], object]]], character: str) -> str | None:
    return next((name for name, matches in tests if matches(character)), None)


if __name__ == "__main__":
    main()
