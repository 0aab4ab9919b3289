"""What a search finds: passages with what speaks for them."""

from collections.abc import Mapping
from dataclasses import dataclass

from index.catalogue import MeetingRecord, PassageRecord
from index.repairs import Span
from retrieval.matching import Floats
from retrieval.ranking import Sign


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage, its score, and where each retriever ranked it (from 1; None: not among its candidates)."""

    passage: PassageRecord
    meeting: MeetingRecord
    score: float
    answers: float  # probability that it answers the question
    signs: Mapping[Sign, float]
    sentences: tuple[Span, ...]  # of the passage's text
    fit: tuple[float, ...]  # how well each sentence answers
    lexical_rank: int | None = None
    dense_rank: int | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages worth a closer look, with what the retrievers say of them."""

    passages: list[PassageRecord]
    meetings: dict[int, MeetingRecord]
    lexical: Floats  # BM25 as a share of what it could be at most, (n_passages,)
    cosine: Floats  # (n_passages,)
    lexical_rank: Mapping[int, int]
    dense_rank: Mapping[int, int]
    searched: int  # how many passages were allowed
