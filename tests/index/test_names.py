"""Who is named with which office: names end where the verb begins."""

import pytest

from index.folding import fold
from index.mentions import Mentions
from index.names import Person, find_people, name_end


def people(text: str) -> dict[str, tuple[str, ...]]:
    return {one.name: one.offices for one in find_people(text, fold(text))}


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        ("市委书记陆遥主持会议。", "陆遥", "市委书记"),
        ("市長龐斌部署工作。", "龐斌", "市長"),
        ("市委副书记、市长庞一舟说，要抓紧。", "庞一舟", "市委副书记、市长"),
        ("市委副書記、統戰部部長羊惟達等出席。", "羊惟達", "市委副書記、統戰部部長"),
        ("市政协主席陈青青就此提出意见。", "陈青青", "市政协主席"),
        ("副市长欧阳予倩之妹未到，县长司马南山要求整改。", "司马南山", "县长"),
        ("组织部部长向若溪要求，名单要公开。", "向若溪", "组织部部长"),
        ("检察长应劭在报告中说，案件少了。", "应劭", "检察长"),
        ("县长李有为强调，要修路。", "李有为", "县长"),
        ("市应急管理局局长邓守田汇报了情况。", "邓守田", "市应急管理局局长"),
        ("国务秘书兼国防部长梅尔克勒18日说，谈判继续。", "梅尔克勒", "国务秘书兼国防部长"),
        ("萨兰总统德梅特里奥当天表示，欢迎来访。", "德梅特里奥", "萨兰总统"),
        ("港务局局长奥托·林格伦表示，码头已完工。", "奥托·林格伦", "港务局局长"),
        ("日本商会会长东野真吾先后发言。", "东野真吾", "日本商会会长"),
        ("一直研究湿地的政协委员连玉芬说，鸟多了。", "连玉芬", "政协委员"),
        ("种粮大户、村民邵满囤说，收成好。", "邵满囤", "村民"),
    ],
)
def test_name_and_office(text: str, name: str, office: str) -> None:
    assert people(text)[name] == (office,)


@pytest.mark.parametrize(
    "text",
    [
        "市委书记在会上强调，要抓紧。",
        "市长向大会报告工作。",
        "专家表示，天气转暖。",
        "常委会会议审议通过了决定。",
        "总统府发表声明。",
        "部长级会议开幕。",
        "各县区主要负责人参加会议。",
    ],
)
def test_no_name_after_an_office(text: str) -> None:
    assert people(text) == {}


def test_list_after_an_office_gives_names_without_offices() -> None:
    assert people("市领导出席。副市长秦牧之、蓝予安、祝南星参加会议。") == {
        "秦牧之": ("副市长",),
        "蓝予安": (),
        "祝南星": (),
    }


def test_name_before_an_office() -> None:
    assert people("受大会委托，赵怀瑾委员长作报告。") == {"赵怀瑾": ("委员长",)}


def test_country_before_an_office_is_no_name() -> None:
    assert people("乌克兰总统发表声明。") == {}


def test_name_without_office_before_a_verb_of_speech() -> None:
    assert list(people("乔丹告诉记者，耳机很好用。")) == ["乔丹"]


def test_name_that_is_always_the_longer_one() -> None:
    text = "主席陈红红出席。陈红红表示，同意。"
    assert people(text) == {"陈红红": ("主席",)}


def test_name_end_stops_before_the_verb() -> None:
    assert name_end("总理李强主持召开会议", 2) == 4


def test_office_given_twice_is_kept_once() -> None:
    assert people("市长庞一舟到会。市长庞一舟说，好。")["庞一舟"] == ("市长",)


def test_mention_of_surname_and_office_means_the_holder() -> None:
    folded = "徐书记说，要抓紧。"
    known = (Person("徐静姝", ("市妇联主席",)), Person("徐纓", ("市委書記",)))
    mentions = Mentions(folded, known, ("徐静姝", "徐缨"))
    assert [(one.name, one.office) for one in mentions.all] == [("徐纓", "书记")]


def test_mention_takes_in_the_office_before_the_name() -> None:
    folded = "昨日，市长庞一舟到会"
    mention = Mentions(folded, (Person("庞一舟", ("市长",)),), ("庞一舟",)).all[0]
    assert folded[mention.start : mention.end] == "市长庞一舟"


def test_longer_known_name_wins_over_a_shorter_one_inside() -> None:
    folded = "王荣华说，好。"
    mentions = Mentions(folded, (Person("王荣", ()), Person("王荣华", ())), ("王荣", "王荣华"))
    assert [one.name for one in mentions.all] == ["王荣华"]


def test_an_address_is_no_office() -> None:
    text = "梁书瑶同志表示，要抓紧办。"
    assert [(person.name, person.offices) for person in find_people(text, fold(text))] == [("梁书瑶", ())]
