"""Answers over a small invented corpus with a model made of nothing, and over docs/ with the shipped one."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fakes import FakeEncoder

from index.build import build
from index.cleaning import clean
from index.folding import fold
from index.reading import read_source
from index.repairs import Reason
from retrieval.answer import Answer, AnswerSettings, Library, Quote
from retrieval.evaluation import LabelledQuestion
from retrieval.question import Order
from retrieval.ranking import shipped_ranking

DOCS = Path(__file__).parents[2] / "docs"
TODAY = date(2026, 11, 22)
TEXTS = {
    "20240108-zhaoshang.txt": (
        "全市招商引资会议\n1月8日，市委书记方砚秋主持会议，市长沈柏川出席。\n"
        "方砚秋强调，要扩大利用外资，深耕欧洲装备制造企业。\n沈柏川指出，利用外资要看实效，签约以后要有人跟到底。\n"
    ),
    "20250307-ganbu.txt": (
        "全市领导干部会议\n3月7日，市委书记沈柏川、市长梁书瑶出席会议。\n"
        "沈柏川强调，要稳住利用外资，谁设门槛就查谁。要善待外资企业。\n梁书瑶表示，要办好教育，新增学位不少于九千个。\n"
    ),
    "20260310-zhaoshang.txt": (
        "全市稳外资会议\n3月10日，市委书记沈柏川主持会议。\n"
        "沈柏川指出，利用外资(zī)看的是环境(jìng)，留不留看的是信用。\n会议强调，利用外资的政策要一张清单公开。\n"
    ),
    "20260908-jiaoyu.txt": "全市教育会议\n9月8日，市长梁书瑶主持会议。\n梁书瑶强调，要办好教育，再增学位一万个。\n",
}
EVERYTHING = replace(shipped_ranking(), evidence={}, bias=9.0)  # whatever is found is held for an answer


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("answers")
    (folder / "docs").mkdir()
    for name, text in TEXTS.items():
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    build(folder / "docs", folder / "index", FakeEncoder())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("retrieval.answer.load_encoder", lambda *_, **__: FakeEncoder())
        patched.setattr("retrieval.answer.shipped_ranking", lambda: EVERYTHING)
        opened = Library.open(folder / "index", model="fake", root=folder, settings=AnswerSettings())
    with closing(opened.generation):
        yield opened


@pytest.fixture
def ask(library: Library) -> Callable[..., Answer]:
    def asking(text: str, *previous: str, limit: int | None = None) -> Answer:
        return library.answer(text, previous=previous, today=TODAY, limit=limit)

    return asking


Ask = Callable[..., Answer]


def speakers(answer: Answer) -> set[str | None]:
    return {quote.speaker for quote in answer.quotes}


def source_words(quote: Quote, docs: Path) -> str:
    """Return the slice of the file with its repairs applied one character at a time, without blanks."""
    source = read_source(docs / quote.source, name=quote.source)
    characters = list(source.text)
    for repair in clean(source).repairs:
        if repair.reason is not Reason.UNREADABLE:
            characters[repair.start : repair.end] = [repair.replacement, *[""] * (repair.end - repair.start - 1)]
    return "".join("".join(characters[quote.start : quote.end]).split())


class TestWhoseWords:
    @pytest.mark.parametrize("topic", ["利用外资", "教育", "太空旅游", "政策", "签约"])
    @pytest.mark.parametrize("person", ["方砚秋", "沈柏川", "梁书瑶"])
    def test_a_person_asked_for_is_the_only_one_quoted(self, ask: Ask, person: str, topic: str) -> None:
        answer = ask(f"{person}对{topic}怎么说")
        assert answer.understood.people == (person,)
        assert speakers(answer) <= {person}
        assert person not in {quote.speaker for quote in answer.others}

    @pytest.mark.parametrize(
        ("text", "person"),
        [
            ("2024年书记对外资怎么说", "方砚秋"),
            ("2026年书记对外资怎么说", "沈柏川"),
            ("书记对外资怎么说", "沈柏川"),
            ("書記對外資怎麼說", "沈柏川"),
            ("What did the secretary say about foreign investment?", "沈柏川"),
            ("What did Fang Yanqiu say about foreign investment?", "方砚秋"),
        ],
    )
    def test_an_office_or_a_spelling_leads_to_its_person(self, ask: Ask, text: str, person: str) -> None:
        answer = ask(text)
        assert speakers(answer) == {person}
        assert "外资" in answer.quotes[0].quote

    def test_without_a_person_everybody_is_heard(self, ask: Ask) -> None:
        assert speakers(ask("利用外资")) >= {"方砚秋", "沈柏川", "会议"}

    def test_a_stranger_has_said_nothing(self, ask: Ask) -> None:
        answer = ask("王书记对外资怎么说")
        assert (answer.answered, answer.quotes, answer.understood.missing) == (False, (), "王书记")

    def test_a_follow_up_changes_the_person_and_keeps_the_topic(self, ask: Ask) -> None:
        answer = ask("那方砚秋呢", "沈柏川对外资怎么说")
        assert speakers(answer) == {"方砚秋"}
        assert answer.understood.topic == "外资"


class TestWhen:
    @pytest.mark.parametrize("text", ["2019年对外资怎么说", "沈柏川2019年怎么说", "2026年1月方砚秋怎么说外资"])
    def test_a_period_without_words_gives_nothing(self, ask: Ask, text: str) -> None:
        answer = ask(text)
        assert (answer.answered, answer.quotes) == (False, ())

    def test_a_period_without_meetings_is_told_as_the_scope(self, ask: Ask) -> None:
        scope = ask("2019年对外资怎么说").scope
        assert (scope.meetings, scope.since, scope.until) == (0, None, None)

    def test_the_words_are_of_the_period_asked_for(self, ask: Ask) -> None:
        answer = ask("2025年对利用外资怎么说")
        assert {quote.date for quote in answer.quotes} == {date(2025, 3, 7)}
        assert (answer.scope.meetings, answer.scope.since) == (1, date(2025, 3, 7))

    def test_the_latest_words_come_first(self, ask: Ask) -> None:
        days = [quote.date for quote in ask("沈柏川最近怎么说").quotes]
        assert days == sorted(days, reverse=True)
        assert days[0] == date(2026, 3, 10)

    def test_the_latest_words_on_a_topic_come_first(self, ask: Ask) -> None:
        assert ask("梁书瑶最近一次谈教育").quotes[0].date == date(2026, 9, 8)


class TestQuotes:
    def test_are_no_more_than_asked_for(self, ask: Ask) -> None:
        everything = ask("利用外资").quotes
        assert len(everything) > 3
        assert ask("利用外资", limit=3).quotes == everything[:3]

    def test_are_ranked_from_one_with_falling_scores(self, ask: Ask) -> None:
        quotes = ask("利用外资").quotes
        assert [quote.rank for quote in quotes] == list(range(1, len(quotes) + 1))
        assert [quote.score for quote in quotes] == sorted((quote.score for quote in quotes), reverse=True)

    def test_are_one_a_paragraph(self, ask: Ask) -> None:
        places = [(quote.source, quote.paragraph) for quote in ask("利用外资").quotes]
        assert len(set(places)) == len(places)

    def test_are_the_same_when_asked_twice(self, ask: Ask) -> None:
        first, second = ask("沈柏川对外资怎么说"), ask("沈柏川对外资怎么说")
        assert replace(first, took_ms=0) == replace(second, took_ms=0)

    def test_leave_out_what_the_repairs_leave_out(self, ask: Ask) -> None:
        [quote] = ask("2026年沈柏川对外资怎么说").quotes
        assert quote.quote == "沈柏川指出，利用外资看的是环境，留不留看的是信用。"
        written = TEXTS[quote.source][quote.start : quote.end]
        assert written == "沈柏川指出，利用外资(zī)看的是环境(jìng)，留不留看的是信用。"

    @pytest.mark.parametrize(
        "change", [{"quote": "要缩小利用外资。"}, {"start": 0}, {"end": 5}, {"quote": ""}, {"quote": "外资(zī)"}]
    )
    def test_that_are_changed_do_not_stand(self, library: Library, ask: Ask, change: dict[str, object]) -> None:
        quote = ask("2026年沈柏川对外资怎么说").quotes[0]
        assert library.stands(quote)
        assert not library.stands(replace(quote, **change))  # type: ignore[arg-type]


class TestSamples:
    def test_every_quote_is_a_slice_of_its_file(self, sampled: Sequence[tuple[LabelledQuestion, Answer]]) -> None:
        quotes = [quote for _, answer in sampled for quote in (*answer.quotes, *answer.others)]
        assert len(quotes) > 100
        wrong = [quote for quote in quotes if source_words(quote, DOCS) != "".join(quote.quote.split())]
        assert wrong == []

    def test_every_quote_stands_in_its_paragraph(self, sampled: Sequence[tuple[LabelledQuestion, Answer]]) -> None:
        quotes = [quote for _, answer in sampled for quote in (*answer.quotes, *answer.others)]
        assert [quote for quote in quotes if not quote.quote or quote.quote not in quote.passage] == []

    def test_every_answer_keeps_its_own_rules(self, sampled: Sequence[tuple[LabelledQuestion, Answer]]) -> None:
        for _, answer in sampled:
            places = [(quote.source, quote.paragraph) for quote in answer.quotes]
            assert [quote.rank for quote in answer.quotes] == list(range(1, len(places) + 1))
            assert len(set(places)) == len(places) <= 10
            since, until = answer.understood.since or date.min, answer.understood.until or date.max
            if (since, until) != (date.min, date.max):
                assert all(quote.date and since <= quote.date <= until for quote in answer.quotes)

    def test_nobody_else_is_quoted_for_a_person(self, sampled: Sequence[tuple[LabelledQuestion, Answer]]) -> None:
        for _, answer in sampled:
            asked = set(map(fold, answer.understood.people))
            for quote in answer.quotes if asked else ():
                assert asked & {fold(name) for name in (quote.speaker or "").split("、")}

    @pytest.mark.parametrize(
        "text", ["太空旅游怎么说", "太空旅遊怎麼說", "what did the secretary say about space tourism"]
    )
    def test_what_nobody_spoke_of_is_not_found(self, shipped: Library, text: str) -> None:
        answer = shipped.answer(text, today=TODAY)
        assert (answer.answered, answer.scope.meetings) == (False, 19)

    @pytest.mark.parametrize(
        "text", ["书记对外资怎么说", "書記對外資怎麼說", "what did the secretary say about foreign investment"]
    )
    def test_the_secretary_speaks_of_foreign_investment_in_every_language(self, shipped: Library, text: str) -> None:
        first = shipped.answer(text, today=TODAY).quotes[0]
        assert (first.speaker, first.office) == ("沈柏川", "市委书记")
        assert "外资" in first.passage.replace("資", "资")


@pytest.mark.parametrize(("order", "shown"), [(Order.RELEVANCE, [0.2, 0.9]), (Order.LATEST, [0.9])])
def test_the_newest_words_come_first_only_where_they_answer(library: Library, order: Order, shown: list[float]) -> None:
    question = replace(library.understanding.read("外资", today=TODAY), order=order)
    [some, *_] = library.searcher.hits(question)
    hits = [replace(some, answers=0.2), replace(some, answers=0.9), replace(some, answers=0.5)]
    assert [hit.answers for hit in library._telling(question, hits)] == shown
