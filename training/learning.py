"""From start vectors to learned ones: the epochs, their batches and the falling learning rate."""

import math
import time
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from training.bags import Bags, cut
from training.batches import Batch, at_random
from training.data import Corpus, Source, pairs
from training.recipe import IN_LARGE_BATCHES, TIMES, Recipe
from training.static import Pace, StaticModel
from training.teacher import Teacher, senses, start_vectors
from training.vocabulary import Vocabulary

_WARM = 0.03  # share of the training in which the learning rate rises


@dataclass(frozen=True, slots=True)
class Group:
    """The pairs of one source, cut into words."""

    source: Source
    left: Bags
    right: Bags


def train(corpus: Corpus, vocabulary: Vocabulary, teacher: Teacher, recipe: Recipe) -> NDArray[np.float32]:
    """Return the vectors of the words, shape (words, dimensions); the same recipe gives the same vectors."""
    torch.set_num_threads(1)  # two would add in another order on every run, and are no faster on a shared machine
    random = np.random.default_rng(recipe.seed)
    tokenizer = vocabulary.tokenizer
    groups = [Group(found.source, cut(found.left, tokenizer), cut(found.right, tokenizer)) for found in pairs(corpus)]
    start = start_vectors(vocabulary.words, senses(corpus), vocabulary.parts, teacher)
    model = StaticModel(start, vocabulary.parts, _counts(groups, len(start)), dimensions=recipe.dimensions)
    for epoch in range(recipe.epochs):
        started = time.monotonic()
        batches = _batches(groups, recipe, random)
        losses = []
        for place, batch in enumerate(batches):
            group, share = groups[batch.source], rate((epoch + place / len(batches)) / recipe.epochs)
            left, right = (side.take(batch.rows).thinned(recipe.dropped, random) for side in (group.left, group.right))
            losses.append(model.learn(left, right, Pace(recipe.words_rate * share, recipe.turn_rate * share)))
        took = time.monotonic() - started
        print(f"epoch {epoch + 1}: {len(batches)} batches, {took:.0f} s, mean loss {np.mean(losses):.3f}", flush=True)
    return model.table()


def rate(progress: float) -> float:
    """Return the share of the learning rate: up over the first steps, then down to zero along a cosine.

    >>> [round(rate(progress), 3) for progress in (0.0, 0.03, 0.5, 1.0)]
    [0.0, 0.998, 0.5, 0.0]
    """
    return min(1.0, progress / _WARM) * 0.5 * (1 + math.cos(math.pi * progress))


def _counts(groups: list[Group], words: int) -> NDArray[np.int64]:
    """Return how often each word stands in all texts."""
    sides = [side for group in groups for side in (group.left, group.right)]
    counts: NDArray[np.int64] = np.sum([np.bincount(side.ids, minlength=words) for side in sides], axis=0)
    return counts


def _batches(groups: list[Group], recipe: Recipe, random: np.random.Generator) -> list[Batch]:
    """Return the batches of one epoch in random order."""
    batches = []
    for source, group in enumerate(groups):
        size = recipe.large_batch if group.source in IN_LARGE_BATCHES else recipe.batch
        found = at_random(len(group.left), times=TIMES.get(group.source, 1), size=size, random=random)
        batches += [Batch(source, rows) for rows in found]
    return [batches[place] for place in random.permutation(len(batches))]
