"""The bot as users and operators see it: a process of its own against a strict Bot API server."""

import asyncio

import pytest
from botapi import Refused
from botprocess import ALLOWED, TOKEN, start_bot

from chat.width import breakable

STRANGER = 666
HOSTILE = "外資 <b>& </blockquote> 😀👨‍👩‍👧 _*[]` \u200f&#0; e\u0301"


async def test_question_is_answered_with_its_words_byte_for_byte_as_a_reply(api, bot):
    question = await api.say(ALLOWED, HOSTILE)
    [answer] = await api.wait_for_messages(1)
    assert [quote.encode() for quote in answer.entity_texts("blockquote")] == [HOSTILE.encode()]
    assert breakable(answer.text).endswith("\n徐纓 · 市委書記 · 转述\n2022年12月29日 · 項目推進會\nmeeting.md")
    assert answer.entity_texts("code") == ["meeting.md"]
    assert answer.params["reply_parameters"] == {"message_id": question, "allow_sending_without_reply": True}
    assert "parse_mode" not in answer.params
    assert [call.chat for call in api.calls if call.method == "sendChatAction"] == [ALLOWED]
    assert api.refusals == []


async def test_stranger_is_told_his_id_once_and_nothing_else(api, bot):
    sender = {"id": STRANGER, "is_bot": False, "first_name": "S", "language_code": "zh-hant"}
    await api.say(STRANGER, "外資", language="zh-hant")
    await api.say(STRANGER, "/start", language="zh-hant")
    await api.say(STRANGER, "外資", language="zh-hant")
    await api.say(STRANGER, None, photo=[])
    await api.say(STRANGER, "/ask 外資", group=-5)
    await api.push({"callback_query": {"id": "1", "from": sender, "chat_instance": "1", "data": "x"}})
    await api.push({"inline_query": {"id": "2", "from": sender, "query": "外資", "offset": ""}})
    await api.say(ALLOWED, "ports")
    await api.wait_for_messages(1, chat=ALLOWED)
    await asyncio.sleep(0.2)
    assert [call.text for call in api.sent(STRANGER)] == ["本機器人只為名單內人員服務。您的編號：666，請告知管理員。"]
    assert {call.chat for call in api.calls if "chat_id" in call.params} == {STRANGER, ALLOWED}


@pytest.mark.slow
async def test_nobody_is_served_where_nobody_is_listed(api, tmp_path):
    bot = await start_bot(api, tmp_path / "bot.log", allowed=())
    await api.say(ALLOWED, "ports")
    [notice] = await api.wait_for_messages(1)
    assert notice.text == "This bot serves listed people only. Your id: 100. Please give it to the administrator."
    assert await bot.terminate() == 0
    assert "nobody is listed" in bot.log


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "second_line", "beginning"),
    [
        ("zh-hans", "现有3次会议，2022年。", "直接发来问题即可"),
        ("zh-TW", "現有3次會議，2022年。", "直接發來問題即可"),
        ("de", "Covered: 3 meetings, 2022.", "Just send a question"),
    ],
    ids=["simplified", "traditional", "english"],
)
async def test_start_and_help_speak_the_language_of_the_user(api, bot, language, second_line, beginning):
    await api.say(ALLOWED, "/start", language=language)
    [greeting] = await api.wait_for_messages(1)
    assert breakable(greeting.text).split("\n")[1] == second_line
    assert [row[0]["text"] for row in greeting.params["reply_markup"]["keyboard"]] == [
        "书记对外资怎么说",
        "市長關於港口",
        "what about ports",
    ]
    await api.say(ALLOWED, "/help", language=language)
    _, text = await api.wait_for_messages(2)
    assert text.text.startswith(beginning)


@pytest.mark.slow
async def test_what_is_no_question_gets_its_own_friendly_line(api, bot):
    texts = ["?", "😀", "x" * 1001, "/reindex", None, "/ask"]
    for text in texts:
        await api.say(
            ALLOWED, text, **({} if text else {"voice": {"file_id": "f", "file_unique_id": "u", "duration": 1}})
        )
    replies = await api.wait_for_messages(len(texts))
    assert sorted(breakable(reply.text) for reply in replies) == sorted(
        [
            *["Please write the question in words, for example: 书记对外资怎么说"] * 3,
            "Your question has 1,001 characters; please use at most 1,000.",
            "There is no such command. Send /help to see what I can do.",
            "I can only read text so far. Please write your question.",
        ]
    )
    assert "ERROR" not in bot.log


@pytest.mark.slow
async def test_group_is_answered_on_ask_only(api, bot):
    await api.say(ALLOWED, "外資 in a group", group=-5)
    await api.say(ALLOWED, "/help", group=-5)
    await api.say(ALLOWED, "/ask@yuanhua_bot ports and\nships", group=-5)
    [answer] = await api.wait_for_messages(1)
    await asyncio.sleep(0.2)
    assert api.sent() == [answer]
    assert answer.chat == -5
    assert answer.entity_texts("blockquote") == ["ports and\nships"]


@pytest.mark.slow
async def test_follow_up_knows_the_questions_before_it(api, bot):
    for count, question in enumerate(["first", "second", "third", "fourth", "fifth"], start=1):
        await api.say(ALLOWED, question)
        answers = await api.wait_for_messages(count)
    assert answers[-1].text.startswith("“second / third / fourth / fifth”")


@pytest.mark.slow
async def test_thirty_questions_at_once_are_each_answered_in_the_right_chat(api, tmp_path):
    chats = range(200, 230)
    bot = await start_bot(api, tmp_path / "bot.log", allowed=tuple(chats))
    for chat in chats:
        await api.say(chat, f"question of {chat}")
    answers = await api.wait_for_messages(30)
    assert await bot.terminate() == 0
    assert sorted((answer.chat, *answer.entity_texts("blockquote")) for answer in answers) == [
        (chat, f"question of {chat}") for chat in chats
    ]


@pytest.mark.slow
async def test_help_does_not_wait_for_slow_searches(api, bot):
    for _ in range(8):
        await api.say(ALLOWED, "slow question")
    await api.wait_for_call("sendChatAction")
    await api.say(ALLOWED, "/help")
    [first, *_] = await api.wait_for_messages(1)
    assert first.text.startswith("Just send a question")


@pytest.mark.slow
async def test_crash_gives_the_user_a_reference_and_the_log_the_place_under_it(api, bot):
    await api.say(ALLOWED, "crash on 徐纓")
    [notice] = await api.wait_for_messages(1)
    reference = notice.text.removeprefix("Something went wrong. Please try again. (reference ").removesuffix(")")
    assert len(reference) == 6
    [line] = [line for line in bot.log.splitlines() if line.startswith("ERROR") and reference in line]
    assert line == f"ERROR:chat.failures:Reference {reference}: RuntimeError"
    assert "bot_with_fake_answers.py" in bot.log


@pytest.mark.slow
async def test_above_debug_no_log_line_holds_a_question(api, bot):
    await api.say(ALLOWED, "外資與港口")
    await api.say(ALLOWED, "crash on 外資與港口")
    await api.wait_for_messages(2)
    records = [entry for entry in bot.log.split("\n") if entry.startswith(("INFO", "WARNING", "ERROR", "CRITICAL"))]
    assert records
    assert not any("外資與港口" in entry for entry in records)


@pytest.mark.slow
async def test_token_is_in_no_log_at_debug_level(api, bot):
    api.faults["sendMessage"].append(Refused(500, "Internal Server Error"))
    api.faults["getUpdates"].append(Refused(502, "Bad Gateway"))
    await api.say(ALLOWED, "crash")
    await api.say(ALLOWED, "ports")
    await api.wait_for_messages(1)
    assert await bot.terminate() == 0
    assert "DEBUG" in bot.log
    assert TOKEN not in bot.log
    assert TOKEN.split(":")[1] not in bot.log


@pytest.mark.slow
@pytest.mark.parametrize(
    "token", ["987654321:AAF-wrong_token_0123456789abcdefghij", "two words"], ids=["unknown", "malformed"]
)
async def test_wrong_token_ends_with_one_clear_line_that_does_not_show_it(api, tmp_path, token):
    bot = await start_bot(api, tmp_path / "bot.log", token=token)
    assert await bot.ended() == 2
    assert [line for line in bot.log.splitlines() if not line.startswith("DEBUG")] == [
        "Telegram rejects TELEGRAM_BOT_TOKEN; copy the token that @BotFather gave for this bot, whole and unchanged"
    ]
    assert token not in bot.log


@pytest.mark.slow
async def test_token_revoked_while_running_ends_with_one_clear_line(api, bot):
    await api.wait_for_call("deleteWebhook")
    api.token = "another"  # noqa: S105 - made up
    await api.push({})
    assert await bot.ended() == 2
    assert bot.log.count("Telegram no longer takes the bot's token; get a new one from @BotFather") == 1
    assert "Traceback" not in bot.log


@pytest.mark.slow
async def test_second_instance_is_named_in_one_line_and_stops(api, bot):
    api.conflict = True
    assert await bot.ended() == 1
    shown = [line for line in bot.log.splitlines() if "Conflict" in line and not line.startswith("DEBUG")]
    assert shown == [
        "ERROR:chat.polling:Another bot runs with the same token (409 Conflict); only one may run: stop the other"
    ]
    assert "Traceback" not in bot.log


@pytest.mark.slow
async def test_sigterm_finishes_what_is_in_flight(api, bot):
    for _ in range(3):
        await api.say(ALLOWED, "slow question")
    await api.wait_for_call("sendChatAction")
    assert await bot.terminate() == 0
    assert len(api.sent(ALLOWED)) == 3


@pytest.mark.slow
async def test_update_that_cannot_be_read_does_not_stop_the_next(api, bot):
    await api.push({"message": {"message_id": 1, "chat": {"id": ALLOWED, "type": "private"}}})
    await api.say(ALLOWED, "ports")
    await api.wait_for_messages(1)
    assert await bot.terminate() == 0
    assert bot.log.count("cannot be read and is skipped") == 1


@pytest.mark.slow
async def test_flood_limit_delays_the_answer_and_loses_nothing(api, bot):
    api.faults["sendMessage"].append(Refused(429, "Too Many Requests: retry after 1", retry_after=1))
    await api.say(ALLOWED, "ports")
    await api.wait_for_messages(1)
    await asyncio.sleep(0.2)
    assert len(api.sent()) == 1


@pytest.mark.slow
async def test_typing_sign_that_fails_does_not_stop_the_answer(api, bot):
    api.faults["sendChatAction"].append(Refused(500, "Internal Server Error"))
    await api.say(ALLOWED, "ports")
    [answer] = await api.wait_for_messages(1)
    assert answer.entity_texts("blockquote") == ["ports"]


@pytest.mark.slow
async def test_bot_waits_for_a_telegram_that_cannot_be_reached_yet(api, tmp_path):
    api.faults["getMe"].append(Refused(502, "Bad Gateway"))
    api.faults["deleteWebhook"].append(Refused(502, "Bad Gateway"))
    for _ in range(2):
        api.faults["setMyCommands"].append(Refused(400, "Bad Request"))
    bot = await start_bot(api, tmp_path / "bot.log")
    await api.say(ALLOWED, "ports")
    await api.wait_for_messages(1)
    assert await bot.terminate() == 0


@pytest.mark.slow
@pytest.mark.parametrize("method", ["getMe", "deleteWebhook", "getUpdates"])
async def test_sigterm_ends_a_bot_that_cannot_reach_telegram(api, tmp_path, method):
    api.faults[method].extend(Refused(502, "Bad Gateway") for _ in range(100))
    bot = await start_bot(api, tmp_path / "bot.log")
    async with asyncio.timeout(10):
        while not api.refusals:
            await asyncio.sleep(0.05)
    assert await bot.terminate() == 0
    assert "Traceback" not in bot.log


@pytest.mark.slow
async def test_somebody_who_has_blocked_the_bot_is_no_error(api, bot):
    api.faults["sendMessage"].append(Refused(403, "Forbidden: bot was blocked by the user"))
    await api.say(ALLOWED, "ports")
    await api.say(ALLOWED, "ships")
    await api.wait_for_messages(1)
    assert "ERROR" not in bot.log
