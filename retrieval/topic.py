"""What a question is about, once the person, the date and the scaffolding of asking are taken away."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import rjieba

from index.folding import fold
from retrieval.glossary import JOINING

_FILE = Path(__file__).with_name("stopwords.json")
_JOINING = re.compile(rf"(?<![a-z0-9&-])(?:{'|'.join(sorted(JOINING))})(?![a-z0-9&-])")
_EDGES = "，。、；：？！,.;:?!-—~ 的了呢吗吧啊呀嘛么"


@dataclass(frozen=True, slots=True)
class Scaffolding:
    """The words of asking: Chinese phrases, Chinese characters that count only as whole words, English phrases."""

    chinese: re.Pattern[str]
    characters: frozenset[str]
    english: re.Pattern[str]

    def strip(self, text: str) -> str:
        """Return a folded text with the words of asking blanked out; the length stays.

        A phrase goes only where it stands between words as the segmenter cuts them: 会 goes, 社会 stays.

        >>> shipped_scaffolding().strip("新能源车的充电桩建设怎么说").split()
        ['新能源车', '充电桩建设']
        """
        cuts = rjieba.tokenize(text, "default")
        borders = {0, len(text), *(start for _, start, _ in cuts), *(end for _, _, end in cuts)}
        spans = [m.span() for m in self.chinese.finditer(text) if {m.start(), m.end()} <= borders]
        spans += [m.span() for m in self.english.finditer(text)]
        spans += [(start, end) for word, start, end in cuts if word in self.characters]
        return without(text, spans)


@cache
def shipped_scaffolding() -> Scaffolding:
    """Read the shipped words of asking."""
    lists = json.loads(_FILE.read_text(encoding="utf-8"))
    chinese = sorted(map(fold, lists["zh"]), key=len, reverse=True)
    english = sorted((word for word in map(fold, lists["en"]) if word not in JOINING), key=len, reverse=True)
    return Scaffolding(
        re.compile("|".join(re.escape(phrase) for phrase in chinese if len(phrase) > 1)),
        frozenset(phrase for phrase in chinese if len(phrase) == 1),
        re.compile(r"(?<![a-z0-9&-])(?:" + "|".join(map(re.escape, english)) + r")(?:'s)?(?![a-z0-9&-])|'s\b"),
    )


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text with the spans blanked out; the length stays."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)


def tidy(text: str) -> str:
    """Return a topic for people to read: single blanks, no marks at the ends of its pieces."""
    words = [word for piece in text.split() if (word := piece.strip(_EDGES))]
    while words and words[0].lower() in JOINING:
        words.pop(0)
    while words and words[-1].lower() in JOINING:
        words.pop()
    return " ".join(words)


def telling_words(topic: str) -> str:
    """Return a folded topic without the English words that only join others, for vectors."""
    return _JOINING.sub(" ", topic).strip()
