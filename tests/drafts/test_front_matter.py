"""Front matter: where it begins and ends, what its keys mean, and what is said of mistakes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from coach.drafts import Draft
from coach.errors import DraftError
from coach.model import Post

Read = Callable[..., Draft]


def only(draft: Draft) -> Post:
    (post,) = draft.posts
    return post


def yaml(*lines: str) -> str:
    return "\n".join(["---", *lines, "---", "Bonjour"])


# ---------------------------------------------------------------- where it stands


@pytest.mark.parametrize(
    ("text", "name", "posts"),
    [
        pytest.param("---\nlang: fr\n---\nBonjour", "a.txt", ["Bonjour"], id="between two fences"),
        pytest.param("\n \n---\nlang: fr\n---\nBonjour", "a.txt", ["Bonjour"], id="behind blank lines"),
        pytest.param("---  \nlang: fr\n---\t\n\n\nBonjour\n\n", "a.md", ["Bonjour"], id="blanks behind the fences"),
        pytest.param("---\nlang: fr\n...\nBonjour", "a.md", ["Bonjour"], id="closed by dots"),
        pytest.param("---\n---\nBonjour", "a.md", ["Bonjour"], id="empty"),
        pytest.param("---\n# rien\n---\nBonjour", "a.md", ["Bonjour"], id="only a comment"),
        pytest.param("---\nlang: fr\n---", "a.md", [""], id="nothing below it"),
        pytest.param('+++\nlang = "fr"\n+++\nBonjour', "a.md", ["Bonjour"], id="TOML in Markdown"),
        pytest.param(
            '+++\nlang = "fr"\n+++\nBonjour', "a.txt", ['+++\nlang = "fr"\n+++\nBonjour'], id="no TOML in text"
        ),
        pytest.param("Bonjour\n---\nlang: fr\n---", "a.md", ["Bonjour", "lang: fr"], id="not at the head"),
        pytest.param("----\nlang: fr\n----\nBonjour", "a.md", ["----\nlang: fr\n----\nBonjour"], id="four dashes"),
        pytest.param(" ---\nlang: fr\n ---", "a.md", ["---\nlang: fr\n ---"], id="a fence is not indented"),
        pytest.param("---", "a.md", [""], id="a fence and nothing else"),
        pytest.param("---\nBonjour\nà tous", "a.txt", ["Bonjour\nà tous"], id="a line of dashes above a text"),
        pytest.param("---\nBonjour\n...\nà tous", "a.txt", ["Bonjour\n...\nà tous"], id="dots below a text are text"),
        pytest.param("+++\nBonjour", "a.md", ["+++\nBonjour"], id="plus signs above a text"),
        pytest.param('{\n"lang": "fr"\n}\nBonjour', "a.md", ['{\n"lang": "fr"\n}\nBonjour'], id="JSON is text"),
    ],
)
def test_where(read: Read, text: str, name: str, posts: list[str]) -> None:
    assert [post.text for post in read(text, name).posts] == posts


# ---------------------------------------------------------------- what is wrong with it


@pytest.mark.parametrize(
    ("text", "key", "line", "values"),
    [
        pytest.param("---\nlang: fr\nBonjour", "front-matter-unclosed", 1, {"fence": "---"}, id="never closed"),
        pytest.param("\n---\nlang:\nBonjour", "front-matter-unclosed", 2, {"fence": "---"}, id="never closed, lower"),
        pytest.param('+++\nlang = "fr"\n', "front-matter-unclosed", 1, {"fence": "+++"}, id="never closed, TOML"),
        pytest.param(yaml("Bonjour"), "front-matter-no-keys", 1, {}, id="a text between fences"),
        pytest.param(yaml("- a"), "front-matter-no-keys", 1, {}, id="a list between fences"),
        pytest.param(
            yaml("Horaires: 9h-12h\nTarif: 5 €"),
            "front-matter-prose",
            1,
            {"names": "Horaires, Tarif"},
            id="facts between fences",
        ),
        pytest.param(
            yaml("Bonjour à tous : venez"),
            "front-matter-prose",
            1,
            {"names": "Bonjour à tous"},
            id="a sentence with a colon",
        ),
        pytest.param("---js\nx\n---\n", "front-matter-language", 1, {"name": "js"}, id="a programme"),
        pytest.param(yaml("a: " + "b" * 70_000), "front-matter-too-long", 1, {"most": 64}, id="too long"),
        pytest.param(yaml("a: 1", "b: Atelier: vélo"), "front-matter-colon", 3, {}, id="a colon in a value"),
        pytest.param(yaml("a: 1", "  b: 2"), "front-matter-indent", 3, {}, id="a key too far to the right"),
        pytest.param(yaml("lang fr", "cw: x"), "front-matter-no-colon", 2, {}, id="no colon"),
        pytest.param(yaml("a: 'it", "b: 1"), "front-matter-quote", 2, {}, id="a quote never closed"),
        pytest.param(yaml("a: [x, y", "b: 1"), "front-matter-bracket", 2, {}, id="a bracket never closed"),
        pytest.param(yaml("media:", "\t- a.jpg"), "front-matter-tab", 3, {}, id="a tab"),
        pytest.param(yaml("a: 1", "- b"), "front-matter-indent", 3, {}, id="a list where a key should be"),
        pytest.param(yaml("cw: @asso"), "front-matter-quote-it", 2, {}, id="a sign that needs quotes"),
        pytest.param(yaml("cw: a\x01b"), "front-matter-control", 2, {"code": "U+0001"}, id="a control character"),
        pytest.param(yaml("a: &x 1"), "front-matter-alias", 2, {}, id="an anchor"),
        pytest.param(yaml("a: 1", "b: *a"), "front-matter-alias", 3, {}, id="an alias"),
        pytest.param(yaml("<<: {a: 1}"), "front-matter-alias", 2, {}, id="a merge"),
        pytest.param(yaml("a: !!str 1"), "front-matter-tag", 2, {"name": "tag:yaml.org,2002:str"}, id="a tag"),
        pytest.param(yaml("a: " + "[" * 21 + "]" * 21), "front-matter-too-deep", 2, {"most": 20}, id="too deep"),
        pytest.param(
            yaml("lang: fr", "cw: x", "lang: en"),
            "front-matter-duplicate-key",
            4,
            {"name": "lang", "first": 2},
            id="a key said twice",
        ),
        pytest.param(yaml("? [a]", ": b"), "front-matter-key", 2, {}, id="a list as a key"),
        pytest.param(yaml("a: 1", "--- b"), "front-matter-broken", 3, {}, id="a second document"),
        pytest.param('+++\nlang = "fr"\ncw = x\n+++\n', "front-matter-toml", 3, {}, id="TOML without quotes"),
        pytest.param("+++\na = 1\na = 2\n+++\n", "front-matter-toml", 3, {}, id="TOML, a key said twice"),
        pytest.param(
            f"+++\na = {'[' * 21}{']' * 21}\n+++\n", "front-matter-too-deep", 2, {"most": 20}, id="TOML, deep"
        ),
        pytest.param(f"+++\n{'a.' * 21}a = 1\n+++\n", "front-matter-too-deep", 2, {"most": 20}, id="TOML, dotted"),
        pytest.param(yaml("networks: {x: 1}"), "draft-not-list", 2, {"name": "networks"}, id="networks as a table"),
        pytest.param(yaml("networks: [[x]]"), "draft-not-text", 2, {"name": "networks"}, id="a list in networks"),
        pytest.param(yaml("lang: [fr]"), "draft-not-text", 2, {"name": "lang"}, id="lang as a list"),
        pytest.param(yaml("cw:", "  a: b"), "draft-not-text", 3, {"name": "cw"}, id="cw as a table"),
        pytest.param(yaml("fixed: 12"), "draft-not-boolean", 2, {"name": "fixed", "value": "12"}, id="fixed"),
        pytest.param(
            yaml("status: fini"),
            "draft-unknown-status",
            2,
            {"name": "status", "value": "fini", "known": "draft, ready, published"},
            id="a status of one's own",
        ),
        pytest.param(
            yaml("scheduled_at: demain"),
            "draft-bad-time",
            2,
            {"name": "scheduled_at", "value": "demain"},
            id="a time in words",
        ),
        pytest.param(
            yaml("scheduled_at: 2026-02-30T10:00"),
            "draft-bad-time",
            2,
            {"name": "scheduled_at", "value": "2026-02-30T10:00"},
            id="a day that is none",
        ),
        pytest.param(
            yaml("scheduled_at: 2026-11-22"),
            "draft-time-without-hour",
            2,
            {"name": "scheduled_at", "value": "2026-11-22"},
            id="a day without a time",
        ),
        pytest.param(yaml("media:", "  - alt: x"), "draft-media-no-file", 3, {}, id="a picture without a file"),
        pytest.param(yaml("media: [[a]]"), "draft-media-no-file", 2, {}, id="a list as a picture"),
        pytest.param(yaml("media: [{file: [a]}]"), "draft-not-text", 2, {"name": "file"}, id="a list as a file"),
        pytest.param(
            yaml("media: [{file: a, alt: {b: c}}]"), "draft-not-text", 2, {"name": "alt"}, id="a table as alt"
        ),
        pytest.param(yaml("allow: [shouting]"), "draft-allow-no-reasons", 2, {"name": "allow"}, id="allow as a list"),
        pytest.param(
            yaml("allow:", "  shouting: [a]"), "draft-not-text", 3, {"name": "shouting"}, id="a list of reasons"
        ),
        pytest.param(
            yaml("network: x", "networks: [x]"),
            "draft-key-twice",
            3,
            {"name": "networks", "other": "network"},
            id="one thing under two names",
        ),
    ],
)
def test_mistakes(read: Read, text: str, key: str, line: int, values: dict[str, object]) -> None:
    for ends in ("\n", "\r\n", "\r"):
        with pytest.raises(DraftError) as caught:
            read(text.replace("\n", ends), "drafts/a.md")
        error = caught.value
        assert (error.key, error.line, error.path, error.values) == (key, line, "drafts/a.md", values)


@pytest.mark.parametrize(
    ("lines", "key", "values"),
    [
        pytest.param(["medias: [a.jpg]"], "draft-unknown-key", {"name": "medias", "suggestion": "media"}, id="plural"),
        pytest.param(["statut: prêt"], "draft-unknown-key", {"name": "statut", "suggestion": "status"}, id="French"),
        pytest.param(
            ["Scheduled-At: 2026-11-22"],
            "draft-unknown-key",
            {"name": "Scheduled-At", "suggestion": "scheduled_at"},
            id="other letters",
        ),
        pytest.param(
            ["scheduled: 2026-11-22"],
            "draft-unknown-key",
            {"name": "scheduled", "suggestion": "scheduled_at"},
            id="half of it",
        ),
        pytest.param(["lang: klingon"], "draft-unknown-language", {"name": "lang", "value": "klingon"}, id="no code"),
        pytest.param(["allow:", "  shouting:"], "draft-allow-no-reason", {"name": "shouting"}, id="no reason"),
    ],
)
def test_what_is_odd_does_not_stop_the_reading(
    read: Read, lines: list[str], key: str, values: dict[str, object]
) -> None:
    draft = read(yaml("cw: x", *lines))
    assert [(problem.key, problem.values) for problem in draft.problems] == [(key, values)]
    assert draft.problems[0].line == 2 + len(lines)
    assert only(draft).text == "Bonjour"


def test_an_unknown_network_is_left_out(read: Read) -> None:
    draft = read(yaml("networks:", "  - mastodon", "  - mastadon", "  - minitel"))
    assert only(draft).networks == ("mastodon",)
    assert [(problem.line, problem.values["name"], problem.values["suggestion"]) for problem in draft.problems] == [
        (4, "mastadon", "mastodon"),
        (5, "minitel", ""),
    ]


def test_the_keys_of_other_tools_are_their_own(read: Read) -> None:
    head = yaml("title: Fête", "date: 2026-02-30", "tags: [a]", "draft: true", "état: ok", "12: x", "permalink: /a")
    assert read(head).problems == ()


# ---------------------------------------------------------------- what it means


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("networks: [x, Mastodon]", "networks", ("x", "mastodon")),
        ("networks: x, bluesky", "networks", ("x", "bluesky")),
        ("network: twitter", "networks", ("x",)),
        ("platforms: [x, twitter]", "networks", ("x",)),
        ("networks:", "networks", ()),
        ("lang: no", "language", "no"),
        ("lang: 'fr'", "language", "fr"),
        ("lang: ~", "language", None),
        ("lang: fr-CA", "language", "fr"),
        ("lang: en_US", "language", "en"),
        ("lang: EN", "language", "en"),
        ("lang: Français", "language", "fr"),
        ("lang: fra", "language", "fr"),
        ("lang: eng", "language", "en"),
        ("lang: oci", "language", "oci"),
        ("cw: Élections", "content_warning", "Élections"),
        ("cw: 12", "content_warning", "12"),
        ("cw: true", "content_warning", "true"),
        ('cw: "a \\u00e9"', "content_warning", "a é"),
        ("reply: https://example.org/1", "reply", True),
        ("reply: false", "reply", False),
        ("reply:", "reply", False),
        ("status: Draft", "status", "draft"),
        ("status: ready", "status", "ready"),
        ("lang: fr", "status", "ready"),
        ("fixed: yes", "fixed", True),
        ("fixed: FALSE", "fixed", False),
        ("lang: fr", "fixed", False),
        ("schedule: 2026-11-22T18:30", "scheduled_at", datetime(2026, 11, 22, 18, 30)),
    ],
)
def test_values(read: Read, line: str, field: str, value: object) -> None:
    draft = read(yaml(line))
    assert (getattr(only(draft), field), draft.problems) == (value, ())


PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("written", "zone", "time"),
    [
        ("2026-11-22T18:30", "Europe/Paris", datetime(2026, 11, 22, 18, 30, tzinfo=PARIS)),
        ("2026-11-22 18:30:15.25", "Europe/Paris", datetime(2026, 11, 22, 18, 30, 15, tzinfo=PARIS)),
        ("2026-11-22T18:30", None, datetime(2026, 11, 22, 18, 30)),
        ("2026-11-22T18:30Z", "Europe/Paris", datetime(2026, 11, 22, 18, 30, tzinfo=UTC)),
        ("2026-11-22T18:30 +01:00", None, datetime(2026, 11, 22, 18, 30, tzinfo=timezone(timedelta(hours=1)))),
        ("2026-11-22T18:30-0330", None, datetime(2026, 11, 22, 18, 30, tzinfo=timezone(timedelta(hours=-3.5)))),
        ("2026-03-29T02:30", "Europe/Paris", datetime(2026, 3, 29, 2, 30, tzinfo=PARIS)),
        ("2026-10-25T02:30", "Europe/Paris", datetime(2026, 10, 25, 2, 30, tzinfo=PARIS)),
        ("9999-12-31T23:59:59-14:00", None, datetime(9999, 12, 31, 23, 59, 59, tzinfo=timezone(timedelta(hours=-14)))),
    ],
)  # fmt: skip
@pytest.mark.parametrize("quote", ["", "'"])
def test_times(read: Read, written: str, zone: str | None, time: datetime, quote: str) -> None:
    found = only(read(yaml(f"scheduled_at: {quote}{written}{quote}"), timezone=zone)).scheduled_at
    assert found == time
    assert found is not None
    assert (found.tzinfo, found.fold) == (time.tzinfo, 0)


@pytest.mark.parametrize(
    "written",
    [
        "2026-13-01T10:00",
        "2026-01-01T24:00",
        "2016-12-31T23:59:60Z",
        "2026-01-01T10:00+25:00",
        "2026-01-01T10:00+01:75",
        "0000-00-00T00:00",
        "٢٠٢٦-٠١-٠١T١٠:٠٠",
        "2026-W01-1T10:00",
        "2026-1-1 10:00",
        "22/11/2026 10:00",
        "20261122T1000",
    ],
)
def test_no_times(read: Read, written: str) -> None:
    with pytest.raises(DraftError) as caught:
        read(yaml(f"scheduled_at: '{written}'"), timezone="Europe/Paris")
    assert caught.value.key == "draft-bad-time"


HEADS = {
    "plain YAML": """---
media:
  - file: affiche.jpg
    alt: Une affiche 🚲 bleue
  - photo.png
  - file: "nue.gif"
allow:
  shouting: c'est le nom de l'association
  too-long: voulu
---
Bonjour""",
    "YAML for the library": """---
media: [{file: affiche.jpg, alt: "Une affiche 🚲 bleue"}, photo.png, {url: nue.gif}]
allow: {shouting: "c'est le nom de l'association", too-long: voulu} # deux
---
Bonjour""",
    "TOML": """+++
allow.shouting = "c'est le nom de l'association"
allow.too-long = 'voulu'
[[media]]
file = "affiche.jpg"
alt = \"\"\"
Une affiche 🚲 bleue\"\"\"
[[media]]
file = "photo.png"
[[media]]
path = "nue.gif"
+++
Bonjour""",
}


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("head", HEADS)
def test_media_and_allowances_know_their_places(read: Read, head: str, ends: str) -> None:
    text = HEADS[head].replace("\n", ends)
    post = only(read(text, "a.md"))
    assert [(medium.file, medium.alt) for medium in post.media] == [
        ("affiche.jpg", "Une affiche 🚲 bleue"),
        ("photo.png", None),
        ("nue.gif", None),
    ]
    assert [text[slice(*medium.span)] for medium in post.media] == ["affiche.jpg", "photo.png", "nue.gif"]
    assert [text[slice(*medium.alt_span)] for medium in post.media] == ["Une affiche 🚲 bleue", "", ""]
    assert [(one.rule, one.reason) for one in post.allow] == [
        ("shouting", "c'est le nom de l'association"),
        ("too-long", "voulu"),
    ]


@pytest.mark.parametrize("alt", ["|\n      Une affiche\n      bleue", ">-\n      Une affiche\n      bleue"])
def test_an_alternative_text_on_lines_of_its_own(read: Read, alt: str) -> None:
    text = yaml("media:", "  - file: a.jpg", f"    alt: {alt}", "lang: fr")
    (medium,) = only(read(text)).media
    assert text[slice(*medium.alt_span)] == "Une affiche\n      bleue"
    assert (medium.alt or "").split() == ["Une", "affiche", "bleue"]


def test_an_empty_alternative_text_is_one(read: Read) -> None:
    text = yaml('media: [{file: a.jpg, alt: ""}, {file: b.jpg, alt: }]')
    assert [medium.alt for medium in only(read(text)).media] == ["", None]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(
    ("lines", "left"),
    [
        pytest.param(
            ["allow:", "  a: x", "  b: y"], {"a": ["allow:", "  b: y"], "b": ["allow:", "  a: x"]}, id="lines"
        ),
        pytest.param(["allow: {a: x, b: y}"], {"a": ["allow: {b: y}"], "b": ["allow: {a: x}"]}, id="braces"),
        pytest.param(["allow: {a: x}"], {"a": ["allow: {}"]}, id="the only one"),
        pytest.param(["allow:", '  a: "x"   # c', "lang: fr"], {"a": ["allow:", "lang: fr"]}, id="a comment goes too"),
        pytest.param(["allow:", "  a: x", "    y", "  b: z"], {"a": ["allow:", "  b: z"]}, id="two lines"),
    ],
)
def test_an_allowance_without_which_the_rest_stays_good(
    read: Read, lines: list[str], left: dict[str, list[str]], ends: str
) -> None:
    text = yaml(*lines).replace("\n", ends)
    for allowance in only(read(text)).allow:
        if allowance.rule in left:
            start, end = allowance.span
            rest = text[:start] + text[end:]
            assert rest == yaml(*left[allowance.rule]).replace("\n", ends)
            assert allowance.rule not in {one.rule for one in only(read(rest)).allow}
