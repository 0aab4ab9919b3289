"""Question to hits: the rows it allows, the lexical and the dense ranking inside them, and their fusion."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from index.catalogue import MeetingRecord, PassageRecord
from index.columns import Allowed, Mask
from index.encoding import Encoder, Vectors
from index.generation import Generation
from index.kind import Kind
from retrieval.hits import Candidates, Hit
from retrieval.question import Link, Question
from retrieval.quoting import sentence_spans
from retrieval.ranking import Ranking, Sign
from retrieval.review import Reviewer, idf
from retrieval.topic import telling_words

CANDIDATES = 120  # of each retriever
REVIEWED = 40  # of all candidates, looked at word by word
_BM25_SATURATION = 2.2  # k1 + 1 of tantivy's BM25: the most one word can score is this times its idf


@dataclass(frozen=True, slots=True)
class Searcher:
    """Searches one generation."""

    generation: Generation
    encoder: Encoder
    ranking: Ranking
    reviewer: Reviewer

    @classmethod
    def open(cls, generation: Generation, encoder: Encoder, ranking: Ranking) -> Self:
        """Make ready what does not depend on the question."""
        return cls(generation, encoder, ranking, Reviewer.open(generation, encoder, ranking))

    def hits(self, question: Question, *, linked: Hit | None = None) -> list[Hit]:
        """Return the allowed passages that fit a question, best first; equal scores come in row order.

        `linked` is the best hit of the question before, for a follow-up. A filter that matches nothing gives nothing.
        """
        allowed = _allowed(question, linked)
        mask = self.generation.columns.allowed(persons=allowed.persons, since=allowed.since, until=allowed.until)
        if mask is not None and not mask.any():
            return []
        topic = telling_words(question.topic) or telling_words(question.background)
        if not topic:
            return self._newest(mask)
        candidates = self._candidates(
            question, self.encoder.encode([f"{topic} {question.translated()}"])[0], allowed, mask
        )
        return self.reviewer.review(question, topic, candidates, linked=linked) if candidates.passages else []

    def _newest(self, mask: Mask | None) -> list[Hit]:
        """Return what was said last, where no topic is asked for."""
        columns = self.generation.columns
        rows = np.arange(len(columns)) if mask is None else np.flatnonzero(mask)
        rows = rows[columns.kinds[rows] != tuple(Kind).index(Kind.NARRATION)]
        newest = rows[np.lexsort((rows, -columns.dates[rows]))][:REVIEWED]
        passages = self.generation.catalogue.passages(newest.tolist())
        meetings = self._meetings(passages)
        return [
            Hit(one, meetings[one.meeting], 1.0 / rank, 1.0, {}, spans, (1.0,) * len(spans))
            for rank, one in enumerate(passages, 1)
            if (spans := tuple(sentence_spans(one.text)))
        ]

    def _candidates(self, question: Question, vector: Vectors, allowed: Allowed, mask: Mask | None) -> Candidates:
        """Ask both retrievers, and keep the candidates that look best to both together."""
        terms = [(term.token, term.weight) for term in question.terms]
        lexical = self.generation.lexical.search(terms, limit=CANDIDATES, allowed=allowed)
        dense = self.generation.vectors.search(vector, limit=CANDIDATES, allowed=mask)
        rows = sorted({row for row, _ in [*lexical, *dense]})
        scores, most = dict(lexical), self._most(question)
        shares = np.array([min(scores.get(row, 0.0) / most, 1.0) for row in rows], np.float32)
        cosines = self.generation.vectors.reconstruct(rows) @ vector
        rough = self.ranking.scores({Sign.LEXICAL: shares, Sign.COSINE: cosines})
        keep = sorted(range(len(rows)), key=lambda i: (-float(rough[i]), rows[i]))[:REVIEWED]
        passages = self.generation.catalogue.passages([rows[i] for i in keep])
        return Candidates(
            passages=passages,
            meetings=self._meetings(passages),
            lexical=shares[keep],
            cosine=cosines[keep],
            lexical_rank={row: rank for rank, (row, _) in enumerate(lexical, 1)},
            dense_rank={row: rank for rank, (row, _) in enumerate(dense, 1)},
            searched=len(self.generation.columns) if mask is None else int(mask.sum()),
        )

    def _most(self, question: Question) -> float:
        """Return about the most BM25 that a passage could have: every word of the question itself, saturated."""
        total = len(self.generation.columns)
        terms = question.terms
        own = [term for term in terms if term.weight >= 1.0] or terms[:5]
        frequency = self.generation.lexical.document_frequency
        return sum(term.weight * _BM25_SATURATION * idf(frequency(term.token), total) for term in own) or 1.0

    def _meetings(self, passages: Sequence[PassageRecord]) -> dict[int, MeetingRecord]:
        ids = sorted({one.meeting for one in passages})
        return {meeting.id: meeting for meeting in self.generation.catalogue.meetings(ids)}


def _allowed(question: Question, linked: Hit | None) -> Allowed:
    """Return the rows' filter: whose words, and when."""
    since, until = question.period
    if linked is not None and linked.meeting.date is not None:
        if question.link is Link.SAME_DAY:
            since = until = linked.meeting.date
        elif question.link is Link.LATER and since is None:
            since = linked.meeting.date
    return Allowed(persons=question.speakers, since=since, until=until)
