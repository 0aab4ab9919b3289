from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.columns import ColumnEntry, Columns
from index.kind import Kind

DAYS = st.none() | st.dates(date(2023, 1, 1), date(2023, 1, 9))
ENTRIES = st.lists(
    st.builds(
        ColumnEntry,
        date=DAYS,
        meeting=st.integers(1, 5),
        kind=st.sampled_from(Kind),
        persons=st.lists(st.integers(1, 6), max_size=3, unique=True).map(tuple),
    ),
    max_size=20,
)


def built(folder: Path, entries: list[ColumnEntry]) -> Columns:
    Columns.build(folder, entries)
    return Columns.open(folder)


def spoken(*persons: int, day: date | None = date(2024, 1, 1)) -> ColumnEntry:
    return ColumnEntry(date=day, meeting=1, kind=Kind.DIRECT, persons=persons)


def test_columns_come_back_as_they_were_written(tmp_path: Path) -> None:
    columns = built(tmp_path / "c", [spoken(3, 1), ColumnEntry(None, 9, Kind.NARRATION, ())])
    assert columns.dates.tolist() == [738886, 0]
    assert columns.meetings.tolist() == [1, 9]
    assert columns.kinds.tolist() == [0, 2]
    assert columns.person_offsets.tolist() == [0, 2, 2]
    assert columns.person_ids.tolist() == [3, 1]


def test_no_filter_is_no_mask(tmp_path: Path) -> None:
    assert built(tmp_path / "c", [spoken(1)]).allowed() is None


@pytest.mark.parametrize(("persons", "expected"), [((1,), [True, False, True]), ((), [False] * 3), ((8,), [False] * 3)])
def test_persons(tmp_path: Path, persons: tuple[int, ...], expected: list[bool]) -> None:
    mask = built(tmp_path / "c", [spoken(1), spoken(2), spoken(2, 1)]).allowed(persons=persons)
    assert mask is not None
    assert mask.tolist() == expected


def test_an_undated_passage_lies_in_no_period(tmp_path: Path) -> None:
    mask = built(tmp_path / "c", [spoken(1), spoken(1, day=None)]).allowed(until=date(2030, 1, 1))
    assert mask is not None
    assert mask.tolist() == [True, False]


@settings(deadline=None, max_examples=60)
@given(entries=ENTRIES, persons=st.none() | st.sets(st.integers(1, 6), max_size=3), since=DAYS, until=DAYS)
def test_the_mask_agrees_with_a_loop_over_all_passages(
    tmp_path_factory: pytest.TempPathFactory,
    entries: list[ColumnEntry],
    persons: set[int] | None,
    since: date | None,
    until: date | None,
) -> None:
    mask = built(tmp_path_factory.mktemp("columns") / "c", entries).allowed(persons=persons, since=since, until=until)
    if persons is None and since is None and until is None:
        assert mask is None
        return
    expected = []
    for one in entries:
        right = persons is None or any(person in persons for person in one.persons)
        after = since is None or (one.date is not None and one.date >= since)
        before = until is None or (one.date is not None and one.date <= until)
        expected.append(right and after and before)
    assert mask is not None
    assert mask.tolist() == expected
