"""Who is named in a text and with which office; and every place where one of them is mentioned.

No recogniser is trained: a name is what stands between an office and a word that cannot be part of a name, or between
the start of a clause and a verb of speech. Patterns match the fold of the text; names are in the text's own characters.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

import rjieba

from index.offices import AFTER_NAME, HEAD, office_start

_SURNAMES = set(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史"
    "唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝"
    "董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔"
    "吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘"
    "景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀"
    "郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚"
    "那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仉督岳帅缑亢况有琴归海墨哈谯笪年爱阳佟商牟佘佰谌信铁兰咸隋邝闫肖付代覃苟"
    "战柒原初绳官仝谷种晋楚鄢冼植揭卿鹿展丛曲涂矫迟练尧苑青粟修候危诺咎仁户格员衣刀玉才鄺逯释奉郇隽管蹇呼延但降令漆腾闪宛旦闭禤"
)
_COMPOUND = (
    "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|"
    "钟离|长孙|宇文|司徒|鲜于|司空|令狐|百里|呼延|巫马|公良|漆雕|乐正|宰父|谷梁|拓跋|夹谷|轩辕|段干|百里|东郭|南门|羊舌|微生|梁丘|"
    "左丘|东门|西门|第五|阿布都|买买提"
)
_SAY = (
    "强调|指出|表示|认为|介绍|透露|宣布|重申|呼吁|告诉|坦言|直言|通报|分析|建议|回应|回答|提醒|叮嘱|勉励|解释|补充|承诺|希望|感谢|"
    "要求|提出|说明|证实|否认|谴责|警告|批评|赞赏|称赞|高度|积极|充分|衷心|诚挚|深情|动情|感慨|感叹|谈到|讲到|认真|郑重|严肃|说|称|讲|"
    "谈|问|答|致辞|致词|讲话|发言|演讲|反驳|质疑|主张|祝贺|祝愿|祝|欢迎|期待|点评|总结|汇报|报告|述职|代表|"
)
_DO = (
    "主持|出席|参加|会见|会谈|会晤|陪同|宣读|作|做|部署|传达|宣讲|率|带队|带领|深入|走进|来到|前往|抵达|赴|到|察看|考察|调研|视察|"
    "检查|督导|督查|督办|暗访|走访|慰问|看望|观看|参观|听取|了解|询问|听|看|围绕|结合|针对|担任|兼任|当选|任|签署|签约|见证|"
    "揭牌|颁奖|发表|发布|发来|致|受|应邀|接受|接见|访问|访华|来华|抵京|逝世|去世|因|获|获得|荣获|列席|分别|先后|共同|一同|一起|"
    "一行|一致|一道|一口气|一边|一再|一直|一向|再次|多次|首先|最后|最近|随后|随即|当场|当天|当日|当即|当地|近日|日前|昨天|昨日|今天|今日|今年|"
    "上午|下午|晚|现场|详细|仔细|高兴|亲切|主动|亲自|带头|在|于|对|就|向|同|与|和|及|以及|等|的|为|是|将|也|还|又|都|均|则|并|有|从|由|"
    "给|把|把|让|用|以|通过|根据|按照|要|会上|会后|会见|会同|指导|推动|推进|研究|审议|参会|到会|讲授|授课|领学|牵头|负责|组织|"
    "安排|工作|带着|拿|站在|坐在|走|握着|翻开|算|举|蹲|指着|接过|听完|听罢|不|没|曾|已|始终|长期|批示|作为|特别|当前|家|夫妇|夫人|和夫人|"
    "同志|先生|女士|老人|一家|委员|主席|总书记|书记|总理|委员长|部长|主任|市长|县长|区长|省长|局长|院长|代表团|特别代表|介绍说|"
    "面对|来信|回信|贺信|复信|重要|关于|热情|连续|专门|迅速|立即|要求|立刻|再|则|与会|一一|频频|不断|饶有|举行|关注|邀请|率队|登上|登台|步入|乘坐|沿着|正在|正式|"
    "辞去|宣誓|提交|表态|履新|上任|此前|此次|此行|本人|他|她|使用|利用|下令|批准|推出|计划|拒绝|同意|决定|呼吁|敦促|威胁"
)
_AFTER = re.compile(rf"$|[^一-龥·]|(?:{_SAY}{_DO})")
_STRONG = re.compile(rf"$|[^一-龥·]|(?:{_SAY.rstrip('|')})")
# After an office these mean that no name follows, even where the first character can be a surname.
_NO_NAME = re.compile(
    r"[^一-龥]|$|(?:强调|表示|主持|出席|参加|会见|会议|会谈|认为|介绍|指出|要求|提出|说|称|在|的|等|是|将|和|与|及|对|就|同|也|还|都|均|以|为|"
    r"向(?!\w{2}(?:说|指|强|要|表|认|介|提))|级|们|团|府|处|会|办|室|部|院|层|一职|职务|职责|岗位|共|由|从|任|参|负责|应(?!勇)|各|有关|"
    r"带队|带头|带领|先后|分别|通报|高度|当|当选|候选|人选|国|在内|之间|之一|时|后|前|中|不|没|把|让|给|领|亲自|签|作|做|致|发|代表|"
    r"先生|女士|联盟|联合|一行|一道|一同|共同|集体|专题|主动|现场|所|到|率|来|去|走|见|听|看|听取|了解|深入|联席|例会|办公|信箱|热线|接访|制|责任|包|"
    r"回应|回答|坦言|建议|提醒|谈|讲|问|答|证实|解释|算|感|想|最|能|可|要|必须|应该|及时|每|人|家|兼|、)"
)
_NOT_IN_NAME = set(
    "的了是不并其等们这那些各我你他她它也还都被把或且则吗呢吧啊说级团府处部局厅署委办所区县省市镇乡村州第每该此"
)
_FOREIGN = set(
    "阿埃艾爱安昂奥澳巴白班邦鲍贝本比彼毕别宾波伯博布查达大代戴丹当道德登邓狄迪蒂丁东都杜顿多俄厄恩尔法范菲费芬丰弗佛夫福富盖甘冈高戈"
    "哥格根贡古瓜圭郭哈海汉豪赫黑亨洪侯胡华怀惠霍基吉加贾简杰金津卡凯坎康考柯科可克肯孔库夸昆拉莱赖兰朗劳勒雷李里力利莉连良廖列林"
    "琳龙隆卢鲁路伦罗洛吕马玛迈麦曼芒毛梅门蒙孟米密敏明莫默姆木穆拿娜纳乃南内尼涅宁纽努诺欧帕派潘庞佩蓬皮平珀普奇齐恰乔切琴琼丘屈"
    "让热日茹瑞若萨塞赛桑瑟森沙珊山尚绍舍申圣施什石史斯丝寺松苏素索塔泰坦汤唐陶特腾提廷通图土托瓦万旺威维韦魏温文翁沃乌武西希锡夏"
    "香肖谢辛欣兴雄休许雪雅亚延扬杨叶耶伊易因英尤于约云赞泽扎詹张兆哲珍芝治朱茨兹祖佐左思士赞尔妮娃娅丽莎蕾薇黛茜婷贡颂差隆钦素连朔特劳法芭碧玻勃柏铂残曹策茶柴昌常楚川春茨慈次措戴岱戈歌葛隔根耿宫谷顾关光桂滚国果荷贺红虎华环浑霍姬济佳嘉江娇捷洁今京居君喀坷科肯克空库蒯宽奎昆廓腊来勒泪棱黎理丽良烈玲陵留柳龙娄禄旅绿轮玛买曼茂梅蒙弥密棉缅苗妙敏名摩末牟慕纳奈楠能尼年妞纽农女帕湃盘培朋披皮片颇朴浦其钱强桥钦青琼求曲全热仁日荣如茹瑞润卡三色森莎山珊尚少舍深生圣施诗石拾世寿舒树舜顺朔思四宋苏所塔台泰唐滔特藤田铁廷通托瓦湾万旺维苇魏文闻沃吴西锡席喜夏仙香祥肖谢欣星雄秀旭轩逊雅烟严彦扬耀叶伊怡艺易音银英映尤友于宇玉裕元园约月云泽曾扎宅展张章昭召哲贞真振芝直智中仲竺卓兹宗佐央卓旺堆吉"
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person with the offices the text gives, in the text's own characters and the order of appearance."""

    name: str
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a person is named; the span takes in an office that stands before or after the name."""

    start: int
    end: int
    name: str
    office: str | None


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
        if not offices[key]:
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
        if _can_be_name(match.group(1)) and not _LAND.match(match.group(1)) and _is_no_word(match.group(1))
    ]


@cache
def _name_and_office() -> re.Pattern[str]:
    surnames = "".join(sorted(_SURNAMES))
    before = r"(?:(?<=[，。；：！？,;:!?“”\s、在对就向和由同与据请彻为])|^)"
    return re.compile(rf"{before}([{surnames}][一-龥]{{1,2}})({_TITLES})(?!们|会议|级|团|处|府)", re.MULTILINE)


# Of the offices that follow a name those that cannot be the second half of a body's name.
_TITLES = "总书记|书记|主席|委员长|总理|部长|主任|局长|省长|市长|区长|县长|州长|秘书长|院长|检察长|校长|行长|会长|总统|首相|同志|教授|院士"


_LAND = re.compile(
    "乌克兰|乌干达|乌拉圭|马里|马来|古巴|白俄罗|安哥拉|苏丹|苏里南|海地|汤加|文莱|秘鲁|韩国|匈牙利|尼泊尔|洪都拉|巴西|巴林|巴基斯|巴拿马|"
    "贝宁|芬兰|荷兰|伊朗|伊拉克|卢旺达|卢森堡|毛里|蒙古|莫桑比|黎巴嫩|黑山|柬埔寨|英国|法国|德国|印度|印尼|越南|泰国|老挝|缅甸|日本|智利|"
    "土耳其|阿根廷|葡萄牙|加拿大|澳大利|新西兰|新加坡|俄罗斯|美国|中国|波兰|希腊|挪威|瑞士|瑞典|丹麦|冰岛|捷克|南非|埃及|利比亚|沙特|约旦|"
    "以色列|叙利亚|也门|阿曼|卡塔尔|科威特|欧盟|欧洲|非盟|东盟|联合国|全国|全省|全市|全县|国家|本国|该国|我国|两国|前任|现任|时任|各国"
)


def _is_no_word(name: str) -> bool:
    """Whether the dictionary has the characters as a person's name or not at all: 国家 and 党委 are words."""
    tags = rjieba.tag(name)
    known = [tag for word, tag in tags if len(word) > 1]
    return all(tag.startswith("nr") for tag in known) and name[-1] not in "院区局县镇乡村部委省市会"


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
        if (_can_be_name(folded[start:end]) or _can_be_japanese(folded[start:end], office))
        and not _runs_into_office(folded, start, end)
    ]
    if not ends:
        return _end_by_dictionary(folded, start)
    end = _best_end(folded, start, ends)
    return None if _is_word(folded[start:end]) and not _STRONG.match(folded, end) else end


def _possible_ends(folded: str, start: int) -> list[int]:
    """Ends before a word that cannot be part of a name, up to the first one that surely is not."""
    ends = []
    for end in range(start + 2, min(start + 9, len(folded) + 1)):
        if _AFTER.match(folded, end):
            ends.append(end)
        if re.match(r"[^一-龥·]|$|强调|指出|表示|认为|介绍|要求|透露|主持|出席|会见|分别|通报|回应|汇报", folded[end : end + 2]):
            break
    return ends


def _end_by_dictionary(folded: str, start: int) -> int | None:
    """End of the name that the segmenter sees, where what follows is no word we know."""
    word, tag = rjieba.tag(folded[start : start + 8])[0]
    plain = tag.startswith("nr") and 2 <= len(word) <= 4 and _can_be_name(word)  # noqa: PLR2004 as above
    return start + len(word) if plain and word[0] in _SURNAMES and not HEAD.search(word) else None


def _runs_into_office(folded: str, start: int, end: int) -> bool:
    """Whether another office begins inside the candidate: 总统特别顾问."""
    head = HEAD.search(folded, start, min(end + 3, len(folded)))
    return head is not None and head.start() < end


def _is_word(name: str) -> bool:
    """Whether the dictionary has the characters as a word that is no name: 成功."""
    tags = rjieba.tag(name)
    return len(tags) == 1 and not tags[0][1].startswith("n")


def _is_name_after_all(folded: str, start: int) -> bool:
    """Whether a surname that is also a common word (应勇, 和平) does begin a name: a verb of speech follows it."""
    if folded[start : start + 1] not in _SURNAMES:
        return False
    return any(
        _can_be_name(folded[start:end])
        and re.match(_SAY.rstrip("|"), folded[end : end + 2])
        and not _AFTER.match(folded, start + 1)
        and not _is_word(folded[start:end])
        for end in (start + 2, start + 3)
        if end < len(folded)
    )


def _can_be_name(name: str) -> bool:
    """Whether the characters can be a name: a Chinese one by its surname, a foreign one by its transliteration."""
    if not all("一" <= character <= "龥" for character in name) or _NOT_IN_NAME & set(name):
        return False
    if re.match(_COMPOUND, name):
        return 3 <= len(name) <= 4  # noqa: PLR2004 a compound surname and one or two characters
    if name[0] in _SURNAMES and len(name) <= 3:  # noqa: PLR2004 a surname and one or two characters
        return True
    strange = sum(character not in _FOREIGN for character in name)
    return strange == 0 or (len(name) >= 4 and strange == 1)  # noqa: PLR2004 the list of characters is not complete


def _can_be_japanese(name: str, office: str) -> bool:
    """Whether four characters after a Japanese or international office are a name: 神田真人."""
    if "日本" in office and 3 <= len(name) <= 4:  # noqa: PLR2004 森山裕, 东原敏昭
        return not _NOT_IN_NAME & set(name)
    return len(name) == 4 and bool(re.search("东京|大阪|亚洲|日立|国际", office))  # noqa: PLR2004


def _end_of_dotted(folded: str, start: int, longest: int) -> int:
    """End of a name with dots: the last part ends before a word that cannot be part of a name."""
    last = folded.rfind("·", start, longest) + 1
    for end in range(last + 1, longest):
        if _AFTER.match(folded, end):
            return end
    return longest


def _best_end(folded: str, start: int, ends: list[int]) -> int:
    """Choose among possible ends by what the rest of the text shows: 陈红红 is always 陈红红, 李强 is not always 李强主."""
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
    r"(?:^|[，。；：,:;\s])((?:[一-龥·]{2,12}、){1,60}[一-龥·]{2,12}?)(?=等|出席|参加|列席|陪同|参会|先后|分别|[，。；,;])"
)


def _list_item_end(folded: str, start: int) -> int | None:
    """End of a bare name inside a list, or None."""
    item = _LIST_ITEM.match(folded, start)
    if not item:
        return None
    name = item.group(1)
    plausible = "·" in name or (_can_be_name(name) and name[0] in _SURNAMES and not HEAD.search(name))
    return item.end(1) if plausible else None


def _lists_of_names(folded: str) -> list[tuple[int, int]]:
    """Lists in which every item is a plausible Chinese name: 石泰峰、吴政隆、邵鸿参加座谈会."""
    spans = []
    for found in _NAME_LIST.finditer(folded):
        items, start = [], found.start(1)
        for item in found.group(1).split("、"):
            items.append((start, start + len(item)))
            start += len(item) + 1
        if all(
            _can_be_name(folded[a:b]) and folded[a] in _SURNAMES and not HEAD.search(folded, a, b) for a, b in items
        ):
            spans.extend(items)
    return spans


_BARE = re.compile(
    r"(?:^|[，。；！？,;\n]|(?<=[时上中后前])，)(?P<name>[一-龥]{2,6}?)(?=(?:在[^，。；]{1,16})?(?:强调|指出|表示|认为|介绍|透露|坦言|告诉|说|称)(?:[，,：:“了\"]|记者|，))"
)


def _speaking_without_office(folded: str, known: set[str]) -> list[tuple[int, int]]:
    """Names without any office before a verb of speech at the start of a clause: 乔丹告诉记者."""
    spans = []
    for found in _BARE.finditer(folded):
        name = found.group("name")
        if name in known or not _AFTER.match(folded, found.end("name")) or HEAD.search(name):
            continue
        chinese = name[0] in _SURNAMES and len(name) <= 3 and _can_be_name(name)  # noqa: PLR2004 as above
        compound = re.match(_COMPOUND, name) and 3 <= len(name) <= 4  # noqa: PLR2004 as above
        if (chinese or compound or set(name) <= _FOREIGN) and not _COMMON_WORD.search(name):
            spans.append(found.span("name"))
    return spans


_COMMON_WORD = re.compile(
    r"方$|方面|会议|全会|大会|大家|通报|报告|双方|各方|中方|美方|时间|据|经|国$|华$|有关|相关|许多|白皮|文件|常常|成员|代表|商家|"
    r"国家|项目|广大|党中央|党委|党组|明确|公报|公告|通知|意见|方案|计划|全国|高度|安全|应当|同时|和平|强调|干部|家长|"
    r"全体|全县|全市|全省|农户|经济|师生|关于|对于|于是|年轻|都$|还|也|又|曾经|相信|常委|支部|越来|终于|从|向|应|单位|居民|红|万人|"
    r"欧盟|北约|外媒|媒体|印度|伊朗|巴西|埃及|以色列|古巴|日本|泰国|越南|法国|德国|俄罗斯|美国|乌克兰|土耳其|加拿大|马来西亚|"
    r"哈马斯|真主党|胡塞|塔利班|白宫|联合|克宫|俄军|以军|乌军|阿盟|非盟|东盟|西方|南方|多方|警方|军方|校方|院方|厂方|店方"
)


def surname_of(name: str) -> str:
    """Return the surname of a Chinese name in its fold."""
    compound = re.match(_COMPOUND, name)
    return compound.group() if compound and len(name) > len(compound.group()) else name[:1]


class Mentions:
    """Every place of a folded text where one of the known people is named."""

    __slots__ = ("all",)

    def __init__(self, folded: str, people: tuple[Person, ...], keys: tuple[str, ...]) -> None:
        by_key = dict(zip(keys, people, strict=True))
        found = [*_full_names(folded, by_key), *_surname_and_office(folded, by_key)]
        self.all = tuple(_without_overlap(found))

    def within(self, start: int, end: int) -> list[Mention]:
        """Mentions that lie inside start..end."""
        return [mention for mention in self.all if start <= mention.start and mention.end <= end]


def _full_names(folded: str, by_key: dict[str, Person]) -> list[Mention]:
    if not by_key:
        return []
    names = "|".join(re.escape(key) for key in sorted(by_key, key=len, reverse=True))
    found = []
    for match in re.compile(rf"({names})((?:{AFTER_NAME})(?!们|们|会议|级|处|团|府))?").finditer(folded):
        start = match.start()
        heads = [head for head in HEAD.finditer(folded, max(0, start - 8), start) if head.end() == start]
        if heads:
            start = office_start(folded, heads[0].start())
        found.append(Mention(start, match.end(), by_key[match.group(1)].name, match.group(2)))
    return found


@cache
def _surname_office() -> re.Pattern[str]:
    singles = "".join(sorted(_SURNAMES))
    return re.compile(
        rf"(?:(?<=[，。；：！？,.;:!?“”\s、在对就向和由同与据请])|^)({_COMPOUND}|[{singles}])({AFTER_NAME})(?![一-龥]*?委员会)(?!们|会议|级|团)",
        re.MULTILINE,
    )


def _surname_and_office(folded: str, by_key: dict[str, Person]) -> list[Mention]:
    """徐书记, where somebody named 徐 is known to hold an office that ends so, or is the only 徐."""
    found = []
    for match in _surname_office().finditer(folded):
        surname, office = match.groups()
        same = [(key, person) for key, person in by_key.items() if surname_of(key) == surname]
        holding = [person for _, person in same if any(given.endswith(office[-2:]) for given in person.offices)]
        chosen = holding[:1] or [person for _, person in same][:1]
        if chosen:
            found.append(Mention(match.start(), match.end(), chosen[0].name, office))
    return found


def _without_overlap(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda item: (item.start, -item.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
