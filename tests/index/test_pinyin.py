import pytest

from index.pinyin import find_pinyin


def without(text: str) -> str:
    for start, end in reversed(find_pinyin(text)):
        text = text[:start] + text[end:]
    return text


SCENARIOS = [
    ("with tones", "高(gāo)质(zhì)量(liàng)", "高质量"),
    ("without tones", "人(ren)民(min)", "人民"),
    ("combining tones", "高(ga\u0304o)质(zhi\u0300)", "高质"),
    ("tones as digits", "高(gao1)质(zhi4)", "高质"),
    ("capital at the start", "北(Bei)京(jing)", "北京"),
    ("full-width parentheses", "人（ren）民（mín）", "人民"),
    ("mixed parentheses", "人(ren）民（min)", "人民"),
    ("full-width letters", "人（ｒｅｎ）", "人"),
    ("blanks inside", "人( ren )民(min )", "人民"),
    ("doubled", "中(zhong)(zhong)共中(zhong)(zhong)央", "中共中央"),
    ("ü as it is, as v and as u", "绿(lǜ)女(nü)旅(lv)吕(lu)略(lüè)", "绿女旅吕略"),
    ("u after j, q, x, y", "句(jù)去(qü)学(xve)元(yuan)", "句去学元"),
    ("letters of phonetic fonts", "工(ɡōnɡ)党(dɑnɡ)", "工党"),
    ("any reading of the character", "行(háng)行(xing)重(chóng)重(zhong)", "行行重重"),
    ("traditional characters", "強(qiáng)調(diào)發(fa)展(zhǎn)", "強調發展"),
    ("a word with tones", "文化(wénhuà)学院(xué yuàn)", "文化学院"),
    ("a single letter", "啊(a)俄(e)", "啊俄"),
]


@pytest.mark.parametrize(("name", "text", "expected"), SCENARIOS, ids=[name for name, _, _ in SCENARIOS])
def test_annotations_are_found(name: str, text: str, expected: str) -> None:
    assert without(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "碳(C)",
        "市(县)",
        "各縣(市、區)",
        "国内生产总值(GDP)",
        "大爱(AI)",
        "俄(E)方",
        "人(gao)民",  # a reading of another character
        "上海(Shanghai)",
        "中国(China)",
        "(ren)",
        "人 (一)",
        "人()民",
        "阶段(a)和(b)",
        "公式f(x)",
    ],
)
def test_other_parentheses_stay(text: str) -> None:
    assert find_pinyin(text) == []


def test_of_doubled_parentheses_only_the_readings_go() -> None:
    assert without("总(zong)(GDP)值(zhi)") == "总(GDP)值"
