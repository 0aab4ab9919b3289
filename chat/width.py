"""How wide a text stands on a screen, in cells: a hanzi takes two, a combining mark none."""

import re
import unicodedata

_NEVER_FIRST = frozenset("。，、；：？！）》」』”’…·,.;:?!)]}%")
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
