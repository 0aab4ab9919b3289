import pytest

from index.alignment import assemble
from index.markup import find_html, find_stray_html


def page(text: str) -> str:
    return assemble(text, find_html(text)).text


def plain(text: str) -> str:
    return assemble(text, find_stray_html(text)).text


PAGES = [
    ("blocks part paragraphs", "<div><p>甲</p><p>乙</p>丙<br>丁</div>", "甲\n乙\n丙\n丁"),
    ("inline tags leave nothing", "<p>高<b>质</b><span style='a'>量</span></p>", "高质量"),
    ("cells are apart", "<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>", "甲 乙\n丙"),
    ("entities", "<p>&ldquo;甲&rdquo;&amp;&#20057;&#x4E19;&lt;b&gt;</p>", "“甲”&乙丙<b>"),
    ("an old entity without semicolon", "<p>甲&copy乙</p>", "甲©乙"),
    ("an unknown entity stays", "<p>a&nothing;b&c</p>", "a&nothing;b&c"),
    ("an entity of a control character", "<p>甲&#8203;乙&#0;</p>", "甲乙"),
    ("scripts and styles", "<p>甲</p><script>if (a<b) { '</p>' }</script><style>p{}</style><p>乙</p>", "甲\n乙"),
    ("a script that is never closed", "<p>甲</p><script>var 乙", "甲"),
    ("a script inside a paragraph", "<p>甲<script>x</script>乙</p>", "甲乙"),
    ("comments", "<p>甲<!-- <p>乙</p> -->丙</p>", "甲丙"),
    ("navigation, footer and form", "<nav>甲</nav><form>乙<input></form><p>丙</p><footer>丁</footer>", "丙"),
    ("a form around the page", "<form><div>会议强调。</div></form>", "会议强调。"),
    ("navigation that is never closed", "<nav><p>甲</p>", "甲"),
    ("readings of ruby", "<p><ruby>高<rp>(</rp><rt>gāo</rt><rp>)</rp></ruby>质</p>", "高质"),
    ("a wrapped line", "<p>会议\n    强调 foreign\n  investment</p>", "会议强调 foreign investment"),
    ("a wrap between tags", "<p><b>会议</b>\n<b>强调</b>\n<i>a</i>\n<i>b</i></p>", "会议强调a b"),
    ("an indent of full width", "<div>甲。\n　　乙。</div>", "甲。\n乙。"),
    ("preformatted", "<pre>甲\n乙</pre>", "甲\n乙"),
    ("a greater-than in an attribute", '<p title="a>b">甲</p>', "甲"),
    ("no tag", "<p>a < b 且 <会议></p>", "a < b 且 <会议>"),
    ("the title without the site", "<head><title>会议召开_盐城网</title></head><p>甲</p>", "会议召开\n甲"),
    ("the title with a dash", "<title>会议召开 - 盐城市人民政府</title><p>甲</p>", "会议召开\n甲"),
    ("a headline in the page", "<head><title>会议召开_盐城网</title></head><h1>会议</h1><p>甲</p>", "会议\n甲"),
    ("the title again in the page", "<title>会议召开_盐城网</title><div> 会议召开 </div><p>甲</p>", "会议召开\n甲"),
    ("a title that is never closed", "<title>甲", "甲"),
    ("an empty title", "<title></title><p>甲</p>", "甲"),
]


@pytest.mark.parametrize(("name", "text", "expected"), PAGES, ids=[name for name, _, _ in PAGES])
def test_the_words_of_a_page_are_left(name: str, text: str, expected: str) -> None:
    assert page(text) == expected


STRAYS = [
    ("known tags", "<p>甲</p>乙<br/>丙<font color=red>丁</font>", "甲\n乙\n丙丁"),
    ("entities", "甲&nbsp;乙&ldquo;丙&rdquo;", "甲\u00a0乙“丙”"),
    (
        "no tag",
        "a < b，a<b and c>d，<会议>，<x>，R&D，AT&T;，&copy",
        "a < b，a<b and c>d，<会议>，<x>，R&D，AT&T;，&copy",
    ),
    ("a comment", "甲<!-- 乙 -->丙", "甲丙"),
    ("a comment that is never closed", "甲<!-- 乙", "甲<!-- 乙"),
    ("a script", "甲<script>乙</script>丙", "甲丙"),
]


@pytest.mark.parametrize(("name", "text", "expected"), STRAYS, ids=[name for name, _, _ in STRAYS])
def test_tags_that_strayed_into_a_text_go(name: str, text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize("part", ["<", "<a ", "<a '\"", "<!--", "<script>", "<nav>", "&", "<p> \n", "<title>"])
def test_a_hostile_page_takes_linear_time(part: str) -> None:
    page(part * 10_000)
    plain(part * 10_000)
