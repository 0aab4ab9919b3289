"""What a saved web page says of itself, its title and the day it was published, and what on it is no report.

Rules of thumb for the pages of Chinese newspapers and governments: their menus are lists of links, their headline is
the h1 or agrees with the page's title, and their meta tags follow either Open Graph or the rules for government sites
(ArticleTitle, PubDate). Where they do not hold, more is left in rather than less.
"""

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice
from operator import attrgetter

from index.folding import fold
from index.hanzi import HANZI
from index.repairs import Reason, Repair, Span
from index.tags import Tag, attributes, blocks, find_tags, words

_TITLE_METAS = ("articletitle", "og:title", "twitter:title")
_DATE_METAS = (
    *("pubdate", "publishdate", "publish_date", "publishtime", "og:published_time", "article:published_time"),
    *("datepublished", "firstpublishedtime", "apub:time", "bytedance:published_time", "_pubtime", "dc.date"),
)
_SITE_METAS = ("sitename", "og:site_name", "application-name")
_JSON_DATE = re.compile(r'"(?:datePublished|pubDate|publishTime)"\s*:\s*"(?P<date>[^"<]{8,40})"')
_STAMP = re.compile(
    r"(?:发布|发表|发稿|刊发|上传|录入)(?:时间|日期)\s*[::]?\s*(?P<date>\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2})"
)
_WORD = re.compile(f"[{HANZI}a-zA-Z0-9]")
_NO_WORD = re.compile(r"[\W_]+")
_SEPARATOR = re.compile(
    r"\s*[_|｜»]\s*|\s+[-—–·]+\s+|--+|—{1,2}(?=[^—]*(?:网|报|政府|新闻|中心|门户|網|報|新聞)[^—]*$)"
    r"|-+(?=[^-_|]*(?:网|报|政府|新闻|中心|门户|網|報|新聞)[^-_|]*$)"
)
_SITE = re.compile(
    r"(?:网|网站|在线|日报|晚报|晨报|早报|时报|新闻中心|融媒体中心|融媒|[省市区县州镇](?:人民)?政府|门户|客户端|频道|电视台)$"
    r"|^[^《》,、]{2,6}发布$"
)
_SHORT_SITE = 16  # characters of the name of a site
_CHANNELS = frozenset(
    re.findall(r"\S+", "首页 新闻 要闻 时政 时政要闻 本地新闻 本地要闻 政务 政务要闻 经济 民生 社会 正文 会议")
)
_LINK = 400  # characters of html that one link takes
_LINE = 60  # characters of a line that may be part of a menu
_SENTENCE = re.compile("[。！？；]")
_BETWEEN_LINKS = re.compile(
    r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-:]\d{2}|当前位置|您?(?:现在)?的?位置是?|[\W_]+"
)
_FURNITURE = frozenset(
    re.findall(
        r"\S+",
        "nav navs navbar navigation topnav subnav menu menus breadcrumb breadcrumbs crumb crumbs foot footer copyright "
        "share bdshare sharebar topbar toolbar sidebar related relate relative recommend hotnews pager pagination "
        "login searchbox qrcode ewm friendlink friendlinks advert logo",
    )
)
_MAYBE_REPORT = frozenset(
    re.findall(r"\S+", "article content main body text detail news con wrap wrapper container page")
)
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_LONGEST_FURNITURE = 400  # characters shown by a part of a page that is no report although it holds sentences
_LONGEST_HEADLINE = 600  # characters of html
_MOST_HEADINGS = 50
_HEADINGS = frozenset({"h1", "h2", "h3"})
_NEVER_CLOSED = frozenset({"meta", "link", "br", "hr", "img", "input", "", "html", "body"})


@dataclass(frozen=True, slots=True)
class Headline:
    """The title of a page; `shown` is where the page shows it, None where only its head gives it."""

    words: str
    shown: Span | None


@dataclass(frozen=True, slots=True)
class PageHead:
    """What a page says of itself, as it is written; None where it says nothing."""

    title: str | None
    published: str | None


class Page:
    """The source of a web page with its tags."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tags = list(find_tags(text))
        self._starts = [tag.start for tag in self.tags]
        self._stops = [stop.start() for stop in re.finditer("。", text)]
        self._hidden = list(accumulate((tag.end - tag.start for tag in self.tags), initial=0))  # before each tag

    def words(self, span: Span) -> str:
        """Return what a reader sees of a stretch."""
        return words(self.text, self.inside(span), span)

    def inside(self, span: Span) -> list[Tag]:
        """Return the tags in a stretch."""
        return self.tags[self._before(span.start) : self._before(span.end)]

    def length(self, span: Span) -> int:
        """Return how many characters of a stretch stand outside of tags."""
        hidden = self._hidden[self._before(span.end)] - self._hidden[self._before(span.start)]
        return span.end - span.start - hidden

    def has_sentence(self, span: Span) -> bool:
        """Tell whether a sentence ends in a stretch."""
        return bisect_left(self._stops, span.start) < bisect_left(self._stops, span.end)

    def _before(self, at: int) -> int:
        return bisect_left(self._starts, at)

    def blocks(self) -> Iterator[Span]:
        """Yield the stretches between tags that part paragraphs."""
        return blocks(self.tags, len(self.text))

    def metas(self) -> dict[str, str]:
        """Return what the meta tags say, by their names in lower case."""
        found: dict[str, str] = {}
        for tag in self.tags:
            if tag.name == "meta":
                said = attributes(self.text, tag)
                name = said.get("name") or said.get("property") or said.get("itemprop") or ""
                if said.get("content"):
                    found.setdefault(name.lower(), said["content"])
        return found

    def elements(self, names: frozenset[str] | None = None) -> Iterator[tuple[Tag, Span]]:
        """Yield each element that is closed, of the names given, with the stretch inside its tags, inner ones first."""
        opened: dict[str, list[Tag]] = {}
        for tag in self.tags:
            if tag.name in _NEVER_CLOSED or (names is not None and tag.name not in names):
                continue
            if not tag.closing:
                opened.setdefault(tag.name, []).append(tag)
            elif starts := opened.get(tag.name):
                start = starts.pop()
                yield start, Span(start.end, tag.start)


def read_page_head(text: str) -> PageHead:
    """Return the title and the publishing day of a page."""
    page = Page(text)
    headline = find_headline(page)
    return PageHead(headline.words if headline else None, _published(page))


def find_headline(page: Page) -> Headline | None:
    """Return the title of a page.

    A heading that agrees with the page's own title goes first, then a line that repeats it, then an h1 that is not the
    name of the site, and last the title in the head, without the name of the site.
    """
    metas = page.metas()
    sites = {_bare(metas[name]) for name in _SITE_METAS if name in metas}
    named = [headline_of(metas[name], sites) for name in _TITLE_METAS if name in metas]
    named += [headline_of(one, sites) for one in _page_titles(page)[:1]]
    named = [one for one in named if _WORD.search(one)]
    headings = _headings(page)
    for _, inside, shown in headings:
        if any(agree(shown, one) for one in named) and not _leads_home(page, inside):
            return Headline(shown, inside)
    if named and (line := _line_of(page, {_bare(one) for one in named})):
        return line
    for name, inside, shown in headings:
        if name == "h1" and not _is_site(shown, sites) and not _leads_home(page, inside):
            return Headline(shown, inside)
    return Headline(named[0], None) if named else None


def headline_of(title: str, sites: set[str] | frozenset[str] = frozenset()) -> str:
    """Return a page's title without the names of the site and of its channels.

    >>> headline_of("沈柏川调研港口_要闻_澜汀新闻网"), headline_of("澜汀日报 | 沈柏川调研港口")
    ('沈柏川调研港口', '沈柏川调研港口')
    """
    parts = [part.strip() for part in _SEPARATOR.split(title[:_LONGEST_HEADLINE]) if part and _WORD.search(part)]
    own = [part for part in parts if not _is_site(part, sites) and fold(part) not in _CHANNELS]
    return (own or parts or [title.strip()])[0]


def find_furniture(page: Page, headline: Headline | None) -> list[Repair]:
    """Return the menus, breadcrumbs, share bars and footers of a page, and the short lines above its headline."""
    shown = headline.shown if headline else None
    spans = [inside for start, inside in page.elements() if _is_furniture(page, start, inside, shown)]
    links = _links(page)
    above = {inside for start, inside in page.elements(frozenset({"h1", "h2", "h3", "h4", "h5", "h6"}))}
    for block in page.blocks():
        if shown and (block.start < shown.end and shown.start < block.end):
            continue
        said = page.words(block)
        if not said or len(said) > _LINE * 4 or _SENTENCE.search(said):
            continue
        before = shown is not None and block.end <= shown.start and len(said) <= _LINE and block not in above
        if before or _only_links(page, block, links):
            spans.append(block)
    return [Repair(*span, Reason.MARKUP, "\n") for span in spans if span.start < span.end]


def _published(page: Page) -> str | None:
    """Return when a page says it was published: in a meta tag, a time element, its linked data, or a line."""
    metas = page.metas()
    for name in _DATE_METAS:
        if name in metas and re.search(r"\d{4}", metas[name]):
            return metas[name]
    for tag in page.tags:
        if tag.name == "time" and (written := attributes(page.text, tag).get("datetime")):
            return written
    for tag in page.tags:
        if tag.name == "script" and (given := _JSON_DATE.search(page.text, tag.start, tag.end)):
            return given["date"]
    for block in page.blocks():
        if stamp := _STAMP.search(fold(page.words(block))):
            return stamp["date"]
    return None


def _page_titles(page: Page) -> list[str]:
    """Return what stands in the title elements."""
    inside = (page.text[tag.start : tag.end] for tag in page.tags if tag.name == "title" and not tag.closing)
    return [html.unescape(re.sub(r"^<[^<>]*>|</title[^<>]*>$", "", one, flags=re.IGNORECASE)) for one in inside]


def _headings(page: Page) -> list[tuple[str, Span, str]]:
    """Return the first headings that say something, with their names and words; those of the first rank first."""
    short = (one for one in page.elements(_HEADINGS) if one[1].end - one[1].start <= _LONGEST_HEADLINE)
    found = [(start.name, inside, page.words(inside)) for start, inside in islice(short, _MOST_HEADINGS)]
    said = [heading for heading in found if _WORD.search(heading[2])]
    return sorted(said, key=lambda heading: (heading[0] != "h1", heading[1]))


def _line_of(page: Page, keys: set[str]) -> Headline | None:
    """Return the first line of a page that says the same as its title."""
    for block in page.blocks():
        if block.end - block.start < _LINK + _LINE and _bare(said := page.words(block)) in keys:
            return Headline(said, block)
    return None


def agree(shown: str, named: str) -> bool:
    """Tell whether two titles are the same, of which either may hold more than the other."""
    shorter, longer = sorted((_bare(shown), _bare(named)), key=len)
    return bool(shorter) and (longer.startswith(shorter) or (len(shorter) >= 6 and shorter in longer))  # noqa: PLR2004 a phrase


def _bare(title: str) -> str:
    return _NO_WORD.sub("", fold(title))


def _is_site(part: str, sites: set[str] | frozenset[str]) -> bool:
    folded = fold(part).strip()
    return _bare(part) in sites or (len(folded) <= _SHORT_SITE and bool(_SITE.search(folded)))


def _leads_home(page: Page, inside: Span) -> bool:
    """Tell whether a heading is the logo: a link to the first page."""
    targets = [attributes(page.text, tag).get("href", "") for tag in page.inside(inside) if tag.name == "a"]
    return any(re.fullmatch(r"(?:https?://[^/]+)?/?(?:index\.\w+)?", target) for target in targets if target)


def _is_furniture(page: Page, start: Tag, inside: Span, shown: Span | None) -> bool:
    """Tell whether an element is, by its class, id or role, what surrounds a report."""
    said = attributes(page.text, start)
    if not said or (shown and inside.start < shown.end and shown.start < inside.end):
        return False
    parts = {
        part.lower()
        for key in ("class", "id", "role")
        for name in said.get(key, "").split()
        for part in (name, *_NAME_PARTS.findall(name))
    }
    if not parts & _FURNITURE or parts & _MAYBE_REPORT:
        return False
    return not page.has_sentence(inside) or page.length(inside) <= _LONGEST_FURNITURE


def _links(page: Page) -> list[Span]:
    """Return the links of a page, each with its tags."""
    found: list[Span] = []
    opened: Tag | None = None
    for tag in page.tags:
        if tag.name != "a":
            continue
        if tag.closing and opened and tag.start - opened.end <= _LINK:
            found.append(Span(opened.start, tag.end))
        opened = None if tag.closing or "href" not in attributes(page.text, tag) else tag
    return found


def _only_links(page: Page, block: Span, links: list[Span]) -> bool:
    """Tell whether all that a block says is links, and marks and dates between them."""
    first = bisect_right(links, block.start, key=attrgetter("end"))
    at, rest, linked = block.start, "", False
    for link in map(links.__getitem__, range(first, len(links))):
        if link.start >= block.end:
            break
        linked = True
        rest += page.words(Span(at, max(link.start, at))) + " "
        at = min(link.end, block.end)
    return linked and not _BETWEEN_LINKS.sub("", fold(rest + page.words(Span(at, block.end))))
