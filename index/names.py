"""Who is named in a text and with which office.

No recogniser is trained: a name is what stands between an office and a word that cannot be part of a name, or between
the start of a clause and a verb of speech. Patterns match the fold of the text; names are in the text's own characters.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

import rjieba

from index.nameforms import (
    COMMON_WORD,
    COMPOUND,
    FOREIGN,
    LAND,
    SURNAMES,
    can_be_japanese,
    can_be_name,
    is_no_word,
    is_word,
)
from index.offices import HEAD, office_start

_SAY = (
    "强调|指出|表示|认为|介绍|透露|宣布|重申|呼吁|告诉|坦言|直言|通报|分析|建议|回应|回答|提醒|叮嘱|勉励|解释|补充|"
    "承诺|希望|感谢|"
    "要求|提出|说明|证实|否认|谴责|警告|批评|赞赏|称赞|高度|积极|充分|衷心|诚挚|深情|动情|感慨|感叹|谈到|讲到|认真|"
    "郑重|严肃|说|称|讲|"
    "谈|问|答|致辞|致词|讲话|发言|演讲|反驳|质疑|主张|反映|答复|解读|讲解|反馈|祝贺|祝愿|祝|欢迎|期待|点评|总结|"
    "汇报|报告|述职|代表|"
)
_DO = (
    "主持|出席|参加|会见|会谈|会晤|陪同|宣读|作|做|部署|传达|宣讲|率|带队|带领|深入|走进|来到|前往|抵达|赴|到|察看|"
    "考察|调研|视察|"
    "检查|督导|督查|督办|暗访|走访|慰问|看望|观看|参观|听取|了解|询问|听|看|围绕|结合|针对|担任|兼任|当选|任|签署|"
    "签约|见证|"
    "揭牌|颁奖|发表|发布|发来|致|受|应邀|接受|接见|访问|访华|来华|抵京|逝世|去世|因|获|获得|荣获|列席|分别|先后|"
    "共同|一同|一起|"
    "一行|一致|一道|一口气|一边|一再|一直|一向|再次|多次|首先|最后|最近|随后|随即|当场|当天|当日|当即|当地|近日|"
    "日前|昨天|昨日|今天|今日|今年|"
    "上午|下午|晚|现场|详细|仔细|高兴|亲切|主动|亲自|带头|在|于|对|就|向|同|与|和|及|以及|等|的|为|是|将|也|还|又|"
    "都|均|则|并|有|从|由|"
    "给|把|把|让|用|以|通过|根据|按照|要|会上|会后|会见|会同|指导|推动|推进|研究|审议|参会|到会|讲授|授课|领学|"
    "牵头|负责|组织|"
    "安排|工作|带着|拿|站在|坐在|走|握着|翻开|算|举|蹲|指着|接过|听完|听罢|不|没|曾|已|始终|长期|批示|作为|特别|"
    "当前|家|夫妇|夫人|和夫人|"
    "同志|先生|女士|老人|一家|委员|主席|总书记|书记|总理|委员长|部长|主任|市长|县长|区长|省长|局长|院长|代表团|"
    "特别代表|介绍说|"
    "面对|来信|回信|贺信|复信|重要|关于|热情|连续|专门|迅速|立即|要求|立刻|再|则|与会|一一|频频|不断|饶有|举行|"
    "关注|邀请|率队|登上|登台|步入|乘坐|沿着|正在|正式|"
    "辞去|宣誓|提交|表态|履新|上任|此前|此次|此行|本人|他|她|使用|利用|下令|批准|推出|计划|拒绝|同意|决定|呼吁|"
    "敦促|威胁"
)
_AFTER = re.compile(rf"$|[^一-龥·]|(?:{_SAY}{_DO})")
_SAYS = re.compile(_SAY.rstrip("|"))
_STRONG = re.compile(rf"$|[^一-龥·]|(?:{_SAY.rstrip('|')})")
# After an office these mean that no name follows, even where the first character can be a surname.
_NO_NAME = re.compile(
    r"[^一-龥]|$|(?:强调|表示|主持|出席|参加|会见|会议|会谈|认为|介绍|指出|要求|提出|说|称|在|的|等|是|将|和|与|及|"
    r"对|就|同|也|还|都|均|以|为|"
    r"向(?!\w{2}(?:说|指|强|要|表|认|介|提))|级|们|团|府|处|会|办|室|部|院|层|一职|职务|职责|岗位|共|由|从|任|参|"
    r"负责|应(?!勇)|各|有关|"
    r"带队|带头|带领|先后|分别|通报|高度|当|当选|候选|人选|国|在内|之间|之一|时|后|前|中|不|没|把|让|给|领|亲自|签|"
    r"作|做|致|发|代表|"
    r"先生|女士|联盟|联合|一行|一道|一同|共同|集体|专题|主动|现场|所|到|率|来|去|走|见|听|看|听取|了解|深入|联席|"
    r"例会|办公|信箱|热线|接访|制|责任|包|"
    r"回应|回答|坦言|建议|提醒|谈|讲|问|答|证实|解释|算|感|想|最|能|可|要|必须|应该|及时|每|人|家|兼|、)"
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person with the offices the text gives, in the text's own characters and the order of appearance."""

    name: str
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A name at its place, with the office before it if there is one."""

    start: int
    end: int
    office_start: int


def find_people(text: str, folded: str) -> tuple[Person, ...]:
    """Return everyone named with an office, and everyone listed beside them, in order of appearance."""
    offices: dict[str, list[str]] = defaultdict(list)
    spelled: dict[str, str] = {}
    for found in sorted(_named_after_office(folded), key=lambda item: item.start):
        key = folded[found.start : found.end]
        spelled.setdefault(key, text[found.start : found.end])
        given = offices[key]
        office = text[found.office_start : found.start]
        if office and office not in given:
            given.append(office)
        for start, end in _listed_beside(folded, found.end):
            spelled.setdefault(folded[start:end], text[start:end])
            offices[folded[start:end]]  # known by name; an office may follow elsewhere
    for found in _named_before_office(folded):
        key = folded[found.start : found.end]
        spelled.setdefault(key, text[found.start : found.end])
        if not offices[key] and folded[found.end : found.office_start] != _ADDRESS:
            offices[key].append(text[found.end : found.office_start])
    for start, end in _lists_of_names(folded):
        spelled.setdefault(folded[start:end], text[start:end])
    for start, end in _speaking_without_office(folded, set(spelled)):
        spelled.setdefault(folded[start:end], text[start:end])
    return tuple(Person(spelled[key], tuple(offices.get(key, ()))) for key in spelled)


def _named_after_office(folded: str) -> list[_Found]:
    """Find names that follow an office."""
    found: list[_Found] = []
    floor = 0
    for head in HEAD.finditer(folded):
        start = head.end()
        beginning = office_start(folded, head.start(), floor=floor)
        end = name_end(folded, start, office=folded[beginning:start])
        if end is None:
            continue
        found.append(_Found(start, end, beginning))
        floor = end
    names = {folded[item.start : item.end] for item in [*found, *_named_before_office(folded)]}
    return [item for item in found if not _holds_name(folded[item.office_start : item.start], names)]


def _named_before_office(folded: str) -> list[_Found]:
    """Find names that an office follows: 习近平总书记, 赵乐际委员长; here `office_start` is where the office ends."""
    return [
        _Found(match.start(1), match.end(1), match.end(2))
        for match in _name_and_office().finditer(folded)
        if can_be_name(match.group(1)) and not LAND.match(match.group(1)) and is_no_word(match.group(1))
    ]


@cache
def _name_and_office() -> re.Pattern[str]:
    surnames = "".join(sorted(SURNAMES))
    before = r"(?:(?<=[，。；：！？,;:!?“”\s、在对就向和由同与据请彻为])|^)"
    return re.compile(rf"{before}([{surnames}][一-龥]{{1,2}})({_TITLES})(?!们|会议|级|团|处|府)", re.MULTILINE)


_ADDRESS = "同志"  # names nobody's office
# Of the offices that follow a name those that cannot be the second half of a body's name.
_TITLES = (
    "总书记|书记|主席|委员长|总理|部长|主任|局长|省长|市长|区长|县长|州长|秘书长|院长|检察长|校长|行长|会长|总统|"
    "首相|委员|常委|同志|教授|院士"
)


def _holds_name(office: str, names: set[str]) -> bool:
    """Whether the office stood after another name (习近平主席成功…), so that no new name follows it."""
    return any(name in office for name in names)


def name_end(folded: str, start: int, *, office: str = "") -> int | None:
    """Return where the name ends that starts at `start`, or None where none starts there.

    >>> text = "国务院总理李强主持召开会议"
    >>> text[5:name_end(text, 5)]
    '李强'
    """
    if _NO_NAME.match(folded, start) and not _is_name_after_all(folded, start):
        return None
    dotted = re.compile(r"[一-龥]{1,7}(?:·[一-龥a-z]{1,8})+").match(folded, start)
    if dotted:
        return _end_of_dotted(folded, start, dotted.end())
    ends = _possible_ends(folded, start)
    ends = [
        end
        for end in ends
        if (can_be_name(folded[start:end]) or can_be_japanese(folded[start:end], office))
        and not _runs_into_office(folded, start, end)
    ]
    if not ends:
        return _end_by_dictionary(folded, start)
    end = _best_end(folded, start, ends)
    return None if is_word(folded[start:end]) and not _SAYS.match(folded, end) else end


def _possible_ends(folded: str, start: int) -> list[int]:
    """Return the ends before a word that cannot be part of a name, up to the first one that surely is not."""
    ends = []
    for end in range(start + 2, min(start + 9, len(folded) + 1)):
        if _AFTER.match(folded, end):
            ends.append(end)
        if re.match(
            r"[^一-龥·]|$|强调|指出|表示|认为|介绍|要求|透露|主持|出席|会见|分别|通报|回应|汇报", folded[end : end + 2]
        ):
            break
    return ends


def _end_by_dictionary(folded: str, start: int) -> int | None:
    """End of the name that the segmenter sees, where what follows is no word we know."""
    word, tag = rjieba.tag(folded[start : start + 8])[0]
    plain = tag.startswith("nr") and 2 <= len(word) <= 4 and can_be_name(word)  # noqa: PLR2004 as above
    return start + len(word) if plain and word[0] in SURNAMES and not HEAD.search(word) else None


def _runs_into_office(folded: str, start: int, end: int) -> bool:
    """Whether another office begins inside the candidate: 总统特别顾问."""
    head = HEAD.search(folded, start, min(end + 3, len(folded)))
    return head is not None and head.start() < end


def _is_name_after_all(folded: str, start: int) -> bool:
    """Whether a surname that is also a common word (应勇, 和平) does begin a name: a verb of speech follows it."""
    if folded[start : start + 1] not in SURNAMES:
        return False
    return any(
        can_be_name(folded[start:end])
        and re.match(_SAY.rstrip("|"), folded[end : end + 2])
        and not _AFTER.match(folded, start + 1)
        and not is_word(folded[start:end])
        for end in (start + 2, start + 3)
        if end < len(folded)
    )


def _end_of_dotted(folded: str, start: int, longest: int) -> int:
    """End of a name with dots: the last part ends before a word that cannot be part of a name."""
    last = folded.rfind("·", start, longest) + 1
    for end in range(last + 1, longest):
        if _AFTER.match(folded, end):
            return end
    return longest


def _best_end(folded: str, start: int, ends: list[int]) -> int:
    """Choose among possible ends by what the text shows: 陈红红 is always 陈红红, 李强 is not always 李强主."""
    best = ends[0]
    for end in ends[1:]:
        short, long = folded[start:best], folded[start:end]
        only_long = folded.count(short) == folded.count(long)
        if only_long and folded[end - 1] not in "在对就向与将等的也还都均说称及" and _STRONG.match(folded, end):
            best = end
    return best


def _listed_beside(folded: str, end: int) -> list[tuple[int, int]]:
    """Names that go on a list after a name: 李强、赵乐际、王沪宁."""
    spans = []
    while folded[end : end + 1] == "、":
        start = end + 1
        stop = _list_item_end(folded, start)
        if stop is None:
            break
        spans.append((start, stop))
        end = stop
    return spans


_LIST_ITEM = re.compile(
    r"([一-龥]{2,4}|[一-龥]{1,7}(?:·[一-龥]{1,8})+)(?=、|等|和|与|[，。；,;)）]|$|出席|参加|列席|陪同|参会|先后|分别)"
)
_NAME_LIST = re.compile(
    r"(?:^|[，。；：,:;\s])((?:[一-龥·]{2,12}、){1,60}[一-龥·]{2,12}?)(?=等|出席|参加|列席|陪同|参会|先后|分别|"
    r"[，。；,;])"
)


def _list_item_end(folded: str, start: int) -> int | None:
    """End of a bare name inside a list, or None."""
    item = _LIST_ITEM.match(folded, start)
    if not item:
        return None
    name = item.group(1)
    plausible = "·" in name or (can_be_name(name) and name[0] in SURNAMES and not HEAD.search(name))
    return item.end(1) if plausible else None


def _lists_of_names(folded: str) -> list[tuple[int, int]]:
    """Find lists in which every item is a plausible Chinese name: 石泰峰、吴政隆、邵鸿参加座谈会."""
    spans = []
    for found in _NAME_LIST.finditer(folded):
        items, start = [], found.start(1)
        for item in found.group(1).split("、"):
            items.append((start, start + len(item)))
            start += len(item) + 1
        if all(_is_listed_name(folded[a:b]) for a, b in items):
            spans.extend(items)
    return spans


def _is_listed_name(name: str) -> bool:
    plausible = can_be_name(name) and name[0] in SURNAMES and not HEAD.search(name)
    return plausible and not LAND.match(name) and not is_word(name) and not COMMON_WORD.search(name)


_BARE = re.compile(
    r"(?:^|[，。；！？,;\n]|(?<=[时上中后前])，)(?P<name>[一-龥]{2,6}?)(?=(?:在[^，。；]{1,16})?(?:强调|指出|表示|"
    r"认为|介绍|透露|坦言|告诉|说|称)(?:[，,：:“了\"]|记者|，))"
)


def _speaking_without_office(folded: str, known: set[str]) -> list[tuple[int, int]]:
    """Names without any office before a verb of speech at the start of a clause: 乔丹告诉记者."""
    spans = []
    for found in _BARE.finditer(folded):
        name = found.group("name")
        if name in known or not _AFTER.match(folded, found.end("name")) or HEAD.search(name):
            continue
        chinese = name[0] in SURNAMES and len(name) <= 3 and can_be_name(name)  # noqa: PLR2004 as above
        compound = re.match(COMPOUND, name) and 3 <= len(name) <= 4  # noqa: PLR2004 as above
        if (chinese or compound or set(name) <= FOREIGN) and not COMMON_WORD.search(name):
            spans.append(found.span("name"))
    return spans
