"""The model: its loss, what one step changes, rounding to 8 bits, the folder, and the scores."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch

from index.encoding import Vectors, load_encoder
from training.bags import Bags
from training.evaluate import Benchmark, Query, Score, score
from training.folder import round_rows, write_folder
from training.static import Pace, Rows, StaticModel, contrast, pool
from training.tokenizer import UNKNOWN, build_tokenizer


def model() -> StaticModel:
    """Return a model of five words, the last made of the second and third."""
    start = np.random.default_rng(1).normal(size=(5, 6)).astype(np.float32)
    return StaticModel(start, [(), (), (), (), (1, 2)], np.array([0, 5, 5, 5, 5]), dimensions=3)


def test_loss_of_two_rows_follows_the_formula() -> None:
    left, right = torch.tensor([[1.0, 0.0], [0.0, 1.0]]), torch.tensor([[1.0, 0.0], [1.0, 0.0]])
    by_row = (np.log(2) + np.log(2)) / 2  # each left row is as near to both right rows
    by_column = (np.log(1 + np.exp(-2)) + np.log(1 + np.exp(2))) / 2
    assert float(contrast(left, right, scale=2.0)) == pytest.approx((by_row + by_column) / 2)


def test_pool_of_an_empty_bag_is_zero() -> None:
    rows = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
    assert pool(rows, Bags.of([[0, 1, 1], []])).tolist() == [[7.0, 10.0], [0.0, 0.0]]
    assert pool(rows, Bags.of([[0, 1], []]), mode="mean").tolist() == [[2.0, 3.0], [0.0, 0.0]]


def test_rows_learned_a_few_at_a_time_move_as_torch_adam_moves_them() -> None:
    start = torch.arange(12, dtype=torch.float32).reshape(4, 3)
    ours, theirs = Rows(start.clone()), start.clone().requires_grad_()
    adam = torch.optim.Adam([theirs], lr=0.1)
    ids = torch.arange(4)
    for _ in range(5):
        rows = ours.take(ids)
        (rows**3).sum().backward()
        ours.move(ids, rows, rate=0.1)
        adam.zero_grad()
        (theirs**3).sum().backward()
        adam.step()
    assert torch.allclose(ours.take(ids), theirs, atol=1e-5)


def test_learning_brings_pairs_together() -> None:
    learner = model()
    left, right = Bags.of([[1], [2], [3]]), Bags.of([[2, 3], [1, 3], [4]])
    losses = [learner.learn(left, right, Pace(words=0.05, turn=0.01)) for _ in range(60)]
    assert losses[-1] < losses[0] / 3


def test_word_learns_from_what_its_parts_learn() -> None:
    learner = model()
    before = learner.table()
    learner.learn(Bags.of([[1], [3]]), Bags.of([[1], [3]]), Pace(words=0.1, turn=0.0))
    assert not np.allclose(learner.table()[4], before[4])


def test_unknown_word_is_zero() -> None:
    assert model().table()[0].tolist() == [0.0, 0.0, 0.0]


def test_rounding_is_off_by_half_a_step_at_most() -> None:
    table = np.random.default_rng(1).normal(size=(20, 8)).astype(np.float32)
    rows, scales = round_rows(table)
    assert rows.dtype == np.int8
    assert (np.abs(rows * scales[:, None] - table) <= scales[:, None] * 0.5001).all()


def test_written_folder_is_read_by_the_encoder(tmp_path: Path) -> None:
    table = np.array([[0, 0], [3, 4], [0, -2]], np.float32)
    write_folder(tmp_path / "model", table, build_tokenizer([UNKNOWN, "外", "资"]))
    vectors = load_encoder("model", root=tmp_path).encode(["外", "资", "外资", "x"])
    assert vectors == pytest.approx(np.array([[0.6, 0.8], [0, -1], [3 / 13**0.5, 2 / 13**0.5], [0, 0]]), abs=0.005)


class Spelled:
    """An encoder whose vectors are written in the texts."""

    dimensions = 2
    identity = "spelled"

    def encode(self, folds: Sequence[str]) -> Vectors:
        return np.array([[float(number) for number in fold.split()] for fold in folds], np.float32)


def test_score_counts_the_rank_of_the_first_right_paragraph() -> None:
    benchmark = Benchmark(
        name="three paragraphs",
        paragraphs=("1 0", "0.8 0.6", "0 1"),
        queries=(Query("en", "1 0", frozenset({0})), Query("zh", "1 0", frozenset({1, 2}))),
    )
    assert score(Spelled(), benchmark) == {
        "all": Score(queries=2, hit_at_1=0.5, hit_at_5=1.0, mean_reciprocal_rank=0.75),
        "en": Score(queries=1, hit_at_1=1.0, hit_at_5=1.0, mean_reciprocal_rank=1.0),
        "zh": Score(queries=1, hit_at_1=0.0, hit_at_5=1.0, mean_reciprocal_rank=0.5),
    }
