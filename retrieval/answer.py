"""Hits to an answer: quotes cut at sentence ends, verified against the source, or nothing found with its scope."""

from dataclasses import dataclass
from datetime import date

from index.attribution import Kind
from index.catalogue import Scope
from retrieval.question import Understood


@dataclass(frozen=True, slots=True)
class Quote:
    """The slice shown: words that stand in the source file at start..end, checked when the answer was made."""

    rank: int  # from 1
    score: float
    quote: str  # the words shown: the source slice without what the repairs leave out
    passage: str  # the whole paragraph it stands in, clean
    speaker: str | None
    office: str | None
    kind: Kind
    certain: bool  # False: the speaker is inferred over a doubtful gap
    unreadable: bool  # the quote holds a run that is broken in the source
    meeting: str
    date: date | None
    source: str
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the program says to one question."""

    question: str
    understood: Understood
    quotes: tuple[Quote, ...]  # empty: nothing found
    scope: Scope  # what was searched, after the question's own constraints on period
    took_ms: float

    @property
    def answered(self) -> bool:
        """Whether anything was found."""
        return bool(self.quotes)
