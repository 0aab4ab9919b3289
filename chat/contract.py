"""The JSON of the command contract: answers, turns, build reports and evaluations, in the shapes scripts depend on."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from retrieval.answer import Answer
from retrieval.evaluation import Evaluation

if TYPE_CHECKING:  # attribution's patterns take 0.2 s to compile, and only `turns` needs them
    from index.attribution import SourceTurn

Json = dict[str, Any]


def answer_json(answer: Answer, *, identity: str | None = None) -> Json:
    """Return an answer as `bot.py ask --json` prints it; dates are ISO 8601, offsets count in the source text.

    Beside the keys of the contract: `understood.shared` (one name or office fits several people) and, only where
    there is one, `understood.missing` (a person or office asked for that has no words in the texts); `others` (what
    others said, as quotes, where the person asked for said nothing); in a quote `certain` (false: the speaker is
    inferred), `unreadable` (a broken run stands in it) and `also_in` (texts that report the same words).
    """
    understood = asdict(answer.understood)
    missing = understood.pop("missing")
    shape: Json = {"id": identity} if identity is not None else {}
    shape |= {
        "question": answer.question,
        "answered": answer.answered,
        "understood": understood | ({"missing": missing} if missing else {}),
        "quotes": [asdict(quote) for quote in answer.quotes],
        "others": [asdict(quote) for quote in answer.others],
        "scope": asdict(answer.scope),
        "took_ms": answer.took_ms,
    }
    return shape


def turns_json(turns: "Iterable[SourceTurn]") -> list[Json]:
    """Return the turns of a file as `bot.py turns --json` prints them; they cover the whole file in order."""
    return [asdict(turn) for turn in turns]


def evaluation_json(evaluation: Evaluation) -> Json:
    """Return the figures of an evaluation, without the single outcomes."""
    figures = asdict(evaluation)
    figures.pop("outcomes")
    return figures
