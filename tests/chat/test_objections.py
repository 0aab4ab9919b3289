import pytest

from chat.objections import objection
from retrieval.question import Language


@pytest.mark.parametrize("text", ["", "   ", "?", "？！", "😀👍", "…"])
def test_text_without_words_is_answered_with_an_example(text):
    assert objection(text, Language.SIMPLIFIED, examples=["书记对外资怎么说", "x"]) == (
        "请用文字写出问题，例如：书记对外资怎么说"
    )


def test_over_long_text_is_told_its_length():
    assert objection("外" * 1001, Language.TRADITIONAL, examples=[]) == "您的問題有1001個字，請不要超過1000個字。"


@pytest.mark.parametrize("text", ["外资", "5G", "外" * 1000, "?港口?"])
def test_question_is_let_through(text):
    assert objection(text, Language.ENGLISH, examples=[]) is None
