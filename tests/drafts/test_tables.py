"""Tables of the schedulers and lists of objects: what each cell means, and the way back into the file."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from coach.drafts import Draft, read_draft
from coach.drafts.csv_cells import FORMULA, guard, is_guarded
from coach.drafts.csv_layouts import LAYOUTS
from coach.errors import DraftError
from coach.files import SourceFile
from coach.model import Edit, Span
from coach.text.edits import apply


def read(content: str, name: str = "posts.csv", /, **columns: Any) -> Draft:
    return read_draft(SourceFile(name, content), timezone="Europe/Paris", columns=columns)


def told(draft: Draft) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(post.text, f"{post.scheduled_at}"[:16], post.networks) for post in draft.posts]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        pytest.param(
            'post,platforms,mediaUrls,scheduleDate\nBonjour,"twitter, linkedin",,2026-07-01T08:30:00Z\n',
            [("Bonjour", "2026-07-01 08:30", ("x", "linkedin"))],
            id="ayrshare, in UTC",
        ),
        pytest.param(
            "scheduled_at,account_id,content,media_urls,first_comment\n2026-07-01T10:30:00+02:00,7f-uuid,Bonjour,,\n",
            [("Bonjour", "2026-07-01 10:30", ())],
            id="postfast",
        ),
        pytest.param(
            "date,time_24hr,message_text,link\n01/07/2026,10:30,Bonjour,\n",
            [("Bonjour", "2026-07-01 10:30", ())],
            id="sprout, the day first",
        ),
        pytest.param(
            "date,time_24hr,message_text\n07/01/2026,10:30,Bonjour\n07/31/2026,10:30,Bonsoir\n",
            [("Bonjour", "2026-07-01 10:30", ()), ("Bonsoir", "2026-07-31 10:30", ())],
            id="sprout, the month first, as one date shows",
        ),
        pytest.param(
            "postAtSpecificTime (YYYY-MM-DD HH:mm:ss),content,link (OGmetaUrl),imageUrls,gifUrl,videoUrls\n"
            "2026-07-01 10:30:00,Bonjour,,,,\n",
            [("Bonjour", "2026-07-01 10:30", ())],
            id="the GoHighLevel family, what it expects behind the names",
        ),
        pytest.param(
            "Text,Image URL,Tags,Posting Time\nBonjour,,,2026-07-01 10:30\n",
            [("Bonjour", "2026-07-01 10:30", ())],
            id="buffer",
        ),
        pytest.param(
            '07/01/2026 10:30,"Bonjour, vous",https://asso.example\n',
            [("Bonjour, vous", "2026-07-01 10:30", ())],
            id="hootsuite, no header, the month first",
        ),
        pytest.param(
            "31/07/2026 10:30;Bonjour;\n",
            [("Bonjour", "2026-07-31 10:30", ())],
            id="hootsuite, semicolons, the day first",
        ),
        pytest.param(
            "text\tscheduled_at\tnetworks\nBonjour\t2026-07-01T10:30\tmastodon, x\n",
            [("Bonjour", "2026-07-01 10:30", ("mastodon", "x"))],
            id="coach's own names, tabs",
        ),
        pytest.param("\ufefftext;lang\r\n\r\nBonjour;fr\r\n"[1:], [("Bonjour", "None", ())], id="a blank row"),
    ],
)
def test_schedulers_are_known_by_their_header(text: str, posts: list[tuple[str, str, tuple[str, ...]]]) -> None:
    draft = read(text)
    assert draft.kind == "csv"
    assert draft.problems == ()
    assert told(draft) == posts


def test_columns_are_named_in_the_settings() -> None:
    text = "Quand;Quoi;Où\n1.7.2026 10h30;Bonjour;mastodon\n;Sans heure;\n"
    draft = read(text, text="Quoi", scheduled_at="Quand", networks="Où", time_format="%d.%m.%Y %Hh%M")
    assert told(draft) == [("Bonjour", "2026-07-01 10:30", ("mastodon",)), ("Sans heure", "None", ())]
    assert [stamp.shape for post in draft.posts for stamp in post.stamps] == ["%d.%m.%Y %Hh%M"] * 2


def test_the_order_of_a_date_can_be_said() -> None:
    text = "date,time_24hr,message_text\n07/01/2026,10:30,Bonjour\n"
    assert told(read(text))[0][1] == "2026-01-07 10:30"
    assert told(read(text, date_order="mdy"))[0][1] == "2026-07-01 10:30"


def test_pictures_have_their_texts_where_the_table_has_a_column_for_them() -> None:
    draft = read("text,media,alt\nBonjour,a.jpg|b.jpg,un chat|\nBonsoir,c.jpg,une chaise\n")
    assert [[(one.file, one.alt) for one in post.media] for post in draft.posts] == [
        [("a.jpg", "un chat"), ("b.jpg", None)],
        [("c.jpg", "une chaise")],
    ]
    assert read("post,platforms,mediaUrls,scheduleDate\nBonjour,x,https://a.example/a.jpg,\n").posts[0].media == ()


@pytest.mark.parametrize(
    ("text", "name", "key", "line"),
    [
        ("a,b\nc,d\n", "a.csv", "csv-columns-unknown", 1),
        ("", "a.csv", "csv-columns-unknown", 1),
        ('text\nun\n"deux\n', "a.csv", "csv-quote-open", 3),
        ('text\n"un" deux\n', "a.csv", "csv-quote-inside", 2),
        ('[{"text": "a"}', "a.json", "json-broken", 1),
        ('[\n{"text": "a"},\n]', "a.json", "json-broken", 3),
        ('{"text": "a"} x', "a.json", "json-broken", 1),
        ('{"a": 1}', "a.json", "json-no-text", 1),
        ('[{"text": "a"},\n {"texte": "b"}]', "a.json", "json-no-text", 2),
        ("[1]", "a.json", "json-not-object", 1),
        ('{"text": "\\ud83d"}', "a.json", "json-half-character", 1),
        ('{"text": "a", "text": "b"}', "a.json", "draft-key-twice", 1),
        ("[" * 100_000, "a.json", "json-too-deep", 1),
        ('{"text": "a", ' + ", ".join(f'"k{n}": 1' for n in range(2000)) + "}", "a.json", "json-too-many-keys", 1),
        ('{"text": "a"}\n\n{"text": 1 "b"}', "a.jsonl", "json-broken", 3),
        ('{"text": "a"} {"text": "b"}', "a.jsonl", "json-broken", 1),
        ('{"text": "a\nb"}', "a.jsonl", "json-broken", 1),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, name: str, key: str, line: int) -> None:
    with pytest.raises(DraftError) as caught:
        read(text, name)
    assert (caught.value.key, caught.value.line) == (key, line)


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("text,cw\nun,a\ndeux, trois,a\n", "csv-too-many-cells", 3),
        ("text,scheduled_at\nun,demain\n", "draft-bad-time", 2),
        ("date,time_24hr,message_text\n31/31/2026,10:00,un\n", "draft-bad-time", 2),
        ("text,networks\nun,tiktok\n", "draft-unknown-network", 2),
    ],
)
def test_what_is_odd_in_a_row_is_told_and_the_others_are_read(text: str, key: str, line: int) -> None:
    draft = read(text + "encore,\n" if "date" not in text else text + "01/02/2026,10:00,encore\n")
    assert [(problem.key, problem.line) for problem in draft.problems] == [(key, line)]
    assert draft.posts[-1].text == "encore"


# Whatever a text holds, it comes back from a file that somebody else's writer made, letter by letter.
ATOMS = [
    "a",
    "b",
    " ",
    "é",
    "😀",
    '"',
    "'",
    "\\",
    ",",
    ";",
    "\t",
    "\n",
    "\r\n",
    "=",
    "+",
    "-",
    "@",
    "\u2028",
    "\x7f",
    "🇫",
    "/",
    "{",
]
LETTERS = some.lists(some.sampled_from(ATOMS), max_size=30).map("".join)


@settings(max_examples=300, deadline=None)
@given(some.lists(LETTERS, min_size=1, max_size=4), some.sampled_from([",", ";", "\t"]), some.booleans())
def test_any_text_survives_a_table(texts: list[str], delimiter: str, quote_all: bool) -> None:
    buffer = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    writer = csv.writer(buffer, delimiter=delimiter, quoting=quoting)
    writer.writerow(["text", "lang"])
    writer.writerows([guard(text), "fr"] for text in texts)
    draft = read(buffer.getvalue())
    expected = [text.replace("\r\n", "\n").replace("\r", "\n").strip() for text in texts]
    assert [post.text for post in draft.posts] == expected
    _edits_reach_their_letters(draft)


@settings(max_examples=300, deadline=None)
@given(some.lists(LETTERS, min_size=1, max_size=4), some.booleans(), some.booleans())
def test_any_text_survives_json(texts: list[str], escaped: bool, lines: bool) -> None:
    objects = [json.dumps({"id": 1, "text": text, "lang": "fr"}, ensure_ascii=escaped) for text in texts]
    content = "\n".join(objects) if lines else "[" + ",\n".join(objects) + "]"
    draft = read(content, "a.jsonl" if lines else "a.json")
    expected = [text.replace("\r\n", "\n").replace("\r", "\n").strip() for text in texts]
    assert [post.text for post in draft.posts] == expected
    _edits_reach_their_letters(draft)


def _edits_reach_their_letters(draft: Draft) -> None:
    """Taking one letter out of a text, or putting quotes before it, changes that and nothing else."""
    for index, post in enumerate(draft.posts):
        for at in range(min(len(post.text), 6)):
            for new in ("", 'é"\\'):
                edit = post.edit_in_file(Edit(Span(at, at + 1), new))
                if edit is None:
                    assert post.quoting == "csv-bare"
                    continue
                name = draft.source.path
                again = read(apply(draft.source.text, [edit]), name)
                expected = (post.text[:at] + new + post.text[at + 1 :]).strip()
                assert len(again.posts) == len(draft.posts)
                # Behind a guard against formulas, an edit may take away what it guards against.
                behind_guard = draft.source.text[post.in_file(0) - 1] == "'" or expected.startswith("'")
                if post.quoting == "json" or not behind_guard:
                    assert again.posts[index].text == expected
                others = [one.text for one in draft.posts if one is not post]
                assert [one.text for number, one in enumerate(again.posts) if number != index] == others


@given(LETTERS)
def test_a_guard_is_put_once_and_taken_off_once(text: str) -> None:
    guarded = guard(text)
    assert not guarded.startswith(FORMULA)
    assert is_guarded(guarded) == (guarded != text)
    assert guarded in (text, "'" + text)


def test_the_keys_of_objects_are_those_of_front_matter() -> None:
    draft = read(
        '[{"text": "Bonjour", "networks": ["x", "mastodon"], "scheduled_at": "2026-07-01T10:30", "lang": "fr",'
        ' "media": [{"file": "a.jpg", "alt": "un ch\\u00eane"}], "cw": "repas", "reply": true, "status": "draft",'
        ' "fixed": true, "account": "chorale", "event_at": "2026-07-04", "allow": {"shouting": "un titre"}}]',
        "a.json",
    )
    post = draft.posts[0]
    assert (post.networks, post.language, post.content_warning) == (("x", "mastodon"), "fr", "repas")
    assert (post.reply, post.fixed, post.status, post.account) == (True, True, "draft", "chorale")
    assert [(one.file, one.alt) for one in post.media] == [("a.jpg", "un chêne")]
    assert [one.rule for one in post.allow] == ["shouting"]
    assert (f"{post.scheduled_at}", f"{post.event}") == ("2026-07-01 10:30:00+02:00", "2026-07-04 00:00:00+02:00")


@pytest.mark.parametrize(
    "text",
    [
        '{"text": "a"}',
        '[{"text": "a"}]',
        '{"posts": [{"text": "a"}]}',
        '[{"id": "1", "scheduled_at": null, "params": {"text": "a"}}]',
    ],
    ids=["one", "a list", "a list by name", "Mastodon's scheduled posts"],
)
def test_the_shapes_of_json(text: str) -> None:
    assert [post.text for post in read(text, "a.json").posts] == ["a"]


def test_an_empty_list_holds_no_posts() -> None:
    assert read("[]", "a.json").posts == ()
    assert read("", "a.jsonl").posts == ()
    assert read("text\n").posts == ()


def test_each_layout_is_recognised_by_its_own_header() -> None:
    for layout in LAYOUTS.values():
        if layout.header:
            row = ",".join("x" if role == "text" else "" for _, role in layout.columns)
            draft = read(",".join(name for name, _ in layout.columns) + "\n" + row + "\n")
            assert [post.text for post in draft.posts] == ["x"], layout.name
