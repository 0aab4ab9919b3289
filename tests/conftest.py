"""Fixtures that the tests share."""

from pathlib import Path

import pytest
from fakes import FakeEncoder, write_docs

from index.encoding import Encoder


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
