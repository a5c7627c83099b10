"""Tracked files hold what belongs to the product, and nothing of the machine they were written on."""

import re
from pathlib import Path

import pytest

from tests.repo.tracked import ROOT, text_of, tracked

FORBIDDEN = {
    "a package registry's host": re.compile(r"\b(?:pypi\.org|pythonhosted\.org|npmjs\.(?:org|com))\b"),
    "a path of one machine": re.compile(r"(?<![\w.:\-}])/(?:root|work|home|Users)/"),
    "something left to do": re.compile(r"\b(?:TODO|FIXME|HACK)\b"),
    "a key": re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----"),
}
SUPPRESSION = re.compile(r"#\s*(noqa|type:\s*ignore|pyright:\s*ignore|pragma)(.*)")
NAMED_WITH_REASON = re.compile(r"^(?::\s*[A-Z]+[0-9]+(?:,\s*[A-Z]+[0-9]+)*|\[[\w\-, ]+\])\s+(?:-|#)\s*\S+")

THIS = Path(__file__)
TEXTS = [path for path in tracked() if path != THIS and text_of(path) is not None]
MAX_LINES = 400


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_patterns_find_what_they_look_for() -> None:
    samples = ("https://pypi.org/simple", "see /home/me/x", "# TODO: later", "-----BEGIN EC PRIVATE KEY-----")
    for pattern, sample in zip(FORBIDDEN.values(), samples, strict=True):
        assert pattern.search(sample)
    assert NAMED_WITH_REASON.match(": S105 - a header's name")
    assert not NAMED_WITH_REASON.match(": S105")
    assert not NAMED_WITH_REASON.match("")


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    found = [
        f"{name(path)}:{number}: {line.strip()}"
        for path in TEXTS
        for number, line in enumerate((text_of(path) or "").splitlines(), 1)
        if FORBIDDEN[what].search(line)
    ]
    assert found == []


def test_a_check_is_switched_off_by_name_and_with_a_reason() -> None:
    found = [
        f"{name(path)}:{number}: {line.strip()}"
        for path in TEXTS
        if path.suffix == ".py"
        for number, line in enumerate((text_of(path) or "").splitlines(), 1)
        if (switched_off := SUPPRESSION.search(line)) and not NAMED_WITH_REASON.match(switched_off[2])
    ]
    assert found == []


def test_files_are_small() -> None:
    lengths = {
        name(path): len((text_of(path) or "").splitlines()) for path in TEXTS if path.suffix in (".py", ".qml", ".js")
    }
    assert {path: lines for path, lines in lengths.items() if lines > MAX_LINES} == {}


def test_nothing_that_is_made_is_tracked() -> None:
    made = re.compile(r"(?:^|/)(?:\.venv|build|__pycache__|[^/]+\.egg-info|\.[a-z_]+_cache|\.hypothesis)/")
    assert [name(path) for path in tracked() if made.search(name(path))] == []
