from telegram.error import BadRequest

from chat.failures import described
from index.errors import GenerationError


def caught(error: Exception, cause: Exception | None = None) -> Exception:
    try:
        raise error from cause
    except type(error) as raised:
        return raised


def test_words_of_an_unforeseen_error_are_left_out():
    text = described(caught(ValueError("the question"), caught(KeyError("the question"))))
    assert text.startswith("ValueError\n")
    assert "\ncaused by KeyError\n" in text
    assert "test_failures.py" in text
    assert "the question" not in text


def test_words_of_telegram_and_of_our_own_errors_are_kept():
    assert described(BadRequest("Message is too long")).startswith("BadRequest: Message is too long")
    assert described(GenerationError("index damaged")).startswith("GenerationError: index damaged")
