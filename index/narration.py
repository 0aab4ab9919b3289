"""Whether a sentence without a verb of speech goes on with somebody's words or tells what happened."""

import re

_EVENT = (
    r"出席|参加|列席|陪同|主持|会见|会谈|会晤|来到|走进|前往|抵达|离开|考察|调研|视察|察看|参观|观看|听取|了解|"
    r"询问|宣读|颁发|颁奖|合影|握手|"
    r"举行|召开|开幕|闭幕|发言|致辞|讲话|报告|汇报|作说明|介绍情况|签署|见证|揭牌|交流|座谈|乘|步入|登|挥手|起立|"
    r"迎接|欢迎|道别|宴会|访问|发表|同日|"
    r"作了|回答了|部署|传达|宣布了|通过了|提请"
)
_PASSED = re.compile(
    r"^(?:(?:此外|最后|另外)[，,])?(?:本次|这次|此次)?(?:会议|大会|全会|会上|记者会上|会客厅外|座谈会|主席会议|"
    r"闭幕会|开幕会|记者会|仪式|活动|论坛|年会)(?!将(?!于))[^，,。]{0,30}?"
    r"(?:还)?(?:围绕|研究|审议|听取|表决|通过|由|为期|应出席|应到|表彰|传达|举行|分组|将于|持续|历时|设|开到|"
    r"决定任命|经表决|讨论|书面|安排|对[^，,。]{2,30}进行)"
)
_MOMENT = re.compile(
    r"^(?:(?:当地时间|北京时间)?(?:\d+年)?(?:\d+月)?\d+日(?:至|—|上午|下午|晚|中午|凌晨|，|,|[^，,。]{0,10}[，,])|"
    r"(?:当天|当日|当晚|同日|随后|期间|之后|此后)[，,上下晚中]?|"
    r"(?:会前|会后|会谈后|会见后|会谈前|致辞后|仪式后|活动后|座谈会前|休会期间|会议期间|与会期间|访问期间|"
    r"会议结束后|会谈结束后|离开|从[^，,。]{2,10}出来|在[^，,。]{2,30}热烈[^，,。]{0,6}掌声中))"
)
_REPORTER = re.compile(
    r"回答(?:了)?记者|记者(?:在|看到|发现|了解|注意到|见到|来到|采访|从|跟随)|画面|镜头|据了解|据悉|据介绍"
)
_PRESENT = re.compile(
    r"(?:出席|参加|列席|陪同|主持)(?:了)?(?:上述)?(?:会见|会谈|会议|座谈|座谈会|开幕式|闭幕会|活动|大会|仪式|调研|"
    r"考察|考察调研|视察|致辞)?(?:等)?(?:活动)?[。.]?$"
)
_SPOKEN = re.compile(
    r"(?:^|[，；。,;：:])(?:[^，；。,;]{0,14})(?:要(?![求是素闻])|必须|应当|应(?![急用对]|邀)|不能|不得|务必|切实|"
    r"着力|努力|坚决|力争|确保|严禁|不要|希望|让我们|我们|我将|我国|"
    r"今年|下一步|坚持|加快|推动|推进|加强|深化|完善|健全|强化|进一步|愿|将(?=[^，。]{0,12}(?:继续|进一步|坚持|"
    r"大力|加快|积极))|"
    r"必将|一定)"
)
_COUNTED = re.compile(
    r"^(?:第?[一二三四五六七八九十]+(?:是|要|、|，|,|方面|点|条|个)|[(（][一二三四五六七八九十\d]+[)）]|\d+[.、．]|"
    r"首先|其次|再次|最后|同时|此外|一方面|另一方面|要|必须)"
)


def looks_narrated(folded: str) -> bool:
    """Whether a sentence tells of an event: who came, what was passed, what a reporter saw."""
    return bool(
        _PASSED.search(folded)
        or _REPORTER.search(folded)
        or _PRESENT.search(folded)
        or (_MOMENT.match(folded) and re.search(_EVENT, folded))
    )


def begins_with_moment(folded: str) -> bool:
    """Whether a sentence begins with a date, or with before or after the meeting."""
    return bool(_MOMENT.match(folded))


def looks_spoken(folded: str) -> bool:
    """Whether a sentence asks, plans or counts off points, as people do when they speak at a meeting."""
    return bool(_COUNTED.match(folded) or _SPOKEN.search(folded))
