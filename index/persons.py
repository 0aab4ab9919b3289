"""Persons of a generation: one id for one name however it is written, with the ways to spell it in Latin letters."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import product

from pypinyin import Style, lazy_pinyin, pinyin

from index.catalogue import PersonRecord
from index.folding import fold

JOINT = "、"  # between the names of joint speakers

_MOST_READINGS = 8
_LONGEST_NAME = 6  # characters; a longer one is the name of a body or a document, nobody spells it letter by letter
_BLANK_IN_HAN = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")

# How a character is read as a family name, where that is not its commonest reading. General dictionaries put the
# commonest first, so that 单 would be "dan". Family names of two characters stand here so that they are not split.
_FAMILY_READINGS = {
    "万俟": ("moqi",), "乐": ("yue", "le"), "仇": ("qiu",), "令狐": ("linghu",), "区": ("ou",), "单": ("shan",),
    "单于": ("chanyu",), "卜": ("bu",), "召": ("shao",), "员": ("yun",), "尉迟": ("yuchi",), "折": ("she",),
    "曾": ("zeng",), "朴": ("piao", "pu"), "查": ("zha",), "洗": ("xian",), "澹台": ("tantai",), "盖": ("ge", "gai"),
    "种": ("chong",), "秘": ("bi",), "繁": ("po",), "缪": ("miao",), "翟": ("zhai", "di"), "能": ("nai",),
    "薄": ("bo",), "覃": ("qin", "tan"), "解": ("xie",), "谌": ("chen", "shen"), "郇": ("xun", "huan"),
    "长孙": ("zhangsun",), "黑": ("he", "hei"),
}  # fmt: skip


@dataclass(slots=True)
class Register:
    """Gives ids to names while a generation is built; ids count from 1 in the order names are met."""

    _forms: dict[str, Counter[str]] = field(default_factory=dict)
    _ids: dict[str, int] = field(default_factory=dict)
    _passages: Counter[int] = field(default_factory=Counter)

    def person(self, name: str) -> int:
        """Return the id of one name, a new one where it is met for the first time."""
        form = _BLANK_IN_HAN.sub("", name.strip())
        key = fold(form)
        self._forms.setdefault(key, Counter())[form] += 1
        return self._ids.setdefault(key, len(self._ids) + 1)

    def speakers(self, speaker: str | None) -> tuple[int, ...]:
        """Return the ids of who speaks a passage; joint speakers are joined by 、, narration has none."""
        names = [name for name in (speaker or "").split(JOINT) if name.strip()]
        ids = tuple(dict.fromkeys(self.person(name) for name in names))
        self._passages.update(ids)
        return ids

    def records(self) -> tuple[PersonRecord, ...]:
        """Return everybody met so far, by id."""
        return tuple(
            PersonRecord(
                id=number,
                name=min(self._forms[key], key=lambda form: (-self._forms[key][form], form)),
                fold=key,
                pinyin=readings(key),
                passages=self._passages[number],
            )
            for key, number in self._ids.items()
        )


def readings(name: str) -> tuple[str, ...]:
    """Return how a folded name is spelled in Latin letters without tones, most likely first; ü as v, u and yu.

    >>> readings("吕单")
    ('lvdan', 'ludan', 'lyudan', 'lvchan', 'luchan', 'lyuchan')
    """
    name = "".join(character for character in name if character.isalnum())
    if not name or len(name) > _LONGEST_NAME:
        return ()
    family, given = _family(name)
    spellings = ["".join(parts) for parts in _by_likelihood([family, *_given(given)])]
    variants = [variant for spelling in spellings for variant in _u_variants(spelling)]
    return tuple(dict.fromkeys(variants))[:_MOST_READINGS]


def _family(name: str) -> tuple[list[str], str]:
    """Return the readings of the family name, likeliest first, and the rest of the name."""
    for length in (2, 1):
        known = _FAMILY_READINGS.get(name[:length])
        if known:
            others = _syllables(name[0]) if length == 1 else []
            return list(dict.fromkeys([*known, *others])), name[length:]
    return _syllables(name[0]), name[1:]


def _given(given: str) -> list[list[str]]:
    """Return the readings of each further character: the one its neighbours ask for first, then the commonest."""
    if not given:
        return []
    in_words = lazy_pinyin(given, style=Style.NORMAL)
    if len(in_words) != len(given):  # Latin letters are kept together
        return [["".join(in_words)]]
    return [list(dict.fromkeys([likely, *_syllables(one)]))[:2] for likely, one in zip(in_words, given, strict=True)]


def _syllables(character: str) -> list[str]:
    """Return every reading of one character, commonest first; a character without a reading stands for itself."""
    return list(pinyin(character, style=Style.NORMAL, heteronym=True)[0])


def _by_likelihood(choices: list[list[str]]) -> list[tuple[str, ...]]:
    """Return every combination, those nearest to the first choices first."""
    ranked = product(*(enumerate(options) for options in choices))
    by_rank = sorted(ranked, key=lambda combination: sum(rank for rank, _ in combination))
    return [tuple(syllable for _, syllable in combination) for combination in by_rank]


def _u_variants(spelling: str) -> list[str]:
    """Return the spellings of a reading with ü: v as typed, u as heard, yu as in passports."""
    return [spelling.replace("v", letter) for letter in ("v", "u", "yu")] if "v" in spelling else [spelling]
