"""Words: the tokens of a fold, and the tantivy index that ranks passages by them with BM25."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Self

import rjieba
import tantivy
from tantivy import FieldType, Occur, Query

from index.columns import Allowed, period
from index.errors import GenerationError

CONTEXT_BOOST = 0.3  # a word of the meeting's title, against the same word in the passage itself

_LONGEST_TOKEN = 64  # characters; longer runs are addresses and debris, and tantivy has a limit of its own
_SHORTEST_PART = 3  # letters; the "g" of g60 would match everything
_WRITER_BYTES = 64_000_000
_LATIN = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"[0-9]")


def words(fold: str) -> list[str]:
    """Return the tokens of a text in its search form, for passages and questions alike.

    Long words come with the shorter words inside them; Latin words and numbers stay whole, and a name that mixes
    letters and digits comes with its long letter runs too; punctuation goes.

    >>> words("利用外资,g60科创走廊")
    ['利用', '外资', '利用外资', 'g60', '科创', '走廊']
    """
    found: list[str] = []
    for token in rjieba.cut_for_search(fold):
        if token.isalpha() and len(token) <= _LONGEST_TOKEN:
            found.append(token)
        else:
            found.extend(_parts(token))
    return found


def _parts(token: str) -> Iterator[str]:
    """Yield what a token with more than letters is searched as: itself, and the words inside a Latin mixture."""
    token = "".join(token.rstrip("%").split())
    if len(token) > _LONGEST_TOKEN or not any(character.isalnum() for character in token):
        return
    yield token
    if token.isascii() and _DIGIT.search(token):
        yield from (run for run in _LATIN.findall(token) if _SHORTEST_PART <= len(run) < len(token))


@dataclass(frozen=True, slots=True)
class LexicalEntry:
    """What the lexical index keeps of one passage; texts are in their search form."""

    row: int
    body: str  # the passage
    context: str  # where it stands: the title of the meeting
    meeting: int
    date: date | None
    persons: tuple[int, ...]


class LexicalIndex:
    """A tantivy index over the passages of one generation, opened for searching."""

    def __init__(self, index: tantivy.Index) -> None:
        self._schema = index.schema
        self._searcher = index.searcher()

    @classmethod
    def build(cls, folder: Path, rows: Iterable[LexicalEntry]) -> None:
        """Write the index of all passages into a new folder; OSError where that cannot be written."""
        folder.mkdir()
        try:
            _write(folder, rows)
        except ValueError as error:  # what tantivy raises where a disk is full
            raise OSError(f"the word index {folder} cannot be written: {error}") from error

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open an index for searching; a damaged one raises GenerationError."""
        try:
            return cls(tantivy.Index.open(str(folder)))
        except ValueError as error:
            message = f"the word index {folder} cannot be opened ({error}): run `python bot.py index`"
            raise GenerationError(message) from error

    def search(
        self,
        terms: Sequence[tuple[str, float]],
        *,
        limit: int,
        allowed: Allowed | None = None,
        context_boost: float = CONTEXT_BOOST,
    ) -> list[tuple[int, float]]:
        """Return (row, BM25 score) of the best allowed passages with any of the weighted words, best first.

        The words are tokens as `words` cuts them. Equal scores come in row order.
        """
        if not terms or limit < 1:
            return []
        query = self._any_of(terms, context_boost=context_boost)
        filters = self._filters(allowed or Allowed())
        if filters:
            query = Query.boolean_query([(Occur.Must, query), *((Occur.Must, part) for part in filters)])
        hits = self._searcher.search(query, limit=limit, count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        found = [(int(row), float(score)) for row, (score, _) in zip(rows, hits, strict=True) if row is not None]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def document_frequency(self, token: str) -> int:
        """Return in how many passages a word stands."""
        return int(self._searcher.doc_freq("body", token))

    def _any_of(self, terms: Sequence[tuple[str, float]], *, context_boost: float) -> Query:
        """Return the query for any of the words, in the passage or, for less, in its context."""
        parts = [self._word("body", token, weight) for token, weight in terms]
        if context_boost > 0:
            parts += [self._word("context", token, weight * context_boost) for token, weight in terms]
        return Query.boolean_query([(Occur.Should, part) for part in parts])

    def _word(self, field: str, token: str, weight: float) -> Query:
        """Return the query for one word in one field."""
        return Query.boost_query(Query.term_query(self._schema, field, token, index_option="freq"), weight)

    def _filters(self, allowed: Allowed) -> list[Query]:
        """Return the conditions a passage has to meet; they do not count in the score."""
        filters = []
        if allowed.persons is not None:
            filters.append(Query.term_set_query(self._schema, "person", sorted(allowed.persons)))
        if allowed.meetings is not None:
            filters.append(Query.term_set_query(self._schema, "meeting", sorted(allowed.meetings)))
        if allowed.since is not None or allowed.until is not None:
            first, last = period(allowed.since, allowed.until)
            filters.append(Query.range_query(self._schema, "date", FieldType.Integer, first, last))
        return [Query.const_score_query(query, 0.0) for query in filters]


def _write(folder: Path, rows: Iterable[LexicalEntry]) -> None:
    """Write the passages with one thread, which makes one segment of all that fits the writer's memory."""
    writer = tantivy.Index(_schema(), path=str(folder)).writer(heap_size=_WRITER_BYTES, num_threads=1)
    tokens = lru_cache(maxsize=8)(_tokenised)  # neighbouring passages share their title
    for entry in rows:
        writer.add_document(_document(entry, body=_tokenised(entry.body), context=tokens(entry.context)))
    writer.commit()
    writer.wait_merging_threads()


def _schema() -> tantivy.Schema:
    """Return the fields: pretokenised text and signed integers (an int in an unsigned field kills the writer)."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("body", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("context", tokenizer_name="whitespace", index_option="freq")
    builder.add_integer_field("row", fast=True)
    builder.add_integer_field("meeting", indexed=True)
    builder.add_integer_field("date", fast=True)
    builder.add_integer_field("person", indexed=True)
    return builder.build()


def _document(entry: LexicalEntry, *, body: str, context: str) -> tantivy.Document:
    """Return one passage as tantivy takes it."""
    document = tantivy.Document()
    document.add_text("body", body)
    document.add_text("context", context)
    document.add_integer("row", entry.row)
    document.add_integer("meeting", entry.meeting)
    document.add_integer("date", entry.date.toordinal() if entry.date else 0)
    for person in entry.persons:
        document.add_integer("person", person)
    return document


def _tokenised(fold: str) -> str:
    """Return the words of a fold with blanks between, as the whitespace tokenizer splits them again."""
    return " ".join(words(fold))
