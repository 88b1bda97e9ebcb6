"""Alternative texts: missing, empty of sense, too long."""

from __future__ import annotations

import pytest

from coach.checks.media import alt_text_length, file_name_as_alt_text, missing_alt_text
from coach.model import Media, Post, Span
from coach.text.networks import network
from coach.text.view import View

FILE = Span(10, 20)
ALT = Span(30, 40)
NOWHERE = Span(20, 20)


def seen(file: str, alt: str | None, on: str = "x", alt_span: Span = ALT) -> View:
    return View(Post("Bonjour", media=(Media(file, alt, FILE, alt_span),)), network(on))


@pytest.mark.parametrize(
    ("file", "alt", "said"),
    [
        pytest.param("affiche.png", None, ["affiche.png"], id="none given"),
        pytest.param("affiche.png", "", ["affiche.png"], id="an empty one"),
        pytest.param("affiche.png", " \n ", ["affiche.png"], id="blanks only"),
        pytest.param("photos/2026/affiche.png", None, ["affiche.png"], id="without its folders"),
        pytest.param("https://example.org/p/f%C3%AAte.jpg?w=3", None, ["fête.jpg"], id="from an address"),
        pytest.param("https://[bad/affiche.png", None, ["affiche.png"], id="from a broken address"),
        pytest.param("affiche", None, ["affiche"], id="a file without an ending"),
        pytest.param("affiche.png", "Une affiche", [], id="one is given"),
        pytest.param("film.MP4", None, [], id="a film has captions instead"),
    ],
)
def test_missing(file: str, alt: str | None, said: list[str]) -> None:
    found = list(missing_alt_text(seen(file, alt)))
    assert [finding.values["file"] for finding in found] == said
    assert all(finding.in_file and finding.span == FILE for finding in found)


@pytest.mark.parametrize(
    ("file", "alt", "flagged"),
    [
        pytest.param("IMG_4207.jpg", "IMG_4207.jpg", True, id="the file's name"),
        pytest.param("p/IMG_4207.jpg", "img_4207", True, id="without folder, ending and capitals"),
        pytest.param("fete-2026.png", "fete-2026", True, id="a name with hyphens"),
        pytest.param("a.png", "Capture d’écran du 3 mai.png", True, id="another file's name"),
        pytest.param("a.png", "DSC00042", True, id="a camera's name"),
        pytest.param("a.png", "Screenshot 2026-05-03 10.22.41", True, id="a telephone's name"),
        pytest.param("a.png", "WhatsApp Image 2026-01-02 at 10.22.33", True, id="a messenger's name"),
        pytest.param("a.png", "Screenshot 2026-01-02 at 10.22.33 AM", True, id="a Mac's name, in English"),
        pytest.param("a.png", "IMG_1234 copy", True, id="a copy's name"),
        pytest.param("a.png", "Capture d’écran 2026-01-02 à 10.22.33", True, id="a Mac's name, in French"),
        pytest.param("a.png", "IMG_1234 (1)", True, id="a copy"),
        pytest.param("a.png", "Sans titre 1", True, id="without a title"),
        pytest.param("a.png", "Photo 3 à 5 ans, le jardin d’enfants", False, id="an age"),
        pytest.param("a.png", "Image", True, id="a word that says nothing"),
        pytest.param("a.png", " image. ", True, id="with blanks and a full stop"),
        pytest.param("le-jardin.jpg", "Le jardin", False, id="words, though the file is named so"),
        pytest.param("a.png", "Image de trois bénévoles au marché", False, id="a description"),
        pytest.param("a.png", "Le logo au format .png", False, id="a sentence about a format"),
        pytest.param("a.png", "", False, id="nothing is for another check"),
        pytest.param("a.png", None, False, id="none neither"),
        pytest.param("a.png", "x" * 100_000 + ".png", False, id="too long to be a name"),
    ],
)
def test_file_name(file: str, alt: str | None, flagged: bool) -> None:
    found = list(file_name_as_alt_text(seen(file, alt), empty_words=("image",)))
    assert [finding.span for finding in found] == ([ALT] if flagged else [])


@pytest.mark.parametrize(
    ("on", "length", "flagged"),
    [
        pytest.param("x", 1000, False, id="X takes a thousand characters"),
        pytest.param("x", 1001, True, id="and no more"),
        pytest.param("mastodon", 1500, False, id="Mastodon takes 1,500"),
        pytest.param("mastodon", 1501, True, id="and no more than that"),
    ],
)
def test_length(on: str, length: int, flagged: bool) -> None:
    found = list(alt_text_length(seen("a.png", "é" * length, on)))
    assert len(found) == flagged
    for finding in found:
        assert (finding.span, finding.values["length"], finding.in_file) == (ALT, length, True)


def test_length_is_not_measured_where_no_limit_is_known() -> None:
    assert network("facebook").alt_limit is None
    assert not list(alt_text_length(seen("a.png", "é" * 100_000, "facebook")))


def test_the_picture_stands_for_a_text_without_a_place() -> None:
    (found,) = file_name_as_alt_text(seen("a.png", "a.png", alt_span=NOWHERE))
    assert found.span == FILE
