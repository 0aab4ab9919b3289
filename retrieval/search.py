"""Question to hits: the rows it allows, the lexical and the dense ranking inside them, and their fusion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Self

import numpy as np

from index.catalogue import MeetingRecord, PassageRecord
from index.columns import Allowed, Mask
from index.encoding import Encoder, Vectors
from index.folding import fold
from index.generation import Generation
from index.kind import Kind
from index.lexical import words
from index.repairs import Span
from retrieval.glossary import Concept
from retrieval.matching import Texts, TokenEncoder, match
from retrieval.periods import Period
from retrieval.question import Language, Link, Question
from retrieval.quoting import sentence_spans
from retrieval.ranking import Ranking, Sign, Signs
from retrieval.telling import shipped_telling
from retrieval.topic import telling_words

CANDIDATES = 120  # of each retriever
REVIEWED = 40  # of all candidates, looked at word by word
_BM25_SATURATION = 2.2  # k1 + 1 of tantivy's BM25: the most one word can score is this times its idf
_DRAWN = 128
_LEAST_SPREAD = 0.02
_SAME_MEETING = 3.0  # "on that trip" against a follow-up that names no meeting


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
class _Candidates:
    """Passages worth a closer look, with what the retrievers say of them; all of one length."""

    records: list[PassageRecord]
    meetings: dict[int, MeetingRecord]
    signs: dict[Sign, np.ndarray]  # type: ignore[type-arg]
    lexical_rank: dict[int, int]
    dense_rank: dict[int, int]


@dataclass(slots=True)
class Searcher:
    """Searches one generation."""

    generation: Generation
    encoder: Encoder
    ranking: Ranking
    drawn: Texts  # passages drawn evenly from the generation: what a question matches by chance

    @classmethod
    def open(cls, generation: Generation, encoder: Encoder, ranking: Ranking) -> Self:
        """Draw the passages that every question is measured against."""
        rows = np.unique(np.linspace(0, len(generation.columns) - 1, _DRAWN).astype(int)).tolist()
        folds = [fold(one.text) for one in generation.catalogue.passages(rows)]
        return cls(generation, encoder, ranking, Texts.of(encoder.token_vectors(folds) if isinstance(encoder, TokenEncoder) else []))

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
        candidates = self._candidates(question, self.encoder.encode([topic])[0], allowed, mask)
        searched = log(len(self.generation.columns) if mask is None else int(mask.sum()))
        candidates.signs[Sign.SEARCHED] = np.full(len(candidates.records), searched, np.float32)
        return self._reviewed(question, topic, candidates, linked) if candidates.records else []

    def _newest(self, mask: Mask | None) -> list[Hit]:
        """Return what was said last, where no topic is asked for."""
        columns = self.generation.columns
        rows = np.arange(len(columns)) if mask is None else np.flatnonzero(mask)
        rows = rows[columns.kinds[rows] != tuple(Kind).index(Kind.NARRATION)]
        newest = rows[np.lexsort((rows, -columns.dates[rows]))][:REVIEWED]
        records = self.generation.catalogue.passages(newest.tolist())
        meetings = self._meetings(records)
        return [
            Hit(one, meetings[one.meeting], 1.0 / rank, 1.0, {}, spans, (1.0,) * len(spans))
            for rank, one in enumerate(records, 1)
            if (spans := tuple(sentence_spans(one.text)))
        ]

    def _candidates(self, question: Question, vector: Vectors, allowed: Allowed, mask: Mask | None) -> _Candidates:
        """Ask both retrievers, and keep the candidates that look best to both together."""
        terms = [(term.token, term.weight) for term in question.terms]
        lexical = self.generation.lexical.search(terms, limit=CANDIDATES, allowed=allowed)
        dense = self.generation.vectors.search(vector, limit=CANDIDATES, allowed=mask)
        rows = np.array(sorted({row for row, _ in [*lexical, *dense]}), np.int64)
        scores, most = dict(lexical), self._most(question)
        shares = np.array([min(scores.get(int(row), 0.0) / most, 1.0) for row in rows], np.float32)
        cosines = self.generation.vectors.reconstruct(rows.tolist()) @ vector
        rough = self.ranking.scores({Sign.LEXICAL: shares, Sign.COSINE: cosines}) if len(rows) else shares
        keep = np.lexsort((rows, -rough))[:REVIEWED]
        records = self.generation.catalogue.passages(rows[keep].tolist())
        return _Candidates(
            records,
            self._meetings(records),
            {Sign.LEXICAL: shares[keep], Sign.COSINE: cosines[keep]},
            {row: rank for rank, (row, _) in enumerate(lexical, 1)},
            {row: rank for rank, (row, _) in enumerate(dense, 1)},
        )

    def _most(self, question: Question) -> float:
        """Return about the most BM25 that a passage could have: every word of the question itself, saturated."""
        total = len(self.generation.columns)
        own = [term for term in question.terms if term.weight >= 1.0] or question.terms[:5]
        frequency = self.generation.lexical.document_frequency
        return sum(term.weight * _BM25_SATURATION * _idf(frequency(term.token), total) for term in own) or 1.0

    def _weighed(self, concepts: Sequence[Concept]) -> list[tuple[Concept, float]]:
        """Return concepts with what they weigh: how rare their commonest form is here, times how telling they are."""
        total, frequency = len(self.generation.columns), self.generation.lexical.document_frequency
        weighed = []
        for concept in concepts:
            rarities = [max((_idf(frequency(t), total) for t in words(form.text)), default=0.0) for form in concept.forms]
            weighed.append((concept, min(rarities, default=0.0) * shipped_telling().of(concept.words) ** 2))
        return weighed

    def _reviewed(self, question: Question, topic: str, candidates: _Candidates, linked: Hit | None) -> list[Hit]:
        """Look at the candidates word by word, and put them in order."""
        records, meetings = candidates.records, candidates.meetings
        spans = [tuple(sentence_spans(one.text)) for one in records]
        sentences = [fold(one.text[a:b]) for one, parts in zip(records, spans, strict=True) for a, b in parts]
        starts = np.concatenate(([0], np.cumsum([len(parts) for parts in spans])))
        signs = {
            **candidates.signs,
            Sign.SPOKEN: np.array([one.kind is not Kind.NARRATION for one in records], np.float32),
            Sign.ENGLISH: np.full(len(records), question.language is Language.ENGLISH, np.float32),
            Sign.NEAR: np.array([_inside(question.near, meetings[one.meeting]) for one in records], np.float32),
        }
        if linked is not None:
            same = np.array([one.meeting == linked.passage.meeting for one in records], np.float32)
            signs[Sign.LINKED] = same * (_SAME_MEETING if question.link is Link.SAME_MEETING else 1.0)
        titles, where = _titles(records, meetings)
        fit = self._word_by_word(topic, sentences, starts[:-1], titles, where, signs)
        if question.background.strip():
            signs[Sign.BACKGROUND] = self._background(question, records, titles, where)
        concepts = self._weighed(question.concepts)
        stated = held(concepts, sentences)
        whole = [fold(one.text) + titles[w] for one, w in zip(records, where, strict=True)]
        signs[Sign.HELD] = held(concepts, whole)
        scores = self.ranking.scores(signs)
        order = np.lexsort(([one.row for one in records], -scores))
        return [self._hit(candidates, i, spans[i], (fit + stated)[starts[i] : starts[i + 1]], signs, scores) for i in order]

    def _hit(
        self,
        candidates: _Candidates,
        i: int,
        spans: tuple[Span, ...],
        fit: np.ndarray,  # type: ignore[type-arg]
        signs: Signs,
        scores: np.ndarray,  # type: ignore[type-arg]
    ) -> Hit:
        passage = candidates.records[i]
        own = {sign: float(values[i]) for sign, values in signs.items()}
        return Hit(
            passage,
            candidates.meetings[passage.meeting],
            float(scores[i]),
            self.ranking.answers(own),
            own,
            spans,
            tuple(float(f) for f in fit),
            candidates.lexical_rank.get(passage.row),
            candidates.dense_rank.get(passage.row),
        )

    def _word_by_word(self, topic, sentences, starts, titles, where, signs):  # type: ignore[no-untyped-def]
        """Add the signs that need the vectors of words; return how well each sentence fits."""
        if not isinstance(self.encoder, TokenEncoder):
            return np.zeros(len(sentences), np.float32)
        asked, *words = self.encoder.token_vectors([topic, *titles, *sentences])
        heads = match(asked, Texts.of(words[: len(titles)]))
        found = match(asked, Texts.of(words[len(titles) :]))
        by_chance = match(asked, self.drawn)
        whole = found.grouped(starts)
        signs[Sign.COVERED] = whole.covered
        signs[Sign.SENTENCE] = np.maximum.reduceat(found.covered, starts)
        signs[Sign.TOGETHER] = whole.weights @ np.maximum(whole.nearest, heads.nearest[:, where])
        signs[Sign.TITLE] = heads.cosines[where]
        signs[Sign.STANDS_OUT] = _against(whole.covered, by_chance.covered)
        signs[Sign.COSINE_OUT] = _against(signs[Sign.COSINE], by_chance.cosines)
        return found.covered + found.cosines

    def _background(self, question, records, titles, where):  # type: ignore[no-untyped-def]
        about = self.encoder.encode([question.background.strip()])[0]
        passages = self.generation.vectors.reconstruct([one.row for one in records]) @ about
        return np.maximum(passages, (self.encoder.encode(titles) @ about)[where])

    def _meetings(self, records: Sequence[PassageRecord]) -> dict[int, MeetingRecord]:
        ids = sorted({one.meeting for one in records})
        return {meeting.id: meeting for meeting in self.generation.catalogue.meetings(ids)}


def _against(values, by_chance):  # type: ignore[no-untyped-def]
    """Return values as standard deviations above what chance gives."""
    return (values - by_chance.mean()) / max(float(by_chance.std()), _LEAST_SPREAD)


def _allowed(question: Question, linked: Hit | None) -> Allowed:
    """Return the rows' filter: whose words, and when."""
    since, until = question.period
    if linked is not None and linked.meeting.date is not None:
        if question.link is Link.SAME_DAY:
            since = until = linked.meeting.date
        elif question.link is Link.LATER and since is None:
            since = linked.meeting.date
    return Allowed(persons=question.speakers, since=since, until=until)


def _titles(records: Sequence[PassageRecord], meetings: Mapping[int, MeetingRecord]) -> tuple[list[str], list[int]]:
    """Return the folded titles, and for each passage which of them is its meeting's."""
    at = {meeting: i for i, meeting in enumerate(meetings)}
    return [fold(meeting.title) for meeting in meetings.values()], [at[one.meeting] for one in records]


def held(concepts: Sequence[tuple[Concept, float]], texts: Sequence[str]) -> np.ndarray:  # type: ignore[type-arg]
    """Return how much of what is asked for stands in each folded text, in one of its forms, 0 to 1.

    A concept counts by its rarity, and a form that is only related by the root of its weight.
    """
    total = sum(weight for _, weight in concepts)
    found = [
        sum(w * max((f.weight**0.5 for f in c.forms if f.text in text), default=0.0) for c, w in concepts) for text in texts
    ]
    return np.array(found, np.float32) / max(total, 1e-9)


def _idf(frequency: int, total: int) -> float:
    """Return BM25's idf."""
    return log(1.0 + (total - frequency + 0.5) / (frequency + 0.5))


def _inside(period: Period, meeting: MeetingRecord) -> bool:
    if meeting.date is None or period == Period(None, None):
        return False
    return (period.since is None or period.since <= meeting.date) and (period.until is None or meeting.date <= period.until)
