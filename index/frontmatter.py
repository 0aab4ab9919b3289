"""The optional block of `key: value` lines between two lines of `---` that opens a file and describes the meeting."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BLOCK = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<lines>(?:[^\r\n]*\r?\n){0,100}?)(?:---|\.\.\.)[ \t]*(?=[\r\n]|$)")
_LINE = re.compile(r"(?P<key>[^\s:：#-][^:：]{0,30})[:：](?P<value>.*)")
_ITEM = re.compile(r"\s*-\s+(?P<value>.+)")
_KEYS = {
    "title": ("title", "标题", "標題", "题目", "題目", "会议", "會議"),
    "date": ("date", "日期", "时间", "時間", "会议时间", "會議時間"),
    "place": ("place", "location", "地点", "地點", "会议地点", "會議地點"),
    "people": (
        "people",
        "attendees",
        "participants",
        "人员",
        "人員",
        "与会人员",
        "與會人員",
        "出席",
        "参会人员",
        "參會人員",
    ),
    "url": ("url", "link", "网址", "網址", "链接", "鏈接", "連結"),
}
_FIELDS = {key: field for field, keys in _KEYS.items() for key in keys}
_BETWEEN_PEOPLE = re.compile(r"\s*[、,，;；]\s*")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the block says, as it is written; None and empty where it says nothing. Lengths count in the source."""

    end: int  # where the block ends in the source; it starts at 0
    title: str | None = None
    date: str | None = None
    place: str | None = None
    people: tuple[str, ...] = ()
    url: str | None = None


def find_front_matter(text: str) -> FrontMatter | None:
    """Read the block that opens a text; None where there is none, or nothing in it has a name we know.

    Keys are English or Chinese (title 标题, date 日期, place 地点, people 人员, url 网址); people stand on one line
    with commas between, or on lines of their own that start with a dash.
    """
    block = _BLOCK.match(text)
    if block is None:
        return None
    values: dict[str, list[str]] = {}
    for key, value in _entries(block["lines"]):
        if value and key in _FIELDS:
            values.setdefault(_FIELDS[key], []).append(value)
    if not values:
        return None
    people = tuple(_people(values.pop("people", [])))
    return FrontMatter(block.end(), people=people, **{field: found[0] for field, found in values.items()})


def _entries(lines: str) -> Iterator[tuple[str, str]]:
    """Yield (key, value) for each line; the items of a list under the key above them."""
    key = ""
    for line in lines.splitlines():
        if item := _ITEM.fullmatch(line):
            yield key, _unquoted(item["value"])
        elif entry := _LINE.fullmatch(line.strip()):
            key = entry["key"].strip().lower()
            yield key, _unquoted(entry["value"])


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1].strip() if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _people(values: list[str]) -> Iterator[str]:
    for value in values:
        for name in _BETWEEN_PEOPLE.split(value.strip("[]")):
            if name := _unquoted(name):
                yield name
