"""What leaves for other tools: calendars that a strict reader takes, tables that come back as the same posts."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import plans
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from plans import Call

from coach.drafts import read_draft
from coach.drafts.csv_cells import FORMULA
from coach.drafts.csv_layouts import LAYOUTS
from coach.export import Going
from coach.export.ics import calendar
from coach.export.tables import layout, table
from coach.files import SourceFile
from coach.model import Media, Post, Span, Thread
from coach.plan.calendar import instant, wall, zone

Draft = Callable[..., Path]
PARIS = zone("Europe/Paris")
NOW = instant(datetime(2026, 11, 23, 7, tzinfo=UTC), PARIS)

FAMILY = "👨\u200d👩\u200d👧"
SIGNS = [*"aé😀\"'\\,;:\n =+-@\t\x07\u2028", FAMILY, "mot "]
TEXTS = some.lists(some.sampled_from(SIGNS), min_size=1, max_size=60).map(lambda parts: "".join(parts).strip())
MINUTES = some.integers(1, 400_000).map(lambda minutes: NOW - NOW % 60 + minutes * 60)
WORDS = some.sampled_from(["", "chorale", "@asso", "-1", "=cmd|' /C calc'!A0", "Violence, « sang »"])
EVENTS = some.sampled_from([None, datetime(2026, 12, 5, 15, tzinfo=PARIS), datetime(2026, 12, 5, tzinfo=UTC)])
MEDIA = some.lists(
    some.builds(
        lambda file, alt: Media(file, alt or None, Span(0, 0), Span(0, 0)),
        some.sampled_from(["a.png", "-b.png"]),
        some.sampled_from(["", "Une roue", "=1"]),
    ),
    max_size=1,
).map(tuple)
GOING = some.builds(
    lambda text, moment, networks, **more: Going(
        (plans.post(text, wall(moment, PARIS), "drafts/a.md", **more),), moment, networks
    ),
    TEXTS.filter(bool),
    MINUTES,
    some.lists(some.sampled_from(["x", "mastodon", "linkedin"]), min_size=1, max_size=3, unique=True).map(tuple),
    account=WORDS,
    content_warning=WORDS,
    reply=some.booleans(),
    fixed=some.booleans(),
    event=EVENTS,
    media=MEDIA,
)


@settings(max_examples=150, deadline=None)
@given(some.lists(GOING, max_size=5))
def test_a_strict_reader_takes_the_calendar_and_finds_the_posts(posts: list[Going]) -> None:
    written = "".join(calendar(posts, root=".", now=NOW, name="La Fabrique; l’équipe"))
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    assert "\n" not in written.replace("\r\n", "")
    read = icalendar.Calendar.from_ical(written.encode())
    assert read.errors == []
    events = read.walk("VEVENT")
    assert [event.errors for event in events] == [[]] * len(posts)
    for event, one in zip(events, posts, strict=True):
        assert event["DTSTART"].dt.timestamp() == one.instant
        plain = "".join(sign for sign in one.post.text if sign == "\n" or not (sign < " " or "\x7f" <= sign <= "\x9f"))
        assert str(event["DESCRIPTION"]) == plain
        assert event["CATEGORIES"].cats == list(one.networks)
        assert event.to_ical()


def test_an_event_keeps_its_identity(draft: Draft, call: Call) -> None:
    def identities() -> dict[str, str]:
        read = icalendar.Calendar.from_ical(call("schedule", "--export", "ics")[1])
        return {str(event["DESCRIPTION"]): str(event["UID"]) for event in read.walk("VEVENT")}

    draft("a.md", "2026-11-24T10:00", text="One\n")
    draft("b.md", "2026-11-25T10:00", text="Two\n")
    before = identities()
    assert len(set(before.values())) == 2
    draft("a.md", "2026-12-24T15:00", text="One\n")
    draft("0.md", "2026-11-24T09:00", text="Zero\n")
    after = identities()
    assert {name: after[name] for name in before} == before


def test_the_calendar_holds_threads_whole_and_leaves_out_what_is_over(draft: Draft, call: Call, team: Path) -> None:
    draft("thread.md", "2026-11-24T10:00", text="One, and: two; three\n---\nFour\n", organisation="x")
    draft("gone.md", "2026-11-24T11:00", status="published")
    draft("past.md", "2026-11-20T11:00")
    draft("without.md")
    code, out, err = call("schedule", "--export", "ics", "-o", "plan.ics")
    assert (code, out) == (0, "")
    assert "drafts without a time, left out: 1." in err
    read = icalendar.Calendar.from_ical((team / "plan.ics").read_bytes())
    assert [str(event["DESCRIPTION"]) for event in read.walk("VEVENT")] == ["One, and: two; three\n\nFour"]


EXACT = [name for name in LAYOUTS if LAYOUTS[name].header]


@settings(max_examples=150, deadline=None)
@given(some.lists(GOING, max_size=5), some.sampled_from(list(LAYOUTS)))
def test_a_table_comes_back_as_the_same_posts(posts: list[Going], name: str) -> None:
    made = table(posts, layout(name), PARIS)
    written = "".join(made.lines)
    if not posts and not made.layout.header:
        return
    draft = read_draft(SourceFile("plan.csv", written), timezone="Europe/Paris")
    assert draft.problems == ()
    assert [post.text for post in draft.posts] == [one.post.text for one in posts]
    times = [None if post.scheduled_at is None else instant(post.scheduled_at, PARIS) for post in draft.posts]
    # An hour that comes twice, in a table that cannot say which: the only times that may come back as another.
    for back, one in zip(times, posts, strict=True):
        assert back == one.instant or (back == one.instant - 3600 and wall(one.instant, PARIS).fold)
    if any(role == "networks" for _, role in made.layout.columns):
        assert [post.networks for post in draft.posts] == [one.networks for one in posts]
    if name == "coach":
        assert [carried(post) for post in draft.posts] == [carried(one.post) for one in posts]


def carried(post: Post) -> tuple[object, ...]:
    """What coach's own table holds of a post beside its text, time and networks."""
    event = post.event and post.event.timestamp()
    media = [(one.file, one.alt) for one in post.media]
    return post.account, post.content_warning, post.reply, post.fixed, post.status, event, media


@settings(max_examples=150, deadline=None)
@given(some.lists(GOING, max_size=5), some.sampled_from(list(LAYOUTS)))
def test_no_cell_begins_like_a_formula(posts: list[Going], name: str) -> None:
    made = table(posts, layout(name), PARIS)
    cells = [cell for row in csv.reader(io.StringIO("".join(made.lines), newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(FORMULA)]
    raw = table(posts, layout(name), PARIS, raw=True)
    written = [cell for row in csv.reader(io.StringIO("".join(raw.lines), newline="")) for cell in row]
    assert made.remarks["guarded"] == sum(cell.lstrip("'").startswith(FORMULA) for cell in written)
    assert raw.remarks["guarded"] == 0


@pytest.mark.parametrize(
    ("name", "header", "row"),
    [
        ("ayrshare", "post,platforms,mediaUrls,scheduleDate", '"Hello, all",twitter,,2026-11-24T09:00:00Z'),
        (
            "postfast",
            "scheduled_at,account_id,content,media_urls,first_comment",
            '2026-11-24T10:00:00+01:00,choir,"Hello, all",,',
        ),
        ("sprout", "date,time_24hr,message_text", '24/11/2026,10:00,"Hello, all"'),
        ("ghl", "postAtSpecificTime,content,link,imageUrls,gifUrl,videoUrls", '2026-11-24 10:00:00,"Hello, all",,,,'),
        ("buffer", "Text,Image URL,Tags,Posting Time", '"Hello, all",,,2026-11-24 10:00'),
        ("hootsuite", None, '11/24/2026 10:00,"Hello, all",'),
        (
            "csv",
            "text,scheduled_at,networks,account,lang,status,media,alt,cw,reply,fixed,event_at",
            '"Hello, all",2026-11-24T10:00+01:00,x,choir,en,ready,,,,,,',
        ),
    ],
)
def test_the_columns_of_each_scheduler(draft: Draft, call: Call, name: str, header: str | None, row: str) -> None:
    draft("a.md", "2026-11-24T10:00", text="Hello, all\n", account="choir", lang="en")
    code, out, err = call("schedule", "--export", name)
    assert code == 0
    assert out.split("\n") == [*([header] if header else []), row, ""] or out.split("\r\n") == [
        *([header] if header else []),
        row,
        "",
    ]
    assert ("look at the result in the app" in err) == (name in ("buffer", "hootsuite"))


def test_what_a_table_cannot_hold_is_told(draft: Draft, call: Call) -> None:
    draft("thread.md", "2026-11-24T10:00", text="One\n---\nTwo\n")
    draft("formula.md", "2026-11-25T10:00", text="@neighbour thank you\n")
    draft("picture.md", "2026-11-26T10:00", text="Look\n", media="{file: a.png, alt: A bike}", cw="food")
    draft("choir.md", "2026-11-27T10:00", text="Sing\n", account="choir")
    for number in range(95):
        draft(f"{number:02}.md", f"2027-01-{1 + number // 4:02}T{8 + number % 4 * 3:02}:00", text=f"{number}\n")
    out, err = call("schedule", "--export", "ghl")[1:]
    assert "threads left out, since a row cannot hold one: 1." in err
    assert "posts with pictures, which this table does not take: 1;" in err
    assert "posts with a content warning, which this table does not take: 1;" in err
    assert "yours go to 2 places; make a table for each, with --network" in err
    assert "ghl takes at most 90 rows at once, and there are 98." in err
    assert re.search(r"cells that begin with ' .*: 1\.", err)
    assert "'@neighbour thank you" in out
    assert "\n2026-11-25 10:00:00,@neighbour" in call("schedule", "--export", "ghl", "--raw")[1].replace("\r", "")


def test_exported_and_linted_again_nothing_is_lost(draft: Draft, call: Call, team: Path) -> None:
    draft("a.md", "2026-11-24T10:00", text="=1+1 makes two\n", networks="[x, mastodon]")
    draft("b.md", "2026-11-24T10:05", text='A "quoted" word, and a comma\non two lines\n')
    for name in ("csv", "ayrshare", "sprout", "postfast", "ghl", "buffer", "hootsuite"):
        call("schedule", "--export", name, "-o", f"{name}.csv")
        found = json.loads(call("lint", "--plan", "--isolated", "--output-format", "json", f"{name}.csv")[1])
        assert found["summary"]["posts"] == 2, name
        assert {one["rule"] for one in found["diagnostics"]} >= {"burst"}, name


def test_only_some_networks_are_exported(draft: Draft, call: Call) -> None:
    draft("a.md", "2026-11-24T10:00", networks="[x, mastodon]")
    draft("b.md", "2026-11-25T10:00", networks="[mastodon]")
    out = call("schedule", "--export", "csv", "--network", "x")[1]
    assert "News of a.md.,2026-11-24T10:00+01:00,x,,,ready,,,,,," in out
    assert "b.md" not in out
    assert "b.md" not in call("schedule", "--plain", "--network", "x")[1]


def test_posts_of_a_thread_are_one_event() -> None:
    parts = tuple(plans.post(text, None, "a.md", thread=Thread(n, 2), number=n) for n, text in ((1, "un"), (2, "deux")))
    written = "".join(calendar([Going(parts, NOW + 60, ("x",))], root=".", now=NOW, name="coach"))
    assert written.count("BEGIN:VEVENT") == 1
