"""The product's loop: asyncio on Qt's, drawing off screen with the software renderer."""

import gc
import os
from collections.abc import Coroutine
from typing import TypeVar

from PySide6.QtGui import QGuiApplication

from ui.loop import loop_on

T = TypeVar("T")


def run(work: Coroutine[None, None, T]) -> T:
    """Run `work` to its end."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_QUICK_BACKEND"] = "software"
    application = QGuiApplication.instance() or QGuiApplication([])
    try:
        with loop_on(application) as loop:
            return loop.run_until_complete(work)
    finally:
        gc.collect()  # here, in Qt's own thread: the loop's timers crash the process where another thread collects them
