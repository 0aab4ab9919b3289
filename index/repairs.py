"""Repairs: what of the source does not stand as it is in the clean text, why, and a quote re-cut with their help.

`restore` is the second opinion on every quote: it knows the source and the repairs and nothing of the offset map that
cleaning made, so that a fault in the map cannot hide itself.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

BLANKS = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"

_GAP = re.compile(f"[{BLANKS}{BREAKS}]+")
_BREAK = re.compile(f"[{BREAKS}]")


class Span(NamedTuple):
    """A half-open stretch of characters."""

    start: int
    end: int


class Reason(StrEnum):
    """Why a stretch of the source does not stand as it is in the clean text."""

    FRONT_MATTER = "front matter"
    MARKUP = "markup"
    BOILERPLATE = "boilerplate"
    PINYIN = "pinyin"
    CONTROL = "control character"
    UNREADABLE = "unreadable"  # stays in the clean text as it stands, is kept out of the search form


@dataclass(frozen=True, slots=True)
class Repair:
    """A documented change between source and clean text, in source offsets."""

    start: int
    end: int
    reason: Reason
    replacement: str = ""  # what the clean text has in its place: nothing or one character


def restore(source_text: str, start: int, end: int, repairs: Sequence[Repair]) -> str:
    r"""Return the clean text of a source slice; `repairs` are those of the whole source, in order.

    Blanks and breaks around the end of a line become one line break, as between the paragraphs of a clean text.

    >>> restore("高(gao)质量\r\n　　发展", 0, 15, [Repair(1, 6, Reason.PINYIN)])
    '高质量\n发展'
    """
    kept: list[str] = []
    at = start
    first = bisect_left(repairs, start, key=attrgetter("start"))
    for repair in map(repairs.__getitem__, range(first, len(repairs))):
        if repair.start >= end:
            break
        if repair.reason is Reason.UNREADABLE:
            continue
        kept += source_text[at : repair.start], repair.replacement
        at = max(at, repair.end)
    kept.append(source_text[at:end])
    return _GAP.sub(_break_or_blanks, "".join(kept))


def settle(repairs: Iterable[Repair]) -> list[Repair]:
    """Return the repairs in order and without overlap: of two that overlap, the one that starts first stays.

    Of two that start at one place the longer stays. Neighbours of one reason become one where nothing is lost by it.
    """
    settled: list[Repair] = []
    for repair in sorted(repairs, key=lambda repair: (repair.start, -repair.end)):
        last = settled[-1] if settled else None
        if last is None or repair.start > last.end:
            settled.append(repair)
        elif repair.start == last.end:
            joined = _join(last, repair)
            settled[-1:] = [joined] if joined else [last, repair]
    return settled


def _join(left: Repair, right: Repair) -> Repair | None:
    """Return one repair for two neighbours, or None where the clean text would come out differently."""
    if left.reason is not right.reason:
        return None
    replacements = {left.replacement, right.replacement} - {""}
    if "\n" in replacements and replacements <= {"\n", " "}:
        return Repair(left.start, right.end, left.reason, "\n")
    if left.replacement and right.replacement:
        return None
    return Repair(left.start, right.end, left.reason, left.replacement or right.replacement)


def _break_or_blanks(gap: re.Match[str]) -> str:
    return "\n" if _BREAK.search(gap[0]) else gap[0]
