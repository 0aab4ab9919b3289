"""The words of a question to the words of meeting texts: everyday and English forms by glossary, lexicon and places."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import rjieba
import Stemmer

from index.errors import ConfigError
from index.folding import fold
from index.lexical import words
from retrieval.places import Place, PlaceKind, Places, shipped_places, shipped_rows

_ENGLISH_WORD = re.compile(r"[a-z0-9]+(?:[-'&.][a-z0-9]+)*")
_PIECE = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")
_RUN = re.compile(r"[,.;:?!]\s|[,;:?!]$|\s{2,}")
_MARKS = re.compile(r"[“”\"‘’「」『』《》〈〉]")
JOINING = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with"])
_LONGEST_PHRASE = 6  # English words
_LONGEST_FORM = 12  # Chinese characters

# What a form found by way of the glossary is worth beside a word of the question itself (1.0). Alternatives are only
# related, so they weigh less than headwords; of several translations the first is the likeliest.
_HEADWORD = 0.6
_ALTERNATIVE = 0.3
_TRANSLATION = 1.0
_LATER_TRANSLATION = 0.5
_SINGLE = 0.3


@dataclass(frozen=True, slots=True)
class Entry:
    """One term with its other forms; Chinese is folded, English lower case."""

    zh: str
    alt: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A folded Chinese or Latin form that a passage may have, and its worth beside the asker's own word (1.0)."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing asked for: the asker's word or phrase, and the forms it may have in a passage; none where unknown."""

    words: str
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A token to search for and what it is worth."""

    token: str
    weight: float


Relations = dict[str, dict[str, float]]  # form -> term -> weight
Phrases = dict[tuple[str, ...], dict[str, float]]  # words -> term -> weight


@dataclass(frozen=True)
class Glossary:
    """Every known form with the terms it leads to; English is indexed when the first English question comes."""

    entries: tuple[Entry, ...]
    lexicon: tuple[Entry, ...]  # leads from English to Chinese only
    places: Places

    @cached_property
    def _chinese(self) -> Relations:
        related: Relations = defaultdict(dict)
        for entry in self.entries:
            _relate(related, _plain(entry.zh), [_plain(form) for form in entry.alt])
        for place in self.places.entries:
            _relate(related, place.zh, _spoken_forms(place)[1:])
        return dict(related)

    @cached_property
    def _english(self) -> Phrases:
        phrases: Phrases = defaultdict(dict)
        for entry in (*self.entries, *self.lexicon):
            for phrase in entry.en:
                _translate(phrases, phrase, [_plain(entry.zh), *map(_plain, entry.alt)])
        for place in self.places.entries:
            forms = _spoken_forms(place)
            for phrase in place.en:
                _translate(phrases, phrase, forms[:2] if place.kind is PlaceKind.PERSON else forms)
        return dict(phrases)

    @cached_property
    def _stemmed(self) -> Phrases:
        """Return the same by their stems, for forms that are not listed."""
        stemmed: Phrases = {}
        for spelled, related in self._english.items():
            stemmed.setdefault(tuple(_stems(spelled)), related)
        return stemmed

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Return the first English name of each term."""
        return {_plain(entry.zh): entry.en[0] for entry in reversed(self.entries) if entry.en}

    def concepts(self, topic: str) -> tuple[Concept, ...]:
        """Return what a folded topic asks for, in order: longest known phrases first, then words as they are cut."""
        found: list[Concept] = []
        for piece in _PIECE.findall(_MARKS.sub("", topic)):
            found.extend(self._english_concepts(piece) if piece.isascii() else self._chinese_concepts(piece))
        return tuple(found)

    def _chinese_concepts(self, piece: str) -> Iterator[Concept]:
        """Yield the concepts of a run of hanzi: known forms that begin and end where words do, and words."""
        cuts = [(start, end) for _, start, end in rjieba.tokenize(piece, "default")]
        at = 0
        while at < len(cuts):
            for last in range(len(cuts) - 1, at - 1, -1):
                form = piece[cuts[at][0] : cuts[last][1]]
                if len(form) <= _LONGEST_FORM and form in self._chinese:
                    break
            else:
                last = at
            form = piece[cuts[at][0] : cuts[last][1]]
            related = self._chinese.get(form, {})
            own = Form(form, _SINGLE if len(form) == 1 else 1.0)
            yield Concept(form, (own, *(Form(term, weight) for term, weight in related.items())))
            at = last + 1

    def _english_concepts(self, piece: str) -> Iterator[Concept]:
        """Yield the concepts of some English: known phrases, over no mark and no gap, and words as they are."""
        for run in _RUN.split(piece):
            yield from self._english_run(run)

    def _english_run(self, run: str) -> Iterator[Concept]:
        spelled = _english_words(run)
        stems, at = _stems(spelled), 0
        while at < len(spelled):
            count, related = self._longest(spelled, stems, at)
            words_here = " ".join(spelled[at : at + count])
            yield Concept(
                words_here, (Form(words_here, 1.0), *(Form(term, weight) for term, weight in related.items()))
            )
            at += count

    def _longest(self, spelled: Sequence[str], stems: Sequence[str], at: int) -> tuple[int, dict[str, float]]:
        """Return how many words from `at` on make the longest known phrase, and what it leads to; one where none is."""
        for count in range(min(_LONGEST_PHRASE, len(spelled) - at), 0, -1):
            related = self._english.get(tuple(spelled[at : at + count])) or self._stemmed.get(
                tuple(stems[at : at + count])
            )
            if related:
                return count, related
        return 1, {}

    def headwords(self, fold: str) -> Iterator[str]:
        """Yield the glossary's terms that stand in a folded text, longest first at each place."""
        at = 0
        while at < len(fold):
            length = next(
                (n for n in range(min(_LONGEST_FORM, len(fold) - at), 1, -1) if fold[at : at + n] in self._names), 0
            )
            if length:
                yield fold[at : at + length]
            at += length or 1

    def translations(self, phrase: str) -> tuple[str, ...]:
        """Return the Chinese forms of an English word or phrase, likeliest first; none where it is unknown."""
        spelled = _english_words(phrase)
        return tuple(self._longest(spelled, _stems(spelled), 0)[1]) if spelled else ()

    def knows(self, word: str) -> bool:
        """Say whether a folded word or phrase is one of the known forms."""
        spelled = tuple(_english_words(word))
        return word in self._chinese or spelled in self._english or tuple(_stems(spelled)) in self._stemmed

    def name(self, term: str) -> str | None:
        """Return the first English name of a glossary term."""
        return self._names.get(term)


def terms_of(concepts: Iterable[Concept]) -> tuple[Term, ...]:
    """Return the tokens to search for, heaviest first; the tokens of one form share its weight.

    A token that several forms have counts for its best.
    """
    best: dict[str, float] = {}
    for concept in concepts:
        for form in concept.forms:
            tokens = words(form.text)
            for token in tokens:
                weight = _SINGLE if len(token) == 1 else form.weight / len(tokens) ** 0.5 if form.weight < 1 else 1.0
                best[token] = max(weight, best.get(token, 0.0))
    return tuple(Term(token, weight) for token, weight in sorted(best.items(), key=lambda t: (-t[1], t[0])))


@cache
def shipped_glossary(own: Path | None = None) -> Glossary:
    """Read the shipped glossary, lexicon and places, and an admin's own glossary file if there is one."""
    shipped = (Entry(r["zh"], tuple(r["alt"]), tuple(r["en"])) for r in shipped_rows("glossary.jsonl"))
    lexicon = (Entry(r["zh"][0], tuple(r["zh"][1:]), tuple(r["en"])) for r in shipped_rows("lexicon.jsonl"))
    return Glossary((*shipped, *(_own_entries(own) if own else ())), tuple(lexicon), shipped_places())


def _own_entries(path: Path) -> Iterator[Entry]:
    """Yield an admin's entries in their search form, which the shipped ones are in already."""
    for row in _rows(path):
        yield Entry(fold(row["zh"]), tuple(map(fold, row.get("alt", ()))), tuple(map(fold, row.get("en", ()))))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines of a JSON lines file; a malformed one is a ConfigError that names file and line."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        message = f"[search] glossary {path} cannot be read ({error}): name a readable UTF-8 file, or leave the key out"
        raise ConfigError(message) from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            row = _row(line)
            if row is None:
                rule = 'a line is {"zh": "外资", "alt": ["洋投资"], "en": ["foreign capital"]}'
                raise ConfigError(f"{path} line {number}: {line.strip()[:60]!r} is no entry; {rule}: mend the line")
            yield row


def _row(line: str) -> dict[str, Any] | None:
    """Return one line of a JSON lines file; None where it is no entry."""
    try:
        row = json.loads(line)
    except ValueError:
        return None
    if not isinstance(row, dict) or not isinstance(row.get("zh"), str) or not row["zh"]:
        return None
    lists = [row.get("alt", []), row.get("en", [])]
    return row if all(isinstance(each, list) and all(isinstance(one, str) for one in each) for each in lists) else None


def _spoken_forms(place: Place) -> list[str]:
    """Return the forms of a place that are long enough to stand for it alone."""
    return [place.zh, *(form for form in place.alt if len(form) > 1)]


def _plain(form: str) -> str:
    return _MARKS.sub("", form)


def _keep(related: dict[str, float], term: str, weight: float) -> None:
    related[term] = max(weight, related.get(term, 0.0))


def _relate(chinese: Relations, head: str, alternatives: Sequence[str]) -> None:
    """Let a headword and its alternatives lead to one another."""
    for form in alternatives:
        _keep(chinese[form], head, _HEADWORD)
        _keep(chinese[head], form, _ALTERNATIVE)


def _translate(english: Phrases, phrase: str, forms: Sequence[str]) -> None:
    """Let an English phrase lead to Chinese forms, the first of them the likeliest."""
    spelled = tuple(_english_words(phrase))
    for order, form in enumerate(forms if spelled else ()):
        _keep(english[spelled], form, _LATER_TRANSLATION if order else _TRANSLATION)


def _english_words(text: str) -> list[str]:
    """Return the words of a text without those that only join, as keys have them: belt and road, rule of law."""
    spelled = [word.removesuffix("'s") for word in _ENGLISH_WORD.findall(text.replace("-", " "))]
    return [word for word in spelled if word not in JOINING]


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


def _stems(spelled: Sequence[str]) -> list[str]:
    return list(_stemmer().stemWords(list(spelled)))
