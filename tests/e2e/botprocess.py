"""The bot as a process of its own, and everything it writes."""

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from botapi import BotApi

TOKEN = "123456789:AAF-e2e_test-token_0123456789abcdef"  # noqa: S105 - made up
ALLOWED = 100
_HERE = Path(__file__).parent
_ROOT = Path.cwd()  # pytest runs at the root of the repository


@dataclass
class BotProcess:
    """A running bot and everything it has written."""

    process: asyncio.subprocess.Process
    log_path: Path

    @property
    def log(self) -> str:
        return self.log_path.read_text(encoding="utf-8")

    async def ended(self, *, seconds: float = 15) -> int:
        """Wait for the end and return the exit status."""
        async with asyncio.timeout(seconds):
            return await self.process.wait()

    async def terminate(self) -> int:
        """Send SIGTERM, wait for the end and return the exit status."""
        with suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGTERM)
        return await self.ended()


async def start_bot(
    api: BotApi, log_path: Path, *, token: str = TOKEN, allowed: tuple[int, ...] = (ALLOWED,)
) -> BotProcess:
    """Start the bot with made-up answers as a process of its own."""
    script = str(_HERE / "bot_with_fake_answers.py")
    return await start([script, api.base_url, *map(str, allowed)], log_path, TELEGRAM_BOT_TOKEN=token)


async def start(arguments: Sequence[str], log_path: Path, **variables: str) -> BotProcess:
    """Start Python with these arguments and variables beside those of a clean environment."""
    with log_path.open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            stdout=log,
            stderr=asyncio.subprocess.STDOUT,
            env=environment() | variables,
        )
    return BotProcess(process, log_path)


def environment() -> dict[str, str]:
    """Return the environment of a bot: ours, without proxies and without settings of a bot that runs here."""
    inherited = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    for name in ("TELEGRAM_BOT_TOKEN", "YUANHUA_ALLOWED_USERS"):
        inherited.pop(name, None)
    return inherited | {"PYTHONPATH": str(_ROOT), "PYTHONWARNINGS": "default"}
