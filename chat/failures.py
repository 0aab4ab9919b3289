"""What happens when a handler fails: the asker gets a reference, the log gets the detail under the same reference."""

import logging
import secrets
import traceback

from telegram import Update
from telegram.error import Forbidden, TelegramError

from chat.gate import Context
from chat.texts import language_of, texts_in
from index.errors import YuanhuaError

_log = logging.getLogger(__name__)


async def report(update: object, context: Context) -> None:
    """Log the error of a handler and tell the asker its reference; register it as the error handler.

    The message of an unexpected error may repeat the question, so above DEBUG only its type and place are logged.
    """
    error = context.error
    if error is None:
        return
    if isinstance(error, Forbidden):
        _log.info("Somebody has blocked the bot: %s", error)
        return
    reference = secrets.token_hex(3).upper()
    _log.error("Reference %s: %s", reference, described(error))
    _log.debug("Reference %s in full", reference, exc_info=error)
    if isinstance(update, Update) and update.message is not None:
        await _tell(update, reference)


def described(error: BaseException) -> str:
    """Return an error's type and place, and its causes'; its words only where they are Telegram's or ours."""
    name = type(error).__name__
    words = f"{name}: {error}" if isinstance(error, (TelegramError, YuanhuaError)) else name
    places = "".join(traceback.format_tb(error.__traceback__)).rstrip()
    cause = error.__cause__ or error.__context__
    return f"{words}\n{places}" + (f"\ncaused by {described(cause)}" if cause else "")


async def _tell(update: Update, reference: str) -> None:
    message = update.message
    if message is None:
        return
    language = language_of(message.from_user.language_code if message.from_user else None)
    try:
        await message.reply_text(texts_in(language).failure.format(reference=reference))
    except TelegramError as error:
        _log.warning("Reference %s: the asker could not be told: %s", reference, error)
