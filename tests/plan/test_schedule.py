"""`coach schedule`: what it moves and why, what it never touches, and what it draws."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from plans import Call

Draft = Callable[..., Path]

MOVED = re.compile(r"^(\S+?)(?: |: )?: \S.* → (.+?) \((.+)\)$", re.MULTILINE)


def moves(out: str) -> list[str]:
    return [f"{path.rpartition('/')[2]} {time}: {reason}" for path, time, reason in MOVED.findall(out)]


def test_drafts_in_a_row_are_spread_and_then_lint_has_nothing_to_say(draft: Draft, call: Call) -> None:
    for minute in range(6):
        draft(f"{minute}.md", f"2026-11-24T10:0{minute}")
    draft("without.txt")
    code, out, err = call("schedule", "--apply")
    assert (code, err) == (0, "")
    assert moves(out) == [
        "without.txt Mon 23 Nov 09:00: it had no time",
        "1.md Tue 24 Nov 12:20: too close to drafts/0.md",
        "2.md Tue 24 Nov 15:40: too close to drafts/0.md",
        "3.md Wed 25 Nov 09:00: too close to drafts/0.md",
        "4.md Wed 25 Nov 12:20: too close to drafts/0.md",
        "5.md Wed 25 Nov 15:40: too close to drafts/0.md",
    ]
    assert call("lint", "--plan")[:2] == (0, "Nothing to say: 7 drafts checked.\n")
    assert moves(call("schedule", "--apply")[1]) == [], "a second time changes nothing"


def test_why_a_draft_moves(draft: Draft, call: Call) -> None:
    draft("night.md", "2026-11-24T23:00")
    draft("sunday.md", "2026-11-29T10:00")
    draft("late.md", "2026-11-27T15:00", event_at="2026-11-26T18:00")
    for hour in (9, 11, 13, 15):
        draft(f"full-{hour:02}.md", f"2026-12-01T{hour:02}:00")
    out = call("schedule", "--apply")[1]
    assert moves(out) == [
        "night.md Wed 25 Nov 09:00: outside your hours",
        "late.md Wed 25 Nov 19:00: the event had begun",
        "sunday.md Mon 30 Nov 09:00: a day off",
        "full-15.md Wed 2 Dec 09:00: that day was full",
    ]


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        pytest.param("a.txt", "Bonjour\n", "---\nscheduled_at: 2026-11-23T09:00\n---\nBonjour\n", id="no front matter"),
        pytest.param(
            "a.md",
            "---\r\nlang: fr\r\n---\r\nBonjour\r\n",
            "---\r\nlang: fr\r\nscheduled_at: 2026-11-23T09:00\r\n---\r\nBonjour\r\n",
            id="line ends of Windows",
        ),
        pytest.param(
            "a.md",
            "\ufeff---\nlang: fr # du Québec\n\n---\n\n\nBonjour",
            "\ufeff---\nlang: fr # du Québec\n\nscheduled_at: 2026-11-23T09:00\n---\n\n\nBonjour",
            id="a mark at the head, a remark, no line end at the end",
        ),
        pytest.param(
            "a.md",
            '---\nscheduled_at: "2026-11-22T10:00:30+01:00"   # dimanche\nfixed: false\n---\nBonjour\n'.replace(
                "-22T", "-29T"
            ),
            '---\nscheduled_at: "2026-11-30T09:00:00+01:00"   # dimanche\nfixed: false\n---\nBonjour\n',
            id="quotes, seconds, an offset and a remark stay",
        ),
        pytest.param(
            "a.md",
            "---\nscheduled_at:\nlang: fr\n---\nBonjour\n",
            "---\nscheduled_at: 2026-11-23T09:00\nlang: fr\n---\nBonjour\n",
            id="a key without a value",
        ),
        pytest.param(
            "a.md",
            '+++\nlang = "fr"\n[allow]\nshouting = "un titre"\n+++\nBonjour\n',
            '+++\nscheduled_at = 2026-11-23T09:00:00\nlang = "fr"\n[allow]\nshouting = "un titre"\n+++\nBonjour\n',
            id="TOML, before its tables",
        ),
        pytest.param(
            "a.tweet",
            "un\n---\ndeux\n",
            "---\nschedule: 2026-11-23T09:00\n---\nun\n---\ndeux\n",
            id="a thread of twitter-together, by its own name for the time",
        ),
        pytest.param(
            "a.md",
            "un\n---\ndeux\n",
            "---\nscheduled_at: 2026-11-23T09:00\n---\nun\n---\ndeux\n",
            id="a thread stays together",
        ),
        pytest.param(
            "a.json",
            '[{"text": "Bonjour", "lang": "fr"}, {"text": "Déjà", "scheduled_at": null}]\n',
            '[{"text": "Bonjour", "scheduled_at": "2026-11-23T09:00", "lang": "fr"}, '
            '{"text": "Déjà", "scheduled_at": "2026-11-23T12:20"}]\n',
            id="JSON",
        ),
        pytest.param(
            "a.csv",
            'date;time_24hr;message_text;tag\r\n24/11/2026;22:30;"Bon, ""soir""";=1+1\r\n;;Bonjour;\r\n',
            'date;time_24hr;message_text;tag\r\n25/11/2026;09:00;"Bon, ""soir""";=1+1\r\n23/11/2026;09:00;Bonjour;\r\n',
            id="a table: the two cells of its time, and none that looks like a formula",
        ),
        pytest.param(
            "a.csv",
            "post,platforms,mediaUrls,scheduleDate\nBonjour,x,,2026-11-24T21:30:00Z\n",
            "post,platforms,mediaUrls,scheduleDate\nBonjour,x,,2026-11-25T08:00:00Z\n",
            id="a table in UTC",
        ),
    ],
)
def test_only_the_time_is_written(team: Path, call: Call, name: str, before: str, after: str) -> None:
    path = team / "drafts" / name
    path.write_bytes(before.encode())
    path.chmod(0o640)
    code, out, err = call("schedule", "--apply")
    assert (code, err) == (0, ""), out
    assert path.read_bytes().decode() == after
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.toot", "Bonjour\n", "a.toot stays without a time: there is no place where coach could write it."),
        ("a.md", "---\nfixed: true\nscheduled_at: 2026-11-29T10:00\n---\nBonjour\n", "its time is fixed"),
        ("a.md", "---\nreply: true\nscheduled_at: 2026-11-29T10:00\n---\nBonjour\n", "it is a reply"),
        ("a.md", "---\nstatus: draft\n---\nBonjour\n", "Nothing to move."),
        ("a.md", "---\nstatus: published\nscheduled_at: 2026-11-29T10:00\n---\nBonjour\n", "Nothing to move."),
        ("a.md", "---\nscheduled_at: 2026-11-22T10:00\n---\nBonjour\n", "Nothing to move."),
    ],
)
def test_what_is_never_moved(team: Path, call: Call, name: str, text: str, said: str) -> None:
    path = team / "drafts" / name
    path.write_text(text, encoding="utf-8")
    code, out, _ = call("schedule", "--apply")
    assert path.read_text(encoding="utf-8") == text
    assert said in out
    assert code == ("stays where it disturbs" in out)


def test_front_matter_that_cannot_take_a_time_is_left_as_it_is(team: Path, call: Call) -> None:
    path = team / "drafts" / "a.md"
    text = "---\n{lang: fr}\n---\nBonjour\n"
    path.write_text(text, encoding="utf-8")
    code, _, err = call("schedule", "--apply")
    assert (code, path.read_text(encoding="utf-8")) == (2, text)
    assert "write it by hand: scheduled_at" in err


def test_posts_that_find_no_room_before_their_event_are_told(draft: Draft, call: Call) -> None:
    for number in range(5):
        draft(f"{number}.md", event_at="2026-11-24", text=f"Come tomorrow, reason {number}.\n")
    code, out, _ = call("schedule", "--apply")
    assert code == 1
    assert len(moves(out)) == 3
    assert out.count("does not fit: no slot is free before its event (Tue 24 Nov 00:00).") == 2


def test_only_the_drafts_that_were_asked_for_move(draft: Draft, call: Call) -> None:
    first, second = draft("a.md", "2026-11-24T10:00"), draft("b.md", "2026-11-24T10:01")
    before = second.read_bytes()
    out = call("schedule", "--apply", "drafts/a.md")[1]
    assert moves(out) == ["a.md Tue 24 Nov 12:20: too close to drafts/b.md"]
    assert second.read_bytes() == before
    assert "12:20" in first.read_text(encoding="utf-8")


@pytest.mark.parametrize("flag", ["--dry-run", "--diff"])
def test_looking_changes_nothing(draft: Draft, call: Call, flag: str) -> None:
    path = draft("a.txt")
    before = path.read_bytes()
    for arguments in (("schedule", flag), ("schedule", "--apply", flag)):
        code, out, _ = call(*arguments)
        assert code == 0
        assert ("+scheduled_at: 2026-11-23T09:00" if flag == "--diff" else "→ Mon 23 Nov 09:00") in out
        assert path.read_bytes() == before


def test_a_draft_that_changed_meanwhile_is_not_overwritten(
    draft: Draft, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coach import files

    path = draft("a.txt")
    really = files.replace

    def meanwhile(source: files.SourceFile, text: str) -> None:
        path.write_text("Somebody wrote this meanwhile.\n", encoding="utf-8")
        really(source, text)

    monkeypatch.setattr(files, "replace", meanwhile)
    code, _, err = call("schedule", "--apply")
    assert code == 2
    assert path.read_text(encoding="utf-8") == "Somebody wrote this meanwhile.\n"
    assert "a.txt" in err


def test_the_picture_of_a_week(draft: Draft, call: Call) -> None:
    for minute in range(10):
        draft(f"{minute:02}.md", f"2026-11-24T10:0{minute}")
    draft("night.md", "2026-11-25T23:00")
    draft("gone.md", "2026-11-23T07:15", status="published")
    draft("later.md", "2027-01-05T10:00")
    draft("idea.txt")
    out = call("schedule")[1].split("\n")
    assert out[:13] == [
        "Plan · Europe/Paris · 09:00–19:00 · Mon–Fri",
        "",
        "Mon 23 Nov to Sun 29 Nov",
        "            0     3     6     9     12    15    18    21",
        "Mon 23 Nov                ○   ·····················",
        "Tue 24 Nov                    ··+··················          10 ██████████ !",
        "Wed 25 Nov                    ·····················       1   1 █ ~",
        "Thu 26 Nov                    ·····················",
        "Fri 27 Nov                    ·····················",
        "Sat 28 Nov",
        "Sun 29 Nov",
        "! Too much at once on Tue 24 Nov, 10:00–10:09 (10): drafts/00.md, drafts/01.md,",
        "  drafts/02.md … +7",
    ]
    text = "\n".join(out)
    assert "~ Outside your hours (1): drafts/night.md" in text
    assert "Mon 4 Jan to Sun 10 Jan 2027" in text
    assert "Ready and without a time (1): drafts/idea.txt" in text


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 200])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_picture_fits_any_terminal(
    draft: Draft, call: Call, monkeypatch: pytest.MonkeyPatch, width: int, language: str
) -> None:
    from coach.text.position import width as columns

    for minute in range(30):
        draft(f"{minute:02}.md", f"2026-11-24T10:{minute:02}")
    monkeypatch.setenv("COLUMNS", str(width))
    out = call("schedule", "--lang", language)[1]
    days = [line for line in out.split("\n") if "█" in line or ("·" in line and not line.startswith(("Plan", "Cal")))]
    assert days
    assert max(map(columns, days)) <= max(width, 46)


def test_without_colour_nothing_is_lost(draft: Draft, call: Call) -> None:
    for minute in range(3):
        draft(f"{minute}.md", f"2026-11-24T10:0{minute}")
    plain, coloured = call("schedule")[1], call("schedule", "--color")[1]
    assert "\x1b" not in plain
    assert "\x1b[1;31m3\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def test_the_plain_list(draft: Draft, call: Call) -> None:
    draft("b.md", "2026-11-24T10:05", text="The choir\nlooks for two voices, and a pianist for our Sundays in May.\n")
    draft("a.md", "2026-11-24T10:00", networks="[mastodon, x]")
    draft("\x1b[2J.md", "2026-11-25T10:00")
    assert call("schedule", "--plain")[1].split("\n")[:3] == [
        "2026-11-24 Tue 10:00  mastodon, x  drafts/a.md [too much at once]  News of a.md.",
        "2026-11-24 Tue 10:05  x  drafts/b.md [too much at once]  "
        "The choir looks for two voices, and a pianist for our Sunday…",
        "2026-11-25 Wed 10:00  x  drafts/\\x1b[2J.md  News of \\x1b[2J.md.",
    ]


def test_weeks_beyond_those_drawn_are_counted(draft: Draft, call: Call) -> None:
    for month in range(1, 8):
        draft(f"{month}.md", f"2027-0{month}-05T10:00")
    out = call("schedule", "--weeks", "2")[1]
    assert out.count(" to ") == 2
    assert "Further weeks with posts: 5. To see them: --weeks 7" in out


def test_without_drafts_it_says_so(call: Call, team: Path) -> None:
    assert call("schedule")[0] == 2
    (team / "drafts" / "a.md").write_text("---\nstatus: draft\n---\nBonjour\n", encoding="utf-8")
    code, out, _ = call("schedule")
    assert code == 0
    assert "Nothing is planned yet." in out


def test_times_without_a_zone_are_told(call: Call, draft: Draft, team: Path) -> None:
    (team / "coach.toml").write_text('language = "en"\n', encoding="utf-8")
    draft("a.md", "2026-11-24T10:00")
    assert 'Add to coach.toml: timezone = "Europe/Paris"' in " ".join(call("schedule")[1].split())


def test_two_runs_say_the_same(draft: Draft, call: Call) -> None:
    for number in range(20):
        draft(f"{number:02}.md", f"2026-11-24T10:{number:02}" if number % 3 else "", text=f"{number}\n")
    assert call("schedule", "--dry-run") == call("schedule", "--dry-run")
    assert call("schedule") == call("schedule")


def test_the_fix_of_a_burst_is_the_placement_of_the_plan(draft: Draft, call: Call, team: Path) -> None:
    for minute in range(4):
        draft(f"{minute}.md", f"2026-11-24T10:0{minute}")
    found = json.loads(call("lint", "--output-format", "json", "drafts")[1])["diagnostics"]
    fixes = {one["path"]: one["fix"]["edits"][0]["text"] for one in found if one["rule"] == "burst" and "fix" in one}
    assert fixes == {
        "drafts/1.md": "2026-11-24T12:20",
        "drafts/2.md": "2026-11-24T15:40",
        "drafts/3.md": "2026-11-25T09:00",
    }
    assert not any(one["fix"]["safe"] for one in found if "fix" in one)
    call("lint", "--fix", "--unsafe-fixes")
    assert call("schedule", "--apply")[1] == "Nothing to move.\n"
    assert call("lint", "--plan")[0] == 0


def test_what_a_draft_cannot_be_read_for_is_told(draft: Draft, call: Call) -> None:
    draft("a.md", "2026-11-24T10:00")
    draft("broken.md", "2026-13-45T25:00")
    draft("typo.md", schedule_at="2026-11-24T15:00")
    code, out, err = call("schedule", "--plain")
    assert code == 2
    assert "a.md" in out
    assert "broken.md:2: " in err
    assert "typo.md:2: " in err


def test_a_time_that_cannot_be_understood_is_not_overwritten(team: Path, call: Call) -> None:
    path = team / "drafts" / "a.csv"
    text = "text;scheduled_at\nOne;30/11/2026 at ten\nTwo;\n"
    path.write_text(text, encoding="utf-8")
    code, _, err = call("schedule", "--apply")
    assert (code, "a.csv:2: " in err) == (2, True)
    assert path.read_text(encoding="utf-8") == text.replace("Two;", "Two;2026-11-23T09:00")


def test_without_a_time_zone_times_are_written_all_the_same(draft: Draft, call: Call, team: Path) -> None:
    (team / "coach.toml").write_text('language = "en"\n[lint]\ninclude = ["drafts/**"]\n', encoding="utf-8")
    first, second = draft("a.md", "2026-11-24T10:00"), draft("b.md", "2026-11-24T10:01")
    idea = draft("c.txt")
    code, _, err = call("schedule", "--apply")
    assert (code, err) == (0, "")
    assert "T10:00" in first.read_text(encoding="utf-8")
    assert "2026-11-24T12:20" in second.read_text(encoding="utf-8")
    assert "scheduled_at: 2026-11-23T09:00" in idea.read_text(encoding="utf-8")


def test_each_remark_says_what_is_wrong(draft: Draft, call: Call, team: Path) -> None:
    draft("a.md", "2026-11-24T10:00")
    draft("b.md", "2026-11-24T10:05")
    draft("choir-1.md", "2026-11-24T10:01", account="choir")
    draft("choir-2.md", "2026-11-24T10:02", account="choir")
    draft("c.md", "2026-11-24T15:00")
    draft("d.md", "2026-11-24T18:00")
    draft("late.md", "2026-11-25T10:00", event_at="2026-11-25T09:00")
    draft("gone.md", "2026-11-20T10:00")
    out = call("schedule")[1]
    assert "! Too much at once on Tue 24 Nov, 10:00–10:05 (2): drafts/a.md, drafts/b.md" in out
    assert "! Too much at once on Tue 24 Nov, 10:01–10:02 (2): drafts/choir-1.md," in out
    assert "! Too many for Tue 24 Nov (1): drafts/d.md" in out
    assert "~ After its event has begun (1): drafts/late.md" in out
    assert "Drafts whose time has passed (1): drafts/gone.md." in out
    assert "  status: published\n" in out
    assert "○" not in out, "the legend names the signs that occur"
    assert "[too many for one day]" in call("schedule", "--plain")[1]


def test_apply_is_advised_only_where_it_would_do_something(draft: Draft, call: Call) -> None:
    draft("a.md", "2026-11-24T10:00", text="The choir sings on Sunday.\n")
    draft("b.md", "2026-11-25T10:00", text="The choir sings on Sunday.\n")
    draft("fixed.md", "2026-11-28T10:00", fixed="true")
    draft("c.toot")
    assert "--apply" not in call("schedule")[1]
    draft("d.md")
    assert "  coach schedule --apply\n" in call("schedule")[1]


def test_a_post_of_several_in_its_file_is_named_by_its_number(team: Path, call: Call) -> None:
    (team / "drafts" / "a.json").write_text('[{"text": "One"}, {"text": "Two"}]\n', encoding="utf-8")
    out = call("schedule", "--dry-run")[1]
    assert "drafts/a.json, post 2: – → Mon 23 Nov 12:20 (it had no time)\n" in out


def test_the_diff_ends_where_the_draft_ends(draft: Draft, call: Call) -> None:
    draft("a.md", "2026-11-29T10:00", text="News.\n")
    assert call("schedule", "--diff")[1] == (
        "--- drafts/a.md\n+++ drafts/a.md\n@@ -1,4 +1,4 @@\n ---\n"
        "-scheduled_at: 2026-11-29T10:00\n+scheduled_at: 2026-11-30T09:00\n ---\n News.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--apply", "--export", "csv"), "first move, then export"),
        (("--diff", "--network", "x"), "name them"),
        (("--export", "xml"), "'ayrshare'"),
        (("--network", "nope"), "nope"),
        (("--weeks", "0"), "--weeks"),
    ],
)
def test_what_cannot_be_asked_for_is_told(draft: Draft, call: Call, arguments: tuple[str, ...], said: str) -> None:
    path = draft("a.txt")
    code, out, err = call("schedule", *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert path.read_text(encoding="utf-8") == "News of a.txt.\n"


def test_a_reminder_on_the_day_itself_stays(draft: Draft, call: Call) -> None:
    day = draft("a.md", "2026-11-25T10:00", event_at="2026-11-25", text="C’est aujourd’hui ! #ESS\n")
    before = day.read_bytes()
    assert call("lint", "--plan", "drafts/a.md")[0] == 0
    assert call("schedule", "--apply")[0] == 0
    assert day.read_bytes() == before
    late = draft("b.md", "2026-11-26T09:00", event_at="2026-11-25", text="C’était hier. #ESS\n")
    code, out, _ = call("lint", "--plan", str(late))
    assert code == 1
    assert "begins on 2026-11-25." in out
