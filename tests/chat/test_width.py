from hypothesis import given
from hypothesis import strategies as st

from chat.width import breakable, cells, clipped, filled, unbroken, wrapped


def test_hanzi_takes_two_cells_and_a_combining_mark_none():
    assert cells("外資fdi") == 7
    assert cells("e\u0301") == 1


def test_clipped_text_says_so_with_an_ellipsis():
    assert clipped("全市高質量發展", 14) == "全市高質量發展"
    assert clipped("全市高質量發展", 13) == "全市高質量發…"
    assert clipped("one\n two", 20) == "one two"


def test_latin_words_stay_whole():
    assert wrapped("words that were said", 11) == ["words that", "were said"]


def test_word_longer_than_the_screen_is_broken():
    assert wrapped("abcdefghijkl", 5) == ["abcde", "fghij", "kl"]


def test_closing_punctuation_does_not_begin_a_line():
    assert wrapped("加快建設發展，成效", 12) == ["加快建設發", "展，成效"]


@given(st.text(alphabet="外資，。「」ab c😀e\u0301\n", max_size=60), st.integers(4, 30))
def test_no_line_is_wider_than_the_screen_and_only_spaces_are_lost(text, width):
    lines = wrapped(text, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace("\n", "").replace(" ", "")


def test_unbroken_text_has_no_place_for_a_line_to_end_and_looks_the_same():
    assert unbroken("29 Dec 2022") == "29\u00a0Dec\u00a02022"
    assert unbroken("2022年1月") == "2022\u2060年\u20601\u2060月"
    assert cells(unbroken("2022年1月")) == cells("2022年1月") == 9


@given(st.text(alphabet="外資 0ab,年", max_size=20))
def test_unbroken_text_can_be_made_breakable_again(text):
    assert breakable(unbroken(text)) == text


def test_parts_go_to_the_next_line_whole_and_leave_no_dot_behind():
    assert filled(["徐纓", "市委書記", "reported"], 30, between=" · ") == "徐纓 · 市委書記 · reported"
    assert filled(["徐纓", "市委書記", "reported"], 15, between=" · ") == "徐纓 · 市委書記\nreported"
    assert filled(["longer than the line", "b"], 5, between=" · ") == "longer than the line\nb"
    assert filled([], 5, between=" · ") == ""
