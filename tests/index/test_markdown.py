import pytest

from index.alignment import assemble
from index.markdown import find_markdown

SCENARIOS = [
    ("headings", "# 会议\n## 强调 ##\n#不是", "会议\n强调\n#不是"),
    ("underlined headings and rules", "会议\n====\n强调\n---\n***\n", "会议\n强调"),
    ("emphasis", "**强调**，*要*，__加快__ _建设_ ~~旧~~ `码`", "强调，要，加快 建设 旧 码"),
    ("no emphasis", "5 * 3 * 2，a_b_c，* 要", "5 * 3 * 2，a_b_c，* 要"),
    ("links", '[会议](https://a.cn/1 "题")和[强调][1]\n[1]: https://a.cn\n<https://a.cn>', "会议和强调\nhttps://a.cn"),
    ("pictures and footnotes", "会议![图](a.png)强调[^1]", "会议强调"),
    ("brackets that link nothing", "[会议]强调(注)", "[会议]强调(注)"),
    ("lists", "- 甲\n* 乙\n+ [x] 丙\n1. 丁\n  - 戊", "甲\n乙\n丙\n1. 丁\n戊"),
    ("quotes", "> 甲\n> > 乙", "甲\n乙"),
    ("tables", "| 甲 | 乙 |\n|:--|--:|\n| 丙 | 丁 |", "甲   乙\n丙   丁"),
    ("fences", "```text\n**甲** # 乙\n```\n**丙**", "**甲** # 乙\n丙"),
    ("escapes", r"5 \* 3 与 \# 甲", "5 * 3 与 # 甲"),
]


@pytest.mark.parametrize(("name", "text", "expected"), SCENARIOS, ids=[name for name, _, _ in SCENARIOS])
def test_the_words_are_left(name: str, text: str, expected: str) -> None:
    assert assemble(text, find_markdown(text)).text == expected


@pytest.mark.parametrize("part", [" ", "[", "*", "`", "| ", "![", "#", "- ", "[a]("])
def test_a_hostile_text_takes_linear_time(part: str) -> None:
    find_markdown(part * 10_000)
