"""`coach lint` and the rules over plans: they look at all drafts, and report on those that were given."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from plans import SETTINGS, Call

Draft = Callable[..., Path]
ROOT = Path(__file__).parents[2]


def found(call: Call, *arguments: str, stdin: str = "") -> list[tuple[str, str]]:
    out = call("lint", "--output-format", "json", "--plan", *arguments, stdin=stdin)[1]
    return [(one["rule"], one["path"].rpartition("/")[2]) for one in json.loads(out)["diagnostics"]]


def test_a_draft_given_alone_is_seen_among_all(draft: Draft, call: Call) -> None:
    draft("a.md", "2026-11-24T10:00")
    draft("b.md", "2026-11-24T10:05")
    draft("c.md", "2026-11-25T10:00")
    assert found(call, "drafts/a.md") == [("burst", "a.md")]
    assert found(call, "drafts/b.md") == [("burst", "b.md")]
    assert found(call, "drafts/c.md") == []
    assert found(call) == [("burst", "a.md"), ("burst", "b.md")]


def test_the_others_are_named(draft: Draft, call: Call) -> None:
    for minute in range(8):
        draft(f"{minute}.md", f"2026-11-24T10:0{minute}")
    one = json.loads(call("lint", "--plan", "--output-format", "json", "drafts/3.md")[1])["diagnostics"][0]
    assert one["related"][:2] == [
        {"path": "drafts/2.md", "post": 1, "scheduled_at": "2026-11-24T10:02:00+01:00"},
        {"path": "drafts/4.md", "post": 1, "scheduled_at": "2026-11-24T10:04:00+01:00"},
    ]
    assert len(one["related"]) == 7
    text = call("lint", "--plan", "--output-format", "text", "drafts/3.md")[1]
    assert "See also: drafts/2.md (2026-11-24 10:02), drafts/4.md (2026-11-24 10:04)," in text
    assert "… +3" in text


def test_a_repeat_is_said_of_the_later_one_or_of_the_one_that_was_given(draft: Draft, call: Call) -> None:
    draft("a.md", "2026-11-24T10:00", text="The choir sings.\n")
    draft("b.md", "2026-11-26T10:00", text="The choir sings.\n")
    assert found(call) == [("duplicate", "b.md")]
    assert found(call, "drafts/b.md") == [("duplicate", "b.md")]
    assert found(call, "drafts/a.md") == [("duplicate", "a.md")]
    message = json.loads(call("lint", "--plan", "--output-format", "json", "drafts/a.md")[1])["diagnostics"][0][
        "message"
    ]
    assert message == "The same text as drafts/b.md (2026-11-26)."


def test_an_exception_in_the_later_one_holds_for_the_earlier_too(draft: Draft, call: Call) -> None:
    draft("a.md", "2026-11-24T10:00", text="The choir sings.\n")
    draft("b.md", "2026-11-26T10:00", text="The choir sings.\n", allow="{duplicate: a reminder}")
    assert found(call) == []
    assert found(call, "drafts/a.md") == []


def test_exceptions_for_rules_over_plans_are_judged_only_where_they_run(draft: Draft, call: Call) -> None:
    draft("needed.md", "2026-11-24T10:00", allow="{burst: live from the meeting}")
    draft("other.md", "2026-11-24T10:05")
    draft("idle.md", "2026-12-01T10:00", allow="{burst: no reason left}")
    out = call("lint", "--output-format", "concise", "--ignore", "missing-hashtag")[1]
    assert [line.split(":")[0] for line in out.split("\n") if "unused-allow" in line] == ["drafts/idle.md"]
    assert "needed.md" not in out
    out = call("lint", "--no-plan", "--ignore", "missing-hashtag")[1]
    assert "unused-allow" not in out
    assert "burst" not in out


def test_a_folder_may_go_by_its_own_choices(draft: Draft, call: Call, team: Path) -> None:
    more = '[[lint.overrides]]\nfiles = ["drafts/live-*"]\nignore = ["burst"]\n'
    (team / "coach.toml").write_text(SETTINGS + more, encoding="utf-8")
    draft("live-a.md", "2026-11-24T10:00")
    draft("b.md", "2026-11-24T10:05")
    assert found(call) == [("burst", "b.md")]


def test_the_severity_and_options_of_a_team_hold(draft: Draft, call: Call, team: Path) -> None:
    more = '[lint.severity]\nburst = "error"\n[options.burst]\nmin_gap = "1m"\nat_most = 2\n'
    (team / "coach.toml").write_text(SETTINGS.replace('min_gap = "2h"\n', "") + more, encoding="utf-8")
    draft("a.md", "2026-11-24T10:00")
    draft("b.md", "2026-11-24T10:05")
    assert call("lint", "--plan")[0] == 0
    draft("c.md", "2026-11-24T10:30")
    assert call("lint", "--plan")[0] == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('hours = "19:00-09:00"', "are no hours"),
        ('hours = "nine to five"', "are no hours"),
        ('hours = "25:00-26:00"', "25:00-26:00 are no hours"),
        ('hours = "09:00-12:00, 14:00"', ": 14:00 are no hours"),
        ('hours = ""', "are no hours"),
        ('min_gap = "a while"', "is no length of time"),
        ('days = ["monday"]', "monday"),
        ("per_day = 0", "plan.per_day"),
        ("per_days = 3", "plan.per_days"),
    ],
)
def test_a_plan_that_makes_no_sense_is_told_with_its_line(
    call: Call, draft: Draft, team: Path, line: str, said: str
) -> None:
    (team / "coach.toml").write_text(f'language = "en"\n[plan]\n{line}\n', encoding="utf-8")
    draft("a.md")
    code, _, err = call("lint")
    assert code == 2
    assert "coach.toml:3: " in err
    assert said in err


def test_a_rule_with_a_length_of_time_that_is_none_is_refused(call: Call, draft: Draft, team: Path) -> None:
    (team / "coach.toml").write_text('language = "en"\n[options.burst]\nwithin = "soon"\n', encoding="utf-8")
    draft("a.md")
    code, _, err = call("lint")
    assert (code, "coach.toml:3" in err, '"2h"' in err) == (2, True, True)


def test_standard_input_stands_in_for_its_file(draft: Draft, call: Call) -> None:
    draft("a.md", "2026-11-24T10:00")
    draft("b.md", "2026-11-25T10:00")
    typed = "---\nscheduled_at: 2026-11-24T10:05\n---\nNews.\n"
    assert found(call, "-", "--stdin-filename", "drafts/b.md", stdin=typed) == [("burst", "b.md")]


def test_without_settings_the_given_drafts_are_the_plan(call: Call, draft: Draft, team: Path) -> None:
    (team / "coach.toml").unlink()
    draft("a.md", "2026-11-24T10:00")
    draft("b.md", "2026-11-24T10:05")
    assert found(call, "drafts/a.md") == []
    assert found(call, "drafts/a.md", "drafts/b.md") == [("burst", "a.md"), ("burst", "b.md")]


def test_a_folder_with_settings_of_its_own_is_another_team(call: Call, draft: Draft, team: Path) -> None:
    draft("a.md", "2026-11-24T10:00")
    other = team / "drafts" / "choir"
    other.mkdir()
    (other / "coach.toml").write_text(SETTINGS.replace("drafts/**", "**"), encoding="utf-8")
    (other / "b.md").write_text("---\nscheduled_at: 2026-11-24T10:05\n---\nNews.\n", encoding="utf-8")
    assert found(call, "drafts/a.md", "drafts/choir/b.md") == []


def test_a_broken_neighbour_disturbs_nobody(call: Call, draft: Draft, team: Path) -> None:
    draft("a.md", "2026-11-24T10:00")
    (team / "drafts" / "broken.md").write_text("---\nscheduled_at: soon\n---\nNews.\n", encoding="utf-8")
    code, _, err = call("lint", "drafts/a.md")
    assert (code, err) == (0, "")
    code, _, err = call("lint", "drafts")
    assert code == 2
    assert err.count("broken.md") == 1, "told once, though it is read twice"


def archive(team: Path, *posts: tuple[str, str], reply: bool = False) -> None:
    """What X gave the team, in its folder `history`."""
    folder = team / "history"
    folder.mkdir(exist_ok=True)
    tweets = [
        {"tweet": {"full_text": text, "created_at": f"Mon Nov 23 {at} +0000 2026"}
         | ({"in_reply_to_status_id_str": "1"} if reply else {})}
        for at, text in posts
    ]  # fmt: skip
    (folder / "tweets.js").write_text("window.YTD.tweets.part0 = " + json.dumps(tweets), encoding="utf-8")


def test_what_has_been_published_counts(call: Call, draft: Draft, team: Path) -> None:
    (team / "coach.toml").write_text(SETTINGS + 'history = ["history/*.js"]\n', encoding="utf-8")
    archive(team, ("06:30:00", "The garden opens."), ("06:40:00", "The choir sings on Sunday."))
    draft("a.md", "2026-11-23T09:00")
    draft("b.md", "2026-11-25T09:00", text="The choir sings on Sunday.\n")
    assert found(call) == [("burst", "a.md"), ("duplicate", "b.md")]
    out = call("schedule", "--apply")[1]
    assert "a.md: Mon 23 Nov 09:00 → Mon 23 Nov 12:20 (too close to history/tweets.js)" in out
    archive(team, ("06:40:00", "The choir sings on Sunday."), reply=True)
    assert found(call) == []


def test_an_archive_too_old_to_matter_is_not_read(call: Call, draft: Draft, team: Path) -> None:
    (team / "coach.toml").write_text(SETTINGS + 'history = ["history/*.js"]\n', encoding="utf-8")
    archive(team, ("06:30:00", "The garden opens."))
    draft("a.md", "2026-11-23T09:00")
    file = team / "history" / "tweets.js"
    file.write_text("window.YTD.tweets.part0 = [ broken", encoding="utf-8")
    assert call("lint")[0] == 2
    long_ago = datetime(2026, 9, 1, tzinfo=UTC).timestamp()
    os.utime(file, (long_ago, long_ago))
    assert call("lint", "--plan")[0] == 0


@pytest.mark.parametrize(
    ("pattern", "code", "read"),
    [
        ("history/*.js", 0, True),
        ("{team}/history/*.js", 0, True),
        ("**/tweets.js", 0, True),
        ("archives/*.zip", 0, False),
        ("archives/mine.zip", 2, False),
    ],
)
def test_a_pattern_may_find_no_archive_but_a_name_must(
    call: Call, draft: Draft, team: Path, pattern: str, code: int, read: bool
) -> None:
    more = f'history = ["{pattern.format(team=team)}"]\n'
    (team / "coach.toml").write_text(SETTINGS + more, encoding="utf-8")
    archive(team, ("06:40:00", "The choir sings on Sunday."))
    draft("b.md", "2026-11-25T09:00", text="The choir sings on Sunday.\n")
    assert call("lint", "--plan")[0] == code
    assert ("Published posts read from archives: 1." in call("schedule")[1]) == read


def test_archives_that_are_given_are_history(call: Call, draft: Draft, team: Path) -> None:
    archive(team, ("06:40:00", "The choir sings on Sunday."))
    draft("b.md", "2026-11-25T09:00", text="The choir sings on Sunday.\n")
    assert found(call, "drafts", "history/tweets.js") == [("duplicate", "b.md")]
    code, out, err = call("lint", "history/tweets.js")
    assert (code, err) == (0, "")
    assert "Published posts read from archives: 1." in out


def test_an_archive_among_the_drafts_is_no_draft(call: Call, draft: Draft, team: Path) -> None:
    draft("b.md", "2026-11-25T09:00")
    data = ROOT / "tests" / "data" / "archives" / "mastodon" / "outbox.json"
    (team / "drafts" / "outbox.json").write_bytes(data.read_bytes())
    code, out, err = call("lint", "--plan")
    assert (code, err) == (0, "")
    assert "1 draft checked" in out


def test_a_missing_archive_is_told(call: Call, draft: Draft, team: Path) -> None:
    (team / "coach.toml").write_text(SETTINGS + 'history = ["gone.zip"]\n', encoding="utf-8")
    draft("a.md")
    code, _, err = call("lint")
    assert code == 2
    assert "gone.zip" in err


def test_accounts_are_told_apart(call: Call, draft: Draft, team: Path) -> None:
    (team / "coach.toml").write_text(SETTINGS + '[network.x]\naccount = "@Fabrique"\n', encoding="utf-8")
    draft("a.md", "2026-11-24T10:00")
    draft("b.md", "2026-11-24T10:05", account="choir")
    assert found(call) == []
    draft("c.md", "2026-11-24T10:08", account="fabrique")
    assert found(call) == [("burst", "a.md"), ("burst", "c.md")]


def test_the_second_hook_looks_at_the_whole_repository(call: Call, draft: Draft) -> None:
    hooks = {one["id"]: one for one in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    hook = hooks["coach-plan"]
    assert hook["pass_filenames"] is False
    assert all(
        re.search(hook["files"], f"drafts/a.{ending}") for ending in ("txt", "md", "tweet", "toot", "csv", "jsonl")
    )
    draft("a.md", "2026-11-24T10:00")
    draft("b.md", "2026-11-24T10:05")
    command, *arguments = hook["entry"].split()
    assert command == "coach"
    out = call(*arguments)[1]
    assert "a.md" in out
    assert "b.md" in out


def test_tables_in_folders_are_drafts_only_where_the_settings_say_so(call: Call, draft: Draft, team: Path) -> None:
    (team / "drafts" / "posts.csv").write_text("text,scheduled_at\nUn,2026-11-24T10:00\nDeux,2026-11-24T10:05\n")
    assert found(call) == [("burst", "posts.csv"), ("burst", "posts.csv")]
    (team / "package.json").write_text("{}")
    assert call("lint", "--plan")[0] == 0
    (team / "coach.toml").unlink()
    assert call("lint", "--plan", ".")[0] == 2, "nothing there that is surely a draft"
    assert found(call, "drafts/posts.csv") == [("burst", "posts.csv"), ("burst", "posts.csv")]


def test_a_single_draft_without_settings_or_a_time_loads_nothing_of_plans(team: Path) -> None:
    (team / "coach.toml").unlink()
    (team / "a.txt").write_text("La réunion a lieu jeudi. #ESS\n", encoding="utf-8")
    code = (
        "import sys; sys.argv = ['coach', 'lint', 'a.txt']\n"
        "from coach.__main__ import main\nmain()\nprint('LOADED', *sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.partition("LOADED")[2].split()
    assert "coach.workspace" in loaded
    assert not [name for name in loaded if name.startswith(("coach.plan", "coach.repository", "zoneinfo"))]
