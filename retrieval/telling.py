"""How telling a word of a question is: the share of its questions whose answer has it too (training/telling.py)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("telling.json")
_ANY_OTHER = ""  # the key of the share of all words together


@dataclass(frozen=True, slots=True)
class Telling:
    """Shares by word or phrase, 0 to 1."""

    shares: Mapping[str, float]

    def of(self, words: str) -> float:
        """Return the share of a word, of a phrase's most telling word, or of all words together where none is known."""
        known = [self.shares[word] for word in (words, *words.split()) if word in self.shares]
        return max(known, default=self.shares[_ANY_OTHER])


@cache
def shipped_telling() -> Telling:
    """Read the shipped shares."""
    return Telling(json.loads(_FILE.read_text(encoding="utf-8")))
