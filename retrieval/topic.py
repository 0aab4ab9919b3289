"""What a question is about, once the person, the date and the scaffolding of asking are taken away."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.folding import fold

_FILE = Path(__file__).with_name("stopwords.json")
_BLANKS = re.compile(r"\s+")
_EDGES = "，。、；：？！,.;:?!-—~ 的了呢吗吧啊呀嘛么"


@dataclass(frozen=True, slots=True)
class Scaffolding:
    """The words of asking, as one pattern a language, longest first."""

    chinese: re.Pattern[str]
    english: re.Pattern[str]

    def strip(self, text: str) -> str:
        """Return a folded text with the words of asking blanked out; the length stays.

        >>> shipped_scaffolding().strip("书记对外资怎么说").split()
        ['书记', '外资']
        """
        text = self.chinese.sub(_blank, text)
        return self.english.sub(_blank, text)


@cache
def shipped_scaffolding() -> Scaffolding:
    """Read the shipped words of asking."""
    lists = json.loads(_FILE.read_text(encoding="utf-8"))
    chinese = sorted(map(fold, lists["zh"]), key=len, reverse=True)
    english = sorted(map(fold, lists["en"]), key=len, reverse=True)
    return Scaffolding(
        re.compile("|".join(map(re.escape, chinese))),
        re.compile(r"(?<![a-z0-9&-])(?:" + "|".join(map(re.escape, english)) + r")(?![a-z0-9&-])"),
    )


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text with the spans blanked out; the length stays."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)


def tidy(text: str) -> str:
    """Return a topic for people to read: single blanks, no marks at the ends of its pieces."""
    return _BLANKS.sub(" ", " ".join(piece.strip(_EDGES) for piece in text.split())).strip()


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
