import pytest

from index.decoding import Decoded, decode, redecode

SIMPLIFIED = "市委书记徐纓强调，要深入学习贯彻党的二十大精神，加快建设绿色低碳发展示范区。"
SIMPLIFIED_GB2312 = "市委书记强调，要深入学习贯彻党的二十大精神，加快建设绿色低碳发展示范区。"
TRADITIONAL = "市委書記徐纓強調，要深入學習貫徹黨的二十大精神，加快建設綠色低碳發展示範區。"
MIXED = "他说，GDP增长5.5%，Wi-Fi 和 5G 全覆盖。"


@pytest.mark.parametrize(
    ("text", "written", "found"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8-sig"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED_GB2312, "gb2312", "gb18030"),
        (TRADITIONAL, "utf-8", "utf-8"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5hkscs"),
        (TRADITIONAL, "cp950", "big5hkscs"),
        ("深水埗的街坊強調民生，啟德的發展很快，要更有魄力。", "big5hkscs", "big5hkscs"),
        (MIXED, "gb18030", "gb18030"),
        ("联通", "gb18030", "gb18030"),
        ("會議", "big5", "big5hkscs"),
        ("", "utf-8", "utf-8"),
        ("plain English", "ascii", "utf-8"),
        ("The café’s “menu of the day” – it was £5", "cp1252", "cp1252"),
        ("He said: “yes” – and left…", "gb18030", "gb18030"),
        ("The naïve Mr. Rodríguez resigned.", "cp1252", "cp1252"),
    ],
)
def test_a_text_comes_back_from_every_encoding(text: str, written: str, found: str) -> None:
    assert decode(text.encode(written)) == Decoded(text, found)


def test_utf_16_is_read_in_both_byte_orders() -> None:
    assert decode(b"\xff\xfe" + "会议".encode("utf-16-le")) == Decoded("会议", "utf-16")
    assert decode(b"\xfe\xff" + "会议".encode("utf-16-be")) == Decoded("会议", "utf-16")


def test_a_utf_8_text_with_a_broken_byte_stays_utf_8() -> None:
    data = SIMPLIFIED.encode().replace("贯".encode(), "贯".encode()[:2])
    assert decode(data) == Decoded(SIMPLIFIED.replace("贯", "\ufffd"), "utf-8")


def test_an_english_text_with_a_broken_utf_8_character_is_no_chinese() -> None:
    assert decode(b"It\xe2\x80s fine, we said so.") == Decoded("It\ufffds fine, we said so.", "utf-8")


def test_a_chinese_text_that_ends_inside_a_character_is_read() -> None:
    decoded = decode(SIMPLIFIED.encode("gb18030")[:-1])
    assert decoded == Decoded(SIMPLIFIED[:-1] + "\ufffd", "gb18030")


def test_bytes_that_are_no_text_give_nothing() -> None:
    assert decode(b"\x8f\x90\xff\xfe\xfd" * 20) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5hkscs"])
def test_the_encoding_found_gives_the_text_again(encoding: str) -> None:
    data = TRADITIONAL.encode(encoding) + b"\xff"
    decoded = decode(data)
    assert decoded is not None
    assert redecode(data, decoded.encoding) == decoded.text
