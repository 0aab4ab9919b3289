"""Find pinyin annotations that a web page left behind characters: 高(gāo)质(zhì)量, 中(zhong)(zhong)共.

An annotation counts only where it is a possible reading of the character before it, so that 碳(C), 市(县) and
(GDP) are left alone.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from index.folding import fold
from index.hanzi import HANZI
from index.repairs import Span

_TONES = "\u0300\u0301\u0304\u0306\u030c"  # grave, acute, macron, caron and the breve that is typed for it
_LETTER = rf"[a-zA-Zａ-ｚＡ-Ｚà-üÀ-ÜĀ-ǜǸǹḿɑɡ{_TONES}\u0308]"
_SYLLABLES = rf"{_LETTER}{{1,28}}[1-5]?(?:[ '’]{_LETTER}{{1,7}}[1-5]?){{0,3}}"
_NOTE = re.compile(rf"[(（][ \u3000]?(?P<reading>{_SYLLABLES})[ \u3000]?[)）]")
_NOTES = re.compile(rf"(?<=[{HANZI}])(?:[(（][ \u3000]?{_SYLLABLES}[ \u3000]?[)）])+")
_LETTERS = str.maketrans({"ɑ": "a", "ɡ": "g", "ü": "v", " ": None, "'": None, "’": None})
_LONGEST_WORD = 4


def find_pinyin(text: str) -> list[Span]:
    """Return the annotations in a text, with their parentheses, in order.

    >>> find_pinyin("高(gāo)质(zhi)量，碳(C)")
    [Span(start=1, end=6), Span(start=7, end=12)]
    """
    if "(" not in text and "（" not in text:
        return []
    return [span for notes in _NOTES.finditer(text) for span in _readings_among(text, notes)]


def _readings_among(text: str, notes: re.Match[str]) -> Iterator[Span]:
    before = text[max(notes.start() - _LONGEST_WORD, 0) : notes.start()]
    for note in _NOTE.finditer(text, notes.start(), notes.end()):
        if is_reading(note["reading"], before):
            yield Span(note.start(), note.end())


def is_reading(annotation: str, before: str) -> bool:
    """Tell whether an annotation can be how the characters just before it are read.

    Only a syllable with a tone mark may stand for several characters: 文化(wénhuà) is a reading, 上海(Shanghai) may be
    what the author wrote. Capitals are an abbreviation: 爱(AI).
    """
    if annotation.isupper():
        return False
    plain, toned = _plain(annotation)
    if plain in _readings(before[-1]):
        return True
    return toned and any(_spells(plain, before[-length:]) for length in range(2, len(before) + 1))


def _plain(annotation: str) -> tuple[str, bool]:
    """Return an annotation without case, width and tones, and whether it had a tone."""
    letters = unicodedata.normalize("NFKD", annotation.lower())
    bare = "".join(letter for letter in letters if letter not in _TONES)
    plain = unicodedata.normalize("NFKC", bare).translate(_LETTERS)
    return re.sub("(?<=[jqxy])v", "u", plain.rstrip("12345")), bare != letters


def _spells(plain: str, characters: str) -> bool:
    """Tell whether a run of letters is a reading of each character in turn."""
    rests = {plain}
    for character in characters:
        rests = {rest[len(reading) :] for rest in rests for reading in _readings(character) if rest.startswith(reading)}
    return "" in rests


@cache
def _readings(character: str) -> frozenset[str]:
    """Return how a character, or its simplified form, can be read: without tones, ü as v and, as often typed, as u."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 (40 ms that only an annotated text needs)

    found = {
        _plain(reading)[0]
        for form in {character, fold(character)}
        for readings in pinyin(form, style=Style.NORMAL, heteronym=True, errors="ignore")
        for reading in readings
    }
    return frozenset(found | {reading.replace("v", "u") for reading in found})
