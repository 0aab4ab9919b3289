"""Read a question: its text to a Question; follow-ups are filled in from the questions before them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.folding import fold
from retrieval.dates import DateMention, asks_for_latest, find_dates
from retrieval.glossary import Concept, Glossary
from retrieval.people import Named, People
from retrieval.periods import Period
from retrieval.question import Language, Link, Order, Question
from retrieval.speakers import Asked, whose_words
from retrieval.strangers import stranger
from retrieval.topic import Scaffolding, tidy, without

_ALWAYS = Period(None, None)
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]")
# After one of these a date belongs to the matter, not to the meeting: 怎么评价去年的经济.
_SPEECH = re.compile(r"[说讲谈]|强调|指出|评价|回顾|总结|表示|介绍|\b(?:handle|handled|achieve|reach)\b")
_ENGLISH_SPEECH = re.compile(
    r"\b(?:say|said|says|tell|told|ask|asked|announce|announced|speech|remarks|statement|message|words|stress|stressed|"
    r"urge|urged|propose|put|call|called|mention|mentioned|decide|decided|meeting|session|instructions|require|required|"
    r"demand|order|instruct|promise|pledge|want|wanted|think|see|stand|comment|respond|answer|set|lay|outline|emphasi[sz]e)\b"
)
_SAME_MEETING = re.compile(
    r"那次会?|这次会|同一次会?|那天的?会|(?<![一-龥])会上|"
    r"that (?:trip|meeting|visit|speech|occasion|call|session)|there\b"
)
_SAME_DAY = re.compile(r"同一天|同日|当天|那天|the same day|that day")
_AFTER_THAT = re.compile(r"后来|之后|later|afterwards|since then")
_PRONOUN = re.compile(r"(?<!其)[他她]们?|\b(?:he|she|they|his|her|their|him)\b")


@dataclass(frozen=True, slots=True)
class Understanding:
    """What is needed to understand a question over one generation."""

    people: People
    glossary: Glossary
    scaffolding: Scaffolding
    occurs: Callable[[str], bool]  # whether a folded word stands in the texts

    def read(self, text: str, *, previous: Sequence[str] = (), today: date) -> Question:
        """Return what a text asks, with what it leaves out taken from the questions before it, oldest first."""
        before: Question | None = None
        for earlier in previous:
            before = self._after(earlier, before, today)
        return self._after(text, before, today)

    def _after(self, text: str, before: Question | None, today: date) -> Question:
        """Read one text in the light of the question before it."""
        if before is None:
            return self._alone(text, today)
        following = self._alone(text, today, period=before.period)
        return self._follow(following, before) if _follows_up(following) else self._alone(text, today)

    def _alone(self, text: str, today: date, *, period: Period = _ALWAYS) -> Question:
        """Read one text for itself; offices are held as of its own period, or else the one given."""
        folded = fold(text)
        language = language_of(text, folded)
        dates = find_dates(folded, today=today)
        limits = [m for m in dates if not _belongs_to_matter(folded, m, language, today)]
        own = limits[0].period if limits else _ALWAYS
        latest = [span for span in asks_for_latest(folded) if not _inside(span, dates)]
        rest = without(folded, [*((m.start, m.end) for m in limits), *latest, *_references(folded)])
        asked = self._asked(text, rest, own if limits else period)
        topic = self.scaffolding.strip(without(rest, [(n.start, n.end) for n in asked.speakers]))
        speakers = frozenset(p for n in asked.speakers for p in n.persons) if asked.speakers else None
        return Question(
            text=text,
            language=language,
            topic=topic,
            shown="".join(a if b != " " else " " for a, b in zip(text, topic, strict=True)),
            concepts=self._concepts(topic, asked),
            speakers=speakers,
            named=asked.speakers,
            period=own,
            near=next((m.period for m in dates if m not in limits), _ALWAYS),
            order=Order.LATEST if latest else Order.RELEVANCE,
            people=self.people.display(sorted(speakers or ())),
            offices=tuple(
                text[n.start : n.end] if n.office in n.words else n.office for n in asked.speakers if n.office
            ),
            missing="、".join(text[n.start : n.end] for n in asked.speakers if not n.persons) or None,
            link=_link(folded),
        )

    def _asked(self, text: str, rest: str, period: Period) -> Asked:
        """Return whose words are asked for: by name or office, misspelled, or a stranger to the texts."""
        found = self.people.find(rest, period=period)
        if not any(named.persons for named in found):
            found = self.people.guess(rest, is_word=self._is_word, period=period) or found
        asked = whose_words(rest, [n for n in found if not _is_asked(rest, n)])
        if asked.speakers:
            return asked
        name = stranger(text, rest, is_known=self._is_word)
        if name is None:
            return asked
        at = text.index(name)
        return Asked((Named(at, at + len(name), name, ()),), asked.others)

    def _is_word(self, word: str) -> bool:
        """Say whether a folded word stands in the texts or is a known form."""
        return self.occurs(word) or self.glossary.knows(word)

    def _follow(self, question: Question, before: Question) -> Question:
        """Fill in what a follow-up leaves out: the person, the topic, the period."""
        keeps_speaker = not question.named and not _WHO_SPOKE.search(fold(question.text))
        keeps_period = (
            question.period == _ALWAYS and question.link is Link.NEAR and (_says_so(question) or keeps_speaker)
        )
        bare = not tidy(question.topic)
        background = " ".join(filter(None, [before.topic, before.background]))
        return replace(
            question,
            topic=before.topic if bare else question.topic,
            shown=before.shown if bare else question.shown,
            background="" if bare else background,
            concepts=before.concepts if bare else question.concepts,
            speakers=before.speakers if keeps_speaker else question.speakers,
            people=before.people if keeps_speaker else question.people,
            offices=before.offices if keeps_speaker else question.offices,
            named=before.named if keeps_speaker else question.named,
            missing=before.missing if keeps_speaker else question.missing,
            period=before.period if keeps_period else question.period,
            order=before.order if keeps_period and question.order is Order.RELEVANCE else question.order,
            before=before,
        )

    def _concepts(self, topic: str, asked: Asked) -> tuple[Concept, ...]:
        """Return what a topic asks for, with the names of the others who are named as the texts write them."""
        others = " ".join(name for n in asked.others for name in self.people.display(n.persons[:1]))
        return self.glossary.concepts(f"{topic} {fold(others)}")


def language_of(text: str, folded: str) -> Language:
    """Tell the language of a question: English where Latin words outweigh hanzi, traditional by its characters.

    >>> language_of("書記怎麼說", "书记怎么说"), language_of("PPT 怎么说", "ppt 怎么说")
    (<Language.TRADITIONAL: 'zh-Hant'>, <Language.SIMPLIFIED: 'zh-Hans'>)
    """
    han = [(a, b) for a, b in zip(text, folded, strict=True) if _HAN.match(a)]
    words = re.findall(r"[a-z]{2,}", folded)
    if not han or (len(words) > 3 and len(words) > len(han)):  # noqa: PLR2004 -- a sentence, not a name
        return Language.ENGLISH
    return Language.TRADITIONAL if any(a != b for a, b in han) else Language.SIMPLIFIED


def _belongs_to_matter(folded: str, mention: DateMention, language: Language, today: date) -> bool:
    """Say whether a date is part of what is asked about (2030年目标, cases in 2024) instead of when it was said."""
    if mention.loose or (mention.period.since is not None and mention.period.since > today):
        return True
    if not mention.year_only:
        return False
    if language is Language.ENGLISH:
        return not _ENGLISH_SPEECH.search(folded)
    return bool(_SPEECH.search(folded, 0, mention.start))


_WHO_SPOKE = re.compile(
    r"谁|哪位|哪些人|^(?:and |so |but )?who\b|\bwho (?:else )?(?:said|spoke|talked|mentioned|raised)\b"
)
_WHO = re.compile(r"(?:哪位|哪个|哪些|哪几位|什么|谁|which|what|who)\s*$")


def _is_asked(folded: str, named: Named) -> bool:
    """Say whether an office is what is asked for (哪位委员讲过), not who is asked about."""
    return named.office is not None and bool(_WHO.search(folded[: named.start]))


def _inside(span: tuple[int, int], dates: Sequence[DateMention]) -> bool:
    return any(m.start < span[1] and span[0] < m.end for m in dates)


def _references(folded: str) -> list[tuple[int, int]]:
    """Return the words that only point back: 那次会, 同一天, that trip, she."""
    return [m.span() for pattern in (_SAME_DAY, _SAME_MEETING, _AFTER_THAT, _PRONOUN) for m in pattern.finditer(folded)]


def _link(folded: str) -> Link:
    if _SAME_DAY.search(folded):
        return Link.SAME_DAY
    if _SAME_MEETING.search(folded):
        return Link.SAME_MEETING
    return Link.LATER if _AFTER_THAT.search(folded) else Link.NEAR


_FOLLOW_UP = re.compile(
    r"^(?:那么?|还有|另外|再|至于|and\b|what about|how about|also|then|but\b)|[呢]\W*$|"
    + _SAME_MEETING.pattern
    + "|"
    + _SAME_DAY.pattern
)
_SLIGHT = 3  # characters


def _follows_up(question: Question) -> bool:
    """Say whether a question leans on the one before it: it says so, it names nobody, or it has hardly a topic."""
    return _says_so(question) or not question.named or _is_slight(question)


def _says_so(question: Question) -> bool:
    """Say whether a question points back in words (那…呢, and…?, she, that trip) or by leaving its topic out."""
    folded = fold(question.text)
    return bool(_FOLLOW_UP.search(folded.strip()) or _PRONOUN.search(folded)) or not tidy(question.topic)


def _is_slight(question: Question) -> bool:
    """Say whether a topic is too slight to stand alone: 批示里, reports."""
    topic = tidy(question.topic)
    return len(topic.split()) <= 1 if topic.isascii() else len(topic) <= _SLIGHT
