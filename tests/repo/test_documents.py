"""The documents: what they link to and name exists, and what is generated is as it would be generated now."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.repo.tracked import ROOT, tracked

DOCUMENTS = tracked("*.md")
# what writes itself: the document, and the module that prints it (`make docs`)
GENERATED = {"docs/problems.md": "bank.problems", "docs/journal.md": "kiosk.money.events"}

LINK = re.compile(r"\]\(([^)\s]+)\)")
PATH_IN_BACKTICKS = re.compile(r"`((?:kiosk|ui|drivers|bank|assets|tests|packaging|docs|typings)/[\w./*-]+)`")
MAKE_IN_BACKTICKS = re.compile(r"`make ([a-z-]+)")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def terms() -> list[str]:
    rows = re.findall(r"^\| ([^|]+?) \| [^|]+ \|$", (ROOT / "docs/glossary.md").read_text(), re.MULTILINE)
    return [row for row in rows if row not in ("term", "---")]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_link_leads_somewhere(document: Path) -> None:
    links = [link.split("#")[0] for link in LINK.findall(document.read_text()) if "://" not in link]
    assert [link for link in links if link and not (document.parent / unquote(link)).exists()] == []


@pytest.mark.parametrize("document", [d for d in DOCUMENTS if d.name != "CHANGELOG.md"], ids=name)
def test_every_path_that_is_named_exists(document: Path) -> None:
    paths = [path for path in PATH_IN_BACKTICKS.findall(document.read_text()) if not re.search(r"[A-Z]{4}", path)]
    assert [path for path in paths if not any(ROOT.glob(path.rstrip("/")))] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_make_target_that_is_named_exists(document: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(MAKE_IN_BACKTICKS.findall(document.read_text())) - targets == set()


@pytest.mark.parametrize("document", GENERATED)
def test_what_is_generated_is_current(document: str) -> None:
    printed = subprocess.run(
        [sys.executable, "-m", GENERATED[document]], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    ).stdout
    assert (ROOT / document).read_text() == printed, "make docs"


def test_the_glossary_is_in_order_and_has_each_term_once() -> None:
    assert len(terms()) > 30
    assert terms() == sorted(set(terms()), key=str.lower)


def test_every_decision_is_whole_numbered_and_listed() -> None:
    records = sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))
    assert [int(record.name[:4]) for record in records] == list(range(1, len(records) + 1))
    listed = re.findall(
        r"^- \[(\d{4})\]\(([^)]+)\) (.+)$", (ROOT / "docs/decisions/README.md").read_text(), re.MULTILINE
    )
    assert [file for _, file, _ in listed] == [record.name for record in records]
    for record, (number, _, title) in zip(records, listed, strict=True):
        text = record.read_text()
        assert text.startswith(f"# {int(number)}. {title}\n")
        assert re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


def test_the_commands_that_the_readme_names_are_those_there_are() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "kiosk.cli", "--help"],
        cwd=ROOT,
        env={"COLUMNS": "200", "TERM": "dumb", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout
    commands = set(re.findall(r"^│ ([a-z-]+) ", told.split("Commands")[1], re.MULTILINE))
    line = re.search(r"^- .*kiosk --help`.*$", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert line
    assert set(re.findall(r"`([a-z-]+)`", line[0])) == commands
