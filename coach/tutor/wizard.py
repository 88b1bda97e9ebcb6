"""`coach start`, as values: what is asked of whom, and what the settings file says afterwards.

Only what the settings do not say yet is asked. Nothing here asks or writes; `starting.py` does.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

from coach import words
from coach.model import LANGUAGES, Language
from coach.settings import Settings
from coach.text.networks import NETWORKS, network
from coach.tutor.ask import Answer, Choice, Question
from coach.tutor.configure import Value, quoted
from coach.tutor.safety import Repository
from coach.tutor.states import GOALS

Given: TypeAlias = Mapping[str, Answer]
Values: TypeAlias = Mapping[str, Value]

UNSURE = "unsure"
OTHER = "other"

# What is offered for good, and can be declined for good.
OFFERS = ("hook", "ci", "script")

# The questions whose answers are settings of the same name, in the order of the file.
SETTINGS = ("language", "organisation", "networks", "timezone", "people", "goal")

# Where the French and English associations that coach is for mostly are.
ZONES = (
    "Europe/Paris",
    "Europe/Brussels",
    "Europe/Zurich",
    "Europe/London",
    "America/Toronto",
    "America/New_York",
    "America/Guadeloupe",
    "America/Martinique",
    "America/Cayenne",
    "Indian/Reunion",
    "Africa/Dakar",
)

# Cities that the database of time zones does not know, or not by the name people here say.
_CITIES = {
    "Europe/Paris": "lyon marseille lille toulouse nantes bordeaux strasbourg nice rennes grenoble montpellier france",
    "Europe/Brussels": "bruxelles liege namur charleroi belgique",
    "Europe/Zurich": "geneve geneva lausanne berne suisse",
    "Europe/London": "londres manchester birmingham glasgow edinburgh cardiff leeds bristol",
    "America/Toronto": "montreal quebec ottawa",
    "America/Guadeloupe": "pointeapitre",
    "America/Martinique": "fortdefrance",
    "America/Cayenne": "guyane",
    "Indian/Reunion": "lareunion saintdenis",
    "Pacific/Tahiti": "papeete polynesie",
    "Pacific/Noumea": "nouvellecaledonie",
    "Africa/Algiers": "alger oran",
    "Africa/Casablanca": "rabat maroc",
    "Africa/Dakar": "senegal",
    "America/New_York": "boston washington",
}

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the questions depend on, apart from the answers."""

    settings: Settings
    repository: Repository | None = None
    hook: str = "free"
    """free: coach may write one; ours: it is there; taken: somebody else's is."""
    ci: bool = False
    """Whether the build server checks drafts already."""
    script: bool = False
    """Whether the script for a double click is there already."""
    declined: tuple[str, ...] = ()
    """What the learner was offered before and did not want. It is not offered twice."""
    placement: bool = False
    """Whether there are questions to place the learner, who has just begun."""
    display: bool = True
    """Whether the display is to be asked for: it was not chosen by a flag or the terminal."""
    zone: str = ""
    """The time zone of this computer; empty where it does not say."""

    @property
    def file_name(self) -> str:
        """The name of the settings file, as one says it."""
        return self.settings.path.name if self.settings.path else "coach.toml"


class Step(NamedTuple):
    """One question of the wizard, and whether it comes, given the answers so far."""

    name: str
    comes: Callable[[Surroundings, Given], bool]
    make: Callable[[Surroundings, Given, Language], Question]


def remaining(around: Surroundings, given: Given) -> Iterator[Step]:
    """The questions that are still to be asked, in order."""
    offered = (one for one in STEPS if one.name not in given and one.name not in around.declined)
    return (one for one in offered if one.comes(around, given))


def answered(around: Surroundings, given: Given) -> dict[str, Answer]:
    """The answers that still count: an earlier one, changed, may have made a later question pointless."""
    return {one.name: given[one.name] for one in STEPS if one.name in given and one.comes(around, given)}


def declined(around: Surroundings, given: Given) -> tuple[str, ...]:
    """What was offered and not wanted, now or before."""
    return tuple(name for name in OFFERS if name in around.declined or given.get(name) is False)


def asked_settings(around: Surroundings) -> tuple[str, ...]:
    """The settings that the file does not say yet."""
    return tuple(name for name in SETTINGS if name not in around.settings.origins)


def _missing(name: str) -> Callable[[Surroundings, Given], bool]:
    return lambda around, given: name not in around.settings.origins


def _question(name: str, language: Language, **more: object) -> Question:
    return Question(f"start.{name}", words.say(f"start-ask-{name}", language), **more)  # type: ignore[arg-type]


def _choices(name: str, values: tuple[str, ...], language: Language) -> tuple[Choice, ...]:
    return tuple(Choice(value, words.say(f"start-{name}-{value}", language)) for value in values)


def _ask_language(around: Surroundings, given: Given, language: Language) -> Question:
    names = tuple(Choice(one, words.say("start-language-name", one)) for one in sorted(LANGUAGES, reverse=True))
    return _question("language", language, choices=names, default=language)


def _ask_display(around: Surroundings, given: Given, language: Language) -> Question:
    choices = _choices("display", ("normal", "plain"), language)
    return _question("display", language, choices=choices, default="normal")


def _ask_organisation(around: Surroundings, given: Given, language: Language) -> Question:
    def refuse(answer: Answer) -> str | None:
        text = str(answer).strip()
        if not text:
            return words.say("start-organisation-empty", language)
        return words.say("start-organisation-long", language, most=LONGEST_NAME) if len(text) > LONGEST_NAME else None

    return _question("organisation", language, kind="text", refuse=refuse)


def _ask_networks(around: Surroundings, given: Given, language: Language) -> Question:
    def refuse(answer: Answer) -> str | None:
        return None if answer else words.say("start-networks-none", language)

    common = ("x", "mastodon", "bluesky", "facebook", "instagram", "linkedin", "threads")
    # X as it was in 2011 is for exercises: nobody posts there.
    order = (*common, *(one for one in NETWORKS if one not in (*common, "x-classic")))
    choices = tuple(Choice(one, network(one).name) for one in order)
    return _question("networks", language, kind="many", choices=choices, refuse=refuse)


def _ask_timezone(around: Surroundings, given: Given, language: Language) -> Question:
    zone = around.zone or ("Europe/Paris" if language == "fr" else "Europe/London")
    zones = tuple(dict.fromkeys((zone, *ZONES)))
    choices = (
        *(Choice(zone, _zone_label(zone, language)) for zone in zones),
        Choice(OTHER, words.say("start-zone-other", language)),
    )
    return _question("timezone", language, choices=choices, default=zone)


def ask_zone(language: Language) -> Question:
    """The question for those whose time zone is not in the list."""

    def refuse(answer: Answer) -> str | None:
        if find_zones(str(answer)):
            return None
        return words.say("start-zone-unknown", language)

    text = words.say("start-ask-zone", language)
    return Question(key="start.timezone", text=text, kind="text", refuse=refuse)


def _zone_label(zone: str, language: Language) -> str:
    key = f"start-zone-{zone.rpartition('/')[2].casefold()}"
    city = words.say(key, language) if words.known(key) else zone.rpartition("/")[2].replace("_", " ")
    return f"{city} ({zone})"


def find_zones(said: str) -> tuple[str, ...]:
    """The time zones that a name or a part of one means, the most likely first."""
    sought = _folded(said)
    if len(sought) < 2:
        return ()
    known = [zone for zone, cities in _CITIES.items() if sought in cities.split()]
    if known:
        return tuple(known)
    exact = [zone for zone in _zones() if sought in (_folded(zone), _folded(zone.rpartition("/")[2]))]
    return tuple(exact or [zone for zone in _zones() if sought in _folded(zone)])


@cache
def _zones() -> tuple[str, ...]:
    from zoneinfo import available_timezones

    return tuple(sorted(zone for zone in available_timezones() if zone.count("/") and not zone.startswith("Etc/")))


def _folded(text: str) -> str:
    import unicodedata

    plain = unicodedata.normalize("NFD", text.strip()[:60].casefold())
    return "".join(sign for sign in plain if sign.isalnum() or sign == "/")


def _ask_people(around: Surroundings, given: Given, language: Language) -> Question:
    return _question("people", language, choices=_choices("people", ("alone", "together"), language))


def _ask_goal(around: Surroundings, given: Given, language: Language) -> Question:
    return _question("goal", language, choices=_choices("goal", (*GOALS, UNSURE), language))


def _ask_complete(around: Surroundings, given: Given, language: Language) -> Question:
    lines = "\n".join(f"{name} = {quoted(value)}" for name, value in settings_of(around, given).items())
    text = words.say("start-ask-complete", language, file=around.file_name, lines=lines)
    return Question(key="start.complete", text=text, kind="yes-no", default=True)


def _ask_hook(around: Surroundings, given: Given, language: Language) -> Question:
    return _question("hook", language, kind="yes-no", default=True)


def _ask_ci(around: Surroundings, given: Given, language: Language) -> Question:
    host = around.repository.host if around.repository else ""
    text = words.say("start-ask-ci", language, host={"github": "GitHub", "gitlab": "GitLab"}.get(host, host))
    return Question(key="start.ci", text=text, kind="yes-no", default=False)


def _ask_script(around: Surroundings, given: Given, language: Language) -> Question:
    return _question("script", language, kind="yes-no", default=True)


def _ask_placement(around: Surroundings, given: Given, language: Language) -> Question:
    return _question("placement", language, kind="yes-no", default=False)


def _host(around: Surroundings) -> str:
    return around.repository.host if around.repository else "none"


STEPS: tuple[Step, ...] = (
    Step("language", _missing("language"), _ask_language),
    Step("display", lambda around, given: around.display, _ask_display),
    Step("organisation", _missing("organisation"), _ask_organisation),
    Step("networks", _missing("networks"), _ask_networks),
    Step("timezone", _missing("timezone"), _ask_timezone),
    Step("people", _missing("people"), _ask_people),
    Step("goal", _missing("goal"), _ask_goal),
    Step(
        "complete",
        lambda around, given: around.settings.path is not None and bool(settings_of(around, given)),
        _ask_complete,
    ),
    Step("hook", lambda around, given: around.repository is not None and around.hook == "free", _ask_hook),
    Step("ci", lambda around, given: not around.ci and _host(around) != "none", _ask_ci),
    Step("script", lambda around, given: around.repository is None and not around.script, _ask_script),
    Step("placement", lambda around, given: around.placement, _ask_placement),
)


def settings_of(around: Surroundings, given: Given) -> dict[str, Value]:
    """What the answers add to the settings file."""
    found: dict[str, Value] = {}
    for name in asked_settings(around):
        answer = given.get(name)
        # Nothing is written of what was passed over.
        if answer and answer not in (UNSURE, OTHER):
            found[name] = answer.strip() if isinstance(answer, str) else answer
    return found


def comment_of(name: str, language: Language) -> str:
    """What the settings file says above that setting; nothing above one whose table explains it."""
    key = f"start-comment-{name}"
    return words.say(key, language) if words.known(key) else ""


def settings_text(values: Mapping[str, Value], rule_set: str, language: Language) -> str:
    """A new `coach.toml`, with comments for someone who has never seen one."""
    lines = [*_comment(words.say("start-comment-file", language)), ""]
    for name, value in values.items():
        lines += [*_comment(comment_of(name, language)), f"{name} = {quoted(value)}", ""]
    lines += [*_comment(comment_of("rules", language)), f"rules = {quoted(rule_set)}", "", "[lint]"]
    lines += [*_comment(comment_of("include", language)), 'include = ["drafts/**"]', ""]
    lines += [*_comment(comment_of("ignore", language)), '# ignore = ["missing-hashtag"]', ""]
    lines += ["[hashtags]", *_comment(comment_of("ours", language)), "ours = []", ""]
    return "\n".join(lines)


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in text.split("\n")]


def system_zone(environment: Mapping[str, str] = os.environ, root: Path = Path("/")) -> str:
    """The time zone that this computer is set to; empty where it does not say."""
    candidates = [environment.get("TZ", "").lstrip(":")]
    with suppress(OSError, UnicodeError):
        candidates.append((root / "etc/timezone").read_text(encoding="utf-8").strip()[:60])
    with suppress(OSError):
        candidates.append(os.readlink(root / "etc/localtime").rpartition("zoneinfo/")[2])
    known = _zones()
    return next((zone for zone in candidates if zone in known), "")
