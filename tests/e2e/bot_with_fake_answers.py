"""The bot as a process of its own, started as in production but with made-up answers: BASE_URL [ALLOWED_ID ...]."""

import logging
import os
import sys
import time
from collections.abc import Sequence
from datetime import date

from chat.telegram import serve
from config import TelegramSettings
from index.catalogue import Scope
from index.kind import Kind
from retrieval.answer import Answer, Quote
from retrieval.question import Language, Order, Understood

SCOPE = Scope(meetings=3, since=date(2022, 1, 1), until=date(2022, 12, 31))


class FakeAnswerer:
    """Quotes the question itself, or fails, dawdles or finds nothing when the question asks for it."""

    def answer(self, text: str, *, previous: Sequence[str] = (), today: date | None = None) -> Answer:
        if "crash" in text:
            raise RuntimeError(f"no answer to {text} in /srv/secret/path")
        if "slow" in text:
            time.sleep(1)
        language = Language.ENGLISH if text.isascii() else Language.SIMPLIFIED
        topic = " / ".join([*previous, text])
        understood = Understood(topic, (), (), None, None, Order.RELEVANCE, language)
        quotes = () if "nothing" in text else (_quote(text),)
        return Answer(text, understood, quotes, SCOPE, took_ms=1.0)

    def scope(self) -> Scope:
        return SCOPE


def _quote(words: str) -> Quote:
    return Quote(
        rank=1,
        score=1.0,
        quote=words,
        passage=words,
        speaker="徐纓",
        office="市委書記",
        kind=Kind.REPORTED,
        certain=True,
        unreadable=False,
        meeting="項目推進會",
        date=date(2022, 12, 29),
        source="meeting.md",
        paragraph=1,
        start=0,
        end=len(words),
    )


if __name__ == "__main__":
    logging.basicConfig(level=logging.DEBUG)
    settings = TelegramSettings(allowed_users=tuple(map(int, sys.argv[2:])), base_url=sys.argv[1])
    examples = ("书记对外资怎么说", "市長關於港口", "what about ports")
    sys.exit(serve(FakeAnswerer(), settings, os.environ["TELEGRAM_BOT_TOKEN"], examples=examples))
