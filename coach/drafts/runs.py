"""Text put together from runs of a file, each remembering where it stands there."""

from bisect import bisect_right
from typing import NamedTuple

from coach.model import Segment


class Written(NamedTuple):
    """A text with line ends folded to `\\n`, and the segments that lead back into the decoded file."""

    text: str
    segments: tuple[Segment, ...]

    def cut(self, start: int, end: int) -> "Written":
        """The part from `start` to `end`."""
        return Written(self.text[start:end], tuple(_clip(self.segments, start, end)))

    def trimmed(self) -> "Written":
        """The text without outer white space; an empty one keeps its place in the file."""
        text = self.text.strip()
        start = len(self.text) - len(self.text.lstrip()) if text else 0
        if len(text) == len(self.text):
            return self
        kept = tuple(_clip(self.segments, start, start + len(text)))
        return Written(text, kept) if text else self.emptied()

    def emptied(self) -> "Written":
        """No text, at the same place in the file."""
        return Written("", tuple(Segment(0, one.origin, 0) for one in self.segments[:1]))


def _clip(segments: tuple[Segment, ...], start: int, end: int) -> list[Segment]:
    kept: list[Segment] = []
    first = max(0, bisect_right(segments, start, key=lambda segment: segment.start) - 1)
    for index in range(first, len(segments)):
        segment = segments[index]
        if segment.start >= end:
            break
        low, high = max(segment.start, start), min(segment.start + segment.length, end)
        # A run of no length marks a place: an empty line, or text that the file holds in other letters.
        if low < high or (low == high and not segment.length):
            origin = segment.origin + (low - segment.start) * segment.width
            kept.append(Segment(low - start, origin, high - low, segment.width))
    return kept


class Builder:
    """Puts a text together. Line ends of the file become `\\n`; `\\r\\n` stands between two segments."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._segments: list[Segment] = []
        self._length = 0

    def take(self, start: int, end: int) -> None:
        """Add what stands in the file from `start` to `end`. No `\\r\\n` may be cut in two."""
        chunk = self._source[start:end]
        if "\r" in chunk:
            *lines, chunk = chunk.split("\r\n")
            for line in lines:
                self._run(line.replace("\r", "\n"), start)
                self.add("\n")
                start += len(line) + 2
            chunk = chunk.replace("\r", "\n")
        self._run(chunk, start)

    def add(self, text: str, place: int | None = None) -> None:
        """Add a text that does not stand in the file so; `place` is where a reader would look for it."""
        if place is not None:
            self._segments.append(Segment(self._length, place, 0))
        self._parts.append(text)
        self._length += len(text)

    def put(self, written: Written) -> None:
        """Add a text put together before."""
        self._segments += [segment._replace(start=segment.start + self._length) for segment in written.segments]
        self._parts.append(written.text)
        self._length += len(written.text)

    def written(self) -> Written:
        """What has been put together."""
        return Written("".join(self._parts), tuple(self._segments))

    def _run(self, text: str, origin: int) -> None:
        self.letters(text, origin, 1)

    def letters(self, text: str, origin: int, width: int) -> None:
        """Add letters for each of which `width` characters stand in the file, from `origin` on."""
        last = self._segments[-1] if self._segments else None
        if (
            last
            and last.width == width
            and last.start + last.length == self._length
            and last.origin + last.length * width == origin
        ):
            self._segments[-1] = last._replace(length=last.length + len(text))
        else:
            self._segments.append(Segment(self._length, origin, len(text), width))
        self._parts.append(text)
        self._length += len(text)


def taken(source: str, start: int, end: int) -> Written:
    """What stands in the file from `start` to `end`, outer white space off."""
    builder = Builder(source)
    builder.take(start, end)
    return builder.written().trimmed()
