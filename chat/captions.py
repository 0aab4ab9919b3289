"""What stands around a quote, in the asker's language: what was understood, who said it where, what was not found."""

from collections.abc import Iterable

from chat.dates import day, meetings, number, passages, period
from chat.texts import Texts, texts_in
from chat.width import clipped, filled
from index.folding import fold
from index.kind import Kind
from retrieval.answer import Answer, Quote, Report
from retrieval.question import Language, Order, Understood

_NAME_WIDTH = 60  # cells; joint speakers and long offices are cut here, with an ellipsis
_TITLE_WIDTH = 48  # cells: two lines of a phone
_SOURCE_WIDTH = 160  # cells
_PEOPLE_WIDTH = 120  # cells: three lines of a phone
_LINE = 40  # cells of a phone's line
_DOT = " · "
_BROKEN_DOT = "\u00a0· "  # where a line may end inside what follows, but does not begin with a dot

# What credits words to a meeting or a document rather than to somebody; search form, matched at the end of the name.
# 委员会, 协会 and 理事会 are bodies that speak for themselves: 会 alone would take them for meetings.
_MEETINGS = (
    "会议", "全会", "大会", "例会", "论坛", "座谈会", "推进会", "动员会", "部署会", "调度会", "专题会",
    "现场会", "工作会", "报告会", "发布会",
)  # fmt: skip
_DOCUMENTS = ("白皮书", "公报", "通报", "报告", "意见", "通知", "规划", "方案", "纲要", "决定", "条例", "声明")


def header(answer: Answer) -> str:
    r"""Return what was understood and how much was found: one line of a phone where both fit, else a line for each.

    >>> header(answer)
    '徐纓 · 市委书记 · “foreign investment”\nmost relevant first · 2 passages'
    """
    understood, language = answer.understood, answer.understood.language
    asked = [*_who(understood), _topic(understood), _asked_period(understood)]
    found = [*_order(answer), passages(len(answer.quotes), language)]
    whole, above = _lines([*asked, *found]), _lines(asked)
    return f"{above}\n{_lines(found)}" if "\n" in whole and "\n" not in above else whole


def speaker_line(quote: Quote, language: Language) -> str:
    """Return who says the words and how they reach us: `徐纓 · 市委書記 · reported`."""
    texts = texts_in(language)
    parts = [
        clipped(quote.speaker or "", _NAME_WIDTH),
        clipped(quote.office or "", _NAME_WIDTH),
        _kind(quote, texts),
        "" if quote.certain or quote.speaker is None else texts.inferred,
    ]
    return _lines(parts)


def meeting_line(quote: Quote, language: Language) -> str:
    """Return when the words were said and where; the source file comes after it, set apart."""
    return _BROKEN_DOT.join(part for part in (day(quote.date, language), clipped(quote.meeting, _TITLE_WIDTH)) if part)


def source_name(quote: Quote | Report) -> str:
    """Return the source file as shown."""
    return clipped(quote.source, _SOURCE_WIDTH)


def also_in(quote: Quote, language: Language) -> str:
    """Return how many other texts report the same words; their dates and files come after it."""
    texts, count = texts_in(language), len(quote.also_in)
    return (texts.also_in_one if count == 1 else texts.also_in_many).format(count=number(count, language))


def also_day(report: Report, language: Language) -> str:
    """Return the day of another report with a space after it; nothing where it is not known."""
    return f"{day(report.date, language)}\u00a0" if report.date else ""


def notes(answer: Answer) -> list[str]:
    """Return what an asker must know of who was meant: somebody has no words in the texts, or several people fit."""
    understood = answer.understood
    texts, lines = texts_in(understood.language), []
    if understood.missing is not None:
        lines.append(texts.nothing_by.format(missing=clipped(understood.missing, _NAME_WIDTH)))
    if understood.shared:
        people = clipped(texts.list_separator.join(understood.people), _PEOPLE_WIDTH)
        lines.append(texts.several_fit.format(people=people))
    return lines


def others(answer: Answer) -> str:
    """Return the heading over what others said."""
    texts, topic = texts_in(answer.understood.language), clipped(answer.understood.topic, _NAME_WIDTH)
    return texts.others_about.format(topic=topic) if topic else texts.others


def not_shown_line(count: int, language: Language) -> str:
    """Return how many passages were found and are not shown."""
    texts = texts_in(language)
    return (texts.not_shown_one if count == 1 else texts.not_shown_many).format(count=count)


def nothing_found(answer: Answer) -> str:
    """Return that nothing was found, by whom and on what, and where it was looked for."""
    texts = texts_in(answer.understood.language)
    lines = [] if answer.understood.missing and not answer.understood.people else [_nothing(answer.understood, texts)]
    return "\n".join([*lines, *notes(answer), *_where(answer, texts)])


def _nothing(understood: Understood, texts: Texts) -> str:
    topic = clipped(understood.topic, _NAME_WIDTH)
    names = understood.offices if understood.shared and understood.offices else understood.people
    who = clipped(texts.list_separator.join(names), _NAME_WIDTH)
    if who:
        return texts.nothing_by_about.format(who=who, topic=topic) if topic else texts.nothing_by.format(missing=who)
    return texts.nothing_about.format(topic=topic) if topic else texts.nothing_found


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
    if asked_period:
        lines.append(texts.only_period.format(period=asked_period))
    return lines


def _who(understood: Understood) -> list[str]:
    """Return persons and offices asked for; several persons whom one name fits have a line of their own."""
    between = texts_in(understood.language).list_separator
    groups = (() if understood.shared else understood.people, understood.offices)
    return [clipped(between.join(names), _NAME_WIDTH) for names in groups]


def _topic(understood: Understood) -> str:
    topic = clipped(understood.topic, _NAME_WIDTH)
    return texts_in(understood.language).topic.format(topic=topic) if topic else ""


def _asked_period(understood: Understood) -> str:
    if understood.since is None and understood.until is None:
        return ""
    return period(understood.since, understood.until, understood.language)


def _order(answer: Answer) -> list[str]:
    if len(answer.quotes) < 2:  # noqa: PLR2004 - a single quote has no order
        return []
    texts, understood = texts_in(answer.understood.language), answer.understood
    if understood.order is Order.LATEST:
        return [texts.by_speaker, texts.newest_first] if understood.shared else [texts.newest_first]
    return [texts.by_speaker if understood.shared else texts.most_relevant_first]


def _lines(parts: Iterable[str]) -> str:
    return filled((part for part in parts if part), _LINE, between=_DOT)


def _kind(quote: Quote, texts: Texts) -> str:
    """Return the mark of a quote; a meeting or document that is credited with words says them itself."""
    if quote.kind is Kind.NARRATION or quote.speaker is None:
        return texts.narration
    if quote.office is None and (name := fold(quote.speaker)).endswith(_MEETINGS + _DOCUMENTS):
        return texts.meeting_itself if name.endswith(_MEETINGS) else texts.document_itself
    return texts.direct if quote.kind is Kind.DIRECT else texts.reported
