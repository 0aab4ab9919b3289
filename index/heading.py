"""What a meeting text says of itself: title, date, place, who is there and what office they hold."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from index.cleaning import CleanText, FrontMatter, Reason
from index.dates import meeting_date, published_date, read_date
from index.folding import fold
from index.names import find_people
from index.titles import find_title


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
        title=(front and front.title) or (clean.page and clean.page.title) or _title(clean, name),
        date=(front and front.date and read_date(fold(front.date)))
        or meeting_date(folded, name, published=_published(clean)),
        place=(front and front.place) or _place(clean.text, folded),
        people=_people(clean.text, folded, front),
        url=front.url if front else None,
    )


def _title(clean: CleanText, name: str) -> str:
    """Return the title of a text; a second line that is marked as a heading of its own does not go on with it."""
    marked = False
    if len(clean.paragraphs) > 1:
        second = clean.to_source(*clean.paragraphs[1]).start
        at = bisect_left(clean.repairs, second, key=attrgetter("end"))
        marked = any(one.end == second and one.reason is Reason.MARKUP for one in clean.repairs[at : at + 1])
    return find_title(clean.text, name=name, one_line=marked)


def _published(clean: CleanText) -> date | None:
    """Return the day a text was published, as the page's head or the credits around the text say."""
    said = clean.page and clean.page.published
    return (published_date([fold(said)]) if said else None) or published_date([fold(line) for line in clean.credits])


_PLACE = (
    re.compile(r"(?:会议|会)?地点\s*[：:]\s*(?P<place>[^\n。；;，,]{2,40})"),
    re.compile(
        r"(?:会议|大会|论坛|座谈会|推进会|现场会|年会|峰会|全会|"
        r"会)[^，。,;；]{0,16}?在(?P<place>(?:(?![同与])[一-龥]){2,16}?)(?:隆重)?(?:召开|举行|开幕|举办|闭幕)"
    ),
    re.compile(
        r"日(?:上午|下午|晚|中午)?，?,?[^，。,]{0,24}?在(?P<place>[一-龥]{2,14}?)(?:主持|出席|会见|考察|调研|同|与|"
        r"分别|集体|召开|举行|检查|视察|慰问|看望|走访)(?!委员)"
    ),
    re.compile(r"在(?P<place>[一-龥]{2,12}?)(?:考察|调研|视察|暗访|督导|检查指导)"),
)


def _place(text: str, folded: str) -> str | None:
    """Return where the meeting was held, as the first paragraphs say."""
    lead = folded[:600]
    for pattern in _PLACE:
        found = pattern.search(lead)
        if found and not re.search(r"[时中后前上]$|^会议$|^京.|这里|会上", found.group("place")):
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
