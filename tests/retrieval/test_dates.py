from datetime import date

import pytest

from retrieval.dates import asks_for_latest, find_dates

TODAY = date(2026, 11, 22)


def only(text: str) -> tuple[date | None, date | None]:
    [found] = find_dates(text, today=TODAY)
    return found.period.since, found.period.until


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("去年10月书记怎么说", (2025, 10, 1), (2025, 10, 31)),
        ("去年5月初的会", (2025, 5, 1), (2025, 5, 10)),
        ("前年底", (2024, 11, 1), (2024, 12, 31)),
        ("上个月", (2026, 10, 1), (2026, 10, 31)),
        ("2026年3月", (2026, 3, 1), (2026, 3, 31)),
        ("二〇二五年三月", (2025, 3, 1), (2025, 3, 31)),
        ("25年3月", (2025, 3, 1), (2025, 3, 31)),
        ("2025年4月24号", (2025, 4, 24), (2025, 4, 24)),
        ("2025-09-03", (2025, 9, 3), (2025, 9, 3)),
        ("12月29日", (2025, 12, 29), (2025, 12, 29)),
        ("3月份", (2026, 3, 1), (2026, 3, 31)),
        ("去年第三季度", (2025, 7, 1), (2025, 9, 30)),
        ("今年上半年", (2026, 1, 1), (2026, 6, 30)),
        ("去年冬天", (2025, 12, 1), (2026, 2, 28)),
        ("春节前后", (2026, 2, 7), (2026, 2, 27)),
        ("去年春节", (2025, 1, 19), (2025, 2, 8)),
        ("近三个月", (2026, 8, 1), (2026, 11, 22)),
        ("三个月前", (2026, 8, 1), (2026, 8, 31)),
        ("两年前", (2024, 1, 1), (2024, 12, 31)),
        ("上周", (2026, 11, 9), (2026, 11, 15)),
        ("2025年3月到6月", (2025, 3, 1), (2025, 6, 30)),
        ("in september 2025", (2025, 9, 1), (2025, 9, 30)),
        ("at davos in january last year", (2025, 1, 1), (2025, 1, 31)),
        ("at the end of april 2025", (2025, 4, 21), (2025, 4, 30)),
        ("on 3 march 2025", (2025, 3, 3), (2025, 3, 3)),
        ("april 24", (2026, 4, 24), (2026, 4, 24)),
        ("last winter", (2025, 12, 1), (2026, 2, 28)),
        ("last week", (2026, 11, 9), (2026, 11, 15)),
        ("in the past three months", (2026, 8, 1), (2026, 11, 22)),
        ("the first quarter of 2025", (2025, 1, 1), (2025, 3, 31)),
        ("from march 2025 to june 2025", (2025, 3, 1), (2025, 6, 30)),
        ("between january 2024 and march 2025", (2024, 1, 1), (2025, 3, 31)),
    ],
)
def test_a_period_is_read_from_the_words_that_name_it(text, since, until):
    assert only(text) == (date(*since), date(*until))


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2024年以来", date(2024, 1, 1), None),
        ("since march 2025", date(2025, 3, 1), None),
        ("二十大以来", date(2022, 10, 16), None),
        ("since the 20th party congress", date(2022, 10, 16), None),
        ("before 2024", None, date(2023, 12, 31)),
        ("2025年6月以前", None, date(2025, 5, 31)),
    ],
)
def test_since_and_before_leave_one_end_open(text, since, until):
    assert only(text) == (since, until)


@pytest.mark.parametrize(
    "text", ["vision 2035", "the 2025 grain target", "may the secretary", "2月30日", "g60科创走廊"]
)
def test_what_is_no_date_is_not_read_as_one(text):
    assert find_dates(text, today=TODAY) == ()


def test_a_bare_year_is_marked_because_it_may_belong_to_the_matter():
    assert [m.year_only for m in find_dates("in 2024", today=TODAY)] == [True]
    assert [m.year_only for m in find_dates("去年4月", today=TODAY)] == [False]


@pytest.mark.parametrize("text", ["最近一次谈以旧换新", "the latest on trade", "his most recent statement"])
def test_a_question_for_the_newest_words_is_noticed(text):
    assert asks_for_latest(text)
