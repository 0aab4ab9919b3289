"""Texts that are not taken for a question, and the polite line each gets instead of an answer."""

from collections.abc import Sequence

from chat.dates import number
from chat.texts import texts_in
from retrieval.question import Language

LONGEST_QUESTION = 1000  # characters


def objection(text: str, language: Language, *, examples: Sequence[str]) -> str | None:
    """Return the line for a text without words or with too many, None for a question.

    >>> objection("?", Language.ENGLISH, examples=["what about ports"])
    'Please write the question in words, for example: what about ports'
    """
    texts = texts_in(language)
    if not any(character.isalnum() for character in text):
        return texts.no_question.format(example="".join(examples[:1]))
    if len(text) > LONGEST_QUESTION:
        return texts.too_long.format(length=number(len(text), language), limit=number(LONGEST_QUESTION, language))
    return None
