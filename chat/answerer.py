"""What a face needs of the read side."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from index.catalogue import Scope
from retrieval.answer import Answer


class Answerer(Protocol):
    """The read side; its methods may be called from several threads at once."""

    def answer(self, text: str, *, previous: Sequence[str] = (), today: date | None = None) -> Answer:
        """Return the answer to a question; `previous` are the asker's questions before it, oldest first."""

    def scope(self) -> Scope:
        """Return what is covered."""
