"""Data: each source is read in search form, what is held out stays out, missing data is named."""

import gzip
import json
import lzma
from pathlib import Path

import pytest

from training.data import DataMissingError, Source, is_held_out, pairs, read_corpus, split

KEPT, HELD = "20240102", "20240118"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Write one line of each source, and news and a question of a date that is held out."""
    (tmp_path / "synthetic").mkdir()
    (tmp_path / "bilingual").mkdir()
    question = {
        "title": "t",
        "para": "加大招商引資力度。",
        "en_q": "More Investment?",
        "en": "Gist",
        "zh_q": "怎麼招商",
    }
    lines = {
        "queries": [question | {"date": KEPT}, question | {"date": HELD, "en_q": "held"}],
        "local": [question | {"title": "会", "zh_f": "招商力度"}],
        "glossary": [{"zh": "外资", "alt": ["外商投资"], "en": ["foreign capital"]}],
        "roles": [{"zh": "市长", "alt": [], "en": ["mayor"]}],
    }
    for name, records in lines.items():
        text = "".join(json.dumps(record) + "\n" for record in records)
        (tmp_path / f"synthetic/{name}.jsonl").write_text(text, encoding="utf-8")
    news = [
        {"date": date, "title": "题", "paras": ["这是第一句足够长的话。这是第二句足够长的话。短。"]}
        for date in (KEPT, HELD)
    ]
    with lzma.open(tmp_path / "news_until_2024.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(item) + "\n" for item in news)
    with gzip.open(tmp_path / "bilingual/cedict_ts.u8.gz", "wt", encoding="utf-8") as file:
        file.write("# CC-CEDICT\n會 会 [hui4] /meeting/(bound form) union/see 會計|会计[kuai4 ji4]/CL:個|个[ge4]/\n")
    with gzip.open(tmp_path / "bilingual/tatoeba_zh_en.tsv.gz", "wt", encoding="utf-8") as file:
        file.write("你好。\tHi.\n")
    return tmp_path


def rows(data: Path, source: Source) -> list[tuple[str, str]]:
    found = next(group for group in pairs(split(read_corpus(data))[0]) if group.source is source)
    return list(zip(found.left, found.right, strict=True))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (Source.QUESTION_EN, [("more investment?", "加大招商引资力度。")] * 2),
        (Source.GIST_EN, [("gist", "加大招商引资力度。")] * 2),
        (Source.QUESTION_ZH, [(text, "加大招商引资力度。") for text in ("怎么招商", "怎么招商", "招商力度")]),
        (Source.QUESTIONS, [(text, "more investment?") for text in ("怎么招商", "怎么招商", "招商力度")]),
        (Source.GLOSSARY, [("外资", "foreign capital"), ("外资", "外商投资"), ("市长", "mayor")]),
        (Source.CEDICT, [("会", "meeting"), ("会", "union")]),
        (Source.TATOEBA, [("你好。", "hi.")]),
        (Source.TITLE, [("题", "这是第一句足够长的话。这是第二句足够长的话。短。")]),
        (Source.NEXT, [("这是第一句足够长的话。", "这是第二句足够长的话。")]),
    ],
)
def test_pairs_of_each_source(data: Path, source: Source, expected: list[tuple[str, str]]) -> None:
    assert rows(data, source) == expected


def test_held_out_dates_are_in_no_pair_and_kept_ones_are_not_held(data: Path) -> None:
    kept, held = split(read_corpus(data))
    assert (is_held_out(KEPT), is_held_out(HELD)) == (False, True)
    assert [item.date for item in held.news] == [HELD]
    assert [question.english for question in held.questions] == ["held"]
    assert not any(is_held_out(item.date) for item in kept.news)
    assert not any(is_held_out(question.key) for question in kept.questions)


def test_missing_data_is_named_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(DataMissingError, match="data/none is not there; it is development data, not shipped"):
        read_corpus(tmp_path / "data/none")
