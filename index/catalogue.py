"""The catalogue: meetings, persons, offices and passages in SQLite; the truth that vectors and words only point to."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any, Self

from index.errors import GenerationError
from index.folding import fold
from index.kind import Kind
from index.repairs import Reason, Repair

_PAGE = 1_000  # passages read at a time where all are gone through

_SCHEMA = """
CREATE TABLE meetings (
  id INTEGER PRIMARY KEY, source TEXT NOT NULL, digest TEXT NOT NULL, encoding TEXT NOT NULL,
  title TEXT NOT NULL, date TEXT, place TEXT
);
CREATE TABLE repairs (
  meeting INTEGER NOT NULL, number INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
  reason TEXT NOT NULL, replacement TEXT NOT NULL, PRIMARY KEY (meeting, number)
) WITHOUT ROWID;
CREATE TABLE paragraphs (
  meeting INTEGER NOT NULL, number INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
  text TEXT NOT NULL, PRIMARY KEY (meeting, number)
) WITHOUT ROWID;
CREATE TABLE passages (
  row INTEGER PRIMARY KEY, meeting INTEGER NOT NULL, paragraph INTEGER NOT NULL,
  paragraph_start INTEGER NOT NULL, paragraph_end INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
  text TEXT NOT NULL, speaker TEXT, office TEXT, kind TEXT NOT NULL, certain INTEGER NOT NULL, persons TEXT NOT NULL,
  search TEXT -- NULL where it is the fold of the text
);
CREATE TABLE people (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, fold TEXT NOT NULL UNIQUE, pinyin TEXT NOT NULL, passages INTEGER NOT NULL
);
CREATE TABLE tenures (
  number INTEGER PRIMARY KEY, person INTEGER NOT NULL, office TEXT NOT NULL, date TEXT, meeting INTEGER NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """One meeting text in a generation."""

    id: int
    source: str  # path below the docs folder
    digest: str  # sha256 of the file, the key into the kept sources
    encoding: str
    title: str
    date: date | None
    place: str | None


@dataclass(frozen=True, slots=True)
class PassageRecord:
    """One indexed passage; `row` is its position in the vectors and its id in the lexical index."""

    row: int
    meeting: int
    paragraph: int
    paragraph_start: int
    paragraph_end: int
    start: int
    end: int
    text: str
    speaker: str | None
    office: str | None
    kind: Kind
    certain: bool
    persons: tuple[int, ...]  # ids of the speakers; empty for narration


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Somebody, or some body (会议, 白皮书), who is credited with words or named with an office."""

    id: int
    name: str  # the most frequent form in the texts
    fold: str  # simplified: the key; the same fold is the same person
    pinyin: tuple[str, ...]  # readings of the whole name without spaces or tones, most likely first: ("xuying",)
    passages: int  # how many passages the person speaks


@dataclass(frozen=True, slots=True)
class Tenure:
    """A meeting text gave this person this office on this date."""

    person: int
    office: str  # as written, folded: 市委书记
    date: date | None
    meeting: int


@dataclass(frozen=True, slots=True)
class Scope:
    """What was searched."""

    meetings: int
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a meeting text, shown around a quote; offsets count in the source text."""

    meeting: int
    number: int  # from 1, as in the source
    start: int
    end: int
    text: str  # clean


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage and its search form."""

    passage: PassageRecord
    search: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything the catalogue keeps of one meeting text."""

    meeting: MeetingRecord
    repairs: tuple[Repair, ...]
    paragraphs: tuple[Paragraph, ...]
    entries: tuple[Entry, ...]
    tenures: tuple[Tenure, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a generation holds."""

    meetings: int
    passages: int
    people: int


class Catalogue:
    """The catalogue of one generation, opened for reading; several threads may share it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = Lock()

    @classmethod
    def build(cls, path: Path, drafts: Iterable[Draft], *, people: Callable[[], Iterable[PersonRecord]]) -> None:
        """Write a new catalogue in one transaction; `people` is called after the last draft.

        There is no journal: a build that dies leaves a file that is never published.
        """
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
            connection.execute("BEGIN")
            for draft in drafts:
                _write(connection, draft)
            connection.executemany("INSERT INTO people VALUES (?, ?, ?, ?, ?)", map(_person_values, people()))
            connection.execute("COMMIT")

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a published catalogue, which never changes any more; a damaged one raises GenerationError."""
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        try:
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            connection.execute("SELECT count(*) FROM people").fetchone()
        except sqlite3.DatabaseError as error:
            message = f"the catalogue {path} cannot be opened ({error}): run `python bot.py index`"
            raise GenerationError(message) from error
        return cls(connection)

    def close(self) -> None:
        """Close the file; nothing can be asked any more."""
        self._connection.close()

    def passages(self, rows: Sequence[int]) -> list[PassageRecord]:
        """Return the passages at some rows, in the order asked; a row that is not there raises KeyError."""
        query = "SELECT * FROM passages WHERE row IN (SELECT value FROM json_each(?))"
        asked = [int(row) for row in rows]
        found = {values[0]: _entry(values).passage for values in self._all(query, json.dumps(asked))}
        return [found[row] for row in asked]

    def entries(self) -> Iterator[Entry]:
        """Yield every passage with its search form, in row order; what vectors and words are built from."""
        query = "SELECT * FROM passages WHERE row >= ? AND row < ? ORDER BY row"
        for first in range(0, self.counts().passages, _PAGE):
            yield from map(_entry, self._all(query, first, first + _PAGE))

    def meeting(self, number: int) -> MeetingRecord:
        """Return one meeting; an id that is not there raises KeyError."""
        return self.meetings([number])[0]

    def meetings(self, ids: Sequence[int] | None = None) -> list[MeetingRecord]:
        """Return some meetings in the order asked, or all of them by id."""
        if ids is None:
            return [_meeting(values) for values in self._all("SELECT * FROM meetings ORDER BY id")]
        query = "SELECT * FROM meetings WHERE id IN (SELECT value FROM json_each(?))"
        asked = [int(number) for number in ids]
        found = {values[0]: _meeting(values) for values in self._all(query, json.dumps(asked))}
        return [found[number] for number in asked]

    def meeting_of(self, source: str) -> MeetingRecord:
        """Return the meeting of a source file; one that is not there raises KeyError."""
        found = self._all("SELECT * FROM meetings WHERE source = ?", source)
        if not found:
            raise KeyError(f"no meeting comes from {source}")
        return _meeting(found[0])

    def paragraph(self, meeting: int, number: int) -> Paragraph:
        """Return one paragraph of a meeting; one that is not there, or holds no passage, raises KeyError."""
        query = "SELECT meeting, number, start, end, text FROM paragraphs WHERE meeting = ? AND number = ?"
        found = self._all(query, meeting, number)
        if not found:
            raise KeyError(f"meeting {meeting} has no paragraph {number}")
        return Paragraph(*found[0])

    def repairs(self, meeting: int) -> tuple[Repair, ...]:
        """Return what was left out or replaced in a meeting text, in source order."""
        query = "SELECT start, end, reason, replacement FROM repairs WHERE meeting = ? ORDER BY number"
        return tuple(
            Repair(start=start, end=end, reason=Reason(reason), replacement=replacement)
            for start, end, reason, replacement in self._all(query, meeting)
        )

    def people(self) -> tuple[PersonRecord, ...]:
        """Return everybody who speaks or holds an office in the texts, by id."""
        query = "SELECT id, name, fold, pinyin, passages FROM people ORDER BY id"
        return tuple(
            PersonRecord(id=number, name=name, fold=key, pinyin=tuple(pinyin.split()), passages=passages)
            for number, name, key, pinyin, passages in self._all(query)
        )

    def tenures(self) -> tuple[Tenure, ...]:
        """Return which text gave whom which office when, in the order of the texts."""
        query = "SELECT person, office, date, meeting FROM tenures ORDER BY number"
        return tuple(
            Tenure(person=person, office=office, date=_date(day), meeting=meeting)
            for person, office, day, meeting in self._all(query)
        )

    def scope(self, since: date | None = None, until: date | None = None) -> Scope:
        """Return what lies in a period: how many meetings, and the dates of the first and the last.

        Without a period undated meetings count too; in a period they do not.
        """
        if since is None and until is None:
            [found] = self._all("SELECT count(*), min(date), max(date) FROM meetings")
        else:
            query = "SELECT count(*), min(date), max(date) FROM meetings WHERE date BETWEEN ? AND ?"
            [found] = self._all(query, (since or date.min).isoformat(), (until or date.max).isoformat())
        meetings, first, last = found
        return Scope(meetings=meetings, since=_date(first), until=_date(last))

    def counts(self) -> Counts:
        """Return how much there is."""
        query = "SELECT (SELECT count(*) FROM meetings), (SELECT count(*) FROM passages), (SELECT count(*) FROM people)"
        return Counts(*self._all(query)[0])

    def _all(self, query: str, *values: int | str) -> list[Any]:
        """Return every row of a query; one thread at a time."""
        with self._lock:
            return self._connection.execute(query, values).fetchall()


def _write(connection: sqlite3.Connection, draft: Draft) -> None:
    """Write one meeting with all that belongs to it."""
    meeting = draft.meeting
    connection.execute(
        "INSERT INTO meetings VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            meeting.id,
            meeting.source,
            meeting.digest,
            meeting.encoding,
            meeting.title,
            _text(meeting.date),
            meeting.place,
        ),
    )
    connection.executemany(
        "INSERT INTO repairs VALUES (?, ?, ?, ?, ?, ?)",
        [
            (meeting.id, number, repair.start, repair.end, str(repair.reason), repair.replacement)
            for number, repair in enumerate(draft.repairs)
        ],
    )
    connection.executemany(
        "INSERT INTO paragraphs VALUES (?, ?, ?, ?, ?)",
        [(one.meeting, one.number, one.start, one.end, one.text) for one in draft.paragraphs],
    )
    connection.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_entry_values, draft.entries)
    )
    connection.executemany(
        "INSERT INTO tenures (person, office, date, meeting) VALUES (?, ?, ?, ?)",
        [(tenure.person, tenure.office, _text(tenure.date), tenure.meeting) for tenure in draft.tenures],
    )


def _entry_values(entry: Entry) -> tuple[int | str | None, ...]:
    """Return a passage as the table keeps it."""
    one = entry.passage
    where = (one.row, one.meeting, one.paragraph, one.paragraph_start, one.paragraph_end, one.start, one.end)
    who = (one.text, one.speaker, one.office, str(one.kind), int(one.certain), " ".join(map(str, one.persons)))
    return (*where, *who, None if entry.search == fold(one.text) else entry.search)


def _person_values(person: PersonRecord) -> tuple[int | str, ...]:
    """Return a person as the table keeps him."""
    return person.id, person.name, person.fold, " ".join(person.pinyin), person.passages


def _entry(values: Sequence[Any]) -> Entry:
    """Return the passage of one table row."""
    row, meeting, paragraph, paragraph_start, paragraph_end, start, end, *words = values
    text, speaker, office, kind, certain, persons, search = words
    passage = PassageRecord(
        row=row,
        meeting=meeting,
        paragraph=paragraph,
        paragraph_start=paragraph_start,
        paragraph_end=paragraph_end,
        start=start,
        end=end,
        text=text,
        speaker=speaker,
        office=office,
        kind=Kind(kind),
        certain=bool(certain),
        persons=tuple(map(int, persons.split())),
    )
    return Entry(passage=passage, search=fold(text) if search is None else search)


def _meeting(values: Sequence[Any]) -> MeetingRecord:
    """Return the meeting of one table row."""
    number, source, digest, encoding, title, day, place = values
    return MeetingRecord(
        id=number, source=source, digest=digest, encoding=encoding, title=title, date=_date(day), place=place
    )


def _text(day: date | None) -> str | None:
    """Return a date as the tables keep it."""
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    """Return the date of a table row."""
    return date.fromisoformat(text) if text else None
