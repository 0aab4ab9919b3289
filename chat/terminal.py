"""The conversation in a terminal: the same messages as on Telegram, as plain text with a bar beside quoted words."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TextIO

from chat.answerer import Answerer
from chat.conversations import Conversations
from chat.objections import objection
from chat.render import SHOWN, Message, Style, messages
from chat.texts import texts_in
from chat.width import breakable, wrapped
from index.errors import YuanhuaError
from retrieval.answer import Answer
from retrieval.question import Language

_BAR = "┃ "
_BAR_WIDTH = 2  # cells
_NO_LIMIT = 2**31  # a terminal has no longest message
_HERE = "terminal"  # the only conversation there is
_ENDINGS = frozenset({"exit", "quit", "退出"})


def converse(
    answerer: Answerer,
    *,
    input: TextIO,  # noqa: A002 - the words of the trade, as in subprocess.run
    output: TextIO,
    examples: Sequence[str],
    language: Language = Language.ENGLISH,
) -> int:
    """Answer questions read from `input` until it ends or somebody leaves; return the exit status.

    `language` is that of the greeting and the prompt; an answer follows its question.
    """
    texts, talk = texts_in(language), _Talk(answerer, examples, language)
    output.write("\n".join([texts.terminal_greeting, *(f"  {example}" for example in examples)]) + "\n")
    while (text := _read(input, output, prompt=texts.terminal_prompt)) is not None:
        if text.lower() in _ENDINGS:
            break
        if text:
            output.write(f"{talk.reply(text, width=_width(output))}\n\n")
    output.write(f"{texts.terminal_farewell}\n")
    return 0


def plain(answer: Answer, *, shown: int | None = None, width: int | None = None) -> str:
    """Return an answer as plain text with a bar beside each quoted line; wrapped only where a width is given.

    All quotes are shown unless `shown` says how many. Not wrapped, every line of a quote stands whole.
    """
    count = len(answer.quotes) if shown is None else shown
    return "\n\n".join(_laid_out(message, width) for message in messages(answer, shown=count, limit=_NO_LIMIT))


@dataclass(frozen=True, slots=True)
class _Talk:
    """One conversation, from the first question to the last."""

    answerer: Answerer
    examples: Sequence[str]
    language: Language
    conversations: Conversations = field(default_factory=Conversations)

    def reply(self, text: str, *, width: int | None) -> str:
        """Return what to say to a text; an error is said too, because whoever sits here can mend it."""
        if line := objection(text, self.language, examples=self.examples):
            return line
        previous = self.conversations.previous(_HERE)
        self.conversations.add(_HERE, text)
        try:
            answer = self.answerer.answer(text, previous=previous)
        except YuanhuaError as error:
            return str(error)
        return plain(answer, shown=SHOWN, width=width)


def _read(input: TextIO, output: TextIO, *, prompt: str) -> str | None:  # noqa: A002 - as in converse
    """Return the next line without its ends; None where the input ends or is broken off with Ctrl-C."""
    output.write(prompt)
    output.flush()
    try:
        line = input.readline()
    except KeyboardInterrupt:
        line = ""
    if not line:
        output.write("\n")
        return None
    return line.encode("utf-8", "replace").decode("utf-8").strip()  # a byte that is no UTF-8 comes as a surrogate


def _width(output: TextIO) -> int | None:
    return shutil.get_terminal_size().columns if output.isatty() else None


def _laid_out(message: Message, width: int | None) -> str:
    text = "".join(
        _barred(piece.text, width) if piece.style is Style.QUOTE else breakable(piece.text) for piece in message.pieces
    )
    if width is None:
        return text
    return "\n".join(
        part for line in text.split("\n") for part in ([line] if line.startswith(_BAR) else wrapped(line, width))
    )


def _barred(words: str, width: int | None) -> str:
    lines = wrapped(words, width - _BAR_WIDTH) if width else words.split("\n")
    return "\n".join(_BAR + line for line in lines)
