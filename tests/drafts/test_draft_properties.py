"""What holds for every draft, made up by hypothesis: places lead back, nothing but a clear error stops it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.drafts import Draft, read_draft, toml_nodes, yaml_nodes
from coach.drafts.flatten import flatten
from coach.drafts.nodes import List, Node, Scalar, Table
from coach.drafts.runs import Builder, taken
from coach.errors import DraftError
from coach.files import SourceFile, line_at
from coach.model import Span

Read = Callable[..., Draft]

MANY = settings(
    max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)

PIECES = st.sampled_from(
    [
        *(
            "\n",
            "\r\n",
            "\r",
            " ",
            "\t",
            "a",
            "é",
            "👩🏽‍🔧",
            "\ufeff",
            "\u2028",
            "\xa0",
            ":",
            "'",
            "[",
            "]",
            "{",
            "*",
            "_",
            "`",
        ),
        *("---", "---\n", "\n---\n", "+++\n", "...\n", "lang: fr\n", "media:\n", "- a.jpg\n", "networks: [x]\n"),
        *("  - file: b.jpg\n    alt: c\n", "allow: {a: b}\n", "media: [mastodon-a, bluesky-b]\n", 'cw: "x"\n'),
        *("hashtags: {mastodon-a: [Velo]}\n", "[a](b)", "![a](b)", "**", "# ", "> ", "- ", "1. ", "<b>", "&amp;"),
        *("\\*", "#Velo", "( ) a\n", "[ ] b\n"),
    ]
)

HEAD_LINES = st.sampled_from(
    [
        *(
            "lang: fr",
            "networks: [x, mastodon]",
            "cw: Élections",
            "status: draft",
            "# rien",
            "medias: a",
            "title: 'Été'",
        ),
        *("media: [affiche.jpg]", "media:\n  - file: b.jpg\n    alt: Une affiche 🚲", 'media: [{file: c, alt: "d"}]'),
        *("media: [mastodon-a, bluesky-b, bluesky-c]", "hashtags:\n  mastodon-a: [Velo, Été]\n  bluesky-b:\n  - Velo"),
        *("mentions: {bluesky-b: [asso.example]}", "allow:\n  shouting: oui\n  burst: non", "allow: {a: b, c: d}"),
    ]
)

HEADS = st.lists(HEAD_LINES, max_size=5, unique_by=lambda line: line.split(":")[0]).map(
    lambda lines: "\n".join(["---", *lines, "---", ""])
)

BODIES = st.lists(PIECES, max_size=30).map("".join)

ENDS = st.sampled_from(["\n", "\r\n", "\r"])

TEXTS = st.one_of(
    BODIES,
    st.builds(lambda head, body, ends: head.replace("\n", ends) + body, HEADS, BODIES, ENDS),
    st.builds(lambda *parts: "\n---\n".join(parts), HEADS, BODIES, HEADS, BODIES),
    st.builds(lambda head, body, ends: (head + body).replace("\n", ends), HEADS, st.text(max_size=40), ENDS),
)

NAMES = st.sampled_from(["a.txt", "a.md", "a.tweet", "a.toot"])

SPLITS = st.sampled_from(["draft", "blank-line", "line"])


def outcome(text: str, name: str = "a.md") -> Draft | DraftError:
    """The draft, or the error that stops it."""
    try:
        return read_draft(SourceFile(name, text))
    except DraftError as error:
        return error


def is_clear(found: Draft | DraftError, text: str) -> bool:
    """Whether an error, if there is one, names the file and one of its lines."""
    return isinstance(found, Draft) or (found.path == "a.md" and 1 <= found.line <= line_at(text, len(text)))


@MANY
@given(TEXTS, NAMES, SPLITS)
def test_every_post_leads_back_into_its_file(read: Read, text: str, name: str, split: str) -> None:
    if isinstance(outcome(text, name), DraftError):
        return
    draft = read(text, name, split=split)
    assert [post.number for post in draft.posts] == list(range(1, len(draft.posts) + 1))
    for post in draft.posts:
        assert "\r" not in post.text
        for span in [span for one in post.media for span in (one.span, one.alt_span)] + [
            one.span for one in post.allow
        ]:
            assert 0 <= span.start <= span.end <= len(text)
        for medium in post.media:
            assert text[slice(*medium.span)] == medium.file


@MANY
@given(TEXTS, NAMES)
def test_a_post_of_plain_text_is_the_text(text: str, name: str) -> None:
    body = text.replace("---", "").replace("+++", "")
    if name in ("a.tweet", "a.toot"):
        body = body.replace("(", "").replace("[", "")  # with these begin the answers of a poll
    draft = read_draft(SourceFile(name, body))
    folded = body.replace("\r\n", "\n").replace("\r", "\n").strip()
    assert [post.text for post in draft.posts] == [folded]


@MANY
@given(st.text(st.sampled_from("ab \n\r👩é"), max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_a_part_of_a_text_leads_to_the_same_places(text: str, one: int, other: int) -> None:
    written = taken(text, 0, len(text))
    start, end = sorted((min(one, len(written.text)), min(other, len(written.text))))
    part = written.cut(start, end)
    assert part.text == written.text[start:end]
    builder = Builder(text)
    builder.put(written.cut(0, start))
    builder.put(part)
    builder.put(written.cut(end, len(written.text)))
    again = builder.written()
    assert again.text == written.text
    for whole in (again, part):
        for segment in whole.segments:
            stretch = text[segment.origin : segment.origin + segment.length].replace("\r", "\n")
            assert stretch == whole.text[segment.start : segment.start + segment.length]


@MANY
@given(TEXTS)
def test_flattening_keeps_the_places_of_what_it_keeps(text: str) -> None:
    flat = flatten(taken(text, 0, len(text)))
    assert flat.text == flat.text.strip()
    for segment in flat.segments:
        stretch = text[segment.origin : segment.origin + segment.length].replace("\r", "\n")
        assert stretch == flat.text[segment.start : segment.start + segment.length]


# ---------------------------------------------------------------- front matter

KEYS = st.text("abcdef_-", min_size=1, max_size=5).filter(lambda key: key[0] != "-")
WORDS = st.text(st.sampled_from("abé1 .,:#'\"-[]{}&*!|>%@`~?=/\\🚲\t"), max_size=8)
LINES = st.one_of(
    st.builds("{}: {}".format, KEYS, WORDS),
    st.builds("{}:".format, KEYS),
    st.builds("  - {}".format, WORDS),
    st.builds("- {}".format, WORDS),
    st.builds("  {}: {}".format, KEYS, WORDS),
    st.builds("  - {}: {}".format, KEYS, WORDS),
    st.builds("    {}: {}".format, KEYS, WORDS),
    st.builds("{}: [{}, {}]".format, KEYS, WORDS, WORDS),
    st.builds('{}: "{}"'.format, KEYS, WORDS),
    st.builds("# {}".format, WORDS),
    st.just(""),
)

SIMPLE = st.text("abé1.🚲", min_size=1, max_size=4).filter(lambda word: word[0] != ".")
VALUE_LINES = st.one_of(
    st.builds(lambda word: [f" {word}"], SIMPLE),
    st.builds(lambda word: [f" '{word} : {word}'"], SIMPLE),
    st.builds(lambda word, other: [f" [{word},{other} ]"], SIMPLE, SIMPLE),
    st.just([""]),
)
NESTED = st.recursive(
    VALUE_LINES,
    lambda inner: st.one_of(
        st.lists(st.tuples(KEYS, inner), min_size=1, max_size=3, unique_by=lambda pair: pair[0]).map(
            lambda pairs: ["", *("  " + line for key, value in pairs for line in [f"{key}:{value[0]}", *value[1:]])]
        ),
        st.lists(VALUE_LINES, min_size=1, max_size=3).map(lambda items: ["", *(f"  -{item[0]}" for item in items)]),
        st.lists(VALUE_LINES, min_size=1, max_size=3).map(lambda items: ["", *(f"-{item[0]}" for item in items)]),
        st.builds(
            lambda key, first, other, second: ["", f"  - {key}:{first[0]}", f"    {other}x:{second[0]}"],
            *(KEYS, VALUE_LINES, KEYS, VALUE_LINES),
        ),
    ),
    max_leaves=6,
)
DOCUMENTS = st.lists(st.tuples(KEYS, NESTED), max_size=4, unique_by=lambda pair: pair[0]).map(
    lambda pairs: [line for key, value in pairs for line in [f"{key}:{value[0]}", *value[1:]]]
)


def bare(node: Node) -> object:
    """A value without its places, as the library itself gives it when every scalar is text."""
    if isinstance(node, Scalar):
        return None if node.null else node.text
    if isinstance(node, List):
        return [bare(item) for item in node.items]
    return {name: bare(entry.value) for name, entry in node.entries.items()}


@MANY
@given(DOCUMENTS, ENDS, st.sampled_from(["", "---\n"]))
def test_values_are_those_of_the_library(lines: list[str], ends: str, before: str) -> None:
    text = before + ends.join(lines)
    try:
        found = yaml_nodes.read(text, len(before), len(text), path="a.md")
    except DraftError:
        return
    loaded = yaml.load(ends.join(lines), yaml.BaseLoader)
    assert _without_nulls(bare(found)) == _without_nulls(loaded or {})


def _without_nulls(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_nulls(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_nulls(item) for item in value]
    return None if value in ("", "~", "null", "Null", "NULL") else value


@MANY
@given(st.text(st.sampled_from("a:-[]{}&*!|>'\"%@`#?~, \n\r\té\x85\u2028🚲\x07"), max_size=60))
def test_whatever_stands_between_fences_only_a_clear_error_comes_out(text: str) -> None:
    draft = f"---\nlang: fr\n{text}\n---\nBonjour"
    assert is_clear(outcome(draft), draft)


TOML_TEXT = st.text(st.sampled_from("abé🚲 '\"\\\n\t#=[]"), max_size=8)
TOML_KEYS = st.one_of(KEYS, st.text("a b.é", min_size=1, max_size=4))
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(TOML_TEXT, st.integers(), st.booleans(), st.floats(allow_nan=False, allow_infinity=False)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(TOML_KEYS, inner, max_size=3).filter(lambda table: "\n" not in table),
    ),
    max_leaves=8,
)


def quoted(text: str, way: int) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    if way == 0 and "'" not in text and "\n" not in text:
        return f"'{text}'"
    if way == 1 and "'''" not in text and not text.endswith("'"):
        return f"'''\n{text}'''"
    if way == 2:
        return f'"""{escaped}"""' if not text.startswith("\n") else f'"""\n{escaped}"""'
    return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t") + '"'


def written(value: Any, way: int) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quoted(value, way)
    if isinstance(value, list):
        return "[" + ", ".join(written(item, way + 1) for item in value) + (" ,]" if value and way % 2 else "]")
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(key, 3)} = {written(item, way + 1)}" for key, item in value.items()) + "}"
    return repr(value)


def plain(node: Node, text: str) -> Any:
    """The value as the standard library would give it, and its place checked."""
    if isinstance(node, List):
        return [plain(item, text) for item in node.items]
    if isinstance(node, Table):
        return {name: plain(entry.value, text) for name, entry in node.entries.items()}
    assert text[slice(*node.span)] in text[slice(*node.whole)]
    return tomllib.loads("it = " + text[slice(*node.whole)])["it"]


@MANY
@given(st.dictionaries(KEYS, VALUES, max_size=4), st.integers(0, 3), st.booleans())
def test_toml_means_what_the_standard_library_says(table: dict[str, Any], way: int, tables: bool) -> None:
    lines = [f"{key} = {written(value, way)}  # {way}" for key, value in table.items() if not isinstance(value, dict)]
    for key, value in table.items():
        if isinstance(value, dict) and tables:
            lines += [f"[{key}]", *(f"{quoted(name, 3)} = {written(item, way)}" for name, item in value.items())]
        elif isinstance(value, dict):
            lines.insert(0, f"{key} = {written(value, way)}")
    text = "+++\n" + "\n".join(lines)
    read = toml_nodes.read(text, 4, len(text), path="a.md")
    assert plain(read, text) == tomllib.loads(text[4:])


@MANY
@given(st.text(st.sampled_from("a1 .=[]{},\"'#\n\r\\é-+:"), max_size=60))
def test_whatever_toml_is_given_only_a_clear_error_comes_out(text: str) -> None:
    draft = f"+++\n{text}\n+++\nBonjour"
    assert is_clear(outcome(draft), draft)


def test_an_empty_span_stays_where_it_is() -> None:
    (post,) = read_draft(SourceFile("a.txt", "\r\n a\r\nb")).posts
    assert post.span_in_file(Span(0, 0)) == Span(3, 3)
    assert post.span_in_file(Span(0, 3)) == Span(3, 7)
