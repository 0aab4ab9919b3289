"""Measure retrieval on public questions: ours beside words alone and vectors alone.

Run it from the root of the project: python -m bench.public [FOLDER]; the folder holds XQuAD, DRCD and CMRC 2018
(development data, not shipped). Every context is one document, and a question's gold is the context it was asked about.
These questions are about encyclopaedia articles and name no speaker of a meeting: this measures the search, not the
job, and persons and dates that are part of a matter are taken for limits here ("search, no limits" lifts them).
"""

import argparse
import gzip
import json
import random
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bench.libraries import SHARED, build_index, open_library
from index.folding import fold
from index.lexical import LexicalEntry, LexicalIndex, words
from retrieval.answer import Library
from retrieval.periods import Period

FOLDER = SHARED / "eval" / "public"
MOST_QUESTIONS = 600
SEED = 1
DEPTH = 10
ROWS = 300  # passages a retriever gives, so that ten documents are among them
TODAY = date(2026, 11, 22)  # any fixed day: no question here says "last year"

Ranker = Callable[[str], list[int]]  # a question's text to numbers of documents, best first


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and the number of the document it was asked about."""

    question: str
    gold: int


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents, and the sets of questions that are asked over them."""

    documents: tuple[str, ...]
    questions: dict[str, tuple[Asked, ...]]  # by the name of the set


@dataclass(frozen=True, slots=True)
class Figures:
    """How one way of ranking did on one set."""

    hit_at_1: float
    hit_at_5: float
    mrr: float  # of the first DEPTH
    empty: float  # share of the questions that nothing was returned for


def main() -> None:
    """Print a table for each set of questions."""
    parser = argparse.ArgumentParser(prog="python -m bench.public", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--questions", type=int, default=MOST_QUESTIONS, help="at most so many of each set")
    options = parser.parse_args()
    for collection in (
        read_collection(options.folder, "xquad.zh", asked_in={"XQuAD zh→zh": "xquad.zh", "XQuAD en→zh": "xquad.en"}),
        read_collection(options.folder, "drcd_dev", asked_in={"DRCD dev": "drcd_dev"}),
        read_collection(options.folder, "cmrc2018_dev", asked_in={"CMRC 2018 dev": "cmrc2018_dev"}),
    ):
        _measure(collection, most=options.questions)


def read_collection(folder: Path, contexts: str, *, asked_in: dict[str, str]) -> Collection:
    """Read the contexts of one SQuAD file, and questions about them, its own or translated ones with the same ids."""
    numbers: dict[str, int] = {}  # by context; one that comes again is the same document
    gold: dict[str, int] = {}  # by the question's id
    for paragraph in _paragraphs(folder, contexts):
        number = numbers.setdefault(paragraph["context"].strip("\ufeff"), len(numbers))
        gold |= {asked["id"]: number for asked in paragraph["qas"]}
    questions = {
        name: tuple(
            Asked(asked["question"], gold[asked["id"]]) for one in _paragraphs(folder, file) for asked in one["qas"]
        )
        for name, file in asked_in.items()
    }
    return Collection(tuple(numbers), questions)


def _paragraphs(folder: Path, file: str) -> Iterable[dict]:  # type: ignore[type-arg] # as the file has them
    data = json.loads(gzip.decompress((folder / f"{file}.json.gz").read_bytes()))["data"]
    return (paragraph for article in data for paragraph in article["paragraphs"])


def _measure(collection: Collection, *, most: int) -> None:
    """Index the documents of a collection, and ask every set in every way."""
    with tempfile.TemporaryDirectory() as place:
        docs, index = Path(place) / "docs", Path(place) / "index"
        docs.mkdir()
        for number, text in enumerate(collection.documents):
            (docs / f"{number}.txt").write_text(text, encoding="utf-8")
        report = build_index(docs, index)
        library = open_library(index)
        rankers = {
            "BM25 of whole contexts": _by_words_of_contexts(collection.documents, Path(place) / "words"),
            "BM25 of passages": _by_words(library),
            "vectors of passages": _by_vectors(library),
            "search": _by_search(library),
            "search, no limits": _by_search(library, limits=False),
            "whole program": _by_answer(library),
        }
        for name, questions in collection.questions.items():
            drawn = draw(questions, most)
            counts = f"{len(drawn)} of {len(questions)} questions, {report.meetings} documents"
            print(f"{name}: {counts}, {report.passages} passages", flush=True)
            for way, ranker in rankers.items():
                found = figures(drawn, ranker)
                shares = f"hit@1 {found.hit_at_1:.3f}  hit@5 {found.hit_at_5:.3f}  MRR@{DEPTH} {found.mrr:.3f}"
                print(f"  {way:24}{shares}  nothing {found.empty:.3f}", flush=True)


def draw(questions: Sequence[Asked], most: int) -> Sequence[Asked]:
    """Return the same random questions every time, in their order."""
    if len(questions) <= most:
        return questions
    places = random.Random(SEED).sample(range(len(questions)), most)  # noqa: S311 - a sample, not a secret
    return [questions[place] for place in sorted(places)]


def figures(questions: Sequence[Asked], ranker: Ranker) -> Figures:
    """Ask every question and count."""
    found = [list(dict.fromkeys(ranker(asked.question)))[:DEPTH] for asked in questions]
    ranks = [
        documents.index(asked.gold) + 1 if asked.gold in documents else None
        for asked, documents in zip(questions, found, strict=True)
    ]
    total = len(questions)
    return Figures(
        hit_at_1=sum(rank == 1 for rank in ranks) / total,
        hit_at_5=sum(rank is not None and rank <= 5 for rank in ranks) / total,  # noqa: PLR2004 - hit@5
        mrr=sum(1 / rank for rank in ranks if rank is not None) / total,
        empty=sum(not documents for documents in found) / total,
    )


def _by_words_of_contexts(documents: Sequence[str], folder: Path) -> Ranker:
    """Rank whole documents by BM25 over the question's own words: no passages, no glossary."""
    entries = (LexicalEntry(number, fold(text), "", number, None, ()) for number, text in enumerate(documents))
    LexicalIndex.build(folder, entries)
    index = LexicalIndex.open(folder)
    return lambda text: [number for number, _ in index.search(_terms(text), limit=DEPTH)]


def _by_words(library: Library) -> Ranker:
    """Rank by the best passage's BM25 over the question's own words."""
    generation = library.generation

    def ranker(text: str) -> list[int]:
        found = generation.lexical.search(_terms(text), limit=ROWS, context_boost=0.0)
        return _documents(library, [row for row, _ in found])

    return ranker


def _terms(text: str) -> list[tuple[str, float]]:
    return [(word, 1.0) for word in dict.fromkeys(words(fold(text)))]


def _by_vectors(library: Library) -> Ranker:
    """Rank by the best passage's cosine with the question's vector."""

    def ranker(text: str) -> list[int]:
        vector = library.encoder.encode([fold(text)])[0]
        return _documents(library, [row for row, _ in library.generation.vectors.search(vector, limit=ROWS)])

    return ranker


def _by_search(library: Library, *, limits: bool = True) -> Ranker:
    """Rank as our search does, whatever the evidence; without limits, in anybody's words of any time."""

    def ranker(text: str) -> list[int]:
        question = library.understanding.read(text, today=TODAY)
        if not limits:
            question = replace(question, speakers=None, period=Period(None, None))
        return [_number(hit.meeting.source) for hit in library.searcher.hits(question)]

    return ranker


def _by_answer(library: Library) -> Ranker:
    """Rank as the program answers, its refusals counted as misses."""
    return lambda text: [_number(quote.source) for quote in library.answer(text, today=TODAY).quotes]


def _documents(library: Library, rows: Sequence[int]) -> list[int]:
    """Return the documents of some passages, in their order."""
    found = library.generation.columns.meetings[list(rows)].tolist()
    sources = {one.id: one.source for one in library.generation.catalogue.meetings(sorted(set(found)))}
    return [_number(sources[meeting]) for meeting in found]


def _number(source: str) -> int:
    """Return the number of the document that a source file holds."""
    return int(Path(source).stem)


if __name__ == "__main__":
    main()
