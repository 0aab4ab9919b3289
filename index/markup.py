"""Find the html in a web page, and the tags and entities that strayed into a plain text."""

import html
import re
from html.entities import html5

from index.controls import CONTROL
from index.repairs import BREAKS, Reason, Repair, Span, settle
from index.tags import INLINE, Tag, read_tag
from index.webpage import Headline, Page, agree, find_furniture, find_headline, headline_of

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
_INSIDE = re.compile(r"<title[^<>]*>\s*(?P<words>[^<>]*[^<>\s])\s*(?:<|$)", re.IGNORECASE)
_REPORT = re.compile("。|<h1", re.IGNORECASE)

_SILENT = frozenset(
    {"script", "style", "textarea", "select", "button", "noscript", "template", "svg", "iframe", "object", "rt", "rp"}
)
_APART = frozenset({"head", "nav", "footer", "aside", "header", "form"})
_NEVER_REPORT = frozenset({"head", "nav", "footer"})


def find_html(text: str) -> list[Repair]:
    """Return the repairs that leave the words of a web page: block elements part paragraphs, entities are replaced.

    Scripts, styles, menus, footers and forms are left out with what stands in them. The title stays as the first
    paragraph where the page shows no headline of its own.
    """
    page = Page(text)
    tags = page.tags
    headline = find_headline(page)
    kept = _kept_title(text, tags, headline) if headline else None
    silent = [repair for repair in _silent(text, tags) for repair in _around(repair, kept)]
    titles = [Repair(tag.start, tag.end, Reason.MARKUP, "\n") for tag in tags if tag.name == "title"]
    kept_titles = [repair for title in titles for repair in _around(title, kept)]
    marks = [repair for repair in _marks(tags) if kept is None or not repair.start < kept.start < repair.end]
    furniture = [repair for repair in find_furniture(page, headline) for repair in _around(repair, kept)]
    return settle([*silent, *kept_titles, *furniture, *marks, *_entities(text, legacy=True), *_wraps(text, tags)])


def find_stray_html(text: str) -> list[Repair]:
    """Return the repairs for known tags and entities in a plain text; `a < b` and <会议> stay."""
    if "<" not in text and "&" not in text:
        return []
    tags = [read_tag(tag) for tag in _STRAY_TAG.finditer(text)]
    return settle([*_silent(text, tags), *_marks(tags), *_entities(text, legacy=False)])


def _marks(tags: list[Tag]) -> list[Repair]:
    return [Repair(tag.start, tag.end, Reason.MARKUP, _gap(tag)) for tag in tags]


def _gap(tag: Tag) -> str:
    """Return what stands in the place of a tag: cells are apart by a blank, blocks by a line break."""
    if not tag.name or tag.name in INLINE:
        return ""
    if tag.name in {"td", "th"}:
        return "" if tag.closing else " "
    return "\n"


def _silent(text: str, tags: list[Tag]) -> list[Repair]:
    """Return the elements that are left out with what stands in them; one that is never closed leaves only its tag.

    A form or page header that holds sentences or the headline is part of the report: some servers wrap whole pages.
    """
    found: list[Repair] = []
    opened: dict[str, list[Tag]] = {}
    for tag in tags:
        if tag.name not in _SILENT and tag.name not in _APART:
            continue
        if not tag.closing:
            opened.setdefault(tag.name, []).append(tag)
        elif starts := opened.get(tag.name):
            start = starts.pop()
            inside = text[start.end : tag.start]
            if tag.name in _SILENT or tag.name in _NEVER_REPORT or not _REPORT.search(inside):
                found.append(Repair(start.start, tag.end, Reason.MARKUP, "" if tag.name in INLINE else "\n"))
    return found


def _kept_title(text: str, tags: list[Tag], headline: Headline) -> Span | None:
    """Return where the title of a page stands in its head; None where the page shows it, or calls itself otherwise."""
    if headline.shown:
        return None
    for tag in tags:
        inside = _INSIDE.match(text, tag.start, tag.end) if tag.name == "title" else None
        if inside:
            words = headline_of(inside["words"])
            at = text.index(words, inside.start("words"))
            return Span(at, at + len(words)) if agree(html.unescape(words), headline.words) else None
    return None


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


def _wraps(text: str, tags: list[Tag]) -> list[Repair]:
    """Return the line breaks inside the paragraphs of a page, which mean a blank, and nothing between hanzi."""
    found: list[Repair] = []
    at, fixed, before = 0, False, ""  # `before` is the last character that stays
    for tag in [*tags, Tag(len(text), len(text), "", closing=False)]:
        for blanks in _BLANK_RUN.finditer(text, at, tag.start):
            before = text[blanks.start() - 1] if blanks.start() > at else before
            if not fixed and _WRAP.search(blanks[0]):
                latin = before.isascii() and text[blanks.end() : blanks.end() + 1].isascii()
                found.append(Repair(*blanks.span(), Reason.MARKUP, " " if latin else ""))
        words = text[at : tag.start].rstrip()
        before = words[-1] if words else before
        if tag.name == "pre":
            fixed = not tag.closing
        at = tag.end
    return found
