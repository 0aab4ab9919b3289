"""Layouts that name the speaker at the head of a line: 张三：…, 问：/答：; and whole speeches after a salutation."""

import re
from dataclasses import dataclass

from index.nameforms import SURNAMES, can_be_name
from index.repairs import Span

_LABEL = re.compile(
    r"^[\s【\[]*(?P<name>[一-龥·]{1,12}?)(?:[(（](?P<office>[^()（）\n]{1,24})[)）])?[\]】]?\s*[:：]\s*"
)
_NOT_A_SPEAKER = re.compile(
    r"^(?:时间|地点|主持|主持人员|出席|列席|参加|参加人员|记录|记录人|整理|来源|标题|题目|主题|议题|日期|编辑|"
    r"责任编辑|责编|摘要|关键词|附件|附|注|备注|抄送|主送|"
    r"同志们|朋友们|各位.*|女士们|先生们|尊敬的.*|.*[是要求下]|其[一二三四]|第.*|[一二三四五六七八九十]+|"
    r"会议.*(?:指出|强调)|议程|电话|单位|发布|作者|通讯员|"
    r"缺席|请假|审核|校对|供稿|摄影|导语|编者按|会议时间|会议地点|出席人员|列席人员|主持者|内容提要|网址|链接|"
    r"链接地址|栏目|分类|版次|.*消息|.*讯|.*电|.*说|.*指出|.*强调|"
    r".*表示|.*介绍|.*如下|.*建议|.*名单|.*日|参会.*|人员|.*人员|记录员|中心任务|目标|原则|.*工程|.*视角)$"
)
_ASKER = re.compile(r"^(?:问|q|记者|提问|主持人|.{0,8}记者|网友)$")
_SALUTATION = re.compile(
    r"^(?:同志们|朋友们|各位[一-龥]{1,10}|女士们|先生们|尊敬的[一-龥]{1,20}|老师们|同学们|乡亲们|委员们|"
    r"代表们)[、，,：:！!]"
)
_CLOSING = re.compile(r"^(?:谢谢(?:大家)?|谢谢各位)[！!。.]?$")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One line that begins with the name of who speaks in it and in the lines after it."""

    start: int
    words: int  # where the words begin, after the colon
    name: Span
    office: str | None
    asks: bool  # a question to somebody: 问：, 记者：


def labelled_lines(text: str, folded: str, known: frozenset[str]) -> list[Labelled]:
    """Find lines headed by a speaker's name; one such line is chance, unless the name is known in the text."""
    found = []
    at = 0
    for line in folded.split("\n"):
        label = _LABEL.match(line)
        if label and not _NOT_A_SPEAKER.match(label.group("name")) and len(line) > label.end():
            name = Span(at + label.start("name"), at + label.end("name"))
            office = None
            if label.group("office"):
                office = text[at + label.start("office") : at + label.end("office")]
            found.append(Labelled(at, at + label.end(), name, office, bool(_ASKER.match(label.group("name")))))
        at += len(line) + 1
    names = [folded[item.name.start : item.name.end] for item in found]
    persons = all(name[0] in SURNAMES and can_be_name(name) for name in names)
    layout = persons or known.intersection(names) or any(item.asks for item in found) or len(set(names)) < len(names)
    if len(found) > 1 and layout:
        return found
    return [item for item in found if folded[item.name.start : item.name.end] in known]


def speech_start(folded: str) -> int | None:
    """Where a whole speech begins: the line with the salutation, if it stands among the first lines of the text."""
    at = 0
    for number, line in enumerate(folded.split("\n")):
        if number > 6:  # noqa: PLR2004 title, name, date, source, an editor's note
            return None
        if _SALUTATION.match(line.strip()) and (len(line) < 60 or number > 0):  # noqa: PLR2004 a salutation is short
            return at
        at += len(line) + 1
    return None
