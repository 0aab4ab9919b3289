"""Choose the words of the model and build a Unigram tokenizer that cuts a folded text into them."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import rjieba
from tokenizers import Regex, Tokenizer, models, pre_tokenizers

from training.data import Corpus

UNKNOWN = "[UNK]"
RUN = r"\p{Han}+|\p{Latin}+|\p{N}+"  # a text's runs of characters; what stands between them is left out

_CHARACTER_SCORE = -18.0  # a single character or letter only where no word fits
_LATIN_SCORE = -8.0  # higher than any two pieces together, so that a known English word is never cut
_PIECE_SCORE = -12.0
_LONGEST = 8
_HAN = re.compile(r"[㐀-鿿豈-﫿]+")
_LATIN = re.compile(r"[a-zà-ɏ]+")
_NUMBER = re.compile(r"[0-9]+")


def count_words(corpus: Corpus) -> Counter[str]:
    """Count Chinese words as the segmenter's search mode cuts them, English words and numbers, over all texts."""
    counts: Counter[str] = Counter()
    for text in _texts(corpus):
        for run in _HAN.findall(text):
            counts.update(word for word in rjieba.cut_for_search(run) if len(word) > 1)
        counts.update(_LATIN.findall(text))
        counts.update(number for number in _NUMBER.findall(text) if len(number) <= 4)  # noqa: PLR2004 - years
    return counts


def choose_words(corpus: Corpus, counts: Counter[str], *, size: int, english: Sequence[str]) -> list[str]:
    """Return the words of the model, the most useful first: ours, then frequent ones, then the dictionary's."""
    ours = [text for term in corpus.terms for text in (term.chinese, *term.others) if 1 < len(text) <= _LONGEST]
    ours = [text for text in ours if _HAN.fullmatch(text)]
    seen = [word for word, count in counts.most_common() if count > 1 and len(word) <= 16]  # noqa: PLR2004
    heads = [term.chinese for term in corpus.dictionary if len(term.chinese) <= 4]  # noqa: PLR2004
    heads = sorted({word for word in heads if _HAN.fullmatch(word)}, key=lambda word: (-counts[word], len(word), word))
    characters = sorted({char for text in _texts(corpus) for char in text if _HAN.match(char) or char.isalnum()})
    whole = [word for word in english if _LATIN.fullmatch(word)]
    return list(dict.fromkeys([*characters, *ours, *whole, *seen, *heads]))[:size]


def build_tokenizer(words: Sequence[str], counts: Counter[str], pieces: Sequence[str]) -> Tokenizer:
    """Return a tokenizer whose id 0 is the unknown character and whose other ids are the words, then the pieces."""
    total = sum(counts.values())
    vocabulary = [(UNKNOWN, -30.0)]
    vocabulary += [(word, _score(word, counts[word], total)) for word in words]
    known = set(words)
    vocabulary += [(piece, _PIECE_SCORE) for piece in pieces if piece not in known]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=0, byte_fallback=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(RUN), behavior="removed", invert=True)
    return tokenizer


def parts(word: str, known: set[str]) -> tuple[str, ...]:
    """Return the shorter known words that a word is made of; an English word's is its stem's shortest known form.

    Training shares what it learns about a word with the longer words made of it.
    """
    if _LATIN.fullmatch(word):
        return tuple(form for form in _stems(word) if form in known)[:1]
    if len(word) < 2 or not _HAN.fullmatch(word):  # noqa: PLR2004
        return ()
    inner = [part for part in rjieba.cut_for_search(word) if part != word and part in known]
    return tuple(inner or (char for char in word if char in known))


def _stems(word: str) -> Iterable[str]:
    """Yield shorter forms of an English word, the surest first: investments -> investment."""
    for suffix, ending in (
        ("ies", "y"), ("sses", "ss"), ("es", "e"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"), ("ed", ""),
        ("ed", "e"), ("ly", ""), ("ation", "e"), ("ment", ""), ("ion", "e"), ("ion", ""), ("er", ""), ("er", "e"),
    ):  # fmt: skip
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:  # noqa: PLR2004
            yield word[: -len(suffix)] + ending


def _score(word: str, count: int, total: int) -> float:
    if len(word) == 1:
        return _CHARACTER_SCORE
    if _LATIN.fullmatch(word) or _NUMBER.fullmatch(word):
        return _LATIN_SCORE
    return math.log((count + 0.5) / total)


def _texts(corpus: Corpus) -> Iterable[str]:
    for question in corpus.questions:
        yield from (question.paragraph, question.english, question.gist, *question.chinese)
    for item in corpus.news:
        yield from (item.title, *item.paragraphs)
    for term in (*corpus.terms, *corpus.dictionary):
        yield from (term.chinese, *term.others, *term.english)
    for pair in corpus.sentences:
        yield from pair
