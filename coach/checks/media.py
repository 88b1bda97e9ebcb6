"""Alternative texts: what people who do not see a picture are told of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from coach.model import Finding, Media, Span
from coach.text.view import View

# Sound and film need captions or a transcript, which no draft holds.
_NOT_PICTURES = (".mp4", ".mov", ".m4v", ".webm", ".avi", ".mkv", ".mp3", ".m4a", ".ogg", ".wav", ".flac", ".pdf")


def missing_alt_text(view: View) -> Iterator[Finding]:
    """Report each picture without an alternative text, where the draft names it.

    Fills `{file}`, its name without folders.
    """
    for media in view.post.media:
        if not (media.alt and media.alt.strip()):
            file = _file_name(media.file)
            if not file.casefold().endswith(_NOT_PICTURES):
                yield Finding(media.span, {"file": file}, in_file=True)


def file_name_as_alt_text(view: View, *, empty_words: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Report each alternative text that is only a file name, or a word that says nothing.

    Args:
        empty_words: alternative texts that tell nobody anything, such as `image`.

    Fills `{alt}` and `{file}`.
    """
    for media in view.post.media:
        alt = media.alt.strip() if media.alt else ""
        # No file name is longer; and a long text describes.
        if alt and len(alt) <= 255:
            file = _file_name(media.file)
            if alt.casefold().rstrip(".") in empty_words or _is_file_name(alt, file):
                yield Finding(_place(media), {"alt": alt, "file": file}, in_file=True)


def _is_file_name(alt: str, file: str) -> bool:
    folded, named = alt.casefold(), file.casefold()
    if " " not in alt and folded in (named, named.rpartition(".")[0]):
        return True
    return _looks_like_a_file().fullmatch(folded) is not None


@cache
def _looks_like_a_file() -> re.Pattern[str]:
    few_words = r"[^/:\s]++(?: [^/:\s]++){0,7}+"
    ending = r"(?:(?<=\w\.(?:jpg|png|gif|svg|bmp|tif))|(?<=\w\.(?:jpeg|webp|avif|heic|tiff)))"
    named = (
        "img|dsc[fn]?|pxl|mvimg|image|photo|screenshot|screen shot|capture(?: d[’']écran)?|whatsapp image"
        "|sans titre|untitled"
    )
    # `Screenshot 2026-01-02 at 10.22.33`, `IMG_1234 (1)`
    number = r"\d[\d _.-]*+"
    return re.compile(
        rf"{few_words}{ending}|(?:{named})[ _-]?{number}(?:(?:at|à) {number})?(?:[ap]m)?(?:\(\d+\))?(?:copie|copy)?"
    )


def alt_text_length(view: View) -> Iterator[Finding]:
    """Report each alternative text that is longer than this network accepts.

    Fills `{length}` and `{limit}`, in characters, and `{file}`.
    """
    limit = view.network.alt_limit
    if limit is None:
        return
    for media in view.post.media:
        if media.alt and len(media.alt) > limit:
            values = {"length": len(media.alt), "limit": limit, "file": _file_name(media.file)}
            yield Finding(_place(media), values, in_file=True)


def _place(media: Media) -> Span:
    """Where the alternative text stands, or the picture itself where the reader could not say."""
    return media.alt_span if media.alt_span.end > media.alt_span.start else media.span


def _file_name(file: str) -> str:
    """The last part of a path or an address."""
    try:
        path = urlsplit(file).path if "://" in file else file.replace("\\", "/")
    except ValueError:
        path = file
    return unquote(PurePosixPath(path).name) or file
