"""The bot on Telegram: wires gate, handlers and polling together, and runs them until told to stop."""

import asyncio
import logging
import re
import signal
import sys
from collections.abc import Awaitable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from telegram import BotCommand, LinkPreviewOptions, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import AIORateLimiter, Application, Defaults, ExtBot, TypeHandler
from telegram.request import HTTPXRequest

from chat.answerer import Answerer
from chat.conversations import Conversations
from chat.desk import Desk
from chat.failures import report
from chat.gate import Context, Gate
from chat.polling import PollingRequest, Watch
from chat.redaction import keep_out_of_logs
from chat.texts import texts_in
from config import TelegramSettings
from retrieval.question import Language

Bot = Application[ExtBot[Any], Context, Any, Any, Any, Any]

_log = logging.getLogger(__name__)
_WORKERS = 4  # threads that search at the same time
_AT_ONCE = 64  # updates handled at the same time; the others wait in the queue
_SECONDS_OF_POLL = 20
_LONGEST_PAUSE = 30.0  # seconds between attempts to reach Telegram
_GATE = -1  # handler group; all others come after it
_REJECTED = "Telegram rejects TELEGRAM_BOT_TOKEN; copy the token that @BotFather gave for this bot, whole and unchanged"


def serve(answerer: Answerer, settings: TelegramSettings, token: str, *, examples: Sequence[str]) -> int:
    """Serve the listed people until SIGTERM or SIGINT and return the exit status.

    0: stopped as asked, questions in flight answered. 1: another instance runs with the same token.
    2: Telegram rejects the token.
    """
    keep_out_of_logs(token)
    if not re.fullmatch(r"[\w:-]+", token, re.ASCII):
        return _reject()
    with ThreadPoolExecutor(_WORKERS, thread_name_prefix="answer") as workers:
        desk = Desk(answerer, tuple(examples), workers, Conversations())
        return asyncio.run(_serve(desk, settings, token))


@dataclass(slots=True)
class _Halt:
    """The wish to stop, and the exit status that goes with it; the first wish counts."""

    wished: asyncio.Event = field(default_factory=asyncio.Event)
    status: int = 0

    def wish(self, status: int) -> None:
        """Ask to stop."""
        if not self.wished.is_set():
            self.status = status
            self.wished.set()

    async def unless(self, work: Awaitable[object]) -> bool:
        """Do some work unless or until it is wished to stop; return whether it was done."""
        task, wish = asyncio.ensure_future(work), asyncio.ensure_future(self.wished.wait())
        await asyncio.wait({task, wish}, return_when=asyncio.FIRST_COMPLETED)
        wish.cancel()
        if task.done():
            task.result()
            return True
        task.cancel()
        await asyncio.wait({task})
        return False


async def _serve(desk: Desk, settings: TelegramSettings, token: str) -> int:
    halt = _Halt()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, halt.wish, 0)
    watch = Watch(halt.wish)
    bot = application(desk, settings, token, watch=watch)
    try:
        if await _reach(bot, halt):
            await _introduce(bot, settings)
            await _run(bot, watch, halt)
    except InvalidToken:
        return _reject()
    finally:
        await bot.shutdown()
        await bot.bot.shutdown()  # its connections stay open where the application never came to be initialized
    return halt.status


def application(desk: Desk, settings: TelegramSettings, token: str, *, watch: Watch) -> Bot:
    """Return the application, wired and not yet started."""
    bot: Bot = (
        Application.builder()
        .token(token)
        .base_url(settings.base_url)
        .request(HTTPXRequest(connection_pool_size=256, connect_timeout=10, read_timeout=20, pool_timeout=10))
        .get_updates_request(PollingRequest(watch))
        .defaults(
            Defaults(
                do_quote=True,  # an answer is a reply to its question
                allow_sending_without_reply=True,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        )
        .rate_limiter(AIORateLimiter(max_retries=3))
        .concurrent_updates(_AT_ONCE)
        .build()
    )
    bot.add_handler(TypeHandler(Update, Gate(settings.allowed_users).check), group=_GATE)
    bot.add_handlers(desk.handlers())
    bot.add_error_handler(report)
    return bot


async def _reach(bot: Bot, halt: _Halt) -> bool:
    """Connect to Telegram, however long that takes; return False where it is wished to stop before that."""
    pause = 1.0
    while True:
        try:
            return await halt.unless(bot.initialize())
        except InvalidToken:
            raise
        except TelegramError as error:
            _log.warning("Telegram cannot be reached, trying again in %.0f s: %s", pause, error)
        if not await halt.unless(asyncio.sleep(pause)):
            return False
        pause = min(2 * pause, _LONGEST_PAUSE)


async def _introduce(bot: Bot, settings: TelegramSettings) -> None:
    """Say in the log who is served, and on Telegram which commands there are; the latter may fail."""
    if settings.allowed_users:
        _log.info("Serving as @%s; people listed: %d", bot.bot.username, len(settings.allowed_users))
    else:
        _log.warning(
            "Serving as @%s, but nobody is listed: write to the bot to learn your id, and add it to allowed_users in "
            "config.toml or to YUANHUA_ALLOWED_USERS",
            bot.bot.username,
        )
    # Telegram knows one code for all Chinese, and most who have it set read simplified.
    for code, language in ((None, Language.ENGLISH), ("zh", Language.SIMPLIFIED)):
        texts = texts_in(language)
        commands = [
            BotCommand("start", texts.command_start),
            BotCommand("ask", texts.command_ask),
            BotCommand("help", texts.command_help),
        ]
        try:
            await bot.bot.set_my_commands(commands, language_code=code)
        except TelegramError as error:
            _log.warning("The list of commands could not be set: %s", error)


async def _run(bot: Bot, watch: Watch, halt: _Halt) -> None:
    await bot.start()
    try:
        await _poll(bot, watch, halt)
    finally:
        await bot.stop()  # answers what was fetched before


async def _poll(bot: Bot, watch: Watch, halt: _Halt) -> None:
    updater = bot.updater
    if updater is None:
        raise TypeError("the application was built without an updater")
    started = await halt.unless(
        updater.start_polling(
            timeout=_SECONDS_OF_POLL,
            bootstrap_retries=-1,
            allowed_updates=[Update.MESSAGE],
            error_callback=watch.failed,
        )
    )
    if started:
        await halt.wished.wait()
    # In stopping, the library confirms what it has fetched. Where that fails, it writes a traceback over what the watch
    # has said in one line before.
    logging.getLogger("telegram.ext.Updater").setLevel(logging.CRITICAL)
    if updater.running:
        with suppress(TelegramError):
            await updater.stop()


def _reject() -> int:
    sys.stderr.write(f"{_REJECTED}\n")
    return 2
