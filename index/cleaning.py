"""Source text to clean text, without editing: spans are left out or replaced with a reason, and offsets lead back."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch of characters."""

    start: int
    end: int


class Reason(StrEnum):
    """Why a stretch of the source does not stand as it is in the clean text."""

    FRONT_MATTER = "front matter"
    MARKUP = "markup"
    BOILERPLATE = "boilerplate"
    PINYIN = "pinyin"
    CONTROL = "control character"
    UNREADABLE = "unreadable"  # stays in the clean text as it stands, is kept out of the search form


@dataclass(frozen=True, slots=True)
class Repair:
    """A documented change between source and clean text, in source offsets."""

    start: int
    end: int
    reason: Reason
    replacement: str = ""  # what the clean text has in its place
