"""asyncio on Qt's event loop, without Qt's widgets."""

import asyncio
import sys
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    import qasync

_WIDGETS = "PySide6.QtWidgets"


def loop_on(application: QCoreApplication) -> "qasync.QEventLoop":
    """The loop of an application that exists. It becomes the thread's."""
    if _WIDGETS in sys.modules:
        import qasync
    else:
        # qasync imports the widgets, 7 MB and 15 ms, for the name of their application, which it asks nothing of.
        stand_in = ModuleType(_WIDGETS)
        stand_in.__dict__["QApplication"] = QGuiApplication
        sys.modules[_WIDGETS] = stand_in
        try:
            import qasync
        finally:
            del sys.modules[_WIDGETS]
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    return loop
