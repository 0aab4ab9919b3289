"""Fixtures that the tests share."""

from pathlib import Path

import pytest
from fakes import FakeEncoder, write_docs

from index.build import build
from index.encoding import Encoder, load_encoder

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
