from datetime import date

import pytest

from chat.dates import day, meetings, number, passages, period
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
    assert period(since, until, EN) == english
    assert period(since, until, HANS) == chinese


def test_unknown_day_is_said_to_be_unknown():
    assert day(None, HANT) == "日期不詳"


def test_counts_agree_in_number_and_group_their_digits():
    assert [meetings(1, EN), meetings(1401, EN), meetings(1401, HANT)] == ["1 meeting", "1,401 meetings", "1401次會議"]
    assert [passages(1, EN), passages(2, EN), passages(2, HANS)] == ["1 passage", "2 passages", "2段"]
    assert number(0, EN) == "0"
