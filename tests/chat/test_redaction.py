import io
import logging

from chat.redaction import Redaction, keep_out_of_logs

TOKEN = "123456789:AAF-unit_test-token_0123456789"  # noqa: S105 - made up


def logged(write) -> str:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(Redaction(TOKEN))
    log = logging.getLogger("test.redaction")
    log.setLevel(logging.DEBUG)
    log.addHandler(handler)
    write(log)
    log.removeHandler(handler)
    return stream.getvalue()


def test_token_is_redacted_in_the_message_and_its_arguments():
    assert logged(lambda log: log.debug("POST %s", f"https://example.org/bot{TOKEN}/getMe")) == (
        "POST https://example.org/bot[token]/getMe\n"
    )


def test_token_is_redacted_where_it_is_percent_encoded_or_stands_without_its_number():
    encoded, secret = TOKEN.replace(":", "%3A"), TOKEN.split(":")[1]
    assert logged(lambda log: log.debug("%s %s", encoded, secret)) == "[token] [token]\n"


def test_token_is_redacted_in_a_traceback():
    def fail(log: logging.Logger) -> None:
        try:
            int(TOKEN)
        except ValueError:
            log.exception("failed")

    text = logged(fail)
    assert "ValueError: invalid literal for int() with base 10: '[token]'" in text
    assert "unit_test-token" not in text


def test_every_handler_there_is_gets_the_redaction(monkeypatch):
    root, own = logging.NullHandler(), logging.NullHandler()
    monkeypatch.setattr(logging.getLogger(), "handlers", [root])
    monkeypatch.setattr(logging.getLogger("some.library"), "handlers", [own])
    last_resort = logging.NullHandler()
    monkeypatch.setattr(logging, "lastResort", last_resort)
    keep_out_of_logs(TOKEN)
    assert all(any(isinstance(f, Redaction) for f in handler.filters) for handler in (root, own, last_resort))
    assert logging.getLogger("httpx").level == logging.WARNING


def test_short_part_of_a_secret_blots_out_no_innocent_words():
    assert Redaction("1:the").redact("the 1:the") == "the 1:the"
