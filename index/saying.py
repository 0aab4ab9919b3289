"""What one sentence says about who speaks: the verb of speech, its subject, and whom the sentence is about."""

import re
from dataclasses import dataclass
from enum import StrEnum

from index import speech
from index.folding import fold
from index.mentions import Mention, Mentions
from index.repairs import Span
from index.speech import Force

_LONGEST_MIDDLE = 60  # characters between a person and the verb
_DEEPEST = 10  # clauses looked at in one sentence
_CLAUSE_END = re.compile(r"[，；：,;:。！？!?]")
_HIDDEN = re.compile(r"“[^”\n]*”|「[^」\n]*」|『[^』\n]*』|《[^》\n]*》|\([^)\n]*\)|（[^）\n]*）|\"[^\"\n]*\"")
_JOINT = re.compile(r"(?:和|与|同|、|以及|及)")
# 习近平主席提出的…, 李强的讲话: the sentence is about a thing, not about the person.
_RELATIVE = re.compile(r"的(?!是)|[^，,。]{0,8}(?:提出|强调|指出|作出|倡导|关心|揭幕|领导)的(?!是)")
_HONOURED = re.compile(r"(?:总书记|主席|总理|委员长)$")
_SHORTEST_POINTS = 15
_LAYS_OUT = re.compile(r"回顾|部署|安排|提出|要求|建议|期许|意见|阐述|概括|总结|报告|介绍|倡议|主张|说明|希望|点")
_LED = re.compile(r"^等(?=[^，,。]{0,12}(?:代表|人|领导|嘉宾|专家|委员|官员|国|负责人|同志|方))")


class Who(StrEnum):
    """What kind of subject a verb of speech has."""

    PERSONS = "persons"
    HE = "he or she"
    THEY = "they"
    BODY = "a meeting, a group, an organisation or a paper"
    THIS_BODY = "an organisation named before"
    ITS_PAPER = "an instruction or a letter of somebody"
    NOBODY = "no subject"


@dataclass(frozen=True, slots=True)
class Saying:
    """A verb of speech in a sentence and its subject."""

    who: Who
    subject: tuple[Span, ...]  # where the names or the words of the subject stand; empty for NOBODY
    names: tuple[str, ...]  # of PERSONS
    verb: Span
    force: Force
    respectful: bool = False  # the person is named with an office behind the name: 习近平总书记


class SentenceReader:
    """Reads the sentences of one text; spans count in that text."""

    def __init__(self, folded: str, mentions: Mentions) -> None:
        self.folded = folded
        self.mentions = mentions
        self.masked = _HIDDEN.sub(lambda match: "\x01" * len(match.group()), folded)

    def clauses(self, span: Span) -> list[Span]:
        """Cut a sentence at its commas and colons; marks inside quotation marks and brackets do not cut."""
        clauses, start = [], span.start
        for match in _CLAUSE_END.finditer(self.masked, span.start, span.end):
            clauses.append(Span(start, match.end()))
            start = match.end()
        if start < span.end:
            clauses.append(Span(start, span.end))
        return clauses

    def about(self, span: Span) -> list[Mention]:
        """Return the persons the sentence is about: the first that stand as a subject."""
        for clause in self.clauses(span):
            persons = self._persons_first(clause.start, clause.end)
            if persons and not _RELATIVE.match(self.folded[persons[-1].end : clause.end]):
                return persons
        return []

    def saying(self, span: Span) -> Saying | None:
        """Return the first verb of speech of a sentence that has a subject here, or stands without one."""
        for number, clause in enumerate(self.clauses(span)):
            if number >= _DEEPEST:
                break
            for match in speech.VERB.finditer(self.masked, clause.start, clause.end):
                if match.start() == clause.start and match.group() in {"谈到", "谈及", "提到"}:
                    continue  # 谈到养老，徐书记说: it leads in the clause after it
                found = self._said(clause, match, first=number == 0)
                if found:
                    return found
        return self._laid_out(span)

    def _laid_out(self, span: Span) -> Saying | None:
        """Points after a colon: 应勇对工作进行回顾：一是…; the person comes first, the words after the colon."""
        for clause in self.clauses(span)[:4]:
            persons = self._persons_first(clause.start, clause.end)
            if not persons or self.folded[clause.end - 1] not in "：:" or span.end - clause.end < _SHORTEST_POINTS:
                continue
            if not _LAYS_OUT.search(self.masked, persons[-1].end, clause.end):
                return None
            spans = tuple(Span(person.start, person.end) for person in persons)
            names = tuple(person.name for person in persons)
            return Saying(Who.PERSONS, spans, names, Span(clause.end - 1, clause.end), Force.REPORTS)
        return None

    def _said(self, clause: Span, match: re.Match[str], *, first: bool) -> Saying | None:
        force = Force[(match.lastgroup or "").upper()]
        before = self.masked[clause.start : match.start()]
        if force is Force.OFTEN and _is_noun(before, match.group()):
            return None
        verb = Span(*match.span())
        persons = self._persons_first(clause.start, match.start())
        if persons:
            return self._by_persons(persons, verb, force)
        words = self._subject_words(clause.start, match.start())
        text = self.folded[words.start : words.end]
        if not text:
            leading_only = not first or not before.strip("\x01 ")
            return Saying(Who.NOBODY, (), (), verb, force) if leading_only or _only_adverbs(before) else None
        return _by_words(text, words, verb, force, self.folded)

    def _by_persons(self, persons: list[Mention], verb: Span, force: Force) -> Saying | None:
        middle = self.masked[persons[-1].end : verb.start]
        if (
            len(middle) > _LONGEST_MIDDLE
            or middle.endswith("的")
            or re.search(r"(?:提出|强调|指出|作出|倡导)的", middle)
        ):
            return None
        led = _LED.match(middle)
        if led:
            end = persons[-1].end + _end_of_group(middle)
            return Saying(Who.BODY, (Span(self._name_start(persons[0]), end),), (), verb, force)
        names = tuple(person.name for person in persons)
        spans = tuple(Span(person.start, person.end) for person in persons)
        respectful = len(persons) == 1 and self.is_honoured(persons[0])
        return Saying(Who.PERSONS, spans, names, verb, force, respectful)

    def _name_start(self, mention: Mention) -> int:
        """Where the name itself begins inside a mention that begins with an office."""
        return mention.start + max(0, mention.end - mention.start - len(mention.name) - len(mention.office or ""))

    def is_honoured(self, person: Mention) -> bool:
        """Whether a person is named in full with a high office behind the name, as one refers to who is not there."""
        words = self.folded[person.start : person.end]
        return person.office is not None and bool(_HONOURED.search(words)) and fold(person.name) in words

    def _persons_first(self, start: int, end: int) -> list[Mention]:
        """Persons that stand first in start..end, with nothing before them but time, place or a description."""
        mentions = self.mentions.within(start, end)
        for number, mention in enumerate(mentions):
            before = self.masked[start : mention.start]
            leading = speech.LEADING.match(before)
            if leading is None or leading.end() != len(before):
                continue
            if re.search(
                r"(?:^|[^一-龥])(?:在|对|就|经|应|受|面对|会见|听取|根据|按照|围绕|结合|针对)[^，]*$", before
            ) and not re.search(r"(?:时|中|上|后|下|里|会|期间|前|间|之际|的)$", before):
                continue
            return self._joined(mentions[number:])
        return []

    def _joined(self, mentions: list[Mention]) -> list[Mention]:
        """Persons joined by 和 or 、 to the first one: 王毅和鲁比奥."""
        joined = mentions[:1]
        for mention in mentions[1:]:
            if not _JOINT.fullmatch(self.folded[joined[-1].end : mention.start]):
                break
            joined.append(mention)
        if (
            len(joined) > 1
            and re.match(r"(?:同|与|和)", self.folded[joined[0].end : joined[1].start])
            and re.match(r"[^，,。]{0,16}(?:会谈|会晤|会见|通电话|通话|举行|交谈)", self.folded[joined[-1].end :][:24])
        ):
            return joined[:1]
        return joined

    def _subject_words(self, start: int, end: int) -> Span:
        """Words right before the verb, less what leads them in and what stands between them and the verb."""
        leading = _leading_end(self.masked[start:end])
        start += leading
        while start < end:
            trailing = speech.TRAILING.search(self.masked[start:end])
            if not trailing or trailing.start() == trailing.end():
                break
            end = start + trailing.start()
        while start < end and self.folded[start] in " 　":
            start += 1
        return Span(start, end)


_LEADING_WORDS = re.compile(
    rf"(?:(?:{speech.TIME}|{speech.CONNECTIVE})\s*)*"
    r"(?:(?:在|当|就|对|对于|关于|针对|围绕|谈到|谈及|说到|面对|回答|作为)[^，,。]*?(?:时|中|上|后|下|里|期间|前|间|之际|问题))?"
)


def _leading_end(before: str) -> int:
    """End of what leads in a subject; a description with 的 stays with the subject."""
    match = _LEADING_WORDS.match(before)
    return match.end() if match else 0


def _by_words(text: str, words: Span, verb: Span, force: Force, folded: str) -> Saying | None:
    """Tell what kind of subject the words are."""
    if text.endswith("记者") and "问" in folded[verb.start : verb.end]:
        return Saying(Who.BODY, (Span(words.end - 2, words.end),), (), verb, force)
    anaphor = _anaphor(text, force)
    if anaphor:
        return Saying(anaphor, (words,), (), verb, force)
    meeting = speech.MEETING.match(text)
    if meeting and not speech.NO_SUBJECT.search(text):
        words = Span(words.start + meeting.start("meeting"), words.end)
    elif not _is_body(text, folded[verb.start : verb.end], force):
        return None
    return Saying(Who.BODY, (words,), (), verb, force)


def _anaphor(text: str, force: Force) -> Who | None:
    """Tell whether the words mean somebody named before."""
    if speech.PRONOUN.match(text):
        return Who.HE
    if speech.THEY.match(text):
        return Who.THEY
    if speech.ITS_PAPER.match(text):
        return Who.ITS_PAPER
    return Who.THIS_BODY if speech.THIS_BODY.match(text) and force is Force.REPORTS else None


def _is_body(text: str, verb: str, force: Force) -> bool:
    """Tell whether the words are a group, an organisation or a paper that can speak."""
    if speech.LAND.match(text):
        return verb == "称"
    if speech.NO_SUBJECT.search(text):
        return False
    named = speech.GROUP.match(text) or speech.PAPER.match(text)
    return bool(named or (speech.BODY.match(text) and force is not Force.PERFORMS))


def _is_noun(before: str, verb: str) -> bool:
    """Whether 要求, 建议, 介绍 is a noun here: 按照…要求, 的建议, 听取…介绍."""
    if re.search(
        r"[的各新高严格有关项些照据按合足彻实本求出条点策取况绍工作位总体基质量任务标准]$", before[-1:]
    ) and verb in {
        "要求",
        "建议",
        "介绍",
        "说明",
        "提醒",
        "汇报",
        "报告",
        "总结",
    }:
        return True
    if verb in {"介绍", "汇报", "说明", "报告", "通报"} and re.search(r"听取|听|审议", before):
        return True
    return verb == "要求" and bool(re.search(r"按照|根据|落实|符合|贯彻|满足|对照|围绕", before))


def _only_adverbs(before: str) -> bool:
    leading = _leading_end(before)
    return bool(
        re.fullmatch(r"(?:还|并|也|又|同时|一致|再次|最后|特别|着重|均|都|进一步|明确|集中)*", before[leading:])
    )


def _end_of_group(middle: str) -> int:
    match = re.match(r"等[^，,。]{0,12}?(?:代表|领导人|领导|嘉宾|专家|委员|官员|国|负责人|同志|方|人)", middle)
    return match.end() if match else 1
