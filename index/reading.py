"""Bytes to text: which files are meeting texts, in which encoding and format each stands."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Format(StrEnum):
    """How the words are laid out in the file."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Source:
    """One meeting text as it stands in its file; `text` is what every source offset counts in."""

    name: str  # path below the docs folder, with forward slashes
    format: Format
    encoding: str  # utf-8, utf-8-sig, gb18030 or big5hkscs: bytes.decode(encoding) gives text again
    text: str  # decoded, line ends untouched
    digest: str  # sha256 of the file's bytes, hexadecimal
