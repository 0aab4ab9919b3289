"""Write a static model as a folder that sentence-transformers and model2vec both read, its rows rounded to 8 bits."""

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer

_SETTINGS = {
    "modules.json": [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"},
        {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.models.Normalize"},
    ],
    "config_sentence_transformers.json": {"similarity_fn_name": "cosine"},
    "config.json": {"model_type": "model2vec", "normalize": True, "max_length": None, "embedding_dtype": "int8"},
}


def round_rows(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return rows as whole numbers from -127 to 127, and the scale of each: table ≈ rows * scales[:, None].

    >>> rows, scales = round_rows(np.array([[1.0, -0.5], [0.0, 0.0]], np.float32))
    >>> rows.tolist(), (scales * 127).round(3).tolist()
    ([[127, -64], [0, 0]], [1.0, 0.0])
    """
    scales = np.abs(table).max(axis=1) / 127
    safe = np.where(scales > 0, scales, 1)[:, None]
    return np.round(table / safe).astype(np.int8), scales.astype(np.float32)


def write_folder(folder: Path, table: NDArray[np.float32], tokenizer: Tokenizer) -> None:
    """Write weights, tokenizer and settings; the card, README.md, is written by hand and left alone.

    The tensors carry model2vec's names, `embeddings` and `weights`, because only under these do both libraries take
    8-bit rows with a scale each; sentence-transformers multiplies them out when it loads.
    """
    new = folder.with_name(f"{folder.name}.new")
    new.mkdir(parents=True, exist_ok=True)
    folder.mkdir(exist_ok=True)
    rows, scales = round_rows(table)
    save_file({"embeddings": rows, "weights": scales}, new / "model.safetensors")
    (new / "model.safetensors").chmod(0o644)  # safetensors makes it readable by its owner alone
    tokenizer.save(str(new / "tokenizer.json"), pretty=False)
    for name, content in _SETTINGS.items():
        (new / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    for path in new.iterdir():
        path.replace(folder / path.name)
    new.rmdir()
