from pathlib import Path

import pytest

from index.errors import ConfigError
from retrieval.glossary import Concept, Entry, Form, Glossary, Term, shipped_glossary, terms_of
from retrieval.places import Place, PlaceKind, Places

GLOSSARY = Glossary(
    (
        Entry("外资", ("洋投资", "境外资本"), ("foreign investment", "fdi")),
        Entry("法治", (), ("rule of law",)),
        Entry("“一带一路”", (), ("belt and road",)),
        Entry("高质量发展", (), ("high-quality development",)),
    ),
    (Entry("水库", ("库区",), ("reservoir",)), Entry("投资", (), ("investment",))),
    Places((Place("泰国", ("暹罗",), ("thailand", "thai"), PlaceKind.COUNTRY),)),
)


def forms(topic: str) -> list[dict[str, float]]:
    return [{form.text: form.weight for form in concept.forms} for concept in GLOSSARY.concepts(topic)]


def test_a_word_of_the_question_counts_in_full_and_its_alternatives_less() -> None:
    assert forms("外资") == [{"外资": 1.0, "洋投资": 0.3, "境外资本": 0.3}]


def test_an_everyday_word_leads_to_the_term_of_the_texts() -> None:
    assert forms("境外资本") == [{"境外资本": 1.0, "外资": 0.6}]


def test_an_english_phrase_leads_to_the_term_first_and_its_alternatives_later() -> None:
    assert forms("foreign investment") == [{"foreign investment": 1.0, "外资": 1.0, "洋投资": 0.5, "境外资本": 0.5}]


def test_the_longest_known_phrase_counts_once() -> None:
    assert [concept.words for concept in GLOSSARY.concepts("foreign investment")] == ["foreign investment"]
    assert [concept.words for concept in GLOSSARY.concepts("investment")] == ["investment"]


@pytest.mark.parametrize("phrase", ["foreign investments", "foreign investing", "reservoirs", "thailand's"])
def test_forms_of_english_words_are_known_by_their_stems(phrase: str) -> None:
    [found] = forms(phrase)
    assert set(found) & {"外资", "水库", "泰国"}


@pytest.mark.parametrize(("phrase", "term"), [("rule of law", "法治"), ("the belt and the road", "一带一路")])
def test_joining_words_make_no_difference(phrase: str, term: str) -> None:
    [found] = forms(phrase)
    assert term in found


def test_quotation_marks_make_no_difference() -> None:
    assert forms("“一带一路”") == forms("一带一路")


def test_an_unknown_hyphened_word_is_asked_for_by_its_parts() -> None:
    assert [concept.words for concept in GLOSSARY.concepts("post-investment")] == ["post", "investment"]


def test_an_unknown_word_stands_for_itself() -> None:
    assert forms("zyx") == [{"zyx": 1.0}]


def test_the_lexicon_and_the_places_lead_only_from_english() -> None:
    assert forms("库区") == [{"库区": 1.0}]
    assert forms("thai") == [{"thai": 1.0, "泰国": 1.0, "暹罗": 0.5}]


def test_an_empty_topic_asks_for_nothing() -> None:
    assert GLOSSARY.concepts("") == ()


def test_a_term_weighs_what_its_best_form_weighs() -> None:
    concepts = [Concept("a", (Form("外资", 0.3),)), Concept("b", (Form("外资", 1.0),))]
    assert terms_of(concepts) == (Term("外资", 1.0),)


def test_a_form_of_several_tokens_shares_its_weight_among_them() -> None:
    terms = {term.token: term.weight for term in terms_of([Concept("a", (Form("青年就业", 0.5),))])}
    assert terms == pytest.approx({"青年": 0.5 / 2**0.5, "就业": 0.5 / 2**0.5})


def test_a_single_character_weighs_little() -> None:
    assert terms_of([Concept("水", (Form("水", 1.0),))]) == (Term("水", 0.3),)


def test_terms_come_heaviest_first() -> None:
    weights = [term.weight for term in terms_of(GLOSSARY.concepts("境外资本 水"))]
    assert weights == sorted(weights, reverse=True)


def test_own_entries_are_added_to_the_shipped_ones(tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl"
    own.write_text('\ufeff{"zh": "澜汀湾", "alt": ["老港"], "en": ["lanting bay"]}\n\n', encoding="utf-8")
    glossary = shipped_glossary(own)
    [concept] = glossary.concepts("lanting bay")
    assert concept.forms[1].text == "澜汀湾"
    assert "外资" in {form.text for concept in glossary.concepts("foreign investment") for form in concept.forms}


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '"外资"',
        '{"alt": ["洋投资"]}',
        '{"zh": ""}',
        '{"zh": ["外资"]}',
        '{"zh": "外资", "alt": "洋投资"}',
        '{"zh": "外资", "en": [5]}',
    ],
)
def test_a_malformed_entry_of_ones_own_is_named(tmp_path: Path, line: str) -> None:
    own = tmp_path / "own.jsonl"
    own.write_text(f'{{"zh": "澜汀湾"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        shipped_glossary(own)
    assert str(refused.value).startswith(f"{own} line 2: {line!r} is no entry; a line is ")


@pytest.mark.parametrize("content", [None, "外资".encode("gb18030")])
def test_a_file_of_ones_own_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    own = tmp_path / "own.jsonl"
    if content is not None:
        own.write_bytes(content)
    with pytest.raises(ConfigError, match=r"\[search\] glossary .*own\.jsonl cannot be read"):
        shipped_glossary(own)
