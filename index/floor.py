"""Who has the floor: a text read once from top to bottom, sentence by sentence.

A sentence with a verb of speech says who speaks; the sentences after it are his until somebody else speaks or narration
resumes. Layouts in which the speaker stands at the head of a line (张三：…, 问：/答：) and whole speeches come first.
"""

import re
from dataclasses import dataclass, replace

from index.folding import fold
from index.mentions import Mention
from index.narration import begins_with_moment, looks_narrated, looks_spoken
from index.quotations import closing_quotation, quotation_after, quotation_at
from index.repairs import Span
from index.saying import Saying, SentenceReader, Who
from index.sentences import sentences
from index.speakers import GATHERING, Cast, Speaker
from index.speech import Force
from index.transcripts import Labelled, labelled_lines, speech_start

_LONGEST_HEADLINE = 60
_LONGEST_TITLE = 80
# A report from the scene: people are quoted between descriptions, so that nobody is taken to go on speaking.
_REPORTAGE = re.compile(r"^【|反响|纪实|快讯|记者(?:在|看到|发现|了解|见到|走进)")
_MEETING = re.compile(r"会议|全会|大会|座谈会|大家|与会|记者|双方$")
_DEED = re.compile(r"来到|走进|看望|前往|抵达")
_SHORT_OFFICE = re.compile(r"([一-龥])(总统|总理|首相|外长|防长|财长)(?:说|称|表示)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words and who speaks them; None for narration."""

    span: Span
    speaker: Speaker | None
    direct: bool = False
    certain: bool = True


class FloorReader:
    """Reads one text and keeps who has the floor."""

    def __init__(self, text: str, reader: SentenceReader, cast: Cast) -> None:
        self._text = text
        self._folded = reader.folded
        self._reader = reader
        self._cast = cast
        self._stretches: list[Stretch] = []
        self._floor: Speaker | None = None  # who speaks in the sentence before
        self._paragraph = Span(0, 0)
        self._labels = {label.start: label for label in labelled_lines(text, reader.folded, cast.keys)}
        self._in_transcript = False
        self._title_end = 0
        self._last_event: int | None = None  # where the last event of the text ends, once it has been looked for
        self._salutation = speech_start(reader.folded)

    def stretches(self, *, title: str) -> list[Stretch]:
        """Read the text; the stretches cover it in order. `title` is the folded title of the meeting."""
        for number, paragraph in enumerate(_paragraphs(self._text)):
            words = self._folded[paragraph.start : paragraph.end].strip()
            if not words or (number == 0 and _is_title(words, title)):
                self._add(paragraph, None)
                self._title_end = paragraph.end
            elif not self._read_layout(paragraph, words):
                self._read_paragraph(paragraph, words)
        return self._stretches

    # --- layouts

    def _read_layout(self, paragraph: Span, words: str) -> bool:
        """Read a paragraph by its layout; False where it has none."""
        label = self._labels.get(paragraph.start)
        if label:
            self._in_transcript = True
            self._floor = self._labelled(label)
            self._add(Span(paragraph.start, label.words), self._floor)
            self._add(Span(label.words, paragraph.end), self._floor, direct=True)
            return True
        if self._in_transcript:
            self._in_transcript = not (
                _is_headline(words)
                or looks_narrated(words)
                or re.match(r"\(.*\)$", words)
                or self._reader.about(paragraph)
            )
            if self._in_transcript:
                self._add(paragraph, self._floor, direct=True)
                return True
            self._floor = None
        orator = self._orator(paragraph)
        if orator:
            self._add(paragraph, orator, direct=True)
        return orator is not None

    def _labelled(self, label: Labelled) -> Speaker:
        """Return who is named at the head of a line."""
        key = self._folded[label.name.start : label.name.end]
        if key in {"问", "q", "提问"}:
            return Speaker("记者", None, person=True)
        if key in {"答", "a"}:
            return self._cast.holder(r".*(?:发言人|负责人|局长|主任|部长|书记|市长|县长)") or Speaker(
                "答", None, person=True
            )
        mentions = self._reader.mentions.within(label.name.start, label.name.end)
        speaker = self._cast.mentioned(mentions[0]) if mentions else None
        name = speaker.name if speaker else self._text[label.name.start : label.name.end]
        return Speaker(name, label.office or (speaker.office if speaker else None), person=True)

    def _orator(self, paragraph: Span) -> Speaker | None:
        """Return who gives the whole speech: the person named before its salutation."""
        if self._salutation is None or paragraph.start < self._salutation:
            return None
        named = self._reader.mentions.within(0, self._salutation)
        return self._cast.mentioned(named[-1]) if named else None

    # --- paragraphs

    def _read_paragraph(self, paragraph: Span, words: str) -> None:
        if _is_headline(words):
            self._read_headline(paragraph)
            return
        carried, self._floor = self._floor, None
        self._paragraph = paragraph
        self._cast.begin_paragraph()
        for position, span in enumerate(self._sentences(paragraph)):
            if position == 0:
                self._read_first(span, carried)
            else:
                self._read_sentence(span)

    def _sentences(self, stretch: Span) -> list[Span]:
        found = sentences(self._text[stretch.start : stretch.end])
        return [Span(stretch.start + start, stretch.start + end) for start, end in found]

    def _read_headline(self, line: Span) -> None:
        """Read a line without an end mark inside the text, whose parts may each report words: 俄称… 乌称…."""
        speaker: Speaker | None = None
        parts = _parts(self._text, line)
        for part in parts:
            said = self._reader.saying(part) if len(parts) > 1 else None
            if said and said.who in {Who.PERSONS, Who.BODY} and said.force is Force.REPORTS:
                speaker = self._cast.who(said, part, floor=None)
            elif said:
                speaker = None
            speaker = self._short_office(part) or speaker
            self._add(part, speaker)

    def _short_office(self, part: Span) -> Speaker | None:
        """Return the one person whose office is cut short in a headline: 乌总统 for 乌克兰总统."""
        cut = _SHORT_OFFICE.match(self._folded, part.start, part.end)
        return self._cast.holder(rf"{cut.group(1)}.*{cut.group(2)}") if cut else None

    def _read_first(self, span: Span, carried: Speaker | None) -> None:
        """Read the first sentence of a paragraph: the floor may be carried over from the paragraph before."""
        if self._read_saying(span, carried, carried_over=True):
            return
        if carried and self._goes_on(span, carried):
            self._floor = carried
            spoken = looks_spoken(self._folded[span.start : span.end])
            self._carry(span, carried, certain=spoken or self._whole_quotation(span))
            return
        self._narrate(span)

    def _goes_on(self, span: Span, carried: Speaker) -> bool:
        """Whether a paragraph that names no speaker goes on with the words of the paragraph before."""
        if self._whole_quotation(span):
            return True
        words = self._folded[span.start : span.end]
        if looks_narrated(words) or begins_with_moment(words) or self._tells_of(span, carried):
            return False
        if any(self._names_speaker(later) for later in self._sentences(Span(span.end, self._paragraph.end))):
            return False  # the sentence sets the scene for whoever speaks next
        return looks_spoken(words) or self._next_speaker() == carried.name or self._nothing_else()

    def _names_speaker(self, span: Span) -> bool:
        said = self._reader.saying(span)
        return said is not None and said.who is not Who.NOBODY

    def _next_speaker(self) -> str | None:
        """Return who is named as speaking first in the next paragraph."""
        start = self._paragraph.end
        line_end = self._text.find("\n", start)
        first = self._sentences(Span(start, line_end if line_end >= 0 else len(self._text)))[:1]
        said = self._reader.saying(first[0]) if first else None
        return said.names[0] if said and said.names else None

    def _nothing_else(self) -> bool:
        """Whether nobody else speaks and nothing happens from here to the end: a briefing goes on over paragraphs."""
        if self._last_event is None:
            self._last_event = len(self._text) if _REPORTAGE.search(self._folded) else self._find_last_event()
        return self._paragraph.start >= self._last_event

    def _find_last_event(self) -> int:
        """Return where the last sentence ends that says who speaks or what happened."""
        for span in reversed(self._sentences(Span(0, len(self._text)))):
            words = self._folded[span.start : span.end]
            if looks_narrated(words) or begins_with_moment(words) or self._reader.saying(span):
                return span.end
        return 0

    # --- sentences

    def _read_sentence(self, span: Span) -> None:
        if self._read_saying(span, self._floor):
            return
        narrated = looks_narrated(self._folded[span.start : span.end])
        if self._floor and not narrated and not self._tells_of(span, self._floor):
            self._carry(span, self._floor)
        else:
            self._narrate(span)

    def _carry(self, span: Span, speaker: Speaker, *, certain: bool = True) -> None:
        """Add a sentence that is still the speaker's; a sentence between quotation marks is direct."""
        self._add(span, speaker, direct=self._whole_quotation(span), certain=certain)

    def _whole_quotation(self, span: Span) -> bool:
        quoted = quotation_at(self._text, span.start, span.end)
        return quoted is not None and not self._text[quoted.end : span.end].strip()

    def _narrate(self, span: Span) -> None:
        self._floor = None
        self._add(span, None)
        self._cast.narrated(span)

    def _tells_of(self, span: Span, speaker: Speaker) -> bool:
        """Whether a sentence tells what somebody did: the speaker himself, or another person who is there."""
        words = self._folded[span.start : span.end]
        if not speaker.person and words.startswith(fold(speaker.name)):
            return True
        if re.match(r"(?:他|她)(?![们人国])", words):
            return speaker.person
        about = self._reader.about(span)
        if not about or not self._is_early(about[0], span):
            return False
        himself = any(one.name == speaker.name for one in about)
        return himself or about[0].office is None  # with an office behind the name he is spoken of: 习近平总书记

    def _is_early(self, mention: Mention, span: Span) -> bool:
        """Whether a person stands in the first two clauses of a sentence."""
        return mention.start < self._reader.clauses(span)[:2][-1].end

    def _read_saying(self, span: Span, floor: Speaker | None, *, carried_over: bool = False) -> bool:
        """Read a sentence by its own verb of speech; False where it has none or only repeats another's words."""
        said = self._reader.saying(span)
        if said is None or (floor and self._is_nested(said, span, floor, carried_over=carried_over)):
            return False
        if said.force is Force.PERFORMS and said.who is Who.NOBODY and not self._has_wisher(said, span):
            return False
        speaker = self._cast.who(said, span, floor=self._floor)
        if speaker is None:
            return False
        behind = self._take_quotation_before(said, speaker)
        nothing_said = not re.search(r"[一-龥\d]", self._folded[said.verb.end : span.end])
        if nothing_said and not behind:
            return False
        self._floor = speaker
        self._cast.spoke(speaker)
        self._add_words(span, said, speaker, certain=not (said.who is Who.HE and self._cast.rivals))
        self._cast.remember(span)
        return True

    def _has_wisher(self, said: Saying, span: Span) -> bool:
        """Whether 希望 or 感谢 without a subject of its own has one in the sentence, and follows no deed of his."""
        before = self._folded[span.start : said.verb.start]
        return not _DEED.search(before) and bool(self._cast.subject(said, span) or GATHERING.search(before))

    def _is_nested(self, said: Saying, span: Span, floor: Speaker, *, carried_over: bool) -> bool:
        """Whether a speaker only repeats what another said: 习近平总书记指出 inside a mayor's speech."""
        if said.who is Who.PERSONS:
            in_title = {one.name for one in self._reader.mentions.within(0, self._title_end)}
            return said.respectful and said.names[0] != floor.name and said.names[0] not in in_title
        if said.who is Who.NOBODY:
            about = self._cast.subject(said, span)
            return bool(about) and about[0].name != floor.name and self._reader.is_honoured(about[0])
        if said.who is Who.BODY and floor.person and not carried_over:
            words = self._folded[said.subject[0].start : said.subject[0].end]
            reports = said.force is Force.REPORTS and said.verb.end <= self._reader.clauses(span)[0].end
            return not (reports or _MEETING.match(words))
        return False

    def _take_quotation_before(self, said: Saying, speaker: Speaker) -> bool:
        """Give a quotation just read to the speaker who is named behind it."""
        last = self._stretches[-1] if self._stretches else None
        if (
            not last
            or last.span.start < self._paragraph.start
            or said.who is Who.NOBODY
            or said.force is not Force.REPORTS
        ):
            return False
        quoted = closing_quotation(self._text, last.span)
        if quoted is None:
            return False
        self._stretches.pop()
        if quoted.start > last.span.start:
            self._stretches.append(replace(last, span=Span(last.span.start, quoted.start)))
        self._add(quoted, speaker, direct=True)
        return True

    def _add_words(self, span: Span, said: Saying, speaker: Speaker, *, certain: bool) -> None:
        """Add a sentence that says who speaks; words between quotation marks behind the verb are direct."""
        behind = quotation_after(self._text, said.verb.end, span.end)
        quoted = behind or quotation_at(self._text, span.start, said.verb.start) or Span(span.end, span.end)
        self._add(Span(span.start, quoted.start), speaker, certain=certain)
        self._add(quoted, speaker, direct=True, certain=certain)
        self._add(Span(quoted.end, span.end), speaker, certain=certain)

    def _add(self, span: Span, speaker: Speaker | None, *, direct: bool = False, certain: bool = True) -> None:
        if span.end > span.start:
            self._stretches.append(Stretch(span, speaker, direct, certain))


def _paragraphs(text: str) -> list[Span]:
    """Return the lines of a text, each with its line end."""
    return [Span(*line.span()) for line in re.finditer(r"[^\n]*\n|[^\n]+", text)]


def _is_title(words: str, title: str) -> bool:
    return words == title or (len(words) < _LONGEST_TITLE and not re.search(r"[。!?！？;；]|[:：,，]$", words))


def _is_headline(words: str) -> bool:
    """Whether a paragraph is a line that heads others: short and without an end mark."""
    return len(words) < _LONGEST_HEADLINE and not re.search(r"[。！？；;：:!?…”」]$|[。；;]", words)


def _parts(text: str, line: Span) -> list[Span]:
    """Cut a headline at its spaces; a space stays with the part before."""
    spans, start = [], line.start
    for gap in re.compile(r"[ \u3000]+(?=\S)").finditer(text, line.start, line.end):
        spans.append(Span(start, gap.end()))
        start = gap.end()
    return [*spans, Span(start, line.end)]
