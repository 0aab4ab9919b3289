"""Hits to an answer: quotes cut at sentence ends, verified against the source, or nothing found with its scope."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import Self

from index.catalogue import Scope
from index.encoding import Encoder, load_encoder
from index.errors import YuanhuaError
from index.folding import fold
from index.generation import Generation
from index.kind import Kind
from index.offices import office_list
from index.repairs import Reason, Repair, Span
from retrieval.glossary import shipped_glossary
from retrieval.hits import Hit
from retrieval.offices import OfficeBook
from retrieval.people import People
from retrieval.places import shipped_places
from retrieval.question import Order, Question, Understood
from retrieval.quoting import Cut, best_window, cut, stands
from retrieval.ranking import shipped_ranking
from retrieval.search import Searcher
from retrieval.topic import shipped_scaffolding
from retrieval.understanding import Understanding

_LOG = logging.getLogger(__name__)
_LIKELY = 0.5  # probability that a hit answers, from which on one of the best hits makes an answer
_LIKELY_FOLLOWING = 0.2  # the same for a follow-up, whose topic is only half said
_UNLIKELY = 0.4  # a further quote below it is noise
_NEARLY = 0.7  # of the best hit's probability: a further quote must be nearly as likely
_LOOKED_AT = 3  # best hits
_SHINGLE = 5  # characters
_SAME_SHARE = 0.8  # of the shorter quote's shingles
_OTHERS = 3  # quotes by others that are offered
_LATEST_SHARE = 0.75  # of the best score: what is asked for by date must be about the matter first


@dataclass(frozen=True, slots=True)
class Report:
    """Another text that reports the same words."""

    meeting: str
    date: date | None
    source: str
    paragraph: int


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
    also_in: tuple[Report, ...] = ()  # texts that report the same words less fully


@dataclass(frozen=True, slots=True)
class Answer:
    """What the program says to one question."""

    question: str
    understood: Understood
    quotes: tuple[Quote, ...]  # empty: nothing found
    scope: Scope  # what was searched, after the question's own constraints on period
    took_ms: float
    others: tuple[
        Quote, ...
    ] = ()  # nothing found by the person asked for: what others said on the topic, offered apart

    @property
    def answered(self) -> bool:
        """Whether anything was found."""
        return bool(self.quotes)


def same_words(one: Quote, other: Quote) -> bool:
    """Say whether two quotes of different texts report the same words of the same speaker."""
    if one.source == other.source or fold(one.speaker or "") != fold(other.speaker or ""):
        return False
    a, b = shingles(fold(one.quote)), shingles(fold(other.quote))
    return bool(a and b) and len(a & b) >= _SAME_SHARE * min(len(a), len(b))


def merged(first: Quote, second: Quote) -> Quote:
    """Return two reports of the same words as one quote: the fuller, at the better rank, with the other named."""
    kept, left = (first, second) if len(first.quote) >= len(second.quote) else (second, first)
    report = Report(left.meeting, left.date, left.source, left.paragraph)
    return replace(kept, rank=first.rank, score=first.score, also_in=(*first.also_in, report))


def shingles(fold: str) -> frozenset[str]:
    """Return the runs of five characters of a folded text, marks and blanks left out."""
    letters = "".join(c for c in fold if c.isalnum())
    return frozenset(letters[i : i + _SHINGLE] for i in range(len(letters) - _SHINGLE + 1))


@dataclass(frozen=True, slots=True)
class AnswerSettings:
    """How many quotes an answer holds, and how long each may be."""

    limit: int = 10
    quote_sentences: int = 3


@dataclass(frozen=True, slots=True)
class Library:
    """One generation, opened to be asked; several threads may share it."""

    generation: Generation
    encoder: Encoder
    understanding: Understanding
    searcher: Searcher
    settings: AnswerSettings

    @classmethod
    def open(
        cls, index: Path, *, model: str, root: Path, settings: AnswerSettings, glossary: Path | None = None
    ) -> Self:
        """Open the published generation; raises EncoderError, GenerationError or ConfigError (the own glossary)."""
        encoder = load_encoder(model, root=root)
        terms = shipped_glossary(glossary)  # the last that may fail before a generation is held open
        generation = Generation.open(index, encoder_identity=encoder.identity)
        places = shipped_places()
        records = generation.catalogue.people()
        book = OfficeBook.read(office_list(), generation.catalogue.tenures(), records, places.countries())
        people = People.read(records, book, places)
        understanding = Understanding(
            people,
            terms,
            shipped_scaffolding(),
            lambda word: generation.lexical.document_frequency(word) > 0,
        )
        return cls(generation, encoder, understanding, Searcher.open(generation, encoder, shipped_ranking()), settings)

    def scope(self) -> Scope:
        """Return what is covered."""
        return self.generation.manifest.scope

    def answer(
        self, text: str, *, previous: Sequence[str] = (), today: date | None = None, limit: int | None = None
    ) -> Answer:
        """Return the answer to a question; `previous` are the asker's questions before it, oldest first."""
        began = perf_counter()
        question = self.understanding.read(
            text, previous=previous, today=today or datetime.now(UTC).astimezone().date()
        )
        hits = self._telling(question, self._hits(question))
        quotes = self._quotes(hits, limit or self.settings.limit)
        others: tuple[Quote, ...] = ()
        if not quotes and question.speakers is not None:
            others = self._by_others(question)
        scope = self.generation.catalogue.scope(*question.period)
        took = round((perf_counter() - began) * 1000, 1)
        return Answer(text, question.understood(), quotes, scope, took, others)

    def _telling(self, question: Question, hits: list[Hit]) -> list[Hit]:
        """Return the hits worth showing; none where none of the best is likely to answer."""
        bar = _LIKELY_FOLLOWING if question.background else _LIKELY
        best = max((hit.answers for hit in hits[:_LOOKED_AT]), default=0.0)
        if best < bar:
            return []
        floor = max(_UNLIKELY, _NEARLY * best)
        first = question.order is Order.RELEVANCE  # the newest is shown only where it answers itself
        return [hit for place, hit in enumerate(hits) if (first and not place) or hit.answers >= floor]

    def _by_others(self, question: Question) -> tuple[Quote, ...]:
        """Return what others said on the topic, where the person asked for said nothing."""
        anybody = replace(question, speakers=None, named=())
        hits = self._telling(anybody, self._hits(anybody))
        asked = question.speakers or frozenset()
        return self._quotes([h for h in hits if h.passage.persons and not asked & set(h.passage.persons)], _OTHERS)

    def stands(self, quote: Quote) -> bool:
        """Say whether a quote's words stand in its source file at its place."""
        meeting = self.generation.catalogue.meeting_of(quote.source)
        repairs = self.generation.catalogue.repairs(meeting.id)
        return stands(self.generation.source_text(meeting), Cut(quote.start, quote.end, quote.quote), repairs)

    def _hits(self, question: Question) -> list[Hit]:
        """Return the hits that answer a question, in the order asked for."""
        linked = self._best(question.before) if question.before else None
        hits = self.searcher.hits(question, linked=linked)
        if question.order is Order.LATEST and hits:
            floor = _LATEST_SHARE * hits[0].score
            near = [hit for hit in hits if hit.score >= floor]
            near.sort(key=lambda h: (-(h.meeting.date or date.min).toordinal(), -h.score, h.passage.row))
            hits = near + [hit for hit in hits if hit.score < floor]
        return hits

    def _best(self, question: Question) -> Hit | None:
        hits = self.searcher.hits(question, linked=self._best(question.before) if question.before else None)
        return hits[0] if hits else None

    def _quotes(self, hits: Sequence[Hit], limit: int) -> tuple[Quote, ...]:
        """Return verified quotes, one a paragraph; reports of the same words become one quote."""
        seen: set[tuple[int, int]] = set()
        found: list[Quote] = []
        for hit in hits:
            place = (hit.passage.meeting, hit.passage.paragraph)
            if len(found) == limit or place in seen:
                continue
            quote = self._quote(hit, rank=len(found) + 1)
            if quote is None:
                continue
            seen.add(place)
            twin = next((i for i, other in enumerate(found) if same_words(quote, other)), None)
            if twin is None:
                found.append(quote)
            else:
                found[twin] = merged(found[twin], quote)
        return tuple(found)

    def _quote(self, hit: Hit, *, rank: int) -> Quote | None:
        """Cut and verify one quote; what cannot be verified is logged and not shown."""
        passage, meeting = hit.passage, hit.meeting
        repairs = self.generation.catalogue.repairs(meeting.id)
        try:
            source_text = self.generation.source_text(meeting)
        except YuanhuaError as error:
            _LOG.error("quote dropped: %s", error)
            return None
        piece = self._piece(hit, source_text, repairs)
        if not stands(source_text, piece, repairs):
            _LOG.error(
                "quote dropped: %s %d..%d does not read as it was indexed", meeting.source, piece.start, piece.end
            )
            return None
        paragraph = self.generation.catalogue.paragraph(meeting.id, passage.paragraph)
        broken = any(r.reason is Reason.UNREADABLE and r.start < piece.end and piece.start < r.end for r in repairs)
        return Quote(
            rank=rank,
            score=round(hit.score, 4),
            quote=piece.words,
            passage=paragraph.text,
            speaker=passage.speaker,
            office=passage.office,
            kind=passage.kind,
            certain=passage.certain,
            unreadable=broken,
            meeting=meeting.title,
            date=meeting.date,
            source=meeting.source,
            paragraph=passage.paragraph,
            start=piece.start,
            end=piece.end,
        )

    def _piece(self, hit: Hit, source_text: str, repairs: Sequence[Repair]) -> Cut:
        """Cut the sentences of a passage that answer best."""
        spans = hit.sentences
        first, last = best_window(hit.fit, [b - a for a, b in spans], most=self.settings.quote_sentences)
        part = Span(spans[first].start, spans[last - 1].end)
        return cut(source_text, Span(hit.passage.start, hit.passage.end), repairs, part=part)
