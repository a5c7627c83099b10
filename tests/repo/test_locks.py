"""What is installed is pinned, by hash, and the lock names no registry."""

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.repo.tracked import ROOT


class Pin(NamedTuple):
    """One entry of a lock: name, version and marker as they stand there, and its hashes."""

    name: str
    version: str
    marker: str
    hashes: frozenset[str]


def pins(path: Path) -> set[Pin]:
    entries = re.split(r"\n(?=\S)", path.read_text().replace("\\\n", " ").strip())
    found: set[Pin] = set()
    for entry in entries:
        named = re.match(r"(?P<name>[\w.-]+)==(?P<version>\S+)(?: ; (?P<marker>.*?))?\s+--hash=", entry)
        assert named, f"not a pinned and hashed package: {entry[:80]}"
        hashes = frozenset(re.findall(r"--hash=sha256:([0-9a-f]{64})", entry))
        found.add(Pin(named["name"], named["version"], (named["marker"] or "").strip(), hashes))
    return found


VOICE_MODELS = ROOT / "packaging" / "voice-models"
LOCKS = {
    "run": ROOT / "requirements.lock",
    "test": ROOT / "requirements-test.lock",
    "voice-models": VOICE_MODELS / "requirements.lock",
    "voice-models-cuda": VOICE_MODELS / "cuda.lock",
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_by_hash(lock: str) -> None:
    entries = pins(LOCKS[lock])
    assert len(entries) > 15
    assert [pin.name for pin in entries if not pin.hashes] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_names_no_registry(lock: str) -> None:
    text = LOCKS[lock].read_text()
    assert "://" not in text
    assert not re.search(r"^\s*--(?!hash)", text, re.MULTILINE)


def test_tests_run_against_the_very_versions_that_are_shipped() -> None:
    assert pins(LOCKS["run"]) - pins(LOCKS["test"]) == set()


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("run", PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["build"]),
        ("test", PROJECT["project"]["optional-dependencies"]["test"]),
        ("voice-models", re.findall(r"^\w.*$", (VOICE_MODELS / "requirements.txt").read_text(), re.MULTILINE)),
    ],
)
def test_the_locks_fulfil_what_the_project_asks_for(lock: str, wanted: list[str]) -> None:
    pinned: dict[str, set[str]] = {}
    for pin in pins(LOCKS[lock]):
        pinned.setdefault(canonicalize_name(pin.name), set()).add(pin.version)
    for text in wanted:
        requirement = Requirement(text)
        versions = pinned.get(canonicalize_name(requirement.name), set())
        assert versions, f"{text} is in no lock: make lock"
        assert all(requirement.specifier.contains(version) for version in versions), text
