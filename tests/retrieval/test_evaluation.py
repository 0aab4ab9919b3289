import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from chat.contract import answer_json
from index.catalogue import Scope
from index.errors import QuestionFileError
from index.kind import Kind
from retrieval.answer import Answer, Library, Quote
from retrieval.evaluation import Evaluation, Gold, LabelledQuestion, evaluate, flat, judge, read_questions
from retrieval.question import Language, Order, Understood

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "samples" / "questions.jsonl"
SCORE = ROOT.parent / "shared" / "eval" / "score.py"
GOLD = Gold("20240105-zhaoshang", "要扩大利用外资", "徐缨")


def quote(passage: str = "徐缨强调，要扩大利用外资。", *, words: str | None = None, **given: object) -> Quote:
    fields = {
        "rank": 1,
        "score": 1.0,
        "quote": passage if words is None else words,
        "passage": passage,
        "speaker": "徐缨",
        "office": "市委书记",
        "kind": Kind.REPORTED,
        "certain": True,
        "unreadable": False,
        "meeting": "全市招商引资会议",
        "date": date(2024, 1, 5),
        "source": "20240105-zhaoshang.txt",
        "paragraph": 2,
        "start": 0,
        "end": len(passage),
    }
    return Quote(**(fields | given))  # type: ignore[arg-type]


def answer(*quotes: Quote) -> Answer:
    understood = Understood("外资", (), (), None, None, Order.RELEVANCE, Language.SIMPLIFIED)
    return Answer("外资", understood, quotes, Scope(1, None, None), 1.0)


def question(
    identity: str = "q", *gold: Gold, speaker: str | None = None, language: str = "zh-Hans"
) -> LabelledQuestion:
    return LabelledQuestion(identity, language, "topic_only", "外资", (), gold, speaker)


def other(number: int) -> Quote:
    return quote(f"周斌指出，第{number}点。", speaker="周斌", source="20240206-jiuye.txt")


def figures(*asked: tuple[LabelledQuestion, Answer], standing: bool = True) -> Evaluation:
    answers: Mapping[str, Answer] = {one.id: given for one, given in asked}
    return evaluate([one for one, _ in asked], lambda one: answers[one.id], stands=lambda _: standing)


def test_ranks_one_two_four_and_none_by_hand() -> None:
    measured = figures(
        (question("first", GOLD), answer(quote())),
        (question("second", GOLD), answer(other(1), quote())),
        (question("fourth", GOLD), answer(other(1), other(2), other(3), quote())),
        (question("never", GOLD), answer(other(1))),
    ).groups["all"]
    assert measured.questions == 4
    assert (measured.hit_at_1, measured.hit_at_3, measured.hit_at_5, measured.hit_at_10) == (0.25, 0.5, 0.75, 0.75)
    assert measured.mrr == (1 + 1 / 2 + 1 / 4 + 0) / 4
    assert measured.pinpoint_at_1 == 0.25


def test_a_hit_after_the_tenth_quote_is_none() -> None:
    assert judge(question("q", GOLD), answer(*map(other, range(9)), quote())).rank == 10
    assert judge(question("q", GOLD), answer(*map(other, range(10)), quote())).rank is None


def test_any_of_several_gold_passages_is_a_hit() -> None:
    assert judge(question("q", Gold("another", "外资", None), GOLD), answer(other(1), quote())).rank == 2


@pytest.mark.parametrize(
    ("shown", "rank"),
    [
        (quote(source="2024/20240105-zhaoshang.md"), 1),
        (quote(source="20240105.txt"), None),
        (quote("徐缨强调，要缩小利用外资。"), None),
        (quote("徐缨强调，要扩大 利(lì)用\n外资。"), 1),
        (quote(words="另外一句。"), 1),
    ],
    ids=[
        "folder and ending do not count",
        "other file",
        "other words",
        "pinyin and blanks do not count",
        "passage counts",
    ],
)
def test_a_hit_is_the_gold_words_in_the_gold_file(shown: Quote, rank: int | None) -> None:
    assert judge(question("q", GOLD), answer(shown)).rank == rank


@pytest.mark.parametrize(
    ("words", "pinpoint"), [("要扩大利用外资", True), ("扩大利用。", True), ("利用外。", False), ("徐缨强调", False)]
)
def test_the_quote_pinpoints_with_half_of_the_gold_words_in_one_run(words: str, *, pinpoint: bool) -> None:
    gold = Gold("20240105-zhaoshang", "扩大利用外资水平", None)  # 8 characters: 4 are half
    shown = quote("徐缨强调，要扩大利用外资水平。", words=words)
    assert judge(question("q", gold), answer(shown)).pinpoint is pinpoint


@pytest.mark.parametrize(
    ("shown", "gold", "right"),
    [
        ("徐缨", "徐纓", True),
        ("徐缨", "周斌", False),
        (None, "徐缨", False),
        ("徐缨、周斌", "周斌和徐缨", True),
        ("徐缨", None, None),
    ],
)
def test_the_speaker_of_a_first_hit_is_compared_in_either_script(
    shown: str | None, gold: str | None, *, right: bool | None
) -> None:
    labelled = question("q", Gold(GOLD.document, GOLD.quote, gold))
    assert judge(labelled, answer(quote(speaker=shown))).speaker_right is right


def test_the_speaker_counts_only_where_the_first_quote_is_a_hit() -> None:
    assert judge(question("q", GOLD), answer(other(1), quote())).speaker_right is None


@pytest.mark.parametrize(
    ("first", "asked", "wrong"),
    [
        (other(1), "徐缨", True),
        (other(1), "周斌", False),
        (quote(), "周斌", False),
        (quote("会议听取了汇报。", speaker=None), "徐缨", False),
        (other(1), None, None),
    ],
    ids=["somebody else", "the one asked for", "a gold hit", "narration", "nobody asked for"],
)
def test_the_wrong_person_is_one_shown_first_who_was_not_asked_for(
    first: Quote, asked: str | None, *, wrong: bool | None
) -> None:
    assert judge(question("q", GOLD, speaker=asked), answer(first)).wrong_person is wrong


def test_abstention_by_hand() -> None:
    measured = figures(
        (question("unanswerable, nothing found"), answer()),
        (question("unanswerable, nothing found either"), answer()),
        (question("unanswerable, answered"), answer(other(1))),
        (question("answerable, nothing found", GOLD), answer()),
        (question("answerable, answered", GOLD), answer(quote())),
    )
    assert (measured.abstain_recall, measured.abstain_precision) == (2 / 3, 2 / 3)
    assert measured.groups["all"].hit_at_1 == 0.5


def test_every_quote_is_checked_against_its_source() -> None:
    asked = (question("q", GOLD), answer(quote(), other(1), other(2)))
    assert (figures(asked).verbatim, figures(asked).quotes_checked) == (1.0, 3)
    assert figures(asked, standing=False).verbatim == 0.0


def test_where_there_is_nothing_to_count_there_is_no_figure() -> None:
    measured = figures((question("q", Gold(GOLD.document, GOLD.quote, None)), answer()))
    assert (measured.speaker, measured.wrong_person, measured.abstain_recall, measured.verbatim) == (None,) * 4
    assert measured.abstain_precision == 0.0


def test_groups_are_by_language_and_type() -> None:
    measured = figures(
        (question("a", GOLD, language="en"), answer(quote())),
        (question("b", GOLD), answer()),
        (question("c"), answer()),
    )
    assert {name: ranking.questions for name, ranking in measured.groups.items()} == {
        "all": 2,
        "lang en": 1,
        "lang zh-Hans": 1,
        "type topic_only": 2,
    }


def test_flat_words_have_no_pinyin_blanks_or_markup() -> None:
    assert flat("<b>高</b>(gāo) 质（ zhi）量\n(市)") == "高质（zhi）量(市)"


def test_the_sample_questions_can_be_read() -> None:
    questions = read_questions(SAMPLES)
    assert len({one.id for one in questions}) == len(questions) == 64
    assert any(not one.gold for one in questions)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "holds no question"),
        (b"\n\n", "holds no question"),
        (b"{", "line 1"),
        (b'\n{"id": "a"}', "line 2: KeyError"),
        (b"[1]", "line 1"),
        (b"\xff", "cannot be read"),
    ],
)
def test_a_malformed_question_file_is_named(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(content)
    with pytest.raises(QuestionFileError) as refused:
        read_questions(path)
    assert str(path) in str(refused.value)
    assert told in str(refused.value)


@pytest.mark.skipif(not SCORE.exists(), reason="the development data, which is not shipped, is not beside the project")
def test_the_figures_agree_with_the_script_of_the_development_data(
    shipped: Library, sampled: Sequence[tuple[LabelledQuestion, Answer]], tmp_path: Path
) -> None:
    given = {one.id: answer for one, answer in sampled}
    ours = evaluate([one for one, _ in sampled], lambda one: given[one.id], stands=shipped.stands)
    answers = tmp_path / "answers.jsonl"
    lines = [json.dumps(answer_json(one, identity=name), default=str) for name, one in given.items()]
    answers.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, str(SCORE), str(SAMPLES), str(answers), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    names = ("hit@1", "hit@3", "hit@5", "hit@10", "mrr", "pinpoint@1")
    for name, ranking in ours.groups.items():
        figures = (ranking.hit_at_1, ranking.hit_at_3, ranking.hit_at_5, ranking.hit_at_10, ranking.mrr)
        assert [*figures, ranking.pinpoint_at_1] == pytest.approx([theirs[name][key] for key in names])
    for name in ("speaker", "wrong_person", "abstain_recall", "abstain_precision"):
        assert getattr(ours, name) == theirs[name]
    assert ours.verbatim == 1.0
