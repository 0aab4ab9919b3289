"""The two modules beside the packages keep to the ladder; import-linter watches the packages themselves."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LADDER = ["index", "retrieval", "config", "chat", "bot"]  # each may import what stands before it


def imported(module: str) -> set[str]:
    """Return the top-level names that a module imports anywhere in its text."""
    tree = ast.parse((ROOT / f"{module}.py").read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in plain | named}


@pytest.mark.parametrize("module", ["config", "bot"])
def test_module_imports_only_what_stands_below_it(module):
    above = set(LADDER[LADDER.index(module) :])
    assert imported(module) & (above | {"bench", "pictures", "training", "tests"}) == set()


@pytest.mark.parametrize("module", ["config", "bot"])
def test_module_leaves_telegram_to_chat(module):
    assert "telegram" not in imported(module)
