"""How wide a text stands on a screen, in cells (a hanzi takes two, a combining mark none), and where it may break."""

import re
import unicodedata
from collections.abc import Iterable

_NEVER_FIRST = frozenset("。，、；：？！）》」』”’…·,.;:?!)]}%")
_NO_BREAK_SPACE, _WORD_JOINER = "\u00a0", "\u2060"
_BESIDE_HANZI = re.compile(r"(?<=[\u4e00-\u9fff])(?=.)|(?<=.)(?=[\u4e00-\u9fff])")
_WORD = re.compile(r"[!-~\u00a1-\u024f]+|.", re.DOTALL)  # a run of Latin letters, or one character


def cells(text: str) -> int:
    """Return how many terminal cells a text of one line takes.

    >>> cells("PPT形式")
    7
    """
    return sum(_cells_of(character) for character in text)


def clipped(text: str, width: int) -> str:
    """Return a text on one line, cut with an ellipsis where it would be wider than `width` cells.

    >>> clipped("全市高质量发展项目推进会", 9)
    '全市高质…'
    """
    line = " ".join(text.split())
    if cells(line) <= width:
        return line
    used = 1
    for at, character in enumerate(line):
        used += _cells_of(character)
        if used > width:
            return line[:at] + "…"
    return line


def unbroken(text: str) -> str:
    r"""Return a short text, such as a date, that no screen breaks over two lines; it looks the same.

    >>> unbroken("29 Dec 2022"), unbroken("3月1日")
    ('29\xa0Dec\xa02022', '3\u2060月\u20601\u2060日')
    """
    return _BESIDE_HANZI.sub(_WORD_JOINER, text.replace(" ", _NO_BREAK_SPACE))


def breakable(text: str) -> str:
    """Return a text without what `unbroken` puts in: for a terminal, whose words are copied and searched.

    >>> breakable(unbroken("29 Dec 2022")), breakable(unbroken("3月1日"))
    ('29 Dec 2022', '3月1日')
    """
    return text.replace(_NO_BREAK_SPACE, " ").replace(_WORD_JOINER, "")


def filled(parts: Iterable[str], width: int, *, between: str) -> str:
    r"""Return parts in order on as few lines as hold them in `width` cells, none cut; `between` ends no line.

    Blanks are half as wide on a phone as in a terminal, and are counted so.

    >>> filled(["徐纓", "市委書記", "reported"], 15, between=" · ")
    '徐纓 · 市委書記\nreported'
    """
    lines: list[str] = []
    for part in parts:
        joined = f"{lines[-1]}{between}{part}" if lines else ""
        if joined and cells(joined) - joined.count(" ") // 2 <= width:
            lines[-1] = joined
        else:
            lines.append(part)
    return "\n".join(lines)


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text, none wider than `width` cells; Latin words stay whole where they fit.

    Nothing is dropped but the spaces at which a line was broken. Closing punctuation does not begin a line.

    >>> wrapped("加快建设，成效明显", 10)
    ['加快建', '设，成效明', '显']
    """
    return [part for line in text.split("\n") for part in _wrapped_line(line, max(width, 4))]


def _wrapped_line(line: str, width: int) -> list[str]:
    lines = [""]
    for word in _pieces(line, width):
        if cells(lines[-1]) + cells(word) <= width:
            lines[-1] += word
        elif word.isspace():
            lines.append("")
        elif word[0] in _NEVER_FIRST and _may_move(lines[-1]):
            lines[-1], moved = lines[-1][:-1], lines[-1][-1]
            lines.append(moved + word)
        else:
            lines[-1] = lines[-1].rstrip(" ")
            lines.append(word)
    return lines


def _pieces(line: str, width: int) -> list[str]:
    """Cut a line into what may not be broken, each piece narrower than the screen."""
    words = _WORD.findall(line)
    return [piece for word in words for piece in (word if cells(word) > width - 2 else (word,))]


def _may_move(line: str) -> bool:
    """Whether the last character of a line may go down to the next with the punctuation after it."""
    return len(line) > 1 and _cells_of(line[-1]) == 2 and line[-1] not in _NEVER_FIRST  # noqa: PLR2004 - two cells


def _cells_of(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
