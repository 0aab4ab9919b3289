"""What a meeting text says of itself: title, date, place, who is there and what office they hold."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person named in a meeting text with the offices given there, in the text's own characters."""

    name: str
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of one meeting text; what is not known is None."""

    title: str
    date: date | None
    place: str | None
    people: tuple[Attendee, ...]
    url: str | None = None
