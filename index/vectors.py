"""Vectors: the FAISS index that finds the passages nearest in meaning, inside the rows a question allows."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Self

import faiss
import numpy as np

from index.columns import Mask
from index.encoding import Vectors
from index.errors import GenerationError

# One query over 256 dimensions on one thread took 1.5 ms flat and 1.4 ms in 8 bits at 30,000 rows, but 7.6 ms against
# 3.1 ms at 100,000, for a recall@10 of 0.994 and a quarter of the memory: exact below, 8 bits above.
FLAT_ROWS = 50_000

_TRAINING_ROWS = 65_536  # enough to learn the range of each dimension
_FLAT = "IDMap2,Flat"
_EIGHT_BITS = "IDMap2,SQ8"


class VectorIndex:
    """The unit vectors of one generation, opened for searching; row i is passage i."""

    def __init__(self, index: Any) -> None:
        self._index = index

    @classmethod
    def build(cls, path: Path, batches: Iterable[Vectors], *, dimensions: int, rows: int) -> None:
        """Write the index of `rows` vectors that come in batches of shape (n, dimensions), in row order.

        OSError is raised where the file cannot be written.
        """
        kind = _FLAT if rows <= FLAT_ROWS else _EIGHT_BITS
        index = faiss.index_factory(dimensions, kind, faiss.METRIC_INNER_PRODUCT)
        batches = iter(batches)
        sample = _sample(batches)
        if not index.is_trained:
            index.train(np.concatenate(sample))
        for batch in chain(sample, batches):
            index.add_with_ids(batch, np.arange(index.ntotal, index.ntotal + len(batch)))
        with path.open("wb") as file:  # where FAISS closes a file of its own it only prints that the disk is full
            faiss.write_index(index, faiss.PyCallbackIOWriter(file.write))  # type: ignore[attr-defined] # not in its stubs

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read an index for searching; a damaged one raises GenerationError.

        FAISS is held to one thread: a second made a single flat query 13 times slower on a busy 2-core machine.
        """
        faiss.omp_set_num_threads(1)
        try:
            return cls(faiss.read_index(str(path)))
        except RuntimeError as error:
            message = f"the vectors {path} cannot be read ({error}): run `python bot.py index`"
            raise GenerationError(message) from error

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimensions(self) -> int:
        """Length of one vector."""
        return int(self._index.d)

    def search(self, vector: Vectors, *, limit: int, allowed: Mask | None = None) -> list[tuple[int, float]]:
        """Return (row, cosine) of the allowed rows nearest to a unit vector of shape (dimensions,), best first.

        `allowed` has shape (n_passages,); None allows every row. Equal scores come in row order.
        """
        limit = min(limit, len(self) if allowed is None else int(allowed.sum()))
        if limit < 1:
            return []
        scores, rows = self._index.search(vector.reshape(1, -1), limit, params=_only(allowed))
        found = [(int(row), float(score)) for row, score in zip(rows[0], scores[0], strict=True) if row >= 0]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def reconstruct(self, rows: Sequence[int]) -> Vectors:
        """Return the vectors of some rows in the order asked, shape (len(rows), dimensions)."""
        if not len(rows):
            return np.zeros((0, self.dimensions), np.float32)
        vectors: Vectors = self._index.reconstruct_batch(np.asarray(rows, np.int64))
        return vectors


def _sample(batches: Iterator[Vectors]) -> list[Vectors]:
    """Take batches until there are enough vectors to train on, or no more."""
    sample: list[Vectors] = []
    while sum(map(len, sample)) < _TRAINING_ROWS and (batch := next(batches, None)) is not None:
        sample.append(batch)
    return sample


def _only(allowed: Mask | None) -> Any:
    """Return the search parameters that limit a search to the allowed rows."""
    if allowed is None:
        return None
    selector_of: Any = faiss.IDSelectorBitmap  # the stubs know only the form that takes a pointer
    parameters: Any = faiss.SearchParameters
    return parameters(sel=selector_of(np.packbits(allowed, bitorder="little")))
