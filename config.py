"""config.toml to a frozen Config; an unknown key or a bad value is an error that names it and its remedy."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

from index.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Paths:
    """Folders; relative ones count from the folder of config.toml."""

    docs: Path = Path("docs")
    index: Path = Path("var/index")


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """The embedding model."""

    name: str = "retrieval/model"


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """How many quotes an answer holds and how long each may be."""

    limit: int = 10
    quote_sentences: int = 3


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """Who is served. Numeric Telegram ids; YUANHUA_ALLOWED_USERS (ids with commas between) adds to the list."""

    allowed_users: tuple[int, ...] = ()
    base_url: str = "https://api.telegram.org/bot"


@dataclass(frozen=True, slots=True)
class LogSettings:
    """How much is logged."""

    level: str = "INFO"
