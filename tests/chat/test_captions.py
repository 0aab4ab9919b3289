from datetime import date

import pytest
from answers import answer, quote

from chat.captions import header, meeting_line, nothing_found, speaker_line
from index.catalogue import Scope
from index.kind import Kind
from retrieval.question import Language, Order

HANS, HANT, EN = Language.SIMPLIFIED, Language.TRADITIONAL, Language.ENGLISH


def test_header_says_what_was_understood_and_how_much_was_found():
    asked = {
        "people": ("徐纓",),
        "offices": ("市委书记",),
        "since": date(2022, 1, 1),
        "until": date(2022, 12, 31),
        "order": Order.LATEST,
    }
    assert (
        header(answer(quote(), quote(), **asked))
        == "徐纓 · 市委书记 · “foreign investment” · 2022 · newest first · 2 passages"
    )


def test_header_of_a_plain_question_names_only_its_topic():
    assert header(answer(quote(), topic="外資", language=HANT)) == "「外資」 · 1段"


@pytest.mark.parametrize(
    ("changes", "language", "line"),
    [
        ({"kind": Kind.DIRECT}, EN, "徐纓 · 市委書記 · direct quote"),
        ({"kind": Kind.REPORTED}, HANS, "徐纓 · 市委書記 · 转述"),
        ({"certain": False}, HANT, "徐纓 · 市委書記 · 轉述 · 發言人為推斷"),
        ({"office": None}, EN, "徐纓 · reported"),
        ({"speaker": "會議", "office": None}, HANT, "會議 · 以會議名義"),
        ({"speaker": "全会", "office": None}, EN, "全会 · the meeting itself"),
        ({"speaker": "白皮書", "office": None}, EN, "白皮書 · the document itself"),
        ({"speaker": "市人大常委会", "office": None}, EN, "市人大常委会 · reported"),
        ({"speaker": None, "office": None, "kind": Kind.NARRATION}, HANS, "叙述"),
        ({"speaker": None, "office": None, "kind": Kind.NARRATION, "certain": False}, HANS, "叙述"),
    ],
)
def test_speaker_line_marks_how_the_words_reach_us(changes, language, line):
    assert speaker_line(quote(**changes), language) == line


def test_meeting_line_cuts_a_long_title_and_names_an_unknown_date():
    assert meeting_line(quote(meeting="會" * 30, date=None), HANT) == "會" * 23 + "… · 日期不詳"


def test_nothing_found_says_where_it_was_looked_for():
    asked = {"people": ("周斌",), "since": date(2026, 1, 1), "until": None}
    assert nothing_found(answer(**asked)) == (
        "Nothing was found about “foreign investment”.\n"
        "Searched: 401 meetings, 29 Dec 2022 – 22 Aug 2026.\n"
        "Only words by 周斌 were searched.\n"
        "Only this period was searched: since 1 Jan 2026."
    )


def test_nothing_found_of_somebody_without_words_says_nothing_by_him():
    assert nothing_found(answer(missing="王某", language=HANS)) == (
        "没有查到王某的发言。\n查找范围：401次会议，2022年12月29日至2026年8月22日。"
    )


def test_nothing_found_in_a_period_without_meetings_says_that_there_are_none():
    empty = Scope(meetings=0, since=None, until=None)
    asked = {"since": date(2019, 1, 1), "until": date(2019, 12, 31), "topic": "", "language": HANS}
    assert nothing_found(answer(scope=empty, **asked)) == "没有查到相关内容。\n这段时间没有会议：2019年。"
    assert nothing_found(answer(scope=empty, topic="港口", language=HANT)) == (
        "沒有查到關於「港口」的內容。\n目前還沒有收入任何會議。"
    )
