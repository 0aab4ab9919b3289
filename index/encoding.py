"""A sentence-transformers model, by folder or name: texts in, unit vectors out.

A static model (one vector a word, averaged) goes through model2vec, which needs no torch: 0.2 s instead of 6.6 s to
import. Any other model goes through sentence-transformers itself.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import numpy as np
from model2vec import StaticModel
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file
from tokenizers import Tokenizer, models

from index.errors import EncoderError

Vectors = NDArray[np.float32]

_UNIGRAM_UNKNOWN = re.compile(r'"unk_id"\s*:\s*(\d+)')
_WEIGHT_FILES = ("*.safetensors", "*.bin", "tokenizer.json")


class Encoder(Protocol):
    """What the index needs of an embedding model."""

    @property
    def dimensions(self) -> int:
        """Length of one vector."""

    @property
    def identity(self) -> str:
        """What tells this model from any other: its name and a digest of its weights where they lie on disk."""

    def encode(self, folds: Sequence[str]) -> Vectors:
        """Return unit vectors, float32, shape (len(folds), dimensions), of texts in their search form."""


def load_encoder(name: str, *, root: Path) -> Encoder:
    """Load the model in folder `name` below `root`, or the one of that name on the model hub.

    Raises EncoderError where the folder is not there or holds no model, or where the model cannot be had.
    """
    folder = root / name
    if folder.is_dir():
        files = _static_files(folder)
        return StaticEncoder(name, files) if files else TransformerEncoder(name, folder)
    if Path(name).is_absolute() or (root / Path(name).parts[0]).is_dir():
        raise EncoderError(
            f"[model] name {name!r}: folder {folder} is not there; name a model folder, such as retrieval/model,"
            " or a model on the hub, such as BAAI/bge-m3"
        )
    return TransformerEncoder(name, None)


@dataclass(frozen=True, slots=True)
class StaticFiles:
    """The two files of a static model."""

    weights: Path
    tokenizer: Path


class StaticEncoder:
    """A static model, run through model2vec. Threads may share it; a text's vector depends on that text alone."""

    def __init__(self, name: str, files: StaticFiles) -> None:
        self._name = name
        self._files = files
        self._lock = Lock()  # StaticModel.encode changes its tokenizer's settings while it runs
        self._model = _static_model(_tensors(files.weights), files.tokenizer)

    @property
    def dimensions(self) -> int:
        """Length of one vector."""
        return int(self._model.embedding.shape[1])

    @cached_property
    def identity(self) -> str:
        """Name and digest; hashing the shipped 30 MB takes 0.03 s, once."""
        return f"{self._name} {_digest([self._files.tokenizer, self._files.weights])}"

    def encode(self, folds: Sequence[str]) -> Vectors:
        """Return unit vectors, shape (len(folds), dimensions); zero for a text without a known word."""
        if not folds:
            return np.zeros((0, self.dimensions), np.float32)
        with self._lock:
            sums = self._model.encode(list(folds), max_length=None, normalize=False, use_multiprocessing=False)
        return _unit(sums)

    def token_vectors(self, folds: Sequence[str]) -> list[Vectors]:
        """Return the weighted vector of each known word of each text, shapes (n_words, dimensions)."""
        if not folds:
            return []
        with self._lock:
            found = self._model.encode_as_sequence(list(folds), max_length=None, use_multiprocessing=False)
        return [np.asarray(words, np.float32) for words in found]


class TransformerEncoder:
    """Any other model, run through sentence-transformers, which takes seconds to import."""

    def __init__(self, name: str, folder: Path | None) -> None:
        self._name = name
        self._folder = folder
        self._lock = Lock()
        self._model = _sentence_transformer(name, folder)

    @property
    def dimensions(self) -> int:
        """Length of one vector."""
        return int(self._model.get_embedding_dimension())

    @cached_property
    def identity(self) -> str:
        """Name and digest of the weights; a model on the hub is known by its name alone."""
        if self._folder is None:
            return self._name
        files = sorted(path for pattern in _WEIGHT_FILES for path in self._folder.rglob(pattern))
        return f"{self._name} {_digest(files)}"

    def encode(self, folds: Sequence[str]) -> Vectors:
        """Return unit vectors, shape (len(folds), dimensions); zero for a blank text.

        Texts run in one batch differ from the same run alone by rounding, about 1e-6.
        """
        if not folds:
            return np.zeros((0, self.dimensions), np.float32)
        with self._lock:
            vectors = _unit(self._model.encode(list(folds), show_progress_bar=False, convert_to_numpy=True))
        vectors[[not fold.strip() for fold in folds]] = 0
        return vectors


def _static_files(folder: Path) -> StaticFiles | None:
    """Return the files of a static model; None for any other. Raises EncoderError if the folder holds no model."""
    modules, config = folder / "modules.json", folder / "config.json"
    if modules.is_file():
        parts = _json(modules)
        kinds = [str(part["type"]).rpartition(".")[2] for part in parts]
        is_static = kinds[0] == "StaticEmbedding" and set(kinds[1:]) <= {"Normalize"}
        inner = folder / str(parts[0]["path"])
    elif config.is_file():
        is_static, inner = _json(config).get("model_type") == "model2vec", folder
    else:
        raise EncoderError(
            f"[model] folder {folder} is not a sentence-transformers model: it has no modules.json and no config.json;"
            " copy the whole model folder, or set [model] name back to retrieval/model"
        )
    return StaticFiles(inner / "model.safetensors", inner / "tokenizer.json") if is_static else None


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _damaged(path, error) from error


def _tensors(path: Path) -> Mapping[str, NDArray[Any]]:
    try:
        tensors: Mapping[str, NDArray[Any]] = load_file(path)
    except (OSError, SafetensorError, KeyError) as error:
        raise _damaged(path, error) from error
    if not {"embedding.weight", "embeddings"} & tensors.keys():
        raise _damaged(path, f"no embedding.weight and no embeddings among {sorted(tensors)}")
    return tensors


def _tokenizer(path: Path) -> tuple[Tokenizer, int | None]:
    """Return a tokenizer and the id of its unknown token."""
    try:
        text = path.read_text(encoding="utf-8")
        tokenizer = Tokenizer.from_str(text)
    except Exception as error:  # tokenizers raises bare Exception
        raise _damaged(path, error) from error
    unknown = getattr(tokenizer.model, "unk_token", None)
    if unknown is not None:
        return tokenizer, tokenizer.token_to_id(unknown)
    found = _UNIGRAM_UNKNOWN.search(text)
    return tokenizer, int(found[1]) if found else None


def _static_model(tensors: Mapping[str, NDArray[Any]], tokenizer: Path) -> StaticModel:
    """Return a StaticModel of these tensors.

    Made from its files it would copy its tokenizer and sort its vocabulary, 0.6 s for 100,000 words, and import the
    hub's client, 0.3 s; so it is made empty and given its parts.
    """
    empty = Tokenizer(models.WordLevel({"": 0}, unk_token=""))
    model = StaticModel(np.zeros((1, 1), np.float32), empty, max_length=None)
    model.embedding = tensors["embedding.weight"] if "embedding.weight" in tensors else tensors["embeddings"]
    model.weights = tensors.get("weights")
    model.token_mapping = tensors.get("mapping")
    model.tokenizer, model.unk_token_id = _tokenizer(tokenizer)
    if model.token_mapping is None and len(model.embedding) != model.tokenizer.get_vocab_size():
        rows, tokens = len(model.embedding), model.tokenizer.get_vocab_size()
        raise _damaged(tokenizer, f"{rows} rows for {tokens} tokens")
    model.tokenizer.no_padding()
    model.tokenizer.no_truncation()
    return model


def _sentence_transformer(name: str, folder: Path | None) -> Any:
    try:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - 6.6 s, and not needed by static models
        from transformers.utils.logging import disable_progress_bar  # noqa: PLC0415 - the same
    except ImportError as error:
        raise EncoderError(
            f"[model] name {name!r} is not a static model and needs the package sentence-transformers ({error});"
            " pip install sentence-transformers, or set [model] name back to retrieval/model"
        ) from error
    disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers has no types here
    try:
        return SentenceTransformer(str(folder or name), local_files_only=folder is not None)
    except Exception as error:  # its many layers raise what they like
        raise EncoderError(
            f"[model] name {name!r} cannot be loaded: {_line(error)}; check the name, the files and, for a model on"
            " the hub, the network, or set [model] name back to retrieval/model"
        ) from error


def _unit(vectors: NDArray[Any]) -> Vectors:
    """Return float32 rows of length 1; a zero row stays zero."""
    rows = np.asarray(vectors, np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    units: Vectors = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return units


def _digest(files: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _damaged(path: Path, error: object) -> EncoderError:
    return EncoderError(f"[model] file {path} cannot be used: {_line(error)}; copy the whole model folder again")


def _line(error: object) -> str:
    """Return the first line of an error's text."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
