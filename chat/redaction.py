"""Keeps a secret out of the logs: the library that talks to Telegram writes the token into every address it calls."""

import logging
from urllib.parse import quote

_REDACTED = "[token]"
_SHORTEST_PART = 8  # characters; a shorter part of the secret would blot out innocent words
_CHATTY = ("httpx", "httpcore")  # they log the address of every call at INFO and DEBUG


class Redaction(logging.Filter):
    """Replaces a secret in a record's message, its traceback and its stack, whatever the record's level."""

    def __init__(self, secret: str) -> None:
        super().__init__()
        parts = {secret, quote(secret), quote(secret, safe=""), *secret.split(":")[1:]}
        self._parts = sorted((part for part in parts if len(part) >= _SHORTEST_PART), key=len, reverse=True)

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact a record; it is always let through."""
        record.msg, record.args = self.redact(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        record.exc_text = self.redact(record.exc_text) if record.exc_text else record.exc_text
        record.stack_info = self.redact(record.stack_info) if record.stack_info else record.stack_info
        return True

    def redact(self, text: str) -> str:
        """Return a text without the secret."""
        for part in self._parts:
            text = text.replace(part, _REDACTED)
        return text


def keep_out_of_logs(secret: str) -> None:
    """Redact a secret in everything that today's log handlers write, and quieten who would log it."""
    redaction = Redaction(secret)
    for handler in _handlers():
        handler.addFilter(redaction)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def _handlers() -> set[logging.Handler]:
    loggers = [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]
    handlers = {handler for logger in loggers for handler in logger.handlers}
    return handlers | ({logging.lastResort} if logging.lastResort else set())
