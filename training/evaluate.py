"""How well a model alone finds the paragraph that answers a question: python -m training.evaluate.

No lexical side, no speaker, no date: hit@1, hit@5 and mean reciprocal rank of the paragraph by cosine. Three sets: the
questions held out of training (only telling for a model trained with --hold-out), the development questions with the
paragraphs of their 200 documents, and XQuAD's English questions with its 240 Chinese paragraphs. None is trained on.
"""

import argparse
import gzip
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.encoding import Encoder, load_encoder
from index.folding import fold
from training.data import DATA, Corpus, read_corpus, split

EVALUATION = Path("../shared/eval")
_FIRST = 5


@dataclass(frozen=True, slots=True)
class Query:
    """A question with the rows of the paragraphs that answer it."""

    language: str
    text: str
    gold: frozenset[int]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Questions to ask of paragraphs; both in search form."""

    name: str
    paragraphs: tuple[str, ...]
    queries: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How high the first right paragraph stands."""

    queries: int
    hit_at_1: float
    hit_at_5: float
    mean_reciprocal_rank: float


def score(encoder: Encoder, benchmark: Benchmark) -> dict[str, Score]:
    """Return the score of each language, and of all."""
    paragraphs = encoder.encode(benchmark.paragraphs)
    questions = encoder.encode([query.text for query in benchmark.queries])
    ranks = [_rank(row @ paragraphs.T, query.gold) for row, query in zip(questions, benchmark.queries, strict=True)]
    languages = [query.language for query in benchmark.queries]
    chosen = {"all": ranks} | {
        language: [rank for rank, own in zip(ranks, languages, strict=True) if own == language]
        for language in sorted(set(languages))
    }
    return {language: _score(found) for language, found in chosen.items()}


def _rank(scores: np.ndarray, gold: frozenset[int]) -> int:
    """Return the rank, from 1, of the first gold row; the earlier of equal rows first.

    >>> _rank(np.array([0.1, 0.5, 0.3]), frozenset({0, 2}))
    2
    """
    order = np.argsort(-scores, kind="stable").tolist()
    return next(rank for rank, row in enumerate(order, 1) if row in gold)


def _score(ranks: Sequence[int]) -> Score:
    found = np.array(ranks)
    return Score(
        queries=len(found),
        hit_at_1=float((found == 1).mean()),
        hit_at_5=float((found <= _FIRST).mean()),
        mean_reciprocal_rank=float((1 / found).mean()),
    )


def held_out(held: Corpus) -> Benchmark:
    """Return the held-out questions with all paragraphs of their dates and meetings."""
    news = [text for item in held.news for text in item.paragraphs]
    paragraphs = tuple(dict.fromkeys([*(question.paragraph for question in held.questions), *news]))
    row = {text: number for number, text in enumerate(paragraphs)}
    asked = [
        (language, text, question)
        for question in held.questions
        for language, texts in (("en", (question.english,)), ("zh", question.chinese))
        for text in texts
    ]
    queries = (Query(language, text, frozenset({row[question.paragraph]})) for language, text, question in asked)
    return Benchmark("held-out questions", paragraphs, tuple(queries))


def development(folder: Path) -> Benchmark:
    """Return the development questions that have an answer, as asked, a follow-up behind what it follows."""
    paragraphs: list[tuple[str, str]] = []
    for path in sorted((folder / "docs").glob("*.txt")):
        _, *lines = path.read_text(encoding="utf-8").split("\n")  # the first is the title
        paragraphs += [(path.stem, line) for line in lines if line.strip()]
    queries = []
    for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        places = [(place["doc"], place["quote"]) for place in record["gold"]]
        rows = {
            row for row, (doc, text) in enumerate(paragraphs) for own, quote in places if doc == own and quote in text
        }
        if rows:
            text = fold(" ".join([*record["previous"], record["question"]]))
            queries.append(Query(record["lang"], text, frozenset(rows)))
    return Benchmark("development questions", tuple(fold(text) for _, text in paragraphs), tuple(queries))


def xquad(folder: Path) -> Benchmark:
    """Return XQuAD (Artetxe et al. 2020): English questions, Chinese paragraphs."""
    english, chinese = (list(_squad(folder / f"xquad.{language}.json.gz")) for language in ("en", "zh"))
    paragraphs = tuple(dict.fromkeys(paragraph for paragraph, _ in chinese))
    row = {text: number for number, text in enumerate(paragraphs)}
    queries = (
        Query("en", question, frozenset({row[paragraph]}))
        for (_, question), (paragraph, _) in zip(english, chinese, strict=True)
    )
    return Benchmark("XQuAD en→zh", paragraphs, tuple(queries))


def _squad(path: Path) -> Iterable[tuple[str, str]]:
    for article in json.loads(gzip.decompress(path.read_bytes()))["data"]:
        for paragraph in article["paragraphs"]:
            for question in paragraph["qas"]:
                yield fold(paragraph["context"]), fold(question["question"])


def main() -> None:
    """Print the scores of a model folder or of a model on the hub."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", nargs="?", default="retrieval/model", help="folder or name on the hub")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--evaluation", type=Path, default=EVALUATION)
    options = parser.parse_args()
    encoder = load_encoder(options.model, root=Path())
    _, held = split(read_corpus(options.data))
    sets = (held_out(held), development(options.evaluation / "dev"), xquad(options.evaluation / "public"))
    print("| set | language | questions | hit@1 | hit@5 | MRR |\n|---|---|---|---|---|---|")
    for benchmark in sets:
        for language, found in score(encoder, benchmark).items():
            print(
                f"| {benchmark.name} | {language} | {found.queries} |"
                f" {found.hit_at_1:.3f} | {found.hit_at_5:.3f} | {found.mean_reciprocal_rank:.3f} |"
            )


if __name__ == "__main__":
    main()
