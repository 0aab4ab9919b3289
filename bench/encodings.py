"""Measure how often `index.decoding` finds the encoding: public texts, written in each encoding and read blind.

Usage: python bench/encodings.py [FOLDER]; the folder holds DRCD, CMRC, XQuAD and NTREX (development data, not shipped).
A text counts as right when the characters come back as they were. English texts are written in UTF-8, GB18030 and
Windows-1252 only: nobody writes English in Big5.
"""

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from index.decoding import decode

FOLDER = Path("../shared/eval/public")
CHINESE = ("utf-8", "utf-8-sig", "utf-16", "gb18030", "big5", "big5hkscs", "cp950")
ENGLISH = ("utf-8", "utf-8-sig", "utf-16", "gb18030", "cp1252")
LENGTHS = (None, 40)


def main() -> None:
    """Print a row for each collection and length: right and tried texts by encoding, and all together."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    right = tried = 0
    for name, texts in collections(folder):
        for length in LENGTHS:
            cells = [
                f"{encoding} {good}/{count}"
                for encoding in (ENGLISH if name.endswith("en") else CHINESE)
                for good, count in [measure([text[:length] for text in texts], encoding)]
                if count
            ]
            right += sum(int(cell.split()[1].split("/")[0]) for cell in cells)
            tried += sum(int(cell.split("/")[1]) for cell in cells)
            print(f"{name:12} {length or 'whole':>5}  " + "  ".join(cells))
    print(f"all: {right}/{tried} = {right / tried:.4f}")


def collections(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the name and the texts of each collection."""
    for name in ("drcd_dev", "cmrc2018_dev", "xquad.zh", "xquad.en"):
        data = json.loads(gzip.decompress((folder / f"{name}.json.gz").read_bytes()))["data"]
        yield name, [_text(paragraph["context"]) for article in data for paragraph in article["paragraphs"]]
    for name in ("ntrex.zh-cn", "ntrex.zh-tw", "ntrex.en"):
        lines = gzip.decompress((folder / f"{name}.txt.gz").read_bytes()).decode("utf-8").split("\n")
        yield name, [_text(line) for line in lines if line.strip()]


def _text(text: str) -> str:
    return text.lstrip("\ufeff")  # some XQuAD contexts start with a mark of their own, which reads as one of ours


def measure(texts: list[str], encoding: str) -> tuple[int, int]:
    """Return how many texts come back as they were, and how many the encoding can write at all."""
    right = tried = 0
    for text in texts:
        try:
            data = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        decoded = decode(data)
        tried += 1
        right += decoded is not None and decoded.text == text
    return right, tried


if __name__ == "__main__":
    main()
