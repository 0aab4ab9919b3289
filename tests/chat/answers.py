"""Answers for the tests of the faces."""

from datetime import date

from index.catalogue import Scope
from index.kind import Kind
from retrieval.answer import Answer, Quote
from retrieval.question import Language, Order, Understood


def quote(words: str = "把開放的大門越開越大。", **changes: object) -> Quote:
    """A quote of 徐纓, but for what is changed."""
    values = {
        "rank": 1,
        "score": 0.9,
        "quote": words,
        "passage": words,
        "speaker": "徐纓",
        "office": "市委書記",
        "kind": Kind.REPORTED,
        "certain": True,
        "unreadable": False,
        "meeting": "全市項目推進會",
        "date": date(2022, 12, 29),
        "source": "yancheng-20221229.txt",
        "paragraph": 5,
        "start": 10,
        "end": 20,
    }
    return Quote(**{**values, **changes})  # type: ignore[arg-type]


def understood(**changes: object) -> Understood:
    """A question of anybody on foreign investment, in English, but for what is changed."""
    values = {
        "topic": "foreign investment",
        "people": (),
        "offices": (),
        "since": None,
        "until": None,
        "order": Order.RELEVANCE,
        "language": Language.ENGLISH,
    }
    return Understood(**{**values, **changes})  # type: ignore[arg-type]


def answer(*quotes: Quote, scope: Scope | None = None, others: tuple[Quote, ...] = (), **changes: object) -> Answer:
    """An answer with these quotes to a question as in `understood`."""
    searched = scope or Scope(meetings=401, since=date(2022, 12, 29), until=date(2026, 8, 22))
    return Answer("the question", understood(**changes), quotes, searched, took_ms=1.0, others=others)
