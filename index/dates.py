"""The date of a meeting: from its text, from the name of its file, or from both where the text leaves out the year."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from operator import itemgetter
from pathlib import PurePosixPath

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
_YEAR = r"(?:19|20)\d{2}|二[〇○零]?[〇○零一二三四五六七八九]{2,3}"
_NUMBER = r"\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_FULL = re.compile(
    rf"(?P<year>{_YEAR})\s*(?:年|[-./])\s*(?P<month>{_NUMBER})\s*(?:月|[-./])\s*(?P<day>{_NUMBER})(?:日|号|(?!\d))"
)
_DAY = re.compile(rf"(?<![年\d])(?P<month>{_NUMBER})月(?P<day>{_NUMBER})[日号]")
_BARE_DAY = re.compile(r"(?<![月\d第至—－-])(?P<day>\d{1,2})日(?![内元游龄均益本常夜程志报后])")
# Of several days in a row the last one counts: 3月17日至18日.
_RANGE = re.compile(
    rf"(?P<month>(?:{_NUMBER})月)?(?:{_NUMBER})日(?:至|到|—|－|-|–)(?P<end>(?:{_NUMBER})月)?(?P<day>{_NUMBER})日"
)
_IN_NAME = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})[-_.年]?(?P<month>\d{2}|\d(?=月))[-_.月]?(?P<day>\d{2}|\d(?=日))(?!\d)"
)
_BROADCAST = re.compile(r"(?:^|/)\d{8}-\d{2}\.[a-z]+$")  # named after the day it was published
_NEAR = timedelta(days=10)
_LATE = timedelta(days=45)  # minutes may be published weeks after their meeting
_LEAD = 400  # characters in which a meeting says when it is held
_EARLY = 120  # characters in which "yesterday" is that of the meeting
# A day of something else: up to which day figures go, from when a rule holds, when the next meeting will be.
_OTHER_BEFORE = re.compile(r"(?:截至|截止到?|自|从|将于|将在|定于|拟于|到|至)(?:目前|今天|昨天)?[（(]?$")
_OTHER_AFTER = re.compile(
    r"(?:\d{1,2}[时点](?:\d{1,2}分?)?)?[)）]?(?:(?:至|到|—|－|-)(?=\d|今|昨|目)|以来|起|之前|以前|前(?![往来去])|电|讯)"
)
_CLOCK = r"(?:\s*(?:上午|下午|晚)?\s*\d{1,2}[:时点](?:\d{1,2})?(?:[:分](?:\d{1,2})?)?秒?)?"
_WEEKDAY = r"(?:\s*[(]?(?:星期|周)[一二三四五六日天][)]?)?"
_DATELINE = re.compile(
    rf"^[(\[]?\s*(?:{_FULL.pattern}){_WEEKDAY}{_CLOCK}\s*[)\]]?(?:\s*[·|]\s*\S{{2,20}})?$", re.MULTILINE
)
_TO_FIRST_REPORT = re.compile(r"(?:[^。\n]*\n)*[^\n]*")  # what follows tells of other days too
_STATED = re.compile(r"^(?:会议|开会|召开|座谈|活动)?(?:时间|日期)\s*:\s*(?P<when>[^\n]{4,40})$", re.MULTILINE)
_YESTERDAY = re.compile(r"昨[天日](?!\s*[(])")


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


def published_date(lines: Sequence[str]) -> date | None:
    """Return the first full date in folded lines that say when a text was published."""
    return next((found for line in lines if (found := read_date(line))), None)


def meeting_date(folded: str, name: str, *, published: date | None = None) -> date | None:
    """Return the date of the meeting.

    Minutes that state it go first. A day in the first paragraph goes before the file's name, the day of publishing and
    a line that holds only a date, where it is near one of them, the year being the one that brings them together
    (31 December in a file of 2 January is of the year before).
    """
    named = date_in_name(name)
    lead = _RANGE.sub(lambda days: f"{days['end'] or days['month'] or ''}{days['day']}日", folded[:_LEAD])
    alone = _DATELINE.search(lead)
    dateline = read_date(alone[0]) if alone else None
    report = _DATELINE.sub("", lead)
    first = _TO_FIRST_REPORT.match(report)[0]  # type: ignore[index]  # matches the empty string too
    anchors = [(named, _NEAR), (published, _LATE), (dateline, _LATE)]
    if stated := _stated(lead, [day for day, _ in anchors if day]):
        return stated
    for anchor, near in anchors:
        if anchor and (day := next((day for day in _days(first, anchor) if day <= anchor <= day + near), None)):
            return day
    if published and published - timedelta(1) != named and _YESTERDAY.search(report, 0, _EARLY):
        return published - timedelta(1)
    return (
        _anchor(named, published, dateline) or read_date(report) or _without_year(folded, report) or read_date(folded)
    )


def _anchor(named: date | None, published: date | None, dateline: date | None) -> date | None:
    """Return the best of what stands around the report; a file's name far behind the text is the day it was saved."""
    if named and published and named - published > _NEAR:
        return dateline if dateline and dateline <= published else published
    return named or min((day for day in (dateline, published) if day), default=None)


def _stated(lead: str, near: list[date]) -> date | None:
    """Return the day that minutes state on a line of its own: 会议时间:2024年3月5日上午."""
    for line in _STATED.finditer(lead):
        if full := read_date(line["when"]):
            return full
        day = _DAY.search(line["when"])
        if day and near:
            return _nearest(near[0], _number(day["month"]), _number(day["day"]))
    return None


def _days(report: str, anchor: date) -> list[date]:
    """Return the days a report names, in its order, each in the year or month that brings it nearest to `anchor`."""
    last_month = anchor.replace(day=1) - timedelta(days=1)
    found = [
        (match.start(), _date(_year(match["year"]), _number(match["month"]), _number(match["day"])))
        for match in _meant(_FULL, report)
    ]
    found += [
        (match.start(), _nearest(anchor, _number(match["month"]), _number(match["day"])))
        for match in _meant(_DAY, report)
    ]
    for match in _meant(_BARE_DAY, report):
        days = (_date(at.year, at.month, int(match["day"])) for at in (anchor, last_month))
        found.append((match.start(), next((day for day in days if day and day <= anchor), None)))
    return [day for _, day in sorted(found, key=itemgetter(0)) if day]


def _meant(pattern: re.Pattern[str], report: str) -> Iterator[re.Match[str]]:
    """Yield the days that may be the meeting's."""
    for match in pattern.finditer(report):
        before = _OTHER_BEFORE.search(report, max(match.start() - 6, 0), match.start())
        if not before and not _OTHER_AFTER.match(report, match.end()):
            yield match


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
