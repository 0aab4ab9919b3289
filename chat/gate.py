"""Who is served: one gate ahead of every handler, shut by default."""

import logging
import time
from collections.abc import Callable, Collection

from telegram import Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, CallbackContext, ExtBot

from chat.texts import language_of, texts_in

Context = CallbackContext[ExtBot[None], dict[object, object], dict[object, object], dict[object, object]]

_log = logging.getLogger(__name__)
_SECONDS_BETWEEN_NOTICES = 60 * 60
_STRANGERS = 10_000  # more strangers than that within an hour are an attack, and told nothing


class Gate:
    """Lets the listed people through; tells a stranger his id, once an hour, in a private chat, and nothing else."""

    def __init__(self, allowed: Collection[int], clock: Callable[[], float] = time.monotonic) -> None:
        self._allowed = frozenset(allowed)
        self._clock = clock
        self._told: dict[int, float] = {}  # when each stranger was told, the longest ago first

    async def check(self, update: Update, context: Context) -> None:
        """Stop an update of anybody not listed; raises ApplicationHandlerStop.

        Register it for all updates in a group before all others: an update without a user is stopped too.
        """
        user = update.effective_user
        if user is not None and user.id in self._allowed:
            return
        try:
            await self._tell_id(update, context)
        except TelegramError as error:
            _log.debug("A stranger could not be told his id: %s", error)
        finally:
            # Whatever went wrong above: an update that leaves here by any other error would reach the next handlers.
            raise ApplicationHandlerStop

    async def _tell_id(self, update: Update, context: Context) -> None:
        user, chat = update.effective_user, update.effective_chat
        if user is None or user.is_bot or chat is None or chat.type != ChatType.PRIVATE or not self._may_tell(user.id):
            return
        _log.info("Turned away %s", user.id)
        text = texts_in(language_of(user.language_code)).stranger.format(id=user.id)
        await context.bot.send_message(chat.id, text)

    def _may_tell(self, user: int) -> bool:
        """Whether a stranger may be told now; notes that he was."""
        earliest = self._clock() - _SECONDS_BETWEEN_NOTICES
        while self._told and (first := next(iter(self._told))) and self._told[first] <= earliest:
            del self._told[first]
        if user in self._told or len(self._told) >= _STRANGERS:
            return False
        self._told[user] = self._clock()
        return True
