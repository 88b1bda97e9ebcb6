"""Words and patterns of a team's own."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from subprocess import run as run_process
from typing import Any

import pytest

from coach.checks.pattern import pattern
from coach.errors import ContentError
from coach.model import Finding, Post
from coach.rules import read, unmark
from coach.text.networks import network
from coach.text.view import View


def run(text: str, **options: Any) -> list[Finding]:
    return list(pattern(View(Post(text), network("x")), **options))


@pytest.mark.parametrize(
    ("post", "options", "fixed"),
    [
        pytest.param("L’<<assoc>> est là, l’association aussi", {"tokens": ("assoc",)}, None, id="a whole word"),
        pytest.param("<<Assoc>>", {"tokens": ("assoc",)}, None, id="in any case"),
        pytest.param("Assoc", {"tokens": ("assoc",), "ignore_case": False}, None, id="or not"),
        pytest.param(
            "un <<bon  de commande>>", {"tokens": ("bon", "bon de commande")}, None, id="the longest, any blank"
        ),
        pytest.param("C++ <<c++>>, d++", {"tokens": ("c++",), "ignore_case": False}, None, id="signs are no pattern"),
        pytest.param("rien", {"tokens": ("", " ")}, None, id="empty words are nowhere"),
        pytest.param("@assoc #assoc https://assoc.fr", {"tokens": ("assoc",)}, None, id="not in names and links"),
        pytest.param("https://<<assoc>>.fr", {"tokens": ("assoc",), "where": "text"}, None, id="unless asked"),
        pytest.param("<<x>> y", {"tokens": ("x",), "replacement": "z"}, "z y", id="put right"),
        pytest.param("<<x>> y", {"tokens": ("x",), "replacement": "x y"}, None, id="not where it would be found again"),
        pytest.param("<<12>> et <<345>>", {"pattern": r"\d+"}, None, id="a pattern"),
        pytest.param("<<12>>h", {"pattern": r"(?P<h>\d+)(?=h)", "replacement": r"\g<h> "}, "12 h", id="in its place"),
        pytest.param("<<12h>>", {"pattern": r"(\d+)h", "replacement": r"\1 heures"}, "12 heures", id="with its groups"),
        pytest.param("aaa", {"pattern": "b*"}, None, id="nothing found says nothing"),
        pytest.param("<<été>>", {"pattern": r"\p{L}+"}, None, id="letters of any alphabet"),
        pytest.param("<<x>> <<12>>", {"tokens": ("x",), "pattern": r"\d+"}, None, id="both"),
    ],
)
def test_where_and_what(post: str, options: dict[str, Any], fixed: str | None) -> None:
    text, spans = unmark(post)
    findings = run(text, **options)
    assert [finding.span for finding in findings] == list(spans)
    assert [finding.values["found"] for finding in findings] == [text[span.start : span.end] for span in spans]
    edits = sorted((edit for finding in findings for edit in finding.edits), reverse=True)
    for edit in edits:
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert (text if edits else None) == fixed


def test_a_repair_is_safe_only_where_the_rule_says_so() -> None:
    assert not run("x", tokens=("x",), replacement="y")[0].safe
    assert run("x", tokens=("x",), replacement="y", safe=True)[0].safe


@pytest.mark.parametrize(
    ("options", "key"),
    [
        ({"pattern": "("}, "pattern-invalid"),
        ({"pattern": "[z-a]"}, "pattern-invalid"),
        ({"pattern": r"(?P<a>x)(?P=b)"}, "pattern-invalid"),
        ({"pattern": "x", "replacement": r"\2"}, "pattern-invalid"),
        ({"pattern": "x", "replacement": "\\"}, "pattern-invalid"),
        ({"pattern": "(?:" * 60 + "x" + ")" * 60 + "+" * 200}, "pattern-invalid"),
        ({"pattern": "x" * 501}, "pattern-too-long"),
        ({"pattern": "((a{99}){99}){99}"}, "pattern-too-long"),
        ({"pattern": "(?:a{9999999999})"}, "pattern-too-long"),
        ({"pattern": "^(x|xx)+$"}, "pattern-too-slow"),
    ],
)
def test_a_pattern_that_cannot_work_is_named(options: dict[str, Any], key: str) -> None:
    start = time.process_time()
    with pytest.raises(ContentError) as caught:
        run("x" * 200 + "y", **options)
    assert caught.value.key == key
    assert "pattern" in caught.value.values
    assert time.process_time() - start < 1


def test_repeats_that_are_fair() -> None:
    assert run("192.168.10.1", pattern=r"(?:\d{1,3}\.){3}\d{1,3}")
    assert run("x" * 300, pattern=r"\w{200,}")
    assert run("[a]{2}", pattern=r"\[[]a]\]\{\d\}")


def test_regex_is_loaded_only_for_a_pattern() -> None:
    code = (
        "import sys; from coach.checks.pattern import pattern; from coach.model import Post;"
        "from coach.text.networks import network; from coach.text.view import View;"
        "view = View(Post('x y'), network('mastodon'));"
        "assert list(pattern(view, tokens=('x',))); assert 'regex' not in sys.modules;"
        "assert list(pattern(view, pattern='y')); assert 'regex' in sys.modules"
    )
    run_process([sys.executable, "-c", code], check=True)


def test_a_rule_with_an_unreadable_pattern_is_told_with_its_line(tmp_path: Path) -> None:
    shipped = (Path(__file__).parents[2] / "rules" / "too-many-links.toml").read_text(encoding="utf-8")
    start, end = shipped.index("[options]"), shipped.index("[title]")
    broken = shipped[:start] + "[options]\npattern = '('\n\n" + shipped[end:]
    path = tmp_path / "house.toml"
    path.write_text(broken.replace('"count"', '"pattern"'), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read(path)
    assert (caught.value.key, caught.value.path) == ("pattern-invalid-at", str(path))
    assert path.read_text(encoding="utf-8").split("\n")[caught.value.line - 1] == "pattern = '('"
