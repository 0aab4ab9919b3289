"""Choose the words of the model and build a tokenizer that cuts a folded text into them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

import rjieba
from tokenizers import Regex, Tokenizer, models, pre_tokenizers

from training.data import Corpus

UNKNOWN = "[UNK]"

_NO_LIMIT = 10**6  # characters of one run
_LONGEST = 8
_HAN = re.compile(r"[㐀-鿿豈-﫿]+")
_LATIN = re.compile(r"[a-zà-ɏ]+")
_NUMBER = re.compile(r"[0-9]+")
_LONGEST_RUN = 48  # characters cut into words together; looking for the longest word takes the square of it


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


def build_tokenizer(words: Sequence[str]) -> Tokenizer:
    """Return a tokenizer whose ids are the places of the words; words[0] stands for the unknown.

    It takes the longest known word at each place. Runs are cut out of the text by the characters that are known, so
    that an unknown one is left out alone and does not take its neighbours with it.

    >>> build_tokenizer([UNKNOWN, "外", "资", "外资", "r"]).encode("外资, R外").tokens
    ['外资', '外']
    """
    tokenizer = Tokenizer(
        models.WordPiece(
            {word: row for row, word in enumerate(words)},
            unk_token=UNKNOWN,
            continuing_subword_prefix="",
            max_input_chars_per_word=_NO_LIMIT,
        )
    )
    kinds: dict[str, list[str]] = {"han": [], "letter": [], "digit": []}
    for char in sorted(word for word in words if len(word) == 1):
        kinds["han" if _HAN.match(char) else "digit" if char.isdigit() else "letter"].append(char)
    runs = "|".join(f"[{_ranges(chars)}]{{1,{_LONGEST_RUN}}}" for chars in kinds.values() if chars)
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(runs), behavior="removed", invert=True)
    return tokenizer


def _ranges(chars: Sequence[str]) -> str:
    """Write sorted characters as ranges of a regular expression; the engine allows 10,000 of them.

    >>> _ranges("abcxy1")
    'a-cx-y1-1'
    """
    ends = [0, *(i for i in range(1, len(chars)) if ord(chars[i]) != ord(chars[i - 1]) + 1), len(chars)]
    return "".join(f"{chars[start]}-{chars[end - 1]}" for start, end in pairwise(ends))


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


def _texts(corpus: Corpus) -> Iterable[str]:
    for question in corpus.questions:
        yield from (question.paragraph, question.english, question.gist, *question.chinese)
    for item in corpus.news:
        yield from (item.title, *item.paragraphs)
    for term in (*corpus.terms, *corpus.dictionary):
        yield from (term.chinese, *term.others, *term.english)
    for pair in corpus.sentences:
        yield from pair
