"""A closer look at the candidates: every sign of each of them, word by word, and their order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Self

import numpy as np

from index.catalogue import MeetingRecord
from index.encoding import Encoder
from index.folding import fold
from index.generation import Generation
from index.kind import Kind
from index.lexical import words
from index.repairs import Span
from retrieval.glossary import Concept
from retrieval.hits import Candidates, Hit
from retrieval.matching import Floats, Texts, TokenEncoder, match
from retrieval.periods import Period
from retrieval.question import Language, Link, Question
from retrieval.quoting import sentence_spans
from retrieval.ranking import Ranking, Sign
from retrieval.telling import shipped_telling

_DRAWN = 64  # passages that show what a question matches by chance
_LEAST_SPREAD = 0.02
_SAME_MEETING = 3.0  # "on that trip" against a follow-up that names no meeting
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class _Layout:
    """The candidates' sentences in one row, and where each candidate's begin."""

    spans: list[tuple[Span, ...]]
    sentences: list[str]  # folded
    starts: list[int]  # one more than there are candidates
    titles: list[str]  # folded, of the meetings
    title_of: list[int]  # position among the titles, of each candidate


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Reviews candidates of one generation."""

    generation: Generation
    encoder: Encoder
    ranking: Ranking
    drawn: Texts

    @classmethod
    def open(cls, generation: Generation, encoder: Encoder, ranking: Ranking) -> Self:
        """Draw, evenly from the generation, the passages that every question is measured against."""
        rows = np.unique(np.linspace(0, len(generation.columns) - 1, _DRAWN).astype(int)).tolist()
        folds = [fold(one.text) for one in generation.catalogue.passages(rows)]
        drawn = encoder.token_vectors(folds) if isinstance(encoder, TokenEncoder) else []
        return cls(generation, encoder, ranking, Texts.of(drawn))

    def review(self, question: Question, topic: str, candidates: Candidates, *, linked: Hit | None) -> list[Hit]:
        """Return the candidates as hits, best first; equal scores come in row order."""
        layout = _laid_out(candidates)
        concepts = self._weighed(question.concepts)
        signs = self._plain_signs(question, candidates, layout, concepts)
        fit = held(concepts, layout.sentences) + self._word_by_word(topic, layout, signs)
        if linked is not None:
            same = [one.meeting == linked.passage.meeting for one in candidates.passages]
            signs[Sign.LINKED] = np.array(same, np.float32) * (
                _SAME_MEETING if question.link is Link.SAME_MEETING else 1.0
            )
        if question.background.strip():
            signs[Sign.BACKGROUND] = self._background(question.background.strip(), candidates, layout)
        scores = self.ranking.scores(signs)
        order = sorted(range(len(scores)), key=lambda i: (-float(scores[i]), candidates.passages[i].row))
        return [self._hit(i, candidates, layout, signs, fit) for i in order]

    def _hit(self, i: int, candidates: Candidates, layout: _Layout, signs: Mapping[Sign, Floats], fit: Floats) -> Hit:
        passage = candidates.passages[i]
        own = {sign: float(values[i]) for sign, values in signs.items()}
        return Hit(
            passage=passage,
            meeting=candidates.meetings[passage.meeting],
            score=self.ranking.score(own),
            answers=self.ranking.answers(own),
            signs=own,
            sentences=layout.spans[i],
            fit=tuple(fit[layout.starts[i] : layout.starts[i + 1]].tolist()),
            lexical_rank=candidates.lexical_rank.get(passage.row),
            dense_rank=candidates.dense_rank.get(passage.row),
        )

    def _plain_signs(
        self,
        question: Question,
        candidates: Candidates,
        layout: _Layout,
        concepts: Sequence[tuple[Concept, float]],
    ) -> dict[Sign, Floats]:
        """Return the signs that need no vectors of words."""
        passages, meetings = candidates.passages, candidates.meetings
        texts = [fold(one.text) + layout.titles[at] for one, at in zip(passages, layout.title_of, strict=True)]
        count = len(passages)
        return {
            Sign.LEXICAL: candidates.lexical,
            Sign.COSINE: candidates.cosine,
            Sign.SEARCHED: np.full(count, log(max(candidates.searched, 1)), np.float32),
            Sign.ENGLISH: np.full(count, question.language is Language.ENGLISH, np.float32),
            Sign.SPOKEN: np.array([one.kind is not Kind.NARRATION for one in passages], np.float32),
            Sign.NEAR: np.array([_inside(question.near, meetings[one.meeting]) for one in passages], np.float32),
            Sign.HELD: held(concepts, texts),
        }

    def _weighed(self, concepts: Sequence[Concept]) -> list[tuple[Concept, float]]:
        """Return concepts with what they weigh: how rare their commonest form is here, times how telling they are."""
        total, frequency = len(self.generation.columns), self.generation.lexical.document_frequency
        weighed = []
        for concept in concepts:
            rarities = [
                max((idf(frequency(t), total) for t in words(form.text)), default=0.0) for form in concept.forms
            ]
            weighed.append((concept, min(rarities, default=0.0) * shipped_telling().of(concept.words) ** 2))
        return weighed

    def _word_by_word(self, topic: str, layout: _Layout, signs: dict[Sign, Floats]) -> Floats:
        """Add the signs that need the vectors of words; return how well each sentence fits."""
        if not isinstance(self.encoder, TokenEncoder):
            return np.zeros(len(layout.sentences), np.float32)
        asked, *texts = self.encoder.token_vectors([topic, *layout.titles, *layout.sentences])
        heads = match(asked, Texts.of(texts[: len(layout.titles)]))
        found = match(asked, Texts.of(texts[len(layout.titles) :]))
        whole = found.grouped(layout.starts[:-1])
        by_chance = match(asked, self.drawn)
        signs[Sign.COVERED] = whole.covered
        signs[Sign.SENTENCE] = np.maximum.reduceat(found.covered, layout.starts[:-1])
        signs[Sign.TOGETHER] = whole.weights @ np.maximum(whole.nearest, heads.nearest[:, layout.title_of])
        signs[Sign.TITLE] = heads.cosines[layout.title_of]
        signs[Sign.STANDS_OUT] = _against(whole.covered, by_chance.covered)
        signs[Sign.COSINE_OUT] = _against(signs[Sign.COSINE], by_chance.cosines)
        return found.covered + found.cosines

    def _background(self, background: str, candidates: Candidates, layout: _Layout) -> Floats:
        """Return how near passages or their titles are to the questions before."""
        about = self.encoder.encode([background])[0]
        passages = self.generation.vectors.reconstruct([one.row for one in candidates.passages]) @ about
        nearest: Floats = np.maximum(passages, (self.encoder.encode(layout.titles) @ about)[layout.title_of])
        return nearest


def held(concepts: Sequence[tuple[Concept, float]], texts: Sequence[str]) -> Floats:
    """Return how much of what is asked for stands in each folded text, in one of its forms, 0 to 1.

    A concept counts by its weight, and a form that is only related by the root of its own.
    """
    total = sum(weight for _, weight in concepts)
    found = [
        sum(w * max((f.weight**0.5 for f in c.forms if f.text in text), default=0.0) for c, w in concepts)
        for text in texts
    ]
    return np.array(found, np.float32) / max(total, _TINY)


def idf(frequency: int, total: int) -> float:
    """Return BM25's inverse document frequency."""
    return log(1.0 + (total - frequency + 0.5) / (frequency + 0.5))


def _laid_out(candidates: Candidates) -> _Layout:
    spans = [tuple(sentence_spans(one.text)) for one in candidates.passages]
    sentences = [fold(one.text[a:b]) for one, parts in zip(candidates.passages, spans, strict=True) for a, b in parts]
    starts = [0, *np.cumsum([len(parts) for parts in spans]).tolist()]
    at = {meeting: i for i, meeting in enumerate(candidates.meetings)}
    titles = [fold(meeting.title) for meeting in candidates.meetings.values()]
    return _Layout(spans, sentences, starts, titles, [at[one.meeting] for one in candidates.passages])


def _against(values: Floats, by_chance: Floats) -> Floats:
    """Return values as standard deviations above what chance gives."""
    if not len(by_chance):
        return np.zeros_like(values)
    against: Floats = (values - by_chance.mean()) / max(float(by_chance.std()), _LEAST_SPREAD)
    return against


def _inside(period: Period, meeting: MeetingRecord) -> bool:
    if meeting.date is None or period == Period(None, None):
        return False
    return (period.since is None or period.since <= meeting.date) and (
        period.until is None or meeting.date <= period.until
    )
