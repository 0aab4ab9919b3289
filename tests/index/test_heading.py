"""Title, date, place and people of one text."""

from datetime import date

import pytest

from index.cleaning import clean
from index.dates import date_in_name, meeting_date, read_date
from index.heading import Heading, read_heading
from index.reading import Format, Source


def heading(text: str, name: str = "note.txt") -> Heading:
    return read_heading(clean(Source(name, Format.TEXT, "utf-8", text, "0" * 64)), name=name)


def test_first_line_without_end_mark_is_the_title() -> None:
    assert heading("全市河湖治理推进会召开\n市长庞一舟出席。").title == "全市河湖治理推进会召开"


def test_title_is_made_from_the_meeting_that_was_held() -> None:
    text = "5月6日上午,全市河湖治理推進會召開,市長龐一舟出席並講話。他指出,要清淤。"
    assert heading(text).title == "全市河湖治理推進會"


def test_long_first_sentence_is_cut_for_a_title() -> None:
    title = heading("今年以来，" + "水清岸绿" * 20 + "。").title
    assert (len(title), title[-1]) == (41, "…")


def test_empty_text_is_titled_by_its_file() -> None:
    assert heading("", "2024/例会记录.txt").title == "例会记录"


def test_front_matter_goes_before_what_is_inferred() -> None:
    text = (
        "---\ntitle: 例会\ndate: 2024-03-01\nplace: 二楼\npeople: 市长庞一舟\n---\n3月5日，市长庞一舟在山口镇调研。\n"
    )
    found = heading(text, "20240306.txt")
    assert (found.title, found.date, found.place) == ("例会", date(2024, 3, 1), "二楼")
    assert found.people[0].name == "庞一舟"


def test_people_in_both_scripts_keep_their_characters() -> None:
    found = heading("會議紀要\n市委書記陸知遙、市長龐一舟出席。")
    assert [(one.name, one.offices) for one in found.people] == [("陸知遙", ("市委書記",)), ("龐一舟", ("市長",))]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("例会\n地点：市会议中心\n开会。", "市会议中心"),
        ("推进会\n3月5日，全市推进会在青石镇召开。", "青石镇"),
        ("考察\n市长庞一舟3月5日在青石镇调研。", "青石镇"),
        ("例会\n会议开始。", None),
    ],
)
def test_place(text: str, place: str | None) -> None:
    assert heading(text).place == place


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024年3月5日", date(2024, 3, 5)),
        ("2024-03-05", date(2024, 3, 5)),
        ("2024.3.5", date(2024, 3, 5)),
        ("二〇二四年三月五日", date(2024, 3, 5)),
        ("二〇二四年十二月二十九日", date(2024, 12, 29)),
        ("2024年13月45日", None),
        ("三月五日", None),
    ],
)
def test_full_date(text: str, found: date | None) -> None:
    assert read_date(text) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("20250103-04.txt", date(2025, 1, 3)),
        ("city-20221229.txt", date(2022, 12, 29)),
        ("2024-03-05_常委会.md", date(2024, 3, 5)),
        ("2024年3月5日例会.txt", date(2024, 3, 5)),
        ("notes.txt", None),
        ("1234567890.txt", None),
    ],
)
def test_date_in_a_file_name(name: str, found: date | None) -> None:
    assert date_in_name(name) == found


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("12月29日上午,推进会召开。", "city-20221229.txt", date(2022, 12, 29)),
        ("12月31日，会议召开。", "20250102-01.txt", date(2024, 12, 31)),
        ("会议1日在京召开。", "20250103-01.txt", date(2025, 1, 1)),
        ("会议30日召开。", "20250102-01.txt", date(2024, 12, 30)),
        ("3月17日至18日，市长调研。", "20250318-01.txt", date(2025, 3, 18)),
        ("1960年3月5日，水库动工。", "20250103-01.txt", date(2025, 1, 3)),
        ("例会将于1月9日举行。", "20250103-01.txt", date(2025, 1, 3)),
        ("5月30日，会议召开。2026年，全市修渠。", "防汛.txt", date(2026, 5, 30)),
        ("5月30日，会议召开。", "防汛.txt", None),
        ("截至3月1日，水库蓄满。3月4日，会议召开。", "20250305-01.txt", date(2025, 3, 4)),
        ("新华社北京3月5日电 市长3月4日调研。", "20250305-01.txt", date(2025, 3, 4)),
        ("7月28日至今天(7月29日)，各地抢险。", "20250729-01.txt", date(2025, 7, 29)),
        ("市长2月25日到电信公司调研。", "20250226-03.txt", date(2025, 2, 25)),
        ("市长庞一舟11日强调要清淤。", "20250512-01.txt", date(2025, 5, 11)),
        ("大家反响热烈。\n3月1日，装置完成安装。", "20250303-01.txt", date(2025, 3, 3)),
        ("会议纪要\n会议时间:2024年3月5日上午9:00\n庞一舟主持会议。", "20240320.txt", date(2024, 3, 5)),
        ("会议纪要\n时间:3月5日\n庞一舟主持会议。", "20240320.txt", date(2024, 3, 5)),
        ("论坛开幕\n2026年5月12日 · 青石会展中心\n代表参加。", "论坛.md", date(2026, 5, 12)),
        ("论坛开幕\n2026-05-13 08:20\n5月12日,论坛开幕。", "论坛.md", date(2026, 5, 12)),
        ("2026年3月10日，会议召开。", "例会.txt", date(2026, 3, 10)),
    ],
)
def test_date_of_the_meeting(text: str, name: str, found: date | None) -> None:
    assert meeting_date(text, name) == found


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("5月30日上午，会议召开。", "防汛.txt", date(2024, 5, 30)),
        ("会议召开。", "防汛.txt", date(2024, 6, 2)),
        ("昨日，会议召开。", "防汛.txt", date(2024, 6, 1)),
        ("4月28日，会议召开。", "防汛.txt", date(2024, 4, 28)),
        ("12月28日，会议召开。", "防汛.txt", date(2024, 6, 2)),
        ("5月30日，会议召开。", "20240601.txt", date(2024, 5, 30)),
        ("会议召开。", "20240601.txt", date(2024, 6, 1)),
        ("5月30日，会议召开。", "saved-20251101.txt", date(2024, 5, 30)),
        ("会议召开。", "saved-20251101.txt", date(2024, 6, 2)),
    ],
)
def test_date_of_the_meeting_by_the_day_of_publishing(text: str, name: str, found: date) -> None:
    assert meeting_date(text, name, published=date(2024, 6, 2)) == found


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("below the title", "会议召开\n来源：青石发布　　2024-06-02 18:20　　字号：大 中 小\n5月30日上午，会议召开。"),
        ("at the end", "会议召开\n5月30日上午，会议召开。\n责任编辑：王芳　发布时间：2024年6月2日"),
        ("beside buttons", "会议召开\n2024-06-02 18:20　字号：大 中 小　打印\n5月30日上午，会议召开。"),
    ],
)
def test_a_date_in_the_credits_gives_the_year(name: str, text: str) -> None:
    assert heading(text).date == date(2024, 5, 30)


def test_a_date_of_another_text_does_not_count() -> None:
    assert heading("会议召开\n5月30日，会议召开。\n上一篇：2023年6月2日简讯").date is None
