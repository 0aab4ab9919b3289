"""A small invented corpus of persons and offices: a secretary succeeded by the mayor, two deputies at once, a guest."""

from datetime import date

import pytest

from index.catalogue import PersonRecord, Tenure
from index.offices import office_list
from retrieval.offices import OfficeBook
from retrieval.people import People
from retrieval.places import Place, PlaceKind, Places

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
    PersonRecord(11, "薛岩", "薛岩", ("xueyan",), 2),
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
    *tenure(11, "岚渚市市长", (2025, 9, 16)),
    *tenure(10, "市委副书记", (2025, 9, 16)),
)


@pytest.fixture(scope="module")
def people() -> People:
    book = OfficeBook.read(office_list(), TENURES, PERSONS, PLACES.countries())
    return People.read(PERSONS, book, PLACES)
