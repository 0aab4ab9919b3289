"""The model's words in the order of their ids, with what each is made of and what cuts texts into them."""

from dataclasses import dataclass

from tokenizers import Tokenizer

from training.data import Corpus
from training.teacher import Teacher
from training.tokenizer import UNKNOWN, build_tokenizer, choose_words, count_words, parts


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words, the ids of the shorter words each is made of, and the tokenizer of just these words."""

    words: tuple[str, ...]
    parts: tuple[tuple[int, ...], ...]
    tokenizer: Tokenizer


def make_vocabulary(corpus: Corpus, teacher: Teacher, *, size: int) -> Vocabulary:
    """Choose `size` words, and add the teacher's pieces of English words behind them."""
    chosen = choose_words(corpus, count_words(corpus), size=size, english=teacher.words)
    known = set(chosen)
    pieces = [piece for piece in teacher.pieces if piece not in known]
    words = (UNKNOWN, *chosen, *pieces)
    at = {word: row for row, word in enumerate(words)}
    inside = (tuple(at[part] for part in parts(word, known)) for word in chosen)
    return Vocabulary(words, ((), *inside, *((),) * len(pieces)), build_tokenizer(words))
