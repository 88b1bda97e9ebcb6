"""Signs in a row: exclamation and question marks, emoji."""

from __future__ import annotations

import pytest
from looking import find, holds


@pytest.mark.parametrize(
    ("shown", "fixed"),
    [
        pytest.param("Merci<<!!!>>", "Merci!", id="three of a kind"),
        pytest.param("Merci <<!!!!!>> À demain.", "Merci ! À demain.", id="the space before stays"),
        pytest.param("Quoi<<???>>", "Quoi?", id="question marks"),
        pytest.param("Quoi<<!?!>>", "Quoi?!", id="a mixture becomes ?!"),
        pytest.param("Oui <<! ! !>> non", "Oui ! non", id="marks with blanks between"),
        pytest.param("Oui <<!\u00a0!\u00a0!>>", "Oui !", id="even no-break ones"),
        pytest.param("すごい<<！！！>>", "すごい！", id="full width marks"),
        pytest.param("(<<!!!>>)", "(!)", id="in brackets"),
        pytest.param("Oui !! Non ?? Ah ?!", None, id="two may stay"),
        pytest.param("Bientôt... ou pas.....", None, id="full stops are no such marks"),
        pytest.param("Ici ‼️ là ⁉️", None, id="emoji are no such marks"),
        pytest.param("https://example.org/a!!!b/?c=???d", None, id="inside a link"),
        pytest.param("¡¡¡Gracias a todos<<!!!>>", None, id="Spanish marks come in pairs"),
        pytest.param('« Ours » et « ??? » ou "!!!"', None, id="a title of nothing else"),
        pytest.param("! un\n! deux\n! trois", None, id="one at the beginning of each line"),
    ],
)
def test_repeated_punctuation(shown: str, fixed: str | None) -> None:
    holds("repeated_punctuation", shown, fixed)


def test_question_marks_alone_may_hold_a_place_and_quotations_are_somebody_elses() -> None:
    found = find("repeated_punctuation", "Salle ??? oui !!! quoi ?!? « Toc toc !!! »")
    assert [finding.safe for finding in found] == [False, True, True, False]


def test_fewer_marks_when_the_team_says_so() -> None:
    holds("repeated_punctuation", "Oui<<!!>> Ah ?!", "Oui! Ah ?!", at_most=1)


@pytest.mark.parametrize(
    ("shown", "fixed"),
    [
        pytest.param("Bravo <<🎉🎉🎉>>", "Bravo 🎉", id="three alike"),
        pytest.param("Bravo <<🎉🎊✨🥳>>", None, id="four in a row"),
        pytest.param("Bravo <<🎉 🎊 ✨ 🥳>> !", None, id="blanks do not part them"),
        pytest.param("Bravo <<🎉🎉🎊🎊>> !", "Bravo 🎉🎊 !", id="one of each kind is kept"),
        pytest.param("<<❤️❤️❤️>> merci", "❤️ merci", id="emoji of two code points"),
        pytest.param("<<👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧>> merci", "👩‍👩‍👧 merci", id="families"),
        pytest.param("Ici <<🇫🇷🇫🇷🇫🇷>>", "Ici 🇫🇷", id="the same flag again"),
        pytest.param("<<🟩🟩⬜🟩🟩>>\n<<🟩🟩🟩🟩🟩>>", None, id="a line break parts them"),
        pytest.param("Bravo 🎉🎉 🎊", None, id="three with two alike"),
        pytest.param("🎉 un 🎉 deux 🎉 trois 🎉", None, id="words part them"),
        pytest.param("🎉🎉\n🎉🎉", None, id="one line, then the next"),
        pytest.param("🇫🇷🇩🇪🇪🇸🇮🇹🇵🇹", None, id="a list of countries"),
        pytest.param("Avis : ⭐⭐⭐⭐⭐", None, id="stars of five"),
        pytest.param("Avis : <<⭐⭐⭐⭐⭐⭐>>", "Avis : ⭐", id="more stars than one gives"),
        pytest.param("Bravo <<🎉 🎉 🎊 🎊>> !", "Bravo 🎉 🎊 !", id="few kinds, and blanks"),
        pytest.param("Bravo <<🎉🎊🎉🎊>> !", None, id="kinds in turn"),
        pytest.param("<<✅✅❌✅✅>> 60 %", None, id="results count one by one"),
        pytest.param("3️⃣0️⃣0️⃣0️⃣ abonnés", None, id="a number"),
        pytest.param("Niveau : 🥾🥾🥾, piquant :\u00a0🌶️🌶️🌶️🌶️", None, id="ratings"),
        pytest.param("❤️❤️❤️ = encore", None, id="a key to answers"),
        pytest.param("Difficulté 🥾🥾🥾\nHeat 🌶️🌶️🌶️🌶️", None, id="ratings behind their word"),
        pytest.param("Le curry 🌶️🌶️🌶️ (sur cinq), 🥾🥾🥾/5, 🌶️🌶️🌶️ out of five", None, id="ratings of so many"),
        pytest.param("La difficulté est là <<🥾🥾🥾>>", "La difficulté est là 🥾", id="none in a sentence"),
        pytest.param(
            "Merci <<🙏🙏🙏>> sur la place, <<❤️❤️❤️>> out of this world / merci",
            "Merci 🙏 sur la place, ❤️ out of this world / merci",
            id="no number follows",
        ),
        pytest.param("À ♠♥♦♣, novices bienvenus", None, id="suits of cards"),
        pytest.param("👏🏻👏🏽👏🏿", None, id="hands of different tones"),
        pytest.param("1️⃣ un\n2️⃣ deux\n3️⃣ trois\n4️⃣ quatre", None, id="keycaps as bullets"),
    ],
)
def test_emoji_run(shown: str, fixed: str | None) -> None:
    holds("emoji_run", shown, fixed)


def test_thinning_emoji_is_the_authors_choice() -> None:
    (finding,) = find("emoji_run", "🎉🎉🎉🎉🎉")
    assert not finding.safe
    assert finding.values == {"count": 5}
