import datetime as dt
from types import SimpleNamespace

import pytest
from telegram import (
    CallbackQuery,
    Chat,
    ChosenInlineResult,
    InlineQuery,
    Message,
    MessageReactionUpdated,
    Update,
    User,
)
from telegram.error import Forbidden
from telegram.ext import ApplicationHandlerStop

from chat import gate as gate_module
from chat.gate import Gate

LISTED, STRANGER = 100, 666
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


class FakeBot:
    def __init__(self, error: Exception | None = None) -> None:
        self.sent: list[tuple[int, str]] = []
        self.error = error

    async def send_message(self, chat: int, text: str) -> None:
        if self.error:
            raise self.error
        self.sent.append((chat, text))


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def user(number: int, language: str = "en") -> User:
    return User(number, "U", is_bot=False, language_code=language)


def message(number: int, *, kind: str = Chat.PRIVATE, language: str = "en") -> Message:
    return Message(1, NOW, Chat(number, kind), from_user=user(number, language), text="x")


def updates_of(number: int) -> dict[str, Update]:
    sender = user(number)
    return {
        "message": Update(1, message=message(number)),
        "edited message": Update(1, edited_message=message(number)),
        "group message": Update(1, message=message(number, kind=Chat.SUPERGROUP)),
        "callback": Update(1, callback_query=CallbackQuery("1", sender, "1", data="x")),
        "inline query": Update(1, inline_query=InlineQuery("1", sender, "x", "")),
        "inline result": Update(1, chosen_inline_result=ChosenInlineResult("1", sender, "x")),
        "reaction": Update(
            1, message_reaction=MessageReactionUpdated(Chat(number, Chat.PRIVATE), 1, NOW, (), (), user=sender)
        ),
    }


WITHOUT_A_USER = {
    "nothing": Update(1),
    "channel post": Update(1, channel_post=Message(1, NOW, Chat(LISTED, Chat.CHANNEL), text="x")),
}


async def passes(gate: Gate, update: Update, bot: FakeBot) -> bool:
    try:
        await gate.check(update, SimpleNamespace(bot=bot))
    except ApplicationHandlerStop:
        return False
    return True


@pytest.mark.parametrize("kind", updates_of(1))
async def test_listed_person_passes_and_stranger_does_not(kind):
    gate = Gate([LISTED])
    assert await passes(gate, updates_of(LISTED)[kind], FakeBot())
    assert not await passes(gate, updates_of(STRANGER)[kind], FakeBot())


@pytest.mark.parametrize("update", WITHOUT_A_USER.values(), ids=WITHOUT_A_USER)
async def test_update_without_a_user_does_not_pass(update):
    assert not await passes(Gate([LISTED]), update, FakeBot())


async def test_empty_list_serves_nobody():
    assert not await passes(Gate([]), Update(1, message=message(LISTED)), FakeBot())


async def test_stranger_is_told_his_id_in_his_language_once_an_hour():
    clock, bot = Clock(), FakeBot()
    gate = Gate([LISTED], clock)
    update = Update(1, message=message(STRANGER, language="zh-hans"))
    for seconds in (0, 10, 3589, 2):
        clock.now += seconds
        await passes(gate, update, bot)
    assert bot.sent == [(666, "本机器人只为名单内人员服务。您的编号：666，请告知管理员。")] * 2


async def test_stranger_is_told_nothing_in_a_group():
    bot = FakeBot()
    await passes(Gate([]), updates_of(STRANGER)["group message"], bot)
    assert bot.sent == []


@pytest.mark.parametrize("error", [Forbidden("blocked"), RuntimeError("anything")], ids=["forbidden", "unforeseen"])
async def test_stranger_who_cannot_be_told_does_not_pass(error):
    assert not await passes(Gate([]), Update(1, message=message(STRANGER)), FakeBot(error))


async def test_strangers_are_told_nothing_while_too_many_come(monkeypatch):
    monkeypatch.setattr(gate_module, "_STRANGERS", 3)
    clock, bot = Clock(), FakeBot()
    gate = Gate([], clock)
    for number in range(1, 6):
        await passes(gate, Update(1, message=message(number)), bot)
    clock.now += 3600
    await passes(gate, Update(1, message=message(6)), bot)
    assert [chat for chat, _ in bot.sent] == [1, 2, 3, 6]
