"""What a meeting text says of itself: title, date, place, who is there and what office they hold."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from index.cleaning import CleanText, FrontMatter
from index.dates import meeting_date, read_date
from index.folding import fold
from index.names import find_people

_LONGEST_TITLE = 120
_LONGEST_MADE = 40  # characters of a title made from the first sentence
_ENDS = re.compile(r"[。；！？…]|[，,：:]$")


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person named in a meeting text with the offices given there, in the text's own characters."""

    name: str
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of one meeting text; what is not known is None."""

    title: str
    date: date | None
    place: str | None
    people: tuple[Attendee, ...]
    url: str | None = None


def read_heading(clean: CleanText, *, name: str) -> Heading:
    """Read the head of a text; `name` is the file's path. What the front matter says goes before what is inferred."""
    front = clean.front_matter
    folded = fold(clean.text)
    return Heading(
        title=(front and front.title) or _title(clean.text, name),
        date=(front and front.date and read_date(fold(front.date))) or meeting_date(folded, name),
        place=(front and front.place) or _place(clean.text, folded),
        people=_people(clean.text, folded, front),
        url=front.url if front else None,
    )


def _title(text: str, name: str) -> str:
    """Return the first line if it looks like a title, else the first sentence cut short, else the file's name."""
    line = text.split("\n", 1)[0].strip()
    if line and len(line) <= _LONGEST_TITLE and not _ENDS.search(line):
        return line
    made = re.split(r"[。！？；]", line, maxsplit=1)[0]
    made = _event(made) or made
    if len(made) > _LONGEST_MADE:
        made = made[:_LONGEST_MADE].rstrip("，,、") + "…"
    stem = PurePosixPath(name).stem
    return made or stem


def _event(sentence: str) -> str | None:
    """Return the meeting that a sentence says was held: 12月29日上午,全市项目推进会召开."""
    held = re.search(
        r"(?:^|[，,])(?:[^，,]{0,6}日[^，,]{0,4})?([^，,]{4,60}?会)(?:议)?(?:在[^，,]{1,12})?(?:召开|举行|开幕)",
        fold(sentence),
    )
    return sentence[held.start(1) : held.end(1)] if held else None


_PLACE = (
    re.compile(r"(?:会议|会)?地点\s*[：:]\s*(?P<place>[^\n。；;，,]{2,40})"),
    re.compile(
        r"(?:会议|大会|论坛|座谈会|推进会|现场会|年会|峰会|全会|"
        r"会)[^，。,;；]{0,16}?在(?P<place>[一-龥]{2,16}?)(?:隆重)?(?:召开|举行|开幕|举办|闭幕)"
    ),
    re.compile(
        r"日(?:上午|下午|晚|中午)?，?,?[^，。,]{0,24}?在(?P<place>[一-龥]{2,14}?)(?:主持|出席|会见|考察|调研|同|与|"
        r"分别|集体|召开|举行|检查|视察|慰问|看望|走访)"
    ),
    re.compile(r"在(?P<place>[一-龥]{2,12}?)(?:考察|调研|视察|暗访|督导|检查指导)"),
)


def _place(text: str, folded: str) -> str | None:
    """Return where the meeting was held, as the first paragraphs say."""
    lead = folded[:600]
    for pattern in _PLACE:
        found = pattern.search(lead)
        if found and not re.search(r"[时中后前上]$|^会议$|这里", found.group("place")):
            return text[found.start("place") : found.end("place")].strip()
    return None


def _people(text: str, folded: str, front: FrontMatter | None) -> tuple[Attendee, ...]:
    """Return who is named in the front matter and in the text; offices of both are kept."""
    people: dict[str, list[str]] = {}
    spelled: dict[str, str] = {}
    for entry in front.people if front else ():
        for one in find_people(entry, fold(entry)) or ():
            spelled.setdefault(fold(one.name), one.name)
            people.setdefault(fold(one.name), []).extend(one.offices)
        if not find_people(entry, fold(entry)) and re.fullmatch(r"[一-龥·]{2,12}", fold(entry)):
            spelled.setdefault(fold(entry), entry)
            people.setdefault(fold(entry), [])
    for one in find_people(text, folded):
        spelled.setdefault(fold(one.name), one.name)
        given = people.setdefault(fold(one.name), [])
        given.extend(office for office in one.offices if office not in given)
    return tuple(Attendee(spelled[key], tuple(offices)) for key, offices in people.items())
