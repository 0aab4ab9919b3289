"""Public offices: how they are written in running text, and the shipped list of them with aliases and English names.

An office stands before a name (市委副书记、市长周斌) or after it (徐书记). Patterns match the fold of a text.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("offices.jsonl")

# What an office ends with. Longer ones stand first: 秘书长 and 总书记 are no 书记, 副书记 is no 书记.
_HEADS = (
    "总书记 副书记 第一书记 支部书记 支书 书记(?!处|"
    "员) 副秘书长 秘书长 秘书 常务副主席 副主席 主席(?!团) 副委员长 委员长 "
    "副主任委员 主任委员 副主任 主任(?!委员) 副总理 总理(?!府) 国务委员 副部长 部长助理 部长(?!级) 副局长 局长 "
    "副厅长 厅长 "
    "副署长 署长 审计长 副省长 代省长 省长 副市长 代市长 市长 副区长 代区长 区长 副县长 代县长 县长 副州长 州长 "
    "副镇长 镇长 "
    "副乡长 乡长 盟长 旗长 专员 副检察长 检察长 副院长 院长 副行长 行长 副校长 校长 园长 副会长 会长 副理事长 "
    "理事长 副组长 组长 "
    "副董事长 董事长 独立董事 董事 监事长 副总经理 总经理 经理 副总裁 总裁 首席执行官 行政长官 首席财务官 "
    "首席经济学家 "
    "首席科学家 总会计师 总工程师 总经济师 总设计师 设计师 工程师 经济学家 农艺师 规划师 司令员 副司令员 司令 "
    "副政委 政委 "
    "政治委员 参谋长 总参谋长 副指挥长 指挥长 副总指挥 总指挥 副总统 总统(?!府) 副首相 首相(?!府) 外交大臣 "
    "国务大臣 外务大臣 "
    "大臣 国务卿 外长(?!会) 防长(?!会) 财长(?!会) 外相 副议长 议长 议员 参议员 国王 女王 王储 亲王 公主 天皇 "
    "最高领袖 领导人 "
    "干事长 (?<=文莱)苏丹 (?<=阿曼)苏丹 总干事 高级专员 高级代表 特别代表 特使 大使 总领事 临时代办 代办 副代表 "
    "常驻代表 首席代表 谈判代表 人大代表 贸易代表 "
    "企业代表 党代表 代表(?!团|队|处|们|大会|作|性|着|全|中|人|了|党) 政协委员 政治局委员 军委委员 委员(?!会|们|长|"
    "通) "
    "常委(?!会) 常务委员(?!会) 党组成员 党委委员 理事 新闻发言人 发言人 新闻秘书 牵头人 主要负责人 负责人 "
    "主要负责同志 "
    "召集人 主持人 创始人 发起人 联合创始人 法定代表人 代言人 候选人 副处长 处长 副司长 司长 副科长 科长 股长 "
    "副所长 所长 "
    "副站长 站长 副台长 台长 副社长 社长 总编辑 主编 副馆长 馆长 副队长 队长 支队长 大队长 教导员 队员 厂长 副厂长 "
    "店长 船长 "
    "村长 社区主任 网格长 网格员 河长 林长 首席大法官 大法官 法官 检察官 助理 顾问 党首 党魁 主任医师 主任护师 "
    "医师 医生 护士长 "
    "护士 教授 副教授 研究员 副研究员 院士 学者 专家 分析师 评论员 教师 老师 班主任 辅导员 学生 毕业生 研究生 博士 "
    "技师 技工 "
    "大师 工匠 工人 职工 员工 干部 村民 居民 市民 农民 牧民 渔民 农户 种植户 养殖户 商户 店主 老板 摊主 业主 户主 "
    "游客 乘客 "
    "旅客 司机 骑手 志愿者 传承人 带头人 劳模 运动员 教练 记者 导演 作家 画家 客商 采购商 企业家 老兵 战士 民警 "
    "所长 警长 "
    "巡视员 调研员 讲解员 代办员 调解员 护林员 消防员 飞行员 航天员 管理员 技术员 合伙人 总监 主管 总编 司令官 "
    "指挥官 秘书 督学 关长 总工 总管 局长助理 督察长"
)
_ALTERNATIVES = "|".join(sorted(set(_HEADS.split()), key=lambda head: (-len(head.split("(")[0]), head)))
HEAD = re.compile(rf"(?:{_ALTERNATIVES})")
# The offices that are put after a name in speech: 徐书记, 习近平主席, 李希同志.
AFTER_NAME = (
    "总书记|副书记|书记|副主席|主席|委员长|副委员长|总理|副总理|部长|副部长|主任|副主任|局长|副局长|省长|副省长|"
    "市长|副市长|区长|"
    "副区长|县长|副县长|州长|镇长|乡长|秘书长|院长|检察长|校长|行长|会长|理事长|董事长|总经理|总裁|总统|首相|委员(?!会|们|长)|常委(?!会)|将军|国王|"
    "议长|外长|"
    "大使|教授|院士|主任委员|司令员|政委|处长|司长|厅长|所长|站长|同志|先生|女士|老师|医生|博士|部长助理|特首|"
    "国务卿|亲王|殿下"
)
_LONGEST = 48  # characters looked at to the left of an office's head

_PREFIX_END = re.compile(
    r"[，。；：！？,;:!?“”\"'‘’()《》〈〉\[\]\s|/…—\-—]"  # any mark but 、 which joins the offices of one person
    r"|\d+(?:日|时|分|月|年|点|时许)|(?:近|今|昨|次|当|日前|同|即)(?:日|天)|上午|下午|中午|凌晨|晚间|傍晚|当晚|"
    r"今晚|晚(?=[^会报])|"
    r"在京|日前|此前|目前|随后|会上|会后|会前|其中|此外|另外|同时|对此|为此|同样|以及|及其|包括|例如|"
    r"会见(?!厅)|会谈|会晤|致电|接见|陪同|欢迎|邀请|来访|访华|任命|提名|选举|当选|出任|担任|兼任|免去|接替|"
    r"代表(?=中|国务|党)|"
    r"主持|出席|参加|听取|采访|通报|回答|介绍(?=了|过)|感谢|祝贺|慰问|看望|走访|走进|来到|前往|抵达|告诉|听到|"
    r"(?<![顾访慰])问|请教|"
    r"(?<!日)的(?!黎波)|(?<![共协温亲议饱谐祥讲])和(?!改革|信息化|社会保|城乡|旅游|平|物资|安全|发展|出口|外贸|"
    r"健康|生态|草原|"
    r"文化|体育|技术|经济|就业|新闻|硕|田|布克|政策)|"
    r"与(?!国防|会|安全|发展|通信|公共)|同(?!江|济|仁|心|志|业|里|安|州|盟)|跟|(?<!面)向(?!阳)|(?<![反针])对(?!外|"
    r"口|台)|"
    r"[由被把让据]|应(?=[邀约中国地用请])|(?<!财)经(?!济|贸|信|开|发|理|营|办)|要求|请(?!愿)|叮嘱|希望|强调|指出|"
    r"表示|(?<![潜存所])在(?!线)|(?<!作)为(?!民)|(?<![国方第])是|叫|受(?=[^益])|及(?!利亚)|[即如像]|(?<!小)说|"
    r"[了过]|称(?!职)"
)


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """One office of the shipped list."""

    zh: str
    alt: tuple[str, ...]
    en: tuple[str, ...]
    level: str
    kind: str
    short: str | None  # how its holder is addressed: {surname}书记


@cache
def office_list() -> tuple[OfficeEntry, ...]:
    """Read the shipped list of offices."""
    rows = [json.loads(line) for line in _FILE.read_text(encoding="utf-8").splitlines()]
    return tuple(
        OfficeEntry(row["zh"], tuple(row["alt"]), tuple(row["en"]), row["level"], row["kind"], row["short"])
        for row in rows
    )


def office_start(folded: str, head_start: int, *, floor: int = 0) -> int:
    """Return where the office begins whose head begins at `head_start`; offices of one person are joined by 、.

    >>> text = "会上,市委副书记、市长周斌指出"
    >>> text[office_start(text, text.index("市长") + 1):text.index("周斌")]
    '市委副书记、市长'
    """
    left = max(floor, head_start - _LONGEST)
    start = left
    for match in _PREFIX_END.finditer(folded, left, head_start):
        start = match.end()
    if folded[start] in "应据经" and folded[start : start + 2] not in {"应急", "应用", "经济", "经贸", "经营", "经信"}:
        start += 1
    while (comma := folded.rfind("、", start, head_start)) >= 0:
        if not _ends_with_head(folded, start, comma):
            start = comma + 1
            break
        head_start = comma
    return start


def _ends_with_head(folded: str, start: int, end: int) -> bool:
    """Whether the words before a 、 are an office too, not another thing in a list."""
    return any(match.end() == end for match in HEAD.finditer(folded, max(start, end - 8), end))
