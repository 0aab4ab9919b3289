"""A sentence-transformers model, by folder or name: texts in, unit vectors out."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """What the index needs of an embedding model."""

    @property
    def dimensions(self) -> int:
        """Length of one vector."""

    @property
    def identity(self) -> str:
        """What tells this model from any other: its name and a digest of its weights where they lie on disk."""

    def encode(self, folds: Sequence[str]) -> Vectors:
        """Return unit vectors, float32, shape (len(folds), dimensions), of texts in their search form."""
