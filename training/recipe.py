"""Every number of the training; the card says which others were tried and lost."""

from dataclasses import dataclass

from training.data import Source

TIMES = {  # how often a source's pairs come up in one epoch; those written for this project more often than others
    Source.QUESTION_EN: 5,
    Source.GIST_EN: 5,
    Source.QUESTION_ZH: 5,
    Source.QUESTIONS: 5,
    Source.FRAMED: 2,
}
IN_LARGE_BATCHES = frozenset({Source.QUESTION_EN, Source.GIST_EN, Source.QUESTION_ZH, Source.QUESTIONS})


@dataclass(frozen=True, slots=True)
class Recipe:
    """What the shipped model is made with."""

    words: int = 70_000
    dimensions: int = 384
    epochs: int = 2
    batch: int = 1024
    large_batch: int = 2048  # more paragraphs to tell a question's own from
    words_rate: float = 0.003
    turn_rate: float = 0.003
    dropped: float = 0.3  # share of each text's words left out at random
    seed: int = 1
