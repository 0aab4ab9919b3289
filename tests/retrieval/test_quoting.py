import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.repairs import Reason, Repair, Span
from retrieval.quoting import Cut, best_window, cut, sentence_spans, stands

SOURCE = "开头。高(gao)质量发展。要扩大开放(fàng)。结尾"
REPAIRS = (Repair(4, 9, Reason.PINYIN), Repair(19, 25, Reason.PINYIN))
PASSAGE = Span(3, 26)  # 高质量发展。要扩大开放。


def test_a_part_of_a_passage_is_cut_at_its_place_in_the_source():
    piece = cut(SOURCE, PASSAGE, REPAIRS, part=Span(6, 12))
    assert piece == Cut(14, 26, "要扩大开放。")
    assert SOURCE[piece.start : piece.end] == "要扩大开放(fàng)。"


def test_a_cut_that_reads_as_its_words_stands():
    assert stands(SOURCE, cut(SOURCE, PASSAGE, REPAIRS, part=Span(0, 12)), REPAIRS)


@pytest.mark.parametrize("words", ["要扩大开放!", "要扩大", ""])
def test_a_cut_that_reads_otherwise_does_not_stand(words):
    assert not stands(SOURCE, Cut(14, 26, words), REPAIRS)


def test_an_edited_source_is_noticed():
    piece = cut(SOURCE, PASSAGE, REPAIRS, part=Span(6, 12))
    assert not stands(SOURCE.replace("扩大", "缩小"), piece, REPAIRS)


@pytest.mark.parametrize(
    ("scores", "lengths", "window"),
    [
        ([0.1, 0.9, 0.1], [30, 30, 30], (1, 2)),
        ([0.1, 0.9, 0.8], [30, 30, 30], (1, 3)),
        ([0.8, 0.9, 0.8], [30, 30, 30], (0, 3)),
        ([0.8, 0.9, 0.8], [30, 120, 30], (1, 2)),
        ([0.5, 0.5], [200, 200], (0, 1)),
    ],
)
def test_the_window_grows_while_the_quote_is_short_and_the_neighbour_is_worth_it(scores, lengths, window):
    assert best_window(scores, lengths, most=3) == window


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12), st.integers(1, 4))
def test_a_window_holds_the_best_sentence_and_no_more_than_asked(scores, most):
    first, last = best_window(scores, [40] * len(scores), most=most)
    assert 0 <= first < last <= len(scores)
    assert last - first <= most
    assert max(scores) in scores[first:last]


def test_sentences_come_without_the_blanks_around_them():
    text = "要扩大开放。 要稳外资。"
    assert [text[a:b] for a, b in sentence_spans(text)] == ["要扩大开放。", "要稳外资。"]
