"""Sentences and passages: exact spans, inside one turn and one paragraph."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.attribution import Turn, attribute
from index.cleaning import clean
from index.heading import read_heading
from index.kind import Kind
from index.passages import sentences, split_passages
from index.reading import Format, Source

SENTENCE = "要把河道里的淤泥清干净，把岸上的垃圾运走。"  # 21 characters


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("先清淤。再截污。", ["先清淤。", "再截污。"]),
        ("他说：“要快。”会后合影。", ["他说：“要快。”", "会后合影。"]),
        ("他說：「要快！」會後合影。", ["他說：「要快！」", "會後合影。"]),
        ("增长3.5%，比上年快。", ["增长3.5%，比上年快。"]),
        ("引进Co. Ltd公司。", ["引进Co. Ltd公司。"]),
        ("谁来管？怎么管？", ["谁来管？", "怎么管？"]),
        ("谁来管?\n没人。", ["谁来管?\n", "没人。"]),
        ("在區域?用面?,要整治。", ["在區域?用面?,要整治。"]),
        ("等等……后来呢", ["等等……", "后来呢"]),
        ("（依照《办法》。细则另发）散会。", ["（依照《办法》。细则另发）散会。"]),
        ("（讲完了。）散会", ["（讲完了。）", "散会"]),
        ("第一行\n第二行", ["第一行\n", "第二行"]),
        ("", []),
    ],
)
def test_sentences(text: str, found: list[str]) -> None:
    assert cut(text) == found


@settings(deadline=None)  # the first example loads the dictionaries
@given(st.text(alphabet="要快。！？?!…“”「」（）《》\n .,，a3", max_size=80))
def test_sentences_rebuild_the_text(text: str) -> None:
    assert "".join(cut(text)) == text


def source(text: str) -> Source:
    return Source("20240305-01.txt", Format.TEXT, "utf-8", text, "0" * 64)


def passages(text: str) -> list[str]:
    cleaned = clean(source(text))
    turns = (Turn(0, len(cleaned.text), "庞一舟", "市长", Kind.REPORTED),)
    return [passage.text for passage in split_passages(cleaned, turns)]


def test_short_sentences_are_joined() -> None:
    assert passages("要快。要准。要狠。") == ["要快。要准。要狠。"]


def test_passage_ends_when_it_is_long_enough() -> None:
    assert passages(SENTENCE * 6) == [SENTENCE * 3, SENTENCE * 3]


def test_fragment_at_the_end_joins_the_passage_before() -> None:
    assert passages(SENTENCE * 3 + "要快。") == [SENTENCE * 3 + "要快。"]


def test_long_sentence_stays_whole() -> None:
    sentence = "要把河道清干净，" * 40 + "要快。"
    assert passages(sentence) == [sentence]


def test_sentence_beyond_the_cap_is_cut_at_a_comma() -> None:
    found = passages("要把河道清干净，" * 60 + "要快。")
    assert [piece[-1] for piece in found] == ["，", "。"]
    assert max(len(piece) for piece in found) <= 400


def test_passages_keep_to_their_paragraph() -> None:
    assert passages("要快。\n要准。") == ["要快。", "要准。"]


def test_words_that_lead_in_a_quotation_are_no_passage() -> None:
    cleaned = clean(source("市长庞一舟说：“路修到哪里，人心就通到哪里。”"))
    turns = attribute(cleaned, read_heading(cleaned, name="a.txt"))
    assert [passage.text for passage in split_passages(cleaned, turns)] == ["“路修到哪里，人心就通到哪里。”"]


def test_passage_knows_its_place_and_speaker() -> None:
    text = "例会\n\n市長龐一舟(páng)出席。他指出,要清(qīng)淤。\n"
    given = source(text)
    cleaned = clean(given)
    last = split_passages(cleaned, attribute(cleaned, read_heading(cleaned, name=given.name)))[-1]
    assert given.text[last.start : last.end] == "他指出,要清(qīng)淤。"
    assert (last.text, last.search) == ("他指出,要清淤。", "他指出,要清淤。")
    assert (last.speaker, last.office, last.kind, last.certain) == ("龐一舟", "市長", Kind.REPORTED, True)
    assert given.text[last.paragraph_start : last.paragraph_end].startswith("市長")


WORDS = st.sampled_from(
    [
        "市长庞一舟说，",
        "要把河道清干净，",
        "要快。",
        "\n",
        "他强调：“要准。”",
        "会后散场。",
        "！",
        "(páng)",
        "责任编辑：某",
    ]
)


@settings(deadline=None)  # the first example loads the dictionaries
@given(st.lists(WORDS, max_size=40).map("".join))
def test_passages_lie_inside_one_turn_and_one_paragraph(text: str) -> None:
    cleaned = clean(source(text))
    turns = attribute(cleaned, read_heading(cleaned, name="a.txt"))
    found = split_passages(cleaned, turns)
    assert all("\n" not in passage.text and passage.text.strip() for passage in found)
    spans = [cleaned.to_source(turn.start, turn.end) for turn in turns]
    for passage in found:
        assert passage.paragraph_start <= passage.start < passage.end <= passage.paragraph_end
        assert any(start <= passage.start and passage.end <= end for start, end in spans)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
