"""A generation: one built index on disk, described by its manifest, checked when it is opened, never changed after."""

import fcntl
import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Self, TextIO

from index.catalogue import Catalogue, MeetingRecord, Scope
from index.columns import Columns
from index.errors import GenerationError
from index.lexical import LexicalIndex
from index.reading import redecode
from index.vectors import VectorIndex

FORMAT = 1  # raise it when an older program could not read what this one writes, or the other way round

MANIFEST = "manifest.json"
CATALOGUE = "catalogue.sqlite"
VECTORS = "vectors.faiss"
LEXICAL = "lexical"
COLUMNS = "columns"

_REMEDY = "run `python bot.py index`"
_TEXTS_KEPT = 64  # source texts held in memory; an answer quotes about ten meetings


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file of a generation as it was published."""

    name: str  # below the folder of the generation, with forward slashes
    size: int  # bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself."""

    id: str
    created: str  # ISO 8601, UTC
    content: str  # sha256 of everything that was indexed: equal input gives equal content
    encoder: str  # identity of the model its vectors come from
    dimensions: int
    meetings: int
    passages: int
    people: int
    since: date | None  # of the first and the last dated meeting
    until: date | None
    files: tuple[FileRecord, ...]
    format: int = FORMAT

    @property
    def scope(self) -> Scope:
        """Return the scope of a search without limits."""
        return Scope(meetings=self.meetings, since=self.since, until=self.until)

    def to_json(self) -> str:
        """Return the manifest as its file holds it."""
        return json.dumps(asdict(self), default=str, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a manifest; one that is missing, malformed or of another format raises GenerationError."""
        try:
            fields = json.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise GenerationError(f"the manifest {path} cannot be read ({error.strerror}): {_REMEDY}") from error
        except ValueError as error:
            raise GenerationError(f"the manifest {path} is damaged ({error}): {_REMEDY}") from error
        if not isinstance(fields, dict) or fields.get("format") != FORMAT:
            found = fields.get("format") if isinstance(fields, dict) else None
            message = f"the index {path.parent} has format {found}, this program reads format {FORMAT}: {_REMEDY}"
            raise GenerationError(message)
        try:
            return cls(**_typed(fields))
        except (TypeError, ValueError, KeyError) as error:
            raise GenerationError(f"the manifest {path} is damaged ({error}): {_REMEDY}") from error


class Generation:
    """One generation opened for reading. While it is open, no build removes its files."""

    def __init__(self, index: Path, manifest: Manifest, lock: TextIO) -> None:
        folder = generation_folder(index, manifest.id)
        self.manifest = manifest
        self.catalogue = Catalogue.open(folder / CATALOGUE)
        self.vectors = VectorIndex.open(folder / VECTORS)
        self.lexical = LexicalIndex.open(folder / LEXICAL)
        self.columns = Columns.open(folder / COLUMNS)
        self._sources = index / "sources"
        self._lock = lock
        self._text = lru_cache(maxsize=_TEXTS_KEPT)(self._decoded)

    @classmethod
    def open(cls, index: Path, *, encoder_identity: str) -> Self:
        """Open the published generation of an index folder.

        Raises GenerationError where there is none, where its files are not those of its manifest, and where its
        vectors come from another model than the one named.
        """
        folder = generation_folder(index, current_id(index))
        manifest = Manifest.read(folder / MANIFEST)
        if manifest.encoder != encoder_identity:
            message = f"the index was built with model {manifest.encoder}, config names {encoder_identity}: {_REMEDY}"
            raise GenerationError(message)
        lock = (folder / MANIFEST).open(encoding="utf-8")
        try:
            fcntl.flock(lock, fcntl.LOCK_SH)
            _check_files(folder, manifest)
            return cls(index, manifest, lock)
        except BaseException:
            lock.close()
            raise

    def close(self) -> None:
        """Close the files; nothing can be asked any more."""
        self.catalogue.close()
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def source_text(self, meeting: MeetingRecord) -> str:
        """Return the text of a meeting's file as it was indexed, which is what source offsets count in.

        The bytes are those kept by the build, whatever has become of the file since; they are checked against their
        digest, and GenerationError is raised where they differ.
        """
        return self._text(meeting.digest, meeting.encoding)

    def _decoded(self, digest: str, encoding: str) -> str:
        """Read, check and decode one kept source."""
        path = self._sources / digest
        try:
            data = path.read_bytes()
        except OSError as error:
            raise GenerationError(f"the kept source {path} cannot be read ({error.strerror}): {_REMEDY}") from error
        if hashlib.sha256(data).hexdigest() != digest:
            raise GenerationError(f"the kept source {path} is damaged: {_REMEDY}")
        return redecode(data, encoding)


def current_id(index: Path) -> str:
    """Return the id of the published generation; GenerationError where nothing has been published."""
    try:
        published = (index / "current").read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise GenerationError(f"there is no index in {index}: {_REMEDY}") from error
    except (OSError, ValueError) as error:
        raise GenerationError(f"{index / 'current'} cannot be read ({error}): {_REMEDY}") from error
    if not published or Path(published).name != published:
        raise GenerationError(f"{index / 'current'} names no generation ({published!r}): {_REMEDY}")
    return published


def generation_folder(index: Path, generation: str) -> Path:
    """Return where a generation lies."""
    return index / "generations" / generation


def describe_files(folder: Path) -> tuple[FileRecord, ...]:
    """Return what lies in the folder of a generation, by name; locks and the manifest itself do not count."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")
    return tuple(
        FileRecord(name=path.relative_to(folder).as_posix(), size=path.stat().st_size, sha256=sha256_of(path))
        for path in paths
        if path.name != MANIFEST
    )


def sha256_of(path: Path) -> str:
    """Return the digest of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_files(folder: Path, manifest: Manifest) -> None:
    """Raise GenerationError where a file is missing or is not the one that was published."""
    for record in manifest.files:
        path = folder / record.name
        try:
            damaged = path.stat().st_size != record.size or sha256_of(path) != record.sha256
        except OSError as error:
            raise GenerationError(f"the index file {path} cannot be read ({error.strerror}): {_REMEDY}") from error
        if damaged:
            raise GenerationError(f"the index file {path} is damaged: it is not the one that was built: {_REMEDY}")


def _typed(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a manifest's JSON with dates and files as the types they stand for."""
    days = {name: date.fromisoformat(fields[name]) if fields[name] else None for name in ("since", "until")}
    return {**fields, **days, "files": tuple(FileRecord(**record) for record in fields["files"])}
