"""Make the shipped model out of the development data: python -m training.train (or make model)."""

import argparse
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from training.bags import Bags, cut
from training.data import DATA, Corpus, Source, pairs, read_corpus, split
from training.folder import write_folder
from training.static import Pace, StaticModel
from training.teacher import Teacher, senses, start_vectors
from training.tokenizer import UNKNOWN, build_tokenizer, choose_words, count_words, parts

_WARM_STEPS = 50


@dataclass(frozen=True, slots=True)
class Recipe:
    """Every number of the training; the card says what the others were that lost."""

    words: int = 70_000
    dimensions: int = 384
    epochs: int = 2
    batch: int = 1024
    our_batch: int = 2048
    words_rate: float = 0.005
    turn_rate: float = 0.001
    dropped: float = 0.3  # share of each text's words left out at random
    neighbours: int = 128  # how many near paragraphs stand in a batch together
    seed: int = 1


TIMES = {  # how often a source's pairs come up in one epoch; those written for this project more than others
    Source.QUESTION_EN: 5,
    Source.GIST_EN: 5,
    Source.QUESTION_ZH: 5,
    Source.QUESTIONS: 5,
    Source.FRAMED: 2,
}
OURS = frozenset(TIMES) - {Source.FRAMED}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The model's words in the order of their ids, the shorter words each is made of, and what cuts texts into them."""

    words: tuple[str, ...]
    parts: tuple[tuple[int, ...], ...]
    tokenizer: Tokenizer


def make_vocabulary(corpus: Corpus, teacher: Teacher, *, size: int) -> Vocabulary:
    """Choose the words and build their tokenizer."""
    counts = count_words(corpus)
    chosen = choose_words(corpus, counts, size=size, english=teacher.words)
    known = set(chosen)
    pieces = [piece for piece in teacher.pieces if piece not in known]
    words = (UNKNOWN, *chosen, *pieces)
    at = {word: row for row, word in enumerate(words)}
    inside = ((), *(tuple(at[part] for part in parts(word, known)) for word in chosen), *((),) * len(pieces))
    return Vocabulary(words, inside, build_tokenizer(words))


def train(corpus: Corpus, vocabulary: Vocabulary, teacher: Teacher, recipe: Recipe) -> NDArray[np.float32]:
    """Return the vectors of the words, shape (words, dimensions). The same recipe gives the same vectors."""
    torch.manual_seed(recipe.seed)
    random = np.random.default_rng(recipe.seed)
    groups = pairs(corpus)
    texts = [(cut(group.left, vocabulary.tokenizer), cut(group.right, vocabulary.tokenizer)) for group in groups]
    model = StaticModel(
        start_vectors(vocabulary.words, senses(corpus), vocabulary.parts, teacher),
        vocabulary.parts,
        np.sum([np.bincount(side.ids, minlength=len(vocabulary.words)) for both in texts for side in both], axis=0),
        dimensions=recipe.dimensions,
    )
    started = time.monotonic()
    for step, (batch, share) in enumerate(_plan(groups, texts, model, recipe)):
        left, right = (side.take(batch.rows).thinned(recipe.dropped, model.random) for side in texts[batch.source])
        loss = model.learn(left, right, Pace(recipe.words_rate * share, recipe.turn_rate * share))
        if step % 100 == 0:
            print(f"step {step} of {len(plan)}, {time.monotonic() - started:.0f} s, loss {loss:.3f}", flush=True)
    return model.table()


def _rate(step: int, steps: int) -> float:
    """Return the share of the learning rate at a step: up over the first ones, then down to zero along a cosine."""
    return min(1.0, (step + 1) / _WARM_STEPS) * 0.5 * (1 + math.cos(math.pi * step / steps))


def main() -> None:
    """Train and write the model folder; its card is written by hand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--output", type=Path, default=Path("retrieval/model"))
    parser.add_argument("--hold-out", action="store_true", help="leave out what training.evaluate asks about")
    options = parser.parse_args()
    recipe, teacher = Recipe(), Teacher()
    corpus = read_corpus(options.data)
    if options.hold_out:
        corpus, _ = split(corpus)
    vocabulary = make_vocabulary(corpus, teacher, size=recipe.words)
    table = train(corpus, vocabulary, teacher, recipe)
    write_folder(options.output, table, vocabulary.tokenizer)
    print(f"{options.output}: {len(table)} words, {recipe.dimensions} dimensions")


if __name__ == "__main__":
    main()
