"""Question to hits: the rows it allows, the lexical and the dense ranking inside them, and their fusion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from index.attribution import Kind
from index.catalogue import MeetingRecord, PassageRecord
from index.columns import Allowed, Mask
from index.encoding import Encoder, Vectors
from index.folding import fold
from index.generation import Generation
from retrieval.matching import TokenEncoder, coverages
from retrieval.periods import Period
from retrieval.question import Link, Question

CANDIDATES = 120  # of each ranking
REVIEWED = 60  # of the fused candidates, looked at word by word
_BM25_SATURATION = 2.2  # k1 + 1 of tantivy's BM25: the most one word can score is this times its idf


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign counts; fitted by training/ranking.py on questions written for this project."""

    lexical: float = 2.0
    cosine: float = 2.0
    covered: float = 3.0
    title: float = 0.6
    title_covered: float = 0.8
    background: float = 0.8
    spoken: float = 0.15
    near: float = 0.3
    linked: float = 0.8


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage, its score, and where each retriever ranked it (from 1; None: not among its candidates)."""

    passage: PassageRecord
    meeting: MeetingRecord
    score: float
    evidence: float  # 0..1: how much of the question the passage and its title cover, whatever the others do
    lexical_rank: int | None
    dense_rank: int | None


@dataclass(slots=True)
class Searcher:
    """Searches one generation."""

    generation: Generation
    encoder: Encoder
    weights: Weights

    def hits(self, question: Question, *, linked: Hit | None = None) -> list[Hit]:
        """Return the allowed passages that fit a question, best first; equal scores come in row order.

        `linked` is the best hit of the question before, for a follow-up. A filter that matches nothing gives nothing.
        """
        allowed = self._allowed(question, linked)
        mask = self.generation.columns.allowed(persons=allowed.persons, since=allowed.since, until=allowed.until)
        if mask is not None and not mask.any():
            return []
        topic = question.topic.strip() or question.background.strip()
        if not topic:
            return self._newest(mask)
        vector = self.encoder.encode([topic])[0]
        terms = [(term.token, term.weight) for term in question.terms]
        lexical = self.generation.lexical.search(terms, limit=CANDIDATES, allowed=allowed)
        dense = self.generation.vectors.search(vector, limit=CANDIDATES, allowed=mask)
        return self._fused(question, topic, vector, lexical, dense, linked)

    def _allowed(self, question: Question, linked: Hit | None) -> Allowed:
        """Return the rows' filter: whose words, and when."""
        since, until = question.period
        if linked is not None and linked.meeting.date is not None:
            if question.link is Link.SAME_DAY:
                since = until = linked.meeting.date
            elif question.link is Link.LATER and since is None:
                since = linked.meeting.date
        return Allowed(persons=question.speakers, since=since, until=until)

    def _newest(self, mask: Mask | None) -> list[Hit]:
        """Return what was said last where no topic is asked for."""
        columns = self.generation.columns
        rows = np.arange(len(columns)) if mask is None else np.flatnonzero(mask)
        rows = rows[columns.kinds[rows] != tuple(Kind).index(Kind.NARRATION)]
        newest = rows[np.lexsort((rows, -columns.dates[rows]))][:REVIEWED]
        records = self.generation.catalogue.passages(newest.tolist())
        meetings = self._meetings(records)
        return [Hit(p, meetings[p.meeting], 1.0 / rank, 1.0, None, None) for rank, p in enumerate(records, 1)]

    def _fused(
        self,
        question: Question,
        topic: str,
        vector: Vectors,
        lexical: Sequence[tuple[int, float]],
        dense: Sequence[tuple[int, float]],
        linked: Hit | None,
    ) -> list[Hit]:
        lexical_rank = {row: rank for rank, (row, _) in enumerate(lexical, 1)}
        dense_rank = {row: rank for rank, (row, _) in enumerate(dense, 1)}
        rows = sorted({*lexical_rank, *dense_rank})
        if not rows:
            return []
        best = self._best_bm25(question)
        word_scores = dict(lexical)
        signs = {
            "lexical": np.array([min(word_scores.get(row, 0.0) / best, 1.0) for row in rows]),
            "cosine": self.generation.vectors.reconstruct(rows) @ vector,
        }
        rough = self.weights.lexical * signs["lexical"] + self.weights.cosine * signs["cosine"]
        keep = np.lexsort((rows, -rough))[:REVIEWED]
        rows = [rows[i] for i in keep]
        signs = {name: values[keep] for name, values in signs.items()}
        records = self.generation.catalogue.passages(rows)
        meetings = self._meetings(records)
        signs |= self._signs(question, topic, vector, records, meetings, linked)
        scores = self._score(signs)
        evidence = signs["covered"]
        order = np.lexsort((rows, -scores))
        return [
            Hit(
                records[i],
                meetings[records[i].meeting],
                float(scores[i]),
                float(evidence[i]),
                lexical_rank.get(rows[i]),
                dense_rank.get(rows[i]),
            )
            for i in order
        ]

    def _score(self, signs: Mapping[str, NDArray[np.float64]]) -> NDArray[np.float64]:
        total = np.zeros(len(signs["lexical"]))
        for name, values in signs.items():
            total = total + getattr(self.weights, name) * values
        return total

    def _signs(
        self,
        question: Question,
        topic: str,
        vector: Vectors,
        records: Sequence[PassageRecord],
        meetings: Mapping[int, MeetingRecord],
        linked: Hit | None,
    ) -> dict[str, NDArray[np.float64]]:
        """Return what speaks for each passage beside its rankings."""
        titles = list(meetings)
        folded_titles = [fold(meetings[m].title) for m in titles]
        title_vectors = self.encoder.encode(folded_titles)
        at = {meeting: i for i, meeting in enumerate(titles)}
        where = np.array([at[r.meeting] for r in records])
        signs = {
            "title": (title_vectors @ vector)[where],
            "spoken": np.array([r.kind is not Kind.NARRATION for r in records], float),
            "near": np.array([_inside(question.near, meetings[r.meeting]) for r in records], float),
        }
        background = question.background.strip()
        if background:
            about = self.encoder.encode([background])[0]
            signs["background"] = np.maximum(
                self.generation.vectors.reconstruct([r.row for r in records]) @ about, (title_vectors @ about)[where]
            )
        if linked is not None:
            same = np.array([r.meeting == linked.passage.meeting for r in records], float)
            signs["linked"] = same * (3.0 if question.link is Link.SAME_MEETING else 1.0)
        if isinstance(self.encoder, TokenEncoder):
            [asked], texts = self.encoder.token_vectors([topic]), self.encoder.token_vectors([fold(r.text) for r in records])
            heads = self.encoder.token_vectors(folded_titles)
            signs["covered"] = coverages(asked, texts)
            signs["title_covered"] = coverages(asked, heads)[where]
        else:
            signs["covered"] = np.array([0.0] * len(records))
        return signs

    def _best_bm25(self, question: Question) -> float:
        """Return about the most that a passage could score: every word of the question itself, saturated."""
        total = len(self.generation.columns)
        own = [term for term in question.terms if term.weight >= 1.0] or question.terms[:5]
        return sum(
            term.weight * _BM25_SATURATION * _idf(self.generation.lexical.document_frequency(term.token), total) for term in own
        ) or 1.0

    def _meetings(self, records: Sequence[PassageRecord]) -> dict[int, MeetingRecord]:
        ids = sorted({r.meeting for r in records})
        return {meeting.id: meeting for meeting in self.generation.catalogue.meetings(ids)}


def _idf(frequency: int, total: int) -> float:
    """Return BM25's idf."""
    return log(1.0 + (total - frequency + 0.5) / (frequency + 0.5))


def _inside(period: Period, meeting: MeetingRecord) -> bool:
    if meeting.date is None or period == Period(None, None):
        return False
    return (period.since is None or period.since <= meeting.date) and (period.until is None or meeting.date <= period.until)
