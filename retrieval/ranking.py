"""Signs that a passage answers a question, and what each of them counts; fitted by training/ranking.py."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import exp
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_FILE = Path(__file__).with_name("ranking.json")


class Sign(StrEnum):
    """What speaks for a passage."""

    LEXICAL = "lexical"  # BM25 of the question's words, as a share of what it could be at most
    COSINE = "cosine"  # of question and passage
    COVERED = "covered"  # share of the question that the passage covers, word by word
    SENTENCE = "sentence"  # the same for its best sentence
    TOGETHER = "together"  # the same for the passage with its meeting's title
    HELD = "held"  # share of what is asked for that stands in the passage or title in one of its forms, by rarity
    TITLE = "title"  # cosine of question and title
    STANDS_OUT = "stands out"  # coverage against that of passages drawn at random, in their standard deviations
    COSINE_OUT = "cosine out"  # the same for the cosine
    SEARCHED = "searched"  # logarithm of how many passages were searched: among more, more is near by chance
    ENGLISH = "english"  # the question is in English: the same evidence is fainter across languages
    SPOKEN = "spoken"  # somebody speaks; it is no narration
    NEAR = "near"  # the meeting lies in a period that the question only mentions
    BACKGROUND = "background"  # cosine with the questions before, for a follow-up
    LINKED = "linked"  # the meeting that answered the question before


Signs = Mapping[Sign, NDArray[np.float32]]  # each of shape (n_passages,)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Weights of the signs for the order of the passages, and for the evidence that the best of them answers at all."""

    weights: Mapping[Sign, float]
    evidence: Mapping[Sign, float]
    bias: float

    def scores(self, signs: Signs) -> NDArray[np.float32]:
        """Return what puts passages in order, higher is better, shape (n_passages,)."""
        weighed = [self.weights.get(sign, 0.0) * values for sign, values in signs.items()]
        total: NDArray[np.float32] = np.sum(weighed, axis=0, dtype=np.float32)
        return total

    def score(self, signs: Mapping[Sign, float]) -> float:
        """Return the score of one passage."""
        return sum(self.weights.get(sign, 0.0) * value for sign, value in signs.items())

    def answers(self, signs: Mapping[Sign, float]) -> float:
        """Return the probability that a passage with these signs answers the question."""
        total = self.bias + sum(weight * signs.get(sign, 0.0) for sign, weight in self.evidence.items())
        return 1.0 / (1.0 + exp(-total))


@cache
def shipped_ranking() -> Ranking:
    """Read the fitted weights."""
    fitted = json.loads(_FILE.read_text(encoding="utf-8"))
    return Ranking(
        {Sign(name): weight for name, weight in fitted["weights"].items()},
        {Sign(name): weight for name, weight in fitted["evidence"].items()},
        fitted["bias"],
    )
