"""The numbers on the posts of a thread."""

from __future__ import annotations

import pytest

from coach.checks.threads import thread_numbering
from coach.model import Finding, Post, Thread
from coach.text.networks import network
from coach.text.view import View


def numbered(text: str, index: int, total: int) -> list[Finding]:
    return list(thread_numbering(View(Post(text, thread=Thread(index, total)), network("x"))))


@pytest.mark.parametrize(
    ("text", "index", "total"),
    [
        pytest.param("2/5 Le jardin", 2, 5, id="the right number"),
        pytest.param("2/ Le jardin", 2, 5, id="no total"),
        pytest.param("2/n Le jardin", 2, 5, id="an open total"),
        pytest.param("Le jardin (2/5)", 2, 5, id="in brackets at the end"),
        pytest.param("Le jardin pousse.\n2/5", 2, 5, id="on a line of its own"),
        pytest.param("Fête au jardin le 4/5", 2, 5, id="a date at the end of a sentence"),
        pytest.param("1/2 heure de marche", 2, 5, id="a half"),
        pytest.param("Rendez-vous à 4 h 1/2", 2, 5, id="a half at the end"),
        pytest.param("02/05 : fête au jardin", 2, 5, id="a date with zeros"),
        pytest.param("12/05/2026 : fête au jardin", 2, 5, id="a whole date"),
        pytest.param("Voir https://example.org/3/4", 2, 5, id="an address"),
        pytest.param("3/4% de plus", 2, 5, id="a share"),
        pytest.param("Et/ou le jardin", 2, 5, id="a stroke without a number"),
        pytest.param("Le jardin (voir 3/4 des pages)", 2, 5, id="a part, in brackets with words"),
        pytest.param("Le jardin", 2, 5, id="no number at all"),
        pytest.param("3/12 : collecte au jardin", 1, 2, id="a date at the beginning"),
        pytest.param("24/12 : fermé", 1, 2, id="a date that cannot be a number"),
        pytest.param("31/12", 2, 2, id="such a date on a line of its own"),
        pytest.param("24/7, on vous répond", 2, 2, id="day and night"),
        pytest.param("11/11 : dépôt de gerbe, 11 h", 1, 3, id="an armistice"),
        pytest.param("11/11 : dépôt de gerbe, 11 h", 3, 3, id="an armistice at the end"),
        pytest.param("10/10, would plant again", 2, 3, id="a mark"),
        pytest.param("50/50 ? Pas vraiment", 1, 3, id="halves"),
    ],
)
def test_right(text: str, index: int, total: int) -> None:
    assert numbered(text, index, total) == []


@pytest.mark.parametrize(
    ("text", "index", "total", "written", "right", "safe"),
    [
        pytest.param("3/5 Le jardin", 2, 5, "3/5", "2/5", False, id="a wrong place"),
        pytest.param("2/4 Le jardin", 2, 5, "2/4", "2/5", False, id="a wrong total"),
        pytest.param("(2/4) Le jardin", 2, 5, "2/4", "2/5", False, id="in brackets, yet a part may be missing"),
        pytest.param("2/4\nLe jardin", 2, 5, "2/4", "2/5", False, id="so does a line of its own"),
        pytest.param("(1/6) : le jeu", 1, 3, "1/6", "1/3", False, id="in brackets it is none"),
        pytest.param("4/4 Le jardin", 3, 3, "4/4", "3/3", False, id="the last of more than there are"),
        pytest.param("Le jardin (7/9)", 2, 5, "7/9", "2/5", False, id="nothing agrees"),
        pytest.param("Le jardin pousse. 3/5", 2, 5, "3/5", "2/5", False, id="after a full stop"),
        pytest.param("Le jardin 🌱 3/5", 2, 5, "3/5", "2/5", False, id="after an emoji"),
        pytest.param("Le jardin pousse.\n3 / 5 🌱", 2, 5, "3 / 5", "2/5", False, id="spaces and an emoji"),
        pytest.param("🧵 1/4 Le jardin", 1, 5, "1/4", "1/5", False, id="after the thread's emoji"),
        pytest.param("3/ Le jardin", 2, 5, "3/", "2/", False, id="a wrong place without a total"),
        pytest.param("3/n Le jardin", 2, 5, "3/n", "2/n", False, id="a wrong place with an open total"),
        pytest.param("[3/5] Le jardin", 2, 5, "3/5", "2/5", True, id="square brackets"),
    ],
)
def test_wrong(text: str, index: int, total: int, written: str, right: str, safe: bool) -> None:
    (found,) = numbered(text, index, total)
    assert text[found.span.start : found.span.end] == written
    assert found.values == {"written": written, "right": right}
    assert found.safe == safe
    (edit,) = found.edits
    fixed = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert fixed == text.replace(written, right, 1)
    assert numbered(fixed, index, total) == []


def test_what_may_be_a_day_and_month_is_not_rewritten() -> None:
    for text in ("1/6 : fête du jeu", "1/6: games"):
        (found,) = numbered(text, 1, 3)
        assert found.edits == ()


def test_a_single_post_has_no_number_to_compare() -> None:
    assert not list(thread_numbering(View(Post("2/5 Le jardin"), network("x"))))
    assert not numbered("2/5 Le jardin", 1, 1)
