from dataclasses import asdict
from string import Formatter

import pytest
from opencc import OpenCC

from chat.texts import language_of, texts_in
from retrieval.question import Language

FIELDS = list(asdict(texts_in(Language.ENGLISH)))
CAN_BE_EMPTY = {"thousands"}


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("language", Language)
def test_every_sentence_is_there_in_every_language(language):
    texts = asdict(texts_in(language))
    assert [name for name in FIELDS if not texts[name].strip()] == (
        [] if language is Language.ENGLISH else sorted(CAN_BE_EMPTY)
    )


@pytest.mark.parametrize("field", FIELDS)
def test_placeholders_agree_between_languages(field):
    english, simplified, traditional = (
        placeholders(getattr(texts_in(language), field))
        for language in (Language.ENGLISH, Language.SIMPLIFIED, Language.TRADITIONAL)
    )
    assert english == simplified == traditional


def test_chinese_sentences_are_in_their_own_script():
    simplified = "".join(asdict(texts_in(Language.SIMPLIFIED)).values())
    traditional = "".join(asdict(texts_in(Language.TRADITIONAL)).values())
    assert OpenCC("t2s").convert(simplified) == simplified
    assert OpenCC("s2tw").convert(traditional) == traditional


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("zh", Language.SIMPLIFIED),
        ("zh-hans", Language.SIMPLIFIED),
        ("zh-CN", Language.SIMPLIFIED),
        ("zh-Hans-HK", Language.SIMPLIFIED),
        ("zh_CN.UTF-8", Language.SIMPLIFIED),
        ("zh-hant", Language.TRADITIONAL),
        ("zh-TW", Language.TRADITIONAL),
        ("zh-HK", Language.TRADITIONAL),
        ("en-GB", Language.ENGLISH),
        ("fa", Language.ENGLISH),
        ("", Language.ENGLISH),
        (None, Language.ENGLISH),
    ],
)
def test_language_follows_the_users_code(code, language):
    assert language_of(code) is language
