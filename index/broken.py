"""Find runs of a text that were broken before it came to us: lost bytes and characters read in a wrong encoding.

They cannot be mended. They stay as they stand, are shown with a mark and are kept out of the search form.
"""

import re
from collections.abc import Iterator

from index.hanzi import HANZI
from index.repairs import Span

_TONED = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ"
_CONTINUATION = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_TRIGGER = re.compile("[?？\ufffd\ue000-\uf8ff锟錕锛銆鈥鐨涓ã-ï]")
_ALWAYS = re.compile(
    "|".join(
        (
            "[\ufffd\ue000-\uf8ff](?:[^\n]{0,2}[\ufffd\ue000-\uf8ff])*",
            "(?:[锟錕]斤拷[\ufffd?]?)+",
            rf"(?:[ã-ï][{_CONTINUATION}]{{1,2}}|[Âï][{_CONTINUATION}]){{3,}}",  # UTF-8 read as Latin-1: ä¸­å›½
            r"\?{4,}",
        )
    )
)
# Bytes were lost, and the rest was read in twos out of step: 层面 became ?qū)用?, 为可能 became ?yōu)榭赡?
_OUT_OF_STEP = re.compile(
    rf"(?<!\?)\?++[{_TONED}]{{1,6}}[)）](?:[{HANZI}]{{0,8}}\?)?|(?<!\?)\?++[{HANZI}]{{1,6}}[a-z](?![{_TONED}A-Z0-9])"
)
_LOST = re.compile(rf"(?<=[{HANZI}])\?(?=[，、；：。,;:])|(?<=[{HANZI}])\?{{2,3}}(?=[{HANZI}])")
_ASKING = re.compile(r"[吗嗎呢么麼吧嘛谁誰哪何几幾否怎啥岂豈]|多少|什|为啥|難道|难道|不是|有没有|有沒有|(.)不\1")
_CLAUSE = re.compile("[^。！？!?；;\n]*$")
_MISREAD = re.compile(rf"[{HANZI}\ue000-\uf8ff\ufffd€]{{4,400}}")  # UTF-8 read as GBK: 涓浗
_HAN = re.compile(f"[{HANZI}]")
_MISREAD_SIGN = re.compile("[锛銆鈥鐨涓]")
_BACK = 60  # characters before a question mark in which its question is looked for


def find_broken(text: str) -> list[Span]:
    """Return the broken runs of a text, in order and apart from each other.

    >>> find_broken("在区域?qū)用?,要")
    [Span(start=3, end=9)]
    """
    if not _TRIGGER.search(text):
        return []
    found = sorted([*_spans(_ALWAYS, text), *_question_marks(text), *_misread(text)])
    return list(_joined(found))


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    return (Span(*match.span()) for match in pattern.finditer(text))


def _question_marks(text: str) -> Iterator[Span]:
    """Yield the runs around question marks that ask nothing."""
    if "?" not in text:
        return
    for pattern in (_OUT_OF_STEP, _LOST):
        for span in _spans(pattern, text):
            if not _asks(text[max(span.start - _BACK, 0) : span.start]):
                yield span


def _asks(before: str) -> bool:
    """Tell whether the words before a question mark may be a question, or the mark stands in an open parenthesis."""
    clause = _CLAUSE.search(before)
    opened = max(before.rfind("("), before.rfind("（")) > max(before.rfind(")"), before.rfind("）"))
    return opened or bool(clause and _ASKING.search(clause[0]))


def _misread(text: str) -> Iterator[Span]:
    """Yield runs of hanzi that are UTF-8 when written as GBK: no Chinese text is, by more than a chance."""
    if not _MISREAD_SIGN.search(text):
        return
    for match in _MISREAD.finditer(text):
        if _MISREAD_SIGN.search(match[0]):
            once = match[0].encode("gb18030", "replace").decode(errors="replace")
            if 4 * len(_HAN.findall(once)) >= len(match[0]):
                yield Span(*match.span())


def _joined(spans: list[Span]) -> Iterator[Span]:
    """Yield sorted spans with those that touch or overlap as one."""
    last: Span | None = None
    for span in spans:
        if last is not None and span.start <= last.end:
            last = Span(last.start, max(last.end, span.end))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last
