from datetime import date

from answers import answer, quote
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chat.render import Message, Piece, Span, Style, messages, slices_of, units
from chat.width import breakable
from retrieval.answer import Report

AWKWARD = st.text(alphabet="外資。，\n ab<&>😀\u200d\ufe0f👩e\u0301\U0001f3fd", max_size=60)


def quoted(rendered: tuple[Message, ...]) -> list[str]:
    return [piece.text for message in rendered for piece in message.pieces if piece.style is Style.QUOTE]


def test_quote_stands_over_its_caption():
    [message] = messages(answer(quote("把開放的大門越開越大。")))
    assert breakable(message.text) == (
        "“foreign investment” · 1 passage\n\n"
        "把開放的大門越開越大。\n"
        "徐纓 · 市委書記 · reported\n"
        "29 Dec 2022 · 全市項目推進會\n"
        "yancheng-20221229.txt"
    )
    assert message.spans == (
        Span(Style.BOLD, 0, 32),
        Span(Style.QUOTE, 34, 11),
        Span(Style.CODE, 89, 21),
    )


def test_spans_count_utf16_units():
    message = Message((Piece("😀a"), Piece("😀", Style.QUOTE), Piece("", Style.BOLD), Piece("b", Style.CODE)))
    assert message.spans == (Span(Style.QUOTE, 3, 2), Span(Style.CODE, 5, 1))


def test_unreadable_run_is_noted_under_the_quote():
    [message] = messages(answer(quote(unreadable=True)))
    assert message.text.endswith("\nsome characters are unreadable in the source file")


def test_five_quotes_are_shown_and_the_others_counted():
    [message] = messages(answer(*(quote(f"第{number}段。") for number in range(7))))
    assert quoted((message,)) == ["第0段。", "第1段。", "第2段。", "第3段。", "第4段。"]
    assert message.text.endswith("\n\n2 more passages were found. Name a person or a time to narrow the question.")


def test_somebody_without_words_is_named_beside_what_was_found():
    [message] = messages(answer(quote(), missing="王某"))
    assert breakable(message.text).startswith("“foreign investment” · 1 passage\nNothing said by 王某 was found.\n\n")


def test_second_quote_out_of_the_same_source_says_who_but_not_again_where():
    [message] = messages(
        answer(quote("甲。"), quote("乙。", speaker="周斌", office="市長"), quote("丙。", source="b.txt"))
    )
    assert breakable(message.text).split("\n\n")[2:] == [
        "乙。\n周斌 · 市長 · reported\nsame source as above",
        "丙。\n徐纓 · 市委書記 · reported\n29 Dec 2022 · 全市項目推進會\nb.txt",
    ]


def test_quote_that_opens_a_message_says_its_source_in_full():
    _, second = messages(answer(quote("甲" * 2500), quote("乙" * 2500)))
    assert "same source" not in second.text
    assert second.text.endswith("yancheng-20221229.txt")


def test_other_reports_of_the_same_words_are_counted_and_two_are_named():
    reports = tuple(
        Report("推進會", day, f"{name}.md", 1) for name, day in (("b", date(2022, 12, 30)), ("c", None), ("d", None))
    )
    [one], [many] = (messages(answer(quote(also_in=reports[:count]))) for count in (1, 3))
    assert breakable(one.text).endswith("\nyancheng-20221229.txt\nalso in 1 other report: 30 Dec 2022 b.md")
    assert breakable(many.text).endswith("\nalso in 3 other reports: 30 Dec 2022 b.md, c.md…")
    assert [piece.text for piece in many.pieces if piece.style is Style.CODE] == [
        "yancheng-20221229.txt",
        "b.md",
        "c.md",
    ]


def test_several_people_who_fit_are_quoted_speaker_by_speaker():
    [message] = messages(
        answer(quote("甲。"), quote("乙。", speaker="周斌"), quote("丙。"), people=("徐纓", "周斌"), shared=True)
    )
    assert quoted((message,)) == ["甲。", "丙。", "乙。"]
    assert breakable(message.text).startswith(
        "“foreign investment”\nby speaker · 3 passages\nSeveral people fit: 徐纓, 周斌.\n\n甲。"
    )


def test_words_of_others_stand_apart_where_nothing_was_found_by_whom_was_asked_for():
    spoken = tuple(quote(words, speaker="周斌", office=None, source=f"{words}.txt") for words in "甲乙丙丁")
    [message] = messages(answer(others=spoken, people=("徐纓",)))
    assert breakable(message.text).startswith(
        "Nothing by 徐纓 on “foreign investment” was found.\n"
        "Searched: 401 meetings, 29 Dec 2022 – 22 Aug 2026.\n\n"
        "Others on “foreign investment”\n\n"
        "甲\n周斌 · reported\n29 Dec 2022 · 全市項目推進會\n甲.txt\n\n"
    )
    assert quoted((message,)) == ["甲", "乙", "丙"]
    assert [piece.text for piece in message.pieces if piece.style is Style.BOLD] == ["Others on “foreign investment”"]


def test_nothing_found_is_one_plain_message():
    [message] = messages(answer())
    assert message.text.startswith("Nothing was found about “foreign investment”.")
    assert message.spans == ()


def test_messages_are_split_between_quotes():
    first, second = messages(answer(quote("甲" * 2500), quote("乙" * 2500)))
    assert (quoted((first,)), quoted((second,))) == (["甲" * 2500], ["乙" * 2500])
    assert second.pieces[0] == Piece("乙" * 2500, Style.QUOTE)


def test_quote_longer_than_a_message_is_marked_where_it_goes_on():
    first, second = messages(answer(quote("把開放的大門越開越大。" * 450)))
    assert first.text.endswith("。\n(continued in the next message)")
    assert second.text.startswith("(continued)\n把開放")
    assert "".join(quoted((first, second))) == "把開放的大門越開越大。" * 450


def test_hundred_quotes_keep_to_a_hundred_spans_a_message():
    rendered = messages(
        answer(*(quote("一。", source=f"{number}.txt") for number in range(100))), shown=100, limit=10**6
    )
    assert [len(message.spans) for message in rendered] == [99, 100, 2]


def test_white_space_before_a_quote_does_not_open_a_message():
    _, second = messages(answer(quote("甲" * 2500), quote("\u3000\u3000乙" * 800)))
    assert second.text.startswith("…\n\u3000\u3000乙")
    assert quoted((second,)) == ["\u3000\u3000乙" * 800]


def test_cut_falls_after_a_sentence_or_at_a_space():
    assert list(slices_of("一二三四。五六七八", 6)) == ["一二三四。", "五六七八"]
    assert list(slices_of("one two three", 9)) == ["one two ", "three"]


def test_cut_does_not_fall_inside_a_character_of_several_code_points():
    assert list(slices_of("aaa👩\u200d👧b", 6)) == ["aaa", "👩\u200d👧b"]
    assert list(slices_of("aaae\u0301b", 4)) == ["aaa", "e\u0301b"]


@given(AWKWARD, st.integers(12, 40))
@example("\u0301" * 60, 12)
def test_slices_fit_and_are_the_words_again(words, room):
    slices = list(slices_of(words, room))
    assert "".join(slices) == words
    assert all(units(part) <= room for part in slices)
    assert all(slices) or not words


@settings(max_examples=40)
@given(
    st.lists(st.tuples(AWKWARD.filter(str.strip), st.integers(1, 400), AWKWARD), min_size=1, max_size=6),
    st.booleans(),
    st.booleans(),
    st.integers(0, 4),
)
def test_messages_keep_the_limits_and_every_word(quotes, unreadable, asked_for, reports):
    texts = [words * times for words, times, _ in quotes]
    given_quotes = [
        quote(
            text,
            speaker=name * 9,
            meeting=name * 9,
            source=f"{name[:1] * 9}.txt",
            unreadable=unreadable,
            also_in=(Report(name, date(2022, 12, 30), f"{name * 9}.md", 1),) * reports,
        )
        for text, (_, _, name) in zip(texts, quotes, strict=True)
    ]
    found, others = (given_quotes, ()) if asked_for else ((), tuple(given_quotes))
    rendered = messages(answer(*found, others=others, topic="外資" * 400, people=("徐纓" * 400,)))
    assert "".join(quoted(rendered)) == "".join(texts[: 5 if asked_for else 3])
    for message in rendered:
        assert units(message.text) <= 4096
        assert len(message.spans) <= 100
        assert message.text == message.text.strip()
        encoded = message.text.encode("utf-16-le")
        for span in message.spans:
            assert encoded[2 * span.offset : 2 * (span.offset + span.length)].decode("utf-16-le")
