"""Find the html in a web page, and the tags and entities that strayed into a plain text.

A tokenizer of our own, because the offsets in the source are what is wanted of it, and because the standard library's
parser of Python 3.11 takes quadratic time over unclosed tags. Each expression below stops at the next `<`.
"""

import html
import re
from collections.abc import Iterator
from html.entities import html5
from typing import NamedTuple

from index.controls import CONTROL
from index.hanzi import HANZI
from index.repairs import BREAKS, Reason, Repair, Span, settle

_TAG = re.compile(
    r"""<!--.*?(?:-->|\Z)
    | <[!?][^<>]*>
    | <(?P<close>/?)(?P<name>[a-zA-Z][\w:-]*)(?:[^<>"']|"[^"<]*"|'[^'<]*'|["'])*+>""",
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTES = r"""(?:\s+[a-zA-Z][\w:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'|[^\s"'<>]+))*+\s*/?"""
_KNOWN = (
    "a|abbr|article|aside|b|big|blockquote|br|center|cite|code|dd|del|div|dl|dt|em|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|"
    "html|body|i|img|input|ins|label|li|link|main|mark|meta|nav|nobr|o:p|ol|p|pre|s|script|section|small|span|strike|strong|style|st1:\\w+|"
    "sub|sup|table|tbody|td|tfoot|th|thead|title|tr|u|ul|wbr"
)
_STRAY_TAG = re.compile(
    rf"<!--(?:(?!<!--|-->).)*+-->|<(?P<close>/?)(?P<name>{_KNOWN}){_ATTRIBUTES}>", re.IGNORECASE | re.DOTALL
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_BLANK_RUN = re.compile(f"[ \t\u3000{BREAKS}]+")
_WRAP = re.compile(f"[{BREAKS}][ \t]*$")  # a line break before an indent of full width parts paragraphs even here
_HEADLINE_END = re.compile(r"\s*[_|｜]|\s+[-—–]+\s+|-+(?=[^-]*(?:网|政府|新闻|中心|门户|網|新聞)[^-]*$)")

_INSIDE = re.compile(r"<title[^<>]*>\s*(?P<words>[^<>]*[^<>\s])\s*(?:<|$)", re.IGNORECASE)
_SHOWN_HEADLINE = re.compile(rf"<h1[^<>]*>(?:[^{HANZI}a-zA-Z<]|<(?!/h1)[^<>]*>)*[{HANZI}a-zA-Z]", re.IGNORECASE)
_REPORT = re.compile("。|<h1", re.IGNORECASE)

_RAW = frozenset({"script", "style", "textarea", "title", "xmp"})  # what stands in them is no html
_SILENT = frozenset(
    {"script", "style", "textarea", "select", "button", "noscript", "template", "svg", "iframe", "object", "rt", "rp"}
)
_APART = frozenset({"head", "nav", "footer", "aside", "header", "form"})
_NEVER_REPORT = frozenset({"head", "nav", "footer"})
_INLINE = frozenset(
    re.findall(
        r"\S+",
        "a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark nobr o:p q rb ruby "
        "s samp small span strike strong sub sup time tt u var wbr "
        "script style select button noscript template svg rt rp",
    )
)


class _Token(NamedTuple):
    """A tag or comment; a raw element is one token with what stands in it."""

    start: int
    end: int
    name: str  # lower case; empty for a comment or declaration
    closing: bool


def find_html(text: str) -> list[Repair]:
    """Return the repairs that leave the words of a web page: block elements part paragraphs, entities are replaced.

    Scripts, styles, navigation, footers and forms are left out with what stands in them. The title stays as the first
    paragraph where the page shows no headline of its own.
    """
    tokens = list(_tokens(text))
    headline = _headline(text, tokens)
    silent = [repair for repair in _silent(text, tokens) for repair in _around(repair, headline)]
    titles = [Repair(token.start, token.end, Reason.MARKUP, "\n") for token in tokens if token.name == "title"]
    kept_titles = [repair for title in titles for repair in _around(title, headline)]
    tags = [repair for repair in _tags(tokens) if headline is None or not repair.start < headline.start < repair.end]
    return settle([*silent, *kept_titles, *tags, *_entities(text, legacy=True), *_wraps(text, tokens)])


def find_stray_html(text: str) -> list[Repair]:
    """Return the repairs for known tags and entities in a plain text; `a < b` and <会议> stay."""
    if "<" not in text and "&" not in text:
        return []
    tokens = [_token(tag) for tag in _STRAY_TAG.finditer(text)]
    return settle([*_silent(text, tokens), *_tags(tokens), *_entities(text, legacy=False)])


def _tokens(text: str) -> Iterator[_Token]:
    """Cut a page into tags; an element in which tags mean nothing is one token, to the end where it is never closed."""
    at = 0
    while tag := _TAG.search(text, at):
        token = _token(tag)
        if token.name in _RAW and not token.closing:
            closed = re.compile(f"</{token.name}[^<>]*>", re.IGNORECASE).search(text, token.end)
            token = token._replace(end=closed.end() if closed else len(text))
        yield token
        at = token.end


def _token(tag: re.Match[str]) -> _Token:
    return _Token(tag.start(), tag.end(), (tag["name"] or "").lower(), bool(tag["close"]))


def _tags(tokens: list[_Token]) -> list[Repair]:
    return [Repair(token.start, token.end, Reason.MARKUP, _gap(token)) for token in tokens]


def _gap(token: _Token) -> str:
    """Return what stands in the place of a tag: cells are apart by a blank, blocks by a line break."""
    if not token.name or token.name in _INLINE:
        return ""
    if token.name in {"td", "th"}:
        return "" if token.closing else " "
    return "\n"


def _silent(text: str, tokens: list[_Token]) -> list[Repair]:
    """Return the elements that are left out with what stands in them; one that is never closed leaves only its tag.

    A form or page header that holds sentences or the headline is part of the report: some servers wrap whole pages.
    """
    found: list[Repair] = []
    opened: dict[str, list[_Token]] = {}
    for token in tokens:
        if token.name not in _SILENT and token.name not in _APART:
            continue
        if not token.closing:
            opened.setdefault(token.name, []).append(token)
        elif starts := opened.get(token.name):
            start = starts.pop()
            inside = text[start.end : token.start]
            if token.name in _SILENT or token.name in _NEVER_REPORT or not _REPORT.search(inside):
                found.append(Repair(start.start, token.end, Reason.MARKUP, "" if token.name in _INLINE else "\n"))
    return found


def _headline(text: str, tokens: list[_Token]) -> Span | None:
    """Return where the title of a page stands, without the name of the site; None where the page repeats it."""
    title = next((token for token in tokens if token.name == "title" and not token.closing), None)
    if title is None:
        return None
    inside = _INSIDE.match(text, title.start, title.end)
    if inside is None:
        return None
    end = _HEADLINE_END.search(inside["words"])
    words = inside["words"][: end.start()].rstrip() if end and end.start() else inside["words"]
    shown = re.compile(rf">\s*{re.escape(html.unescape(words))}\s*<").search(text, title.end)
    if shown or _SHOWN_HEADLINE.search(text, title.end):
        return None
    return Span(inside.start("words"), inside.start("words") + len(words))


def _around(repair: Repair, kept: Span | None) -> list[Repair]:
    """Return a repair in two parts where it would leave out what is kept."""
    if kept is None or not repair.start < kept.start < repair.end:
        return [repair]
    parts = (Span(repair.start, kept.start), Span(kept.end, repair.end))
    return [Repair(*part, repair.reason, "\n") for part in parts if part.start < part.end]


def _entities(text: str, *, legacy: bool) -> list[Repair]:
    """Return the character references with their characters; `legacy` takes the old names without a semicolon too."""
    found: list[Repair] = []
    for entity in _ENTITY.finditer(text):
        name = entity[0][1:]
        if name.startswith("#") or name in html5:
            if not legacy and not name.endswith(";"):
                continue
            character = html.unescape(entity[0])
            if len(character) == 1:
                found.append(Repair(*entity.span(), Reason.MARKUP, _harmless(character)))
    return found


def _harmless(character: str) -> str:
    """Return what an entity stands for: breaks as a blank, nothing for what no text should hold."""
    if character in BREAKS:
        return " "
    return "" if CONTROL.match(character) or character == "\ufffd" else character


def _wraps(text: str, tokens: list[_Token]) -> list[Repair]:
    """Return the line breaks inside the paragraphs of a page, which mean a blank, and nothing between hanzi."""
    found: list[Repair] = []
    at, fixed, before = 0, False, ""  # `before` is the last character that stays
    for token in [*tokens, _Token(len(text), len(text), "", closing=False)]:
        for blanks in _BLANK_RUN.finditer(text, at, token.start):
            before = text[blanks.start() - 1] if blanks.start() > at else before
            if not fixed and _WRAP.search(blanks[0]):
                latin = before.isascii() and text[blanks.end() : blanks.end() + 1].isascii()
                found.append(Repair(*blanks.span(), Reason.MARKUP, " " if latin else ""))
        words = text[at : token.start].rstrip()
        before = words[-1] if words else before
        if token.name == "pre":
            fixed = not token.closing
        at = token.end
    return found
