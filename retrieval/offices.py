"""Which offices a phrase can mean, and who in the corpus holds them as of a date."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from index.catalogue import PersonRecord, Tenure
from index.offices import OfficeEntry

_PART = re.compile(r"[、,，;；]|(?<=[长记席])兼")
# An office word after one of these is another office: 副书记, 总书记, 书记处书记, 常务副市长.
_NOT_BEFORE = {"书记": ("副", "总", "处"), "主席": ("副",), "总理": ("副",), "部长": ("副",)}
_DEPUTY = "副"
_SHORTEST_ABBREVIATION = 4
_LONGEST_SAID = 4
# One character for a country before an office that only another country has: 俄外长, 美财政部长, not 美术馆馆长.
_FOREIGN = re.compile(
    r"[俄美英法德日韩印意澳加以伊埃沙土乌欧](?:前|副)?"
    r"(?:总统|总理|首相|外长|外交|国务卿|财政|财长|国防|防长|商务|议长|议会|贸易|联邦|联合)"
)


@dataclass(frozen=True, slots=True)
class Tenancy:
    """One person's time in one office part: 国务院总理, held by a person, named on these dates."""

    part: str
    person: int
    first: date | None
    last: date | None
    country: str | None = None  # of the whole office it is part of: 老挝人革党中央政治局委员、国家副主席


@dataclass(slots=True)
class OfficeBook:
    """Offices by the forms people use for them, and their holders in the corpus."""

    forms: dict[str, tuple[str, ...]]  # Chinese form -> all forms that may stand for it
    english: dict[str, tuple[str, ...]]  # English form -> Chinese forms
    tenancies: dict[str, list[Tenancy]]  # office part -> who held it
    spoken: Mapping[int, int]  # person -> passages
    countries: Mapping[str, str] = field(default_factory=dict)  # 德 and 德国 -> 德国

    @classmethod
    def read(
        cls,
        offices: Iterable[OfficeEntry],
        tenures: Iterable[Tenure],
        people: Iterable[PersonRecord],
        countries: Mapping[str, str],
    ) -> "OfficeBook":
        """Gather the forms of every known office and the corpus's own, and the holders of each part."""
        forms: dict[str, set[str]] = defaultdict(set)
        english: dict[str, list[str]] = defaultdict(list)
        for office in offices:
            for form in office.alt:
                if not form.endswith(office.zh):  # 政协主席 is a 主席, but 主席 is no other word for it
                    forms[form] |= {office.zh, form}
            forms[office.zh] |= {office.zh, *office.alt}
            for phrase in office.en:
                english[phrase].append(office.zh)
        tenancies = _tenancies(tenures, countries)
        for part in tenancies:
            forms[part].add(part)
        return cls(
            {form: tuple(sorted(alike)) for form, alike in forms.items() if len(form) > 1},
            {phrase: tuple(names) for phrase, names in english.items()},
            tenancies,
            {person.id: person.passages for person in people},
            countries,
        )

    def holders(self, names: Sequence[str], *, period: tuple[date | None, date | None]) -> tuple[int, ...]:
        """Return who holds an office that `names` (Chinese forms) can mean: as of the period's end, else the latest.

        Offices that name it exactly win over those that only end with it (书记 -> 市委书记), domestic over foreign, and
        among several the ones whose holders speak most. Two at once in one office (副总理) are all returned.
        """
        country = next((c for name in names if (c := _country(name, self.countries))), None)
        tenancies = {part: kept for part in self.tenancies if (kept := self._of(part, country))}
        exact = {form for name in names for form in self.forms.get(name, (name,))}
        parts = [part for part in tenancies if part in exact]
        for is_meant in (ends_with, abbreviates):
            if not any(self._words(tenancies[part]) for part in parts):
                parts = [p for p in tenancies if any(is_meant(p, form) for form in names)] or parts
        if not parts:
            return ()
        most = max(self._words(tenancies[part]) for part in parts)
        persons: dict[int, None] = {}
        for part in sorted(parts, key=lambda p: (-self._words(tenancies[p]), p)):
            if self._words(tenancies[part]) * 4 >= most:
                persons.update(dict.fromkeys(in_office(tenancies[part], *period)))
        return tuple(persons)

    def narrowed(self, names: Sequence[str], contexts: Iterable[str]) -> tuple[str, ...]:
        """Return the office parts that `names` can mean and that name a context: 法院 for a court's."""
        wanted = [context for context in contexts if len(context) > 1]
        forms = {form for name in names for form in self.forms.get(name, (name,))}
        return tuple(
            part
            for part in self.tenancies
            if any(context in part for context in wanted) and any(ends_with(part, form) for form in forms)
        )

    def elsewhere(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return the office parts that `names` can mean with a place or body before them: 某某市市长 for 市长."""
        return tuple(p for p in self.tenancies if any(p != name and ends_with(p, name) for name in names))

    def named(self, surname: str, names: Sequence[str], folds: Mapping[int, str]) -> tuple[int, ...]:
        """Return the holders, at any time, of an office that `names` can mean whose name begins with a surname."""
        exact = {form for name in names for form in self.forms.get(name, (name,))}
        persons = {
            tenancy.person: None
            for part, held in self.tenancies.items()
            if part in exact or any(ends_with(part, name) for name in names)
            for tenancy in held
            if folds[tenancy.person].startswith(surname)
        }
        return tuple(persons)

    @property
    def holders_of_any(self) -> frozenset[int]:
        """Return everybody who is named with an office."""
        return frozenset(t.person for held in self.tenancies.values() for t in held)

    def short_forms(self) -> tuple[str, ...]:
        """Return the known forms that are short enough to be said and misspelled."""
        return tuple(form for form in self.forms if 2 <= len(form) <= _LONGEST_SAID)  # noqa: PLR2004 -- 书记 is the shortest

    def latest_office(self, person: int) -> str | None:
        """Return the office part a person was named with last."""
        own = [t for held in self.tenancies.values() for t in held if t.person == person]
        return max(own, key=lambda t: (t.last or date.min, len(t.part), t.part)).part if own else None

    def country_before(self, fold: str, at: int) -> str | None:
        """Return the foreign country named directly before a place in a folded question."""
        return next((fold[at - n : at] for n in range(min(8, at), 0, -1) if fold[at - n : at] in self.countries), None)

    def _of(self, part: str, country: str | None) -> list[Tenancy]:
        """Return who holds an office part, of one country, or at home where none is named but somebody at home does."""
        held = self.tenancies[part]
        at_home = [t for t in held if t.country is None]
        return [t for t in held if t.country == country] if country else at_home or held

    def _words(self, held: Sequence[Tenancy]) -> int:
        return sum(self.spoken.get(tenancy.person, 0) for tenancy in held)


def ends_with(part: str, form: str) -> bool:
    """Say whether an office part is a `form` of somewhere: 市委书记 is a 书记, 市委副书记 and 总书记 are not.

    >>> ends_with("市委书记", "书记"), ends_with("市委副书记", "书记"), ends_with("国务院副总理", "总理")
    (True, False, False)
    """
    if not part.endswith(form):
        return False
    before = part[: -len(form)]
    stop = _NOT_BEFORE.get(form[-2:] if form not in _NOT_BEFORE else form, (_DEPUTY,)) if len(form) <= 3 else (_DEPUTY,)  # noqa: PLR2004 -- short forms are the ambiguous ones
    return not before.endswith(tuple({*stop, _DEPUTY}))


def abbreviates(part: str, form: str) -> bool:
    """Say whether a form is short for an office part: its characters in order, with the same last word.

    >>> abbreviates("中国证券监督管理委员会主席", "证监会主席"), abbreviates("市委副书记", "市书记")
    (True, False)
    """
    if len(form) < _SHORTEST_ABBREVIATION or part[-2:] != form[-2:] or (_DEPUTY in part) != (_DEPUTY in form):
        return False
    rest = iter(part)
    return all(character in rest for character in form)


def in_office(held: Sequence[Tenancy], since: date | None, until: date | None) -> tuple[int, ...]:
    """Return who is in an office in a period, or now: of successive holders the last one, of simultaneous ones all."""
    if len({t.person for t in held}) == 1:
        return (held[0].person,)
    dated = [t for t in held if t.first is not None and t.last is not None]
    begun = [t for t in dated if until is None or t.first <= until] if dated else []  # type: ignore[operator]
    if not begun:
        return tuple(dict.fromkeys(t.person for t in (dated or held)))
    newest = max(begun, key=lambda t: (t.first, t.last))
    floor = newest.first if since is None else min(since, newest.first or since)
    together = [t for t in begun if t.last is not None and floor is not None and t.last >= floor]
    return tuple(dict.fromkeys(t.person for t in sorted(together, key=lambda t: (t.first, t.person))))


def _tenancies(tenures: Iterable[Tenure], countries: Mapping[str, str]) -> dict[str, list[Tenancy]]:
    """Gather each office part's holders with the first and last day each is named with it."""
    days: dict[tuple[str, int], list[date]] = defaultdict(list)
    foreign: dict[tuple[str, int], str | None] = {}
    for tenure in tenures:
        country = _country(tenure.office, countries)
        for part in filter(None, _PART.split(tenure.office)):
            days[part, tenure.person].extend([tenure.date] if tenure.date else [])
            foreign[part, tenure.person] = foreign.get((part, tenure.person)) or country
    held: dict[str, list[Tenancy]] = defaultdict(list)
    for (part, person), dates in sorted(days.items()):
        first, last = min(dates, default=None), max(dates, default=None)
        held[part].append(Tenancy(part, person, first, last, foreign[part, person]))
    return dict(held)


def _country(office: str, countries: Mapping[str, str]) -> str | None:
    """Return the foreign country an office begins with: 德国总理, 俄外交部长."""
    named = next((countries[office[:n]] for n in (7, 6, 5, 4, 3, 2) if office[:n] in countries), None)
    return named or (office[0] if _FOREIGN.match(office) else None)
