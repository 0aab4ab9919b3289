"""Every sentence the program says to a person, in simplified Chinese, traditional Chinese and English.

A sentence is a field of `Texts`, so that a language that lacks one cannot be built. Names, titles and quotes are never
translated: they stand as in the source.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from retrieval.question import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The sentences of one language; words in braces are filled in with `str.format`."""

    # greetings and help
    greeting: str
    covered: str
    nothing_indexed: str
    help: str
    command_start: str
    command_ask: str
    command_help: str
    # what cannot be answered
    stranger: str
    not_text: str
    unknown_command: str
    no_question: str
    too_long: str
    failure: str
    # above an answer
    topic: str
    list_separator: str
    newest_first: str
    most_relevant_first: str
    by_speaker: str
    several_fit: str
    passages_one: str
    passages_many: str
    # under a quote
    direct: str
    reported: str
    narration: str
    meeting_itself: str
    document_itself: str
    inferred: str
    unreadable: str
    undated: str
    same_source: str
    also_in_one: str
    also_in_many: str
    continues: str
    continued: str
    not_shown_one: str
    not_shown_many: str
    # nothing found
    nothing_about: str
    nothing_found: str
    nothing_by: str
    nothing_by_about: str
    others: str
    others_about: str
    searched: str
    only_period: str
    no_meeting_in_period: str
    # dates and counts
    meetings_one: str
    meetings_many: str
    thousands: str
    day: str
    month: str
    year: str
    from_to: str
    since: str
    until: str
    # the terminal
    terminal_greeting: str
    terminal_prompt: str
    terminal_farewell: str


_SIMPLIFIED = Texts(
    greeting="用您自己的话问：会上谁对什么事说过什么。我只用原文回答，并注明是谁、在哪次会议上说的。",
    covered="现有{meetings}，{period}。",
    nothing_indexed="目前还没有收入任何会议。",
    help=(
        "直接发来问题即可，例如：\n{examples}\n\n"
        "可以写明人名、职务或时间：“徐书记”“2022年”“最近”。可以接着追问：“那市长呢？”\n"
        "回答只有原文。每段之下注明发言人、职务、会议、日期和来源文件；查不到就如实说查不到。\n"
        "群里请用 /ask 加问题。"
    ),
    command_start="开始，看几个例子",
    command_ask="提问，用原文回答",
    command_help="怎么提问",
    stranger="本机器人只为名单内人员服务。您的编号：{id}，请告知管理员。",
    not_text="我目前只能看文字，请把问题写出来发给我。",
    unknown_command="没有这个命令。发送 /help 看看我能做什么。",
    no_question="请用文字写出问题，例如：{example}",
    too_long="您的问题有{length}个字，请不要超过{limit}个字。",
    failure="出了点问题，请再试一次。（编号 {reference}）",
    topic="“{topic}”",
    list_separator="、",
    newest_first="最新在前",
    most_relevant_first="按相关度",
    by_speaker="按发言人",
    several_fit="符合的不止一人：{people}。",
    passages_one="{count}段",
    passages_many="{count}段",
    direct="原话",
    reported="转述",
    narration="叙述",
    meeting_itself="以会议名义",
    document_itself="文件内容",
    inferred="发言人为推断",
    unreadable="来源文件中有部分文字无法辨认",
    undated="日期不详",
    same_source="出处同上",
    also_in_one="另见{count}份材料：",
    also_in_many="另见{count}份材料：",
    continues="（下一条接着）",
    continued="（接上一条）",
    not_shown_one="另有{count}段未显示，写明人名或时间可以缩小范围。",
    not_shown_many="另有{count}段未显示，写明人名或时间可以缩小范围。",
    nothing_about="没有查到关于“{topic}”的内容。",
    nothing_found="没有查到相关内容。",
    nothing_by="没有查到{missing}的发言。",
    nothing_by_about="没有查到{who}关于“{topic}”的发言。",
    others="其他人的发言",
    others_about="其他人谈“{topic}”",
    searched="查找范围：{meetings}，{period}。",
    only_period="只查了{period}的会议。",
    no_meeting_in_period="这段时间没有会议：{period}。",
    meetings_one="{count}次会议",
    meetings_many="{count}次会议",
    thousands="",
    day="{year}年{month}月{day}日",
    month="{year}年{month}月",
    year="{year}年",
    from_to="{since}至{until}",
    since="{since}以来",
    until="{until}以前",
    terminal_greeting="直接提问，按回车发送；输入“退出”结束。例如：",
    terminal_prompt="问> ",
    terminal_farewell="再见。",
)

_TRADITIONAL = Texts(
    greeting="用您自己的話問：會上誰對什麼事說過什麼。我只用原文回答，並註明是誰、在哪次會議上說的。",
    covered="現有{meetings}，{period}。",
    nothing_indexed="目前還沒有收入任何會議。",
    help=(
        "直接發來問題即可，例如：\n{examples}\n\n"
        "可以寫明人名、職務或時間：「徐書記」「2022年」「最近」。可以接著追問：「那市長呢？」\n"
        "回答只有原文。每段之下註明發言人、職務、會議、日期和來源檔案；查不到就如實說查不到。\n"
        "群裡請用 /ask 加問題。"
    ),
    command_start="開始，看幾個例子",
    command_ask="提問，用原文回答",
    command_help="怎麼提問",
    stranger="本機器人只為名單內人員服務。您的編號：{id}，請告知管理員。",
    not_text="我目前只能看文字，請把問題寫出來發給我。",
    unknown_command="沒有這個指令。發送 /help 看看我能做什麼。",
    no_question="請用文字寫出問題，例如：{example}",
    too_long="您的問題有{length}個字，請不要超過{limit}個字。",
    failure="出了點問題，請再試一次。（編號 {reference}）",
    topic="「{topic}」",
    list_separator="、",
    newest_first="最新在前",
    most_relevant_first="按相關度",
    by_speaker="按發言人",
    several_fit="符合的不止一人：{people}。",
    passages_one="{count}段",
    passages_many="{count}段",
    direct="原話",
    reported="轉述",
    narration="敘述",
    meeting_itself="以會議名義",
    document_itself="文件內容",
    inferred="發言人為推斷",
    unreadable="來源檔案中有部分文字無法辨認",
    undated="日期不詳",
    same_source="出處同上",
    also_in_one="另見{count}份材料：",
    also_in_many="另見{count}份材料：",
    continues="（下一則接著）",
    continued="（接上一則）",
    not_shown_one="另有{count}段未顯示，寫明人名或時間可以縮小範圍。",
    not_shown_many="另有{count}段未顯示，寫明人名或時間可以縮小範圍。",
    nothing_about="沒有查到關於「{topic}」的內容。",
    nothing_found="沒有查到相關內容。",
    nothing_by="沒有查到{missing}的發言。",
    nothing_by_about="沒有查到{who}關於「{topic}」的發言。",
    others="其他人的發言",
    others_about="其他人談「{topic}」",
    searched="查找範圍：{meetings}，{period}。",
    only_period="只查了{period}的會議。",
    no_meeting_in_period="這段時間沒有會議：{period}。",
    meetings_one="{count}次會議",
    meetings_many="{count}次會議",
    thousands="",
    day="{year}年{month}月{day}日",
    month="{year}年{month}月",
    year="{year}年",
    from_to="{since}至{until}",
    since="{since}以來",
    until="{until}以前",
    terminal_greeting="直接提問，按 Enter 發送；輸入「退出」結束。例如：",
    terminal_prompt="問> ",
    terminal_farewell="再見。",
)

_ENGLISH = Texts(
    greeting="Ask what was said at the meetings. I answer only with the exact words, and say who said them where.",
    covered="Covered: {meetings}, {period}.",
    nothing_indexed="No meetings are indexed yet.",
    help=(
        "Just send a question, for example:\n{examples}\n\n"
        "You may name a person, an office or a time: “the secretary”, “in 2022”, “latest”. "
        "You may follow up: “and the mayor?”\n"
        "Answers hold only words from the texts. Under each stand speaker, office, meeting, date and source file. "
        "Where nothing is found, I say so.\n"
        "In a group, write /ask and the question."
    ),
    command_start="Begin, with examples",
    command_ask="Ask, and get the exact words",
    command_help="How to ask",
    stranger="This bot serves listed people only. Your id: {id}. Please give it to the administrator.",
    not_text="I can only read text so far. Please write your question.",
    unknown_command="There is no such command. Send /help to see what I can do.",
    no_question="Please write the question in words, for example: {example}",
    too_long="Your question has {length} characters; please use at most {limit}.",
    failure="Something went wrong. Please try again. (reference {reference})",
    topic="“{topic}”",
    list_separator=", ",
    newest_first="newest first",
    most_relevant_first="most relevant first",
    by_speaker="by speaker",
    several_fit="Several people fit: {people}.",
    passages_one="{count} passage",
    passages_many="{count} passages",
    direct="direct quote",
    reported="reported",
    narration="narration",
    meeting_itself="the meeting itself",
    document_itself="the document itself",
    inferred="speaker inferred",
    unreadable="some characters are unreadable in the source file",
    undated="date unknown",
    same_source="same source as above",
    also_in_one="also in {count} other report: ",
    also_in_many="also in {count} other reports: ",
    continues="(continued in the next message)",
    continued="(continued)",
    not_shown_one="{count} more passage was found. Name a person or a time to narrow the question.",
    not_shown_many="{count} more passages were found. Name a person or a time to narrow the question.",
    nothing_about="Nothing was found about “{topic}”.",
    nothing_found="Nothing was found.",
    nothing_by="Nothing said by {missing} was found.",
    nothing_by_about="Nothing by {who} on “{topic}” was found.",
    others="What others said",
    others_about="Others on “{topic}”",
    searched="Searched: {meetings}, {period}.",
    only_period="Only this period was searched: {period}.",
    no_meeting_in_period="There is no meeting in this period: {period}.",
    meetings_one="{count} meeting",
    meetings_many="{count} meetings",
    thousands=",",
    day="{day} {month} {year}",
    month="{month} {year}",
    year="{year}",
    from_to="{since} – {until}",
    since="since {since}",
    until="until {until}",
    terminal_greeting="Type a question and press Enter; “exit” ends. For example:",
    terminal_prompt="ask> ",
    terminal_farewell="Goodbye.",
)

_TEXTS: Mapping[Language, Texts] = MappingProxyType(
    {Language.SIMPLIFIED: _SIMPLIFIED, Language.TRADITIONAL: _TRADITIONAL, Language.ENGLISH: _ENGLISH}
)


def texts_in(language: Language) -> Texts:
    """Return the sentences of a language."""
    return _TEXTS[language]


def language_of(code: str | None) -> Language:
    """Return the language for a code as Telegram or a locale gives it; English where it is another or unknown.

    >>> language_of("zh-hans"), language_of("zh_TW.UTF-8"), language_of("fr")
    (<Language.SIMPLIFIED: 'zh-Hans'>, <Language.TRADITIONAL: 'zh-Hant'>, <Language.ENGLISH: 'en'>)
    """
    subtags = (code or "").split(".")[0].lower().replace("_", "-").split("-")
    if subtags[0] != "zh":
        return Language.ENGLISH
    if "hans" not in subtags and {"hant", "tw", "hk", "mo"} & set(subtags):
        return Language.TRADITIONAL
    return Language.SIMPLIFIED
