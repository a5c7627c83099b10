"""asyncio on Qt's event loop, without Qt's widgets."""

import asyncio
import sys
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from qasync import QEventLoop

_WIDGETS = "PySide6.QtWidgets"


def loop_on(application: QGuiApplication) -> "QEventLoop":
    """The loop of an application that exists. It becomes the thread's."""
    if _WIDGETS in sys.modules:
        from qasync import QEventLoop
    else:
        # qasync imports the widgets, 7 MB and 15 ms, for the name of their application, which it asks nothing of.
        stand_in = ModuleType(_WIDGETS)
        stand_in.__dict__["QApplication"] = QGuiApplication
        sys.modules[_WIDGETS] = stand_in
        try:
            from qasync import QEventLoop
        finally:
            del sys.modules[_WIDGETS]
    loop = QEventLoop(application)
    asyncio.set_event_loop(loop)
    return loop
