"""A question file with gold passages to hit@k, MRR, pinpoint, speaker, wrong person, abstention and verbatim."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from index.errors import QuestionFileError
from index.folding import fold
from retrieval.answer import Answer, Quote

DEPTH = 10  # quotes of an answer that are looked at
_PINPOINT = 0.5  # share of the gold words that the first quote must hold
_PINYIN = re.compile(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,7}[)）]", re.IGNORECASE)
_JOINT = re.compile(r"[、,，和与]| and ")


@dataclass(frozen=True, slots=True)
class Gold:
    """Words that answer a question: the stem of the file they stand in, the words, and who says them."""

    document: str
    quote: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """One line of a question file; without gold the right answer is "nothing found"."""

    id: str
    language: str
    type: str
    question: str
    previous: tuple[str, ...]
    gold: tuple[Gold, ...]
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one question came out."""

    question: LabelledQuestion
    rank: int | None  # of the first quote from a gold passage, among the first DEPTH
    pinpoint: bool
    speaker_right: bool | None  # None: nothing to compare
    wrong_person: bool | None  # None: the question asks for nobody, or nothing was shown
    answered: bool


@dataclass(frozen=True, slots=True)
class Ranking:
    """Ranking figures of one group of answerable questions."""

    questions: int
    hit_at_1: float
    hit_at_3: float
    hit_at_5: float
    hit_at_10: float
    mrr: float
    pinpoint_at_1: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures; None where there was nothing to count."""

    groups: Mapping[str, Ranking]
    speaker: float | None
    wrong_person: float | None
    abstain_recall: float | None
    abstain_precision: float | None
    verbatim: float | None
    quotes_checked: int
    outcomes: tuple[Outcome, ...]


def read_questions(path: Path) -> tuple[LabelledQuestion, ...]:
    """Read a question file; raises QuestionFileError that names the line and what is wrong with it."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionFileError(f"question file {path} cannot be read ({error}): name a readable UTF-8 file") from error
    questions = tuple(_question(line, f"{path} line {n}") for n, line in enumerate(lines, 1) if line.strip())
    if not questions:
        raise QuestionFileError(f"question file {path} holds no question: add a line, as the README shows")
    return questions


def evaluate(
    questions: Sequence[LabelledQuestion], ask: Callable[[LabelledQuestion], Answer], *, stands: Callable[[Quote], bool]
) -> Evaluation:
    """Ask every question and count; `stands` says whether a quote's words are in its source file."""
    outcomes: list[Outcome] = []
    checked = right = 0
    for question in questions:
        answer = ask(question)
        checked += len(answer.quotes)
        right += sum(map(stands, answer.quotes))
        outcomes.append(judge(question, answer))
    return _summary(outcomes, right / checked if checked else None, checked)


def judge(question: LabelledQuestion, answer: Answer) -> Outcome:
    """Compare one answer with its gold passages."""
    shown = answer.quotes[:DEPTH]
    rank = next((place for place, q in enumerate(shown, 1) if any(_is_hit(q, g) for g in question.gold)), None)
    first = shown[0] if shown else None
    pinpoint, speaker_right, wrong = False, None, None
    if first is not None and rank == 1:
        gold = [g for g in question.gold if _is_hit(first, g)]
        pinpoint = any(_shared(first.quote, g.quote) >= _PINPOINT for g in gold)
        if gold[0].speaker:
            speaker_right = _same_name(first.speaker, gold[0].speaker)
    if first is not None and question.gold and question.speaker:
        wrong = bool(first.speaker) and rank != 1 and not _same_name(first.speaker, question.speaker)
    return Outcome(question, rank, pinpoint, speaker_right, wrong, answer.answered)


def flat(text: str) -> str:
    """Return words without pinyin in parentheses, white space and markup, as gold quotes are compared."""
    return re.sub(r"\s+", "", _PINYIN.sub("", re.sub(r"<[^>\n]{1,200}>", "", text)))


def _is_hit(quote: Quote, gold: Gold) -> bool:
    stem = PurePosixPath(quote.source).name.rsplit(".", 1)[0]
    return stem == gold.document and flat(gold.quote) in flat(quote.passage)


def _shared(quote: str, gold: str) -> float:
    """Return the longest run of characters the two share, as a share of the gold quote's length."""
    a, b = flat(quote), flat(gold)
    best, row = 0, [0] * (len(b) + 1)
    for one in a:
        diagonal = 0
        for j, other in enumerate(b, 1):
            diagonal, row[j] = row[j], diagonal + 1 if one == other else 0
            best = max(best, row[j])
    return best / max(1, len(b))


def _same_name(a: str | None, b: str | None) -> bool:
    """Say whether two names are one, in either script, joint speakers in any order."""
    return bool(a) and bool(b) and _names(a or "") == _names(b or "")


def _names(text: str) -> list[str]:
    return sorted(filter(None, _JOINT.split(fold(flat(text)))))


def _summary(outcomes: Sequence[Outcome], verbatim: float | None, checked: int) -> Evaluation:
    answerable = [o for o in outcomes if o.question.gold]
    empty = [o for o in outcomes if not o.question.gold]
    gave_up = [o for o in outcomes if not o.answered]
    groups: dict[str, list[Outcome]] = {"all": answerable}
    for outcome in answerable:
        groups.setdefault(f"lang {outcome.question.language}", []).append(outcome)
        groups.setdefault(f"type {outcome.question.type}", []).append(outcome)
    return Evaluation(
        groups={name: _ranking(members) for name, members in sorted(groups.items()) if members},
        speaker=_share([o.speaker_right for o in outcomes if o.speaker_right is not None]),
        wrong_person=_share([o.wrong_person for o in outcomes if o.wrong_person is not None]),
        abstain_recall=_share([not o.answered for o in empty]),
        abstain_precision=_share([not o.question.gold for o in gave_up]),
        verbatim=verbatim,
        quotes_checked=checked,
        outcomes=tuple(outcomes),
    )


def _ranking(outcomes: Sequence[Outcome]) -> Ranking:
    ranks = [o.rank for o in outcomes]
    total = len(ranks)

    def within(depth: int) -> float:
        return sum(rank is not None and rank <= depth for rank in ranks) / total

    reciprocal = sum(1 / rank for rank in ranks if rank) / total
    pinpoint = sum(o.pinpoint for o in outcomes) / total
    return Ranking(total, within(1), within(3), within(5), within(10), reciprocal, pinpoint)


def _share(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None


def _question(line: str, where: str) -> LabelledQuestion:
    """Read one line of a question file."""
    try:
        row: dict[str, Any] = json.loads(line)
        return LabelledQuestion(
            id=str(row["id"]),
            language=row["lang"],
            type=row["type"],
            question=str(row["question"]),
            previous=tuple(map(str, row.get("previous") or ())),
            gold=tuple(Gold(g["doc"], g["quote"], g.get("speaker")) for g in row["gold"]),
            speaker=row.get("speaker"),
        )
    except (ValueError, KeyError, TypeError) as error:
        message = (
            f'{where}: {error!r}; a line is {{"id", "lang", "type", "question", "previous": [..], '
            '"gold": [{"doc", "quote", "speaker"}], "speaker"}: mend the line'
        )
        raise QuestionFileError(message) from error
