"""The English forms of the shipped offices: each leads to its own office at the level of the corpus, to no other."""

import re
from collections import Counter
from datetime import date
from functools import cache

import pytest

from index.catalogue import PersonRecord, Tenure
from index.offices import office_list
from retrieval.offices import OfficeBook
from retrieval.people import People
from retrieval.places import Places

CITY = (
    "市委书记 市委副书记 市长 副市长 常务副市长 市长助理 市人大常委会主任 市人大常委会副主任 市政协主席 "
    "市政协副主席 市纪委书记 市纪委副书记 市委组织部部长 市委宣传部部长 市委宣传部副部长 市委统战部部长 市委政法委书记 "
    "市中级人民法院院长 市中级人民法院副院长 市人民检察院检察长 市教育局局长 市教育局副局长 市公安局局长 "
    "市公安局副局长 市卫健委主任 市卫健委副主任 市住建局局长 市气象局局长 市第一医院院长 市政府发言人 总经理 "
    "副总经理 董事长 市委秘书长"
)
DISTRICT = (
    "区委书记 区委副书记 区委常委 区长 副区长 区人大常委会主任 区政协主席 区纪委书记 区委宣传部部长 区人民法院院长 "
    "区人民检察院检察长 区教育局局长 区公安分局局长 区卫健委主任 街道党工委书记 街道办事处主任 街道办事处副主任"
)
COUNTY = (
    "县委书记 县委副书记 县长 副县长 县纪委书记 县人民法院院长 县公安局局长 县教育局局长 镇党委书记 镇长 副镇长 "
    "乡党委书记 乡党委副书记 村党支部书记 村委会主任"
)
STATE = (
    "国家主席 国务院总理 全国人大常委会委员长 全国政协主席 中央纪委书记 外交部部长 外交部副部长 外交部发言人 "
    "中国人民银行行长 中国人民银行副行长 证监会主席 国家统计局局长 国家统计局副局长 最高人民法院院长 "
    "最高人民检察院检察长 国家发展和改革委员会主任 国家发展和改革委员会副主任 美国国务卿"
)
_DEPUTY = re.compile(r"\b(?:deputy|vice|assistant)[ -]")
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"


CORPORA = {"city": CITY, "district": DISTRICT, "county": COUNTY, "state": STATE}


@cache
def corpus(where: str) -> People:
    """Return a corpus in which each office has one holder, numbered in order."""
    offices = CORPORA[where].split()
    names = [f"{_SURNAMES[at % 32]}{'甲乙'[at // 32]}一" for at in range(len(offices))]
    persons = tuple(PersonRecord(at, name, name, (), 5) for at, name in enumerate(names))
    tenures = [Tenure(at, office, date(2026, 3, 1), 0) for at, office in enumerate(offices)]
    return People.read(persons, OfficeBook.read(office_list(), tenures, persons, {"美国": "美国"}), Places(()))


def held(where: str, phrase: str) -> list[str]:
    """Return the offices of those whom a question's speaker can be."""
    named = corpus(where).find(f"what did the {phrase} say")
    return [CORPORA[where].split()[person] for person in named[0].persons] if named else []


@pytest.mark.parametrize(
    ("where", "phrase", "office"),
    [
        ("city", "top disciplinary official", "市纪委书记"),
        ("city", "discipline chief", "市纪委书记"),
        ("district", "discipline chief", "区纪委书记"),
        ("county", "anti-corruption head", "县纪委书记"),
        ("state", "anti-corruption chief", "中央纪委书记"),
        ("city", "deputy discipline chief", "市纪委副书记"),
        ("city", "court president", "市中级人民法院院长"),
        ("district", "president of the court", "区人民法院院长"),
        ("county", "head of the court", "县人民法院院长"),
        ("state", "top judge", "最高人民法院院长"),
        ("city", "deputy court president", "市中级人民法院副院长"),
        ("city", "chief prosecutor", "市人民检察院检察长"),
        ("district", "head of the procuratorate", "区人民检察院检察长"),
        ("state", "top prosecutor", "最高人民检察院检察长"),
        ("city", "education bureau chief", "市教育局局长"),
        ("district", "director of the education bureau", "区教育局局长"),
        ("county", "head of the education bureau", "县教育局局长"),
        ("city", "deputy education bureau chief", "市教育局副局长"),
        ("city", "deputy head of the education bureau", "市教育局副局长"),
        ("city", "head of the housing bureau", "市住建局局长"),
        ("city", "police chief", "市公安局局长"),
        ("county", "police chief", "县公安局局长"),
        ("city", "deputy police chief", "市公安局副局长"),
        ("city", "health commission director", "市卫健委主任"),
        ("district", "head of the health commission", "区卫健委主任"),
        ("city", "deputy health commission director", "市卫健委副主任"),
        ("city", "weather bureau head", "市气象局局长"),
        ("city", "head of the hospital", "市第一医院院长"),
        ("district", "district head", "区长"),
        ("district", "deputy district head", "副区长"),
        ("district", "deputy head of the district", "副区长"),
        ("district", "district party chief", "区委书记"),
        ("district", "secretary of the district party committee", "区委书记"),
        ("district", "deputy district party secretary", "区委副书记"),
        ("district", "subdistrict director", "街道办事处主任"),
        ("district", "deputy subdistrict director", "街道办事处副主任"),
        ("county", "county chief", "县长"),
        ("county", "deputy county chief", "副县长"),
        ("county", "county party secretary", "县委书记"),
        ("county", "deputy county party secretary", "县委副书记"),
        ("county", "deputy township party secretary", "乡党委副书记"),
        ("county", "village secretary", "村党支部书记"),
        ("county", "deputy town mayor", "副镇长"),
        ("city", "city party boss", "市委书记"),
        ("city", "deputy city party secretary", "市委副书记"),
        ("city", "assistant mayor", "市长助理"),
        ("city", "propaganda chief", "市委宣传部部长"),
        ("district", "propaganda chief", "区委宣传部部长"),
        ("city", "deputy propaganda chief", "市委宣传部副部长"),
        ("city", "organisation department head", "市委组织部部长"),
        ("city", "united front chief", "市委统战部部长"),
        ("city", "political and legal affairs chief", "市委政法委书记"),
        ("city", "congress chair", "市人大常委会主任"),
        ("city", "deputy congress chair", "市人大常委会副主任"),
        ("district", "head of the congress", "区人大常委会主任"),
        ("city", "political consultative conference chair", "市政协主席"),
        ("city", "vice chair of the cppcc", "市政协副主席"),
        ("state", "top political adviser", "全国政协主席"),
        ("state", "top legislator", "全国人大常委会委员长"),
        ("city", "general manager", "总经理"),
        ("city", "deputy general manager", "副总经理"),
        ("city", "chair of the board", "董事长"),
        ("city", "spokesperson", "市政府发言人"),
        ("state", "spokesperson", "外交部发言人"),
        ("state", "central bank governor", "中国人民银行行长"),
        ("state", "deputy central bank governor", "中国人民银行副行长"),
        ("state", "securities regulator", "证监会主席"),
        ("state", "statistics chief", "国家统计局局长"),
        ("state", "deputy statistics chief", "国家统计局副局长"),
        ("state", "foreign minister", "外交部部长"),
        ("state", "vice foreign minister", "外交部副部长"),
        ("state", "deputy head of the ndrc", "国家发展和改革委员会副主任"),
        ("state", "secretary of state", "美国国务卿"),
        ("city", "secretary-general", "市委秘书长"),
        ("city", "secretary general", "市委秘书长"),
        ("city", "secretary", "市委书记"),
        ("district", "secretary of the party committee", "区委书记"),
    ],
)
def test_a_loose_english_form_leads_to_its_office(where, phrase, office):
    assert held(where, phrase) == [office]


@pytest.mark.parametrize("where", ["city", "state"])
def test_no_form_of_a_deputy_leads_to_the_head_nor_the_other_way_round(where):
    wrong = []
    for phrase in (form for office in office_list() for form in office.en if "'" not in form):
        found = held(where, phrase)
        if any(("副" in office or "助理" in office) != bool(_DEPUTY.search(phrase)) for office in found):
            wrong.append((phrase, found))
    assert wrong == []


def test_no_office_has_two_lines_and_no_line_repeats_a_form():
    assert [zh for zh, count in Counter(one.zh for one in office_list()).items() if count > 1] == []
    assert [one.zh for one in office_list() if len({*one.en}) < len(one.en) or len({*one.alt}) < len(one.alt)] == []
