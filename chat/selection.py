"""Which quotes of an answer a screen shows, and in which order; the answer itself stays as it is ranked."""

from collections import Counter

from index.folding import fold
from retrieval.answer import Answer, Quote


def shown_quotes(answer: Answer, most: int) -> tuple[Quote, ...]:
    """Return at most `most` quotes as they are shown.

    Where one name or office fits several people, they stand speaker by speaker, in the order of each one's best quote,
    and each speaker's best comes before anybody's second: nobody is crowded out by somebody who spoke more.
    """
    if not answer.understood.shared:
        return answer.quotes[:most]
    spoken: Counter[str] = Counter()
    turns: list[tuple[int, Quote]] = []
    for quote in answer.quotes:
        turns.append((spoken[_speaker(quote)], quote))
        spoken[_speaker(quote)] += 1
    speakers = list(spoken)  # in the order of each one's best quote
    chosen = [quote for _, quote in sorted(turns, key=lambda turn: turn[0])[:most]]
    return tuple(sorted(chosen, key=lambda quote: speakers.index(_speaker(quote))))


def _speaker(quote: Quote) -> str:
    """Return the speaker in either script."""
    return fold(quote.speaker or "")
