"""Standard output: text and JSON, whole at once, with escapes where the terminal's encoding lacks a character."""

import json
import os
import sys
from typing import Any

# JSON lets these stand in a text, and many a reader takes them for the end of the line.
_LINE_ENDS = {ord(character): f"\\u{ord(character):04x}" for character in "\x85\u2028\u2029"}


def print_json(shape: Any) -> None:
    """Print one line of JSON and flush it; dates are written as ISO 8601."""
    escaped = (sys.stdout.encoding or "").lower() != "utf-8"
    print(json.dumps(shape, ensure_ascii=escaped, default=str).translate(_LINE_ENDS), flush=True)


def print_text(text: str) -> None:
    """Print a text and flush it."""
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding), flush=True)


def write_no_more() -> None:
    """Let what is still to be written go nowhere, or it would fail once more when the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
