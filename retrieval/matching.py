"""How much of a question a text covers, word by word: each word of the question against its nearest word there.

The sum over the question's best matches is ColBERT's MaxSim (Khattab and Zaharia 2020), here over a static model's word
vectors, whose lengths say how much a word tells. It does not depend on how many other passages there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from index.encoding import Vectors

Floats = NDArray[np.float32]

_TINY = 1e-9


@runtime_checkable
class TokenEncoder(Protocol):
    """A model that can give the vectors of single words cheaply."""

    def token_vectors(self, folds: Sequence[str]) -> list[Vectors]:
        """Return the weighted word vectors of each text, shapes (n_words, dimensions)."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Word vectors of texts, laid out once so that many questions can be matched with them."""

    words: Vectors  # unit vectors of all words, (n_words, dimensions)
    starts: NDArray[np.int64]  # where each text with known words begins, (n_filled,)
    filled: NDArray[np.int64]  # which texts have known words, (n_filled,)
    sums: Vectors  # unit vectors of the whole texts, (n_filled, dimensions)
    count: int

    @classmethod
    def of(cls, texts: Sequence[Vectors]) -> "Texts":
        """Lay out the weighted word vectors of texts, shapes (n_words, dimensions)."""
        counts = np.array([len(words) for words in texts], np.int64)
        filled = np.flatnonzero(counts)
        if not len(filled):
            nothing = np.zeros((0, 0), np.float32)
            return cls(nothing, filled, filled, nothing, len(texts))
        together = np.concatenate([texts[int(i)] for i in filled])
        starts = np.concatenate(([0], np.cumsum(counts[filled])[:-1]))
        sums = np.add.reduceat(together, starts, axis=0)
        return cls(_unit(together), starts, filled, _unit(sums), len(texts))


@dataclass(frozen=True, slots=True)
class Matches:
    """How texts match a question."""

    nearest: Floats  # of each word of the question, its best similarity in each text; (n_question_words, n_texts)
    weights: Floats  # what each word of the question tells; sums to 1; (n_question_words,)
    cosines: Floats  # of the whole question with each whole text; (n_texts,)

    @property
    def covered(self) -> Floats:
        """Return how much of the question each text covers, 0 to 1, shape (n_texts,)."""
        covered: Floats = self.weights @ self.nearest
        return covered

    def grouped(self, starts: Sequence[int]) -> "Matches":
        """Return the matches of runs of neighbouring texts that begin at `starts`: a word is as near as in the nearest.

        The cosine of a run is that of its best text.
        """
        return Matches(
            np.maximum.reduceat(self.nearest, starts, axis=1), self.weights, np.maximum.reduceat(self.cosines, starts)
        )


def match(question: Vectors, texts: Texts) -> Matches:
    """Match texts with a question's word vectors, shape (n_words, dimensions); a longer vector tells more.

    A text without known words matches nothing.
    """
    lengths = np.linalg.norm(question, axis=1)
    weights = lengths / max(float(lengths.sum()), _TINY)
    nearest = np.zeros((len(question), texts.count), np.float32)
    cosines = np.zeros(texts.count, np.float32)
    if len(question) and len(texts.filled):
        similar = _unit(question) @ texts.words.T
        nearest[:, texts.filled] = np.maximum.reduceat(similar, texts.starts, axis=1).clip(0.0)
        cosines[texts.filled] = texts.sums @ _unit(question.sum(axis=0, keepdims=True))[0]
    return Matches(nearest, weights.astype(np.float32), cosines)


def _unit(vectors: Vectors) -> Vectors:
    unit: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), _TINY)
    return unit
