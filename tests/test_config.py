from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from config import Config, LogSettings, ModelSettings, Paths, SearchSettings, TelegramSettings, load_config
from index.errors import ConfigError

EVERYTHING = """
[paths]
docs = "texts"
index = "/srv/index"
[model]
name = "BAAI/bge-m3"
[search]
limit = 7
quote_sentences = 2
glossary = "own.jsonl"
[telegram]
allowed_users = [5, 3]
base_url = "http://127.0.0.1:8081/bot"
[log]
level = "DEBUG"
"""


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "config.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(folder: Path, text: str | bytes, **environment: str) -> Config:
    return load_config(written(folder, text), environment=environment)


def refusal(folder: Path, text: str | bytes, **environment: str) -> str:
    with pytest.raises(ConfigError) as refused:
        read(folder, text, **environment)
    return str(refused.value)


def test_an_empty_file_means_every_default(tmp_path: Path) -> None:
    assert read(tmp_path, "") == Config(root=tmp_path)


def test_every_setting_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, EVERYTHING) == Config(
        root=tmp_path,
        paths=Paths(Path("texts"), Path("/srv/index")),
        model=ModelSettings("BAAI/bge-m3"),
        search=SearchSettings(7, 2, "own.jsonl"),
        telegram=TelegramSettings((5, 3), "http://127.0.0.1:8081/bot"),
        log=LogSettings("DEBUG"),
    )


def test_every_setting_above_differs_from_its_default(tmp_path: Path) -> None:
    config, default = read(tmp_path, EVERYTHING), Config(root=tmp_path)
    for section in (field.name for field in fields(Config) if field.name != "root"):
        given, shipped = getattr(config, section), getattr(default, section)
        assert [f.name for f in fields(given) if getattr(given, f.name) == getattr(shipped, f.name)] == []


def test_relative_folders_count_from_the_file(tmp_path: Path) -> None:
    config = read(tmp_path, '[paths]\nindex = "/srv/index"')
    assert (config.docs, config.index) == (tmp_path / "docs", Path("/srv/index"))


def test_a_byte_order_mark_is_no_part_of_the_settings(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbf[search]\nlimit = 3").search.limit == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[serach]\nlimit = 3", "section [serach] is not known; the sections are paths, model, search, telegram, log"),
        ("[search]\nlimits = 3", "[search] limits is not known; the keys are limit, quote_sentences, glossary"),
        ("limit = 3", "section [limit] is not known"),
        ("search = 3", "search = 3 must be a section [search] with keys"),
        ("[search]\nlimit = 0", "[search] limit = 0 must be between 1 and 50"),
        ("[search]\nlimit = 51", "[search] limit = 51 must be between 1 and 50"),
        ('[search]\nlimit = "3"', "[search] limit = '3' must be a whole number"),
        ("[search]\nlimit = true", "[search] limit = True must be a whole number"),
        ("[search]\nlimit = 3.0", "[search] limit = 3.0 must be a whole number"),
        ("[search]\nquote_sentences = 6", "[search] quote_sentences = 6 must be between 1 and 5"),
        ("[search]\nglossary = 3", "[search] glossary = 3 must be a text in quotes"),
        ("[paths]\ndocs = 3", "[paths] docs = 3 must be a path in quotes"),
        ('[paths]\ndocs = ""', "[paths] docs = '' must be a path in quotes"),
        ('[model]\nname = " "', "[model] name = ' ' must be a folder or a model's name"),
        ('[log]\nlevel = "info"', "[log] level = 'info' must be one of DEBUG, INFO, WARNING, ERROR"),
        ("[telegram]\nallowed_users = 5", "[telegram] allowed_users = 5 must be a list of whole numbers"),
        ('[telegram]\nallowed_users = ["5"]', "[telegram] allowed_users = ['5'] must be a list of whole numbers"),
        ("[telegram]\nallowed_users = [true]", "[telegram] allowed_users = [True] must be a list of whole numbers"),
        ("[telegram]\nallowed_users = [-5]", "must be ids of persons, which are above 0"),
        ('[telegram]\nbase_url = "localhost"', "[telegram] base_url = 'localhost' must be an address such as https://"),
        ("[search]\nlimit = 3\nlimit = 4", "is not valid TOML"),
        ("[search\nlimit = 3", "is not valid TOML"),
        (f"[search]\nlimit = {'9' * 5000}", "is not valid TOML"),
        ("[search]\nglossary = '外资'".encode("gb18030"), "is not valid TOML"),
    ],
)
def test_a_bad_setting_is_named_with_the_file_the_rule_and_the_remedy(
    tmp_path: Path, text: str | bytes, told: str
) -> None:
    message = refusal(tmp_path, text)
    assert str(tmp_path / "config.toml") in message
    assert told in message
    assert message.endswith(("mend it", "mend the line", "remove it", "remove or correct it"))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml is not there: create it, or name another with --config"):
        load_config(tmp_path / "none.toml", environment={})


def test_a_folder_is_no_settings_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"cannot be read \(Is a directory\)"):
        load_config(tmp_path, environment={})


def test_the_environment_adds_to_the_allowed_users(tmp_path: Path) -> None:
    config = read(tmp_path, "[telegram]\nallowed_users = [5]\n", YUANHUA_ALLOWED_USERS=" 7, 5,9, ")
    assert config.telegram.allowed_users == (5, 7, 9)


def test_the_environment_changes_nothing_else(tmp_path: Path) -> None:
    with_users, without = read(tmp_path, EVERYTHING, YUANHUA_ALLOWED_USERS="7"), read(tmp_path, EVERYTHING)
    assert replace(with_users, telegram=without.telegram) == without
    assert with_users.telegram.base_url == without.telegram.base_url


@pytest.mark.parametrize("named", [" ", ",", ""])
def test_an_empty_list_in_the_environment_serves_nobody(tmp_path: Path, named: str) -> None:
    assert read(tmp_path, "", YUANHUA_ALLOWED_USERS=named).telegram.allowed_users == ()


@pytest.mark.parametrize("word", ["me", "@me", "-5", "0", "5 7", "５", "²", "1.5", "9" * 5000])
def test_a_word_that_is_no_id_is_named(tmp_path: Path, word: str) -> None:
    message = refusal(tmp_path, "", YUANHUA_ALLOWED_USERS=f"5,{word}")
    assert f"{word!r} must be a numeric Telegram id, such as 123456789: mend it" in message


def test_settings_cannot_be_changed(tmp_path: Path) -> None:
    setting: Any = read(tmp_path, "").search
    with pytest.raises(AttributeError):
        setting.limit = 3
