"""Persons and offices named in a question, in characters, pinyin or English, to persons of the corpus."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import rjieba

from index.catalogue import PersonRecord
from retrieval.offices import OfficeBook
from retrieval.places import Places
from retrieval.spelling import Spelling, sound
from retrieval.strangers import SURNAMES

_HAN = "\u4e00-\u9fff"
_WORD = re.compile(r"[a-z]+(?:[-·][a-z]+)*")
_LONGEST_LATIN_NAME = 4  # words
_LONGEST_ENGLISH_OFFICE = 12  # words
# Surnames that are also everyday English words are only read as names beside a given name.
_WORDS_TOO = (
    "he she you an and long man hang may so bin shan tan sun bai dong fan gong guan hong jin kang lang lei mei min pan "
    "ping sang tang wan we yang yin yuan yong you zan dan dun fu gu hua hui lu lin ma mu ni pu qi re sha si su tai wei "
    "wen wu xia ye yi yu zha a i o me to do go no is in on at of or as by us eu un uk ai ok can pen bang ban bao rang "
    "lan die sung"
)
_ENGLISH_WORDS = frozenset(_WORDS_TOO.split())


@dataclass(frozen=True, slots=True)
class Named:
    """A person or an office named in a question; start and end are the words that name it, in the folded question."""

    start: int
    end: int
    words: str
    persons: tuple[int, ...]  # who it can be; empty: nobody in the corpus
    office: str | None = None  # the office, in Chinese, where it was named by office


@dataclass(slots=True)
class People:
    """Everybody in the corpus, by every way of naming them."""

    records: Mapping[int, PersonRecord]
    offices: OfficeBook
    _by_name: dict[str, tuple[int, ...]]
    _by_pinyin: dict[str, tuple[int, ...]]
    _by_surname_pinyin: dict[str, tuple[int, ...]]
    _by_english: dict[str, tuple[int, ...]]
    _longest_name: int
    spelling: Spelling
    translate: Callable[[str], Sequence[str]]  # an English word or phrase to Chinese forms

    @classmethod
    def read(
        cls,
        records: Sequence[PersonRecord],
        offices: OfficeBook,
        places: Places,
        *,
        translate: Callable[[str], Sequence[str]] = lambda _: (),
    ) -> "People":
        """Index the persons of a generation by name, by pinyin in both orders, and by the English of foreign names."""
        names: dict[str, list[int]] = defaultdict(list)
        pinyin: dict[str, list[int]] = defaultdict(list)
        surnames: dict[str, list[int]] = defaultdict(list)
        english: dict[str, list[int]] = defaultdict(list)
        transcribed, holders = places.persons(), offices.holders_of_any
        for record in sorted(records, key=lambda r: (-r.passages, r.id)):
            if len(record.fold) < 2 or not _is_personal(record, holders):  # noqa: PLR2004 -- one character is no name
                continue
            names[record.fold].append(record.id)
            if "·" in record.fold:
                names[record.fold.rsplit("·", 1)[1]].append(record.id)
            for form in transcribed.get(record.fold, ()) or transcribed.get(record.fold.rsplit("·", 1)[-1], ()):
                english[form].append(record.id)
            for reading in record.pinyin:
                pinyin[reading].append(record.id)
            if record.passages and record.pinyin and len(record.fold) <= 4:  # noqa: PLR2004 -- the longest Chinese names
                surnames[_surname_of(record.pinyin[0], record.fold)].append(record.id)
        return cls(
            {record.id: record for record in records},
            offices,
            _frozen(names),
            _frozen(pinyin),
            _frozen(surnames),
            _frozen(english),
            max(map(len, names), default=0),
            Spelling((*names, *offices.short_forms()), tuple(pinyin)),
            translate,
        )

    def find(self, fold: str, *, period: tuple[date | None, date | None] = (None, None)) -> tuple[Named, ...]:
        """Return the persons and offices named in a folded question, in order, without overlaps.

        A full name wins over an office, a longer name over a shorter; a name beside its own office is one mention.
        """
        found: list[Named] = []
        for reader in (self._names, self._latin_names, self._offices, self._english_offices, self._latin_surnames):
            for named in reader(fold, period):
                if not any(named.start < other.end and other.start < named.end for other in found):
                    found.append(named)
        return tuple(_beside(fold, sorted(found, key=lambda n: n.start)))

    def guess(
        self, fold: str, *, is_word: Callable[[str], bool], period: tuple[date | None, date | None] = (None, None)
    ) -> tuple[Named, ...]:
        """Return persons and offices that are misspelled in a folded question; for one where `find` finds nobody."""
        mended = fold
        for start, end, form in self.spelling.alike(fold, is_word=is_word):
            if mended[start:end] == fold[start:end]:
                mended = mended[:start] + form + mended[end:]
        for word in _WORD.finditer(fold):
            near = None if is_word(word.group()) else self.spelling.near(word.group())
            if near:
                return (Named(word.start(), word.end(), near, self._by_pinyin[near]),)
        return self.find(mended, period=period) if mended != fold else ()

    def display(self, persons: Sequence[int]) -> tuple[str, ...]:
        """Return persons' names as the texts write them."""
        return tuple(self.records[person].name for person in persons)

    def _names(self, fold: str, _: tuple[date | None, date | None]) -> Iterator[Named]:
        at = 0
        while at < len(fold):
            for length in range(min(self._longest_name, len(fold) - at), 1, -1):
                persons = self._by_name.get(fold[at : at + length])
                if persons:
                    yield Named(at, at + length, fold[at : at + length], persons)
                    at += length
                    break
            else:
                at += 1

    def _latin_names(self, fold: str, _: tuple[date | None, date | None]) -> Iterator[Named]:
        words = list(_WORD.finditer(fold))
        for first in range(len(words)):
            for count in range(min(_LONGEST_LATIN_NAME, len(words) - first), 0, -1):
                run = words[first : first + count]
                if not _adjacent(fold, run):
                    continue
                start, end = run[0].start(), run[-1].end()
                persons = self._latin_persons([w.group() for w in run])
                if persons:
                    yield Named(start, end, fold[start:end], persons)
                    break

    def _latin_persons(self, words: list[str]) -> tuple[int, ...]:
        """Return who a run of Latin words names: pinyin in either order, or a foreign name as English writes it."""
        phrase = " ".join(words)
        if phrase in self._by_english:
            return self._by_english[phrase]
        joined = "".join(words).replace("-", "").replace("·", "")
        if joined in self._by_pinyin and (len(words) > 1 or joined not in _ENGLISH_WORDS):
            return self._by_pinyin[joined]
        if len(words) > 1:
            turned = "".join([words[-1], *words[:-1]]).replace("-", "")
            return self._by_pinyin.get(turned, ())
        return ()

    def _latin_surnames(self, fold: str, _: tuple[date | None, date | None]) -> Iterator[Named]:
        """Read a surname alone (Xi, Ding): the one who speaks far more than the others of that name, else all."""
        for word in _WORD.finditer(fold):
            persons = self._by_surname_pinyin.get(word.group(), ())
            if persons and word.group() not in _ENGLISH_WORDS:
                yield Named(word.start(), word.end(), word.group(), self._foremost(persons))

    def _foremost(self, persons: Sequence[int]) -> tuple[int, ...]:
        spoken = [self.records[person].passages for person in persons]
        if len(spoken) > 1 and spoken[0] < 3 * spoken[1]:
            return tuple(p for p, words in zip(persons, spoken, strict=True) if 3 * words >= spoken[0])
        return (persons[0],)

    def _offices(self, fold: str, period: tuple[date | None, date | None]) -> Iterator[Named]:
        at, ends = 0, {end for _, _, end in rjieba.tokenize(fold, "default")}
        while at < len(fold):
            for length in range(min(20, len(fold) - at), 1, -1):
                form = fold[at : at + length]
                if at + length not in ends:  # inside a word: 委员 in 委员会
                    continue
                if form in self.offices.forms and not self._is_longer_office(fold, at, form):
                    yield self._office(fold, at, form, period)
                    at += length
                    break
            else:
                at += 1

    def _is_longer_office(self, fold: str, at: int, form: str) -> bool:
        """Say whether the form is only the end of another office (书记 in 副书记, in 总书记) or the front of one."""
        before, after = fold[max(0, at - 1) : at], fold[at + len(form) : at + len(form) + 1]
        return before in {"副", "总"} or (form.endswith(("书记", "秘书")) and after in {"处", "长", "员"})

    def _office(self, fold: str, at: int, form: str, period: tuple[date | None, date | None]) -> Named:
        """Read an office, with the surname (徐书记) or the country (德国总理) before it."""
        surname = fold[at - 1 : at] if at else ""
        if surname:
            held = self.offices.named(surname, [form], {i: r.fold for i, r in self.records.items()})
            if held:
                return Named(at - 1, at + len(form), surname + form, held, form)
            if surname in SURNAMES and not re.match(rf"[{_HAN}]", fold[at - 2 : at - 1] or ""):
                return Named(at - 1, at + len(form), surname + form, (), form)
        country = self.offices.country_before(fold, at)
        if country:
            start = at - len(country)
            words = fold[start : at + len(form)]
            return Named(start, at + len(form), words, self.offices.holders([words], period=period), words)
        return Named(at, at + len(form), form, self.offices.holders([form], period=period), form)

    def _meant(self, fold: str, run: Sequence[re.Match[str]], names: Sequence[str]) -> Sequence[str]:
        """Return the offices meant in their context: the court president is no other president."""
        after, before = _OF.match(fold, run[-1].end()), _BEFORE.search(fold[: run[0].start()])
        words_after = after[1].split() if after else []
        words_before = [word for word in (before[1].split() if before else []) if word not in _NO_PLACE]
        if words_after and words_after[0] in _NO_PLACE:
            words_after = [word for word in words_after[1:2] if self.translate(word)]
        phrases = [" ".join(words_after), *words_after, " ".join(words_before), *words_before]
        meant = self.offices.narrowed(names, [form for phrase in phrases if phrase for form in self.translate(phrase)])
        if not meant and words_after and not self.translate(words_after[0]):
            bare = self.offices.english.get(" ".join(w.group() for w in run).removeprefix("the "), ())
            away = self.offices.elsewhere([*names, *bare])
            meant = tuple(part for part in away if words_after[0] in sound(part).replace(" ", "")) or away
        if before and before[1].split()[-1] in _DEPUTY:
            return [f"{name[:-2]}副{name[-2:]}" for name in meant or names]
        return meant or names

    def _english_offices(self, fold: str, period: tuple[date | None, date | None]) -> Iterator[Named]:
        words = list(re.finditer(r"[a-z][a-z'’-]*", fold))
        first = 0
        while first < len(words):
            for count in range(min(_LONGEST_ENGLISH_OFFICE, len(words) - first), 0, -1):
                run = words[first : first + count]
                phrase = " ".join(w.group().replace("’", "'") for w in run)
                if phrase in self.offices.english:
                    names = self._meant(fold, run, self.offices.english[phrase])
                    held = self.offices.holders(names, period=period)
                    yield Named(run[0].start(), run[-1].end(), phrase, held, names[0])
                    first += count - 1
                    break
            first += 1


_OF = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?((?:[\w-]+\s*){1,3})")
_BEFORE = re.compile(r"((?:[\w-]+\s+){1,3})$")
_DEPUTY = frozenset(("deputy", "vice", "assistant", "associate"))
_NO_PLACE = frozenset(("city", "municipal", "party", "government", "state", "the", "a", "of", "did", "has", "what"))


def _is_personal(record: PersonRecord, holders: frozenset[int]) -> bool:
    """Say whether a record is a person: somebody with an office, or a name of two to four characters or with a dot."""
    return "·" in record.fold or record.id in holders


def _surname_of(reading: str, fold: str) -> str:
    """Return the surname's part of a whole name's reading: the reading less the given name's syllables."""
    syllables = re.findall(
        r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:[aeiouv]+(?:ng|n(?![aeiouv])|r(?![aeiouv]))?)", reading
    )
    if len(syllables) == len(fold) and len(syllables) > 1:
        return "".join(syllables[: 2 if len(fold) == 4 else 1])  # noqa: PLR2004 -- 欧阳震华
    return syllables[0] if syllables else reading


def _adjacent(fold: str, run: Sequence[re.Match[str]]) -> bool:
    """Say whether words follow one another with only a blank or hyphen between."""
    return all(fold[a.end() : b.start()] in {" ", "-", ""} for a, b in pairwise(run))


def _beside(fold: str, found: list[Named]) -> Iterator[Named]:
    """Make one mention of an office and the name beside it, either way round; the name says who."""
    at = 0
    while at < len(found):
        here = found[at]
        after = found[at + 1] if at + 1 < len(found) else None
        if (
            after is not None
            and fold[here.end : after.start].strip() == ""
            and (here.office is None) != (after.office is None)
        ):
            name = after if here.office else here
            yield Named(here.start, after.end, fold[here.start : after.end], name.persons, None)
            at += 2
        else:
            yield here
            at += 1


def _frozen(index: Mapping[str, list[int]]) -> dict[str, tuple[int, ...]]:
    return {key: tuple(dict.fromkeys(ids)) for key, ids in index.items()}
