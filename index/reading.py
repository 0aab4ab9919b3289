"""Files to texts: which files are meeting texts, in which encoding and format each stands, and which cannot be read.

Nothing is parsed here beyond telling html and markdown from plain text; see `index.cleaning`.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from index.decoding import Decoded, decode, redecode
from index.errors import ReadingError

__all__ = ["LARGEST", "Decoded", "Format", "Source", "decode", "find_others", "find_sources", "read_source", "redecode"]

LARGEST = 20 * 1024 * 1024  # bytes; the text of a whole year's meetings has a tenth of it
_ENCODINGS = "UTF-8, UTF-16 with a byte order mark, GB18030 or Big5"
_LOOKED_AT = 64 * 1024  # bytes in which binary data shows itself
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE
)
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\x1a\x1b"))
_BINARY_MARKS = (
    (b"PK\x03\x04", "an Office document or zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a rar archive"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
)


class Format(StrEnum):
    """How the words are laid out in the file."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


_FORMATS = {".txt": Format.TEXT, ".md": Format.MARKDOWN, ".html": Format.HTML, ".htm": Format.HTML}


@dataclass(frozen=True, slots=True)
class Source:
    """One meeting text as it stands in its file; `text` is what every source offset counts in."""

    name: str  # path below the docs folder, with forward slashes
    format: Format
    encoding: str  # redecode(bytes, encoding) gives text again
    text: str  # decoded, line ends untouched; bytes that are broken stand as U+FFFD
    digest: str  # sha256 of the file's bytes, hexadecimal


def find_sources(docs: Path) -> tuple[Path, ...]:
    """Return the meeting texts in a folder and the folders below it, in the order of their names.

    Hidden files and the README.md of the folder itself are no meeting texts. Raises ReadingError where there is no
    such folder.
    """
    return tuple(path for path in _files(docs) if path.suffix.lower() in _FORMATS)


def find_others(docs: Path) -> tuple[Path, ...]:
    """Return the files that `find_sources` passes over because of their ending, to be named to the admin."""
    return tuple(path for path in _files(docs) if path.suffix.lower() not in _FORMATS)


def _files(docs: Path) -> Iterator[Path]:
    if not docs.is_dir():
        raise ReadingError(
            f"{docs}: there is no such folder, and the meeting texts are read from it; "
            "create it, or name another one with --docs or paths.docs in config.toml"
        )
    for path in sorted(docs.rglob("*"), key=lambda path: path.relative_to(docs).as_posix()):
        name = path.relative_to(docs)
        if any(part.startswith((".", "~$")) for part in name.parts) or name.as_posix().lower() == "readme.md":
            continue
        if not path.is_dir():
            yield path


def read_source(path: Path, *, name: str) -> Source:
    """Read one file; `name` is its path below the docs folder, with forward slashes.

    Raises ReadingError, with the rule and the remedy, for a file that is gone, closed to us, too large, empty or not
    a text.
    """
    data = _bytes(path, name)
    if binary := _binary(data):
        raise ReadingError(f"{name}: holds {binary}, not a text; save it as a text file ({_ENCODINGS})")
    decoded = decode(data)
    if decoded is None:
        raise ReadingError(f"{name}: its {len(data)} bytes are a text in none of {_ENCODINGS}; save it as UTF-8")
    if not decoded.text.strip("\ufeff\0").strip():
        raise ReadingError(f"{name}: has {len(data)} bytes and no words; put the meeting text in it or delete it")
    return Source(
        name=name,
        format=_format(path, decoded.text),
        encoding=decoded.encoding,
        text=decoded.text,
        digest=hashlib.sha256(data).hexdigest(),
    )


def _bytes(path: Path, name: str) -> bytes:
    """Return what is in a file; at most LARGEST bytes of it ever come into memory."""
    if not name.isprintable() or name != name.encode(errors="replace").decode():
        raise ReadingError(f"{name!a}: the file name is not readable as UTF-8 on one line; rename the file")
    try:
        size, data = _size_and_bytes(path)
    except FileNotFoundError:
        raise ReadingError(f"{name}: is not there (any more); put it back or build the index again") from None
    except PermissionError:
        raise ReadingError(
            f"{name}: may not be read; give the program's user the right to read it (chmod +r)"
        ) from None
    except OSError as error:
        raise ReadingError(f"{name}: cannot be read ({error.strerror}); check the disk and the file") from None
    if size > LARGEST:
        raise ReadingError(
            f"{name}: has {size / 2**20:.1f} MiB, and a meeting text may have {LARGEST // 2**20}; cut it into parts"
        )
    if not data:
        raise ReadingError(f"{name}: has 0 bytes; put the meeting text in it or delete it")
    return data


def _size_and_bytes(path: Path) -> tuple[int, bytes]:
    """Return the size of a file and its bytes; no bytes where it is too large or no plain file, such as a pipe."""
    size = path.stat().st_size
    if size > LARGEST or not path.is_file():
        return size, b""
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)  # it may have grown
    return len(data), data


def _binary(data: bytes) -> str | None:
    """Say what bytes are that are no text; None for a text, a stray control character in it included."""
    for mark, what in _BINARY_MARKS:
        if data.startswith(mark):
            return what
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16 is full of zeros
        return None
    head = data[:_LOOKED_AT]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return "binary data" if controls > max(2, len(head) // 100) else None


def _format(path: Path, text: str) -> Format:
    """Return the format by the file's ending; a web page saved as .txt is a web page."""
    return Format.HTML if _HTML.match(text) else _FORMATS.get(path.suffix.lower(), Format.TEXT)
