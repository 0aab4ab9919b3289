"""Persons asked for by name who are in no text: recognised by how the question speaks of them, never answered for."""

import re
from collections.abc import Callable

import rjieba

SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭"
    "陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞"
    "颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁"
)
_LONGEST_NAME = 4
_SPOKEN_OF = re.compile(
    r"\s*(?:(?:最近|上次|去年|今年|曾经?|又|也|还|都|后来)?\s*(?:对|就|在|关于|怎么|怎样|如何|咋|点|说|讲|谈|提|强调|指出|表示|要求|有没有|有什么|有何|是怎))"
)
_ENGLISH = re.compile(
    r"\b(?:[Dd]id|[Hh]as|[Hh]ave|[Dd]oes|[Bb]y|[Aa]ccording to|[Ff]rom)\s+((?:(?:[A-Z][\w'-]+)\s+){1,3}?)"
    r"(?=(?:ever\s+|recently\s+)?(?:say|said|tell|told|mention|talk|speak|spoken|think|ask|promise|stress|propose|announce))"
)


def stranger(text: str, fold: str, *, is_known: Callable[[str], bool]) -> str | None:
    """Return the name of a person whose words a question asks for, where nobody in the texts has it; else None.

    `is_known` says whether a folded word stands in the texts or the glossary at all: such a word is no stranger.
    """
    for word, start, end in _tagged(fold):
        if _is_name(word) and _SPOKEN_OF.match(fold, end) and not is_known(word):
            return text[start:end]
    match = _ENGLISH.search(text)
    if match and not any(is_known(part.lower()) for part in [match[1].strip(), *match[1].split()]):
        return match[1].strip()
    return None


def _tagged(fold: str) -> list[tuple[str, int, int]]:
    """Return the words that the segmenter takes for names of persons, with their place."""
    found, at = [], 0
    for word, tag in rjieba.tag(fold):
        if tag.startswith("nr"):
            found.append((word, at, at + len(word)))
        at += len(word)
    return found


def _is_name(word: str) -> bool:
    return 1 < len(word) <= _LONGEST_NAME and word[0] in SURNAMES
