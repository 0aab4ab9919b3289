from datetime import date

import pytest
from answers import answer, quote

from chat import captions
from chat.captions import meeting_line, notes, others, speaker_line
from chat.width import breakable
from index.catalogue import Scope
from index.kind import Kind
from retrieval.answer import Answer
from retrieval.question import Language, Order

HANS, HANT, EN = Language.SIMPLIFIED, Language.TRADITIONAL, Language.ENGLISH


def header(given: Answer) -> str:
    return breakable(captions.header(given))


def nothing_found(given: Answer) -> str:
    return breakable(captions.nothing_found(given))


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
        == "徐纓 · 市委书记 · “foreign investment”\n2022 · newest first · 2 passages"
    )


def test_header_of_a_plain_question_names_only_its_topic():
    assert header(answer(quote(), topic="外資", language=HANT)) == "「外資」 · 1段"


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (HANS, "徐纓 · “外資” · 按相关度 · 2段"),
        (HANT, "徐纓 · 「外資」 · 按相關度 · 2段"),
        (EN, "徐纓 · “外資”\nmost relevant first · 2 passages"),
    ],
)
def test_header_says_in_which_order_several_quotes_stand(language, line):
    assert header(answer(quote(), quote(), people=("徐纓",), topic="外資", language=language)) == line


@pytest.mark.parametrize(
    ("order", "line"),
    [
        (Order.RELEVANCE, "副市长 · “外资” · 按发言人 · 2段"),
        (Order.LATEST, "副市长 · “外资” · 按发言人 · 最新在前 · 2段"),
    ],
)
def test_several_people_who_fit_stand_on_a_line_of_their_own(order, line):
    asked = {"people": ("沈文淵", "罗启明"), "offices": ("副市长",), "shared": True, "topic": "外资", "order": order}
    found = answer(quote(), quote(), language=HANS, **asked)
    assert header(found) == line
    assert notes(found) == ["符合的不止一人：沈文淵、罗启明。"]


@pytest.mark.parametrize(
    ("changes", "language", "line"),
    [
        ({"kind": Kind.DIRECT}, EN, "徐纓 · 市委書記 · direct quote"),
        ({"kind": Kind.REPORTED}, HANS, "徐纓 · 市委書記 · 转述"),
        ({"certain": False}, HANT, "徐纓 · 市委書記 · 轉述 · 發言人為推斷"),
        ({"office": None}, EN, "徐纓 · reported"),
        ({"speaker": "會議", "office": None}, HANT, "會議 · 以會議名義"),
        ({"speaker": "全会", "office": None}, EN, "全会 · the meeting itself"),
        ({"speaker": "会议", "office": None, "kind": Kind.DIRECT}, HANS, "会议 · 以会议名义"),
        ({"speaker": "白皮書", "office": None}, EN, "白皮書 · the document itself"),
        ({"speaker": "通报", "office": None}, HANS, "通报 · 文件内容"),
        ({"speaker": "外交部", "office": None}, HANS, "外交部 · 转述"),
        ({"speaker": "外交部", "office": None, "kind": Kind.DIRECT}, HANT, "外交部 · 原話"),
        ({"speaker": "市人大常委会", "office": None}, EN, "市人大常委会 · reported"),
        (
            {"speaker": "奥勒·林德维克", "office": "瓦伦维克市市长", "certain": False},
            HANS,
            "奥勒·林德维克 · 瓦伦维克市市长 · 转述\n发言人为推断",
        ),
        ({"speaker": None, "office": None, "kind": Kind.NARRATION}, HANS, "叙述"),
        ({"speaker": None, "office": None, "kind": Kind.NARRATION, "certain": False}, HANS, "叙述"),
    ],
)
def test_speaker_line_marks_how_the_words_reach_us(changes, language, line):
    assert speaker_line(quote(**changes), language) == line


def test_meeting_line_cuts_a_long_title_and_names_an_unknown_date():
    assert breakable(meeting_line(quote(meeting="會" * 30, date=None), HANT)) == "日期不詳 · " + "會" * 23 + "…"


def test_nothing_found_says_by_whom_and_where_it_was_looked_for():
    asked = {"people": ("周斌",), "since": date(2026, 1, 1), "until": None}
    assert nothing_found(answer(**asked)) == (
        "Nothing by 周斌 on “foreign investment” was found.\n"
        "Searched: 401 meetings, 29 Dec 2022 – 22 Aug 2026.\n"
        "Only this period was searched: since 1 Jan 2026."
    )


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ({"topic": "港口"}, "没有查到关于“港口”的内容。"),
        ({"topic": ""}, "没有查到相关内容。"),
        ({"topic": "港口", "people": ("周斌", "徐纓")}, "没有查到周斌、徐纓关于“港口”的发言。"),
        ({"topic": "", "people": ("周斌",)}, "没有查到周斌的发言。"),
        ({"topic": "港口", "missing": "王某"}, "没有查到王某的发言。"),
        (
            {"topic": "港口", "people": ("周斌",), "missing": "王某"},
            "没有查到周斌关于“港口”的发言。\n没有查到王某的发言。",
        ),
        (
            {"topic": "港口", "people": ("沈文淵", "罗启明"), "offices": ("副市长",), "shared": True},
            "没有查到副市长关于“港口”的发言。\n符合的不止一人：沈文淵、罗启明。",
        ),
        (
            {"topic": "港口", "people": ("方敏", "方敏"), "shared": True},
            "没有查到方敏、方敏关于“港口”的发言。\n符合的不止一人：方敏、方敏。",
        ),
    ],
)
def test_nothing_found_names_who_was_asked_for(asked, line):
    assert nothing_found(answer(language=HANS, **asked)) == (
        f"{line}\n查找范围：401次会议，2022年12月29日至2026年8月22日。"
    )


def test_words_of_others_stand_under_a_heading_with_the_topic():
    assert others(answer()) == "Others on “foreign investment”"
    assert others(answer(topic="", language=HANT)) == "其他人的發言"


def test_nothing_found_in_a_period_without_meetings_says_that_there_are_none():
    empty = Scope(meetings=0, since=None, until=None)
    asked = {"since": date(2019, 1, 1), "until": date(2019, 12, 31), "topic": "", "language": HANS}
    assert nothing_found(answer(scope=empty, **asked)) == "没有查到相关内容。\n这段时间没有会议：2019年。"
    assert nothing_found(answer(scope=empty, topic="港口", language=HANT)) == (
        "沒有查到關於「港口」的內容。\n目前還沒有收入任何會議。"
    )
