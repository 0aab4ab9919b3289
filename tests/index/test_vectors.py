from pathlib import Path

import faiss
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import vectors
from index.encoding import Vectors
from index.errors import GenerationError
from index.vectors import VectorIndex


def unit(values: Vectors) -> Vectors:
    return values / np.linalg.norm(values, axis=1, keepdims=True)


def random_vectors(rows: int, dimensions: int = 16) -> Vectors:
    return unit(np.random.default_rng(7).standard_normal((rows, dimensions)).astype(np.float32))


def built(path: Path, matrix: Vectors, batch: int = 100) -> VectorIndex:
    batches = [matrix[at : at + batch] for at in range(0, len(matrix), batch)]
    VectorIndex.build(path, batches, dimensions=matrix.shape[1], rows=len(matrix))
    return VectorIndex.open(path)


def test_the_nearest_row_comes_first(tmp_path: Path) -> None:
    index = built(tmp_path / "v", np.eye(4, dtype=np.float32))
    query = np.array([0.6, 0.8, 0, 0], np.float32)
    found = index.search(query, limit=2)
    assert [row for row, _ in found] == [1, 0]
    assert [score for _, score in found] == pytest.approx([0.8, 0.6])


def test_equal_scores_come_in_row_order(tmp_path: Path) -> None:
    index = built(tmp_path / "v", np.tile(np.array([[1.0, 0.0]], np.float32), (5, 1)))
    assert [row for row, _ in index.search(np.array([1, 0], np.float32), limit=5)] == [0, 1, 2, 3, 4]


def test_vectors_come_back_in_the_order_asked(tmp_path: Path) -> None:
    matrix = random_vectors(300)
    index = built(tmp_path / "v", matrix)
    assert np.array_equal(index.reconstruct([299, 0, 120]), matrix[[299, 0, 120]])


def test_no_rows_give_no_vectors(tmp_path: Path) -> None:
    assert built(tmp_path / "v", random_vectors(3)).reconstruct([]).shape == (0, 16)


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    index = built(tmp_path / "v", np.zeros((0, 8), np.float32))
    assert index.search(np.ones(8, np.float32), limit=3) == []


def test_a_limit_beyond_the_rows_gives_every_row_once(tmp_path: Path) -> None:
    found = built(tmp_path / "v", random_vectors(7)).search(random_vectors(1)[0], limit=50)
    assert sorted(row for row, _ in found) == [0, 1, 2, 3, 4, 5, 6]


def test_a_mask_that_allows_nothing_finds_nothing(tmp_path: Path) -> None:
    index = built(tmp_path / "v", random_vectors(7))
    assert index.search(random_vectors(1)[0], limit=5, allowed=np.zeros(7, np.bool_)) == []


@settings(deadline=None, max_examples=50)
@given(mask=st.lists(st.booleans(), min_size=40, max_size=40), limit=st.integers(1, 45))
def test_search_agrees_with_sorting_all_products(
    tmp_path_factory: pytest.TempPathFactory, mask: list[bool], limit: int
) -> None:
    matrix, query = random_vectors(40), random_vectors(41)[40]
    index = built(tmp_path_factory.mktemp("vectors") / "v", matrix)
    products = matrix @ query
    expected = sorted((row for row in range(40) if mask[row]), key=lambda row: -products[row])[:limit]
    assert [row for row, _ in index.search(query, limit=limit, allowed=np.array(mask))] == expected


def test_many_rows_are_kept_in_eight_bits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "FLAT_ROWS", 500)
    matrix = random_vectors(2_000, dimensions=32)
    index = built(tmp_path / "v", matrix)
    assert (tmp_path / "v").stat().st_size < matrix.nbytes / 2
    assert index.reconstruct([5])[0] == pytest.approx(matrix[5], abs=0.01)
    assert [index.search(matrix[row], limit=1)[0][0] for row in range(0, 2_000, 100)] == list(range(0, 2_000, 100))


def test_many_rows_are_filtered_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "FLAT_ROWS", 500)
    matrix = random_vectors(1_000)
    allowed = np.arange(1_000) % 10 == 3
    found = built(tmp_path / "v", matrix).search(matrix[0], limit=200, allowed=allowed)
    assert len(found) == 100
    assert all(row % 10 == 3 for row, _ in found)


def test_opening_holds_faiss_to_one_thread(tmp_path: Path) -> None:
    built(tmp_path / "v", random_vectors(3))
    assert faiss.omp_get_max_threads() == 1


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "v").write_bytes(b"not an index")
    with pytest.raises(GenerationError, match="`python bot"):
        VectorIndex.open(tmp_path / "v")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GenerationError, match="`python bot"):
        VectorIndex.open(tmp_path / "v")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_an_error() -> None:
    with pytest.raises(OSError, match="No space left"):
        VectorIndex.build(Path("/dev/full"), [random_vectors(3)], dimensions=16, rows=3)
