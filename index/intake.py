"""Take in a folder of meeting texts, one file after the other, and say of each what became of it."""

import hashlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from index.attribution import attribute
from index.catalogue import Draft, Entry, MeetingRecord, Paragraph, PassageRecord, PersonRecord, Tenure
from index.cleaning import Reason, Repair, clean, restore
from index.errors import GenerationError, ReadingError
from index.folding import fold
from index.heading import Heading, read_heading
from index.passages import Passage, split_passages
from index.persons import JOINT, Register
from index.publishing import keep_source
from index.reading import Source, find_others, find_sources, read_source
from index.report import FileReport, Outcome

_NAMED_REASONS = 3  # files named in the error of a build that took nothing in

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Intake:
    """Takes in the files of a folder one after the other, and reports on each."""

    docs: Path
    index: Path  # where the bytes of what is taken in are kept
    progress: Callable[[int, int], None]  # how many files are done, how many there are
    reports: list[FileReport] = field(default_factory=list)
    _register: Register = field(default_factory=Register)
    _names: dict[str, str] = field(default_factory=dict)  # by the digest of the file
    _rows: int = 0

    def drafts(self) -> Iterator[Draft]:
        """Yield what is kept of every file that can be taken in; GenerationError where there is none."""
        paths = find_sources(self.docs)
        for done, path in enumerate(paths):
            self.progress(done, len(paths))
            draft = self._attempt(path, path.relative_to(self.docs).as_posix())
            if draft is not None:
                yield draft
        self.progress(len(paths), len(paths))
        for path in find_others(self.docs):
            name = path.relative_to(self.docs).as_posix()
            self._report(name, Outcome.IGNORED, f"{name}: is not a .txt, .md or .html file; save it as one of them")
        self._require_something()

    def people(self) -> tuple[PersonRecord, ...]:
        """Return everybody met in the files taken in so far."""
        return self._register.records()

    def _attempt(self, path: Path, name: str) -> Draft | None:
        """Return what is kept of one file; whatever is wrong with it is reported and stops nothing."""
        try:
            return self._take(path, name)
        except ReadingError as error:
            self._report(name, Outcome.REFUSED, str(error))
        except GenerationError:  # the index cannot be written: not the fault of this file
            raise
        except Exception as error:  # noqa: BLE001 - a hostile file must only fail itself, however it manages to
            _log.warning("%s could not be taken in", name, exc_info=True)
            self._report(name, Outcome.REFUSED, f"{name}: unexpected {type(error).__name__} ({error}); report it")
        return None

    def _report(self, name: str, outcome: Outcome, *reasons: str, passages: int = 0) -> None:
        """Say what became of a file; a file name that is no text is written with escapes."""
        printable = name.encode("utf-8", "backslashreplace").decode()
        reasons = tuple(reason.encode("utf-8", "backslashreplace").decode() for reason in reasons)
        self.reports.append(FileReport(printable, outcome, reasons, passages))

    def _take(self, path: Path, name: str) -> Draft | None:
        """Lead one file through every step: read, clean, head, attribute, split."""
        source = read_source(path, name=name)
        if source.digest in self._names:
            first = self._names[source.digest]
            self._report(name, Outcome.DUPLICATE, f"{name}: holds the same bytes as {first}; delete one of them")
            return None
        cleaned = clean(source)
        heading = read_heading(cleaned, name=name)
        turns = attribute(cleaned, heading)
        passages = [passage for passage in split_passages(cleaned, turns) if passage.search.strip()]
        if not passages:
            raise ReadingError(f"{name}: holds no words to search; check that it is a meeting text")
        _keep(self.index, path, source)
        draft = self._draft(source, heading, tuple(cleaned.repairs), passages)
        self._names[source.digest] = name
        self._rows += len(passages)
        doubts = _doubts(heading, passages, draft.repairs)
        self._report(name, Outcome.DOUBTFUL if doubts else Outcome.TAKEN, *doubts, passages=len(passages))
        return draft

    def _draft(self, source: Source, heading: Heading, repairs: tuple[Repair, ...], passages: list[Passage]) -> Draft:
        """Give a meeting, its passages and its people their numbers."""
        number = len(self._names) + 1
        meeting = MeetingRecord(
            id=number,
            source=source.name,
            digest=source.digest,
            encoding=source.encoding,
            title=heading.title,
            date=heading.date,
            place=heading.place,
        )
        entries = [
            Entry(passage=self._record(passage, row, number), search=passage.search)
            for row, passage in enumerate(passages, start=self._rows)
        ]
        paragraphs = _paragraphs(entries, source.text, repairs)
        return Draft(meeting, repairs, paragraphs, tuple(entries), self._tenures(meeting, heading, passages))

    def _record(self, passage: Passage, row: int, meeting: int) -> PassageRecord:
        """Return a passage as the catalogue keeps it."""
        return PassageRecord(
            row=row,
            meeting=meeting,
            paragraph=passage.paragraph,
            paragraph_start=passage.paragraph_start,
            paragraph_end=passage.paragraph_end,
            start=passage.start,
            end=passage.end,
            text=passage.text,
            speaker=passage.speaker,
            office=passage.office,
            kind=passage.kind,
            certain=passage.certain,
            persons=self._register.speakers(passage.speaker),
        )

    def _tenures(self, meeting: MeetingRecord, heading: Heading, passages: list[Passage]) -> tuple[Tenure, ...]:
        """Return who holds which office by this text: those the heading lists, then those the words credit."""
        held = [(person.name, office) for person in heading.people for office in person.offices]
        held += [
            (one.speaker, one.office) for one in passages if one.speaker and one.office and JOINT not in one.speaker
        ]
        for person in heading.people:
            self._register.person(person.name)
        given = dict.fromkeys((self._register.person(name), fold(office)) for name, office in held)
        return tuple(Tenure(person, office, meeting.date, meeting.id) for person, office in given)

    def _require_something(self) -> None:
        """Raise GenerationError where no file has been taken in."""
        if self._rows:
            return
        refused = [reason for one in self.reports for reason in one.reasons][:_NAMED_REASONS]
        why = f" ({'; '.join(refused)})" if refused else ": put .txt, .md or .html files there"
        raise GenerationError(f"no file in {self.docs} could be taken in, the index stays as it was{why}")


def _keep(index: Path, path: Path, source: Source) -> None:
    """Keep the bytes a source was read from."""
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != source.digest:
        raise ReadingError(f"{source.name}: changed while it was read; build again")
    keep_source(index, data, digest=source.digest)


def _paragraphs(entries: list[Entry], text: str, repairs: tuple[Repair, ...]) -> tuple[Paragraph, ...]:
    """Return the paragraphs that hold passages, each with its clean text."""
    first_of = {entry.passage.paragraph: entry.passage for entry in reversed(entries)}
    return tuple(
        Paragraph(
            meeting=one.meeting,
            number=number,
            start=one.paragraph_start,
            end=one.paragraph_end,
            text=restore(text, one.paragraph_start, one.paragraph_end, repairs),
        )
        for number, one in sorted(first_of.items())
    )


def _doubts(heading: Heading, passages: list[Passage], repairs: tuple[Repair, ...]) -> tuple[str, ...]:
    """Return what an admin may want to look at in a file that was taken in."""
    unreadable = sum(repair.reason is Reason.UNREADABLE for repair in repairs)
    doubtful = sum(not passage.certain for passage in passages)
    found = {
        "no date found": heading.date is None,
        "nobody is quoted": not any(passage.speaker for passage in passages),
        f"broken runs: {unreadable}": bool(unreadable),
        f"passages whose speaker is doubtful: {doubtful}": bool(doubtful),
    }
    return tuple(doubt for doubt, holds in found.items() if holds)
