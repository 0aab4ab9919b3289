from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.columns import Allowed
from index.errors import GenerationError
from index.lexical import LexicalEntry, LexicalIndex, words

TITLE = "全市招商引资工作会议"


def entry(row: int, body: str, **more: object) -> LexicalEntry:
    fields: dict[str, object] = {"context": TITLE, "meeting": 1, "date": date(2024, 5, 1), "persons": ()}
    return LexicalEntry(row=row, body=body, **{**fields, **more})  # type: ignore[arg-type]


def built(folder: Path, entries: list[LexicalEntry]) -> LexicalIndex:
    LexicalIndex.build(folder, entries)
    return LexicalIndex.open(folder)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a long word comes with the words inside it", "利用外资", ["利用", "外资", "利用外资"]),
        ("punctuation and blanks go", "发展, 稳定。 (效率)", ["发展", "稳定", "效率"]),
        ("latin words stay whole", "foreign investment", ["foreign", "investment"]),
        ("a letter with a number stays whole", "5g g60", ["5g", "g60"]),
        ("a long mixture comes with its words", "iphone15pro", ["iphone15pro", "iphone", "pro"]),
        ("a percentage is found by its number", "增长3.5%", ["增长", "3.5"]),
        ("line ends are no words", "发展\n稳定", ["发展", "稳定"]),
        ("debris is left out", "a" * 65, []),
        ("nothing has no words", "", []),
    ],
)
def test_words(name: str, text: str, expected: list[str]) -> None:
    assert words(text) == expected, name


@given(st.text())
def test_every_word_survives_the_whitespace_tokenizer(text: str) -> None:
    tokens = words(text)
    assert " ".join(tokens).split() == tokens


@given(st.text(alphabet="外资利用abc019-. %", max_size=30))
def test_words_are_the_same_each_time(text: str) -> None:
    assert words(text) == words(text)


def test_a_passage_with_the_word_is_found(tmp_path: Path) -> None:
    index = built(tmp_path / "words", [entry(0, "稳定就业"), entry(1, "扩大利用外资"), entry(2, "保护环境")])
    assert [row for row, _ in index.search([("外资", 1.0)], limit=10)] == [1]


def test_the_rarer_word_weighs_more(tmp_path: Path) -> None:
    bodies = ["发展 外资", "发展 环境", "发展 就业", "就业 教育"]
    index = built(tmp_path / "words", [entry(row, body) for row, body in enumerate(bodies)])
    rows = [row for row, _ in index.search([("发展", 1.0), ("外资", 1.0)], limit=10)]
    assert rows == [0, 1, 2]


def test_a_heavier_word_comes_first(tmp_path: Path) -> None:
    index = built(tmp_path / "words", [entry(0, "外资"), entry(1, "就业")])
    assert [row for row, _ in index.search([("外资", 1.0), ("就业", 3.0)], limit=10)] == [1, 0]


def test_the_title_counts_for_less_than_the_passage(tmp_path: Path) -> None:
    entries = [entry(0, "保护环境"), entry(1, "招商", context="无题"), entry(2, "就业", context="无题")]
    found = built(tmp_path / "words", entries).search([("招商", 1.0)], limit=10)
    assert [row for row, _ in found] == [1, 0]


def test_without_context_boost_the_title_does_not_count(tmp_path: Path) -> None:
    index = built(tmp_path / "words", [entry(0, "保护环境")])
    assert index.search([("招商", 1.0)], limit=10, context_boost=0) == []


def test_equal_scores_come_in_row_order(tmp_path: Path) -> None:
    index = built(tmp_path / "words", [entry(row, "外资") for row in range(20)])
    assert [row for row, _ in index.search([("外资", 1.0)], limit=5)] == [0, 1, 2, 3, 4]


def test_no_words_find_nothing(tmp_path: Path) -> None:
    assert built(tmp_path / "words", [entry(0, "外资")]).search([], limit=10) == []


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    assert built(tmp_path / "words", []).search([("外资", 1.0)], limit=10) == []


@pytest.mark.parametrize(
    ("name", "allowed", "expected"),
    [
        ("no filter", Allowed(), [0, 1, 2, 3]),
        ("one person", Allowed(persons=frozenset({2})), [1, 2]),
        ("nobody", Allowed(persons=frozenset()), []),
        ("a person unknown here", Allowed(persons=frozenset({99})), []),
        ("one meeting", Allowed(meetings=frozenset({7})), [2, 3]),
        ("no meeting", Allowed(meetings=frozenset()), []),
        ("both ends of a period count", Allowed(since=date(2023, 1, 1), until=date(2024, 1, 1)), [0, 1]),
        ("an undated meeting lies in no period", Allowed(until=date(2030, 1, 1)), [0, 1, 2]),
        ("a period and a person", Allowed(persons=frozenset({2}), since=date(2024, 6, 1)), [2]),
        ("a period that runs backwards", Allowed(since=date(2025, 1, 1), until=date(2024, 1, 1)), []),
    ],
)
def test_filters(tmp_path: Path, name: str, allowed: Allowed, expected: list[int]) -> None:
    entries = [
        entry(0, "外资", date=date(2023, 1, 1), persons=(1,)),
        entry(1, "外资", date=date(2024, 1, 1), persons=(1, 2)),
        entry(2, "外资", date=date(2025, 1, 1), persons=(2,), meeting=7),
        entry(3, "外资", date=None, meeting=7),
    ]
    found = built(tmp_path / "words", entries).search([("外资", 1.0)], limit=10, allowed=allowed)
    assert [row for row, _ in found] == expected, name


def test_a_filter_does_not_change_scores(tmp_path: Path) -> None:
    index = built(tmp_path / "words", [entry(0, "外资", persons=(1,)), entry(1, "就业")])
    everywhere = index.search([("外资", 1.0)], limit=10)
    assert index.search([("外资", 1.0)], limit=10, allowed=Allowed(persons=frozenset({1}))) == everywhere


DAYS = st.none() | st.dates(date(2023, 1, 1), date(2023, 1, 6))
IDS = st.none() | st.frozensets(st.integers(1, 4), max_size=3)


@pytest.fixture(scope="module")
def filtered(tmp_path_factory: pytest.TempPathFactory) -> tuple[LexicalIndex, list[LexicalEntry]]:
    entries = [
        entry(
            row,
            "外资" if row % 3 else "就业",
            context="",
            meeting=row % 5,
            date=None if row % 11 == 0 else date(2023, 1, 1 + row % 6),
            persons=tuple(person for person in (1, 2, 3) if row % (person + 1) == 0),
        )
        for row in range(60)
    ]
    return built(tmp_path_factory.mktemp("lexical") / "words", entries), entries


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(persons=IDS, meetings=IDS, since=DAYS, until=DAYS)
def test_filters_agree_with_a_loop_over_all_passages(
    filtered: tuple[LexicalIndex, list[LexicalEntry]],
    persons: frozenset[int] | None,
    meetings: frozenset[int] | None,
    since: date | None,
    until: date | None,
) -> None:
    index, entries = filtered
    expected = []
    for one in entries:
        spoken = persons is None or any(person in persons for person in one.persons)
        held = meetings is None or one.meeting in meetings
        after = since is None or (one.date is not None and one.date >= since)
        before = until is None or (one.date is not None and one.date <= until)
        if one.body == "外资" and spoken and held and after and before:
            expected.append(one.row)
    allowed = Allowed(persons=persons, meetings=meetings, since=since, until=until)
    assert [row for row, _ in index.search([("外资", 1.0)], limit=100, allowed=allowed)] == expected


def test_how_often_a_word_stands_is_known(tmp_path: Path) -> None:
    index = built(tmp_path / "words", [entry(0, "外资"), entry(1, "利用外资"), entry(2, "就业")])
    assert index.document_frequency("外资") == 2


def test_a_folder_that_holds_no_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GenerationError, match="`python bot"):
        LexicalIndex.open(tmp_path)
