"""Cut the sentences that answer out of a passage, and prove against the source that they stand there word for word."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.alignment import assemble
from index.repairs import Repair, Span, restore
from index.sentences import sentences

_ENOUGH = 90  # characters; a quote as long as this takes in no further sentence
_WORTH = 0.45  # of the best sentence's score; a neighbour below it is context, not answer


@dataclass(frozen=True, slots=True)
class Cut:
    """A slice of a source file that reads as `words` once its repairs are applied; offsets count in the source text."""

    start: int
    end: int
    words: str


def best_window(scores: Sequence[float], lengths: Sequence[int], *, most: int) -> tuple[int, int]:
    """Return the run of at most `most` sentences around the best one, as a half-open range of sentence numbers.

    It grows to the better neighbour while the quote is short and the neighbour is worth it.

    >>> best_window([0.1, 0.9, 0.8, 0.1], [30, 30, 30, 30], most=3)
    (1, 3)
    """
    first = max(range(len(scores)), key=lambda i: (scores[i], -i))
    last = first + 1
    floor = _WORTH * scores[first]
    while last - first < most and sum(lengths[first:last]) < _ENOUGH:
        before = scores[first - 1] if first else -1.0
        after = scores[last] if last < len(scores) else -1.0
        if max(before, after) < max(floor, 0.0):
            break
        first, last = (first - 1, last) if before > after else (first, last + 1)
    return first, last


def cut(source_text: str, span: Span, repairs: Sequence[Repair], *, part: Span) -> Cut:
    """Cut `part` (offsets in the clean text of `span`) out of the source.

    >>> text = "高(gao)质量发展。要扩大开放。"
    >>> from index.repairs import Reason
    >>> cut(text, Span(0, 18), [Repair(1, 6, Reason.PINYIN)], part=Span(6, 12))
    Cut(start=11, end=17, words='要扩大开放。')
    """
    inside = [
        Repair(r.start - span.start, r.end - span.start, r.reason, r.replacement)
        for r in repairs
        if span.start <= r.start and r.end <= span.end
    ]
    draft = assemble(source_text[span.start : span.end], inside)
    here = draft.alignment.to_source(part.start, part.end)
    return Cut(span.start + here.start, span.start + here.end, draft.text[part.start : part.end])


def stands(source_text: str, piece: Cut, repairs: Sequence[Repair]) -> bool:
    """Say whether the source, cut again without any map, gives the very words: the last check before they are shown."""
    return bool(piece.words) and restore(source_text, piece.start, piece.end, repairs) == piece.words


def sentence_spans(text: str) -> list[Span]:
    """Return the sentences of a passage without the blanks around them."""
    found = []
    for start, end in sentences(text):
        words = text[start:end]
        left = len(words) - len(words.lstrip())
        if words.strip():
            found.append(Span(start + left, start + len(words.rstrip())))
    return found
