import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from fakes import MAYOR, FakeEncoder, write_docs

from index.build import build
from index.encoding import Encoder
from index.errors import GenerationError
from index.folding import fold
from index.generation import Generation, Manifest, current_id, generation_folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    write_docs(folder / "docs")
    build(folder / "docs", folder / "index", FakeEncoder())
    return folder / "index"


@pytest.fixture
def published(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "index"))


def folder_of(index: Path) -> Path:
    return generation_folder(index, current_id(index))


def test_everything_opens_together(published: Path, encoder: Encoder) -> None:
    with Generation.open(published, encoder_identity="fake@1") as generation:
        rows = generation.manifest.passages
        assert rows == len(generation.vectors) == len(generation.columns) == generation.catalogue.counts().passages
        assert generation.vectors.dimensions == generation.manifest.dimensions == 64
        [(row, _), *_] = generation.lexical.search([("外资", 1.0)], limit=1)
        passage = generation.catalogue.passages([row])[0]
        assert "外资" in passage.text
        [(nearest, score)] = generation.vectors.search(encoder.encode([fold(passage.text)])[0], limit=1)
        assert (nearest, score) == (row, pytest.approx(1.0))


def test_the_manifest_knows_the_period(published: Path) -> None:
    with Generation.open(published, encoder_identity="fake@1") as generation:
        scope = generation.manifest.scope
        assert (scope.meetings, scope.since, scope.until) == (2, date(2024, 1, 5), date(2024, 2, 6))


def test_a_passage_is_a_slice_of_its_source(published: Path) -> None:
    with Generation.open(published, encoder_identity="fake@1") as generation:
        for passage in generation.catalogue.passages(range(generation.manifest.passages)):
            text = generation.source_text(generation.catalogue.meeting(passage.meeting))
            assert text[passage.start : passage.end] == passage.text


def test_a_source_text_is_read_from_what_the_build_kept(published: Path) -> None:
    with Generation.open(published, encoder_identity="fake@1") as generation:
        assert generation.source_text(generation.catalogue.meeting(2)) == MAYOR


@pytest.mark.parametrize("damage", ["change", "remove"])
def test_a_damaged_kept_source_is_not_quoted(published: Path, damage: str) -> None:
    with Generation.open(published, encoder_identity="fake@1") as generation:
        meeting = generation.catalogue.meeting(1)
        kept = published / "sources" / meeting.digest
        kept.unlink() if damage == "remove" else kept.write_bytes(b"other words")
        with pytest.raises(GenerationError, match="kept source"):
            generation.source_text(meeting)


def test_another_model_is_refused(published: Path) -> None:
    message = "the index was built with model fake@1, config names other@2: run `python bot.py index`"
    with pytest.raises(GenerationError) as caught:
        Generation.open(published, encoder_identity="other@2")
    assert str(caught.value) == message


def test_nothing_published_is_an_error_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(GenerationError, match=r"there is no index in .*: run `python bot"):
        Generation.open(tmp_path / "none", encoder_identity="fake@1")


@pytest.mark.parametrize("name", ["catalogue.sqlite", "vectors.faiss", "columns/dates.npy", "lexical/meta.json"])
@pytest.mark.parametrize("damage", ["remove", "cut", "flip"])
def test_a_damaged_file_is_refused(published: Path, name: str, damage: str) -> None:
    path = folder_of(published) / name
    data = path.read_bytes()
    match damage:
        case "remove":
            path.unlink()
        case "cut":
            path.write_bytes(data[:-1])
        case "flip":
            path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(GenerationError, match=name):
        Generation.open(published, encoder_identity="fake@1")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("cut off", "{", "is damaged"),
        ("of another kind", "[]", "has format None"),
        ("of another format", '{"format": 99}', "has format 99, this program reads format 1"),
        ("without its fields", '{"format": 1}', "is damaged"),
    ],
)
def test_a_manifest_that_cannot_be_used_is_refused(published: Path, name: str, content: str, message: str) -> None:
    (folder_of(published) / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(GenerationError, match=message):
        Generation.open(published, encoder_identity="fake@1")


def test_a_manifest_reads_back_as_it_was_written(published: Path, tmp_path: Path) -> None:
    manifest = Manifest.read(folder_of(published) / "manifest.json")
    (tmp_path / "again.json").write_text(manifest.to_json(), encoding="utf-8")
    assert Manifest.read(tmp_path / "again.json") == manifest


@pytest.mark.parametrize("pointer", ["", "../elsewhere", "no-such-generation"])
def test_a_pointer_that_leads_nowhere_is_refused(published: Path, pointer: str) -> None:
    (published / "current").write_text(pointer, encoding="utf-8")
    with pytest.raises(GenerationError, match="`python bot"):
        Generation.open(published, encoder_identity="fake@1")


def test_every_file_is_in_the_manifest(published: Path) -> None:
    folder = folder_of(published)
    listed = {record["name"] for record in json.loads((folder / "manifest.json").read_text("utf-8"))["files"]}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {name for name in there - listed if not name.endswith(".lock")} == {"manifest.json"}
