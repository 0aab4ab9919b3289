"""The model while it is trained: one vector a word, made of the teacher's, the word's own and its parts'."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from training.bags import Bags

SHARE = 1.0  # how much of its parts' own vectors a word takes
RARE = 1e-3  # a of a/(a + p(word)), Arora et al. 2017: the start of each word's weight


@dataclass(frozen=True, slots=True)
class Pace:
    """How far one step goes, and how sharply near and far are told apart."""

    words: float
    turn: float
    scale: float = 20.0


class StaticModel:
    """A static model with few enough free parts that rare words learn from frequent ones.

    row(word) = exp(weight(word)) * start(word) @ turn + own(word) + SHARE * mean(own(part) for each part)
    """

    def __init__(
        self, start: NDArray[np.float32], parts: Sequence[Sequence[int]], counts: NDArray[np.int64], *, dimensions: int
    ) -> None:
        self._start = torch.from_numpy(start)
        components = torch.linalg.svd(self._start.T @ self._start)[0]
        self._turn = components[:, :dimensions].clone().requires_grad_()
        self._turning = torch.optim.Adam([self._turn])
        share = counts / counts.sum()
        self._weight = Rows(torch.from_numpy(np.log(RARE / (RARE + share))[:, None].astype(np.float32)))
        self._own = Rows(torch.zeros(len(start), dimensions))
        self._parts = Bags.of(parts)

    def learn(self, left: Bags, right: Bags, pace: Pace) -> float:
        """Take one step that brings left[i] nearer to right[i] than to all else in the batch; return the loss."""
        texts = left.joined(right)
        words, token = np.unique(texts.ids, return_inverse=True)
        built = self._build(words)
        vectors = torch.nn.functional.normalize(pool(built.rows, Bags(token, texts.offsets)), dim=1)
        loss = contrast(vectors[: len(left)], vectors[len(left) :], scale=pace.scale)
        self._turning.param_groups[0]["lr"] = pace.turn
        self._turning.zero_grad()
        loss.backward()
        self._turning.step()
        self._weight.move(built.words, built.weight, rate=pace.words)
        self._own.move(built.owned, built.own, rate=pace.words)
        return float(loss.detach())

    def table(self) -> NDArray[np.float32]:
        """Return the vectors of all words, shape (words, dimensions); row 0, the unknown token, is zero."""
        with torch.no_grad():
            table: NDArray[np.float32] = self._build(np.arange(len(self._start))).rows.numpy()
        table[0] = 0
        return table

    def _build(self, words: NDArray[np.int64]) -> "_Built":
        parts = self._parts.take(words)
        owned, at = np.unique(np.concatenate([words, parts.ids]), return_inverse=True)
        ids, owned_ids = torch.from_numpy(words), torch.from_numpy(owned)
        weight, own = self._weight.take(ids), self._own.take(owned_ids)
        shared = pool(own, Bags(at[len(words) :], parts.offsets), mode="mean")
        rows = weight.exp() * (self._start[ids] @ self._turn) + own[torch.from_numpy(at[: len(words)])] + SHARE * shared
        return _Built(ids, owned_ids, weight, own, rows)


@dataclass(frozen=True, slots=True)
class _Built:
    """Rows of some words, and the leaves that their gradient flows to."""

    words: torch.Tensor  # (words,)
    owned: torch.Tensor  # (words and parts,)
    weight: torch.Tensor  # (words, 1)
    own: torch.Tensor  # (words and parts, dimensions)
    rows: torch.Tensor  # (words, dimensions)


class Rows:
    """A table learned a few rows at a time: Adam (Kingma and Ba 2015) that moves only the rows of the batch."""

    def __init__(self, table: torch.Tensor) -> None:
        self._table = table
        self._mean = torch.zeros_like(table)
        self._square = torch.zeros_like(table)
        self._steps = 0

    def take(self, ids: torch.Tensor) -> torch.Tensor:
        """Return some rows as a leaf that collects their gradient."""
        return self._table[ids].requires_grad_()

    def move(self, ids: torch.Tensor, rows: torch.Tensor, *, rate: float) -> None:
        """Move these rows against the gradient that they collected."""
        if rows.grad is None:
            return
        self._steps += 1
        mean = self._mean[ids].lerp_(rows.grad, 0.1)
        square = self._square[ids].lerp_(rows.grad.square(), 0.001)
        self._mean[ids], self._square[ids] = mean, square
        step = rate * math.sqrt(1 - 0.999**self._steps) / (1 - 0.9**self._steps)
        self._table[ids] = rows.detach() - step * mean / (square.sqrt() + 1e-8)


def pool(rows: torch.Tensor, texts: Bags, *, mode: str = "sum") -> torch.Tensor:
    """Return the sum or mean of the rows of each bag; zero for an empty one."""
    ids, offsets = torch.from_numpy(texts.ids), torch.from_numpy(texts.offsets[:-1])
    return torch.nn.functional.embedding_bag(ids, rows, offsets, mode=mode)


def contrast(left: torch.Tensor, right: torch.Tensor, *, scale: float) -> torch.Tensor:
    """Return the symmetric multiple negatives ranking loss of matching rows (Henderson et al. 2017)."""
    scores = left @ right.T * scale
    gold = torch.arange(len(left))
    cross = torch.nn.functional.cross_entropy
    return (cross(scores, gold) + cross(scores.T, gold)) / 2
