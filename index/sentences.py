"""Where sentences end: exact spans that cover a text, with closing marks kept beside the sentence they close."""

import re

from index.repairs import Span

_CLOSING = "”’」』）)】》〉\"'"
# The "?" of unreadable characters such as 「?qū)用?」 ends nothing: a half-width question mark ends a sentence only
# before a blank, a closing mark or the end.
_END = re.compile(
    rf"(?:[。！？]+|…{{2,}}|!+|(?<=[一-龥A-Za-z])\?(?=[\s{re.escape(_CLOSING)}]|"
    rf"$))[。！？!…]*[{re.escape(_CLOSING)}]*\s*|\n+"
)


def sentences(text: str) -> tuple[Span, ...]:
    """Cut a text into sentences whose spans cover it exactly; a line end always ends a sentence.

    >>> [text[a:b] for text in ["增长3.5%。他说：“要稳。”会后"] for a, b in sentences(text)]
    ['增长3.5%。', '他说：“要稳。”', '会后']
    """
    spans = []
    start = 0
    for match in _END.finditer(text):
        if _inside_brackets(text, start, match):
            continue
        spans.append(Span(start, match.end()))
        start = match.end()
    if start < len(text):
        spans.append(Span(start, len(text)))
    return tuple(spans)


def _inside_brackets(text: str, start: int, end: re.Match[str]) -> bool:
    """Whether the mark stands inside brackets that close later on the same line: （草案。另发） does not end there."""
    if end.group().startswith("\n") or any(mark in end.group() for mark in ")）》"):
        return False
    return any(_is_open(text, start, end, pair) for pair in ("（）", "《》"))


def _is_open(text: str, start: int, end: re.Match[str], pair: str) -> bool:
    opened = text.rfind(pair[0], start, end.start())
    if opened < 0 or text.find(pair[1], opened, end.start()) >= 0:
        return False
    line_end = text.find("\n", end.start())
    return text.find(pair[1], end.end(), line_end if line_end >= 0 else len(text)) >= 0
