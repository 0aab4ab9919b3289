"""The words that name dates in Chinese and English: each pattern with how it is read, most telling first."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from retrieval.periods import Period, congress, feast, months, season, shift, third, year

_DIGITS = "〇零一二三四五六七八九十两0123456789"
_NUMBER = rf"[{_DIGITS}]{{1,3}}"
_YEAR = r"(?P<year>(?:19|20)\d{2}|[二][〇零一二三四五六七八九]{3}|(?<!\d)\d{2}(?=年))年?"
_RELATIVE_YEAR = r"(?P<relative>大前年|前年|去年|上一年|上年|今年|本年|明年)"
_PART = (
    r"(?P<part>年初|年中|年底|年末|岁末|上半年|下半年|第?[一二三四1234]季度|"
    r"春节|元旦|清明|五一|国庆|春天|春季|夏天|夏季|秋天|秋季|冬天|冬季|初|底)"
)
_MONTH = rf"(?P<month>{_NUMBER})月份?"
_DAY = rf"(?P<day>{_NUMBER})[日号]"
_THIRD = r"(?P<third>上旬|中旬|下旬|初|中|底|末)"

_ENGLISH_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ENGLISH_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_ENGLISH_NUMBERS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "first": 1, "second": 2, "third": 3, "fourth": 4,
}  # fmt: skip
_SEASONS = {"春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter", "fall": "autumn"}
_THIRDS = {"上旬": 0, "初": 0, "early": 0, "beginning": 0, "start": 0, "中旬": 1, "中": 1, "mid": 1, "middle": 1}
_UNITS = {"天": 1, "日": 1, "day": 1, "周": 7, "星期": 7, "week": 7}


def _number(text: str) -> int:
    """Read a Chinese or Arabic number below 100, or an English word.

    >>> _number("二十三"), _number("12"), _number("二〇")
    (23, 12, 20)
    """
    if text in _ENGLISH_NUMBERS:
        return _ENGLISH_NUMBERS[text]
    if text.isascii():
        return int(text)
    digits = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (digits[tens] if tens else 1) * 10 + (digits[ones] if ones else 0)
    return int("".join(str(digits[c]) for c in text))


def _year(match: re.Match[str], today: date) -> int | None:
    """Return the year a match names in digits or by 去年, or None."""
    groups = match.groupdict()
    if groups.get("year"):
        number = _number(groups["year"])
        return number + 2000 if number < 100 else number  # noqa: PLR2004 -- 25年 is 2025年
    if groups.get("relative"):
        word = groups["relative"]
        back = {"大前年": 3, "前年": 2, "去年": 1, "上一年": 1, "上年": 1, "明年": -1, "last year": 1}
        return today.year - back.get(word, 0)
    return None


def _latest_past(month: int, today: date) -> int:
    """Return the year of the last such month that has begun."""
    return today.year if month <= today.month else today.year - 1


def _read_part(number: int, part: str) -> Period:
    """Return a named part of a year."""
    if part in {"春节", "元旦", "清明", "五一", "国庆"}:
        return feast(number, part)
    if part[0] in "春夏秋冬":
        return season(number, _SEASONS[part[0]])
    if part.endswith("季度"):
        return months(number, 3 * _number(part.strip("第季度")) - 2, 3)
    return {
        "年初": months(number, 1, 2), "初": months(number, 1, 2), "年中": months(number, 5, 3),
        "上半年": months(number, 1, 6), "下半年": months(number, 7, 6),
    }.get(part, months(number, 11, 2))  # fmt: skip


def _read_chinese(match: re.Match[str], today: date) -> Period | None:
    groups = match.groupdict()
    number = _year(match, today)
    if groups.get("part"):
        return _read_part(_part_year(groups["part"], today) if number is None else number, groups["part"])
    if not groups.get("month"):
        return None if number is None else year(number)
    month = _number(groups["month"])
    if number is None:
        number = _latest_past(month, today)
    if groups.get("day"):
        day = date(number, month, _number(groups["day"]))
        return Period(day, day)
    if groups.get("third"):
        return third(number, month, _THIRDS.get(groups["third"], 2))
    return months(number, month) if 1 <= month <= 12 else None  # noqa: PLR2004 -- months of a year


def _part_year(part: str, today: date) -> int:
    """Return the year of the last such part that has begun: 春节 asked in November is this year's."""
    begun = _read_part(today.year, part).since
    return today.year if begun is not None and begun <= today else today.year - 1


def _read_relative_month(match: re.Match[str], today: date) -> Period:
    back = {"上上": 2, "上": 1, "last": 1, "previous": 1}.get(match["which"].removesuffix("个").strip(), 0)
    return months(*shift(today, -back))


def _read_week(match: re.Match[str], today: date) -> Period:
    monday = today - timedelta(days=today.weekday())
    weeks = {"上上": 2, "上": 1, "last": 1}.get(match["which"].removesuffix("个").strip(), 0)
    first = monday - timedelta(weeks=weeks)
    return Period(first, first + timedelta(days=6))


def _read_day_word(match: re.Match[str], today: date) -> Period:
    back = {"今天": 0, "今日": 0, "today": 0, "昨天": 1, "昨日": 1, "yesterday": 1, "前天": 2}[match.group()]
    day = today - timedelta(days=back)
    return Period(day, day)


def _read_past_stretch(match: re.Match[str], today: date) -> Period:
    """Read 近三个月, 过去半年, the past two weeks: a stretch that ends today."""
    count = 1 if match["count"] in {"", "半", None} else _number(match["count"])
    unit = match["unit"].removesuffix("s")
    if unit in _UNITS:
        return Period(today - timedelta(days=count * _UNITS[unit]), today)
    total = count * 12 if unit in {"年", "year"} else count
    if match["count"] == "半":
        total = 6
    number, month = shift(today, -total)
    return Period(months(number, month).since, today)


def _read_ago(match: re.Match[str], today: date) -> Period:
    """Read 三个月前, two years ago: the month or year, not the day, is meant."""
    count, unit = _number(match["count"]), match["unit"].removesuffix("s")
    if unit in _UNITS:
        day = today - timedelta(days=count * _UNITS[unit])
        return Period(day - timedelta(days=_UNITS[unit] // 2), day + timedelta(days=_UNITS[unit] // 2))
    return year(today.year - count) if unit in {"年", "year"} else months(*shift(today, -count))


def _english_month(match: re.Match[str]) -> int:
    return _ENGLISH_MONTHS.index(match["month"][:3]) + 1


def _read_english(match: re.Match[str], today: date) -> Period:
    groups = match.groupdict()
    month = _english_month(match)
    number = _year(match, today)
    if groups.get("lastword"):  # "last June": the June before this year's unless it has not come yet
        number = _latest_past(month, today) - (1 if groups["lastword"] == "last" and month >= today.month else 0)
    if number is None:
        number = _latest_past(month, today)
    if groups.get("day"):
        day = date(number, month, int(groups["day"]))
        return Period(day, day)
    if groups.get("third"):
        return third(number, month, _THIRDS.get(groups["third"], 2))
    return months(number, month)


def _read_english_part(match: re.Match[str], today: date) -> Period:
    """Read quarters, halves, seasons and ends of a year."""
    part, number = match["part"], _year(match, today) or today.year
    if match.groupdict().get("season"):
        name = _SEASONS.get(match["season"], match["season"])
        if match["which"] == "last" and not match["year"]:
            period = season(today.year, name)
            return period if period.until is not None and period.until < today else season(today.year - 1, name)
        return season(number, name)
    which = _ENGLISH_NUMBERS.get(part.split()[0], 1)
    if "quarter" in part:
        return months(number, 3 * which - 2, 3)
    if "half" in part:
        return months(number, 6 * which - 5, 6)
    return months(number, 1, 2) if part in {"beginning", "start", "early"} else months(number, 11, 2)


def _read_english_year(match: re.Match[str], today: date) -> Period:
    return year(_year(match, today) or today.year - {"last": 1, "this": 0}.get(match["which"] or "", 0))


def _read_congress(match: re.Match[str], _: date) -> Period | None:
    """Read a congress that something is counted from: 二十大以来, since the 20th Party Congress."""
    groups = match.groupdict()
    return congress(_number(groups["chinese"]) if groups.get("chinese") else int(groups["english"]))


_ENGLISH_YEAR = r"(?P<year>(?:19|20)\d{2})"
_ENGLISH_RELATIVE = r"(?P<relative>last year|this year)"
_OF_YEAR = rf"(?:,?\s*(?:of\s+)?(?:{_ENGLISH_YEAR}|{_ENGLISH_RELATIVE}))"
Reader = Callable[[re.Match[str], date], Period | None]
READERS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"(?P<year>(?:19|20)\d{2})[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?(?!\d)", _read_chinese),
        (
            rf"(?:{_YEAR}|{_RELATIVE_YEAR})的?(?:{_MONTH}(?:{_DAY}|{_THIRD})?|{_PART})(?:前后|期间|那会儿?|时候)?",
            _read_chinese,
        ),
        (rf"(?<![{_DIGITS}]){_MONTH}(?:{_DAY}|{_THIRD})?", _read_chinese),
        (
            (r"(?:近|最近|过去|这)(?P<count>半|[一二三四五六七八九十两\d]{1,2})?个?"
            r"(?P<unit>年|月|周|星期|天)(?:以?来|里|内|间)?"),
            _read_past_stretch,
        ),
        (r"(?P<count>[一二三四五六七八九十两\d]{1,2})个?(?P<unit>年|月|周|星期|天)(?:以?前)", _read_ago),
        (rf"{_YEAR}(?<=年)(?!代)|{_RELATIVE_YEAR}", _read_chinese),
        (
            r"(?P<part>年初|年底|年末|岁末|上半年|下半年|第?[一二三四1234]季度|春节|元旦|国庆)(?:前后|期间|假期)?",
            _read_chinese,
        ),
        (r"(?P<which>上上个?|上个?|本|这个?)月", _read_relative_month),
        (r"(?P<which>上上个?|上个?|本|这个?)(?:周|星期|礼拜)", _read_week),
        (r"今天|今日|昨天|昨日|前天|\btoday\b|\byesterday\b", _read_day_word),
        (rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_ENGLISH_MONTH}{_OF_YEAR}?\b", _read_english),
        (rf"\b{_ENGLISH_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d){_OF_YEAR}?\b", _read_english),
        (
            (r"\b(?:the\s+)?(?:(?P<third>early|beginning|start|mid|middle|late|end)[\s-]+(?:of\s+)?)"
            rf"{_ENGLISH_MONTH}{_OF_YEAR}?\b"),
            _read_english,
        ),
        (rf"\b(?P<lastword>last|this past)\s+{_ENGLISH_MONTH}(?!\s+year)\b", _read_english),
        (rf"\b{_ENGLISH_MONTH}{_OF_YEAR}\b", _read_english),
        (rf"\b(?:in|since|during|from|before|after|until|by|of|to|and|between)\s+{_ENGLISH_MONTH}\b", _read_english),
        (
            (r"\b(?P<part>(?:first|second|third|fourth)\s+(?:quarter|half)|(?:beginning|start|early|end|late))"
            rf"{_OF_YEAR}\b"),
            _read_english_part,
        ),
        (
            (r"\b(?P<part>(?P<which>last|this|the)?\s*(?P<season>spring|summer|autumn|fall|winter))"
            rf"(?:\s+(?:of\s+)?{_ENGLISH_YEAR})?\b"
            r"(?<!the spring)(?!\s+(?:festival|plough|plant|sow|harvest|grain|farm))"),
            _read_english_part,
        ),
        (
            (r"\b(?:the\s+)?(?:past|last|previous)\s+(?P<count>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve)"
            r"\s+(?P<unit>days?|weeks?|months?|years?)\b"),
            _read_past_stretch,
        ),
        (
            (r"\b(?P<count>\d{1,2}|a|one|two|three|four|five|six|seven|eight|nine|ten)"
            r"\s+(?P<unit>days?|weeks?|months?|years?)\s+ago\b"),
            _read_ago,
        ),
        (r"\b(?P<which>last|this|previous)\s+month\b", _read_relative_month),
        (r"\b(?P<which>last|this)\s+week\b", _read_week),
        (
            (r"\b(?P<which>last|this)\s+year\b"
            rf"|\b(?:in|since|during|throughout|before|after|until|of)\s+{_ENGLISH_YEAR}\b"),
            _read_english_year,
        ),
        (r"(?:党的)?(?P<chinese>十八|十九|二十)大(?:召开)?(?=以来|之后|以后|后)", _read_congress),
        (
            (
                r"(?:(?<=since )|(?<=after )|(?<=since the )|(?<=after the ))"
                r"(?P<english>18|19|20)th\s+(?:cpc\s+|national\s+|party\s+)*congress"
            ),
            _read_congress,
        ),
    )
)  # fmt: skip
