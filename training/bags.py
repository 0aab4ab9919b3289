"""Bags of token ids: many texts in two flat arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer


@dataclass(frozen=True, slots=True)
class Bags:
    """Token ids of many texts, one after another; text i is ids[offsets[i]:offsets[i + 1]]."""

    ids: NDArray[np.int64]
    offsets: NDArray[np.int64]

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]]) -> "Bags":
        """Return rows of ids as bags."""
        offsets = np.cumsum([0, *map(len, rows)])
        return cls(np.fromiter((token for row in rows for token in row), np.int64, int(offsets[-1])), offsets)

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def take(self, rows: NDArray[np.int64]) -> "Bags":
        """Return the bags of some texts.

        >>> taken = Bags.of([[1, 2], [], [3]]).take(np.array([2, 0]))
        >>> taken.ids.tolist(), taken.offsets.tolist()
        ([3, 1, 2], [0, 1, 3])
        """
        starts, lengths = self.offsets[rows], np.diff(self.offsets)[rows]
        offsets = np.concatenate([[0], np.cumsum(lengths)])
        shifts = np.repeat(starts - offsets[:-1], lengths)
        return Bags(self.ids[np.arange(offsets[-1]) + shifts], offsets)

    def joined(self, other: "Bags") -> "Bags":
        """Return the bags of both."""
        offsets = np.concatenate([self.offsets, other.offsets[1:] + self.offsets[-1]])
        return Bags(np.concatenate([self.ids, other.ids]), offsets)

    def thinned(self, share: float, random: np.random.Generator) -> "Bags":
        """Return the bags without a random share of their tokens."""
        keep = random.random(len(self.ids)) >= share
        counts = np.concatenate([[0], np.cumsum(keep)])
        return Bags(self.ids[keep], counts[self.offsets])


def cut(texts: Sequence[str], tokenizer: Tokenizer) -> Bags:
    """Cut texts into bags of token ids; the unknown token, id 0, is left out."""
    return Bags.of([[token for token in found.ids if token] for found in tokenizer.encode_batch_fast(list(texts))])
