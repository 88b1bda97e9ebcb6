"""The repository of a Bluesky account, a CAR file, as `com.atproto.sync.getRepo` gives it.

A row of blocks, each with its address (CID) and a record in DAG-CBOR; posts are the records that say so. Read
block by block. Layout: ipld.io/specs/transport/car/carv1 and docs.bsky.app/blog/repo-export, read 2026-11-22.
The records are decoded by `libipld`, which comes with the extra `bluesky`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from coach.drafts.times import parse
from coach.errors import DraftError
from coach.model import Post

DAG_CBOR = 0x71

LONGEST = 1 << 24
"""The longest block that is read, in bytes; the protocol allows a megabyte."""

_KIND = "app.bsky.feed.post"


def read(stream: BinaryIO, path: str) -> Iterator[Post]:
    """The posts of the repository, in the order of the file.

    Raises DraftError where it is broken, and where the extra `bluesky` is not installed.
    """
    try:
        import libipld
    except ImportError:
        raise DraftError("archive-needs-extra", path=path, extra="bluesky") from None

    broken = DraftError("archive-broken", path=path, offset=0)
    _block(stream, broken)  # the header names the root and nothing that matters here
    number = 0
    while (block := _block(stream, broken)) is not None:
        codec, start = _address(block, broken)
        if codec != DAG_CBOR or _KIND.encode() not in block:
            continue
        try:
            record = libipld.decode_dag_cbor(block[start:])
        except (ValueError, RecursionError):
            raise broken from None
        if isinstance(record, dict) and record.get("$type") == _KIND:
            number += 1
            found = _post(record, path, number)
            if found:
                yield found


def _post(record: dict[str, Any], path: str, number: int) -> Post | None:
    text, moment = record.get("text"), parse(str(record.get("createdAt")), None)
    if not isinstance(text, str) or moment is None:
        return None
    languages = record.get("langs")
    return Post(
        text.strip(),
        path=path,
        number=number,
        networks=("bluesky",),
        language=str(languages[0]) if isinstance(languages, list) and languages else None,
        scheduled_at=moment,
        reply=bool(record.get("reply")),
        status="published",
    )


def _block(stream: BinaryIO, broken: DraftError) -> bytes | None:
    """The next block, without its length; None at the end."""
    length = shift = 0
    while True:
        byte = stream.read(1)
        if not byte:
            if shift:
                raise broken
            return None
        length |= (byte[0] & 0x7F) << shift
        shift += 7
        if byte[0] < 0x80:
            break
        if shift > 28:
            raise broken
    if length > LONGEST:
        raise broken
    block = stream.read(length)
    if len(block) < length:
        raise broken
    return block


def _address(block: bytes, broken: DraftError) -> tuple[int, int]:
    """What kind of record the block holds, and where it begins behind the address."""
    if block[:2] == b"\x12\x20":  # the older form of an address, always of another kind of record
        return 0, 34
    numbers: list[int] = []
    at = 0
    while len(numbers) < 4:  # version, kind, hash, length of the hash
        number = shift = 0
        while True:
            if at >= len(block) or shift > 28:
                raise broken
            number |= (block[at] & 0x7F) << shift
            shift += 7
            at += 1
            if block[at - 1] < 0x80:
                break
        numbers.append(number)
    return numbers[1], at + numbers[3]
