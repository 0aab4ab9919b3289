import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import Mock

import pytest

from index import build as building
from index import intake, publishing
from index.build import Stage, build
from index.cleaning import CleanText
from index.encoding import Encoder, Vectors
from index.errors import GenerationError
from index.generation import Generation, Manifest, current_id, generation_folder
from index.reading import Source
from index.report import Outcome

TEXT = "全市教育工作会议\n3月7日，市委书记徐缨主持会议。徐缨强调，要办好人民满意的教育。\n"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def add(docs: Path, name: str, data: bytes | str) -> Path:
    path = docs / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def read_back(index: Path) -> list[str]:
    with Generation.open(index, encoder_identity="fake@1") as generation:
        return [meeting.source for meeting in generation.catalogue.meetings()]


def manifest_of(index: Path) -> Manifest:
    return Manifest.read(generation_folder(index, current_id(index)) / "manifest.json")


def test_a_folder_becomes_a_generation(docs: Path, index: Path, encoder: Encoder) -> None:
    report = build(docs, index, encoder)
    assert report.generation == current_id(index)
    assert report.meetings == 2
    assert read_back(index) == ["20240105-zhaoshang.txt", "20240206-jiuye.txt"]


def test_speakers_become_people_with_offices(docs: Path, index: Path, encoder: Encoder) -> None:
    build(docs, index, encoder)
    with Generation.open(index, encoder_identity="fake@1") as generation:
        people = {person.name: person for person in generation.catalogue.people()}
        assert people["徐缨"].pinyin == ("xuying",)
        assert people["徐缨"].passages >= 1
        offices = {(tenure.person, tenure.office) for tenure in generation.catalogue.tenures()}
        assert (people["周斌"].id, "市长") in offices


def test_a_speakers_rows_can_be_asked_for_alone(docs: Path, index: Path, encoder: Encoder) -> None:
    build(docs, index, encoder)
    with Generation.open(index, encoder_identity="fake@1") as generation:
        [mayor] = [person.id for person in generation.catalogue.people() if person.name == "周斌"]
        mask = generation.columns.allowed(persons=[mayor])
        assert mask is not None
        rows = [row for row in range(len(mask)) if mask[row]]
        assert {passage.speaker for passage in generation.catalogue.passages(rows)} == {"周斌"}


def test_equal_input_gives_equal_content(docs: Path, index: Path, tmp_path: Path, encoder: Encoder) -> None:
    build(docs, index, encoder)
    build(docs, tmp_path / "again", encoder)
    first, second = manifest_of(index), manifest_of(tmp_path / "again")
    assert first.content == second.content
    assert first.id != second.id


def test_other_input_gives_other_content(docs: Path, index: Path, encoder: Encoder) -> None:
    build(docs, index, encoder)
    before = manifest_of(index).content
    add(docs, "20240307-jiaoyu.txt", TEXT)
    build(docs, index, encoder)
    assert manifest_of(index).content != before


@pytest.mark.parametrize(
    ("file", "data"),
    [("empty.txt", b""), ("blank.txt", b" \n\n"), ("picture.txt", bytes(range(256)) * 20)],
)
def test_a_bad_file_is_named_and_stops_nothing(
    docs: Path, index: Path, encoder: Encoder, file: str, data: bytes
) -> None:
    add(docs, file, data)
    report = build(docs, index, encoder)
    assert report.meetings == 2
    [bad] = report.having(Outcome.REFUSED)
    assert bad.name == file
    assert bad.reasons[0].startswith(file)


def test_a_kind_of_file_that_is_not_read_is_named(docs: Path, index: Path, encoder: Encoder) -> None:
    add(docs, "table.xlsx", b"x")
    assert [file.name for file in build(docs, index, encoder).having(Outcome.IGNORED)] == ["table.xlsx"]


def test_the_same_bytes_are_taken_in_once(docs: Path, index: Path, encoder: Encoder) -> None:
    add(docs, "sub/copy.txt", (docs / "20240105-zhaoshang.txt").read_bytes())
    report = build(docs, index, encoder)
    assert report.meetings == 2
    assert [file.name for file in report.having(Outcome.DUPLICATE)] == ["sub/copy.txt"]


def test_a_fault_of_the_program_in_one_file_stops_nothing(
    docs: Path, index: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = intake.clean

    def fragile(source: Source) -> CleanText:
        if source.name == "20240206-jiuye.txt":
            raise RecursionError("too deep")
        return real(source)

    monkeypatch.setattr(intake, "clean", fragile)
    report = build(docs, index, encoder)
    assert report.meetings == 1
    assert [file.name for file in report.having(Outcome.REFUSED)] == ["20240206-jiuye.txt"]
    assert "RecursionError" in report.files[1].reasons[0]


def test_an_undated_text_is_taken_in_and_worth_a_look(docs: Path, index: Path, encoder: Encoder) -> None:
    add(docs, "note.txt", "关于教育的座谈\n徐缨强调，要办好人民满意的教育。\n")
    report = build(docs, index, encoder)
    assert report.meetings == 3
    assert [(file.name, file.reasons) for file in report.having(Outcome.DOUBTFUL) if file.name == "note.txt"] == [
        ("note.txt", ("no date found",))
    ]


def test_nothing_taken_in_leaves_the_old_generation(docs: Path, index: Path, encoder: Encoder) -> None:
    build(docs, index, encoder)
    for path in docs.iterdir():
        path.write_bytes(b"")
    with pytest.raises(GenerationError, match="could be taken in, the index stays as it was"):
        build(docs, index, encoder)
    assert len(read_back(index)) == 2


def test_a_missing_folder_is_an_error(tmp_path: Path, index: Path, encoder: Encoder) -> None:
    with pytest.raises(GenerationError, match="--docs"):
        build(tmp_path / "none", index, encoder)


def test_an_empty_folder_is_an_error(tmp_path: Path, index: Path, encoder: Encoder) -> None:
    (tmp_path / "bare").mkdir()
    with pytest.raises(GenerationError, match=r"put \.txt"):
        build(tmp_path / "bare", index, encoder)


def test_an_index_folder_that_is_a_file_is_an_error(docs: Path, index: Path, encoder: Encoder) -> None:
    index.write_text("not a folder", encoding="utf-8")
    with pytest.raises(GenerationError, match="cannot be written"):
        build(docs, index, encoder)


class Stop(Exception):  # noqa: N818 - the name of what happens to the build
    """The build dies here."""


@pytest.mark.parametrize("step", ["describe_files", "publish", "VectorIndex", "LexicalIndex", "Columns"])
def test_a_build_that_dies_leaves_the_old_generation(
    docs: Path, index: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    build(docs, index, encoder)
    before = current_id(index)
    add(docs, "20240307-jiaoyu.txt", TEXT)

    monkeypatch.setattr(building, step, Mock(side_effect=Stop, **{"build.side_effect": Stop}))
    with pytest.raises(Stop):
        build(docs, index, encoder)
    assert current_id(index) == before
    assert len(read_back(index)) == 2
    assert not list(index.glob("building-*"))


@pytest.mark.parametrize("calls", range(1, 4))
def test_a_switch_that_fails_midway_leaves_the_old_generation(
    docs: Path, index: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch, calls: int
) -> None:
    build(docs, index, encoder)
    before = current_id(index)
    add(docs, "20240307-jiaoyu.txt", TEXT)
    left = [calls]
    real = Path.replace

    def failing(self: Path, target: Path) -> Path:
        left[0] -= 1
        if self.name.startswith("current") or left[0] == 0:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(GenerationError, match="No space left"):
        build(docs, index, encoder)
    monkeypatch.undo()
    assert current_id(index) == before
    assert len(read_back(index)) == 2
    build(docs, index, encoder)
    assert len(read_back(index)) == 3


def test_leftovers_of_dead_builds_are_cleaned(docs: Path, index: Path, encoder: Encoder) -> None:
    (index / "building-99999-x").mkdir(parents=True)
    build(docs, index, encoder)
    assert not list(index.glob("building-*"))


def test_a_second_build_is_refused_while_one_runs(docs: Path, index: Path, encoder: Encoder) -> None:
    with publishing.exclusive(index), pytest.raises(GenerationError, match="another build is writing the index"):
        build(docs, index, encoder)
    assert build(docs, index, encoder).meetings == 2


def test_three_generations_are_kept(docs: Path, index: Path, encoder: Encoder) -> None:
    ids = [build(docs, index, encoder).generation for _ in range(5)]
    assert sorted(path.name for path in (index / "generations").iterdir()) == ids[2:]


def test_old_generations_that_cannot_be_removed_do_not_fail_a_build(
    docs: Path, index: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "prune", Mock(side_effect=PermissionError(13, "Permission denied")))
    assert build(docs, index, encoder).generation == current_id(index)


def test_a_generation_that_is_read_is_not_removed(docs: Path, index: Path, encoder: Encoder) -> None:
    build(docs, index, encoder)
    with Generation.open(index, encoder_identity="fake@1") as reader:
        add(docs, "20240105-zhaoshang.txt", TEXT)
        for _ in range(4):
            build(docs, index, encoder)
        [(row, _), *_] = reader.lexical.search([("外资", 1.0)], limit=1)
        passage = reader.catalogue.passages([row])[0]
        assert passage.text in reader.source_text(reader.catalogue.meeting(passage.meeting))
    build(docs, index, encoder)
    assert len(list((index / "generations").iterdir())) == 3


def test_sources_go_with_the_last_generation_that_needs_them(docs: Path, index: Path, encoder: Encoder) -> None:
    build(docs, index, encoder)
    add(docs, "20240105-zhaoshang.txt", TEXT)
    for _ in range(2):
        build(docs, index, encoder)
    assert len(list((index / "sources").iterdir())) == 3
    build(docs, index, encoder)
    assert len(list((index / "sources").iterdir())) == 2


def test_progress_names_each_stage_and_reaches_its_end(docs: Path, index: Path, encoder: Encoder) -> None:
    seen: list[tuple[Stage, int, int]] = []
    report = build(docs, index, encoder, progress=lambda stage, done, total: seen.append((stage, done, total)))
    assert [stage for stage, *_ in seen if stage is Stage.READING] == [Stage.READING] * 3
    assert (Stage.READING, 2, 2) in seen
    assert seen[-1] == (Stage.VECTORS, report.passages, report.passages)


def test_a_report_goes_into_json(docs: Path, index: Path, encoder: Encoder) -> None:
    report = build(docs, index, encoder)
    told = json.loads(json.dumps(report.to_dict()))
    assert told["meetings"] == 2
    assert [file["name"] for file in told["files"]] == ["20240105-zhaoshang.txt", "20240206-jiuye.txt"]


def test_a_file_name_that_is_no_text_can_be_reported(docs: Path, index: Path, encoder: Encoder) -> None:
    path = os.fsencode(docs) + b"/\xb2\xe2.txt"
    with open(path, "wb") as file:  # noqa: PTH123 - a path of bytes
        file.write(TEXT.encode())
    report = build(docs, index, encoder)
    json.dumps(report.to_dict(), ensure_ascii=False).encode()
    assert report.meetings == 2


class Slow:
    """A model that says when it starts and never ends."""

    dimensions = 8
    identity = "fake@1"

    def encode(self, folds: Sequence[str]) -> Vectors:
        print("encoding", flush=True)
        time.sleep(60)
        raise AssertionError(f"{len(folds)} texts were not interrupted")


@pytest.mark.slow
def test_a_killed_build_leaves_the_old_generation(docs: Path, index: Path, encoder: Encoder) -> None:
    build(docs, index, encoder)
    before = current_id(index)
    add(docs, "20240307-jiaoyu.txt", TEXT)
    program = (
        "import sys; sys.path[:0] = [sys.argv[3], '.']; from pathlib import Path; from test_build import Slow; "
        "from index.build import build; build(Path(sys.argv[1]), Path(sys.argv[2]), Slow())"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(docs), str(index), str(Path(__file__).parent)],
        stdout=subprocess.PIPE,
        text=True,
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "encoding\n"
        with pytest.raises(GenerationError, match="another build"):
            build(docs, index, encoder)
        child.send_signal(signal.SIGKILL)
    assert current_id(index) == before
    assert len(read_back(index)) == 2
    assert list(index.glob("building-*"))
    assert build(docs, index, encoder).meetings == 3
    assert not list(index.glob("building-*"))
