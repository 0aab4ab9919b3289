from datetime import date

import pytest

from retrieval.offices import abbreviates, ends_with
from retrieval.people import People
from retrieval.speakers import whose_words


def persons(people: People, text: str, **options) -> list[tuple[int, ...]]:
    return [named.persons for named in people.find(text, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("沈柏川对外资怎么说", [(1,)]),
        ("shen baichuan怎么说", [(1,)]),
        ("shenbaichuan怎么说", [(1,)]),
        ("what did baichuan shen say", [(1,)]),
        ("what did carl lind say", [(7,)]),
        ("fang on ports?", [(2,)]),
        ("沈书记怎么说", [(1,)]),
        ("梁市长怎么说", [(3,)]),
        ("书记怎么说", [(1,)]),
        ("市委书记怎么说", [(1,)]),
        ("what did the secretary say", [(1,)]),
        ("what did the party chief say", [(1,)]),
        ("what did the mayor say", [(3,)]),
        ("市长梁书瑶怎么说", [(3,)]),
        ("梁书瑶市长怎么说", [(3,)]),
        ("秘书长怎么说", [(6,)]),
        ("副书记怎么说", [(10,)]),
        ("泰国总理怎么说", [(5,)]),
    ],
)
def test_a_way_of_naming_finds_the_person(people, text, expected):
    assert persons(people, text) == expected


def test_an_office_is_resolved_as_of_the_date_asked(people):
    in_2024 = (date(2024, 1, 1), date(2024, 12, 31))
    assert persons(people, "市委书记怎么说", period=in_2024) == [(2,)]
    assert persons(people, "市长怎么说", period=in_2024) == [(1,)]


def test_two_who_hold_one_office_at_once_are_both_found(people):
    assert persons(people, "副市长怎么说") == [(4, 9)]


def test_a_surname_and_office_that_nobody_has_finds_nobody(people):
    [named] = people.find("王书记怎么说")
    assert (named.words, named.persons) == ("王书记", ())


def test_a_pronoun_is_no_surname(people):
    assert persons(people, "what did he say about ports") == []


@pytest.mark.parametrize("office", ["市委副书记", "总书记", "中央书记处书记"])
def test_another_office_is_no_secretary(office):
    assert not ends_with(office, "书记")


@pytest.mark.parametrize("form", ["证监会主席", "中国证监会主席"])
def test_an_abbreviated_office_is_recognised(form):
    assert abbreviates("中国证券监督管理委员会主席", form)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("沈柏川同泰国总理谈到什么", ["沈柏川"]),
        ("what did shen baichuan tell the mayor about ports", ["shen baichuan"]),
        ("when he met the mayor, what did shen baichuan say", ["shen baichuan"]),
        ("沈柏川和梁书瑶分别怎么说", ["沈柏川", "梁书瑶"]),
        ("carl lind mtg - fang yanqiu on ports?", ["fang yanqiu"]),
        ("会见泰国总理时谈了什么", []),
    ],
)
def test_whose_words_are_asked_for(people, text, speakers):
    asked = whose_words(text, people.find(text))
    assert [named.words for named in asked.speakers] == speakers


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("what did the mayor of the city say", 3),
        ("what did the mayor of lanzhu say", 11),
        ("what did the mayor say", 3),
    ],
)
def test_the_mayor_of_another_place_is_another_mayor(people, text, person):
    assert persons(people, text) == [(person,)]


@pytest.mark.parametrize("text", ["纪律检查委员会对整改怎么说", "剧院是谁建的"])
def test_an_office_inside_another_word_is_no_office(people, text):
    assert people.find(text) == ()


def test_a_deputy_named_by_a_form_that_is_not_listed_is_not_the_head(people):
    assert persons(people, "what did the associate mayor say") == [(4, 9)]
