"""The whole write side, from top to bottom: a folder of meeting texts to a published generation."""

import hashlib
import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from itertools import islice
from pathlib import Path
from time import perf_counter

from index.catalogue import Catalogue, Draft, Entry, PersonRecord
from index.columns import ColumnEntry, Columns
from index.encoding import Encoder, Vectors
from index.errors import GenerationError
from index.folding import fold
from index.generation import CATALOGUE, COLUMNS, FORMAT, LEXICAL, VECTORS, Manifest, describe_files, sha256_of
from index.intake import Intake
from index.lexical import LexicalEntry, LexicalIndex
from index.publishing import exclusive, prune, publish, workspace
from index.report import BuildReport
from index.vectors import VectorIndex

_BATCH = 512  # passages encoded at a time

_log = logging.getLogger(__name__)


class Stage(StrEnum):
    """What a build is busy with."""

    READING = "reading"
    WORDS = "indexing words"
    VECTORS = "encoding"


Progress = Callable[[Stage, int, int], None]  # the stage, how many are done, how many there are


def build(docs: Path, index: Path, encoder: Encoder, *, progress: Progress | None = None) -> BuildReport:
    """Build a generation from the meeting texts below a folder and publish it.

    A file that cannot be taken in is named in the report and the others go on. GenerationError is raised where no file
    at all can be taken in, the index cannot be written or another build is writing it; what was published before then
    stays as it was.
    """
    started = perf_counter()
    told = progress or _silent
    if not docs.is_dir():
        raise GenerationError(f"the docs folder {docs} is not there: name the folder of the meeting texts with --docs")
    intake = Intake(docs, index, partial(told, Stage.READING))
    try:
        manifest = _publish_new(index, intake, encoder, told)
    except (OSError, sqlite3.Error) as error:
        raise GenerationError(f"the index {index} cannot be written ({error}): make room, or allow it") from error
    return BuildReport(
        generation=manifest.id,
        meetings=manifest.meetings,
        passages=manifest.passages,
        people=manifest.people,
        seconds=perf_counter() - started,
        files=tuple(intake.reports),
    )


def _publish_new(index: Path, intake: Intake, encoder: Encoder, progress: Progress) -> Manifest:
    """Take in, write and publish, holding the index folder."""
    with exclusive(index), workspace(index) as folder:
        manifest = write_generation(folder, intake.drafts(), encoder, people=intake.people, progress=progress)
        publish(index, folder, manifest)
        try:
            prune(index)
        except OSError:  # the new generation is there; room is made by a later build
            _log.warning("old generations in %s cannot be removed", index, exc_info=True)
    return manifest


def write_generation(
    folder: Path,
    drafts: Iterable[Draft],
    encoder: Encoder,
    *,
    people: Callable[[], Iterable[PersonRecord]],
    progress: Progress,
) -> Manifest:
    """Write everything but the manifest into an empty folder; the catalogue first, all else follows from it."""
    Catalogue.build(folder / CATALOGUE, drafts, people=people)
    with closing(Catalogue.open(folder / CATALOGUE)) as catalogue:
        _build_columns(folder / COLUMNS, catalogue)
        _build_words(folder / LEXICAL, catalogue, progress)
        _build_vectors(folder / VECTORS, catalogue, encoder, progress)
        return _manifest(folder, catalogue, encoder)


def _build_columns(folder: Path, catalogue: Catalogue) -> None:
    """Write the columns from the catalogue."""
    dates = {meeting.id: meeting.date for meeting in catalogue.meetings()}
    passages = (entry.passage for entry in catalogue.entries())
    Columns.build(folder, (ColumnEntry(dates[one.meeting], one.meeting, one.kind, one.persons) for one in passages))


def _build_words(folder: Path, catalogue: Catalogue, progress: Progress) -> None:
    """Write the lexical index from the catalogue."""
    meetings = {meeting.id: meeting for meeting in catalogue.meetings()}
    total = catalogue.counts().passages

    def rows() -> Iterator[LexicalEntry]:
        for entry in catalogue.entries():
            one, meeting = entry.passage, meetings[entry.passage.meeting]
            if one.row % _BATCH == 0:
                progress(Stage.WORDS, one.row, total)
            yield LexicalEntry(one.row, entry.search, fold(meeting.title), meeting.id, meeting.date, one.persons)

    LexicalIndex.build(folder, rows())


def _build_vectors(path: Path, catalogue: Catalogue, encoder: Encoder, progress: Progress) -> None:
    """Encode every passage of the catalogue."""
    total = catalogue.counts().passages

    def batches() -> Iterator[Vectors]:
        forms = (_encoded_form(entry) for entry in catalogue.entries())
        done = 0
        while batch := list(islice(forms, _BATCH)):
            progress(Stage.VECTORS, done, total)
            yield encoder.encode(batch)
            done += len(batch)
        progress(Stage.VECTORS, done, total)

    VectorIndex.build(path, batches(), dimensions=encoder.dimensions, rows=total)


def _encoded_form(entry: Entry) -> str:
    """Return the text the model sees of a passage: its search form, without the title of its meeting."""
    return entry.search


def _manifest(folder: Path, catalogue: Catalogue, encoder: Encoder) -> Manifest:
    """Describe a built folder."""
    created = datetime.now(UTC)
    content = _content(folder, encoder)
    counts, scope = catalogue.counts(), catalogue.scope()
    return Manifest(
        id=f"{created:%Y%m%dT%H%M%S%fZ}-{content[:8]}",
        created=created.isoformat(),
        content=content,
        encoder=encoder.identity,
        dimensions=encoder.dimensions,
        meetings=counts.meetings,
        passages=counts.passages,
        people=counts.people,
        since=scope.since,
        until=scope.until,
        files=describe_files(folder),
    )


def _content(folder: Path, encoder: Encoder) -> str:
    """Return the digest of what was indexed; tantivy names its files at random, and its words follow from the rest."""
    parts = [str(FORMAT), encoder.identity, sha256_of(folder / CATALOGUE), sha256_of(folder / VECTORS)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _silent(_stage: Stage, _done: int, _total: int) -> None:
    """Tell nobody."""
