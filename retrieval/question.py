"""A question's text to what it asks: topic, persons, offices, period, order, language; follow-ups filled in."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Language(StrEnum):
    """The language and script a question is written in."""

    SIMPLIFIED = "zh-Hans"
    TRADITIONAL = "zh-Hant"
    ENGLISH = "en"


class Order(StrEnum):
    """How the quotes are ordered."""

    RELEVANCE = "relevance"
    LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of a question, shown to the asker."""

    topic: str
    people: tuple[str, ...]  # persons the answer is limited to, by name; empty: anybody
    offices: tuple[str, ...]  # offices named in the question
    since: date | None
    until: date | None
    order: Order
    language: Language
    missing: str | None = None  # a person or office asked for who has no words in the scope
