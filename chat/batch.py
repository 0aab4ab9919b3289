"""A file of questions, one JSON object a line, read as it comes: what `bot.py ask --batch` answers."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chat.objections import LONGEST_QUESTION
from index.errors import QuestionFileError

_RULE = 'a line is {"id": "d1", "question": "..", "previous": [..]}'


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One question of a batch."""

    id: str
    question: str
    previous: tuple[str, ...]  # the asker's questions before it, oldest first


def read_batch(path: Path) -> Iterator[BatchLine]:
    """Yield the questions of a file in its order, each as soon as its line is there; blank lines are passed over.

    Raises QuestionFileError that names the line, what is wrong with it and how to mend it.
    """
    for number, line in enumerate(_lines(path), 1):
        if line.strip():
            yield _line(line, f"batch file {path} line {number}")


def legible(text: str) -> str:
    r"""Return a text with a question mark for each byte or escape that is no character, which no index can look for.

    >>> legible("外\udcff资")
    '外?资'
    """
    return text.encode("utf-8", "replace").decode("utf-8")


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines of a file; only a line feed ends one, for the others may stand inside JSON."""
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as file:
            yield from file
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionFileError(f"batch file {path} cannot be read ({error}): name a readable UTF-8 file") from error


def _line(line: str, where: str) -> BatchLine:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise QuestionFileError(f"{where}: {_shortened(line)} is not JSON ({error}); {_RULE}: mend the line") from error
    if not isinstance(row, dict):
        raise QuestionFileError(f"{where}: {_shortened(line)} is not a JSON object; {_RULE}: mend the line")
    identity, question, previous = row.get("id"), row.get("question"), row.get("previous") or []
    if not isinstance(identity, str | int):
        raise QuestionFileError(f'{where}: "id" is {identity!r}, not a text; {_RULE}: mend the line')
    if not isinstance(question, str):
        raise QuestionFileError(f'{where}: "question" is {question!r}, not a text; {_RULE}: mend the line')
    if not _is_texts(previous):
        raise QuestionFileError(f'{where}: "previous" is {previous!r}, not a list of texts; {_RULE}: mend the line')
    if len(longest := max([question, *previous], key=len)) > LONGEST_QUESTION:
        raise QuestionFileError(
            f"{where}: a question has {len(longest)} characters, and it may have {LONGEST_QUESTION}: shorten it"
        )
    return BatchLine(str(identity), legible(question), tuple(map(legible, previous)))


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _shortened(line: str) -> str:
    shown = line.strip()
    return repr(shown if len(shown) <= 40 else f"{shown[:40]}…")  # noqa: PLR2004 -- as much as tells which line it is
