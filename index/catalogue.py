"""The catalogue: meetings, persons, offices and passages in SQLite; the truth that vectors and words only point to."""

from dataclasses import dataclass
from datetime import date

from index.attribution import Kind


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """One meeting text in a generation."""

    id: int
    source: str  # path below the docs folder
    digest: str  # sha256 of the file, the key into the kept sources
    encoding: str
    title: str
    date: date | None
    place: str | None


@dataclass(frozen=True, slots=True)
class PassageRecord:
    """One indexed passage; `row` is its position in the vectors and its id in the lexical index."""

    row: int
    meeting: int
    paragraph: int
    paragraph_start: int
    paragraph_end: int
    start: int
    end: int
    text: str
    speaker: str | None
    office: str | None
    kind: Kind
    certain: bool
    persons: tuple[int, ...]  # ids of the speakers; empty for narration


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Somebody, or some body (会议, 白皮书), who is credited with words or named with an office."""

    id: int
    name: str  # the most frequent form in the texts
    fold: str  # simplified: the key; the same fold is the same person
    pinyin: tuple[str, ...]  # readings of the whole name without spaces or tones, most likely first: ("xuying",)
    passages: int  # how many passages the person speaks


@dataclass(frozen=True, slots=True)
class Tenure:
    """A meeting text gave this person this office on this date."""

    person: int
    office: str  # as written, folded: 市委书记
    date: date | None
    meeting: int


@dataclass(frozen=True, slots=True)
class Scope:
    """What was searched."""

    meetings: int
    since: date | None
    until: date | None
