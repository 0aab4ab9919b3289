from datetime import date

import pytest

from retrieval.glossary import shipped_glossary
from retrieval.question import Language, Link, Order, Question
from retrieval.topic import shipped_scaffolding, tidy
from retrieval.understanding import Understanding

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def understanding(people) -> Understanding:
    return Understanding(people, shipped_glossary(), shipped_scaffolding(), {"外资", "任务"}.__contains__)


@pytest.fixture
def read(understanding):
    def read(text: str, *previous: str) -> Question:
        return understanding.read(text, previous=previous, today=TODAY)

    return read


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("书记对外资怎么说", Language.SIMPLIFIED),
        ("書記對外資怎麼說", Language.TRADITIONAL),
        ("what did the secretary say", Language.ENGLISH),
        ("shen baichuan 怎么说 PPT", Language.SIMPLIFIED),
        ("what did 沈柏川 say about foreign investment", Language.ENGLISH),
    ],
)
def test_the_language_of_a_question(read, text, language):
    assert read(text).language is language


def test_a_question_is_divided_into_person_period_and_topic(read):
    question = read("去年10月书记对外资怎么说")
    understood = question.understood()
    assert (understood.topic, understood.people, understood.offices) == ("外资", ("沈柏川",), ("书记",))
    assert (understood.since, understood.until) == (date(2025, 10, 1), date(2025, 10, 31))


def test_the_three_language_forms_ask_for_the_same_person_and_words(read):
    forms = [
        read("书记对外资怎么说"),
        read("書記對外資怎麼說"),
        read("what did the secretary say about foreign investment"),
    ]
    assert {form.speakers for form in forms} == {frozenset({1})}
    for form in forms:
        assert "外资" in {term.token for term in form.terms}


def test_a_person_who_is_not_in_the_texts_is_said_to_be_missing(read):
    question = read("王书记对外资怎么说")
    assert (question.speakers, question.missing) == (frozenset(), "王书记")


@pytest.mark.parametrize("text", ["沈柏川最近一次谈外资", "沈柏川's latest words on foreign investment"])
def test_the_newest_words_can_be_asked_for(read, text):
    assert read(text).order is Order.LATEST


@pytest.mark.parametrize("text", ["2035年远景目标怎么说", "how many cases were closed in 2024"])
def test_a_year_that_belongs_to_the_matter_does_not_limit_the_answer(read, text):
    assert read(text).period == (None, None)


def test_another_person_takes_over_the_topic_before(read):
    question = read("那市长呢", "书记对外资怎么说")
    assert (question.people, tidy(question.topic)) == (("梁書瑤",), "外资")


def test_another_topic_keeps_the_person_before(read):
    question = read("就业呢", "书记对外资怎么说")
    assert (question.people, tidy(question.topic), tidy(question.background)) == (("沈柏川",), "就业", "外资")


def test_another_period_keeps_person_and_topic(read):
    question = read("去年呢", "书记对外资怎么说")
    assert (question.people, tidy(question.topic)) == (("沈柏川",), "外资")
    assert question.period == (date(2025, 1, 1), date(2025, 12, 31))


def test_a_chain_of_follow_ups_adds_up(read):
    question = read("and last year?", "what did the secretary say about ports?", "and the mayor?")
    assert (question.people, tidy(question.topic)) == (("梁書瑤",), "ports")
    assert question.period == (date(2025, 1, 1), date(2025, 12, 31))


def test_a_whole_new_question_inherits_nothing(read):
    question = read("方砚秋在2024年的招商引资推进会上对利用外资讲了什么", "市长怎么说防汛")
    assert (question.people, question.background) == (("方硯秋",), "")


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("那次会对就业怎么说", Link.SAME_MEETING),
        ("did he mention schools on that trip?", Link.SAME_MEETING),
        ("同一天市长怎么讲", Link.SAME_DAY),
        ("后来怎么说", Link.LATER),
        ("就业呢", Link.NEAR),
    ],
)
def test_a_follow_up_points_back_in_several_ways(read, text, link):
    assert read(text, "书记对外资怎么说").link is link


def test_an_office_that_is_asked_for_is_no_limit(read):
    assert read("哪位副市长讲过夜市").speakers is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("王小明怎么说利用外资", "王小明"),
        ("任正非對晶片怎麼看", "任正非"),
        ("What did Ren Zhengfei say about chips?", "Ren Zhengfei"),
    ],
)
def test_a_stranger_to_the_texts_is_missing_and_nobody_speaks_for_him(read, text, name):
    question = read(text)
    assert (question.speakers, question.missing) == (frozenset(), name)


@pytest.mark.parametrize(
    "text",
    ["利用外资怎么说", "方便群众的事怎么说", "任务怎么安排", "What did China say about tariffs?", "高质量发展讲了什么"],
)
def test_a_matter_is_not_taken_for_a_stranger(read, text):
    assert read(text).missing is None


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("书纪对外资怎么说", "沈柏川"),
        ("梁市掌对外资怎么说", "梁書瑤"),
        ("沈柏穿对外资怎么说", "沈柏川"),
        ("what did shenbaichaun say about ports", "沈柏川"),
    ],
)
def test_a_misspelled_name_or_office_is_recognised(read, text, person):
    assert read(text).people == (person,)


def test_the_topic_is_shown_in_the_askers_own_characters(read):
    assert read("書記對利用外資怎麼說").understood().topic == "利用外資"


def test_an_office_in_a_follow_up_is_held_as_of_the_period_before(read):
    question = read("那市长呢", "方砚秋2024年对利用外资怎么说")
    assert question.people == ("沈柏川",)


@pytest.mark.parametrize("text", ["总共要建多少公里公路", "剧院是谁建的", "第二大石油公司在哪里"])
def test_what_only_sounds_like_an_office_across_words_is_none(read, text):
    question = read(text)
    assert (question.speakers, question.missing) == (None, None)


def test_a_short_question_that_is_whole_inherits_neither_person_nor_period(read):
    question = read("what did the secretary say about flood control?", "市长去年怎么说外资")
    assert (question.people, question.period, question.background) == (("沈柏川",), (None, None), "")


def test_who_spoke_of_a_matter_is_asked_of_everybody(read):
    assert read("谁讲过防汛", "市长怎么说外资").speakers is None
    assert read("who spoke about ports?", "what did the mayor say about rice?").speakers is None


def test_a_who_that_only_describes_keeps_the_person(read):
    question = read("what about loans for those who return home?", "what did the mayor say about flats?")
    assert question.people == ("梁書瑤",)
