"""config.toml to a frozen Config; an unknown key or a bad value is an error that names it and its remedy."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from index.errors import ConfigError

_ID = re.compile(r"[1-9][0-9]{0,15}")  # Telegram promises at most 52 bits
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_MOST_QUOTES = 50
_MOST_SENTENCES = 5


@dataclass(frozen=True, slots=True)
class Paths:
    """Folders; relative ones count from the folder of config.toml."""

    docs: Path = Path("docs")
    index: Path = Path("var/index")


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """The embedding model: a folder, or a name on the model hub."""

    name: str = "retrieval/model"


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """How long an answer is, and the admin's own words."""

    limit: int = 10
    quote_sentences: int = 3
    glossary: str = ""  # a file of own glossary entries, beside the shipped ones


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """Who is served. Numeric Telegram ids; YUANHUA_ALLOWED_USERS (ids with commas between) adds to the list."""

    allowed_users: tuple[int, ...] = ()
    base_url: str = "https://api.telegram.org/bot"


@dataclass(frozen=True, slots=True)
class LogSettings:
    """How much is logged."""

    level: str = "INFO"


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting."""

    root: Path  # the folder relative paths count from
    paths: Paths = field(default_factory=Paths)
    model: ModelSettings = field(default_factory=ModelSettings)
    search: SearchSettings = field(default_factory=SearchSettings)
    telegram: TelegramSettings = field(default_factory=TelegramSettings)
    log: LogSettings = field(default_factory=LogSettings)

    @property
    def docs(self) -> Path:
        """Return the folder of the meeting texts."""
        return self.root / self.paths.docs

    @property
    def index(self) -> Path:
        """Return the folder of the generations."""
        return self.root / self.paths.index


def load_config(path: Path, *, environment: Mapping[str, str] = os.environ) -> Config:
    """Read config.toml; raises ConfigError that names the key, its value, the rule and the remedy."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise ConfigError(f"config file {path} is not there: create it, or name another with --config") from error
    except OSError as error:
        raise ConfigError(
            f"config file {path} cannot be read ({error.strerror}): mend it, or name another with --config"
        ) from error
    except ValueError as error:  # no TOML, no UTF-8, or a number of thousands of digits
        raise ConfigError(f"config file {path} is not valid TOML ({error}): mend the line") from error
    sections = {f.name: f.type for f in fields(Config) if f.name != "root"}
    unknown = next((key for key in table if key not in sections), None)
    if unknown is not None:
        raise ConfigError(f"{path}: section [{unknown}] is not known; the sections are {_list(sections)}: remove it")
    hints = get_type_hints(Config)
    read = {name: _section(hints[name], name, table.get(name, {}), path) for name in sections}
    config = Config(root=path.resolve().parent, **read)
    _check(config, path)
    return _with_allowed(config, environment)


def _section(kind: Any, name: str, values: Any, path: Path) -> Any:
    """Read one section into its dataclass."""
    if not isinstance(values, dict):
        raise ConfigError(f"{path}: {name} = {values!r} must be a section [{name}] with keys: mend it")
    hints = get_type_hints(kind)
    for key in values:
        if key not in hints:
            raise ConfigError(f"{path}: [{name}] {key} is not known; the keys are {_list(hints)}: remove or correct it")
    return kind(**{key: _value(hints[key], f"[{name}] {key}", value, path) for key, value in values.items()})


def _value(kind: Any, key: str, value: Any, path: Path) -> Any:
    """Read one value as its type."""
    if get_origin(kind) is tuple:
        member = get_args(kind)[0]
        if isinstance(value, list) and all(type(v) is member for v in value):
            return tuple(value)
        raise ConfigError(f"{path}: {key} = {value!r} must be a list of whole numbers, such as [123456789]: mend it")
    if kind is Path and isinstance(value, str) and value:
        return Path(value)
    if type(value) is not kind:
        wanted = {str: "a text in quotes", int: "a whole number", Path: "a path in quotes"}[kind]
        raise ConfigError(f"{path}: {key} = {value!r} must be {wanted}: mend it")
    return value


def _check(config: Config, path: Path) -> None:
    """Check the ranges of the values."""
    limit, sentences, users = config.search.limit, config.search.quote_sentences, config.telegram.allowed_users
    rules = (
        ("[search] limit", limit, 1 <= limit <= _MOST_QUOTES, f"between 1 and {_MOST_QUOTES}"),
        ("[search] quote_sentences", sentences, 1 <= sentences <= _MOST_SENTENCES, f"between 1 and {_MOST_SENTENCES}"),
        ("[log] level", config.log.level, config.log.level in _LEVELS, f"one of {_list(_LEVELS)}"),
        ("[model] name", config.model.name, bool(config.model.name.strip()), "a folder or a model's name"),
        ("[telegram] allowed_users", users, all(user > 0 for user in users), "ids of persons, which are above 0"),
        (
            "[telegram] base_url",
            config.telegram.base_url,
            config.telegram.base_url.startswith(("https://", "http://")),
            "an address such as https://api.telegram.org/bot",
        ),
    )
    for key, value, holds, rule in rules:
        if not holds:
            raise ConfigError(f"{path}: {key} = {value!r} must be {rule}: mend it")


def _with_allowed(config: Config, environment: Mapping[str, str]) -> Config:
    """Add the users named in the environment to the allow-list."""
    named = environment.get("YUANHUA_ALLOWED_USERS", "")
    words = [word.strip() for word in named.split(",") if word.strip()]
    for word in words:
        if not _ID.fullmatch(word):
            rule = "must be a numeric Telegram id, such as 123456789: mend it"
            raise ConfigError(f"YUANHUA_ALLOWED_USERS = {named!r}: {word!r} {rule}")
    users = tuple(dict.fromkeys([*config.telegram.allowed_users, *map(int, words)]))
    return replace(config, telegram=replace(config.telegram, allowed_users=users))


def _list(names: Any) -> str:
    return ", ".join(names)
