import asyncio
from types import SimpleNamespace

import pytest
from telegram.error import NetworkError

from chat import desk


class FakeBot:
    """Counts the typing signs; each takes as long as told, or fails."""

    def __init__(self, *, seconds: float = 0, error: Exception | None = None) -> None:
        self.signs: list[tuple[int, int | None]] = []
        self.seconds = seconds
        self.error = error

    async def send_chat_action(self, chat: int, action: str, *, message_thread_id: int | None) -> None:
        await asyncio.sleep(self.seconds)
        self.signs.append((chat, message_thread_id))
        if self.error:
            raise self.error


async def type_while(bot: FakeBot, *, seconds: float, topic: bool = False) -> None:
    message = SimpleNamespace(chat_id=5, message_thread_id=7, is_topic_message=topic)
    async with desk._typing(message, SimpleNamespace(bot=bot)):
        await asyncio.sleep(seconds)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(desk, "_SECONDS_OF_TYPING", 0.02)
    monkeypatch.setattr(desk, "_SECONDS_FOR_LAST_TYPING", 0.05)


async def test_typing_sign_is_shown_again_until_the_answer_is_there():
    bot = FakeBot()
    await type_while(bot, seconds=0.15)
    shown = len(bot.signs)
    await asyncio.sleep(0.05)
    assert 3 <= shown <= 9
    assert len(bot.signs) == shown


async def test_quick_answer_comes_after_its_sign():
    bot = FakeBot(seconds=0.01)
    await type_while(bot, seconds=0)
    assert bot.signs == [(5, None)]


async def test_sign_that_hangs_does_not_hold_the_answer():
    bot = FakeBot(seconds=60)
    async with asyncio.timeout(5):
        await type_while(bot, seconds=0)
    assert bot.signs == []


async def test_sign_that_fails_is_tried_again_and_the_answer_goes_on():
    bot = FakeBot(error=NetworkError("no route"))
    await type_while(bot, seconds=0.1)
    assert len(bot.signs) >= 2


async def test_sign_stands_in_the_topic_of_the_question():
    bot = FakeBot()
    await type_while(bot, seconds=0, topic=True)
    assert bot.signs == [(5, 7)]
