"""Columns beside the vectors: date, meeting, kind and speakers of every row, so that a filter is one array step."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.kind import Kind

Mask = NDArray[np.bool_]

_UNDATED = 0
_KINDS = tuple(Kind)


@dataclass(frozen=True, slots=True)
class Allowed:
    """Which passages a search may return; None means any, an empty set means none."""

    persons: frozenset[int] | None = None  # spoken by any of these persons
    meetings: frozenset[int] | None = None
    since: date | None = None  # first day, inclusive; an undated meeting lies in no period
    until: date | None = None  # last day, inclusive


@dataclass(frozen=True, slots=True)
class ColumnEntry:
    """What the columns keep of one passage."""

    date: date | None
    meeting: int
    kind: Kind
    persons: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """One array a property, mapped from disk; row i is passage i."""

    dates: NDArray[np.int32]  # proleptic ordinals, 0 where the date is not known; (n_passages,)
    meetings: NDArray[np.int32]  # (n_passages,)
    kinds: NDArray[np.int8]  # position in Kind; (n_passages,)
    person_offsets: NDArray[np.int64]  # the speakers of row i are person_ids[offsets[i]:offsets[i + 1]]
    person_ids: NDArray[np.int32]

    @classmethod
    def build(cls, folder: Path, entries: Iterable[ColumnEntry]) -> None:
        """Write the columns of all passages, in row order, into a new folder."""
        dates, meetings, kinds, offsets = [], [], [], [0]
        persons: list[int] = []
        for entry in entries:
            dates.append(entry.date.toordinal() if entry.date else _UNDATED)
            meetings.append(entry.meeting)
            kinds.append(_KINDS.index(entry.kind))
            persons.extend(entry.persons)
            offsets.append(len(persons))
        folder.mkdir()
        np.save(folder / "dates.npy", np.array(dates, np.int32))
        np.save(folder / "meetings.npy", np.array(meetings, np.int32))
        np.save(folder / "kinds.npy", np.array(kinds, np.int8))
        np.save(folder / "person_offsets.npy", np.array(offsets, np.int64))
        np.save(folder / "person_ids.npy", np.array(persons, np.int32))

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Map the columns of a folder; nothing is read until it is needed."""
        names = ("dates", "meetings", "kinds", "person_offsets", "person_ids")
        return cls(*(np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name in names))

    def __len__(self) -> int:
        return len(self.dates)

    def allowed(
        self,
        *,
        persons: Collection[int] | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> Mask | None:
        """Return which rows pass the filter, shape (n_passages,), or None where there is no filter.

        An empty collection of persons allows nothing, and a passage of an undated meeting lies in no period.
        """
        if persons is None and since is None and until is None:
            return None
        mask = np.ones(len(self), np.bool_)
        if persons is not None:
            mask &= self._spoken_by(persons)
        if since is not None or until is not None:
            first, last = period(since, until)
            mask &= (self.dates >= first) & (self.dates <= last)
        return mask

    def _spoken_by(self, persons: Collection[int]) -> Mask:
        """Return the rows that any of the persons speaks."""
        hits = np.flatnonzero(np.isin(self.person_ids, np.fromiter(persons, np.int32, len(persons))))
        mask = np.zeros(len(self), np.bool_)
        mask[np.searchsorted(self.person_offsets, hits, side="right") - 1] = True
        return mask


def period(since: date | None, until: date | None) -> tuple[int, int]:
    """Return a period as inclusive ordinals; its lower end leaves out undated meetings."""
    return (since or date.min).toordinal(), (until or date.max).toordinal()
