"""Words: which are chosen, what they are made of, how texts are cut into bags of them."""

import numpy as np
import pytest
from tokenizers import Tokenizer

from training.bags import Bags, cut
from training.data import Corpus, Question, Term
from training.tokenizer import UNKNOWN, build_tokenizer, choose_words, count_words, parts

WORDS = [UNKNOWN, *"外资招商引0123efginor", "外资", "招商", "招商引资", "foreign", "ing", "2023"]


@pytest.fixture
def tokenizer() -> Tokenizer:
    return build_tokenizer(WORDS)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("招商引资", ["招商引资"]),
        ("招商外资", ["招商", "外资"]),
        ("招引", ["招", "引"]),
        ("外𠮷资", ["外", "资"]),  # an unknown character alone is left out
        ("外资2023", ["外资", "2023"]),
        ("r20", ["r", "2", "0"]),
        ("foreigning", ["foreign", "ing"]),
        ("外资,foreign", ["外资", "foreign"]),
        ("、。 !", []),
    ],
)
def test_longest_known_word_is_taken(tokenizer: Tokenizer, text: str, tokens: list[str]) -> None:
    assert tokenizer.encode(text).tokens == tokens


def test_word_ids_are_the_places_of_the_words(tokenizer: Tokenizer) -> None:
    assert [tokenizer.token_to_id(word) for word in WORDS] == list(range(len(WORDS)))


@pytest.mark.parametrize(
    ("word", "inside"),
    [
        ("招商引资", ("招商", "引资")),
        ("外资", ("外", "资")),
        ("资", ()),
        ("investments", ("investment",)),
        ("policies", ("policy",)),
        ("2023", ()),
    ],
)
def test_word_is_made_of_shorter_known_words(word: str, inside: tuple[str, ...]) -> None:
    assert parts(word, {"招商", "引资", "外", "资", "investment", "policy", "202"}) == inside


def corpus() -> Corpus:
    """Return a corpus of one question, one of our terms and one dictionary word."""
    question = Question(
        "加大招商引资力度,招商引资。", "foreign capital capital", "more", ("怎么招商引资",), key="20240101"
    )
    ours, theirs = Term("营商环境", ("办事环境",), ("business climate",)), Term("鼎", (), ("tripod",))
    return Corpus(questions=(question,), news=(), terms=(ours,), dictionary=(theirs,), sentences=())


def test_chosen_words_are_characters_then_ours_then_the_teachers_then_seen_ones() -> None:
    chosen = choose_words(corpus(), count_words(corpus()), size=1000, english=["the", "##ing"])
    assert {"营", "鼎", "招"} < set(chosen)
    order = [chosen.index(word) for word in ("鼎", "营商环境", "办事环境", "the", "capital")]
    assert order == sorted(order)
    assert "##ing" not in chosen
    assert len(chosen) == len(set(chosen))


def test_number_of_words_is_limited() -> None:
    assert len(choose_words(corpus(), count_words(corpus()), size=10, english=["the"])) == 10


def test_bags_give_back_the_tokens_of_each_text(tokenizer: Tokenizer) -> None:
    bags = cut(["招商外资", "", "外资"], tokenizer)
    assert bags.ids.tolist() == [WORDS.index("招商"), WORDS.index("外资"), WORDS.index("外资")]
    assert bags.offsets.tolist() == [0, 2, 2, 3]
    assert len(bags) == 3


def test_joined_bags_hold_the_texts_of_both() -> None:
    joined = Bags.of([[1, 2], []]).joined(Bags.of([[3]]))
    assert (joined.ids.tolist(), joined.offsets.tolist()) == ([1, 2, 3], [0, 2, 2, 3])


def test_thinned_bags_keep_their_texts_apart() -> None:
    bags = Bags.of([[1] * 1000, [2] * 1000])
    thinned = bags.thinned(0.3, np.random.default_rng(1))
    first, second = (set(thinned.take(np.array([row])).ids.tolist()) for row in range(2))
    assert (first, second) == ({1}, {2})
    assert 1300 < len(thinned.ids) < 1500


def test_bags_thinned_by_nothing_stay_as_they_are() -> None:
    bags = Bags.of([[1, 2], [3]])
    assert bags.thinned(0.0, np.random.default_rng(1)).ids.tolist() == [1, 2, 3]
