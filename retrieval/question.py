"""What a question asks: topic, persons, offices, period, order, language."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from retrieval.glossary import Concept, Term, terms_of
from retrieval.people import Named
from retrieval.periods import Period
from retrieval.topic import tidy


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
    shared: bool = False  # one name or office of the question fits all of the people


class Link(StrEnum):
    """How a follow-up refers to the meeting that answered the question before it."""

    SAME_MEETING = "same meeting"
    SAME_DAY = "same day"
    LATER = "later"
    NEAR = "near"  # nothing said: the same meeting is only likelier


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, as the search needs it."""

    text: str
    language: Language
    topic: str  # folded; persons, dates and the words of asking taken out
    shown: str  # the topic in the asker's own characters
    concepts: tuple[Concept, ...]  # what the topic asks for
    speakers: frozenset[int] | None  # whose words; None: anybody's; empty: somebody who is not in the corpus
    named: tuple[Named, ...]
    period: Period  # limits the answer
    near: Period  # only makes meetings of that time likelier
    order: Order
    people: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    missing: str | None = None
    background: str = ""  # folded topic of the questions before, for a follow-up
    before: "Question | None" = None  # the question this one follows up
    link: Link = Link.NEAR

    @property
    def terms(self) -> tuple[Term, ...]:
        """Return the tokens to search for, heaviest first."""
        return terms_of(self.concepts)

    def translated(self) -> str:
        """Return the likeliest Chinese of what an English topic asks for; empty for a Chinese one."""
        if self.language is not Language.ENGLISH:
            return ""
        likeliest = [c.forms[1].text for c in self.concepts if len(c.forms) > 1 and c.forms[1].weight >= 1.0]
        return " ".join(likeliest)

    def understood(self) -> Understood:
        """Return what is shown to the asker."""
        return Understood(
            tidy(self.shown),
            self.people,
            self.offices,
            self.period.since,
            self.period.until,
            self.order,
            self.language,
            self.missing,
            any(len(named.persons) > 1 for named in self.named),
        )
