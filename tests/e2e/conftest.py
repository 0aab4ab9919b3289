"""A Bot API server and a bot process that talks to it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from botapi import BotApi, bot_api
from botprocess import TOKEN, BotProcess, start_bot


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with bot_api(TOKEN) as server:
        yield server


@pytest.fixture
async def bot(api: BotApi, tmp_path: Path) -> AsyncIterator[BotProcess]:
    running = await start_bot(api, tmp_path / "bot.log")
    yield running
    await running.terminate()
