"""Who speaks from where to where, and whether the words are direct, reported or narration."""

from dataclasses import dataclass, replace

from index.cleaning import CleanText
from index.floor import FloorReader, Stretch
from index.folding import fold
from index.heading import Heading
from index.kind import Kind
from index.mentions import Mentions
from index.names import Person
from index.reading import Source
from index.saying import SentenceReader
from index.speakers import Cast


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's uninterrupted stretch of the clean text; turns cover the clean text in order."""

    start: int
    end: int
    speaker: str | None  # as written in the text; joint speakers joined by 、; None for narration
    office: str | None
    kind: Kind
    certain: bool = True  # False where the speaker was inferred over a doubtful gap


@dataclass(frozen=True, slots=True)
class SourceTurn:
    """A turn in the source text; these cover the whole file in order."""

    start: int
    end: int
    text: str
    speaker: str | None
    office: str | None
    kind: Kind


def attribute(clean: CleanText, heading: Heading) -> tuple[Turn, ...]:
    """Cut the clean text into turns; they cover it exactly, line ends belong to the turn before."""
    return turns_in(clean.text, heading)


def turns_in(text: str, heading: Heading) -> tuple[Turn, ...]:
    """Cut a plain text with one paragraph a line into turns.

    >>> heading = Heading("例会", None, None, (Attendee("林知远", ("市长",)),))
    >>> [(turn.speaker, turn.kind.value) for turn in turns_in("市长林知远出席。他强调，要抓紧。", heading)]
    [(None, 'narration'), ('林知远', 'reported')]
    """
    folded = fold(text)
    people = tuple(Person(one.name, one.offices) for one in heading.people)
    keys = tuple(fold(one.name) for one in people)
    reader = SentenceReader(folded, Mentions(folded, people, keys))
    cast = Cast(text, reader, {key: one.offices for key, one in zip(keys, people, strict=True)})
    stretches = FloorReader(text, reader, cast).stretches(title=fold(heading.title))
    return _joined([_turn(stretch) for stretch in stretches])


def source_turns(source: Source, clean: CleanText, turns: tuple[Turn, ...]) -> tuple[SourceTurn, ...]:
    """Return the turns in source offsets; what cleaning leaves out belongs to the turn before, so all is covered."""
    length = len(source.text)
    if not turns:
        return (SourceTurn(0, length, source.text, None, None, Kind.NARRATION),) if length else ()
    starts = [clean.to_source(turn.start, turn.end).start for turn in turns]
    bounds = list(zip(turns, starts, [*starts[1:], length], strict=True))
    covered = [SourceTurn(a, b, source.text[a:b], one.speaker, one.office, one.kind) for one, a, b in bounds if b > a]
    if starts[0] > 0:
        covered.insert(0, SourceTurn(0, starts[0], source.text[: starts[0]], None, None, Kind.NARRATION))
    return tuple(covered)


def _turn(stretch: Stretch) -> Turn:
    start, end = stretch.span
    if stretch.speaker is None:
        return Turn(start, end, None, None, Kind.NARRATION)
    kind = Kind.DIRECT if stretch.direct else Kind.REPORTED
    return Turn(start, end, stretch.speaker.name, stretch.speaker.office, kind, stretch.certain)


def _joined(turns: list[Turn]) -> tuple[Turn, ...]:
    """Join neighbours that differ in nothing but where they stand."""
    joined: list[Turn] = []
    for turn in turns:
        if joined and replace(turn, start=joined[-1].start, end=joined[-1].end) == joined[-1]:
            joined[-1] = replace(joined[-1], end=turn.end)
        else:
            joined.append(turn)
    return tuple(joined)
