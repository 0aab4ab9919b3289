"""The date of a meeting: from its text, from the name of its file, or from both where the text leaves out the year."""

import re
from datetime import date, timedelta
from pathlib import PurePosixPath

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
_YEAR = r"(?:19|20)\d{2}|二[〇○零]?[〇○零一二三四五六七八九]{2,3}"
_NUMBER = r"\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_FULL = re.compile(
    rf"(?P<year>{_YEAR})\s*(?:年|[-./])\s*(?P<month>{_NUMBER})\s*(?:月|[-./])\s*(?P<day>{_NUMBER})(?:日|号|(?!\d))"
)
_DAY = re.compile(rf"(?<![年\d])(?P<month>{_NUMBER})月(?P<day>{_NUMBER})[日号]")
_BARE_DAY = re.compile(r"(?<![月\d至—－-])(?P<day>\d{1,2})日(?=上午|下午|晚|在|召开|举行|主持|，|,|同|分别|会见)")
# Of several days in a row the last one counts: 3月17日至18日.
_RANGE = re.compile(
    rf"(?P<month>(?:{_NUMBER})月)?(?:{_NUMBER})日(?:至|到|—|－|-|–)(?P<end>(?:{_NUMBER})月)?(?P<day>{_NUMBER})日"
)
_IN_NAME = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})[-_.年]?(?P<month>\d{2}|\d(?=月))[-_.月]?(?P<day>\d{2}|\d(?=日))(?!\d)"
)
_BROADCAST = re.compile(r"(?:^|/)\d{8}-\d{2}\.[a-z]+$")  # named after the day it was published
_NEAR = timedelta(days=10)
_LEAD = 400  # characters in which a meeting says when it is held


def read_date(folded: str) -> date | None:
    """Return the first full date in a folded text: 2024年3月5日, 2024-03-05, 二〇二四年三月五日."""
    for match in _FULL.finditer(folded):
        found = _date(_year(match["year"]), _number(match["month"]), _number(match["day"]))
        if found:
            return found
    return None


def date_in_name(name: str) -> date | None:
    """Return the date in a file's name: 20250103-04.txt, yancheng-20221229.txt, 2024-03-05_市委常委会.md."""
    for part in reversed(PurePosixPath(name).parts):
        match = _IN_NAME.search(part)
        found = match and _date(int(match["year"]), int(match["month"]), int(match["day"]))
        if found:
            return found
    return None


def meeting_date(folded: str, name: str) -> date | None:
    """Return the date of the meeting.

    A day in the lead goes before the file's name where both are near each other, the year being the one that brings
    them together (31 December in a file of 2 January is of the year before).
    """
    named = date_in_name(name)
    lead = _RANGE.sub(lambda days: f"{days['end'] or days['month'] or ''}{days['day']}日", folded[:_LEAD])
    full = read_date(lead)
    if named is None:
        return full or _without_year(folded, lead) or read_date(folded)
    for candidate in _days(lead, named):
        if abs(candidate - named) <= _NEAR and candidate <= named:
            return candidate
    return named


def _days(lead: str, named: date) -> list[date]:
    """Return the days the lead names, in its order, each in the year or month that brings it nearest to `named`."""
    found: list[tuple[int, date]] = []
    for match in _FULL.finditer(lead):
        day = _date(_year(match["year"]), _number(match["month"]), _number(match["day"]))
        found += [(match.start(), day)] if day else []
    for match in _DAY.finditer(lead):
        near = _nearest(named, _number(match["month"]), _number(match["day"]))
        found += [(match.start(), near)] if near else []
    for match in _BARE_DAY.finditer(lead):
        days = [_date(at.year, at.month, int(match["day"])) for at in (named, named.replace(day=1) - timedelta(days=1))]
        past = [day for day in days if day and day <= named]
        found += [(match.start(), past[0])] if past else []
    return [day for _, day in sorted(found)]


def _nearest(named: date, month: int, day: int) -> date | None:
    found = [_date(named.year + step, month, day) for step in (-1, 0, 1)]
    return min((one for one in found if one), key=lambda one: abs(one - named), default=None)


def _without_year(folded: str, lead: str) -> date | None:
    """Return a day of the lead in the year that the text names most often, where it names one."""
    day = _DAY.search(lead)
    years = re.findall(r"(?<!\d)(20\d{2})年", folded)
    if not day or not years:
        return None
    year = max(sorted(set(years)), key=years.count)
    return _date(int(year), _number(day["month"]), _number(day["day"]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(written: str) -> int:
    return int(written) if written.isdigit() else int("".join(str(_DIGITS[character]) for character in written))


def _number(written: str) -> int:
    """Return the value of 3, 三, 十二 or 二十九."""
    if written.isdigit():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return _DIGITS[written]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
