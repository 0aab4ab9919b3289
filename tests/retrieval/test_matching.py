import numpy as np
import pytest

from retrieval.matching import Matches, Texts
from retrieval.matching import match as match_laid_out

PORT, RICE, SEA = np.eye(3, dtype=np.float32)
NOTHING = np.zeros((0, 3), np.float32)


def match(question: np.ndarray, texts: list[np.ndarray]) -> Matches:
    return match_laid_out(question, Texts.of(texts))


def test_a_text_that_holds_every_word_covers_the_question_whole():
    assert match(np.stack([PORT, RICE]), [np.stack([RICE, SEA, PORT])]).covered == pytest.approx([1.0])


def test_a_word_that_tells_more_counts_for_more():
    question = np.stack([3 * PORT, RICE])
    assert match(question, [PORT[None], RICE[None]]).covered == pytest.approx([0.75, 0.25])


def test_a_similar_word_covers_in_part():
    near = (PORT + SEA)[None] / np.sqrt(2)
    assert match(PORT[None], [near]).covered == pytest.approx([1 / np.sqrt(2)])


def test_an_opposite_word_covers_nothing():
    assert match(PORT[None], [-PORT[None]]).covered == pytest.approx([0.0])


def test_a_text_without_known_words_covers_nothing():
    found = match(PORT[None], [NOTHING, PORT[None]])
    assert found.covered == pytest.approx([0.0, 1.0])
    assert found.cosines == pytest.approx([0.0, 1.0])


def test_a_question_without_known_words_is_covered_by_nothing():
    assert match(NOTHING, [PORT[None]]).covered == pytest.approx([0.0])


def test_the_cosine_is_that_of_the_summed_words():
    question, text = np.stack([PORT, RICE]), np.stack([PORT, SEA])
    assert match(question, [text]).cosines == pytest.approx([0.5])


def test_a_run_of_texts_covers_what_its_texts_cover_together():
    found = match(np.stack([PORT, RICE]), [PORT[None], RICE[None], SEA[None]]).grouped([0, 2])
    assert found.covered == pytest.approx([1.0, 0.0])
