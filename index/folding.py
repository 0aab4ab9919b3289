"""Fold a text into its search form: half width, lower case, simplified characters; never for display.

Folding keeps the length: character i of the fold is the search form of character i of the text, so that an offset
found in the fold is an offset in the text.
"""

import unicodedata

from opencc import OpenCC

_FIRST = 0x20  # control characters stay as they are


def fold(text: str) -> str:
    """Return the search form of a text, of the same length.

    >>> fold("徐纓強調：ＡＩ（人工智能）")
    '徐缨强调:ai(人工智能)'
    """
    return text.translate(_FORMS)


class _Forms(dict[int, str]):
    """The search form of each code point, found when it is first met: all of them at once would take 0.1 s."""

    def __init__(self) -> None:
        super().__init__()
        self._simplify: OpenCC | None = None

    def __missing__(self, code: int) -> str:
        form = self._form(chr(code)) if code >= _FIRST else chr(code)
        self[code] = form if form == chr(code) else self._form(form)  # 薴 is 苧, which is 苎 as well
        return self[code]

    def _form(self, character: str) -> str:
        """Return the form of one character; a form longer than one character is not taken."""
        if self._simplify is None:
            self._simplify = OpenCC("t2s")
        form = str(self._simplify.convert(unicodedata.normalize("NFKC", character).lower()))  # ㉄ is 問 is 问
        return form if len(form) == 1 else character


_FORMS = _Forms()
