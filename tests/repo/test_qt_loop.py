"""Qt is never spun inside a coroutine: that loses wake-ups for ever (docs/architecture.md, rule 1)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.repo.tracked import ROOT, tracked

SPINNING = {"processEvents", "exec", "exec_", "qWait", "qSleep", "waitSignal", "waitUntil", "waitExposed"}
SPINNING_NAMES = {"QTest", "QEventLoop", "qtbot"}


def spins(source: str, *, only_coroutines: bool) -> list[int]:
    """The lines of `source` that spin Qt; in tests, plain functions may."""
    return sorted({node.lineno for node in _looked_at(ast.parse(source), only_coroutines) if _spins(node)})


def _looked_at(tree: ast.AST, only_coroutines: bool) -> Iterator[ast.expr]:
    roots: list[ast.AST] = [tree]
    if only_coroutines:
        roots = [node for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef)]
    for root in roots:
        yield from (node for node in ast.walk(root) if isinstance(node, ast.expr))


def _spins(node: ast.expr) -> bool:
    match node:
        case ast.Attribute(attr=name) if name in SPINNING:
            return True
        case ast.Name(id=name):
            return name in SPINNING_NAMES
        case _:
            return False


@pytest.mark.parametrize(
    "line",
    [
        "app.processEvents()",
        "dialog.exec()",
        "QTest.mouseClick(w, b)",
        "QTest.qWait(5)",
        "QEventLoop()",
        "qtbot.wait(5)",
    ],
)
def test_the_search_finds_what_it_looks_for(line: str) -> None:
    assert spins(f"async def shown():\n    {line}\n", only_coroutines=True) == [2]
    assert spins(f"def shown():\n    {line}\n", only_coroutines=False) == [2]
    assert spins(f"def shown():\n    {line}\n", only_coroutines=True) == []


@pytest.mark.parametrize("path", tracked("kiosk/*.py", "ui/*.py"), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_product_never_spins_qt(path: Path) -> None:
    assert spins(path.read_text(), only_coroutines=False) == []


@pytest.mark.parametrize("path", tracked("tests/*.py"), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_coroutine_of_a_test_spins_qt(path: Path) -> None:
    assert spins(path.read_text(), only_coroutines=True) == []
