"""A small, strict Bot API server on the loopback: real long polling, and it refuses what Telegram refuses.

Stricter than Telegram in two places, on purpose: entities that overlap or number more than a hundred are refused, where
Telegram would quietly change or drop them.
"""

import asyncio
import itertools
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

_JSON = {"entities", "reply_parameters", "reply_markup", "link_preview_options", "commands", "allowed_updates"}
_ENTITIES = {"blockquote", "expandable_blockquote", "bold", "italic", "code", "pre"}
_BLOCKQUOTES = {"blockquote", "expandable_blockquote"}
_ME = {"id": 1, "is_bot": True, "first_name": "Yuanhua", "username": "yuanhua_bot"}


class Refused(Exception):  # noqa: N818 - it is an answer, not a mistake of ours
    """The call is answered with this status and description."""

    def __init__(self, status: int, description: str, **parameters: object) -> None:
        super().__init__(description)
        self.body = {"ok": False, "error_code": status, "description": description}
        if parameters:
            self.body["parameters"] = parameters


def bad(description: str) -> Refused:
    return Refused(400, f"Bad Request: {description}")


@dataclass
class Call:
    """One call of the bot that was not refused."""

    method: str
    params: dict[str, Any]

    @property
    def text(self) -> str:
        return self.params["text"]

    @property
    def chat(self) -> int:
        return int(self.params["chat_id"])

    def entity_texts(self, kind: str) -> list[str]:
        """The stretches of text under entities of a kind, cut out as a Telegram client cuts them."""
        encoded = self.text.encode("utf-16-le")
        return [
            encoded[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")
            for entity in self.params.get("entities", [])
            if entity["type"] == kind
        ]


@dataclass
class BotApi:
    """The server's state, and the hands and eyes of the people in the chats."""

    token: str
    base_url: str = ""
    calls: list[Call] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    conflict: bool = False
    faults: dict[str, deque[Refused]] = field(default_factory=lambda: defaultdict(deque))
    _updates: list[dict[str, Any]] = field(default_factory=list)
    _messages: set[tuple[int, int]] = field(default_factory=set)
    _numbers: itertools.count = field(default_factory=lambda: itertools.count(1))
    _polls: int = 0
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    # what people do

    async def say(self, user: int, text: str | None, *, language: str = "en", group: int = 0, **more: object) -> int:
        """Let somebody send a message, in private or in a group, and return its number."""
        number = next(self._numbers)
        chat = {"id": group, "type": "supergroup", "title": "G"} if group else {"id": user, "type": "private"}
        sender = {"id": user, "is_bot": False, "first_name": "U", "language_code": language}
        message = {"message_id": number, "date": 1_700_000_000, "chat": chat, "from": sender, **more}
        if text is not None:
            message["text"] = text
            if text.startswith("/"):
                message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        self._messages.add((chat["id"], number))
        await self.push({"message": message})
        return number

    async def push(self, update: dict[str, Any]) -> None:
        """Put any update into the queue."""
        self._updates.append({"update_id": next(self._numbers) + 1000, **update})
        async with self._changed:
            self._changed.notify_all()

    # what people see

    def sent(self, chat: int | None = None) -> list[Call]:
        """The messages sent, to one chat or to all."""
        return [call for call in self.calls if call.method == "sendMessage" and chat in {None, call.chat}]

    async def wait_for_messages(self, count: int, *, chat: int | None = None, seconds: float = 10) -> list[Call]:
        """Wait until so many messages were sent, and return them."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(lambda: len(self.sent(chat)) >= count)
        return self.sent(chat)

    async def wait_for_call(self, method: str, *, seconds: float = 10) -> None:
        """Wait until a method was called."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(lambda: any(call.method == method for call in self.calls))

    # the server

    async def handle(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        params = {key: json.loads(value) if key in _JSON else value for key, value in (await request.post()).items()}
        try:
            result = await self._called(request.match_info["token"], method, params)
        except Refused as refusal:
            self.refusals.append(f"{method}: {refusal}")
            return web.json_response(refusal.body, status=refusal.body["error_code"])
        self.calls.append(Call(method, params))
        async with self._changed:
            self._changed.notify_all()
        return web.json_response({"ok": True, "result": result})

    async def _called(self, token: str, method: str, params: dict[str, Any]) -> object:
        if token != self.token:
            raise Refused(401, "Unauthorized")
        if self.faults[method]:
            raise self.faults[method].popleft()
        action = getattr(self, f"_on_{method.lower()}", None)
        if action is None:
            raise Refused(404, "Not Found: method not found")
        return await action(params)

    async def _on_getme(self, params: dict[str, Any]) -> object:
        return _ME

    async def _on_deletewebhook(self, params: dict[str, Any]) -> object:
        return True

    async def _on_setmycommands(self, params: dict[str, Any]) -> object:
        for command in params["commands"]:
            if not 1 <= len(command["description"]) <= 256:
                raise bad("command description is invalid")
        return True

    async def _on_sendchataction(self, params: dict[str, Any]) -> object:
        self._check_chat(params)
        return True

    async def _on_getupdates(self, params: dict[str, Any]) -> object:
        conflict = Refused(
            409,
            "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
        )
        self._polls += 1
        mine = self._polls
        offset = int(params.get("offset", 0))
        self._updates = [update for update in self._updates if update["update_id"] >= offset]
        with suppress(TimeoutError):
            async with asyncio.timeout(float(params.get("timeout", 0)) or 0.001), self._changed:
                await self._changed.wait_for(lambda: self._updates or self.conflict or mine != self._polls)
        if self.conflict or mine != self._polls:
            raise conflict
        return self._updates[:100]

    async def _on_sendmessage(self, params: dict[str, Any]) -> object:
        self._check_chat(params)
        _check_text(params["text"])
        _check_entities(params["text"], params.get("entities", []))
        _check_buttons(params.get("reply_markup", {}))
        chat = int(params["chat_id"])
        reply = params.get("reply_parameters")
        if reply and (chat, reply["message_id"]) not in self._messages and not reply.get("allow_sending_without_reply"):
            raise bad("message to be replied not found")
        number = next(self._numbers)
        self._messages.add((chat, number))
        return {
            "message_id": number,
            "date": 1_700_000_000,
            "chat": {"id": chat, "type": "private"},
            "text": params["text"],
        }

    def _check_chat(self, params: dict[str, Any]) -> None:
        if int(params["chat_id"]) not in {chat for chat, _ in self._messages}:
            raise bad("chat not found")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _check_text(text: str) -> None:
    if not text.strip():
        raise bad("message text is empty")
    if _units(text.strip()) > 4096:
        raise bad("message is too long")


def _check_entities(text: str, entities: list[dict[str, Any]]) -> None:
    if len(entities) > 100:
        raise bad("too many entities")
    size, encoded, before, quoted = _units(text), text.encode("utf-16-le"), 0, 0
    for entity in sorted(entities, key=lambda entity: (entity["offset"], -entity["length"])):
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if entity["type"] not in _ENTITIES:
            raise bad("unsupported entity type")
        if start < 0 or end <= start or end > size:
            raise bad(
                f"entity beginning at UTF-16 offset {start} ends after the end of the text at UTF-16 offset {end}"
            )
        for edge in (start, end):
            if edge < size and 0xDC <= encoded[2 * edge + 1] <= 0xDF:
                raise bad(f"entity beginning at UTF-16 offset {start} ends in a middle of a UTF-16 symbol")
        if start < before < end:
            raise bad("entities overlap")
        if entity["type"] in _BLOCKQUOTES and start < quoted:
            raise bad("blockquotes can't be nested")
        before = max(before, end)
        quoted = end if entity["type"] in _BLOCKQUOTES else quoted


def _check_buttons(markup: dict[str, Any]) -> None:
    for row in markup.get("inline_keyboard", []):
        for button in row:
            if not 1 <= len(button.get("callback_data", "x").encode()) <= 64:
                raise bad("BUTTON_DATA_INVALID")
    for row in markup.get("keyboard", []):
        if not all(button["text"].strip() for button in row):
            raise bad("KeyboardButton text must be non-empty")


@asynccontextmanager
async def bot_api(token: str) -> AsyncIterator[BotApi]:
    """Run a Bot API server on a free port of the loopback."""
    api = BotApi(token)
    application = web.Application()
    application.router.add_post("/bot{token}/{method}", api.handle)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    api.base_url = f"http://{host}:{port}/bot"
    try:
        yield api
    finally:
        await runner.cleanup()
