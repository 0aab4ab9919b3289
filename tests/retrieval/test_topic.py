import pytest

from retrieval.topic import shipped_scaffolding, tidy, without


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("对外资怎么说", "外资"),
        ("新能源车的充电桩建设怎么说", "新能源车 充电桩建设"),
        ("社会救助方面有什么要求", "社会救助"),
        ("请问关于就业讲过什么", "就业"),
        ("what did say about foreign investment", "foreign investment"),
        ("give me the exact words on flood control", "flood control"),
    ],
)
def test_the_words_of_asking_go_and_the_matter_stays(question, topic):
    assert tidy(shipped_scaffolding().strip(question)) == topic


def test_stripping_keeps_the_length():
    question = "书记对外资怎么说?"
    assert len(shipped_scaffolding().strip(question)) == len(question)


def test_spans_are_blanked_out():
    assert without("书记对外资", [(0, 2)]) == "  对外资"


def test_a_tidy_topic_has_single_blanks_and_no_marks_at_its_ends():
    assert tidy(" ,外资   港口、 ?") == "外资 港口"
