"""The Telegram handlers: a question in, quotes out; greetings, help, and a friendly line for everything else."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import Executor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

from telegram import KeyboardButton, MessageEntity, ReplyKeyboardMarkup, Update
from telegram import Message as Incoming
from telegram.constants import ChatAction
from telegram.error import TelegramError
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, filters

from chat.answerer import Answerer
from chat.conversations import Conversations
from chat.dates import meetings, period
from chat.gate import Context
from chat.objections import objection
from chat.render import Message, messages
from chat.texts import language_of, texts_in
from index.catalogue import Scope
from retrieval.question import Language

_log = logging.getLogger(__name__)
Result = TypeVar("Result")
_SECONDS_OF_TYPING = 4.5  # Telegram shows the sign for five
_SECONDS_FOR_LAST_TYPING = 1.0


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers what the gate lets through. Groups are answered on /ask only."""

    answerer: Answerer
    examples: tuple[str, ...]
    workers: Executor  # searching keeps a thread busy: never the event loop's
    conversations: Conversations

    def handlers(self) -> list[BaseHandler[Update, Context, None]]:
        """Return the handlers in the order in which they are tried; edited messages are left alone."""
        new = filters.UpdateType.MESSAGE
        private = new & filters.ChatType.PRIVATE
        return [
            CommandHandler("ask", self.ask, filters=new),
            CommandHandler("start", self.start, filters=private),
            CommandHandler("help", self.help, filters=private),
            MessageHandler(private & filters.COMMAND, self.unknown_command),
            MessageHandler(private & filters.TEXT, self.question),
            MessageHandler(private & ~filters.StatusUpdate.ALL, self.not_text),
        ]

    async def start(self, update: Update, _context: Context) -> None:
        """Say in two lines what this is and what it covers, with example questions to tap."""
        message, language = _asked(update)
        texts = texts_in(language)
        covered = _covered(await self._work(self.answerer.scope), language)
        keyboard = ReplyKeyboardMarkup(
            [[KeyboardButton(example)] for example in self.examples], resize_keyboard=True, one_time_keyboard=True
        )
        await message.reply_text(f"{texts.greeting}\n{covered}", reply_markup=keyboard if self.examples else None)

    async def help(self, update: Update, _context: Context) -> None:
        """Say how to ask."""
        message, language = _asked(update)
        examples = "\n".join(f"· {example}" for example in self.examples)
        await message.reply_text(texts_in(language).help.format(examples=examples))

    async def ask(self, update: Update, context: Context) -> None:
        """Answer the question after /ask."""
        message, _ = _asked(update)
        _command, *rest = (message.text or "").split(maxsplit=1)
        await self._answer(update, context, text="".join(rest))

    async def question(self, update: Update, context: Context) -> None:
        """Answer a plain text."""
        message, _ = _asked(update)
        await self._answer(update, context, text=message.text or "")

    async def unknown_command(self, update: Update, _context: Context) -> None:
        """Say that there is no such command."""
        message, language = _asked(update)
        await message.reply_text(texts_in(language).unknown_command)

    async def not_text(self, update: Update, _context: Context) -> None:
        """Say that only text can be read."""
        message, language = _asked(update)
        await message.reply_text(texts_in(language).not_text)

    async def _answer(self, update: Update, context: Context, *, text: str) -> None:
        message, language = _asked(update)
        text = text.strip()
        if line := objection(text, language, examples=self.examples):
            await message.reply_text(line)
            return
        asker = (message.chat_id, message.from_user and message.from_user.id)
        previous = self.conversations.previous(asker)
        self.conversations.add(asker, text)
        async with _typing(message, context):
            answer = await self._work(lambda: self.answerer.answer(text, previous=previous))
        await _send(message, messages(answer))
        _log.info("Answered with %d quotes in %.0f ms", len(answer.quotes), answer.took_ms)

    async def _work(self, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self.workers, work)


def _asked(update: Update) -> tuple[Incoming, Language]:
    """Return the message and its sender's language; the handlers' filters let through nothing without a message."""
    message = update.message
    if message is None:
        raise TypeError("a handler was called for an update without a message; its filter must ask for one")
    return message, language_of(message.from_user.language_code if message.from_user else None)


def _covered(scope: Scope, language: Language) -> str:
    texts = texts_in(language)
    if not scope.meetings:
        return texts.nothing_indexed
    return texts.covered.format(
        meetings=meetings(scope.meetings, language), period=period(scope.since, scope.until, language)
    )


async def _send(asked: Incoming, answer: Iterable[Message]) -> None:
    for message in answer:
        entities = [MessageEntity(span.style, span.offset, span.length) for span in message.spans]
        await asked.reply_text(message.text, entities=entities)


@asynccontextmanager
async def _typing(message: Incoming, context: Context) -> AsyncIterator[None]:
    """Show that an answer is being looked for; that this cannot be shown never stops the answer.

    The last sign is waited for, within reason: one that arrives after the answer would stand for five seconds, and one
    that is broken off costs its connection.
    """
    done = asyncio.Event()
    task = asyncio.create_task(_keep_typing(message, context, done))
    try:
        yield
    finally:
        done.set()
        await asyncio.wait({task}, timeout=_SECONDS_FOR_LAST_TYPING)
        task.cancel()


async def _keep_typing(message: Incoming, context: Context, done: asyncio.Event) -> None:
    thread = message.message_thread_id if message.is_topic_message else None
    while not done.is_set():
        try:
            await context.bot.send_chat_action(message.chat_id, ChatAction.TYPING, message_thread_id=thread)
        except TelegramError as error:
            _log.debug("The typing sign could not be shown: %s", error)
        try:
            await asyncio.wait_for(done.wait(), _SECONDS_OF_TYPING)
        except TimeoutError:
            continue
