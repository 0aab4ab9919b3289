"""Dates in a question, in Chinese and English, to a period or an order, each with the words that said so."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from retrieval.datewords import READERS
from retrieval.periods import Period, year


@dataclass(frozen=True, slots=True)
class DateMention:
    """A period named in a question; start and end are the words that name it."""

    start: int
    end: int
    period: Period
    year_only: bool = False  # "in 2024": may belong to the matter rather than to the meeting
    loose: bool = False  # 2025年计划: surely belongs to the matter


def find_dates(fold: str, *, today: date) -> tuple[DateMention, ...]:
    """Return the periods named in a folded question, in order, ranges ("from A to B", "since A") joined.

    >>> [m.period.until.isoformat() for m in find_dates("去年10月书记怎么说", today=date(2026, 11, 22))]
    ['2025-10-31']
    """
    found: list[DateMention] = []
    for pattern, read in READERS:
        for match in pattern.finditer(fold):
            if any(match.start() < m.end and m.start < match.end() for m in found):
                continue
            try:
                period = read(match, today)
            except ValueError:  # 2月30日, month 13: not a date
                continue
            if period is not None:
                bare = _is_bare_year(match.group(), period)
                loose = bare and bool(_MATTER.match(fold, match.end()))
                found.append(DateMention(match.start(), match.end(), period, bare, loose))
    found.sort(key=lambda m: m.start)
    return tuple(_with_directions(fold, list(_joined(fold, found))))


_MATTER = re.compile(r"\s*(?:度|全年)?的?(?:计划|目标|预计|预期|远景|愿景|预算|规划|任务)")


def _is_bare_year(words: str, period: Period) -> bool:
    """Say whether the words name a whole year by its digits."""
    whole = period.since is not None and period == year(period.since.year)
    return whole and bool(re.search(r"(?:19|20)\d{2}", words))


_LATEST = re.compile(
    r"最近一次|最近一回|最新一次|最后一次|最新的?|最近|近来|近期|latest|most recent(?:ly)?|newest|last time|recently"
)


def asks_for_latest(fold: str) -> tuple[tuple[int, int], ...]:
    """Return where a folded question asks for the newest words ("最近一次", "the latest")."""
    return tuple(m.span() for m in _LATEST.finditer(fold))


_BETWEEN = re.compile(r"\s*(?:到|至|和|与|-|—|~|to|and|until|through)\s*(?:the\s+)?")


def _joined(fold: str, found: list[DateMention]) -> Iterator[DateMention]:
    """Join two mentions with 到, to or and between them into one range."""
    skip = False
    following: list[DateMention | None] = [*found[1:], None]
    for here, after in zip(found, following[: len(found)], strict=True):
        if skip:
            skip = False
        elif after is not None and _BETWEEN.fullmatch(fold, here.end, after.start):
            yield DateMention(here.start, after.end, _span(here.period, after.period, fold[after.start : after.end]))
            skip = True
        else:
            yield here


_YEAR_NAMED = re.compile(r"\d{4}|年|year")


def _span(first: Period, last: Period, words_of_last: str) -> Period:
    """Return the range from one period to another; an end without a year (到6月) takes the year of the beginning."""
    until = last.until
    if until and first.since and not _YEAR_NAMED.search(words_of_last) and until.year != first.since.year:
        last_day = calendar.monthrange(first.since.year, until.month)[1]
        until = date(first.since.year, until.month, min(until.day, last_day))
    return Period(first.since, until)


_SINCE_AFTER = re.compile(r"\s*(?:以来|以后|之后|后|起|至今|到现在|开始)")
_SINCE_BEFORE = re.compile(r"(?:自从|自|从|\bsince|\bafter|\bfrom)\s*(?:the\s+)?$")
_UNTIL_AFTER = re.compile(r"\s*(?:以前|之前|前(?!后)|为止)")
_UNTIL_BEFORE = re.compile(r"(?:\bbefore|\buntil|\bup to|截至|截止到?)\s*(?:the\s+)?$")


def _with_directions(fold: str, found: list[DateMention]) -> Iterator[DateMention]:
    """Open one end where the words around a mention say since or until."""
    for mention in found:
        lead, words = fold[max(0, mention.start - 12) : mention.start], fold[mention.start : mention.end]
        since_after = _SINCE_AFTER.match(fold, mention.end)
        until_after = _UNTIL_AFTER.match(fold, mention.end)
        period, end = mention.period, mention.end
        if since_after:
            period, end = Period(period.since, None), since_after.end()
        elif until_after:
            period, end = Period(None, _day_before(period.since)), until_after.end()
        elif _is_range(fold, mention):
            pass
        elif _SINCE_BEFORE.search(lead) or re.match(r"(?:since|after)\b", words):
            period = Period(period.since, None)
        elif _UNTIL_BEFORE.search(lead) or re.match(r"(?:before|until)\b", words):
            period = Period(None, _day_before(period.since))
        yield DateMention(mention.start, end, period, mention.year_only, mention.loose)


def _day_before(day: date | None) -> date | None:
    return day - timedelta(days=1) if day else None


def _is_range(fold: str, mention: DateMention) -> bool:
    """Say whether a mention already is a joined range."""
    return bool(re.search(r"到|至|\bto\b|\band\b|—|~", fold[mention.start : mention.end]))
