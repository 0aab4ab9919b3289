import json
import logging

import pytest
from telegram.error import Conflict, NetworkError

from chat.polling import Watch, readable


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def stops():
    return []


@pytest.fixture
def watch(stops, clock):
    return Watch(stops.append, clock)


def message(number: int) -> dict[str, object]:
    return {"update_id": number, "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}}}


def test_readable_updates_are_left_as_they_are():
    payload = json.dumps({"ok": True, "result": [message(7), {"update_id": 8, "new_kind": {}}]}).encode()
    assert readable(payload) is payload


def test_update_that_cannot_be_parsed_is_emptied_but_for_its_number():
    poison = message(8)
    del poison["message"]["date"]
    payload = json.dumps({"ok": True, "result": [message(7), poison, "nonsense", message(9)]}).encode()
    assert json.loads(readable(payload)) == {"ok": True, "result": [message(7), {"update_id": 8}, message(9)]}


@pytest.mark.parametrize("payload", [b"not json", b"[]", b'{"ok": true}', b'{"ok": true, "result": 1}'])
def test_answer_of_another_shape_is_left_to_the_library(payload):
    assert readable(payload) is payload


def test_newcomer_gives_up_after_three_conflicts(watch, stops, clock, caplog):
    for _ in range(3):
        assert stops == []
        watch.failed(Conflict("409"))
        clock.now += 2
    assert stops == [1]
    assert len(caplog.records) == 1


def test_established_bot_waits_for_a_newcomer_to_give_up(watch, stops, clock):
    clock.now += 3600
    for _ in range(11):
        watch.failed(Conflict("409"))
    clock.now += 61
    for _ in range(11):
        watch.failed(Conflict("409"))
    assert stops == []
    watch.failed(Conflict("409"))
    assert stops == [1]


def test_outage_is_logged_at_its_beginning_and_its_end(watch, stops, caplog):
    caplog.set_level(logging.INFO)
    for _ in range(5):
        watch.failed(NetworkError("no route"))
    watch.reached()
    watch.reached()
    assert [record.getMessage() for record in caplog.records] == [
        "Telegram cannot be reached, trying again: no route",
        "Telegram is reached again",
    ]
    assert stops == []


def test_rejected_token_is_logged_once_and_stops_with_status_two(watch, stops, caplog):
    watch.rejected()
    watch.rejected()
    assert stops[0] == 2
    assert len(caplog.records) == 1
