"""Which pairs stand in a batch together: at random, or near neighbours, which are harder to tell apart."""

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
    yield from _cut(rows, size)


def of_neighbours(
    vectors: NDArray[np.float32], *, times: int, size: int, leaf: int, random: np.random.Generator
) -> Iterator[Rows]:
    """Yield batches in which each row stands `times` times, together with `leaf` of its neighbours or fewer.

    Each time the rows, shape (rows, dimensions), are split anew by random planes until a part holds `leaf` or fewer;
    a batch is filled with parts from all over.
    """
    for _ in range(times):
        leaves = _leaves(vectors, np.arange(len(vectors)), leaf, random)
        yield from _cut(np.concatenate([leaves[place] for place in random.permutation(len(leaves))]), size)


def _leaves(vectors: NDArray[np.float32], rows: Rows, leaf: int, random: np.random.Generator) -> list[Rows]:
    """Split rows in halves by the plane between two random ones until a part is small enough."""
    if len(rows) <= leaf:
        return [rows]
    one, other = random.choice(rows, 2, replace=False)
    order = rows[np.argsort(vectors[rows] @ (vectors[one] - vectors[other]), kind="stable")]
    half = len(order) // 2
    return _leaves(vectors, order[:half], leaf, random) + _leaves(vectors, order[half:], leaf, random)


def _cut(rows: Rows, size: int) -> Iterator[Rows]:
    yield from (found for found in np.split(rows, range(size, len(rows), size)) if len(found) >= SMALLEST)
