"""Hashtags that are not there, not alive or not whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise

from coach.checks.tag_words import LONGEST, beginnings, fold, spellings
from coach.model import Edit, Entity, Finding, Span, new
from coach.text.features import HASH, lowered
from coach.text.view import View


def missing_hashtag(view: View, *, unless: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Report, at the end of the post, that it has no hashtag.

    A reply and the later posts of a thread need none. A post with a `#` of any kind is left to the
    checks that look at that `#`.

    Args:
        unless: words, in small letters, of posts that want none: an obituary, say.
    """
    if view.features & HASH or not view.text:
        return
    post = view.post
    if post.reply or (post.thread is not None and post.thread.number > 1):
        return
    if unless:
        small = view.small
        for word in _coded(unless):
            if word in small:
                return
    end = len(view.text)
    yield Finding(new(Span, (end, end)))


@lru_cache(maxsize=16)
def _coded(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words as `View.small` has them."""
    return tuple(lowered(word.encode()) for word in words)


def dead_hashtag(view: View, *, numbered: tuple[str, ...] = (), not_tags: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Report each `#` that was meant as a hashtag and that this network leaves as plain text.

    Meant as a hashtag are: a year (`#2026`), a share (`#100%`), a word with the `#` glued to the one
    before it (`texte#ess`), several tags in one piece (`#ess#asso`), a word after `#` and a space, and
    any word after a `#` that this network does not accept at that place, such as `(#ess)` on Bluesky.
    Left alone are ranks and issue numbers, `C#`, addresses, and a `#` that opens a line.

    Args:
        numbered: words before a number that make it one: `PR #2026`.
        not_tags: words after `# ` that show that the sign stands for itself: `the # of people`.

    Fills `{tag}`, what was typed. The edit adds or takes away one space.
    """
    entities = view.entities
    text = view.text
    # Every living hashtag has its own sign; where no sign is left over, all is well.
    if text.count("#") + text.count("＃") == sum([entity.kind == "hashtag" for entity in entities]):
        return
    count, index = len(entities), 0
    for match in _typed().finditer(text):
        start = match.start()
        while index < count and entities[index].end <= start:
            index += 1
        dead = None
        if index == count or entities[index].start > start:
            dead = _dead(view, match, numbered, not_tags)
        elif entities[index].kind == "hashtag" and not _lives(entities, index, match):
            seams = _seams(match) if match["glued"] else [start]
            dead = _finding(view, match, [Edit(Span(seam, seam), " ") for seam in seams])
        if dead is not None:
            yield dead


def _lives(entities: tuple[Entity, ...], index: int, match: re.Match[str]) -> bool:
    """Whether each sign of what was typed begins a hashtag of its own; the first entity here is at `index`.

    A network that ends hashtags at blanks only swallows `#Lyon` into `#Vélo,#Lyon`.
    """
    if match["glued"]:
        starts = set()
        while index < len(entities) and entities[index].start < match.end():
            starts.add(entities[index].start)
            index += 1
        return starts.issuperset([match.start(), *_seams(match)])
    return entities[index].start == match.start() or not match["body"] or match.string[match.start() - 1] in "#＃"


def _seams(match: re.Match[str]) -> list[int]:
    start = match.start()
    return [start + place for place, sign in enumerate(match[0]) if place and sign in "#＃"]


def _finding(view: View, match: re.Match[str], edits: list[Edit]) -> Finding:
    span = view.borders(Span(*match.span()))
    return Finding(span, {"tag": view.text[span.start : span.end]}, tuple(edits), safe=False)


@cache
def _typed() -> re.Pattern[str]:
    return re.compile(
        r"[#＃](?:"
        r"(?P<glued>(?P<first>[\w·]++)(?:[#＃][\w·]++)++)"
        r"|(?P<share>\d++%\w*+)"
        r"|(?P<body>[\w·]++)"
        r"|(?P<space>[ \u00a0\u202f])(?P<apart>[^\W\d_][\w·]++)"
        r")"
    )


def _dead(view: View, match: re.Match[str], numbered: tuple[str, ...], not_tags: tuple[str, ...]) -> Finding | None:
    text, start = view.text, match.start()
    before = _token_before(text, start)
    edits: list[Edit] = []
    if match["glued"]:
        if before or not all(map(_has_letter, match["glued"].replace("＃", "#").split("#"))):
            return None
        edits = [Edit(Span(seam, seam), " ") for seam in _seams(match)]
    elif match["share"]:
        if before:
            return None
    elif match["apart"]:
        if not _stands_apart(text, start, before, match["apart"], not_tags):
            return None
        edits = [Edit(Span(start + 1, start + 2), "")]
    elif not _has_letter(match["body"]):
        if before or not _is_year(text, match, numbered):
            return None
    elif before:
        if not _is_prose(before) or _is_chord(before, match["body"]):
            return None
        if before[-1].isalnum() or before[-1] in ".,;:!?…)]}»”" or _is_symbol(before[-1]):
            edits = [Edit(Span(start, start), " ")]
    return _finding(view, match, edits)


def _token_before(text: str, start: int) -> str:
    """What stands before `start` without a space, at most 64 characters of it."""
    nearest = text[max(0, start - 64) : start]
    return "" if not nearest or nearest[-1].isspace() else nearest.split()[-1]


def _has_letter(word: str) -> bool:
    return any(map(str.isalpha, word))


def _is_symbol(character: str) -> bool:
    return unicodedata.category(character) in ("So", "Sk", "Mn")


def _is_year(text: str, match: re.Match[str], numbered: tuple[str, ...]) -> bool:
    body = match["body"]
    if len(body) != 4 or body[:2] not in ("19", "20") or not body.isdecimal():
        return False
    if re.match(r"[-/.,:]\d", text[match.end() : match.end() + 2]):
        return False
    near = (word.strip("([«“\"'.:").casefold() for word in text[max(0, match.start() - 32) : match.start()].split())
    words = [word for word in near if word not in ("", "le", "la", "the")]
    # `ticket #2041`, `ticket gagnant #2041`, `tombola : le #2041`
    return not any(word in numbered for word in words[-2:])


def _stands_apart(text: str, start: int, before: str, word: str, not_tags: tuple[str, ...]) -> bool:
    """Whether `# word` is a tag with a space too many, and not a heading, a key or a number sign."""
    near = text[max(0, start - 8) : start].rstrip(" \u00a0\t")
    if before or not near or near[-1] == "\n" or word.casefold() in not_tags:
        return False
    # `C # developer`, `F # minor`
    return re.search(r"(?:^|\s)\w\s*$", text[max(0, start - 4) : start]) is None


def _is_prose(before: str) -> bool:
    """Whether the characters glued to the `#` are words and punctuation, not an address, code or a chord."""
    if re.search(r"[/=@&`\\]|\.\w|\]\($|[#＃]$", before):
        return False
    if not before[-1].isalnum() and before[-1] != "_":
        return True
    return re.fullmatch(r"[(\[«“‘\"']*+[^\W\d_][\w'’-]++", before) is not None


def _is_chord(before: str, body: str) -> bool:
    """Whether a sharp note is meant: `Fa#m`, `Do#7`."""
    return before.casefold().strip("(") in _NOTES and _chord().fullmatch(body) is not None


_NOTES = frozenset({"do", "ut", "ré", "re", "mi", "fa", "sol", "la", "si"})


@cache
def _chord() -> re.Pattern[str]:
    return re.compile(r"(?:m|min|maj|dim|sus|aug|add)?\d{0,2}")


def cut_hashtag(view: View, *, suffixes: tuple[str, ...] = (), dot_endings: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Report each hashtag that this network ends before its author did: `#l'ESS`, `#porte-à-porte`, `#Node.js`.

    With the team's own tags also the words that were left outside: `#économie sociale` where the team
    writes `#ÉconomieSociale`.

    Args:
        suffixes: words that may follow a hyphen without being part of the tag: `#Python-based`.
        dot_endings: what may follow a full stop and is part of the tag: `#Node.js`, `#adhérent.e.s`.

    Fills `{tag}`, what was typed, and `{kept}`, what the network makes of it. The edit writes the team's
    spelling, or the parts in one piece with a capital each, and leaves the sign, which a draft's tool may add; after
    an article (`#l'ESS`) it moves the hashtag to the end of the post.
    """
    text = view.text
    breaks = _BREAKS_AND_BLANKS if view.ours else _BREAKS
    for tag in view.entities:
        if tag.kind != "hashtag" or (after := text[tag.end : tag.end + 1]) not in breaks:
            continue
        body = fold(tag.text)
        if after not in _BREAKS and body not in beginnings(view.ours):
            continue
        known = spellings(view.ours)
        if body in known:
            continue
        found = _team_tag(view, tag, body, known) or _whole_tag(view, tag, suffixes, dot_endings)
        if found is not None:
            span, edits = found
            values = {"tag": text[span.start : span.end], "kept": tag.text}
            yield Finding(span, values, edits, safe=False)


_APOSTROPHES = "'’ʼ＇"
_HYPHENS = "‐‑-"  # the plain one last: it stands in character classes
_BREAKS = frozenset(".&" + _APOSTROPHES + _HYPHENS)
_BREAKS_AND_BLANKS = _BREAKS | frozenset(" \u00a0\u202f")
_ELIDED = frozenset({"l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"})


def _team_tag(view: View, tag: Entity, body: str, known: Mapping[str, str]) -> tuple[Span, tuple[Edit, ...]] | None:
    """The longest tag of the team's own that the words after this one complete."""
    best: tuple[Span, tuple[Edit, ...]] | None = None
    for folded, spelling in known.items():
        if not folded.startswith(body):
            continue
        end = _reach(view.text, tag.end, folded[len(body) :])
        if end and (best is None or end > best[0].end):
            best = Span(tag.start, end), (Edit(Span(tag.start + 1, end), spelling),)
    return best


def _reach(text: str, place: int, wanted: str) -> int:
    """Where the words from `place` on have spelled `wanted`; 0 where they do not."""
    while wanted and (word := _next_word().match(text, place, place + LONGEST)):
        folded = fold(word[1])
        if not folded or not wanted.startswith(folded):
            return 0
        wanted = wanted[len(folded) :]
        place = word.end()
    return 0 if wanted else place


@cache
def _next_word() -> re.Pattern[str]:
    return re.compile(rf"[ \u00a0\u202f{_APOSTROPHES}{_HYPHENS}]([\w·]++)")


def _whole_tag(
    view: View, tag: Entity, suffixes: tuple[str, ...], dot_endings: tuple[str, ...]
) -> tuple[Span, tuple[Edit, ...]] | None:
    rest = _rest().match(view.text, tag.end, tag.end + LONGEST)
    if rest is None:
        return None
    span = Span(tag.start, rest.end())
    join = rest[0][0]
    parts = [tag.text[1:], *re.split(rf"[.&{_APOSTROPHES}{_HYPHENS}]", rest[0])[1:]]
    endings = [part.casefold() in dot_endings for part in parts[1:]]
    if join == "&":
        return span, ()
    if join == ".":
        return (span, ()) if all(endings) else None
    if len(parts) == 2 and join in _HYPHENS and parts[1].casefold() in suffixes:
        return None
    if len(parts) == 2 and join in _APOSTROPHES and parts[1] in ("s", "S"):
        return None  # an English possessive: the tag is the name before it
    if join in _APOSTROPHES and parts[0].casefold() in _ELIDED:
        return span, _moved(view, span, parts)
    if any(endings) or any(one[-1].isdecimal() and two[0].isdecimal() for one, two in pairwise(parts)):
        return span, ()  # `#adhérent-e-s`, `#Saison2025-2026`: in one piece they would say something else
    heads = [head for head in rest[0] if head in _APOSTROPHES + _HYPHENS]
    spelled = [
        part if head in _APOSTROPHES and _contraction().match(part) else _capital(part)
        for head, part in zip(heads, parts[1:], strict=True)
    ]
    return span, (Edit(Span(span.start + 1, span.end), "".join([_capital(parts[0]), *spelled])),)


def _moved(view: View, span: Span, parts: list[str]) -> tuple[Edit, ...]:
    """`#l'ESS` without its sign, and `#ESS` at the end of the post, where it is not there yet.

    `l'#ESS` would live on X, but Bluesky and today's Mastodon want a space before the sign.
    """
    tag = "".join(map(_capital, parts[1:])) if len(parts) > 2 else parts[1]
    bare = Edit(Span(span.start, span.start + 1), "")
    if any(fold(other.text) == fold(tag) for other in view.hashtags):
        return (bare,)
    end = len(view.text.rstrip())
    return bare, Edit(Span(end, end), f" #{tag}")


@cache
def _contraction() -> re.Pattern[str]:
    """What belongs to the word before its apostrophe: `Let's`, `Don't`, `aujourd'hui`."""
    return re.compile(r"(?:s|t|re|ll|ve|m|d|hui)(?![a-zà-ÿ])")


@cache
def _rest() -> re.Pattern[str]:
    return re.compile(rf"(?:[{_APOSTROPHES}{_HYPHENS}][^\W_][\w·]*+)++|(?:\.[^\W\d_]++)++|&[^\W\d_]\w*+(?!;)")


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
