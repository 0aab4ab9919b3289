"""Every place where a known person is mentioned: by the full name, or by surname and office (徐书记)."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from index.folding import fold
from index.nameforms import COMPOUND, SURNAMES, surname_of
from index.names import Person
from index.offices import AFTER_NAME, HEAD, office_start


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a person is named; the span takes in an office that stands before or after the name."""

    start: int
    end: int
    name: str
    office: str | None


class Mentions:
    """Every place of a folded text where one of the known people is named, in order."""

    __slots__ = ("_starts", "all")

    def __init__(self, folded: str, people: tuple[Person, ...], keys: tuple[str, ...]) -> None:
        by_key = dict(zip(keys, people, strict=True))
        found = [*_full_names(folded, by_key), *_surname_and_office(folded, by_key)]
        self.all = tuple(_without_overlap(found))
        self._starts = [mention.start for mention in self.all]

    def within(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that lie inside start..end."""
        first, beyond = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [mention for mention in self.all[first:beyond] if mention.end <= end]

    def first_of(self, key: str) -> Mention | None:
        """Return the first mention of the person whose name folds to `key`."""
        return next((mention for mention in self.all if fold(mention.name) == key), None)


def _full_names(folded: str, by_key: dict[str, Person]) -> list[Mention]:
    if not by_key:
        return []
    names = "|".join(re.escape(key) for key in sorted(by_key, key=len, reverse=True))
    found = []
    for match in re.compile(rf"({names})((?:{AFTER_NAME})(?!们|们|会议|级|处|团|府))?").finditer(folded):
        start = match.start()
        heads = [head for head in HEAD.finditer(folded, max(0, start - 8), start) if head.end() == start]
        if heads:
            start = office_start(folded, heads[0].start())
        found.append(Mention(start, match.end(), by_key[match.group(1)].name, match.group(2)))
    return found


@cache
def _surname_office() -> re.Pattern[str]:
    singles = "".join(sorted(SURNAMES))
    return re.compile(
        rf"(?:(?<=[，。；：！？,.;:!?“”\s、在对就向和由同与据请])|^)({COMPOUND}|"
        rf"[{singles}])({AFTER_NAME})(?![一-龥]*?委员会)(?!们|会议|级|团)",
        re.MULTILINE,
    )


def _surname_and_office(folded: str, by_key: dict[str, Person]) -> list[Mention]:
    """徐书记, where somebody named 徐 is known to hold an office that ends so, or is the only 徐."""
    found = []
    for match in _surname_office().finditer(folded):
        surname, office = match.groups()
        same = [(key, person) for key, person in by_key.items() if surname_of(key) == surname]
        holding = [person for _, person in same if any(fold(given).endswith(office[-2:]) for given in person.offices)]
        chosen = holding[:1] or [person for _, person in same][:1]
        if chosen:
            found.append(Mention(match.start(), match.end(), chosen[0].name, office))
    return found


def _without_overlap(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda item: (item.start, -item.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
