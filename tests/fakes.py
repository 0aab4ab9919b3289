"""Fakes that the tests share; all of them are deterministic."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.encoding import Vectors

SECRETARY = "全市招商引资会议\n1月5日，市委书记徐缨主持会议。徐缨强调，要扩大利用外资，把开放的大门越开越大。\n"
MAYOR = "全市就业工作会议\n2月6日，市长周斌出席会议。周斌指出，要把稳就业摆在更加突出的位置。\n"


@dataclass(frozen=True, slots=True)
class FakeEncoder:
    """A model made of nothing: every character and pair of characters adds one to a hashed dimension."""

    dimensions: int = 64
    identity: str = "fake@1"

    def encode(self, folds: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(folds), self.dimensions), np.float32)
        for vector, text in zip(vectors, folds, strict=True):
            for piece in [*text, *(text[at : at + 2] for at in range(len(text) - 1))]:
                vector[zlib.crc32(piece.encode()) % self.dimensions] += 1
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / np.maximum(lengths, 1e-9)


def write_docs(folder: Path) -> Path:
    folder.mkdir()
    (folder / "20240105-zhaoshang.txt").write_text(SECRETARY, encoding="utf-8")
    (folder / "20240206-jiuye.txt").write_text(MAYOR, encoding="gb18030")
    return folder
