"""Fold a text into its search form: half width, lower case, simplified characters; never for display.

Folding keeps the length: character i of the fold is the search form of character i of the text, so that an offset
found in the fold is an offset in the text.
"""

import unicodedata
from functools import cache

from opencc import OpenCC

_CODES = (*range(0x20, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0x10000), *range(0x20000, 0x2FA20))


def fold(text: str) -> str:
    """Return the search form of a text, of the same length.

    >>> fold("徐纓強調：ＡＩ（人工智能）")
    '徐缨强调:ai(人工智能)'
    """
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    """Map each code point whose search form differs from itself; forms longer than one character are not taken."""
    plain = [unicodedata.normalize("NFKC", chr(code)).lower() for code in _CODES]
    forms = OpenCC("t2s").convert("\n".join(plain)).split("\n")  # after NFKC: ㉄ is 問 is 问
    table = {code: form for code, form in zip(_CODES, forms, strict=True) if len(form) == 1 and form != chr(code)}
    return {code: table.get(ord(form), form) for code, form in table.items()}  # 薴 is 苧, which is 苎 as well
