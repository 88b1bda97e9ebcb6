"""Archives: what has been published, from X, Mastodon or Bluesky, as files, folders or packed as downloaded.

They are history: they count where posts follow each other too fast or say the same again, and nothing in them
is ever mended. All are read as streams.
"""

from __future__ import annotations

import os
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from coach import files
from coach.drafts import x_archive
from coach.errors import DraftError
from coach.model import Post

PACKED = (".zip", ".tar.gz", ".tgz", ".tar")

MOST_MEMBERS = 200_000
"""How many files a packed archive may hold; pictures are files of their own."""

_HEAD = 4096


def is_archive(path: str) -> bool:
    """Whether that file or folder is an archive, by its name, or by how it begins where the name leaves it open."""
    name = os.path.basename(path).lower()
    if os.path.isdir(path):
        return any(True for _ in _tweet_files(path))
    if name.endswith((*PACKED, ".car")):
        return True
    if name.endswith((".js", ".json", ".csv")):
        return _kind(path) != ""
    return False


def _kind(path: str) -> str:
    """`x`, `x-csv`, `mastodon`, or empty: what the beginning of a file shows it to be."""
    with files.open_stream(path) as stream:
        head = stream.read(_HEAD).lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"window.YTD.tweet", b"Grailbird.data.tweets_")):
        return "x"
    if head.startswith((b'"tweet_id",', b"tweet_id,")):
        return "x-csv"
    if head.startswith(b"{") and b'"OrderedCollection"' in head and (b'"orderedItems"' in head or b"outbox" in head):
        return "mastodon"
    return ""


def read(path: str) -> Iterator[Post]:
    """The posts of an archive, as a stream. Raises DraftError or FileError where it is none, or broken."""
    name = path.lower()
    if os.path.isdir(path):
        return _folder(path)
    if name.endswith(".zip"):
        return _zip(path)
    if name.endswith(PACKED):
        return _tar(path)
    return _file(path)


def _file(path: str) -> Iterator[Post]:
    kind = "car" if path.lower().endswith(".car") else _kind(path)
    if not kind:
        raise DraftError("archive-unknown", path=path)
    with files.open_stream(path) as stream:
        if kind == "x":
            yield from x_archive.read(stream, path, _owner_beside(path))
        elif kind == "x-csv":
            yield from x_archive.read_csv(stream, path)
        elif kind == "mastodon":
            from coach.drafts import mastodon_archive

            yield from mastodon_archive.read(stream, path)
        else:
            from coach.drafts import bluesky_archive

            yield from bluesky_archive.read(stream, path)


def _owner_beside(path: str) -> str:
    """The account that the file beside the posts names; empty where there is none."""
    beside = os.path.join(os.path.dirname(path), "account.js")
    if not os.path.isfile(beside):
        return ""
    with files.open_stream(beside) as stream:
        return x_archive.owner(stream, beside)


def _tweet_files(folder: str) -> Iterator[str]:
    """The files with posts in an unpacked archive of X, sorted."""
    for place in ("data", os.path.join("data", "js", "tweets")):
        try:
            names = sorted(os.listdir(os.path.join(folder, place)))
        except OSError:
            continue
        for name in names:
            path = os.path.join(folder, place, name)
            if x_archive.holds_tweets(os.path.join(place, name).replace(os.sep, "/")):
                yield path


def _folder(folder: str) -> Iterator[Post]:
    found = list(_tweet_files(folder))
    if not found:
        raise DraftError("archive-unknown", path=folder)
    account = ""
    for place in (("data", "account.js"), ("data", "js", "user_details.js")):
        path = os.path.join(folder, *place)
        if not account and os.path.isfile(path):
            with files.open_stream(path) as stream:
                account = x_archive.owner(stream, path)

    def posts(path: str) -> Iterator[Post]:
        with files.open_stream(path) as stream:
            yield from x_archive.read(stream, path, account)

    for path in found:
        yield from posts(path)


@contextmanager
def _unpacking(path: str) -> Iterator[None]:
    """Turns whatever a packed file throws into one error of coach's own."""
    try:
        yield
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        raise DraftError("archive-broken", path=path, offset=0) from None


def _zip(path: str) -> Iterator[Post]:
    with files.open_stream(path) as stream, _unpacking(path), zipfile.ZipFile(stream) as packed:
        names = sorted(packed.namelist()[:MOST_MEMBERS])
        account = ""
        for name in filter(x_archive.names_owner, names):
            with packed.open(name) as member:
                account = x_archive.owner(cast(BinaryIO, member), path)
        number = 0
        for name in names:
            if x_archive.holds_tweets(name):
                with packed.open(name) as member:
                    for post in x_archive.read(cast(BinaryIO, member), path, account):
                        number += 1
                        yield post._replace(number=number)
            elif name.rpartition("/")[2] == "outbox.json":
                from coach.drafts import mastodon_archive

                number += 1
                with packed.open(name) as member:
                    yield from mastodon_archive.read(cast(BinaryIO, member), path)
    if not number:
        raise DraftError("archive-unknown", path=path)


def _tar(path: str) -> Iterator[Post]:
    from coach.drafts import mastodon_archive

    found = False
    with files.open_stream(path) as stream, _unpacking(path), tarfile.open(fileobj=stream, mode="r|*") as packed:
        for count, member in enumerate(packed):
            if count > MOST_MEMBERS:
                break
            if member.isfile() and member.name.rpartition("/")[2] == "outbox.json":
                found = True
                content = packed.extractfile(member)
                if content is not None:
                    yield from mastodon_archive.read(cast(BinaryIO, content), path)
    if not found:
        raise DraftError("archive-unknown", path=path)
