"""Who speaks from where to where, and whether the words are direct, reported or narration."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How the words reach us."""

    DIRECT = "direct"
    REPORTED = "reported"
    NARRATION = "narration"


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's uninterrupted stretch of the clean text; turns cover the clean text in order."""

    start: int
    end: int
    speaker: str | None  # as written in the text; joint speakers joined by 、; None for narration
    office: str | None
    kind: Kind
    certain: bool = True  # False where the speaker was inferred over a doubtful gap
