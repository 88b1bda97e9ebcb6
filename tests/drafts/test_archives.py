"""Archives as the networks give them: what is read, what is left out, and how little of it is held at a time."""

from __future__ import annotations

import io
import json
import tarfile
import tracemalloc
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import libipld
import pytest

from coach.drafts.archives import is_archive, read
from coach.drafts.mastodon_archive import plain
from coach.drafts.streaming import CHUNK, Buffer
from coach.drafts.x_archive import when
from coach.errors import CoachError, DraftError
from coach.model import Post

DATA = Path(__file__).parents[1] / "data" / "archives"


def told(posts: list[Post]) -> list[tuple[str, str, bool]]:
    return [(f"{post.scheduled_at:%Y-%m-%dT%H:%MZ}", post.text, post.reply) for post in posts]


BONJOUR = ("2010-10-12T00:00Z", "Premier message de la Fabrique. Bonjour le quartier !", False)
ATELIER = "L’atelier vélo & la cafétéria rouvrent samedi #velo "
OUI = ("2014-03-30T08:05Z", "@une_voisine oui, à partir de 14 h !", True)
CHORALE = ("2019-03-25T09:00Z", "La chorale cherche deux voix graves https://fabrique.example/chorale", False)
JARDIN = (
    "2022-10-19T20:07Z",
    "Le jardin <3 vous attend : bêches, gants & bonne humeur #ESS https://fabrique.example/jardin",
    False,
)
PLAISIR = ("2022-10-19T20:09Z", "@une_voisine avec plaisir 🌱", True)
ANNEE = ("2022-01-01T11:00Z", "Bonne année à toutes et à tous, de toute la Fabrique", False)


@pytest.mark.parametrize(
    ("path", "posts", "account"),
    [
        (
            "x-2014",
            [BONJOUR, ("2014-03-31T19:32Z", ATELIER + "http://fabrique.example/atelier", False), OUI],
            "lafabrique_x",
        ),
        ("x-2014/tweets.csv", [("2014-03-31T19:32Z", ATELIER + "http://t.co/AtElIeR001", False), OUI, BONJOUR], ""),
        ("x-2019", [CHORALE], "lafabrique_x"),
        ("x-2019/data/tweet.js", [CHORALE], "lafabrique_x"),
        ("x-2022", [ANNEE, JARDIN, PLAISIR], "lafabrique_x"),
        ("x-2022/data/tweets-part1.js", [ANNEE], "lafabrique_x"),
    ],
)
def test_the_three_generations_of_x(path: str, posts: list[tuple[str, str, bool]], account: str) -> None:
    found = list(read(str(DATA / path)))
    assert is_archive(str(DATA / path))
    assert told(found) == posts
    assert {(post.networks, post.status, post.account, post.stamps) for post in found} == {
        (("x",), "published", account, ())
    }


@pytest.mark.parametrize("generation", ["x-2014", "x-2019", "x-2022"])
@pytest.mark.parametrize("inside", ["", "twitter-2022-11-05-abcdef/"])
def test_the_zip_as_it_is_downloaded(generation: str, inside: str, tmp_path: Path) -> None:
    path = tmp_path / "twitter.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted((DATA / generation).rglob("*")):
            if file.is_file():
                packed.write(file, inside + str(file.relative_to(DATA / generation)))
        packed.writestr(inside + "data/tweets_media/450-a.jpg", b"\xff\xd8")
        packed.writestr(inside + "data/deleted-tweets.js", "window.YTD.deleted_tweets.part0 = [ ]")
    found = list(read(str(path)))
    assert is_archive(str(path))
    assert told(found) == told(list(read(str(DATA / generation))))
    assert {post.account for post in found} == {"lafabrique_x"}
    assert [post.number for post in found] == list(range(1, len(found) + 1))
    assert {post.path for post in found} == {str(path)}


MASTODON = [
    (
        "2022-11-06T10:15Z",
        "Quarante repas ce soir, merci à l'équipe !\nRecettes & photos : https://fabrique.example/repas/quarante\n\n#ESS",
        False,
    ),
    ("2022-11-06T13:00Z", "@voisine avec joie", True),
]


def test_a_mastodon_outbox_holds_what_was_public() -> None:
    found = list(read(str(DATA / "mastodon" / "outbox.json")))
    assert is_archive(str(DATA / "mastodon" / "outbox.json"))
    assert told(found) == MASTODON
    assert (found[0].content_warning, found[0].language, found[0].account) == (
        "nourriture",
        "fr",
        "lafabrique@mastodon.example",
    )


@pytest.mark.parametrize("name", ["archive.tar.gz", "archive.tgz", "archive.tar", "archive.zip"])
def test_a_mastodon_outbox_in_its_archive(name: str, tmp_path: Path) -> None:
    outbox = DATA / "mastodon" / "outbox.json"
    path = tmp_path / name
    if name.endswith(".zip"):
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("media_attachments/files/1/original/a.jpeg", b"\xff\xd8")
            packed.write(outbox, "outbox.json")
    else:
        with tarfile.open(path, "w:gz" if "gz" in name else "w") as tar:
            picture = tarfile.TarInfo("media_attachments/files/1/original/a.jpeg")
            picture.size = 2
            tar.addfile(picture, io.BytesIO(b"\xff\xd8"))
            tar.add(outbox, "outbox.json")
    assert told(list(read(str(path)))) == MASTODON


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<p>un</p><p>deux</p>", "un\n\ndeux"),
        ("<p>un<br>deux<br />trois</p>", "un\ndeux\ntrois"),
        ("<p>1 &lt; 2 &amp;&amp; 3</p>", "1 < 2 && 3"),
        ("sans balise", "sans balise"),
        ("<p>" * 50_000, ""),
        ("<" * 200_000, "<" * 200_000),
    ],
    ids=["paragraphs", "line ends", "escapes", "no tag", "many tags", "no tag is closed"],
)
def test_html_becomes_text(content: str, text: str) -> None:
    assert plain(content) == text


def varint(number: int) -> bytes:
    found = b""
    while number > 0x7F:
        found += bytes([number & 0x7F | 0x80])
        number >>= 7
    return found + bytes([number])


def car(*records: dict[str, object]) -> bytes:
    """A repository of those records: its header, then a block each, as a server sends it."""

    def block(value: object, *, address: bool = True) -> bytes:
        content = libipld.encode_dag_cbor(value)
        head = b"\x01\x71\x12\x20" + bytes(32) if address else b""
        return varint(len(head + content)) + head + content

    return block({"version": 1, "roots": []}, address=False) + b"".join(map(block, records))


SKY = {
    "$type": "app.bsky.feed.post",
    "text": "Bonjour le ciel 🌤️",
    "createdAt": "2026-03-01T08:30:00.123Z",
    "langs": ["fr"],
}


def test_a_bluesky_repository(tmp_path: Path) -> None:
    path = tmp_path / "repo.car"
    like = {"$type": "app.bsky.feed.like", "subject": {"uri": "at://did:plc:a/app.bsky.feed.post/3k"}}
    answer = {**SKY, "text": "Avec joie", "reply": {"root": {"uri": "at://x"}, "parent": {"uri": "at://x"}}}
    path.write_bytes(car({"l": None, "e": []}, like, SKY, answer))
    found = list(read(str(path)))
    assert is_archive(str(path))
    assert told(found) == [("2026-03-01T08:30Z", "Bonjour le ciel 🌤️", False), ("2026-03-01T08:30Z", "Avec joie", True)]
    assert (found[0].networks, found[0].language) == (("bluesky",), "fr")


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("a.js", b"window.YTD.tweets.part0 = [ {", "archive-broken"),
        ("a.js", b"window.YTD.tweets.part0 = [ {} {} ]", "archive-broken"),
        ("a.js", b'window.YTD.tweets.part0 = [ {"a": "\xff"} ]', "archive-broken"),
        ("a.js", b"window.YTD.tweets.part0 = " + b"[" * 200_000, "archive-broken"),
        ("a.js", b"window.YTD.tweets.part0", "archive-broken"),
        ("a.js", b"alert(1)", "archive-unknown"),
        ("a.json", b'{"type":"OrderedCollection","orderedItems":[1,2', "archive-broken"),
        ("a.zip", b"PK\x03\x04nothing", "archive-broken"),
        ("a.zip", b"", "archive-broken"),
        ("a.tar.gz", b"\x1f\x8bnothing", "archive-broken"),
        ("a.car", b"\xff\xff\xff\xff\xff\xff", "archive-broken"),
        ("a.car", b"\x05ab", "archive-broken"),
        ("a.car", car(SKY)[:-3], "archive-broken"),
    ],
)
def test_what_is_broken_is_one_clear_error(name: str, content: bytes, key: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CoachError) as caught:
        list(read(str(tmp_path / name)))
    assert (caught.value.key, caught.value.path) == (key, str(tmp_path / name))


def test_a_zip_without_posts_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("holiday.jpg", b"")
    with pytest.raises(DraftError) as caught:
        list(read(str(tmp_path / "a.zip")))
    assert caught.value.key == "archive-unknown"


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Wed Oct 19 20:07:25 +0000 2022", datetime(2022, 10, 19, 20, 7, 25, tzinfo=UTC)),
        ("2014-03-31 19:32:36 +0000", datetime(2014, 3, 31, 19, 32, 36, tzinfo=UTC)),
        ("2014-03-31 21:32:36 +0200", datetime(2014, 3, 31, 19, 32, 36, tzinfo=UTC)),
        ("Wed Okt 19 20:07:25 +0000 2022", None),
        ("yesterday", None),
        ("2014-13-31 19:32:36 +0000", None),
        ("", None),
    ],
)
def test_how_archives_write_a_time(written: str, moment: datetime | None) -> None:
    assert when(written) == moment


@pytest.mark.parametrize("size", [1, 7, 64, 1000, CHUNK])
def test_objects_are_read_wherever_the_pieces_end(size: int) -> None:
    items = [{"a": "é😀" * n, "n": n * 10**n, "deep": [[{"x": None}]]} for n in range(12)]
    content = json.dumps(items, ensure_ascii=False, indent=1).encode()

    class Slow(io.BytesIO):
        def read(self, count: int | None = -1) -> bytes:
            return super().read(min(size, count or size))

    assert list(Buffer(Slow(b"\xef\xbb\xbf" + content), "a").items()) == items


def test_a_long_archive_is_never_held_whole(tmp_path: Path) -> None:
    """Five times the posts, and the same memory."""

    def peak(count: int) -> int:
        path = tmp_path / f"{count}.js"
        tweet = json.dumps({"tweet": {"full_text": "Bonjour " * 20, "created_at": "Wed Oct 19 20:07:25 +0000 2022"}})
        with path.open("w", encoding="utf-8") as file:
            file.write("window.YTD.tweets.part0 = [" + tweet)
            for _ in range(count - 1):
                file.write(",\n" + tweet)
            file.write("]")
        tracemalloc.start()
        assert sum(1 for _ in read(str(path))) == count
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    few, many = peak(4_000), peak(20_000)
    assert many < few * 1.2
