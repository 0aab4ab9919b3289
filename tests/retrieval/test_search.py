"""What the search returns and in which order, over a small invented corpus with a model made of nothing."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import numpy as np
import pytest
from fakes import FakeEncoder

from index.build import build
from index.generation import Generation
from index.kind import Kind
from retrieval.glossary import Concept, Form, Glossary
from retrieval.hits import Hit
from retrieval.periods import Period
from retrieval.places import Places
from retrieval.question import Language, Link, Order, Question
from retrieval.ranking import shipped_ranking
from retrieval.review import held
from retrieval.search import Searcher

TEXTS = {
    "20240105-a.txt": (
        "全市招商会议\n1月5日，市委书记徐缨主持会议。徐缨强调，要扩大利用外资。\n市长周斌指出，要抓好就业。\n"
    ),
    "20240105-b.txt": "全市项目会议\n1月5日，市长周斌出席会议。周斌指出，利用外资要看实效。\n",
    "20250206-c.txt": "全市开放会议\n2月6日，市委书记徐缨主持会议。徐缨强调，利用外资要稳中提质。\n",
    "undated.txt": "座谈纪要\n徐缨强调，利用外资的窗口要开在企业门口。\n",
}
ALWAYS = Period(None, None)
PLAIN = Glossary((), (), Places(()))


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generation]:
    folder = tmp_path_factory.mktemp("search")
    (folder / "docs").mkdir()
    for name, text in TEXTS.items():
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    build(folder / "docs", folder / "index", FakeEncoder())
    with closing(Generation.open(folder / "index", encoder_identity="fake@1")) as opened:
        yield opened


@pytest.fixture(scope="module")
def searcher(generation: Generation) -> Searcher:
    return Searcher.open(generation, FakeEncoder(), shipped_ranking())


@pytest.fixture(scope="module")
def ids(generation: Generation) -> dict[str, int]:
    return {person.name: person.id for person in generation.catalogue.people()}


def asking(topic: str, **given: object) -> Question:
    fields = {
        "text": topic,
        "language": Language.SIMPLIFIED,
        "topic": topic,
        "shown": topic,
        "concepts": PLAIN.concepts(topic),
        "speakers": None,
        "named": (),
        "period": ALWAYS,
        "near": ALWAYS,
        "order": Order.RELEVANCE,
    }
    return Question(**(fields | given))  # type: ignore[arg-type]


def sources(hits: list[Hit]) -> set[str]:
    return {hit.meeting.source for hit in hits}


def test_the_passage_with_the_words_comes_first(searcher: Searcher) -> None:
    first = searcher.hits(asking("利用外资看实效"))[0]
    assert first.passage.text == "周斌指出，利用外资要看实效。"
    assert (first.lexical_rank, first.meeting.source) == (1, "20240105-b.txt")


def test_hits_come_by_score_and_equal_scores_by_row(searcher: Searcher) -> None:
    keys = [(-hit.score, hit.passage.row) for hit in searcher.hits(asking("利用外资"))]
    assert len(keys) > 3
    assert keys == sorted(keys)


def test_the_same_question_gives_the_same_hits(searcher: Searcher) -> None:
    first, second = searcher.hits(asking("外资")), searcher.hits(asking("外资"))
    assert [(hit.passage.row, hit.score) for hit in first] == [(hit.passage.row, hit.score) for hit in second]


@pytest.mark.parametrize("topic", ["利用外资", "就业", "太空旅游", ""])
@pytest.mark.parametrize("name", ["徐缨", "周斌"])
def test_only_a_speakers_own_words_are_hits(searcher: Searcher, ids: dict[str, int], name: str, topic: str) -> None:
    hits = searcher.hits(asking(topic, speakers=frozenset({ids[name]})))
    assert {hit.passage.speaker for hit in hits} == {name}


def test_nobody_has_no_words(searcher: Searcher) -> None:
    assert searcher.hits(asking("利用外资", speakers=frozenset())) == []


@pytest.mark.parametrize("topic", ["利用外资", ""])
@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (date(2024, 1, 5), date(2024, 1, 5), {"20240105-a.txt", "20240105-b.txt"}),
        (date(2024, 1, 6), None, {"20250206-c.txt"}),
        (None, date(2024, 12, 31), {"20240105-a.txt", "20240105-b.txt"}),
        (date(2023, 1, 1), date(2023, 12, 31), set()),
    ],
)
def test_only_words_of_the_period_are_hits(
    searcher: Searcher, topic: str, since: date | None, until: date | None, found: set[str]
) -> None:
    assert sources(searcher.hits(asking(topic, period=Period(since, until)))) == found


def test_a_person_who_is_silent_in_the_period_gives_nothing(searcher: Searcher, ids: dict[str, int]) -> None:
    silent = asking("利用外资", speakers=frozenset({ids["周斌"]}), period=Period(date(2025, 1, 1), None))
    assert searcher.hits(silent) == []


def test_without_a_topic_the_newest_words_come_first_and_no_narration(searcher: Searcher) -> None:
    hits = searcher.hits(asking(" "))
    days = [hit.meeting.date or date.min for hit in hits]
    assert days == sorted(days, reverse=True)
    assert Kind.NARRATION not in {hit.passage.kind for hit in hits}
    assert hits[-1].meeting.source == "undated.txt"


@pytest.mark.parametrize(
    ("link", "found"),
    [
        (Link.SAME_DAY, {"20240105-a.txt", "20240105-b.txt"}),
        (Link.LATER, {"20240105-a.txt", "20240105-b.txt", "20250206-c.txt"}),
        (Link.NEAR, set(TEXTS)),
    ],
)
def test_a_follow_up_is_limited_by_how_it_points_back(searcher: Searcher, link: Link, found: set[str]) -> None:
    [before, *_] = searcher.hits(asking("看实效"))
    assert sources(searcher.hits(asking("利用外资", link=link), linked=before)) == found


def test_that_meeting_comes_first(searcher: Searcher) -> None:
    before = next(hit for hit in searcher.hits(asking("稳中提质")) if hit.meeting.source == "20250206-c.txt")
    first = searcher.hits(asking("利用外资", link=Link.SAME_MEETING), linked=before)[0]
    assert first.meeting.source == "20250206-c.txt"


def test_sentences_of_a_hit_stand_in_its_text(searcher: Searcher) -> None:
    for hit in searcher.hits(asking("利用外资")):
        assert len(hit.sentences) == len(hit.fit) > 0
        assert all(hit.passage.text[a:b].strip() == hit.passage.text[a:b] != "" for a, b in hit.sentences)


@pytest.mark.parametrize("topic", ['"', "AND OR NOT (", "外资:*", "\\", "\x00", "a" * 1000])
def test_marks_of_a_query_language_are_only_text(searcher: Searcher, topic: str) -> None:
    searcher.hits(asking(topic))


def test_what_is_held_is_a_share_by_rarity() -> None:
    common, rare = Concept("外资", (Form("外资", 1.0),)), Concept("窗口", (Form("窗口", 1.0), Form("门口", 0.25)))
    shares = held([(common, 1.0), (rare, 3.0)], ["外资的窗口", "外资", "窗口", "门口", "就业"])
    assert shares.tolist() == [1.0, 0.25, 0.75, 3 * 0.25**0.5 / 4, 0.0]


def test_nothing_asked_for_is_not_held() -> None:
    assert np.array_equal(held([], ["外资"]), np.zeros(1, np.float32))
