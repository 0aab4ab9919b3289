"""Cut a web page into its tags and what stands between them, with the offsets in the source.

A tokenizer of our own, because the offsets are what is wanted of it, and because the standard library's parser of
Python 3.11 takes quadratic time over unclosed tags. Each expression below stops at the next `<`.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from index.repairs import Span

_TAG = re.compile(
    r"""<!--.*?(?:-->|\Z)
    | <[!?][^<>]*>
    | <(?P<close>/?)(?P<name>[a-zA-Z][\w:-]*)(?:[^<>"']|"[^"<]*"|'[^'<]*'|["'])*+>""",
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"""\s(?P<key>[a-zA-Z][\w:-]*)\s*=\s*(?:"(?P<double>[^"<]*)"|'(?P<single>[^'<]*)'|(?P<bare>[^\s"'<>]+))"""
)
_RAW = frozenset({"script", "style", "textarea", "title", "xmp"})  # what stands in them is no html
INLINE = frozenset(
    re.findall(
        r"\S+",
        "a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark nobr o:p q rb ruby "
        "s samp small span strike strong sub sup time tt u var wbr "
        "script style select button noscript template svg rt rp",
    )
)
_BLANKS = re.compile(r"\s+")


class Tag(NamedTuple):
    """A tag or comment; a raw element is one tag with what stands in it."""

    start: int
    end: int
    name: str  # lower case; empty for a comment or declaration
    closing: bool


def find_tags(text: str) -> Iterator[Tag]:
    """Cut a page into tags; an element in which tags mean nothing is one tag, to the end where it is never closed."""
    at = 0
    while match := _TAG.search(text, at):
        tag = read_tag(match)
        if tag.name in _RAW and not tag.closing:
            closed = re.compile(f"</{tag.name}[^<>]*>", re.IGNORECASE).search(text, tag.end)
            tag = tag._replace(end=closed.end() if closed else len(text))
        yield tag
        at = tag.end


def read_tag(match: re.Match[str]) -> Tag:
    """Return the tag of a match with the groups `close` and `name`."""
    return Tag(match.start(), match.end(), (match["name"] or "").lower(), bool(match["close"]))


def attributes(text: str, tag: Tag) -> dict[str, str]:
    """Return the attributes of a tag; of one given twice the first counts.

    >>> attributes('<meta name=pubdate content="2025-04-19">', Tag(0, 40, "meta", False))
    {'name': 'pubdate', 'content': '2025-04-19'}
    """
    end = text.find(">", tag.start, tag.end) + 1 if tag.name in _RAW else tag.end
    found: dict[str, str] = {}
    for one in _ATTRIBUTE.finditer(text, tag.start, end):
        value = one["double"] or one["single"] or one["bare"] or ""
        found.setdefault(one["key"].lower(), html.unescape(value).strip())
    return found


def blocks(tags: list[Tag], end: int) -> Iterator[Span]:
    """Yield the stretches between the tags that part paragraphs; inline tags stand inside them."""
    at = 0
    for tag in tags:
        if tag.name and tag.name not in INLINE:
            if at < tag.start:
                yield Span(at, tag.start)
            at = tag.end
    if at < end:
        yield Span(at, end)


def words(text: str, tags: list[Tag], span: Span) -> str:
    """Return what a reader sees of a stretch of a page on one line; `tags` are those inside it."""
    kept: list[str] = []
    at = span.start
    for tag in tags:
        kept += text[at : tag.start], "" if tag.name in INLINE or not tag.name else " "
        at = tag.end
    kept.append(text[at : span.end])
    return _BLANKS.sub(" ", html.unescape("".join(kept))).strip()
