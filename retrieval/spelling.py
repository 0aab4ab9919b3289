"""Misspelled names and offices: characters that sound alike, Latin names one letter off."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

import rjieba

_FILE = Path(__file__).with_name("readings.json")
_SHORTEST_LATIN = 6  # letters; shorter names have too many neighbours
_COMMON = 50  # of the segmenter's frequencies: 总共 has 660, 书纪 has 2
_LONGEST = 6  # characters of a name or office that is compared by sound


@dataclass(frozen=True)
class Spelling:
    """Known forms, found by what is nearly they."""

    forms: tuple[str, ...]  # folded Chinese
    latin: tuple[str, ...]

    @cached_property
    def _by_sound(self) -> Mapping[str, tuple[str, ...]]:
        sounds: dict[str, list[str]] = defaultdict(list)
        for form in self.forms:
            sounds[sound(form)].append(form)
        return {sound: tuple(forms) for sound, forms in sounds.items()}

    def alike(self, fold: str, *, is_word: Callable[[str], bool]) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, known form) where a folded text has something that sounds like a known form.

        It must share a character with the form and must not be a word itself: 书纪 is 书记, 应用 is not 应勇.
        """
        inside = _inside_words(fold)
        for length in range(min(_LONGEST, len(fold)), 1, -1):
            for start in range(len(fold) - length + 1):
                window, end = fold[start : start + length], start + length
                if {start, end} & inside or any(c.isascii() or c.isspace() for c in window):
                    continue
                if _is_common(window) or is_word(window):
                    continue
                for form in self._by_sound.get(sound(window), ()):
                    if len(form) == length and window != form and set(window) & set(form):
                        yield start, end, form

    def near(self, word: str) -> str | None:
        """Return the known Latin form that is one letter off a long word, where there is just one."""
        if len(word) < _SHORTEST_LATIN:
            return None
        found = {form for form in self.latin if len(form) >= _SHORTEST_LATIN and is_one_edit(word, form)}
        return found.pop() if len(found) == 1 else None


def is_one_edit(a: str, b: str) -> bool:
    """Say whether one letter more, less, other or two swapped make one word of the other.

    >>> is_one_edit("dingxuexang", "dingxuexiang"), is_one_edit("liqaing", "liqiang"), is_one_edit("liqiang", "liqiang")
    (True, True, False)
    """
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    first = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[first:], b[first:]
    if len(a) == len(b):
        swapped = len(rest_a) > 1 and rest_a[0] == rest_b[1] and rest_a[1] == rest_b[0] and rest_a[2:] == rest_b[2:]
        return rest_a[1:] == rest_b[1:] or swapped
    return rest_a[1:] == rest_b if len(a) > len(b) else rest_b[1:] == rest_a


def _inside_words(fold: str) -> set[int]:
    """Return the places inside the common words of a text, where no name begins or ends: not 院是 in 剧院是."""
    cuts = rjieba.tokenize(fold, "default")
    return {place for word, start, end in cuts if _is_common(word) for place in range(start + 1, end)}


@lru_cache(maxsize=8192)
def _is_common(word: str) -> bool:
    return rjieba.has_word(word) and rjieba.suggest_freq(word) >= _COMMON


def sound(form: str) -> str:
    """Return the commonest readings of the characters, without tones."""
    return " ".join(_readings().get(character, character) for character in form)


@cache
def _readings() -> Mapping[str, str]:
    """Read how each common character is read; made by training/readings.py."""
    by_reading = json.loads(_FILE.read_text(encoding="utf-8"))
    return {character: reading for reading, characters in by_reading.items() for character in characters}
