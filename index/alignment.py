"""A source and its repairs to paragraphs of clean text, and the map that leads every clean offset back.

The map is a list of pieces, a few for each paragraph and repair; a look-up is a binary search.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.repairs import BLANKS, BREAKS, Reason, Repair, Span

_LINE = re.compile(f"[^{BREAKS}]+")


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pieces of a clean text, in order: where each starts in it, and where it starts and ends in the source.

    A piece is as long in the source as in the clean text, or it is a single clean character that stands for a longer
    stretch of the source (a replaced entity, the break between two paragraphs). An empty piece ends the text.
    """

    starts: "array[int]" = field(default_factory=lambda: array("q"))
    source_starts: "array[int]" = field(default_factory=lambda: array("q"))
    source_ends: "array[int]" = field(default_factory=lambda: array("q"))

    def to_source(self, start: int, end: int) -> Span:
        """Return the source offsets of a clean slice; an empty slice stays empty."""
        first = bisect_right(self.starts, start) - 1
        source_start = self.source_starts[first] + start - self.starts[first]
        if end <= start:
            return Span(source_start, source_start)
        last = bisect_right(self.starts, end - 1) - 1
        if end == self.starts[last + 1]:
            return Span(source_start, self.source_ends[last])
        return Span(source_start, self.source_starts[last] + end - self.starts[last])

    def append(self, start: int, source: Span) -> None:
        """Add the piece that starts at a clean offset behind all others."""
        self.starts.append(start)
        self.source_starts.append(source.start)
        self.source_ends.append(source.end)


@dataclass(frozen=True, slots=True)
class Draft:
    """Paragraphs separated by one line break, none empty, without blanks at their ends; and the way back."""

    text: str
    alignment: Alignment
    paragraphs: tuple[Span, ...]


def assemble(source_text: str, repairs: Sequence[Repair]) -> Draft:
    r"""Apply repairs (in order, without overlap) and set the paragraphs.

    >>> assemble("\u3000高(gao)质量\r\n\r\n发展 ", [Repair(2, 7, Reason.PINYIN)]).text
    '高质量\n发展'
    """
    chunks = list(_chunks(source_text, repairs))
    raw = "".join(content for _, content in chunks)
    pieces = _Pieces(chunks)
    alignment, at = Alignment(), 0
    kept: list[str] = []
    paragraphs: list[Span] = []
    for line in _LINE.finditer(raw):
        words = line[0].strip(BLANKS)
        if not words:
            continue
        raw_start = line.start() + len(line[0]) - len(line[0].lstrip(BLANKS))
        sources = pieces.between(raw_start, raw_start + len(words))
        if kept:
            alignment.append(at, Span(alignment.source_ends[-1], sources[0][1].start))
            at += 1
        for offset, source in sources:
            alignment.append(at + offset - raw_start, source)
        paragraphs.append(Span(at, at + len(words)))
        kept.append(words)
        at += len(words)
    end = alignment.source_ends[-1] if kept else 0
    alignment.append(at, Span(end, end))
    return Draft("\n".join(kept), alignment, tuple(paragraphs))


def _chunks(source_text: str, repairs: Sequence[Repair]) -> Iterator[tuple[Span, str]]:
    """Cut the source into stretches that stay and replacements, each with its place in the source."""
    at = 0
    for repair in repairs:
        if repair.reason is Reason.UNREADABLE:
            continue
        if at < repair.start:
            yield Span(at, repair.start), source_text[at : repair.start]
        if repair.replacement:
            yield Span(repair.start, repair.end), repair.replacement
        at = repair.end
    if at < len(source_text):
        yield Span(at, len(source_text)), source_text[at:]


class _Pieces:
    """Answers, for stretches asked in order, which chunks they lie in."""

    def __init__(self, chunks: Sequence[tuple[Span, str]]) -> None:
        self._chunks = chunks
        self._next = 0  # chunk that holds the end of the last stretch asked for
        self._offset = 0  # where that chunk starts in the joined chunks

    def between(self, start: int, end: int) -> list[tuple[int, Span]]:
        """Return (start in the joined chunks, source span) for each chunk that start..end touches, cut to it."""
        found: list[tuple[int, Span]] = []
        while True:
            source, content = self._chunks[self._next]
            chunk_start, chunk_end = self._offset, self._offset + len(content)
            if chunk_end > start:
                left, right = max(start, chunk_start), min(end, chunk_end)
                if len(content) == source.end - source.start:
                    source = Span(source.start + left - chunk_start, source.start + right - chunk_start)
                found.append((left, source))
            if chunk_end >= end:
                return found
            self._offset = chunk_end
            self._next += 1
