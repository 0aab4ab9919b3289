from datetime import date

import pytest

from chat.dates import day, meetings, number, passages, period
from chat.width import breakable
from retrieval.question import Language

HANS, HANT, EN = Language.SIMPLIFIED, Language.TRADITIONAL, Language.ENGLISH


@pytest.mark.parametrize(
    ("since", "until", "english", "chinese"),
    [
        (date(2022, 1, 1), date(2022, 12, 31), "2022", "2022年"),
        (date(2024, 2, 1), date(2024, 2, 29), "Feb 2024", "2024年2月"),
        (date(2022, 5, 3), date(2022, 5, 3), "3 May 2022", "2022年5月3日"),
        (date(2022, 5, 3), date(2023, 1, 2), "3 May 2022 – 2 Jan 2023", "2022年5月3日至2023年1月2日"),
        (date(2022, 5, 3), None, "since 3 May 2022", "2022年5月3日以来"),
        (None, date(2022, 5, 3), "until 3 May 2022", "2022年5月3日以前"),
        (None, None, "date unknown", "日期不详"),
    ],
)
def test_period_is_said_as_shortly_as_possible(since, until, english, chinese):
    assert breakable(period(since, until, EN)) == english
    assert breakable(period(since, until, HANS)) == chinese


def test_unknown_day_is_said_to_be_unknown():
    assert day(None, HANT) == "日期不詳"


def test_counts_agree_in_number_and_group_their_digits():
    counts = [meetings(1, EN), meetings(1401, EN), meetings(1401, HANT), passages(1, EN), passages(2, EN)]
    assert [breakable(count) for count in counts] == [
        "1 meeting",
        "1,401 meetings",
        "1401次會議",
        "1 passage",
        "2 passages",
    ]
    assert number(0, EN) == "0"


def test_date_is_not_broken_over_two_lines_and_a_period_only_between_its_ends():
    assert day(date(2026, 3, 10), HANS) == "2026\u2060年\u20603\u2060月\u206010\u2060日"
    assert day(date(2026, 3, 10), EN) == "10\u00a0Mar\u00a02026"
    assert period(date(2026, 3, 1), date(2026, 4, 2), EN) == "1\u00a0Mar\u00a02026 – 2\u00a0Apr\u00a02026"
    assert passages(10, HANT) == "10\u2060段"
