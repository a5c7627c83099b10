"""What the tests of the screen share."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication

from ui.pictures import Pictures


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    """No widgets: pytest-qt would build a QApplication."""
    return QGuiApplication


@pytest.fixture(scope="module")
def pictures(qapp: QGuiApplication) -> Iterator[Pictures]:
    """Draws any number of views in one window, without motion."""
    drawn = Pictures()
    yield drawn
    del drawn
