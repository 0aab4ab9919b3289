from datetime import date

import pytest

from index.catalogue import PersonRecord, Tenure
from index.offices import office_list
from retrieval.offices import OfficeBook, ends_with
from retrieval.people import People
from retrieval.places import Place, PlaceKind, Places
from retrieval.speakers import whose_words

PLACES = Places(
    (
        Place("泰国", (), ("thailand", "thai"), PlaceKind.COUNTRY),
        Place("林德", (), ("lind", "carl lind"), PlaceKind.PERSON),
    )
)
PERSONS = (
    PersonRecord(1, "沈柏川", "沈柏川", ("shenbaichuan", "shenbochuan"), 30),
    PersonRecord(2, "方硯秋", "方砚秋", ("fangyanqiu",), 25),
    PersonRecord(3, "梁書瑤", "梁书瑶", ("liangshuyao",), 12),
    PersonRecord(4, "沈文渊", "沈文渊", ("shenwenyuan",), 4),
    PersonRecord(5, "巴颂", "巴颂", ("basong",), 2),
    PersonRecord(6, "陶景和", "陶景和", ("taojinghe",), 1),
    PersonRecord(7, "林德", "林德", ("linde",), 3),
    PersonRecord(8, "会议", "会议", (), 90),
    PersonRecord(9, "何立", "何立", ("heli",), 2),
    PersonRecord(10, "韩立诚", "韩立诚", ("hanlicheng",), 3),
)


def tenure(person: int, office: str, *days: tuple[int, int, int]) -> list[Tenure]:
    return [Tenure(person, office, date(*day), meeting) for meeting, day in enumerate(days)]


TENURES = (
    *tenure(2, "市委书记", (2024, 1, 8), (2025, 1, 15)),
    *tenure(1, "市委副书记、市长", (2024, 1, 8), (2025, 1, 15)),
    *tenure(1, "市委书记", (2025, 3, 7), (2026, 9, 8)),
    *tenure(3, "市长", (2025, 5, 22), (2026, 9, 8)),
    *tenure(4, "副市长", (2024, 2, 26), (2026, 3, 10)),
    *tenure(9, "副市长", (2024, 3, 1), (2026, 3, 10)),
    *tenure(5, "泰国总理", (2025, 9, 16)),
    *tenure(6, "市委秘书长", (2024, 1, 8)),
    *tenure(7, "总经理", (2025, 9, 16)),
    *tenure(10, "市委副书记", (2025, 9, 16)),
)


@pytest.fixture(scope="module")
def people() -> People:
    book = OfficeBook.read(office_list(), TENURES, PERSONS, PLACES.countries())
    return People.read(PERSONS, book, PLACES)


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
