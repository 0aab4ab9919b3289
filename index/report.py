"""What a build did: the outcome of every file, and the counts. Light to import, for those who only show it."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of one file."""

    TAKEN = "taken in"
    DOUBTFUL = "taken in, worth a look"
    REFUSED = "refused"
    DUPLICATE = "duplicate"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file, and why."""

    name: str  # path below the docs folder
    outcome: Outcome
    reasons: tuple[str, ...] = ()
    passages: int = 0


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did."""

    generation: str
    meetings: int
    passages: int
    people: int
    seconds: float
    files: tuple[FileReport, ...]

    def having(self, outcome: Outcome) -> tuple[FileReport, ...]:
        """Return the files with one outcome."""
        return tuple(file for file in self.files if file.outcome is outcome)

    def to_dict(self) -> dict[str, object]:
        """Return the report as JSON takes it."""
        files = [
            {"name": file.name, "outcome": file.outcome.value, "reasons": list(file.reasons), "passages": file.passages}
            for file in self.files
        ]
        counts = {"meetings": self.meetings, "passages": self.passages, "people": self.people}
        return {"generation": self.generation, **counts, "seconds": round(self.seconds, 3), "files": files}
