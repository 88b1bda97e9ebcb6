"""Which language a post is written in: French, English, or no telling."""

from __future__ import annotations

import re
from functools import cache

from coach.model import Language

# Small words that one of the two languages uses all the time and the other hardly ever.
_FRENCH_WORDS = """
le la les l une des du de d et est sont été être au aux ce cet cette ces c qui que qu quoi dont où nous vous ils
elles il elle je j tu se s sa son ses leur leurs notre votre nos vos mon ma mes ton ta tes pour par avec sans dans
sur sous chez entre vers pas ne n ni très bien aussi mais ou donc si y en à dès jusqu lors après avant depuis
pendant avez avons ont était étaient sera seront fait faire peut peuvent tout tous toute toutes quel quelle quels
quelles même mêmes comme quand encore déjà merci bonjour bonsoir venez votre samedi dimanche lundi mardi mercredi
jeudi vendredi
"""
_ENGLISH_WORDS = """
the an and of to is are was were be been being in at by for from with without about into over before between this
that these those it its it's we you they he she us our your their his her my him them who which what when where why
how not no don't can could will would should have has had do does did if but so than then there here just more most
very all any some each every now new also up out off only join thanks please today tomorrow let's we're you're i'm
monday tuesday wednesday thursday friday saturday sunday
"""
_FRENCH = frozenset(_FRENCH_WORDS.split())
_ENGLISH = frozenset(_ENGLISH_WORDS.split())

# Letters and signs that English does not use.
_ACCENTS = frozenset("àâæçèêëîïôœùûüÿéÀÂÆÇÈÊËÎÏÔŒÙÛÜŸÉ«»")

LEAST = 2
"""Small words of one language that must be there before coach believes it."""
TIMES = 3
"""How many times more there must be of the one than of the other."""


def detect(text: str) -> Language | None:
    """`fr` or `en`, from the small words of each; None where there are too few or too many of both.

    Links, mentions and hashtags say nothing of the language: blank them first (`View.prose`).
    """
    french, english = _small_words(text)
    if french and not _ACCENTS.isdisjoint(text):
        french += 1
    if french >= LEAST and french >= TIMES * english:
        return "fr"
    if english >= LEAST and english >= TIMES * french:
        return "en"
    return None


def sounds_french(text: str) -> bool:
    """Whether a few words, a quotation say, are rather French than English; an accent will do where no word tells."""
    french, english = _small_words(text)
    return french + (not _ACCENTS.isdisjoint(text)) > english


def _small_words(text: str) -> tuple[int, int]:
    words = _word().findall(text.lower().replace("’", "'")[:MOST])
    return sum(map(_FRENCH.__contains__, words)), sum(map(_ENGLISH.__contains__, words))


MOST = 10_000
"""Characters read; more would teach nothing new."""


@cache
def _word() -> re.Pattern[str]:
    # Latin letters only, since all those words are of them. An elided article (l', d', qu') is a word of its own;
    # don't and it's are one.
    return re.compile(r"[a-z\xdf-\xf6\xf8-\u024f\u1e00-\u1eff]++(?:'(?:t|s|re|m)\b)?+")
