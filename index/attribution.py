"""Who speaks from where to where, and whether the words are direct, reported or narration.

A text is read once, sentence by sentence. A sentence with a verb of speech says who speaks; the sentences after it are
his until somebody else speaks or narration resumes. Layouts in which the speaker stands at the head of a line
(张三：…, 问：/答：) and whole speeches are read by their layout.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from index.cleaning import CleanText, Span
from index.folding import fold
from index.heading import Heading
from index.names import Mention, Mentions, Person
from index.narration import begins_with_moment, looks_narrated, looks_spoken
from index.quotations import quotation_after, quotation_at
from index.reading import Source
from index.saying import Saying, SentenceReader, Who
from index.sentences import sentences
from index.speech import Force
from index.transcripts import Labelled, labelled_lines, speech_start


class Kind(StrEnum):
    """How the words reach us."""

    DIRECT = "direct"
    REPORTED = "reported"
    NARRATION = "narration"


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's uninterrupted stretch of the clean text; turns cover the clean text in order."""

    start: int
    end: int
    speaker: str | None  # as written in the text; joint speakers joined by 、; None for narration
    office: str | None
    kind: Kind
    certain: bool = True  # False where the speaker was inferred over a doubtful gap


@dataclass(frozen=True, slots=True)
class SourceTurn:
    """A turn in the source text; these cover the whole file in order."""

    start: int
    end: int
    text: str
    speaker: str | None
    office: str | None
    kind: Kind


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who has the floor."""

    name: str
    office: str | None
    person: bool


def attribute(clean: CleanText, heading: Heading) -> tuple[Turn, ...]:
    """Cut the clean text into turns; they cover it exactly, line ends belong to the turn before."""
    return turns_in(clean.text, heading)


def source_turns(source: Source, clean: CleanText, turns: tuple[Turn, ...]) -> tuple[SourceTurn, ...]:
    """Return the turns in source offsets; what cleaning leaves out belongs to the turn before, so that all is covered."""
    length = len(source.text)
    if not turns or not clean.text:
        return (SourceTurn(0, length, source.text, None, None, Kind.NARRATION),) if length else ()
    starts = [clean.to_source(turn.start, turn.end).start for turn in turns]
    bounds = list(zip(turns, starts, [*starts[1:], length], strict=True))
    covered = [SourceTurn(a, b, source.text[a:b], one.speaker, one.office, one.kind) for one, a, b in bounds if b > a]
    if starts[0] > 0:
        covered.insert(0, SourceTurn(0, starts[0], source.text[: starts[0]], None, None, Kind.NARRATION))
    return tuple(covered)


def turns_in(text: str, heading: Heading) -> tuple[Turn, ...]:
    """Cut a plain text with one paragraph a line into turns.

    >>> heading = Heading("例会", None, None, (Attendee("林知远", ("市长",)),))
    >>> [(turn.speaker, turn.kind.value) for turn in turns_in("市长林知远出席。他强调，要抓紧。", heading)]
    [(None, 'narration'), ('林知远', 'reported')]
    """
    return _Reading(text, heading).turns()


# A report from the scene: people are quoted between descriptions, so that nobody is taken to go on speaking.
_REPORTAGE = re.compile(r"^【|反响|纪实|快讯|记者(?:在|看到|发现|了解|见到|走进)")


_SHORTEST_QUOTATION = 8  # characters with its marks; less is a term set off
_GATHERING = re.compile(r"(?:^|(?<=[，,。；\s]))(会议|全会|大会|座谈会|大家|双方|各方|与会[一-龥]{2,4})(?=[^的议，,][^，,]*[，,])")


class _Reading:
    """Reads one text from top to bottom and keeps who has the floor."""

    def __init__(self, text: str, heading: Heading) -> None:
        self._text = text
        self._folded = fold(text)
        people = tuple(Person(one.name, one.offices) for one in heading.people)
        keys = tuple(fold(one.name) for one in people)
        self._offices = {key: one.offices for key, one in zip(keys, people, strict=True)}
        self._reader = SentenceReader(self._folded, Mentions(self._folded, people, keys))
        self._known = frozenset(keys)
        self._title = fold(heading.title)
        self._turns: list[Turn] = []
        self._floor: _Speaker | None = None  # who speaks in the sentence before
        self._last: _Speaker | None = None  # who spoke last, even if narration came between
        self._person: Mention | None = None  # whom 他 means
        self._rivals = False  # whether 他 could mean somebody else
        self._gathering: _Speaker | None = None  # the meeting that the narrated sentence before is about
        self._listed: list[Mention] = []  # whom 他们 means
        self._labels = {label.start: label for label in labelled_lines(text, self._folded, self._known)}
        self._label: Labelled | None = None
        self._paragraph = Span(0, 0)
        self._salutation = speech_start(self._folded)

    def turns(self) -> tuple[Turn, ...]:
        """Read the text and return its turns, joined where neighbours have the same speaker."""
        for number, paragraph in enumerate(self._paragraphs()):
            self._read_paragraph(paragraph, number)
        return _join(self._turns, len(self._text))

    def _paragraphs(self) -> list[Span]:
        spans, at = [], 0
        for line in self._text.split("\n"):
            end = min(at + len(line) + 1, len(self._text))
            spans.append(Span(at, end))
            at = end
        return [span for span in spans if span.end > span.start]

    def _read_paragraph(self, paragraph: Span, number: int) -> None:
        words = self._folded[paragraph.start : paragraph.end].strip()
        if self._by_layout(paragraph):
            return
        if not words or self._is_title(words, number):
            self._add(paragraph, None)
            return
        if _is_subheading(words):
            self._read_subheading(paragraph)
            return
        carried = self._floor
        self._floor = self._gathering = None
        self._paragraph = paragraph
        spans = [
            Span(paragraph.start + start, paragraph.start + end)
            for start, end in sentences(self._text[paragraph.start : paragraph.end])
        ]
        for position, span in enumerate(spans):
            if position == 0:
                self._read_first(span, paragraph, carried)
            else:
                self._read_sentence(span)

    def _is_title(self, words: str, number: int) -> bool:
        return number == 0 and (words == self._title or (len(words) < 80 and not re.search(r"[。！？；]", words)))  # noqa: PLR2004

    # --- layouts

    def _by_layout(self, paragraph: Span) -> bool:
        """Read a paragraph by its layout, if the text has one."""
        label = self._labels.get(paragraph.start)
        if label:
            self._label = label
            self._floor = self._labelled(label)
            self._add(Span(paragraph.start, label.words), self._floor)
            self._add(Span(label.words, paragraph.end), self._floor, kind=Kind.DIRECT)
            return True
        if self._label and self._floor and not _is_subheading(self._folded[paragraph.start : paragraph.end].strip()):
            words = self._folded[paragraph.start : paragraph.end]
            if looks_narrated(words) or self._reader.about(paragraph):
                self._label = None
                return False
            self._add(paragraph, self._floor, kind=Kind.DIRECT)
            return True
        if self._salutation is not None and paragraph.start >= self._salutation and self._orator():
            self._add(paragraph, self._orator(), kind=Kind.DIRECT)
            return True
        return False

    def _labelled(self, label: Labelled) -> _Speaker:
        key = self._folded[label.name.start : label.name.end]
        name = self._text[label.name.start : label.name.end]
        if key in {"答", "a"}:
            answering = [one for one in self._offices if re.search("发言人|负责", "".join(self._offices[one]))]
            key = answering[0] if answering else key
            mention = [one for one in self._reader.mentions(0, len(self._text)) if fold(one.name) == key]
            name = mention[0].name if mention else "答问人"
        elif key in {"问", "q", "提问"}:
            name = "记者"
        mentions = self._reader.mentions(label.name.start, label.name.end)
        if mentions:
            return self._speaker_of(mentions[0])
        return _Speaker(name, label.office or self._office(key), person=True)

    def _orator(self) -> _Speaker | None:
        """Who gives the whole speech: the person named before its salutation."""
        if self._salutation is None:
            return None
        named = self._reader.mentions(0, self._salutation)
        return self._speaker_of(named[-1]) if named else None

    # --- paragraphs and sentences

    def _read_subheading(self, span: Span) -> None:
        """A line without an end mark inside the text: its parts may each report words (俄称… 乌称…)."""
        start = span.start
        parts = [Span(start + a, start + b) for a, b in _parts(self._text[span.start : span.end])]
        before: _Speaker | None = None
        for part in parts:
            said = self._reader.saying(part)
            plain = said and said.who in {Who.PERSONS, Who.BODY} and said.force is Force.REPORTS
            speaker = self._speaker(said) if said and plain and len(parts) > 1 else None
            speaker = speaker or self._by_short_office(part) or (None if said else before)
            self._add(part, speaker)
            before = speaker

    def _by_short_office(self, part: Span) -> _Speaker | None:
        """乌总统称: the person with an office that begins and ends so."""
        match = re.match(r"([一-龥])(总统|总理|首相|外长|防长|财长)(?:说|称|表示)", self._folded[part.start : part.end])
        if not match:
            return None
        holders = [
            key
            for key, given in self._offices.items()
            if any(fold(one).startswith(match.group(1)) and fold(one).endswith(match.group(2)) for one in given)
        ]
        named = [
            one
            for one in self._reader.mentions(0, len(self._text))
            if len(holders) == 1 and fold(one.name) == holders[0]
        ]
        return self._speaker_of(named[0]) if named else None

    def _read_first(self, span: Span, paragraph: Span, carried: _Speaker | None) -> None:
        """Read the first sentence of a paragraph: the floor may be carried over from the paragraph before."""
        if self._explicit(span, carried, carried_over=True):
            return
        words = self._folded[span.start : span.end]
        if carried and self._goes_on(span, paragraph, carried):
            self._floor = carried
            self._carry(span, carried, certain=looks_spoken(words))
            return
        self._narrate(span)

    def _goes_on(self, span: Span, paragraph: Span, carried: _Speaker) -> bool:
        """Whether a paragraph that names no speaker goes on with the words of the paragraph before."""
        words = self._folded[span.start : span.end]
        if self._whole_quotation(span):
            return True
        if looks_narrated(words) or begins_with_moment(words) or self._about_speaker(span, carried):
            return False
        if self._names_speaker(Span(span.end, paragraph.end)):
            return False  # the sentence sets the scene for whoever speaks next
        if looks_spoken(words) or self._next_speaker(paragraph.end) == carried.name:
            return True
        return self._nothing_else(paragraph.start)

    def _names_speaker(self, rest: Span) -> bool:
        """Whether a later sentence of the paragraph says who speaks."""
        return any(
            (said := self._reader.saying(Span(rest.start + start, rest.start + end))) and said.who is not Who.NOBODY
            for start, end in sentences(self._text[rest.start : rest.end])
        )

    def _nothing_else(self, start: int) -> bool:
        """Whether nobody else speaks and nothing happens from here to the end: a briefing goes on over paragraphs."""
        if _REPORTAGE.search(self._folded):
            return False
        return not any(
            looks_narrated(self._folded[start + a : start + b])
            or begins_with_moment(self._folded[start + a : start + b])
            or self._reader.saying(Span(start + a, start + b))
            for a, b in sentences(self._text[start:])
        )

    def _next_speaker(self, start: int) -> str | None:
        """Who is named as speaking in the next paragraph."""
        end = self._text.find("\n", start)
        end = end if end >= 0 else len(self._text)
        first = [Span(start + a, start + b) for a, b in sentences(self._text[start:end])[:1]]
        said = self._reader.saying(first[0]) if first else None
        return said.names[0] if said and said.names else None

    def _read_sentence(self, span: Span) -> None:
        if self._explicit(span, self._floor):
            return
        floor = self._floor
        words = self._folded[span.start : span.end]
        if floor and not self._about_speaker(span, floor) and not looks_narrated(words):
            self._carry(span, floor)
            return
        self._narrate(span)

    def _carry(self, span: Span, speaker: _Speaker, *, certain: bool = True) -> None:
        """Add a sentence that is still the speaker's; a sentence between quotation marks is direct."""
        quoted = self._whole_quotation(span)
        self._add(span, speaker, kind=Kind.DIRECT if quoted else Kind.REPORTED, certain=certain)

    def _whole_quotation(self, span: Span) -> bool:
        quoted = quotation_at(self._text, span.start, span.end)
        return quoted is not None and not self._text[quoted.end : span.end].strip()

    def _about_speaker(self, span: Span, speaker: _Speaker) -> bool:
        """Whether the sentence tells of somebody's deed: the speaker himself, or another person who is there."""
        clauses = self._reader.clauses(span)
        words = self._folded[span.start : span.end]
        if not speaker.person and words.startswith(fold(speaker.name)):
            return True
        if re.match(r"(?:他|她)(?![们人国])", words):
            return speaker.person
        about = self._reader.about(span)
        if not about:
            return False
        same = any(one.name == speaker.name for one in about)
        respectful = about[0].office is not None
        first = clauses[0]
        early = about[0].start < first.end or (len(clauses) > 1 and about[0].start < clauses[1].end)
        return early and (same or not respectful) and not re.match("的", self._folded[about[-1].end :][:1])

    def _narrate(self, span: Span) -> None:
        self._floor = None
        self._add(span, None)
        self._remember(self._reader.about(span), span)
        named = re.match(r"会议|全会|大会|座谈会", self._folded[span.start : span.end])
        if named:
            self._gathering = _Speaker(self._text[span.start : span.start + named.end()], None, person=False)

    def _remember(self, about: list[Mention], span: Span) -> None:
        """Remember whom 他 and 他们 mean in the next sentence."""
        if about:
            self._person = about[0]
            self._rivals = len({one.name for one in about}) > 1
        words = self._folded[span.start : span.end]
        if re.search(r"致辞|发言|先后|分别|出席|参加|会见|介绍", words):
            named = self._reader.mentions(span.start, span.end)
            if len({one.name for one in named}) > 1:
                self._listed = named

    # --- sentences with a verb of speech

    def _explicit(self, span: Span, floor: _Speaker | None, *, carried_over: bool = False) -> bool:
        """Read a sentence by its own verb of speech; False where it has none or only repeats another's words."""
        said = self._reader.saying(span)
        if said is None or (floor and self._is_nested(said, floor, carried_over=carried_over)):
            return False
        if said.force is Force.PERFORMS and said.who is Who.NOBODY and not self._thanks(said, span):
            return False
        speaker = self._speaker(said, span)
        if speaker is None:
            return False
        behind = self._after_quotation(span, said, speaker)
        if self._says_nothing(said, span):
            return behind
        self._last = self._floor = speaker
        certain = not (said.who is Who.HE and self._rivals)
        self._add_words(span, said, speaker, certain=certain)
        about = self._reader.about(span)
        self._remember(about, span)
        return True

    def _sentence_subject(self, said: Saying, span: Span) -> list[Mention]:
        return self._reader.about(Span(span.start, said.verb.start))

    def _thanks(self, said: Saying, span: Span) -> bool:
        """Whether 希望 or 感谢 without a subject of its own has one in the sentence, and follows no deed of his."""
        before = self._folded[span.start : said.verb.start]
        if re.search(r"来到|走进|看望|前往|抵达", before):
            return False
        return bool(self._sentence_subject(said, span) or _GATHERING.search(before))

    def _is_nested(self, said: Saying, floor: _Speaker, *, carried_over: bool) -> bool:
        """Whether a speaker only repeats what another said: 习近平总书记指出 inside a mayor's speech."""
        if said.who is Who.PERSONS:
            return said.respectful and said.names[0] != floor.name and said.names[0] not in self._title_names()
        if said.who is Who.BODY and floor.person and not carried_over:
            words = self._folded[said.subject[0].start : said.subject[0].end]
            return len(words) > 2 and said.force is not Force.REPORTS  # noqa: PLR2004 会议, 大家, 中方 are short
        return False

    def _title_names(self) -> set[str]:
        return {one.name for one in self._reader.mentions(0, (self._text + "\n").index("\n"))}

    def _says_nothing(self, said: Saying, span: Span) -> bool:
        """Whether the sentence ends with the verb: the words stand before it."""
        return not re.search(r"[一-龥\d]", self._folded[said.verb.end : span.end])

    def _after_quotation(self, span: Span, said: Saying, speaker: _Speaker) -> bool:
        """Give a quotation just read to the speaker named behind it: “……。”他说。"""
        last = self._turns[-1] if self._turns else None
        if last is None or last.start < self._paragraph.start or said.who is Who.NOBODY:
            return False
        opened = _opening(self._text[last.start : last.end])
        if opened is None or said.force is not Force.REPORTS:
            return False
        self._turns.pop()
        if opened:
            self._turns.append(replace(last, end=last.start + opened))
        self._add(Span(last.start + opened, last.end), speaker, kind=Kind.DIRECT)
        if self._says_nothing(said, span):
            self._floor = self._last = speaker
            self._add(span, speaker)
        return True

    def _add_words(self, span: Span, said: Saying, speaker: _Speaker, *, certain: bool) -> None:
        """Add a sentence that says who speaks; words between quotation marks behind the verb are direct."""
        quoted = quotation_after(self._text, said.verb.end, span.end) or quotation_at(
            self._text, span.start, said.verb.start
        )
        if not quoted:
            self._add(span, speaker, certain=certain)
            return
        self._add(Span(span.start, quoted.start), speaker, certain=certain)
        self._add(quoted, speaker, kind=Kind.DIRECT, certain=certain)
        self._add(Span(quoted.end, span.end), speaker, certain=certain)

    # --- who

    def _speaker(self, said: Saying, span: Span | None = None) -> _Speaker | None:
        """Return who speaks in a sentence with a verb of speech."""
        if said.who is Who.PERSONS:
            return self._joint(said.names)
        if said.who is Who.BODY:
            return self._body(said)
        if said.who in {Who.HE, Who.ITS_PAPER}:
            about = self._sentence_subject(said, span) if span else []
            return self._speaker_of((about or [self._person])[0]) if about or self._person else self._last
        if said.who is Who.THEY:
            return self._they(span)
        if said.who is Who.THIS_BODY:
            return self._named_before(said)
        about = self._sentence_subject(said, span) if span else []
        if about:
            return self._joint(tuple(one.name for one in about))
        return self._carried(said, span)

    def _carried(self, said: Saying, span: Span | None) -> _Speaker | None:
        """Speaker of a verb without a subject: the meeting or group that begins the sentence, or who has the floor."""
        if span:
            named = _GATHERING.search(self._folded, span.start, said.verb.start)
            if named:
                return _Speaker(self._text[named.start(1) : named.end(1)], None, person=False)
        return self._floor or self._gathering

    def _body(self, said: Saying) -> _Speaker:
        place = said.subject[0]
        name = self._text[place.start : place.end].strip("《》 　")
        name = re.sub(r"^(?:本次|这次|此次|其中)", "", name)
        if len(name) == 1:
            name += "方"
        if fold(name).endswith("记者"):
            name = name[-2:]
        holders = [key for key, given in self._offices.items() if any(fold(one) == fold(name) for one in given)]
        if len(holders) == 1:
            named = [one for one in self._reader.mentions(0, len(self._text)) if fold(one.name) == holders[0]]
            if named:
                return self._speaker_of(named[0])
        return _Speaker(name, None, person=False)

    def _they(self, span: Span | None) -> _Speaker | None:
        if span:
            last = sentences(self._folded[max(0, span.start - 120) : span.start])
            before = self._folded[span.start - (last[-1].end - last[-1].start) : span.start] if last else ""
            group = re.search(
                r"(?:同|与|和|会见)([一-龥]{2,12}?(?:人士|代表|企业家|专家|负责人|学者))[^，。]{0,8}[^。]*。\s*$",
                before,
            )
            if group and len({one.name for one in self._reader.mentions(span.start - len(before), span.start)}) < 2:  # noqa: PLR2004
                start = span.start - len(before) + group.start(1)
                return _Speaker(self._text[start : start + len(group.group(1))], None, person=False)
        names = tuple(dict.fromkeys(one.name for one in self._listed))
        return self._joint(names) if names else self._last

    def _named_before(self, said: Saying) -> _Speaker | None:
        """该集团: the body named before whose name ends so."""
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
            return _Speaker(self._text[place.start : place.end], None, person=False)
        return _Speaker(self._text[found[-1].start(1) : found[-1].end(1)], None, person=False)

    def _speaker_of(self, mention: Mention) -> _Speaker:
        return _Speaker(mention.name, self._office(fold(mention.name)) or mention.office, person=True)

    def _joint(self, names: tuple[str, ...]) -> _Speaker:
        names = tuple(dict.fromkeys(names))
        return _Speaker("、".join(names), self._office(fold(names[0])) if len(names) == 1 else None, person=True)

    def _office(self, key: str) -> str | None:
        given = self._offices.get(key, ())
        return given[0] if given else None

    # --- turns

    def _add(self, span: Span, speaker: _Speaker | None, *, kind: Kind = Kind.REPORTED, certain: bool = True) -> None:
        if span.end <= span.start:
            return
        if speaker is None:
            self._turns.append(Turn(span.start, span.end, None, None, Kind.NARRATION))
        else:
            self._turns.append(Turn(span.start, span.end, speaker.name, speaker.office, kind, certain))


def _opening(words: str) -> int | None:
    """Where the quotation opens that ends the words; None where they end without one."""
    closing = words.rstrip()[-1:]
    mark = {"”": "“", "」": "「", "』": "『"}.get(closing)
    at = words.rfind(mark) if mark else -1
    return at if at >= 0 and len(words) - at >= _SHORTEST_QUOTATION else None


def _is_subheading(words: str) -> bool:
    """Whether a paragraph is a line that heads others: short and without an end mark."""
    return len(words) < 60 and not re.search(r"[。！？；：:!?…”」]$", words) and not re.search(r"[。；]", words)  # noqa: PLR2004


def _parts(line: str) -> list[Span]:
    """Cut a headline at its spaces, the space stays with the part before."""
    spans, start = [], 0
    for match in re.finditer(r"[ \u3000]+(?=\S)", line):
        spans.append(Span(start, match.end()))
        start = match.end()
    spans.append(Span(start, len(line)))
    return spans


def _join(turns: list[Turn], length: int) -> tuple[Turn, ...]:
    """Join neighbours that differ in nothing but their span."""
    joined: list[Turn] = []
    for turn in turns:
        last = joined[-1] if joined else None
        if last and (last.speaker, last.office, last.kind, last.certain) == (
            turn.speaker,
            turn.office,
            turn.kind,
            turn.certain,
        ):
            joined[-1] = replace(last, end=turn.end)
        else:
            joined.append(turn)
    return tuple(joined)
