"""Names of periods to their first and last day: years, halves, quarters, months, thirds of a month, seasons, feasts."""

import calendar
from datetime import date, timedelta
from typing import NamedTuple


class Period(NamedTuple):
    """A stretch of days, both ends included; None is open."""

    since: date | None
    until: date | None


# First day of the lunar year (Hong Kong Observatory's conversion tables).
_SPRING_FESTIVAL = {
    2012: (1, 23), 2013: (2, 10), 2014: (1, 31), 2015: (2, 19), 2016: (2, 8), 2017: (1, 28), 2018: (2, 16),
    2019: (2, 5), 2020: (1, 25), 2021: (2, 12), 2022: (2, 1), 2023: (1, 22), 2024: (2, 10), 2025: (1, 29),
    2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3), 2031: (1, 23), 2032: (2, 11),
}  # fmt: skip
# First days of the national congresses of the party, by number.
_CONGRESSES = {18: (2012, 11, 8), 19: (2017, 10, 18), 20: (2022, 10, 16)}
_FEASTS = {"元旦": (1, 1), "清明": (4, 4), "五一": (5, 1), "国庆": (10, 1)}
_FEAST_MARGIN = timedelta(days=10)
_SEASON_FIRST_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def year(number: int) -> Period:
    """Return a calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31))


def months(number: int, first: int, count: int = 1) -> Period:
    """Return `count` months from month `first` of a year on; the run may cross into the next year."""
    last_year, last = divmod(number * 12 + first - 1 + count - 1, 12)
    return Period(date(number, first, 1), date(last_year, last + 1, calendar.monthrange(last_year, last + 1)[1]))


def third(number: int, month: int, which: int) -> Period:
    """Return the first (0), middle (1) or last (2) ten days of a month.

    >>> third(2025, 4, 2)
    Period(since=datetime.date(2025, 4, 21), until=datetime.date(2025, 4, 30))
    """
    whole = months(number, month)
    first = date(number, month, 1 + 10 * which)
    return Period(first, whole.until if which == 2 else first + timedelta(days=9))  # noqa: PLR2004 -- the last third


def season(number: int, name: str) -> Period:
    """Return a season; a winter begins in the December of its year."""
    return months(number, _SEASON_FIRST_MONTH[name], 3)


def feast(number: int, name: str) -> Period:
    """Return the days around a feast (春节, 元旦, 清明, 五一, 国庆) of a year, or its month if the day is not known."""
    month, day = _SPRING_FESTIVAL.get(number, (2, 5)) if name == "春节" else _FEASTS[name]
    around = date(number, month, day)
    return Period(around - _FEAST_MARGIN, around + _FEAST_MARGIN)


def congress(number: int) -> Period | None:
    """Return the first day of a national congress of the party; None for one whose date is not known here."""
    if number not in _CONGRESSES:
        return None
    day = date(*_CONGRESSES[number])
    return Period(day, day)


def shift(month_of: date, count: int) -> tuple[int, int]:
    """Return year and month that lie `count` months after a day's month."""
    number, month = divmod(month_of.year * 12 + month_of.month - 1 + count, 12)
    return number, month + 1
