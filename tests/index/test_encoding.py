"""Encoders: unit vectors, the same through both libraries, no torch for a static model, errors that help."""

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file
from tokenizers import Tokenizer, models, pre_tokenizers

from index.encoding import Encoder, StaticEncoder, TransformerEncoder, load_encoder
from index.errors import EncoderError

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = "retrieval/model"
TEXTS = [
    "要大力开展外向型经济专题招商,加大利用外资力度。",
    "what did the secretary say about foreign investment",
    "市长对2023年的gdp怎么说",
    "r&d subsidies",
]
NOTHING = ["", "  ", "、。!?", "\U000e0001"]


@pytest.fixture(scope="module")
def shipped() -> Encoder:
    return load_encoder(SHIPPED, root=ROOT)


def make_static(folder: Path, *, tensors: dict[str, np.ndarray], unigram: bool = False) -> Path:
    """Write a static model of four tokens; the first is the unknown one."""
    unknown = "[UNK]"
    tokens = [unknown, "外资", "招商", "secretary"]
    if unigram:
        tokenizer = Tokenizer(models.Unigram([(token, -8.0) for token in tokens], unk_id=0))
    else:
        tokenizer = Tokenizer(models.WordLevel({token: i for i, token in enumerate(tokens)}, unk_token=unknown))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    folder.mkdir(parents=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    save_file(tensors, folder / "model.safetensors")
    kinds = ["StaticEmbedding", "Normalize"]
    modules = [{"idx": i, "name": str(i), "path": "", "type": f"x.models.{kind}"} for i, kind in enumerate(kinds)]
    (folder / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    return folder


ROWS = np.array([[9, 9], [3, 4], [0, 2], [-1, 0]], np.float32)


def test_vectors_are_float32_of_unit_length(shipped: Encoder) -> None:
    vectors = shipped.encode(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (4, shipped.dimensions)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1.0] * 4, abs=1e-6)


def test_text_without_a_known_word_gives_a_zero_vector(shipped: Encoder) -> None:
    vectors = shipped.encode([*NOTHING, TEXTS[0]])
    assert not vectors[:4].any()
    assert np.linalg.norm(vectors[4]) == pytest.approx(1.0, abs=1e-6)


def test_no_texts_give_no_rows(shipped: Encoder) -> None:
    assert shipped.encode([]).shape == (0, shipped.dimensions)


def test_vector_does_not_depend_on_its_batch(shipped: Encoder) -> None:
    together = shipped.encode([*TEXTS, *NOTHING, *TEXTS * 300])
    alone = np.concatenate([shipped.encode([text]) for text in TEXTS])
    assert np.array_equal(together[:4], alone)
    assert np.array_equal(together[-4:], alone)


def test_long_text_is_taken_whole(shipped: Encoder) -> None:
    head, tail = "外资" * 5000, "秘书长secretary" * 5000
    assert not np.allclose(shipped.encode([head]), shipped.encode([head + tail]), atol=1e-3)


def test_threads_share_an_encoder(shipped: Encoder) -> None:
    expected = shipped.encode(TEXTS)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(shipped.encode, [TEXTS] * 200))
    assert all(np.array_equal(vectors, expected) for vectors in found)


def test_question_is_nearest_to_its_passage_in_both_languages_and_scripts(shipped: Encoder) -> None:
    passages = [
        "要大力开展外向型经济专题招商,加大利用外资力度。",
        "加强中小学食堂管理,保障学生食品安全。",
        "持续推进长江禁渔,改善水生态环境质量。",
    ]
    questions = ["foreign investment", "food safety in school canteens", "长江保护", "学生吃饭安全"]
    nearest = (shipped.encode(questions) @ shipped.encode(passages).T).argmax(axis=1)
    assert nearest.tolist() == [0, 1, 2, 1]


def test_static_model_needs_neither_torch_nor_sentence_transformers() -> None:
    program = (
        "import sys; from pathlib import Path; from index.encoding import load_encoder;"
        f"load_encoder({SHIPPED!r}, root=Path('.')).encode(['外资']);"
        "print([name for name in ('torch', 'sentence_transformers', 'huggingface_hub') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_shipped_folder_is_at_most_40_megabytes() -> None:
    assert sum(path.stat().st_size for path in (ROOT / SHIPPED).iterdir()) <= 40_000_000


LAYOUTS = {
    "sentence-transformers": {"embedding.weight": ROWS},
    "model2vec, half precision": {"embeddings": ROWS.astype(np.float16)},
    "8 bits and a scale a row": {
        "embeddings": np.array([[1, 1], [30, 40], [0, 1], [-1, 0]], np.int8),
        "weights": np.array([9, 0.1, 2, 1], np.float32),
    },
    "rows shared by tokens": {"embeddings": ROWS[[3, 2, 1, 0]], "mapping": np.array([3, 2, 1, 0], np.int64)},
}


@pytest.mark.parametrize("unigram", [False, True])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_static_vector_is_the_direction_of_the_sum_of_its_known_tokens(
    tmp_path: Path, layout: str, *, unigram: bool
) -> None:
    make_static(tmp_path / "model", tensors=LAYOUTS[layout], unigram=unigram)
    vectors = load_encoder("model", root=tmp_path).encode(["外资 招商 nobody"])
    assert vectors[0] == pytest.approx([3 / 45**0.5, 6 / 45**0.5], abs=1e-6)  # (3, 4) + (0, 2)


def test_identity_names_the_model_and_changes_with_its_weights(tmp_path: Path) -> None:
    folder = make_static(tmp_path / "model", tensors={"embeddings": ROWS})
    first, again = (load_encoder("model", root=tmp_path).identity for _ in range(2))
    save_file({"embeddings": ROWS * 2}, folder / "model.safetensors")
    assert first == again
    assert first.startswith("model ")
    assert load_encoder("model", root=tmp_path).identity != first


def test_identity_changes_with_the_tokenizer(tmp_path: Path) -> None:
    first = make_static(tmp_path / "first/model", tensors={"embeddings": ROWS})
    second = make_static(tmp_path / "second/model", tensors={"embeddings": ROWS}, unigram=True)
    one, other = (load_encoder("model", root=folder.parent) for folder in (first, second))
    assert one.identity != other.identity


def remove_weights(folder: Path) -> None:
    (folder / "model.safetensors").unlink()


def cut_weights(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes((folder / "model.safetensors").read_bytes()[:50])


def rename_tensor(folder: Path) -> None:
    save_file({"other": ROWS}, folder / "model.safetensors")


def break_tokenizer(folder: Path) -> None:
    (folder / "tokenizer.json").write_text("{}", encoding="utf-8")


def break_modules(folder: Path) -> None:
    (folder / "modules.json").write_text("[{", encoding="utf-8")


def shorten_rows(folder: Path) -> None:
    save_file({"embeddings": ROWS[:2]}, folder / "model.safetensors")


DAMAGES: dict[Callable[[Path], None], str] = {
    remove_weights: "model.safetensors",
    cut_weights: "model.safetensors",
    rename_tensor: "no embedding.weight and no embeddings among ['other']",
    break_tokenizer: "tokenizer.json",
    break_modules: "modules.json",
    shorten_rows: "2 rows for 4 tokens",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_static_model_is_named_with_its_remedy(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    damage(make_static(tmp_path / "model", tensors={"embeddings": ROWS}))
    with pytest.raises(EncoderError) as caught:
        load_encoder("model", root=tmp_path)
    assert DAMAGES[damage] in str(caught.value)
    assert str(caught.value).endswith("; copy the whole model folder again")
    assert "\n" not in str(caught.value)


def test_missing_folder_is_named_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / "retrieval").mkdir()
    with pytest.raises(EncoderError, match=r"name 'retrieval/modle': folder .*modle is not there; name a model folder"):
        load_encoder("retrieval/modle", root=tmp_path)


def test_folder_without_a_model_is_named_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    with pytest.raises(EncoderError, match=r"docs is not a sentence-transformers model: .*; copy the whole model"):
        load_encoder("docs", root=tmp_path)


def test_missing_sentence_transformers_is_named_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EncoderError, match=r"needs the package sentence-transformers .*; pip install sentence"):
        load_encoder("BAAI/bge-m3", root=tmp_path)


@pytest.mark.slow  # sentence-transformers takes 6 s to import
def test_sentence_transformers_gives_the_same_vectors_as_model2vec(shipped: Encoder) -> None:
    library = pytest.importorskip("sentence_transformers")
    texts = [*TEXTS, *NOTHING, "徐缨强调" * 200, "🙂外资"]
    theirs = library.SentenceTransformer(str(ROOT / SHIPPED), device="cpu").encode(texts)
    ours = shipped.encode(texts)
    assert isinstance(shipped, StaticEncoder)
    assert np.abs(ours - theirs).max() < 1e-6
    assert [float(cosine) for cosine in (ours * theirs).sum(axis=1)] == pytest.approx([1.0] * 4 + [0.0] * 4 + [1.0] * 2)


@pytest.mark.slow  # sentence-transformers takes 6 s to import
def test_transformer_model_goes_through_sentence_transformers(tmp_path: Path) -> None:
    folder = make_transformer(tmp_path / "bert")
    encoder = load_encoder("bert", root=tmp_path)
    vectors = encoder.encode(["外资招商", "", "招商外资"])
    assert isinstance(encoder, TransformerEncoder)
    assert encoder.dimensions == 8
    assert encoder.identity.startswith("bert ")
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1.0, 0.0, 1.0], abs=1e-6)
    assert not np.allclose(vectors[0], vectors[2], atol=1e-4)  # word order counts: no static model
    (folder / "model.safetensors").unlink()
    with pytest.raises(EncoderError, match=r"name 'bert' cannot be loaded: .*; check the name"):
        load_encoder("bert", root=tmp_path)


def make_transformer(folder: Path) -> Path:
    """Write a BERT of one layer with random weights through sentence-transformers' own modules."""
    library, torch = pytest.importorskip("sentence_transformers"), pytest.importorskip("torch")
    modules, transformers = pytest.importorskip("sentence_transformers.models"), pytest.importorskip("transformers")
    torch.manual_seed(1)
    folder.mkdir()
    vocabulary = folder / "vocab.txt"
    vocabulary.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"外资招商"]), encoding="utf-8")
    sizes = {"hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 8}
    transformers.BertModel(transformers.BertConfig(vocab_size=9, **sizes)).save_pretrained(folder)
    transformers.BertTokenizerFast(str(vocabulary)).save_pretrained(folder)
    words = modules.Transformer(str(folder))
    library.SentenceTransformer(modules=[words, modules.Pooling(words.get_embedding_dimension())]).save(str(folder))
    return folder
