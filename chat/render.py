"""An answer to messages: text with marked spans that any face can show; it knows the limits of Telegram, not Telegram.

A quote is a span of its own and holds the words of the answer, character for character. Messages are split between
quotes; a quote longer than a message is split over several, with a mark outside the quoted words that says so.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chat import captions
from chat.selection import shown_quotes
from chat.texts import texts_in
from retrieval.answer import Answer, Quote
from retrieval.question import Language

SHOWN = 5  # quotes in a chat answer; more is more than a phone's reader scrolls through
SHOWN_OTHERS = 3  # quotes of others, where nothing was found of what was asked for
UNITS = 4096  # Telegram: UTF-16 units in a message
SPANS = 100  # Telegram: entities in a message
_NAMED = 2  # other reports of the same words that are named; more are counted

_SENTENCE_ENDS = frozenset("。！？；!?;\n")
_JOINERS = frozenset("\u200d\ufe0e\ufe0f\u20e3") | frozenset(chr(code) for code in range(0x1F3FB, 0x1F400))
_LONGEST_CLUSTER = 32  # characters; a longer run of marks is no writing, and is cut anywhere


class Style(StrEnum):
    """How a piece of a message is set."""

    PLAIN = "plain"
    BOLD = "bold"
    CODE = "code"  # also keeps Telegram from making a link of meeting.md
    QUOTE = "blockquote"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a message in one style."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Span:
    """Where a style applies in a message's text; offset and length count UTF-16 units, as Telegram does."""

    style: Style
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Message:
    """One message as its pieces in order."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The spans that are not plain, in order, without overlap."""
        spans, offset = [], 0
        for piece in self.pieces:
            length = units(piece.text)
            if piece.style is not Style.PLAIN and length:
                spans.append(Span(piece.style, offset, length))
            offset += length
        return tuple(spans)


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units: characters beyond U+FFFF count two."""
    return len(text) + sum(character > "\uffff" for character in text)


def messages(answer: Answer, *, shown: int = SHOWN, limit: int = UNITS) -> tuple[Message, ...]:
    """Return an answer as one or more messages, none longer than `limit` UTF-16 units or with more than 100 spans."""
    return tuple(_packed(_blocks(answer, shown=shown, limit=limit), limit=limit))


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    """Pieces that stay together in one message, and what they shorten to after a quote out of the same source."""

    pieces: Pieces
    below_same_source: Pieces | None = None


def _blocks(answer: Answer, *, shown: int, limit: int) -> Iterator[_Block]:
    language = answer.understood.language
    head = _head(answer)
    yield _Block(head)
    quotes = shown_quotes(answer, shown) if answer.quotes else answer.others[:SHOWN_OTHERS]
    for before, quote in zip((None, *quotes), quotes, strict=False):
        same = before is not None and before.source == quote.source
        yield from _quote_blocks(quote, language, room=limit - _units_of(head) - len(_GAP.text), same=same)
    if len(answer.quotes) > shown:
        yield _Block((Piece(captions.not_shown_line(len(answer.quotes) - shown, language)),))


def _head(answer: Answer) -> Pieces:
    """Return what stands over the quotes; over those of others first that there are none of what was asked for."""
    if answer.quotes:
        notes = "".join(f"\n{note}" for note in captions.notes(answer))
        return (Piece(captions.header(answer), Style.BOLD), *([Piece(notes)] if notes else []))
    nothing = Piece(captions.nothing_found(answer))
    return (nothing, _GAP, Piece(captions.others(answer), Style.BOLD)) if answer.others else (nothing,)


def _quote_blocks(quote: Quote, language: Language, *, room: int, same: bool) -> Iterator[_Block]:
    """Yield a quote with its caption; a quote too long for one message in several blocks, each of which fills one."""
    texts, caption = texts_in(language), _caption(quote, language, where=_where(quote, language))
    marks = units(f"{texts.continued}\n\n{texts.continues}")
    slices = list(slices_of(quote.quote, room - _units_of(caption) - marks))
    for number, words in enumerate(slices):
        first, last = number == 0, number == len(slices) - 1
        yield _Block(
            (
                *(() if first else (Piece(f"{texts.continued}\n"),)),
                Piece(words, Style.QUOTE),
                *(caption if last else (Piece(f"\n{texts.continues}"),)),
            ),
            (Piece(words, Style.QUOTE), *_caption(quote, language, where=(Piece(texts.same_source),)))
            if same and first and last
            else None,
        )


def _caption(quote: Quote, language: Language, *, where: Pieces) -> Pieces:
    """Return who, where, which other texts report it, and whether it can be read."""
    texts = texts_in(language)
    also = _also_in(quote, language) if quote.also_in else ()
    unreadable = (Piece(f"\n{texts.unreadable}"),) if quote.unreadable else ()
    return (Piece(f"\n{captions.speaker_line(quote, language)}\n"), *where, *also, *unreadable)


def _where(quote: Quote, language: Language) -> Pieces:
    return (Piece(f"{captions.meeting_line(quote, language)}\n"), Piece(captions.source_name(quote), Style.CODE))


def _also_in(quote: Quote, language: Language) -> Pieces:
    """Return the line of the other texts; of more than two only the first two are named."""
    pieces, between = [Piece(f"\n{captions.also_in(quote, language)}")], ""
    for report in quote.also_in[:_NAMED]:
        pieces += [
            Piece(f"{between}{captions.also_day(report, language)}"),
            Piece(captions.source_name(report), Style.CODE),
        ]
        between = texts_in(language).list_separator
    return (*pieces, Piece("…")) if len(quote.also_in) > _NAMED else tuple(pieces)


_GAP = Piece("\n\n")


def _packed(blocks: Iterator[_Block], *, limit: int) -> Iterator[Message]:
    """Fill messages with as many blocks as they hold, a blank line between.

    A message may be passed on alone: its first quote always says its source in full.
    """
    pieces: Pieces = ()
    for block in blocks:
        joined = (*pieces, _GAP, *(block.below_same_source or block.pieces)) if pieces else block.pieces
        if pieces and (_units_of(joined) > limit or _spans_in(joined) > SPANS):
            yield Message(pieces)
            joined = _opening(block.pieces)
        pieces = joined
    yield Message(pieces)


def _opening(block: Pieces) -> Pieces:
    """Return a block fit to open a message: Telegram would trim the white space with which a quote begins."""
    return (Piece("…\n"), *block) if block[0].text[:1].isspace() else block


def slices_of(words: str, room: int) -> Iterator[str]:
    """Cut words into slices of at most `room` UTF-16 units that together are the words again.

    A cut falls after a sentence or, failing that, at a space in the second half of the slice; never inside a character
    that is written with several code points.

    >>> list(slices_of("一二三四。五六七八", 6))
    ['一二三四。', '五六七八']
    """
    rest = words
    while units(rest) > room:
        cut = _cut(rest, room)
        yield rest[:cut]
        rest = rest[cut:]
    yield rest


def _cut(words: str, room: int) -> int:
    """Return after how many characters to cut; at least one."""
    used, most = 0, 0
    for character in words:
        used += units(character)
        if used > room:
            break
        most += 1
    half = most // 2
    for ends in (_ends_sentence, _ends_word):
        for cut in range(most, half, -1):
            if ends(words, cut):
                return cut
    for cut in range(most, max(half, most - _LONGEST_CLUSTER), -1):
        if not _joins(words, cut):
            return cut
    return max(most, 1)


def _ends_sentence(words: str, cut: int) -> bool:
    return words[cut - 1] in _SENTENCE_ENDS and not _joins(words, cut)


def _ends_word(words: str, cut: int) -> bool:
    return words[cut - 1].isspace() and not _joins(words, cut)


def _joins(words: str, cut: int) -> bool:
    """Whether the character after the cut is written as part of the one before it."""
    if cut >= len(words):
        return False
    after = words[cut]
    return words[cut - 1] == "\u200d" or after in _JOINERS or unicodedata.category(after).startswith("M")


def _units_of(pieces: Sequence[Piece]) -> int:
    return sum(units(piece.text) for piece in pieces)


def _spans_in(pieces: Sequence[Piece]) -> int:
    return sum(piece.style is not Style.PLAIN for piece in pieces)
