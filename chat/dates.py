"""Dates, periods and counts as a person reads them, in each language; a phone breaks none of them over two lines."""

import calendar
from datetime import date, timedelta

from chat.texts import texts_in
from chat.width import unbroken
from retrieval.question import Language

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(when: date | None, language: Language) -> str:
    """Return one date.

    >>> breakable(day(date(2022, 12, 29), Language.SIMPLIFIED)), breakable(day(date(2022, 12, 29), Language.ENGLISH))
    ('2022年12月29日', '29 Dec 2022')
    """
    texts = texts_in(language)
    if when is None:
        return texts.undated
    return unbroken(texts.day.format(year=when.year, month=_month(when, language), day=when.day))


def period(since: date | None, until: date | None, language: Language) -> str:
    """Return a period, as short as it can be said; both ends are inside it.

    >>> breakable(period(date(2022, 1, 1), date(2022, 12, 31), Language.SIMPLIFIED))
    '2022年'
    >>> breakable(period(date(2022, 2, 1), date(2022, 2, 28), Language.ENGLISH))
    'Feb 2022'
    """
    texts = texts_in(language)
    if since and until:
        return _between(since, until, language)
    if since:
        return texts.since.format(since=day(since, language))
    if until:
        return texts.until.format(until=day(until, language))
    return texts.undated


def number(count: int, language: Language) -> str:
    """Return a count in digits.

    >>> number(1234, Language.ENGLISH), number(1234, Language.TRADITIONAL)
    ('1,234', '1234')
    """
    return f"{count:,}".replace(",", texts_in(language).thousands)


def meetings(count: int, language: Language) -> str:
    """Return how many meetings.

    >>> breakable(meetings(1, Language.ENGLISH)), breakable(meetings(401, Language.SIMPLIFIED))
    ('1 meeting', '401次会议')
    """
    texts = texts_in(language)
    return unbroken((texts.meetings_one if count == 1 else texts.meetings_many).format(count=number(count, language)))


def passages(count: int, language: Language) -> str:
    """Return how many passages.

    >>> breakable(passages(2, Language.ENGLISH))
    '2 passages'
    """
    texts = texts_in(language)
    return unbroken((texts.passages_one if count == 1 else texts.passages_many).format(count=number(count, language)))


def _between(since: date, until: date, language: Language) -> str:
    texts = texts_in(language)
    if since == until:
        return day(since, language)
    if (since, until) == (date(since.year, 1, 1), date(since.year, 12, 31)):
        return unbroken(texts.year.format(year=since.year))
    if since.day == 1 and until == _last_day_of_month(since):
        return unbroken(texts.month.format(year=since.year, month=_month(since, language)))
    return texts.from_to.format(since=day(since, language), until=day(until, language))


def _last_day_of_month(when: date) -> date:
    return when + timedelta(days=calendar.monthrange(when.year, when.month)[1] - 1)


def _month(when: date, language: Language) -> str | int:
    return _MONTHS[when.month - 1] if language is Language.ENGLISH else when.month
