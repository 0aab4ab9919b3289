"""Write how each common character is read: `python -m training.readings` makes retrieval/readings.json from pypinyin.

The read side needs one reading a character to recognise misspelled names; pypinyin itself would cost the running bot
53 MB for its dictionary of phrases.
"""

import json
from itertools import product
from pathlib import Path

from pypinyin import Style, lazy_pinyin

_OUTPUT = Path("retrieval/readings.json")
_HANZI_ROWS = range(0xB0, 0xF8)  # of GB 2312: its 6,763 simplified characters


def main() -> None:
    """Write the table, one line a reading: the characters that are commonly read so."""
    characters = [_character(row, cell) for row, cell in product(_HANZI_ROWS, range(0xA1, 0xFF))]
    by_reading: dict[str, str] = {}
    for character in filter(None, characters):
        reading = lazy_pinyin(character, style=Style.NORMAL)[0]
        by_reading[reading] = by_reading.get(reading, "") + character
    lines = json.dumps(dict(sorted(by_reading.items())), ensure_ascii=False, indent=0)
    _OUTPUT.write_text(lines + "\n", encoding="utf-8")


def _character(row: int, cell: int) -> str:
    return bytes((row, cell)).decode("gb2312", errors="ignore")


if __name__ == "__main__":
    main()
