"""Measure whether the language forms of one question find the same passages.

Run it from the root of the project: python -m bench.forms. Each line of tests/samples/triples.jsonl asks one thing in
simplified Chinese, traditional Chinese and English over the sample meetings in docs/. The overlap of two answers is the
share of the longer one's first three passages that both have; the overlap of a triple is the mean of its three pairs.
The overlap before the bar is that of the search alone, which always gives three: the rest is what answers of different
lengths cost.
"""

import argparse
import json
import tempfile
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from statistics import mean

from bench.libraries import ROOT, build_index, open_library
from retrieval.answer import Library

FORMS = ("zh-Hans", "zh-Hant", "en")
FIRST = 3
LOW = 0.5  # a triple below it is printed

Place = tuple[str, int]  # source file and paragraph


@dataclass(frozen=True, slots=True)
class Triple:
    """One question in three forms, and where each form's first passages stand."""

    id: str
    texts: tuple[str, ...]  # in the order of FORMS
    places: tuple[frozenset[Place], ...]
    searched: tuple[frozenset[Place], ...]  # the same before the bar that an answer has to take

    @property
    def overlaps(self) -> dict[tuple[str, str], float]:
        """Return the overlap of each pair of forms."""
        return {
            (FORMS[i], FORMS[j]): overlap(self.places[i], self.places[j]) for i, j in combinations(range(len(FORMS)), 2)
        }

    @property
    def overlap(self) -> float:
        """Return the mean over the pairs."""
        return mean(self.overlaps.values())

    @property
    def overlap_before(self) -> float:
        """Return the same before the bar."""
        return mean(overlap(one, other) for one, other in combinations(self.searched, 2))


def main() -> None:
    """Print the overlap over all triples, and the triples whose forms find different things."""
    parser = argparse.ArgumentParser(prog="python -m bench.forms", description=__doc__)
    parser.add_argument("--docs", type=Path, default=ROOT / "docs")
    parser.add_argument("--triples", type=Path, default=ROOT / "tests" / "samples" / "triples.jsonl")
    parser.add_argument("--today", type=date.fromisoformat, default=date(2026, 11, 22))
    options = parser.parse_args()
    lines = [json.loads(line) for line in options.triples.read_text(encoding="utf-8").splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as place:
        index = Path(place) / "index"
        build_index(options.docs, index)
        library = open_library(index)
        triples = [_ask(library, line, options.today) for line in lines]
    print(f"{len(triples)} triples, first {FIRST} passages: overlap {mean(one.overlap for one in triples):.3f}")
    print(f"  before the bar: {mean(one.overlap_before for one in triples):.3f}")
    for pair in combinations(FORMS, 2):
        print(f"  {pair[0]} with {pair[1]}: {mean(one.overlaps[pair] for one in triples):.3f}")
    for number, form in enumerate(FORMS):
        lengths = [len(one.places[number]) for one in triples]
        print(f"  {form}: {mean(lengths):.2f} passages, nothing found {lengths.count(0)}")
    for triple in sorted(triples, key=lambda one: one.overlap):
        if triple.overlap < LOW:
            _show(triple)


def overlap(one: frozenset[Place], other: frozenset[Place]) -> float:
    """Return the share of the larger set that both have; two empty answers agree.

    >>> overlap(frozenset({("a.txt", 1), ("b.txt", 2)}), frozenset({("a.txt", 1)}))
    0.5
    """
    larger = max(len(one), len(other))
    return len(one & other) / larger if larger else 1.0


def _ask(library: Library, line: dict[str, str], today: date) -> Triple:
    """Ask one question in its three forms."""
    texts = tuple(line[form] for form in FORMS)
    answers = (library.answer(text, today=today, limit=FIRST) for text in texts)
    places = tuple(frozenset((quote.source, quote.paragraph) for quote in answer.quotes) for answer in answers)
    return Triple(line["id"], texts, places, tuple(_search(library, text, today) for text in texts))


def _search(library: Library, text: str, today: date) -> frozenset[Place]:
    """Return where the search alone looks first."""
    hits = library.searcher.hits(library.understanding.read(text, today=today))
    places = dict.fromkeys((hit.meeting.source, hit.passage.paragraph) for hit in hits)
    return frozenset(list(places)[:FIRST])


def _show(triple: Triple) -> None:
    """Print what each form of a triple found."""
    print(f"{triple.id} {triple.overlap:.2f}")
    for form, text, places in zip(FORMS, triple.texts, triple.places, strict=True):
        found = ", ".join(f"{source}:{paragraph}" for source, paragraph in sorted(places)) or "nothing"
        print(f"  {form:8}{text}  → {found}")


if __name__ == "__main__":
    main()
