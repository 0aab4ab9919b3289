"""What stands around a quote, in the asker's language: what was understood, who said it where, what was not found."""

from chat.dates import day, meetings, passages, period
from chat.texts import Texts, texts_in
from chat.width import clipped
from index.folding import fold
from index.kind import Kind
from retrieval.answer import Answer, Quote
from retrieval.question import Language, Order, Understood

_NAME_WIDTH = 60  # cells; joint speakers and long offices are cut here, with an ellipsis
_TITLE_WIDTH = 48  # cells: two lines of a phone
_SOURCE_WIDTH = 160  # cells
_DOT = " · "

# What credits words to a meeting or a document rather than to somebody; search form, matched at the end of the name.
# 委员会, 协会 and 理事会 are bodies that speak for themselves: 会 alone would take them for meetings.
_MEETINGS = (
    "会议", "全会", "大会", "例会", "论坛", "座谈会", "推进会", "动员会", "部署会", "调度会", "专题会",
    "现场会", "工作会", "报告会", "发布会",
)  # fmt: skip
_DOCUMENTS = ("白皮书", "公报", "通报", "报告", "意见", "通知", "规划", "方案", "纲要", "决定", "条例", "声明")


def header(answer: Answer) -> str:
    """Return one line that says what was understood and how much was found.

    >>> header(answer)
    '徐纓 · 市委书记 · “foreign investment” · 2022 · most relevant first · 2 passages'
    """
    understood, language = answer.understood, answer.understood.language
    parts = [_who(understood), _topic(understood), _asked_period(understood), _order(answer)]
    return _DOT.join(part for part in [*parts, passages(len(answer.quotes), language)] if part)


def speaker_line(quote: Quote, language: Language) -> str:
    """Return who says the words and how they reach us: `徐纓 · 市委書記 · reported`."""
    texts = texts_in(language)
    parts = [
        clipped(quote.speaker or "", _NAME_WIDTH),
        clipped(quote.office or "", _NAME_WIDTH),
        _kind(quote, texts),
        "" if quote.certain or quote.speaker is None else texts.inferred,
    ]
    return _DOT.join(part for part in parts if part)


def meeting_line(quote: Quote, language: Language) -> str:
    """Return where the words were said and when; the source file comes after it, set apart."""
    return _DOT.join(part for part in (clipped(quote.meeting, _TITLE_WIDTH), day(quote.date, language)) if part)


def source_name(quote: Quote) -> str:
    """Return the source file as shown."""
    return clipped(quote.source, _SOURCE_WIDTH)


def missing_line(answer: Answer) -> str | None:
    """Return that somebody asked for has no words in what was searched, or None."""
    understood = answer.understood
    if understood.missing is None:
        return None
    return texts_in(understood.language).nothing_by.format(missing=clipped(understood.missing, _NAME_WIDTH))


def not_shown_line(count: int, language: Language) -> str:
    """Return how many passages were found and are not shown."""
    texts = texts_in(language)
    return (texts.not_shown_one if count == 1 else texts.not_shown_many).format(count=count)


def nothing_found(answer: Answer) -> str:
    """Return that nothing was found, and where it was looked for."""
    understood = answer.understood
    texts = texts_in(understood.language)
    found = missing_line(answer) or (
        texts.nothing_about.format(topic=clipped(understood.topic, _NAME_WIDTH))
        if understood.topic.strip()
        else texts.nothing_found
    )
    return "\n".join([found, *_where(answer, texts)])


def _where(answer: Answer, texts: Texts) -> list[str]:
    understood, scope = answer.understood, answer.scope
    asked_period = _asked_period(understood)
    if not scope.meetings:
        return [texts.no_meeting_in_period.format(period=asked_period) if asked_period else texts.nothing_indexed]
    lines = [
        texts.searched.format(
            meetings=meetings(scope.meetings, understood.language),
            period=period(scope.since, scope.until, understood.language),
        )
    ]
    if understood.missing is None and _who(understood):
        lines.append(texts.only_by.format(who=_who(understood)))
    if asked_period:
        lines.append(texts.only_period.format(period=asked_period))
    return lines


def _who(understood: Understood) -> str:
    between = texts_in(understood.language).list_separator
    groups = (understood.people, understood.offices)
    return _DOT.join(clipped(between.join(names), _NAME_WIDTH) for names in groups if names)


def _topic(understood: Understood) -> str:
    topic = clipped(understood.topic, _NAME_WIDTH)
    return texts_in(understood.language).topic.format(topic=topic) if topic else ""


def _asked_period(understood: Understood) -> str:
    if understood.since is None and understood.until is None:
        return ""
    return period(understood.since, understood.until, understood.language)


def _order(answer: Answer) -> str:
    if len(answer.quotes) < 2:  # noqa: PLR2004 - a single quote has no order
        return ""
    texts = texts_in(answer.understood.language)
    return texts.newest_first if answer.understood.order is Order.LATEST else texts.most_relevant_first


def _kind(quote: Quote, texts: Texts) -> str:
    """Return the mark of a quote; a meeting or document that is credited with words says them itself."""
    if quote.kind is Kind.NARRATION or quote.speaker is None:
        return texts.narration
    if quote.office is None and (name := fold(quote.speaker)).endswith(_MEETINGS + _DOCUMENTS):
        return texts.meeting_itself if name.endswith(_MEETINGS) else texts.document_itself
    return texts.direct if quote.kind is Kind.DIRECT else texts.reported
