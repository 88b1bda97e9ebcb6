"""Letters in disguise: symbols that look like bold, script or framed letters, and letters with a line in each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from coach.checks.repairs import each_harmless
from coach.model import Edit, Finding, Span
from coach.text.edits import apply
from coach.text.features import LINES
from coach.text.view import View

# Symbols that stand for one plain letter or digit; sources: the Unicode blocks of their names.
_SYMBOLS = (
    "\U0001d400-\U0001d7ff"  # mathematical alphanumeric symbols
    "ℂℊ-ℎℐ-ℓℕℙ-ℝℤℨℬℭℯ-ℱℳℴⅅ-ⅉ"  # their older brothers among the letterlike symbols, but not ™ № ℹ
    "⒜-ⓩ\U0001f110-\U0001f129\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189"  # enclosed
    "Ａ-Ｚａ-ｚ０-９"  # full width, at home in Chinese, Japanese and Korean
)
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True))
_RAISED = "ʰʲʳʷʸˡˢˣᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁᵂᵃᵇᵈᵉᵍᵏᵐᵒᵖᵗᵘᵛᵢᵣᵤᵥᶜᶠᶻⁱⁿₐₑₒₓₕₖₗₘₙₚₛₜⱼⱽ"
_STROKES = frozenset("\u0335\u0336\u0337\u0338")
_EMOJI = frozenset("Ⓜ🅰🅱🅾🅿")
_WIDE = frozenset(map(chr, [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]))


def fancy_letters(view: View) -> Iterator[Finding]:
    """Report each stretch of words written in symbols that only look like letters, underlined or struck out.

    Left alone are a lone symbol (a variable in a formula, Ⓐ), `1ᵉʳ` and `Mᵐᵉ`, the emoji 🅰 and 🅱, and
    full width letters in a text with Chinese, Japanese or Korean ones. The repair writes the same
    letters plainly; it is not safe for what was struck out.

    Fills `{plain}`, the beginning of what the stretch says.
    """
    if _word(least=3).search(view.text) is None:
        return
    # Small capitals are letters of the phonetic alphabet too; beside a word of them one is enough.
    word = _word(least=1 if _small_capitals().search(view.text) else 3)
    stretches = [stretch for stretch in _stretches(view.prose, word) if not _welcome(stretch, view.text)]
    edits = [tuple(Edit(Span(*word.span()), plain(word[0])) for word in stretch) for stretch in stretches]
    if not edits:
        return
    for group, safe in zip(edits, each_harmless(view, edits), strict=True):
        span = _whole_words(view.text, group[0].span.start, group[-1].span.end)
        said = apply(view.text[: span.end], group)[span.start :]
        struck = _STROKES.intersection(view.text[span.start : span.end])
        yield Finding(span, {"plain": said if len(said) <= 40 else said[:39] + "…"}, group, safe and not struck)


def _whole_words(text: str, start: int, end: int) -> Span:
    """The span with the plain letters that stick to it: a capital may have no disguise of its own."""
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return Span(start, end)


def plain(word: str) -> str:
    """The letters that a word of symbols stands for, accents composed: `𝗲́` gives `é`."""
    letters: list[str] = []
    for character in word:
        if character in LINES:
            continue
        if "\u0300" <= character <= "\u036f" and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + character)
        elif character != "\ufe0f":
            letters.append(_letter(character))
    return "".join(letters)


@cache
def _letter(character: str) -> str:
    code = ord(character)
    if character in _SMALL_CAPITALS:
        return _SMALL_CAPITALS[character]
    if 0x1F150 <= code <= 0x1F169 or 0x1F170 <= code <= 0x1F189:  # white on black: they have no decomposition
        return chr(ord("A") + (code - 0x1F150) % 0x20)
    letter = unicodedata.normalize("NFKC", character)
    return letter.strip("()") if letter.startswith("(") else letter


@cache
def _small_capitals() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_SMALL_CAPITALS)}]{{3}}")


@cache
def _word(*, least: int) -> re.Pattern[str]:
    """A word of symbols; of small capitals so many at least."""
    mark = "[\u0300-\u036f]?"
    lined = rf"[^\W\d_][\u0300-\u0331]?[{LINES}]"
    return re.compile(
        rf"(?:[{_SYMBOLS}]\ufe0f?{mark})++"
        rf"|(?:[{''.join(_SMALL_CAPITALS)}]{mark}){{{least},}}+"
        rf"|(?<!\w)(?:[{_RAISED}]{mark}){{3,}}+"
        rf"|{lined}(?:(?:[ ][{LINES}]?)?{lined}){{2,}}+"
    )


def _stretches(prose: str, pattern: re.Pattern[str]) -> Iterator[list[re.Match[str]]]:
    """The words of symbols, those together that only a blank, a mark or a plain letter parts."""
    stretch: list[re.Match[str]] = []
    for word in pattern.finditer(prose):
        if plain(word[0]) == word[0]:
            continue  # a place of the block that is still empty
        if stretch:
            gap = prose[stretch[-1].end() : min(word.start(), stretch[-1].end() + 5)]
            if len(gap) > 3 or "\n" in gap or "\ufffc" in gap:
                yield stretch
                stretch = []
        stretch.append(word)
    if stretch:
        yield stretch


def _welcome(stretch: list[re.Match[str]], text: str) -> bool:
    """Whether a stretch is no word in disguise."""
    letters = set("".join(word[0] for word in stretch)) - {"\ufe0f"}
    if letters <= _EMOJI:
        return True
    if letters <= _WIDE and _east_asian().search(text):
        return True
    if any(len(plain(word[0])) > 1 for word in stretch):
        return False
    spaced = sum(second.start() - first.end() == 1 for first, second in pairwise(stretch))
    return spaced < 2 or not all(text[word.end()] == " " for word in stretch[:-1])


@cache
def _east_asian() -> re.Pattern[str]:
    return re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
