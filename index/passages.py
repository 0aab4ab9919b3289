"""Turns to passages: the units that are indexed, each inside one turn and one paragraph."""

from dataclasses import dataclass

from index.attribution import Kind


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
