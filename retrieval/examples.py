"""Example questions drawn from the corpus itself, so that each of them has an answer."""

from collections import Counter
from collections.abc import Iterator

import numpy as np
from opencc import OpenCC

from index.catalogue import PersonRecord
from index.folding import fold
from index.nameforms import can_be_name, surname_of
from retrieval.answer import Library
from retrieval.spelling import sound

_PERSONS = 3  # one example each, in simplified, traditional and English
_READ = 60  # passages of a person
_SHORTEST = 3  # characters of a term; shorter ones are too general to be an example


def examples(library: Library) -> tuple[str, ...]:
    """Return up to three questions: by the persons who speak most, on what they speak of, in three language forms."""
    speakers = sorted(library.understanding.people.records.values(), key=lambda p: (-p.passages, p.id))
    found: list[str] = []
    used: set[str] = set()
    for person in speakers:
        office = library.understanding.people.offices.latest_office(person.id)
        if len(found) == _PERSONS or not office:
            continue
        term = next((t for t in _terms(library, person) if t not in used), None)
        if term is not None:
            used.add(term)
            found.append(_question(len(found), person, term, library))
    return tuple(found)


def _terms(library: Library, person: PersonRecord) -> Iterator[str]:
    """Yield the glossary's terms that a person uses, most used first."""
    mask = library.generation.columns.allowed(persons=[person.id])
    rows = [] if mask is None else np.flatnonzero(mask)[:_READ].tolist()
    counted: Counter[str] = Counter()
    for passage in library.generation.catalogue.passages(rows):
        counted.update(set(library.understanding.glossary.headwords(fold(passage.text))))
    for term, _ in sorted(counted.items(), key=lambda c: (-c[1], -len(c[0]), c[0])):
        if len(term) >= _SHORTEST and library.understanding.glossary.name(term):
            yield term


def _question(number: int, person: PersonRecord, term: str, library: Library) -> str:
    if number == 0:
        return f"{person.fold}怎么说{term}"
    if number == 1:
        traditional: str = OpenCC("s2t").convert(f"{person.fold}對{term}怎麼說")
        return traditional
    english = library.understanding.glossary.name(term)
    name = spelled(person.fold, person.pinyin[0]) if person.pinyin and can_be_name(person.fold) else person.name
    return f"What did {name} say about {english}?"


def spelled(name: str, reading: str) -> str:
    """Return a Chinese name as English writes it, out of its fold and its reading without spaces.

    >>> spelled("方砚秋", "fangyanqiu"), spelled("欧阳雪", "ouyangxue"), spelled("吕宁", "lvning")
    ('Fang Yanqiu', 'Ouyang Xue', 'Lyu Ning')
    """
    surname = surname_of(name)
    given = sound(name.removeprefix(surname)).replace(" ", "")
    family = reading.removesuffix(given) if reading.endswith(given) else sound(surname).replace(" ", "")
    parts = (family, reading.removeprefix(family)) if reading.startswith(family) else (reading,)
    return " ".join(part.replace("v", "yu").title() for part in parts if part)
