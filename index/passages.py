"""Turns to passages: the units that are indexed, each inside one turn and one paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.attribution import Turn
from index.cleaning import CleanText, Span
from index.kind import Kind
from index.sentences import sentences

__all__ = ["Passage", "sentences", "split_passages"]

_ENOUGH = 60  # characters: a shorter piece takes in the next sentence
_FRAGMENT = 15  # characters: a shorter sentence joins the piece before
_LONG = 220  # characters: a piece does not grow beyond
_LONGEST_LEAD = 30  # characters
_LONGEST = 400  # characters: a single sentence longer than this is cut at its commas


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit indexed. Offsets `start`..`end` and `paragraph_start`..`paragraph_end` count in the source text."""

    paragraph: int  # number of the paragraph in the source, from 1
    paragraph_start: int
    paragraph_end: int
    start: int
    end: int
    text: str  # clean text of start..end
    search: str  # its search form: folded, unreadable runs left out
    speaker: str | None
    office: str | None
    kind: Kind
    certain: bool


def split_passages(clean: CleanText, turns: Sequence[Turn]) -> tuple[Passage, ...]:
    """Cut turns into passages of some two to four sentences, none across a turn or a paragraph."""
    passages = []
    for turn, number, paragraph in _stretches(clean, turns):
        whole = clean.to_source(*paragraph)
        inside = Span(max(turn.start, paragraph.start), min(turn.end, paragraph.end))
        for piece in _pieces(clean.text, inside):
            place = clean.to_source(*piece)
            passages.append(
                Passage(
                    paragraph=number,
                    paragraph_start=whole.start,
                    paragraph_end=whole.end,
                    start=place.start,
                    end=place.end,
                    text=clean.text[piece.start : piece.end],
                    search=clean.search_form(*piece),
                    speaker=turn.speaker,
                    office=turn.office,
                    kind=turn.kind,
                    certain=turn.certain,
                )
            )
    return tuple(passages)


def _stretches(clean: CleanText, turns: Sequence[Turn]) -> Iterator[tuple[Turn, int, Span]]:
    """Pair each turn with each paragraph it touches; both are in order, so one walk is enough."""
    first = 0
    for turn in turns:
        while first < len(clean.paragraphs) and clean.paragraphs[first].end <= turn.start:
            first += 1
        at = first
        while at < len(clean.paragraphs) and clean.paragraphs[at].start < turn.end:
            yield turn, clean.paragraph_numbers[at], clean.paragraphs[at]
            at += 1


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """Cut a stretch into pieces without blanks at their ends; a stretch without a letter gives none."""
    for start, end in _grouped([part for sentence in _sentences(text, span) for part in _parts(text, sentence)]):
        words = text[start:end]
        left = start + len(words) - len(words.lstrip())
        right = start + len(words.rstrip())
        if re.search(r"\w", text[left:right]) and not _leads_in(text[left:right]):
            yield Span(left, right)


def _leads_in(words: str) -> bool:
    """Whether the words only announce who speaks, up to the colon."""
    return len(words) <= _LONGEST_LEAD and words.endswith(("：", ":"))


def _sentences(text: str, span: Span) -> list[Span]:
    return [Span(span.start + start, span.start + end) for start, end in sentences(text[span.start : span.end])]


def _grouped(parts: list[Span]) -> list[Span]:
    """Join neighbours until a piece is long enough; a short rest joins the piece before."""
    pieces: list[Span] = []
    for part in parts:
        last = pieces[-1] if pieces else None
        short = last and (last.end - last.start < _ENOUGH or part.end - part.start < _FRAGMENT)
        if last and short and part.end - last.start <= _LONG:
            pieces[-1] = Span(last.start, part.end)
        else:
            pieces.append(part)
    return _rest_joined(pieces)


def _rest_joined(pieces: list[Span]) -> list[Span]:
    """Join a last piece that is a mere fragment to the piece before, if that stays under the cap."""
    if len(pieces) > 1:
        last, before = pieces[-1], pieces[-2]
        if last.end - last.start < _FRAGMENT and last.end - before.start <= _LONGEST:
            return [*pieces[:-2], Span(before.start, last.end)]
    return pieces


def _parts(text: str, sentence: Span) -> list[Span]:
    """Cut a sentence beyond the cap at semicolons, else commas, else at the cap."""
    if sentence.end - sentence.start <= _LONGEST:
        return [sentence]
    parts, start = [], sentence.start
    while sentence.end - start > _LONGEST:
        window = text[start : start + _LONGEST]
        cuts = [window.rfind(mark) for mark in ("；", ";", "，", ",", "、")]
        cut = next((at for at in cuts if at >= _ENOUGH), _LONGEST - 1)
        parts.append(Span(start, start + cut + 1))
        start += cut + 1
    return [*parts, Span(start, sentence.end)]
