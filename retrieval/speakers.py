"""Of the persons named in a question: whose words are asked for, and who is only spoken to or about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.people import Named

# What stands before somebody who is spoken to, met or spoken about.
_TO_BEFORE = re.compile(
    r"(?:会见|会晤|接见|致电|告诉|通电话|[跟同与见给])(?:了|过)?(?:那位|这位)?$"
    r"|\b(?:to|with|tell|told|telling|met|meet|meeting|meets|hosted|hosting|saw|seeing|asked|ask|her|his|against|"
    r"toward|towards|welcomed|received|(?<!how )(?<!what )about)\s+(?:the\s+)?"
    r"(?:(?!(?:did|do|does|has|have|had|was|is|were|are|what|how|which|who|and)\b)[a-z'-]+\s+){0,2}$"
)
_ABOUT_AFTER = re.compile(r"(?:时|的时候)?\s*(?:mtg|meeting|talks|visit|call|summit)\b|(?:来访|访华|访问)")
_WITH = re.compile(r"[跟同与和]$")
_JOINT = re.compile(r"\s*(?:和|与|、|以及|及|and|&|,)\s*(?:the\s+)?")
_BOTH_SPEAK = re.compile(r"\s*(?:分别|都|各自?|两人|两位|怎么|怎样|如何|说|讲|谈)")
_FROM_BEFORE = re.compile(r"\b(?:by|from|of|according to)\s+(?:the\s+)?$")


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose words are asked for (none: anybody's), and the others who are named."""

    speakers: tuple[Named, ...]
    others: tuple[Named, ...]


def whose_words(fold: str, named: Sequence[Named]) -> Asked:
    """Divide the persons named in a folded question into speakers and others.

    The first who is not spoken to, met or spoken about is the speaker; one joined to him by 和 or "and" speaks too.
    """
    speakers: list[Named] = []
    for here in named:
        if speakers:
            if _speaks_too(fold, speakers[-1], here):
                speakers.append(here)
            continue
        if not _is_spoken_to(fold, here):
            speakers.append(here)
    others = tuple(n for n in named if n not in speakers)
    return Asked(tuple(speakers), others)


def _is_spoken_to(fold: str, here: Named) -> bool:
    before = fold[: here.start]
    if _FROM_BEFORE.search(before):
        return False
    return bool(_TO_BEFORE.search(before) or _ABOUT_AFTER.match(fold, here.end))


def _speaks_too(fold: str, speaker: Named, here: Named) -> bool:
    """Say whether two neighbours are asked for together: 李强和何立峰怎么说, Li and He on trade."""
    between = fold[speaker.end : here.start]
    if not _JOINT.fullmatch(between):
        return False
    return between.strip() not in {"和", "与"} or bool(_BOTH_SPEAK.match(fold, here.end))
