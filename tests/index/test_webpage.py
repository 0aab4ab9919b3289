"""Saved web pages: title, day of publishing, and what is left of the words."""

from datetime import date

import pytest

from index.cleaning import CleanText, Reason, clean, restore
from index.heading import read_heading
from index.reading import Format, Source
from index.webpage import headline_of, read_page_head

REPORT = "5月6日，市长庞一舟到青石港调研。他强调，要把岸线用好，把每一个泊位都用起来，让企业少等一天是一天。"


def cleaned(text: str) -> CleanText:
    return clean(Source("page.html", Format.HTML, "utf-8", text, ""))


def page(body: str, head: str = "<title>庞一舟调研港口 - 青石日报</title>") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


TITLES = [
    ("an h1", page("<h1>庞一舟到港口调研</h1>"), "庞一舟到港口调研"),
    ("an h1 over two lines", page("<h1>庞一舟调研港口<br>要求把岸线用好</h1>"), "庞一舟调研港口 要求把岸线用好"),
    ("an h1 that is the logo", page('<h1><a href="/">青石日报</a></h1><h2>庞一舟调研港口</h2>'), "庞一舟调研港口"),
    ("an h1 that names the site", page("<h1>青石日报</h1>"), "庞一舟调研港口"),
    ("an h2 that agrees", page("<h2>要闻</h2><h2>庞一舟调研港口：把岸线用好</h2>"), "庞一舟调研港口：把岸线用好"),
    ("an h1 of something else", page("<h2>庞一舟调研港口</h2><h1>热门推荐</h1>"), "庞一舟调研港口"),
    ("no heading", page(f"<p>{REPORT}</p>"), "庞一舟调研港口"),
    (
        "Open Graph",
        page("", '<title>青石日报</title><meta property="og:title" content="庞一舟调研港口">'),
        "庞一舟调研港口",
    ),
    ("a government site", page("", "<meta name='ArticleTitle' content='庞一舟调研港口'>"), "庞一舟调研港口"),
    ("no title at all", page("", ""), None),
]


@pytest.mark.parametrize(("name", "text", "title"), TITLES, ids=[name for name, _, _ in TITLES])
def test_title_of_a_page(name: str, text: str, title: str | None) -> None:
    assert read_page_head(text).title == title


@pytest.mark.parametrize(
    "title",
    [
        "庞一舟调研港口",
        "庞一舟调研港口 - 青石日报",
        "庞一舟调研港口_要闻_青石新闻网",
        "庞一舟调研港口--时政--青石网",
        "庞一舟调研港口-青石市人民政府",
        "庞一舟调研港口｜青石发布",
        "青石日报 | 庞一舟调研港口",
        "要闻_庞一舟调研港口_青石网",
    ],
)
def test_a_title_loses_the_site(title: str) -> None:
    assert headline_of(title) == "庞一舟调研港口"


@pytest.mark.parametrize("title", ["1-3月经济形势分析会", "《营商环境白皮书》发布", "建设法治政府", "织密防汛安全网"])
def test_a_title_that_looks_like_a_site_stays(title: str) -> None:
    assert headline_of(f"{title}_青石新闻网") == title


DATES = [
    ("PubDate of a government site", '<meta name="PubDate" content="2024-05-07 10:20">', ""),
    ("Open Graph", '<meta property="article:published_time" content="2024-05-07T10:20:00+08:00">', ""),
    ("a time element", "", '<time datetime="2024-05-07">昨天</time>'),
    ("linked data", '<script type="application/ld+json">{"datePublished": "2024-05-07T08:00:00"}</script>', ""),
    ("a line", "", "<p>发布时间：2024-05-07&nbsp;浏览次数：<span>13</span></p>"),
    ("a line in the other script", "", "<div>發佈時間：2024年5月7日</div>"),
    ("a line in a menu", "", '<div class="toolbar">发布时间：2024-05-07 <a href="#">打印</a></div>'),
    ("credits", "", "<p>来源：青石日报　2024-05-07 10:20　字号：大 中 小</p>"),
]


@pytest.mark.parametrize(("name", "head", "line"), DATES, ids=[name for name, _, _ in DATES])
def test_the_day_of_publishing_gives_the_year(name: str, head: str, line: str) -> None:
    text = page(f"<h1>庞一舟调研港口</h1>{line}<p>{REPORT}</p>", head)
    assert read_heading(cleaned(text), name="page.html").date == date(2024, 5, 6)


LEFT_OUT = [
    ("links with bars", '<div><a href="/">首页</a> | <a href="/yw">要闻</a> | <a href="/zw">政务</a></div>'),
    ("a list of links", '<ul><li><a href="#">時政</a></li><li><a href="#">民生</a></li></ul>'),
    ("a link around a block", '<a href="#"><div>時政</div></a>'),
    ("breadcrumbs", '<div>您现在的位置：<a href="/">首页</a> &gt; <a href="/yw">要闻</a> &gt; 正文</div>'),
    ("a class", '<div class="top-nav"><span>首页</span><span>要闻</span></div>'),
    ("a footer", '<div id="footer"><p>青石日报社主管。地址：港口路1号。</p></div>'),
    ("the other news", '<ul><li><a href="/1">全市春耕现场会召开</a> 2024-05-05</li></ul>'),
    ("a role", '<div role="navigation">首页 要闻</div>'),
]


@pytest.mark.parametrize(("name", "part"), LEFT_OUT, ids=[name for name, _ in LEFT_OUT])
def test_what_surrounds_a_report_is_left_out(name: str, part: str) -> None:
    for text in (
        page(f"{part}<h1>庞一舟调研港口</h1><p>{REPORT}</p>"),
        page(f"<h1>庞一舟调研港口</h1><p>{REPORT}</p>{part}"),
    ):
        found = cleaned(text)
        assert found.text == f"庞一舟调研港口\n{REPORT}"
        assert {repair.reason for repair in found.repairs} <= {Reason.MARKUP, Reason.BOILERPLATE}
        assert restore(text, *found.to_source(0, len(found.text)), found.repairs) == found.text


def test_a_short_line_above_the_headline_is_left_out() -> None:
    assert cleaned(page(f"<div>今日青石</div><h1>庞一舟调研港口</h1><p>{REPORT}</p>")).text.startswith("庞一舟")


KEPT = [
    ("a linked name", f'<p><a href="/pang">庞一舟</a>说：{REPORT}</p>', f"庞一舟说：{REPORT}"),
    ("a linked sentence", '<p><a href="/1">要把岸线用好。</a></p>', "要把岸线用好。"),
    ("an anchor", '<p><a name="one">第一部分</a></p>', "第一部分"),
    ("a link that is never closed", f'<a href="#"><p>第一部分</p><p>{REPORT}</p>', f"第一部分\n{REPORT}"),
    ("a heading above", f"<h3>庞一舟在青石港强调</h3><h1>庞一舟调研港口</h1><p>{REPORT}</p>", None),
    ("a report in a menu", f'<div class="menu">{f"<p>{REPORT}</p>" * 12}</div>', "\n".join([REPORT] * 12)),
    ("a menu of the main part", '<div class="nav-content"><p>第一部分</p></div>', "第一部分"),
]


@pytest.mark.parametrize(("name", "body", "words"), KEPT, ids=[name for name, _, _ in KEPT])
def test_the_report_is_left_in(name: str, body: str, words: str | None) -> None:
    expected = words or f"庞一舟在青石港强调\n庞一舟调研港口\n{REPORT}"
    assert cleaned(page(body, "")).text == expected


@pytest.mark.parametrize(
    "part",
    [
        "<h1>",
        "<h1>甲</h1>",
        "<div class=nav>",
        "<a href=x>",
        "<a href=x>甲</a>",
        "<title>-网",
        "<meta name=date content=x>",
    ],
)
def test_a_hostile_page_takes_linear_time(part: str) -> None:
    cleaned(part * 5_000)
    cleaned(part * 3_000 + "</div></h1></a></title>" * 3_000)
