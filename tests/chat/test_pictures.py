from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest
from answers import answer, quote
from hypothesis import given
from hypothesis import strategies as st

from chat.render import Message, Piece, Style, messages
from pictures.draw import SCENES, PictureError, Scene, talk
from pictures.page import Talk, Theme, page, text
from retrieval.answer import Answer
from retrieval.question import Language

PICTURES = Path(__file__).parents[2] / "pictures"

WORDS = st.text(alphabet="外資。，\n ab<&>\"'/;😀\u200d", max_size=30)
MESSAGES = st.lists(st.builds(Piece, WORDS, st.sampled_from(Style)), max_size=8).map(lambda p: Message(tuple(p)))


@dataclass
class Reader(HTMLParser):
    """Reads a page as a browser does: its words, and those of every tag and class by name."""

    words: str = ""
    inside: dict[str, list[str]] = field(default_factory=dict)
    opened: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "meta":  # never closed
            return
        self.opened.append((tag, dict(attrs).get("class") or ""))
        for name in self.opened[-1]:
            self.inside.setdefault(name, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.words += data
        for name in {name for names in self.opened for name in names}:
            self.inside[name][-1] += data


@dataclass(frozen=True)
class Shelf:
    """A library with one answer to everything."""

    found: Answer

    def answer(self, text: str) -> Answer:
        return self.found


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.opened == []
    return reader


@given(MESSAGES)
def test_page_holds_the_words_of_a_message_exactly(message: Message):
    reader = read(text(message))
    assert reader.words == message.text
    assert reader.inside.keys() <= {"b", "code", "blockquote", "span", "break", ""}


@given(MESSAGES)
def test_every_quote_stands_in_a_box_of_its_own(message: Message):
    quotes = [piece.text for piece in message.pieces if piece.style is Style.QUOTE]
    assert read(text(message)).inside.get("blockquote", []) == quotes


def test_markup_in_a_quote_is_shown_and_not_obeyed():
    message = Message((Piece('<img src="x" onerror="y">&amp;', Style.QUOTE),))
    assert text(message) == "<blockquote>&lt;img src=&quot;x&quot; onerror=&quot;y&quot;&gt;&amp;amp;</blockquote>"


def test_line_after_a_quote_is_not_broken_twice():
    message = Message((Piece("外資。", Style.QUOTE), Piece("\n徐纓\n會議 · "), Piece("a.txt", Style.CODE)))
    assert text(message) == (
        '<blockquote>外資。</blockquote><span class="break">\n</span>徐纓\n會議 · <code>a.txt</code>'
    )


def test_page_shows_the_question_and_every_message_as_telegram_gets_them():
    sent = messages(answer(quote("甲" * 2500), quote("<乙>" * 900)))
    shown = read(page(Talk(Language.ENGLISH, "a < b?", sent), Theme.LIGHT)).inside
    assert shown["text"] == ["a < b?", sent[0].text, sent[1].text]
    assert shown["reply"] == ["Youa < b?"] * 2


def test_question_cannot_leave_its_bubble():
    shown = read(page(Talk(Language.SIMPLIFIED, "</div><script>alert(1)</script>", ()), Theme.DARK))
    assert "script" not in shown.inside


def test_page_is_in_the_language_and_theme_asked_for():
    html = page(Talk(Language.TRADITIONAL, "外資", ()), Theme.DARK)
    assert html.startswith('<!DOCTYPE html><html lang="zh-Hant" data-theme="dark">')


def test_page_loads_nothing_from_elsewhere():
    html = page(Talk(Language.ENGLISH, "investment", messages(answer(quote()))), Theme.LIGHT)
    assert not any(word in html for word in ("http:", "https:", "src=", "@import", "url("))


def test_scene_without_the_answer_it_is_to_show_is_refused():
    with pytest.raises(PictureError, match=r"'nothing': '2023年外资\?': 1 quotes found, none wanted"):
        talk(Shelf(answer(quote())), Scene("nothing", "2023年外资?", answered=False))


def test_phone_speaks_the_language_of_the_question():
    shown = talk(Shelf(answer(quote())), Scene("english", "investment"))
    assert (shown.language, shown.question) == (Language.ENGLISH, "investment")


@pytest.mark.parametrize("name", [f"{scene.name}{look}.png" for scene in SCENES for look in ("", "-dark")])
def test_picture_of_every_scene_is_there_and_small(name: str):
    picture = (PICTURES / name).read_bytes()
    assert int.from_bytes(picture[16:20], "big") == 780  # the width in a PNG's header: 390 at twice the density
    assert len(picture) < 200_000
