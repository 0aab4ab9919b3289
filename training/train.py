"""Make the shipped model out of the development data: python -m training.train (or make model)."""

import argparse
from pathlib import Path

from training.data import DATA, read_corpus, split
from training.folder import write_folder
from training.learning import train
from training.recipe import Recipe
from training.teacher import Teacher
from training.vocabulary import make_vocabulary


def main() -> None:
    """Train and write the model folder; its card is written by hand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--output", type=Path, default=Path("retrieval/model"))
    parser.add_argument("--hold-out", action="store_true", help="leave out what training.evaluate asks about")
    options = parser.parse_args()
    recipe, teacher = Recipe(), Teacher()
    corpus = read_corpus(options.data)
    if options.hold_out:
        corpus, _ = split(corpus)
    vocabulary = make_vocabulary(corpus, teacher, size=recipe.words)
    table = train(corpus, vocabulary, teacher, recipe)
    write_folder(options.output, table, vocabulary.tokenizer)
    print(f"{options.output}: {len(table)} words, {recipe.dimensions} dimensions")


if __name__ == "__main__":
    main()
