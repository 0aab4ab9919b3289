"""Measure one query over the vector index, exact against 8 bits, with and without a filter.

Run it from the root of the project: python -m bench.vectors --rows 30000 100000. The vectors are random around random
centres, so that neighbours exist; recall is against the exact order.
"""

import argparse
import statistics
import tempfile
from pathlib import Path
from time import perf_counter

import numpy as np

from index import vectors
from index.columns import Mask
from index.encoding import Vectors
from index.vectors import VectorIndex

QUERIES = 100
NEAREST = 10
CENTRES = 2_000


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.vectors", description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[30_000, 100_000])
    parser.add_argument("--dimensions", type=int, default=256)
    options = parser.parse_args()
    print(f"{'rows':>8} {'kind':6} {'build s':>8} {'MiB':>7} {'ms':>7} {'1% ms':>7} {'10% ms':>7} {'recall':>7}")
    for rows in options.rows:
        matrix = _clustered(rows + QUERIES, options.dimensions)
        _compare(matrix[:rows], matrix[rows:])


def _compare(matrix: Vectors, queries: Vectors) -> None:
    """Print one line for each kind of index."""
    exact: list[list[int]] = []
    for kind, limit in (("flat", len(matrix)), ("8 bits", 0)):
        vectors.FLAT_ROWS = limit
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "vectors"
            started = perf_counter()
            VectorIndex.build(path, [matrix], dimensions=matrix.shape[1], rows=len(matrix))
            seconds = perf_counter() - started
            index, size = VectorIndex.open(path), path.stat().st_size / 2**20
        found, milliseconds = _ask(index, queries, None)
        exact = exact or found
        shares = [len(set(one) & set(best)) / NEAREST for one, best in zip(found, exact, strict=True)]
        filtered = [_ask(index, queries, np.arange(len(matrix)) % step == 0)[1] for step in (100, 10)]
        times = f"{milliseconds:7.2f} {filtered[0]:7.2f} {filtered[1]:7.2f}"
        print(f"{len(matrix):8} {kind:6} {seconds:8.2f} {size:7.1f} {times} {statistics.mean(shares):7.3f}")


def _ask(index: VectorIndex, queries: Vectors, allowed: Mask | None) -> tuple[list[list[int]], float]:
    """Return the nearest rows of each query, and the median milliseconds of one."""
    found, milliseconds = [], []
    for query in queries:
        started = perf_counter()
        hits = index.search(query, limit=NEAREST, allowed=allowed)
        milliseconds.append((perf_counter() - started) * 1_000)
        found.append([row for row, _ in hits])
    return found, statistics.median(milliseconds)


def _clustered(rows: int, dimensions: int) -> Vectors:
    """Return unit vectors around random centres, shape (rows, dimensions)."""
    random = np.random.default_rng(0)
    centres = random.standard_normal((CENTRES, dimensions), np.float32)
    matrix: Vectors = centres[random.integers(CENTRES, size=rows)]
    matrix += 0.7 * random.standard_normal((rows, dimensions), np.float32)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    return matrix


if __name__ == "__main__":
    main()
