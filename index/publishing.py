"""Publish a generation: one build at a time, every byte on disk before the switch, and the switch is one rename."""

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from index.catalogue import Catalogue
from index.errors import GenerationError
from index.generation import CATALOGUE, MANIFEST, Manifest, current_id, generation_folder

KEPT = 3  # generations that stay, the published one among them, so that a bad set of texts can be undone

_BUILDING = "building-"
_SYNCED_TOGETHER = 16


@contextmanager
def exclusive(index: Path) -> Iterator[None]:
    """Hold the index folder for one build; GenerationError where another build holds it."""
    try:
        index.mkdir(parents=True, exist_ok=True)
        lock = (index / "lock").open("a", encoding="utf-8")
    except OSError as error:
        message = f"the index folder {index} cannot be written ({error.strerror}): name another with --index"
        raise GenerationError(message) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            message = f"another build is writing the index {index}: wait until it ends, then run this one again"
            raise GenerationError(message) from error
        yield


@contextmanager
def workspace(index: Path) -> Iterator[Path]:
    """Yield an empty folder to build in; what is left of it, and of builds that died, is removed."""
    for dead in index.glob(f"{_BUILDING}*"):
        shutil.rmtree(dead)
    folder = Path(mkdtemp(prefix=f"{_BUILDING}{os.getpid()}-", dir=index))
    folder.chmod(0o755)  # mkdtemp keeps others out, but the bot may run as another user than the build
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def keep_source(index: Path, data: bytes, *, digest: str) -> None:
    """Keep the bytes of a source file under their digest, so that quotes can be cut again whatever becomes of it."""
    path = index / "sources" / digest
    try:
        if not path.exists() or path.read_bytes() != data:
            path.parent.mkdir(exist_ok=True)
            _part(path).write_bytes(data)
            _part(path).replace(path)
    except OSError as error:
        raise GenerationError(f"{path} cannot be written ({error.strerror}): make room, or allow it") from error


def publish(index: Path, folder: Path, manifest: Manifest) -> None:
    """Make a built folder the current generation. Readers see the old one or the new one, never part of either."""
    (folder / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
    sources = index / "sources"
    _sync([*folder.rglob("*"), folder, *sources.glob("*"), sources])
    place = generation_folder(index, manifest.id)
    place.parent.mkdir(exist_ok=True)
    folder.rename(place)
    _sync([place.parent])
    current = index / "current"
    _part(current).write_text(f"{manifest.id}\n", encoding="utf-8")
    _sync([_part(current)])
    _part(current).replace(current)
    _sync([index])


def prune(index: Path) -> None:
    """Remove generations beyond the newest three that nobody reads, and sources that no kept generation needs."""
    current = current_id(index)
    generations = sorted((index / "generations").iterdir(), key=lambda folder: folder.name, reverse=True)
    older = [folder for folder in generations if folder.name != current]
    for folder in older[KEPT - 1 :]:
        _remove_unread(folder)
    needed = {digest for folder in (index / "generations").iterdir() for digest in _sources_of(folder)}
    for path in (index / "sources").iterdir():
        if path.name not in needed:
            path.unlink()


def _remove_unread(folder: Path) -> None:
    """Remove a generation unless a reader has it open; an open one is left to a later build."""
    try:
        manifest = (folder / MANIFEST).open(encoding="utf-8")
    except OSError:  # without a manifest nobody can open it
        shutil.rmtree(folder)
        return
    with manifest:
        try:
            fcntl.flock(manifest, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return
        shutil.rmtree(folder)


def _sources_of(folder: Path) -> set[str]:
    """Return the digests of the sources a generation quotes from; a damaged one quotes from none."""
    try:
        catalogue = Catalogue.open(folder / CATALOGUE)
    except GenerationError:
        return set()
    digests = {meeting.digest for meeting in catalogue.meetings()}
    catalogue.close()
    return digests


def _part(path: Path) -> Path:
    """Return the name a file is written under before it is whole."""
    return path.with_name(f"{path.name}.part")


def _sync(paths: Iterable[Path]) -> None:
    """Wait until files and folders are on disk: together, for one after the other took ten times as long."""
    with ThreadPoolExecutor(_SYNCED_TOGETHER) as pool:
        for _ in pool.map(_sync_one, paths):
            pass


def _sync_one(path: Path) -> None:
    """Wait until a file or folder is on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
