"""Fixtures that the tests share."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from fakes import FakeEncoder, write_docs

from index.build import build
from index.encoding import Encoder, load_encoder
from retrieval.answer import Answer, AnswerSettings, Library
from retrieval.evaluation import LabelledQuestion, read_questions

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", lambda _: None)


@pytest.fixture
def encoder() -> Encoder:
    return FakeEncoder()


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Return a folder with two small meeting texts."""
    return write_docs(tmp_path / "docs")


@pytest.fixture(scope="session")
def shipped_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an index of the texts in docs/, built with the shipped model."""
    index = tmp_path_factory.mktemp("shipped") / "index"
    build(ROOT / "docs", index, load_encoder("retrieval/model", root=ROOT))
    return index


@pytest.fixture(scope="session")
def shipped(shipped_index: Path) -> Iterator[Library]:
    """Return the texts in docs/, opened to be asked with the shipped model."""
    library = Library.open(shipped_index, model="retrieval/model", root=ROOT, settings=AnswerSettings())
    with closing(library.generation):
        yield library


@pytest.fixture(scope="session")
def sampled(shipped: Library) -> tuple[tuple[LabelledQuestion, Answer], ...]:
    """Return the sample questions, each with the answer out of docs/."""
    questions = read_questions(ROOT / "tests" / "samples" / "questions.jsonl")
    today = date(2026, 11, 22)
    return tuple((one, shipped.answer(one.question, previous=one.previous, today=today)) for one in questions)
