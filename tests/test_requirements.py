"""The locked packages: every one pinned, none for a GPU, and those that are installed."""

import re
from importlib.metadata import requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCKS = ["requirements.txt", "requirements-dev.txt"]


def pins(lock: str) -> dict[str, str]:
    """Return the version that each package of a lock has."""
    lines = [line.partition("#")[0].strip() for line in (ROOT / lock).read_text(encoding="utf-8").splitlines()]
    requirements = [Requirement(line) for line in lines if line]
    return {canonicalize_name(one.name): str(one.specifier).removeprefix("==") for one in requirements}


@pytest.mark.parametrize("lock", [*LOCKS, "requirements-training.txt"])
def test_every_package_is_pinned_to_one_public_version(lock):
    assert all(re.fullmatch(r"[0-9]+(\.[0-9]+)+", pinned) for pinned in pins(lock).values())


def test_no_package_for_a_gpu_is_locked():
    assert [name for lock in LOCKS for name in pins(lock) if re.match(r"nvidia|cuda|triton", name)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_what_is_locked_is_what_is_installed(lock):
    assert {name: version(name).partition("+")[0] for name in pins(lock)} == pins(lock)


@pytest.mark.parametrize("locks", [LOCKS[:1], LOCKS], ids=["to run", "to test"])
def test_everything_that_a_locked_package_needs_is_locked_too(locks):
    locked = {name for lock in locks for name in pins(lock)}
    needed = [Requirement(line) for name in locked for line in requires(name) or []]
    wanted = {canonicalize_name(one.name) for one in needed if one.marker is None or one.marker.evaluate({"extra": ""})}
    assert wanted - locked == set()
