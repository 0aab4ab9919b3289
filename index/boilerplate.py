"""Find what a web page or a printed page leaves around a meeting text: prompts, share bars, credits, page numbers.

A line is left out only as a whole, and only if all of it is such debris; a sentence of the report never is.
"""

import re

from index.folding import fold
from index.repairs import Span

_BLANKS = re.compile(r"\s+")
_LONGEST = 120  # characters of a line that may be debris
_NAME = r"(?!主要)[^\s:,。;、()]{1,12}"
_NAMES = rf"{_NAME}(?:[\s、,/·]+{_NAME}){{0,5}}"
_CLOCK = r"\s*(?:上午|下午)?\s*\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2})?[分秒]?"
_MOMENT = rf"\d{{2,4}}\s*[-/.年]\s*\d{{1,2}}\s*[-/.月]\s*\d{{1,2}}\s*日?(?:{_CLOCK})?"
_ROLE = "编辑|责编|主编|编审|校对|审核|审校|美编|统筹|监制|签发|排版|制作"
_CREDIT = (
    rf"(?:责任|值班|网络|本期|本版|执行|新媒体|文字|图文|美术|特约)?(?:{_ROLE})"
    "|[初复终]审|[一二三]审[一二三]校|编发|终校"
)
_ORIGIN = "来源|(?:信息|文章|新闻|稿件|图片)来源|稿源|来源媒体|发布(?:单位|机构|部门)|信息提供|供稿|供稿单位|作者"
_BYLINE = "文|图|文/图|图/文|图文|摄影|摄|文字|图片|记者|通讯员|本报记者|本网记者|本台记者"
_COUNT = (
    "浏览次数|浏览量|浏览|阅读次数|阅读量|阅读数|阅读|点击次数|点击量|点击数|点击|访问次数|访问量|人气|views|hits|reads"
)
_STAMP = "发布时间|发布日期|发表时间|发稿时间|更新时间|上传时间|录入时间|published|updated|posted"
_SIZE = r"(?:字号|字体)\s*:?(?:\s*[\[(]?[大中小][\])]?)+"
_FIELD = (
    rf"(?:{_CREDIT})\s*[:/]\s*{_NAMES}|(?:{_CREDIT})\s+[^\s:,。;、()]{{2,4}}"
    rf"|(?:{_ORIGIN}|{_BYLINE})\s*:\s*{_NAMES}"
    r"|(?:source|author|editor|photo)s?\s*:\s*[^\s:,。;]+(?:\s[^\s:,。;]+){0,2}"
    rf"|(?:{_COUNT})\s*:?\s*[\[(]?\d*[\])]?\s*次?"
    rf"|(?:{_STAMP})\s*:?\s*{_MOMENT}"
)
_BESIDE = rf"(?:(?:时间|日期|date)\s*:\s*)?{_MOMENT}|{_SIZE}"  # says something by itself, debris beside a field
_BETWEEN = r"[\s|,;/]+"
_MENU = (
    "打印|列印|打印本页|打印此页|关闭|关闭窗口|关闭本页|返回|返回顶部|返回首页|返回列表|回到顶部|顶部|首页|网站首页|登录|登陆|注册|退出|"
    "收藏|加入收藏|设为首页|分享|分享到|转发|点赞|评论|举报|纠错|我要纠错|我要评论|网站地图|联系我们|关于我们|网站声明|隐私声明|法律声明|"
    "版权声明|使用帮助|无障碍|无障碍浏览|适老模式|关怀版|大字版|手机版|移动版|电脑版|繁体|简体|繁体版|简体版|繁体中文|简体中文|english|搜索|"
    "检索|更多|查看更多|阅读全文|展开全文|收起|下载|附件下载|上一篇|下一篇|上一条|下一条|上一页|下一页|尾页|末页|微信|微博|新浪微博|腾讯微博|"
    "qq空间|qq好友|朋友圈|微信朋友圈|复制链接|字号|字体|大|中|小|默认|超大|视力保护色|a\\+|a-|print|close|share|back|home|top|login|"
    "register|next|previous|next page|previous page"
)
_MARKS = r"[\s|·/>»\[\](){}【】:]"
_CHANNEL = "微信|微博|朋友圈|好友|qq|空间|手机|facebook|twitter|wechat|weibo"
_PATTERNS = (
    # prompts
    r"请?(?:您)?(?:正确)?(?:输入|填写|录入)(?:图片中的|图中的?|右侧的?|下方的?|短信)?验证码.{0,20}",
    r"(?:短信|图形|图片)?验证码(?:\s*:.{0,20}|\s*看不清.{0,20})?|看不清[?,]?\s*(?:换一张|点击.{0,10})",
    r"(?:please\s+)?enter the (?:verification code|captcha).{0,20}",
    # share bars
    rf"扫一扫|(?=.*(?:{_CHANNEL}|二维码|关注|下载)).{{0,24}}扫一扫.{{0,30}}",
    r"(?:请|用|使用|打开|长按|微信)?.{0,6}(?:扫描?|识别|长按)(?:图中|下方|上方)?(?:二维)?码.{0,6}(?:关注|下载|阅读|分享|查看|添加).{0,16}",
    rf"(?:分享|转发)(?:到|至|给|本文|文章|此文)\s*:?(?:.{{0,16}}(?:{_CHANNEL}).{{0,40}})?|share (?:to|on)\b.{{0,40}}",
    r"(?:欢迎)?关注.{0,12}(?:公众号|公众帐号|视频号).{0,10}|关注我们.{0,10}|.{0,8}微信公众号\s*:.{0,20}|下载(?!量).{0,8}客户端",
    # rights and the makers of the site
    r"(?:本站|本网|网站|本文)?版权(?:均)?(?:所有|归.{1,20}所有)(?:\s*[:©(\d].{0,80}|\s+.{0,80})?",
    r".{0,20}(?:copyright|©|\(c\)\s*(?:19|20)\d\d|all rights reserved).{0,80}",
    r"未经.{0,20}(?:授权|许可|同意|允许).{0,20}(?:转载|复制|摘编|镜像|使用).{0,40}|(?:转载|引用)(?:请|须|时).{0,40}(?:来源|出处).{0,20}",
    r"(?:免责|版权|郑重)声明\s*:.{0,80}|技术支持\s*:.{0,40}|.{0,30}(?:icp备|公网安备|网站标识码|icp证).{0,60}",
    r"主办(?:单位)?\s*:\s*\S{2,30}(?:\s+(?:承办|协办|技术支持|维护|地址|电话|邮编)(?:单位)?\s*:\s*\S{2,30})+",
    # ways through the site
    r"(?:您)?(?:现在|当前|所在|目前|的)*位置\s*(?:是|为)?\s*:.{0,80}|首页\s*[>»›/].{0,80}",
    r"(?:上一篇|下一篇|上一条|下一条|上篇|下篇)\s*:.{0,100}",
    r"(?:相关|延伸|推荐|热门|精彩|更多|猜你)(?:阅读|链接|新闻|文章|报道|推荐|资讯|稿件|专题|喜欢|内容)\s*(?::.{0,80}|>*|更多.{0,6})|更多\s*>*",
    r"related (?:articles|news|reading|links)\s*:?|(?:网友)?评论\s*[(\[]?\d*[)\]]?|我来说两句.{0,20}|发表评论.{0,20}",
    rf"(?:{_MARKS}*(?:{_MENU})(?![^\s|·/>»\[\](){{}}【】:大中小]))+{_MARKS}*",
    # page numbers
    r"[-—–―−]{1,2}\s*\d{1,4}\s*[-—–―−]{1,2}|第?\s*\d{1,4}\s*页?\s*[,/|]?\s*共\s*\d{1,4}\s*页?|第\s*\d{1,4}\s*页",
    r"\d{1,3}\s*/\s*\d{1,3}|page \d{1,4}(?: ?(?:of|/) ?\d{1,4})?",
)
_CREDITS = (
    rf"[(\[【]?\s*(?:(?:{_BESIDE}){_BETWEEN})*(?:{_FIELD})(?:{_BETWEEN}(?:{_FIELD}|{_BESIDE}))*\s*[)\]】]?",
    rf"(?:{_CREDIT}|{_ORIGIN})\s*:",
    rf"(?:{_BESIDE})(?:{_BETWEEN}(?:{_BESIDE}))*{_BETWEEN}(?:{_SIZE})(?:{_BETWEEN}(?:{_BESIDE}|{_MENU}))*",
    r"[(\[]?(?:本报|本网|本台|特约|见习|新华社|全媒体|融媒体)*(?:记者|通讯员)\s+[^\s,。:;]{2,4}(?:[\s、,]+[^\s,。:;]{2,4}){0,4}(?:\s+(?:摄|文|文/图|图|报道))?[)\]]?",
)
_CREDIT_LINE = re.compile("|".join(f"(?:{pattern})" for pattern in _CREDITS))
_LINE = re.compile("|".join(f"(?:{pattern})" for pattern in (*_PATTERNS, *_CREDITS)))
_TAIL = re.compile(rf"[(\[【](?:{_CREDIT}|来源|稿源|供稿)\s*:[^()\[\]【】。]{{1,30}}[)\]】]$")
_SPEECH = re.compile(r"(?:记者|文)\s*:\s*(?:您好|你好|大家好|谢谢|请问|好的|是的|明白).*")


def find_boilerplate(text: str, paragraphs: tuple[Span, ...]) -> list[Span]:
    """Return the paragraphs of a clean text that are debris, and the credits in parentheses that end a paragraph.

    >>> find_boilerplate("会议结束。（责任编辑：王芳）", (Span(0, 14),))
    [Span(start=5, end=14)]
    """
    found: list[Span] = []
    for paragraph in paragraphs:
        if paragraph.end - paragraph.start <= _LONGEST and is_boilerplate(text[paragraph.start : paragraph.end]):
            found.append(paragraph)
            continue
        start = max(paragraph.start, paragraph.end - _LONGEST)
        if text[paragraph.end - 1] in ")）]］】" and (tail := _TAIL.search(fold(text[start : paragraph.end]))):
            found.append(Span(start + tail.start(), paragraph.end))
    return found


def is_boilerplate(line: str) -> bool:
    """Tell whether a whole line, in either script, is debris.

    >>> is_boilerplate("請輸入驗證碼"), is_boilerplate("来源：市委办"), is_boilerplate("会议要求认真编辑好文件")
    (True, True, False)
    """
    folded = _folded(line)
    return bool(_LINE.fullmatch(folded)) and not _SPEECH.fullmatch(folded)


def is_credit(line: str) -> bool:
    """Tell whether a line of debris says where a text comes from: who wrote it, who published it, and when.

    >>> is_credit("来源：澜汀发布　　2024-05-30 18:20"), is_credit("上一篇：2024年5月29日简讯")
    (True, False)
    """
    return bool(_CREDIT_LINE.fullmatch(_folded(line)))


def _folded(line: str) -> str:
    return _BLANKS.sub(" ", fold(line))  # one blank, so that no expression can lose itself in many
