"""The settings file: what holds, where it came from, and what is refused with file, line and a way out."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from coach import content, settings
from coach.errors import CoachError

ROOT = Path(__file__).parents[1]


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_file_upward_holds_and_nothing_is_merged_in_secret(tmp_path: Path) -> None:
    write(tmp_path / "coach.toml", 'networks = ["mastodon"]\ntimezone = "Europe/Paris"\n')
    write(tmp_path / "press" / "coach.toml", 'networks = ["bluesky"]\n')
    (tmp_path / "press" / "deep").mkdir()
    assert settings.nearest(tmp_path / "press" / "deep").networks == ("bluesky",)
    assert settings.nearest(tmp_path / "press" / "deep").timezone is None
    assert settings.nearest(tmp_path).networks == ("mastodon",)


def test_a_section_of_pyproject_counts_and_one_without_it_does_not(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[project]\nname = "a"\n[tool.coach]\nnetworks = ["threads"]\n')
    write(tmp_path / "inner" / "pyproject.toml", '[project]\nname = "b"\n')
    assert settings.nearest(tmp_path / "inner").networks == ("threads",)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        pytest.param('[tool."coach"]\nlanguage = "fr"', True, id="quoted"),
        pytest.param('[ tool . coach ]\nlanguage = "fr"', True, id="with blanks"),
        pytest.param('tool.coach.language = "fr"', True, id="dotted"),
        pytest.param('[tool]\ncoach = { language = "fr" }', True, id="on one line"),
        pytest.param('[tool.coach.lint]\nsplit = "line"', True, id="a part of it"),
        pytest.param('[project]\nname = "coach"\n[tool.other]\na = 1', False, id="a project of that name"),
        pytest.param('[project\nname = "coach"', False, id="no TOML, of somebody else's"),
    ],
)
def test_every_spelling_of_the_section_counts(tmp_path: Path, text: str, counts: bool) -> None:
    path = write(tmp_path / "pyproject.toml", text)
    assert settings.find(tmp_path) == (path if counts else None)


def test_extends_is_explicit_and_the_nearer_value_wins(tmp_path: Path) -> None:
    base = 'networks = ["x"]\n[lint]\nignore = ["shouting"]\n[lint.severity]\nellipsis = "error"\n'
    write(tmp_path / "base.toml", base)
    path = write(tmp_path / "coach.toml", 'extends = "base.toml"\nnetworks = ["bluesky"]\n')
    found = settings.read(path)
    assert found.networks == ("bluesky",)
    assert found.ignore == ("shouting",)
    assert found.place("networks") == (str(path), 2)
    assert found.place("lint.severity.ellipsis") == (str(tmp_path / "base.toml"), 5)


def test_rules_of_a_base_are_looked_for_beside_the_base(tmp_path: Path) -> None:
    write(tmp_path / "shared" / "base.toml", 'rule-paths = ["house"]\n')
    path = write(tmp_path / "team" / "coach.toml", 'extends = "../shared/base.toml"\n')
    assert [item.resolve() for item in settings.read(path).rule_paths] == [(tmp_path / "shared" / "house").resolve()]


@pytest.mark.parametrize(
    ("text", "key", "line", "values"),
    [
        pytest.param('netwoks = ["x"]', "unknown-key", 1, {"suggestion": "networks"}, id="a misspelled key"),
        pytest.param('a = 1\n[lint]\nignroe = ["x"]', "unknown-key", 1, {"name": "a"}, id="the first fault is told"),
        pytest.param('[lint]\nignroe = ["x"]', "unknown-key", 2, {"name": "lint.ignroe"}, id="a key of a table"),
        pytest.param('language = "de"', "not-one-of", 1, {"value": "de"}, id="a language coach does not speak"),
        pytest.param('\nnetworks = "x"', "wrong-type", 2, {"expected": "type-array"}, id="a text for a list"),
        pytest.param('networks = ["X"]', "not-one-of", 1, {"value": "X"}, id="a network that does not exist"),
        pytest.param('rules = "november"', "bad-format", 1, {"example": "2026-11"}, id="a rule set that is no date"),
        pytest.param("[network.x]\nlimit = 0", "too-small", 2, {"least": 1}, id="a limit that nothing fits in"),
        pytest.param("[network.x]\nlimit = true", "wrong-type", 2, {}, id="true is no number"),
        pytest.param('timezone = "Paris"', "unknown-timezone", 1, {"name": "Paris"}, id="a time zone of nowhere"),
        pytest.param('timezone = "../../etc/passwd"', "unknown-timezone", 1, {}, id="a time zone that is a path"),
        pytest.param("a = [\n1,,2]", "toml-broken", 2, {"text": "1,,2]"}, id="what is no TOML"),
        pytest.param("a = " + "[" * 9000, "toml-broken", 1, {}, id="TOML nested without end"),
        pytest.param("[[lint.overrides]]\nignore = []", "missing-key", 1, {}, id="an override without files"),
        pytest.param('extends = "none.toml"', "extends-missing", 1, {}, id="a base that is missing"),
        pytest.param('extends = "coach.toml"', "extends-cycle", 0, {}, id="a file that extends itself"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    text: str, key: str, line: int, values: dict[str, object], tmp_path: Path
) -> None:
    path = write(tmp_path / "coach.toml", text)
    with pytest.raises(CoachError) as caught:
        settings.read(path)
    assert caught.value.key == key
    assert caught.value.path == str(path)
    assert caught.value.line == line
    assert {name: caught.value.values.get(name) for name in values} == values


@pytest.mark.parametrize(
    ("at", "line"),
    [
        (("a",), 1),
        (("b", "c"), 4),
        (("list", 1, "d"), 9),
        (("list", 0, "d"), 7),
        (("b", "quoted key"), 5),
        (("nowhere",), 1),
        (("b", "nowhere"), 3),
    ],
)
def test_the_line_of_a_value_is_found_through_tables_and_lists(at: content.Place, line: int) -> None:
    text = 'a = 1\n\n[b]\nc = 2\n"quoted key" = 3\n[[list]]\nd = 1\n[[list]]\nd = 2\n'
    assert tomllib.loads(text)
    assert content.line_of(text, at) == line


def readme_settings() -> list[str]:
    return re.findall(r"```toml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)


def test_the_settings_of_the_documentation_fit_the_shipped_schema_and_the_reader(tmp_path: Path) -> None:
    blocks = [block for block in readme_settings() if "networks" in block]
    assert blocks
    for index, block in enumerate(blocks):
        data = tomllib.loads(block)
        jsonschema.Draft202012Validator(content.schema("settings")).validate(data)
        settings.read(write(tmp_path / str(index) / "coach.toml", block))


@pytest.mark.parametrize("name", ["settings", "rule"])
def test_the_schemas_are_schemas(name: str) -> None:
    schema = json.loads((content.PACKAGE / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema == content.schema(name)


@pytest.mark.parametrize(
    "data",
    [
        {"networks": ["x"]},
        {"networks": ["y"]},
        {"networks": "x"},
        {"lint": {"overrides": [{"files": ["a"]}]}},
        {"lint": {"overrides": [{"ignore": ["a"]}]}},
        {"network": {"x": {"limit": 0}}},
        {"network": {"x": {"limit": 12}}},
        {"network": {"y": {"limit": 12}}},
        {"options": {"too-long": {"a": 1}}},
        {"options": {"too-long": 1}},
        {"rules": "2026-11"},
        {"rules": "2026"},
        {"surprise": 1},
    ],
    ids=str,
)
def test_the_reader_and_a_full_validator_agree(data: dict[str, object]) -> None:
    schema = content.schema("settings")
    assert (not list(content.faults(data, schema))) == jsonschema.Draft202012Validator(schema).is_valid(data)


# --- what the command line says about settings -------------------------------------------------------------------

OVERRIDES = '[[lint.overrides]]\nfiles = ["b"]\nignore = ["shouting"]\n[[lint.overrides]]\nfiles = ["a"]\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("[options.too-many-hashtag]\nat_most = 3", ":1: too-many-hashtag, ", id="options of no rule"),
        pytest.param("[options.nonsense]", ":1: nonsense, ", id="no options of no rule"),
        pytest.param(OVERRIDES + 'ignore = ["nope"]', ":6: nope, ", id="the second override"),
        pytest.param(OVERRIDES + 'extend-select = ["nope"]', ":6: nope, ", id="what it adds"),
        pytest.param(OVERRIDES + 'severity = { nope = "off" }', ":6: nope, ", id="how serious it says"),
        pytest.param(OVERRIDES.replace("shouting", "nope"), ":3: nope, ", id="the first override"),
        pytest.param('\nrule-paths = ["nope"]', ":2: aucun fichier ni dossier de règles nommé nope", id="a rule path"),
        pytest.param('[plan]\nhistory = ["nope.zip"]', ":2: il n’y a pas d’archive nope.zip", id="an archive"),
        pytest.param('rule-paths = [""]', ':1: rule-paths.1 ne peut pas être ""', id="a path of nothing"),
        pytest.param('language = ""', ':1: "" n’est pas possible pour language', id="a language of nothing"),
        pytest.param('rules = "2026-13"', ":1: rules ne peut pas être 2026-13", id="a month that is none"),
        pytest.param('rules = "2026-10"', ":1: aucun jeu de règles ne remonte à 2026-10", id="a set before the first"),
        pytest.param('rules = "2026-00"', ":1: rules ne peut pas être 2026-00", id="another one"),
        pytest.param(
            "[options.too-many-hashtags]\nat_most = -1", ":2: l’option at_most va de 0 à ", id="less than none"
        ),
        pytest.param(
            "[options.too-long]\nfoo = 1",
            ":2: foo n’est pas une option de cette vérification, qui n’en a",
            id="no option",
        ),
        pytest.param(
            "[options.too-many-hashtags]\nat_most = true",
            ":2: l’option at_most devrait ressembler à 3, et non à true",
            id="true",
        ),
        pytest.param('timezone = ""', ':1: "" n’est pas un fuseau horaire', id="a zone of nothing"),
        pytest.param('[plan]\nhours = ""', ':2: "" : ce ne sont pas des heures', id="hours of nothing"),
        pytest.param('extends = ""', ':1: il n’y a pas de fichier "" à étendre', id="a base of nothing"),
        pytest.param('extends = "."', ":1: il n’y a pas de fichier . à étendre", id="a base that is a folder"),
        pytest.param('language = "\0"', ": ce fichier contient un octet nul à la position 12", id="no text"),
    ],
)
def test_complaints_name_the_line_and_the_value(
    call: Callable[..., tuple[int, str, str]], here: Path, text: str, says: str
) -> None:
    path = write(here / "coach.toml", text)
    write(here / "a.txt", "Rien à dire ici. #ESS\n")
    code, _, err = call("lint", "a.txt", "--lang", "fr")
    assert code == 2
    assert f"coach: {path}{says}" in err.replace("\u00a0", " ")
    assert err.count("\n") == 1


def test_a_link_to_settings_that_are_lost_is_told(call: Callable[..., tuple[int, str, str]], here: Path) -> None:
    write(here / "a.txt", "Rien à dire ici. #ESS\n")
    (here / "coach.toml").symlink_to("nowhere.toml")
    code, _, err = call("lint", "a.txt", "--lang", "en")
    assert code == 2
    assert "coach.toml: this link to settings leads to no file" in err


def test_a_date_between_quotes_is_told_as_such(call: Callable[..., tuple[int, str, str]], here: Path) -> None:
    shipped = (content.folder("rules") / "too-long.toml").read_text(encoding="utf-8")
    write(here / "a.toml", re.sub(r"read = ([\d-]+)", r'read = "\1"', shipped))
    _, out, _ = call("test", "a.toml", "--lang", "en")
    assert "read should be a date, without quotes, like 2026-11-22." in out


def test_settings_are_shown_as_the_file_takes_them(
    call: Callable[..., tuple[int, str, str]], here: Path, tmp_path: Path
) -> None:
    more = 'extend-select = ["ellipsis"]\nseverity = { shouting = "off" }\nnetworks = ["bluesky"]\n'
    write(here / "coach.toml", OVERRIDES + more)
    out = call("settings", "--lang", "en")[1]
    found = dict(re.findall(r"^lint\.overrides\.(\d) = (\{.*\}) +# .*?:(?:\d+)$", out, re.MULTILINE))
    assert re.findall(r"^lint\.overrides\.\d .*:(\d+)$", out, re.MULTILINE) == ["1", "4"]
    written = "".join(f"[[lint.overrides]]\no = {found[number]}\n" for number in "12")
    shown = {"lint": {"overrides": [one["o"] for one in tomllib.loads(written)["lint"]["overrides"]]}}
    assert shown == tomllib.loads(OVERRIDES + more)


def test_origins_stand_in_one_column(call: Callable[..., tuple[int, str, str]], here: Path) -> None:
    write(here / "coach.toml", "[options.too-many-hashtags]\nat_most = 4\n")
    rows = call("settings", "--lang", "en")[1].splitlines()[1:]
    assert len({row.index("# ") for row in rows}) == 1


@pytest.mark.parametrize("name", ["TOO-LONG", "Too-Lon", "too_long"])
def test_a_rule_is_found_whatever_its_capitals(call: Callable[..., tuple[int, str, str]], name: str) -> None:
    assert "Did you mean too-long?" in call("explain", name, "--lang", "en")[2]
