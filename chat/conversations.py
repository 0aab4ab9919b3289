"""The last questions of each conversation, so that "and the mayor?" can be understood; in memory, forgotten soon."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable

_QUESTIONS = 3
_SECONDS = 30 * 60
_CONVERSATIONS = 10_000  # the ones silent longest are forgotten first


class Conversations:
    """Remembers up to three questions of each conversation for half an hour."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._asked: OrderedDict[Hashable, deque[tuple[float, str]]] = OrderedDict()

    def previous(self, conversation: Hashable) -> tuple[str, ...]:
        """Return the questions asked in the last half hour, oldest first, three at most."""
        earliest = self._clock() - _SECONDS
        return tuple(question for asked, question in self._asked.get(conversation, ()) if asked >= earliest)

    def add(self, conversation: Hashable, question: str) -> None:
        """Remember a question."""
        self._asked.setdefault(conversation, deque(maxlen=_QUESTIONS)).append((self._clock(), question))
        self._asked.move_to_end(conversation)
        if len(self._asked) > _CONVERSATIONS:
            self._asked.popitem(last=False)
