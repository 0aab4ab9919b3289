"""Words between quotation marks that are somebody's own, not a term that is set off."""

import re

from index.repairs import Span

_SHORTEST = 6
_OPEN = re.compile(r"[：:，,]?\s*[“「『\"]")
_PAIRS = {"“": "”", "「": "」", "『": "』", '"': '"'}


def quotation_after(text: str, verb_end: int, end: int) -> Span | None:
    """Return the quotation that follows a verb of speech at once: 他说：“……。”; None where it is a term.

    >>> text = "他说：“我们说到做到。”会后"
    >>> text[slice(*quotation_after(text, 2, 11))]
    '“我们说到做到。”'
    """
    opened = _OPEN.match(text, verb_end)
    if not opened or opened.end() > end:
        return None
    return quotation_at(text, opened.end() - 1, end)


def quotation_at(text: str, start: int, end: int) -> Span | None:
    """Return the quotation that opens at `start`, where it holds a whole saying."""
    mark = text[start : start + 1]
    if mark not in _PAIRS:
        return None
    close = text.find(_PAIRS[mark], start + 1, end)
    line_end = text.find("\n", start, end)
    if close < 0 or (0 <= line_end < close):
        close = (line_end if line_end >= 0 else end) - 1
    inside = text[start + 1 : close]
    whole = bool(re.search(r"[。！？!?…]$", inside)) or bool(re.match(r"[。！？，,\s]|$", text[close + 1 : close + 2]))
    if (
        len(inside) < _SHORTEST
        or not whole
        or not (re.search(r"[，。！？!?,；]", inside) or len(inside) >= 3 * _SHORTEST)
    ):
        return None
    return Span(start, close + 1)


def closing_quotation(text: str, stretch: Span) -> Span | None:
    """Return the quotation that ends a stretch, with the blanks behind it; None where it ends with a term or none."""
    words = text[stretch.start : stretch.end].rstrip()
    opening = {close: mark for mark, close in _PAIRS.items() if mark != close}.get(words[-1:])
    at = words.rfind(opening) if opening else -1
    return Span(stretch.start + at, stretch.end) if 0 <= at < len(words) - _SHORTEST - 1 else None
