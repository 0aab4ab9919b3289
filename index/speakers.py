"""From the subject of a verb of speech to who speaks: names, 他 and 他们, 该集团, 批示, a verb without a subject."""

import re
from dataclasses import dataclass

from index.folding import fold
from index.mentions import Mention
from index.repairs import Span
from index.saying import Saying, SentenceReader, Who
from index.sentences import sentences

GATHERING = re.compile(
    r"(?:^|(?<=[，,。；\s]))(会议|全会|大会|座谈会|大家|双方|各方|与会[一-龥]{2,4})(?=[^的议，,][^，,]*[，,])"
)
_SENTENCE_BEFORE = 120  # characters looked back for the group that 他们 means
_MET = re.compile(r"(?:同|与|和|会见)([一-龥]{2,12}?(?:人士|代表|企业家|专家|负责人|学者))[^，。]{0,8}[^。]*。\s*$")
_MEETING = re.compile(r"会议|全会|大会|座谈会")
_LISTING = re.compile(r"致辞|发言|先后|分别|出席|参加|会见|介绍")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who has the floor: a person, several, or a body."""

    name: str
    office: str | None
    person: bool


class Cast:
    """Knows who is named in one text, and remembers whom 他 and 他们 mean as the text is read."""

    def __init__(self, text: str, reader: SentenceReader, offices: dict[str, tuple[str, ...]]) -> None:
        self._text = text
        self._folded = reader.folded
        self._reader = reader
        self._offices = offices
        self.keys = frozenset(offices)  # folds of the names known
        self._person: Mention | None = None  # whom 他 means
        self._listed: list[Mention] = []  # whom 他们 means
        self._gathering: Speaker | None = None  # the meeting that the narrated sentence before is about
        self._last: Speaker | None = None  # who spoke last, even if narration came between
        self.rivals = False  # whether 他 could mean somebody else

    def begin_paragraph(self) -> None:
        """Forget what holds inside one paragraph only."""
        self._gathering = None

    def narrated(self, span: Span) -> None:
        """Remember whom a narrated sentence is about."""
        self.remember(span)
        named = _MEETING.match(self._folded, span.start, span.end)
        if named:
            self._gathering = Speaker(self._text[span.start : named.end()], None, person=False)

    def spoke(self, speaker: Speaker) -> None:
        """Remember who spoke last."""
        self._last = speaker

    def remember(self, span: Span) -> None:
        """Remember whom 他 and 他们 mean in the next sentence."""
        about = self._reader.about(span)
        if about:
            self._person = about[0]
            self.rivals = len({one.name for one in about}) > 1
        if _LISTING.search(self._folded, span.start, span.end):
            named = self._reader.mentions.within(span.start, span.end)
            if len({one.name for one in named}) > 1:
                self._listed = named

    def subject(self, said: Saying, span: Span) -> list[Mention]:
        """Return the persons that the words before the verb are about."""
        return self._reader.about(Span(span.start, said.verb.start))

    def who(self, said: Saying, span: Span, *, floor: Speaker | None) -> Speaker | None:
        """Return who speaks in a sentence with a verb of speech; `floor` is who has the floor so far."""
        match said.who:
            case Who.PERSONS:
                return self.named(said.names)
            case Who.BODY:
                return self._body(said)
            case Who.THEY:
                return self._they(span)
            case Who.THIS_BODY:
                return self._named_before(said)
        about = self.subject(said, span)
        if said.who is Who.NOBODY:
            return self.named(tuple(one.name for one in about)) if about else self._carried(said, span, floor)
        meant = about[0] if about else self._person
        return self.mentioned(meant) if meant else self._last

    def mentioned(self, mention: Mention) -> Speaker:
        """Return the person of a mention as a speaker."""
        return Speaker(mention.name, self.office(fold(mention.name)) or mention.office, person=True)

    def named(self, names: tuple[str, ...]) -> Speaker:
        """Return one person or joint speakers by name."""
        names = tuple(dict.fromkeys(names))
        return Speaker("、".join(names), self.office(fold(names[0])) if len(names) == 1 else None, person=True)

    def office(self, key: str) -> str | None:
        """Return the office first given to the person whose name folds to `key`."""
        given = self._offices.get(key, ())
        return given[0] if given else None

    def holder(self, pattern: str) -> Speaker | None:
        """Return the one person with an office that matches, or None where nobody or several have one."""
        keys = [key for key, given in self._offices.items() if any(re.fullmatch(pattern, fold(one)) for one in given)]
        mention = self._reader.mentions.first_of(keys[0]) if len(keys) == 1 else None
        return self.mentioned(mention) if mention else None

    def _carried(self, said: Saying, span: Span, floor: Speaker | None) -> Speaker | None:
        """Return the meeting or group that begins the sentence, or who has the floor."""
        named = GATHERING.search(self._folded, span.start, said.verb.start)
        if named:
            return Speaker(self._text[named.start(1) : named.end(1)], None, person=False)
        return floor or self._gathering

    def _body(self, said: Saying) -> Speaker:
        """Return a body, or the person who is meant where the body is an office alone (市长说)."""
        place = said.subject[0]
        name = re.sub(r"^(?:本次|这次|此次|其中)", "", self._text[place.start : place.end].strip("《》 　"))
        if len(name) == 1:
            name += "方"
        return self.holder(re.escape(fold(name))) or Speaker(name, None, person=False)

    def _they(self, span: Span) -> Speaker | None:
        """Return the group that the sentence before met, or the persons it listed."""
        last = sentences(self._folded[max(0, span.start - _SENTENCE_BEFORE) : span.start])
        start = span.start - (last[-1].end - last[-1].start) if last else span.start
        met = _MET.search(self._folded, start, span.start)
        if met and len({one.name for one in self._reader.mentions.within(start, span.start)}) <= 1:
            return Speaker(self._text[met.start(1) : met.end(1)], None, person=False)
        names = tuple(one.name for one in self._listed)
        return self.named(names) if names else self._last

    def _named_before(self, said: Saying) -> Speaker | None:
        """Return the body named before whose name ends so: 该集团."""
        place = said.subject[0]
        body = re.sub(r"^(?:该|这家|这个|这一)", "", self._folded[place.start : place.end])
        found = list(
            re.finditer(
                rf"(?:^|[，。；\s“])([一-龥]{{2,12}}{re.escape(body)}(?:有限)?(?:公司)?)",
                self._folded[: place.start],
                re.MULTILINE,
            )
        )
        if not found:
            return Speaker(self._text[place.start : place.end], None, person=False)
        return Speaker(self._text[found[-1].start(1) : found[-1].end(1)], None, person=False)
