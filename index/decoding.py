"""Bytes to characters: which encoding a file is written in, for texts in Chinese of either script and in English.

UTF-8 and UTF-16 prove themselves. GB18030 and Big5 do not: most of what is written in the one can be read in the
other, as other characters. The right one is told by how many of the characters are everyday ones.
"""

import codecs
import re
from dataclasses import dataclass
from functools import cache

from index.hanzi import HANZI

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHINESE = ("gb18030", "big5hkscs", "cp950")  # of equals the first is taken
_ASCII = bytes(range(0x80))
_HIGH = bytes(range(0x80, 0x100))
_ODD_RUN = re.compile(rb"[\x80-\xff]+")
# What tells a right reading from a wrong one: hanzi, private use, broken bytes, and scripts that misreading brings in.
_TELLING = re.compile(rf"[{HANZI}\ue000-\uf8ff\ufffd\u0400-\u04ff\u2500-\u257f\u3040-\u312f\u3300-\u33ff]")
_GLUED = re.compile(rf"(?<=[a-z])[{HANZI}]")  # Rodr赤guez: an accent misread; in a Chinese text a rare neighbour
_HANZI_RUN = re.compile(rf"[{HANZI}]{{2}}")
_SAMPLE = 40_000  # bytes that are looked at, from the first that is not ASCII
_EVERYDAY_SHARE = 0.5  # of the telling characters; a real text has 0.9 and more
_FEW_BROKEN = 10  # sound characters beyond ASCII for one broken
_LETTERS_A_HANZI = 20  # a longer text with fewer hanzi, and never two in a row, is western: 23沂16 was 23–16
_ODD_SHARE = 0.25  # a western text has no more bytes than this that are not ASCII


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding that gives it: `redecode(data, encoding)` is `text` again."""

    text: str
    encoding: str  # utf-8, utf-8-sig, utf-16, gb18030, big5hkscs, cp950 or cp1252


def redecode(data: bytes, encoding: str) -> str:
    """Read bytes in a known encoding, broken ones as U+FFFD."""
    return data.decode(encoding, errors="replace")


def decode(data: bytes) -> Decoded | None:
    """Read bytes in the encoding they are written in; None where no encoding gives a text.

    A UTF-8 file stays one in spite of a few broken bytes. A text without hanzi is never read as Chinese because of a
    stray byte.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(redecode(data, encoding), encoding)
    unicode = Decoded(redecode(data, "utf-8"), "utf-8")
    broken = unicode.text.count("\ufffd") - data.count("\ufffd".encode())
    sound = len(unicode.text) - broken - len(data.translate(None, _HIGH))  # characters beyond ASCII
    if not broken or sound > _FEW_BROKEN * broken:
        return unicode
    return _chinese(data) or (unicode if sound > broken else _western(data, unicode))


def _chinese(data: bytes) -> Decoded | None:
    """Read bytes in the Chinese encoding that gives the most everyday characters."""
    if _is_plain(data):
        return Decoded(redecode(data, "gb18030"), "gb18030")
    sample = data[_first_odd(data) :][:_SAMPLE]
    share, encoding = max(((_share(sample, encoding), encoding) for encoding in _CHINESE), key=lambda found: found[0])
    return Decoded(redecode(data, encoding), encoding) if share >= _EVERYDAY_SHARE else None


def _is_plain(data: bytes) -> bool:
    """Tell whether bytes are sound GB18030 without hanzi: English with the quotes and dashes of a Chinese keyboard."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return not _TELLING.search(text)


def _first_odd(data: bytes) -> int:
    """Return where the sample starts: at the first byte beyond ASCII, with one before it."""
    first = _ODD_RUN.search(data)
    return max(first.start() - 1, 0) if first else len(data)


def _share(sample: bytes, encoding: str) -> float:
    """Return how many of the hanzi and unreadable bytes of a sample are everyday characters."""
    text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(sample)
    telling = _TELLING.findall(text)
    if len(telling) * _LETTERS_A_HANZI < len(text) and not _HANZI_RUN.search(text):
        return 0.0
    everyday = sum(map(_everyday().__contains__, telling)) - len(_GLUED.findall(text))
    return everyday / max(len(telling), 1)


def _western(data: bytes, unicode: Decoded) -> Decoded | None:
    """Read bytes that are neither UTF-8 nor Chinese: a western text with single odd bytes, or nothing."""
    if len(data.translate(None, _ASCII)) > _ODD_SHARE * len(data):
        return None
    runs = _ODD_RUN.findall(data)
    if 2 * sum(len(run) == 1 for run in runs) > len(runs):
        return Decoded(redecode(data, "cp1252"), "cp1252")
    return unicode


@cache
def _everyday() -> frozenset[str]:
    """Return the characters that GB 2312 and Big5 each list first, as the frequent ones: 3,755 and 5,401."""
    gb = (bytes((lead, trail)) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF))
    big5 = (bytes((lead, trail)) for lead in range(0xA4, 0xC7) for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    return frozenset(b"".join(gb).decode("gb2312", "ignore") + b"".join(big5).decode("big5", "ignore"))
