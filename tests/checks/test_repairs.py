"""Edits on a text, and whether they leave links, tags and names as they were."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.checks.repairs import each_harmless, harmless
from coach.model import Edit, Post, Span
from coach.text.edits import apply
from coach.text.entities import entities
from coach.text.networks import NETWORKS, network
from coach.text.view import View


def view(text: str) -> View:
    return View(Post(text), network("x"))


@pytest.mark.parametrize(
    ("text", "start", "end", "same"),
    [
        pytest.param("mot-mot #ESS", 3, 4, True, id="far from a tag"),
        pytest.param("#ESS moi", 4, 5, False, id="a tag grows"),
        pytest.param("#ESS", 0, 1, False, id="a tag goes"),
        pytest.param("exa mple.org", 3, 4, False, id="another link"),
    ],
)
def test_harmless(text: str, start: int, end: int, same: bool) -> None:
    assert harmless(view(text), [Edit(Span(start, end), "")]) is same


def test_one_harmful_repair_does_not_spoil_the_others() -> None:
    repairs = [[Edit(Span(1, 2), "")], [Edit(Span(7, 8), "")]]
    assert each_harmless(view("a b #ES S"), repairs) == [True, False]


def test_long_work_is_not_done() -> None:
    text = "#ESS moi " * 2000
    repairs = [[Edit(Span(place, place + 1), "")] for place in range(4, len(text), 9)]
    assert not any(each_harmless(view(text), repairs))


PIECES = (" ", " ", "mot", "é", "\n", "\u00a0", "\u200b", "#ESS", "#", "@", "@asso", ".", "example", ".org", "https://")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@settings(max_examples=1000, deadline=None)
@given(text=TEXTS, on=st.sampled_from(NETWORKS), data=st.data())
def test_a_look_near_the_repairs_equals_one_at_the_whole_text(text: str, on: str, data: st.DataObject) -> None:
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6)))
    spans = [Span(*places[index : index + 2]) for index in range(0, len(places) - 1, 2)]
    repairs = [Edit(span, data.draw(st.sampled_from(["", " ", "a", "#", "."]))) for span in spans]
    before, after = entities(text, network(on)), entities(apply(text, repairs), network(on))
    same = [one.text for one in before] == [one.text for one in after]
    assert harmless(View(Post(text), network(on)), repairs) is same
