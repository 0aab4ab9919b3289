import hashlib
import os
from pathlib import Path

import pytest

from index.errors import ReadingError
from index.reading import LARGEST, Format, Source, find_others, find_sources, read_source


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def names(folder: Path, paths: tuple[Path, ...]) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in paths]


def test_texts_are_found_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.md", "a/2.txt", "a/1.HTML", "c.htm", "a.txt", "a/README.md"):
        written(tmp_path, name, b"x")
    assert names(tmp_path, find_sources(tmp_path)) == ["a.txt", "a/1.HTML", "a/2.txt", "a/README.md", "b.md", "c.htm"]


def test_hidden_files_lock_files_and_the_readme_are_no_texts(tmp_path: Path) -> None:
    for name in (".hidden.txt", ".git/a.txt", "~$a.txt", "README.md", "readme.MD"):
        written(tmp_path, name, b"x")
    assert find_sources(tmp_path) == find_others(tmp_path) == ()


def test_files_with_other_endings_are_told_apart(tmp_path: Path) -> None:
    for name in ("a.txt", "b.docx", "c", ".d.pdf"):
        written(tmp_path, name, b"x")
    assert names(tmp_path, find_others(tmp_path)) == ["b.docx", "c"]


def test_a_missing_folder_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"no-docs: there is no such folder.*create it, or name another"):
        find_sources(tmp_path / "no-docs")


def test_a_source_knows_its_file(tmp_path: Path) -> None:
    data = "会议\r\n强调\n".encode("gb18030")
    source = read_source(written(tmp_path, "会议.txt", data), name="2022/会议.txt")
    assert source == Source("2022/会议.txt", Format.TEXT, "gb18030", "会议\r\n强调\n", hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", "会议", Format.TEXT),
        ("a.md", "# 会议", Format.MARKDOWN),
        ("a.html", "<p>会议", Format.HTML),
        ("a.HTM", "<p>会议", Format.HTML),
        ("a.txt", "\r\n<!DOCTYPE html><html><p>会议", Format.HTML),
        ("a.txt", "<p>会议</p>", Format.TEXT),
    ],
)
def test_the_format_is_told_by_ending_and_first_tag(tmp_path: Path, name: str, text: str, expected: Format) -> None:
    assert read_source(written(tmp_path, name, text.encode()), name=name).format is expected


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "has 0 bytes; put the meeting text in it"),
        (b" \r\n\t\n", "has 5 bytes and no words"),
        ("\ufeff　\n".encode(), "and no words"),
        ("\ufeff".encode("utf-16-le"), "and no words"),
        (bytes(range(256)) * 4, "binary data, not a text; save it as a text file"),
        (b"PK\x03\x04 and so on", "an Office document or zip archive, not a text"),
        (b"%PDF-1.7", "a PDF document, not a text"),
        (b"\x8f\x90\xff\xfe\xfd" * 20, "a text in none of UTF-8, UTF-16 .*; save it as UTF-8"),
    ],
)
def test_what_holds_no_text_is_refused_with_its_remedy(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(ReadingError, match=rf"a\.txt: .*{message}"):
        read_source(written(tmp_path, "a.txt", data), name="a.txt")


def test_a_text_with_a_stray_zero_is_read(tmp_path: Path) -> None:
    assert read_source(written(tmp_path, "a.txt", "会议\0强调".encode()), name="a.txt").text == "会议\0强调"


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    monkeypatch.setattr(Path, "open", None)
    with pytest.raises(ReadingError, match=r"a\.txt: has 50\.0 MiB, and a meeting text may have 20; cut it"):
        read_source(path, name="a.txt")


def test_a_long_single_line_is_read(tmp_path: Path) -> None:
    text = "会议强调" * 100_000
    assert len(text.encode()) < LARGEST
    assert read_source(written(tmp_path, "a.txt", text.encode()), name="a.txt").text == text


def test_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"a\.txt: is not there"):
        read_source(tmp_path / "a.txt", name="a.txt")


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise PermissionError

    path = written(tmp_path, "a.txt", b"x")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ReadingError, match=r"a\.txt: may not be read; give .* the right"):
        read_source(path, name="a.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", b"x")
    path.chmod(0)
    with pytest.raises(ReadingError, match=r"a\.txt: may not be read"):
        read_source(path, name="a.txt")


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    os.mkfifo(path)
    with pytest.raises(ReadingError, match=r"a\.txt: "):
        read_source(path, name="a.txt")


def test_a_name_that_no_message_can_show_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"rename the file"):
        read_source(written(tmp_path, "a.txt", b"x"), name="a\udcff.txt")
