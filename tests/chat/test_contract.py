from answers import answer, quote

from chat.contract import answer_json
from retrieval.answer import Report


def test_answer_as_json_has_the_keys_that_scripts_depend_on():
    shape = answer_json(answer(quote(), offices=("市委书记",)), identity="d001")
    assert list(shape) == ["id", "question", "answered", "understood", "quotes", "others", "scope", "took_ms"]
    assert list(shape["understood"]) == [
        "topic", "people", "offices", "since", "until", "order", "language", "shared",
    ]  # fmt: skip
    assert list(shape["quotes"][0]) == [
        "rank", "score", "quote", "passage", "speaker", "office", "kind", "certain", "unreadable", "meeting", "date",
        "source", "paragraph", "start", "end", "also_in",
    ]  # fmt: skip


def test_somebody_without_words_is_named_as_missing():
    assert answer_json(answer(missing="王某"))["understood"]["missing"] == "王某"


def test_words_of_others_stand_apart_from_the_answer():
    shape = answer_json(answer(others=(quote("甲。"),)))
    assert (shape["answered"], shape["quotes"], shape["others"][0]["quote"]) == (False, [], "甲。")


def test_other_reports_of_a_quote_are_listed_with_it():
    [shown] = answer_json(answer(quote(also_in=(Report("推進會", None, "b.md", 4),))))["quotes"]
    assert shown["also_in"] == ({"meeting": "推進會", "date": None, "source": "b.md", "paragraph": 4},)
