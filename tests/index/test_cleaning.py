import random
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.cleaning import CleanText, Reason, Repair, Span, clean, restore
from index.reading import Format, Source


def source(text: str, layout: Format = Format.TEXT) -> Source:
    return Source("a.txt", layout, "utf-8", text, "")


def cleaned(text: str, layout: Format = Format.TEXT) -> CleanText:
    return clean(source(text, layout))


REPORT = "市委書記徐纓主持會議並講話。她強調,要堅持穩字當頭。"
SCENARIOS = [
    ("a clean text", REPORT, REPORT, []),
    ("nothing", "", "", []),
    ("only blanks", " \n　\r\n", "", []),
    ("indents and empty lines", "\ufeff　　甲 乙　\r\n\r\n\t丙\r丁\u2028", "甲 乙\n丙\n丁", [Reason.CONTROL]),
    ("pinyin", "徐纓強(qiáng)調(diào)，碳(C)達(da)峰", "徐纓強調，碳(C)達峰", [Reason.PINYIN] * 3),
    ("pinyin around a tag", "強<b>(qiáng)</b>調", "強調", [Reason.MARKUP, Reason.PINYIN, Reason.MARKUP]),
    ("a prompt at the end", f"{REPORT}\n請輸入驗證碼", REPORT, [Reason.BOILERPLATE]),
    ("a prompt with pinyin", "會議\n請(qing)輸(shu)入驗證碼", "會議", [Reason.BOILERPLATE]),
    ("a credit at the end", "會議結束。（责任编辑：王芳）", "會議結束。", [Reason.BOILERPLATE]),
    ("control characters", "会\0议\u200b强\u202e调", "会议强调", [Reason.CONTROL] * 3),
    ("stray tags", "<p>会议&nbsp;强调</p>a < b<br/>", "会议\u00a0强调\na < b", [Reason.MARKUP] * 4),
    ("a broken run", "在區(qū)域?qū)用?,要", "在區域?qū)用?,要", [Reason.PINYIN, Reason.UNREADABLE]),
    (
        "a broken run around a control",
        "会\ufffd\u200b\ufffd议",
        "会\ufffd\ufffd议",
        [Reason.UNREADABLE, Reason.CONTROL, Reason.UNREADABLE],
    ),
    ("front matter", "---\n标题：会议\n---\n强调", "强调", [Reason.FRONT_MATTER]),
]


@pytest.mark.parametrize(("name", "text", "expected", "reasons"), SCENARIOS, ids=[name for name, _, _, _ in SCENARIOS])
def test_a_text_is_cleaned_with_its_reasons(name: str, text: str, expected: str, reasons: list[Reason]) -> None:
    found = cleaned(text)
    assert found.text == expected
    assert [repair.reason for repair in found.repairs] == reasons


def test_each_format_has_its_own_markup() -> None:
    assert cleaned("# *甲*\n乙", Format.MARKDOWN).text == "甲\n乙"
    assert cleaned("<x-a>甲\n乙</x-a>", Format.HTML).text == "甲乙"
    assert cleaned("# *甲*\n乙", Format.TEXT).text == "# *甲*\n乙"


def test_paragraphs_keep_their_number_in_the_source() -> None:
    found = cleaned("标题\n\n来源：市委办\n甲。\n打印 关闭\n\n乙。\n請輸入驗證碼")
    assert [found.text[start:end] for start, end in found.paragraphs] == ["标题", "甲。", "乙。"]
    assert found.paragraph_numbers == (1, 3, 5)


def test_what_was_left_out_can_be_read_in_the_source() -> None:
    text = "标题\n来源：盐城日报 发布时间：2022-12-29\n甲。"
    (repair,) = cleaned(text).repairs
    assert text[repair.start : repair.end] == "来源：盐城日报 发布时间：2022-12-29"


def test_credits_near_the_ends_are_kept_aside() -> None:
    middle = "\n".join(f"第{number}段。" for number in range(30))
    text = f"标题\n来源：甲报 2024-05-30\n{middle}\n来源：乙报 2024-05-29\n{middle}\n责编：王芳\n打印 关闭"
    assert cleaned(text).credits == ("来源：甲报 2024-05-30", "责编：王芳")


def test_a_clean_slice_leads_to_its_source() -> None:
    text = "　強(qiáng)調\r\n\r\n&ldquo;發展&rdquo;"
    found = cleaned(text)
    assert found.text == "強調\n“發展”"
    assert [text[slice(*found.to_source(at, at + 1))] for at in range(len(found.text))] == [
        "強",
        "調",
        "\r\n\r\n",
        "&ldquo;",
        "發",
        "展",
        "&rdquo;",
    ]
    assert found.to_source(0, 2) == Span(1, 10)
    assert found.to_source(7, 7) == Span(len(text), len(text))


def test_the_search_form_is_folded_and_has_a_blank_for_a_broken_run() -> None:
    found = cleaned("在區(qū)域?qū)用?,要把綠色低碳ＧＤＰ")
    assert found.search_form(0, len(found.text)) == "在区域 ,要把绿色低碳gdp"
    assert found.search_form(1, 5) == "区域 "
    assert found.search_form(5, 9) == " "
    assert found.search_form(9, 12) == ",要把"


def test_restoring_applies_what_lies_inside() -> None:
    text = "甲(jia)&amp;乙 \n 丙�"
    repairs = [
        Repair(1, 6, Reason.PINYIN),
        Repair(6, 11, Reason.MARKUP, "&"),
        Repair(16, 17, Reason.UNREADABLE),
    ]
    assert restore(text, 0, len(text), repairs) == "甲&乙\n丙�"
    assert restore(text, 6, 12, repairs) == "&乙"


PARTS = st.sampled_from(
    [
        *(
            "甲",
            "強",
            "調",
            "發展",
            "(qiáng)",
            "(diao)",
            "（fa）",
            "(C)",
            "?qū)用?",
            "??梢哉f",
            "?",
            "\ufffd",
            "锟斤拷",
        ),
        *(
            "\n",
            "\r\n",
            "\r",
            "\u2028",
            " ",
            "　",
            "\t",
            "\0",
            "\u200b",
            "\x85",
            "\u00a0",
            "a",
            "word",
            "。",
            "，",
            "！",
        ),
        *(
            "<p>",
            "</p>",
            "<br/>",
            "<b>",
            "</b>",
            "<td>",
            "<title>",
            "</title>",
            "<script>",
            "</script>",
            "<nav>",
            "</nav>",
            "<h1>",
            "</h1>",
            '<a href="x">',
            "</a>",
            '<div class="nav">',
            "</div>",
            '<meta name="pubdate" content="2025-04-19">',
        ),
        *(
            "<!--",
            "-->",
            "&nbsp;",
            "&lt;",
            "&ldquo;",
            "&#0;",
            "&",
            "<",
            ">",
            "# ",
            "**",
            "*",
            "_",
            "|",
            "[甲](乙)",
            "```\n",
        ),
        *(
            "\n請輸入驗證碼\n",
            "\n来源：市委办\n",
            "（责编：王芳）",
            "\n打印 关闭",
            "\n来源：市委办 2024-05-30 18:20 字号：大 中 小\n",
            "- ",
            "---\n",
            "title: 甲\n",
            "> ",
            "\\*",
        ),
        "\U0002a6d6",
    ]
)
TEXTS = st.one_of(st.lists(PARTS, max_size=40).map("".join), st.text(max_size=60))


@settings(deadline=None)  # the first fold makes its table
@given(TEXTS, st.sampled_from(Format), st.data())
@example("甲 <b></b>\n乙", Format.HTML, None)
def test_every_slice_is_cut_again_from_the_source(text: str, layout: Format, data: st.DataObject | None) -> None:
    found = cleaned(text, layout)
    end = data.draw(st.integers(0, len(found.text))) if data else len(found.text)
    start = data.draw(st.integers(0, end)) if data else 0
    assert restore(text, *found.to_source(start, end), found.repairs) == found.text[start:end]


@settings(deadline=None)  # the first fold makes its table
@given(TEXTS, st.sampled_from(Format))
def test_a_clean_text_is_well_formed(text: str, layout: Format) -> None:
    found = cleaned(text, layout)
    paragraphs = [found.text[start:end] for start, end in found.paragraphs]
    assert found.text == "\n".join(paragraphs)
    assert all(paragraph == paragraph.strip() != "" for paragraph in paragraphs)
    assert all(left < right for left, right in pairwise(found.paragraph_numbers))
    assert all(left.end <= right.start for left, right in pairwise(found.repairs))
    assert all(left.end < right.start for left, right in pairwise(found.unreadable))
    assert all(repair.start < repair.end and len(repair.replacement) <= 1 for repair in found.repairs)
    steps = [found.to_source(at, at + 1) for at in range(len(found.text))]
    assert all(left.end <= right.start for left, right in pairwise(steps))


@settings(deadline=None)  # the first fold makes its table
@given(TEXTS)
def test_characters_that_no_repair_touches_are_those_of_the_source(text: str) -> None:
    found = cleaned(text)
    for at, character in enumerate(found.text):
        span = found.to_source(at, at + 1)
        assert (
            character == "\n"
            or text[span.start : span.end] == character
            or any(repair.start == span.start and repair.replacement == character for repair in found.repairs)
        )


WORDS = [
    "市委書記徐纓主持會議並講話。",
    "她強調，要深入學習貫徹黨的二十大精神。",
    "市长周斌指出，要扩大有效投资，碳(C)达峰。",
]
READINGS = {
    "市": "shì",
    "書": "shu",
    "徐": "xu",
    "會": "huì",
    "強": "qiang",
    "調": "diào",
    "黨": "dǎng",
    "长": "zhang",
    "要": "yào",
}


def dirty(paragraphs: list[str], chance: random.Random) -> str:
    """Spoil a text in every way that cleaning undoes."""
    lines: list[str] = []
    for paragraph in paragraphs:
        spoiled = ""
        for character in paragraph:
            spoiled += character
            if character in READINGS and chance.random() < 0.7:
                left, right = chance.choice(["()", "（）", "(）"])
                spoiled += f"{left}{READINGS[character]}{right}" * chance.choice([1, 1, 2])
            spoiled += chance.choice(["", "", "", "\u200b", "<b>", "</b>", "\0", "<!-- x -->"])
        lines += [chance.choice(["", "　　", "\t"]) + spoiled + chance.choice(["", " ", "　"])]
        lines += chance.sample(
            ["", "分享到：", "— 3 —", "版权所有 盐城市", "責任編輯：王芳", "打印 关闭", "<hr/>"], k=2
        )
    return chance.choice(["\n", "\r\n", "<br>\n"]).join(lines)


@pytest.mark.parametrize("seed", range(20))
def test_a_spoiled_text_comes_back(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (spoils a text, guards nothing)
    assert cleaned(dirty(WORDS, chance)).text == "\n".join(WORDS)


@pytest.mark.parametrize(
    "part",
    ["?", "中?", "(", "中(zhong", "中(a b c d", " ", "\n", "　", "\ufffdab", "ã¤", "<!--", "---\n", "来源：a ", "a\0"],
)
def test_a_hostile_text_takes_linear_time(part: str) -> None:
    cleaned(part * 10_000)
