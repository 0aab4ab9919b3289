"""The word lists the read side ships with: glossary, lexicon, places, and the words of asking."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from index.folding import fold
from retrieval.glossary import shipped_glossary

_FOLDER = Path(__file__).parents[2] / "retrieval"
_ENGLISH = re.compile(r"[a-z0-9][a-z0-9 .,&'+/()-]*")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_KINDS = {"country", "territory", "province", "city", "region", "group", "organisation", "person"}
_SAME_PINYIN = {"fuzhou", "suzhou", "taizhou", "yichun", "yulin"}  # two cities each


def _rows(name):
    return [json.loads(line) for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def glossary():
    return _rows("glossary.jsonl")


@pytest.fixture(scope="module")
def lexicon():
    return _rows("lexicon.jsonl")


@pytest.fixture(scope="module")
def places():
    return _rows("places.jsonl")


@pytest.fixture(scope="module")
def asking():
    return json.loads((_FOLDER / "stopwords.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def all_chinese(glossary, lexicon, places, asking):
    forms = [form for row in [*glossary, *places] for form in (row["zh"], *row["alt"])]
    return [*forms, *(form for row in lexicon for form in row["zh"]), *asking["zh"]]


@pytest.fixture(scope="module")
def all_english(glossary, lexicon, places, asking):
    return [*(form for row in [*glossary, *lexicon, *places] for form in row["en"]), *asking["en"]]


def _twice(forms):
    return {form for form, count in Counter(forms).items() if count > 1}


@pytest.mark.parametrize(
    ("name", "keys", "least"),
    [
        ("glossary.jsonl", {"zh": str, "alt": list, "en": list, "domain": str}, 4000),
        ("lexicon.jsonl", {"en": list, "zh": list}, 3000),
        ("places.jsonl", {"zh": str, "alt": list, "en": list, "kind": str}, 1500),
    ],
)
def test_every_line_has_just_its_keys(name, keys, least):
    rows = _rows(name)
    assert len(rows) >= least
    assert [row for row in rows if {key: type(value) for key, value in row.items()} != keys] == []


def test_all_forms_are_text_without_blanks_at_their_ends(all_chinese, all_english):
    assert [form for form in [*all_chinese, *all_english] if not form or form != form.strip() or "  " in form] == []


def test_all_forms_are_in_their_search_form(all_chinese, all_english):
    assert [form for form in [*all_chinese, *all_english] if fold(form) != form] == []


def test_english_forms_are_plain_lower_case(all_english):
    assert [form for form in all_english if not _ENGLISH.fullmatch(form)] == []


def test_chinese_forms_are_chinese_or_long_enough_to_stand_out(all_chinese):
    assert [form for form in all_chinese if not _HAN.search(form) and len(form) < 4] == []


def test_no_term_has_two_glossary_lines(glossary):
    assert _twice(row["zh"] for row in glossary) == set()


def test_no_glossary_line_repeats_itself(glossary):
    assert [row["zh"] for row in glossary if _twice([row["zh"], *row["alt"]]) or _twice(row["en"])] == []


def test_every_glossary_line_leads_somewhere(glossary):
    assert [row["zh"] for row in glossary if not row["alt"] and not row["en"]] == []


def test_an_english_word_stands_in_one_lexicon_line(lexicon):
    assert _twice(form for row in lexicon for form in row["en"]) == set()


def test_a_lexicon_line_gives_one_to_five_chinese_words(lexicon):
    assert [row for row in lexicon if not row["en"] or not 1 <= len(row["zh"]) <= 5 or _twice(row["zh"])] == []


def test_no_name_has_two_lines_of_one_kind(places):
    assert _twice((row["kind"], row["zh"]) for row in places) == set()


def test_every_place_is_of_a_known_kind_and_has_an_english_name(places):
    assert [row for row in places if row["kind"] not in _KINDS or not row["en"]] == []


def test_an_english_name_leads_to_one_place(places):
    assert _twice(form for row in places for form in row["en"]) == _SAME_PINYIN


def test_only_provinces_have_names_of_one_character(places):
    assert {row["kind"] for row in places for form in (row["zh"], *row["alt"]) if len(form) == 1} == {"province"}


def test_no_word_of_asking_stands_twice(asking):
    assert _twice(asking["en"]) | _twice(asking["zh"]) == set()


def test_words_of_asking_are_no_words_of_the_lists(glossary, lexicon, places, asking):
    english = {form for row in [*glossary, *lexicon, *places] for form in row["en"]}
    chinese = {form for row in lexicon for form in row["zh"]} | {row["zh"] for row in [*glossary, *places]}
    assert english & set(asking["en"]) == set()
    assert chinese & set(asking["zh"]) == set()


@pytest.mark.parametrize("word", ["us", "may", "state", "demand", "claim", "call"])
def test_english_words_that_also_name_a_matter_are_no_words_of_asking(asking, word):
    assert word not in asking["en"]


@pytest.mark.parametrize("word", ["要求", "指示", "措施", "会议", "部署", "政策"])
def test_chinese_words_that_also_name_a_matter_are_no_words_of_asking(asking, word):
    assert word not in asking["zh"]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("rice", "水稻"),
        ("drought", "干旱"),
        ("hospital", "医院"),
        ("sought", "寻求"),
        ("white paper", "白皮书"),
        ("quota", "配额"),
        ("school places", "学位"),
        ("landfill", "垃圾填埋场"),
        ("mutton", "羊肉"),
        ("name and shame", "通报批评"),
    ],
)
def test_the_likeliest_chinese_word_comes_first(lexicon, english, chinese):
    assert next(row["zh"][0] for row in lexicon if english in row["en"]) == chinese


@pytest.mark.parametrize(
    ("asked", "chinese"),
    [
        ("storm drains", "雨水管网"),
        ("school places", "学位"),
        ("the ground floor", "一楼"),
        ("pilot-scale testing", "中试"),
        ("shore power", "岸电"),
        ("adding lifts", "加装电梯"),
        ("inspection visits", "入企检查"),
        ("abandoned farmland", "撂荒地"),
        ("takeaway without premises", "无堂食"),
        ("meal delivery", "送餐"),
        ("snow clearing", "除雪"),
        ("refurbishment", "改造"),
    ],
)
def test_everyday_english_leads_to_the_words_of_local_reports(asked, chinese):
    assert chinese in shipped_glossary().translations(asked)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("brunei", "文莱"),
        ("french", "法国"),
        ("shaanxi", "陕西"),
        ("shanxi", "山西"),
        ("canton", "广州"),
        ("xi'an", "西安"),
        ("greater bay area", "粤港澳大湾区"),
        ("asian development bank", "亚洲开发银行"),
        ("putin", "普京"),
        ("us", "美国"),
    ],
)
def test_english_names_lead_to_the_names_in_meeting_texts(places, english, chinese):
    assert [row["zh"] for row in places if english in row["en"]] == [chinese]


@pytest.mark.parametrize(
    ("said", "term"),
    [
        ("揾工", "就业"),
        ("楼市", "房地产市场"),
        ("外卖小哥", "新就业群体"),
        ("塞车", "交通拥堵"),
        ("老人食堂", "老年助餐服务"),
        ("计程车", "出租汽车"),
        ("娃上学", "义务教育"),
        ("资安", "网络安全"),
    ],
)
def test_everyday_words_lead_to_the_terms_of_meeting_texts(glossary, said, term):
    assert said in next(row["alt"] for row in glossary if row["zh"] == term)
