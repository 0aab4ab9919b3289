"""The title of a text: the line or lines at its top that look like one, else one made of its first sentence."""

import re
from pathlib import PurePosixPath

from index.folding import fold
from index.hanzi import HANZI
from index.names import find_people

_LONGEST_TITLE = 120
_LONGEST_LINE = 60  # characters of one of several lines of a title
_LONGEST_MADE = 40  # characters of a title made from the first sentence
_SHORTEST_CLAUSE = 8  # characters of a clause that makes a title by itself
_LOOKED_AT = 6  # paragraphs at the top in which a title may stand
_ENDS = re.compile(r"[。；！？…]|[，,：:、]$")
_SENTENCE = re.compile(r"[。！？；]")
_LABEL = re.compile(r"^(?:标题|题目|会议名称)\s*[::]\s*")
_HASHES = re.compile(r"^#{1,6}\s+")
_BRACKETED = re.compile(rf"^【(?P<title>[^【】]*[{HANZI}][^【】]{{7,}})】(?=$|[^{HANZI}《“「]|.*[。！？])")
_NUMBER = r"[\d一二三四五六七八九十○〇零]"
_NO_TITLE = re.compile(
    rf"[(\[]?\s*(?:{_NUMBER}{{2,4}}\s*[-./年]\s*{_NUMBER}{{1,3}}\s*[-./月]\s*{_NUMBER}{{1,3}}\s*[日号]?|{_NUMBER}{{1,3}}月{_NUMBER}{{1,3}}日)"
    r"[\s\d:时分秒上下中午·星期一二三四五六日]*[)\]]?(?:\s*[·|]\s*\S{2,20})?"
    r"|(?:[一-龥]{0,4}(?:时间|日期|地点|主持人?|出席|列席|参会人员|记录人?|来源|作者|单位|文号))\s*[::].*"
    r"|[(\[]?第?\s*[\d一二三四五六七八九十百〔〕\[\]()]+\s*[期号][)\]]?|.{0,12}[〔\[(]\d{4}[〕\])]第?\d+[号期]|[\W\d_]+"
)
_SUBTITLE = re.compile(r"^[—–-]{1,2}\s*\S")
_NOT_JOINED = re.compile(
    r"^[((\[【]|^[一二三四五六七八九十\d]+[、..]|^第.{1,3}[章节条部分]|[::]|\d{4}年\d{1,2}月\d{1,2}日"
    r"|(?:书记|市长|县长|区长|省长|镇长|主席|主任|局长|部长|总理|董事长|总经理|院长|校长|会长|秘书长|发言人|代表|委员)\s*[一-龥·]{2,4}$"
    r"|^[一-龥]{2,4}(?:[\s、]+[一-龥]{2,4})*$"
)
# 本报讯(记者 张三) · 新华社北京1月3日电(记者 李四) · 央视网消息(新闻联播):
_LEAD_IN = re.compile(
    r"^(?:(?:[(\[【][^()\[\]【】]{1,20}[)\]】])?\s*[一-龥·]{0,16}(?:\d{1,2}月\d{1,2}日)?(?:消息|报道|讯|电)\s*(?:[(\[【][^()\[\]【】]{1,30}[)\]】])?\s*"
    r"(?:[::]|(?<=[)\]】])|\s+|$)|[(\[](?:[一-龥]{0,4}记者|通讯员)[^()\[\]]{1,30}[)\]])\s*"
)
_CLOCK = r"(?:上午|下午|中午|晚上?|凌晨|傍晚)?(?:\d{1,2}[时点:]\d{0,2}分?)?"
_WHEN = re.compile(
    rf"(?:当地时间)?(?:今天|昨天|今日|昨日|今晚)(?:上午|下午|晚上?)?\s*(?:[(]{_NUMBER}{{1,3}}月?{_NUMBER}{{0,3}}日?[)])?(?:上午|下午|晚上?)?(?!是|起|开始|出版),?"
    rf"|(?:当地时间)?(?:{_NUMBER}{{4}}年)?(?:{_NUMBER}{{1,3}}月)?{_NUMBER}{{1,3}}日(?:(?:至|到|-|—){_NUMBER}{{1,3}}日)?{_CLOCK},?"
    r"|^(?:据[^,]{2,24}?(?:报道|消息|介绍)|应[^,]{2,30}?邀请|为(?:深入|全面|进一步|切实|贯彻|落实)[^,]{2,40}),|^(?:近日|日前|近期|连日来|今年以来|近年来|当天|当日|据悉|记者从.{2,16}?(?:获悉|了解到))(?:上午|下午)?,?|(?<=.)日前"
)
_OPEN_CLAUSE = re.compile(
    r"(?:称|公布|表示|说|指出|认为|获悉|显示|[《“「][^》”」]*),$"
)  # says nothing without the next
_HELD = re.compile(r"(?:^|,)(?P<event>[^,]{4,60}?会议?)(?:在[^,]{1,16}|今[天日])?(?:隆重|胜利)?(?:召开|举行|开幕|举办)")


def find_title(text: str, *, name: str, one_line: bool = False) -> str:
    r"""Return the title of a clean text; `name` is the file's path, whose stem is the title of a text without words.

    A second line that goes on with the title is part of it, unless it is known not to be (`one_line`). The first
    sentence gives the meeting that it says was held, or what somebody did, without the day and the offices.

    >>> find_title("市委常委会召开会议\n研究部署防汛工作\n5月30日，会议召开。", name="a.txt")
    '市委常委会召开会议 研究部署防汛工作'
    >>> find_title("1月3日上午，全市招商引資推進會召開。", name="a.txt")
    '全市招商引資推進會'
    """
    lines = text.split("\n", _LOOKED_AT)[:_LOOKED_AT]
    for number, line in enumerate(lines):
        if _is_no_title(line):
            continue
        if bracketed := _bracketed(line):
            return bracketed
        if not _is_title(line):
            return _made(lines[number:]) or PurePosixPath(name).stem
        return _plain(line) if one_line else _joined(lines[number:])
    return _made(lines) or PurePosixPath(name).stem


def _is_title(line: str) -> bool:
    return 0 < len(line) <= _LONGEST_TITLE and not _ENDS.search(line)


def _is_no_title(line: str) -> bool:
    """Tell whether a line is a date, a place, a number of the paper, or nothing but an agency's name."""
    folded = fold(line)
    return not line or bool(_NO_TITLE.fullmatch(folded)) or not _without_lead_in(line)


def _bracketed(line: str) -> str | None:
    """Return a title in brackets, alone or before the report, as posts have it."""
    found = _BRACKETED.match(line)
    return found["title"].strip() if found and len(found["title"]) <= _LONGEST_TITLE else None


def _joined(lines: list[str]) -> str:
    """Return the title that the first line starts, with the line below it where that goes on and a report follows."""
    title = _plain(lines[0])
    if len(lines) < 3 or len(title) > _LONGEST_LINE:  # noqa: PLR2004 two lines and the report
        return title
    second = lines[1]
    goes_on = _is_title(second) and len(second) <= _LONGEST_LINE and not _is_no_title(second)
    if not goes_on or not any(_SENTENCE.search(line) for line in lines[2:4]):
        return title
    if _SUBTITLE.match(second):
        return title + second
    folded = fold(second)
    if len(second) < 6 or _NOT_JOINED.search(folded) or _HASHES.match(second):  # noqa: PLR2004 a name, an office
        return title
    return f"{title} {second}"


def _plain(line: str) -> str:
    """Return a title without the mark of a heading or a label before it."""
    line = _HASHES.sub("", line)
    label = _LABEL.match(fold(line))
    return line[label.end() :] if label else line


def _made(lines: list[str]) -> str:
    """Return a title made from the first sentence."""
    line = next((line for line in lines if not _is_no_title(line)), "")
    sentence = _SENTENCE.split(_without_lead_in(line), maxsplit=1)[0]
    sentence = _without_offices(_cut(_WHEN, sentence).lstrip("，,、 "))
    made = _event(sentence) or _clauses(sentence)
    if len(made) > _LONGEST_MADE:
        made = made[:_LONGEST_MADE].rstrip("，,、") + "…"
    return made.rstrip("，,、：: ")


def _without_lead_in(line: str) -> str:
    lead_in = _LEAD_IN.match(fold(line))
    return line[lead_in.end() :].strip() if lead_in else line


def _cut(pattern: re.Pattern[str], words: str) -> str:
    """Return a text without what a pattern finds in its fold, which has a character for each of its own."""
    kept: list[str] = []
    at = 0
    for found in pattern.finditer(fold(words)):
        kept.append(words[at : found.start()])
        at = found.end()
    return "".join([*kept, words[at:]])


def _event(sentence: str) -> str | None:
    """Return the meeting that a sentence says was held: 全市项目推进会召开."""
    held = _HELD.search(fold(sentence))
    return sentence[held.start("event") : held.end("event")] if held else None


def _clauses(sentence: str) -> str:
    """Return as many clauses of a sentence as say something."""
    made = ""
    for clause in re.split("(?<=[，,])", sentence):
        open_clause = len(made) <= _SHORTEST_CLAUSE or _OPEN_CLAUSE.search(fold(made))
        if made and not open_clause:
            break
        made += clause
    return made


def _without_offices(sentence: str) -> str:
    """Return a sentence without the offices that stand before the person it starts with: 市委書記徐纓主持."""
    clause = re.split("[，,]", sentence, maxsplit=1)[0]
    for person in find_people(clause, fold(clause)):
        at = sentence.find(person.name)
        if at > 0 and any(sentence[:at].endswith(office) for office in person.offices):
            before = _before_offices(sentence[:at], person.offices)
            return sentence[at:] if not before else sentence
    return sentence


def _before_offices(words: str, offices: tuple[str, ...]) -> str:
    """Return what is left of the words before a name when its offices are taken away."""
    for office in sorted(offices, key=len, reverse=True):
        words = words.replace(office, "")
    return words.strip("、，, 和兼")
