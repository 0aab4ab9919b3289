import io
from collections.abc import Sequence
from datetime import date

from answers import answer, quote

from chat.terminal import converse, plain
from index.catalogue import Scope
from index.errors import GenerationError
from retrieval.answer import Answer
from retrieval.question import Language


class Echo:
    """Answers with the question as its quote, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def answer(self, text: str, *, previous: Sequence[str] = (), today: date | None = None) -> Answer:
        self.asked.append((text, tuple(previous)))
        if text == "broken":
            raise GenerationError("the index is damaged; build it again")
        return answer(quote(text))

    def scope(self) -> Scope:
        return Scope(meetings=1, since=None, until=None)


def talk(lines: str, echo: Echo | None = None, **options: object) -> str:
    output = io.StringIO()
    asked = echo or Echo()
    assert converse(asked, input=io.StringIO(lines), output=output, examples=["what about ports"], **options) == 0
    return output.getvalue()


def test_question_is_answered_with_a_bar_beside_the_words():
    assert talk("外資\n") == (
        "Type a question and press Enter; “exit” ends. For example:\n"
        "  what about ports\n"
        "ask> “foreign investment” · 1 passage\n\n"
        "┃ 外資\n"
        "徐纓 · 市委書記 · reported\n"
        "29 Dec 2022 · 全市項目推進會\n"
        "yancheng-20221229.txt\n\n"
        "ask> \nGoodbye.\n"
    )


def test_follow_up_knows_the_questions_before_it():
    echo = Echo()
    talk("one\ntwo\n\nthree\nfour\nfive\n", echo)
    assert echo.asked[-1] == ("five", ("two", "three", "four"))


def test_each_word_of_leaving_ends_the_talk():
    for word in ("exit", "QUIT", " 退出 "):
        echo = Echo()
        assert talk(f"{word}\nports\n", echo, language=Language.SIMPLIFIED).endswith("问> 再见。\n")
        assert echo.asked == []


def test_empty_lines_are_passed_over():
    echo = Echo()
    talk("\n   \n", echo)
    assert echo.asked == []


def test_text_without_words_is_not_taken_for_a_question():
    echo = Echo()
    assert "Please write the question in words, for example: what about ports" in talk("?\n", echo)
    assert echo.asked == []


def test_error_is_said_and_the_talk_goes_on():
    assert talk("broken\nports\n").count("the index is damaged; build it again\n\nask> ") == 1


def test_byte_that_is_no_text_is_taken_for_a_question_mark():
    echo = Echo()
    talk("外\udcff資\n", echo)
    assert echo.asked == [("外?資", ())]


def test_plain_text_shows_every_quote_and_keeps_its_lines_whole():
    text = plain(answer(*(quote("外資" * 100 + f"{number}\n第二行") for number in range(7))))
    assert text.count("┃ " + "外資" * 100) == 7
    assert text.count("┃ 第二行") == 7


def test_plain_text_is_wrapped_beside_the_bar_where_a_width_is_given():
    text = plain(answer(quote("把開放的大門越開越大。")), width=12)
    assert "\n┃ 把開放的大\n┃ 門越開越\n┃ 大。\n" in text


def test_plain_text_shows_what_others_said_and_holds_no_joiners():
    text = plain(answer(others=(quote("外\u2060資\u00a0。", speaker="周斌"),), people=("徐纓",)))
    assert (
        "\n\nOthers on “foreign investment”\n\n┃ 外\u2060資\u00a0。\n周斌 · 市委書記 · reported\n29 Dec 2022 · " in text
    )
    assert text.count("\u2060") == text.count("\u00a0") == 1
