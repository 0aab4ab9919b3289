import pytest

from index.boilerplate import find_boilerplate, is_boilerplate, is_credit
from index.repairs import Span

DEBRIS = {
    "prompts": ["请输入验证码", "請輸入驗證碼", "验证码： 看不清？换一张"],
    "share bars": [
        "分享到：",
        "分享到： 微信 新浪微博 QQ空间",
        "掃一掃，分享到微信朋友圈",
        "长按二维码关注我们",
        "关注盐城发布微信公众号",
    ],
    "rights": [
        "版权所有：盐城市人民政府办公室",
        "版權所有 © 2022 鹽城市人民政府",
        "Copyright © 2022 All Rights Reserved",
        "未經授權禁止轉載",
    ],
    "editors": [
        "责任编辑：王芳",
        "責任編輯：王芳",
        "（责编：王芳、李明）",
        "编辑：王芳　校对：李明　审核：张强",
        "责编 王芳",
    ],
    "sources": ["来源：市委办", "來源：鹽城晚報", "来源：盐城日报 作者：李明 发布时间：2022-12-29 08:30 浏览次数：123"],
    "sources with a date": [
        "来源：盐城市人民政府网站 时间：2022-12-30",
        "2022-12-29 来源：市委办 字号：[大 中 小]",
        "2022-12-29 08:30 字號：大 中 小 列印",
    ],
    "bylines": ["记者 张三 李四", "本报记者 张三", "（记者 张三）", "作者：张三", "摄影：李明"],
    "buttons": [
        "打印 关闭",
        "【打印】【关闭】",
        "返回顶部",
        "网站地图 | 联系我们 | 关于我们",
        "字號：大 中 小",
        "點擊量：12345",
    ],
    "neighbours": [
        "上一篇：市委常委会召开会议",
        "下一篇：没有了",
        "相关阅读",
        "相關閱讀：",
        "当前位置：首页 > 时政要闻",
    ],
    "page numbers": ["— 3 —", "- 12 -", "第3页 共5页", "第 3 頁", "Page 3 of 5"],
    "registrations": ["苏ICP备05012345号", "主办：盐城市人民政府办公室 承办：盐城市大数据局"],
}
REPORT = [
    "会议要求认真编辑好文件",
    "来源于市委的文件要求加快落实",
    "主持人：徐纓",
    "时间：2022年12月29日",
    "地点：市政府会议室",
    "2022-12-29",
    "出席：徐纓、周斌",
    "记者：请问书记，外资怎么看？",
    "记者：您好",
    "市委书记：徐纓",
    "打击侵犯版权行为，版权保护要加强",
    "记者从会上获悉",
    "分享到的经验要及时总结推广",
    "扫一扫门前雪，会议指出环境卫生要大家抓",
    "验证码类电信诈骗要重拳打击",
    "更多企业来盐投资",
    "大中小企业融通发展",
    "编辑出版工作座谈会召开",
    "徐纓 周斌",
    "未经许可从事经营活动的要依法查处",
    "主办单位：市委宣传部",
    "第3页写得很清楚",
    "Next: we turn to investment",
]


@pytest.mark.parametrize("line", [line for lines in DEBRIS.values() for line in lines])
def test_debris_is_told(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize("line", REPORT)
def test_the_report_is_left_alone(line: str) -> None:
    assert not is_boilerplate(line)


def test_a_long_line_is_never_debris() -> None:
    text = "来源：" + "市委办" * 60
    assert find_boilerplate(text, (Span(0, len(text)),)) == []


def test_a_credit_in_parentheses_at_the_end_goes_alone() -> None:
    text = "会议结束。（责任编辑：王芳）\n會議結束。[來源：鹽城晚報]\n会议（来源：资金）结束"
    paragraphs = (Span(0, 14), Span(15, 29), Span(30, 41))
    assert [text[start:end] for start, end in find_boilerplate(text, paragraphs)] == [
        "（责任编辑：王芳）",
        "[來源：鹽城晚報]",
    ]


def test_blanks_without_end_take_no_time() -> None:
    assert not is_boilerplate("阅读" + " " * 117 + "。")


@pytest.mark.parametrize("line", [*DEBRIS["editors"], *DEBRIS["sources"], *DEBRIS["sources with a date"]])
def test_credits_are_told(line: str) -> None:
    assert is_credit(line)


@pytest.mark.parametrize("line", [*DEBRIS["rights"], *DEBRIS["neighbours"], "上一篇：2022-12-29 市委常委会召开会议"])
def test_other_debris_is_no_credit(line: str) -> None:
    assert not is_credit(line)
