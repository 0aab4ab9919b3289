import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.folding import fold

PAIRS = [
    ("徐纓強調", "徐缨强调"),
    ("外向型經濟專題招商", "外向型经济专题招商"),
    ("發展", "发展"),
    ("頭髮", "头发"),
    ("臺灣與台灣", "台湾与台湾"),
    ("市委書記", "市委书记"),
    ("為了人民", "为了人民"),
]


@pytest.mark.parametrize(("traditional", "simplified"), PAIRS)
def test_both_scripts_have_one_search_form(traditional: str, simplified: str) -> None:
    assert fold(traditional) == fold(simplified) == simplified


def test_full_width_letters_digits_and_marks_become_half_width() -> None:
    assert fold("ＧＤＰ增长５％（全市）：，") == "gdp增长5%(全市):,"


def test_capitals_become_small() -> None:
    assert fold("PPT形式 Foreign Investment") == "ppt形式 foreign investment"


def test_compatibility_forms_become_simplified_too() -> None:
    assert fold("㉄豈") == "问岂"


def test_a_character_that_would_become_two_stays() -> None:
    assert fold("㎞ﬁ½…") == "㎞ﬁ½…"


def test_what_has_no_other_form_stays() -> None:
    assert fold("高质量\n发展。「」") == "高质量\n发展。「」"


@settings(deadline=None)  # the first fold makes its table
@given(st.text())
def test_the_length_is_kept(text: str) -> None:
    assert len(fold(text)) == len(text)


@settings(deadline=None)  # the first fold makes its table
@given(st.text(), st.text())
def test_a_fold_is_made_of_the_folds_of_its_parts(left: str, right: str) -> None:
    assert fold(left + right) == fold(left) + fold(right)


@settings(deadline=None)  # the first fold makes its table
@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
