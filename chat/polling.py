"""The long poll made robust: what the library leaves silent, loops over for ever or trips on is seen to here.

Measured with python-telegram-bot 22.8: one update that cannot be parsed is fetched again and again (280 times in two
seconds) and nothing behind it is ever handled; a second running instance (409) is retried for ever; a token revoked at
run time ends the polling task without a word.
"""

import asyncio
import json
import logging
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from telegram import Update
from telegram.error import Conflict, TelegramError, TimedOut
from telegram.request import HTTPXRequest

_log = logging.getLogger(__name__)
_SECONDS_OF_SILENCE = 60  # a long poll takes half a minute at most; one that takes longer has lost its connection
_SECONDS_AFTER_REJECTION = 1
_NO_UPDATES = b'{"ok": true, "result": []}'
_NEWCOMER = 60  # seconds; whoever runs longer than that when a second instance appears is more patient
_CONFLICTS_OF_A_NEWCOMER = 3
_CONFLICTS_OF_THE_ESTABLISHED = 12
_CONFLICTS_FORGOTTEN_AFTER = 60  # seconds


class Watch:
    """Keeps an eye on the polling: says once what is wrong, and stops the bot where trying again is no help.

    Two instances with one token take each other's updates. The one that came later gives up first.
    """

    def __init__(self, stop: Callable[[int], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._stop = stop  # called with an exit status
        self._clock = clock
        self._began = clock()
        self._conflicts: list[float] = []
        self._unreachable = False
        self._rejected = False

    def reached(self) -> None:
        """Note a poll that Telegram answered."""
        if self._unreachable:
            _log.info("Telegram is reached again")
            self._unreachable = False

    def failed(self, error: TelegramError) -> None:
        """Note a poll that failed; the library tries again with growing pauses."""
        if isinstance(error, Conflict):
            self._conflicted()
        elif not self._unreachable:
            _log.warning("Telegram cannot be reached, trying again: %s", error)
            self._unreachable = True

    def rejected(self) -> None:
        """Note that Telegram no longer takes the token."""
        if not self._rejected:
            _log.error("Telegram no longer takes the bot's token; get a new one from @BotFather")
            self._rejected = True
        self._stop(2)

    def _conflicted(self) -> None:
        now = self._clock()
        if self._conflicts and now - self._conflicts[-1] > _CONFLICTS_FORGOTTEN_AFTER:
            self._conflicts.clear()
        if not self._conflicts:
            _log.error("Another bot runs with the same token (409 Conflict); only one may run: stop the other")
        self._conflicts.append(now)
        newcomer = self._conflicts[0] - self._began < _NEWCOMER
        if len(self._conflicts) >= (_CONFLICTS_OF_A_NEWCOMER if newcomer else _CONFLICTS_OF_THE_ESTABLISHED):
            self._stop(1)


class PollingRequest(HTTPXRequest):
    """The library's connection for getUpdates, the place where it lets itself be extended."""

    def __init__(self, watch: Watch) -> None:
        # More than one connection: a poll that is broken off may hold its own for a while.
        super().__init__(connection_pool_size=8, connect_timeout=10, read_timeout=10, pool_timeout=5)
        self._watch = watch

    async def do_request(self, *args: Any, **options: Any) -> tuple[int, bytes]:
        """Poll once; an update that cannot be read is replaced by an empty one, so that the next is reached."""
        try:
            async with asyncio.timeout(_SECONDS_OF_SILENCE):
                status, payload = await super().do_request(*args, **options)
        except TimeoutError as error:
            raise TimedOut from error
        if status == HTTPStatus.OK:
            self._watch.reached()
            return status, readable(payload)
        if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}:
            self._watch.rejected()
            # The bot is stopping. An error here would end the library's polling task with nobody to take it.
            await asyncio.sleep(_SECONDS_AFTER_REJECTION)
            return HTTPStatus.OK, _NO_UPDATES
        return status, payload


def readable(payload: bytes) -> bytes:
    """Return the answer to getUpdates with each update that the library cannot parse emptied but for its number."""
    try:
        answer = json.loads(payload)
    except ValueError:
        return payload  # the library says so itself
    updates = answer.get("result") if isinstance(answer, dict) else None
    if not isinstance(updates, list) or all(map(_is_readable, updates)):
        return payload
    kept = [update if _is_readable(update) else _emptied(update) for update in updates]
    return json.dumps({**answer, "result": [update for update in kept if update]}).encode()


def _is_readable(update: object) -> bool:
    try:
        Update.de_json(update, None)  # type: ignore[arg-type]  # what comes from outside may be anything
    except Exception:  # noqa: BLE001 - whatever a malformed update makes the library raise
        return False
    return True


def _emptied(update: object) -> dict[str, int] | None:
    number = update.get("update_id") if isinstance(update, dict) else None
    _log.error("An update from Telegram cannot be read and is skipped: number %s", number)
    return {"update_id": number} if isinstance(number, int) else None
