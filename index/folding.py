"""Fold a text into its search form: half width, lower case, simplified characters; never for display.

Folding keeps the length: character i of the fold is the search form of character i of the text, so that an offset
found in the fold is an offset in the text.
"""

import unicodedata
from functools import cache

from opencc import OpenCC

_HAN_RANGES = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2FA20))


def fold(text: str) -> str:
    """Return the search form of a text, of the same length.

    >>> fold("徐纓強調：ＡＩ（人工智能）")
    '徐缨强调:ai(人工智能)'
    """
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    """Map each code point whose search form differs from itself; forms longer than one character are not taken."""
    table: dict[int, str] = {}
    for code in [*range(0x20, 0x3400), *range(0xF900, 0x10000)]:
        form = unicodedata.normalize("NFKC", chr(code)).lower()
        if len(form) == 1 and form != chr(code):
            table[code] = form
    han = [chr(code) for low, high in _HAN_RANGES for code in range(low, high)]
    simplified = OpenCC("t2s").convert("\n".join(han)).split("\n")
    for traditional, converted in zip(han, simplified, strict=True):
        form = unicodedata.normalize("NFKC", converted)
        if len(form) == 1 and form != traditional:
            table[ord(traditional)] = form
    return table
