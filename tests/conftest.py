"""Fakes that the tests share; all of them are deterministic."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from index.encoding import Encoder, Vectors


@dataclass(frozen=True, slots=True)
class FakeEncoder:
    """A model made of nothing: every character and pair of characters adds one to a hashed dimension."""

    dimensions: int = 64
    identity: str = "fake@1"

    def encode(self, folds: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(folds), self.dimensions), np.float32)
        for vector, text in zip(vectors, folds, strict=True):
            for piece in [*text, *(text[at : at + 2] for at in range(len(text) - 1))]:
                vector[zlib.crc32(piece.encode()) % self.dimensions] += 1
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / np.maximum(lengths, 1e-9)


@pytest.fixture
def encoder() -> Encoder:
    return FakeEncoder()
