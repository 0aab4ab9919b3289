from datetime import date

import pytest

from retrieval.answer import Library
from retrieval.examples import examples, spelled


@pytest.mark.parametrize(
    ("name", "reading", "english"),
    [
        ("方砚秋", "fangyanqiu", "Fang Yanqiu"),
        ("方安", "fangan", "Fang An"),
        ("欧阳雪", "ouyangxue", "Ouyang Xue"),
        ("单霁翔", "shanjixiang", "Shan Jixiang"),
        ("吕宁", "lvning", "Lyu Ning"),
    ],
)
def test_a_name_is_spelled_family_name_first_in_two_words(name: str, reading: str, english: str) -> None:
    assert spelled(name, reading) == english


def test_the_examples_are_in_three_language_forms_and_have_answers(shipped: Library) -> None:
    drawn = examples(shipped)
    answers = [shipped.answer(text, today=date(2026, 11, 22)) for text in drawn]
    assert [answer.understood.language.value for answer in answers] == ["zh-Hans", "zh-Hant", "en"]
    assert all(answer.answered for answer in answers)
    assert drawn[2].startswith("What did Liang Shuyao say about ")
