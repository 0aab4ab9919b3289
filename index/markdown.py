"""Find the markdown in a text: marks go, words stay, each line remains a line of its own."""

import re

from index.repairs import Reason, Repair, settle

_LINE = re.compile(r"[^\r\n]+")
_FENCE = re.compile(r"[ \t]{0,3}(?:```|~~~)[^`\n]*$")
_RULE = re.compile(r"[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*)$")
_TABLE_RULE = re.compile(r"[ \t]*+(?:\|[ \t]*+)?:?-++:?[ \t]*+(?:\|[ \t]*+:?-*+:?[ \t]*+)++$")
_DEFINITION = re.compile(r"[ \t]{0,3}\[[^\]\n]{1,80}\]:[ \t]*\S+[^\r\n]*$")
_OPENING = re.compile(r"[ \t]*(?:>[ \t]?)*(?:#{1,6}[ \t]+|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?)?")
_CLOSING = re.compile(r"(?<![ \t])[ \t]++#++[ \t]*+$")
_PIPE = re.compile(r"(?<!\\)\|")
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,200}\]\([^()\n]{0,2000}\)")
_LINK = re.compile(r"(?<!!)(\[)(?=[^\[\]\n]{1,300}\])[^\[\]\n]+(\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,80}\]))")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\n]{1,40}\]")
_MARK = re.compile(r"\*{1,3}|_{1,3}|~~|`+")
_AUTOLINK = re.compile(r"(<)(?:https?://|mailto:)[^<>\s]{1,2000}(>)")
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!|>~-])")


def find_markdown(text: str) -> list[Repair]:
    """Return the repairs that leave the words of a markdown text: headings, emphasis, links, tables, fences, lists.

    Numbers of lists stay, as they are words of the report; what stands in a fence stays as it is.
    """
    found: list[Repair] = []
    fenced = False
    for line in _LINE.finditer(text):
        if _FENCE.match(line[0]):
            fenced = not fenced
            found.append(Repair(*line.span(), Reason.MARKUP))
        elif not fenced:
            found += _line(line[0], line.start())
    return settle(found)


def _line(line: str, start: int) -> list[Repair]:
    """Return the repairs of one line that starts at an offset of the source."""
    if any(pattern.match(line) for pattern in (_RULE, _TABLE_RULE, _DEFINITION)):
        return [Repair(start, start + len(line), Reason.MARKUP)]
    spans = [_OPENING.match(line).span()]  # type: ignore[union-attr]  # matches the empty string too
    spans += [match.span() for pattern in (_CLOSING, _IMAGE, _FOOTNOTE, _ESCAPE) for match in pattern.finditer(line)]
    spans += [
        match.span(group) for pattern in (_LINK, _AUTOLINK) for match in pattern.finditer(line) for group in (1, 2)
    ]
    spans += _emphasis(line)
    found = [Repair(start + left, start + right, Reason.MARKUP) for left, right in spans if left < right]
    if line.lstrip().startswith("|"):
        found += [Repair(start + pipe.start(), start + pipe.end(), Reason.MARKUP, " ") for pipe in _PIPE.finditer(line)]
    return found


def _emphasis(line: str) -> list[tuple[int, int]]:
    """Return the marks of emphasis and code that open and close; a lone asterisk, and a_b, stay."""
    found: list[tuple[int, int]] = []
    opened: dict[str, tuple[int, int]] = {}
    for mark in _MARK.finditer(line):
        before, after = line[mark.start() - 1 : mark.start()], line[mark.end() : mark.end() + 1]
        if before == "\\" or ("_" in mark[0] and (before + after).isascii() and before.isalnum() and after.isalnum()):
            continue
        if (start := opened.get(mark[0])) and not before.isspace():
            found += [start, mark.span()]
            del opened[mark[0]]
        elif after and not after.isspace():
            opened[mark[0]] = mark.span()
    return found
