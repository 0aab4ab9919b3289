"""A whole training on a handful of texts, with a teacher that makes its vectors up; and its batches."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.encoding import load_encoder
from training.batches import at_random
from training.data import Corpus, Question, Term
from training.folder import write_folder
from training.learning import rate, train
from training.recipe import Recipe
from training.vocabulary import make_vocabulary

TOPICS = {"外资": "foreign capital", "食堂": "school canteen", "禁渔": "fishing ban", "养老": "elderly care"}
RECIPE = Recipe(words=200, dimensions=8, epochs=12, batch=512, large_batch=512, words_rate=0.02, dropped=0.1)


class FakeTeacher:
    """Gives every text a vector that depends on nothing but its letters."""

    words = ("capital", "ban")
    pieces = ("ing",)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = [np.random.default_rng(list(text.encode())).normal(size=16) for text in texts]
        return np.array(rows, np.float32)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    questions = [
        Question(
            f"会议要求做好{chinese}工作{number}。",
            f"what about {english} {number}",
            english,
            (f"{chinese}怎么说",),
            "k",
        )
        for number in range(20)
        for chinese, english in TOPICS.items()
    ]
    terms = tuple(Term(chinese, (), (english,)) for chinese, english in TOPICS.items())
    return Corpus(questions=tuple(questions), news=(), terms=terms, dictionary=(), sentences=())


def test_trained_model_finds_the_paragraph_in_the_other_language(corpus: Corpus, tmp_path: Path) -> None:
    teacher = FakeTeacher()
    vocabulary = make_vocabulary(corpus, teacher, size=RECIPE.words)
    write_folder(tmp_path / "model", train(corpus, vocabulary, teacher, RECIPE), vocabulary.tokenizer)
    encoder = load_encoder("model", root=tmp_path)
    scores = encoder.encode(list(TOPICS.values())) @ encoder.encode([f"会议要求做好{word}工作。" for word in TOPICS]).T
    assert scores.argmax(axis=1).tolist() == [0, 1, 2, 3]


def test_same_recipe_gives_the_same_vectors(corpus: Corpus) -> None:
    teacher, recipe = FakeTeacher(), Recipe(words=200, dimensions=8, epochs=1)
    vocabulary = make_vocabulary(corpus, teacher, size=recipe.words)
    first, second = (train(corpus, vocabulary, teacher, recipe) for _ in range(2))
    assert np.array_equal(first, second)


def test_random_batches_hold_every_row_as_often_as_asked() -> None:
    batches = list(at_random(300, times=2, size=200, random=np.random.default_rng(1)))
    assert [len(batch) for batch in batches] == [200, 200, 200]
    assert np.bincount(np.concatenate(batches)).tolist() == [2] * 300


def test_rest_too_small_for_a_batch_is_left_out() -> None:
    assert [len(batch) for batch in at_random(210, times=1, size=200, random=np.random.default_rng(1))] == [200]


def test_learning_rate_rises_then_falls_to_nothing() -> None:
    rates = [rate(step / 100) for step in range(101)]
    assert rates[0] == 0
    assert max(rates) == rates[3]
    assert rates[3:] == sorted(rates[3:], reverse=True)
    assert rates[100] == pytest.approx(0)
