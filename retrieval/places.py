"""Places, organisations and foreign persons: their Chinese names by the English ones; which words name a country."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


class PlaceKind(StrEnum):
    """What an entry names."""

    COUNTRY = "country"
    TERRITORY = "territory"
    PROVINCE = "province"
    CITY = "city"
    REGION = "region"  # regions, rivers, lakes
    GROUP = "group"  # of countries: 东盟, 金砖国家
    ORGANISATION = "organisation"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Place:
    """One name with its other forms; Chinese is simplified, English lower case."""

    zh: str
    alt: tuple[str, ...]
    en: tuple[str, ...]
    kind: PlaceKind


@dataclass(frozen=True, slots=True)
class Places:
    """The shipped list of names."""

    entries: tuple[Place, ...]

    def countries(self) -> Mapping[str, str]:
        """Return each Chinese form of a foreign country with the country's name."""
        home = "中国"
        return {
            form: place.zh
            for place in self.entries
            if place.kind is PlaceKind.COUNTRY and place.zh != home
            for form in (place.zh, *place.alt)
            if len(form) > 1
        }

    def persons(self) -> Mapping[str, tuple[str, ...]]:
        """Return the English forms of each foreign person's Chinese name."""
        english: dict[str, list[str]] = defaultdict(list)
        for place in self.entries:
            if place.kind is PlaceKind.PERSON:
                for form in (place.zh, *place.alt):
                    english[form].extend(place.en)
        return {form: tuple(dict.fromkeys(phrases)) for form, phrases in english.items()}


@cache
def shipped_places() -> Places:
    """Read the shipped list."""
    return Places(
        tuple(
            Place(r["zh"], tuple(r["alt"]), tuple(r["en"]), PlaceKind(r["kind"])) for r in shipped_rows("places.jsonl")
        )
    )


def shipped_rows(name: str) -> list[dict[str, Any]]:
    """Return the lines of a shipped JSON lines file; parsed together, which is twice as quick as line by line."""
    lines = (_FOLDER / name).read_text(encoding="utf-8").strip().split("\n")
    rows: list[dict[str, Any]] = json.loads(f"[{','.join(lines)}]")
    return rows
