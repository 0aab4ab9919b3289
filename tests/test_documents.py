"""What README, CONTRIBUTING and config.toml say is so: settings, commands, targets, files, formats."""

import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, get_type_hints

import pytest

import bot
from config import Config, load_config
from index.cleaning import clean
from index.heading import Attendee, read_heading
from index.reading import find_sources, read_source
from retrieval.glossary import shipped_glossary

ROOT = Path(__file__).parents[1]
GUIDES = ("README.md", "CONTRIBUTING.md")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def settings() -> Iterator[tuple[str, str, Any]]:
    """Yield section, key and default of every setting."""
    for section, kind in get_type_hints(Config).items():
        if section != "root":
            yield from ((section, field.name, getattr(kind(), field.name)) for field in fields(kind))


def commands(guide: str, program: str) -> list[str]:
    """Return what follows a program's name in a guide, in blocks and between backticks, without the comment."""
    text = text_of(guide)
    blocks = re.findall(r"^ *```\w*\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    lines += re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    return [found[1].split("  #")[0].strip() for line in lines if (found := re.search(rf"(?:^| ){program} (.+)", line))]


ALL_COMMANDS = [(guide, words) for guide in GUIDES for words in commands(guide, r"python bot\.py")]
ALL_TARGETS = [(guide, words) for guide in GUIDES for words in commands(guide, "make")]


@pytest.mark.parametrize(("section", "key", "default"), list(settings()), ids=str)
def test_every_setting_stands_in_the_readme_with_its_default(section: str, key: str, default: object) -> None:
    rows = [line for line in text_of("README.md").splitlines() if line.startswith(f"| `[{section}] {key}` |")]
    assert len(rows) == 1
    shown = rows[0].split("|")[2].strip().strip("`").strip('"')
    assert shown == ("[]" if default == () else str(default))


def test_the_readme_has_no_setting_that_is_not_there() -> None:
    named = re.findall(r"`\[(\w+)\] (\w+)`", text_of("README.md"))
    assert set(named) <= {(section, key) for section, key, _ in settings()}


def test_config_toml_holds_every_setting_with_its_default() -> None:
    assert load_config(ROOT / "config.toml", environment={}) == Config(root=ROOT)
    table = tomllib.loads(text_of("config.toml"))
    assert [(section, key) for section, keys in table.items() for key in keys] == [
        (section, key) for section, key, _ in settings()
    ]


def test_config_toml_gives_a_reason_above_every_setting() -> None:
    lines = [line for line in text_of("config.toml").splitlines() if line]
    bare = [line for before, line in pairwise(lines) if line[0].isalpha() and not before.startswith("# ")]
    assert bare == []


@pytest.mark.parametrize(("guide", "words"), ALL_COMMANDS)
def test_every_command_of_the_guides_is_one(guide: str, words: str) -> None:
    options = bot._parser().parse_args(shlex.split(words))
    assert options.run.__name__ in {"_index", "_ask", "_eval", "_turns"}


def test_the_readme_shows_every_command() -> None:
    shown = {shlex.split(words)[0] for guide, words in ALL_COMMANDS if guide == "README.md"}
    assert shown == {"index", "ask", "eval", "turns"}


@pytest.mark.parametrize(("guide", "words"), ALL_COMMANDS)
def test_every_file_that_a_command_of_the_guides_reads_is_there(guide: str, words: str) -> None:
    named = [word for word in shlex.split(words) if word.startswith(("docs/", "tests/"))]
    assert [word for word in named if not (ROOT / word).exists()] == []


def test_every_target_of_the_guides_is_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))
    asked = {words.split()[0] for _, words in ALL_TARGETS}
    assert {target for target in asked if re.fullmatch(r"[a-z-]+", target)} - targets == set()
    assert {"run", "test", "index"} <= asked


@pytest.mark.parametrize("guide", [*GUIDES, "retrieval/model/README.md"])
def test_every_file_that_a_guide_links_to_is_there(guide: str) -> None:
    folder = (ROOT / guide).parent
    links = re.findall(r"\]\(([^)#\s]+)", text_of(guide))
    local = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    assert [link for link in local if not (folder / link).exists()] == []


def test_the_readme_counts_the_texts_that_ship() -> None:
    assert f"The {len(find_sources(ROOT / 'docs'))} texts that ship in `docs/`" in text_of("README.md")


def test_the_front_matter_of_the_readme_is_read_as_it_says(tmp_path: Path) -> None:
    matter = re.search(r"^ *---\n.*?^ *---$", text_of("README.md"), re.MULTILINE | re.DOTALL)
    assert matter is not None
    lines = [line.strip() for line in matter[0].splitlines()]
    path = tmp_path / "note.txt"
    path.write_text("\n".join([*lines, "会议强调，要抓紧。"]), encoding="utf-8")
    heading = read_heading(clean(read_source(path, name=path.name)), name=path.name)
    assert (heading.title, heading.date, heading.place) == ("全市重点项目推进会", date(2026, 3, 10), "市行政中心")
    assert heading.people == (Attendee("沈柏川", ("市委书记",)), Attendee("梁书瑶", ("市长",)))


@pytest.mark.parametrize("document", ["README.md", "config.toml"])
def test_the_glossary_line_of_a_document_is_one(tmp_path: Path, document: str) -> None:
    [line] = re.findall(r'\{"zh".*?\}', text_of(document))
    own = tmp_path / "own.jsonl"
    own.write_text(line, encoding="utf-8")
    assert json.loads(line)["alt"] == ["洋投资"]
    [concept] = shipped_glossary(own).concepts("洋投资")
    assert "外资" in {form.text for form in concept.forms}


def test_every_package_that_the_readme_explains_is_locked_and_the_other_way_round() -> None:
    table = text_of("README.md").split("## What it is built on")[1].split("\n## ")[0]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("|")][2:]
    explained = {re.sub(r"\W", "", name).lower() for cell in cells for name in cell.replace("with", ",").split(",")}
    locked = "\n".join(text_of(path.name) for path in ROOT.glob("requirements*.txt"))
    names = {re.sub(r"\W", "", name).lower() for name in re.findall(r"^([A-Za-z][\w.-]*)", locked, re.MULTILINE)}
    renamed = {"opencc": "openccpythonreimplemented"}
    assert {name for name in explained if name not in names and renamed.get(name) not in names} == set()


def test_config_toml_names_no_secret() -> None:
    assert "token" not in {key for _, key, _ in settings()}
    assert re.search(r"\d{6,}:[\w-]{30,}", text_of("config.toml")) is None
