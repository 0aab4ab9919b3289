"""Fit what each sign of a passage counts, on questions held out of the model's training: python -m training.ranking.

The corpus is all news of the held-out dates; a question's gold passages are those of the paragraph it was written for.
Order: softmax over the candidates of one question, its gold passages against the rest. Evidence: the best hit of a
question against the best hit of the same question once its gold meeting is left out, or once only somebody else's
words are allowed; logistic regression. Needs a model trained with --hold-out, or the cosines look better than they are.
"""

import argparse
import json
import lzma
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from index.build import build
from index.folding import fold
from retrieval.answer import AnswerSettings, Library
from retrieval.hits import Hit
from retrieval.question import Question
from retrieval.ranking import Sign
from training.data import DATA, is_held_out, read_corpus, split

_TODAY = date(2026, 1, 1)
_ORDER = (Sign.LEXICAL, Sign.COSINE, Sign.COVERED, Sign.SENTENCE, Sign.TOGETHER, Sign.HELD, Sign.TITLE, Sign.SPOKEN)
_EVIDENCE = (
    Sign.LEXICAL, Sign.COSINE, Sign.COVERED, Sign.SENTENCE, Sign.TOGETHER, Sign.HELD, Sign.TITLE, Sign.STANDS_OUT,
    Sign.COSINE_OUT, Sign.SEARCHED, Sign.ENGLISH,
)  # fmt: skip
_SHRINK = 0.002  # of the squared weights
_ABSTAIN_AT = 0.04  # share of answerable questions that may go unanswered
_BY_HAND = {Sign.NEAR: 1.0, Sign.BACKGROUND: 2.0, Sign.LINKED: 2.0}  # the questions held out have no follow-ups


@dataclass(frozen=True, slots=True)
class Case:
    """One question with what the search makes of it."""

    hits: list[Hit]  # with the gold passages among them
    gold: NDArray[np.bool_]  # which of the hits are
    without: list[Hit]  # the same search without the gold meeting
    by_speaker: list[Hit]  # the same search in the words of who speaks the gold passage; empty where nobody does
    by_another: list[Hit]  # the same search in somebody else's words


def write_docs(folder: Path) -> None:
    """Write the held-out news and local meetings as text files, the title in the first line."""
    local: dict[str, list[str]] = {}
    for line in (DATA / "synthetic/local.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if is_held_out(row["title"]):
            local.setdefault(row["title"], []).append(row["para"])
    for number, (title, paragraphs) in enumerate(local.items()):
        (folder / f"local-{number}.txt").write_text("\n".join([title, *paragraphs]), encoding="utf-8")
    with lzma.open(DATA / "news_until_2024.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            if is_held_out(item["date"]):
                text = "\n".join([item["title"], *item["paras"]])
                (folder / f"{item['id']}.txt").write_text(text, encoding="utf-8")


def cases(library: Library) -> Iterator[tuple[str, Case]]:
    """Yield a language and a case for each held-out question whose paragraph is found in the corpus."""
    _, held = split(read_corpus(DATA))
    paragraphs = {
        fold(entry.passage.text): entry.passage
        for entry in library.generation.catalogue.entries()
        if entry.passage.text
    }
    by_paragraph: dict[str, tuple[int, int]] = {}
    for entry in paragraphs.values():
        text = library.generation.catalogue.paragraph(entry.meeting, entry.paragraph).text
        by_paragraph[fold(text)] = (entry.meeting, entry.paragraph)
    random = np.random.default_rng(1)
    frequent = sorted(library.generation.catalogue.people(), key=lambda p: -p.passages)[:40]
    for each in held.questions:
        place = by_paragraph.get(each.paragraph)
        if place is None:
            continue
        for language, text in (("en", each.english), *(("zh", chinese) for chinese in each.chinese)):
            question = library.understanding.read(text, today=_TODAY)
            if question.speakers is None:
                another = frequent[int(random.integers(len(frequent)))].id
                yield language, _case(library, question, place, another)


def _case(library: Library, question: Question, place: tuple[int, int], another: int) -> Case:
    hits = library.searcher.hits(question)
    gold = np.array([(h.passage.meeting, h.passage.paragraph) == place for h in hits], bool)
    without = [h for h in hits if h.passage.meeting != place[0]]
    spoken = [h.passage.persons for h, right in zip(hits, gold, strict=True) if right and h.passage.persons]
    by_speaker = library.searcher.hits(replace(question, speakers=frozenset(spoken[0]))) if spoken else []
    by_another = library.searcher.hits(replace(question, speakers=frozenset({another})))
    return Case(hits, gold, without, by_speaker, [h for h in by_another if h.passage.meeting != place[0]])


def matrix(hits: Sequence[Hit], signs: Sequence[Sign]) -> NDArray[np.float32]:
    """Return the signs of some hits, shape (n_hits, n_signs)."""
    return np.array([[hit.signs.get(sign, 0.0) for sign in signs] for hit in hits], np.float32)


def fit_order(found: Sequence[Case]) -> dict[Sign, float]:
    """Return the weights that put the gold passages first; none is negative."""
    usable = [case for case in found if case.gold.any() and not case.gold.all()]
    data = [(torch.tensor(matrix(c.hits, _ORDER)), torch.tensor(c.gold)) for c in usable]
    raw = torch.zeros(len(_ORDER), requires_grad=True)
    optimizer = torch.optim.LBFGS([raw], max_iter=60)

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        weights = torch.nn.functional.softplus(raw) * 5
        total = (
            sum(
                torch.logsumexp(signs @ weights, 0) - torch.logsumexp((signs @ weights)[gold], 0)
                for signs, gold in data
            )
            / len(data)
            + _SHRINK * (weights**2).sum()
        )
        total.backward()
        return total

    optimizer.step(loss)
    weights = (torch.nn.functional.softplus(raw) * 5).detach().numpy()
    return {sign: round(float(w), 3) for sign, w in zip(_ORDER, weights, strict=True)} | _BY_HAND


def order_by(case_hits: Sequence[Hit], weights: dict[Sign, float]) -> list[int]:
    """Return the positions of hits, best first."""
    scores = [sum(weights.get(sign, 0.0) * value for sign, value in hit.signs.items()) for hit in case_hits]
    return sorted(range(len(scores)), key=lambda i: -scores[i])


def fit_evidence(
    found: Sequence[Case], weights: dict[Sign, float]
) -> tuple[dict[Sign, float], float, dict[str, float]]:
    """Return the weights and bias that tell a right best hit from one that only looks best, and how well they do."""

    def best(hits: list[Hit]) -> list[Hit]:
        return [hits[order_by(hits, weights)[0]]] if hits else []

    right = [h for case in found if case.gold.any() for hits in (case.hits, case.by_speaker) for h in best(hits)]
    wrong = [h for case in found for hits in (case.without, case.by_another) for h in best(hits)]
    signs = np.concatenate([matrix(right, _EVIDENCE), matrix(wrong, _EVIDENCE)])
    labels = np.array([1] * len(right) + [0] * len(wrong))
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 -- comes with sentence-transformers

    model = LogisticRegression(C=10.0, class_weight="balanced", max_iter=2000).fit(signs, labels)
    coefficients = model.coef_[0].copy()
    english = signs[:, _EVIDENCE.index(Sign.ENGLISH)] == 1
    coefficients[_EVIDENCE.index(Sign.ENGLISH)] = 0.0
    scores = signs @ coefficients
    floor, floor_english = (float(np.quantile(scores[(labels == 1) & of], _ABSTAIN_AT)) for of in (~english, english))
    coefficients[_EVIDENCE.index(Sign.ENGLISH)] = floor - floor_english  # the same share goes unanswered in both
    scores = signs @ coefficients
    figures = {
        "right": len(right),
        "wrong": len(wrong),
        "refused of wrong": float((scores[labels == 0] < floor).mean()),
        "auc": float((scores[labels == 1][:, None] > scores[labels == 0][None, :]).mean()),
    }
    return {s: round(float(w), 3) for s, w in zip(_EVIDENCE, coefficients, strict=True)}, round(-floor, 3), figures


def report(found: Sequence[tuple[str, Case]], weights: dict[Sign, float], name: str) -> None:
    """Print hit@1 and hit@5 by language."""
    for language in ("en", "zh"):
        ranks = []
        for each, case in found:
            if each == language:
                order = order_by(case.hits, weights)
                ranks.append(next((r for r, i in enumerate(order) if case.gold[i]), 99))
        at_1, at_5 = (np.mean([rank < depth for rank in ranks]) for depth in (1, 5))
        print(f"{name:12s} {language} n={len(ranks)} hit@1 {at_1:.3f} hit@5 {at_5:.3f}")


def main() -> None:
    """Fit and write retrieval/ranking.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True, help="folder of a model trained with --hold-out")
    parser.add_argument("--output", type=Path, default=Path("retrieval/ranking.json"))
    options = parser.parse_args()
    from index.encoding import load_encoder  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as place:
        docs, index = Path(place) / "docs", Path(place) / "index"
        docs.mkdir()
        write_docs(docs)
        print(build(docs, index, load_encoder(options.model, root=Path())).passages, "passages")
        library = Library.open(index, model=options.model, root=Path(), settings=AnswerSettings())
        found = list(cases(library))
    before = dict(library.searcher.ranking.weights)
    report(found, before, "before")
    half = len(found) // 2
    crossed = fit_order([case for _, case in found[:half]])
    report(found[half:], before, "before, 2nd")
    report(found[half:], crossed, "cross-fit")
    weights = fit_order([case for _, case in found])
    report(found, weights, "fitted")
    evidence, bias, figures = fit_evidence([case for _, case in found], weights)
    print(weights, evidence, bias, figures, sep="\n")
    fitted = {
        "weights": {s.value: w for s, w in weights.items()},
        "evidence": {s.value: w for s, w in evidence.items()},
        "bias": bias,
    }
    options.output.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
