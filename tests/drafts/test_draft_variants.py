"""However a draft is saved, with whichever line ends, mark or last line, it says the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coach import files
from coach.drafts import Draft, read_draft
from coach.model import Post

Read = Callable[..., Draft]

DRAFTS = Path(__file__).parents[1] / "data" / "drafts"

EXPECTED = {
    "fil.txt": ("text", 3),
    "atelier.md": ("markdown", 1),
    "assemblee.md": ("markdown", 2),
    "annonce.tweet": ("tweet", 2),
    "sondage.toot": ("toot", 1),
    "plusieurs-comptes.md": ("galaxy", 4),
}

VARIANTS: dict[str, Callable[[bytes], bytes]] = {
    "CRLF": lambda data: data.replace(b"\n", b"\r\n"),
    "CR": lambda data: data.replace(b"\n", b"\r"),
    "a mark": lambda data: b"\xef\xbb\xbf" + data,
    "a mark and CRLF": lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"),
    "no last line end": lambda data: data.rstrip(b"\n"),
    "many last line ends": lambda data: data + b"\n\n \n",
}


def said(post: Post) -> dict[str, object]:
    """All that a post says, without the places where it stands."""
    values = post._asdict()
    values["media"] = [(one.file, one.alt) for one in post.media]
    values["allow"] = [(one.rule, one.reason) for one in post.allow]
    return {name: value for name, value in values.items() if name not in ("segments", "stamps")}


def test_every_draft_is_expected() -> None:
    assert {path.name for path in DRAFTS.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_fixture(name: str) -> None:
    draft = read_draft(files.read(DRAFTS / name))
    assert (draft.kind, len(draft.posts), draft.problems) == (*EXPECTED[name], ())


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", EXPECTED)
def test_variants(read: Read, tmp_path: Path, name: str, variant: str) -> None:
    data = (DRAFTS / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(VARIANTS[variant](data))
    expected = read(data.decode(), str(path), timezone="Europe/Paris")
    source = files.read(path)
    found = read(source.text, str(path), timezone="Europe/Paris")
    assert [said(post) for post in found.posts] == [said(post) for post in expected.posts]
    for one, other in zip(found.posts, expected.posts, strict=True):
        for media, same in zip(one.media, other.media, strict=True):
            for span, alike in ((media.span, same.span), (media.alt_span, same.alt_span)):
                assert source.text[slice(*span)] == data.decode()[slice(*alike)]


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_read_is_written_back_byte_for_byte(tmp_path: Path, name: str) -> None:
    for variant in VARIANTS.values():
        data = variant((DRAFTS / name).read_bytes())
        path = tmp_path / name
        path.write_bytes(data)
        source = files.read(path)
        files.replace(source, source.text)
        assert path.read_bytes() == data
