"""Learn how telling each word of a question is: how often what answers has it, in one of its forms.

`python -m training.telling` writes retrieval/telling.json: words of questions written for this project (those held out
of training left out), each with the share of its questions whose paragraph holds it. 打算 and "plan" are asked with and
hardly ever answered with; 医保 is.
"""

import json
from collections import Counter
from pathlib import Path

from retrieval.glossary import shipped_glossary
from retrieval.topic import shipped_scaffolding
from training.data import DATA, read_corpus, split

_OUTPUT = Path("retrieval/telling.json")
_FEWEST = 4  # questions; a rarer word keeps the common share


def main() -> None:
    """Count and write."""
    kept, _ = split(read_corpus(DATA))
    glossary, scaffolding = shipped_glossary(), shipped_scaffolding()
    asked: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for question in kept.questions:
        for text in (question.english, *question.chinese):
            for concept in glossary.concepts(scaffolding.strip(text)):
                asked[concept.words] += 1
                answered[concept.words] += any(form.text in question.paragraph for form in concept.forms)
    shares = {word: round((answered[word] + 1) / (count + 2), 2) for word, count in asked.items() if count >= _FEWEST}
    common = round(sum(answered.values()) / sum(asked.values()), 2)
    lines = json.dumps({"": common, **dict(sorted(shares.items()))}, ensure_ascii=False, indent=0)
    _OUTPUT.write_text(lines + "\n", encoding="utf-8")
    print(
        f"{_OUTPUT}: {len(shares)} words of {sum(asked.values())} asked with; {common} of them stand in the paragraph"
    )


if __name__ == "__main__":
    main()
