from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from index.catalogue import (
    Catalogue,
    Counts,
    Draft,
    Entry,
    MeetingRecord,
    Paragraph,
    PassageRecord,
    PersonRecord,
    Scope,
    Tenure,
)
from index.cleaning import Reason, Repair
from index.errors import GenerationError
from index.kind import Kind

FIRST = MeetingRecord(1, "a.txt", "d1", "utf-8", "全市招商會議", date(2022, 12, 29), "鹽城")
SECOND = MeetingRecord(2, "sub/b.md", "d2", "gb18030", "座谈会", None, None)
REPAIRS = (Repair(3, 7, Reason.PINYIN), Repair(9, 10, Reason.UNREADABLE, "?"))
PARAGRAPHS = (Paragraph(1, 1, 0, 20, "徐纓強調要利用外資"), Paragraph(1, 4, 30, 50, "會議結束"))
SPOKEN = PassageRecord(0, 1, 1, 0, 20, 0, 12, "要利用外資", "徐纓", "市委書記", Kind.REPORTED, True, (1,))
TOLD = PassageRecord(1, 1, 4, 30, 50, 30, 50, "會議結束?x", None, None, Kind.NARRATION, False, ())
JOINT = PassageRecord(2, 2, 1, 0, 9, 0, 9, "我们同意", "徐缨、周斌", None, Kind.DIRECT, True, (1, 2))
PEOPLE = (PersonRecord(1, "徐纓", "徐缨", ("xuying",), 2), PersonRecord(2, "周斌", "周斌", ("zhoubin", "zhoubing"), 1))
TENURES = (Tenure(1, "市委书记", date(2022, 12, 29), 1), Tenure(2, "市长", None, 1))
DRAFTS = (
    Draft(FIRST, REPAIRS, PARAGRAPHS, (Entry(SPOKEN, "要利用外资"), Entry(TOLD, "会议结束")), TENURES),
    Draft(SECOND, (), (Paragraph(2, 1, 0, 9, "我们同意"),), (Entry(JOINT, "我们同意"),), ()),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "catalogue.sqlite"
    Catalogue.build(path, DRAFTS, people=lambda: PEOPLE)
    return path


@pytest.fixture
def catalogue(path: Path) -> Catalogue:
    return Catalogue.open(path)


def test_passages_come_in_the_order_asked(catalogue: Catalogue) -> None:
    assert catalogue.passages([2, 0, 1, 2]) == [JOINT, SPOKEN, TOLD, JOINT]


def test_no_rows_are_no_passages(catalogue: Catalogue) -> None:
    assert catalogue.passages([]) == []


def test_a_row_that_is_not_there_is_an_error(catalogue: Catalogue) -> None:
    with pytest.raises(KeyError):
        catalogue.passages([3])


def test_search_forms_come_with_the_passages(catalogue: Catalogue) -> None:
    expected = [Entry(SPOKEN, "要利用外资"), Entry(TOLD, "会议结束"), Entry(JOINT, "我们同意")]
    assert list(catalogue.entries()) == expected


def test_entries_go_on_past_one_page(tmp_path: Path) -> None:
    entries = tuple(
        Entry(PassageRecord(row, 1, 1, 0, 9, 0, 9, "外資", None, None, Kind.DIRECT, True, ()), "外资")
        for row in range(2_500)
    )
    Catalogue.build(tmp_path / "c", [Draft(FIRST, (), (), entries, ())], people=tuple)
    assert [entry.passage.row for entry in Catalogue.open(tmp_path / "c").entries()] == list(range(2_500))


def test_meetings(catalogue: Catalogue) -> None:
    assert catalogue.meeting(2) == SECOND
    assert catalogue.meetings([2, 1]) == [SECOND, FIRST]
    assert catalogue.meetings() == [FIRST, SECOND]
    assert catalogue.meeting_of("sub/b.md") == SECOND


def test_a_source_that_is_not_there_is_an_error(catalogue: Catalogue) -> None:
    with pytest.raises(KeyError, match="no meeting comes from"):
        catalogue.meeting_of("none.txt")


def test_paragraphs_and_repairs_belong_to_their_meeting(catalogue: Catalogue) -> None:
    assert catalogue.paragraph(1, 4) == PARAGRAPHS[1]
    assert catalogue.repairs(1) == REPAIRS
    assert catalogue.repairs(2) == ()


def test_a_paragraph_that_is_not_there_is_an_error(catalogue: Catalogue) -> None:
    with pytest.raises(KeyError, match="meeting 1 has no paragraph 9"):
        catalogue.paragraph(1, 9)


def test_people_and_tenures(catalogue: Catalogue) -> None:
    assert catalogue.people() == PEOPLE
    assert catalogue.tenures() == TENURES


def test_counts(catalogue: Catalogue) -> None:
    assert catalogue.counts() == Counts(meetings=2, passages=3, people=2)


@pytest.mark.parametrize(
    ("name", "since", "until", "expected"),
    [
        ("no period counts undated meetings", None, None, Scope(2, date(2022, 12, 29), date(2022, 12, 29))),
        ("a period leaves them out", date(2022, 1, 1), None, Scope(1, date(2022, 12, 29), date(2022, 12, 29))),
        ("its last day counts", None, date(2022, 12, 29), Scope(1, date(2022, 12, 29), date(2022, 12, 29))),
        ("an empty one", date(2023, 1, 1), None, Scope(0, None, None)),
    ],
)
def test_scope(catalogue: Catalogue, name: str, since: date | None, until: date | None, expected: Scope) -> None:
    assert catalogue.scope(since, until) == expected, name


def test_threads_share_one_catalogue(catalogue: Catalogue) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda row: catalogue.passages([row % 3])[0].row, range(200)))
    assert found == [row % 3 for row in range(200)]


def test_equal_input_gives_equal_bytes(path: Path, tmp_path: Path) -> None:
    Catalogue.build(tmp_path / "again.sqlite", DRAFTS, people=lambda: PEOPLE)
    assert (tmp_path / "again.sqlite").read_bytes() == path.read_bytes()


def test_an_open_catalogue_cannot_be_written(catalogue: Catalogue) -> None:
    with pytest.raises(Exception, match="readonly"):
        catalogue._connection.execute("DELETE FROM passages")


@pytest.mark.parametrize("content", [b"", b"not a database at all, whatever its name says" * 50])
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.sqlite").write_bytes(content)
    with pytest.raises(GenerationError, match="`python bot"):
        Catalogue.open(tmp_path / "bad.sqlite")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GenerationError, match="`python bot"):
        Catalogue.open(tmp_path / "none.sqlite")
