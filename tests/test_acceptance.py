"""The first questions that the project was asked to answer, over a real report that is not shipped with it."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from index.build import build
from index.encoding import load_encoder
from retrieval.answer import AnswerSettings, Library

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT.parent / "shared/samples/yancheng-20221229.txt"

pytestmark = pytest.mark.skipif(not SAMPLE.is_file(), reason="development data, not shipped")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("report")
    (folder / "docs").mkdir()
    shutil.copy(SAMPLE, folder / "docs")
    build(folder / "docs", folder / "index", load_encoder("retrieval/model", root=ROOT))
    opened = Library.open(folder / "index", model="retrieval/model", root=ROOT, settings=AnswerSettings())
    with closing(opened.generation):
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "what did the secretary say about foreign investment",
        "书记对外资怎么说",
        "書記對外資怎麼說",
        "徐书记 外向型经济",
    ],
)
def test_the_secretary_on_foreign_investment(library: Library, question: str) -> None:
    first = library.answer(question).quotes[0]
    assert "外向型經濟專題招商" in first.quote
    assert (first.speaker, first.office, first.date) == ("徐纓", "市委書記", date(2022, 12, 29))


def test_the_mayor_on_foreign_investment(library: Library) -> None:
    first = library.answer("周市长关于外资").quotes[0]
    assert "利用外資" in first.quote
    assert first.speaker == "周斌"


@pytest.mark.parametrize(
    "question", ["space tourism", "书记怎么说太空旅游", "what did the mayor say about space tourism"]
)
def test_nobody_spoke_of_space_tourism(library: Library, question: str) -> None:
    answer = library.answer(question)
    assert (answer.quotes, answer.others, answer.scope.meetings) == ((), (), 1)
