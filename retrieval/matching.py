"""How much of a question a text covers, word by word: each word of the question against its nearest word there.

The sum over the question's best matches is ColBERT's MaxSim (Khattab and Zaharia 2020), here over a static model's word
vectors, whose lengths say how much a word tells. It does not depend on how many other passages there are.
"""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from index.encoding import Vectors


@runtime_checkable
class TokenEncoder(Protocol):
    """A model that can give the vectors of single words cheaply."""

    def token_vectors(self, folds: Sequence[str]) -> list[Vectors]:
        """Return the weighted word vectors of each text, shapes (n_words, dimensions)."""


def coverages(question: Vectors, texts: Sequence[Vectors]) -> NDArray[np.float32]:
    """Return for each text how much of the question it covers, 0 to 1, shape (len(texts),).

    `question` and the texts are word vectors, shapes (n_words, dimensions); a longer vector weighs more.
    """
    weights = np.linalg.norm(question, axis=1)
    total = weights.sum()
    if not total or not texts:
        return np.zeros(len(texts), np.float32)
    asked = question / np.maximum(weights, 1e-9)[:, None]
    together = np.concatenate(texts)
    lengths = np.linalg.norm(together, axis=1, keepdims=True)
    similar = asked @ (together / np.maximum(lengths, 1e-9)).T  # (n_question_words, all words)
    found = np.zeros(len(texts), np.float32)
    at = 0
    for number, words in enumerate(texts):
        if len(words):
            found[number] = weights @ similar[:, at : at + len(words)].max(axis=1).clip(0.0) / total
        at += len(words)
    return found
