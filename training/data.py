"""Development data to pairs of texts that mean the same; what is held out; nothing else is read for training."""

import gzip
import hashlib
import json
import lzma
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any

from index.errors import YuanhuaError
from index.folding import fold
from training.frames import CHINESE, ENGLISH, SPEAKERS_EN, SPEAKERS_ZH, framed

DATA = Path("../shared/data")
HELD_OUT_ONE_IN = 12  # one in twelve dates and titles: about 800 questions

_SENSE_NOISE = re.compile(r"\[[^\]]*\]|[㐀-鿿]+\|?|CL:.*|\((?:[^()]*)\)")
_REFERENCE = re.compile(r"(?:see|also written|CL:|.*variant of|abbr\. (?:for|of)|.*also pr\.).*[㐀-鿿]")
_SENTENCE_END = re.compile(r"(?<=[。!?;])")  # in a fold, whose marks are half width
_SHORTEST_SENTENCE = 10  # shorter ones carry too little to be told apart


class DataMissingError(YuanhuaError):
    """The development data is not where training looks for it."""


class Source(StrEnum):
    """Where a pair comes from; one batch holds pairs of one source."""

    QUESTION_EN = "English question, paragraph"
    GIST_EN = "English gist, paragraph"
    QUESTION_ZH = "Chinese question, paragraph"
    QUESTIONS = "Chinese question, English question"
    FRAMED = "question about what somebody said, paragraph"
    GLOSSARY = "term, English or everyday words"
    CEDICT = "dictionary word, sense"
    TATOEBA = "sentence, translation"
    TITLE = "title, paragraph"
    NEXT = "sentence, next sentence"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Texts in their search form; left[i] means what right[i] means."""

    source: Source
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One paragraph written about for training, with the questions it answers."""

    paragraph: str
    english: str
    gist: str
    chinese: tuple[str, ...]
    key: str  # date or title: what is held out together


@dataclass(frozen=True, slots=True)
class News:
    """One news item of the years before the evaluation's."""

    date: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A Chinese word or phrase with what stands for it in English and in everyday Chinese."""

    chinese: str
    others: tuple[str, ...]
    english: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that training reads, in search form."""

    questions: tuple[Question, ...]
    news: tuple[News, ...]
    terms: tuple[Term, ...]  # our glossary and offices
    dictionary: tuple[Term, ...]  # CC-CEDICT
    sentences: tuple[tuple[str, str], ...]  # Tatoeba: Chinese, English


def read_corpus(folder: Path = DATA) -> Corpus:
    """Read the development data. Raises DataMissingError if it is not there."""
    if not folder.is_dir():
        raise DataMissingError(
            f"training data: folder {folder} is not there; it is development data, not shipped:"
            " the model in retrieval/model is used as it is, see its README.md"
        )
    return Corpus(
        questions=tuple(_questions(folder / "synthetic")),
        news=tuple(_news(folder / "news_until_2024.jsonl.xz")),
        terms=tuple(_terms(folder / "synthetic")),
        dictionary=tuple(_dictionary(folder / "bilingual/cedict_ts.u8.gz")),
        sentences=tuple(_sentences(folder / "bilingual/tatoeba_zh_en.tsv.gz")),
    )


def split(corpus: Corpus) -> tuple[Corpus, Corpus]:
    """Return what may be trained on and what is held out: whole dates of news and whole local meetings."""
    kept = Corpus(
        questions=tuple(question for question in corpus.questions if not is_held_out(question.key)),
        news=tuple(item for item in corpus.news if not is_held_out(item.date)),
        terms=corpus.terms,
        dictionary=corpus.dictionary,
        sentences=corpus.sentences,
    )
    held = Corpus(
        questions=tuple(question for question in corpus.questions if is_held_out(question.key)),
        news=tuple(item for item in corpus.news if is_held_out(item.date)),
        terms=(),
        dictionary=(),
        sentences=(),
    )
    return kept, held


def is_held_out(key: str) -> bool:
    """Tell whether a date or title is held out; the same in every run.

    >>> sum(is_held_out(str(number)) for number in range(1200))
    90
    """
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4]) % HELD_OUT_ONE_IN == 0


def pairs(corpus: Corpus) -> tuple[Pairs, ...]:
    """Return the training pairs of a corpus, one group a source, without empty texts."""
    questions = corpus.questions
    groups = [
        (Source.QUESTION_EN, [(question.english, question.paragraph) for question in questions]),
        (Source.GIST_EN, [(question.gist, question.paragraph) for question in questions]),
        (Source.QUESTION_ZH, [(text, question.paragraph) for question in questions for text in question.chinese]),
        (Source.QUESTIONS, [(text, question.english) for question in questions for text in question.chinese]),
        (Source.FRAMED, list(_framed(questions))),
        (Source.GLOSSARY, [(term.chinese, text) for term in corpus.terms for text in (*term.english, *term.others)]),
        (Source.CEDICT, [(term.chinese, sense) for term in corpus.dictionary for sense in term.english]),
        (Source.TATOEBA, list(corpus.sentences)),
        (Source.TITLE, [(item.title, text) for item in corpus.news for text in item.paragraphs]),
        (Source.NEXT, [pair for item in corpus.news for text in item.paragraphs for pair in _neighbours(text)]),
    ]
    return tuple(_pairs(source, rows) for source, rows in groups)


def _framed(questions: Sequence[Question]) -> Iterator[tuple[str, str]]:
    chance = random.Random(1)  # noqa: S311 - no secret
    for question in questions:
        yield framed(question.english, frames=ENGLISH, speakers=SPEAKERS_EN, chance=chance), question.paragraph
        for text in question.chinese:
            yield framed(text, frames=CHINESE, speakers=SPEAKERS_ZH, chance=chance), question.paragraph


def _pairs(source: Source, rows: Iterable[tuple[str, str]]) -> Pairs:
    full = [row for row in rows if row[0] and row[1]]
    return Pairs(source, tuple(left for left, _ in full), tuple(right for _, right in full))


def _neighbours(paragraph: str) -> Iterator[tuple[str, str]]:
    """Yield each sentence of a folded paragraph with the next one."""
    sentences = [text for text in _SENTENCE_END.split(paragraph) if len(text) >= _SHORTEST_SENTENCE]
    yield from pairwise(sentences)


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def _questions(folder: Path) -> Iterator[Question]:
    for name in ("queries.jsonl", "local.jsonl"):
        for record in _records(folder / name):
            chinese = [record[key] for key in ("zh_q", "zh_f") if record.get(key)]
            yield Question(
                paragraph=fold(record["para"]),
                english=fold(record["en_q"]),
                gist=fold(record["en"]),
                chinese=tuple(fold(text) for text in chinese),
                key=record.get("date", record["title"]),
            )


def _news(path: Path) -> Iterator[News]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            title, paragraphs = fold(record["title"]), tuple(fold(text) for text in record["paras"])
            yield News(date=record["date"], title=title, paragraphs=paragraphs)


def _terms(folder: Path) -> Iterator[Term]:
    for name in ("glossary.jsonl", "roles.jsonl"):
        for record in _records(folder / name):
            others, english = (tuple(fold(text) for text in record[key]) for key in ("alt", "en"))
            yield Term(fold(record["zh"]), others, english)


def _dictionary(path: Path) -> Iterator[Term]:
    """Yield simplified headwords with their English senses, measure words and cross references left out."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            head, _, glosses = line.partition("/")
            found = (sense for sense in glosses.strip().strip("/").split("/") if not _REFERENCE.match(sense))
            senses = (_SENSE_NOISE.sub("", sense).strip(" ;,") for sense in found)
            english = tuple(fold(sense) for sense in senses if re.search("[A-Za-z]", sense))
            yield Term(fold(head.split(" ")[1]), (), english)


def _sentences(path: Path) -> Iterator[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            chinese, english = line.rstrip("\n").split("\t")[:2]
            yield fold(chinese), fold(english)
