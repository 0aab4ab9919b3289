"""Open the whole program over meeting texts that a measurement brings along."""

from pathlib import Path

from config import load_config
from index.build import build
from index.encoding import load_encoder
from index.report import BuildReport
from retrieval.answer import AnswerSettings, Library

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"  # development data, not shipped


def build_index(docs: Path, index: Path) -> BuildReport:
    """Build and publish a generation with the model of config.toml."""
    config = load_config(ROOT / "config.toml")
    return build(docs, index, load_encoder(config.model.name, root=config.root))


def open_library(index: Path) -> Library:
    """Open the published generation as the bot does, with the settings of config.toml."""
    config = load_config(ROOT / "config.toml")
    settings = AnswerSettings(config.search.limit, config.search.quote_sentences)
    return Library.open(index, model=config.model.name, root=config.root, settings=settings)
