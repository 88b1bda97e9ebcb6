"""Which language coach speaks, and its own sentences: gettext catalogues under `locale/`, keyed by name."""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from coach.model import LANGUAGES, Language

FOLDER = Path(__file__).parent / "locale"
DOMAINS = ("coach", "tutor")
"""The catalogues, in the order they are looked in: what any command may say, and what only the tutor says.

Reading one takes longer the more it holds, and a hook never needs the second.
"""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def choose(*wishes: str | None) -> Language:
    """The first wish that names a language coach speaks (`fr`, `fr_CA.UTF-8` …); English where none does."""
    for wish in wishes:
        for language in LANGUAGES:
            if wish and wish.lower().replace("-", "_").split("_")[0].split(".")[0] == language:
                return language
    return "en"


def from_environment(environment: Mapping[str, str]) -> list[str | None]:
    """The wishes of the surroundings, strongest first: COACH_LANG, then the locale as gettext reads it."""
    listed = environment.get("LANGUAGE", "").split(":")
    first = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), None)
    # LANGUAGE has no say in the C locale, as in GNU gettext.
    return [environment.get("COACH_LANG"), *([] if first in ("C", "POSIX", "C.UTF-8") else listed), first]


@cache
def _catalogue(domain: str, language: Language) -> gettext.NullTranslations:
    return gettext.translation(domain, FOLDER, [language])


def _sentence(key: str, language: Language) -> str:
    for domain in DOMAINS:
        sentence = _catalogue(domain, language).gettext(key)
        if sentence != key:
            return sentence
    return key


def speak(language: Language) -> None:
    """Let the command line library speak `language` too: it asks gettext's current domain."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAINS[0], str(FOLDER))
    gettext.textdomain(DOMAINS[0])


def say(key: str, language: Language, /, **values: object) -> str:
    """coach's own sentence called `key`, filled with `values`."""
    return fill(_sentence(key, language), values)


def known(key: str) -> bool:
    """Whether a sentence of that name exists."""
    return _sentence(key, "en") != key


def fill(sentence: str, values: Mapping[str, object]) -> str:
    """`sentence` with each `{name}` replaced by the value of that name; other braces stay as they are."""
    return _PLACEHOLDER.sub(lambda match: str(values[match[1]]) if match[1] in values else match[0], sentence)
