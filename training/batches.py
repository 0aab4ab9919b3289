"""Which pairs stand in a batch together."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SMALLEST = 64  # the rest of the pairs is left out where it would make a batch too easy

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Batch:
    """Pairs of one source, by their rows, to be told apart."""

    source: int
    rows: Rows


def at_random(count: int, *, times: int, size: int, random: np.random.Generator) -> Iterator[Rows]:
    """Yield batches in which each of `count` rows stands `times` times."""
    rows = np.concatenate([random.permutation(count) for _ in range(times)])
    yield from (found for found in np.split(rows, range(size, len(rows), size)) if len(found) >= SMALLEST)
