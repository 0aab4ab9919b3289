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
AMONG_NEIGHBOURS = frozenset({Source.QUESTION_EN, Source.GIST_EN, Source.QUESTION_ZH, Source.QUESTIONS})


@dataclass(frozen=True, slots=True)
class Recipe:
    """What the shipped model is made with."""

    words: int = 70_000
    dimensions: int = 384
    epochs: int = 2
    batch: int = 1024
    neighbour_batch: int = 2048
    leaf: int = 128  # how many near paragraphs stand in a batch together
    words_rate: float = 0.005
    turn_rate: float = 0.001
    dropped: float = 0.3  # share of each text's words left out at random
    seed: int = 1
