"""Measure a question at 20,000 passages inside a running process, stage by stage, one caller.

Run it from the root of the project: python -m bench.scale. The corpus is news of 2022 to 2024 (development data, not
shipped), built once into var/bench; the questions were written about paragraphs of it, in both languages: a third as
they are, a third asked of one of its frequent speakers, a third about one month. A stage's time is its own, without the
stages inside it. A busy machine stretches the wall clock, not the processor time.
"""

import argparse
import cProfile
import io
import json
import lzma
import os
import pstats
import random
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

from bench.libraries import ROOT, SHARED, build_index, open_library
from index.encoding import StaticEncoder
from index.errors import GenerationError
from index.lexical import LexicalIndex
from index.vectors import VectorIndex
from retrieval.answer import Answer, Library
from retrieval.search import Searcher
from retrieval.understanding import Understanding

FOLDER = ROOT / "var" / "bench"
NEWS = SHARED / "data" / "news_until_2024.jsonl.xz"
QUESTIONS = SHARED / "data" / "synthetic" / "queries.jsonl"
TODAY = date(2024, 12, 31)
ITEMS = 2_320  # of the news, evenly drawn; about 20,000 passages
ASKED = 300
WARM_UP = 20  # questions before the clock starts: caches and lazy imports
SPEAKERS = 20  # the most frequent ones are asked for by name
SEED = 1
COSTLY = 25  # lines of a profile


class Stage(StrEnum):
    """Where the time of an answer goes."""

    UNDERSTAND = "understand"
    LEXICAL = "lexical"
    DENSE = "dense"  # the question's vector, and the nearest passages
    WORDS = "vectors of words"  # of the candidates' sentences
    REVIEW = "review"  # filters, reading the candidates, their signs and order
    QUOTE = "quote + verify"  # and the bar, the scope and what others said
    WHOLE = "whole answer"


# The calls that begin a stage; what none of them takes inside another belongs to that other.
_BEGINS: tuple[tuple[type[Any], str, Stage], ...] = (
    (Library, "answer", Stage.QUOTE),
    (Understanding, "read", Stage.UNDERSTAND),
    (Searcher, "hits", Stage.REVIEW),
    (LexicalIndex, "search", Stage.LEXICAL),
    (VectorIndex, "search", Stage.DENSE),
    (StaticEncoder, "encode", Stage.DENSE),
    (StaticEncoder, "token_vectors", Stage.WORDS),
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question, and what limits it."""

    text: str
    limit: str


@dataclass(frozen=True, slots=True)
class Spent:
    """Milliseconds of one stage of one answer."""

    wall: float = 0.0
    processor: float = 0.0

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.wall + other.wall, self.processor + other.processor)

    def __sub__(self, other: "Spent") -> "Spent":
        return Spent(self.wall - other.wall, self.processor - other.processor)


@dataclass(slots=True)
class Clock:
    """Adds up what each stage takes, without the stages inside it."""

    stages: dict[Stage, Spent] = field(default_factory=lambda: defaultdict(Spent))
    _inner: list[Spent] = field(default_factory=list)  # of each stage that runs, what those inside it took

    def timed(self, call: Callable[..., Any], stage: Stage) -> Callable[..., Any]:
        """Return the same call, its own time added to a stage."""

        def run(*arguments: Any, **options: Any) -> Any:
            self._inner.append(Spent())
            began = _now()
            try:
                return call(*arguments, **options)
            finally:
                took = _now() - began
                self.stages[stage] += took - self._inner.pop()
                if self._inner:
                    self._inner[-1] += took

        return run

    @contextmanager
    def running(self) -> Iterator[None]:
        """Time every call that begins a stage."""
        patches = [patch.object(owner, name, self.timed(getattr(owner, name), stage)) for owner, name, stage in _BEGINS]
        for one in patches:
            one.start()
        try:
            yield
        finally:
            for one in patches:
                one.stop()


def main() -> None:
    """Build the corpus if it is not there, ask, and print where the time goes."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("--items", type=int, default=ITEMS, help="news items to index")
    parser.add_argument("--questions", type=int, default=ASKED)
    parser.add_argument("--rebuild", action="store_true", help="build the corpus again, after a change of index/")
    parser.add_argument("--profile", action="store_true", help="print the costliest functions instead of the stages")
    options = parser.parse_args()
    folder = FOLDER / f"{options.items}-items"
    library = _library(folder, options.items, rebuild=options.rebuild)
    questions = draw_questions(library, folder / "docs", options.questions)
    manifest = library.generation.manifest
    print(f"{manifest.passages} passages of {manifest.meetings} meetings; {len(questions)} questions")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for question in questions[:WARM_UP]:
        library.answer(question.text, today=TODAY)
    if options.profile:
        _profile(library, questions)
    else:
        _report(library, questions)


def _library(folder: Path, items: int, *, rebuild: bool) -> Library:
    """Open the corpus, built first where it is not there or comes from another model."""
    if rebuild and folder.is_dir():
        shutil.rmtree(folder)
    if not (folder / "docs").is_dir():
        _write_docs(folder / "docs", items)
    try:
        return open_library(folder / "index")
    except GenerationError:
        build_index(folder / "docs", folder / "index")
        return open_library(folder / "index")


def _write_docs(docs: Path, items: int) -> None:
    """Write news items as text files, evenly drawn over the years."""
    with lzma.open(NEWS, "rt", encoding="utf-8") as lines:
        news = [json.loads(line) for line in lines]
    docs.mkdir(parents=True)
    for place in range(min(items, len(news))):
        item = news[place * len(news) // min(items, len(news))]
        text = "\n".join([item["title"], *item["paras"]])
        (docs / f"{item['id']}.txt").write_text(text, encoding="utf-8")


def draw_questions(library: Library, docs: Path, count: int) -> list[Question]:
    """Return the same questions every time: about paragraphs of the corpus, Chinese and English by turns."""
    titles = {path.read_text(encoding="utf-8").split("\n", 1)[0] for path in docs.iterdir()}
    lines = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    lines = [line for line in lines if line["title"] in titles and line["en_q"] and line["zh_q"]]
    chance = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    drawn = chance.sample(lines, min((count + 1) // 2, len(lines)))
    frequent = sorted(library.generation.catalogue.people(), key=lambda one: (-one.passages, one.id))[:SPEAKERS]
    names = [(one.name, " ".join(one.pinyin).title()) for one in frequent]
    questions = []
    for place, line in enumerate(drawn):
        name, latin = names[place % len(names)]
        day = date.fromisoformat(line["date"])
        chinese, english, limit = (
            (line["zh_q"], line["en_q"], "no limit"),
            (f"{name}对{line['zh_q']}怎么说", f"what did {latin} say about {line['en_q']}", "a speaker"),
            (f"{day.year}年{day.month}月{line['zh_q']}", f"{line['en_q']} in {day:%B %Y}", "a month"),
        )[place % 3]
        questions += [Question(chinese, limit), Question(english, limit)]
    return questions[:count]


def _report(library: Library, questions: Sequence[Question]) -> None:
    """Ask every question, and print the times by stage and by what limits the question."""
    stages: list[dict[Stage, Spent]] = []
    answers: list[Answer] = []
    for question in questions:
        clock = Clock()
        with clock.running():
            answers.append(library.answer(question.text, today=TODAY))
        whole = sum(clock.stages.values(), Spent())
        stages.append({**clock.stages, Stage.WHOLE: whole})
    print(f"{sum(one.answered for one in answers)} answered")
    print(f"{'':18}{'wall ms':>20}{'processor ms':>20}")
    print(f"{'':18}{'median':>10}{'p95':>10}{'median':>10}{'p95':>10}")
    for stage in Stage:
        _print_line(stage.value, [one.get(stage, Spent()) for one in stages])
    for limit in dict.fromkeys(question.limit for question in questions):
        _print_line(limit, [one[Stage.WHOLE] for one, q in zip(stages, questions, strict=True) if q.limit == limit])


def _print_line(name: str, spent: Sequence[Spent]) -> None:
    """Print median and 95th percentile of wall and processor time."""
    cells = [
        _quantile(values, share)
        for values in ([one.wall for one in spent], [one.processor for one in spent])
        for share in (0.5, 0.95)
    ]
    print(f"{name:18}" + "".join(f"{cell:10.2f}" for cell in cells))


def _quantile(values: Sequence[float], share: float) -> float:
    """Return the value that a share of the values does not exceed."""
    return sorted(values)[int(share * (len(values) - 1))]


def _profile(library: Library, questions: Sequence[Question]) -> None:
    """Print the functions that take most by themselves, then those that take most with all they call."""
    profile = cProfile.Profile(process_time)
    with profile:
        for question in questions:
            library.answer(question.text, today=TODAY)
    for order in ("tottime", "cumulative"):
        printed = io.StringIO()
        pstats.Stats(profile, stream=printed).sort_stats(order).print_stats(COSTLY)
        print(printed.getvalue())


def _now() -> Spent:
    return Spent(perf_counter() * 1_000, process_time() * 1_000)


if __name__ == "__main__":
    main()
