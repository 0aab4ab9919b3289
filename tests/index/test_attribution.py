"""Who speaks where: named scenarios about invented people and places, and what holds of every text."""

import itertools
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.attribution import SourceTurn, attribute, source_turns, turns_in
from index.cleaning import clean
from index.folding import fold
from index.heading import Attendee, Heading, read_heading
from index.kind import Kind
from index.names import find_people
from index.reading import Format, Source


@dataclass(frozen=True)
class Scenario:
    """A text and, for each of its turns in order, who speaks, how, and how the turn begins."""

    name: str
    text: str
    turns: tuple[tuple[str | None, str, str], ...]


SCENARIOS = (
    Scenario(
        "a pronoun takes up the person of the sentence before",
        "市委书记陆知遥主持会议。她强调，要守住底线。",
        ((None, "narration", "市委书记"), ("陆知遥", "reported", "她强调")),
    ),
    Scenario(
        "the same in traditional characters",
        "市委書記陸知遙主持會議並講話。她強調，要守住底線。",
        ((None, "narration", "市委書記"), ("陸知遙", "reported", "她強調")),
    ),
    Scenario(
        "half-width punctuation",
        "5月6日,全市河湖治理推進會召開,市長龐一舟出席。他指出,要清淤疏浚。",
        ((None, "narration", "5月6日"), ("龐一舟", "reported", "他指出")),
    ),
    Scenario(
        "sentences without a subject go on with the speech",
        "市长庞一舟指出，河道治理不能等。要先清淤。要再截污。",
        (("庞一舟", "reported", "市长"),),
    ),
    Scenario(
        "another speaker takes the floor inside a paragraph",
        "副市长秦牧之说，工期紧。水务局局长蓝予安说，材料已经到场。",
        (("秦牧之", "reported", "副市长"), ("蓝予安", "reported", "水务局")),
    ),
    Scenario(
        "a deed of the speaker ends his speech",
        "区长温若川说，门要修好。温若川来到菜市场察看。他指出，摊位要干净。",
        (("温若川", "reported", "区长"), (None, "narration", "温若川来到"), ("温若川", "reported", "他指出")),
    ),
    Scenario(
        "who attended is narration after a speech",
        "市长庞一舟强调，要抓紧。\n秦牧之、蓝予安参加会议。",
        (("庞一舟", "reported", "市长"), (None, "narration", "秦牧之")),
    ),
    Scenario(
        "an attending list right after the speech in one paragraph",
        "市长庞一舟强调，要抓紧。副市长秦牧之等出席。",
        (("庞一舟", "reported", "市长"), (None, "narration", "副市长")),
    ),
    Scenario(
        "the meeting as speaker",
        "会议指出，农田水利是命脉。要修好每一条渠。\n会议还研究了其他事项。",
        (("会议", "reported", "会议指出"), (None, "narration", "会议还")),
    ),
    Scenario(
        "a plenary session as speaker",
        "全会强调，纪律是生命线。\n第一，严字当头。\n第二，常抓不懈。",
        (("全会", "reported", "全会强调"),),
    ),
    Scenario(
        "passing a rule and asking for something are one sentence of the meeting",
        "会议审议通过《岸线管理办法》，强调要一寸一寸管起来。",
        (("会议", "reported", "会议审议"),),
    ),
    Scenario(
        "a white paper as speaker",
        "白皮书说，湿地面积连年增加。白皮书指出，保护没有终点。",
        (("白皮书", "reported", "白皮书说"),),
    ),
    Scenario(
        "a notice as speaker",
        "通知要求，各校要在三日内排查校舍。",
        (("通知", "reported", "通知要求"),),
    ),
    Scenario(
        "a document in title marks as speaker",
        "《意见》提出，三年内建成百个示范村。",
        (("意见", "reported", "《意见》"),),
    ),
    Scenario(
        "a direct quotation after a colon",
        "县长祝南星说：“路修到哪里，人心就通到哪里。”会后，大家合影。",
        (
            ("祝南星", "reported", "县长"),
            ("祝南星", "direct", "“路修"),
            (None, "narration", "会后"),
        ),
    ),
    Scenario(
        "a direct quotation in corner brackets",
        "縣長祝南星說：「路修到哪裡，人心就通到哪裡。」",
        (("祝南星", "reported", "縣長"), ("祝南星", "direct", "「路修")),
    ),
    Scenario(
        "a quotation stands before its speaker",
        "“船靠岸了，货还卸不下来，这不行。”港务局局长冉听涛说。",
        (("冉听涛", "direct", "“船"), ("冉听涛", "reported", "港务局")),
    ),
    Scenario(
        "a quotation that another follows",
        "“先把路修好。”镇长柯望舒说，“路通了，再谈别的事情。”",
        (("柯望舒", "direct", "“先"), ("柯望舒", "reported", "镇长"), ("柯望舒", "direct", "“路通")),
    ),
    Scenario(
        "a term set off by quotation marks is not a quotation",
        "县长祝南星说，“一码通”要再简化。",
        (("祝南星", "reported", "县长"),),
    ),
    Scenario(
        "a speaker repeats what his superior said",
        "市长庞一舟说，国之大计在粮。孟长庚总书记指出，饭碗要端牢。我们要把田种好。",
        (("庞一舟", "reported", "市长"),),
    ),
    Scenario(
        "a report nested in the same sentence stays the outer speaker's",
        "市长庞一舟说，省委书记孟长庚指出，要敢试敢闯。",
        (("庞一舟", "reported", "市长"),),
    ),
    Scenario(
        "one's own side is not another speaker",
        "外长莫尔登说，两国是邻居。市场一直开放，萨方鼓励企业前来投资。",
        (("莫尔登", "reported", "外长"),),
    ),
    Scenario(
        "another side that speaks at the start of a sentence takes the floor",
        "外长莫尔登说，两国是邻居。萨方重申，协议继续有效。",
        (("莫尔登", "reported", "外长"), ("萨方", "reported", "萨方")),
    ),
    Scenario(
        "the deeds of one who is honoured are part of another's words",
        "外长莫尔登表示，友谊很深。孟长庚主席去年来访，为合作开辟了新路，两国期待更多往来。",
        (("莫尔登", "reported", "外长"),),
    ),
    Scenario(
        "joint speakers",
        "外长莫尔登和国务秘书西尔维奥一致认为，渔业谈判应当继续。",
        (("莫尔登、西尔维奥", "reported", "外长"),),
    ),
    Scenario(
        "both sides as speaker",
        "双方一致同意加强港口合作。",
        (("双方", "reported", "双方"),),
    ),
    Scenario(
        "they are the persons who spoke before",
        "东湾商会会长贺兰亭、北岭商会会长殷采薇先后发言。他们表示，愿意继续投资。",
        ((None, "narration", "东湾"), ("贺兰亭、殷采薇", "reported", "他们")),
    ),
    Scenario(
        "they are the group that was met",
        "市长庞一舟同港澳工商界人士交流。他们表示，看好本地发展。",
        ((None, "narration", "市长"), ("港澳工商界人士", "reported", "他们")),
    ),
    Scenario(
        "a group as speaker",
        "与会代表表示，这份报告务实。",
        (("与会代表", "reported", "与会代表"),),
    ),
    Scenario(
        "a foreign name after an office",
        "萨兰总统德梅特里奥18日表示，谈判还没有结束。",
        (("德梅特里奥", "reported", "萨兰总统"),),
    ),
    Scenario(
        "a foreign name with a dot",
        "港务局局长奥托·林格伦说，新码头将在年底启用。",
        (("奥托·林格伦", "reported", "港务局"),),
    ),
    Scenario(
        "a ministry as speaker, with the day before the verb",
        "萨兰国防部18日称，演习已经结束。",
        (("萨兰国防部", "reported", "萨兰"),),
    ),
    Scenario(
        "that company is the one named before",
        "蓝鲸管道集团公司的泵站17日停运。该集团18日称，检修需要三天。",
        ((None, "narration", "蓝鲸"), ("蓝鲸管道集团公司", "reported", "该集团")),
    ),
    Scenario(
        "an instruction speaks for who gave it",
        "省长顾清晏对防汛工作作出批示。批示指出，要把人先转移出来。",
        ((None, "narration", "省长"), ("顾清晏", "reported", "批示")),
    ),
    Scenario(
        "an instruction and its words in one sentence",
        "洪水发生后，省长顾清晏高度重视并作出指示强调，要全力救人。要防次生灾害。",
        (("顾清晏", "reported", "洪水"),),
    ),
    Scenario(
        "a clause leads in the speaker",
        "谈到就业，市长庞一舟强调，岗位要送上门。",
        (("庞一舟", "reported", "谈到"),),
    ),
    Scenario(
        "whom one meets is not who speaks",
        "在会见贺兰亭时，市长庞一舟表示，欢迎来投资。\n贺兰亭表示，愿意扩大投资。",
        (("庞一舟", "reported", "在会见"), ("贺兰亭", "reported", "贺兰亭")),
    ),
    Scenario(
        "surname and office stand for the person named in full before",
        "市委书记陆知遥、市长庞一舟出席。陆书记说，账要算清。庞市长说，钱要花好。",
        ((None, "narration", "市委书记"), ("陆知遥", "reported", "陆书记"), ("庞一舟", "reported", "庞市长")),
    ),
    Scenario(
        "an office alone stands for its one holder",
        "县长祝南星来到村里。县长说，井要打深。",
        ((None, "narration", "县长"), ("祝南星", "reported", "县长说")),
    ),
    Scenario(
        "remarks that only ask for something are no words",
        "陆知遥就落实工作提出要求。",
        ((None, "narration", "陆知遥"),),
    ),
    Scenario(
        "requirements as a noun are no words",
        "各地按照省里的要求，已经完成排查。",
        ((None, "narration", "各地"),),
    ),
    Scenario(
        "hopes in a later clause belong to the person that begins the sentence",
        "市长庞一舟听取大家的发言，感谢代表们的支持，希望大家多提意见。",
        (("庞一舟", "reported", "市长"),),
    ),
    Scenario(
        "points after a colon",
        "在报告中，法院院长施允棠对全年工作进行回顾：一是办案更快了；二是门槛更低了；三是执行更准了。",
        (("施允棠", "reported", "在报告中"),),
    ),
    Scenario(
        "numbered paragraphs go on with the speech",
        "市长庞一舟提出三点要求：\n一要查得细。\n二要改得实。",
        (("庞一舟", "reported", "市长"),),
    ),
    Scenario(
        "a question of a reporter and its answer",
        "有记者问，水价会不会涨？\n发改局局长毕云帆回答说，今年不涨。",
        (("记者", "reported", "有记者"), ("毕云帆", "reported", "发改局")),
    ),
    Scenario(
        "a transcript",
        "座谈实录\n主持人：请大家讲。\n罗素心：我先说停车难。\n再说两句绿化。\n庞一舟：都记下来了。",
        (
            (None, "narration", "座谈"),
            ("主持人", "reported", "主持人："),
            ("主持人", "direct", "请大家"),
            ("罗素心", "reported", "罗素心："),
            ("罗素心", "direct", "我先说"),
            ("庞一舟", "reported", "庞一舟："),
            ("庞一舟", "direct", "都记"),
        ),
    ),
    Scenario(
        "questions and answers of a spokesman",
        "市政府发言人毕云帆答问\n问：地铁何时通车？\n答：明年六月。",
        (
            (None, "narration", "市政府"),
            ("记者", "reported", "问："),
            ("记者", "direct", "地铁"),
            ("毕云帆", "reported", "答："),
            ("毕云帆", "direct", "明年"),
        ),
    ),
    Scenario(
        "time and place at the head of a record are nobody's words",
        "会议记录\n时间：3月1日\n地点：二楼\n庞一舟：开始吧。\n罗素心：好的，我先说。",
        (
            (None, "narration", "会议记录"),
            ("庞一舟", "reported", "庞一舟："),
            ("庞一舟", "direct", "开始"),
            ("罗素心", "reported", "罗素心："),
            ("罗素心", "direct", "好的"),
        ),
    ),
    Scenario(
        "a whole speech after its salutation",
        "市委书记陆知遥在全市大会上的讲话\n同志们：\n今天开个短会。\n我只讲两件事。",
        ((None, "narration", "市委书记"), ("陆知遥", "direct", "同志们")),
    ),
    Scenario(
        "headlines inside a text report words too",
        "国际快讯\n萨兰称击落无人机 莫尔多否认越界\n萨兰国防部称，击落两架。",
        ((None, "narration", "国际"), ("萨兰国防部", "reported", "萨兰国防部")),
    ),
    Scenario(
        "a reporter's look around is narration",
        "企业负责人告诉记者，订单排到了年底。记者在车间看到，机器没有停。",
        (("企业负责人", "reported", "企业负责人"), (None, "narration", "记者在")),
    ),
    Scenario(
        "a paragraph that opens with a scene before another speaker",
        "市长庞一舟说，桥要修。\n河边站满了人。副市长秦牧之说，下月开工。",
        (("庞一舟", "reported", "市长"), (None, "narration", "河边"), ("秦牧之", "reported", "副市长")),
    ),
    Scenario(
        "the party leads a group of delegates",
        "商会会长贺兰亭等与会代表高度评价本地服务。",
        (("贺兰亭等与会代表", "reported", "商会"),),
    ),
)


def heading_of(text: str) -> Heading:
    """Return a heading with the people of the text, as the build reads it."""
    people = tuple(Attendee(one.name, one.offices) for one in find_people(text, fold(text)))
    return Heading("例会", None, None, people)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_scenario(scenario: Scenario) -> None:
    """Each turn has its speaker, its kind and its first words."""
    turns = turns_in(scenario.text, heading_of(scenario.text))
    found = tuple((turn.speaker, turn.kind.value, scenario.text[turn.start : turn.end]) for turn in turns)
    expected = tuple((speaker, kind) for speaker, kind, _ in scenario.turns)
    assert tuple((speaker, kind) for speaker, kind, _ in found) == expected
    for (_, _, words), (_, _, beginning) in zip(found, scenario.turns, strict=True):
        assert words.startswith(beginning)


def test_speaker_has_the_office_the_text_gives() -> None:
    text = "市委副書記、市長龐一舟出席。他指出，要清淤。"
    assert turns_in(text, heading_of(text))[-1].office == "市委副書記、市長"


def test_words_after_a_doubtful_gap_are_not_certain() -> None:
    text = "例会\n外事办说，来访已有安排。\n十年来往来不断，友谊很深。\n两地相距不远。"
    carried = turns_in(text, heading_of(text))[-1]
    assert (carried.speaker, carried.certain) == ("外事办", False)


def test_title_is_narration() -> None:
    text = "庞一舟强调 河道治理不能等\n市长庞一舟说，要抓紧。"
    assert turns_in(text, heading_of(text))[0].speaker is None


def test_empty_text_has_no_turns() -> None:
    assert turns_in("", Heading("例会", None, None, ())) == ()


def source(text: str) -> Source:
    """Return a plain text as a source."""
    return Source("20240305-01.txt", Format.TEXT, "utf-8", text, "0" * 64)


def test_source_turns_cover_what_cleaning_leaves_out() -> None:
    text = "市長龐一舟(páng)出席。他指出,要清(qīng)淤。\n责任编辑：某某\n"
    given = source(text)
    cleaned = clean(given)
    turns = source_turns(given, cleaned, attribute(cleaned, read_heading(cleaned, name=given.name)))
    assert "".join(turn.text for turn in turns) == text
    assert [turn.speaker for turn in turns] == [None, "龐一舟"]


def test_source_without_words_is_one_narration() -> None:
    given = source("\n\n")
    assert source_turns(given, clean(given), ()) == (SourceTurn(0, 2, "\n\n", None, None, Kind.NARRATION),)


PIECES = st.sampled_from(
    [
        "市长庞一舟",
        "陆知遥",
        "他",
        "会议",
        "说",
        "强调",
        "，",
        "。",
        "：",
        "“",
        "”",
        "「",
        "」",
        "\n",
        "要抓紧",
        "出席",
        "3月5日",
        "（",
        "）",
        " ",
        "?",
        "问：",
        "徐书记",
        "和",
        "、",
        "同志们：",
    ]
)


@settings(deadline=None)  # the first example loads the dictionaries
@given(st.lists(PIECES, max_size=60).map("".join))
def test_turns_cover_any_text_in_order(text: str) -> None:
    turns = turns_in(text, heading_of(text))
    assert "".join(text[turn.start : turn.end] for turn in turns) == text
    assert all(before.end == after.start for before, after in itertools.pairwise(turns))
    assert all((turn.speaker is None) == (turn.kind is Kind.NARRATION) for turn in turns)
