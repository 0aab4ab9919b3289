from chat.conversations import Conversations


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_last_three_questions_are_remembered_in_order():
    conversations = Conversations()
    for question in "abcd":
        conversations.add(1, question)
    assert conversations.previous(1) == ("b", "c", "d")


def test_conversations_are_kept_apart():
    conversations = Conversations()
    conversations.add(1, "a")
    assert conversations.previous(2) == ()


def test_question_is_forgotten_after_half_an_hour():
    clock = Clock()
    conversations = Conversations(clock)
    conversations.add(1, "a")
    clock.now += 1000
    conversations.add(1, "b")
    clock.now += 801
    assert conversations.previous(1) == ("b",)


def test_ten_thousand_conversations_are_kept_and_the_one_silent_longest_forgotten():
    conversations = Conversations()
    for asker in range(10_000):
        conversations.add(asker, "a")
    conversations.add(0, "b")
    conversations.add("new", "a")
    assert conversations.previous(0) == ("a", "b")
    assert conversations.previous(1) == ()
    assert conversations.previous(2) == ("a",)
