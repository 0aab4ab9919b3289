"""Messages to an HTML page that looks like a chat on a phone; the words are those of the message, untouched."""

from dataclasses import dataclass
from enum import StrEnum
from html import escape
from pathlib import Path

from chat.render import Message, Piece, Style
from retrieval.question import Language

_CSS = Path(__file__).with_name("chat.css")
_TAGS = {Style.BOLD: "b", Style.CODE: "code", Style.QUOTE: "blockquote"}
_CLOCK = "9:41"


class Theme(StrEnum):
    """The two looks of a phone."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Talk:
    """A question and the messages that answer it."""

    language: Language  # of the phone
    question: str
    answer: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class _Labels:
    """What Telegram itself writes around a conversation."""

    bot: str
    you: str
    write: str


_LABELS = {
    Language.SIMPLIFIED: _Labels(bot="机器人", you="您", write="消息"),
    Language.TRADITIONAL: _Labels(bot="機器人", you="您", write="訊息"),
    Language.ENGLISH: _Labels(bot="bot", you="You", write="Message"),
}


def page(talk: Talk, theme: Theme) -> str:
    """Return the whole page of a conversation, one phone screen high at most."""
    labels = _LABELS[talk.language]
    question = f'<div class="bubble asked"><div class="text">{escape(talk.question)}</div>{_time(read=True)}</div>'
    answers = "".join(_answer(message, talk, labels) for message in talk.answer)
    return (
        f'<!DOCTYPE html><html lang="{talk.language}" data-theme="{theme}"><meta charset="utf-8">'
        f"<style>{_CSS.read_text(encoding='utf-8')}</style><body>"
        '<header><i class="back"></i><i class="face">原</i>'
        f"<div><b>原话</b><small>{labels.bot}</small></div></header>"
        f"<main>{question}{answers}</main>"
        f'<footer><i class="clip"></i><div>{labels.write}</div><i class="voice"></i></footer></body></html>'
    )


def text(message: Message) -> str:
    r"""Return the HTML of a message; its text content is the message's text, character for character.

    >>> text(Message((Piece("a<b", Style.QUOTE), Piece("\nc"))))
    '<blockquote>a&lt;b</blockquote><span class="break">\n</span>c'
    """
    after_quote, parts = False, []
    for piece in message.pieces:
        parts.append(_after_quote(piece) if after_quote else _set(piece))
        after_quote = piece.style is Style.QUOTE
    return "".join(parts)


def _set(piece: Piece) -> str:
    tag = _TAGS.get(piece.style)
    return f"<{tag}>{escape(piece.text)}</{tag}>" if tag else escape(piece.text)


def _after_quote(piece: Piece) -> str:
    """Return the HTML of what follows a quote; as in Telegram, the quote's box ends the line already."""
    if piece.style is not Style.PLAIN or not piece.text.startswith("\n"):
        return _set(piece)
    return f'<span class="break">\n</span>{escape(piece.text[1:])}'


def _answer(message: Message, talk: Talk, labels: _Labels) -> str:
    """Return an answer as Telegram shows it: over its words stands the question that it is a reply to."""
    reply = f'<div class="reply"><b>{labels.you}</b><span>{escape(talk.question)}</span></div>'
    return f'<div class="bubble">{reply}<div class="text">{text(message)}</div>{_time(read=False)}</div>'


def _time(*, read: bool) -> str:
    return f"<time{' class=read' if read else ''}>{_CLOCK}</time>"
